// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/parallel.h"
#include "tests/core/simulation/random_circuit.h"

namespace qstore {
namespace {

using ::qstore::testing::kRandomInputs;
using ::qstore::testing::kRandomWeights;
using ::qstore::testing::RandomCircuit;
using ::testing::HasSubstr;

std::shared_ptr<const Plan> planFor(const Circuit& circuit, std::vector<PauliSum> observables = {},
                                    PlanOptions options = {}) {
    auto plan = Plan::compile(circuit, std::move(observables), options);
    EXPECT_TRUE(plan) << (plan ? "" : plan.error().message);
    return plan.value();
}

Circuit boundCircuit(const Circuit& circuit, const std::vector<double>& weights,
                     const std::vector<double>& inputs) {
    std::vector<std::pair<std::string, double>> values;
    for (std::size_t i = 0; i < weights.size(); ++i)
        values.emplace_back("w" + std::to_string(i), weights[i]);
    for (std::size_t i = 0; i < inputs.size(); ++i) values.emplace_back("x" + std::to_string(i), inputs[i]);
    return circuit.bound(values).value();
}

double largestDifference(const State& state, const ComplexMatrix& unitary) {
    double largest = 0.0;
    for (std::size_t i = 0; i < state.probabilities().size(); ++i) {
        largest =
            std::max(largest, std::abs(state.amplitude(i) - unitary(static_cast<Eigen::Index>(i), 0)));
    }
    return largest;
}

TEST(Plan, KernelsMatchTheDenseUnitaryOverTheWholeGateTable) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        RandomCircuit random(seed);
        const Circuit circuit = random.circuit(3 + seed % 3, 12);
        const auto weights = random.values(kRandomWeights);
        const auto inputs = random.values(kRandomInputs);
        const auto unitary = circuitUnitary(boundCircuit(circuit, weights, inputs)).value();
        const State exact = planFor(circuit)->run(weights, inputs).value();
        ASSERT_LT(largestDifference(exact, unitary), 1e-12) << "seed " << seed;
        const auto single = planFor(circuit, {}, {Precision::Single});
        const State rough = single->run(weights, inputs).value();
        EXPECT_EQ(rough.precision(), Precision::Single);
        ASSERT_LT(largestDifference(rough, unitary), 1e-5) << "seed " << seed;
    }
}

TEST(Plan, EveryGateOfTheTableMatchesItsUnitaryOnEveryPlacement) {
    for (const GateInfo& gate : gateTable()) {
        for (std::size_t shift = 0; shift < 4; ++shift) {
            CircuitParts parts;
            parts.qubits = std::max<std::size_t>(gate.qubits, 4);
            std::vector<Qubit> qubits;
            for (std::size_t j = 0; j < gate.qubits; ++j) qubits.push_back((j * 3 + shift) % parts.qubits);
            if (gate.qubits > 4) continue;
            for (Qubit q = 0; q < parts.qubits; ++q) {
                parts.operations.push_back(Operation::gateOn(
                    "u3", {q}, {Angle(0.3 + 0.2 * static_cast<double>(q)), Angle(0.7), Angle(1.1)}));
            }
            const std::vector<Angle> angles = {Angle(0.9), Angle(-0.4), Angle(0.25), Angle(0.6)};
            const auto used = static_cast<std::ptrdiff_t>(gate.angleNames.size());
            parts.operations.push_back(
                makeGate(gate.name, qubits, {angles.begin(), angles.begin() + used}).value());
            const Circuit circuit = Circuit::of(parts);
            const State state = simulate(circuit).value();
            EXPECT_LT(largestDifference(state, circuitUnitary(circuit).value()), 1e-13) << gate.name;
        }
    }
}

TEST(Plan, ExpectationsAreThoseOfTheFinalState) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        RandomCircuit random(seed);
        const Circuit circuit = random.circuit(4, 10);
        const PauliSum first = random.observable(4);
        const PauliSum second = random.observable(4);
        const auto plan = planFor(circuit, {first, second});
        const auto weights = random.values(kRandomWeights);
        const auto inputs = random.values(3 * kRandomInputs);
        const auto values = plan->expectations({weights, inputs, 3, false}).value();
        ASSERT_EQ(values.size(), 6U);
        for (std::size_t sample = 0; sample < 3; ++sample) {
            const std::span row = std::span(inputs).subspan(sample * kRandomInputs, kRandomInputs);
            const State state = plan->run(weights, row).value();
            EXPECT_NEAR(values[2 * sample], state.expectation(first), 1e-12);
            EXPECT_NEAR(values[2 * sample + 1], state.expectation(second), 1e-12);
        }
    }
}

TEST(Plan, WeightsMayDifferPerSample) {
    RandomCircuit random(5);
    const Circuit circuit = random.circuit(4, 14);
    const auto plan = planFor(circuit, {random.observable(4)});
    const auto weights = random.values(20 * kRandomWeights);
    const auto inputs = random.values(20 * kRandomInputs);
    const auto together = plan->expectations({weights, inputs, 20, true}).value();
    for (std::size_t s = 0; s < 20; ++s) {
        const auto row = std::span(weights).subspan(s * kRandomWeights, kRandomWeights);
        const auto columns = std::span(inputs).subspan(s * kRandomInputs, kRandomInputs);
        EXPECT_EQ(together[s], plan->expectations({row, columns, 1, false}).value()[0]);
    }
}

