// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include "core/base/number_text.h"
#include "core/circuit/circuit_walk.h"
#include "core/circuit/qasm.h"
#include "core/circuit/qasm_decompose.h"
#include "core/circuit/qasm_gate_bodies.h"
#include "core/circuit/qasm_source.h"
#include "core/circuit/qasm_wire_text.h"

namespace qstore {

namespace {

constexpr std::array<std::string_view, 20> reserved2{
    "OPENQASM", "barrier", "creg", "gate", "if",  "include", "measure", "opaque", "qreg", "reset",
    "pi",       "sin",     "cos",  "tan",  "exp", "ln",      "sqrt",    "CX",     "U",    "gate"};

/// Gates under many controls become long; a file beyond this serves nobody.
constexpr std::size_t mostBytes = std::size_t{256} << 20U;

/// OpenQASM 2 wants a decimal point in front of an exponent.
std::string number2(const Angle& angle) {
    std::string text = angle.toText();
    const std::size_t exponent = text.find('e');
    const bool plain = text.find_first_not_of("+-.0123456789e") == std::string::npos;
    if (plain && exponent != std::string::npos && text.find('.') == std::string::npos)
        text.insert(exponent, ".0");
    return text;
}

class Qasm2Writer {
public:
    explicit Qasm2Writer(const Circuit& circuit) : m_parts(circuit.parts()) {
        m_qubitRegisters = renamed(m_parts.qubitRegisters);
        m_bitRegisters = renamed(m_parts.bitRegisters);
        m_qubits = QasmWireText(m_qubitRegisters);
        m_bits = QasmWireText(m_bitRegisters);
    }

    Result<std::string> write() {
        for (std::size_t i = 0; i < m_parts.operations.size(); ++i) {
            auto status = writeOperation(m_parts.operations[i]);
            if (status) continue;
            Error error = status.error();
            error.message = joinText({"Operation ", std::to_string(i + 1), " (",
                                      gateName(m_parts.operations[i]), "): ", error.message});
            return tl::unexpected<Error>(std::move(error));
        }
        std::string text = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n";
        for (const std::string_view name : m_needed) text += std::string(gateDefinitionText(name)) + "\n";
        for (const Register& each : m_qubitRegisters)
            text += joinText({"qreg ", each.name, "[", std::to_string(each.size), "];\n"});
        for (const Register& each : m_bitRegisters)
            text += joinText({"creg ", each.name, "[", std::to_string(each.size), "];\n"});
        return text + m_body;
    }

private:
    /// OpenQASM 2 names start with a small letter, are ASCII, and share one scope with the gates.
    std::vector<Register> renamed(std::vector<Register> registers) {
        for (Register& each : registers) {
            std::string name;
            for (const char c : each.name) {
                const bool usable =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
                if (usable) name += c;
            }
            if (name.empty() || name.front() < 'a' || name.front() > 'z') name.insert(0, "r");
            const auto taken = [this](const std::string& candidate) {
                return m_names.count(candidate) > 0 || findGate(candidate) != nullptr ||
                       std::find(reserved2.begin(), reserved2.end(), candidate) != reserved2.end();
            };
            while (taken(name)) name += '_';
            m_names.insert(name);
            each.name = name;
        }
        return registers;
    }

    Status writeOperation(const Operation& operation) {
        QSTORE_TRY(m_condition, conditionText(operation));
        switch (operation.kind) {
            case OperationKind::Measure: return writeMeasure(operation);
            case OperationKind::Reset:
                for (const Qubit qubit : operation.targets) statement({"reset ", m_qubits.one(qubit), ";"});
                return {};
            case OperationKind::Barrier: {
                if (operation.targets.empty()) return {};
                std::string list;
                for (const std::string& each : m_qubits.operands(operation.targets))
                    list += (list.empty() ? "" : ",") + each;
                statement({"barrier ", list, ";"});
                return {};
            }
            case OperationKind::Gate: break;
        }
        std::vector<Operation> flat;
        appendFlattened(operation, flat);
        for (const Operation& each : flat) {
            if (each.kind == OperationKind::Gate) QSTORE_CHECK(writeGate(each));
        }
        return {};
    }

