// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/backends/job.h"
#include "core/workspace/workspace.h"

namespace qstore {

/// The workspace's jobs. What one store has created or taken is leased to it until it is released or the
/// store goes: others, of this program too, get Busy. Only the holder of a lease changes a job. So every
/// driver has a store of its own. Thread-safe.
QSTORE_EXPORT std::shared_ptr<JobStore> workspaceJobs(std::shared_ptr<Workspace> workspace);

/// The jobs of a run, oldest first.
QSTORE_EXPORT Result<std::vector<JobRecord>> jobsOfRun(const std::shared_ptr<Workspace>& workspace,
                                                       const std::string& run);

/// What was spent by one profile for one run in one month.
struct JobSpending {
    std::string profile;
    std::string run;    ///< empty: jobs of a person
    std::string month;  ///< "2026-11", UTC, when they were submitted
    std::size_t jobs = 0, circuits = 0;
    double costUsd = 0.0;      ///< of those whose price the provider has told
    std::size_t openJobs = 0;  ///< sent, and their price is not known
    double openEstimatedUsd = 0.0;
    bool practice = false;  ///< nobody's money
};
/// The ledger, oldest month first, then by profile, real before practice, and run.
QSTORE_EXPORT Result<std::vector<JobSpending>> jobSpending(Workspace& workspace);

}  // namespace qstore
