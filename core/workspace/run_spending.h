// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/backends/job.h"
#include "core/workspace/workspace.h"
#include "core/workspace/workspace_jobs.h"

namespace qstore {

/// Where in a training its jobs belong, from their purpose ("epoch 3, step 2, batch 1").
struct JobPlace {
    enum class Part : std::uint8_t { Other, Start, Step, EpochEnd, Result };
    Part part = Part::Other;
    std::size_t epoch = 0, step = 0;  ///< 1, 2, …; 0 where there is none
    friend bool operator==(const JobPlace&, const JobPlace&) = default;
};
QSTORE_EXPORT JobPlace placeOfJob(std::string_view purpose);

/// What the jobs of one epoch have cost; epoch 0 is what was measured before the first step.
struct EpochSpending {
    std::size_t epoch = 0;
    std::size_t jobs = 0, circuits = 0;  ///< that were sent
    double usd = 0.0;
    friend bool operator==(const EpochSpending&, const EpochSpending&) = default;
};

/// What a run has spent so far: the price of a job where the provider told it, else what was expected of
/// it.
struct RunSpending {
    std::vector<EpochSpending> epochs;  ///< ascending; the result belongs to the last one
    double usd = 0.0;
    std::size_t jobs = 0;        ///< that were sent
    std::size_t openJobs = 0;    ///< not over yet
    std::size_t unpriced = 0;    ///< sent, and neither told nor expected: not in `usd`
    bool expected = false;       ///< `usd` holds what was expected of a job, not what it cost
    std::string keylessProfile;  ///< an account whose jobs wait for a key; empty when none does
};
QSTORE_EXPORT RunSpending spendingOf(std::span<const JobRecord> jobs);

/// What a run may spend altogether: the cap that it was last resumed with, else its configuration's; 0 = no
/// cap.
QSTORE_EXPORT Result<double> capOfRun(const Workspace& workspace, const std::string& run,
                                      const MachineConfig& machine);
/// For capOfRun() from now on, above 0.
QSTORE_EXPORT Status keepCapOfRun(Workspace& workspace, const std::string& run, double capUsd);

}  // namespace qstore
