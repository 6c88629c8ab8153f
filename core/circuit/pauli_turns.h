// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "core/circuit/gate_table.h"

namespace qstore {

/// One factor of a gate written as turns about Pauli strings: exp(−iφ/2 · P), or the phase e^{iφ} where P
/// is the identity, with φ = constant + scale · angles[angle].
///
/// Bit j of a mask is the gate's j-th target; P is X where only `x` has the bit, Z where only `z` has it,
/// Y where both have. With conditions the factor acts on the basis states whose bits under
/// `conditionMask` equal `conditionValue` (P leaves these bits alone).
struct PauliTurn {
    std::uint8_t x = 0;
    std::uint8_t z = 0;
    double constant = 0.0;  ///< radians
    int angle = -1;         ///< index of the gate's angle; −1 = none
    double scale = 0.0;
    std::uint8_t conditionMask = 0;
    std::uint8_t conditionValue = 0;
    /// Belongs to a frame around the other factors (V · U · V†): under controls of the gate it needs none.
    bool isFrame = false;

    bool isPhase() const { return x == 0 && z == 0; }
};

/// The factors of a base gate in the order in which they are applied, global phase included. Every base
/// gate of the table has them; none for the identity.
QSTORE_EXPORT std::span<const PauliTurn> pauliTurns(const GateInfo& gate);

}  // namespace qstore
