// SPDX-License-Identifier: Apache-2.0
#include "core/learning/optimizer.h"

#include <gtest/gtest.h>

#include <cmath>

namespace qstore {
namespace {

/// ½(w0² + 2 w1² + 3 w2²) + w0·w1, with the metric [[0.25, 0.1], [0.1, 0.5]] for the first two weights.
class Quadratic final : public Objective {
public:
    Result<LossGradient> gradient(std::span<const double> w) override {
        QSTORE_TRY(LossGradient result, loss(w));
        result.gradient = {w[0] + w[1], 2 * w[1] + w[0], 3 * w[2]};
        return result;
    }
    Result<LossGradient> loss(std::span<const double> w) override {
        ++evaluations;
        LossGradient result;
        result.loss = 0.5 * (w[0] * w[0] + 2 * w[1] * w[1] + 3 * w[2] * w[2]) + w[0] * w[1];
        return result;
    }
    Result<std::vector<double>> metric(std::span<const double>) override {
        return std::vector<double>{0.25, 0.1, 0.1, 0.5};
    }
    std::size_t evaluations = 0;
};

OptimizationProblem problem() {
    OptimizationProblem result;
    result.circuitWeights = 2;
    result.trainable = {true, true, true};
    result.epochs = 10;
    result.rows = 1;
    return result;
}

const std::vector<double> kStart = {1.0, -2.0, 0.5};

std::vector<double> steps(const OptimizerConfig& config, std::uint64_t count) {
    Quadratic objective;
    auto optimizer = makeOptimizer(config, problem());
    EXPECT_TRUE(optimizer);
    std::vector<double> weights = kStart;
    for (std::uint64_t step = 0; step < count; ++step)
        EXPECT_TRUE((*optimizer)->step({&objective, config.learningRate, step}, weights));
    return weights;
}

void expectNear(const std::vector<double>& found, const std::vector<double>& expected) {
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t index = 0; index < found.size(); ++index)
        EXPECT_NEAR(found[index], expected[index], 1e-13) << index;
}

// The three below: four steps of the papers' formulas, computed with NumPy.
TEST(Optimizer, SgdWithMomentum) {
    OptimizerConfig config;
    config.kind = OptimizerKind::Sgd;
    config.learningRate = 0.1;
    expectNear(steps(config, 4), {1.4224999999999999, -0.13749999999999984, -0.3214});
}

TEST(Optimizer, Adam) {
    OptimizerConfig config;
    config.learningRate = 0.1;
    expectNear(steps(config, 4), {1.386991699960252, -1.603924244366159, 0.112915396773426});
}

TEST(Optimizer, RmsProp) {
    OptimizerConfig config;
    config.kind = OptimizerKind::RmsProp;
    config.learningRate = 0.1;
    config.beta2 = 0.9;
    expectNear(steps(config, 4), {1.4224168547255194, -1.2555999108142895, 0.007753242332488815});
}

TEST(Optimizer, NaturalGradientSolvesTheMetricAndLeavesTheLayersToAdam) {
    OptimizerConfig config;
    config.kind = OptimizerKind::NaturalGradient;
    config.learningRate = 0.1;
    // numpy: w − 0.1·solve(M + 1e-3·I, g); Adam's first step has the length of the rate.
    expectNear(steps(config, 1), {1.1736486077874058, -1.4358580055463883, 0.5 - 0.1 * 1.5 / (1.5 + 1e-8)});
}

TEST(Optimizer, NaturalGradientLeavesFrozenWeightsOut) {
    OptimizerConfig config;
    config.kind = OptimizerKind::NaturalGradient;
    config.learningRate = 0.1;
    OptimizationProblem frozen = problem();
    frozen.trainable[1] = false;
    Quadratic objective;
    auto optimizer = makeOptimizer(config, frozen);
    ASSERT_TRUE(optimizer);
    std::vector<double> weights = kStart;
    ASSERT_TRUE((*optimizer)->step({&objective, 0.1, 0}, weights));
    EXPECT_NEAR(weights[0], 1.0 + 0.1 / (0.25 + 1e-3), 1e-14);
    EXPECT_EQ(weights[1], -2.0);
}

TEST(Optimizer, SpsaFollowsSpallsGains) {
    OptimizerConfig config;
    config.kind = OptimizerKind::Spsa;
    config.learningRate = 0.1;
    // Along ±1 directions a quadratic's difference quotient is exact: the step is −a_k·(g·Δ)·Δ.
    const std::vector<double> first = steps(config, 1);
    const std::vector<double> gradient = {-1.0, -3.0, 1.5};
    std::vector<double> direction(3);
    double slope = 0.0;
    for (std::size_t index = 0; index < 3; ++index) direction[index] = first[index] - kStart[index];
    const double size = std::abs(direction[0]);
    for (std::size_t index = 0; index < 3; ++index) {
        EXPECT_NEAR(std::abs(direction[index]), size, 1e-12);
        slope += gradient[index] * direction[index] / size;
    }
    EXPECT_NEAR(size, 0.1 * std::abs(slope), 1e-12);
    EXPECT_LT(slope, 0.0) << "downhill";
    EXPECT_EQ(steps(config, 5), steps(config, 5));
}

TEST(Optimizer, StateGoesOnBitEqual) {
    for (const OptimizerKind kind : {OptimizerKind::Sgd, OptimizerKind::Adam, OptimizerKind::RmsProp,
                                     OptimizerKind::Spsa, OptimizerKind::NaturalGradient}) {
        OptimizerConfig config;
        config.kind = kind;
        Quadratic objective;
        auto whole = makeOptimizer(config, problem());
        auto again = makeOptimizer(config, problem());
        ASSERT_TRUE(whole && again);
        std::vector<double> weights = kStart;
        for (std::uint64_t step = 0; step < 3; ++step)
            ASSERT_TRUE((*whole)->step({&objective, 0.05, step}, weights));
        std::vector<double> copy = weights;
        ASSERT_TRUE((*again)->restore((*whole)->state()));
        for (std::uint64_t step = 3; step < 6; ++step) {
            ASSERT_TRUE((*whole)->step({&objective, 0.05, step}, weights));
            ASSERT_TRUE((*again)->step({&objective, 0.05, step}, copy));
        }
        EXPECT_EQ(weights, copy) << optimizerName(kind);
        const auto damaged = (*again)->restore("garbage");
        ASSERT_FALSE(damaged);
        EXPECT_EQ(damaged.error().code, ErrorCode::Corrupt);
    }
}

TEST(Optimizer, RotosolveMinimisesAParabolaInOneStepACoordinate) {
    OptimizerConfig config;
    config.kind = OptimizerKind::Rotosolve;
    OptimizationProblem dense = problem();
    dense.circuitWeights = 0;
    Quadratic objective;
    auto optimizer = makeOptimizer(config, dense);
    ASSERT_TRUE(optimizer);
    std::vector<double> weights = kStart;
    ASSERT_TRUE((*optimizer)->step({&objective, 0.0, 0}, weights));
    EXPECT_NEAR(weights[0], 2.0, 1e-12);  // ∂/∂w0 = w0 + w1 = 0
    ASSERT_TRUE((*optimizer)->step({&objective, 0.0, 1}, weights));
    EXPECT_NEAR(weights[1], -1.0, 1e-12);  // 2·w1 + w0 = 0
    ASSERT_TRUE((*optimizer)->step({&objective, 0.0, 2}, weights));
    EXPECT_NEAR(weights[2], 0.0, 1e-12);
}

TEST(Optimizer, TrigonometricMinimumBeatsAFineGrid) {
    EXPECT_NEAR(std::abs(minimumOfTrigonometricPolynomial(1, 0, 0, 0)), std::acos(-1.0), 1e-12);
    EXPECT_NEAR(minimumOfTrigonometricPolynomial(0, 1, 0, 0), -std::acos(0.0), 1e-12);
    const double a1 = 0.3, b1 = -0.7, a2 = 0.5, b2 = 0.4;
    const auto value = [&](double x) {
        return a1 * std::cos(x) + b1 * std::sin(x) + a2 * std::cos(2 * x) + b2 * std::sin(2 * x);
    };
    const double found = value(minimumOfTrigonometricPolynomial(a1, b1, a2, b2));
    for (int point = 0; point < 100000; ++point) ASSERT_LE(found, value(6.2832e-5 * point) + 1e-15);
}

/// Runs an optimizer with its own loop for a number of steps.
class Counter final : public StepDriver {
public:
    Counter(Objective& objective, std::size_t steps) : m_objective(objective), m_left(steps) {}
    bool more() override { return m_left > 0; }
    StepContext context() override { return {&m_objective, 0.5, 0}; }
    std::vector<double>& weights() override { return at; }
    Status done(const StepOutcome&) override {
        --m_left;
        return {};
    }
    std::vector<double> at = kStart;

private:
    Objective& m_objective;
    std::size_t m_left;
};

TEST(Optimizer, CobylaResumesByReplayAtEveryEvaluation) {
    OptimizerConfig config;
    config.kind = OptimizerKind::Cobyla;
    config.learningRate = 0.5;
    Quadratic objective;
    auto whole = makeOptimizer(config, problem());
    ASSERT_TRUE(whole);
    Counter counter(objective, 120);
    ASSERT_TRUE((*whole)->run(counter));
    for (const double weight : counter.at) EXPECT_NEAR(weight, 0.0, 1e-3);
    for (const std::size_t cut : {1U, 3U, 4U, 5U, 17U, 60U, 119U}) {
        auto first = makeOptimizer(config, problem());
        auto second = makeOptimizer(config, problem());
        Counter before(objective, cut);
        ASSERT_TRUE((*first)->run(before));
        ASSERT_TRUE((*second)->restore((*first)->state()));
        Counter after(objective, 120 - cut);
        after.at = before.at;
        const std::size_t evaluations = objective.evaluations;
        ASSERT_TRUE((*second)->run(after));
        EXPECT_EQ(objective.evaluations - evaluations, 120 - cut)
            << "recorded values are not computed again";
        EXPECT_EQ(after.at, counter.at) << cut;
        EXPECT_EQ((*second)->state(), (*whole)->state());
    }
}

TEST(Optimizer, RefusesAModelWithoutTrainableWeights) {
    OptimizationProblem none = problem();
    none.trainable = {false, false, false};
    const auto optimizer = makeOptimizer({}, none);
    ASSERT_FALSE(optimizer);
    EXPECT_EQ(optimizer.error().code, ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace qstore
