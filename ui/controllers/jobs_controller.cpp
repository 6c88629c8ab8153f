// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/jobs_controller.h"

#include <QDateTime>
#include <algorithm>
#include <atomic>
#include <mutex>
#include <tuple>

#include "ui/controllers/account_jobs.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

constexpr int tickMs = 150, idleTickMs = 1'000;
/// How often the workspace is read while jobs are on their way, and while none are: a training, or another
/// program, may have new ones.
constexpr qint64 busyPauseMs = 1'000, idlePauseMs = 2'000;

/// Who has not told a price by then does not tell it any more.
constexpr qint64 lateMs = qint64{7} * 24 * 3'600'000;
/// Where an account tells no prices at all, asking for them must not keep anybody waiting.
constexpr std::size_t mostLate = 100;

bool sameRecord(const JobRecord& a, const JobRecord& b) {
    const auto parts = [](const JobRecord& job) {
        return std::tie(job.id, job.state, job.stateBeforeKey, job.remoteId, job.costUsd, job.estimatedUsd,
                        job.errorCode, job.errorMessage, job.errorHint, job.submittedMs, job.finishedMs,
                        job.circuits, job.shots, job.merged, job.device, job.name, job.profile, job.run,
                        job.purpose);
    };
    return parts(a) == parts(b);
}

}  // namespace

/// Written by the workers, emptied by the timer.
struct JobsController::Inbox {
    std::atomic<bool> stepped = false;
    std::mutex mutex;
    std::vector<AccountNews> news;
};

/// What one reading of the workspace has found different.
struct JobsController::Reading {
    bool jobsRead = false, reloaded = false;
    std::vector<std::pair<std::size_t, JobRecord>> changed;
    std::vector<JobRecord> added;
    std::optional<std::vector<JobSpending>> ledger;
    std::optional<Error> error;
};

JobsController::JobsController(WorkspaceSession& session, Accounts& accounts, QObject* parent)
    : QObject(parent), m_session(session), m_accounts(accounts) {
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, &JobsController::tick);
    connect(&session, &WorkspaceSession::workspaceAboutToChange, this, &JobsController::closeWorkspace);
    connect(&session, &WorkspaceSession::workspaceChanged, this, &JobsController::openWorkspace);
    connect(&accounts, &Accounts::keyChanged, this, &JobsController::reopen);
    connect(&accounts, &Accounts::profilesChanged, this, [this] { reopen({}); });
    for (BackgroundJob* job : {&m_reader, &m_detailsReader})
        connect(job, &BackgroundJob::failed, this, &JobsController::failed);
    if (session.workspace()) openWorkspace();
}

JobsController::~JobsController() {
    endWork();
}

void JobsController::endWork() {
    // All are asked before the first is waited for.
    m_reader.requestStop();
    m_detailsReader.requestStop();
    for (const auto& [profile, worker] : m_workers) worker->requestStop();
    m_reader.cancelAndJoin();
    m_detailsReader.cancelAndJoin();
    m_workers.clear();
}

void JobsController::openWorkspace() {
    m_inbox = std::make_shared<Inbox>();
    m_known = std::make_shared<std::vector<JobRecord>>();
    m_timer.start();
    read();
}

void JobsController::closeWorkspace() {
    m_timer.stop();
    endWork();
    m_jobs.clear();
    m_places.clear();
    m_ledger.clear();
    m_accountErrors.clear();
    m_followed.clear();
    m_late = 0;
    m_watched.clear();
    m_details = {};
    m_unfinished = 0;
    m_loaded = false;
    Q_EMIT jobsChanged({{}, 0, true});
    Q_EMIT ledgerChanged();
    Q_EMIT detailsChanged();
}

const JobRecord* JobsController::find(const QString& id) const {
    const auto place = m_places.find(fromQt(id));
    return place == m_places.end() ? nullptr : &m_jobs[place->second];
}

std::optional<Error> JobsController::accountError(const QString& profile) const {
    const auto found = m_accountErrors.find(fromQt(profile));
    if (found == m_accountErrors.end()) return std::nullopt;
    return found->second;
}

