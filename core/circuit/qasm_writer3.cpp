// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "core/base/number_text.h"
#include "core/circuit/circuit_json.h"
#include "core/circuit/circuit_walk.h"
#include "core/circuit/identifier.h"
#include "core/circuit/qasm.h"
#include "core/circuit/qasm_annotations.h"
#include "core/circuit/qasm_gate_bodies.h"
#include "core/circuit/qasm_lexer.h"
#include "core/circuit/qasm_source.h"
#include "core/circuit/qasm_wire_text.h"

namespace qstore {

namespace {

std::string joinList(const std::vector<std::string>& items, std::string_view between) {
    std::string text;
    for (const std::string& item : items) {
        if (!text.empty()) text += between;
        text += item;
    }
    return text;
}

class Qasm3Writer {
public:
    explicit Qasm3Writer(const Circuit& circuit)
        : m_parts(circuit.parts()), m_qubits(m_parts.qubitRegisters), m_bits(m_parts.bitRegisters) {}

    Result<std::string> write() {
        QSTORE_CHECK(checkNames());
        m_text = "OPENQASM 3.0;\n";
        if (!m_parts.name.empty()) line({"@qstore.name ", writeAnnotationText(m_parts.name)});
        line({"include \"stdgates.inc\";"});
        for (const auto& definition : m_parts.definitions) tableDefinitions(definition->body);
        tableDefinitions(m_parts.operations);
        for (const auto& definition : m_parts.definitions) QSTORE_CHECK(writeDefinition(*definition));
        for (const Parameter& parameter : m_parts.parameters) writeParameter(parameter);
        for (const Register& each : m_parts.qubitRegisters)
            line({"qubit[", std::to_string(each.size), "] ", each.name, ";"});
        for (const Register& each : m_parts.bitRegisters)
            line({"bit[", std::to_string(each.size), "] ", each.name, ";"});
        for (const Operation& operation : m_parts.operations) writeOperation(operation);
        return std::move(m_text);
    }

private:
    void line(std::initializer_list<std::string_view> pieces) {
        for (const std::string_view piece : pieces) m_text += piece;
        m_text += '\n';
    }

    /// Every name must survive as one OpenQASM word.
    Status checkNames() {
        const auto check = [this](std::string_view name, std::string_view what) -> Status {
            m_names.insert(std::string(name));
            if (looksLikeIdentifier(name) && !isReservedWord(name) && !isQasmKeyword(name)) return {};
            return fail(ErrorCode::InvalidArgument,
                        joinText({"OpenQASM cannot hold ", what, " named '", name, "'."}), "Rename it.");
        };
        for (const Register& each : m_parts.qubitRegisters) QSTORE_CHECK(check(each.name, "a register"));
        for (const Register& each : m_parts.bitRegisters) QSTORE_CHECK(check(each.name, "a register"));
        for (const Parameter& each : m_parts.parameters) QSTORE_CHECK(check(each.name, "a parameter"));
        for (const auto& definition : m_parts.definitions) {
            QSTORE_CHECK(check(definition->name, "a gate"));
            m_defined.insert(definition->name);
            std::set<std::string> local;
            for (const auto* names : {&definition->angleNames, &definition->qubitNames}) {
                for (const std::string& name : *names) {
                    QSTORE_CHECK(check(name, "an angle or qubit of a gate"));
                    if (local.insert(name).second) continue;
                    return fail(
                        ErrorCode::InvalidArgument,
                        joinText({"The gate '", definition->name, "' uses the name '", name, "' twice."}),
                        "Rename one of them.");
                }
            }
        }
        return {};
    }

    /// Definitions for the gates of the table that stdgates.inc does not have, before their first use.
    void tableDefinitions(const std::vector<Operation>& operations) {
        for (const Operation& operation : operations) {
            const GateInfo* gate = tableGate(operation);
            if (gate == nullptr) continue;
            const std::string_view name = standardName(operation);
            if (!name.empty() || !m_written.insert(std::string(gate->name)).second) continue;
            line({gateDefinitionText(gate->name)});
        }
    }

    /// The name that stdgates.inc has for this gate with these controls; empty when there is none.
    std::string_view standardName(const Operation& operation) const {
        const GateInfo* gate = tableGate(operation);
        const bool plain = std::all_of(operation.controls.begin(), operation.controls.end(),
                                       [](const Control& c) { return c.onOne; });
        const GateInfo* named = plain ? findControlledGate(*gate, operation.controls.size()) : nullptr;
        if (named != nullptr && isStandardGate3(named->name) && m_defined.count(named->name) == 0)
            return named->name;
        return isStandardGate3(gate->name) ? gate->name : std::string_view();
    }

