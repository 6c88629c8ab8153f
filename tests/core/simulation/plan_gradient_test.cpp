// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/parallel.h"
#include "core/simulation/plan.h"
#include "tests/core/simulation/random_circuit.h"

namespace qstore {
namespace {

using ::qstore::testing::kRandomInputs;
using ::qstore::testing::kRandomWeights;
using ::qstore::testing::RandomCircuit;
using ::testing::HasSubstr;

/// Σ over observables of factor·⟨O⟩ for every sample.
Cotangent fixedCotangent(std::vector<double> factors) {
    return [factors](std::size_t, std::span<const double>, std::span<double> cotangent) {
        std::copy(factors.begin(), factors.end(), cotangent.begin());
    };
}

Circuit twoSymbols() {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"w", ParameterRole::Trainable, {}, ""}, {"age", ParameterRole::Column, {}, "age"}};
    parts.operations = {Operation::gateOn("ry", {0}, {Angle::parse("w*age").value()})};
    return Circuit::of(parts);
}

TEST(ForwardBackward, FollowsTheChainRuleOfASmallExample) {
    // <Z> = cos(w x): dL/dw = -x sin(w x), dL/dx = -w sin(w x).
    const auto plan = Plan::compile(twoSymbols(), {PauliSum::z(0)}).value();
    const std::vector<double> weights{0.7};
    const std::vector<double> inputs{0.4, -1.3, 2.1};
    const auto result =
        plan->forwardBackward({weights, inputs, 3, false}, fixedCotangent({1.0}), {true, true}).value();
    double sum = 0.0;
    for (std::size_t s = 0; s < 3; ++s) {
        const double x = inputs[s];
        EXPECT_NEAR(result.expectations[s], std::cos(0.7 * x), 1e-14);
        EXPECT_NEAR(result.inputs[s], -0.7 * std::sin(0.7 * x), 1e-14);
        sum += -x * std::sin(0.7 * x);
    }
    EXPECT_NEAR(result.weights.at(0), sum, 1e-14);
}

TEST(ForwardBackward, GivesTheCotangentTheSamplesExpectations) {
    // L = Σ (⟨Z⟩ − target)²: the cotangent is 2(⟨Z⟩ − target).
    const auto plan = Plan::compile(twoSymbols(), {PauliSum::z(0)}).value();
    const std::vector<double> weights{0.7};
    const std::vector<double> inputs{0.4, -1.3};
    const std::vector<double> targets{1.0, -1.0};
    const auto result = plan->forwardBackward(
        {weights, inputs, 2, false},
        [&](std::size_t sample, std::span<const double> values, std::span<double> cotangent) {
            cotangent[0] = 2.0 * (values[0] - targets[sample]);
        });
    double expected = 0.0;
    for (std::size_t s = 0; s < 2; ++s) {
        const double angle = 0.7 * inputs[s];
        expected += 2.0 * (std::cos(angle) - targets[s]) * -inputs[s] * std::sin(angle);
    }
    EXPECT_NEAR(result.value().weights.at(0), expected, 1e-14);
    EXPECT_TRUE(result.value().inputs.empty());
}

TEST(ForwardBackward, RowsPerSampleAddUpToTheSharedGradient) {
    RandomCircuit random(3);
    const Circuit circuit = random.circuit(4, 15);
    const auto plan = Plan::compile(circuit, {random.observable(4), random.observable(4)}).value();
    const std::size_t samples = 21;
    const auto weights = random.values(kRandomWeights);
    const auto inputs = random.values(samples * kRandomInputs);
    std::vector<double> repeated;
    for (std::size_t s = 0; s < samples; ++s)
        repeated.insert(repeated.end(), weights.begin(), weights.end());
    const auto cotangent = fixedCotangent({0.6, -1.2});
    const auto shared = plan->forwardBackward({weights, inputs, samples, false}, cotangent).value();
    const auto rows = plan->forwardBackward({repeated, inputs, samples, true}, cotangent).value();
    ASSERT_EQ(shared.weights.size(), kRandomWeights);
    ASSERT_EQ(rows.weights.size(), samples * kRandomWeights);
    EXPECT_EQ(rows.expectations, shared.expectations);
    for (std::size_t i = 0; i < kRandomWeights; ++i) {
        double sum = 0.0;
        for (std::size_t s = 0; s < samples; ++s) sum += rows.weights[s * kRandomWeights + i];
        EXPECT_NEAR(shared.weights[i], sum, 1e-12);
    }
}

