// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>

#include "core/base/parallel.h"
#include "core/benchmark/workload_circuits.h"
#include "core/circuit/qasm.h"
#include "core/circuit/templates.h"
#include "core/simulation/plan.h"
#include "core/simulation/simd.h"
#include "tests/core/simulation/random_circuit.h"
#include "tests/core/simulation/reference_simulator.h"

namespace qstore {
namespace {

using testing::kRandomInputs;
using testing::kRandomWeights;
using testing::RandomCircuit;
using testing::ReferenceSimulator;

class StateEngine : public ::testing::Test {
protected:
    void TearDown() override { ASSERT_TRUE(useSimdTarget(simdTargets().front())); }
};

struct Drawn {
    Drawn(std::uint64_t seed, std::size_t qubits, std::size_t operations)
        : random(seed),
          circuit(random.circuit(qubits, operations)),
          weights(random.values(kRandomWeights)),
          inputs(random.values(kRandomInputs)) {}

    State run(PlanOptions options) const {
        return Plan::compile(circuit, {}, options).value()->run(weights, inputs).value();
    }
    ReferenceSimulator::Vector expected() const {
        ReferenceSimulator::Values values;
        for (std::size_t i = 0; i < weights.size(); ++i) values["w" + std::to_string(i)] = weights[i];
        for (std::size_t i = 0; i < inputs.size(); ++i) values["x" + std::to_string(i)] = inputs[i];
        return ReferenceSimulator(circuit, values).state();
    }

    RandomCircuit random;
    Circuit circuit;
    std::vector<double> weights, inputs;
};

double distance(const State& state, const ReferenceSimulator::Vector& expected) {
    double largest = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i)
        largest = std::max(largest, std::abs(state.amplitude(i) - expected[i]));
    return largest;
}

// Global phase included: amplitudes are compared, not probabilities.
TEST_F(StateEngine, GivesEveryAmplitudeOfTheReference) {
    for (const std::string& target : simdTargets()) {
        ASSERT_TRUE(useSimdTarget(target));
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            const Drawn drawn(seed, 7 + seed % 3, 20);
            const auto expected = drawn.expected();
            const std::size_t blockBits = seed % 2 == 0 ? 0 : 3 + seed % 3;
            ASSERT_LT(distance(drawn.run({Precision::Double, blockBits}), expected), 1e-11)
                << target << " seed " << seed;
            ASSERT_LT(distance(drawn.run({Precision::Single, blockBits}), expected), 1e-4)
                << target << " seed " << seed;
        }
    }
}

// More than one block, of more than one round, with phases that depend on each other after every ring.
TEST_F(StateEngine, GivesEveryAmplitudeOfLargeLayeredStates) {
    const Circuit circuit = stateCircuit(17, 2);
    const std::vector<std::string> names = Plan::compile(circuit, {}).value()->signature().weights;
    RandomCircuit random(3);
    const std::vector<double> weights = random.values(names.size());
    ReferenceSimulator::Values values;
    for (std::size_t w = 0; w < weights.size(); ++w) values[names[w]] = weights[w];
    const auto expected = ReferenceSimulator(circuit, values).state();
    for (const std::string& target : simdTargets()) {
        ASSERT_TRUE(useSimdTarget(target));
        const State exact = Plan::compile(circuit, {}).value()->run(weights, {}).value();
        EXPECT_LT(distance(exact, expected), 1e-12) << target;
        const State single =
            Plan::compile(circuit, {}, {Precision::Single}).value()->run(weights, {}).value();
        EXPECT_LT(distance(single, expected), 1e-5) << target;
    }
}

