// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/circuit/circuit.h"

namespace qstore {

/// Which qubits of a machine are neighbours, and how far the others are apart.
class CouplingMap {
public:
    static constexpr std::uint16_t kUnreachable = 0xFFFF;

    /// InvalidArgument for a pair outside the machine or of one qubit with itself.
    static Result<CouplingMap> create(std::size_t qubits,
                                      const std::vector<std::pair<Qubit, Qubit>>& directed);

    std::size_t qubits() const { return m_neighbours.size(); }
    const std::vector<Qubit>& neighbours(Qubit qubit) const { return m_neighbours[qubit]; }
    std::uint16_t distance(Qubit a, Qubit b) const { return m_distances[a * qubits() + b]; }
    bool adjacent(Qubit a, Qubit b) const { return distance(a, b) == 1; }
    /// The qubits of the largest connected piece, ascending.
    const std::vector<Qubit>& largestPiece() const { return m_piece; }

private:
    void measureFrom(Qubit start);

    std::vector<std::vector<Qubit>> m_neighbours;
    std::vector<std::uint16_t> m_distances;
    std::vector<Qubit> m_piece;
};

}  // namespace qstore
