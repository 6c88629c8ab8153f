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

/// Cirq's gates of the same unitaries; `%` stands for the angle.
constexpr std::array<std::pair<std::string_view, std::string_view>, 21> cirqGates{{
    {"id", "cirq.I"},
    {"x", "cirq.X"},
    {"y", "cirq.Y"},
    {"z", "cirq.Z"},
    {"h", "cirq.H"},
    {"s", "cirq.S"},
    {"sdg", "(cirq.S**-1)"},
    {"t", "cirq.T"},
    {"tdg", "(cirq.T**-1)"},
    {"sx", "(cirq.X**0.5)"},
    {"sxdg", "(cirq.X**-0.5)"},
    {"rx", "cirq.rx(%)"},
    {"ry", "cirq.ry(%)"},
    {"rz", "cirq.rz(%)"},
    {"p", "cirq.ZPowGate(exponent=(%) / math.pi)"},
    {"swap", "cirq.SWAP"},
    {"iswap", "cirq.ISWAP"},
    {"rxx", "cirq.XXPowGate(exponent=(%) / math.pi, global_shift=-0.5)"},
    {"ryy", "cirq.YYPowGate(exponent=(%) / math.pi, global_shift=-0.5)"},
    {"rzz", "cirq.ZZPowGate(exponent=(%) / math.pi, global_shift=-0.5)"},
    {"gphase", "cirq.global_phase_operation(sympy.exp(sympy.I * (%)))"},
}};

std::vector<std::string_view> nativeCirqNames() {
    std::vector<std::string_view> names;
    names.reserve(cirqGates.size());
    for (const auto& [name, form] : cirqGates) names.push_back(name);
    return names;
}

/// sympy's names are its own for the inverse functions.
std::string sympyFunction(std::string_view name) {
    return "sympy." + (name.starts_with("arc") ? "a" + std::string(name.substr(3)) : std::string(name));
}

class CirqWriter {
public:
    explicit CirqWriter(const Circuit& circuit)
        : m_circuit(circuit), m_names(circuit, {"cirq", "sympy", "circuit", "q", "start_values"}) {
        nameBits();
    }

    Result<std::string> write() {
        for (const Operation& operation : m_circuit.operations()) {
            auto status = writeOperation(operation);
            if (!status) return tl::unexpected<Error>(status.error());
        }
        return head() + m_body;
    }

private:
    /// Measurement keys `c_0`, apart from the parameters: both are sympy symbols.
    void nameBits() {
        std::set<std::string> used;
        for (const Parameter& parameter : m_circuit.parameters()) used.insert(parameter.name);
        for (const Register& each : m_circuit.parts().bitRegisters) {
            for (std::size_t i = 0; i < each.size; ++i) {
                std::string key = each.name + "_" + std::to_string(i);
                while (!used.insert(key).second) key += '_';
                m_keys.push_back(key);
            }
        }
    }

    std::string head() const {
        std::string parameters, values;
        for (const Parameter& parameter : m_circuit.parameters()) {
            const std::string& name = m_names.of(parameter.name);
            parameters += name + " = sympy.Symbol(" + pythonString(parameter.name) + ")  # " +
                          parameterComment(parameter) + "\n";
            if (parameter.value && parameter.role != ParameterRole::Column)
                values += (values.empty() ? "" : ", ") + name + ": " + numberToText(*parameter.value);
        }
        if (!values.empty()) parameters += "start_values = {" + values + "}\n";
        std::string text =
            "\"\"\"A circuit from Q-Store Workbench, for Cirq.\n\n"
            "Cirq puts the first qubit into the most significant bit; with\n"
            "qubit_order=q[::-1] states are indexed as in Q-Store.\n\"\"\"\n";
        for (const char* module : {"cmath", "math"})
            if (usesModule(m_body, module)) text += std::string("import ") + module + "\n";
        text += "import cirq\n";
        if (usesModule(parameters + m_body, "sympy")) text += "import sympy\n";
        return text + "\n" + parameters + "q = cirq.LineQubit.range(" + std::to_string(m_circuit.qubits()) +
               ")\ncircuit = cirq.Circuit()\n";
    }

