// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// What a circuit that measures or resets on the way leaves behind, over all outcomes at once: the mixed
/// state of someone who does not look at them.
struct OutcomeEnsemble {
    std::vector<double> probabilities;         ///< of the 2ⁿ basis states after the last operation
    std::vector<std::array<double, 3>> bloch;  ///< (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of each qubit
    std::map<std::uint64_t, double> outcomes;  ///< by the keys of Counts; impossible ones are absent
    std::size_t branches = 0;                  ///< sequences of outcomes that can happen
};

/// Follows every outcome of every measurement and reset of a circuit whose symbols are all bound, exactly.
/// Closing measurements leave the qubits as they are. ResourceExhausted when there are more than
/// `maxBranches` sequences of outcomes, or when the state does not fit into memory.
QSTORE_EXPORT Result<OutcomeEnsemble> simulateEnsemble(const Circuit& circuit,
                                                       std::size_t maxBranches = 4096,
                                                       const RunControl& control = {});

}  // namespace qstore
