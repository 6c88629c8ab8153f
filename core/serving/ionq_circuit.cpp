// SPDX-License-Identifier: Apache-2.0
#include "core/serving/ionq_circuit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <optional>
#include <set>

#include "core/serving/ionq_pauliexp.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr double kTurn = 2.0 * std::numbers::pi;
constexpr std::size_t kMostControls = 7;

struct QisGate {
    std::string_view name;
    std::string_view ours;
    std::size_t targets;
    bool rotation;
};
constexpr std::array<QisGate, 19> kQisGates = {{{"x", "x", 1, false},
                                                {"y", "y", 1, false},
                                                {"z", "z", 1, false},
                                                {"h", "h", 1, false},
                                                {"s", "s", 1, false},
                                                {"si", "sdg", 1, false},
                                                {"v", "sx", 1, false},
                                                {"vi", "sxdg", 1, false},
                                                {"t", "t", 1, false},
                                                {"ti", "tdg", 1, false},
                                                {"not", "x", 1, false},
                                                {"cnot", "x", 1, false},
                                                {"rx", "rx", 1, true},
                                                {"ry", "ry", 1, true},
                                                {"rz", "rz", 1, true},
                                                {"swap", "swap", 2, false},
                                                {"xx", "rxx", 2, true},
                                                {"yy", "ryy", 2, true},
                                                {"zz", "rzz", 2, true}}};

/// A qubit's number, which IonQ's specification types as a float in lists.
std::optional<Qubit> qubitOf(const Json& value, std::size_t qubits) {
    if (!value.is_number()) return std::nullopt;
    const double number = value.get<double>();
    if (!(number >= 0.0) || number >= static_cast<double>(qubits) || std::floor(number) != number)
        return std::nullopt;
    return static_cast<Qubit>(number);
}

/// Reads one gate of the list.
class GateReader {
public:
    GateReader(const Json& gate, std::size_t qubits, std::string where)
        : m_gate(gate), m_qubits(qubits), m_where(std::move(where)) {}

    const std::string& where() const { return m_where; }

    IonqResult<std::vector<Qubit>> qubitsOf(const char* one, const char* many) const {
        std::vector<Qubit> list;
        for (const char* key : {one, many}) {
            const auto found = m_gate.find(key);
            if (found == m_gate.end() || found->is_null()) continue;
            const Json values = found->is_array() ? *found : Json::array({*found});
            for (const Json& value : values) {
                const auto qubit = qubitOf(value, m_qubits);
                if (!qubit)
                    return refuse(at(key) + ": " + value.dump() + " is not one of the " +
                                      std::to_string(m_qubits) + " qubits",
                                  at(key));
                list.push_back(*qubit);
            }
        }
        return list;
    }

    IonqResult<double> number(const char* key, std::optional<double> fallback = std::nullopt) const {
        const auto found = m_gate.find(key);
        if (found == m_gate.end() || found->is_null()) {
            if (fallback) return *fallback;
            return refuse(at(key) + " is required", at(key));
        }
        if (!found->is_number() || !std::isfinite(found->get<double>()))
            return refuse(at(key) + " must be a number", at(key));
        return found->get<double>();
    }

    bool has(const char* key) const {
        const auto found = m_gate.find(key);
        return found != m_gate.end() && !found->is_null();
    }
    const Json& json() const { return m_gate; }
    std::string at(const char* key) const { return m_where + "." + key; }

private:
    const Json& m_gate;
    std::size_t m_qubits;
    std::string m_where;
};

bool hasTwice(const std::vector<Qubit>& targets, const std::vector<Qubit>& controls) {
    std::set<Qubit> seen(targets.begin(), targets.end());
    seen.insert(controls.begin(), controls.end());
    return seen.size() != targets.size() + controls.size();
}

class CircuitReader {
public:
    CircuitReader(std::size_t qubits, GateSetKind device) : m_device(device) { m_parts.qubits = qubits; }

    IonqResult<void> add(const Json& gate, bool native, const std::string& where) {
        const auto name = gate.is_object() ? gate.find("gate") : gate.end();
        if (!gate.is_object() || name == gate.end() || !name->is_string())
            return refuse(where + ".gate is required", where + ".gate");
        const GateReader reader(gate, m_parts.qubits, where);
        const auto& text = name->get_ref<const std::string&>();
        return native ? addNative(text, reader) : addQis(text, reader);
    }

    IonqResult<IonqCircuit> finish() {
        auto circuit = Circuit::create(std::move(m_parts));
        if (!circuit) return refuse(circuit.error().message, "input", "InvalidInput");
        m_result.circuit = std::move(*circuit);
        return std::move(m_result);
    }

private:
    void count(std::size_t touched) {
        if (touched <= 1)
            ++m_result.oneQubitGates;
        else
            m_result.twoQubitGates += touched == 2 ? 1 : 6 * (touched - 2);
    }

    IonqResult<void> push(std::string_view ours, std::vector<Qubit> targets, std::vector<Qubit> controls,
                          std::vector<double> angles, const GateReader& reader) {
        if (hasTwice(targets, controls))
            return refuse(reader.where() + " names a qubit twice", reader.at("targets"));
        if (controls.size() > kMostControls)
            return refuse(reader.where() + " has " + std::to_string(controls.size()) +
                              " controls; there may be " + std::to_string(kMostControls),
                          reader.at("controls"), "TooManyControls");
        count(targets.size() + controls.size());
        Operation operation;
        operation.gate = findGate(ours);
        operation.targets = std::move(targets);
        for (const Qubit qubit : controls) operation.controls.push_back({qubit, true});
        for (const double angle : angles) operation.angles.emplace_back(angle);
        m_parts.operations.push_back(std::move(operation));
        return {};
    }

