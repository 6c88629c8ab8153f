// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/cirq_json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "core/circuit/circuit_walk.h"
#include "core/circuit/qasm.h"
#include "transpile_testing.h"

namespace qstore {
namespace {

using std::numbers::pi;

/// A cirq.Circuit of one gate on LineQubits 0, 1, … as cirq.to_json writes it.
std::string oneGate(const std::string& gate, std::size_t qubits) {
    std::string list;
    for (std::size_t i = 0; i < qubits; ++i)
        list +=
            (i == 0 ? "" : ",") + std::string(R"({"cirq_type":"LineQubit","x":)") + std::to_string(i) + "}";
    return R"({"cirq_type":"Circuit","moments":[{"cirq_type":"Moment","operations":[)"
           R"({"cirq_type":"GateOperation","gate":)" +
           gate + R"(,"qubits":[)" + list + "]}]}]}";
}

Circuit readDone(const std::string& text) {
    auto circuit = readCirqJson(text);
    EXPECT_TRUE(circuit) << (circuit ? "" : circuit.error().message) << '\n' << text;
    return circuit.value_or(Circuit());
}

/// Cirq's matrices have the first qubit as the highest bit of the index.
ComplexMatrix fromBigEndian(const ComplexMatrix& m) {
    std::size_t bits = 0;
    while ((Eigen::Index{1} << bits) < m.rows()) ++bits;
    const auto turned = [&](Eigen::Index index) {
        Eigen::Index result = 0;
        for (std::size_t bit = 0; bit < bits; ++bit)
            if (((index >> bit) & 1) != 0) result |= Eigen::Index{1} << (bits - 1 - bit);
        return result;
    };
    ComplexMatrix result(m.rows(), m.cols());
    for (Eigen::Index row = 0; row < m.rows(); ++row)
        for (Eigen::Index column = 0; column < m.cols(); ++column)
            result(turned(row), turned(column)) = m(row, column);
    return result;
}

void expectUnitary(const std::string& gate, std::size_t qubits, const ComplexMatrix& cirq) {
    const Circuit circuit = readDone(oneGate(gate, qubits));
    ASSERT_EQ(circuit.qubits(), qubits) << gate;
    const auto unitary = circuitUnitary(circuit);
    ASSERT_TRUE(unitary);
    EXPECT_LT((*unitary - fromBigEndian(cirq)).norm(), 1e-12) << gate << "\n" << *unitary;
}

ComplexMatrix kron(const ComplexMatrix& a, const ComplexMatrix& b) {
    ComplexMatrix m(a.rows() * b.rows(), a.cols() * b.cols());
    for (Eigen::Index i = 0; i < m.rows(); ++i)
        for (Eigen::Index j = 0; j < m.cols(); ++j)
            m(i, j) = a(i / b.rows(), j / b.cols()) * b(i % b.rows(), j % b.cols());
    return m;
}

ComplexMatrix pauli(char letter) {
    ComplexMatrix m(2, 2);
    if (letter == 'X') m << 0, 1, 1, 0;
    if (letter == 'Y') m << 0, Complex(0, -1), Complex(0, 1), 0;
    if (letter == 'Z') m << 1, 0, 0, -1;
    if (letter == 'H') m << 1, 1, 1, -1;
    return letter == 'H' ? ComplexMatrix(m / std::numbers::sqrt2) : m;
}

/// The controls come first.
ComplexMatrix under(std::size_t controls, const ComplexMatrix& u) {
    const Eigen::Index size = u.rows() << controls;
    ComplexMatrix m = ComplexMatrix::Identity(size, size);
    m.bottomRightCorner(u.rows(), u.cols()) = u;
    return m;
}

/// cirq.EigenGate for an involution: eigenvalue +1 has phase 0, −1 half a turn;
/// U = Σ e^(iπ·exponent·(phase + global_shift)) P.
ComplexMatrix eigenPower(const ComplexMatrix& involution, double exponent, double shift) {
    const ComplexMatrix one = ComplexMatrix::Identity(involution.rows(), involution.cols());
    return std::polar(1.0, pi * exponent * shift) *
           ((one + involution) / 2.0 + std::polar(1.0, pi * exponent) * (one - involution) / 2.0);
}

std::string powerJson(const std::string& type, double exponent, double shift) {
    return R"({"cirq_type":")" + type + R"(","exponent":)" + std::to_string(exponent) +
           R"(,"global_shift":)" + std::to_string(shift) + "}";
}

TEST(CirqJson, PowersAreExactWithTheirGlobalPhase) {
    ComplexMatrix swap(4, 4);
    swap << 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1;
    const std::vector<std::tuple<std::string, std::size_t, ComplexMatrix>> gates = {
        {"XPowGate", 1, pauli('X')},
        {"YPowGate", 1, pauli('Y')},
        {"ZPowGate", 1, pauli('Z')},
        {"HPowGate", 1, pauli('H')},
        {"_PauliX", 1, pauli('X')},
        {"_PauliY", 1, pauli('Y')},
        {"_PauliZ", 1, pauli('Z')},
        {"CXPowGate", 2, under(1, pauli('X'))},
        {"CNotPowGate", 2, under(1, pauli('X'))},
        {"CYPowGate", 2, under(1, pauli('Y'))},
        {"CZPowGate", 2, under(1, pauli('Z'))},
        {"CCXPowGate", 3, under(2, pauli('X'))},
        {"CCYPowGate", 3, under(2, pauli('Y'))},
        {"CCZPowGate", 3, under(2, pauli('Z'))},
        {"SwapPowGate", 2, swap},
        {"XXPowGate", 2, kron(pauli('X'), pauli('X'))},
        {"YYPowGate", 2, kron(pauli('Y'), pauli('Y'))},
        {"ZZPowGate", 2, kron(pauli('Z'), pauli('Z'))}};
    for (const auto& [type, qubits, involution] : gates)
        for (const double exponent : {1.0, 0.5, -0.5, 0.25, -0.25, 0.123, 2.0, 0.0})
            for (const double shift : {0.0, -0.5, 0.75})
                expectUnitary(powerJson(type, exponent, shift), qubits,
                              eigenPower(involution, exponent, shift));
}

TEST(CirqJson, OtherGates) {
    // cirq.ISwapPowGate: phases 0 on |00⟩ and |11⟩, ±1/2 on |01⟩ ± |10⟩.
    for (const double t : {1.0, 0.5, -0.3}) {
        ComplexMatrix m = ComplexMatrix::Identity(4, 4);
        m(1, 1) = m(2, 2) = std::cos(pi * t / 2);
        m(1, 2) = m(2, 1) = Complex(0, std::sin(pi * t / 2));
        expectUnitary(powerJson("ISwapPowGate", t, 0.2), 2, std::polar(1.0, pi * t * 0.2) * m);
    }
    const auto rotation = [](char axis, double angle) { return eigenPower(pauli(axis), angle / pi, -0.5); };
    expectUnitary(R"({"cirq_type":"Rx","rads":0.7853981633974483})", 1, rotation('X', pi / 4));
    expectUnitary(R"({"cirq_type":"Ry","rads":-1.3})", 1, rotation('Y', -1.3));
    expectUnitary(R"({"cirq_type":"Rz","rads":2.5})", 1, rotation('Z', 2.5));
    ComplexMatrix cswap = ComplexMatrix::Identity(8, 8);
    cswap.row(5).swap(cswap.row(6));
    expectUnitary(R"({"cirq_type":"CSwapGate"})", 3, cswap);
    // Numbers of the repository's own fixture: Z^0.123 · X^0.456 (shift 0.789) · Z^−0.123.
    const auto z = [](double t) { return eigenPower(pauli('Z'), t, 0.0); };
    expectUnitary(
        R"({"cirq_type":"PhasedXPowGate","phase_exponent":0.123,"exponent":0.456,"global_shift":0.789})", 1,
        z(0.123) * eigenPower(pauli('X'), 0.456, 0.789) * z(-0.123));
    expectUnitary(
        R"({"cirq_type":"PhasedXZGate","axis_phase_exponent":0.3,"x_exponent":0.4,"z_exponent":0.9})", 1,
        z(0.9) * z(0.3) * eigenPower(pauli('X'), 0.4, 0.0) * z(-0.3));
    ComplexMatrix fsim = ComplexMatrix::Identity(4, 4);
    fsim(1, 1) = fsim(2, 2) = std::cos(0.4);
    fsim(1, 2) = fsim(2, 1) = Complex(0, -std::sin(0.4));
    fsim(3, 3) = std::polar(1.0, -0.6);
    expectUnitary(R"({"cirq_type":"FSimGate","theta":0.4,"phi":0.6})", 2, fsim);
    expectUnitary(R"({"cirq_type":"IdentityGate","num_qubits":2,"qid_shape":[2,2]})", 2,
                  ComplexMatrix::Identity(4, 4));
}

/// IonQ's matrices (documentation of native gates), in turns, first qubit highest.
TEST(CirqJson, IonqNativeGatesAreInTurns) {
    const auto e = [](double turns) { return std::polar(1.0, 2 * pi * turns); };
    ComplexMatrix gpi(2, 2), gpi2(2, 2), ms(4, 4), zz = ComplexMatrix::Zero(4, 4),
                                                   vz = ComplexMatrix::Zero(2, 2);
    gpi << 0, e(-0.2), e(0.2), 0;
    expectUnitary(R"({"cirq_type":"GPIGate","phi":0.2})", 1, gpi);
    gpi2 << 1, Complex(0, -1) * e(-0.3), Complex(0, -1) * e(0.3), 1;
    expectUnitary(R"({"cirq_type":"GPI2Gate","phi":0.3})", 1, gpi2 / std::numbers::sqrt2);
    for (const double theta : {0.25, 0.1}) {
        const Complex s(0, -std::sin(pi * theta));
        ms << std::cos(pi * theta), 0, 0, s * e(-0.65), 0, std::cos(pi * theta), s * e(-0.1 + 0.55), 0, 0,
            s * e(0.1 - 0.55), std::cos(pi * theta), 0, s * e(0.65), 0, 0, std::cos(pi * theta);
        expectUnitary(
            R"({"cirq_type":"MSGate","phi0":0.1,"phi1":0.55,"theta":)" + std::to_string(theta) + "}", 2,
            ms);
    }
    zz(0, 0) = zz(3, 3) = e(-0.2);
    zz(1, 1) = zz(2, 2) = e(0.2);
    expectUnitary(R"({"cirq_type":"ZZGate","theta":0.4})", 2, zz);
    vz(0, 0) = e(-0.15);
    vz(1, 1) = e(0.15);
    expectUnitary(R"({"cirq_type":"VirtualZGate","theta":0.3})", 1, vz);
}

TEST(CirqJson, ControlledGatesControlThePhaseToo) {
    const ComplexMatrix x = eigenPower(pauli('X'), 0.3, 0.2);
    const std::string gate = powerJson("XPowGate", 0.3, 0.2);
    expectUnitary(
        R"({"cirq_type":"ControlledGate","control_values":{"cirq_type":"ProductOfSums","data":[[1]]},)"
        R"("control_qid_shape":[2],"sub_gate":)" +
            gate + "}",
        2, under(1, x));
    // Older releases wrote plain lists; on 0 the gate stands in the upper corner.
    ComplexMatrix onZero = ComplexMatrix::Identity(4, 4);
    onZero.topLeftCorner(2, 2) = x;
    expectUnitary(
        R"({"cirq_type":"ControlledGate","control_values":[[0]],"control_qid_shape":[2],"sub_gate":)" +
            gate + "}",
        2, onZero);
    expectUnitary(
        R"({"cirq_type":"ControlledGate","control_values":{"cirq_type":"SumOfProducts","data":[[1,1]]},)"
        R"("control_qid_shape":[2,2],"sub_gate":)" +
            gate + "}",
        3, under(2, x));
    ComplexMatrix phase = ComplexMatrix::Identity(2, 2);
    phase(1, 1) = Complex(0, -1);
    expectUnitary(
        R"({"cirq_type":"ControlledGate","control_values":[[1]],"control_qid_shape":[2],"sub_gate":)"
        R"({"cirq_type":"GlobalPhaseGate","coefficient":{"cirq_type":"complex","real":-0.0,"imag":-1.0}}})",
        1, phase);
}

/// The first circuit of cirq-core/cirq/protocols/json_test_data/Circuit.json, shortened to two qubits, and
/// its ControlledOperation.json in shape.
TEST(CirqJson, RepositoryFixtures) {
    const std::string text = R"({"cirq_type": "Circuit", "moments": [
      {"cirq_type": "Moment", "operations": [
        {"cirq_type": "GateOperation", "gate": {"cirq_type": "HPowGate", "exponent": 1, "global_shift": 0.0},
         "qubits": [{"cirq_type": "LineQubit", "x": 0}]},
        {"cirq_type": "GateOperation", "gate": {"cirq_type": "HPowGate", "exponent": 1, "global_shift": 0.0},
         "qubits": [{"cirq_type": "LineQubit", "x": 1}]}]},
      {"cirq_type": "Moment", "operations": [
        {"cirq_type": "GateOperation",
         "gate": {"cirq_type": "MeasurementGate", "num_qubits": 2, "key": "0,1", "invert_mask": []},
         "qubits": [{"cirq_type": "LineQubit", "x": 0}, {"cirq_type": "LineQubit", "x": 1}]}]}]})";
    const Circuit circuit = readDone(text);
    ASSERT_EQ(circuit.operations().size(), 3U);
    EXPECT_EQ(circuit.operations()[0], Operation::gateOn("h", {0}));
    EXPECT_EQ(circuit.parts().bitRegisters, (std::vector<Register>{{"m_0_1", 0, 2}}));
    EXPECT_EQ(circuit.operations()[2].targets, (std::vector<Qubit>{1, 0}));
    EXPECT_EQ(circuit.operations()[2].bits, (std::vector<ClassicalBit>{0, 1}));
    EXPECT_EQ(readCircuit(text, "file.json").value_or(Circuit()), circuit);

    const Circuit controlled =
        readDone(R"({"cirq_type":"Circuit","moments":[{"cirq_type":"Moment","operations":[
      {"cirq_type": "TaggedOperation", "tags": ["tag1", {"cirq_type": "VirtualTag"}], "sub_operation":
      {"cirq_type": "ControlledOperation",
       "controls": [{"cirq_type": "LineQubit", "x": 0}, {"cirq_type": "LineQubit", "x": 1}],
       "control_values": {"cirq_type": "ProductOfSums", "data": [[0], [1]]},
       "sub_operation": {"cirq_type": "SingleQubitPauliStringGateOperation",
         "pauli": {"cirq_type": "_PauliY", "exponent": 1.0, "global_shift": 0.0},
         "qubit": {"cirq_type": "NamedQubit", "name": "target"}}}}]}]})");
    Operation expected = Operation::gateOn("y", {2});
    expected.controls = {{0, false}, {1, true}};
    ASSERT_EQ(controlled.operations().size(), 1U);
    EXPECT_EQ(controlled.operations()[0], expected);
}

