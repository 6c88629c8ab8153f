// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// A product of Pauli operators on up to 64 qubits: X where only `x` has the qubit's bit, Z where only
/// `z` has it, Y where both have.
struct PauliString {
    std::uint64_t x = 0;
    std::uint64_t z = 0;
    friend bool operator==(const PauliString&, const PauliString&) = default;
};

struct PauliTerm {
    double coefficient = 1.0;
    PauliString string;
    friend bool operator==(const PauliTerm&, const PauliTerm&) = default;
};

/// A Hermitian observable Σ coefficient · string.
struct QSTORE_EXPORT PauliSum {
    std::vector<PauliTerm> terms;

    static PauliSum z(std::size_t qubit);
    /// `Z0 Z1 + 0.5 X2 - Y3`, `I` for the identity; errors carry the column.
    static Result<PauliSum> parse(std::string_view text);
    std::string toText() const;
    /// One more than the highest qubit used; 0 for the identity.
    std::size_t qubits() const;
    bool isDiagonal() const;
    friend bool operator==(const PauliSum&, const PauliSum&) = default;
};

}  // namespace qstore
