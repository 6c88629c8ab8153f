// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>

#include "core/serving/practice_cloud.h"
#include "ui/controllers/background_job.h"

namespace qstore::ui {

class Accounts;

/// What a person chooses of the practice cloud; changes reach one that runs.
struct PracticeSettings {
    double failingShare = 0.0;  ///< of the requests about jobs, 0 … 0.5
    std::int64_t queueMs = 5;
    ResultForm resultForm = ResultForm::May2026;
};

/// What the practice cloud has done since it was started, as it counts itself.
struct PracticeTally {
    std::size_t jobs = 0, openJobs = 0;
    std::uint64_t circuitsRun = 0, circuitsBilled = 0;
    double costUsd = 0.0;  ///< what it would have cost; nothing is paid
    std::uint64_t faults = 0;
    friend bool operator==(const PracticeTally&, const PracticeTally&) = default;
};

/// The plan for a share of failing requests: half of them are refused with a 503 before anything was done,
/// half are done and then lose their reply.
FaultPlan practiceFaults(double share);

/// The window's practice cloud: started and stopped in the background, its accounts ("practice" speaks
/// IonQ's interface, "practice-ibm" IBM's) among the session's while it runs.
class PracticeControl : public QObject {
    Q_OBJECT
public:
    enum class State { Stopped, Starting, Running, Stopping };
    Q_ENUM(State)

    explicit PracticeControl(Accounts& accounts, QObject* parent = nullptr);
    ~PracticeControl() override;

    State state() const { return m_state; }
    void start();
    void stop();
    /// Null while none runs.
    const PracticeCloud* cloud() const { return m_cloud.get(); }
    QString ionqProfile() const { return m_ionqProfile; }
    QString ibmProfile() const { return m_ibmProfile; }

    const PracticeSettings& settings() const { return m_settings; }
    void setSettings(const PracticeSettings& settings);
    const PracticeTally& tally() const { return m_tally; }
    /// Asks for it twice a second while the cloud runs and somebody looks.
    void setWatched(bool watched);

Q_SIGNALS:
    void stateChanged();
    void tallyChanged();
    void failed(const qstore::Error& error);

private:
    void setState(State state);
    void started(std::shared_ptr<PracticeCloud> cloud);
    void announceAccounts();
    void askTally();

    Accounts& m_accounts;
    PracticeSettings m_settings;
    PracticeTally m_tally;
    State m_state = State::Stopped;
    std::shared_ptr<PracticeCloud> m_cloud;
    QString m_ionqProfile, m_ibmProfile;
    bool m_watched = false;
    QTimer m_tallyTimer;
    BackgroundJob m_tallyJob;
    BackgroundJob m_job;
};

}  // namespace qstore::ui
