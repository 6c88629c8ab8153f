// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/base/parallel.h"
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

/// The best instruction set again, whatever a test chose.
class LaneEngine : public ::testing::Test {
protected:
    void TearDown() override { ASSERT_TRUE(useSimdTarget(simdTargets().front())); }
};

ReferenceSimulator::Values namedValues(std::span<const double> weights, std::span<const double> inputs) {
    ReferenceSimulator::Values values;
    for (std::size_t i = 0; i < weights.size(); ++i) values["w" + std::to_string(i)] = weights[i];
    for (std::size_t i = 0; i < inputs.size(); ++i) values["x" + std::to_string(i)] = inputs[i];
    return values;
}

struct Case {
    Case(std::uint64_t seed, std::size_t qubits, std::size_t operations, std::size_t samples)
        : random(seed),
          circuit(random.circuit(qubits, operations)),
          observables{random.observable(qubits), random.observable(qubits), PauliSum::z(seed % qubits)},
          weights(random.values(kRandomWeights)),
          inputs(random.values(samples * kRandomInputs)),
          factors(random.values(observables.size())),
          count(samples) {}

    VectorJacobian run(Precision precision, std::size_t blockBits = 0) const {
        const auto plan = Plan::compile(circuit, observables, {precision, blockBits}).value();
        const Cotangent cotangent = [&](std::size_t, std::span<const double>, std::span<double> out) {
            std::copy(factors.begin(), factors.end(), out.begin());
        };
        return plan->forwardBackward({weights, inputs, count, false}, cotangent, {true, true}).value();
    }

    RandomCircuit random;
    Circuit circuit;
    std::vector<PauliSum> observables;
    std::vector<double> weights, inputs, factors;
    std::size_t count;
};

struct Expected {
    explicit Expected(const Case& c) : weights(kRandomWeights) {
        for (std::size_t s = 0; s < c.count; ++s) {
            const auto row = std::span(c.inputs).subspan(s * kRandomInputs, kRandomInputs);
            const ReferenceSimulator reference(c.circuit, namedValues(c.weights, row));
            std::vector<double> slopes(kRandomInputs);
            for (std::size_t k = 0; k < c.observables.size(); ++k) {
                expectations.push_back(reference.expectation(c.observables[k]));
                for (const auto& [name, slope] : reference.gradient(c.observables[k])) {
                    const auto index = static_cast<std::size_t>(name[1] - '0');
                    (name[0] == 'w' ? weights : slopes)[index] += c.factors[k] * slope;
                }
            }
            inputs.insert(inputs.end(), slopes.begin(), slopes.end());
        }
    }
    std::vector<double> expectations, weights, inputs;
};

/// The largest difference, relative where the expected values are larger than one.
double distance(const VectorJacobian& result, const Expected& expected) {
    double largest = 0.0;
    const auto compare = [&](const std::vector<double>& a, const std::vector<double>& b) {
        ASSERT_EQ(a.size(), b.size());
        double size = 1.0;
        for (const double value : b) size = std::max(size, std::abs(value));
        for (std::size_t i = 0; i < a.size(); ++i)
            largest = std::max(largest, std::abs(a[i] - b[i]) / size);
    };
    compare(result.expectations, expected.expectations);
    compare(result.weights, expected.weights);
    compare(result.inputs, expected.inputs);
    return largest;
}

// Four samples fill lanes with samples; one sample of seven or more qubits fills them with amplitudes.
TEST_F(LaneEngine, AgreesWithThePlainReferenceOnTwoThousandCircuits) {
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        const Case c(seed, 1 + seed % 5, 10, seed % 7 == 0 ? 5 : 4);
        const Expected expected(c);
        ASSERT_LT(distance(c.run(Precision::Double), expected), 1e-10) << "seed " << seed;
        ASSERT_LT(distance(c.run(Precision::Single), expected), 1e-4) << "seed " << seed;
    }
}

TEST_F(LaneEngine, AgreesWithThePlainReferenceOnSingleStates) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const Case c(seed, 7 + seed % 3, 25, 1);
        const Expected expected(c);
        ASSERT_LT(distance(c.run(Precision::Double), expected), 1e-10) << "seed " << seed;
        ASSERT_LT(distance(c.run(Precision::Single), expected), 1e-4) << "seed " << seed;
    }
}

