// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/circuit_diagram.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>

#include "core/circuit/gate_help.h"

namespace qstore {
namespace {

using std::numbers::pi;

std::string drawn(CircuitParts parts, DiagramOptions options = {}) {
    return circuitDiagram(Circuit::of(std::move(parts)), options);
}

TEST(CircuitDiagram, DrawsBellWithMeasurement) {
    CircuitParts parts;
    parts.qubits = parts.bits = 2;
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1}),
                        Operation::measure(0, 0), Operation::measure(1, 1)};
    EXPECT_EQ(drawn(parts),
              "q0: ─H──●──M→c0──\n"
              "        │\n"
              "q1: ────⊕──M→c1──\n");
}

TEST(CircuitDiagram, CrossesWiresThatAreNotTouched) {
    CircuitParts parts;
    parts.qubits = 3;
    parts.bits = 1;
    auto anti = Operation::gateOn("crx", {2, 0}, {pi / 2});
    anti.controls[0].onOne = false;
    anti.conditions = {{{0}, 1, true}};
    parts.operations = {anti, Operation::gateOn("rzx", {2, 1}, {0.25}), Operation::gateOn("swap", {0, 1}),
                        Operation::reset(2), Operation::gateOn("gphase", {}, {pi})};
    EXPECT_EQ(drawn(parts),
              "q0: ─RX(π/2){c0≠1}────────────────×───\n"
              "           │                      │\n"
              "q1: ───────┼───────────RZX.1──────×───\n"
              "           │             │\n"
              "q2: ───────○────────RZX.0(0.25)──|0⟩──\n"
              "global phase (π)\n");
}

TEST(CircuitDiagram, WrapsLongCircuits) {
    CircuitParts parts;
    parts.qubits = 1;
    for (int i = 0; i < 10; ++i) parts.operations.push_back(Operation::gateOn("h", {0}));
    EXPECT_EQ(drawn(parts, {20, 4}),
              "q0: ─H──H──H──H──H──\n"
              "\n"
              "q0: ─H──H──H──H──H──\n");
    EXPECT_EQ(drawn(CircuitParts{}), "");
}

TEST(GateHelp, SaysHowToWriteAGate) {
    EXPECT_EQ(gateUsage(*findGate("crx")), "crx(theta) q0, q1");
    EXPECT_EQ(gateUsage(*findGate("gphase")), "gphase(gamma)");
    const auto help = gateHelp(*findGate("rx"));
    EXPECT_THAT(help, ::testing::HasSubstr("Frequencies of theta: 1; under a control: 0.5, 1"));
    EXPECT_THAT(gateHelp(*findGate("y")), ::testing::HasSubstr("Matrix: [[0, -i], [i, 0]]"));
    for (const auto& gate : gateTable()) {
        EXPECT_THAT(gateListHelp(), ::testing::HasSubstr(gateUsage(gate) + " "));
        EXPECT_FALSE(gateHelp(gate).empty());
    }
}

}  // namespace
}  // namespace qstore
