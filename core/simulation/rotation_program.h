// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/simulation/pauli_frame.h"
#include "core/simulation/plan_data.h"

namespace qstore {

/// A circuit as turns about Pauli strings, with every Clifford gate that may be taken out of it taken out
/// (`PauliFrame`): what the fast engines run.
///
/// An amplitude's index keeps its place for the whole run; a CX changes what the index means, not where
/// anything lies. So a turn about a string with the flip mask x mixes the amplitudes i and i ^ x, and signs
/// and controls are parities of masked index bits.

inline bool isOdd(std::uint64_t bits) {
    return (std::popcount(bits) & 1) != 0;
}

/// Holds at indices with parity(mask & index) == isOdd.
struct ParityCondition {
    std::uint64_t mask = 0;
    bool isOdd = false;
    bool operator==(const ParityCondition&) const = default;
};

inline constexpr std::size_t kNoAngle = std::numeric_limits<std::size_t>::max();

/// φ = offset + scale · (value of angle number `angle` of the plan).
struct AngleUse {
    std::size_t angle = kNoAngle;
    double scale = 0.0;
    double offset = 0.0;

    double valueWith(std::span<const double> values) const {
        return angle == kNoAngle ? offset : offset + scale * values[angle];
    }
};

/// Phase: amplitude i is multiplied by e^{iφf(i)}, where f(i) is (−1)^{parity(z & i)}, times −1 if
/// `isNegative`, and zero where a condition fails.
///
/// Real, Imaginary: at indices where the conditions hold, a_i ← cos φ·a_i + κ_i sin φ·a_{i^x}, with
/// κ_i = ±1 (Real, x·z odd, as in RY) or ∓i (Imaginary, x·z even, as in RX); the lower sign where
/// parity(z & i) differs from `isNegative`.
enum class RotationKind : std::uint8_t { Phase, Real, Imaginary };

struct Rotation {
    RotationKind kind = RotationKind::Phase;
    std::uint64_t x = 0;
    std::uint64_t z = 0;
    bool isNegative = false;
    AngleUse angle;
    std::vector<ParityCondition> conditions;

    /// Moving one before the other changes nothing.
    bool commutesWith(const Rotation& other) const;
};

/// Phases first, then turns in order.
struct RotationLayer {
    std::vector<Rotation> phases;
    std::vector<Rotation> turns;
};

/// One flip mask's share of an observable: Σ coefficient · i^phase X^x Z^z.
struct ObservableTerm {
    double coefficient = 0.0;
    PhasedPauli string;
};

/// Rotations with one flip mask, or about the product of two such strings, in order.
struct EulerPart {
    RotationKind kind = RotationKind::Phase;
    bool isNegative = false;
    AngleUse angle;
};
struct EulerProduct {
    std::vector<EulerPart> parts;
};

struct RotationProgram {
    /// Index bits: at most the circuit's qubits, fewer where the state never leaves a subspace.
    std::size_t bits = 0;
    std::vector<RotationLayer> layers;
    std::vector<std::vector<ObservableTerm>> observables;  ///< as in the plan
    std::vector<AngleUse> globalPhases;                    ///< e^{iφ} each, which no observable sees
    /// Each makes three more angles, numbered behind those of the plan; none where gradients are asked for.
    std::vector<EulerProduct> products;

    std::size_t turns() const;
    std::size_t phases() const;
};

/// Where the amplitudes of a program's indices belong in the circuit's state. With c the bits of an index:
/// |base ^ Σ columns_j c_j⟩, times e^{iπ/4·(phase + Σ linear_j c_j + 4 Σ_{j<k} quadratic_jk c_j c_k)}.
struct StateExit {
    std::uint64_t base = 0;
    std::vector<std::uint64_t> columns;
    unsigned phase = 0;
    std::vector<unsigned> linear;
    std::vector<std::uint64_t> quadratic;  ///< row j: mask of k ≠ j, symmetric
};

/// The program of a plan's final state, to the last phase: nothing is dropped but index bits that never
/// change. Turns are fused (`euler_fusion.h`): nobody asks for the slopes of their own angles. Indices are
/// those of an engine whose lanes are the highest `laneBits` bits (`index_spread.h`).
struct StateProgram {
    RotationProgram program;
    StateExit exit;
};
StateProgram makeStateProgram(const PlanData& data, std::size_t laneBits);

/// The program of a plan's final state up to a phase, every angle by itself, after an empty layer: nothing
/// is done to the state before the first pass.
RotationProgram makeMetricProgram(const PlanData& data);

/// What expectation values and gradients need of a plan without random steps: rotations that no observable
/// can see are dropped, and so are index bits that never change.
RotationProgram makeRotationProgram(const PlanData& data);

}  // namespace qstore
