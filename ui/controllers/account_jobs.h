// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/backends/job_driver.h"
#include "core/workspace/run_backend.h"
#include "core/workspace/workspace_jobs.h"

namespace qstore::ui {

/// What the worker of an account has to say.
struct AccountNews {
    enum class Kind {
        Followed,     ///< the account answers, or there is nothing to follow
        Unreachable,  ///< the account cannot be opened: no key, no such profile
        Refused,      ///< what a person asked for failed
        Added,        ///< a job was attached or submitted again; `job` is its id
    };
    Kind kind = Kind::Followed;
    std::string profile, job;
    Error error;
};

/// Follows the jobs of one account on a thread of its own, with a store of its own: polls, fetches,
/// retries, and does what a person asks. Jobs that somebody else is at are asked for again from time to
/// time.
class AccountJobs {
public:
    /// Both are called from the worker's thread.
    struct Listener {
        std::function<void()> stepped;  ///< something in the workspace has changed
        std::function<void(AccountNews)> told;
    };

    AccountJobs(std::string profile, std::shared_ptr<Workspace> workspace, AccountOpener accounts,
                Listener listener);
    /// Before several are destroyed, so that none waits for the exchange of another.
    void requestStop() { m_thread.request_stop(); }
    /// Stops and joins; what is at the provider goes on there.
    ~AccountJobs();
    AccountJobs(const AccountJobs&) = delete;
    AccountJobs& operator=(const AccountJobs&) = delete;

    void follow(const std::vector<std::string>& ids);
    void cancel(const std::string& id);
    void attach(const std::string& remoteId);
    void resubmit(const std::string& id);
    /// There is another key, or another way to the account: it is opened anew, and jobs that waited go on.
    void reopen(AccountOpener accounts);

private:
    using Task = std::function<void(const RunControl&)>;
    void post(Task task);
    void run(const std::stop_token& stop);
    void takeTasks(const RunControl& control);
    std::optional<std::int64_t> advance(const RunControl& control);
    void takeUpWaiting();
    bool open();
    void doCancel(const std::string& id);
    Status cancelUnsent(const std::string& id) const;
    void doAttach(const std::string& remoteId, const RunControl& control);
    void doResubmit(const std::string& id);
    void refuse(const Error& error) const;

    const std::string m_profile;
    const std::shared_ptr<Workspace> m_workspace;
    const Listener m_listener;

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<Task> m_tasks;  // guarded by m_mutex

    // Of the worker alone.
    AccountOpener m_accounts;
    std::shared_ptr<JobStore> m_store;
    std::unique_ptr<JobDriver> m_driver;
    std::optional<Error> m_closed;  // why there is no driver
    std::set<std::string> m_waiting, m_followed;
    std::int64_t m_takeUpAgainMs = 0;

    std::jthread m_thread;  // last: it uses everything above
};

}  // namespace qstore::ui
