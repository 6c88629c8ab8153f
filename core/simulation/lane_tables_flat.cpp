// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_tables_flat.h"

#include <algorithm>

namespace qstore {
namespace {

double signedSum(const PhaseTerm& term, std::span<const double> weights) {
    double sum = 0.0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const bool holds =
            std::all_of(term.conditions.begin(), term.conditions.end(),
                        [i](const ParityCondition& c) { return isOdd(c.mask & i) == c.isOdd; });
        if (holds) sum += isOdd(term.z & i) != term.isNegative ? -weights[i] : weights[i];
    }
    return sum;
}

}  // namespace

void flatPhaseSums(const PhaseTable& table, std::span<const double> weights, std::span<double> scratch,
                   std::span<double> sums) {
    for (std::size_t t = table.independent; t < table.terms.size(); ++t)
        sums[t] = signedSum(table.terms[t], weights);
    // In the table's order the sign of term j is bit j of the place: one half minus the other.
    for (std::size_t g = 0; g < weights.size(); ++g) scratch[g] = weights[table.order[g]];
    auto bit = static_cast<std::size_t>(std::countr_zero(weights.size()));
    for (std::size_t half = weights.size() / 2; half > 0; half /= 2) {
        --bit;
        double difference = 0.0;
        for (std::size_t g = 0; g < half; ++g) {
            difference += scratch[g] - scratch[half + g];
            scratch[g] += scratch[half + g];
        }
        if (bit < table.independent) sums[bit] = table.terms[bit].isNegative ? -difference : difference;
    }
}

}  // namespace qstore
