// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/circuit/coupling_map.h"
#include "core/circuit/transpile_step.h"

namespace qstore {

/// Steps on a machine's qubits, every pair of them neighbours.
struct Routed {
    Steps steps;
    std::vector<Qubit> initialLayout;  ///< wire → physical qubit before the first step
    std::vector<Qubit> finalLayout;    ///< and after the last
    std::size_t swaps = 0;
};

struct RouteOptions {
    std::uint64_t seed = 0;
    std::size_t trials = 8;
    std::vector<Qubit> initialLayout;  ///< empty = chosen here
    std::stop_token stop;
};

/// Brings interacting wires together with swaps: SABRE (Li, Ding, Xie, ASPLOS 2019) with look-ahead and
/// decay, forwards and backwards over the steps, from several first layouts; the result with the fewest
/// swaps is kept. A layout that needs none is looked for first, exactly as long as a budget lasts.
Result<Routed> routedSteps(const Steps& steps, std::size_t wires, const CouplingMap& map,
                           const RouteOptions& options);

}  // namespace qstore
