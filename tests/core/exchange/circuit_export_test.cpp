// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/circuit_export.h"

#include <gmock/gmock.h>

#include <array>
#include <cstdlib>
#include <map>

#include "../workspace/scratch.h"
#include "core/base/number_text.h"
#include "core/circuit/qasm.h"
#include "core/circuit/templates.h"
#include "core/exchange/circuit_lowering.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::array<std::string_view, 16> fewGates{"id",  "x",  "y",  "z",  "h", "s",    "sdg",    "t",
                                                    "tdg", "rx", "ry", "rz", "p", "swap", "gphase", "rzz"};

/// One gate of the table under `controls` controls, every second of them an anti-control.
Circuit controlledGate(const GateInfo& gate, std::size_t controls) {
    CircuitParts parts;
    parts.qubits = gate.qubits + controls;
    Operation operation;
    operation.gate = &gate;
    for (std::size_t i = 0; i < controls; ++i) operation.controls.push_back({i, i % 2 == 1});
    for (std::size_t i = gate.qubits; i-- > 0;) operation.targets.push_back(controls + i);
    for (std::size_t i = 0; i < gate.angleNames.size(); ++i)
        operation.angles.emplace_back(0.7 - 1.1 * static_cast<double>(i));
    parts.operations = {operation};
    return Circuit::of(parts);
}

/// Every base gate of the table with 0 … 3 controls, up to five qubits.
std::vector<Circuit> gatesUnderControls() {
    std::vector<Circuit> circuits;
    for (const GateInfo& gate : gateTable()) {
        if (gate.controlCount > 0) continue;
        for (std::size_t controls = 0; controls <= 3; ++controls)
            if (gate.qubits + controls > 0 && gate.qubits + controls <= 5)
                circuits.push_back(controlledGate(gate, controls));
    }
    return circuits;
}

double difference(const ComplexMatrix& a, const ComplexMatrix& b) {
    return (a - b).cwiseAbs().maxCoeff();
}

TEST(CircuitLowering, KeepsTheUnitaryWithItsPhase) {
    for (const Circuit& circuit : gatesUnderControls()) {
        const auto lowered = lowerCircuit(circuit, fewGates);
        ASSERT_TRUE(lowered.has_value()) << lowered.error().message;
        EXPECT_LT(difference(circuitUnitary(circuit).value(), circuitUnitary(*lowered).value()), 1e-12)
            << writeQasm3(circuit).value();
        for (const Operation& operation : lowered->operations())
            EXPECT_NE(std::find(fewGates.begin(), fewGates.end(),
                                std::get<const GateInfo*>(operation.gate)->name),
                      fewGates.end());
    }
}

TEST(CircuitLowering, DecidesConditionsOnBitsThatAreStillZero) {
    const auto circuit = readQasm(
        "include \"stdgates.inc\"; qubit[2] q; bit[3] c; if (c[0]) x q[0]; if (!c[0]) y q[0]; c[1] = "
        "measure "
        "q[0]; if (c == 2) z q[1]; if (c == 1) h q[1]; if (c != 1) s q[1];");
    ASSERT_TRUE(circuit.has_value()) << circuit.error().message;
    const auto lowered = lowerCircuit(*circuit, fewGates).value();
    ASSERT_EQ(lowered.operations().size(), 4U);
    EXPECT_TRUE(lowered.operations()[0].conditions.empty());
    EXPECT_EQ(lowered.operations()[2].conditions, (std::vector<Condition>{{{1}, 1, false}}));
    EXPECT_TRUE(lowered.operations()[3].conditions.empty());
}

struct Target {
    const char* name;
    Result<std::string> (*write)(const Circuit&);
};
constexpr std::array<Target, 3> targets{
    {{"qiskit", writeQiskit}, {"pennylane", writePennyLane}, {"cirq", writeCirq}}};

class PythonCircuits : public ScratchTest {
protected:
    static bool havePython() { return std::system("python3 -c '' >/dev/null 2>&1") == 0; }

    /// Runs the written script; the matrix it builds. Without qubits only its grammar is read.
    std::vector<double> run(const Target& target, const Circuit& circuit, std::size_t qubits,
                            const std::string& values = {}) const {
        const auto text = target.write(circuit);
        EXPECT_TRUE(text.has_value()) << text.error().message;
        if (!text) return {};
        std::ofstream(file("c.py"), std::ios::binary) << *text;
        const std::string command =
            "python3 -B '" QSTORE_SOURCE_DIR "/tests/core/exchange/run_python_circuit.py' " +
            std::string(target.name) + " '" + file("c.py").string() + "' " + std::to_string(qubits) + " " +
            values + " >'" + file("out").string() + "' 2>'" + file("err").string() + "'";
        EXPECT_EQ(std::system(command.c_str()), 0) << *text << bytesOf(file("err"));
        std::vector<double> numbers;
        std::istringstream stream(bytesOf(file("out")));
        for (std::string word; stream >> word;) numbers.push_back(textToNumber(word).value());
        return numbers;
    }

