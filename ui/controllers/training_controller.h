// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include "core/learning/trainer.h"
#include "core/workspace/training_session.h"
#include "ui/controllers/background_job.h"
#include "ui/controllers/training_feed.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {

/// How the circuit of a run is chosen on the Train page.
struct CircuitChoice {
    enum class Kind { Automatic, Drawn, Template };
    Kind kind = Kind::Automatic;
    QString encoder = QStringLiteral("angle");
    QString ansatz = QStringLiteral("strongly-entangling");
    int layers = 2;
    ModelOptions model;
    friend bool operator==(const CircuitChoice&, const CircuitChoice&) = default;
};

/// The run whose curves and results are shown, which may be older than what is selected.
struct RunOnDisplay {
    QString id, dataset;
    std::string datasetHash;
    TrainConfig config;
    bool regression = false;
    RunState stored = RunState::Created;  ///< as the workspace had it when the run was put on display
};

/// Everything the charts beside a finished run need, computed in the worker.
struct TrainingReport {
    TrainingSummary summary;
    Evaluation test;
};

/// One training at a time: Idle → Running → (Pausing → Paused | Cancelling → Cancelled | Done | Failed).
/// A run that is only looked at passes through Opening.
///
/// Pause stores a checkpoint and ends the work; resume goes on from it bit-equal, also after a restart.
/// A start that fails before its run exists leaves the run on display as it was.
class TrainingController : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Opening, Running, Pausing, Paused, Cancelling, Cancelled, Done, Failed };
    Q_ENUM(State)

    explicit TrainingController(WorkspaceSession& session, QObject* parent = nullptr);
    ~TrainingController() override;

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

    void start(const CircuitChoice& choice, const TrainConfig& config);
    void resume(const QString& run);
    void pause();
    void cancel();
    /// Puts a stored run on display without training it.
    void show(const QString& run);
    /// Marks a paused or interrupted run as cancelled; it stays in the list of runs.
    Status discard(const QString& run);

Q_SIGNALS:
    void stateChanged();
    /// Another run is on display, or none.
    void runChanged();
    void stepsChanged();
    void started(const QString& description);
    void epochsAppended();
    void progressed(std::size_t epoch, std::size_t batch, std::size_t batches, double loss);
    void finished();
    void failed(const qstore::Error& error);

private:
    using SessionFactory = std::function<Result<std::unique_ptr<TrainingSession>>(QString& description)>;
    void launch(SessionFactory factory, State state);
    void drainAnnouncement();
    void putOnDisplay(const RunRecord& record);
    Status showUnfinished(const RunRecord& record);
    void drain();
    void setState(State state);
    void complete(std::shared_ptr<TrainingSession> training, Result<TrainingReport> report);
    /// Written by the worker when the run row exists; read by the timer.
    struct Announcement {
        std::mutex mutex;
        RunRecord record;
        std::vector<EpochMetrics> history;
        std::vector<PipelineStep> steps;
        QString description;
        bool fresh = false;
    };

    WorkspaceSession& m_session;
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
    BackgroundJob m_job;  // last: joined before what its work uses goes away
};

}  // namespace qstore::ui