    Status writeOperation(const Operation& operation) {
        const bool conditional = !operation.conditions.empty();
        switch (operation.kind) {
            case OperationKind::Barrier:
                m_body += "# barrier on " + wires(operation.targets) + "\n";
                return {};
            case OperationKind::Measure:
                if (conditional) return refused("a measurement under a condition");
                for (std::size_t i = 0; i < operation.targets.size(); ++i)
                    append("cirq.measure(" + wires({operation.targets[i]}) +
                           ", key=" + pythonString(m_keys[operation.bits[i]]) + ")");
                return {};
            case OperationKind::Reset:
                if (conditional) return refused("a reset under a condition");
                for (const Qubit qubit : operation.targets) append("cirq.reset(" + wires({qubit}) + ")");
                return {};
            case OperationKind::Gate: break;
        }
        if (gateName(operation) == "gphase") {
            if (!conditional) append(form(operation));  // in a branch it cannot be observed
            return {};
        }
        std::string text = form(operation) + "(" + wires(operation.targets) + ")" + controls(operation);
        for (const Condition& condition : operation.conditions)
            text += ".with_classical_controls(" + conditionText(condition) + ")";
        append(text);
        return {};
    }

    static tl::unexpected<Error> refused(const std::string& what) {
        return fail(ErrorCode::Unsupported, "Cirq has no form for " + what,
                    "write the circuit for Qiskit or as OpenQASM 3");
    }

    std::string form(const Operation& operation) const {
        const std::string_view name = gateName(operation);
        std::string text(std::find_if(cirqGates.begin(), cirqGates.end(), [&](const auto& gate) {
                             return gate.first == name;
                         })->second);
        // A number that is none of sympy's stays one.
        if (name == "gphase" && operation.angles.front().constant())
            text = "cirq.global_phase_operation(cmath.exp(1j * (%)))";
        const std::size_t place = text.find('%');
        if (place != std::string::npos)
            text.replace(place, 1, m_names.angle(operation.angles.front(), sympyFunction));
        return text;
    }

    static std::string wires(const std::vector<Qubit>& qubits) {
        std::string text;
        for (const Qubit qubit : qubits)
            text += (text.empty() ? "q[" : ", q[") + std::to_string(qubit) + "]";
        return text;
    }

    static std::string controls(const Operation& operation) {
        if (operation.controls.empty()) return {};
        std::vector<Qubit> qubits;
        std::vector<std::size_t> values;
        for (const Control& control : operation.controls) {
            qubits.push_back(control.qubit);
            values.push_back(control.onOne ? 1 : 0);
        }
        const bool plain = std::find(values.begin(), values.end(), 0U) == values.end();
        return ".controlled_by(" + wires(qubits) + (plain ? "" : ", control_values=" + pythonList(values)) +
               ")";
    }

    std::string conditionText(const Condition& condition) const {
        std::string sum;
        for (std::size_t i = 0; i < condition.bits.size(); ++i) {
            const std::string symbol = "sympy.Symbol(" + pythonString(m_keys[condition.bits[i]]) + ")";
            sum += i == 0 ? symbol : " + " + std::to_string(std::uint64_t{1} << i) + " * " + symbol;
        }
        return (condition.negated ? "sympy.Ne(" : "sympy.Eq(") + sum + ", " +
               std::to_string(condition.value) + ")";
    }

    void append(const std::string& operation) { m_body += "circuit.append(" + operation + ")\n"; }

    const Circuit& m_circuit;
    PythonNames m_names;
    std::vector<std::string> m_keys;
    std::string m_body;
};

}  // namespace

Result<std::string> writeCirq(const Circuit& circuit) {
    QSTORE_TRY(const Circuit lowered, lowerCircuit(circuit, nativeCirqNames()));
    return CirqWriter(lowered).write();
}

}  // namespace qstore
