// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <complex>

#include "core/circuit/qasm.h"
#include "core/circuit/qasm_gate_bodies.h"
#include "core/circuit/qasm_lowering.h"
#include "core/circuit/templates.h"
#include "qasm_random.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using testing_circuits::randomCircuit;
using testing_circuits::RandomOptions;

TEST(QasmWriter3, ReadsBackToAnEqualCircuit) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const Circuit circuit = randomCircuit(seed);
        const auto text = writeQasm3(circuit);
        ASSERT_TRUE(text) << text.error().message;
        const auto again = readQasm(*text);
        ASSERT_TRUE(again) << again.error().message << "\n" << *text;
        EXPECT_TRUE(*again == circuit) << "seed " << seed << "\n"
                                       << *text << "\n----\n"
                                       << *writeQasm3(*again);
        if (HasFailure()) return;
        EXPECT_EQ(again->contentHash(), circuit.contentHash());
    }
}

TEST(QasmWriter3, WritesPlainOpenQasm) {
    CircuitParts parts;
    parts.qubits = 2;
    parts.bits = 2;
    parts.parameters = {{"theta", ParameterRole::Column, std::nullopt, "petal length (cm)"}};
    Operation phase = Operation::gateOn("rzz", {0, 1}, {Angle::symbol("theta") / 2.0});
    Operation flip = Operation::gateOn("x", {1});
    flip.controls = {{0, false}};
    flip.conditions = {{{0, 1}, 2, false}, {{0}, 1, true}};
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1}), phase,
                        Operation::measure(0, 1), flip};
    EXPECT_EQ(*writeQasm3(Circuit::of(parts)),
              "OPENQASM 3.0;\n"
              "include \"stdgates.inc\";\n"
              "gate rzz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }\n"
              "@qstore.role column\n"
              "@qstore.column petal length (cm)\n"
              "input float[64] theta;\n"
              "qubit[2] q;\n"
              "bit[2] c;\n"
              "h q[0];\n"
              "cx q[0], q[1];\n"
              "rzz(theta/2) q[0], q[1];\n"
              "c[1] = measure q[0];\n"
              "if (c == 2 && c[0] != 1) { negctrl @ x q[0], q[1]; }\n");
}

TEST(QasmWriter3, DefinesEveryGateThatTheStandardLibraryLacks) {
    for (const GateInfo& gate : gateTable()) {
        if (gate.controlCount > 0) continue;
        SCOPED_TRACE(gate.name);
        if (gateDefinitionText(gate.name).empty()) {
            EXPECT_TRUE(isStandardGate3(gate.name));
            continue;
        }
        const auto definition = gateDefinitionOf(gate.name);
        ASSERT_TRUE(definition);
        EXPECT_TRUE(definitionEquals(definition, gate, false));
    }
}

TEST(QasmWriter3, KeepsADefinitionThatLooksLikeAKnownGate) {
    CircuitParts parts;
    parts.qubits = 2;
    auto definition = std::make_shared<GateDefinition>();
    definition->name = "cx";
    definition->qubits = 2;
    definition->body = {Operation::gateOn("cx", {0, 1})};
    parts.definitions = {definition};
    Operation use;
    use.gate = parts.definitions[0];
    use.targets = {1, 0};
    parts.operations = {use, Operation::gateOn("cx", {0, 1})};
    const Circuit circuit = Circuit::of(parts);
    const auto again = readQasm(*writeQasm3(circuit));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_TRUE(*again == circuit) << *writeQasm3(circuit);
}

TEST(QasmWriter3, RefusesNamesThatOpenQasmKeepsForItself) {
    CircuitParts parts;
    parts.qubits = 1;
    auto definition = std::make_shared<GateDefinition>();
    definition->name = "mine";
    definition->qubits = 1;
    definition->qubitNames = {"qubit"};
    parts.definitions = {definition};
    const auto text = writeQasm3(Circuit::of(parts));
    ASSERT_FALSE(text);
    EXPECT_THAT(text.error().message, HasSubstr("'qubit'"));
}

TEST(QasmWriter2, WritesGatesUpToAGlobalPhase) {
    RandomOptions options;
    options.parameters = false;
    options.measure = false;
    options.operations = 12;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const Circuit circuit = randomCircuit(seed, options);
        if (circuit.qubits() > 7) continue;
        const auto text = writeQasm2(circuit);
        ASSERT_TRUE(text) << text.error().message;
        const auto again = readQasm(*text);
        ASSERT_TRUE(again) << again.error().message;
        const auto same = compareCircuits(circuit, *again);
        ASSERT_TRUE(same);
        EXPECT_TRUE(same->equivalent) << "seed " << seed << ", distance " << same->distance << "\n"
                                      << *writeQasm3(circuit);
    }
}

