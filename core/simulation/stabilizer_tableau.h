// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/simulation/bit_matrix.h"
#include "core/simulation/clifford_map.h"

namespace qstore {

/// A stabiliser state of n qubits as n stabilisers and n destabilisers (Aaronson and Gottesman, Phys. Rev.
/// A 70, 052328 (2004)): rows 0 … n−1 destabilise, rows n … 2n−1 stabilise; row i anticommutes with row n +
/// i and with no other.
///
/// Gates change few qubits of all rows, measurements combine whole rows. So the bits are kept the one way
/// or the other, qubit by qubit or row by row, and are turned over when the kind of work changes for good.
class StabilizerTableau {
public:
    /// |0…0⟩.
    explicit StabilizerTableau(std::size_t qubits);

    std::size_t qubits() const { return m_qubits; }
    /// What a tableau takes, turning included; saturates instead of overflowing.
    static std::size_t bytes(std::size_t qubits);

    /// qubits[j] is the map's qubit j.
    void apply(const CliffordMap& map, std::span<const Qubit> qubits);
    void applyX(Qubit qubit);
    /// The outcome of measuring Z; `coin` is asked only when it is random.
    bool measure(Qubit qubit, const std::function<bool()>& coin);
    /// ⟨P⟩ of a product, 64 qubits to a word: exactly −1, 0 or 1. What the words do not reach is the
    /// identity.
    int expectation(std::span<const Word> x, std::span<const Word> z) const;
    /// Row i: what stabiliser i flips, on the qubits of `measured` in that order. The outcomes of measuring
    /// them in the state are one of them plus any sum of these rows, all equally likely.
    BitMatrix flips(std::span<const Qubit> measured) const;

    /// Row by row, as expectation() and flips() want it.
    void keepByRow();

private:
    /// One product on the side, to gather a product of stabilisers.
    struct Product {
        std::vector<Word> x, z;
        bool negative = false;
    };

    void keepByQubit();
    void turn();
    void applyByQubit(const CliffordMap& map, std::span<const Qubit> qubits);
    void applyByRow(const CliffordMap& map, std::span<const Qubit> qubits);
    bool isNegative(std::size_t row) const { return bitOf(m_negative.data(), row); }
    void multiplyRow(std::size_t row, std::size_t by);
    /// Product of the stabilisers whose destabilisers `isPart(row)`.
    Product productOf(const std::function<bool(std::size_t)>& isPart) const;

    std::size_t m_qubits;
    bool m_byRow = false;
    std::size_t m_gatesByRow = 0;  ///< since the last measurement
    BitMatrix m_x, m_z;            ///< 2n × n by row, n × 2n by qubit
    std::vector<Word> m_negative;  ///< signs of the 2n rows
};

}  // namespace qstore
