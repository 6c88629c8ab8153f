// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/coupling_map.h"

#include <algorithm>

namespace qstore {

namespace {

/// The table of distances then takes 50 MB.
constexpr std::size_t kMostQubits = 5'000;

}  // namespace

Result<CouplingMap> CouplingMap::create(std::size_t qubits,
                                        const std::vector<std::pair<Qubit, Qubit>>& directed) {
    if (qubits > kMostQubits)
        return fail(ErrorCode::ResourceExhausted, "A coupling map has at most " +
                                                      std::to_string(kMostQubits) + " qubits, not " +
                                                      std::to_string(qubits) + ".");
    CouplingMap map;
    map.m_neighbours.resize(qubits);
    for (const auto& [a, b] : directed) {
        if (a >= qubits || b >= qubits || a == b)
            return fail(ErrorCode::InvalidArgument,
                        "The coupling map joins qubit " + std::to_string(a) + " to " + std::to_string(b) +
                            ", but the machine has the qubits 0 to " +
                            std::to_string(qubits == 0 ? 0 : qubits - 1) + ".",
                        "Read the device's data again.");
        map.m_neighbours[a].push_back(b);
        map.m_neighbours[b].push_back(a);
    }
    for (auto& list : map.m_neighbours) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    map.m_distances.assign(qubits * qubits, kUnreachable);
    for (Qubit start = 0; start < qubits; ++start) map.measureFrom(start);
    return map;
}

void CouplingMap::measureFrom(Qubit start) {
    std::uint16_t* row = &m_distances[start * qubits()];
    std::vector<Qubit> reached{start};
    row[start] = 0;
    for (std::size_t next = 0; next < reached.size(); ++next)
        for (const Qubit neighbour : m_neighbours[reached[next]]) {
            if (row[neighbour] != kUnreachable) continue;
            row[neighbour] = static_cast<std::uint16_t>(row[reached[next]] + 1);
            reached.push_back(neighbour);
        }
    if (reached.size() <= m_piece.size()) return;
    std::sort(reached.begin(), reached.end());
    m_piece = std::move(reached);
}

}  // namespace qstore
