// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <map>

#include "ui/models/runs_model.h"
#include "ui/support/focus_keeper.h"
#include "ui/support/inline_message.h"
#include "ui/support/number_text.h"
#include "ui/support/page_header.h"
#include "ui/support/prompts.h"
#include "ui/training/paused_run_bar.h"
#include "ui/training/pipeline_strip.h"
#include "ui/training/price_details.h"
#include "ui/training/price_tag.h"
#include "ui/training/run_view.h"
#include "ui/training/score_text.h"
#include "ui/training/settings_command.h"
#include "ui/training/training_settings.h"
#include "ui/window/button_action.h"

namespace qstore::ui {
namespace {

constexpr auto settingsKey = "window.training";

/// "3 s", "4 min 10 s".
QString timeLeft(double seconds) {
    return isolated(durationText(std::max(1.0, std::round(seconds))));
}

}  // namespace

TrainingPage::TrainingPage(WorkspaceSession& session, TrainingController& controller, const Theme& theme,
                           Prompts& prompts, Accounts* accounts, DeviceCatalog* devices,
                           StoresController* stores, QWidget* parent)
    : Page(tr("Train"), QStringLiteral("train"), parent),
      m_session(session),
      m_controller(controller),
      m_prompts(prompts),
      m_devices(devices),
      m_stores(stores),
      m_price(new PriceController(session, accounts, devices, this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(buildHeader());
    m_message = new InlineMessage(this);
    layout->addWidget(m_message);
    m_paused = new PausedRunBar(m_session, m_controller, this);
    layout->addWidget(m_paused);
    m_paused->offerMachineControls();
    m_tag = new PriceTag(*m_price, this);
    layout->addWidget(m_tag);
    auto* split = new QHBoxLayout;
    split->setSpacing(16);
    split->addWidget(buildSettings());
    m_run = new RunView(m_session, m_controller, theme, this);
    m_run->addTab(buildRuns(), tr("Runs"));
    buildPrice();
    split->addWidget(m_run, 1);
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
    m_progress->setMinimumWidth(48);
    m_progress->setMaximumWidth(160);
    m_progress->setTextVisible(false);
    m_progress->hide();
    header->addAtRight(m_progress);
    m_pause = header->addButton("pauseButton", tr("Pause"),
                                tr("Store a checkpoint and stop; resume goes on from it"));
    m_cancel = header->addButton("cancelButton", tr("Cancel"),
                                 tr("Stop this training; what was learned so far is kept, and jobs that "
                                    "wait are cancelled at the provider"));
    m_register = header->addButton("registerButton", tr("Register…"),
                                   tr("Keep this model under a name and version"));
    m_train = header->addPrimary("trainButton", tr("Train"), tr("Train with these settings (Ctrl+Return)"));
    connect(m_train, &QPushButton::clicked, this, &TrainingPage::startTraining);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_controller.canResume())
            m_controller.resume(m_controller.runId());
        else
            m_controller.pause();
    });
    connect(m_cancel, &QPushButton::clicked, &m_controller, &TrainingController::cancel);
    connect(m_register, &QPushButton::clicked, this, &TrainingPage::registerModel);
    m_runActions = {buttonAction(*this, m_train, tr("Start training")), buttonAction(*this, m_pause),
                    buttonAction(*this, m_cancel, tr("Cancel training")),
                    buttonAction(*this, m_register, tr("Register model…"))};
    m_runActions.front()->setShortcut(QKeySequence(QStringLiteral("Ctrl+Return")));
    return header;
}

QWidget* TrainingPage::buildSettings() {
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFixedWidth(248);
    m_settings = new TrainingSettings(m_devices, m_stores, scroll);
    scroll->setWidget(m_settings);
    return scroll;
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
    m_runsView->setToolTip(tr("Press Return or double-click to look at a run; nothing is computed"));
    connect(m_runsView, &QTableView::activated, this,
            [this](const QModelIndex& index) { openRun(toQt(m_runs->at(index.row()).id)); });
    return m_runsView;
}

void TrainingPage::connectController() {
    connect(&m_controller, &TrainingController::stateChanged, this, &TrainingPage::updateButtons);
    connect(&m_controller, &TrainingController::progressed, this, &TrainingPage::updateState);
    connect(&m_controller, &TrainingController::readingChanged, this, &TrainingPage::updateButtons);
    connect(&m_controller, &TrainingController::runChanged, this, [this] {
        if (m_controller.state() == TrainingController::State::Opening) selectDatasetOfRun();
        updateButtons();
    });
    connect(&m_controller, &TrainingController::started, this, [this](const QString& description) {
        m_message->clear();
        tellLeftOut();
        if (!description.isEmpty()) setStatusText(tr("Model: %1").arg(description));
    });
    connect(&m_controller, &TrainingController::finished, this, &TrainingPage::updateState);
    connect(&m_controller, &TrainingController::failed, m_message, &InlineMessage::showError);
    connect(m_paused, &PausedRunBar::failed, m_message, &InlineMessage::showError);
    connect(m_paused, &PausedRunBar::resumeRequested, this,
            [this](const QString& run, std::optional<double> capUsd) {
                openRun(run);
                m_controller.resume(run, capUsd);
            });
    connect(m_paused, &PausedRunBar::hardwareRequested, this, [this] {
        // Only a run on display goes on by itself when there is another key.
        const QString run = m_paused->run();
        if (m_controller.runId() != run) openRun(run);
        Q_EMIT hardwareRequested();
    });
    connect(&m_controller, &TrainingController::keyNeeded, m_message, &InlineMessage::clear);
    connect(m_run, &RunView::trainRequested, this, &TrainingPage::startTraining);
    connect(m_run, &RunView::dataRequested, this, &TrainingPage::dataRequested);
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
                showDraft();
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
    showDraft();
}

