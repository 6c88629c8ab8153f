// SPDX-License-Identifier: Apache-2.0
#include "core/gradients/gradients.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/simulation/plan.h"
#include "tests/core/simulation/random_circuit.h"

namespace qstore {
namespace {

using ::qstore::testing::kRandomInputs;
using ::qstore::testing::kRandomWeights;
using ::qstore::testing::RandomCircuit;

/// Row k: the adjoint gradient of observable k alone.
Jacobian adjoint(const Circuit& circuit, const std::vector<PauliSum>& observables,
                 const std::vector<double>& weights, const std::vector<double>& inputs) {
    const auto plan = Plan::compile(circuit, observables).value();
    Jacobian result;
    for (std::size_t k = 0; k < observables.size(); ++k) {
        const auto one = plan->forwardBackward({weights, inputs, 1, false},
                                               [k](std::size_t, auto, std::span<double> cotangent) {
                                                   cotangent[k] = 1.0;
                                               },
                                               {true, true})
                             .value();
        result.expectations = one.expectations;
        result.weights.insert(result.weights.end(), one.weights.begin(), one.weights.end());
        result.inputs.insert(result.inputs.end(), one.inputs.begin(), one.inputs.end());
    }
    return result;
}

double largestDifference(const std::vector<double>& a, const std::vector<double>& b) {
    EXPECT_EQ(a.size(), b.size());
    double largest = 0.0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

TEST(BatchJacobian, HasARowForEverySampleAndObservable) {
    RandomCircuit random(5);
    const Circuit circuit = random.circuit(4, 12);
    const std::vector<PauliSum> observables{random.observable(4), PauliSum::z(1), PauliSum::z(3)};
    constexpr std::size_t samples = 5;
    const auto weights = random.values(samples * kRandomWeights);
    const auto inputs = random.values(samples * kRandomInputs);
    const auto plan = Plan::compile(circuit, observables).value();
    for (const bool perSample : {false, true}) {
        const std::span<const double> given(weights.data(), (perSample ? samples : 1) * kRandomWeights);
        const auto batch =
            batchJacobian(*plan, plan->signature(), {given, inputs, samples, perSample}).value();
        ASSERT_EQ(batch.expectations.size(), samples * observables.size());
        Jacobian expected;
        for (std::size_t sample = 0; sample < samples; ++sample) {
            const auto own = given.subspan(perSample ? sample * kRandomWeights : 0, kRandomWeights);
            const auto row = std::span(inputs).subspan(sample * kRandomInputs, kRandomInputs);
            const Jacobian one =
                adjoint(circuit, observables, {own.begin(), own.end()}, {row.begin(), row.end()});
            const auto append = [](std::vector<double>& to, const std::vector<double>& from) {
                to.insert(to.end(), from.begin(), from.end());
            };
            append(expected.expectations, one.expectations);
            append(expected.weights, one.weights);
            append(expected.inputs, one.inputs);
        }
        EXPECT_LT(largestDifference(batch.expectations, expected.expectations), 1e-12);
        EXPECT_LT(largestDifference(batch.weights, expected.weights), 1e-12);
        EXPECT_LT(largestDifference(batch.inputs, expected.inputs), 1e-12);
    }
}

TEST(BatchJacobian, RefusesWhatDoesNotFit) {
    const auto plan = Plan::compile(RandomCircuit(5).circuit(4, 12), {PauliSum::z(0)}).value();
    const std::vector<double> weights(kRandomWeights), inputs(kRandomInputs);
    EXPECT_EQ(batchJacobian(*plan, plan->signature(), {weights, inputs, 2, false}).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(batchJacobian(*plan, plan->signature(), {weights, inputs, std::size_t{1} << 60U, false})
                  .error()
                  .code,
              ErrorCode::ResourceExhausted);
}

TEST(Gradients, AdjointShiftAndDifferencesAgreeOverTheWholeGateTable) {
    std::size_t nonZero = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        RandomCircuit random(seed);
        const std::size_t qubits = 4 + seed % 2;
        const Circuit circuit = random.circuit(qubits, 10);
        const std::vector<PauliSum> observables{random.observable(qubits), PauliSum::z(seed % qubits)};
        const auto weights = random.values(kRandomWeights);
        const auto inputs = random.values(kRandomInputs);
        const Jacobian exact = adjoint(circuit, observables, weights, inputs);
        const auto shifted = parameterShift(circuit, observables, weights, inputs, exactEstimator);
        ASSERT_TRUE(shifted) << shifted.error().message;
        EXPECT_LT(largestDifference(shifted->expectations, exact.expectations), 1e-12) << seed;
        EXPECT_LT(largestDifference(shifted->weights, exact.weights), 1e-10) << seed;
        EXPECT_LT(largestDifference(shifted->inputs, exact.inputs), 1e-10) << seed;
        const auto estimator = exactEstimator(circuit, observables).value();
        const auto differences = finiteDifferences(*estimator, weights, inputs, 2e-4).value();
        EXPECT_LT(largestDifference(differences.weights, exact.weights), 1e-6) << seed;
        EXPECT_LT(largestDifference(differences.inputs, exact.inputs), 1e-6) << seed;
        for (const double value : exact.weights) nonZero += std::abs(value) > 1e-3 ? 1U : 0U;
    }
    EXPECT_GT(nonZero, 500U);
}

TEST(ParameterShift, CountsItsCircuits) {
    CircuitParts parts;
    parts.qubits = 2;
    parts.parameters = {{"a", ParameterRole::Trainable, {}, ""},
                        {"shift", ParameterRole::Trainable, {}, ""}};
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("ry", {1}, {Angle::symbol("a")}),
                        Operation::gateOn("crx", {0, 1}, {Angle::symbol("shift")}),
                        Operation::gateOn("ry", {1}, {Angle(0.3)})};
    const std::vector<double> weights{0.4, 0.9};
    const auto result =
        parameterShift(Circuit::of(parts), {PauliSum::z(1)}, weights, {}, exactEstimator).value();
    EXPECT_EQ(result.evaluations, 1U + 2U + 4U);
    EXPECT_EQ(result.weights.size(), 2U);
    EXPECT_TRUE(result.inputs.empty());
}

TEST(ParameterShift, PassesErrorsAndCancellationOn) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"a", ParameterRole::Trainable, {}, ""}};
    parts.operations = {Operation::gateOn("ry", {0}, {Angle::symbol("a")})};
    const Circuit circuit = Circuit::of(parts);
    EXPECT_FALSE(parameterShift(circuit, {PauliSum::z(3)}, {}, {}, exactEstimator));
    EXPECT_FALSE(parameterShift(circuit, {PauliSum::z(0)}, {}, {}, exactEstimator));
    std::stop_source source;
    source.request_stop();
    const std::vector<double> weights{0.4};
    const auto stopped =
        parameterShift(circuit, {PauliSum::z(0)}, weights, {}, exactEstimator, {source.get_token(), {}});
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

