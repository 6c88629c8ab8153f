// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "core/base/random.h"
#include "core/circuit/coupling_map.h"
#include "core/circuit/transpile_step.h"

namespace qstore {

/// Which steps wait for which: by wire and by classical bit.
class StepGraph {
public:
    struct Node {
        Qubit first = 0, second = 0;
        bool pair = false;                 ///< must act on neighbours
        std::vector<std::uint32_t> after;  ///< steps that wait for this one
        std::vector<std::uint32_t> before;
    };
    StepGraph(const Steps& steps, std::size_t wires);

    const std::vector<Node>& nodes() const { return m_nodes; }

private:
    std::vector<Node> m_nodes;
};

/// One walk over a step graph that inserts swaps where nothing else can go on.
class SabrePass {
public:
    static constexpr std::uint32_t kSwap = std::numeric_limits<std::uint32_t>::max();
    /// A step by its number, or a swap of two physical qubits.
    struct Item {
        std::uint32_t step = kSwap;
        Qubit a = 0, b = 0;
    };

    SabrePass(const StepGraph& graph, const CouplingMap& map, std::vector<Qubit> layout,
              RandomStream& random);

    /// Backwards the graph is walked from its end. False when more than `mostSwaps` were needed.
    bool run(bool backwards, std::size_t mostSwaps);

    const std::vector<Qubit>& layout() const { return m_placeOf; }
    const std::vector<Item>& items() const { return m_items; }
    std::size_t swaps() const { return m_swaps; }

private:
    static constexpr Qubit kNone = std::numeric_limits<Qubit>::max();
    struct Choice {
        Qubit a, b;
    };

    const std::vector<std::uint32_t>& following(std::uint32_t node) const;
    const std::vector<std::uint32_t>& preceding(std::uint32_t node) const;
    void start();
    bool canRun(std::uint32_t node) const;
    bool advance();
    void lookAhead();
    Choice choose();
    double score(Qubit a, Qubit b) const;
    double change(Qubit wire, Qubit from, Qubit to, Qubit otherWire) const;
    void swap(Qubit a, Qubit b);
    void forceNearest();

    const StepGraph& m_graph;
    const CouplingMap& m_map;
    RandomStream& m_random;
    bool m_backwards = false;
    std::vector<Qubit> m_placeOf;  ///< wire → physical
    std::vector<Qubit> m_wireAt;   ///< physical → wire, kNone where there is none
    std::vector<std::uint32_t> m_waits, m_ready, m_front;
    std::vector<Qubit> m_frontPartner;                ///< wire → the wire it waits to meet
    std::vector<std::vector<Qubit>> m_laterPartners;  ///< the same for the steps after the front
    std::vector<Qubit> m_laterWires;
    std::size_t m_later = 0;
    std::vector<double> m_decay;
    std::vector<Item> m_items;
    std::size_t m_swaps = 0, m_sinceProgress = 0;
};

}  // namespace qstore