    void expectSame(const Target& target, const Circuit& circuit, const std::string& values = {},
                    const std::vector<std::pair<std::string, double>>& bindings = {}) const {
        const auto numbers = run(target, circuit, circuit.qubits(), values);
        const auto bound = circuit.bound(bindings);
        const ComplexMatrix expected = circuitUnitary(*bound).value();
        ASSERT_EQ(numbers.size(), static_cast<std::size_t>(2 * expected.size())) << target.name;
        double largest = 0.0;
        for (Eigen::Index row = 0; row < expected.rows(); ++row) {
            for (Eigen::Index column = 0; column < expected.cols(); ++column) {
                const auto at = static_cast<std::size_t>(2 * (row * expected.cols() + column));
                largest = std::max(largest,
                                   std::abs(Complex(numbers[at], numbers[at + 1]) - expected(row, column)));
            }
        }
        EXPECT_LT(largest, 1e-12) << target.name << '\n' << target.write(circuit).value();
    }
};

TEST_F(PythonCircuits, RebuildEveryGateUnderControls) {
    if (!havePython()) GTEST_SKIP() << "no python3";
    for (const Target& target : targets) {
        // All gates of one width in one script: starting Python is what takes the time.
        std::map<std::size_t, CircuitParts> together;
        for (const Circuit& circuit : gatesUnderControls()) {
            CircuitParts& parts = together[circuit.qubits()];
            parts.qubits = circuit.qubits();
            parts.operations.push_back(circuit.operations().front());
            // Between them something that keeps errors from cancelling.
            parts.operations.push_back(
                Operation::gateOn("u", {parts.operations.size() % parts.qubits}, {0.3, 0.5, -1.2}));
        }
        for (const auto& [qubits, parts] : together) expectSame(target, Circuit::of(parts));
    }
}

