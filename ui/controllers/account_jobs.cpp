// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/account_jobs.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace qstore::ui {
namespace {

/// How often a job that somebody else is at is asked for again.
constexpr std::int64_t takeUpAgainMs = 5'000;
/// Leases are renewed at least so often, also while nothing is due.
constexpr std::int64_t longestWaitMs = 30'000;

}  // namespace

AccountJobs::AccountJobs(std::string profile, std::shared_ptr<Workspace> workspace, AccountOpener accounts,
                         Listener listener)
    : m_profile(std::move(profile)),
      m_workspace(std::move(workspace)),
      m_listener(std::move(listener)),
      m_accounts(std::move(accounts)),
      m_store(workspaceJobs(m_workspace)),
      m_thread([this](const std::stop_token& stop) { run(stop); }) {}

AccountJobs::~AccountJobs() = default;

void AccountJobs::follow(const std::vector<std::string>& ids) {
    post([this, ids](const RunControl&) {
        m_waiting.insert(ids.begin(), ids.end());
        m_takeUpAgainMs = 0;
    });
}

void AccountJobs::cancel(const std::string& id) {
    post([this, id](const RunControl&) { doCancel(id); });
}

void AccountJobs::attach(const std::string& remoteId) {
    post([this, remoteId](const RunControl& control) { doAttach(remoteId, control); });
}

void AccountJobs::resubmit(const std::string& id) {
    post([this, id](const RunControl&) { doResubmit(id); });
}

void AccountJobs::reopen(AccountOpener accounts) {
    post([this, accounts = std::move(accounts)](const RunControl&) {
        m_accounts = accounts;
        m_driver.reset();
        m_closed.reset();
        m_waiting.merge(m_followed);
        m_followed.clear();
        m_takeUpAgainMs = 0;
    });
}

void AccountJobs::post(Task task) {
    {
        const std::scoped_lock lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void AccountJobs::run(const std::stop_token& stop) {
    RunControl control;
    control.stop = stop;
    while (!stop.stop_requested()) {
        takeTasks(control);
        const auto wait = advance(control);
        std::unique_lock lock(m_mutex);
        const auto isAsked = [this] { return !m_tasks.empty(); };
        if (wait)
            m_wake.wait_for(lock, stop, std::chrono::milliseconds(*wait), isAsked);
        else
            m_wake.wait(lock, stop, isAsked);
    }
    m_driver.reset();
}

void AccountJobs::takeTasks(const RunControl& control) {
    std::vector<Task> tasks;
    {
        const std::scoped_lock lock(m_mutex);
        tasks.swap(m_tasks);
    }
    for (const Task& task : tasks) {
        if (!control.stop.stop_requested()) task(control);
    }
}

std::optional<std::int64_t> AccountJobs::advance(const RunControl& control) {
    takeUpWaiting();
    if (!m_driver) return std::nullopt;
    const auto next = m_driver->advance(control);
    if (!next) return std::nullopt;  // asked to stop
    const std::int64_t longest = m_waiting.empty() ? longestWaitMs : takeUpAgainMs;
    if (!*next && m_waiting.empty() && m_followed.empty()) return std::nullopt;
    return std::clamp<std::int64_t>(next->value_or(longest), 10, longest);
}

void AccountJobs::takeUpWaiting() {
    const std::int64_t now = makeSystemClock()->steadyMs();
    if (m_waiting.empty() || now < m_takeUpAgainMs || !open()) return;
    m_takeUpAgainMs = now + takeUpAgainMs;
    bool taken = false;
    for (auto id = m_waiting.begin(); id != m_waiting.end();) {
        const Status status = m_driver->resume(*id);
        if (!status && status.error().code == ErrorCode::Busy) {
            ++id;
            continue;
        }
        if (status) {
            m_followed.insert(*id);
            taken = true;
        } else {
            refuse(status.error());
        }
        id = m_waiting.erase(id);
    }
    // What waited for a key tries the one there is now.
    if (taken) m_driver->keyRenewed();
}

bool AccountJobs::open() {
    if (m_driver) return true;
    if (m_closed) return false;
    auto account =
        m_accounts
            ? m_accounts(m_profile)
            : Result<OpenAccount>(fail(ErrorCode::NotFound, "there is no account '" + m_profile + "'"));
    AccountNews news;
    news.profile = m_profile;
    if (!account) {
        m_closed = account.error();
        news.kind = AccountNews::Kind::Unreachable;
        news.error = account.error();
        m_listener.told(std::move(news));
        return false;
    }
    DriverOptions options = drivingOptions(account->profile);
    options.onStep = [this](const JobRecord&, const std::string&) { m_listener.stepped(); };
    m_driver =
        std::make_unique<JobDriver>(account->provider, m_store, makeSystemClock(), std::move(options));
    m_listener.told(std::move(news));
    return true;
}

void AccountJobs::refuse(const Error& error) const {
    AccountNews news;
    news.kind = AccountNews::Kind::Refused;
    news.profile = m_profile;
    news.error = error;
    m_listener.told(std::move(news));
}

void AccountJobs::doCancel(const std::string& id) {
    if (!open()) {
        const Status status = cancelUnsent(id);
        if (!status) return refuse(status.error());
        return m_listener.stepped();
    }
    Status status = m_driver->resume(id);
    if (status) status = m_driver->requestCancel(id);
    if (!status) return refuse(status.error());
    m_waiting.erase(id);
    m_followed.insert(id);
}

/// Without the account: what never left this machine needs nobody's leave.
Status AccountJobs::cancelUnsent(const std::string& id) const {
    QSTORE_TRY(JobRecord job, m_store->takeJob(id));
    const JobState state = job.state == JobState::NeedsKey ? job.stateBeforeKey : job.state;
    Status status;
    if (isFinal(job.state)) {
        status = fail(ErrorCode::InvalidArgument, "job '" + id + "' is over already",
                      "nothing is left to cancel");
    } else if (state == JobState::Prepared) {
        job.state = JobState::Cancelled;
        job.finishedMs = makeSystemClock()->unixMs();
        status = m_store->updateJob(job, {job.finishedMs, job.state, "cancelled before it was sent"});
    } else {
        status = tl::unexpected<Error>(*m_closed);
    }
    static_cast<void>(m_store->releaseJob(id));
    return status;
}

void AccountJobs::doAttach(const std::string& remoteId, const RunControl& control) {
    if (!open()) return refuse(*m_closed);
    const auto id = m_driver->attach(remoteId, control);
    if (!id) return refuse(id.error());
    m_followed.insert(*id);
    m_listener.told({AccountNews::Kind::Added, m_profile, *id, {}});
    m_listener.stepped();
}

void AccountJobs::doResubmit(const std::string& id) {
    if (!open()) return refuse(*m_closed);
    const auto add = [&]() -> Result<std::string> {
        QSTORE_TRY(const JobRecord old, m_store->job(id));
        if (!isFinal(old.state))
            return fail(ErrorCode::InvalidArgument, "job '" + id + "' is not over", "cancel it first");
        NewJob job;
        QSTORE_TRY(job.request, m_store->jobRequest(id));
        job.run = old.run;
        job.purpose = old.purpose;
        job.merged = old.merged;
        job.estimatedUsd = old.estimatedUsd;
        return m_driver->add(std::move(job));
    };
    const auto added = add();
    if (!added) return refuse(added.error());
    m_followed.insert(*added);
    m_listener.told({AccountNews::Kind::Added, m_profile, *added, {}});
    m_listener.stepped();
}

}  // namespace qstore::ui