    IonqResult<void> addQis(const std::string& name, const GateReader& reader) {
        if (name == "pauliexp") return addPauliexp(reader);
        const auto* known = std::find_if(kQisGates.begin(), kQisGates.end(),
                                         [&](const QisGate& gate) { return gate.name == name; });
        if (known == kQisGates.end())
            return refuse(reader.at("gate") + ": '" + name + "' is not a gate of the set qis",
                          reader.at("gate"));
        auto targets = reader.qubitsOf("target", "targets");
        if (!targets) return tl::unexpected(targets.error());
        auto controls = reader.qubitsOf("control", "controls");
        if (!controls) return tl::unexpected(controls.error());
        if (name == "cnot" && controls->empty())
            return refuse(reader.where() + ": cnot has no control", reader.at("control"));
        std::vector<double> angles;
        // Qiskit writes phases as z with a rotation.
        const bool phase = name == "z" && reader.has("rotation");
        if (known->rotation || phase) {
            const auto angle = reader.number("rotation");
            if (!angle) return tl::unexpected(angle.error());
            angles.push_back(*angle);
        }
        // A gate on one qubit that names several acts on each of them.
        if (known->targets == 1 && targets->size() > 1) {
            for (const Qubit target : *targets)
                if (auto pushed = push(phase ? "p" : known->ours, {target}, *controls, angles, reader);
                    !pushed)
                    return pushed;
            return {};
        }
        if (targets->size() != known->targets)
            return refuse(reader.where() + ": " + name + " acts on " + std::to_string(known->targets) +
                              " qubits, not on " + std::to_string(targets->size()),
                          reader.at("targets"));
        return push(phase ? "p" : known->ours, std::move(*targets), std::move(*controls), std::move(angles),
                    reader);
    }

    IonqResult<void> addPauliexp(const GateReader& reader) {
        const auto targets = reader.qubitsOf("target", "targets");
        if (!targets) return tl::unexpected(targets.error());
        const auto controls = reader.qubitsOf("control", "controls");
        if (!controls) return tl::unexpected(controls.error());
        if (!controls->empty())
            return refuse(reader.where() + ": pauliexp takes no controls", reader.at("controls"));
        if (hasTwice(*targets, {}))
            return refuse(reader.where() + " names a qubit twice", reader.at("targets"));
        auto operations = pauliexpOperations(reader.json(), *targets, reader.where());
        if (!operations) return tl::unexpected(operations.error());
        for (Operation& operation : *operations) {
            count(operation.targets.size() + operation.controls.size());
            m_parts.operations.push_back(std::move(operation));
        }
        return {};
    }

    IonqResult<void> addNative(const std::string& name, const GateReader& reader) {
        if (name == "nop") return {};
        auto targets = reader.qubitsOf("target", "targets");
        if (!targets) return tl::unexpected(targets.error());
        if (reader.has("controls") && !reader.json()["controls"].empty())
            return refuse(reader.where() + ": native gates take no controls", reader.at("controls"));
        const bool single = name == "gpi" || name == "gpi2";
        if (!single && name != "ms" && name != "zz")
            return refuse(reader.at("gate") + ": '" + name + "' is not a native gate", reader.at("gate"));
        if (targets->size() != (single ? 1U : 2U))
            return refuse(
                reader.where() + ": " + name + " acts on " + (single ? "one qubit" : "two qubits"),
                reader.at("targets"));
        if ((name == "ms" && m_device == GateSetKind::IonqZz) ||
            (name == "zz" && m_device == GateSetKind::IonqMs))
            return refuse("this device has no " + name + " gate", reader.at("gate"), "UnsupportedGate");
        if (single) {
            const auto phase = reader.number("phase");
            if (!phase) return tl::unexpected(phase.error());
            return push(name, std::move(*targets), {}, {*phase * kTurn}, reader);
        }
        return name == "ms" ? addMs(std::move(*targets), reader) : addZz(std::move(*targets), reader);
    }

    IonqResult<void> addMs(std::vector<Qubit> targets, const GateReader& reader) {
        const Json& phases = reader.json().contains("phases") ? reader.json()["phases"] : Json();
        if (!phases.is_array() || phases.size() != 2 || !phases[0].is_number() || !phases[1].is_number())
            return refuse(reader.at("phases") + " must be two numbers", reader.at("phases"));
        const auto angle = reader.number("angle", 0.25);
        if (!angle) return tl::unexpected(angle.error());
        return push("ms", std::move(targets), {},
                    {phases[0].get<double>() * kTurn, phases[1].get<double>() * kTurn, *angle * kTurn},
                    reader);
    }

    /// Cirq says "phase", Qiskit "angle"; both mean the angle.
    IonqResult<void> addZz(std::vector<Qubit> targets, const GateReader& reader) {
        const auto angle = reader.number(reader.has("angle") ? "angle" : "phase", 0.25);
        if (!angle) return tl::unexpected(angle.error());
        return push("zz", std::move(targets), {}, {*angle * kTurn}, reader);
    }

    GateSetKind m_device;
    CircuitParts m_parts;
    IonqCircuit m_result;
};

}  // namespace

IonqResult<IonqCircuit> readIonqCircuit(const Json& gates, bool native, std::size_t qubits,
                                        GateSetKind device, const std::string& where) {
    if (!gates.is_array()) return refuse(where + " must be a list of gates", where);
    CircuitReader reader(qubits, device);
    for (std::size_t index = 0; index < gates.size(); ++index)
        if (auto added = reader.add(gates[index], native, where + "[" + std::to_string(index) + "]");
            !added)
            return tl::unexpected(added.error());
    return reader.finish();
}

}  // namespace qstore
