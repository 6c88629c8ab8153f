// SPDX-License-Identifier: Apache-2.0
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
using ::testing::ElementsAre;

Operation turn(std::string_view gate, std::vector<Qubit> qubits, const char* weight) {
    return Operation::gateOn(gate, std::move(qubits), {Angle::symbol(weight)});
}

std::vector<bool> dead(std::size_t qubits, std::vector<std::string> names,
                       std::vector<Operation> operations, const char* observable) {
    CircuitParts parts;
    parts.qubits = qubits;
    for (std::string& name : names) parts.parameters.push_back({name, ParameterRole::Trainable, {}, ""});
    parts.operations = std::move(operations);
    return Plan::compile(Circuit::of(parts), {PauliSum::parse(observable).value()}).value()->deadWeights();
}

TEST(LightCone, ExcludesQubitsThatNeverMeetTheObservable) {
    EXPECT_THAT(dead(2, {"a", "b"}, {turn("ry", {0}, "a"), turn("ry", {1}, "b")}, "Z0"),
                ElementsAre(false, true));
    EXPECT_THAT(dead(2, {"a", "b"},
                     {turn("ry", {0}, "a"), turn("ry", {1}, "b"), Operation::gateOn("cx", {1, 0})}, "Z0"),
                ElementsAre(false, false));
}

TEST(LightCone, GrowsOnlyBackwards) {
    EXPECT_THAT(dead(2, {"a", "b"},
                     {turn("ry", {0}, "a"), Operation::gateOn("cx", {1, 0}), turn("ry", {1}, "b")}, "Z0"),
                ElementsAre(false, true));
}

TEST(LightCone, KnowsThatDiagonalGatesDoNotChangeADiagonalObservable) {
    const std::vector<Operation> trailing{turn("ry", {0}, "a"), turn("rz", {0}, "b")};
    EXPECT_THAT(dead(1, {"a", "b"}, trailing, "Z0"), ElementsAre(false, true));
    EXPECT_THAT(dead(1, {"a", "b"}, trailing, "X0"), ElementsAre(false, false));
    // Through a CNOT the observable Z1 becomes Z0 Z1, which is still diagonal.
    EXPECT_THAT(dead(2, {"a", "b"},
                     {turn("ry", {0}, "a"), turn("rz", {0}, "b"), Operation::gateOn("cx", {0, 1})}, "Z1"),
                ElementsAre(false, true));
    EXPECT_THAT(dead(2, {"a", "b"},
                     {turn("ry", {0}, "a"), turn("rz", {0}, "b"), Operation::gateOn("h", {0}),
                      Operation::gateOn("cx", {0, 1})},
                     "Z1"),
                ElementsAre(false, false));
}

TEST(LightCone, KnowsThatDiagonalGatesOnBasisStatesAreGlobalPhases) {
    EXPECT_THAT(dead(1, {"a", "b"}, {turn("rz", {0}, "a"), turn("ry", {0}, "b")}, "X0"),
                ElementsAre(true, false));
    EXPECT_THAT(dead(1, {"a"}, {Operation::gateOn("h", {0}), turn("rz", {0}, "a")}, "X0"),
                ElementsAre(false));
}

TEST(LightCone, CountsAWeightAsAliveWhenOneUseIs) {
    EXPECT_THAT(dead(2, {"a"}, {turn("ry", {0}, "a"), turn("ry", {1}, "a")}, "Z0"), ElementsAre(false));
}

TEST(LightCone, WhatItCallsDeadHasNoGradient) {
    std::size_t found = 0;
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        RandomCircuit random(seed);
        const Circuit circuit = random.circuit(5, 5);
        const auto plan = Plan::compile(circuit, {PauliSum::z(seed % 5)}).value();
        const auto weights = random.values(kRandomWeights);
        const auto inputs = random.values(kRandomInputs);
        const auto gradient =
            plan->forwardBackward({weights, inputs, 1, false},
                                  [](std::size_t, auto, std::span<double> c) { c[0] = 1.0; })
                .value()
                .weights;
        for (std::size_t i = 0; i < kRandomWeights; ++i) {
            if (!plan->deadWeights()[i]) continue;
            ++found;
            EXPECT_NEAR(gradient[i], 0.0, 1e-13) << "seed " << seed << " weight " << i;
        }
    }
    EXPECT_GT(found, 50U);
}

}  // namespace
}  // namespace qstore
