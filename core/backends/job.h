// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/backends/provider.h"
#include "core/base/result.h"

namespace qstore {

/// The life of a job as this machine sees it. Every step is stored before the next exchange, so that a
/// program that dies at any moment knows afterwards what may have been sent.
enum class JobState : std::uint8_t {
    Prepared,    ///< stored, not sent
    Submitting,  ///< may have been sent; looked up by its token before it is sent again
    Queued,
    Running,
    Fetching,    ///< finished on the server, results not stored yet
    Completed,   ///< results stored
    Cancelling,  ///< a person wants it cancelled; may still complete
    Cancelled,
    Failed,    ///< for good, with a reason and a cure
    NeedsKey,  ///< paused until the profile has a key that works; goes on from where it was
};
/// Stable lower-case name ("needs-key").
QSTORE_EXPORT std::string_view jobStateName(JobState state);
QSTORE_EXPORT std::optional<JobState> findJobState(std::string_view name);
/// Completed, Cancelled or Failed.
QSTORE_EXPORT bool isFinal(JobState state);

struct JobEvent {
    std::int64_t atMs = 0;  ///< Unix, this machine's clock
    JobState state = JobState::Prepared;
    std::string note;  ///< "429, next try in 4 s"; never a secret
};

struct JobRecord {
    std::string id;  ///< ours
    std::string profile, device, name;
    std::string token;     ///< the client token in the provider's metadata
    std::string remoteId;  ///< the provider's; empty until it is known
    JobState state = JobState::Prepared;
    JobState stateBeforeKey = JobState::Prepared;  ///< NeedsKey: where to go on
    /// Who asked: a run and which of its batches ("run", "step 12 gradient"); both empty for a person's.
    std::string run, purpose;
    std::size_t circuits = 0;
    std::uint64_t shots = 0;  ///< of every circuit
    std::size_t merged = 0;   ///< circuits that were equal to others of the batch and are not run again
    std::optional<double> estimatedUsd, costUsd;
    /// Of Failed and NeedsKey, and of Fetching while the results cannot be stored.
    std::string errorCode, errorMessage, errorHint;
    std::int64_t createdMs = 0, submittedMs = 0, finishedMs = 0;  ///< Unix; 0 = not yet
    bool practice = false;  ///< of a practice cloud: its prices are nobody's money
};

/// Where jobs are kept; the workspace is one. Every function that returns success has committed.
class QSTORE_EXPORT JobStore {
public:
    virtual ~JobStore() = default;
    /// Takes the job for whoever holds this store, or says again that it is still worked on, and gives the
    /// record as it is now: what was read before may be old. Busy when somebody else is at it. A job that
    /// was created here is taken already.
    virtual Result<JobRecord> takeJob(const std::string& id) { return job(id); }
    virtual Status releaseJob(const std::string& /*id*/) { return {}; }
    /// Stores the record with its request; AlreadyExists for a token that is taken.
    virtual Status createJob(const JobRecord& record, const JobRequest& request) = 0;
    /// Replaces the record of that id and appends the event.
    virtual Status updateJob(const JobRecord& record, const JobEvent& event) = 0;
    /// Completed with its outcomes, in one transaction.
    virtual Status completeJob(const JobRecord& record, const std::vector<CircuitOutcome>& outcomes,
                               const JobEvent& event) = 0;
    virtual Result<JobRecord> job(const std::string& id) const = 0;
    virtual Result<std::vector<JobRecord>> jobs() const = 0;  ///< oldest first
    /// The jobs of a run for one purpose, oldest first: an exact resume takes them instead of new ones.
    virtual Result<std::vector<JobRecord>> jobsFor(const std::string& run,
                                                   const std::string& purpose) const = 0;
    virtual Result<JobRequest> jobRequest(const std::string& id) const = 0;
    virtual Result<std::vector<CircuitOutcome>> jobOutcomes(const std::string& id) const = 0;
    virtual Result<std::vector<JobEvent>> jobEvents(const std::string& id) const = 0;
};

}  // namespace qstore
