// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/training_controller.h"

#include <utility>

namespace qstore::ui {
namespace {

constexpr int drainMs = 40;

Result<ModelChoice> chooseFor(const CircuitChoice& choice, const Table& table, const Recipe& recipe,
                              const std::optional<Circuit>& drawn) {
    switch (choice.kind) {
        case CircuitChoice::Kind::Automatic: return chooseModel(table, recipe);
        case CircuitChoice::Kind::Template:
            return modelForTemplate(table, recipe, fromQt(choice.encoder), fromQt(choice.ansatz),
                                    static_cast<std::size_t>(choice.layers));
        case CircuitChoice::Kind::Drawn: break;
    }
    if (!drawn || drawn->operations().empty())
        return fail(ErrorCode::NotFound, "the Circuit page holds no circuit yet",
                    "draw one there, or choose Automatic");
    return modelForCircuit(table, recipe, *drawn);
}

Result<TrainingReport> runToEnd(TrainingSession& training, TrainingFeed& feed, const std::stop_token& stop,
                                const std::atomic<RunState>& stopState) {
    RunControl control;
    control.stop = stop;
    QSTORE_TRY(auto summary, training.execute(&feed, control, [&stopState] { return stopState.load(); }));
    TrainingReport report;
    report.summary = std::move(summary);
    report.steps = training.steps();
    if (report.summary.end != TrainingEnd::Cancelled && training.data().test.rows > 0) {
        QSTORE_TRY(report.test, evaluate(training.model(), training.weights(), training.data().test));
    }
    return report;
}

}  // namespace

TrainingController::TrainingController(WorkspaceSession& session, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_stopState(std::make_shared<std::atomic<RunState>>(RunState::Cancelled)) {
    m_timer.setInterval(drainMs);
    connect(&m_timer, &QTimer::timeout, this, &TrainingController::drain);
}

TrainingController::~TrainingController() {
    m_stopState->store(RunState::Paused);  // closing the window keeps the run resumable
    m_job.cancelAndJoin();
}

bool TrainingController::isBusy() const {
    return m_state == State::Running || m_state == State::Pausing || m_state == State::Cancelling;
}

void TrainingController::start(const CircuitChoice& choice, const TrainConfig& config) {
    if (isBusy()) return;
    const auto table = m_session.currentTable();
    if (!table) {
        Q_EMIT failed({ErrorCode::NotFound, "no dataset is selected", "import a table on the Data page"});
        return;
    }
    launch([workspace = m_session.workspace(), table, recipe = m_session.currentRecipe(),
            drawn = m_session.circuit(), dataset = fromQt(m_session.currentDataset()), choice,
            config](QString& description) -> Result<std::unique_ptr<TrainingSession>> {
        TrainingOrder order;
        QSTORE_TRY(order.choice, chooseFor(choice, *table, recipe, drawn));
        order.dataset = dataset;
        order.config = config;
        description = toQt(order.choice.description);
        return TrainingSession::start(workspace, std::move(order));
    });
}

void TrainingController::resume(const QString& run) {
    if (isBusy()) return;
    launch([workspace = m_session.workspace(), id = fromQt(run)](QString&) {
        return TrainingSession::resume(workspace, id);
    });
    // A stored run's curve so far, drawn at once.
    if (auto stored = m_session.workspace()->metrics(fromQt(run))) {
        m_history = std::move(*stored);
        Q_EMIT epochsAppended();
    }
}

void TrainingController::launch(SessionFactory factory) {
    m_feed = std::make_shared<TrainingFeed>();
    m_announcement = std::make_shared<Announcement>();
    m_stopState->store(RunState::Cancelled);
    m_history.clear();
    m_report.reset();
    m_runId.clear();
    setState(State::Running);
    Q_EMIT epochsAppended();
    m_timer.start();
    m_job.start([this, factory = std::move(factory), feed = m_feed, announcement = m_announcement,
                 stopState = m_stopState](const std::stop_token& stop) -> BackgroundJob::Completion {
        QString description;
        auto made = factory(description);
        if (!made) {
            return [this, error = made.error()] { complete(nullptr, tl::unexpected<Error>(error)); };
        }
        const std::shared_ptr<TrainingSession> training = std::move(*made);
        {
            const std::scoped_lock lock(announcement->mutex);
            announcement->run = toQt(training->runId());
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
        setState(State::Cancelled);
        return;
    }
    if (!isBusy()) return;
    setState(State::Cancelling);
    m_job.requestStop();
}

void TrainingController::drain() {
    if (m_announcement) {
        QString run;
        QString description;
        {
            const std::scoped_lock lock(m_announcement->mutex);
            if (std::exchange(m_announcement->fresh, false)) {
                run = m_announcement->run;
                description = m_announcement->description;
            }
        }
        if (!run.isEmpty()) rememberRun(run, description);
    }
    if (!m_feed) return;
    const auto [epochs, progress] = m_feed->take();
    for (const EpochMetrics& metrics : epochs) {
        // A resumed run repeats what came after its checkpoint; the later value is the true one.
        while (!m_history.empty() && m_history.back().epoch >= metrics.epoch) m_history.pop_back();
        m_history.push_back(metrics);
    }
    if (!epochs.empty()) Q_EMIT epochsAppended();
    if (progress.batches > 0)
        Q_EMIT progressed(progress.epoch, progress.batch, progress.batches, progress.loss);
}

void TrainingController::rememberRun(const QString& run, const QString& description) {
    m_runId = run;
    Q_EMIT started(description);
    m_session.announceRunsChanged();
}

void TrainingController::complete(std::shared_ptr<TrainingSession> training,
                                  Result<TrainingReport> report) {
    drain();
    m_timer.stop();
    m_training = std::move(training);
    if (!report) {
        setState(State::Failed);
        Q_EMIT failed(report.error());
    } else if (report->summary.end == TrainingEnd::Cancelled) {
        setState(m_state == State::Pausing ? State::Paused : State::Cancelled);
    } else {
        if (m_history.empty()) {
            if (auto stored = m_session.workspace()->metrics(report->summary.run))
                m_history = std::move(*stored);
            Q_EMIT epochsAppended();
        }
        m_report = std::move(*report);
        setState(State::Done);
        Q_EMIT finished();
    }
    m_session.announceRunsChanged();
}

void TrainingController::setState(State state) {
    if (std::exchange(m_state, state) != state) Q_EMIT stateChanged();
}

}  // namespace qstore::ui
