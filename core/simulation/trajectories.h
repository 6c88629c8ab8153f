// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/observables/estimator.h"
#include "core/observables/pauli.h"
#include "core/simulation/noise_model.h"

namespace qstore {

/// How states are followed; results agree up to rounding.
enum class TrajectoryPath : std::uint8_t {
    Automatic,
    Lanes,  ///< one trajectory in each vector lane
    Single  ///< one after the other; threads share large states
};

struct TrajectoryOptions {
    std::uint64_t trajectories = 1000;
    std::uint64_t seed = 0;
    bool counts = true;  ///< one shot of each trajectory
    TrajectoryPath path = TrajectoryPath::Automatic;
};

struct TrajectoryResult {
    std::uint64_t trajectories = 0;
    /// Of each observable: the mean over the trajectories, and its standard error s/√trajectories.
    std::vector<double> expectations, standardErrors;
    /// One shot of each trajectory, so that all are independent, read with the model's readout errors.
    Counts counts;
};

/// A noisy machine by quantum trajectories (Mølmer, Castin and Dalibard, J. Opt. Soc. Am. B 10, 524
/// (1993)): each one follows a single state in which every channel does one of its K with probability ‖K
/// ψ‖². Needs one state vector instead of a density matrix; unbiased for every circuit, measurement, reset
/// and conditions on the way included. All symbols must be bound. Expectation values are those of the
/// state, without readout error.
///
/// The same seed gives the same bits for any number of threads. InvalidArgument for fewer than two
/// trajectories with observables, whose standard error then does not exist; ResourceExhausted when the
/// states that are followed at a time do not fit into memory.
QSTORE_EXPORT Result<TrajectoryResult> simulateTrajectories(const Circuit& circuit, const NoiseModel& noise,
                                                            const std::vector<PauliSum>& observables = {},
                                                            const TrajectoryOptions& options = {},
                                                            const RunControl& control = {});

}  // namespace qstore
