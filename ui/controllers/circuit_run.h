// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/workspace/run_backend.h"
#include "ui/controllers/background_job.h"

namespace qstore::ui {

/// One circuit, once, somewhere.
struct CircuitRunOrder {
    Circuit circuit;  ///< without symbols
    QString address;  ///< as parseBackendAddress() reads it
    std::uint64_t shots = 1000;
    std::uint64_t seed = 0;                ///< of shots that a simulator draws
    std::shared_ptr<Workspace> workspace;  ///< keeps the job of a machine; null suffices for local ones
    AccountOpener accounts;
};

/// What came back, and from where.
struct CircuitRunResult {
    DeviceInfo device;
    bool practice = false;
    CircuitOutcome outcome;
    /// The probabilities without noise and shots, by the outcome's keys; nothing where they are not known:
    /// too many qubits, or measurements on the way.
    std::optional<std::map<std::uint64_t, double>> exact;
    std::uint64_t shots = 0;
    std::int64_t finishedMs = 0;  ///< Unix
    std::optional<double> costUsd;
};

/// Runs a circuit on a backend in the background. A machine's job lies in the workspace: when the program
/// ends before it, the job goes on there and can be taken up again.
class CircuitRun : public QObject {
    Q_OBJECT
public:
    explicit CircuitRun(QObject* parent = nullptr);
    ~CircuitRun() override;

    void start(CircuitRunOrder order);
    /// Stops a local run; cancels the job of a machine there, which may take a moment or come too late.
    void cancel();
    bool isRunning() const { return m_job.isRunning(); }
    /// How the job stands, for people; empty before the first step.
    const QString& stepText() const { return m_step; }
    const std::optional<CircuitRunResult>& result() const { return m_result; }

Q_SIGNALS:
    void runningChanged(bool running);
    void stepped(const QString& text);
    /// result() is new.
    void finished();
    void cancelled();
    void failed(const qstore::Error& error);

private:
    struct Feed;
    void takeSteps();

    std::shared_ptr<Feed> m_feed;
    QString m_step;
    std::optional<CircuitRunResult> m_result;
    QTimer m_timer;
    BackgroundJob m_job;  // last: its thread is joined before what it uses goes
};

/// "waiting in the queue".
QString stateInWords(JobState state);

}  // namespace qstore::ui
