// SPDX-License-Identifier: Apache-2.0
#include "core/states/context_register.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>
#include <vector>

#include "core/base/memory.h"
#include "core/base/number_text.h"
#include "core/states/state_names.h"

namespace qstore {
namespace {

double normOf(const std::vector<double>& vector) {
    double scale = 0.0, squares = 0.0;
    for (const double value : vector) scale = std::max(scale, std::abs(value));
    if (scale == 0.0) return 0.0;
    for (const double value : vector) squares += (value / scale) * (value / scale);
    return scale * std::sqrt(squares);
}

/// Weights that sum to one; divided by the largest first, so that the sum stays finite.
Status normaliseWeights(const std::map<std::string, RecordContext>& contexts, ContextShares& made) {
    double largest = 0.0, sum = 0.0;
    for (const auto& [name, context] : contexts) {
        largest = std::max(largest, context.weight);
        made.givenWeightSum += context.weight;
    }
    if (largest == 0.0)
        return fail(ErrorCode::InvalidArgument,
                    "all weights are zero, so no context is in the superposition",
                    "Give at least one context a weight above 0.");
    for (const auto& [name, context] : contexts) sum += context.weight / largest;
    for (const auto& [name, context] : contexts) made.weights[name] = context.weight / largest / sum;
    return {};
}

Status measureNorms(const std::map<std::string, RecordContext>& contexts, ContextShares& made) {
    for (const auto& [name, context] : contexts) {
        made.norms[name] = made.weights[name] == 0.0 ? 0.0 : normOf(context.vector);
        if (made.weights[name] == 0.0) continue;
        if (!(made.norms[name] > 0.0) || !std::isfinite(made.norms[name]))
            return fail(ErrorCode::InvalidArgument,
                        "the vector of context '" + name + "' has the norm " +
                            numberToText(made.norms[name]) + " and is no quantum state",
                        "Give a vector with a finite norm above 0, or the weight 0.");
    }
    return {};
}

Result<State> stateOf(const std::map<std::string, RecordContext>& contexts, const ContextShares& made) {
    const std::size_t places = std::bit_ceil(contexts.size());
    const std::size_t size = saturatingMultiply(places, made.paddedLength);
    QSTORE_CHECK(requireMemory(saturatingMultiply(size, 2 * sizeof(std::complex<double>)),
                               "a superposition of " + std::to_string(contexts.size()) + " vectors"));
    std::vector<std::complex<double>> amplitudes(size);
    std::size_t offset = 0;
    for (const auto& [name, context] : contexts) {
        const double root = std::sqrt(made.weights.at(name));
        if (root > 0.0)
            for (std::size_t i = 0; i < context.vector.size(); ++i)
                amplitudes[offset + i] = root * (context.vector[i] / made.norms.at(name));
        offset += made.paddedLength;
    }
    return State::fromAmplitudes(amplitudes);
}

}  // namespace

Result<ContextRegister> superposeContexts(std::string name,
                                          const std::map<std::string, RecordContext>& contexts) {
    if (contexts.empty())
        return fail(ErrorCode::InvalidArgument, "a superposition of no context is no state",
                    "Give at least one context.");
    std::size_t longest = 2;
    for (const auto& [context, value] : contexts) {
        QSTORE_CHECK(checkContext(name, context, value));
        longest = std::max(longest, value.vector.size());
    }
    ContextShares shares;
    shares.paddedLength = std::bit_ceil(longest);
    QSTORE_CHECK(normaliseWeights(contexts, shares));
    QSTORE_CHECK(measureNorms(contexts, shares));
    QSTORE_TRY(State state, stateOf(contexts, shares));
    RegisterInfo info;
    info.name = std::move(name);
    info.origin = "superposition of contexts";
    info.contexts = keysOf(contexts);
    QSTORE_TRY(SimulatedRegister reg, SimulatedRegister::pure(std::move(info), std::move(state)));
    return ContextRegister{std::move(reg), std::move(shares)};
}

Result<PostSelection> selectContext(const SimulatedRegister& reg, const std::string& context) {
    const auto& contexts = reg.info().contexts;
    const auto found = std::find(contexts.begin(), contexts.end(), context);
    if (found == contexts.end())
        return fail(ErrorCode::NotFound,
                    "register '" + reg.info().name + "' has no context '" + context + "'",
                    contexts.empty() ? "It was not built from contexts." : nameHint(context, contexts));
    const auto number = static_cast<std::size_t>(found - contexts.begin());
    std::vector<QubitOutcome> outcomes;
    std::size_t bit = 0;
    for (const Qubit qubit : reg.contextQubits())
        outcomes.push_back({qubit, ((number >> bit++) & 1U) != 0});
    return postSelect(reg, outcomes);
}

}  // namespace qstore
