// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/simulation/pauli_frame.h"
#include "core/simulation/rotation_program.h"

namespace qstore {

/// Which Clifford gates leave the circuit. Diagonal: those that keep basis states basis states (CX, CZ, S,
/// SWAP, …), after which controls are still parities. All: H and √X too, which saves passes but can turn
/// phases, which merge, into turns, which do not.
enum class CliffordRule : std::uint8_t { Diagonal, All };

struct LoweredCircuit {
    std::vector<Rotation> rotations;     ///< in order
    std::vector<AngleUse> globalPhases;  ///< e^{iφ} each
    PauliFrame frame;
};

/// Nothing where a control is not a parity under the rule.
std::optional<LoweredCircuit> lowerToRotations(const PlanData& data, CliffordRule rule);

}  // namespace qstore