/// What depends on the form follows it.
void TrainingPage::showDraft() {
    const TrainingDraft draft = m_settings->draft();
    m_price->setDraft(draft.circuit, draft.config, draft.data.streamed);
    updateDataset();
}

void TrainingPage::applySettings(const TrainingDraft& draft) {
    Status applied = m_settings->setDraft(draft);
    if (applied) applied = m_session.workspace()->setValue(settingsKey, writeTrainingDraft(draft));
    if (!applied) m_message->showError(applied.error());
    showDraft();
}

void TrainingPage::startTraining() {
    begin({});
}

void TrainingPage::openRun(const QString& run) {
    if (m_controller.isBusy()) {
        m_message->showInfo(tr("A training is running."), tr("Pause it first to look at another run."));
        return;
    }
    m_message->clear();
    m_controller.show(run);
    selectDatasetOfRun();
}

void TrainingPage::updateButtons() {
    using State = TrainingController::State;
    const State state = m_controller.state();
    const bool busy = m_controller.isBusy();
    const FocusKeeper keeper({m_train, m_pause, m_cancel, m_register},
                             busy || m_controller.canResume() ? m_pause : m_train);
    updateTrainButton();
    // Stays enabled while pausing: the next press is Resume, at the same place.
    m_pause->setEnabled((state == State::Running && !m_controller.reading()) || state == State::Pausing ||
                        m_controller.canResume());
    m_pause->setText(m_controller.canResume()  ? tr("Resume")
                     : state == State::Pausing ? tr("Pausing…")
                                               : tr("Pause"));
    m_cancel->setEnabled(busy || state == State::Paused);
    m_register->setEnabled(state == State::Done);
    m_progress->setVisible(busy);
    m_settings->setEnabled(!busy);
    m_tag->setBusy(busy);
    m_tag->setFineTunable(runToFineTune());
    m_priceDetails->setBusy(busy);
    updateState();
}

QString TrainingPage::stateText() const {
    using State = TrainingController::State;
    const auto& history = m_controller.history();
    const QString epoch = groupedCount(history.empty() ? 0 : history.back().epoch);
    switch (m_controller.state()) {
        case State::Idle: return m_controller.run() ? runStateText(m_controller.run()->stored) : QString();
        case State::Opening: return tr("Opening");
        case State::Running: break;
        case State::Pausing: return tr("Pausing after this batch");
        case State::Paused: return tr("Paused at epoch %1").arg(epoch);
        case State::Cancelling: return tr("Cancelling");
        case State::Cancelled: return tr("Cancelled at epoch %1").arg(epoch);
        case State::Failed: return tr("Failed");
        case State::Done: {
            if (!m_controller.report()) return tr("Done");
            const TrainingSummary& summary = m_controller.report()->summary;
            const Scoring scoring{m_controller.run()->regression, 1.0, {}};
            return tr("Trained in %1 · test %2 %3")
                .arg(isolated(durationText(summary.seconds)), scoring.name(),
                     scoring.scoreInWords(summary.test));
        }
    }
    if (m_controller.reading()) return readingText();
    if (!m_controller.run() || history.empty()) return tr("Preparing");
    const QString place = tr("Epoch %1 of %2").arg(epoch, groupedCount(m_controller.run()->config.epochs));
    const auto left = m_controller.secondsLeft();
    return left ? tr("%1 · %2 left").arg(place, timeLeft(*left)) : place;
}

void TrainingPage::updateState() {
    const QString text = stateText();
    m_state->setText(text);
    showProgress();
    const auto& reading = m_controller.reading();
    const QString rows = reading              ? reading->place
                         : m_controller.run() ? m_controller.run()->dataset
                                              : QString();
    Q_EMIT jobTextChanged(m_controller.isBusy() && !rows.isEmpty() ? tr("%1: %2").arg(rows, text)
                                                                   : QString());
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

void TrainingPage::registerModel() {
    std::map<QString, std::size_t> next;
    const auto workspace = m_session.workspace();
    for (const auto& versions : {workspace->models(), workspace->binnedModels()}) {
        if (!versions) {
            m_message->showError(versions.error());
            return;
        }
        for (const ModelVersion& version : *versions) {
            std::size_t& number = next[toQt(version.name)];
            number = std::max(number, version.version + 1);
        }
    }
    TextPrompt prompt;
    prompt.title = tr("Register this model");
    prompt.label = tr("Name of the model; a name that exists gets its next version");
    const StreamConfig& stream = m_controller.run()->config.stream;
    prompt.initial = stream.store.empty() ? m_controller.run()->dataset : toQt(stream.collection);
    prompt.verb = [next](const QString& name) {
        const auto known = next.find(name);
        return name.isEmpty() ? QString()
                              : tr("Register as v%1").arg(known == next.end() ? 1 : known->second);
    };
    m_prompts.askName(this, prompt, [this](const QString& name) {
        const auto version = m_session.registerRun(name, m_controller.runId(), {});
        if (!version) {
            m_message->showError(version.error());
            return;
        }
        m_message->showInfo(tr("Registered as %1 v%2").arg(name).arg(version->version));
        Q_EMIT registered(name);
    });
}

}  // namespace qstore::ui
