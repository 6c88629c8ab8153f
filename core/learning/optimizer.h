// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/learning/trainer.h"

namespace qstore {

/// What an optimizer may ask about the rows of one step; the weights are free.
class QSTORE_EXPORT Objective {
public:
    virtual ~Objective() = default;
    virtual Result<LossGradient> gradient(std::span<const double> weights) = 0;
    virtual Result<LossGradient> loss(std::span<const double> weights) = 0;
    /// Fubini–Study metric of the circuit's weights, circuitWeights² row-major.
    virtual Result<std::vector<double>> metric(std::span<const double> weights) = 0;
};

struct StepContext {
    Objective* objective = nullptr;
    double learningRate = 0.0;
    std::uint64_t step = 0;  ///< since the start of the training, 0 = the first
};

/// What one step saw, at the weights it started from.
struct StepOutcome {
    double loss = 0.0;
    std::size_t correct = 0;
    double gradientSquares = 0.0;  ///< |gradient|²; 0 where there is none
};

/// Leads an optimizer through the steps that are left.
class QSTORE_EXPORT StepDriver {
public:
    virtual ~StepDriver() = default;
    /// False when the training is over or a stop was asked for.
    virtual bool more() = 0;
    virtual StepContext context() = 0;
    virtual std::vector<double>& weights() = 0;
    virtual Status done(const StepOutcome& outcome) = 0;
};

/// The facts of a training an optimizer depends on.
struct OptimizationProblem {
    std::size_t circuitWeights = 0;  ///< the first weights are the circuit's
    std::vector<bool> trainable;     ///< all weights
    std::uint64_t seed = 0;
    std::size_t epochs = 1;
    std::size_t rows = 0, batchSize = 1;
};

/// Changes weights step by step. Its state is bytes, so that a training can stop and go on bit-equal.
/// A step that fails leaves weights and state as they were.
class QSTORE_EXPORT Optimizer {
public:
    virtual ~Optimizer() = default;
    virtual Result<StepOutcome> step(const StepContext& context, std::vector<double>& weights) = 0;
    virtual std::string state() const = 0;
    virtual Status restore(std::string_view state) = 0;
    /// True when each step looks at all training rows; epochs are then counted in `stepsPerEpoch`.
    virtual bool fullBatch() const { return false; }
    virtual std::size_t stepsPerEpoch(const OptimizationProblem& problem) const;
    /// Steps until the driver says enough.
    virtual Status run(StepDriver& driver);
};

QSTORE_EXPORT Result<std::unique_ptr<Optimizer>> makeOptimizer(const OptimizerConfig& config,
                                                               const OptimizationProblem& problem);

// One maker a file; use makeOptimizer().
std::unique_ptr<Optimizer> makeSgd(const OptimizerConfig& config, const OptimizationProblem& problem);
std::unique_ptr<Optimizer> makeAdam(const OptimizerConfig& config, const OptimizationProblem& problem);
std::unique_ptr<Optimizer> makeRmsProp(const OptimizerConfig& config, const OptimizationProblem& problem);
std::unique_ptr<Optimizer> makeSpsa(const OptimizerConfig& config, const OptimizationProblem& problem);
std::unique_ptr<Optimizer> makeNaturalGradient(const OptimizerConfig& config,
                                               const OptimizationProblem& problem);
std::unique_ptr<Optimizer> makeRotosolve(const OptimizationProblem& problem);
std::unique_ptr<Optimizer> makeCobyla(const OptimizerConfig& config, const OptimizationProblem& problem);

/// Says why rotosolve's exact steps are not valid for a model, if they are not: it needs the loss to be
/// a trigonometric polynomial of degree two in each circuit parameter (mean squared error; one
/// occurrence of each parameter, as a bare symbol in a gate of frequency 1) and a parabola in each dense
/// weight (identity layers after the circuit only).
QSTORE_EXPORT Status rotosolveApplies(const ModelSpec& spec);

/// The θ in [−π, π) where a0 + a1 cos θ + b1 sin θ + a2 cos 2θ + b2 sin 2θ is smallest.
QSTORE_EXPORT double minimumOfTrigonometricPolynomial(double a1, double b1, double a2, double b2);

double squaredNorm(std::span<const double> values);
/// Corrupt when a stored vector does not have the weights' length.
Status requireLength(std::span<const double> values, std::size_t expected);

}  // namespace qstore