TEST(CirqJson, QubitsTakeCirqsOrder) {
    const auto x = [](const std::string& qubit) {
        return R"({"cirq_type":"GateOperation","gate":{"cirq_type":"IdentityGate","num_qubits":1},"qubits":[)" +
               qubit + "]}";
    };
    const std::vector<std::string> sorted = {
        R"({"cirq_type":"GridQubit","row":-1,"col":5})", R"({"cirq_type":"GridQubit","row":0,"col":1})",
        R"({"cirq_type":"GridQubit","row":0,"col":2})",  R"({"cirq_type":"LineQubit","x":-3})",
        R"({"cirq_type":"LineQubit","x":10})",           R"({"cirq_type":"NamedQubit","name":"q2"})",
        R"({"cirq_type":"NamedQubit","name":"q10"})"};
    std::string list;
    for (const std::size_t i : {6U, 3U, 0U, 5U, 1U, 4U, 2U})
        list += (list.empty() ? "" : ",") + x(sorted[i]);
    const Circuit circuit = readDone(
        R"({"cirq_type":"Circuit","moments":[{"cirq_type":"Moment","operations":[)" + list + "]}]}");
    std::vector<Qubit> order;
    for (const Operation& operation : circuit.operations()) order.push_back(operation.targets[0]);
    EXPECT_EQ(order, (std::vector<Qubit>{6, 3, 0, 5, 1, 4, 2}));
}

