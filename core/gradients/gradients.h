// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/observables/estimator.h"

namespace qstore {

/// Evaluates a circuit's expectations with one *angle occurrence* shifted; parameter shift needs the
/// circuit itself, so the caller gives a factory from circuit to Estimator (local, noisy or remote).
using EstimatorFactory =
    std::function<Result<std::shared_ptr<const Estimator>>(const Circuit&, const std::vector<PauliSum>&)>;

/// ∂⟨O_k⟩/∂weight_i, and how many circuits it took.
struct Jacobian {
    std::vector<double> expectations;  ///< observables
    std::vector<double> weights;       ///< observables × weights
    std::vector<double> inputs;        ///< observables × inputs
    std::size_t evaluations = 0;
};

/// Parameter shift as below, with all its circuits compiled once for any number of weights and inputs.
/// Immutable and thread-safe where its estimators are.
class QSTORE_EXPORT ParameterShift {
public:
    /// One circuit as it is, and one for each occurrence of a symbol in an angle.
    static Result<std::shared_ptr<const ParameterShift>> compile(const Circuit& circuit,
                                                                 const std::vector<PauliSum>& observables,
                                                                 const EstimatorFactory& factory,
                                                                 const RunControl& control = {});
    ~ParameterShift();
    Result<Jacobian> jacobian(std::span<const double> weights, std::span<const double> inputs,
                              const RunControl& control = {}) const;

private:
    struct Impl;
    explicit ParameterShift(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Parameter shift with each angle's own rule: every occurrence of a symbol is shifted on its own with
/// the frequencies of its gate, then the chain rule through the angle's expression (Wierichs et al. 2022).
QSTORE_EXPORT Result<Jacobian> parameterShift(
    const Circuit& circuit, const std::vector<PauliSum>& observables, std::span<const double> weights,
    std::span<const double> inputs, const EstimatorFactory& factory, const RunControl& control = {});

/// Central differences over the weights and inputs with step `step`, Richardson-extrapolated once.
QSTORE_EXPORT Result<Jacobian> finiteDifferences(const Estimator& estimator,
                                                 std::span<const double> weights,
                                                 std::span<const double> inputs, double step = 1e-3,
                                                 const RunControl& control = {});

/// One simultaneous-perturbation estimate (Spall 1992), averaged over `repeats` Rademacher directions.
QSTORE_EXPORT Result<Jacobian> spsaGradient(const Estimator& estimator, std::span<const double> weights,
                                            std::span<const double> inputs, double perturbation,
                                            std::size_t repeats, std::uint64_t seed,
                                            const RunControl& control = {});

/// ∂⟨O_k⟩/∂(value) of every sample of a batch.
struct BatchJacobian {
    std::vector<double> expectations;  ///< samples × observables
    std::vector<double> weights;       ///< samples × observables × weights
    std::vector<double> inputs;        ///< samples × observables × inputs
};

/// Exact Jacobians from gradients of single observables: one batch of samples × observables, so that a
/// machine which works on many samples at once does so here. `signature` is the machine's.
/// ResourceExhausted, before anything is allocated, where the batch does not fit into memory.
QSTORE_EXPORT Result<BatchJacobian> batchJacobian(const Differentiable& machine, const Signature& signature,
                                                  const Bindings& bindings, const RunControl& control = {});

/// The default factory: compile for the local exact simulator.
QSTORE_EXPORT Result<std::shared_ptr<const Estimator>> exactEstimator(
    const Circuit& circuit, const std::vector<PauliSum>& observables);

}  // namespace qstore
