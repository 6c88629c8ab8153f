// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/base/random.h"
#include "core/simulation/density_matrix.h"

namespace qstore {
namespace {

/// A person who cancels waits for at most so many shots.
constexpr std::uint64_t kBatch = std::uint64_t{1} << 20U;

/// Hands the sorted numbers of [0, 1) out to the outcomes under whose share of `total` they fall.
void handOut(const std::map<std::uint64_t, double>& outcomes, const std::vector<double>& sorted,
             double total, Counts& counts) {
    double cumulative = 0.0;
    std::size_t next = 0;
    for (const auto& [key, probability] : outcomes) {
        cumulative += probability;
        const std::size_t first = next;
        while (next < sorted.size() && sorted[next] * total < cumulative) ++next;
        if (next > first) counts[key] += next - first;
    }
    // A product can round up to the total itself.
    if (next < sorted.size()) counts[outcomes.rbegin()->first] += sorted.size() - next;
}

}  // namespace

Result<Counts> sampleOutcomes(const std::map<std::uint64_t, double>& outcomes, std::uint64_t shots,
                              std::uint64_t seed, const RunControl& control) {
    if (outcomes.empty())
        return fail(ErrorCode::InvalidArgument, "there are no outcomes to take shots of",
                    "Simulate with outcomes.");
    double total = 0.0;
    for (const auto& [key, probability] : outcomes) total += probability;
    RandomStream random(seed, "shots");
    Counts counts;
    std::vector<double> draws;
    for (std::uint64_t left = shots; left > 0; left -= draws.size()) {
        if (control.stop.stop_requested()) return cancelled();
        control.report(shots - left, shots);
        draws.resize(static_cast<std::size_t>(std::min(left, kBatch)));
        for (double& draw : draws) draw = random.uniform();
        std::sort(draws.begin(), draws.end());
        handOut(outcomes, draws, total, counts);
    }
    return counts;
}

}  // namespace qstore