TEST(FiniteDifferences, RefusesAStepOfZero) {
    const auto estimator = exactEstimator(Circuit(), {}).value();
    EXPECT_FALSE(finiteDifferences(*estimator, {}, {}, 0.0));
    EXPECT_FALSE(finiteDifferences(*estimator, {}, {}, std::nan("")));
}

TEST(Spsa, AveragesToTheGradientAndFollowsItsSeed) {
    CircuitParts parts;
    parts.qubits = 2;
    parts.parameters = {{"a", ParameterRole::Trainable, {}, ""},
                        {"b", ParameterRole::Trainable, {}, ""},
                        {"age", ParameterRole::Column, {}, "age"}};
    parts.operations = {Operation::gateOn("ry", {0}, {Angle::symbol("a")}),
                        Operation::gateOn("ry", {1}, {Angle::parse("b + age").value()}),
                        Operation::gateOn("cx", {0, 1})};
    const Circuit circuit = Circuit::of(parts);
    const std::vector<double> weights{0.4, 0.9};
    const std::vector<double> inputs{0.2};
    const auto estimator = exactEstimator(circuit, {PauliSum::z(1)}).value();
    const auto estimate = spsaGradient(*estimator, weights, inputs, 1e-3, 4000, 3).value();
    // <Z1> = cos(a) cos(b + x). Each direction adds noise of the other components' size: 0.9/sqrt(4000).
    EXPECT_NEAR(estimate.weights[0], -std::sin(0.4) * std::cos(1.1), 0.07);
    EXPECT_NEAR(estimate.weights[1], -std::cos(0.4) * std::sin(1.1), 0.07);
    EXPECT_NEAR(estimate.inputs[0], -std::cos(0.4) * std::sin(1.1), 0.07);
    EXPECT_EQ(estimate.evaluations, 8001U);
    EXPECT_EQ(estimate.weights, spsaGradient(*estimator, weights, inputs, 1e-3, 4000, 3).value().weights);
    EXPECT_NE(estimate.weights, spsaGradient(*estimator, weights, inputs, 1e-3, 4000, 4).value().weights);
    EXPECT_FALSE(spsaGradient(*estimator, weights, inputs, 0.0, 1, 1));
    EXPECT_FALSE(spsaGradient(*estimator, weights, inputs, 0.1, 0, 1));
}

TEST(ParameterShift, IsCompiledOnceForAllSamples) {
    CircuitParts parts;
    parts.qubits = 2;
    parts.parameters = {{"x0", ParameterRole::Column, {}, "x"}, {"w", ParameterRole::Trainable, {}, ""}};
    parts.operations = {Operation::gateOn("ry", {0}, {Angle::symbol("x0")}),
                        Operation::gateOn("crx", {0, 1}, {Angle::symbol("w")}),
                        Operation::gateOn("rz", {1}, {Angle::symbol("w") * Angle::symbol("x0")}),
                        Operation::gateOn("rx", {1}, {Angle(0.4)})};
    const Circuit circuit = Circuit::of(std::move(parts));
    const std::vector<PauliSum> observables = {PauliSum::parse("Z1 + 0.5 X0").value()};
    std::size_t compilations = 0;
    const EstimatorFactory counting = [&](const Circuit& each, const std::vector<PauliSum>& asked) {
        ++compilations;
        return exactEstimator(each, asked);
    };
    const auto shift = ParameterShift::compile(circuit, observables, counting).value();
    EXPECT_EQ(compilations, 4U) << "as it is, and one for each of three angles that hold a symbol";
    for (const double x : {0.1, 0.7, -2.0}) {
        const std::vector<double> weights{0.3 + x}, inputs{x};
        const Jacobian once = shift->jacobian(weights, inputs).value();
        const Jacobian anew = parameterShift(circuit, observables, weights, inputs, exactEstimator).value();
        EXPECT_EQ(once.weights, anew.weights);
        EXPECT_EQ(once.inputs, anew.inputs);
        EXPECT_EQ(once.evaluations, 1U + 2U + 4U + 2U);
    }
    EXPECT_EQ(compilations, 4U);
}

}  // namespace
}  // namespace qstore
