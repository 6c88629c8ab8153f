// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_gate_writer.h"

#include <cmath>
#include <numbers>

#include "core/backends/ionq_gate_names.h"
#include "core/backends/json_writer.h"
#include "core/base/number_text.h"
#include "core/circuit/circuit_walk.h"

namespace qstore {
namespace {

constexpr double twoPi = 2 * std::numbers::pi;
constexpr const char* transpileFirst =
    "write the circuit in gates that the service takes first: qstore circuit transpile --target ionq";

void appendQubits(std::string& out, std::string_view key, std::span<const Qubit> qubits) {
    out += key;
    for (std::size_t i = 0; i < qubits.size(); ++i) {
        if (i > 0) out += ',';
        appendWhole(out, qubits[i]);
    }
    out += ']';
}

}  // namespace

double turnsOf(double radians) {
    const double turns = radians / twoPi;
    std::array<char, 40> buffer{};
    // Dividing may miss the number that was multiplied by its last place: 15 digits take it back.
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), turns,
                                   std::chars_format::scientific, 14)
                         .ptr;
    const auto rounded = textToNumber({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
    return rounded && *rounded * twoPi == radians ? *rounded : turns;
}

Status IonqGateWriter::write(const Circuit& circuit, std::string& out) {
    m_out = &out;
    m_first = true;
    out += '[';
    const Circuit flat = circuit.parts().definitions.empty() ? circuit : circuit.flattened();
    for (m_index = 0; m_index < flat.operations().size(); ++m_index)
        QSTORE_CHECK(operation(flat.operations()[m_index]));
    out += ']';
    return {};
}

tl::unexpected<Error> IonqGateWriter::refused(std::string_view reason) const {
    return fail(ErrorCode::Unsupported,
                "operation " + std::to_string(m_index + 1) + " (" + std::string(gateName(*m_operation)) +
                    ") " + std::string(reason),
                transpileFirst);
}

Status IonqGateWriter::angles(const Operation& operation) {
    for (std::size_t i = 0; i < operation.angles.size() && i < 4; ++i) {
        const auto value = operation.angles[i].constant();
        if (!value || !std::isfinite(*value)) return noNumber(operation.angles[i]);
        m_angles[i] = *value;
    }
    return {};
}

tl::unexpected<Error> IonqGateWriter::noNumber(const Angle& angle) const {
    constexpr std::size_t longest = 80;
    std::string text = angle.size() > longest ? "…" : angle.toText();
    if (text.size() > longest) text = "…";
    return fail(ErrorCode::InvalidArgument,
                "operation " + std::to_string(m_index + 1) + " (" + std::string(gateName(*m_operation)) +
                    ") has the angle '" + text + "', which is not a number",
                "give every parameter and column a value first");
}

Status IonqGateWriter::operation(const Operation& operation) {
    if (operation.kind != OperationKind::Gate)
        return {};  // readoutOf() has seen to measurements and resets
    m_operation = &operation;
    QSTORE_CHECK(angles(operation));
    const std::string_view name = gateName(operation);
    return m_native ? nativeGate(name, operation) : qisGate(name, operation);
}

Status IonqGateWriter::nativeGate(std::string_view name, const Operation& operation) {
    if (ionqIdle(name)) return {};
    if (!ionqNative(name) || !operation.controls.empty())
        return refused("is not a native gate of this device (gpi, gpi2, ms, zz)");
    std::string& out = *m_out;
    out += m_first ? "{\"gate\":\"" : ",{\"gate\":\"";
    m_first = false;
    ++m_gates;
    out += name;
    if (operation.targets.size() == 1) {
        out += "\",\"target\":";
        appendWhole(out, operation.targets[0]);
        out += ",\"phase\":";
        appendNumber(out, turnsOf(m_angles[0]));
    } else {
        appendQubits(out, "\",\"targets\":[", operation.targets);
        if (name == "ms") {
            out += ",\"phases\":[";
            appendNumber(out, turnsOf(m_angles[0]));
            out += ',';
            appendNumber(out, turnsOf(m_angles[1]));
            out += ']';
        }
        out += name == "zz" && m_dialect == JobDialect::Cirq ? ",\"phase\":" : ",\"angle\":";
        appendNumber(out, turnsOf(m_angles[name == "ms" ? 2 : 0]));
    }
    out += '}';
    return {};
}

Status IonqGateWriter::qisGate(std::string_view name, const Operation& operation) {
    if (operation.controls.empty()) return qisUnderControls(name, operation, {});
    // What holds on zero is turned around before and after.
    std::vector<Qubit> controls, onZero;
    for (const Control& control : operation.controls) {
        controls.push_back(control.qubit);
        if (!control.onOne) onZero.push_back(control.qubit);
    }
    const auto turn = [&] {
        for (const Qubit& qubit : onZero) gate("x", {}, {&qubit, 1}, nullptr);
    };
    turn();
    QSTORE_CHECK(qisUnderControls(name, operation, controls));
    turn();
    return {};
}

Status IonqGateWriter::qisUnderControls(std::string_view name, const Operation& operation,
                                        std::span<const Qubit> controls) {
    const auto& targets = operation.targets;
    if (ionqIdle(name)) return name == "gphase" ? phaseOfControls(controls, m_angles[0]) : Status();
    if (name == "p") return phase(controls, targets[0], m_angles[0]);
    if (const auto wire = ionqFixed(name); !wire.empty()) return simple(wire, controls, targets);
    if (const auto wire = ionqRotation(name); !wire.empty())
        return rotation(wire, controls, targets, m_angles[0]);
    if (ionqEuler(name)) return euler(name, controls, targets[0]);
    return refused("is no gate of IonQ's abstract set");
}

Status IonqGateWriter::simple(std::string_view wire, std::span<const Qubit> controls,
                              std::span<const Qubit> targets) {
    if (m_dialect == JobDialect::Cirq && !controls.empty()) {
        if (wire == "z") return phase(controls, targets[0], std::numbers::pi);
        if (wire != "x" || controls.size() > 1)
            return refused("under these controls has no form in Cirq's dialect");
    }
    gate(wire, controls, targets, nullptr);
    return {};
}

Status IonqGateWriter::rotation(std::string_view wire, std::span<const Qubit> controls,
                                std::span<const Qubit> targets, double radians) {
    if (!controls.empty() && targets.size() > 1) return refused("cannot have controls there");
    if (m_dialect != JobDialect::Cirq) {
        gate(wire, controls, targets, &radians);
        return {};
    }
    if (!controls.empty()) return refused("under controls has no form in Cirq's dialect");
    const auto named = cirqNameOf(wire, radians);
    if (named.empty())
        gate(wire, {}, targets, &radians);
    else
        gate(named, {}, targets, nullptr);
    return {};
}

Status IonqGateWriter::phase(std::span<const Qubit> controls, Qubit target, double radians) {
    const std::span<const Qubit> one(&target, 1);
    if (m_dialect == JobDialect::Qiskit) {
        gate("z", controls, one, &radians);
        return {};
    }
    if (controls.empty()) return rotation("rz", {}, one, radians);
    if (controls.size() == 1) {
        // exp(iλ|11⟩⟨11|) = exp(iλ/4 · (1 − Z₁)(1 − Z₂))
        const Qubit both[] = {controls[0], target};
        QSTORE_CHECK(rotation("rz", {}, controls, radians / 2));
        QSTORE_CHECK(rotation("rz", {}, one, radians / 2));
        return rotation("zz", {}, both, -radians / 2);
    }
    // p(λ) = e^{iλ/2} rz(λ): the phase is one of the controls.
    QSTORE_CHECK(rotation("rz", controls, one, radians));
    return phaseOfControls(controls, radians / 2);
}

Status IonqGateWriter::phaseOfControls(std::span<const Qubit> controls, double radians) {
    if (controls.empty() || radians == 0) return {};
    return phase(controls.first(controls.size() - 1), controls.back(), radians);
}

Status IonqGateWriter::euler(std::string_view name, std::span<const Qubit> controls, Qubit target) {
    const bool quarter = name == "u2";
    const double theta = quarter ? std::numbers::pi / 2 : m_angles[0];
    const double phi = m_angles[quarter ? 0 : 1], lambda = m_angles[quarter ? 1 : 2];
    // All of them are e^{iδ} rz(φ) ry(θ) rz(λ); u and U as OpenQASM 3 defines them, u2 and u3 of
    // determinant 1.
    double delta = 0;
    if (name == "u" || name == "U" || name == "u4") delta = (phi + lambda) / 2;
    if (name == "U") delta += theta / 2;
    if (name == "u4") delta += m_angles[3];
    const std::span<const Qubit> one(&target, 1);
    if (lambda != 0) QSTORE_CHECK(rotation("rz", controls, one, lambda));
    QSTORE_CHECK(rotation("ry", controls, one, theta));
    if (phi != 0) QSTORE_CHECK(rotation("rz", controls, one, phi));
    return phaseOfControls(controls, delta);
}

void IonqGateWriter::gate(std::string_view wire, std::span<const Qubit> controls,
                          std::span<const Qubit> targets, const double* radians) {
    std::string& out = *m_out;
    out += m_first ? "{\"gate\":\"" : ",{\"gate\":\"";
    m_first = false;
    ++m_gates;
    const bool single = m_dialect != JobDialect::Qiskit && controls.size() == 1 && targets.size() == 1;
    out += single && wire == "x" && radians == nullptr ? "cnot" : wire;
    out += '"';
    if (single) {
        out += ",\"control\":";
        appendWhole(out, controls[0]);
    } else if (!controls.empty()) {
        appendQubits(out, ",\"controls\":[", controls);
    }
    if (single || (m_dialect == JobDialect::Plain && targets.size() == 1)) {
        out += ",\"target\":";
        appendWhole(out, targets[0]);
    } else {
        appendQubits(out, ",\"targets\":[", targets);
    }
    if (radians != nullptr) {
        out += ",\"rotation\":";
        appendNumber(out, *radians);
    }
    out += '}';
}

}  // namespace qstore
