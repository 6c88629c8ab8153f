// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "core/gradients/gradients.h"
#include "core/gradients/measured_circuit.h"
#include "core/learning/dense_layer.h"
#include "core/learning/measured_machine.h"
#include "core/learning/model.h"
#include "core/learning/trainer.h"
#include "core/simulation/plan.h"

namespace qstore {

struct Model::Impl {
    ModelSpec spec;
    std::shared_ptr<const Plan> plan;
    std::shared_ptr<MeasuredMachine> machine;         ///< null = the plan computes
    std::shared_ptr<const MeasuredCircuit> measured;  ///< with `machine`
    DenseStack before, after;
    std::vector<bool> trainable;
    std::vector<std::size_t> featureOfInput;  ///< without `before`: the feature each circuit input reads
    std::size_t circuitWeights = 0;
    std::size_t observables = 0;
    std::size_t outputs = 0;
    mutable std::mutex shiftMutex;
    mutable std::shared_ptr<const ParameterShift> compiledShift;  ///< guarded by shiftMutex

    std::size_t weightCount() const { return trainable.size(); }
    std::size_t inputs() const { return plan->signature().inputs.size(); }

    /// The numbers of weights, features and rows fit, and so do the targets when they are needed.
    Status check(std::span<const double> weights, const FeatureMatrix& data,
                 std::span<const std::size_t> rows, bool needTargets) const;
    /// What the loss compares with: the class, or the standardised value.
    double target(const FeatureMatrix& data, std::size_t row) const;

    /// rows × inputs and, with layers before the circuit, their values.
    struct CircuitInputs {
        std::vector<double> values;
        DenseStack::Pass pass;
    };
    CircuitInputs circuitInputs(std::span<const double> weights, const FeatureMatrix& data,
                                std::span<const std::size_t> rows) const;
    Bindings bindings(std::span<const double> weights, const CircuitInputs& inputs,
                      std::size_t samples) const;
    Result<std::vector<double>> forward(std::span<const double> weights, const FeatureMatrix& data,
                                        std::span<const std::size_t> rows, const RunControl& control) const;
    /// Raw outputs to class probabilities or values, in place where possible.
    std::vector<double> predictions(std::vector<double> outputs, std::size_t rows) const;

    /// Sums, not means, over at most kChunkRows rows.
    Result<LossGradient> gradientSum(std::span<const double> weights, const FeatureMatrix& data,
                                     std::span<const std::size_t> rows, GradientMethod method,
                                     std::uint64_t seed, const RunControl& control) const;
    Result<std::shared_ptr<const ParameterShift>> shiftedPlans(const RunControl& control) const;
    Result<VectorJacobian> circuitGradient(const Bindings& bindings, const Cotangent& cotangent,
                                           GradientMethod method, std::uint64_t seed, LossGradient& into,
                                           const RunControl& control) const;
    /// The same on the machine, with squares of errors added to `into.gradientErrors` and `into.lossError`.
    Result<VectorJacobian> machineGradient(const Bindings& bindings, const Cotangent& cotangent,
                                           GradientMethod method, std::uint64_t seed, LossGradient& into,
                                           const RunControl& control) const;
    /// ⟨observables⟩ by plan or machine; samples × observables.
    Result<std::vector<double>> expectations(const Bindings& bindings, const RunControl& control) const;
    AskMachine asker() const;
};

constexpr std::size_t kChunkRows = mostRowsTogether;

}  // namespace qstore
