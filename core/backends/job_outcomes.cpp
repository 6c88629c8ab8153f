// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "core/backends/job_driver_impl.h"
#include "core/net/retry_policy.h"

namespace qstore {
namespace {

std::string waitText(std::int64_t ms) {
    return "next try in " + std::to_string((ms + 999) / 1000) + " s";
}

std::string reason(const RemoteError& error) {
    std::string text = error.httpStatus == 0 ? std::string() : std::to_string(error.httpStatus) + ", ";
    return text + error.error.message;
}

/// True where a reply, if there was one, does not prove that the job was not made.
bool mayHaveBeenAccepted(const RemoteError& error) {
    if (error.maybeAccepted || error.fault == RemoteFault::Protocol) return true;
    // A gateway in front of the server may answer for it after the job was passed on.
    return error.fault == RemoteFault::Transient && error.httpStatus != 0;
}

std::string attachHint(const JobRecord& record) {
    if (record.remoteId.empty())
        return "look for a job with the token " + record.token + " in the account of '" + record.profile +
               "'; `qstore jobs resubmit " + record.id + "` if there is none";
    return "`qstore jobs attach " + record.remoteId + " --profile " + record.profile +
           "` fetches it when the account answers again";
}

}  // namespace

bool JobDriver::Impl::commit(DrivenJob& job, const JobRecord& next, const std::string& note) {
    const Status stored = store->updateJob(next, {clock->unixMs(), next.state, note});
    if (!stored) {
        storeRefused(job, stored.error());
        return false;
    }
    job.record = next;
    if (options.onStep) options.onStep(job.record, note);
    return true;
}

void JobDriver::Impl::save(DrivenJob& job, const std::string& note) {
    const Status stored = store->updateJob(job.record, {clock->unixMs(), job.record.state, note});
    job.unsaved = !stored;
    if (!stored) storeRefused(job, stored.error());
    if (options.onStep) options.onStep(job.record, note);
}

void JobDriver::Impl::move(DrivenJob& job, JobState state, const std::string& note, std::int64_t delayMs) {
    job.record.state = state;
    job.dueMs = now() + delayMs;
    save(job, note);
}

void JobDriver::Impl::failJob(DrivenJob& job, const std::string& code, const Error& error) {
    JobRecord& record = job.record;
    record.errorCode = code;
    record.errorMessage = error.message;
    record.errorHint = error.hint;
    record.finishedMs = clock->unixMs();
    move(job, JobState::Failed, error.message);
}

void JobDriver::Impl::needKey(DrivenJob& job, JobState before, const Error& error) {
    keyRejected = true;
    JobRecord& record = job.record;
    record.stateBeforeKey = before;
    record.errorCode = remoteFaultName(RemoteFault::KeyRejected);
    record.errorMessage = error.message;
    record.errorHint = "give profile '" + record.profile + "' a key that works (`qstore accounts test " +
                       record.profile + "`), then `qstore jobs resume`";
    move(job, JobState::NeedsKey, error.message);
}

void JobDriver::Impl::putOff(DrivenJob& job, const RemoteError& error, std::int64_t atLeastMs) {
    const std::int64_t delay = std::max(backOff(job, error.retryAfterMs), atLeastMs);
    job.dueMs = now() + delay;
    save(job, reason(error) + "; " + waitText(delay));
}

void JobDriver::Impl::submitFailed(DrivenJob& job, const RemoteError& error) {
    if (error.fault == RemoteFault::KeyRejected) return needKey(job, JobState::Prepared, error.error);
    if (error.fault == RemoteFault::Protocol) {
        ++job.oddReplies;
        job.oddReply = error.error.message;
    }
    if (mayHaveBeenAccepted(error) || error.fault == RemoteFault::Cancelled) {
        job.absences = 0;
        troubled(error.error);
        // Asked to stop: what is stored already says that it may have been sent.
        return error.fault == RemoteFault::Cancelled ? void() : putOff(job, error, options.lookupWaitMs);
    }
    switch (error.fault) {
        case RemoteFault::Transient:
        case RemoteFault::RateLimited:
        case RemoteFault::Connection:
            troubled(error.error);
            job.record.state = JobState::Prepared;
            return putOff(job, error);
        default:
            return failJob(
                job,
                error.providerCode.empty() ? std::string(remoteFaultName(error.fault)) : error.providerCode,
                error.error);
    }
}

void JobDriver::Impl::absent(DrivenJob& job, const RemoteError& error) {
    if (++job.absences < 2) return putOff(job, error, options.lookupWaitMs);
    if (job.record.state == JobState::Cancelling) {
        job.record.finishedMs = clock->unixMs();
        return move(job, JobState::Cancelled, "the job is not there any more");
    }
    failJob(job, std::string(remoteFaultName(error.fault)),
            {ErrorCode::NotFound,
             "job " + job.record.remoteId + " is not there any more: it was deleted at the provider (" +
                 error.error.message + ")",
             "`qstore jobs resubmit " + job.record.id + "` submits its circuits again"});
}

void JobDriver::Impl::fault(DrivenJob& job, const RemoteError& error, const std::string& doing) {
    const JobState state = job.record.state;
    const std::string code =
        error.providerCode.empty() ? std::string(remoteFaultName(error.fault)) : error.providerCode;
    const std::string what = doing + " failed: " + error.error.message;
    switch (error.fault) {
        case RemoteFault::Cancelled: return;
        case RemoteFault::KeyRejected: return needKey(job, state, error.error);
        case RemoteFault::NotFound: return absent(job, error);
        case RemoteFault::Transient:
        case RemoteFault::RateLimited:
        case RemoteFault::Connection: troubled(error.error); return putOff(job, error);
        case RemoteFault::Local:
            // This machine is full or busy, and what the server has stays there.
            troubled(error.error);
            job.record.errorCode = code;
            job.record.errorMessage = error.error.message;
            job.record.errorHint = error.error.hint;
            return putOff(job, error);
        case RemoteFault::Protocol:
        case RemoteFault::NotReady: {
            const std::size_t limit =
                error.fault == RemoteFault::NotReady ? options.maxNotReady : options.maxOddReplies;
            if (++job.oddReplies < limit) return putOff(job, error);
            return failJob(job, code, {error.error.code, what, attachHint(job.record)});
        }
        case RemoteFault::Forbidden:
        case RemoteFault::Rejected:
        case RemoteFault::QuotaExceeded: break;
    }
    failJob(job, code,
            {error.error.code, what,
             (error.error.hint.empty() ? std::string() : error.error.hint + "; then ") +
                 attachHint(job.record)});
}

void JobDriver::Impl::succeeded(DrivenJob& job) {
    troubleSinceMs.reset();
    keyRejected = false;
    job.failures = 0;
    job.oddReplies = job.absences = 0;
    job.record.errorCode = job.record.errorMessage = job.record.errorHint = "";
}

void JobDriver::Impl::troubled(const Error& error) {
    if (!troubleSinceMs) troubleSinceMs = now();
    lastError = error;
}

void JobDriver::Impl::storeRefused(DrivenJob& job, const Error& error) {
    troubled(error);
    job.dueMs = now() + backOff(job, {});
}

std::int64_t JobDriver::Impl::backOff(DrivenJob& job, std::optional<std::int64_t> retryAfterMs) {
    // A job is never given up for its waiting; whoever waits for it may be (patienceMs).
    constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    const RetryPolicy policy{options.firstRetryMs, options.maxRetryMs, std::numeric_limits<unsigned>::max(),
                             never};
    ++job.failures;
    return retryWaitMs(policy, job.failures, 0, retryAfterMs, jitter).value_or(options.maxRetryMs);
}

void JobDriver::Impl::settle(CircuitBreaker::Pass& pass, const RemoteError* error) {
    if (error == nullptr) return pass.succeeded();
    switch (error->fault) {
        case RemoteFault::Transient:
        case RemoteFault::Connection:
        case RemoteFault::Protocol: return pass.failed();
        case RemoteFault::Local:
        case RemoteFault::Cancelled: return;  // says nothing about the provider
        default: return pass.succeeded();     // a refusal is an answer
    }
}

bool JobDriver::Impl::isLeftAlone(DrivenJob& job) const {
    const std::int64_t wait = breaker.waitMs();
    if (wait > 0) job.dueMs = now() + wait;
    return wait > 0;
}

}  // namespace qstore
