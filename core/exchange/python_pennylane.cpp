// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/base/number_text.h"
#include "core/circuit/circuit_walk.h"
#include "core/exchange/circuit_export.h"
#include "core/exchange/circuit_lowering.h"
#include "core/exchange/python_text.h"

namespace qstore {
namespace {

/// PennyLane's classes of the same unitaries. S†, T† and √X† are written by qml.adjoint; its GlobalPhase(φ)
/// is e^{−iφ}.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> pennylaneGates{{
    {"id", "Identity"},  {"x", "PauliX"},
    {"y", "PauliY"},     {"z", "PauliZ"},
    {"h", "Hadamard"},   {"s", "S"},
    {"sdg", "S"},        {"t", "T"},
    {"tdg", "T"},        {"sx", "SX"},
    {"sxdg", "SX"},      {"rx", "RX"},
    {"ry", "RY"},        {"rz", "RZ"},
    {"p", "PhaseShift"}, {"u", "U3"},
    {"swap", "SWAP"},    {"iswap", "ISWAP"},
    {"rxx", "IsingXX"},  {"ryy", "IsingYY"},
    {"rzz", "IsingZZ"},  {"gphase", "GlobalPhase"},
}};

std::vector<std::string_view> nativePennylaneNames() {
    std::vector<std::string_view> names;
    names.reserve(pennylaneGates.size());
    for (const auto& [name, type] : pennylaneGates) names.push_back(name);
    return names;
}

std::string_view classPennylane(std::string_view name) {
    return std::find_if(pennylaneGates.begin(), pennylaneGates.end(),
                        [&](const auto& gate) { return gate.first == name; })
        ->second;
}

std::string wires(const std::vector<Qubit>& qubits) {
    return "wires=" + (qubits.size() == 1 ? std::to_string(qubits.front()) : pythonList(qubits));
}

class PennyLaneWriter {
public:
    explicit PennyLaneWriter(const Circuit& circuit)
        : m_circuit(circuit),
          m_names(circuit, {"qml", "np", "circuit", "device", "state", "counts", "bits", "start_values"}) {}

    Result<std::string> write() {
        for (std::size_t i = 0; i < m_circuit.operations().size(); ++i) {
            auto status = writeOperation(m_circuit.operations()[i]);
            if (!status) return tl::unexpected<Error>(status.error());
        }
        return head() + m_body + tail();
    }

private:
    std::string arguments() const {
        std::string text;
        for (const Parameter& parameter : m_circuit.parameters())
            text += (text.empty() ? "" : ", ") + m_names.of(parameter.name);
        return text;
    }

    std::string head() const {
        std::string text =
            "\"\"\"A circuit from Q-Store Workbench, for PennyLane.\n\n"
            "The device's wires are declared from the last to the first, so that wire 0 is the "
            "least\nsignificant bit of states and probabilities.\n\"\"\"\n";
        if (usesModule(m_body, "math")) text += "import math\n\n";
        text += "import pennylane as qml\n";
        if (usesModule(m_body, "np")) text += "from pennylane import numpy as np\n";
        text += "\n";
        std::string values, comments;
        for (const Parameter& parameter : m_circuit.parameters()) {
            comments += "    # " + m_names.of(parameter.name) + ": " + parameterComment(parameter) + "\n";
            if (parameter.value && parameter.role != ParameterRole::Column)
                values += (values.empty() ? "" : ", ") + pythonString(m_names.of(parameter.name)) + ": " +
                          numberToText(*parameter.value);
        }
        if (!values.empty()) text += "start_values = {" + values + "}\n";
        text += "device = qml.device(\"default.qubit\", wires=list(range(" +
                std::to_string(m_circuit.qubits()) + "))[::-1])\n\n\ndef circuit(" + arguments() + "):\n" +
                comments;
        if (m_circuit.measures()) text += "    bits = {}\n";
        return text;
    }

    std::string tail() const {
        if (m_circuit.measures()) {
            return "    return bits\n\n\n# Choose the number of shots: qml.set_shots(counts, 1000)(…).\n"
                   "@qml.qnode(device)\ndef counts(" +
                   arguments() + "):\n    bits = circuit(" + arguments() +
                   ")\n    return qml.counts([bits[bit] for bit in sorted(bits)])\n";
        }
        return std::string(m_body.empty() ? "    pass\n" : "") + "\n\n@qml.qnode(device)\ndef state(" +
               arguments() + "):\n    circuit(" + arguments() + ")\n    return qml.state()\n";
    }

    Status writeOperation(const Operation& operation) {
        const bool conditional = !operation.conditions.empty();
        switch (operation.kind) {
            case OperationKind::Barrier: line("qml.Barrier(" + wires(operation.targets) + ")"); return {};
            case OperationKind::Measure:
                if (conditional) return refused("a measurement under a condition");
                for (std::size_t i = 0; i < operation.targets.size(); ++i)
                    line("bits[" + std::to_string(operation.bits[i]) + "] = qml.measure(" +
                         std::to_string(operation.targets[i]) + ")");
                return {};
            case OperationKind::Reset:
                if (conditional) return refused("a reset under a condition");
                for (const Qubit qubit : operation.targets)
                    line("qml.measure(" + std::to_string(qubit) + ", reset=True)");
                return {};
            case OperationKind::Gate: break;
        }
        const std::string gate = controlled(operation);
        line(conditional ? "qml.cond(" + condition(operation) + ", lambda: " + gate + ")()" : gate);
        return {};
    }

    static tl::unexpected<Error> refused(const std::string& what) {
        return fail(ErrorCode::Unsupported, "PennyLane has no form for " + what,
                    "write the circuit for Qiskit or as OpenQASM 3");
    }

    std::string plain(const Operation& operation) const {
        const std::string_view name = gateName(operation);
        if (name == "gphase") return "qml.GlobalPhase(-(" + angle(operation.angles.front()) + "))";
        std::string text = "qml." + std::string(classPennylane(name)) + "(";
        for (const Angle& each : operation.angles) text += angle(each) + ", ";
        text += wires(operation.targets) + ")";
        return name.ends_with("dg") ? "qml.adjoint(" + text + ")" : text;
    }

    std::string controlled(const Operation& operation) const {
        if (operation.controls.empty()) return plain(operation);
        std::vector<std::size_t> qubits, values;
        for (const Control& control : operation.controls) {
            qubits.push_back(control.qubit);
            values.push_back(control.onOne ? 1 : 0);
        }
        return "qml.ctrl(" + plain(operation) + ", control=" + pythonList(qubits) +
               ", control_values=" + pythonList(values) + ")";
    }

    std::string angle(const Angle& value) const {
        return m_names.angle(value,
                             [](std::string_view function) { return "np." + std::string(function); });
    }

    static std::string condition(const Operation& operation) {
        std::string all;
        for (const Condition& each : operation.conditions) {
            std::string text;
            for (std::size_t i = 0; i < each.bits.size(); ++i)
                text += (i == 0 ? "" : " & ") + ("(bits[" + std::to_string(each.bits[i])) +
                        "] == " + std::to_string((each.value >> i) & 1U) + ")";
            all += (all.empty() ? "" : " & ") + (each.negated ? "~(" + text + ")" : text);
        }
        return all;
    }

    void line(const std::string& text) { m_body += "    " + text + "\n"; }

    const Circuit& m_circuit;
    PythonNames m_names;
    std::string m_body;
};

}  // namespace

Result<std::string> writePennyLane(const Circuit& circuit) {
    QSTORE_TRY(const Circuit lowered, lowerCircuit(circuit, nativePennylaneNames()));
    return PennyLaneWriter(lowered).write();
}

}  // namespace qstore
