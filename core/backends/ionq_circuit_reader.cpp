// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_circuit_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numbers>

#include "core/backends/ionq_gate_names.h"
#include "core/backends/ionq_limits.h"
#include "core/backends/remote_reply.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr double fullTurn = 2 * std::numbers::pi;
constexpr std::size_t maxQubits = 64;

tl::unexpected<RemoteError> noGate(const json& gate, const std::string& reason) {
    std::string text = gate.dump(-1, ' ', true, json::error_handler_t::replace);
    if (text.size() > 120) text = text.substr(0, 117) + "...";
    return protocolFault("the job's gate " + text + " cannot be read: " + reason);
}

/// `key` as one number, `keys` as a list; both may be there.
Remote<std::vector<Qubit>> qubitsOf(const json& gate, const char* key, const char* keys,
                                    std::size_t qubits) {
    std::vector<Qubit> result;
    const auto add = [&](const json& value) {
        if (!value.is_number_unsigned() || value.get<std::size_t>() >= qubits) return false;
        result.push_back(value.get<std::size_t>());
        return true;
    };
    if (const auto one = gate.find(key); one != gate.end() && !one->is_null() && !add(*one))
        return noGate(gate, std::string("its ") + key + " is no qubit of the circuit");
    if (const auto many = gate.find(keys); many != gate.end() && !many->is_null()) {
        if (!many->is_array() || many->size() > qubits)
            return noGate(gate, std::string("its ") + keys + " are no list of qubits");
        for (const json& value : *many)
            if (!add(value))
                return noGate(gate, std::string("its ") + keys + " are no qubits of the circuit");
    }
    return result;
}

std::optional<double> numberOf(const json& value) {
    if (!value.is_number()) return {};
    return value.get<double>();
}
std::optional<double> numberOf(const json& gate, const char* key) {
    const auto found = gate.find(key);
    return found == gate.end() ? std::nullopt : numberOf(*found);
}

Remote<Operation> operationOf(const json& gate, const std::string& name, std::vector<Qubit> controls,
                              std::vector<Qubit> targets, std::vector<Angle> angles) {
    auto made = makeGate(name, std::move(targets), std::move(angles));
    if (!made) return noGate(gate, made.error().message);
    for (const Qubit control : controls) made->controls.push_back({control, true});
    return *std::move(made);
}

Remote<Operation> nativeGate(const json& gate, const std::string& wire, std::vector<Qubit> targets) {
    const auto turns = [](double value) { return Angle(value * fullTurn); };
    std::vector<Angle> angles;
    if (wire == "ms") {
        const auto phases = gate.find("phases");
        if (phases == gate.end() || !phases->is_array() || phases->size() != 2 || !numberOf((*phases)[0]) ||
            !numberOf((*phases)[1]))
            return noGate(gate, "it has not two phases");
        angles = {turns(*numberOf((*phases)[0])), turns(*numberOf((*phases)[1])),
                  turns(numberOf(gate, "angle").value_or(0.25))};
    } else {
        // Cirq writes the turn of zz as its phase, Qiskit as its angle.
        auto value = numberOf(gate, "phase");
        if (!value && wire == "zz") value = numberOf(gate, "angle");
        if (!value) return noGate(gate, "it has no phase");
        angles = {turns(*value)};
    }
    return operationOf(gate, wire, {}, std::move(targets), std::move(angles));
}

Remote<Operation> readGate(const json& gate, bool native, std::size_t qubits) {
    if (!gate.is_object() || !gate.contains("gate") || !gate["gate"].is_string())
        return noGate(gate, "it has no name");
    const auto wire = gate["gate"].get<std::string>();
    QSTORE_REMOTE_TRY(auto targets, qubitsOf(gate, "target", "targets", qubits));
    QSTORE_REMOTE_TRY(auto controls, qubitsOf(gate, "control", "controls", qubits));
    if (native) {
        if (wire == "nop")
            return operationOf(gate, "id", {}, {targets.empty() ? Qubit{0} : targets[0]}, {});
        if (!ionqNative(wire)) return noGate(gate, "it is no native gate");
        return nativeGate(gate, wire, std::move(targets));
    }
    if (wire == "pauliexp")
        return remoteFail(RemoteFault::Local, ErrorCode::Unsupported,
                          "the job has a gate 'pauliexp', which cannot be read back",
                          "its results can be read all the same");
    if (wire == "cnot" && controls.empty()) return noGate(gate, "it has no control");
    const auto rotation = numberOf(gate, "rotation");
    const auto fixed = nameOfIonqFixed(wire);
    const auto turned = nameOfIonqRotation(wire);
    if (rotation && !turned.empty())
        return operationOf(gate, std::string(turned), std::move(controls), std::move(targets), {*rotation});
    if (fixed.empty() || (rotation && *rotation != 0))
        return noGate(gate, turned.empty() ? "its name is unknown" : "it has no rotation");
    return operationOf(gate, std::string(fixed), std::move(controls), std::move(targets), {});
}

