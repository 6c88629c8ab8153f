// SPDX-License-Identifier: Apache-2.0
#include "core/retrieval/fidelity_kernel.h"

#include <algorithm>
#include <optional>
#include <string>

#include "core/base/memory.h"
#include "core/base/parallel.h"

namespace qstore {
namespace {

/// States of one task of the pool: few enough for cancelling, enough to be worth it.
constexpr std::size_t kStatesOfTask = 32;

std::size_t tasksOf(std::size_t count) {
    return (count + kStatesOfTask - 1) / kStatesOfTask;
}

}  // namespace

Result<std::shared_ptr<const FidelityKernel>> FidelityKernel::create(const Circuit& encoder) {
    std::shared_ptr<FidelityKernel> kernel(new FidelityKernel);
    QSTORE_TRY(kernel->m_plan, Plan::compile(encoder));
    const Signature& signature = kernel->m_plan->signature();
    if (signature.inputs.empty())
        return fail(ErrorCode::InvalidArgument, "the encoder reads no column: every vector is one state",
                    "take an encoder such as the angle encoder");
    for (const std::string& name : signature.weights) {
        const Parameter* weight = encoder.findParameter(name);
        if (weight == nullptr || !weight->value)
            return fail(ErrorCode::InvalidArgument, "the encoder's weight '" + name + "' has no value",
                        "bind it, or take a trained circuit");
        kernel->m_weights.push_back(*weight->value);
    }
    return std::shared_ptr<const FidelityKernel>(std::move(kernel));
}

Result<std::vector<State>> FidelityKernel::encode(std::span<const std::vector<float>> vectors,
                                                  const RunControl& control) const {
    for (std::size_t i = 0; i < vectors.size(); ++i)
        if (vectors[i].size() != dimension())
            return fail(ErrorCode::InvalidArgument,
                        "vector " + std::to_string(i + 1) + " has " + std::to_string(vectors[i].size()) +
                            " numbers, the encoder reads " + std::to_string(dimension()),
                        "take an encoder for vectors of that length");
    QSTORE_CHECK(requireMemory(saturatingMultiply(vectors.size(), m_plan->stateBytes()),
                               "the states of " + std::to_string(vectors.size()) + " vectors",
                               "ask for fewer candidates"));
    std::vector<std::optional<State>> found(vectors.size());
    std::vector<Status> statuses(tasksOf(vectors.size()));
    parallelFor(statuses.size(), [&](std::size_t task) {
        const std::size_t end = std::min(vectors.size(), (task + 1) * kStatesOfTask);
        for (std::size_t i = task * kStatesOfTask; i < end && statuses[task]; ++i) {
            if (control.stop.stop_requested()) {
                statuses[task] = cancelled();
                break;
            }
            const std::vector<double> inputs(vectors[i].begin(), vectors[i].end());
            auto state = m_plan->run(m_weights, inputs, control);
            if (state)
                found[i] = *std::move(state);
            else
                statuses[task] = tl::unexpected<Error>(state.error());
        }
    });
    for (const Status& status : statuses) QSTORE_CHECK(status);
    std::vector<State> states;
    states.reserve(found.size());
    for (auto& state : found) states.push_back(*std::move(state));
    return states;
}

Result<std::vector<double>> FidelityKernel::against(const State& query, std::span<const State> states,
                                                    const RunControl& control) const {
    if (control.stop.stop_requested()) return cancelled();
    std::vector<double> fidelities(states.size());
    parallelFor(tasksOf(states.size()), [&](std::size_t task) {
        const std::size_t end = std::min(states.size(), (task + 1) * kStatesOfTask);
        for (std::size_t i = task * kStatesOfTask; i < end; ++i)
            fidelities[i] = std::min(1.0, State::fidelity(query, states[i]));  // but for rounding
    });
    return fidelities;
}

}  // namespace qstore