void JobsController::tick() {
    takeNews();
    if (m_reader.isRunning()) return;
    const bool stepped = m_inbox->stepped.exchange(false);
    if (stepped || m_sinceRead.elapsed() >= m_pauseMs) read();
}

void JobsController::takeNews() {
    std::vector<AccountNews> news;
    {
        const std::scoped_lock lock(m_inbox->mutex);
        news.swap(m_inbox->news);
    }
    for (const AccountNews& each : news) take(each);
}

void JobsController::take(const AccountNews& news) {
    switch (news.kind) {
        case AccountNews::Kind::Followed:
            if (m_accountErrors.erase(news.profile) > 0) Q_EMIT accountsChanged();
            return;
        case AccountNews::Kind::Unreachable:
            m_accountErrors.insert_or_assign(news.profile, news.error);
            Q_EMIT accountsChanged();
            return;
        case AccountNews::Kind::Refused: Q_EMIT failed(news.error); return;
        case AccountNews::Kind::Added:
            m_followed.insert(news.job);
            Q_EMIT added(toQt(news.job));
            return;
    }
}

void JobsController::read() {
    m_sinceRead.restart();
    m_reader.start([this, workspace = m_session.workspace(),
                    known = m_known](const std::stop_token&) -> BackgroundJob::Completion {
        QElapsedTimer clock;
        clock.start();
        auto reading = std::make_shared<Reading>();
        auto jobs = workspaceJobs(workspace)->jobs();
        if (!jobs) {
            reading->error = jobs.error();
            return [this, reading] { apply(std::move(*reading)); };
        }
        reading->reloaded = jobs->size() < known->size();
        for (std::size_t place = 0; place < jobs->size() && !reading->reloaded; ++place) {
            if (place >= known->size()) {
                reading->added.push_back((*jobs)[place]);
            } else if ((*known)[place].id != (*jobs)[place].id) {
                reading->reloaded = true;
            } else if (!sameRecord((*known)[place], (*jobs)[place])) {
                reading->changed.emplace_back(place, (*jobs)[place]);
            }
        }
        if (reading->reloaded) {
            reading->changed.clear();
            reading->added = *jobs;
        }
        *known = *std::move(jobs);
        reading->jobsRead = true;
        if (auto ledger = jobSpending(*workspace))
            reading->ledger = *std::move(ledger);
        else
            reading->error = ledger.error();
        // A workspace with very many jobs is read more seldom: at most a tenth of the time.
        const qint64 pause = clock.elapsed() * 9;
        return [this, reading, pause] {
            apply(std::move(*reading));
            m_pauseMs = std::max(pause, m_unfinished > 0 ? busyPauseMs : idlePauseMs);
            m_sinceRead.restart();
        };
    });
}

void JobsController::apply(Reading reading) {
    if (reading.error) {
        const bool told = m_readError && m_readError->message == reading.error->message;
        m_readError = reading.error;
        if (!told) Q_EMIT failed(*m_readError);
        if (!reading.jobsRead) return;
    } else {
        m_readError.reset();
    }
    JobChanges changes;
    changes.reloaded = reading.reloaded;
    if (reading.reloaded) {
        m_jobs.clear();
        m_places.clear();
    }
    for (auto& [place, job] : reading.changed) {
        m_jobs[place] = std::move(job);
        changes.changed.push_back(place);
    }
    for (JobRecord& job : reading.added) {
        m_places.emplace(job.id, m_jobs.size());
        m_jobs.push_back(std::move(job));
    }
    changes.added = reading.reloaded ? 0 : reading.added.size();
    const bool first = !std::exchange(m_loaded, true);
    if (first || changes.reloaded || changes.added > 0 || !changes.changed.empty()) {
        m_unfinished = static_cast<std::size_t>(std::count_if(
            m_jobs.begin(), m_jobs.end(), [](const JobRecord& job) { return !isFinal(job.state); }));
        followNew(changes);
        Q_EMIT jobsChanged(changes);
        if (reading.ledger) m_ledger = *std::move(reading.ledger);
        Q_EMIT ledgerChanged();
    }
    m_timer.setInterval(m_unfinished > 0 || !m_workers.empty() ? tickMs : idleTickMs);
    if (m_watched.empty()) return;
    const auto watched = m_places.find(m_watched);
    if (watched != m_places.end() &&
        std::binary_search(changes.changed.begin(), changes.changed.end(), watched->second))
        readDetails();
}

