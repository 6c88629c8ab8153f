// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/base/progress.h"
#include "core/simulation/plan.h"
#include "core/simulation/state.h"

namespace qstore {

/// The fidelity kernel k(a, b) = |⟨ψ(a)|ψ(b)⟩|² of vectors that a circuit encodes (Havlíček et al., Nature
/// 567, 209 (2019)), simulated exactly. From 0, told apart by one measurement, to 1, the same state.
/// Immutable and thread-safe.
class QSTORE_EXPORT FidelityKernel {
public:
    /// `encoder` reads columns only, in the order of the vectors' components. InvalidArgument for weights
    /// without a value, Unsupported for measurement, reset or conditions.
    static Result<std::shared_ptr<const FidelityKernel>> create(const Circuit& encoder);

    std::size_t dimension() const { return m_plan->signature().inputs.size(); }
    std::size_t qubits() const { return m_plan->qubits(); }
    /// One state a vector, in order. InvalidArgument for a vector of another length, naming it;
    /// ResourceExhausted, before anything is allocated, where the states do not fit into memory.
    Result<std::vector<State>> encode(std::span<const std::vector<float>> vectors,
                                      const RunControl& control = {}) const;
    /// k(query, each).
    Result<std::vector<double>> against(const State& query, std::span<const State> states,
                                        const RunControl& control = {}) const;

private:
    FidelityKernel() = default;

    std::shared_ptr<const Plan> m_plan;
    std::vector<double> m_weights;
};

}  // namespace qstore
