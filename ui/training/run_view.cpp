// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>
#include <limits>
#include <map>

#include "ui/models/runs_model.h"
#include "ui/support/elided_label.h"
#include "ui/support/empty_state.h"
#include "ui/support/number_text.h"
#include "ui/training/confusion_view.h"
#include "ui/training/curve_chart.h"
#include "ui/training/curve_table_model.h"
#include "ui/training/jobs_text.h"
#include "ui/training/optimizer_title.h"
#include "ui/training/pipeline_strip.h"
#include "ui/training/results_view.h"
#include "ui/training/roc_view.h"
#include "ui/training/row_trace_view.h"
#include "ui/training/scatter_view.h"

namespace qstore::ui {
namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Where it is measured, where its rows are and what it started from, behind the name of a run.
QString machineText(const TrainConfig& config) {
    QString text;
    if (const MachineConfig& machine = config.machine; !machine.backend.empty())
        text += RunView::tr(" · on %1, %n shot(s)", nullptr, static_cast<int>(machine.shots))
                    .arg(toQt(machine.backend));
    if (!config.stream.store.empty()) text += QStringLiteral(" · ") + streamText(config.stream);
    if (!config.start.run.empty()) text += RunView::tr(" · from run %1").arg(toQt(config.start.run));
    return text;
}
}  // namespace