/// cirq: X on the first of two measured qubits makes the key 0b10 = 2.
TEST(CirqJson, MeasuredKeysHaveCirqsValue) {
    const auto measured = [](const std::string& mask) {
        const std::string q0 = R"({"cirq_type":"LineQubit","x":0})",
                          q1 = R"({"cirq_type":"LineQubit","x":1})";
        const Circuit circuit = readDone(
            R"({"cirq_type":"Circuit","moments":[{"cirq_type":"Moment","operations":[{"cirq_type":"GateOperation",)"
            R"("gate":{"cirq_type":"XPowGate","exponent":1.0,"global_shift":0.0},"qubits":[)" +
            q0 +
            R"(]}]},{"cirq_type":"Moment","operations":[{"cirq_type":"GateOperation","gate":)"
            R"({"cirq_type":"MeasurementGate","num_qubits":2,"key":"z","invert_mask":)" +
            mask + R"(},"qubits":[)" + q0 + "," + q1 + "]}]}]}");
        testing::BranchSimulator run(2, Eigen::VectorXcd::Unit(4, 0));
        run.run(circuit.operations(), testing::samePlaces(2));
        const auto& bits = run.branches()[0].bits;
        return (bits[1] ? 2 : 0) + (bits[0] ? 1 : 0);
    };
    EXPECT_EQ(measured("[]"), 2);
    EXPECT_EQ(measured("[true]"), 0);
    EXPECT_EQ(measured("[true,true]"), 1);
    EXPECT_EQ(measured("[false,true]"), 3);
}

