// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/training_controller.h"

#include <utility>

namespace qstore::ui {
namespace {

constexpr int drainMs = 40;

Result<ModelChoice> chooseFor(const CircuitChoice& choice, const Table& table, const Recipe& recipe,
                              const std::optional<Circuit>& drawn, PlanCache& plans) {
    switch (choice.kind) {
        case CircuitChoice::Kind::Automatic: return chooseModel(table, recipe, choice.model, &plans);
        case CircuitChoice::Kind::Template:
            return modelForTemplate(table, recipe, fromQt(choice.encoder), fromQt(choice.ansatz),
                                    static_cast<std::size_t>(choice.layers), choice.model, &plans);
        case CircuitChoice::Kind::Drawn: break;
    }
    if (!drawn || drawn->operations().empty())
        return fail(ErrorCode::NotFound, "the Circuit page holds no circuit yet",
                    "draw one there, or choose Automatic");
    return modelForCircuit(table, recipe, *drawn, choice.model, &plans);
}

Result<TrainingReport> runToEnd(TrainingSession& training, TrainingFeed& feed, const std::stop_token& stop,
                                const std::atomic<RunState>& stopState) {
    RunControl control;
    control.stop = stop;
    training.onStep([&feed](const PipelineStep& step) { feed.stepFinished(step); });
    QSTORE_TRY(auto summary, training.execute(&feed, control, [&stopState] { return stopState.load(); }));
    TrainingReport report;
    report.summary = std::move(summary);
    if (report.summary.end != TrainingEnd::Cancelled && training.data().test.rows > 0) {
        QSTORE_TRY(report.test, evaluate(training.model(), training.weights(), training.data().test));
    }
    return report;
}

/// The state a stored run is shown in.
TrainingController::State stateOf(RunState stored) {
    switch (stored) {
        case RunState::Interrupted:
        case RunState::Paused: return TrainingController::State::Paused;
        case RunState::Cancelled: return TrainingController::State::Cancelled;
        case RunState::Failed: return TrainingController::State::Failed;
        case RunState::Created:
        case RunState::Running:
        case RunState::Finished: break;
    }
    return TrainingController::State::Idle;
}

}  // namespace

TrainingController::TrainingController(WorkspaceSession& session, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_stopState(std::make_shared<std::atomic<RunState>>(RunState::Cancelled)) {
    m_timer.setInterval(drainMs);
    connect(&m_timer, &QTimer::timeout, this, &TrainingController::drain);
    connect(&m_session, &WorkspaceSession::workspaceChanged, this, [this] {
        m_stopState->store(RunState::Paused);
        m_job.cancelAndJoin();
        m_timer.stop();
        m_run.reset();
        m_history.clear();
        m_report.reset();
        m_training.reset();
        m_steps.clear();
        setState(State::Idle);
        Q_EMIT runChanged();
        Q_EMIT epochsAppended();
    });
    connect(&m_job, &BackgroundJob::failed, this,
            [this](const Error& error) { complete(nullptr, tl::unexpected<Error>(error)); });
}

TrainingController::~TrainingController() {
    m_stopState->store(RunState::Paused);  // closing the window keeps the run resumable
    m_job.cancelAndJoin();
}

bool TrainingController::isBusy() const {
    return m_state == State::Opening || m_state == State::Running || m_state == State::Pausing ||
           m_state == State::Cancelling;
}

bool TrainingController::canResume() const {
    return m_run && (m_state == State::Paused || m_state == State::Cancelled);
}

void TrainingController::start(const CircuitChoice& choice, const TrainConfig& config) {
    if (isBusy()) return;
    const auto table = m_session.currentTable();
    if (!table) {
        Q_EMIT failed({ErrorCode::NotFound, "no dataset is selected", "import a table on the Data page"});
        return;
    }
    launch(
        [workspace = m_session.workspace(), table, recipe = m_session.currentRecipe(),
         drawn = m_session.circuit(), dataset = fromQt(m_session.currentDataset()), choice, config,
         plans = &m_session.plans()](QString& description) -> Result<std::unique_ptr<TrainingSession>> {
            TrainingOrder order;
            QSTORE_TRY(order.choice, chooseFor(choice, *table, recipe, drawn, *plans));
            order.dataset = dataset;
            order.config = config;
            order.plans = plans;
            description = toQt(order.choice.description);
            return TrainingSession::start(workspace, std::move(order));
        },
        State::Running);
}

void TrainingController::resume(const QString& run) {
    if (isBusy()) return;
    launch([workspace = m_session.workspace(), id = fromQt(run),
            plans = &m_session.plans()](QString&) { return TrainingSession::resume(workspace, id, plans); },
           State::Running);
}

void TrainingController::show(const QString& run) {
    if (isBusy()) return;
    const auto record = m_session.workspace()->run(fromQt(run));
    if (!record) {
        Q_EMIT failed(record.error());
    } else if (record->state == RunState::Finished) {
        launch([workspace = m_session.workspace(), id = record->id, plans = &m_session.plans()](
                   QString&) { return TrainingSession::resume(workspace, id, plans); },
               State::Opening);
    } else if (const Status shown = showUnfinished(*record); !shown) {
        Q_EMIT failed(shown.error());
    }
}

Status TrainingController::showUnfinished(const RunRecord& record) {
    QSTORE_TRY(auto history, m_session.workspace()->metrics(record.id));
    putOnDisplay(record);
    m_history = std::move(history);
    setState(stateOf(record.state));
    Q_EMIT runChanged();
    Q_EMIT stepsChanged();
    Q_EMIT epochsAppended();
    return {};
}

Status TrainingController::discard(const QString& run) {
    const auto workspace = m_session.workspace();
    QSTORE_CHECK(workspace->leaseRun(fromQt(run)));
    QSTORE_CHECK(workspace->releaseRun(fromQt(run), RunState::Cancelled));
    if (runId() == run && m_state == State::Paused) setState(State::Cancelled);
    m_session.announceRunsChanged();
    return {};
}

void TrainingController::putOnDisplay(const RunRecord& record) {
    RunOnDisplay run;
    run.id = toQt(record.id);
    run.dataset = toQt(record.dataset);
    run.datasetHash = record.datasetHash;
    run.stored = record.state;
    if (const auto config = readTrainConfigJson(record.configJson)) run.config = *config;
    if (const auto recipe = readRecipeJson(record.recipeJson))
        run.regression = recipe->task == TaskKind::Regression;
    m_run = std::move(run);
    m_history.clear();
    m_steps.clear();
    m_report.reset();
    m_training.reset();
}

void TrainingController::launch(SessionFactory factory, State state) {
    m_feed = std::make_shared<TrainingFeed>();
    m_announcement = std::make_shared<Announcement>();
    m_stopState->store(RunState::Cancelled);
    m_stateBefore = m_state;
    m_announced = false;
    m_progress = m_progressAtStart = {};
    setState(state);
    m_timer.start();
    m_job.start([this, factory = std::move(factory), feed = m_feed, announcement = m_announcement,
                 stopState = m_stopState, workspace = m_session.workspace()](
                    const std::stop_token& stop) -> BackgroundJob::Completion {
        QString description;
        auto made = factory(description);
        if (!made) {
            return [this, error = made.error()] { complete(nullptr, tl::unexpected<Error>(error)); };
        }
        const std::shared_ptr<TrainingSession> training = std::move(*made);
        auto history = workspace->metrics(training->runId());
        if (!history) {
            return [this, error = history.error()] { complete(nullptr, tl::unexpected<Error>(error)); };
        }
        {
            const std::scoped_lock lock(announcement->mutex);
            announcement->record = training->record();
            announcement->history = std::move(*history);
            announcement->steps = training->steps();
            announcement->description = description;
            announcement->fresh = true;
        }
        auto report = runToEnd(*training, *feed, stop, *stopState);
        return [this, training, report = std::move(report)]() mutable {
            complete(training, std::move(report));
        };
    });
}

void TrainingController::pause() {
    if (m_state != State::Running) return;
    m_stopState->store(RunState::Paused);
    setState(State::Pausing);
    m_job.requestStop();
}

void TrainingController::cancel() {
    if (m_state == State::Paused) {
        if (const Status discarded = discard(runId()); !discarded) Q_EMIT failed(discarded.error());
        return;
    }
    if (!isBusy() || m_state == State::Opening) return;
    setState(State::Cancelling);
    m_job.requestStop();
}

void TrainingController::drainAnnouncement() {
    if (!m_announcement) return;
    QString description;
    {
        const std::scoped_lock lock(m_announcement->mutex);
        if (!std::exchange(m_announcement->fresh, false)) return;
        putOnDisplay(m_announcement->record);
        m_history = std::move(m_announcement->history);
        // Opening a finished run again takes times of its own, which nobody asked for.
        if (m_state != State::Opening) m_steps = m_announcement->steps;
        description = m_announcement->description;
    }
    m_announced = true;
    Q_EMIT runChanged();
    Q_EMIT stepsChanged();
    Q_EMIT epochsAppended();
    Q_EMIT started(description);
    m_session.announceRunsChanged();
}

void TrainingController::drain() {
    drainAnnouncement();
    if (!m_feed) return;
    const auto [epochs, steps, progress] = m_feed->take();
    for (const EpochMetrics& metrics : epochs) {
        // A resumed run repeats what came after its checkpoint; the later value is the true one.
        while (!m_history.empty() && m_history.back().epoch >= metrics.epoch) m_history.pop_back();
        m_history.push_back(metrics);
    }
    m_steps.insert(m_steps.end(), steps.begin(), steps.end());
    if (!steps.empty()) Q_EMIT stepsChanged();
    if (!epochs.empty()) Q_EMIT epochsAppended();
    if (progress.batches == 0) return;
    if (m_progressAtStart.batches == 0) {
        m_progressAtStart = progress;
        m_clock.start();
    }
    m_progress = progress;
    Q_EMIT progressed(progress.epoch, progress.batch, progress.batches, progress.loss);
}

std::optional<double> TrainingController::secondsLeft() const {
    if (!m_run || m_progress.batches == 0) return std::nullopt;
    const auto position = [](const TrainingFeed::Progress& at) {
        return static_cast<double>((at.epoch - 1) * at.batches + at.batch);
    };
    const double done = position(m_progress) - position(m_progressAtStart);
    if (done < 1.0) return std::nullopt;
    const auto all = static_cast<double>(m_run->config.epochs * m_progress.batches);
    return static_cast<double>(m_clock.elapsed()) / 1000.0 * (all - position(m_progress)) / done;
}

QString TrainingController::currentStep() const {
    if (m_state != State::Running) return {};
    if (!m_announced) return QStringLiteral("load");
    const std::string last = m_steps.empty() ? std::string() : m_steps.back().name;
    if (last == "train") return QStringLiteral("evaluate");
    if (last == "evaluate") return QStringLiteral("baselines");
    if (last == "baselines") return QStringLiteral("save");
    return last == "save" ? QString() : QStringLiteral("train");
}

void TrainingController::complete(std::shared_ptr<TrainingSession> training,
                                  Result<TrainingReport> report) {
    drain();
    m_timer.stop();
    if (!training && !m_announced) {
        setState(m_stateBefore);
        Q_EMIT failed(report.error());
        return;
    }
    m_training = std::move(training);
    if (!report) {
        setState(State::Failed);
        Q_EMIT failed(report.error());
    } else if (report->summary.end == TrainingEnd::Cancelled) {
        setState(m_state == State::Pausing ? State::Paused : State::Cancelled);
    } else {
        if (m_state == State::Opening) m_steps = report->summary.steps;
        m_report = std::move(*report);
        setState(State::Done);
        Q_EMIT stepsChanged();
        Q_EMIT finished();
    }
    m_session.announceRunsChanged();
}

void TrainingController::setState(State state) {
    if (std::exchange(m_state, state) != state) Q_EMIT stateChanged();
}

}  // namespace qstore::ui
