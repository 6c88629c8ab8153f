// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile_layout.h"

#include <algorithm>
#include <limits>
#include <map>

namespace qstore {

namespace {

constexpr Qubit kNone = std::numeric_limits<Qubit>::max();
constexpr std::size_t kSearchBudget = 200'000;

/// Wires so that each but the first of its piece has a neighbour before it, heavy ones first.
std::vector<Qubit> searchOrder(const InteractionGraph& graph) {
    const std::size_t wires = graph.edges.size();
    std::vector<bool> taken(wires);
    std::vector<std::size_t> known(wires);
    std::vector<Qubit> order;
    while (order.size() < wires) {
        Qubit best = kNone;
        for (Qubit wire = 0; wire < wires; ++wire) {
            if (taken[wire]) continue;
            const auto rank = [&](Qubit w) { return std::pair(known[w], graph.edges[w].size()); };
            if (best == kNone || rank(wire) > rank(best)) best = wire;
        }
        taken[best] = true;
        order.push_back(best);
        for (const auto& edge : graph.edges[best]) ++known[edge.wire];
    }
    return order;
}

class ExactSearch {
public:
    ExactSearch(const InteractionGraph& graph, const CouplingMap& map)
        : m_graph(graph),
          m_map(map),
          m_order(searchOrder(graph)),
          m_layout(graph.edges.size(), kNone),
          m_used(map.qubits(), false) {}

    std::optional<std::vector<Qubit>> run() {
        if (!place(0)) return std::nullopt;
        return m_layout;
    }

private:
    bool place(std::size_t at) {
        if (at == m_order.size()) return true;
        const Qubit wire = m_order[at];
        for (const Qubit candidate : candidates(wire)) {
            if (++m_visits > kSearchBudget) return false;
            if (!fits(wire, candidate)) continue;
            m_layout[wire] = candidate;
            m_used[candidate] = true;
            if (place(at + 1)) return true;
            m_layout[wire] = kNone;
            m_used[candidate] = false;
        }
        return false;
    }

    const std::vector<Qubit>& candidates(Qubit wire) const {
        for (const auto& edge : m_graph.edges[wire])
            if (m_layout[edge.wire] != kNone) return m_map.neighbours(m_layout[edge.wire]);
        return m_map.largestPiece();
    }

    bool fits(Qubit wire, Qubit candidate) const {
        const auto& edges = m_graph.edges[wire];
        if (m_used[candidate] || m_map.neighbours(candidate).size() < edges.size()) return false;
        return std::all_of(edges.begin(), edges.end(), [&](const auto& edge) {
            const Qubit place = m_layout[edge.wire];
            return place == kNone || m_map.adjacent(place, candidate);
        });
    }

    const InteractionGraph& m_graph;
    const CouplingMap& m_map;
    std::vector<Qubit> m_order, m_layout;
    std::vector<bool> m_used;
    std::size_t m_visits = 0;
};

}  // namespace

InteractionGraph::InteractionGraph(const Steps& steps, std::size_t wires) : edges(wires) {
    std::map<std::pair<Qubit, Qubit>, double> weights;
    for (const TranspileStep& step : steps)
        if (step.kind == TranspileStepKind::Interaction || step.kind == TranspileStepKind::Swap)
            ++weights[std::minmax(step.first, step.second)];
    for (const auto& [pair, weight] : weights) {
        edges[pair.first].push_back({pair.second, weight});
        edges[pair.second].push_back({pair.first, weight});
    }
}

double InteractionGraph::weightOf(Qubit wire) const {
    double sum = 0;
    for (const Edge& edge : edges[wire]) sum += edge.weight;
    return sum;
}

std::optional<std::vector<Qubit>> exactLayout(const InteractionGraph& graph, const CouplingMap& map) {
    // The search goes one call deeper for every wire.
    if (graph.edges.size() > 2'000) return std::nullopt;
    return ExactSearch(graph, map).run();
}

std::vector<Qubit> greedyLayout(const InteractionGraph& graph, const CouplingMap& map,
                                RandomStream& random) {
    const std::size_t wires = graph.edges.size();
    std::vector<Qubit> layout(wires, kNone), order(wires);
    std::vector<bool> used(map.qubits(), false);
    const auto& piece = map.largestPiece();
    const Qubit center = piece[random.below(piece.size())];
    std::vector<double> pull(wires, 0.0), weight(wires);
    for (Qubit wire = 0; wire < wires; ++wire) weight[wire] = graph.weightOf(wire);
    for (std::size_t count = 0; count < wires; ++count) {
        Qubit next = kNone;
        for (Qubit wire = 0; wire < wires; ++wire)
            if (layout[wire] == kNone && (next == kNone || std::pair(pull[wire], weight[wire]) >
                                                               std::pair(pull[next], weight[next])))
                next = wire;
        double best = std::numeric_limits<double>::infinity();
        Qubit place = kNone;
        for (const Qubit candidate : piece) {
            if (used[candidate]) continue;
            // Near the partners that are placed; without any, near the middle.
            double cost = 1e-3 * map.distance(center, candidate) + 1e-6 * random.uniform();
            for (const auto& edge : graph.edges[next])
                if (layout[edge.wire] != kNone)
                    cost += edge.weight * map.distance(layout[edge.wire], candidate);
            if (cost < best) best = cost, place = candidate;
        }
        layout[next] = place;
        used[place] = true;
        for (const auto& edge : graph.edges[next]) pull[edge.wire] += edge.weight;
    }
    return layout;
}

std::vector<Qubit> randomLayout(std::size_t wires, const CouplingMap& map, RandomStream& random) {
    const auto order = random.permutation(map.largestPiece().size());
    std::vector<Qubit> layout(wires);
    for (Qubit wire = 0; wire < wires; ++wire) layout[wire] = map.largestPiece()[order[wire]];
    return layout;
}

}  // namespace qstore
