// SPDX-License-Identifier: Apache-2.0
#include "core/backends/gradient_cost.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <span>

#include "core/circuit/qasm.h"
#include "core/gradients/gradients.h"
#include "core/simulation/shot_estimator.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

Circuit costedCircuit(const std::string& body) {
    const auto circuit = readCircuit(
        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n@qstore.role trainable\n"
        "input float[64] w;\nqubit[2] q;\n" +
            body,
        "test", {});
    EXPECT_TRUE(circuit) << circuit.error().message;
    return circuit.value_or(Circuit());
}

TrainingShape shapeOf(const std::string& body, const char* observable) {
    TrainingShape shape;
    shape.circuit = costedCircuit(body);
    shape.observables = {PauliSum::parse(observable).value()};
    shape.rows = 1;
    return shape;
}

TrainingTerms local() {
    TrainingTerms terms;
    terms.device.name = "local";
    terms.device.maxCircuits = 1000;
    return terms;
}

std::optional<GradientOption> find(const std::vector<GradientOption>& options, SampledGradient method,
                                   bool grouping) {
    for (const GradientOption& option : options)
        if (option.method == method && option.grouping == grouping) return option;
    return std::nullopt;
}

std::vector<GradientOption> optionsOf(const TrainingShape& shape, double error,
                                      const TrainingTerms& terms = local()) {
    const auto options = gradientOptions(shape, terms, PriceTable::shipped().value(), {error, {}});
    EXPECT_TRUE(options) << options.error().message;
    return options.value_or(std::vector<GradientOption>{});
}

TEST(GradientCost, TheTwoTermRuleHasHalfTheVarianceOverTheShots) {
    // V = 1 for Z0: N = 1/(2 ε²) = 50 for ε = 0.1 (Wierichs et al. 2022).
    const auto option =
        find(optionsOf(shapeOf("rx(w) q[0];\n", "Z0"), 0.1), SampledGradient::ParameterShift, true);
    ASSERT_TRUE(option);
    EXPECT_EQ(option->shots, 50U);
    EXPECT_EQ(option->shotsPerGradient, 100U);
}

TEST(GradientCost, FourTermsAndSlopesAndSharedWeightsAddUp) {
    // Controlled rotation: a = (√2 ± 1)/(4√2), 2 Σ a² = 2 (0.42678² + 0.07322²) = 0.375.
    const auto shots = [](const char* body) {
        return find(optionsOf(shapeOf(body, "Z0"), 0.1), SampledGradient::ParameterShift, true)->shots;
    };
    EXPECT_EQ(shots("crx(w) q[0], q[1];\n"), 38U);  // 37.5
    EXPECT_EQ(shots("rx(3*w) q[0];\n"), 450U);      // 9 · 50
    EXPECT_EQ(shots("rx(w) q[0];\nrx(w) q[1];\n"), 100U);
}

TEST(GradientCost, GroupingTradesVarianceForCircuits) {
    // Z0 + 2 Z1: on their own V = 1 + 4; in one setting V ≤ (1 + 2)².
    const auto options = optionsOf(shapeOf("rx(w) q[0];\n", "Z0 + 2 Z1"), 0.1);
    const auto grouped = find(options, SampledGradient::ParameterShift, true);
    const auto alone = find(options, SampledGradient::ParameterShift, false);
    EXPECT_EQ(grouped->shots, 450U);
    EXPECT_EQ(alone->shots, 250U);
    EXPECT_EQ(grouped->cost.settings, 1U);
    EXPECT_EQ(alone->cost.settings, 2U);
}

TEST(GradientCost, FiniteDifferencesTakeTheStepThatNeedsFewestShots) {
    const auto option =
        find(optionsOf(shapeOf("rx(w) q[0];\n", "Z0"), 0.1), SampledGradient::FiniteDifference, true);
    ASSERT_TRUE(option);
    const auto shotsAt = [](double h) {
        const double bias = std::pow(h, 4.0) / 480.0;
        return 65.0 / (18.0 * h * h * (0.01 - bias * bias));
    };
    EXPECT_NEAR(static_cast<double>(option->shots), shotsAt(option->step), 1.0);
    for (const double factor : {0.9, 1.1})
        EXPECT_GT(shotsAt(factor * option->step), shotsAt(option->step)) << "no other step is better";
}

