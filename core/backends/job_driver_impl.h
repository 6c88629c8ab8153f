// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <set>

#include "core/backends/job_driver.h"
#include "core/base/random.h"
#include "core/net/circuit_breaker.h"

namespace qstore {

/// A job on its way, with what is not worth storing.
struct DrivenJob {
    JobRecord record;
    std::int64_t dueMs = 0;  ///< of the steady clock
    std::int64_t pollMs = 0;
    unsigned failures = 0;       ///< exchanges in a row
    std::size_t oddReplies = 0;  ///< in a row
    std::size_t absences = 0;    ///< "there is no such job", in a row
    std::size_t costTries = 0;
    std::string oddReply;                                 ///< the last one
    bool unsaved = false;                                 ///< the record is ahead of the store
    bool cancelSent = false;                              ///< the server knows that it is to be cancelled
    std::optional<std::vector<CircuitOutcome>> outcomes;  ///< fetched, not stored yet
};

struct JobDriver::Impl {
    std::shared_ptr<const Provider> provider;
    std::shared_ptr<JobStore> store;
    std::shared_ptr<Clock> clock;
    DriverOptions options;
    RandomStream jitter;
    CircuitBreaker breaker;
    std::vector<std::unique_ptr<DrivenJob>> jobs;
    bool keyRejected = false;
    std::int64_t leasesMs = 0;                   ///< when the leases were renewed
    std::optional<std::int64_t> troubleSinceMs;  ///< no success since
    Error lastError;

    std::mutex inboxMutex;
    std::vector<std::string> cancelInbox;
    bool keyInbox = false;

    Impl(std::shared_ptr<const Provider>, std::shared_ptr<JobStore>, std::shared_ptr<Clock>, DriverOptions);
    std::int64_t now() const { return clock->steadyMs(); }
    /// One exchange, counted by the circuit breaker.
    template <class Exchange>
    auto ask(const Exchange& exchange) {
        auto pass = breaker.tryPass();
        auto reply = exchange();
        if (pass) settle(*pass, reply.has_value() ? nullptr : &reply.error());
        return reply;
    }
    static void settle(CircuitBreaker::Pass& pass, const RemoteError* error);
    /// True, and the job put off, while the provider is left alone.
    bool isLeftAlone(DrivenJob& job) const;
    DrivenJob* find(const std::string& id) const;
    DrivenJob& drive(JobRecord record);
    Status takeUp(const std::string& id);

    // job_driver.cpp: what is due
    void readInbox();
    void renewLeases();
    void forgetFinished();
    void step(DrivenJob& job, const RunControl& control);
    std::optional<std::int64_t> nextDue() const;
    std::size_t inFlight() const;

    // job_steps.cpp: one exchange each
    void submit(DrivenJob& job, const RunControl& control);
    void send(DrivenJob& job, const JobRequest& request, const RunControl& control);
    void lookUp(DrivenJob& job, const RunControl& control);
    void pollAll(const RunControl& control);
    void fetch(DrivenJob& job, const RunControl& control);
    void cancel(DrivenJob& job, const RunControl& control);
    void askCost(DrivenJob& job, const RunControl& control);
    void apply(DrivenJob& job, const RemoteJob& remote, const RunControl& control);
    void beginCancel(DrivenJob& job);

    // job_outcomes.cpp: what a reply means
    /// Stores a step; false, undone and put off when the store refuses. For steps before an exchange.
    bool commit(DrivenJob& job, const JobRecord& next, const std::string& note);
    /// Stores what has happened already; tried again later when the store refuses.
    void save(DrivenJob& job, const std::string& note);
    void move(DrivenJob& job, JobState state, const std::string& note, std::int64_t delayMs = 0);
    void failJob(DrivenJob& job, const std::string& code, const Error& error);
    void needKey(DrivenJob& job, JobState before, const Error& error);
    /// The exchange failed and the job stays what it is, or what `fallback` says, until its time comes
    /// again.
    void putOff(DrivenJob& job, const RemoteError& error, std::int64_t atLeastMs = 0);
    void submitFailed(DrivenJob& job, const RemoteError& error);
    void absent(DrivenJob& job, const RemoteError& error);
    /// A fault of a job that is on the server; `doing` is "asking for its state".
    void fault(DrivenJob& job, const RemoteError& error, const std::string& doing);
    void succeeded(DrivenJob& job);
    void troubled(const Error& error);
    void storeRefused(DrivenJob& job, const Error& error);
    std::int64_t backOff(DrivenJob& job, std::optional<std::int64_t> retryAfterMs);
};

}  // namespace qstore
