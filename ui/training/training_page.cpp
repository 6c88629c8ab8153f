// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <limits>

#include "ui/models/runs_model.h"
#include "ui/support/inline_message.h"
#include "ui/support/page_header.h"
#include "ui/support/prompts.h"
#include "ui/training/confusion_view.h"
#include "ui/training/curve_chart.h"
#include "ui/training/pipeline_strip.h"
#include "ui/training/results_view.h"
#include "ui/training/roc_view.h"
#include "ui/training/row_trace_view.h"
#include "ui/training/settings_command.h"
#include "ui/training/training_settings.h"

namespace qstore::ui {
namespace {

constexpr auto settingsKey = "window.training";

QString stateText(TrainingController::State state) {
    switch (state) {
        case TrainingController::State::Idle: return {};
        case TrainingController::State::Running: return TrainingPage::tr("Training");
        case TrainingController::State::Pausing: return TrainingPage::tr("Pausing after this batch");
        case TrainingController::State::Paused: return TrainingPage::tr("Paused");
        case TrainingController::State::Cancelling: return TrainingPage::tr("Cancelling");
        case TrainingController::State::Cancelled: return TrainingPage::tr("Cancelled");
        case TrainingController::State::Done: return TrainingPage::tr("Done");
        case TrainingController::State::Failed: return TrainingPage::tr("Failed");
    }
    return {};
}

}  // namespace

TrainingPage::TrainingPage(WorkspaceSession& session, TrainingController& controller, Prompts& prompts,
                           QWidget* parent)
    : Page(tr("Train"), QStringLiteral("train"), parent),
      m_session(session),
      m_controller(controller),
      m_prompts(prompts) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(buildHeader());
    m_message = new InlineMessage(this);
    layout->addWidget(m_message);
    auto* split = new QHBoxLayout;
    split->setSpacing(16);
    split->addWidget(buildSettings());
    split->addWidget(buildWork(), 1);
    layout->addLayout(split, 1);
    connectController();
    connectSettings();
    updateDataset();
    updateRuns();
    updateButtons();
}

QWidget* TrainingPage::buildHeader() {
    auto* header = new PageHeader(title(), this);
    m_dataset = header->addNote("trainDataset");
    m_state = header->addNote("trainState", true);
    m_progress = new QProgressBar(header);
    m_progress->setFixedWidth(160);
    m_progress->setTextVisible(false);
    m_progress->hide();
    header->addAtRight(m_progress);
    m_pause = header->addButton("pauseButton", tr("Pause"),
                                tr("Store a checkpoint and stop; resume goes on from it"));
    m_cancel = header->addButton("cancelButton", tr("Cancel"),
                                 tr("Stop this training; what was learned so far is kept"));
    m_register = header->addButton("registerButton", tr("Register…"),
                                   tr("Keep this model under a name and version"));
    m_train = header->addPrimary("trainButton", tr("Train"), tr("Train with these settings (Ctrl+Return)"));
    connect(m_train, &QPushButton::clicked, this, &TrainingPage::startTraining);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_controller.state() == TrainingController::State::Paused ||
            m_controller.state() == TrainingController::State::Cancelled)
            m_controller.resume(m_controller.runId());
        else
            m_controller.pause();
    });
    connect(m_cancel, &QPushButton::clicked, &m_controller, &TrainingController::cancel);
    connect(m_register, &QPushButton::clicked, this, &TrainingPage::registerModel);
    return header;
}

QWidget* TrainingPage::buildSettings() {
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedWidth(248);
    m_settings = new TrainingSettings(scroll);
    scroll->setWidget(m_settings);
    return scroll;
}