    Result<std::string> conditionText(const Operation& operation) const {
        if (operation.conditions.empty()) return std::string();
        const Condition& condition = operation.conditions.front();
        const Register* whole = m_bits.wholeRegister(condition.bits);
        const bool single = operation.conditions.size() == 1 && whole != nullptr &&
                            (!condition.negated || whole->size == 1);
        if (!single) {
            return fail(ErrorCode::Unsupported,
                        "an if in OpenQASM 2 can only compare one whole register with one number.",
                        "Use OpenQASM 3, or give the bit a register of its own.");
        }
        const std::uint64_t value = condition.negated ? 1 - condition.value : condition.value;
        return joinText({"if(", whole->name, "==", std::to_string(value), ") "});
    }

    Status writeMeasure(const Operation& operation) {
        const Register* from = m_qubits.wholeRegister(operation.targets);
        const Register* into = m_bits.wholeRegister(operation.bits);
        if (from != nullptr && into != nullptr && operation.targets.size() > 1) {
            statement({"measure ", from->name, " -> ", into->name, ";"});
            return {};
        }
        const auto changes = [&](ClassicalBit bit) {
            const auto& read = operation.conditions.front().bits;
            return std::find(read.begin(), read.end(), bit) != read.end();
        };
        if (!m_condition.empty() && operation.bits.size() > 1 &&
            std::any_of(operation.bits.begin(), operation.bits.end() - 1, changes)) {
            return fail(ErrorCode::Unsupported,
                        "a measurement of several qubits changes the bits of its own condition.",
                        "Use OpenQASM 3.");
        }
        for (std::size_t i = 0; i < operation.targets.size(); ++i) {
            statement({"measure ", m_qubits.one(operation.targets[i]), " -> ",
                       m_bits.one(operation.bits[i]), ";"});
        }
        return {};
    }

    Status writeGate(const Operation& operation) {
        for (const Angle& angle : operation.angles) {
            if (angle.constant()) continue;
            return fail(ErrorCode::Unsupported,
                        joinText({"the angle ", angle.toText(),
                                  " holds a parameter, and OpenQASM 2 carries numbers only."}),
                        "Give every parameter a value first, or use OpenQASM 3.");
        }
        QSTORE_TRY(const auto sequence, decomposeForQelib(operation));
        for (const Operation& each : sequence) writeNamed(each);
        if (m_body.size() <= mostBytes) return {};
        return fail(ErrorCode::ResourceExhausted,
                    joinText({"written out for OpenQASM 2 the circuit is longer than ",
                              std::to_string(mostBytes >> 20U), " MiB."}),
                    "Use OpenQASM 3, which has controls of any number.");
    }

    void writeNamed(const Operation& operation) {
        const GateInfo* gate = tableGate(operation);
        const GateInfo* named =
            operation.controls.empty() ? gate : findControlledGate(*gate, operation.controls.size());
        if (!isStandardGate2(named->name) &&
            std::find(m_needed.begin(), m_needed.end(), named->name) == m_needed.end()) {
            m_needed.push_back(named->name);
        }
        std::string text(named->name);
        for (std::size_t i = 0; i < operation.angles.size(); ++i)
            text += (i == 0 ? "(" : ",") + number2(operation.angles[i]);
        if (!operation.angles.empty()) text += ')';
        char before = ' ';
        for (const Qubit qubit : touchedQubits(operation)) {
            text += before + m_qubits.one(qubit);
            before = ',';
        }
        statement({text, ";"});
    }

    void statement(std::initializer_list<std::string_view> pieces) {
        m_body += m_condition;
        for (const std::string_view piece : pieces) m_body += piece;
        m_body += '\n';
    }

    const CircuitParts& m_parts;
    std::set<std::string> m_names;
    std::vector<Register> m_qubitRegisters;
    std::vector<Register> m_bitRegisters;
    QasmWireText m_qubits;
    QasmWireText m_bits;
    std::vector<std::string_view> m_needed;
    std::string m_condition;
    std::string m_body;
};

}  // namespace

Result<std::string> writeQasm2(const Circuit& circuit) {
    return Qasm2Writer(circuit).write();
}

}  // namespace qstore
