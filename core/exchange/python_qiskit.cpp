// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include "core/base/number_text.h"
#include "core/circuit/circuit_walk.h"
#include "core/exchange/circuit_export.h"
#include "core/exchange/circuit_lowering.h"
#include "core/exchange/python_text.h"

namespace qstore {
namespace {

/// Our names, which are the methods of QuantumCircuit too, and the classes of qiskit.circuit.library.
constexpr std::array<std::pair<std::string_view, std::string_view>, 23> qiskitGates{{
    {"id", "IGate"},
    {"x", "XGate"},
    {"y", "YGate"},
    {"z", "ZGate"},
    {"h", "HGate"},
    {"s", "SGate"},
    {"sdg", "SdgGate"},
    {"t", "TGate"},
    {"tdg", "TdgGate"},
    {"sx", "SXGate"},
    {"sxdg", "SXdgGate"},
    {"rx", "RXGate"},
    {"ry", "RYGate"},
    {"rz", "RZGate"},
    {"p", "PhaseGate"},
    {"u", "UGate"},
    {"swap", "SwapGate"},
    {"iswap", "iSwapGate"},
    {"ecr", "ECRGate"},
    {"rxx", "RXXGate"},
    {"ryy", "RYYGate"},
    {"rzz", "RZZGate"},
    {"gphase", "GlobalPhaseGate"},
}};
constexpr std::array<std::string_view, 13> controlledMethods{
    "cx", "cy", "cz", "ch", "cs", "csdg", "csx", "cp", "crx", "cry", "crz", "cswap", "ccx"};

std::vector<std::string_view> nativeQiskitNames() {
    std::vector<std::string_view> names;
    names.reserve(qiskitGates.size());
    for (const auto& [name, type] : qiskitGates) names.push_back(name);
    return names;
}

std::string_view classQiskit(std::string_view name) {
    return std::find_if(qiskitGates.begin(), qiskitGates.end(),
                        [&](const auto& gate) { return gate.first == name; })
        ->second;
}

/// Under plain controls the circuit's own method where it has one.
std::string_view methodOf(const Operation& operation) {
    if (operation.controls.empty()) return gateName(operation);
    if (!std::all_of(operation.controls.begin(), operation.controls.end(),
                     [](const Control& control) { return control.onOne; }))
        return {};
    const GateInfo* named = findControlledGate(*tableGate(operation), operation.controls.size());
    if (named == nullptr) return {};
    const auto* found = std::find(controlledMethods.begin(), controlledMethods.end(), named->name);
    return found == controlledMethods.end() ? std::string_view() : *found;
}

class QiskitWriter {
public:
    explicit QiskitWriter(const Circuit& circuit)
        : m_circuit(circuit),
          m_names(circuit, {"circuit", "expr", "start_values", "sin", "cos", "tan", "arcsin", "arccos",
                            "arctan", "exp", "log", "sqrt", "Parameter", "QuantumCircuit",
                            "QuantumRegister", "ClassicalRegister"}) {}

    std::string write() {
        for (const Operation& operation : m_circuit.operations()) writeOperation(operation);
        return head() + m_body;
    }

private:
    std::string head() const {
        std::string text =
            "\"\"\"A circuit from Q-Store Workbench, for Qiskit 1.2 or later.\n\n"
            "Qubit 0 is the least significant bit in both.\n\"\"\"\n";
        if (usesModule(m_body, "math")) text += "import math\n\n";
        text += "from qiskit import ClassicalRegister, QuantumCircuit, QuantumRegister\n";
        if (hasParameters()) text += "from qiskit.circuit import Parameter\n";
        if (m_needsExpr) text += "from qiskit.circuit.classical import expr\n";
        std::string classes;
        for (const std::string_view name : m_classes)
            classes += (classes.empty() ? "" : ", ") + std::string(name);
        if (!classes.empty()) text += "from qiskit.circuit.library import " + classes + "\n";
        for (const std::string& function : m_functions) text += "\n\n" + functionText(function);
        text += (m_functions.empty() ? "\n" : "\n\n") + parameters();
        text += "circuit = QuantumCircuit(" + registers() + ")\n";
        return text;
    }

    bool hasParameters() const { return !m_circuit.parameters().empty(); }

    /// Qiskit's expressions have these as methods.
    static std::string functionText(const std::string& name) {
        const std::string value = name == "sqrt" ? "value**0.5" : "value." + name + "()";
        return "def " + name + "(value):\n    return " + value + "\n";
    }