// Where the state is in memory, not in a cache; plain kernels go gate by gate.
TEST_F(StateEngine, AgreesWithPlainKernelsOnStatesOfManyBlocks) {
    constexpr std::size_t qubits = 23;
    CircuitParts parts = stateCircuit(qubits, 1).parts();
    const CircuitParts second = stateCircuit(qubits, 1).parts();
    // A few turns after the ring.
    parts.operations.insert(parts.operations.end(), second.operations.begin(),
                            second.operations.begin() + 20);
    const Circuit circuit = Circuit::create(std::move(parts)).value();
    RandomCircuit random(9);
    const auto run = [&](const std::string& target, const std::vector<double>& weights) {
        EXPECT_TRUE(useSimdTarget(target));
        return Plan::compile(circuit, {}).value()->run(weights, {}).value();
    };
    const auto weights = random.values(Plan::compile(circuit, {}).value()->signature().weights.size());
    const State plain = run("plain", weights);
    for (const std::string& target : simdTargets()) {
        if (target == "plain") continue;
        const State state = run(target, weights);
        double largest = 0.0;
        for (std::uint64_t index = 0; index < std::uint64_t{1} << qubits; index += 97)
            largest = std::max(largest, std::abs(state.amplitude(index) - plain.amplitude(index)));
        EXPECT_LT(largest, 1e-15) << target << ": amplitudes are of the order of 3e-4";
    }
}

TEST_F(StateEngine, KeepsLargeAnglesAndHalfTurnsExact) {
    const Circuit circuit = readQasm(R"(OPENQASM 3.0;
        include "stdgates.inc";
        input float a; qubit[8] q; ry(0.7) q; rz(a) q; ry(0.4) q; cx q[0], q[7]; ry(0.9) q; rz(a) q[7];)")
                                .value();
    const double pi = std::numbers::pi;
    for (const double angle : {pi, -pi, 2 * pi, -2 * pi, 70.0, -7e9, 4e15}) {
        const auto expected = ReferenceSimulator(circuit, {{"a", angle}}).state();
        for (const std::string& target : simdTargets()) {
            ASSERT_TRUE(useSimdTarget(target));
            const State state =
                Plan::compile(circuit, {}).value()->run(std::vector<double>{angle}, {}).value();
            EXPECT_LT(distance(state, expected), 1e-13) << target << " at " << angle;
        }
    }
}

TEST_F(StateEngine, TakesItsMemoryBackWhenTheLastCopyOfAStateGoes) {
    if (simdTargets().size() == 1) GTEST_SKIP() << "plain kernels keep no states";
    // Qubits 3 and 5 never change, and qubit 2 goes with qubit 0: most amplitudes are never written.
    const Circuit circuit = readQasm(R"(OPENQASM 3.0;
        include "stdgates.inc";
        input float a; qubit[12] q; ry(a) q[0]; ry(a) q[1]; x q[5]; ry(a) q[7]; rx(a) q[9]; cx q[0], q[2];
        ry(a) q[4]; ry(a) q[6]; ry(a) q[8]; ry(a) q[10]; ry(a) q[11];)")
                                .value();
    auto plan = Plan::compile(circuit, {}).value();
    const std::size_t stateBytes = stateVectorBytes(12, Precision::Double);
    const std::vector<double> first{0.4};
    const std::vector<double> second{1.1};
    auto state = plan->run(first, {}).value();
    const auto copy = state;
    const std::size_t before = plan->bytes();
    state = State::zero(1).value();
    EXPECT_EQ(plan->bytes(), before) << "a copy is left";
    const auto amplitudes = copy.amplitudes();
    {
        const State last = plan->run(second, {}).value();
        EXPECT_EQ(copy.amplitudes(), amplitudes);
    }
    EXPECT_EQ(plan->bytes(), before + stateBytes);
    // The memory held another state.
    State again = plan->run(first, {}).value();
    EXPECT_EQ(plan->bytes(), before);
    EXPECT_EQ(again.amplitudes(), amplitudes);
    plan.reset();
    EXPECT_EQ(again.amplitudes(), amplitudes) << "the state outlives its plan";
}

TEST_F(StateEngine, GivesTheSameBitsOnAnyNumberOfThreads) {
    const Drawn drawn(4, 16, 30);
    setThreadCount(1);
    const auto one = drawn.run({}).amplitudes();
    setThreadCount(3);
    EXPECT_EQ(drawn.run({}).amplitudes(), one);
    setThreadCount(0);
}