QWidget* TrainingPage::buildWork() {
    auto* work = new QWidget(this);
    auto* column = new QVBoxLayout(work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_pipeline = new PipelineStrip(work);
    column->addWidget(m_pipeline);
    auto* splitter = new QSplitter(Qt::Vertical, work);
    auto* charts = new QWidget(splitter);
    auto* row = new QHBoxLayout(charts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    m_loss = new CurveChart(tr("Loss"), tr("mean loss"), charts);
    m_accuracy = new CurveChart(tr("Accuracy"), tr("rows right, %"), charts);
    m_accuracy->setPercent(true);
    for (CurveChart* chart : {m_loss, m_accuracy}) {
        chart->setSeriesNames({tr("train"), tr("validation")});
        row->addWidget(chart, 1);
    }
    splitter->addWidget(charts);
    m_tabs = new QTabWidget(splitter);
    m_tabs->setObjectName(QStringLiteral("trainTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_results = new ResultsView(m_tabs), tr("Results"));
    m_tabs->addTab(m_confusion = new ConfusionView(m_tabs), tr("Confusion matrix"));
    m_tabs->addTab(m_roc = new RocView(m_tabs), tr("ROC"));
    m_tabs->addTab(m_trace = new RowTraceView(m_tabs), tr("One row"));
    m_tabs->addTab(buildRuns(), tr("Runs"));
    splitter->addWidget(m_tabs);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    column->addWidget(splitter, 1);
    connect(m_pipeline, &PipelineStrip::stepClicked, this, [this](const QString& step) {
        m_tabs->setCurrentWidget(m_trace);
        m_trace->showStep(step);
    });
    return work;
}

QWidget* TrainingPage::buildRuns() {
    m_runs = new RunsModel(this);
    m_runsView = new QTableView(this);
    m_runsView->setObjectName(QStringLiteral("runsTable"));
    m_runsView->setModel(m_runs);
    m_runsView->verticalHeader()->hide();
    m_runsView->setShowGrid(false);
    m_runsView->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_runsView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_runsView->horizontalHeader()->setStretchLastSection(true);
    m_runsView->setToolTip(tr("Press Return or double-click to open a run; an interrupted one goes on"));
    connect(m_runsView, &QTableView::activated, this,
            [this](const QModelIndex& index) { m_controller.resume(toQt(m_runs->at(index.row()).id)); });
    return m_runsView;
}

void TrainingPage::connectController() {
    connect(&m_controller, &TrainingController::stateChanged, this, &TrainingPage::updateButtons);
    connect(&m_controller, &TrainingController::epochsAppended, this, &TrainingPage::drawCurves);
    connect(&m_controller, &TrainingController::progressed, this,
            [this](std::size_t epoch, std::size_t batch, std::size_t batches, double) {
                showProgress(epoch, batch, batches);
            });
    connect(&m_controller, &TrainingController::started, this, [this](const QString& description) {
        if (!description.isEmpty()) setStatusText(tr("Model: %1").arg(description));
    });
    connect(&m_controller, &TrainingController::finished, this, &TrainingPage::showFinished);
    connect(&m_controller, &TrainingController::failed, m_message, &InlineMessage::showError);
    connect(&m_session, &WorkspaceSession::currentDatasetChanged, this, &TrainingPage::updateDataset);
    connect(&m_session, &WorkspaceSession::recipeChanged, this, &TrainingPage::updateDataset);
    connect(&m_session, &WorkspaceSession::runsChanged, this, &TrainingPage::updateRuns);
    connect(&m_session, &WorkspaceSession::circuitPublished, this, [this] {
        m_settings->setDrawnCircuitAvailable(m_session.circuit() &&
                                             !m_session.circuit()->operations().empty());
    });
    m_settings->setDrawnCircuitAvailable(false);
}

void TrainingPage::connectSettings() {
    connect(m_settings, &TrainingSettings::edited, this,
            [this](const TrainingDraft& before, const TrainingDraft& after, const QString& what) {
                m_undoStack.push(new SettingsCommand([this](const TrainingDraft& d) { applySettings(d); },
                                                     before, after, what));
            });
    connect(&m_session, &WorkspaceSession::workspaceChanged, this, &TrainingPage::restoreSettings);
    if (m_session.workspace()) restoreSettings();
}

void TrainingPage::restoreSettings() {
    m_undoStack.clear();
    const auto restore = [this]() -> Status {
        QSTORE_TRY(const auto kept, m_session.workspace()->value(settingsKey));
        TrainingDraft draft;
        if (kept) {
            QSTORE_TRY(draft, readTrainingDraft(*kept));
        }
        return m_settings->setDraft(draft);
    };
    if (const Status restored = restore(); !restored) m_message->showError(restored.error());
}

void TrainingPage::applySettings(const TrainingDraft& draft) {
    Status applied = m_settings->setDraft(draft);
    if (applied) applied = m_session.workspace()->setValue(settingsKey, writeTrainingDraft(draft));
    if (!applied) m_message->showError(applied.error());
}

void TrainingPage::startTraining() {
    m_message->clear();
    m_results->clear();
    m_pipeline->setSteps({});
    m_trace->setTraining(nullptr, nullptr);
    m_controller.start(m_settings->circuitChoice(), m_settings->config());
}

void TrainingPage::updateButtons() {
    using State = TrainingController::State;
    const State state = m_controller.state();
    const bool stopped = state == State::Paused || state == State::Cancelled;
    const bool resumable = stopped && !m_controller.runId().isEmpty();
    m_train->setEnabled(!m_controller.isBusy() && m_session.currentTable() != nullptr);
    m_pause->setEnabled(state == State::Running || resumable);
    m_pause->setText(resumable ? tr("Resume") : tr("Pause"));
    m_cancel->setEnabled(m_controller.isBusy() || state == State::Paused);
    m_register->setEnabled(state == State::Done);
    m_progress->setVisible(m_controller.isBusy());
    m_state->setText(stateText(state));
    m_settings->setEnabled(!m_controller.isBusy());
    if (state == State::Running) m_message->clear();
}

void TrainingPage::updateDataset() {
    const auto table = m_session.currentTable();
    m_dataset->setText(
        table
            ? tr("%1 · %n row(s)", nullptr, static_cast<int>(table->rows())).arg(m_session.currentDataset())
            : tr("No dataset yet: open a sample on Home or import a table"));
    updateButtons();
}

void TrainingPage::updateRuns() {
    if (!m_session.workspace()) return;
    auto runs = m_session.workspace()->runs();
    if (!runs) {
        m_message->showError(runs.error());
        return;
    }
    m_runs->setRuns(std::move(*runs));
    m_runsView->resizeColumnsToContents();
}

void TrainingPage::drawCurves() {
    QVector<double> epochs, trainLoss, validationLoss, trainAccuracy, validationAccuracy, validationEpochs;
    for (const EpochMetrics& metrics : m_controller.history()) {
        epochs << static_cast<double>(metrics.epoch);
        trainLoss << metrics.train.loss;
        trainAccuracy << metrics.train.accuracy;
        if (metrics.validation.rows == 0) continue;
        validationEpochs << static_cast<double>(metrics.epoch);
        validationLoss << metrics.validation.loss;
        validationAccuracy << metrics.validation.accuracy;
    }
    m_loss->setSeries(0, epochs, trainLoss);
    m_loss->setSeries(1, validationEpochs, validationLoss);
    m_accuracy->setSeries(0, epochs, trainAccuracy);
    m_accuracy->setSeries(1, validationEpochs, validationAccuracy);
    if (!m_controller.report()) m_accuracy->setReference(std::numeric_limits<double>::quiet_NaN(), {});
    m_loss->refresh();
    m_accuracy->refresh();
}

void TrainingPage::showProgress(std::size_t epoch, std::size_t batch, std::size_t batches) {
    const auto total = static_cast<int>(m_settings->config().epochs);
    m_progress->setRange(0, total);
    m_progress->setValue(static_cast<int>(epoch));
    if (m_controller.state() == TrainingController::State::Running)
        m_state->setText(
            tr("epoch %1 of %2, batch %3 of %4").arg(epoch).arg(total).arg(batch).arg(batches));
}

void TrainingPage::showFinished() {
    const TrainingReport& report = *m_controller.report();
    m_results->setSummary(report.summary);
    m_confusion->setMatrix(report.test.confusion);
    m_roc->setCurves(report.test.roc);
    m_pipeline->setSteps(report.steps);
    m_trace->setTraining(m_controller.trainingSession(), m_session.currentTable());
    for (const Baseline& baseline : report.summary.baselines) {
        if (baseline.name == "logistic-regression" && baseline.validation.rows > 0)
            m_accuracy->setReference(baseline.validation.accuracy, tr("logistic regression, validation"));
    }
    m_accuracy->refresh();
    m_tabs->setCurrentWidget(m_results);
    m_state->setText(tr("Done in %1 · test accuracy %2")
                         .arg(durationText(report.summary.seconds), percent(report.summary.test.accuracy)));
}

void TrainingPage::registerModel() {
    m_prompts.askText(
        this, tr("Register model"), tr("Name"), m_session.currentDataset(), [this](const QString& name) {
            if (name.trimmed().isEmpty()) return;
            const auto version = m_session.registerRun(name.trimmed(), m_controller.runId(), {});
            if (!version) {
                m_message->showError(version.error());
                return;
            }
            m_message->showInfo(tr("Registered as %1 v%2").arg(name.trimmed()).arg(version->version));
            Q_EMIT registered(name.trimmed());
        });
}

}  // namespace qstore::ui
