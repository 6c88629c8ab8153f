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
    friend bool operator==(const CircuitChoice&, const CircuitChoice&) = default;
};

/// Everything the charts beside a finished run need, computed in the worker.
struct TrainingReport {
    TrainingSummary summary;
    Evaluation test;
    std::vector<PipelineStep> steps;
};

/// One training at a time: Idle → Running → (Pausing → Paused | Cancelling → Cancelled | Done | Failed).
///
/// Pause stores a checkpoint and ends the work; resume goes on from it bit-equal, also after a restart.
class TrainingController : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Running, Pausing, Paused, Cancelling, Cancelled, Done, Failed };
    Q_ENUM(State)

    explicit TrainingController(WorkspaceSession& session, QObject* parent = nullptr);
    ~TrainingController() override;

    State state() const { return m_state; }
    bool isBusy() const;
    QString runId() const { return m_runId; }
    const std::vector<EpochMetrics>& history() const { return m_history; }
    const std::optional<TrainingReport>& report() const { return m_report; }
    /// Kept for the pipeline strip: data and model of the run on display; null before the first.
    std::shared_ptr<TrainingSession> trainingSession() const { return m_training; }

    void start(const CircuitChoice& choice, const TrainConfig& config);
    void resume(const QString& run);
    void pause();
    void cancel();
    /// Shows a stored run without training it.
    void show(const QString& run) { resume(run); }

Q_SIGNALS:
    void stateChanged();
    void started(const QString& description);
    void epochsAppended();
    void progressed(std::size_t epoch, std::size_t batch, std::size_t batches, double loss);
    void finished();
    void failed(const qstore::Error& error);

private:
    using SessionFactory = std::function<Result<std::unique_ptr<TrainingSession>>(QString& description)>;
    void launch(SessionFactory factory);
    void drain();
    void setState(State state);
    void complete(std::shared_ptr<TrainingSession> training, Result<TrainingReport> report);
    void rememberRun(const QString& run, const QString& description);

    /// Written by the worker when the run row exists; read by the timer.
    struct Announcement {
        std::mutex mutex;
        QString run, description;
        bool fresh = false;
    };

    WorkspaceSession& m_session;
    std::shared_ptr<TrainingFeed> m_feed;
    std::shared_ptr<Announcement> m_announcement;
    std::shared_ptr<std::atomic<RunState>> m_stopState;
    QTimer m_timer;
    State m_state = State::Idle;
    QString m_runId;
    std::vector<EpochMetrics> m_history;
    std::optional<TrainingReport> m_report;
    std::shared_ptr<TrainingSession> m_training;
    std::size_t m_totalEpochs = 0;
    BackgroundJob m_job;  // last: joined before what its work uses goes away
};

}  // namespace qstore::ui