TEST(Plan, SignatureFollowsTheDeclarations) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"b", ParameterRole::Frozen, 0.5, ""},
                        {"age", ParameterRole::Column, {}, "petal length (cm)"},
                        {"a", ParameterRole::Trainable, {}, ""}};
    const auto plan = planFor(Circuit::of(parts), {PauliSum::z(0)});
    EXPECT_THAT(plan->signature().weights, ::testing::ElementsAre("b", "a"));
    EXPECT_THAT(plan->signature().trainable, ::testing::ElementsAre(false, true));
    EXPECT_THAT(plan->signature().inputs, ::testing::ElementsAre("age"));
    EXPECT_THAT(plan->signature().columns, ::testing::ElementsAre("petal length (cm)"));
    EXPECT_EQ(plan->signature().observables, 1U);
}

TEST(Plan, PrefixesStepThroughTheUnflattenedCircuit) {
    auto bell = std::make_shared<GateDefinition>();
    bell->name = "bell";
    bell->qubits = 2;
    bell->body = {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1})};
    CircuitParts parts;
    parts.qubits = 2;
    parts.definitions = {bell};
    Operation use;
    use.gate = std::shared_ptr<const GateDefinition>(bell);
    use.targets = {0, 1};
    parts.operations = {use, Operation::gateOn("x", {0})};
    const auto plan = planFor(Circuit::of(parts));
    EXPECT_NEAR(std::norm(plan->runPrefix(0, {}, {}).value().amplitude(0)), 1.0, 1e-12);
    EXPECT_NEAR(std::norm(plan->runPrefix(1, {}, {}).value().amplitude(3)), 0.5, 1e-12);
    EXPECT_NEAR(std::norm(plan->runPrefix(2, {}, {}).value().amplitude(1)), 0.5, 1e-12);
    EXPECT_FALSE(plan->runPrefix(3, {}, {}));
}

TEST(Plan, GhzOnTwentyFourQubits) {
    CircuitParts parts;
    parts.qubits = 24;
    parts.operations.push_back(Operation::gateOn("h", {0}));
    for (Qubit q = 1; q < 24; ++q) parts.operations.push_back(Operation::gateOn("cx", {q - 1, q}));
    const auto plan = planFor(Circuit::of(parts), {PauliSum::parse("Z0 Z23").value(), PauliSum::z(11)});
    const auto values = plan->expectations({}).value();
    EXPECT_NEAR(values[0], 1.0, 1e-12);
    EXPECT_NEAR(values[1], 0.0, 1e-12);
}

TEST(Plan, ResultsAreBitEqualForAnyNumberOfThreads) {
    RandomCircuit random(11);
    const Circuit small = random.circuit(5, 20);
    const auto smallPlan = planFor(small, {random.observable(5)});
    const Circuit large = random.circuit(16, 20);
    const auto largePlan = planFor(large, {random.observable(16)});
    const auto weights = random.values(kRandomWeights);
    const auto inputs = random.values(100 * kRandomInputs);
    const Bindings many{weights, inputs, 100, false};
    const Bindings two{weights, std::span(inputs).first(2 * kRandomInputs), 2, false};
    setThreadCount(1);
    const auto smallOne = smallPlan->expectations(many).value();
    const auto largeOne = largePlan->expectations(two).value();
    for (const std::size_t threads : {2U, 7U}) {
        setThreadCount(threads);
        EXPECT_EQ(smallPlan->expectations(many).value(), smallOne);
        EXPECT_EQ(largePlan->expectations(two).value(), largeOne);
    }
    setThreadCount(0);
}

Circuit oneWeight(const char* angle) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"theta", ParameterRole::Trainable, {}, ""},
                        {"age", ParameterRole::Column, {}, "age"}};
    parts.operations = {Operation::gateOn("ry", {0}, {Angle::parse(angle).value()})};
    return Circuit::of(parts);
}

TEST(PlanRefuses, ValuesThatAreNotNumbersByName) {
    const auto plan = planFor(oneWeight("theta + age"), {PauliSum::z(0)});
    const std::vector<double> good{0.5, 0.6};
    const std::vector<double> bad{0.5, std::nan("")};
    const std::vector<double> infinite{std::numeric_limits<double>::infinity()};
    const auto input = plan->expectations({std::span(good).first(1), bad, 2, false});
    ASSERT_FALSE(input);
    EXPECT_EQ(input.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(input.error().message, HasSubstr("'age' is nan in sample 1"));
    const auto weight = plan->expectations({infinite, good, 2, false});
    ASSERT_FALSE(weight);
    EXPECT_THAT(weight.error().message, HasSubstr("'theta' is inf"));
}

TEST(PlanRefuses, BindingsOfTheWrongSize) {
    const auto plan = planFor(oneWeight("theta + age"), {PauliSum::z(0)});
    const std::vector<double> one{0.5};
    const auto weights = plan->expectations({{}, one, 1, false});
    ASSERT_FALSE(weights);
    EXPECT_THAT(weights.error().message, HasSubstr("0 weight values, but the plan needs 1"));
    EXPECT_FALSE(plan->expectations({one, one, 2, false}));
}

TEST(PlanRefuses, AnglesThatAreNotNumbers) {
    const auto plan = planFor(oneWeight("log(theta) + age"), {PauliSum::z(0)});
    const std::vector<double> weights{-1.0};
    const std::vector<double> inputs{0.0};
    const auto result = plan->expectations({weights, inputs, 1, false});
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message, HasSubstr("operation 0 (ry)"));
}

