// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/simulation/rotation_program.h"

namespace qstore {

/// A rotation program that reads the inputs first and then only weights: a product state of single index
/// bits, and turns about Pauli strings that all samples share.

/// exp(−iθ/2 · P) with θ the angle and P the Hermitian string of the letters x, z.
struct StringTurn {
    std::uint64_t x = 0;
    std::uint64_t z = 0;
    AngleUse angle;
};

/// A turn of one bit's Bloch vector about an axis (0 = X, 1 = Y, 2 = Z), by its angle in radians.
struct BlochTurn {
    std::size_t axis = 0;
    AngleUse angle;
};

/// One index bit before the turns: a Bloch vector that is `start` for all samples, then turned by inputs.
struct EncodedBit {
    std::array<double, 3> start{0.0, 0.0, 1.0};
    std::vector<BlochTurn> turns;
    /// Components (X, Y, Z) that some input makes other than zero.
    std::array<bool, 3> present{false, false, true};

    bool readsInputs() const { return !turns.empty(); }
};

struct EncodedProgram {
    std::vector<EncodedBit> bits;
    std::vector<StringTurn> turns;  ///< in the order of the circuit
    /// Σ coefficient · (string of the letters x, z).
    struct Term {
        double coefficient = 0.0;
        std::uint64_t x = 0;
        std::uint64_t z = 0;
    };
    std::vector<std::vector<Term>> observables;
};

/// The largest number of index bits: there are 4^bits Pauli strings.
inline constexpr std::size_t kMaxEncodedBits = 9;

/// Nothing, and `reason` says why, where the program is not of that kind.
std::optional<EncodedProgram> makeEncodedProgram(const PlanData& data, const RotationProgram& program,
                                                 std::string& reason);

}  // namespace qstore
