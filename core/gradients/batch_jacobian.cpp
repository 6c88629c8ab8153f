// SPDX-License-Identifier: Apache-2.0
#include "core/base/memory.h"
#include "core/gradients/gradients.h"

namespace qstore {
namespace {

/// Rows of `width` values, each `times` times in a row; one row serves all samples where `isShared`.
std::vector<double> repeated(std::span<const double> rows, std::size_t width, bool isShared,
                             std::size_t samples, std::size_t times) {
    std::vector<double> result;
    result.reserve(samples * times * width);
    for (std::size_t sample = 0; sample < samples; ++sample) {
        const auto row = rows.subspan(isShared ? 0 : sample * width, width);
        for (std::size_t k = 0; k < times; ++k) result.insert(result.end(), row.begin(), row.end());
    }
    return result;
}

}  // namespace

Result<BatchJacobian> batchJacobian(const Differentiable& machine, const Signature& signature,
                                    const Bindings& bindings, const RunControl& control) {
    const std::size_t observables = signature.observables;
    const std::size_t rows = saturatingMultiply(bindings.samples, observables);
    const std::size_t weightCount = signature.weights.size();
    const std::size_t inputCount = signature.inputs.size();
    // The values that are bound, and their slopes.
    const std::size_t numbers = saturatingMultiply(2 * (weightCount + inputCount + observables), rows);
    QSTORE_CHECK(requireMemory(saturatingMultiply(numbers, sizeof(double)),
                               "the Jacobians of " + std::to_string(rows) + " samples and observables",
                               "ask for fewer samples at a time"));
    if (bindings.weights.size() != weightCount * (bindings.weightsPerSample ? bindings.samples : 1) ||
        bindings.inputs.size() != inputCount * bindings.samples)
        return fail(ErrorCode::InvalidArgument,
                    std::to_string(bindings.weights.size()) + " weights and " +
                        std::to_string(bindings.inputs.size()) + " inputs do not make " +
                        std::to_string(bindings.samples) + " samples",
                    "give " + std::to_string(weightCount) + " weights and " + std::to_string(inputCount) +
                        " inputs for each");
    const auto weights =
        repeated(bindings.weights, weightCount, !bindings.weightsPerSample, bindings.samples, observables);
    const auto inputs = repeated(bindings.inputs, inputCount, false, bindings.samples, observables);
    const Cotangent one = [observables](std::size_t row, std::span<const double>, std::span<double> slope) {
        slope[row % observables] = 1.0;
    };
    QSTORE_TRY(VectorJacobian found, machine.forwardBackward({weights, inputs, rows, true}, one,
                                                             {.weights = true, .inputs = true}, control));
    BatchJacobian result;
    result.weights = std::move(found.weights);
    result.inputs = std::move(found.inputs);
    for (std::size_t row = 0; row < rows; row += observables)
        result.expectations.insert(
            result.expectations.end(),
            found.expectations.begin() + static_cast<std::ptrdiff_t>(row * observables),
            found.expectations.begin() + static_cast<std::ptrdiff_t>((row + 1) * observables));
    return result;
}

}  // namespace qstore
