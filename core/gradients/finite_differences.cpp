// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/base/number_text.h"
#include "core/gradients/gradients.h"
#include "core/gradients/value_rows.h"

namespace qstore {

Result<Jacobian> finiteDifferences(const Estimator& estimator, std::span<const double> weights,
                                   std::span<const double> inputs, double step, const RunControl& control) {
    if (!(step > 0.0) || !std::isfinite(step)) {
        return fail(ErrorCode::InvalidArgument, "the step must be positive, not " + numberToText(step));
    }
    ValueRows rows(weights, inputs);
    rows.addUnchanged();
    const std::size_t symbols = weights.size() + inputs.size();
    for (std::size_t i = 0; i < symbols; ++i) {
        for (const double offset : {step, -step, 0.5 * step, -0.5 * step}) rows.addUnchanged()[i] += offset;
    }
    QSTORE_TRY(const auto values, rows.evaluate(estimator, control));
    const std::size_t count = estimator.signature().observables;
    Jacobian result = rows.emptyJacobian(count);
    result.expectations.assign(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count));
    for (std::size_t i = 0; i < symbols; ++i) {
        for (std::size_t k = 0; k < count; ++k) {
            const auto at = [&](std::size_t row) { return values[(1 + 4 * i + row) * count + k]; };
            const double coarse = (at(0) - at(1)) / (2.0 * step);
            const double fine = (at(2) - at(3)) / step;
            rows.entry(result, k, i) = (4.0 * fine - coarse) / 3.0;
        }
    }
    return result;
}

}  // namespace qstore
