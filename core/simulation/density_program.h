// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/simulation/index_operator.h"
#include "core/simulation/noisy_program.h"

namespace qstore {

/// ρ as a vector of 4ⁿ entries with index row + 2ⁿ·column is turned by linear maps of that vector: a gate
/// by U on the row bits and conj(U) on the column bits, a channel by Σ K ⊗ conj(K). Here a program becomes
/// a list of such maps; a gate on one or two qubits and its channels on them are one map.
struct DensityStep {
    NoisyStepKind kind = NoisyStepKind::Gate;  ///< Gate for whatever the maps alone do
    std::vector<Condition> conditions;
    std::vector<IndexOperator> maps;  ///< one after the other
    Qubit qubit = 0;                  ///< Measure
    ClassicalBit bit = 0;             ///< Measure
};

/// Resets are maps already.
std::vector<DensityStep> densitySteps(const NoisyProgram& program);

/// ρ₀₀ and ρ₁₁ of one qubit times these factors, its coherences times nothing: with (1, 1) a measurement
/// that nobody looks at, with (1, 0) the share of the outcome 0.
IndexOperator measuredShare(std::size_t qubits, Qubit qubit, double ofZero, double ofOne);

}  // namespace qstore