RunView::RunView(WorkspaceSession& session, TrainingController& controller, const Theme& theme,
                 QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_controller(controller),
      m_name(new ElidedLabel(this)),
      m_other(new QLabel(this)),
      m_computed(new QLabel(this)),
      m_jobs(new ElidedLabel(this)),
      m_pipeline(new PipelineStrip(this)),
      m_upper(new QStackedWidget(this)),
      m_noData(new EmptyState(theme, QStringLiteral("data"),
                              tr("A circuit learns from a table, and there is none yet."), tr("Go to Data"),
                              m_upper)),
      m_noCollection(new EmptyState(theme, QStringLiteral("stores"),
                                    tr("No collection is chosen: choose one on the side, or push a dataset "
                                       "on the Stores page first."),
                                    {}, m_upper)),
      m_noRun(new EmptyState(theme, QStringLiteral("train"),
                             tr("Nothing is trained yet: the settings on the side work as they are."),
                             tr("Train now"), m_upper)),
      m_tabs(new QTabWidget(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_name->setObjectName(QStringLiteral("runName"));
    column->addWidget(m_name);
    m_other->setObjectName(QStringLiteral("runOfOtherDataset"));
    m_other->setWordWrap(true);
    m_other->setProperty("role", QStringLiteral("warning"));
    column->addWidget(m_other);
    m_computed->setObjectName(QStringLiteral("runComputed"));
    m_computed->setWordWrap(true);
    m_computed->setProperty("role", QStringLiteral("secondary"));
    m_computed->hide();
    column->addWidget(m_computed);
    m_jobs->setObjectName(QStringLiteral("runJobs"));
    column->addWidget(m_jobs);
    column->addWidget(m_pipeline);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    m_upper->addWidget(m_noData);
    m_upper->addWidget(m_noCollection);
    m_upper->addWidget(m_noRun);
    m_upper->addWidget(m_charts = buildCharts());
    splitter->addWidget(m_upper);
    buildTabs();
    splitter->addWidget(m_tabs);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    column->addWidget(splitter, 1);
    connect(m_noRun, &EmptyState::triggered, this, &RunView::trainRequested);
    connect(m_noData, &EmptyState::triggered, this, &RunView::dataRequested);
    connect(m_pipeline, &PipelineStrip::stepClicked, this, [this](const QString& step) {
        m_tabs->setCurrentWidget(m_trace);
        m_trace->showStep(step);
    });
    connectController();
    showRun();
}

QWidget* RunView::buildCharts() {
    auto* charts = new QWidget(this);
    auto* row = new QHBoxLayout(charts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    m_loss = new CurveChart(tr("Loss"), tr("mean loss"), charts);
    m_score = new CurveChart(tr("Accuracy"), tr("rows right, %"), charts);
    m_loss->setObjectName(QStringLiteral("lossChart"));
    m_score->setObjectName(QStringLiteral("scoreChart"));
    for (CurveChart* chart : {m_loss, m_score}) {
        chart->setSeriesNames({tr("training", "curve"), tr("validation", "curve")});
        row->addWidget(chart, 1);
    }
    return charts;
}

void RunView::buildTabs() {
    m_tabs->setObjectName(QStringLiteral("trainTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_results = new ResultsView(m_tabs), tr("Results"));
    m_tabs->addTab(m_confusion = new ConfusionView(m_tabs), tr("Confusion matrix"));
    m_tabs->addTab(m_roc = new RocView(m_tabs), tr("ROC"));
    m_tabs->addTab(m_scatter = new ScatterView(m_tabs), tr("Predicted and true"));
    m_tabs->addTab(m_trace = new RowTraceView(m_tabs), tr("One row"));
    m_cost = new CurveChart(tr("Spent, added up"), tr("dollars"), m_tabs);
    m_cost->setObjectName(QStringLiteral("costChart"));
    m_cost->setSeriesNames({tr("spent", "curve of costs")});
    m_tabs->addTab(m_cost, tr("Cost"));
    m_scatter->setObjectName(QStringLiteral("scatterView"));
}

void RunView::addTab(QWidget* tab, const QString& title) {
    m_tabs->addTab(tab, title);
}

void RunView::showTab(QWidget* tab) {
    m_tabs->setCurrentWidget(tab);
}

void RunView::setSelected(const QString& rows, bool streamed) {
    m_selected = rows;
    m_selectsPoints = streamed;
    nameRun();
}

bool RunView::isStreamed() const {
    return m_controller.run() && !m_controller.run()->config.stream.store.empty();
}

void RunView::connectController() {
    connect(&m_controller, &TrainingController::runChanged, this, &RunView::showRun);
    connect(&m_controller, &TrainingController::stepsChanged, this, &RunView::showSteps);
    connect(&m_controller, &TrainingController::stateChanged, this, [this] {
        showSteps();
        updateEmptyState();
    });
    connect(&m_controller, &TrainingController::epochsAppended, this, &RunView::drawCurves);
    connect(&m_controller, &TrainingController::finished, this, &RunView::showResults);
    connect(&m_controller, &TrainingController::jobsChanged, this, &RunView::showJobs);
    connect(&m_controller, &TrainingController::stateChanged, this, &RunView::showJobs);
    connect(&m_session, &WorkspaceSession::stepRecorded, this, &RunView::showSteps);
}

void RunView::showRun() {
    const bool regression = m_controller.run() && m_controller.run()->regression;
    m_score->setTitle(regression ? tr("R²") : tr("Accuracy"), regression ? tr("R²") : tr("rows right, %"));
    m_loss->setTitle(tr("Loss"), regression ? tr("mean squared error, scaled") : tr("mean loss"));
    m_score->setPercent(!regression);
    m_score->setReference(none, {});
    const bool byRow = !isStreamed();
    m_tabs->setTabVisible(m_tabs->indexOf(m_confusion), byRow && !regression);
    m_tabs->setTabVisible(m_tabs->indexOf(m_roc), byRow && !regression);
    m_tabs->setTabVisible(m_tabs->indexOf(m_scatter), byRow && regression);
    m_results->clear();
    m_confusion->setMatrix({});
    m_roc->setCurves({});
    m_trace->setTraining(nullptr);
    m_pipeline->setValuesAvailable(false);
    m_computed->hide();
    nameRun();
    showSteps();
    drawCurves();
    showJobs();
}

void RunView::nameRun() {
    const auto& run = m_controller.run();
    m_name->setVisible(run.has_value());
    m_other->hide();
    updateEmptyState();
    if (!run) return;
    const OptimizerConfig& optimizer = run->config.optimizer;
    m_name->setText(tr("%1 · run %2 · %3, rate %4, batches of %5, %6 epochs, seed %7")
                        .arg(run->dataset, run->id, optimizerTitle(optimizer.kind),
                             sensibleNumber(optimizer.learningRate, 4), groupedCount(run->config.batchSize),
                             groupedCount(run->config.epochs), QString::number(run->config.seed)) +
                    machineText(run->config));
    if (m_selected.isEmpty() || m_selected == run->dataset) return;
    m_other->setText(tr("Curves and results below are of %1; %2 is selected and not trained here yet.")
                         .arg(run->dataset, m_selected));
    m_other->show();
}

void RunView::showSteps() {
    std::vector<PipelineStep> steps = m_controller.steps();
    const auto later = m_session.stepsOf(m_controller.runId());
    steps.insert(steps.end(), later.begin(), later.end());
    m_pipeline->setSteps(steps, m_controller.currentStep());
}

void RunView::updateEmptyState() {
    QWidget* shown = m_charts;
    if (!m_controller.run() && !m_controller.isBusy())
        shown = !m_selected.isEmpty() ? m_noRun : m_selectsPoints ? m_noCollection : m_noData;
    m_upper->setCurrentWidget(shown);
}

void RunView::drawCurves() {
    QVector<double> epochs, trainLoss, lossErrors, validationLoss, trainScore, validationScore,
        validationEpochs;
    const bool measured = m_controller.run() && !m_controller.run()->config.machine.backend.empty();
    for (const EpochMetrics& metrics : m_controller.history()) {
        epochs << static_cast<double>(metrics.epoch);
        trainLoss << metrics.train.loss;
        if (measured) lossErrors << metrics.lossError;
        trainScore << metrics.train.accuracy;
        if (metrics.validation.rows == 0) continue;
        validationEpochs << static_cast<double>(metrics.epoch);
        validationLoss << metrics.validation.loss;
        validationScore << metrics.validation.accuracy;
    }
    m_loss->setSeries(0, epochs, trainLoss);
    m_loss->setErrors(0, lossErrors);
    m_loss->setExtraColumns(measuredColumns());
    m_loss->setSeries(1, validationEpochs, validationLoss);
    m_score->setSeries(0, epochs, trainScore);
    m_score->setSeries(1, validationEpochs, validationScore);
    m_loss->refresh();
    m_score->refresh();
}

/// Errors, shots and costs of the epochs beside their losses.
std::vector<CurveColumn> RunView::measuredColumns() const {
    const auto& run = m_controller.run();
    if (!run || run->config.machine.backend.empty()) return {};
    CurveColumn loss{tr("± training loss"), {}}, gradient{tr("Gradient"), {}};
    CurveColumn error{tr("± gradient"), {}}, shots{tr("Shots"), {}}, cost{tr("Cost ($)"), {}};
    std::map<std::size_t, double> spent;
    for (const EpochSpending& epoch : m_controller.jobs().spending.epochs) spent[epoch.epoch] = epoch.usd;
    for (const EpochMetrics& metrics : m_controller.history()) {
        loss.values << metrics.lossError;
        gradient.values << metrics.gradientNorm;
        error.values << metrics.gradientError;
        shots.values << static_cast<double>(metrics.shots);
        const auto found = spent.find(metrics.epoch);
        cost.values << (found == spent.end() ? none : found->second);
    }
    std::vector<CurveColumn> columns{loss, gradient, error, shots};
    if (!spent.empty()) columns.push_back(cost);
    return columns;
}

/// What is out at the machine, and what was spent.
void RunView::showJobs() {
    const RunSpending& spending = m_controller.jobs().spending;
    const QString text = jobsText(m_controller);
    m_jobs->setText(text);
    m_jobs->setVisible(!text.isEmpty());
    m_tabs->setTabVisible(m_tabs->indexOf(m_cost), !spending.epochs.empty());
    QVector<double> epochs, totals;
    double total = 0.0;
    for (const EpochSpending& epoch : spending.epochs) {
        epochs << static_cast<double>(epoch.epoch);
        totals << (total += epoch.usd);
    }
    m_cost->setSeries(0, epochs, totals);
    m_cost->refresh();
    m_loss->setExtraColumns(measuredColumns());
}

void RunView::showResults() {
    const TrainingReport& report = *m_controller.report();
    const auto training = m_controller.trainingSession();
    const Scoring scoring = scoringOf(m_controller.run()->regression, training->model().spec(),
                                      toQt(training->data().recipe.targetColumn()));
    m_results->setSummary(report.summary, scoring);
    if (report.testIsComputed) {
        m_computed->setText(
            tr("The table tells what was measured on %1. Confusion matrix and curves of the "
               "test rows are computed exactly with the same weights.")
                .arg(toQt(m_controller.run()->config.machine.backend)));
        m_computed->show();
    }
    if (isStreamed()) {
        m_computed->setText(
            tr("The table tells of all points of %1. Predictions point by point are not kept "
               "of them: pull them as a dataset for confusion matrix, ROC and scatter.")
                .arg(m_controller.run()->dataset));
        m_computed->show();
    }
    m_confusion->setMatrix(report.test.confusion);
    m_roc->setCurves(report.test.roc);
    if (scoring.regression)
        m_scatter->setValues(training->data().test.targets, report.test.predictions, scoring.target);
    m_trace->setTraining(training, m_controller.points());
    m_pipeline->setValuesAvailable(m_trace->isReady());
    for (const Baseline& baseline : report.summary.baselines) {
        const bool twin = baseline.name == "logistic-regression" || baseline.name == "linear-regression";
        if (twin && baseline.validation.rows > 0)
            m_score->setReference(baseline.validation.accuracy,
                                  tr("%1, validation").arg(baselineTitle(baseline.name)));
    }
    m_score->refresh();
    m_tabs->setCurrentWidget(m_results);
}

}  // namespace qstore::ui