TEST(QasmWriter2, WritesEveryGateUnderEveryNumberOfControls) {
    for (const GateInfo& gate : gateTable()) {
        if (gate.controlCount > 0) continue;
        for (std::size_t controls = 0; controls <= 4; ++controls) {
            CircuitParts parts;
            parts.qubits = gate.qubits + controls;
            if (parts.qubits == 0 || parts.qubits > 6) continue;
            Operation operation;
            operation.gate = &gate;
            for (std::size_t i = 0; i < controls; ++i) operation.controls.push_back({i, i != 1});
            for (std::size_t i = controls; i < parts.qubits; ++i) operation.targets.push_back(i);
            for (std::size_t i = 0; i < gate.angleNames.size(); ++i)
                operation.angles.emplace_back(0.7 - 1.1 * static_cast<double>(i));
            parts.operations = {operation};
            const Circuit circuit = Circuit::of(parts);
            const auto text = writeQasm2(circuit);
            ASSERT_TRUE(text) << text.error().message;
            const auto same = compareCircuits(circuit, *readQasm(*text));
            EXPECT_TRUE(same && same->equivalent) << gate.name << " under " << controls << " controls\n"
                                                  << *text;
        }
    }
}

TEST(QasmWriter2, KeepsMeasurementResetAndRegisterConditions) {
    const std::string text =
        "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\nqreg anc[1];\ncreg c[2];\ncreg d[1];\nh "
        "q[0];\n"
        "barrier q,anc[0];\nmeasure q -> c;\nif(c==2) cx q[0],anc[0];\nreset q[1];\nmeasure anc[0] -> "
        "d[0];\n"
        "rx(1.0e-05) q[0];\nif(d==0) rz(-pi/2) q[1];\n";
    const auto circuit = readQasm(text);
    ASSERT_TRUE(circuit) << circuit.error().message;
    EXPECT_EQ(*writeQasm2(*circuit), text);
}

TEST(QasmWriter2, SaysWhatOpenQasm2CannotHold) {
    const auto refused = [](const char* body) {
        const auto text = writeQasm2(*readQasm(
            "include \"stdgates.inc\"; input float theta; qubit[12] q; bit[2] c; " + std::string(body)));
        EXPECT_FALSE(text) << body;
        return text ? std::string() : text.error().message;
    };
    EXPECT_THAT(refused("x q[0]; rx(2*theta) q[0];"),
                HasSubstr("Operation 2 (rx): the angle 2*theta holds a parameter"));
    EXPECT_THAT(refused("if (c[0]) x q[0];"), HasSubstr("one whole register"));
    EXPECT_THAT(refused("if (c != 1) x q[0];"), HasSubstr("one whole register"));
}

TEST(QasmWriter2, WritesManyControlsAndAntiControlsOut) {
    for (const auto& [name, angles] :
         std::vector<std::pair<const char*, std::vector<Angle>>>{{"x", {}},
                                                                 {"ry", {0.7}},
                                                                 {"rz", {-1.3}},
                                                                 {"p", {0.9}},
                                                                 {"h", {}},
                                                                 {"swap", {}},
                                                                 {"u", {0.3, 1, 2}}}) {
        for (const std::size_t controls : {5U, 6U, 7U}) {
            CircuitParts parts;
            Operation operation;
            operation.gate = findGate(name);
            for (std::size_t i = 0; i < controls; ++i) operation.controls.push_back({i, i % 3 != 1});
            for (std::size_t i = 0; i < findGate(name)->qubits; ++i)
                operation.targets.push_back(controls + i);
            operation.angles = angles;
            parts.qubits = controls + operation.targets.size();
            parts.operations = {operation};
            const Circuit circuit = Circuit::of(parts);
            const auto text = writeQasm2(circuit);
            ASSERT_TRUE(text) << text.error().message;
            const auto same = compareCircuits(circuit, *readQasm(*text));
            EXPECT_TRUE(same && same->equivalent) << name << " under " << controls << " controls";
        }
    }
}

TEST(QasmWriter2, WritesPreparedStates) {
    std::vector<std::complex<double>> amplitudes;
    for (int i = 0; i < 64; ++i)
        amplitudes.emplace_back(std::sin(1.0 + i), i % 5 == 0 ? 0.0 : std::cos(2.0 * i));
    const Circuit circuit = preparedStateCircuit(amplitudes).value();
    const auto again = readQasm(writeQasm2(circuit).value());
    ASSERT_TRUE(again) << again.error().message;
    const auto same = compareCircuits(circuit, *again);
    EXPECT_TRUE(same && same->equivalent);
    // Ten qubits, so up to nine controls, stay within a few hundred thousand lines.
    amplitudes.assign(1024, {1.0, 0.5});
    amplitudes[3] = -1.0;
    const auto large = writeQasm2(preparedStateCircuit(amplitudes).value());
    ASSERT_TRUE(large) << large.error().message;
    EXPECT_LT(std::count(large->begin(), large->end(), '\n'), 300'000);
}

TEST(QasmWriter2, RefusesMoreControlsThanItWritesOut) {
    CircuitParts parts;
    parts.qubits = 66;
    Operation operation = Operation::gateOn("x", {65});
    for (std::size_t i = 0; i < 65; ++i) operation.controls.push_back({i, true});
    parts.operations = {operation};
    const auto text = writeQasm2(Circuit::of(parts));
    ASSERT_FALSE(text);
    EXPECT_THAT(text.error().message, HasSubstr("65 controls"));
}

TEST(QasmWriter2, RenamesRegistersThatItCannotName) {
    const auto circuit = readQasm("qubit[1] θ; qubit[1] Q; bit b; b = measure Q[0];");
    ASSERT_TRUE(circuit);
    const auto again = readQasm(*writeQasm2(*circuit));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->qubits(), 2U);
    EXPECT_EQ(again->operations(), circuit->operations());
}

}  // namespace
}  // namespace qstore
