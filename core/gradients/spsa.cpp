// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/base/number_text.h"
#include "core/base/random.h"
#include "core/gradients/gradients.h"
#include "core/gradients/value_rows.h"

namespace qstore {

Result<Jacobian> spsaGradient(const Estimator& estimator, std::span<const double> weights,
                              std::span<const double> inputs, double perturbation, std::size_t repeats,
                              std::uint64_t seed, const RunControl& control) {
    if (!(perturbation > 0.0) || !std::isfinite(perturbation)) {
        return fail(ErrorCode::InvalidArgument,
                    "the perturbation must be positive, not " + numberToText(perturbation));
    }
    if (repeats == 0) return fail(ErrorCode::InvalidArgument, "SPSA needs at least one direction");
    const std::size_t symbols = weights.size() + inputs.size();
    RandomStream random(seed, "spsa");
    std::vector<double> directions(repeats * symbols);
    for (double& direction : directions) direction = random.below(2) == 0 ? 1.0 : -1.0;
    ValueRows rows(weights, inputs);
    rows.addUnchanged();
    for (std::size_t r = 0; r < repeats; ++r) {
        for (const double sign : {1.0, -1.0}) {
            const auto row = rows.addUnchanged();
            for (std::size_t i = 0; i < symbols; ++i)
                row[i] += sign * perturbation * directions[r * symbols + i];
        }
    }
    QSTORE_TRY(const auto values, rows.evaluate(estimator, control));
    const std::size_t count = estimator.signature().observables;
    Jacobian result = rows.emptyJacobian(count);
    result.expectations.assign(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
    for (std::size_t r = 0; r < repeats; ++r) {
        for (std::size_t k = 0; k < count; ++k) {
            const double difference = values[(1 + 2 * r) * count + k] - values[(2 + 2 * r) * count + k];
            const double slope = difference / (2.0 * perturbation * static_cast<double>(repeats));
            // Dividing by ±1 is multiplying by it.
            for (std::size_t i = 0; i < symbols; ++i)
                rows.entry(result, k, i) += slope * directions[r * symbols + i];
        }
    }
    return result;
}

}  // namespace qstore
