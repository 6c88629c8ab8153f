// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/base/random.h"
#include "core/circuit/coupling_map.h"
#include "core/circuit/transpile_step.h"

namespace qstore {

/// How often each pair of wires interacts: the neighbours of each wire and their weights.
struct InteractionGraph {
    struct Edge {
        Qubit wire;
        double weight;
    };
    std::vector<std::vector<Edge>> edges;

    InteractionGraph(const Steps& steps, std::size_t wires);
    double weightOf(Qubit wire) const;
};

/// A layout under which all interacting wires are neighbours, by search with backtracking; nothing when
/// there is none or the search became too long.
std::optional<std::vector<Qubit>> exactLayout(const InteractionGraph& graph, const CouplingMap& map);
/// Heavy wires first, each as near to its partners as is free. Ties fall by `random`.
std::vector<Qubit> greedyLayout(const InteractionGraph& graph, const CouplingMap& map,
                                RandomStream& random);
/// Wires on random qubits of the largest piece.
std::vector<Qubit> randomLayout(std::size_t wires, const CouplingMap& map, RandomStream& random);

}  // namespace qstore
