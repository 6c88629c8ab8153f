// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/circuit/circuit.h"

namespace qstore {
namespace {

using std::numbers::pi;

Circuit circuitOf(std::size_t qubits, std::vector<Operation> operations) {
    CircuitParts parts;
    parts.qubits = qubits;
    parts.operations = std::move(operations);
    return Circuit::of(parts);
}

ComplexMatrix unitaryOf(std::size_t qubits, std::vector<Operation> operations) {
    const auto unitary = circuitUnitary(circuitOf(qubits, std::move(operations)));
    EXPECT_TRUE(unitary) << (unitary ? "" : unitary.error().message);
    return unitary.value_or(ComplexMatrix());
}

double distance(const ComplexMatrix& a, const ComplexMatrix& b) {
    return (a - b).cwiseAbs().maxCoeff();
}

TEST(CircuitUnitary, QubitZeroIsTheLeastSignificantBit) {
    const auto x0 = unitaryOf(2, {Operation::gateOn("x", {0})});
    EXPECT_EQ(x0(1, 0), 1.0);
    const auto cx = unitaryOf(2, {Operation::gateOn("cx", {0, 1})});
    EXPECT_EQ(cx(3, 1), 1.0);
    EXPECT_EQ(cx(2, 2), 1.0);
    const auto bell = unitaryOf(2, {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1})});
    EXPECT_NEAR(std::abs(bell(0, 0)), std::sqrt(0.5), 1e-15);
    EXPECT_NEAR(std::abs(bell(3, 0)), std::sqrt(0.5), 1e-15);
}

TEST(CircuitUnitary, AntiControlsActOnZero) {
    auto operation = Operation::gateOn("cx", {0, 1});
    operation.controls[0].onOne = false;
    const auto u = unitaryOf(2, {operation});
    EXPECT_EQ(u(2, 0), 1.0);
    EXPECT_EQ(u(1, 1), 1.0);
}

TEST(CircuitUnitary, ControlledGatesAreThoseOfTheLibraries) {
    const double t = 0.7, f = -1.2, l = 2.1, g = 0.4;
    // stdgates.inc: cu = p(γ−θ/2) on the control, then ctrl @ U.
    EXPECT_LT(distance(unitaryOf(2, {Operation::gateOn("cu", {0, 1}, {t, f, l, g})}),
                       [&] {
                           auto controlled = Operation::gateOn("U", {1}, {t, f, l});
                           controlled.controls = {{0, true}};
                           return unitaryOf(2, {Operation::gateOn("p", {0}, {g - t / 2}), controlled});
                       }()),
              1e-15);
    // Qiskit's qelib1.inc; its u3 has no phase, so the two differ by a global one.
    const auto cu3 = circuitOf(
        2, {Operation::gateOn("u1", {0}, {(l + f) / 2}), Operation::gateOn("u1", {1}, {(l - f) / 2}),
            Operation::gateOn("cx", {0, 1}), Operation::gateOn("u3", {1}, {-t / 2, 0.0, -(f + l) / 2}),
            Operation::gateOn("cx", {0, 1}), Operation::gateOn("u3", {1}, {t / 2, f, 0.0})});
    EXPECT_LT(compareCircuits(cu3, circuitOf(2, {Operation::gateOn("cu3", {0, 1}, {t, f, l})}))->distance,
              1e-14);
    // qelib1.inc's crz and stdgates' controlled phase.
    EXPECT_LT(
        distance(unitaryOf(2, {Operation::gateOn("crz", {0, 1}, {l})}),
                 unitaryOf(2, {Operation::gateOn("p", {1}, {l / 2}), Operation::gateOn("cx", {0, 1}),
                               Operation::gateOn("p", {1}, {-l / 2}), Operation::gateOn("cx", {0, 1})})),
        1e-15);
    auto phase = Operation::gateOn("gphase", {}, {l});
    phase.controls = {{0, true}, {1, true}};
    EXPECT_LT(distance(unitaryOf(2, {Operation::gateOn("cp", {0, 1}, {l})}), unitaryOf(2, {phase})), 1e-15);
}

