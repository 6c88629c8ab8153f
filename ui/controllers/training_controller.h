// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/secret.h"
#include "core/learning/trainer.h"
#include "core/workspace/run_spending.h"
#include "core/workspace/training_session.h"
#include "ui/controllers/background_job.h"
#include "ui/controllers/circuit_choice.h"
#include "ui/controllers/data_choice.h"
#include "ui/controllers/training_feed.h"
#include "ui/controllers/workspace_session.h"

namespace qstore {
class StreamedPoints;
}

namespace qstore::ui {

class Accounts;
class OpenStores;
class StreamWork;

/// The run whose curves and results are shown, which may be older than what is selected.
struct RunOnDisplay {
    QString id, dataset;
    std::string datasetHash;
    TrainConfig config;
    bool regression = false;
    double capUsd = 0.0;                  ///< what it may spend altogether; 0 = no cap
    RunState stored = RunState::Created;  ///< as the workspace had it when the run was put on display
};

/// Everything the charts beside a finished run need, computed in the worker.
struct TrainingReport {
    TrainingSummary summary;
    Evaluation test;
    /// The run was measured, but `test` is computed with its weights: what was measured is not kept.
    bool testIsComputed = false;
};

/// The jobs of a measured run.
struct RunJobs {
    std::map<std::string, JobRecord> byId;
    RunSpending spending;
    std::string newest;  ///< the job that made the last step; empty before the first
    std::string note;    ///< of that step
};

/// One training at a time: Idle → Running → (Pausing → Paused | Cancelling → Cancelled | Done | Failed).
/// A run that is only looked at passes through Opening.
///
/// Pause stores a checkpoint and ends the work; resume goes on from it bit-equal, also after a restart.
/// A start that fails before its run exists leaves the run on display as it was.
///
/// A run on a machine that cannot go on for now (no key, the cap, no network) is Paused: nothing is lost
/// and nothing is paid twice. When there is another key than the one that was rejected, it goes on by
/// itself.
class TrainingController : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Opening, Running, Pausing, Paused, Cancelling, Cancelled, Done, Failed };
    Q_ENUM(State)

    /// Without `accounts` runs on accounts are refused; those on this machine are not.
    explicit TrainingController(WorkspaceSession& session, Accounts* accounts = nullptr,
                                QObject* parent = nullptr);
    ~TrainingController() override;
    /// Where the rows of runs that are streamed are; without stores such runs are refused.
    void setStores(std::shared_ptr<OpenStores> stores) { m_stores = std::move(stores); }

    State state() const { return m_state; }
    bool isBusy() const;
    /// Nothing before the first run is started or opened.
    const std::optional<RunOnDisplay>& run() const { return m_run; }
    QString runId() const { return m_run ? m_run->id : QString(); }
    /// A paused, interrupted or cancelled run is on display.
    bool canResume() const;
    /// The run's steps that are finished, with their times.
    const std::vector<PipelineStep>& steps() const { return m_steps; }
    /// The step that is worked on; empty when none is.
    QString currentStep() const;
    /// Estimated from the speed since the start; nothing before the first batches.
    std::optional<double> secondsLeft() const;
    const std::vector<EpochMetrics>& history() const { return m_history; }
    const std::optional<TrainingReport>& report() const { return m_report; }
    /// Kept for the pipeline strip: data and model of the run on display; null before the first.
    std::shared_ptr<TrainingSession> trainingSession() const { return m_training; }

    /// What is read of a collection, before its run begins or goes on; nothing while nothing is.
    const std::optional<StreamReading>& reading() const { return m_reading; }
    /// The rows of the run on display, where they are streamed and were opened for it.
    std::shared_ptr<StreamedPoints> points() const { return m_points; }

    /// The account of such a machine costs nothing and is on this computer.
    bool isPractice(const MachineConfig& machine) const;
    /// Of the run on display; empty for one that is computed.
    const RunJobs& jobs() const { return m_jobs; }
    /// The account whose key the run on display waits for; empty when it waits for none.
    QString waitsForKeyOf() const;

    /// A filter that cannot be read, a collection or field that is not there: failed() follows.
    void start(const CircuitChoice& choice, const TrainConfig& config, const DataChoice& data = {});
    /// `capUsd` is the run's cap from now on, also when it is resumed once more; without one it is the one
    /// before. It counts what the run has spent before.
    void resume(const QString& run, std::optional<double> capUsd = {});
    void pause();
    /// Jobs that wait at the provider are abandoned.
    void cancel();
    /// Puts a stored run on display without training it.
    void show(const QString& run);
    /// Marks a paused or interrupted run as cancelled; it stays in the list of runs. Its jobs are
    /// abandoned.
    Status discard(const QString& run);

