// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/backends/provider.h"
#include "core/base/result.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// What fits into one job. A limit of 0 is none.
struct BatchLimits {
    std::uint64_t minShots = 1, maxShots = 1'000'000;
    std::size_t maxCircuits = 1, maxGatesPerJob = 0, maxBodyBytes = 0;
    QSTORE_EXPORT static BatchLimits of(const DeviceInfo& device);
};

/// One circuit of a job and those who asked for it: equal circuits of a batch are run once, for all the
/// shots together.
struct BatchCircuit {
    std::vector<std::size_t> askers;  ///< places in the batch, ascending
};
struct BatchJob {
    std::uint64_t shots = 0;  ///< of every circuit of the job
    std::vector<BatchCircuit> circuits;
    QSTORE_EXPORT std::size_t merged() const;  ///< circuits that are not run again
};
struct BatchPlan {
    std::size_t circuits = 0;  ///< that were asked for
    std::uint64_t shots = 0;   ///< of each of them
    std::vector<BatchJob> jobs;
    QSTORE_EXPORT std::size_t merged() const;
};

/// The size of the body that a job would be sent as.
using BodyBytes = std::function<Result<std::size_t>(const BatchJob&)>;

/// Cuts a batch into as few jobs as it fits into: circuits of the same multiplicity, in their order, side
/// by side. Shots of equal circuits are added up as far as `maxShots` allows. The same batch always gives
/// the same plan. InvalidArgument for shots that the device does not do, ResourceExhausted for a circuit
/// that is too large by itself.
QSTORE_EXPORT Result<BatchPlan> planBatch(std::span<const Circuit> circuits, std::uint64_t shots,
                                          const BatchLimits& limits, const BodyBytes& bodyBytes = {});

/// Outcomes of the plan's jobs → one for each circuit of the batch, in its order. Shots that were run
/// together are dealt out like cards: each asker gets its number without replacement (the multivariate
/// hypergeometric distribution), so that nobody's are better than another's; `seed` decides how.
/// Probabilities that are not counts of shots (an exact simulator, error mitigation) are everybody's alike.
/// Corrupt when outcomes do not fit the plan.
QSTORE_EXPORT Result<std::vector<CircuitOutcome>> dealOutcomes(
    const BatchPlan& plan, const std::vector<std::vector<CircuitOutcome>>& outcomes, std::uint64_t seed);

}  // namespace qstore