TEST(CirqJson, SymbolsBecomeParameters) {
    // sympy.Mul.json and sympy.Add.json of the repository hold −s, 2s, s/t, s+1 and s−t. Both names are
    // gates here and get a `_`.
    const std::string s = R"({"cirq_type":"sympy.Symbol","name":"s"})",
                      t = R"({"cirq_type":"sympy.Symbol","name":"t"})";
    const auto exponent = [&](const std::string& json) {
        const Circuit circuit = readDone(oneGate(R"({"cirq_type":"Rx","rads":)" + json + "}", 1));
        return circuit.operations().empty()
                   ? 0.0
                   : *circuit.operations()[0].angles[0].evaluate([](const std::string& name) {
                         return std::optional<double>(name == "s_" ? 0.7 : 0.2);
                     });
    };
    const auto args = [](const std::string& type, const std::string& a, const std::string& b) {
        return R"({"cirq_type":"sympy.)" + type + R"(","args":[)" + a + "," + b + "]}";
    };
    const auto integer = [](int i) {
        return R"({"cirq_type":"sympy.Integer","i":)" + std::to_string(i) + "}";
    };
    EXPECT_DOUBLE_EQ(exponent(args("Mul", integer(-1), s)), -0.7);
    EXPECT_DOUBLE_EQ(exponent(args("Mul", integer(2), s)), 1.4);
    EXPECT_DOUBLE_EQ(exponent(args("Mul", s, args("Pow", t, integer(-1)))), 3.5);
    EXPECT_DOUBLE_EQ(exponent(args("Add", integer(1), s)), 1.7);
    EXPECT_DOUBLE_EQ(exponent(args("Add", s, args("Mul", integer(-1), t))), 0.5);
    EXPECT_DOUBLE_EQ(exponent(args("Mul", R"({"cirq_type":"sympy.pi"})", s)), 0.7 * pi);
    EXPECT_DOUBLE_EQ(exponent(args("Mul", R"({"cirq_type":"sympy.Rational","p":1,"q":4})", s)), 0.175);
    EXPECT_DOUBLE_EQ(exponent(args("Mul", R"({"cirq_type":"sympy.Float","approx":0.5})", s)), 0.35);
    const Circuit circuit =
        readDone(oneGate(R"({"cirq_type":"XPowGate","exponent":)" + s + R"(,"global_shift":0})", 1));
    EXPECT_EQ(circuit.parameters(), (std::vector<Parameter>{{"s_", ParameterRole::Trainable, {}, {}}}));
    const Circuit half = *circuit.bound({{"s_", 0.5}});
    EXPECT_LT((*circuitUnitary(half) - eigenPower(pauli('X'), 0.5, 0.0)).norm(), 1e-12);
}