// Blocks of 8 to 32 vectors, so that states of eight to ten qubits take many sweeps over many blocks.
TEST_F(LaneEngine, AgreesWithThePlainReferenceInSmallBlocks) {
    for (std::uint64_t seed = 0; seed < 90; ++seed) {
        const Case c(seed, 8 + seed % 3, 30, 1 + seed % 2);
        const Expected expected(c);
        const std::size_t bits = 3 + seed % 3;
        ASSERT_LT(distance(c.run(Precision::Double, bits), expected), 1e-10) << "seed " << seed;
        ASSERT_LT(distance(c.run(Precision::Single, bits), expected), 1e-4) << "seed " << seed;
    }
}

TEST_F(LaneEngine, AgreesWithThePlainReferenceBeyondTheCaches) {
    const Case c(3, 15, 12, 1);
    ASSERT_LT(distance(c.run(Precision::Double), Expected(c)), 1e-10);
}

// Eighteen qubits in blocks of the usual size, and in one.
TEST_F(LaneEngine, BlocksOfTheirUsualSizeAgreeWithOneBlock) {
    const Case c(9, 18, 24, 1);
    setThreadCount(1);
    const VectorJacobian blocks = c.run(Precision::Double);
    setThreadCount(2);
    const VectorJacobian threads = c.run(Precision::Double);
    setThreadCount(0);
    EXPECT_EQ(threads.weights, blocks.weights);
    EXPECT_EQ(threads.inputs, blocks.inputs);
    EXPECT_EQ(threads.expectations, blocks.expectations);
    const VectorJacobian whole = c.run(Precision::Double, 18);
    for (std::size_t w = 0; w < kRandomWeights; ++w)
        EXPECT_NEAR(whole.weights[w], blocks.weights[w], 1e-10 * std::max(1.0, std::abs(whole.weights[w])));
    for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(whole.expectations[k], blocks.expectations[k], 1e-11);
}

TEST_F(LaneEngine, WhatDoesNotFitItsTablesGoesStepByStepAndSaysSo) {
    CircuitParts parts;
    parts.qubits = 14;
    for (Qubit q = 0; q < 14; ++q) parts.operations.push_back(Operation::gateOn("ry", {q}, {Angle(0.1)}));
    Operation flip = Operation::gateOn("x", {0});
    for (Qubit q = 1; q < 7; ++q) flip.controls.push_back({q, true});
    parts.operations.push_back(flip);
    // Makes the phase on all controls visible.
    parts.operations.push_back(Operation::gateOn("rx", {1}, {Angle(0.7)}));
    const Circuit circuit = Circuit::of(parts);
    std::vector<PauliSum> observables{PauliSum::z(0), PauliSum::parse("Z1 X2").value()};
    for (Qubit q = 7; q < 14; ++q) observables.push_back(PauliSum::z(q));
    const auto plan = Plan::compile(circuit, observables).value();
    EXPECT_NE(plan->description().find("step by step, since phases under more than four controls"),
              std::string::npos);
    const auto values = plan->expectations({}).value();
    const ReferenceSimulator reference(circuit, {});
    for (std::size_t k = 0; k < 2; ++k)
        EXPECT_NEAR(values[k], reference.expectation(observables[k]), 1e-13);
}

TEST_F(LaneEngine, PlainKernelsSayWhatTheyLeaveToTheSteps) {
    ASSERT_TRUE(useSimdTarget("plain"));
    const Case c(2, 12, 15, 1);
    const auto plan = Plan::compile(c.circuit, c.observables).value();
    EXPECT_NE(plan->description().find("step by step, since plain kernels run at most 10 index bits"),
              std::string::npos)
        << plan->description();
    ASSERT_LT(distance(c.run(Precision::Double), Expected(c)), 1e-10);
}

TEST_F(LaneEngine, WeightsAloneAndInputsAloneAreWhatBothGive) {
    for (const std::size_t qubits : {4U, 12U}) {
        const Case c(13, qubits, 20, 3);
        const auto plan = Plan::compile(c.circuit, c.observables).value();
        const Cotangent cotangent = [&](std::size_t, std::span<const double>, std::span<double> out) {
            std::copy(c.factors.begin(), c.factors.end(), out.begin());
        };
        const Bindings bindings{c.weights, c.inputs, c.count, false};
        const auto both = plan->forwardBackward(bindings, cotangent, {true, true}).value();
        const auto weights = plan->forwardBackward(bindings, cotangent, {true, false}).value();
        const auto inputs = plan->forwardBackward(bindings, cotangent, {false, true}).value();
        EXPECT_EQ(weights.weights, both.weights);
        EXPECT_TRUE(weights.inputs.empty());
        EXPECT_EQ(inputs.inputs, both.inputs);
        EXPECT_TRUE(inputs.weights.empty());
        EXPECT_EQ(plan->expectations(bindings).value(), both.expectations);
    }
}

