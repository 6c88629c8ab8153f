// SPDX-License-Identifier: Apache-2.0
#include "core/backends/capability.h"

#include <algorithm>
#include <set>

#include "core/backends/device_profiles.h"
#include "core/backends/gate_counts.h"
#include "core/circuit/circuit_walk.h"

namespace qstore {
namespace {

class Reasons {
public:
    explicit Reasons(const DeviceInfo& device) : m_device(device) {}

    void checkJob(const JobNeeds& needs);
    void checkCircuit(const Circuit& circuit, bool native);
    std::vector<CapabilityReason> take() { return std::move(m_reasons); }

private:
    /// Each kind of reason is given once, with the first example.
    void add(const std::string& kind, std::string text, std::string cure, bool byTranspiling = false) {
        if (m_kinds.insert(kind).second)
            m_reasons.push_back({std::move(text), std::move(cure), byTranspiling});
    }
    void checkShots(std::uint64_t shots);
    void checkOperation(const Operation& operation, std::vector<bool>& measured);
    void checkGate(const Operation& gate, bool native);

    const DeviceInfo& m_device;
    std::vector<CapabilityReason> m_reasons;
    std::set<std::string> m_kinds;
};

std::string text(std::uint64_t number) {
    return std::to_string(number);
}

void Reasons::checkShots(std::uint64_t shots) {
    if (shots < m_device.minShots)
        add("shots", text(shots) + " shots are fewer than its least, " + text(m_device.minShots),
            "Ask for " + text(m_device.minShots) + " shots or more.");
    if (shots > m_device.maxShots)
        add("shots", text(shots) + " shots are more than its most, " + text(m_device.maxShots),
            "Ask for fewer shots.");
}

void Reasons::checkJob(const JobNeeds& needs) {
    if (m_device.status == DeviceStatus::Retired) add("status", "it is retired", "Choose another device.");
    if (m_device.status == DeviceStatus::Unavailable)
        add("status",
            "it is not available" +
                (m_device.statusReason.empty() ? std::string() : ": " + m_device.statusReason),
            "Wait until it is back, or choose another device.");
    checkShots(needs.shots);
    if (m_device.maxCircuits != 0 && needs.circuits.size() > m_device.maxCircuits)
        add("circuits",
            text(needs.circuits.size()) + " circuits are more than a job of it takes, " +
                text(m_device.maxCircuits),
            "Split them into several jobs.");
    std::uint64_t gates = 0;
    for (const Circuit& circuit : needs.circuits) gates += billedGates(circuit).all();
    if (m_device.maxGatesPerJob != 0 && gates > m_device.maxGatesPerJob)
        add("gates",
            text(gates) + " gates are more than a job of it takes, " + text(m_device.maxGatesPerJob),
            "Split the circuits into several jobs, or optimise them.");
    const auto& models = m_device.noiseModels;
    if (needs.noiseModel && std::find(models.begin(), models.end(), *needs.noiseModel) == models.end())
        add("noise", "it has no noise model '" + *needs.noiseModel + "'",
            models.empty() ? "Leave the noise model out." : "It has " + models.front() + " and others.");
}

/// Measurements must be the last thing that happens to their qubits.
void Reasons::checkOperation(const Operation& operation, std::vector<bool>& measured) {
    if (operation.kind == OperationKind::Barrier) return;
    if (!operation.conditions.empty())
        add("conditions", "it takes no operations that depend on measured bits",
            "Simulate the program here: backend 'local'.");
    if (operation.kind == OperationKind::Reset)
        add("reset", "it takes no resets on the way", "Use a fresh qubit, or the backend 'local'.");
    for (const Qubit qubit : touchedQubits(operation)) {
        if (measured[qubit])
            add("mid-circuit",
                "it measures at the end only, but qubit " + text(qubit) + " is used after its measurement",
                "Move the measurements to the end, or simulate here: backend 'local'.");
        if (operation.kind == OperationKind::Measure) measured[qubit] = true;
    }
}

void Reasons::checkGate(const Operation& gate, bool native) {
    if (!inGateSet(m_device.gates, gate)) {
        std::string name(gateName(gate));
        if (!gate.controls.empty()) name += " with " + text(gate.controls.size()) + " controls";
        add("gate-set",
            "the gate " + name + " is not of its set: " + std::string(gateSetGates(m_device.gates)),
            "Transpile the circuit for it: `qstore circuit transpile`.", true);
        return;
    }
    const auto qubits = touchedQubits(gate);
    if (qubits.size() != 2 || m_device.coupling.empty()) return;
    const std::pair<Qubit, Qubit> pair{qubits[0], qubits[1]}, turned{qubits[1], qubits[0]};
    const auto coupled = [&](const auto& wanted) {
        return std::find(m_device.coupling.begin(), m_device.coupling.end(), wanted) !=
               m_device.coupling.end();
    };
    // Among its own gates only ECR tells its two qubits apart.
    const bool directed = native && m_device.gates == GateSetKind::IbmEcr;
    if (coupled(pair) || (!directed && coupled(turned))) return;
    add("coupling",
        "qubits " + text(pair.first) + " and " + text(pair.second) +
            (coupled(turned) ? " are coupled the other way round" : " are not coupled"),
        "Transpile the circuit for it, which routes it: `qstore circuit transpile`.", true);
}

void Reasons::checkCircuit(const Circuit& circuit, bool native) {
    if (circuit.qubits() > m_device.qubits)
        add("qubits", "needs " + text(circuit.qubits()) + " qubits, has " + text(m_device.qubits),
            "Use fewer qubits, or choose a larger device.");
    const Circuit flat = circuit.flattened();
    std::vector<bool> measured(circuit.qubits());
    for (const Operation& operation : flat.operations()) {
        // What is simulated here may do all a program can.
        if (m_device.gates != GateSetKind::Any) checkOperation(operation, measured);
        if (operation.kind == OperationKind::Gate) checkGate(operation, native);
        for (const Angle& angle : operation.angles)
            if (const auto symbols = angle.symbols(); !symbols.empty())
                add("symbols", "the input '" + symbols.front() + "' has no value", "Bind it with --set.");
    }
}

const std::set<std::string_view>& namesOf(GateSetKind kind) {
    static const std::set<std::string_view> qis = {"id", "x",   "y",    "z",   "rx",  "ry",
                                                   "rz", "h",   "s",    "sdg", "sx",  "sxdg",
                                                   "t",  "tdg", "swap", "rxx", "ryy", "rzz"};
    static const std::set<std::string_view> ms = {"gpi", "gpi2", "ms"}, zz = {"gpi", "gpi2", "zz"};
    static const std::set<std::string_view> ecr = {"id", "rz", "sx", "x", "ecr"},
                                            cz = {"id", "rz", "sx", "x"};
    static const std::set<std::string_view> none;
    switch (kind) {
        case GateSetKind::IonqQis: return qis;
        case GateSetKind::IonqMs: return ms;
        case GateSetKind::IonqZz: return zz;
        case GateSetKind::IbmEcr: return ecr;
        case GateSetKind::IbmCz: return cz;
        case GateSetKind::Any: break;
    }
    return none;
}

}  // namespace

bool inGateSet(GateSetKind kind, const Operation& operation) {
    const GateInfo* gate = tableGate(operation);
    if (kind == GateSetKind::Any || gate == nullptr) return kind == GateSetKind::Any;
    if (gate->qubits == 0 && operation.controls.empty()) return true;  // a global phase is nothing to do
    const std::size_t controls = operation.controls.size();
    const bool plain = std::all_of(operation.controls.begin(), operation.controls.end(),
                                   [](const Control& control) { return control.onOne; });
    if (controls == 0) return namesOf(kind).count(gate->name) != 0;
    if (!plain || controls != 1) return false;
    return (kind == GateSetKind::IonqQis && gate->name == "x") ||
           (kind == GateSetKind::IbmCz && gate->name == "z");
}

std::vector<CapabilityReason> whyNot(const DeviceInfo& device, const JobNeeds& needs) {
    Reasons reasons(device);
    reasons.checkJob(needs);
    for (const Circuit& circuit : needs.circuits) reasons.checkCircuit(circuit, needs.native);
    return reasons.take();
}

Status checkCapability(const DeviceInfo& device, const JobNeeds& needs, bool mayTranspile) {
    std::string message, hint;
    for (const CapabilityReason& reason : whyNot(device, needs)) {
        if (reason.byTranspiling && mayTranspile) continue;
        message += (message.empty() ? "" : "; ") + reason.text;
        if (hint.empty()) hint = reason.cure;
    }
    if (message.empty()) return {};
    return fail(ErrorCode::Unsupported, "'" + device.name + "' cannot run it: " + message, hint);
}

}  // namespace qstore
