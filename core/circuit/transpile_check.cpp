// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numbers>
#include <set>
#include <string>

#include "core/circuit/circuit_walk.h"
#include "core/circuit/transpile.h"

namespace qstore {

namespace {

struct GateSet {
    std::vector<std::string_view> gates;  ///< by the name with controls: `cz`
    bool barrier = false, reset = false, conditions = false;
};

GateSet gateSetOf(GateSetKind kind) {
    switch (kind) {
        case GateSetKind::Any: return {{}, true, true, true};
        case GateSetKind::IonqQis:
            return {{"x", "y", "z", "h", "s", "sdg", "sx", "sxdg", "t", "tdg", "rx", "ry", "rz", "cx",
                     "swap", "rxx", "ryy", "rzz"}};
        case GateSetKind::IonqMs: return {{"gpi", "gpi2", "ms"}};
        case GateSetKind::IonqZz: return {{"gpi", "gpi2", "zz"}};
        case GateSetKind::IbmEcr: return {{"rz", "sx", "x", "ecr"}, true, true, true};
        case GateSetKind::IbmCz: return {{"rz", "sx", "x", "cz"}, true, true, true};
    }
    return {};
}

class NativeCheck {
public:
    explicit NativeCheck(const TranspileTarget& target)
        : m_target(target),
          m_set(gateSetOf(target.gates)),
          m_coupling(target.coupling.begin(), target.coupling.end()) {}

    Status check(const Operation& operation) const {
        if (!operation.conditions.empty() && !m_set.conditions) return no("depends on a measured bit");
        switch (operation.kind) {
            case OperationKind::Measure: return {};
            case OperationKind::Barrier: return m_set.barrier ? Status{} : no("is no operation of it");
            case OperationKind::Reset: return m_set.reset ? Status{} : no("is no operation of it");
            case OperationKind::Gate: break;
        }
        if (m_target.gates != GateSetKind::Any) QSTORE_CHECK(checkGate(operation));
        return checkCoupling(operation);
    }

private:
    static tl::unexpected<Error> no(const std::string& what) {
        return fail(ErrorCode::Unsupported, what, "Transpile the circuit for the machine first.");
    }

    Status checkGate(const Operation& operation) const {
        const GateInfo* gate = tableGate(operation);
        if (gate != nullptr && !operation.controls.empty()) {
            const bool plain = std::all_of(operation.controls.begin(), operation.controls.end(),
                                           [](const Control& control) { return control.onOne; });
            gate = plain ? findControlledGate(*gate, operation.controls.size()) : nullptr;
        }
        if (gate == nullptr ||
            std::find(m_set.gates.begin(), m_set.gates.end(), gate->name) == m_set.gates.end())
            return no("is no gate of it");
        if (gate->name != "ms" && gate->name != "zz") return {};
        const auto angle = operation.angles.back().constant();
        if (!angle)
            return no("turns by '" + operation.angles.back().toText() + "', whose range is not known");
        if (*angle >= 0 && *angle <= std::numbers::pi / 2 + 1e-12) return {};
        return no("turns by " + operation.angles.back().toText() + ", outside 0 to π/2");
    }

    Status checkCoupling(const Operation& operation) const {
        const auto qubits = touchedQubits(operation);
        if (m_coupling.empty() || qubits.size() < 2) return {};
        const bool directed = gateName(operation) == "ecr";
        if (qubits.size() == 2 && (m_coupling.count({qubits[0], qubits[1]}) > 0 ||
                                   (!directed && m_coupling.count({qubits[1], qubits[0]}) > 0)))
            return {};
        return no("acts on qubits " + std::to_string(qubits[0]) + " and " + std::to_string(qubits[1]) +
                  ", which are not coupled" + (directed ? " in this direction" : ""));
    }

    const TranspileTarget& m_target;
    GateSet m_set;
    std::set<std::pair<Qubit, Qubit>> m_coupling;
};

}  // namespace

Status checkNative(const Circuit& circuit, const TranspileTarget& target) {
    if (target.qubits != 0 && circuit.qubits() > target.qubits)
        return fail(ErrorCode::InvalidArgument, "The circuit has " + std::to_string(circuit.qubits()) +
                                                    " qubits, " + target.name + " has " +
                                                    std::to_string(target.qubits) + ".");
    const NativeCheck check(target);
    for (std::size_t i = 0; i < circuit.operations().size(); ++i) {
        auto status = check.check(circuit.operations()[i]);
        if (status) continue;
        Error error = status.error();
        error.message = "Operation " + std::to_string(i + 1) + " (" +
                        std::string(gateName(circuit.operations()[i])) + ") " + error.message + " (" +
                        target.name + ", " + std::string(gateSetName(target.gates)) + ").";
        return tl::unexpected<Error>(std::move(error));
    }
    return {};
}

}  // namespace qstore
