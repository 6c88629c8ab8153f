// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/backends/job.h"
#include "core/backends/provider.h"
#include "core/base/clock.h"
#include "core/base/progress.h"
#include "core/base/result.h"

namespace qstore {

struct DriverOptions {
    std::string profile;    ///< whose jobs these are; its account answers
    bool practice = false;  ///< that account is one of a practice cloud
    std::size_t maxConcurrentJobs = 4;
    std::int64_t firstPollMs = 1'000, maxPollMs = 30'000;
    std::int64_t firstRetryMs = 1'000, maxRetryMs = 60'000;
    /// Between two look-ups of a token, or of a job that is not there: lists lag behind.
    std::int64_t lookupWaitMs = 5'000;
    /// Replies in a row that are not what the interface promises, before a job fails.
    std::size_t maxOddReplies = 5;
    /// Results that are said to be there and are not, in a row.
    std::size_t maxNotReady = 30;
    /// How often the price of a finished job is asked for.
    std::size_t costTries = 3;
    /// runUntilDone() gives up (its jobs stay where they are) when nothing has succeeded for so long.
    std::int64_t patienceMs = 15 * 60'000;
    bool waitForKey = false;  ///< runUntilDone() waits for keyRenewed() instead of returning Busy
    std::uint64_t seed = 0;   ///< of the jitter
    /// Called after each step that was stored, in the thread that drives.
    std::function<void(const JobRecord&, const std::string& note)> onStep;
};

/// A job that is to be made.
struct NewJob {
    JobRequest request;  ///< its token is given here
    std::string run, purpose;
    std::size_t merged = 0;
    std::optional<double> estimatedUsd;
};

/// Takes the jobs of one account from step to step, without threads of its own. Each step is stored before
/// the exchange that it stands for, so that a program may die at any moment: a job that may have been sent
/// is looked up by its token, and sent again only after it was not there twice, some time apart.
///
/// One thread drives; requestCancel() and keyRenewed() may come from any. A store belongs to one driver.
class QSTORE_EXPORT JobDriver {
public:
    JobDriver(std::shared_ptr<const Provider> provider, std::shared_ptr<JobStore> store,
              std::shared_ptr<Clock> clock, DriverOptions options);
    ~JobDriver();
    JobDriver(const JobDriver&) = delete;
    JobDriver& operator=(const JobDriver&) = delete;

    const DriverOptions& options() const;
    const Provider& provider() const;
    JobStore& store() const;

    /// Stores the job as Prepared and returns its id; the next advance() sends it.
    Result<std::string> add(NewJob job);
    /// A job of the account that somebody else submitted; its circuits as far as they can be read back.
    /// AlreadyExists when the store has it.
    Result<std::string> attach(const std::string& remoteId, const RunControl& control);
    /// Takes up a stored job where it is; of one that is over, an untold price. Busy when another has it.
    Status resume(const std::string& id);
    /// All unfinished jobs of the profile; those that somebody else is at are left to them. How many.
    Result<std::size_t> resumeAll();

    /// In any state; stored and sent by the next advance(). NotFound for an unknown job, InvalidArgument
    /// for one that is over.
    Status requestCancel(const std::string& id);
    /// Jobs that waited for a key go on.
    void keyRenewed();

    /// Does what is due now. In how many milliseconds it wants to be called again; nothing when there is
    /// nothing left to do, or nothing without a key. Cancelled when asked to stop.
    Result<std::optional<std::int64_t>> advance(const RunControl& control);
    /// Until all of these are over, whichever way. Busy when one waits for a key; the last failure when the
    /// patience is at its end; Cancelled when asked to stop: in these cases the jobs stay as they are and
    /// can be resumed.
    Status runUntilDone(const std::vector<std::string>& ids, const RunControl& control);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace qstore