// Eighteen qubits take sweeps over many blocks; runPrefix() walks the circuit gate by gate.
TEST_F(StateEngine, BlocksOfTheirUsualSizeAgreeWithTheSteps) {
    const Drawn drawn(9, 18, 30);
    for (const Precision precision : {Precision::Double, Precision::Single}) {
        const auto plan = Plan::compile(drawn.circuit, {}, {precision, 0}).value();
        setThreadCount(1);
        const auto one = plan->run(drawn.weights, drawn.inputs).value().amplitudes();
        setThreadCount(3);
        EXPECT_EQ(plan->run(drawn.weights, drawn.inputs).value().amplitudes(), one);
        setThreadCount(0);
        const auto steps = plan->runPrefix(drawn.circuit.operations().size(), drawn.weights, drawn.inputs)
                               .value()
                               .amplitudes();
        double largest = 0.0;
        for (std::size_t i = 0; i < one.size(); ++i)
            largest = std::max(largest, std::abs(one[i] - steps[i]));
        EXPECT_LT(largest, precision == Precision::Double ? 1e-12 : 1e-5);
    }
}

// Only the span of the first three qubits is ever reached: the other amplitudes stay zero.
TEST_F(StateEngine, QubitsThatStayAtRestCostNothingAndStayZero) {
    CircuitParts parts;
    parts.qubits = 20;
    for (Qubit q = 0; q < 8; ++q) parts.operations.push_back(Operation::gateOn("ry", {q}, {Angle(0.3)}));
    parts.operations.push_back(Operation::gateOn("x", {19}));
    parts.operations.push_back(Operation::gateOn("cx", {0, 12}));
    const State state = Plan::compile(Circuit::of(parts)).value()->run({}, {}).value();
    EXPECT_NEAR(state.norm(), 1.0, 1e-12);
    EXPECT_NEAR(state.probabilityOfOne(19), 1.0, 1e-12);
    EXPECT_NEAR(state.probabilityOfOne(12), state.probabilityOfOne(0), 1e-12);
    EXPECT_NEAR(state.probabilityOfOne(0), std::pow(std::sin(0.15), 2), 1e-12);
}

// 14 qubits are sampled from this engine's state: the same counts as from the state itself.
TEST_F(StateEngine, ShotsAreThoseOfItsState) {
    const Drawn drawn(6, 14, 20);
    const auto plan = Plan::compile(drawn.circuit).value();
    const auto counts = plan->sample({drawn.weights, drawn.inputs, 1, false}, 5000, 11).value().at(0);
    std::uint64_t total = 0;
    double likelihood = 0.0;
    const State state = plan->run(drawn.weights, drawn.inputs).value();
    for (const auto& [index, times] : counts) {
        total += times;
        likelihood += static_cast<double>(times) * std::log(std::norm(state.amplitude(index)));
    }
    EXPECT_EQ(total, 5000U);
    // Mean log-likelihood of the true distribution is minus its entropy, give or take 5 sigma.
    double mean = 0.0;
    double square = 0.0;
    for (const double p : state.probabilities()) {
        if (p == 0.0) continue;
        mean += p * std::log(p);
        square += p * std::log(p) * std::log(p);
    }
    EXPECT_NEAR(likelihood / 5000.0, mean, 5.0 * std::sqrt((square - mean * mean) / 5000.0));
    EXPECT_EQ(plan->sample({drawn.weights, drawn.inputs, 1, false}, 5000, 11).value().at(0), counts);
}

// The discrete Fourier transform of |5⟩ on eight qubits.
TEST_F(StateEngine, FourierTransformHasEveryPhase) {
    CircuitParts parts = makeTemplate("qft", 8, {}).value().parts();
    parts.operations.insert(parts.operations.begin(),
                            {Operation::gateOn("x", {0}), Operation::gateOn("x", {2})});
    const State state = Plan::compile(Circuit::of(parts)).value()->run({}, {}).value();
    for (std::size_t k = 0; k < 256; ++k) {
        const auto expected =
            std::polar(1.0 / 16.0, 2.0 * std::numbers::pi * 5.0 * static_cast<double>(k) / 256.0);
        EXPECT_LT(std::abs(state.amplitude(k) - expected), 1e-13) << k;
    }
}

}  // namespace
}  // namespace qstore
