// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/backends/device.h"
#include "core/base/progress.h"
#include "core/base/result.h"

namespace qstore {

struct PlacementOptions {
    std::uint64_t mostSteps = 200'000;  ///< qubits tried before the best so far is taken
};

/// Where the qubits of a circuit lie best on a machine.
struct Placement {
    std::vector<Qubit> qubits;  ///< of the machine, for each of the circuit
    /// The chance that no gate and no reading errs, were all errors independent: Π (1 − error).
    double successEstimate = 1.0;
    bool needsRouting = false;  ///< some gates act on pairs that are not coupled there
    bool searchedAll = true;    ///< false: the steps ran out, a better place may exist
    std::uint64_t steps = 0;
};

/// Searches the machine's coupling map for the subgraph of the circuit's pairs with the smallest sum of
/// −log(1 − error) over its gates and readings, by depth-first search with a bound: a branch that cannot
/// beat the best is left. When the pairs fit nowhere, each gate on a pair that is not coupled counts
/// three two-qubit gates of median error for every coupling between its qubits but one (a SWAP is three),
/// and the same search goes on without the demand. Errors that are not known count as the median of the
/// known ones, else as nothing. A machine without a coupling map has every pair.
///
/// InvalidArgument when the circuit has more qubits than the machine.
QSTORE_EXPORT Result<Placement> bestPlacement(const Circuit& circuit, const DeviceInfo& device,
                                              const Calibration& calibration, PlacementOptions options = {},
                                              const RunControl& control = {});

}  // namespace qstore