/// The root mean square error of ∂⟨O⟩/∂w over many estimates of the project's own gradients.
double errorSeen(const TrainingShape& shape, const GradientOption& option, double w) {
    const auto estimator = [&](std::uint64_t seed) {
        return ShotEstimator::compile(shape.circuit, shape.observables, option.shots * option.repeats,
                                      seed);
    };
    const std::vector<double> weights = {w};
    const double exact = -std::sin(w);  // ⟨Z⟩ after rx(w)
    double sum = 0.0;
    constexpr int kTimes = 400;
    for (int i = 0; i < kTimes; ++i) {
        const auto seed = static_cast<std::uint64_t>(1000 + i);
        Result<Jacobian> jacobian = fail(ErrorCode::Failed, "");
        if (option.method == SampledGradient::ParameterShift)
            jacobian = parameterShift(
                shape.circuit, shape.observables, weights, {},
                [&](const Circuit& circuit,
                    const std::vector<PauliSum>& observables) -> Result<std::shared_ptr<const Estimator>> {
                    auto made =
                        ShotEstimator::compile(circuit, observables, option.shots * option.repeats, seed);
                    if (!made) return tl::unexpected<Error>(made.error());
                    return std::shared_ptr<const Estimator>(*made);
                });
        if (option.method == SampledGradient::FiniteDifference)
            jacobian = finiteDifferences(**estimator(seed), weights, {}, option.step);
        if (option.method == SampledGradient::Spsa)
            jacobian = spsaGradient(**estimator(seed), weights, {}, option.step, option.directions, seed);
        EXPECT_TRUE(jacobian) << jacobian.error().message;
        if (jacobian) sum += std::pow(jacobian->weights.at(0) - exact, 2.0);
    }
    return std::sqrt(sum / kTimes);
}

TEST(GradientCost, EveryMethodKeepsTheErrorThatWasWanted) {
    const TrainingShape shape = shapeOf("rx(w) q[0];\n", "Z0");
    constexpr double kWanted = 0.2;
    std::size_t seen = 0;
    for (const GradientOption& option : optionsOf(shape, kWanted)) {
        // More shots a direction only take longer.
        if (!option.grouping || (option.method == SampledGradient::Spsa && option.shots > 100)) continue;
        for (const double w : {0.3, 1.4}) {
            // Of 400 estimates the root mean square is known to 1/√800 = 3.5 %: five of these.
            EXPECT_LT(errorSeen(shape, option, w), kWanted * 1.18)
                << sampledGradientName(option.method) << " with " << option.shots << " shots at " << w;
        }
        ++seen;
    }
    EXPECT_GE(seen, 4U);
    // Where ⟨Z⟩ is near 0 the bound is tight, so that fewer shots would not do.
    const auto shift = find(optionsOf(shape, kWanted), SampledGradient::ParameterShift, true);
    EXPECT_GT(errorSeen(shape, *shift, 0.1), kWanted * 0.8);
}

TEST(GradientCost, CheapestFirstByMoney) {
    TrainingShape shape = shapeOf("rx(w) q[0];\ncx q[0], q[1];\n", "Z0 + X0");
    shape.rows = 20;
    shape.batchSize = 10;
    TrainingTerms terms;
    terms.provider = "ionq";
    terms.device.name = "qpu.forte-1";
    terms.device.maxCircuits = 100;
    terms.device.minShots = 100;
    terms.device.maxShots = 500;
    const auto options = optionsOf(shape, 0.02, terms);
    ASSERT_GE(options.size(), 4U);
    for (std::size_t i = 0; i + 1 < options.size(); ++i)
        EXPECT_LE(*options[i].cost.usd, *options[i + 1].cost.usd);
    for (const GradientOption& option : options) {
        EXPECT_GE(option.shots, 100U);
        EXPECT_LE(option.shots, 500U) << "what is more is repeated";
        EXPECT_FALSE(option.reasoning.empty());
    }
    const auto shift = find(options, SampledGradient::ParameterShift, true);
    // V = 2 for two settings of one string: N = 2/(2 · 0.0004) = 2,500 = 5 · 500.
    EXPECT_EQ(shift->shots, 500U);
    EXPECT_EQ(shift->repeats, 5U);
}

TEST(GradientCost, WhatCannotBeWantedIsRefused) {
    const PriceTable prices = PriceTable::shipped().value();
    const TrainingShape shape = shapeOf("rx(w) q[0];\n", "Z0");
    EXPECT_EQ(gradientOptions(shape, local(), prices, {0.0, {}}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(gradientOptions(shape, local(), prices, {std::nan(""), {}}).error().code,
              ErrorCode::InvalidArgument);
    TrainingShape ragged = shape;
    ragged.inputs = {0.1};
    EXPECT_EQ(gradientOptions(ragged, local(), prices, {0.1, {}}).error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(gradientOptions(shapeOf("h q[0];\n", "Z0"), local(), prices, {0.1, {}}).error().message,
                HasSubstr("nothing to train"));
}

}  // namespace
}  // namespace qstore
