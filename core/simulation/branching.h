// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "core/simulation/amplitudes.h"
#include "core/simulation/plan_data.h"

namespace qstore {

/// Parts of following a state through measurements and resets, for one outcome or for all.

inline bool holds(const std::vector<Condition>& conditions, std::uint64_t bits) {
    return std::all_of(conditions.begin(), conditions.end(), [bits](const Condition& condition) {
        std::uint64_t value = 0;
        for (std::size_t j = 0; j < condition.bits.size(); ++j)
            value |= ((bits >> condition.bits[j]) & 1U) << j;
        return (value == condition.value) != condition.negated;
    });
}

inline std::uint64_t withBit(std::uint64_t bits, std::size_t position, bool one) {
    const std::uint64_t mask = std::uint64_t{1} << position;
    return one ? bits | mask : bits & ~mask;
}

/// The classical bits after `step` had the outcome `one`.
inline std::uint64_t recorded(std::uint64_t bits, const Step& step, bool one) {
    return step.kind == StepKind::Measure ? withBit(bits, step.bit, one) : bits;
}

/// What results are keyed by: the classical bits if any are assigned, else the basis state.
inline std::uint64_t outcomeKey(const PlanData& data, std::uint64_t index, std::uint64_t bits) {
    if (!data.assignsBits) return index;
    for (const auto& [qubit, bit] : data.finalMeasurements)
        bits = withBit(bits, bit, ((index >> qubit) & 1U) != 0);
    return bits;
}

/// Unsupported beyond the 64 classical bits that a key can hold.
Status requireKeys(const PlanData& data);

/// Projects on the outcome, renormalises, and for a reset turns |1⟩ into |0⟩.
template <class Real>
void collapse(Amplitudes<Real>& state, const Step& step, bool one, double probabilityOfOne) {
    const auto scale = static_cast<Real>(1.0 / std::sqrt(one ? probabilityOfOne : 1.0 - probabilityOfOne));
    const std::size_t mask = std::size_t{1} << step.qubit;
    const bool flip = one && step.kind == StepKind::Reset;
    forBlocks(state.size() / 2, [&](std::size_t begin, std::size_t end) {
        for (std::size_t group = begin; group < end; ++group) {
            const std::size_t low = ((group & ~(mask - 1)) << 1U) | (group & (mask - 1));
            const std::size_t kept = one ? low | mask : low;
            const Amplitude<Real> value = scale * state[kept];
            state[low] = {};
            state[low | mask] = {};
            state[flip ? low : kept] = value;
        }
    });
}

}  // namespace qstore