TEST(CirqJson, WrittenCircuitsReadBackTheSame) {
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        const Circuit circuit = testing::randomTableCircuit(seed, 1 + seed % 4, 6);
        const auto text = writeCirqJson(circuit);
        ASSERT_TRUE(text) << text.error().message;
        const Circuit back = readDone(*text);
        ASSERT_EQ(back.qubits(), circuit.qubits());
        // The phase is part of it.
        ASSERT_LT((*circuitUnitary(back) - *circuitUnitary(circuit)).norm(), 1e-11) << seed << '\n'
                                                                                    << *text;
    }
}

TEST(CirqJson, WrittenFormIsCirqs) {
    const auto circuit = *readQasm(
        "OPENQASM 3.0; include \"stdgates.inc\"; input float[64] theta; qubit[3] q; bit[2] c;\n"
        "h q[0]; cx q[0], q[1]; rx(theta/2) q[1]; rzz(pi/2) q[0], q[1]; c = measure q[0:1];");
    const auto json = nlohmann::json::parse(*writeCirqJson(circuit));
    const auto line = [](int x) { return nlohmann::json{{"cirq_type", "LineQubit"}, {"x", x}}; };
    const auto operation = [&](nlohmann::json gate, std::vector<int> qubits) {
        nlohmann::json list = nlohmann::json::array();
        for (const int q : qubits) list.push_back(line(q));
        return nlohmann::json{{"cirq_type", "GateOperation"}, {"gate", std::move(gate)}, {"qubits", list}};
    };
    EXPECT_EQ(json["cirq_type"], "Circuit");
    ASSERT_EQ(json["moments"].size(), 5U);
    EXPECT_EQ(json["moments"][0]["cirq_type"], "Moment");
    // The qubit without a gate is kept by an identity.
    EXPECT_EQ(
        json["moments"][0]["operations"],
        (nlohmann::json::array(
            {operation({{"cirq_type", "IdentityGate"}, {"num_qubits", 1}, {"qid_shape", {2}}}, {2}),
             operation({{"cirq_type", "HPowGate"}, {"exponent", 1.0}, {"global_shift", 0.0}}, {0})})));
    EXPECT_EQ(json["moments"][1]["operations"][0],
              operation({{"cirq_type", "CXPowGate"}, {"exponent", 1.0}, {"global_shift", 0.0}}, {0, 1}));
    EXPECT_EQ(json["moments"][2]["operations"][0]["gate"]["cirq_type"], "Rx");
    EXPECT_EQ(json["moments"][2]["operations"][0]["gate"]["rads"]["cirq_type"], "sympy.Mul");
    EXPECT_EQ(json["moments"][3]["operations"][0],
              operation({{"cirq_type", "ZZPowGate"}, {"exponent", 0.5}, {"global_shift", -0.5}}, {0, 1}));
    // c[1] is the most significant and stands first.
    EXPECT_EQ(json["moments"][4]["operations"][0], operation({{"cirq_type", "MeasurementGate"},
                                                              {"num_qubits", 2},
                                                              {"key", "c"},
                                                              {"invert_mask", nlohmann::json::array()}},
                                                             {1, 0}));
}

