// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/practice_control.h"

#include <algorithm>
#include <utility>

#include "ui/controllers/accounts.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

constexpr int tallyMs = 500;
constexpr double highestShare = 0.5;
constexpr std::uint64_t faultSeed = 7;

PracticeTally tallyOf(const PracticeCloud& cloud) {
    const PracticeLedger ledger = cloud.ledger();
    PracticeTally tally;
    tally.jobs = ledger.jobs.size();
    tally.openJobs = static_cast<std::size_t>(
        std::count_if(ledger.jobs.begin(), ledger.jobs.end(), [](const LedgerJob& job) {
            return job.state == "submitted" || job.state == "ready" || job.state == "started";
        }));
    tally.circuitsRun = ledger.circuitsRun();
    tally.circuitsBilled = ledger.circuitsBilled();
    tally.costUsd = ledger.billedUsd();
    tally.faults = cloud.faultsHit();
    return tally;
}

/// The wanted name, or the next one that is not taken.
QString freeName(const Accounts& accounts, const QString& wanted) {
    QString name = wanted;
    for (int i = 2; accounts.find(name) != nullptr; ++i)
        name = wanted + QLatin1Char('-') + QString::number(i);
    return name;
}

}  // namespace

FaultPlan practiceFaults(double share) {
    FaultPlan plan;
    plan.seed = faultSeed;
    const double half = std::clamp(share, 0.0, highestShare) / 2.0;
    if (half <= 0.0) return plan;
    for (const FaultStage stage :
         {FaultStage::Submit, FaultStage::Poll, FaultStage::Fetch, FaultStage::Cancel}) {
        Fault refused;
        refused.stage = stage;
        refused.kind = FaultKind::HttpStatus;
        refused.status = 503;
        refused.probability = half;
        Fault lost;
        lost.stage = stage;
        lost.kind = FaultKind::Reset;
        lost.processed = true;
        // It is drawn for the requests that the first one left alone.
        lost.probability = half / (1.0 - half);
        plan.faults.push_back(refused);
        plan.faults.push_back(lost);
    }
    return plan;
}

PracticeControl::PracticeControl(Accounts& accounts, QObject* parent)
    : QObject(parent), m_accounts(accounts) {
    m_tallyTimer.setInterval(tallyMs);
    connect(&m_tallyTimer, &QTimer::timeout, this, &PracticeControl::askTally);
    connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
        setState(m_cloud ? State::Running : State::Stopped);
        Q_EMIT failed(error);
    });
    connect(&m_tallyJob, &BackgroundJob::failed, this, &PracticeControl::failed);
}

PracticeControl::~PracticeControl() = default;

void PracticeControl::start() {
    if (m_state != State::Stopped) return;
    setState(State::Starting);
    PracticeOptions options;
    options.queueMs = m_settings.queueMs;
    options.resultForm = m_settings.resultForm;
    options.faults = practiceFaults(m_settings.failingShare);
    m_job.start([this, options](const std::stop_token&) -> BackgroundJob::Completion {
        auto cloud = PracticeCloud::start(options);
        if (!cloud) {
            return [this, error = cloud.error()] {
                setState(State::Stopped);
                Q_EMIT failed(error);
            };
        }
        return [this, running = std::shared_ptr<PracticeCloud>(*std::move(cloud))] { started(running); };
    });
}

void PracticeControl::started(std::shared_ptr<PracticeCloud> cloud) {
    m_cloud = std::move(cloud);
    m_tally = {};
    // What was chosen while it started.
    setSettings(m_settings);
    announceAccounts();
    setState(State::Running);
    setWatched(m_watched);
    Q_EMIT tallyChanged();
}

void PracticeControl::announceAccounts() {
    m_ionqProfile = freeName(m_accounts, QStringLiteral("practice"));
    m_ibmProfile = freeName(m_accounts, QStringLiteral("practice-ibm"));
    BackendProfile ionq;
    ionq.name = fromQt(m_ionqProfile);
    ionq.provider = ProviderKind::Ionq;
    ionq.endpoint = m_cloud->ionqEndpoint();
    ionq.practice = true;
    BackendProfile ibm = ionq;
    ibm.name = fromQt(m_ibmProfile);
    ibm.provider = ProviderKind::Ibm;
    ibm.endpoint = m_cloud->ibmEndpoint();
    ibm.tokenEndpoint = m_cloud->tokenEndpoint();
    ibm.instance = m_cloud->crn();
    m_accounts.setPracticeProfiles({ionq, ibm}, Secret(m_cloud->key()));
}

void PracticeControl::stop() {
    if (m_state != State::Running) return;
    m_tallyTimer.stop();
    m_accounts.setPracticeProfiles({}, Secret());
    setState(State::Stopping);
    // It ends where its last owner lets go: not here, since that waits for what it is at.
    m_job.start([this, cloud = std::exchange(m_cloud, nullptr)](
                    const std::stop_token&) mutable -> BackgroundJob::Completion {
        cloud.reset();
        return [this] { setState(State::Stopped); };
    });
}

void PracticeControl::setSettings(const PracticeSettings& settings) {
    m_settings = settings;
    if (m_cloud == nullptr) return;
    m_cloud->setFaults(practiceFaults(settings.failingShare));
    m_cloud->setQueueMs(settings.queueMs);
    m_cloud->setResultForm(settings.resultForm);
}

void PracticeControl::setWatched(bool watched) {
    m_watched = watched;
    if (!watched || m_cloud == nullptr) {
        m_tallyTimer.stop();
        return;
    }
    askTally();
    m_tallyTimer.start();
}

void PracticeControl::askTally() {
    if (m_cloud == nullptr || m_tallyJob.isRunning()) return;
    m_tallyJob.start([this, cloud = m_cloud](const std::stop_token&) -> BackgroundJob::Completion {
        return [this, tally = tallyOf(*cloud)] {
            if (tally == m_tally || m_cloud == nullptr) return;
            m_tally = tally;
            Q_EMIT tallyChanged();
        };
    });
}

void PracticeControl::setState(State state) {
    if (m_state == state) return;
    m_state = state;
    Q_EMIT stateChanged();
}

}  // namespace qstore::ui
