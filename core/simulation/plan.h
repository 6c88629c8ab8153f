// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/observables/estimator.h"
#include "core/observables/pauli.h"
#include "core/simulation/state.h"

namespace qstore {

/// How expectation values and gradients of batches are computed. They differ by rounding only.
enum class ExpectationForm : std::uint8_t {
    Automatic,  ///< the engine's cost model chooses by circuit, batch and question
    Lanes,      ///< states, one for each sample
    Pauli,      ///< observables in Pauli strings, carried back to the encoding, wherever that can be done
};

struct PlanOptions {
    Precision precision = Precision::Double;
    /// A state too large for the caches is worked on in blocks of 2^blockBits vectors; 0 leaves the choice
    /// to the engine. Results differ by rounding only.
    std::size_t blockBits = 0;
    /// Other than Automatic: for measuring and testing.
    ExpectationForm form = ExpectationForm::Automatic;
};

/// A circuit compiled for the local simulator: structure resolved once, with slots for weights and
/// inputs, so that binding new values costs only the angles. Immutable and thread-safe.
class QSTORE_EXPORT Plan : public Estimator, public Sampler, public Differentiable {
public:
    /// Refuses, before allocating anything, circuits whose states do not fit into memory (saying how
    /// much they need), gates without a kernel and observables on absent qubits. Expectations and
    /// gradients of circuits with mid-circuit measurement or reset are Unsupported; sampling is not.
    static Result<std::shared_ptr<const Plan>> compile(const Circuit& circuit,
                                                       std::vector<PauliSum> observables = {},
                                                       PlanOptions options = {});
    ~Plan() override;

    const Circuit& circuit() const;
    const std::vector<PauliSum>& observables() const;
    std::size_t qubits() const;
    Precision precision() const;
    const Signature& signature() const override;
    /// Bytes of state one sample needs while running forward; gradients need twice that.
    std::size_t stateBytes() const;
    /// Bytes of memory the plan holds by itself: what was compiled, and what finished runs left for the
    /// next.
    std::size_t bytes() const;
    /// Weights outside the light cone of every observable: their gradient is exactly zero.
    const std::vector<bool>& deadWeights() const;
    /// One line per step, for `circuit info`.
    std::string description() const;

    Result<std::vector<double>> expectations(const Bindings&, const RunControl& = {}) const override;
    Result<std::vector<Counts>> sample(const Bindings&, std::uint64_t shots, std::uint64_t seed,
                                       const RunControl& = {}) const override;
    Result<VectorJacobian> forwardBackward(const Bindings&, const Cotangent&, GradientRequest = {},
                                           const RunControl& = {}) const override;
    Result<std::vector<double>> fubiniStudyMetric(const Bindings&, const RunControl& = {}) const override;
    /// The final state of one binding (no measurement, reset or condition in the circuit).
    Result<State> run(std::span<const double> weights, std::span<const double> inputs,
                      const RunControl& = {}) const;
    /// The state after each drawn column would cost too much; this gives the one before operation
    /// `operationCount` of the (unflattened) circuit, for stepping through it.
    Result<State> runPrefix(std::size_t operationCount, std::span<const double> weights,
                            std::span<const double> inputs) const;

private:
    struct Impl;
    explicit Plan(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Runs a circuit whose symbols are all bound. Measurement is left to the caller.
QSTORE_EXPORT Result<State> simulate(const Circuit& circuit, const RunControl& control = {});

}  // namespace qstore
