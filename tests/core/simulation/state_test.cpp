// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/simulation/plan.h"

namespace qstore {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Circuit circuitOf(std::size_t qubits, std::vector<Operation> operations) {
    CircuitParts parts;
    parts.qubits = qubits;
    parts.operations = std::move(operations);
    return Circuit::of(std::move(parts));
}

State stateOf(std::size_t qubits, std::vector<Operation> operations) {
    return simulate(circuitOf(qubits, std::move(operations))).value();
}

PauliSum pauli(const char* text) {
    return PauliSum::parse(text).value();
}

TEST(State, ZeroIsTheFirstBasisState) {
    const State state = State::zero(3).value();
    EXPECT_EQ(state.qubits(), 3U);
    EXPECT_EQ(state.amplitude(0), std::complex<double>(1));
    EXPECT_EQ(state.probabilities().size(), 8U);
    EXPECT_DOUBLE_EQ(state.norm(), 1.0);
}

TEST(State, NoQubitsHaveOneAmplitude) {
    const State state = State::zero(0).value();
    EXPECT_THAT(state.probabilities(), ElementsAre(1.0));
    EXPECT_EQ(simulate(Circuit()).value().amplitudes().size(), 1U);
}

TEST(State, TakesAmplitudesOnlyWhenTheyAreAState) {
    const double h = std::sqrt(0.5);
    EXPECT_TRUE(State::fromAmplitudes(std::vector<std::complex<double>>{h, {0, h}}));
    const auto three = State::fromAmplitudes(std::vector<std::complex<double>>{1, 0, 0});
    ASSERT_FALSE(three);
    EXPECT_THAT(three.error().message, HasSubstr("3"));
    const auto longer = State::fromAmplitudes(std::vector<std::complex<double>>{3, 4});
    ASSERT_FALSE(longer);
    EXPECT_THAT(longer.error().message, HasSubstr("norm 5"));
    const std::vector<std::complex<double>> bad{std::nan(""), 0};
    EXPECT_FALSE(State::fromAmplitudes(bad));
}

TEST(State, BlochVectorsOfTheSixCardinalStates) {
    const auto near = [](double x, double y, double z) {
        return ElementsAre(DoubleNear(x, 1e-12), DoubleNear(y, 1e-12), DoubleNear(z, 1e-12));
    };
    EXPECT_THAT(stateOf(1, {}).bloch(0), near(0, 0, 1));
    EXPECT_THAT(stateOf(1, {Operation::gateOn("x", {0})}).bloch(0), near(0, 0, -1));
    EXPECT_THAT(stateOf(1, {Operation::gateOn("h", {0})}).bloch(0), near(1, 0, 0));
    EXPECT_THAT(stateOf(1, {Operation::gateOn("x", {0}), Operation::gateOn("h", {0})}).bloch(0),
                near(-1, 0, 0));
    EXPECT_THAT(stateOf(1, {Operation::gateOn("h", {0}), Operation::gateOn("s", {0})}).bloch(0),
                near(0, 1, 0));
    EXPECT_THAT(stateOf(1, {Operation::gateOn("h", {0}), Operation::gateOn("sdg", {0})}).bloch(0),
                near(0, -1, 0));
}

TEST(State, EntanglementShortensTheBlochVector) {
    const State bell = stateOf(2, {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1})});
    EXPECT_NEAR(bell.purity(0), 0.5, 1e-12);
    EXPECT_NEAR(bell.entropy(1), 1.0, 1e-12);
    EXPECT_NEAR(bell.probabilityOfOne(1), 0.5, 1e-12);
    const State product = stateOf(2, {Operation::gateOn("h", {0})});
    EXPECT_NEAR(product.purity(0), 1.0, 1e-12);
    EXPECT_NEAR(product.entropy(0), 0.0, 1e-9);
}

TEST(State, ExpectationsOfABellState) {
    const State bell = stateOf(2, {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1})});
    EXPECT_NEAR(bell.expectation(pauli("Z0 Z1")), 1.0, 1e-12);
    EXPECT_NEAR(bell.expectation(pauli("X0 X1")), 1.0, 1e-12);
    EXPECT_NEAR(bell.expectation(pauli("Y0 Y1")), -1.0, 1e-12);
    EXPECT_NEAR(bell.expectation(pauli("X0 Y1")), 0.0, 1e-12);
    EXPECT_NEAR(bell.expectation(pauli("Z0 + 3 Z0 Z1 - 0.5 X0 X1 + 2 I")), 4.5, 1e-12);
}

TEST(State, FidelityIsTheSquaredOverlap) {
    const State zero = State::zero(1).value();
    const State turned = stateOf(1, {Operation::gateOn("ry", {0}, {Angle(0.8)})});
    EXPECT_NEAR(State::fidelity(zero, turned), std::pow(std::cos(0.4), 2), 1e-12);
    EXPECT_NEAR(State::fidelity(turned, turned), 1.0, 1e-12);
    EXPECT_NEAR(State::fidelity(State::zero(1, Precision::Single).value(), turned),
                std::pow(std::cos(0.4), 2), 1e-12);
}

TEST(State, ShotsFollowTheDistributionAndTheSeed) {
    const State state = stateOf(1, {Operation::gateOn("ry", {0}, {Angle(2.0)})});
    const Counts counts = state.sample(100000, 7);
    EXPECT_EQ(counts, state.sample(100000, 7));
    EXPECT_NE(counts, state.sample(100000, 8));
    // sin²(1) = 0.70807; five standard deviations are 719 shots.
    EXPECT_NEAR(static_cast<double>(counts.at(1)), 70807.0, 720.0);
    EXPECT_EQ(counts.at(0) + counts.at(1), 100000U);
}

TEST(Memory, IsRefusedWithTheAmountBeforeAllocating) {
    EXPECT_EQ(stateVectorBytes(10, Precision::Double), 16384U);
    EXPECT_EQ(stateVectorBytes(10, Precision::Single), 8192U);
    EXPECT_EQ(stateVectorBytes(200, Precision::Double), SIZE_MAX);
    const auto state = State::zero(40);
    ASSERT_FALSE(state);
    EXPECT_EQ(state.error().code, ErrorCode::ResourceExhausted);
    EXPECT_THAT(state.error().message, HasSubstr("40 qubits"));
    EXPECT_THAT(state.error().message, HasSubstr("16 TiB"));
    EXPECT_THAT(state.error().message, HasSubstr("available"));
    EXPECT_FALSE(State::zero(200));
    EXPECT_TRUE(requireMemory(1000, "a small thing"));
}

}  // namespace
}  // namespace qstore