TEST_F(LaneEngine, BlocksGiveTheSameBitsOnAnyNumberOfThreads) {
    const Case c(5, 10, 40, 1);
    setThreadCount(1);
    const VectorJacobian one = c.run(Precision::Double, 4);
    for (const std::size_t threads : {2U, 5U}) {
        setThreadCount(threads);
        EXPECT_EQ(c.run(Precision::Double, 4).weights, one.weights);
    }
    setThreadCount(0);
}

TEST_F(LaneEngine, AgreesWithThePlainReferenceOnEveryInstructionSet) {
    for (const std::string& target : simdTargets()) {
        ASSERT_TRUE(useSimdTarget(target));
        EXPECT_EQ(simdTarget(), target);
        for (std::uint64_t seed = 0; seed < 150; ++seed) {
            const bool single = seed % 5 == 0;
            const Case c(seed, single ? 7 : 1 + seed % 5, 12, single ? 1 : 5);
            const Expected expected(c);
            ASSERT_LT(distance(c.run(Precision::Double), expected), 1e-10) << target << " seed " << seed;
            ASSERT_LT(distance(c.run(Precision::Single), expected), 1e-4) << target << " seed " << seed;
        }
    }
}

TEST_F(LaneEngine, WeightsPerSampleAreRowsOfTheirOwn) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const std::size_t samples = 11;
        Case c(seed, 2 + seed % 4, 12, samples);
        const auto plan = Plan::compile(c.circuit, c.observables).value();
        const auto rows = c.random.values(samples * kRandomWeights);
        const Cotangent ones = [](std::size_t, std::span<const double>, std::span<double> out) {
            std::fill(out.begin(), out.end(), 1.0);
        };
        const auto together =
            plan->forwardBackward({rows, c.inputs, samples, true}, ones, {true, true}).value();
        for (std::size_t s = 0; s < samples; ++s) {
            const auto row = std::span(c.inputs).subspan(s * kRandomInputs, kRandomInputs);
            const auto weights = std::span(rows).subspan(s * kRandomWeights, kRandomWeights);
            const ReferenceSimulator reference(c.circuit, namedValues(weights, row));
            ReferenceSimulator::Values slopes;
            for (const PauliSum& observable : c.observables) {
                for (const auto& [name, slope] : reference.gradient(observable)) slopes[name] += slope;
            }
            for (std::size_t w = 0; w < kRandomWeights; ++w) {
                const double expected = slopes["w" + std::to_string(w)];
                ASSERT_NEAR(together.weights[s * kRandomWeights + w], expected,
                            1e-10 * std::max(1.0, std::abs(expected)))
                    << seed;
            }
        }
    }
}

TEST_F(LaneEngine, TrainsToTheSameBitsOnAnyNumberOfThreads) {
    const Case c(17, 6, 30, 700);
    setThreadCount(1);
    const VectorJacobian one = c.run(Precision::Double);
    for (const std::size_t threads : {2U, 3U, 7U}) {
        setThreadCount(threads);
        const VectorJacobian many = c.run(Precision::Double);
        EXPECT_EQ(many.expectations, one.expectations);
        EXPECT_EQ(many.weights, one.weights);
        EXPECT_EQ(many.inputs, one.inputs);
    }
    setThreadCount(0);
}

TEST_F(LaneEngine, LargeAnglesAreReducedExactly) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"w0", ParameterRole::Trainable, {}, ""}};
    parts.operations = {Operation::gateOn("ry", {0}, {Angle::symbol("w0")})};
    const auto plan = Plan::compile(Circuit::of(parts), {PauliSum::z(0)}).value();
    for (const double angle : {1e3, -12345.678, 3.1e6, 1.3e7, -7e9, 4e15}) {
        const std::vector<double> weights{angle};
        EXPECT_NEAR(plan->expectations({weights, {}, 1, false}).value()[0], std::cos(angle), 1e-9) << angle;
    }
}

