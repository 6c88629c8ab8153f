// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/backends/job_driver_impl.h"

namespace qstore {
namespace {

RemoteError oddReply(std::string message) {
    RemoteError error;
    error.fault = RemoteFault::Protocol;
    error.error = {ErrorCode::Parse, std::move(message), "ask the provider's support"};
    return error;
}

RemoteError notThere(const std::string& token) {
    RemoteError error;
    error.fault = RemoteFault::NotFound;
    error.error = {ErrorCode::NotFound, "the account has no job with the token " + token, ""};
    return error;
}

bool isPolled(const DrivenJob& job) {
    if (job.unsaved || job.record.remoteId.empty()) return false;
    const JobState state = job.record.state;
    return state == JobState::Queued || state == JobState::Running ||
           (state == JobState::Cancelling && job.cancelSent);
}

}  // namespace

void JobDriver::Impl::submit(DrivenJob& job, const RunControl& control) {
    const auto request = store->jobRequest(job.record.id);
    if (!request) {
        if (request.error().code == ErrorCode::Corrupt) return failJob(job, "corrupt", request.error());
        return storeRefused(job, request.error());
    }
    JobRecord next = job.record;
    next.state = JobState::Submitting;
    next.submittedMs = clock->unixMs();
    if (commit(job, next, "")) send(job, *request, control);
}

void JobDriver::Impl::send(DrivenJob& job, const JobRequest& request, const RunControl& control) {
    const auto sent = ask([&] { return provider->submit(request, control); });
    if (!sent) return submitFailed(job, sent.error());
    if (sent->empty()) return submitFailed(job, oddReply("the provider gave the job no id"));
    succeeded(job);
    job.record.remoteId = *sent;
    job.pollMs = options.firstPollMs;
    // A cancel that was asked for meanwhile is read before the next step.
    move(job, JobState::Queued, "job " + *sent, job.pollMs);
}

void JobDriver::Impl::lookUp(DrivenJob& job, const RunControl& control) {
    const auto found = ask([&] { return provider->findByToken(job.record.token, control); });
    if (!found) {
        RemoteError error = found.error();
        // The list itself is not there: that says nothing about the job.
        if (error.fault == RemoteFault::NotFound) error.fault = RemoteFault::Protocol;
        return fault(job, error, "looking up whether it was submitted");
    }
    if (*found) {
        if (!(*found)->token.empty() && (*found)->token != job.record.token)
            return fault(
                job,
                oddReply("asked for token " + job.record.token + ", got the job of " + (*found)->token),
                "looking up whether it was submitted");
        succeeded(job);
        job.record.remoteId = (*found)->id;
        return apply(job, **found, control);
    }
    // No success: what could not be sent is no nearer to being sent.
    const RemoteError missing = notThere(job.record.token);
    if (++job.absences < 2) return putOff(job, missing, options.lookupWaitMs);
    job.absences = 0;
    if (job.record.state == JobState::Cancelling) {
        job.record.finishedMs = clock->unixMs();
        return move(job, JobState::Cancelled, "it never reached the provider");
    }
    if (job.oddReplies >= options.maxOddReplies)
        return failJob(
            job, std::string(remoteFaultName(RemoteFault::Protocol)),
            {ErrorCode::Parse,
             "submitting failed " + std::to_string(job.oddReplies) +
                 " times, and the job is not there: " + job.oddReply,
             "check the profile's endpoint and proxy, then `qstore jobs resubmit " + job.record.id + "`"});
    const auto request = store->jobRequest(job.record.id);
    if (!request) return storeRefused(job, request.error());
    if (commit(job, job.record, "not there after two look-ups: sent again")) send(job, *request, control);
}

void JobDriver::Impl::apply(DrivenJob& job, const RemoteJob& remote, const RunControl& control) {
    JobRecord& record = job.record;
    if (remote.costUsd) record.costUsd = remote.costUsd;
    const bool cancelling = record.state == JobState::Cancelling;
    switch (remote.state) {
        case RemoteState::Queued:
        case RemoteState::Running: {
            const JobState state =
                remote.state == RemoteState::Queued ? JobState::Queued : JobState::Running;
            const bool news = !cancelling && state != record.state;
            job.pollMs =
                news ? options.firstPollMs
                     : std::clamp(job.pollMs + job.pollMs / 2, options.firstPollMs, options.maxPollMs);
            const bool sendCancel = cancelling && !job.cancelSent;
            if (news || sendCancel)
                return move(job, cancelling ? JobState::Cancelling : state, "",
                            sendCancel ? 0 : job.pollMs);
            job.dueMs = now() + job.pollMs;
            return;
        }
        case RemoteState::Completed:
            return move(job, JobState::Fetching, cancelling ? "finished before it could be cancelled" : "");
        case RemoteState::Failed:
            askCost(job, control);
            return failJob(
                job, remote.failureCode.empty() ? "failed" : remote.failureCode,
                {ErrorCode::Failed,
                 remote.failureReason.empty() ? "the provider gives no reason" : remote.failureReason,
                 "`qstore jobs show " + record.id + "` shows its circuits; `qstore jobs resubmit " +
                     record.id + "` submits them again"});
        case RemoteState::Cancelled:
            askCost(job, control);
            record.finishedMs = clock->unixMs();
            return move(job, JobState::Cancelled, cancelling ? "" : "cancelled at the provider");
    }
}

void JobDriver::Impl::pollAll(const RunControl& control) {
    const std::int64_t time = now();
    std::vector<DrivenJob*> asked;
    bool due = false;
    for (const auto& job : jobs) {
        // Those that are due soon come along: one exchange answers for all.
        if (!isPolled(*job) || (job->dueMs > time && job->dueMs - time > job->pollMs / 2)) continue;
        due = due || job->dueMs <= time;
        if (job->failures == 0 || job->dueMs <= time) asked.push_back(job.get());
    }
    if (!due) return;
    if (breaker.waitMs() > 0) {
        for (DrivenJob* job : asked) static_cast<void>(isLeftAlone(*job));
        return;
    }
    std::vector<std::string> ids;
    ids.reserve(asked.size());
    for (const DrivenJob* job : asked) ids.push_back(job->record.remoteId);
    auto pass = breaker.tryPass();
    const auto replies = provider->jobs(ids, control);
    const bool answered = !replies.empty() && replies.front().has_value();
    if (pass && !replies.empty()) settle(*pass, answered ? nullptr : &replies.front().error());
    for (std::size_t index = 0; index < asked.size(); ++index) {
        DrivenJob& job = *asked[index];
        const std::string doing = "asking how it stands";
        if (replies.size() != ids.size())
            fault(job,
                  oddReply("asked for " + std::to_string(ids.size()) + " jobs, got " +
                           std::to_string(replies.size())),
                  doing);
        else if (!replies[index])
            fault(job, replies[index].error(), doing);
        else if (replies[index]->id != job.record.remoteId)
            fault(job, oddReply("asked for job " + job.record.remoteId + ", got " + replies[index]->id),
                  doing);
        else {
            succeeded(job);
            apply(job, *replies[index], control);
        }
    }
}

void JobDriver::Impl::fetch(DrivenJob& job, const RunControl& control) {
    JobRecord& record = job.record;
    if (!job.outcomes) {
        const auto request = store->jobRequest(record.id);
        if (!request) return storeRefused(job, request.error());
        auto results = ask(
            [&] { return provider->results(record.remoteId, request->circuits, request->shots, control); });
        if (!results) return fault(job, results.error(), "fetching the results");
        if (!request->circuits.empty() && results->size() != request->circuits.size())
            return fault(job,
                         oddReply("results of " + std::to_string(results->size()) + " circuits where " +
                                  std::to_string(request->circuits.size()) + " were sent"),
                         "fetching the results");
        succeeded(job);
        job.outcomes = *std::move(results);
        if (!record.costUsd) askCost(job, control);
    }
    JobRecord done = record;
    done.state = JobState::Completed;
    done.finishedMs = clock->unixMs();
    done.errorCode = done.errorMessage = done.errorHint = "";
    const Status stored = store->completeJob(done, *job.outcomes, {done.finishedMs, done.state, ""});
    if (!stored) {
        record.errorCode = errorCodeName(stored.error().code);
        record.errorMessage = "the results cannot be stored: " + stored.error().message;
        record.errorHint =
            stored.error().hint + "; they stay at the provider and are stored when there is room";
        storeRefused(job, {stored.error().code, record.errorMessage, record.errorHint});
        if (options.onStep) options.onStep(record, record.errorMessage);
        return;
    }
    job.outcomes.reset();
    job.unsaved = false;
    record = done;
    job.dueMs = now() + options.firstRetryMs;
    if (options.onStep) options.onStep(record, "");
}

void JobDriver::Impl::cancel(DrivenJob& job, const RunControl& control) {
    const auto state = ask([&] { return provider->cancel(job.record.remoteId, control); });
    if (!state) {
        const RemoteFault kind = state.error().fault;
        const bool refused = kind == RemoteFault::Rejected || kind == RemoteFault::Forbidden ||
                             kind == RemoteFault::QuotaExceeded;
        if (!refused) return fault(job, state.error(), "cancelling");
        // Too late, or not allowed: how it stands decides, and it may still complete.
        job.cancelSent = true;
        job.failures = 0;
        job.pollMs = options.firstPollMs;
        job.dueMs = now();
        return save(job, "cannot be cancelled: " + state.error().error.message);
    }
    succeeded(job);
    job.cancelSent = true;
    job.pollMs = options.firstPollMs;
    RemoteJob remote;
    remote.id = job.record.remoteId;
    remote.state = *state;
    // A failed job has a reason, which only the job itself tells.
    if (remote.state == RemoteState::Failed) return void(job.dueMs = now());
    apply(job, remote, control);
}

void JobDriver::Impl::askCost(DrivenJob& job, const RunControl& control) {
    if (job.record.costUsd) return;
    ++job.costTries;
    const auto cost = ask([&] { return provider->costUsd(job.record.remoteId, control); });
    if (cost && *cost) job.record.costUsd = *cost;
    job.dueMs = now() + (options.firstRetryMs << std::min<std::size_t>(job.costTries, 6));
}

void JobDriver::Impl::beginCancel(DrivenJob& job) {
    JobRecord& record = job.record;
    const bool waits = record.state == JobState::NeedsKey;
    const JobState state = waits ? record.stateBeforeKey : record.state;
    if (isFinal(state) || state == JobState::Cancelling || state == JobState::Fetching) return;
    if (state == JobState::Prepared) {
        record.finishedMs = clock->unixMs();
        return move(job, JobState::Cancelled, "cancelled before it was sent");
    }
    if (waits) {
        record.stateBeforeKey = JobState::Cancelling;
        return save(job, "to be cancelled");
    }
    move(job, JobState::Cancelling, "");
}

}  // namespace qstore