TEST(PlanRefuses, ObservablesOnAbsentQubits) {
    const auto plan = Plan::compile(oneWeight("theta"), {PauliSum::z(0), PauliSum::z(4)});
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(plan.error().message, HasSubstr("observable 1 acts on qubit 4"));
}

TEST(PlanRefuses, StatesThatDoNotFitAtOnce) {
    CircuitParts parts;
    parts.qubits = 40;
    const auto plan = Plan::compile(Circuit::of(parts));
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, ErrorCode::ResourceExhausted);
    EXPECT_THAT(plan.error().message, HasSubstr("16 TiB"));
}

/// No inputs and shared weights: so many samples cost the caller nothing, but their results would.
TEST(PlanRefuses, BatchesWhoseResultsDoNotFitAtOnce) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"theta", ParameterRole::Trainable, {}, ""}};
    parts.operations = {Operation::gateOn("ry", {0}, {Angle::symbol("theta")})};
    const auto plan = planFor(Circuit::of(parts), {PauliSum::z(0)});
    const std::vector<double> weights{0.5};
    const Bindings bindings{weights, {}, std::size_t{1} << 42U, false};
    const auto values = plan->expectations(bindings);
    ASSERT_FALSE(values);
    EXPECT_EQ(values.error().code, ErrorCode::ResourceExhausted);
    EXPECT_THAT(values.error().message, HasSubstr("4398046511104 samples"));
    EXPECT_THAT(values.error().message, HasSubstr("TiB"));
    const auto gradient = plan->forwardBackward(bindings, [](auto, auto, auto) {});
    ASSERT_FALSE(gradient);
    EXPECT_EQ(gradient.error().code, ErrorCode::ResourceExhausted);
    const auto counts = plan->sample(bindings, 1, 0);
    ASSERT_FALSE(counts);
    EXPECT_EQ(counts.error().code, ErrorCode::ResourceExhausted);
}

/// 2⁶¹ rows of eight weights are no more numbers than none at all, if one counts them in 64 bits.
TEST(PlanRefuses, BatchesWhoseSizeWrapsAround) {
    CircuitParts parts;
    parts.qubits = 1;
    for (int w = 0; w < 8; ++w) {
        parts.parameters.push_back({"w" + std::to_string(w), ParameterRole::Trainable, {}, ""});
        parts.operations.push_back(Operation::gateOn("ry", {0}, {Angle::symbol("w" + std::to_string(w))}));
    }
    const auto plan = planFor(Circuit::of(parts), {PauliSum::z(0)});
    const auto values = plan->expectations({{}, {}, std::size_t{1} << 61U, true});
    ASSERT_FALSE(values);
    EXPECT_EQ(values.error().code, ErrorCode::InvalidArgument);
}

TEST(PlanRefuses, ExpectationsAfterAMeasurementInTheMiddle) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.bits = 1;
    parts.operations = {Operation::measure(0, 0), Operation::gateOn("h", {0})};
    const auto plan = planFor(Circuit::of(parts), {PauliSum::z(0)});
    const auto values = plan->expectations({});
    ASSERT_FALSE(values);
    EXPECT_EQ(values.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(values.error().message, HasSubstr("operation 0"));
    EXPECT_FALSE(plan->run({}, {}));
    EXPECT_FALSE(plan->forwardBackward({}, [](auto, auto, auto) {}));
}

TEST(PlanRefuses, UnboundParametersInSimulate) {
    const auto state = simulate(oneWeight("theta"));
    ASSERT_FALSE(state);
    EXPECT_THAT(state.error().message, HasSubstr("'theta'"));
}

TEST(Plan, AnswersCancelledWhenAskedToStop) {
    const auto plan = planFor(oneWeight("theta + age"), {PauliSum::z(0)});
    std::stop_source source;
    source.request_stop();
    const std::vector<double> one{0.5};
    const auto result = plan->expectations({one, one, 1, false}, {source.get_token(), {}});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
}

TEST(Plan, DescribesItsSteps) {
    const std::string text = planFor(oneWeight("theta + age"))->description();
    EXPECT_THAT(text, HasSubstr("operation 0: ry on 0; real 2x2, computed per sample from theta, age"));
}

}  // namespace
}  // namespace qstore