TEST(ForwardBackward, SinglePrecisionStaysClose) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        RandomCircuit random(seed);
        const Circuit circuit = random.circuit(4, 12);
        const std::vector<PauliSum> observables{random.observable(4)};
        const auto weights = random.values(kRandomWeights);
        const auto inputs = random.values(kRandomInputs);
        const auto gradientOf = [&](Precision precision) {
            const auto plan = Plan::compile(circuit, observables, {precision}).value();
            return plan->forwardBackward({weights, inputs, 1, false}, fixedCotangent({1.0}), {true, true})
                .value();
        };
        const auto exact = gradientOf(Precision::Double);
        const auto rough = gradientOf(Precision::Single);
        double size = 1.0;  // the chain rule through w*x and the like can be larger than one
        for (const double value : exact.weights) size = std::max(size, std::abs(value));
        for (std::size_t i = 0; i < kRandomWeights; ++i)
            EXPECT_NEAR(rough.weights[i], exact.weights[i], 1e-5 * size) << seed;
        EXPECT_NEAR(rough.expectations[0], exact.expectations[0], 1e-5);
    }
}

TEST(ForwardBackward, IsBitEqualForAnyNumberOfThreads) {
    RandomCircuit random(21);
    const auto weights = random.values(kRandomWeights);
    const auto inputs = random.values(50 * kRandomInputs);
    const Circuit small = random.circuit(5, 20);
    const Circuit large = random.circuit(16, 12);
    const auto smallPlan = Plan::compile(small, {random.observable(5)}).value();
    const auto largePlan = Plan::compile(large, {random.observable(16)}).value();
    const auto run = [&](const Plan& plan, std::size_t samples) {
        const Bindings bindings{weights, std::span(inputs).first(samples * kRandomInputs), samples, false};
        return plan.forwardBackward(bindings, fixedCotangent({0.9}), {true, true}).value();
    };
    setThreadCount(1);
    const auto smallOne = run(*smallPlan, 50);
    const auto largeOne = run(*largePlan, 2);
    for (const std::size_t threads : {2U, 5U}) {
        setThreadCount(threads);
        EXPECT_EQ(run(*smallPlan, 50).weights, smallOne.weights);
        EXPECT_EQ(run(*smallPlan, 50).inputs, smallOne.inputs);
        EXPECT_EQ(run(*largePlan, 2).weights, largeOne.weights);
        EXPECT_EQ(run(*largePlan, 2).inputs, largeOne.inputs);
    }
    setThreadCount(0);
}

TEST(ForwardBackward, RefusesAnInfiniteDerivativeByName) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"w", ParameterRole::Trainable, {}, ""}};
    parts.operations = {Operation::gateOn("h", {0}),
                        Operation::gateOn("ry", {0}, {Angle::parse("sqrt(w) + 0.3").value()})};
    const auto plan = Plan::compile(Circuit::of(parts), {PauliSum::z(0)}).value();
    const std::vector<double> zero{0.0};
    const auto result = plan->forwardBackward({zero, {}, 1, false}, fixedCotangent({1.0}));
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message, HasSubstr("'w'"));
}

TEST(ForwardBackward, NoSamplesHaveZeroGradient) {
    const auto plan = Plan::compile(twoSymbols(), {PauliSum::z(0)}).value();
    const std::vector<double> weights{0.7};
    const auto result = plan->forwardBackward({weights, {}, 0, false}, fixedCotangent({1.0})).value();
    EXPECT_THAT(result.weights, ::testing::ElementsAre(0.0));
    EXPECT_TRUE(result.expectations.empty());
}

}  // namespace
}  // namespace qstore