    std::string parameters() const {
        std::string text, values;
        for (const Parameter& parameter : m_circuit.parameters()) {
            const std::string& name = m_names.of(parameter.name);
            text += name + " = Parameter(" + pythonString(parameter.name) + ")  # " +
                    parameterComment(parameter) + "\n";
            if (parameter.value && parameter.role != ParameterRole::Column)
                values += (values.empty() ? "" : ", ") + name + ": " + numberToText(*parameter.value);
        }
        if (!values.empty()) text += "start_values = {" + values + "}\n";
        return text.empty() ? text : text + "\n";
    }

    std::string registers() const {
        std::string text;
        for (const Register& each : m_circuit.parts().qubitRegisters)
            text += "QuantumRegister(" + std::to_string(each.size) + ", " + pythonString(each.name) + "), ";
        for (const Register& each : m_circuit.parts().bitRegisters)
            text +=
                "ClassicalRegister(" + std::to_string(each.size) + ", " + pythonString(each.name) + "), ";
        if (m_circuit.name().empty())
            return text.substr(0, text.size() - std::min<std::size_t>(2, text.size()));
        return text + "name=" + pythonString(m_circuit.name());
    }

    void writeOperation(const Operation& operation) {
        const std::string step = "circuit." + call(operation);
        if (operation.conditions.empty()) {
            m_body += step + "\n";
            return;
        }
        m_body += "with circuit.if_test(" + condition(operation) + "):\n    " + step + "\n";
    }

    std::string call(const Operation& operation) {
        switch (operation.kind) {
            case OperationKind::Measure:
                return "measure(" + pythonList(operation.targets) + ", " + pythonList(operation.bits) + ")";
            case OperationKind::Reset: return "reset(" + pythonList(operation.targets) + ")";
            case OperationKind::Barrier: return "barrier(" + pythonList(operation.targets) + ")";
            case OperationKind::Gate: break;
        }
        const std::string_view name = gateName(operation);
        if (name == "gphase" && operation.conditions.empty()) return "global_phase += " + angles(operation);
        const std::string_view method = methodOf(operation);
        if (name != "gphase" && !method.empty()) {
            std::string arguments = angles(operation);
            for (const Qubit qubit : touchedQubits(operation))
                arguments += (arguments.empty() ? "" : ", ") + std::to_string(qubit);
            return std::string(method) + "(" + arguments + ")";
        }
        m_classes.insert(classQiskit(name));
        std::string gate = std::string(classQiskit(name)) + "(" + angles(operation) + ")";
        if (!operation.controls.empty())
            gate += ".control(" + std::to_string(operation.controls.size()) + controlState(operation) + ")";
        return "append(" + gate + ", " + pythonList(touchedQubits(operation)) + ")";
    }

    /// The last control is the first digit; nothing when all are on one.
    static std::string controlState(const Operation& operation) {
        std::string digits;
        for (auto control = operation.controls.rbegin(); control != operation.controls.rend(); ++control)
            digits += control->onOne ? '1' : '0';
        return digits.find('0') == std::string::npos ? "" : ", ctrl_state=\"" + digits + "\"";
    }

    std::string angles(const Operation& operation) {
        std::string text;
        for (const Angle& angle : operation.angles)
            text += (text.empty() ? "" : ", ") + m_names.angle(angle, [this](std::string_view function) {
                m_functions.insert(std::string(function));
                return std::string(function);
            });
        return text;
    }

    static std::string bitText(ClassicalBit bit) { return "circuit.clbits[" + std::to_string(bit) + "]"; }

    std::string condition(const Operation& operation) {
        const Condition& first = operation.conditions.front();
        if (operation.conditions.size() == 1 && first.bits.size() == 1)
            return "(" + bitText(first.bits.front()) + ", " +
                   std::to_string(first.negated ? 1 - first.value : first.value) + ")";
        m_needsExpr = true;
        std::string all;
        for (const Condition& each : operation.conditions) {
            std::string text;
            for (std::size_t i = 0; i < each.bits.size(); ++i) {
                const bool one = ((each.value >> i) & 1U) != 0;
                text = both(text,
                            one ? bitText(each.bits[i]) : "expr.logic_not(" + bitText(each.bits[i]) + ")");
            }
            all = both(all, each.negated ? "expr.logic_not(" + text + ")" : text);
        }
        return all;
    }
    static std::string both(const std::string& a, const std::string& b) {
        return a.empty() ? b : "expr.logic_and(" + a + ", " + b + ")";
    }

    const Circuit& m_circuit;
    PythonNames m_names;
    std::string m_body;
    std::set<std::string_view> m_classes;
    std::set<std::string> m_functions;
    bool m_needsExpr = false;
};

}  // namespace

Result<std::string> writeQiskit(const Circuit& circuit) {
    QSTORE_TRY(const Circuit lowered, lowerCircuit(circuit, nativeQiskitNames()));
    return QiskitWriter(lowered).write();
}

}  // namespace qstore