TEST(CirqJson, MeasurementsConditionsAndResetsComeBack) {
    const std::string head = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[2] c; bit d;\n";
    for (const char* body : {"h q[0]; c = measure q[0:1]; d = measure q[2];",
                             "c[1] = measure q[0]; if (c[1]) x q[1]; c[0] = measure q[1];",
                             "c = measure q[0:1]; if (c != 0) x q[2]; d = measure q[2];",
                             "d = measure q[0]; if (d) reset q[0]; h q[0];"}) {
        const auto circuit = readQasm(head + body);
        ASSERT_TRUE(circuit);
        const auto text = writeCirqJson(*circuit);
        ASSERT_TRUE(text) << text.error().message;
        const Circuit back = readDone(*text);
        const auto plain = [](const Circuit& from) {
            std::vector<Operation> kept;
            for (const Operation& operation : from.operations())
                if (gateName(operation) != "id") kept.push_back(operation);
            return kept;
        };
        // Bits may be numbered anew, and the bits of one measurement come in any order.
        testing::BranchSimulator before(3, Eigen::VectorXcd::Constant(8, 1 / std::sqrt(8.0))),
            after(back.bits(), Eigen::VectorXcd::Constant(8, 1 / std::sqrt(8.0)));
        before.run(circuit->operations(), testing::samePlaces(3));
        after.run(back.operations(), testing::samePlaces(3));
        EXPECT_EQ(plain(back).size(), plain(*circuit).size()) << *text;
        const auto weights = [](const testing::BranchSimulator& run) {
            std::vector<double> all;
            for (const auto& [bits, weight] : run.distribution()) all.push_back(std::round(weight * 1e9));
            std::sort(all.begin(), all.end());
            return all;
        };
        EXPECT_EQ(weights(before), weights(after)) << body;
    }
    const auto unequal = readQasm(head + "c = measure q[0:1]; if (c == 2) x q[2];");
    const auto refused = writeCirqJson(*unequal);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "Cirq's JSON cannot hold a condition that compares 2 bits with 2.");
}

