// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/circuit/turn_word.h"

namespace qstore {

/// What the passes work on, between the gate table and a machine's gates.
enum class TranspileStepKind : std::uint8_t {
    Turn,         ///< a word of one-qubit gates on `first`
    Interaction,  ///< exp(−iθ/2 Z⊗Z) on `first` and `second`, the one entangler
    Swap,         ///< exchanges `first` and `second`; routing inserts it
    Other,        ///< measure, reset, barrier
};

struct TranspileStep {
    TranspileStepKind kind = TranspileStepKind::Turn;
    Qubit first = 0, second = 0;
    TurnWord word;                      ///< Turn
    AngleSum theta;                     ///< Interaction
    Operation other;                    ///< Other; its own conditions are empty
    std::vector<Condition> conditions;  ///< all must hold
};

using Steps = std::vector<TranspileStep>;

/// The qubits of a step.
std::vector<Qubit> stepQubits(const TranspileStep& step);
/// The bits it writes or depends on.
std::vector<ClassicalBit> stepBits(const TranspileStep& step);

}  // namespace qstore
