// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile_route.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/circuit/transpile_layout.h"
#include "core/circuit/transpile_sabre.h"

namespace qstore {

namespace {

using Qubits = std::vector<Qubit>;

struct Trial {
    Qubits layout;
    std::vector<SabrePass::Item> items;
    std::size_t swaps = std::numeric_limits<std::size_t>::max();
};

Status checkLayout(const Qubits& layout, std::size_t wires, const CouplingMap& map) {
    std::vector<bool> used(map.qubits(), false);
    bool good = layout.size() == wires;
    for (const Qubit qubit : layout) {
        good = good && qubit < map.qubits() && !used[qubit] &&
               map.distance(layout.front(), qubit) != CouplingMap::kUnreachable;
        if (good) used[qubit] = true;
    }
    if (good) return {};
    return fail(ErrorCode::InvalidArgument,
                "The first layout does not name " + std::to_string(wires) +
                    " different and connected qubits of the machine.",
                "Give one physical qubit for each qubit of the circuit.");
}

Status checkRoom(std::size_t wires, const CouplingMap& map) {
    const std::size_t room = map.largestPiece().size();
    if (wires <= room) return {};
    return fail(ErrorCode::InvalidArgument,
                "The circuit needs " + std::to_string(wires) + " connected qubits, the machine has " +
                    std::to_string(room) + ".",
                "Choose a larger machine.");
}

Routed replayed(const Steps& steps, const Trial& trial, const CouplingMap& map) {
    Routed routed;
    routed.initialLayout = trial.layout;
    routed.swaps = trial.swaps;
    Qubits place = trial.layout, wireAt(map.qubits(), std::numeric_limits<Qubit>::max());
    for (Qubit wire = 0; wire < place.size(); ++wire) wireAt[place[wire]] = wire;
    for (const auto& item : trial.items) {
        TranspileStep step;
        if (item.step == SabrePass::kSwap) {
            step.kind = TranspileStepKind::Swap;
            step.first = item.a;
            step.second = item.b;
            for (const auto& [here, there] : {std::pair(item.a, item.b), std::pair(item.b, item.a)})
                if (wireAt[here] < place.size()) place[wireAt[here]] = there;
            std::swap(wireAt[item.a], wireAt[item.b]);
        } else {
            step = steps[item.step];
            if (step.kind != TranspileStepKind::Other) step.first = place[step.first];
            if (step.kind != TranspileStepKind::Other && step.kind != TranspileStepKind::Turn)
                step.second = place[step.second];
            for (Qubit& qubit : step.other.targets) qubit = place[qubit];
        }
        routed.steps.push_back(std::move(step));
    }
    routed.finalLayout = place;
    return routed;
}

class Router {
public:
    Router(const Steps& steps, std::size_t wires, const CouplingMap& map, const RouteOptions& options)
        : m_steps(steps),
          m_graph(steps, wires),
          m_interactions(steps, wires),
          m_map(map),
          m_options(options) {}

    Result<Routed> run() {
        const std::size_t trials = std::max<std::size_t>(1, m_options.trials);
        if (m_options.initialLayout.empty())
            if (const auto exact = exactLayout(m_interactions, m_map)) attempt(*exact, 0, false);
        for (std::size_t trial = 0; trial < trials && m_best.swaps > 0; ++trial) {
            if (m_options.stop.stop_requested())
                return fail(ErrorCode::Cancelled, "Routing was cancelled.");
            RandomStream random(m_options.seed, "layout", trial);
            if (!m_options.initialLayout.empty())
                attempt(m_options.initialLayout, trial, false);
            else if (trial % 2 == 0)
                attempt(greedyLayout(m_interactions, m_map, random), trial, true);
            else
                attempt(randomLayout(m_interactions.edges.size(), m_map, random), trial, true);
        }
        return replayed(m_steps, m_best, m_map);
    }

private:
    /// Walks from a layout and keeps the result if it is the best; `improve` walks there and back first,
    /// so that the layout suits the first steps.
    void attempt(const Qubits& layout, std::size_t trial, bool improve) {
        RandomStream random(m_options.seed, "route", trial);
        constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();
        SabrePass pass(m_graph, m_map, layout, random);
        Qubits first = layout;
        if (improve) {
            pass.run(false, unlimited);
            pass.run(true, unlimited);
            first = pass.layout();
        }
        if (pass.run(false, m_best.swaps)) m_best = {std::move(first), pass.items(), pass.swaps()};
    }

    const Steps& m_steps;
    StepGraph m_graph;
    InteractionGraph m_interactions;
    const CouplingMap& m_map;
    const RouteOptions& m_options;
    Trial m_best;
};

}  // namespace

Result<Routed> routedSteps(const Steps& steps, std::size_t wires, const CouplingMap& map,
                           const RouteOptions& options) {
    QSTORE_CHECK(checkRoom(wires, map));
    if (!options.initialLayout.empty()) QSTORE_CHECK(checkLayout(options.initialLayout, wires, map));
    return Router(steps, wires, map, options).run();
}

}  // namespace qstore
