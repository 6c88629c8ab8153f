// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/benchmark/variant_circuits.h"
#include "core/simulation/plan.h"

namespace qstore {

/// A compiled circuit with values for everything it asks.
struct QSTORE_EXPORT BoundPlan {
    std::shared_ptr<const Plan> plan;
    std::vector<double> weights;
    std::vector<double> inputs;
    std::size_t samples = 1;
    bool weightsPerSample = false;

    /// Valid while this lives.
    Bindings bindings() const { return {weights, inputs, samples, weightsPerSample}; }
    /// Expectations and gradient of all weights, the cotangent being 1.
    Result<VectorJacobian> gradient(const RunControl& control = {}) const;
};

/// W2: the gradient of ⟨Z0⟩ for `samples` sets of angles.
QSTORE_EXPORT Result<BoundPlan> gradientQuestion(std::size_t qubits, Precision precision,
                                                 std::size_t samples);
/// W3: ⟨Z0⟩ of `samples` rows and the gradient of their sum for the shared weights.
QSTORE_EXPORT Result<BoundPlan> classifierQuestion(std::size_t qubits, Precision precision,
                                                   std::size_t samples = 1000);

/// What is timed: one call, which does `unitsPerRun` of something.
struct Workload {
    std::string work;     ///< "W2"
    std::string variant;  ///< "batched"; empty where there is only one
    std::size_t qubits = 0;
    Precision precision = Precision::Double;
    std::string unit;  ///< "gradient"
    double unitsPerRun = 1.0;
    /// Every thread does the call for itself, and what it does counts as often.
    bool isPerThread = false;
    std::function<Status(const RunControl&)> run;
};

/// W1: from |0…0⟩ to the final state, angles bound anew.
QSTORE_EXPORT Result<Workload> stateWorkload(std::size_t qubits, Precision precision);
/// W2 "batched": many sets of angles in one call, each with a gradient of its own.
QSTORE_EXPORT Result<Workload> batchedGradientWorkload(std::size_t qubits, Precision precision);
/// W2 "single": one gradient in one call. Up to 12 qubits several threads compute one each, as peers did;
/// beyond, they share one, which is the harder task.
QSTORE_EXPORT Result<Workload> singleGradientWorkload(std::size_t qubits, Precision precision);
/// W3: 1000 samples in one call.
QSTORE_EXPORT Result<Workload> classifierWorkload(std::size_t qubits, Precision precision);
/// W4: `shots` drawn from the final state of W1, whose making is not timed: as the ascending list that
/// peers give as well or, `counted`, as the map of Sampler.
QSTORE_EXPORT Result<Workload> samplingWorkload(std::size_t qubits, Precision precision,
                                                std::uint64_t shots, bool counted,
                                                const RunControl& control);
/// One gate in the gradient of a variant, so that circuits of different length compare.
QSTORE_EXPORT Result<Workload> variantWorkload(const VariantInfo& variant, std::size_t qubits,
                                               Precision precision);
/// One gate of the state of W1 with three layers, for its growth with the qubits.
QSTORE_EXPORT Result<Workload> stateGrowthWorkload(std::size_t qubits, Precision precision);
/// One gate of W3 for one sample of a batch.
QSTORE_EXPORT Result<Workload> batchGrowthWorkload(std::size_t qubits, Precision precision,
                                                   std::size_t samples);

}  // namespace qstore
