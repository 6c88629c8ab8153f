// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>

#include "core/circuit/qasm.h"

namespace qstore {
namespace {

using std::numbers::pi;
using ::testing::HasSubstr;

Circuit read(std::string_view text) {
    auto circuit = readQasm(text, "test.qasm");
    EXPECT_TRUE(circuit) << circuit.error().message;
    return circuit ? *circuit : Circuit();
}

/// With the standard library included.
Circuit read3(std::string_view text) {
    return read("OPENQASM 3.0; include \"stdgates.inc\";\n" + std::string(text));
}

Error readError(std::string_view text) {
    const auto circuit = readQasm(text, "test.qasm");
    EXPECT_FALSE(circuit) << text;
    return circuit ? Error{} : circuit.error();
}

using Operations = std::vector<Operation>;

TEST(QasmReader, BellIn3) {
    const Circuit circuit = read3("qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; c = measure q;");
    EXPECT_EQ(circuit.qubits(), 2U);
    EXPECT_EQ(circuit.parts().bitRegisters, (std::vector<Register>{{"c", 0, 2}}));
    ASSERT_EQ(circuit.operations().size(), 3U);
    EXPECT_EQ(circuit.operations()[0], Operation::gateOn("h", {0}));
    EXPECT_EQ(circuit.operations()[1], Operation::gateOn("cx", {0, 1}));
    EXPECT_EQ(circuit.operations()[2].targets, (std::vector<Qubit>{0, 1}));
    EXPECT_EQ(circuit.operations()[2].bits, (std::vector<ClassicalBit>{0, 1}));
}

TEST(QasmReader, BellIn2) {
    const Circuit circuit = read(
        "// a comment\nOPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2]; creg c[2];\n"
        "U(pi/2,0,pi) q[0]; CX q[0],q[1]; measure q[0] -> c[1]; if(c==2) x q[0];");
    ASSERT_EQ(circuit.operations().size(), 4U);
    EXPECT_EQ(circuit.operations()[0], Operation::gateOn("U", {0}, {pi / 2, 0.0, pi}));
    EXPECT_EQ(circuit.operations()[1], Operation::gateOn("cx", {0, 1}));
    EXPECT_EQ(circuit.operations()[2], Operation::measure(0, 1));
    EXPECT_EQ(circuit.operations()[3].conditions, (std::vector<Condition>{{{0, 1}, 2, false}}));
}

TEST(QasmReader, Version2ComputesInRealNumbersAndVersion3InWholeOnes) {
    const Circuit two = read(
        "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[1]; rx(1/2) q[0]; ry(2^3) q[0]; rz(-ln(2)) q[0];");
    EXPECT_EQ(two.operations()[0].angles[0], Angle(0.5));
    EXPECT_EQ(two.operations()[1].angles[0], Angle(8.0));
    EXPECT_EQ(two.operations()[2].angles[0], Angle(-std::log(2.0)));
    const Circuit three =
        read3("qubit q; rx(3/2) q; rx(-2**2) q; rx(7 % 4 + 0x1F - 0b11) q; rx(1.5e1 / 2) q;");
    EXPECT_EQ(three.operations()[0].angles[0], Angle(1.0));
    EXPECT_EQ(three.operations()[1].angles[0], Angle(-4.0));
    EXPECT_EQ(three.operations()[2].angles[0], Angle(31.0));
    EXPECT_EQ(three.operations()[3].angles[0], Angle(7.5));
}

TEST(QasmReader, BroadcastsOverRegistersSlicesAndAliases) {
    const Circuit circuit = read3(
        "qubit[4] q; qubit r; h q[1:2]; cx q[0:1], q[2:3]; cx r, q[{0, 3}]; let a = q[3:-1:2] ++ r; x a; y "
        "q[-1]; z q[0:2:3];");
    const Operations expected{
        Operation::gateOn("h", {1}),     Operation::gateOn("h", {2}),     Operation::gateOn("cx", {0, 2}),
        Operation::gateOn("cx", {1, 3}), Operation::gateOn("cx", {4, 0}), Operation::gateOn("cx", {4, 3}),
        Operation::gateOn("x", {3}),     Operation::gateOn("x", {2}),     Operation::gateOn("x", {4}),
        Operation::gateOn("y", {3}),     Operation::gateOn("z", {0}),     Operation::gateOn("z", {2})};
    EXPECT_EQ(circuit.operations(), expected);
}

TEST(QasmReader, ModifiersNestFromTheInsideOut) {
    const Circuit circuit = read3(
        "qubit[4] q; ctrl @ negctrl @ x q[0], q[1], q[2]; inv @ s q[0]; pow(3) @ t q[0]; pow(-2) @ rx(0.5) "
        "q[0];"
        "ctrl(2) @ cx q[0], q[1], q[2], q[3]; ctrl @ inv @ gphase(0.25) q[1]; gphase(pi); pow(0) @ x "
        "q[0];");
    Operation mixed = Operation::gateOn("x", {2});
    mixed.controls = {{0, true}, {1, false}};
    Operation triple = Operation::gateOn("x", {3});
    triple.controls = {{0, true}, {1, true}, {2, true}};
    Operation phase = Operation::gateOn("gphase", {}, {-0.25});
    phase.controls = {{1, true}};
    const Operations expected{mixed,
                              Operation::gateOn("sdg", {0}),
                              Operation::gateOn("t", {0}),
                              Operation::gateOn("t", {0}),
                              Operation::gateOn("t", {0}),
                              Operation::gateOn("rx", {0}, {-0.5}),
                              Operation::gateOn("rx", {0}, {-0.5}),
                              triple,
                              phase,
                              Operation::gateOn("gphase", {}, {pi})};
    EXPECT_EQ(circuit.operations(), expected);
}

TEST(QasmReader, FractionalPowersArePrincipal) {
    const std::string start = "qubit[2] q; ";
    for (const auto& [power, gate] : std::vector<std::pair<std::string, std::string>>{
             {"pow(0.5) @ z q[0];", "s q[0];"},
             {"ctrl @ pow(0.5) @ x q[0], q[1];", "csx q[0], q[1];"},
             {"pow(-0.5) @ cx q[0], q[1];", "inv @ csx q[0], q[1];"},
             {"pow(1/4.0) @ rzz(2) q[0], q[1];", "rzz(0.5) q[0], q[1];"},
             {"ctrl @ pow(2.5) @ gphase(0.2) q[0];", "p(0.5) q[0];"}}) {
        const auto same = circuitUnitary(read3(start + power));
        ASSERT_TRUE(same) << power;
        EXPECT_LT((*same - *circuitUnitary(read3(start + gate))).cwiseAbs().maxCoeff(), 1e-12) << power;
    }
    EXPECT_EQ(readError("qubit q; pow(0.5) @ p(4) q;").code, ErrorCode::Unsupported);
}

TEST(QasmReader, InverseOfAGateWithoutSingleInverse) {
    const Circuit pair = read3("qubit[2] q; iswap q[0], q[1]; inv @ iswap q[0], q[1];");
    const auto same = compareCircuits(pair, read3("qubit[2] q;"));
    ASSERT_TRUE(same);
    EXPECT_TRUE(same->equivalent) << same->distance;
}

TEST(QasmReader, DefinesGates) {
    const Circuit circuit = read3(
        "gate mine(theta) a, b { rx(theta / 2) a; for int i in [1:2] { ctrl @ z a, b; } barrier a, b; }\n"
        "gate outer(x) c { inv @ rx(-x) c; }\n"
        "qubit[3] q; mine(pi) q[0], q[2]; ctrl @ outer(1) q[0], q[1]; outer(2) q;");
    ASSERT_EQ(circuit.parts().definitions.size(), 2U);
    const GateDefinition& mine = *circuit.parts().definitions[0];
    EXPECT_EQ(mine.angleNames, (std::vector<std::string>{"theta"}));
    EXPECT_EQ(mine.qubitNames, (std::vector<std::string>{"a", "b"}));
    const Operations body{Operation::gateOn("rx", {0}, {Angle::symbol("theta") / 2.0}),
                          Operation::gateOn("cz", {0, 1}), Operation::gateOn("cz", {0, 1}),
                          Operation::barrier({0, 1})};
    EXPECT_EQ(mine.body, body);
    ASSERT_EQ(circuit.operations().size(), 5U);
    EXPECT_EQ(circuit.operations()[1].controls, (std::vector<Control>{{0, true}}));
    EXPECT_EQ(circuit.flattened().operations()[0], Operation::gateOn("rx", {0}, {pi / 2}));
}

TEST(QasmReader, TakesAFilesOwnDefinitionOfAKnownGateForThatGate) {
    const Circuit own =
        read3("gate rzz(t) a, b { cx a, b; rz(t) b; cx a, b; } qubit[2] q; rzz(0.5) q[0], q[1];");
    EXPECT_TRUE(own.parts().definitions.empty());
    EXPECT_EQ(own.operations(), Operations{Operation::gateOn("rzz", {0, 1}, {0.5})});
    // Phases have no meaning in OpenQASM 2, and do in 3.
    const std::string_view body = " rzz(t) a, b { cx a, b; p(t) b; cx a, b; } ";
    EXPECT_TRUE(
        read("OPENQASM 2.0; include \"qelib1.inc\"; gate" + std::string(body)).parts().definitions.empty());
    EXPECT_EQ(read3("gate" + std::string(body)).parts().definitions.size(), 1U);
    // Something else under a known name stays what the file says.
    const Circuit other = read3("gate ms a, b { cz a, b; } qubit[2] q; ms q[0], q[1];");
    ASSERT_EQ(other.parts().definitions.size(), 1U);
    EXPECT_EQ(other.flattened().operations(), Operations{Operation::gateOn("cz", {0, 1})});
}

TEST(QasmReader, InputsBecomeParameters) {
    const Circuit circuit = read3(
        "input float[64] a;\n@qstore.role frozen\n@qstore.value 0.1\ninput float[64] b;\n"
        "@qstore.role column\n@qstore.column petal length (cm)\ninput angle[32] c;\n@qstore.role "
        "column\ninput float d;\n"
        "qubit q; const float half = 0.5; float twice = 2 * a; rx(twice + half * sin(b)) q; ry(pi - c) q;");
    EXPECT_EQ(circuit.parameters(),
              (std::vector<Parameter>{{"a", ParameterRole::Trainable, std::nullopt, ""},
                                      {"b", ParameterRole::Frozen, 0.1, ""},
                                      {"c", ParameterRole::Column, std::nullopt, "petal length (cm)"},
                                      {"d", ParameterRole::Column, std::nullopt, "d"}}));
    const auto value = circuit.operations()[0].angles[0].evaluate(
        [](const std::string& name) { return std::optional<double>(name == "a" ? 0.25 : 0.75); });
    ASSERT_TRUE(value);
    EXPECT_DOUBLE_EQ(*value, 0.5 + 0.5 * std::sin(0.75));
}

TEST(QasmReader, UnrollsLoopsAndFollowsVariables) {
    const Circuit circuit = read3(
        "const int n = 3; qubit[n] q; uint[4] flags = 5; int total = 0;\n"
        "for int i in [0:n-1] { if (bool(flags[i])) x q[i]; total += i; }\n"
        "for int i in {2, 0} { if (i == 0) break; h q[i]; }\n"
        "for int i in [2:-1:1] { if (i == 2) continue; z q[i]; }\n"
        "for uint i in [5:4] { x q[i]; }\n"
        "rx(total) q[0]; for bit b in \"10\" { if (b) y q[0]; else y q[1]; } end; x q;");
    const Operations expected{Operation::gateOn("x", {0}),         Operation::gateOn("x", {2}),
                              Operation::gateOn("h", {2}),         Operation::gateOn("z", {1}),
                              Operation::gateOn("rx", {0}, {3.0}), Operation::gateOn("y", {1}),
                              Operation::gateOn("y", {0})};
    EXPECT_EQ(circuit.operations(), expected);
}

std::vector<Condition> conditionsOf(std::string_view condition) {
    const Circuit circuit =
        read3("qubit[3] q; bit[3] c; bit d; c = measure q; if (" + std::string(condition) + ") x q[0];");
    EXPECT_EQ(circuit.operations().size(), 2U) << condition;
    return circuit.operations().size() == 2 ? circuit.operations()[1].conditions : std::vector<Condition>{};
}

TEST(QasmReader, ConditionsCompareBitsWithConstants) {
    using Conditions = std::vector<Condition>;
    EXPECT_EQ(conditionsOf("c[1]"), (Conditions{{{1}, 1, false}}));
    EXPECT_EQ(conditionsOf("!d"), (Conditions{{{3}, 1, true}}));
    EXPECT_EQ(conditionsOf("c == 5"), (Conditions{{{0, 1, 2}, 5, false}}));
    EXPECT_EQ(conditionsOf("c != \"011\""), (Conditions{{{0, 1, 2}, 3, true}}));
    EXPECT_EQ(conditionsOf("int[3](c) == -1"), (Conditions{{{0, 1, 2}, 7, false}}));
    EXPECT_EQ(conditionsOf("int[4](c) == 6"), (Conditions{{{0, 1, 2}, 6, false}}));
    EXPECT_EQ(conditionsOf("true == c[0:1][1]"), (Conditions{{{1}, 1, false}}));
    EXPECT_EQ(conditionsOf("c"), (Conditions{{{0, 1, 2}, 0, true}}));
    EXPECT_EQ(conditionsOf("c[0] == 1 && d == 0"), (Conditions{{{0}, 1, false}, {{3}, 0, false}}));
}

TEST(QasmReader, ElseAndOrFallIntoCasesThatExcludeEachOther) {
    const Circuit circuit = read3(
        "qubit[2] q; bit[2] c; c = measure q; if (c[0] && c[1]) x q[0]; else { y q[0]; if (c[1]) z q[1]; } "
        "if (c[0] == 0 || c[1] == 0) h q[0]; if (c < 2) t q[0]; if (c == 9) x q[1]; if (c != 9) s q[1];");
    const auto& all = circuit.operations();
    const Condition a{{0}, 1, false};
    const Condition b{{1}, 1, false};
    const Condition notA{{0}, 1, true};
    const Condition notB{{1}, 1, true};
    ASSERT_EQ(all.size(), 1U + 1 + 4 + 2 + 2 + 1);
    EXPECT_EQ(all[1].conditions, (std::vector<Condition>{a, b}));
    EXPECT_EQ(all[2].conditions, (std::vector<Condition>{notA}));
    EXPECT_EQ(all[3].conditions, (std::vector<Condition>{notA, b}));
    EXPECT_EQ(all[4].conditions, (std::vector<Condition>{a, notB}));
    EXPECT_EQ(all[5].conditions, (std::vector<Condition>{a, notB, b}));
    EXPECT_EQ(all[6].conditions, (std::vector<Condition>{{{0}, 0, false}}));
    EXPECT_EQ(all[7].conditions, (std::vector<Condition>{{{0}, 0, true}, {{1}, 0, false}}));
    EXPECT_EQ(all[8].conditions, (std::vector<Condition>{{{0, 1}, 0, false}}));
    EXPECT_EQ(all[9].conditions, (std::vector<Condition>{{{0, 1}, 1, false}}));
    EXPECT_EQ(all[10], Operation::gateOn("s", {1}));
}

TEST(QasmReader, ElseLeavesOutCasesThatCannotHappen) {
    const Circuit circuit =
        read3("qubit q; bit[2] c; if (c == 1 || c[0]) x q; else y q; if (c[0] == c[1]) z q; else h q;");
    const auto& all = circuit.operations();
    ASSERT_EQ(all.size(), 2U + 1 + 2 + 2);
    EXPECT_EQ(all[2].conditions, (std::vector<Condition>{{{0, 1}, 1, true}, {{0}, 1, true}}));
    // Every value of the bits runs exactly one branch of each if.
    for (std::uint64_t value = 0; value < 4; ++value) {
        std::string ran;
        for (const Operation& operation : all) {
            bool holds = true;
            for (const Condition& condition : operation.conditions) {
                std::uint64_t read = 0;
                for (std::size_t i = 0; i < condition.bits.size(); ++i)
                    read |= ((value >> condition.bits[i]) & 1U) << i;
                holds = holds && (read == condition.value) != condition.negated;
            }
            if (holds) ran += std::get<const GateInfo*>(operation.gate)->name;
        }
        EXPECT_EQ(
            ran, std::string(value == 1 || value == 3 ? "x" : "y") + (value == 0 || value == 3 ? "z" : "h"))
            << value;
    }
}

TEST(QasmReader, RefusesAnIfThatChangesItsOwnCondition) {
    const std::string start = "qubit[2] q; bit[2] c; if (c[0] == 0) ";
    EXPECT_EQ(readError(start + "{ c[0] = measure q[0]; x q[1]; }").code, ErrorCode::Unsupported);
    EXPECT_EQ(readError(start + "c[0] = measure q[0]; else x q[1];").code, ErrorCode::Unsupported);
    EXPECT_TRUE(readQasm(start + "{ x q[1]; c[0] = measure q[0]; }"));
    EXPECT_TRUE(readQasm(start + "{ c[1] = measure q[0]; x q[1]; }"));
}

TEST(QasmReader, PhysicalQubitsAreTheWiresOfOneRegister) {
    const Circuit circuit = read3("bit[2] c; h $1; cx $1, $3; c[0] = measure $3;");
    EXPECT_EQ(circuit.qubits(), 4U);
    EXPECT_EQ(circuit.parts().qubitRegisters, (std::vector<Register>{{"physical", 0, 4}}));
    EXPECT_EQ(readError("qubit q; x $0;").code, ErrorCode::Unsupported);
}

TEST(QasmReader, GreekLettersAndUnderscores) {
    const Circuit circuit =
        read3("gate turn(θ) ψ { rz(θ/2) ψ; } qubit[1_0] q; turn(π) q[9]; rx(τ/1_000) q[0];");
    EXPECT_EQ(circuit.qubits(), 10U);
    EXPECT_EQ(circuit.operations()[1].angles[0], Angle(2 * pi / 1000));
}

TEST(QasmReader, NamesTheCircuit) {
    EXPECT_EQ(read("@qstore.name My circuit\nqubit q;").name(), "My circuit");
    EXPECT_EQ(read("@qstore.name \"a\\n\\\"b\"\nqubit q;").name(), "a\n\"b");
    EXPECT_EQ(read("qubit q;").name(), "");
}

struct Refused {
    const char* text;
    ErrorCode code;
    const char* part;
};

class QasmReaderRefuses : public ::testing::TestWithParam<Refused> {};

TEST_P(QasmReaderRefuses, WithAPlaceAndTheValue) {
    const Error error = readError(GetParam().text);
    EXPECT_EQ(error.code, GetParam().code) << error.message;
    EXPECT_THAT(error.message, HasSubstr(GetParam().part));
    EXPECT_THAT(error.message, HasSubstr("^"));
}

INSTANTIATE_TEST_SUITE_P(
    Names, QasmReaderRefuses,
    ::testing::Values(
        Refused{"qubit q;\ncnott q, q;", ErrorCode::NotFound,
                "test.qasm:2:1: unknown gate 'cnott'\n  cnott q, q;\n  ^"},
        Refused{"qubit[2] q;\n\tx q[2];", ErrorCode::InvalidArgument,
                "test.qasm:2:6: index 2 is outside of 'q', which has size 2"},
        Refused{"qubit[2] q; x q[0:5];", ErrorCode::InvalidArgument, "index 5"},
        Refused{"qubit[2] q; cx q[0], q[0];", ErrorCode::InvalidArgument, "uses the qubit q[0] twice"},
        Refused{"qubit[2] q; qubit[3] r; cx q, r;", ErrorCode::InvalidArgument,
                "this register has 3 qubits, but another one"},
        Refused{"x q;", ErrorCode::NotFound, "'q' is not declared"},
        Refused{"qubit q; rx q;", ErrorCode::InvalidArgument, "gate 'rx' takes 1 angle, not 0"},
        Refused{"qubit q; cx q;", ErrorCode::InvalidArgument, "acts on 2 qubits, not 1"},
        Refused{"qubit q; rx(alpha) q;", ErrorCode::NotFound, "'alpha' is not declared"},
        Refused{"qubit q; qubit q;", ErrorCode::AlreadyExists, "already declared on line 1"},
        Refused{"qubit q;\nqubit sin;", ErrorCode::InvalidArgument, "test.qasm:2:7: The register 'sin'"},
        Refused{"gate a q { } qubit a;", ErrorCode::AlreadyExists, "the name of a gate"},
        Refused{"qubit a; gate a q { x q; }", ErrorCode::AlreadyExists, "already declared on line 1"},
        Refused{"gate a q { a q; } ", ErrorCode::InvalidArgument, "gate 'a' calls itself"},
        Refused{"qubit q; b q; gate b a { x a; }", ErrorCode::NotFound, "used before its definition"},
        Refused{"gate a q { b q; } gate b q { a q; }", ErrorCode::NotFound, "used before its definition"},
        Refused{"gate a q { x r; } qubit r;", ErrorCode::NotFound, "'r' is not declared"},
        Refused{"qubit r; gate a q { x r; }", ErrorCode::InvalidArgument, "not one of its own qubits"},
        Refused{"bit c; gate a q { c = measure q; }", ErrorCode::InvalidArgument, "may hold only gates"},
        Refused{"input float b; gate a q { rx(b) q; }", ErrorCode::InvalidArgument, "uses the input 'b'"},
        Refused{"qubit q;\ninput float t;", ErrorCode::InvalidArgument,
                "test.qasm:2:13: The input 't' is the name of a gate"},
        Refused{"qubit q; rx(1/0) q;", ErrorCode::InvalidArgument, "division of 1 by zero"},
        Refused{"qubit q; rx(sqrt(-1.0)) q;", ErrorCode::InvalidArgument, "not a finite number"},
        Refused{"qubit[0] q;", ErrorCode::InvalidArgument, "a register of 0 wires"},
        Refused{"qubit[2.5] q;", ErrorCode::InvalidArgument, "must be a whole number, not 2.5"},
        Refused{"uint[2] a = 9;", ErrorCode::InvalidArgument, "9 does not fit uint[2]"},
        Refused{"const int a = 1; a = 2;", ErrorCode::InvalidArgument, "is constant"},
        Refused{"qubit[2] q; bit[3] c; c = measure q;", ErrorCode::InvalidArgument,
                "2 qubits cannot be measured into 3 bits"},
        Refused{"break;", ErrorCode::InvalidArgument, "outside of any loop"},
        Refused{"@qstore.role column\nqubit q;", ErrorCode::Unsupported, "@qstore.role"},
        Refused{"@qstore.role wild\ninput float a;", ErrorCode::InvalidArgument, "'wild' is not a role"},
        Refused{"@qstore.value ten\ninput float a;", ErrorCode::InvalidArgument, "'ten' is not a number"}));

INSTANTIATE_TEST_SUITE_P(
    Beyond, QasmReaderRefuses,
    ::testing::Values(
        Refused{"include \"other.inc\";", ErrorCode::Unsupported, "other.inc"},
        Refused{"qubit[2] q; pow(0.5) @ swap q[0], q[1];", ErrorCode::Unsupported, "the power 0.5"},
        Refused{"bit c; while (c) { }", ErrorCode::Unsupported, "a while loop"},
        Refused{"def f(qubit q) { x q; }", ErrorCode::Unsupported, "a subroutine"},
        Refused{"defcal x $0 { play(drive, 1ns) }", ErrorCode::Unsupported, "defcal"},
        Refused{"qubit q; delay[10ns] q;", ErrorCode::Unsupported, "delay"},
        Refused{"stretch a;", ErrorCode::Unsupported, "stretch"},
        Refused{"array[int[8], 4] a;", ErrorCode::Unsupported, "array"},
        Refused{"box { }", ErrorCode::Unsupported, "box"},
        Refused{"int i = 1; switch (i) { case 1 { } default { } }", ErrorCode::Unsupported, "a switch"},
        Refused{"extern f(int[8]) -> bit;", ErrorCode::Unsupported, "an extern function"},
        Refused{"bit c = 1;", ErrorCode::Unsupported, "start value"},
        Refused{"bit[2] c; c[0] = c[1];", ErrorCode::Unsupported, "computing bits"},
        Refused{"OPENQASM 4.0;", ErrorCode::Unsupported, "OpenQASM 4.0"},
        Refused{"OPENQASM 2.0; opaque magic a; qreg q[1]; magic q[0];", ErrorCode::Unsupported,
                "the opaque gate 'magic'"},
        Refused{"qubit q; for int i in [0:2000000] x q;", ErrorCode::ResourceExhausted,
                "beyond 1000000 steps"},
        Refused{"qubit q; for int i in [0:9223372036854775807] x q;", ErrorCode::ResourceExhausted,
                "1000000 steps"},
        Refused{"qubit q; for int i in [0:999] for int k in [0:9999] x q;", ErrorCode::ResourceExhausted,
                "1000000 steps"},
        Refused{"qubit q; pow(1000000000000) @ x q;", ErrorCode::ResourceExhausted, "1000000 steps"},
        Refused{"qubit[1000000000] q;", ErrorCode::ResourceExhausted, "a register of 1000000000"}));

INSTANTIATE_TEST_SUITE_P(
    Grammar, QasmReaderRefuses,
    ::testing::Values(Refused{"qubit q\nx q;", ErrorCode::Parse, "test.qasm:1:8: expected ';'"},
                      Refused{"qubit[2 q;", ErrorCode::Parse, "expected ']'"},
                      Refused{"gate a q { x q;", ErrorCode::Parse, "never closed"},
                      Refused{"/* open", ErrorCode::Parse, "never closed"},
                      Refused{"qubit q; x q; \xff", ErrorCode::Parse, "not UTF-8"},
                      Refused{"qubit q; rx(12af) q;", ErrorCode::Parse, "'12af' is not a number"},
                      Refused{"qubit q; h q;;", ErrorCode::Parse, "expected a statement"},
                      Refused{"OPENQASM 2.0; qreg q[1]; if (c == 1) { x q[0]; }", ErrorCode::Parse,
                              "expected a statement"},
                      Refused{"qubit θq; x θq y;", ErrorCode::Parse, "test.qasm:1:15: expected ';'"}));

TEST(QasmReader, SuggestsCloseNames) {
    EXPECT_THAT(readError("qubit q; hh q;").hint, HasSubstr("Did you mean"));
}

TEST(QasmReader, AnExpressionThatDoublesIsRefusedWithItsLine) {
    std::string bomb = "input float a;\nfloat x = a;\n";
    for (int step = 0; step < 60; ++step) bomb += "x = x*x + x;\n";
    const Error error = readError(bomb + "qubit q; U(x, 0, 0) q;");
    EXPECT_EQ(error.code, ErrorCode::ResourceExhausted);
    // 1 → 3·1+2 → 3·5+2 → 17 … passes 10,000 nodes in the ninth or tenth assignment.
    EXPECT_THAT(error.message, HasSubstr("10000"));
    EXPECT_THAT(error.message, ::testing::ContainsRegex("test.qasm:1[0-3]"));
    std::string calls = "input float a;\nfloat x = a;\n";
    for (int step = 0; step < 60; ++step) calls += "x = pow(x, x);\n";
    EXPECT_EQ(readError(calls).code, ErrorCode::ResourceExhausted);
    std::string fine = "input float a;\nfloat x = a;\n";
    for (int step = 0; step < 300; ++step) fine += "x = 0.5*x + 1;\n";
    read(fine + "qubit q; U(x, 0, 0) q;");
}

TEST(QasmReader, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const auto circuit = readQasm("qubit q; U(0, 0, 0) q;", "test.qasm", stop.get_token());
    ASSERT_FALSE(circuit);
    EXPECT_EQ(circuit.error().code, ErrorCode::Cancelled);
}

TEST(QasmReader, DeepNestingIsAnErrorAndNoCrash) {
    for (const std::string open : {"(", "-", "{", "sin(", "f[", "!"}) {
        std::string text = open == "{" ? "" : "qubit q; rx(";
        for (int i = 0; i < 100000; ++i) text += open;
        EXPECT_EQ(readError(text).code, ErrorCode::ResourceExhausted) << open;
    }
    std::string sum = "qubit q; rx(1";
    for (int i = 0; i < 100000; ++i) sum += "+1";
    EXPECT_EQ(readError(sum + ") q;").code, ErrorCode::ResourceExhausted);
    std::string chain = "input float b; qubit q; float a = b; for int i in [1:100000] a = a + b; rx(a) q;";
    EXPECT_EQ(readError(chain).code, ErrorCode::ResourceExhausted);
    std::string ifs = "bit c; qubit q; ";
    for (int i = 0; i < 100000; ++i) ifs += "if (c) ";
    EXPECT_EQ(readError(ifs + "x q;").code, ErrorCode::ResourceExhausted);
}

}  // namespace
}  // namespace qstore
