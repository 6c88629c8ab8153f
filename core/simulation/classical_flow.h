// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// One thing that happens: a gate, or the measurement or reset of one qubit.
struct FlowStep {
    OperationKind kind = OperationKind::Gate;
    std::size_t operation = 0;          ///< its place in the flattened circuit
    Qubit qubit = 0;                    ///< Measure, Reset
    ClassicalBit bit = 0;               ///< Measure
    std::vector<Condition> conditions;  ///< only those that a measurement can change
};

/// A circuit as it is walked by simulators that follow its classical bits: defined gates written out,
/// barriers dropped, conditions on bits that nothing writes decided.
struct ClassicalFlow {
    Circuit flat;
    std::vector<FlowStep> steps;
    /// Measurements after which nothing happens to their qubit or bit, in order; they are no steps.
    std::vector<std::pair<Qubit, ClassicalBit>> finalMeasurements;
    /// Some bit is written. Then results are keyed by the bits, else by all qubits.
    bool assignsBits = false;

    const Operation& operationOf(const FlowStep& step) const { return flat.operations()[step.operation]; }
    /// Characters of a key.
    std::size_t digits() const { return assignsBits ? flat.bits() : flat.qubits(); }
    /// The first step that measures, resets or depends on a measurement; steps.size() if none does.
    std::size_t firstRandomStep() const;
};

/// Unsupported for a conditional measurement into several bits of its own condition.
Result<ClassicalFlow> classicalFlow(const Circuit& circuit);

/// `bitAt(b)` is the value of classical bit b.
template <class BitAt>
bool conditionsHold(const std::vector<Condition>& conditions, const BitAt& bitAt) {
    return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
        std::uint64_t value = 0;
        for (std::size_t j = 0; j < condition.bits.size(); ++j)
            if (bitAt(condition.bits[j])) value |= std::uint64_t{1} << j;
        return (value == condition.value) != condition.negated;
    });
}

}  // namespace qstore
