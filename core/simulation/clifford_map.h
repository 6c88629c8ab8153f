// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/circuit/matrix.h"

namespace qstore {

/// What a Clifford gate on k qubits makes of Pauli products, P → U P U†.
///
/// A product on the gate's qubits is 2k bits, x₀ … xₖ₋₁ z₀ … zₖ₋₁ from the lowest, with Y where both bits
/// of a qubit are set. The bits change linearly over GF(2); the sign is a polynomial in them.
class CliffordMap {
public:
    /// Gates that touch more qubits are not looked at.
    static constexpr std::size_t kMostQubits = 4;

    /// Nothing when some product does not become a product: U is not Clifford, to 1e-9 in each entry.
    static std::optional<CliffordMap> of(const ComplexMatrix& unitary);

    std::size_t qubits() const { return m_qubits; }
    /// Bit i of the image is the parity of the product's bits in `inputsOf()[i]`.
    const std::vector<std::uint32_t>& inputsOf() const { return m_inputsOf; }
    /// The sign changes when an odd number of these sets of bits are all ones.
    const std::vector<std::uint32_t>& signTerms() const { return m_signTerms; }
    /// The whole map as a table: image bits, and above them the change of the sign.
    std::uint32_t imageOf(std::uint32_t product) const { return m_table[product]; }
    bool isIdentity() const;

private:
    std::size_t m_qubits = 0;
    std::vector<std::uint32_t> m_inputsOf, m_signTerms, m_table;
};

}  // namespace qstore
