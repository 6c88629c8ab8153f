// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/shot_sampling.h"

#include <algorithm>

namespace qstore {
namespace {

/// Hands the sorted numbers of [0, total) out to the states under whose share they fall.
template <class Real>
void walk(const Amplitudes<Real>& state, const std::vector<double>& sorted, double total,
          const std::function<void(std::uint64_t, std::uint64_t)>& sink) {
    double cumulative = 0.0;
    std::size_t next = 0;
    std::size_t lastPossible = 0;
    for (std::size_t i = 0; i < state.size() && next < sorted.size(); ++i) {
        const double probability = squaredModulus(state[i]);
        if (probability == 0.0) continue;
        lastPossible = i;
        cumulative += probability;
        const std::size_t first = next;
        while (next < sorted.size() && sorted[next] * total < cumulative) ++next;
        if (next > first) sink(i, next - first);
    }
    // A product can round up to the total itself.
    if (next < sorted.size()) sink(lastPossible, sorted.size() - next);
}

}  // namespace

template <class Real>
void sampleBasisStates(const Amplitudes<Real>& state, std::uint64_t shots, RandomStream& random,
                       const std::function<void(std::uint64_t, std::uint64_t)>& sink) {
    double total = 0.0;
    for (const auto& amplitude : state) total += squaredModulus(amplitude);
    constexpr std::uint64_t kBatch = std::uint64_t{1} << 20U;
    std::vector<double> draws;
    while (shots > 0) {
        draws.resize(static_cast<std::size_t>(std::min(shots, kBatch)));
        for (double& draw : draws) draw = random.uniform();
        std::sort(draws.begin(), draws.end());
        walk(state, draws, total, sink);
        shots -= draws.size();
    }
}

template void sampleBasisStates<double>(const Amplitudes<double>&, std::uint64_t, RandomStream&,
                                        const std::function<void(std::uint64_t, std::uint64_t)>&);
template void sampleBasisStates<float>(const Amplitudes<float>&, std::uint64_t, RandomStream&,
                                       const std::function<void(std::uint64_t, std::uint64_t)>&);

}  // namespace qstore
