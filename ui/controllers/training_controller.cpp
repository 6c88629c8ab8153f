// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/training_controller.h"

#include <utility>

#include "core/learning/train_config.h"
#include "core/workspace/run_backend.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/stream_work.h"

namespace qstore::ui {
namespace {

constexpr int drainMs = 40;
/// Adding up thousands of jobs takes milliseconds.
constexpr qint64 spendingMs = 250;

/// Empty for what is computed or simulated here.
QString profileOf(const MachineConfig& machine) {
    const auto address = parseBackendAddress(machine.backend);
    return address ? toQt(address->profile) : QString();
}

Result<TrainingReport> runToEnd(TrainingSession& training, TrainingFeed& feed, const std::stop_token& stop,
                                const std::atomic<RunState>& stopState) {
    RunControl control;
    control.stop = stop;
    training.onStep([&feed](const PipelineStep& step) { feed.stepFinished(step); });
    QSTORE_TRY(auto summary, training.execute(&feed, control, [&stopState] { return stopState.load(); }));
    TrainingReport report;
    report.summary = std::move(summary);
    if (report.summary.end == TrainingEnd::Cancelled || training.data().test.rows == 0) return report;
    if (training.testEvaluation()) {
        report.test = *training.testEvaluation();
        return report;
    }
    // An older run: on a machine that would cost once more, so it is computed, and said to be.
    QSTORE_TRY(report.test, evaluate(training.model(), training.weights(), training.data().test));
    const auto config = readTrainConfigJson(training.record().configJson);
    report.testIsComputed = config && !config->machine.backend.empty();
    return report;
}

AccountOpener noAccounts() {
    return [](const std::string& profile) -> Result<OpenAccount> {
        return fail(ErrorCode::NotFound, "there is no account '" + profile + "' here",
                    "choose a machine that is simulated here");
    };
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

TrainingController::TrainingController(WorkspaceSession& session, Accounts* accounts, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_accounts(accounts),
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
        m_points.reset();
        setReading({});
        m_steps.clear();
        m_jobs = {};
        m_spendingIsOld = false;
        setState(State::Idle);
        Q_EMIT runChanged();
        Q_EMIT epochsAppended();
    });
    if (m_accounts != nullptr)
        connect(m_accounts, &Accounts::keyChanged, this, &TrainingController::keyChanged);
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

void TrainingController::start(const CircuitChoice& choice, const TrainConfig& config,
                               const DataChoice& data) {
    if (isBusy()) return;
    if (data.streamed) return startStreamed(choice, config, data);
    const auto table = m_session.currentTable();
    if (!table) {
        Q_EMIT failed({ErrorCode::NotFound, "no dataset is selected", "import a table on the Data page"});
        return;
    }
    launch(
        [workspace = m_session.workspace(), table, recipe = m_session.currentRecipe(),
         drawn = m_session.circuit(), dataset = fromQt(m_session.currentDataset()), choice, config,
         plans = &m_session.plans()](Making& making) -> Session {
            TrainingOrder order;
            QSTORE_TRY(order.choice, modelFor(choice, *table, recipe, drawn, *plans));
            order.dataset = dataset;
            order.config = config;
            order.plans = plans;
            order.machine = making.machine;
            making.description = toQt(order.choice.description);
            return TrainingSession::start(workspace, std::move(order));
        },
        State::Running);
}

void TrainingController::resume(const QString& run, std::optional<double> capUsd) {
    if (isBusy()) return;
    const auto cap = [&]() -> Result<double> {
        Workspace& workspace = *m_session.workspace();
        if (capUsd) {
            QSTORE_CHECK(keepCapOfRun(workspace, fromQt(run), *capUsd));
            return *capUsd;
        }
        return capOfRun(workspace, fromQt(run), {});
    }();
    if (!cap) {
        Q_EMIT failed(cap.error());
        return;
    }
    launch(
        [workspace = m_session.workspace(), id = fromQt(run), plans = &m_session.plans()](Making& making) {
            return TrainingSession::resume(
                workspace, id, plans, making.machine,
                [&making](const StreamConfig& stream, const Recipe& recipe, const FittedRecipe& fitted) {
                    return making.rows.reopen(stream, recipe, fitted);
                });
        },
        State::Running, *cap);
}

void TrainingController::show(const QString& run) {
    if (isBusy()) return;
    const auto record = m_session.workspace()->run(fromQt(run));
    if (!record) {
        Q_EMIT failed(record.error());
    } else if (record->state == RunState::Finished) {
        launch([workspace = m_session.workspace(), id = record->id, plans = &m_session.plans()](
                   Making&) { return TrainingSession::resume(workspace, id, plans); },
               State::Opening);
    } else if (const Status shown = showUnfinished(*record); !shown) {
        Q_EMIT failed(shown.error());
    }
}

void TrainingController::keyChanged(const QString& profile) {
    const QString waiting = waitsForKeyOf();
    if (m_state != State::Paused || waiting.isEmpty()) return;
    if (!profile.isEmpty() && profile != waiting) return;
    const auto key = m_accounts->keyForTest(waiting);
    if (!key || (m_keyTried && *m_keyTried == *key)) return;
    m_keyTried = key;
    resume(runId());
}

void TrainingController::rememberKey() {
    const QString profile = m_run ? profileOf(m_run->config.machine) : QString();
    m_keyTried.reset();
    if (m_accounts != nullptr && !profile.isEmpty()) m_keyTried = m_accounts->keyForTest(profile);
}

bool TrainingController::isPractice(const MachineConfig& machine) const {
    const QString name = profileOf(machine);
    const BackendProfile* profile = m_accounts != nullptr ? m_accounts->find(name) : nullptr;
    // The window's practice cloud is gone after a restart; its runs are not.
    return profile != nullptr ? profile->practice : name.startsWith(QLatin1String("practice"));
}

QString TrainingController::waitsForKeyOf() const {
    return isBusy() ? QString() : toQt(m_jobs.spending.keylessProfile);
}

Status TrainingController::showUnfinished(const RunRecord& record) {
    QSTORE_TRY(auto history, m_session.workspace()->metrics(record.id));
    QSTORE_TRY(const auto jobs, jobsOfRun(m_session.workspace(), record.id));
    QSTORE_TRY(const auto config, readTrainConfigJson(record.configJson));
    QSTORE_TRY(const double capUsd, capOfRun(*m_session.workspace(), record.id, config.machine));
    putOnDisplay(record, capUsd);
    rememberKey();
    m_history = std::move(history);
    for (const JobRecord& job : jobs) m_jobs.byId[job.id] = job;
    m_jobs.spending = spendingOf(jobs);
    setState(stateOf(record.state));
    Q_EMIT runChanged();
    Q_EMIT stepsChanged();
    Q_EMIT epochsAppended();
    Q_EMIT jobsChanged();
    return {};
}

Status TrainingController::discard(const QString& run) {
    const auto workspace = m_session.workspace();
    QSTORE_CHECK(workspace->leaseRun(fromQt(run)));
    QSTORE_CHECK(workspace->releaseRun(fromQt(run), RunState::Cancelled));
    if (runId() == run && m_state == State::Paused) setState(State::Cancelled);
    m_session.announceRunsChanged();
    abandonJobs(run);
    return {};
}

/// They would be run and billed for nobody.
void TrainingController::abandonJobs(const QString& run) {
    const auto jobs = jobsOfRun(m_session.workspace(), fromQt(run));
    if (!jobs) {
        Q_EMIT failed(jobs.error());
        return;
    }
    QStringList open;
    for (const JobRecord& job : *jobs)
        if (!isFinal(job.state)) open << toQt(job.id);
    if (!open.isEmpty()) Q_EMIT jobsAbandoned(open);
}

void TrainingController::putOnDisplay(const RunRecord& record, double capUsd) {
    RunOnDisplay run;
    run.id = toQt(record.id);
    run.dataset = toQt(record.dataset);
    run.datasetHash = record.datasetHash;
    run.stored = record.state;
    run.capUsd = capUsd;
    if (const auto config = readTrainConfigJson(record.configJson)) run.config = *config;
    if (const auto recipe = readRecipeJson(record.recipeJson))
        run.regression = recipe->task == TaskKind::Regression;
    m_run = std::move(run);
    m_history.clear();
    m_steps.clear();
    m_report.reset();
    m_training.reset();
    m_points.reset();
    m_jobs = {};
    m_spendingIsOld = false;
    m_sinceSpending.invalidate();
}

Result<TrainingController::StoredRun> TrainingController::storedRun(
    const std::shared_ptr<Workspace>& workspace, const TrainingSession& training) {
    StoredRun run;
    run.record = training.record();
    run.steps = training.steps();
    QSTORE_TRY(run.history, workspace->metrics(training.runId()));
    QSTORE_TRY(run.jobs, jobsOfRun(workspace, training.runId()));
    QSTORE_TRY(const auto config, readTrainConfigJson(run.record.configJson));
    QSTORE_TRY(run.capUsd, capOfRun(*workspace, training.runId(), config.machine));
    return run;
}

void TrainingController::launch(SessionFactory factory, State state, double capUsd) {
    m_feed = std::make_shared<TrainingFeed>();
    m_announcement = std::make_shared<Announcement>();
    m_stopState->store(RunState::Cancelled);
    m_stateBefore = m_state;
    m_announced = false;
    m_progress = m_progressAtStart = {};
    setState(state);
    m_timer.start();
    m_job.start([this, factory = std::move(factory), feed = m_feed, announcement = m_announcement,
                 stopState = m_stopState, workspace = m_session.workspace(), stores = m_stores, capUsd,
                 opener = m_accounts != nullptr ? m_accounts->opener() : noAccounts()](
                    const std::stop_token& stop) -> BackgroundJob::Completion {
        BackendOrder defaults;
        defaults.maxCostUsd = capUsd;
        defaults.onJobStep = [feed](const JobRecord& job, const std::string& note) {
            feed->jobStep(job, note);
        };
        StreamWork rows(stores, feed, stop);
        Making making{
            machineFactory(opener, workspace, makeSystemClock(), std::move(defaults), RunControl{stop, {}}),
            rows,
            {}};
        auto made = factory(making);
        if (!made) {
            return [this, error = made.error()] { complete(nullptr, tl::unexpected<Error>(error)); };
        }
        const std::shared_ptr<TrainingSession> training = std::move(*made);
        auto run = storedRun(workspace, *training);
        if (!run) {
            return [this, error = run.error()] { complete(nullptr, tl::unexpected<Error>(error)); };
        }
        {
            const std::scoped_lock lock(announcement->mutex);
            announcement->run = std::move(*run);
            announcement->description = making.description;
            announcement->points = rows.points();
            announcement->fresh = true;
        }
        auto report = runToEnd(*training, *feed, stop, *stopState);
        return [this, training, report = std::move(report)]() mutable {
            complete(training, std::move(report));
        };
    });
}

void TrainingController::pause() {
    // While a collection is read there is nothing yet to go on with.
    if (m_state != State::Running || m_reading) return;
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
        StoredRun& run = m_announcement->run;
        putOnDisplay(run.record, run.capUsd);
        m_history = std::move(run.history);
        // Opening a finished run again takes times of its own, which nobody asked for.
        if (m_state != State::Opening) m_steps = run.steps;
        description = m_announcement->description;
        m_points = std::move(m_announcement->points);
        for (const JobRecord& job : run.jobs) m_jobs.byId[job.id] = job;
        m_jobs.spending = spendingOf(run.jobs);
    }
    rememberKey();
    m_announced = true;
    setReading({});
    Q_EMIT runChanged();
    Q_EMIT stepsChanged();
    Q_EMIT epochsAppended();
    Q_EMIT jobsChanged();
    Q_EMIT started(description);
    m_session.announceRunsChanged();
}

void TrainingController::drain() {
    drainAnnouncement();
    if (!m_feed) return;
    auto [epochs, steps, jobs, note, progress, reading] = m_feed->take();
    if (!m_announced) setReading(reading);
    if (!jobs.empty()) noteJobs(std::move(jobs), note);
    if (!m_sinceSpending.isValid() || m_sinceSpending.elapsed() >= spendingMs) updateSpending();
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

void TrainingController::noteJobs(std::map<std::string, JobRecord> jobs, const std::string& note) {
    std::int64_t newest = -1;
    for (auto& [id, job] : jobs) {
        if (job.createdMs >= newest) m_jobs.newest = id;
        newest = std::max(newest, job.createdMs);
        m_jobs.byId[id] = std::move(job);
    }
    m_jobs.note = note;
    m_spendingIsOld = true;
}

void TrainingController::updateSpending() {
    if (!std::exchange(m_spendingIsOld, false)) return;
    m_sinceSpending.start();
    std::vector<JobRecord> all;
    all.reserve(m_jobs.byId.size());
    for (const auto& [id, job] : m_jobs.byId) all.push_back(job);
    m_jobs.spending = spendingOf(all);
    Q_EMIT jobsChanged();
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
    updateSpending();
    m_timer.stop();
    setReading({});
    if (!training && !m_announced) {
        // Who stops while a collection is read knows that nothing was begun.
        const bool wanted = m_state == State::Cancelling && report.error().code == ErrorCode::Cancelled;
        setState(m_stateBefore);
        m_session.announceRunsChanged();
        if (!wanted) Q_EMIT failed(report.error());
        return;
    }
    m_training = std::move(training);
    if (!report) {
        stopped(report.error());
    } else if (report->summary.end == TrainingEnd::Cancelled) {
        setState(m_state == State::Pausing ? State::Paused : State::Cancelled);
        if (m_state == State::Cancelled) abandonJobs(runId());
    } else {
        if (m_state == State::Opening) m_steps = report->summary.steps;
        m_report = std::move(*report);
        setState(State::Done);
        Q_EMIT stepsChanged();
        Q_EMIT finished();
    }
    m_session.announceRunsChanged();
}

/// What is wrong with the account, the network or the disk says nothing about the run: it can go on.
void TrainingController::stopped(const Error& error) {
    const auto record = m_session.workspace()->run(fromQt(runId()));
    const bool goesOn =
        record && (record->state == RunState::Interrupted || record->state == RunState::Paused);
    setState(goesOn ? State::Paused : State::Failed);
    const QString profile = waitsForKeyOf();
    if (!goesOn || profile.isEmpty()) {
        Q_EMIT failed(error);
        return;
    }
    Q_EMIT keyNeeded(profile);
    // There may be another one already: it was given while the training still used the old one.
    QMetaObject::invokeMethod(
        this, [this, profile] { keyChanged(profile); }, Qt::QueuedConnection);
}

void TrainingController::setState(State state) {
    if (std::exchange(m_state, state) != state) Q_EMIT stateChanged();
}

}  // namespace qstore::ui