bool JobsController::isToFollow(const JobRecord& job) {
    if (!isFinal(job.state)) return job.run.empty();
    return !job.costUsd && !job.remoteId.empty() &&
           QDateTime::currentMSecsSinceEpoch() - job.finishedMs < lateMs;
}

void JobsController::followNew(const JobChanges& changes) {
    std::map<std::string, std::vector<std::string>> byProfile;
    const auto look = [&](const JobRecord& job) {
        const bool over = isFinal(job.state);
        if (!isToFollow(job) || (over && m_late >= mostLate)) return;
        if (!m_followed.insert(job.id).second) return;
        if (over) ++m_late;
        byProfile[job.profile].push_back(job.id);
    };
    const std::size_t from = changes.reloaded ? 0 : m_jobs.size() - changes.added;
    // The newest first: of those that are over not all may be asked for.
    for (std::size_t place = m_jobs.size(); place > from; --place) look(m_jobs[place - 1]);
    for (const std::size_t place : changes.changed) look(m_jobs[place]);
    for (const auto& [profile, ids] : byProfile) workerOf(profile).follow(ids);
}

AccountJobs& JobsController::workerOf(const std::string& profile) {
    std::unique_ptr<AccountJobs>& worker = m_workers[profile];
    if (!worker) {
        AccountJobs::Listener listener;
        listener.stepped = [inbox = m_inbox] { inbox->stepped = true; };
        listener.told = [inbox = m_inbox](AccountNews news) {
            const std::scoped_lock lock(inbox->mutex);
            inbox->news.push_back(std::move(news));
        };
        worker = std::make_unique<AccountJobs>(profile, m_session.workspace(), m_accounts.opener(),
                                               std::move(listener));
        m_timer.setInterval(tickMs);
    }
    return *worker;
}

void JobsController::reopen(const QString& profile) {
    for (const auto& [name, worker] : m_workers) {
        if (profile.isEmpty() || toQt(name) == profile) worker->reopen(m_accounts.opener());
    }
}

void JobsController::watch(const QString& id) {
    if (m_watched == fromQt(id)) return;
    m_watched = fromQt(id);
    m_details = {};
    Q_EMIT detailsChanged();
    if (!m_watched.empty()) readDetails();
}

void JobsController::readDetails() {
    // Never joined while it reads: results of thousands of circuits take their time.
    m_detailsAgain = m_detailsReader.isRunning();
    if (m_detailsAgain) return;
    m_detailsReader.start([this, workspace = m_session.workspace(),
                           id = m_watched](const std::stop_token&) -> BackgroundJob::Completion {
        auto details = std::make_shared<JobDetails>();
        details->id = id;
        const auto store = workspaceJobs(workspace);
        const auto job = store->job(id);
        auto events = store->jobEvents(id);
        if (events)
            details->events = *std::move(events);
        else
            details->error = events.error();
        if (job && job->state == JobState::Completed) {
            auto outcomes = store->jobOutcomes(id);
            if (outcomes)
                details->outcomes = *std::move(outcomes);
            else
                details->error = outcomes.error();
        }
        return [this, details] {
            if (m_watched == details->id) {
                m_details = std::move(*details);
                Q_EMIT detailsChanged();
            }
            const bool again = std::exchange(m_detailsAgain, false) || m_watched != m_details.id;
            if (again && !m_watched.empty()) readDetails();
        };
    });
}

void JobsController::cancel(const QString& id) {
    if (const JobRecord* job = find(id)) workerOf(job->profile).cancel(job->id);
}

void JobsController::attach(const QString& profile, const QString& remoteId) {
    if (m_session.workspace()) workerOf(fromQt(profile)).attach(fromQt(remoteId));
}

void JobsController::resubmit(const QString& id) {
    if (const JobRecord* job = find(id)) workerOf(job->profile).resubmit(job->id);
}

}  // namespace qstore::ui
