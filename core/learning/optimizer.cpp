// SPDX-License-Identifier: Apache-2.0
#include "core/learning/optimizer.h"

#include <algorithm>

namespace qstore {

std::size_t Optimizer::stepsPerEpoch(const OptimizationProblem& problem) const {
    return problem.rows / problem.batchSize + (problem.rows % problem.batchSize == 0 ? 0 : 1);
}

Status Optimizer::run(StepDriver& driver) {
    while (driver.more()) {
        QSTORE_TRY(const StepOutcome outcome, step(driver.context(), driver.weights()));
        QSTORE_CHECK(driver.done(outcome));
    }
    return {};
}

Result<std::unique_ptr<Optimizer>> makeOptimizer(const OptimizerConfig& config,
                                                 const OptimizationProblem& problem) {
    if (std::none_of(problem.trainable.begin(), problem.trainable.end(), [](bool free) { return free; })) {
        return fail(ErrorCode::InvalidArgument, "the model has no trainable weight",
                    "make at least one parameter trainable or add a dense layer");
    }
    switch (config.kind) {
        case OptimizerKind::Sgd: return makeSgd(config, problem);
        case OptimizerKind::Adam: return makeAdam(config, problem);
        case OptimizerKind::RmsProp: return makeRmsProp(config, problem);
        case OptimizerKind::Spsa: return makeSpsa(config, problem);
        case OptimizerKind::NaturalGradient: return makeNaturalGradient(config, problem);
        case OptimizerKind::Rotosolve: return makeRotosolve(problem);
        case OptimizerKind::Cobyla: return makeCobyla(config, problem);
    }
    return fail(ErrorCode::InvalidArgument, "unknown optimizer");
}

double squaredNorm(std::span<const double> values) {
    double sum = 0.0;
    for (const double value : values) sum += value * value;
    return sum;
}

Status requireLength(std::span<const double> values, std::size_t expected) {
    if (values.size() == expected) return {};
    return fail(ErrorCode::Corrupt,
                "the optimizer's state holds " + std::to_string(values.size()) + " values for " +
                    std::to_string(expected) + " weights",
                "start the training anew with this model");
}

}  // namespace qstore