void addMeasurements(const Readout& readout, CircuitParts& parts) {
    parts.bits = readout.qubitOf.size();
    for (std::size_t bit = 0; bit < readout.qubitOf.size(); ++bit)
        if (readout.qubitOf[bit])
            parts.operations.push_back(Operation::measure(*readout.qubitOf[bit], bit));
}

Remote<Circuit> made(CircuitParts parts, std::vector<Register> registers) {
    parts.bitRegisters = std::move(registers);
    auto circuit = Circuit::create(parts);
    if (!circuit && !parts.bitRegisters.empty()) {
        // A tool's names need not be ours; the bits are the same without them.
        parts.bitRegisters.clear();
        circuit = Circuit::create(std::move(parts));
    }
    if (!circuit) return protocolFault("the job's circuit is not valid: " + circuit.error().message);
    return *std::move(circuit);
}

/// One circuit; `place` is its number in the job.
Remote<Circuit> readCircuit(const json& entry, const json& input, const IonqLayout& layout,
                            std::size_t place) {
    const auto own = [&](const char* key) {
        const auto found = entry.find(key);
        return found == entry.end() || found->is_null() ? input.value(key, json()) : *found;
    };
    CircuitParts parts;
    const json qubits = own("qubits"), gateset = own("gateset");
    const Readout* readout = nullptr;
    if (!layout.readouts.empty()) {
        const bool same = layout.readouts.size() == 1;
        if (!same && place >= layout.readouts.size())
            return protocolFault("the job has more circuits than its metadata tells of");
        readout = &layout.readouts[same ? 0 : place];
    }
    parts.qubits = readout != nullptr            ? readout->qubits
                   : qubits.is_number_unsigned() ? qubits.get<std::size_t>()
                                                 : std::size_t{0};
    if (parts.qubits == 0 || parts.qubits > maxQubits)
        return protocolFault("the job's circuit " + std::to_string(place + 1) + " does not say its qubits");
    const auto gates = entry.find("circuit");
    if (gates == entry.end() || !gates->is_array() || gates->size() > ionqMaxGates)
        return protocolFault("the job's circuit " + std::to_string(place + 1) + " is no list of gates");
    for (const json& gate : *gates) {
        QSTORE_REMOTE_TRY(auto operation, readGate(gate, gateset == "native", parts.qubits));
        parts.operations.push_back(std::move(operation));
    }
    if (place < layout.names.size()) parts.name = layout.names[place];
    if (const json name = own("name"); parts.name.empty() && name.is_string())
        parts.name = name.get<std::string>();
    if (readout != nullptr) addMeasurements(*readout, parts);
    const bool named = place < layout.registers.size() && parts.bits > 0;
    return made(std::move(parts), named ? layout.registers[place] : std::vector<Register>());
}

}  // namespace

Remote<std::vector<Circuit>> readIonqCircuits(const json& input, const IonqLayout& layout) {
    if (!input.is_object()) return protocolFault("the job's input is no JSON object");
    const auto several = input.find("circuits");
    const json list = several == input.end() ? json::array({input}) : *several;
    if (!list.is_array() || list.size() > ionqMaxCircuits)
        return protocolFault("the job's circuits are no list of at most " +
                             std::to_string(ionqMaxCircuits));
    std::vector<Circuit> circuits;
    for (const json& entry : list) {
        if (!entry.is_object()) return protocolFault("a circuit of the job is no JSON object");
        QSTORE_REMOTE_TRY(auto circuit, readCircuit(entry, input, layout, circuits.size()));
        circuits.push_back(std::move(circuit));
    }
    return circuits;
}

}  // namespace qstore