    Status writeDefinition(const GateDefinition& definition) {
        if (definition.qubits == 0) {
            return fail(
                ErrorCode::Unsupported,
                joinText({"OpenQASM has no gates without qubits, such as '", definition.name, "'."}),
                "Apply its global phase directly.");
        }
        if (findGate(definition.name) != nullptr) line({"@qstore.custom"});
        std::vector<std::string> qubits = definition.qubitNames;
        if (qubits.empty()) {
            line({"@qstore.unnamed"});
            std::string prefix = "q";
            const auto& angles = definition.angleNames;
            const auto clashes = [&](const std::string& angle) {
                return angle.compare(0, prefix.size(), prefix) == 0;
            };
            while (std::any_of(angles.begin(), angles.end(), clashes)) prefix += '_';
            for (std::size_t i = 0; i < definition.qubits; ++i)
                qubits.push_back(prefix + std::to_string(i));
        }
        const std::string angles =
            definition.angleNames.empty() ? "" : "(" + joinList(definition.angleNames, ", ") + ")";
        line({"gate ", definition.name, angles, " ", joinList(qubits, ", "), " {"});
        for (const Operation& operation : definition.body) {
            std::vector<std::string> touched;
            for (const Qubit qubit : touchedQubits(operation)) touched.push_back(qubits[qubit]);
            const std::string head =
                operation.kind == OperationKind::Barrier ? "barrier" : gateHead(operation);
            line({"  ", head, touched.empty() ? "" : " ", joinList(touched, ", "), ";"});
        }
        line({"}"});
        return {};
    }

    void writeParameter(const Parameter& parameter) {
        line({"@qstore.role ", circuitRoleName(parameter.role)});
        if (!parameter.column.empty()) line({"@qstore.column ", writeAnnotationText(parameter.column)});
        if (parameter.value) line({"@qstore.value ", numberToText(*parameter.value)});
        line({"input float[64] ", parameter.name, ";"});
    }

    /// Modifiers, name and angles.
    std::string gateHead(const Operation& operation) const {
        std::string head;
        std::string_view name = gateName(operation);
        const std::string_view standard =
            tableGate(operation) != nullptr ? standardName(operation) : std::string_view();
        if (standard.empty() || standard == name) {
            const auto& controls = operation.controls;
            for (std::size_t begin = 0; begin < controls.size();) {
                std::size_t end = begin + 1;
                while (end < controls.size() && controls[end].onOne == controls[begin].onOne) ++end;
                head += controls[begin].onOne ? "ctrl" : "negctrl";
                if (end - begin > 1) head += "(" + std::to_string(end - begin) + ")";
                head += " @ ";
                begin = end;
            }
        } else {
            name = standard;
        }
        head += name;
        if (operation.angles.empty()) return head;
        std::vector<std::string> angles;
        for (const Angle& angle : operation.angles) angles.push_back(angle.toText());
        return head + "(" + joinList(angles, ", ") + ")";
    }

    /// A name or slice for the wires; several registers are joined under an alias declared just before.
    std::string joined(const QasmWireText& wires, const std::vector<std::size_t>& list) {
        if (list.size() == 1) return wires.one(list.front());
        const std::vector<std::string> pieces = wires.slices(list);
        if (pieces.size() == 1) return pieces.front();
        std::string name;
        do {
            name = "joined_" + std::to_string(m_aliases++);
        } while (!m_names.insert(name).second || findGate(name) != nullptr);
        line({"let ", name, " = ", joinList(pieces, " ++ "), ";"});
        return name;
    }

    std::string conditionText(const Condition& condition) {
        return joinText({joined(m_bits, condition.bits),
                         condition.negated ? " != " : " == ", std::to_string(condition.value)});
    }

    void writeOperation(const Operation& operation) {
        const std::string step = operationText(operation);
        if (operation.conditions.empty()) {
            line({step});
            return;
        }
        std::vector<std::string> conditions;
        for (const Condition& condition : operation.conditions)
            conditions.push_back(conditionText(condition));
        line({"if (", joinList(conditions, " && "), ") { ", step, " }"});
    }

    std::string operationText(const Operation& operation) {
        switch (operation.kind) {
            case OperationKind::Measure: {
                const std::string bits = joined(m_bits, operation.bits);
                return joinText({bits, " = measure ", joined(m_qubits, operation.targets), ";"});
            }
            case OperationKind::Reset:
                return joinText({"reset ", joined(m_qubits, operation.targets), ";"});
            case OperationKind::Barrier:
                return joinText({"barrier ", joinList(m_qubits.operands(operation.targets), ", "), ";"});
            case OperationKind::Gate: break;
        }
        std::vector<std::string> qubits;
        for (const Qubit qubit : touchedQubits(operation)) qubits.push_back(m_qubits.one(qubit));
        return joinText({gateHead(operation), qubits.empty() ? "" : " ", joinList(qubits, ", "), ";"});
    }

    const CircuitParts& m_parts;
    QasmWireText m_qubits;
    QasmWireText m_bits;
    std::string m_text;
    std::set<std::string, std::less<>> m_names;
    std::set<std::string, std::less<>> m_defined;
    std::set<std::string> m_written;
    std::size_t m_aliases = 0;
};

}  // namespace

Result<std::string> writeQasm3(const Circuit& circuit) {
    return Qasm3Writer(circuit).write();
}

}  // namespace qstore