/// cos(a + b) of angles whose sum as doubles has lost the smaller one, or is no number at all.
TEST_F(LaneEngine, LargePhasesOfOneMaskAreReducedBeforeTheyAreAdded) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"w0", ParameterRole::Trainable, {}, ""}, {"w1", ParameterRole::Trainable, {}, ""}};
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("rz", {0}, {Angle::symbol("w0")}),
                        Operation::gateOn("rz", {0}, {Angle::symbol("w1")}), Operation::gateOn("h", {0})};
    const auto plan = Plan::compile(Circuit::of(parts), {PauliSum::z(0)}).value();
    const std::vector<double> large{1e3, -7e9, 1e15, 1.7e308, -1.7e308};
    for (const double small : {0.1, -2.5, 1.7e308}) {
        std::vector<double> weights;
        for (const double angle : large) weights.insert(weights.end(), {angle, small});
        const auto own = plan->expectations({weights, {}, large.size(), true}).value();
        for (std::size_t s = 0; s < large.size(); ++s) {
            const double expected =
                std::cos(large[s]) * std::cos(small) - std::sin(large[s]) * std::sin(small);
            EXPECT_NEAR(own[s], expected, 1e-12) << large[s] << " + " << small;
            const auto row = std::span(weights).subspan(2 * s, 2);
            const auto shared = plan->expectations({row, {}, 5, false}).value();
            EXPECT_EQ(shared[4], own[s]) << large[s] << " + " << small;
            EXPECT_NEAR(plan->expectations({row, {}, 1, false}).value()[0], expected, 1e-12);
        }
    }
}

/// Phases with one mask are one term: of a shared weight, of each sample's own, of an input, of either
/// sign.
TEST_F(LaneEngine, AddsUpPhasesOfOneMask) {
    CircuitParts parts;
    parts.qubits = 4;
    parts.parameters = {{"w0", ParameterRole::Trainable, {}, ""},
                        {"w1", ParameterRole::Trainable, {}, ""},
                        {"x0", ParameterRole::Column, {}, "x0"}};
    parts.operations = {Operation::gateOn("h", {1}),
                        Operation::gateOn("rz", {1}, {Angle::symbol("w0")}),
                        Operation::gateOn("x", {1}),
                        Operation::gateOn("rz", {1}, {Angle::symbol("w1")}),
                        Operation::gateOn("rz", {1}, {Angle(0.25)}),
                        Operation::gateOn("rz", {1}, {Angle::symbol("x0")}),
                        Operation::gateOn("ry", {2}, {Angle::symbol("w0")}),
                        Operation::gateOn("h", {1})};
    const auto plan = Plan::compile(Circuit::of(std::move(parts)), {PauliSum::z(1)}).value();
    const Cotangent one = [](std::size_t, std::span<const double>, std::span<double> out) { out[0] = 1.0; };
    const std::vector<double> weights{0.3, -1.1, 0.7, 0.2, 2.0, 0.4, -0.6, 1.3, 0.9, -2.2};
    const std::vector<double> inputs{0.5, -0.4, 1.7, 0.1, -0.9};
    for (const bool perSample : {false, true}) {
        const auto given = std::span(weights).first(perSample ? 10 : 2);
        const auto result =
            plan->forwardBackward({given, inputs, inputs.size(), perSample}, one, {true, true}).value();
        std::vector<double> slopes(given.size());
        for (std::size_t s = 0; s < inputs.size(); ++s) {
            const std::size_t row = perSample ? 2 * s : 0;
            const double phase = given[row + 1] + 0.25 + inputs[s] - given[row];
            EXPECT_NEAR(result.expectations[s], std::cos(phase), 1e-14) << perSample << ' ' << s;
            EXPECT_NEAR(result.inputs[s], -std::sin(phase), 1e-14) << perSample << ' ' << s;
            slopes[row] += std::sin(phase);
            slopes[row + 1] -= std::sin(phase);
        }
        for (std::size_t w = 0; w < slopes.size(); ++w)
            EXPECT_NEAR(result.weights[w], slopes[w], 1e-14) << perSample << ' ' << w;
    }
}

TEST_F(LaneEngine, IsWhatPlansRunOn) {
    const Case c(1, 5, 10, 1);
    const auto plan = Plan::compile(c.circuit, c.observables).value();
    EXPECT_NE(plan->description().find("lanes over samples"), std::string::npos);
    EXPECT_NE(plan->description().find(simdTarget()), std::string::npos);
}

TEST_F(LaneEngine, AnUnknownInstructionSetIsRefusedWithTheList) {
    const Status status = useSimdTarget("mmx");
    ASSERT_FALSE(status);
    EXPECT_NE(status.error().message.find("'mmx'"), std::string::npos);
    EXPECT_NE(status.error().hint.find("plain"), std::string::npos);
}

}  // namespace
}  // namespace qstore