TEST(CircuitUnitary, MatchesQelibsDefinitionsUpToGlobalPhase) {
    const auto u2 = [](Qubit q) { return Operation::gateOn("u2", {q}, {0.0, pi}); };
    const auto u1 = [](Qubit q, double a) { return Operation::gateOn("u1", {q}, {a}); };
    const auto cx = [](Qubit a, Qubit b) { return Operation::gateOn("cx", {a, b}); };
    const auto rccx = circuitOf(3, {u2(2), u1(2, pi / 4), cx(1, 2), u1(2, -pi / 4), cx(0, 2), u1(2, pi / 4),
                                    cx(1, 2), u1(2, -pi / 4), u2(2)});
    EXPECT_LT(compareCircuits(rccx, circuitOf(3, {Operation::gateOn("rccx", {0, 1, 2})}))->distance, 1e-14);
    const auto rc3x =
        circuitOf(4, {u2(3), u1(3, pi / 4), cx(2, 3), u1(3, -pi / 4), u2(3), cx(0, 3), u1(3, pi / 4),
                      cx(1, 3), u1(3, -pi / 4), cx(0, 3), u1(3, pi / 4), cx(1, 3), u1(3, -pi / 4), u2(3),
                      u1(3, pi / 4), cx(2, 3), u1(3, -pi / 4), u2(3)});
    EXPECT_LT(compareCircuits(rc3x, circuitOf(4, {Operation::gateOn("rc3x", {0, 1, 2, 3})}))->distance,
              1e-14);
    const auto ecr = circuitOf(2, {Operation::gateOn("rzx", {0, 1}, {pi / 4}), Operation::gateOn("x", {0}),
                                   Operation::gateOn("rzx", {0, 1}, {-pi / 4})});
    EXPECT_LT(compareCircuits(ecr, circuitOf(2, {Operation::gateOn("ecr", {0, 1})}))->distance, 1e-14);
    const auto iswap =
        circuitOf(2, {Operation::gateOn("s", {0}), Operation::gateOn("s", {1}), Operation::gateOn("h", {0}),
                      cx(0, 1), cx(1, 0), Operation::gateOn("h", {1})});
    EXPECT_LT(compareCircuits(iswap, circuitOf(2, {Operation::gateOn("iswap", {0, 1})}))->distance, 1e-14);
}

TEST(CircuitUnitary, RefusesWhatHasNone) {
    CircuitParts measured;
    measured.qubits = measured.bits = 1;
    measured.operations = {Operation::measure(0, 0)};
    EXPECT_EQ(circuitUnitary(Circuit::of(measured)).error().code, ErrorCode::Unsupported);
    EXPECT_EQ(circuitUnitary(circuitOf(13, {})).error().code, ErrorCode::ResourceExhausted);
    CircuitParts open;
    open.qubits = 1;
    open.parameters = {{"w", ParameterRole::Trainable, std::nullopt, ""}};
    open.operations = {Operation::gateOn("rx", {0}, {Angle::symbol("w")})};
    EXPECT_THAT(circuitUnitary(Circuit::of(open)).error().message, ::testing::HasSubstr("'w'"));
}

TEST(CompareCircuits, IgnoresOnlyTheGlobalPhase) {
    const auto rz = circuitOf(1, {Operation::gateOn("rz", {0}, {0.8})});
    const auto p = circuitOf(1, {Operation::gateOn("p", {0}, {0.8})});
    EXPECT_TRUE(compareCircuits(rz, p)->equivalent);
    const auto other = compareCircuits(rz, circuitOf(1, {Operation::gateOn("rz", {0}, {0.9})}));
    EXPECT_FALSE(other->equivalent);
    EXPECT_NEAR(other->distance, 1 - std::cos(0.05), 1e-12);
    EXPECT_FALSE(compareCircuits(rz, circuitOf(2, {})));
}

TEST(CompareCircuits, ComparesParametersByName) {
    const auto with = [](const char* name, const Angle& angle) {
        CircuitParts parts;
        parts.qubits = 1;
        parts.parameters = {{name, ParameterRole::Trainable, std::nullopt, ""}};
        parts.operations = {Operation::gateOn("rx", {0}, {angle})};
        return Circuit::of(parts);
    };
    const auto w = Angle::symbol("w");
    EXPECT_TRUE(compareCircuits(with("w", w + w), with("w", w * 2.0))->equivalent);
    EXPECT_FALSE(compareCircuits(with("w", w + w), with("w", w * 3.0))->equivalent);
    EXPECT_THAT(compareCircuits(with("w", w), with("w2", Angle::symbol("w2"))).error().message,
                ::testing::HasSubstr("parameter 'w'"));
}

}  // namespace
}  // namespace qstore
