// SPDX-License-Identifier: Apache-2.0
#include "core/backends/job_driver.h"

#include <algorithm>

#include "core/backends/job_driver_impl.h"
#include "core/base/random_hex.h"

namespace qstore {
namespace {

constexpr std::int64_t leaseRenewalMs = 60'000;
/// A cancel or a new key from another thread is seen at least this often.
constexpr std::int64_t longestWaitMs = 1'000;

/// Nothing is left to learn of it.
bool isSettled(const JobRecord& record) {
    return isFinal(record.state) && (record.costUsd || record.remoteId.empty());
}

}  // namespace

JobDriver::Impl::Impl(std::shared_ptr<const Provider> providerOf, std::shared_ptr<JobStore> storeOf,
                      std::shared_ptr<Clock> clockOf, DriverOptions optionsOf)
    : provider(std::move(providerOf)),
      store(std::move(storeOf)),
      clock(std::move(clockOf)),
      options(std::move(optionsOf)),
      jitter(options.seed, "retry jitter"),
      breaker(clock) {
    leasesMs = now();
}

DrivenJob* JobDriver::Impl::find(const std::string& id) const {
    const auto found =
        std::find_if(jobs.begin(), jobs.end(), [&](const auto& job) { return job->record.id == id; });
    return found == jobs.end() ? nullptr : found->get();
}

DrivenJob& JobDriver::Impl::drive(JobRecord record) {
    jobs.push_back(std::make_unique<DrivenJob>());
    DrivenJob& job = *jobs.back();
    job.record = std::move(record);
    job.dueMs = now();
    job.pollMs = options.firstPollMs;
    return job;
}

Status JobDriver::Impl::takeUp(const std::string& id) {
    if (find(id) != nullptr) return {};
    QSTORE_TRY(const JobRecord known, store->job(id));
    if (known.profile != options.profile)
        return fail(
            ErrorCode::InvalidArgument,
            "job '" + id + "' belongs to profile '" + known.profile + "', not '" + options.profile + "'",
            "name its own profile");
    if (isSettled(known)) return {};
    QSTORE_TRY(JobRecord record, store->takeJob(id));
    if (isSettled(record)) return store->releaseJob(id);
    drive(std::move(record));
    return {};
}

void JobDriver::Impl::readInbox() {
    std::vector<std::string> cancels;
    bool renewed = false;
    {
        const std::scoped_lock lock(inboxMutex);
        cancels.swap(cancelInbox);
        std::swap(renewed, keyInbox);
    }
    for (const std::string& id : cancels) {
        // Somebody else may have taken it since; then it is theirs to cancel.
        static_cast<void>(takeUp(id));
        if (DrivenJob* job = find(id)) beginCancel(*job);
    }
    if (!renewed) return;
    keyRejected = false;
    for (const auto& job : jobs) {
        if (job->record.state != JobState::NeedsKey) continue;
        job->record.errorCode = job->record.errorMessage = job->record.errorHint = "";
        move(*job, job->record.stateBeforeKey, "there is a key again");
    }
}

void JobDriver::Impl::renewLeases() {
    if (now() - leasesMs < leaseRenewalMs) return;
    leasesMs = now();
    const auto lost = [&](const std::unique_ptr<DrivenJob>& job) {
        const auto taken = store->takeJob(job->record.id);
        return !taken &&
               (taken.error().code == ErrorCode::Busy || taken.error().code == ErrorCode::NotFound);
    };
    jobs.erase(std::remove_if(jobs.begin(), jobs.end(), lost), jobs.end());
}

void JobDriver::Impl::forgetFinished() {
    const auto over = [&](const std::unique_ptr<DrivenJob>& job) {
        const JobRecord& record = job->record;
        if (!isFinal(record.state) || job->unsaved) return false;
        const bool priced =
            record.costUsd || record.remoteId.empty() || job->costTries >= options.costTries;
        if (!priced) return false;
        // The lease ends with the store at the latest.
        static_cast<void>(store->releaseJob(record.id));
        return true;
    };
    jobs.erase(std::remove_if(jobs.begin(), jobs.end(), over), jobs.end());
}

std::size_t JobDriver::Impl::inFlight() const {
    return static_cast<std::size_t>(std::count_if(jobs.begin(), jobs.end(), [](const auto& job) {
        const JobState state = job->record.state;
        return state == JobState::Submitting || state == JobState::Queued || state == JobState::Running ||
               state == JobState::Cancelling;
    }));
}

void JobDriver::Impl::step(DrivenJob& job, const RunControl& control) {
    if (job.unsaved) {
        job.unsaved = false;
        job.dueMs = now();
        return save(job, "");
    }
    const JobState state = job.record.state;
    if (isFinal(state)) {
        if (isLeftAlone(job)) return;
        askCost(job, control);
        return job.record.costUsd ? save(job, "its price is known") : void();
    }
    if (keyRejected && state != JobState::NeedsKey)
        return needKey(job, state, {ErrorCode::InvalidArgument, "the key was rejected", ""});
    const bool fetched = state == JobState::Fetching && job.outcomes;
    if (!fetched && isLeftAlone(job)) return;
    switch (state) {
        case JobState::Prepared: return submit(job, control);
        case JobState::Submitting: return lookUp(job, control);
        case JobState::Fetching: return fetch(job, control);
        case JobState::Cancelling:
            if (job.record.remoteId.empty()) return lookUp(job, control);
            if (!job.cancelSent) return cancel(job, control);
            return;
        default: return;  // polled together, or waiting for a key
    }
}

std::optional<std::int64_t> JobDriver::Impl::nextDue() const {
    std::optional<std::int64_t> next;
    const bool room = inFlight() < options.maxConcurrentJobs;
    for (const auto& job : jobs) {
        if (job->record.state == JobState::NeedsKey && !job->unsaved) continue;
        if (job->record.state == JobState::Prepared && !job->unsaved && !room) continue;
        const std::int64_t wait = std::max<std::int64_t>(job->dueMs - now(), 0);
        next = std::min(next.value_or(wait), wait);
    }
    return next;
}

JobDriver::JobDriver(std::shared_ptr<const Provider> provider, std::shared_ptr<JobStore> store,
                     std::shared_ptr<Clock> clock, DriverOptions options)
    : m_impl(std::make_unique<Impl>(std::move(provider), std::move(store), std::move(clock),
                                    std::move(options))) {}

JobDriver::~JobDriver() {
    for (const auto& job : m_impl->jobs) static_cast<void>(m_impl->store->releaseJob(job->record.id));
}

const DriverOptions& JobDriver::options() const {
    return m_impl->options;
}
const Provider& JobDriver::provider() const {
    return *m_impl->provider;
}
JobStore& JobDriver::store() const {
    return *m_impl->store;
}

Result<std::string> JobDriver::add(NewJob job) {
    JobRecord record;
    record.id = "j" + randomHex(5);
    // The time lets a provider's list be searched no further back than it must.
    record.token = "qs-" + std::to_string(m_impl->clock->unixMs()) + "-" + randomHex(10);
    record.profile = m_impl->options.profile;
    record.practice = m_impl->options.practice;
    record.device = job.request.device;
    record.name = job.request.name;
    record.run = std::move(job.run);
    record.purpose = std::move(job.purpose);
    record.circuits = job.request.circuits.size();
    record.shots = job.request.shots;
    record.merged = job.merged;
    record.estimatedUsd = job.estimatedUsd;
    record.createdMs = m_impl->clock->unixMs();
    job.request.token = record.token;
    QSTORE_CHECK(m_impl->store->createJob(record, job.request));
    // By value: a listener may add jobs too.
    const JobRecord made = m_impl->drive(std::move(record)).record;
    if (m_impl->options.onStep) m_impl->options.onStep(made, "");
    return made.id;
}

Result<std::string> JobDriver::attach(const std::string& remoteId, const RunControl& control) {
    const std::string& profile = m_impl->options.profile;
    QSTORE_TRY(const auto known, m_impl->store->jobs());
    for (const JobRecord& each : known)
        if (each.remoteId == remoteId && each.profile == profile && each.state != JobState::Failed)
            return fail(ErrorCode::AlreadyExists,
                        "job " + remoteId + " of '" + profile + "' is here already as '" + each.id + "'",
                        "`qstore jobs show " + each.id + "` shows it");
    const auto remote = m_impl->provider->job(remoteId, control);
    if (!remote) return tl::unexpected<Error>(remote.error().error);
    auto request = m_impl->provider->fetchRequest(remoteId, control);
    if (!request) return tl::unexpected<Error>(request.error().error);
    JobRecord record;
    record.id = "j" + randomHex(5);
    record.remoteId = remoteId;
    record.profile = profile;
    record.practice = m_impl->options.practice;
    record.device = remote->device;
    record.name = remote->name;
    record.state = JobState::Queued;
    record.circuits = request->circuits.size();
    record.shots = request->shots;
    record.createdMs = m_impl->clock->unixMs();
    record.submittedMs = remote->submittedMs.value_or(0);
    // Whoever submitted it looks it up by its token; nobody will by ours.
    request->token.clear();
    QSTORE_CHECK(m_impl->store->createJob(record, *request));
    return m_impl->drive(std::move(record)).record.id;
}

Status JobDriver::resume(const std::string& id) {
    return m_impl->takeUp(id);
}

Result<std::size_t> JobDriver::resumeAll() {
    QSTORE_TRY(const auto records, m_impl->store->jobs());
    for (const JobRecord& record : records) {
        if (record.profile != m_impl->options.profile || isFinal(record.state)) continue;
        const Status taken = m_impl->takeUp(record.id);
        if (!taken && taken.error().code != ErrorCode::Busy) return tl::unexpected<Error>(taken.error());
    }
    return m_impl->jobs.size();
}

Status JobDriver::requestCancel(const std::string& id) {
    QSTORE_TRY(const JobRecord record, m_impl->store->job(id));
    if (isFinal(record.state))
        return fail(ErrorCode::InvalidArgument,
                    "job '" + id + "' is " + std::string(jobStateName(record.state)) + " already",
                    "nothing is left to cancel");
    const std::scoped_lock lock(m_impl->inboxMutex);
    m_impl->cancelInbox.push_back(id);
    return {};
}

void JobDriver::keyRenewed() {
    const std::scoped_lock lock(m_impl->inboxMutex);
    m_impl->keyInbox = true;
}

Result<std::optional<std::int64_t>> JobDriver::advance(const RunControl& control) {
    Impl& impl = *m_impl;
    impl.readInbox();
    impl.renewLeases();
    // By index: onStep may add jobs.
    for (std::size_t index = 0; index < impl.jobs.size(); ++index) {
        if (control.stop.stop_requested()) return cancelled();
        DrivenJob& job = *impl.jobs[index];
        const bool waits = job.record.state == JobState::Prepared && !job.unsaved &&
                           impl.inFlight() >= impl.options.maxConcurrentJobs;
        if (job.dueMs <= impl.now() && !waits) impl.step(job, control);
    }
    if (control.stop.stop_requested()) return cancelled();
    impl.pollAll(control);
    impl.forgetFinished();
    return impl.nextDue();
}

Status JobDriver::runUntilDone(const std::vector<std::string>& ids, const RunControl& control) {
    Impl& impl = *m_impl;
    impl.troubleSinceMs.reset();  // whoever comes back is patient again
    for (;;) {
        QSTORE_TRY(const auto next, advance(control));
        std::size_t done = 0;
        const DrivenJob* keyless = nullptr;
        for (const std::string& id : ids) {
            const DrivenJob* job = impl.find(id);
            if (job == nullptr || (isFinal(job->record.state) && !job->unsaved)) ++done;
            if (job != nullptr && job->record.state == JobState::NeedsKey) keyless = job;
        }
        control.report(done, ids.size());
        if (done == ids.size()) return {};
        if (keyless != nullptr && !impl.options.waitForKey)
            return fail(ErrorCode::Busy, "waiting for a key: " + keyless->record.errorMessage,
                        keyless->record.errorHint);
        if (impl.troubleSinceMs && impl.now() - *impl.troubleSinceMs >= impl.options.patienceMs)
            return fail(impl.lastError.code, impl.lastError.message,
                        (impl.lastError.hint.empty() ? "" : impl.lastError.hint + "; ") +
                            std::string("the jobs are kept, `qstore jobs resume` goes on with them"));
        const std::int64_t wait = std::min(next.value_or(longestWaitMs), longestWaitMs);
        if (!impl.clock->waitFor(wait, control.stop)) return cancelled();
    }
}

}  // namespace qstore