TEST_F(PythonCircuits, KeepParametersAndExpressions) {
    if (!havePython()) GTEST_SKIP() << "no python3";
    const auto circuit = readQasm(
        "OPENQASM 3.0; include \"stdgates.inc\"; @qstore.value 0.3\ninput float[64] lambda;\n@qstore.role "
        "column\n@qstore.column petal \"length\"\ninput float[64] circuit;\ninput float[64] θ;\nqubit[2] "
        "q;\n"
        "rx(2*lambda - (pi-circuit)*(1+circuit)) q[0]; ctrl @ rz(sin(θ)**2/3) q[0], q[1];\n"
        "negctrl @ u3(lambda, -θ, 1e-7) q[1], q[0]; ry(arcsin(circuit/9)+sqrt(lambda)) q[1];\n"
        "gphase(arctan(θ)); p(exp(-lambda)*log(circuit)) q[0];\n");
    ASSERT_TRUE(circuit.has_value()) << circuit.error().message;
    for (const Target& target : targets) {
        // PennyLane's arguments have the names of Python variables, the others' parameters their own.
        const bool renamed = std::string_view(target.name) == "pennylane";
        expectSame(target, *circuit,
                   renamed ? "lambda_=0.4 circuit_=1.7 angle2=0.9" : "lambda=0.4 circuit=1.7 'θ=0.9'",
                   {{"lambda", 0.4}, {"circuit", 1.7}, {"θ", 0.9}});
    }
    EXPECT_THAT(writeQiskit(*circuit).value(), HasSubstr("start_values = {lambda_: 0.3}"));
    EXPECT_THAT(writeCirq(*circuit).value(), HasSubstr(R"(# column "petal \"length\"")"));
}

TEST_F(PythonCircuits, HoldMeasurementResetAndConditions) {
    if (!havePython()) GTEST_SKIP() << "no python3";
    const auto circuit = readQasm(
        "include \"stdgates.inc\"; qubit[2] q; bit[2] c; h q[0]; barrier q; c[0] = measure q[0]; if (c[0]) "
        "x "
        "q[1]; reset q[0]; c[1] = measure q[1]; if (c == 2) z q[0]; if (c != 1) rx(0.5) q[0];");
    ASSERT_TRUE(circuit.has_value()) << circuit.error().message;
    for (const Target& target : targets) run(target, *circuit, 0);
    EXPECT_THAT(writeQiskit(*circuit).value(),
                HasSubstr("with circuit.if_test((circuit.clbits[0], 1)):\n    circuit.x(1)\n"));
    EXPECT_THAT(
        writeQiskit(*circuit).value(),
        HasSubstr("expr.logic_not(expr.logic_and(circuit.clbits[0], expr.logic_not(circuit.clbits[1])))"));
    EXPECT_THAT(writePennyLane(*circuit).value(),
                HasSubstr("qml.cond((bits[0] == 0) & (bits[1] == 1), lambda: qml.PauliZ(wires=0))()"));
    EXPECT_THAT(writePennyLane(*circuit).value(), HasSubstr("qml.measure(0, reset=True)"));
    EXPECT_THAT(writeCirq(*circuit).value(),
                HasSubstr("cirq.rx(0.5)(q[0]).with_classical_controls(sympy.Ne(sympy.Symbol(\"c_0\") + 2 * "
                          "sympy.Symbol(\"c_1\"), 1))"));
    const auto conditional =
        readQasm("qubit[2] q; bit[2] c; c[0] = measure q[0]; if (c[0]) { c[1] = measure q[1]; }").value();
    EXPECT_FALSE(writeCirq(conditional).has_value());
    EXPECT_FALSE(writePennyLane(conditional).has_value());
    run(targets[0], conditional, 0);
}

TEST_F(PythonCircuits, OfEveryTemplateAreGrammatical) {
    if (!havePython()) GTEST_SKIP() << "no python3";
    for (const TemplateInfo& info : circuitTemplates())
        for (const Target& target : targets) run(target, makeTemplate(info.name, 3, {}).value(), 0);
    for (const Target& target : targets) run(target, Circuit(), 0);
}

TEST(Quantikz, DrawsEachKindOfOperation) {
    const auto circuit = readQasm(
        "include \"stdgates.inc\"; input float theta; qubit[3] q; bit[1] c; h q[0]; cx q[0], q[2]; negctrl "
        "@ "
        "rx(theta/2) q[1], q[0]; swap q[0], q[1]; barrier q; c[0] = measure q[2]; if (c[0]) z q[0]; reset "
        "q[1];");
    ASSERT_TRUE(circuit.has_value()) << circuit.error().message;
    const std::string text = writeQuantikz(*circuit);
    for (const char* piece :
         {"\\begin{quantikz}", "\\lstick{$q_{0}$}", "\\gate{H}", "\\ctrl{2}", "\\targ{}", "\\octrl{-1}",
          "\\gate{R_{X}(\\theta/2)}", "\\swap{1}", "\\targX{}", "\\slice{}", "\\meter{c_{0}}",
          "\\gate{Z\\,|\\,c_{0}=1}", "\\gate{\\ket{0}}", "\\end{quantikz}"})
        EXPECT_THAT(text, HasSubstr(piece));
    // Every row has the same number of cells.
    std::istringstream stream(text);
    std::vector<std::ptrdiff_t> cells;
    for (std::string line; std::getline(stream, line);)
        if (line.find("\\lstick") != std::string::npos)
            cells.push_back(std::count(line.begin(), line.end(), '&'));
    EXPECT_THAT(cells, ::testing::ElementsAre(cells.at(0), cells.at(0), cells.at(0)));
}

/// Tags of an XML text; adds a failure when they do not nest.
std::vector<std::string> tagsOf(const std::string& xml) {
    std::vector<std::string> open, all;
    for (std::size_t at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
        const std::size_t end = xml.find('>', at);
        const std::string tag = xml.substr(at + 1, end - at - 1);
        const std::string name = tag.substr(0, tag.find_first_of(" /", 1));
        if (tag.front() == '/') {
            EXPECT_EQ(open.empty() ? "" : open.back(), tag.substr(1));
            if (!open.empty()) open.pop_back();
        } else {
            all.push_back(name);
            if (tag.back() != '/') open.push_back(name);
        }
    }
    EXPECT_TRUE(open.empty());
    return all;
}

TEST(Svg, DrawsEveryTemplateAsWellFormedXml) {
    for (const TemplateInfo& info : circuitTemplates()) {
        const Circuit circuit = makeTemplate(info.name, 4, {}).value();
        const auto tags = tagsOf(writeSvg(circuit));
        EXPECT_GE(std::count(tags.begin(), tags.end(), "line"), 4) << info.name;
    }
    tagsOf(writeSvg(Circuit()));
}

TEST(Svg, PaintsFamiliesInTheirColoursAndEscapesNames) {
    const auto circuit = readQasm(
        "include \"stdgates.inc\"; @qstore.role column\n@qstore.column a<b & c\ninput float[64] x0;\ninput "
        "float[64] theta;\ngate mine a { h a; }\nqubit[2] q; bit[1] c; h q[0]; rx(0.3) q[0]; ry(x0) q[0]; "
        "rz(theta) q[0]; mine q[1]; c[0] = measure q[0];");
    ASSERT_TRUE(circuit.has_value()) << circuit.error().message;
    const std::string svg = writeSvg(*circuit);
    for (const char* color : {"#4A659B", "#F4BE5A", "#0B7D5E", "#6E4CBE", "#E8EAEF", "#3D5AF1"})
        EXPECT_THAT(svg, HasSubstr(std::string("=\"") + color));
    EXPECT_THAT(svg, HasSubstr("a&lt;b &amp; c"));
    EXPECT_THAT(svg, Not(HasSubstr("<style")));
    EXPECT_THAT(writeSvg(*circuit, {.dark = true}), HasSubstr("#1F2126"));
    tagsOf(svg);
}

}  // namespace
}  // namespace qstore