TEST(CirqJson, RefusesByName) {
    const auto refused = [](const std::string& text, ErrorCode code) {
        const auto circuit = readCirqJson(text);
        EXPECT_FALSE(circuit) << text;
        if (circuit) return std::string();
        EXPECT_EQ(circuit.error().code, code) << circuit.error().message;
        return circuit.error().message;
    };
    EXPECT_EQ(refused(oneGate(R"({"cirq_type":"ParallelGate","num_copies":2,"sub_gate":{}})", 2),
                      ErrorCode::Unsupported),
              "Cirq's gate ParallelGate has no counterpart here.");
    EXPECT_EQ(refused(oneGate(R"({"cirq_type":"XPowGate","exponent":1,"global_shift":0,"dimension":3})", 1),
                      ErrorCode::Unsupported),
              "Cirq's XPowGate acts on a qudit.");
    // ControlledGate.json of the repository: controls on a qutrit, and an exclusive or.
    EXPECT_EQ(
        refused(
            oneGate(R"({"cirq_type":"ControlledGate","control_values":{"cirq_type":"ProductOfSums","data":)"
                    R"([[0],[1]]},"control_qid_shape":[3,2],"sub_gate":{"cirq_type":"_PauliY"}})",
                    3),
            ErrorCode::Unsupported),
        "Cirq's controls are qudits.");
    EXPECT_EQ(
        refused(
            oneGate(R"({"cirq_type":"ControlledGate","control_values":{"cirq_type":"SumOfProducts","data":)"
                    R"([[0,1],[1,0]],"name":"xor"},"sub_gate":{"cirq_type":"_PauliY"}})",
                    3),
            ErrorCode::Unsupported),
        "Cirq's control_values name several combinations.");
    EXPECT_EQ(
        refused(
            oneGate(
                R"({"cirq_type":"MeasurementGate","num_qubits":1,"key":"a","confusion_map":[[[0],[[0,1],[1,0]]]]})",
                1),
            ErrorCode::Unsupported),
        "Cirq's measurement has a confusion map.");
    EXPECT_EQ(refused(oneGate(R"({"cirq_type":"CXPowGate"})", 1), ErrorCode::Parse),
              "Cirq's CXPowGate acts on 2 qubits, not 1.");
    EXPECT_EQ(refused(R"({"cirq_type":"Moment","operations":[]})", ErrorCode::Parse),
              "The file is not a circuit of Cirq: it holds Moment.");
    EXPECT_EQ(
        refused(
            R"({"cirq_type":"Circuit","moments":[{"cirq_type":"Moment","operations":[{"cirq_type":"CircuitOperation"}]}]})",
            ErrorCode::Unsupported),
        "Cirq's operation CircuitOperation has no counterpart here.");
    refused(oneGate(R"({"cirq_type":"Rx","rads":{"cirq_type":"sympy.Symbol","name":"my angle"}})", 1),
            ErrorCode::InvalidArgument);
}

TEST(CirqJson, BrokenTextNeverCrashes) {
    const Circuit circuit = testing::randomTableCircuit(11, 3, 6);
    const std::string text = *writeCirqJson(circuit, -1);
    RandomStream random(1, "mutations");
    std::size_t refused = 0;
    for (int round = 0; round < 1500; ++round) {
        std::string broken = text;
        const std::size_t at = random.below(broken.size());
        switch (random.below(4)) {
            case 0: broken.erase(at, 1 + random.below(30)); break;
            case 1: broken[at] = static_cast<char>('0' + random.below(75)); break;
            case 2: broken.insert(at, broken.substr(random.below(broken.size()), 40)); break;
            default: {
                // A value of another type.
                const std::size_t colon = broken.find(':', at);
                if (colon != std::string::npos) broken.insert(colon + 1, "[null],\"x\":");
            }
        }
        if (!readCirqJson(broken)) ++refused;
    }
    EXPECT_GT(refused, 1000U);
}

}  // namespace
}  // namespace qstore
