// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/observables/batch_estimator.h"
#include "core/observables/estimator.h"

namespace qstore {

/// Asks a machine for many circuits in one batch.
using AskMachine = std::function<Result<BatchExpectations>(std::span<const Circuit> circuits,
                                                           const std::vector<PauliSum>& observables,
                                                           const RunControl& control)>;

struct MeasuredGradient {
    VectorJacobian jacobian;
    std::vector<double> weightErrors;       ///< standard error of each of jacobian.weights
    std::vector<double> expectationErrors;  ///< samples × observables
    std::uint64_t circuits = 0, shots = 0;  ///< run for it
};

/// A circuit and its observables for a machine that can only be measured: rows of values become circuits
/// without symbols, and all circuits of a step, those with shifted angles included, go out as one batch.
/// Immutable and thread-safe.
///
/// Standard errors add up as if all values were independent; observables of one measurement setting share
/// their shots, so that for sums of them the true error may be somewhat smaller or larger.
class QSTORE_EXPORT MeasuredCircuit {
public:
    /// `signature` is that of the circuit's plan: it says which values `Bindings` hold. Fails for circuits
    /// whose angles have no shift rule.
    static Result<std::shared_ptr<const MeasuredCircuit>> compile(const Circuit& circuit,
                                                                  std::vector<PauliSum> observables,
                                                                  const Signature& signature);
    ~MeasuredCircuit();

    Result<BatchExpectations> expectations(const Bindings& bindings, const AskMachine& ask,
                                           const RunControl& control = {}) const;
    /// By parameter shift: only occurrences of what `request` wants, and of weights only the trainable
    /// ones. Weights are shared by all samples.
    Result<MeasuredGradient> parameterShift(const Bindings& bindings, const Cotangent& cotangent,
                                            GradientRequest request, const AskMachine& ask,
                                            const RunControl& control = {}) const;
    /// By simultaneous perturbation (Spall 1992) along `repeats` Rademacher directions, the same ones for
    /// every sample; two circuits a sample and direction, and one for the value.
    Result<MeasuredGradient> spsa(const Bindings& bindings, const Cotangent& cotangent,
                                  GradientRequest request, double perturbation, std::size_t repeats,
                                  std::uint64_t seed, const AskMachine& ask,
                                  const RunControl& control = {}) const;
    /// Circuits of one sample: 1 for the value, and what parameterShift() adds for its gradient.
    std::size_t circuitsOfShift(GradientRequest request) const;

private:
    struct Impl;
    explicit MeasuredCircuit(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace qstore
