// SPDX-License-Identifier: Apache-2.0
#include "core/states/simulated_register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/simulation/plan.h"
#include "core/states/register_builders.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Entries = std::vector<std::complex<double>>;

RegisterInfo infoOf(std::string name, std::vector<std::string> contexts = {}) {
    RegisterInfo info;
    info.name = std::move(name);
    info.contexts = std::move(contexts);
    return info;
}

DensityMatrix oneQubit(std::complex<double> a, std::complex<double> b, std::complex<double> c,
                       std::complex<double> d) {
    return {1, Entries{a, c, b, d}};
}

void expectAmplitudes(const SimulatedRegister& reg, const Entries& expected) {
    ASSERT_TRUE(reg.isPure());
    ASSERT_EQ(std::size_t{1} << reg.qubits(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_LT(std::abs(reg.state()->amplitude(i) - expected[i]), 1e-15) << i;
}

TEST(RegisterBuilders, TheFourBellStates) {
    const double h = std::sqrt(0.5);
    expectAmplitudes(bellRegister("x", BellState::PhiPlus).value(), {h, 0, 0, h});
    expectAmplitudes(bellRegister("x", BellState::PhiMinus).value(), {h, 0, 0, -h});
    expectAmplitudes(bellRegister("x", BellState::PsiPlus).value(), {0, h, h, 0});
    expectAmplitudes(bellRegister("x", BellState::PsiMinus).value(), {0, h, -h, 0});
    EXPECT_EQ(bellRegister("pair", BellState::PhiPlus).value().info().name, "pair");
    EXPECT_EQ(bellRegister("pair", BellState::PhiPlus).value().info().origin, "Bell state Φ+");
}

TEST(RegisterBuilders, GhzAndW) {
    const double h = std::sqrt(0.5), t = 1.0 / std::sqrt(3.0);
    expectAmplitudes(ghzRegister("x", 3).value(), {h, 0, 0, 0, 0, 0, 0, h});
    expectAmplitudes(wRegister("x", 3).value(), {0, t, t, 0, t, 0, 0, 0});
    EXPECT_EQ(ghzRegister("x", 1).error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(wRegister("x", 0).error().message, HasSubstr("W state of 0 qubits"));
}

TEST(RegisterBuilders, RefuseBeforeTheyAllocate) {
    const auto ghz = ghzRegister("x", 45);
    ASSERT_FALSE(ghz);
    EXPECT_EQ(ghz.error().code, ErrorCode::ResourceExhausted);
    EXPECT_THAT(ghz.error().message, HasSubstr("45 qubits"));
    EXPECT_EQ(wRegister("x", 63).error().code, ErrorCode::ResourceExhausted);
    EXPECT_EQ(wRegister("x", 500).error().code, ErrorCode::ResourceExhausted);
}

TEST(RegisterBuilders, AmplitudesAreTakenAsTheyAre) {
    const Entries amplitudes{0.6, {0.0, 0.8}};
    expectAmplitudes(registerFromAmplitudes("x", amplitudes).value(), amplitudes);
    EXPECT_EQ(registerFromAmplitudes("x", Entries{1, 1}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(registerFromAmplitudes("", amplitudes).error().code, ErrorCode::InvalidArgument);
}

TEST(SimulatedRegister, SavesTheStateOfACircuit) {
    CircuitParts parts;
    parts.qubits = 2;
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1})};
    RegisterInfo info = infoOf("from the canvas");
    info.origin = "circuit 'bell'";
    const auto reg = SimulatedRegister::pure(info, simulate(Circuit::of(std::move(parts))).value()).value();
    EXPECT_EQ(reg.info(), info);
    EXPECT_TRUE(reg.isPure());
    EXPECT_EQ(reg.density(), nullptr);
    const auto probabilities = reg.probabilities().value();
    EXPECT_NEAR(probabilities[0], 0.5, 1e-15);
    EXPECT_NEAR(probabilities[3], 0.5, 1e-15);
}

TEST(SimulatedRegister, APureStateAsADensityMatrix) {
    const Entries amplitudes{0.6, {0.0, 0.8}};
    const DensityMatrix rho = registerFromAmplitudes("x", amplitudes).value().toDensity().value();
    EXPECT_LT(std::abs(rho.entry(0, 1) - std::complex<double>(0, -0.48)), 1e-15);
    EXPECT_LT(std::abs(rho.entry(1, 0) - std::complex<double>(0, 0.48)), 1e-15);
    EXPECT_NEAR(rho.entry(1, 1).real(), 0.64, 1e-15);
    const auto large = ghzRegister("x", 15).value().toDensity();
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().code, ErrorCode::ResourceExhausted);
    EXPECT_THAT(large.error().message, HasSubstr("15 qubits"));
}

TEST(SimulatedRegister, TakesDensityMatricesOnlyWhenTheyAreStates) {
    const auto message = [](DensityMatrix rho) {
        const auto reg = SimulatedRegister::mixed(infoOf("r"), std::move(rho));
        EXPECT_FALSE(reg);
        EXPECT_EQ(reg.error().code, ErrorCode::InvalidArgument);
        return reg.error().message;
    };
    EXPECT_TRUE(SimulatedRegister::mixed(infoOf("r"), oneQubit(0.5, {0, -0.5}, {0, 0.5}, 0.5)));
    EXPECT_THAT(message(oneQubit(0.5, 0, 0, 0.6)), HasSubstr("trace 1.1"));
    EXPECT_THAT(message(oneQubit(0.5, 0.1, 0.2, 0.5)), HasSubstr("not Hermitian"));
    EXPECT_THAT(message(oneQubit({0.5, 0.1}, 0, 0, {0.5, -0.1})), HasSubstr("not Hermitian"));
    EXPECT_THAT(message(oneQubit(0.5, 0.6, 0.6, 0.5)), HasSubstr("eigenvalue below"));
    EXPECT_THAT(message(oneQubit(0.5, std::nan(""), 0, 0.5)), HasSubstr("not Hermitian"));
    EXPECT_THAT(message(oneQubit(std::nan(""), 0, 0, 0.5)), HasSubstr("trace nan"));
}

TEST(SimulatedRegister, ContextsStandInTheHighestQubits) {
    const State state = State::zero(4).value();
    const auto reg = SimulatedRegister::pure(infoOf("r", {"a", "b", "c"}), state).value();
    EXPECT_THAT(reg.contextQubits(), ElementsAre(2U, 3U));
    EXPECT_THAT(reg.dataQubits(), ElementsAre(0U, 1U));
    EXPECT_THAT(SimulatedRegister::pure(infoOf("r"), state).value().dataQubits(),
                ElementsAre(0U, 1U, 2U, 3U));
    EXPECT_THAT(SimulatedRegister::pure(infoOf("r", {"a", "a"}), state).error().message,
                HasSubstr("twice"));
    EXPECT_THAT(SimulatedRegister::pure(infoOf("r", {"a", ""}), state).error().message, HasSubstr("empty"));
    const auto small = SimulatedRegister::pure(infoOf("r", {"a", "b", "c"}), State::zero(1).value());
    EXPECT_THAT(small.error().message, HasSubstr("3 contexts and only 1 qubits"));
}

}  // namespace
}  // namespace qstore