Q_SIGNALS:
    void stateChanged();
    /// Another run is on display, or none.
    void runChanged();
    void stepsChanged();
    void readingChanged();
    void started(const QString& description);
    void epochsAppended();
    /// Jobs of the run on display made steps.
    void jobsChanged();
    /// The run on display stopped until there is a key for this account.
    void keyNeeded(const QString& profile);
    /// A run was cancelled while these jobs of it were not over; nobody waits for them.
    void jobsAbandoned(const QStringList& jobs);
    void progressed(std::size_t epoch, std::size_t batch, std::size_t batches, double loss);
    void finished();
    void failed(const qstore::Error& error);

private:
    using Session = Result<std::unique_ptr<TrainingSession>>;
    /// What a session is made with, and what is to be known of it.
    struct Making {
        MachineFactory machine;
        StreamWork& rows;
        QString description;
    };
    using SessionFactory = std::function<Session(Making& making)>;
    void startStreamed(const CircuitChoice& choice, const TrainConfig& config, const DataChoice& data);
    void setReading(const std::optional<StreamReading>& reading);
    void launch(SessionFactory factory, State state, double capUsd = 0.0);
    void keyChanged(const QString& profile);
    /// The key that the run on display uses, or was stopped with.
    void rememberKey();
    void abandonJobs(const QString& run);
    void noteJobs(std::map<std::string, JobRecord> jobs, const std::string& note);
    /// From the jobs that were noted since the last time, if there are any.
    void updateSpending();
    void stopped(const Error& error);
    void drainAnnouncement();
    void putOnDisplay(const RunRecord& record, double capUsd);
    Status showUnfinished(const RunRecord& record);
    void drain();
    void setState(State state);
    void complete(std::shared_ptr<TrainingSession> training, Result<TrainingReport> report);
    /// What the workspace has of a run when its session is made.
    struct StoredRun {
        RunRecord record;
        std::vector<EpochMetrics> history;
        std::vector<PipelineStep> steps;
        std::vector<JobRecord> jobs;
        double capUsd = 0.0;
    };
    static Result<StoredRun> storedRun(const std::shared_ptr<Workspace>& workspace,
                                       const TrainingSession& training);
    /// Written by the worker when the run row exists; read by the timer.
    struct Announcement {
        std::mutex mutex;
        StoredRun run;
        QString description;
        std::shared_ptr<StreamedPoints> points;
        bool fresh = false;
    };

    WorkspaceSession& m_session;
    Accounts* m_accounts;
    std::shared_ptr<OpenStores> m_stores;
    std::shared_ptr<TrainingFeed> m_feed;
    std::shared_ptr<Announcement> m_announcement;
    std::shared_ptr<std::atomic<RunState>> m_stopState;
    QTimer m_timer;
    State m_state = State::Idle;
    State m_stateBefore = State::Idle;  ///< returned to when a start fails
    bool m_announced = false;
    std::optional<RunOnDisplay> m_run;
    std::vector<PipelineStep> m_steps;
    TrainingFeed::Progress m_progress, m_progressAtStart;
    QElapsedTimer m_clock;
    std::vector<EpochMetrics> m_history;
    std::optional<TrainingReport> m_report;
    std::shared_ptr<TrainingSession> m_training;
    std::shared_ptr<StreamedPoints> m_points;
    std::optional<StreamReading> m_reading;
    RunJobs m_jobs;
    bool m_spendingIsOld = false;
    QElapsedTimer m_sinceSpending;
    std::optional<Secret> m_keyTried;
    BackgroundJob m_job;  // last: joined before what its work uses goes away
};

}  // namespace qstore::ui
