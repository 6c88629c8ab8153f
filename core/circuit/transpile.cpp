// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

#include "core/circuit/circuit_walk.h"
#include "core/circuit/coupling_map.h"
#include "core/circuit/transpile_merge.h"
#include "core/circuit/transpile_native.h"
#include "core/circuit/transpile_route.h"
#include "core/circuit/transpile_swaps.h"
#include "core/circuit/transpile_unroll.h"

namespace qstore {

namespace {

using Qubits = std::vector<Qubit>;

bool measuresAtTheEndOnly(GateSetKind gates) {
    return gates == GateSetKind::IonqQis || hasFrames(gates);
}

std::string nameOf(const Circuit& circuit, std::size_t index) {
    return "Operation " + std::to_string(index + 1) + " (" +
           std::string(gateName(circuit.operations()[index])) + ")";
}

/// What a machine that measures once, at the end, cannot do.
Status checkMeasuredOnce(const Circuit& circuit, const TranspileTarget& target) {
    std::vector<bool> measured(circuit.qubits(), false);
    const auto refuse = [&](std::size_t index, const std::string& what) {
        return fail(ErrorCode::Unsupported,
                    nameOf(circuit, index) + " " + what + "; " + target.name +
                        " measures all qubits once, at the end.",
                    "Choose a machine with measurement on the way (IBM), or a local simulator.");
    };
    for (std::size_t i = 0; i < circuit.operations().size(); ++i) {
        const Operation& operation = circuit.operations()[i];
        if (!operation.conditions.empty()) return refuse(i, "depends on a measured bit");
        if (operation.kind == OperationKind::Reset) return refuse(i, "resets a qubit");
        for (const Qubit qubit : touchedQubits(operation)) {
            if (operation.kind == OperationKind::Measure)
                measured[qubit] = true;
            else if (operation.kind == OperationKind::Gate && measured[qubit])
                return refuse(i, "acts on qubit " + std::to_string(qubit) + " after its measurement");
        }
    }
    return {};
}

Status checkSize(const Circuit& circuit, const TranspileTarget& target) {
    if (target.qubits == 0 || circuit.qubits() <= target.qubits) return {};
    return fail(ErrorCode::InvalidArgument,
                "The circuit needs " + std::to_string(circuit.qubits()) + " qubits, " + target.name +
                    " has " + std::to_string(target.qubits) + ".",
                "Choose a larger machine.");
}

/// What IonQ's own compiler takes as it is.
bool isQisGate(const Operation& operation) {
    static constexpr std::array<std::string_view, 17> names{"x",  "y",    "z",   "h",   "s",  "sdg",
                                                            "sx", "sxdg", "t",   "tdg", "rx", "ry",
                                                            "rz", "swap", "rxx", "ryy", "rzz"};
    const auto name = gateName(operation);
    const bool known = std::find(names.begin(), names.end(), name) != names.end();
    if (operation.controls.empty()) return known;
    return name == "x" && operation.controls.size() == 1 && operation.controls[0].onOne;
}

bool isKept(const Operation& operation, GateSetKind gates) {
    if (operation.kind == OperationKind::Barrier) return gates == GateSetKind::Any;
    return operation.kind != OperationKind::Gate || gates == GateSetKind::Any || isQisGate(operation);
}

class Transpiler {
public:
    Transpiler(const Circuit& circuit, const TranspileTarget& target, const TranspileOptions& options)
        : m_circuit(circuit),
          m_target(target),
          m_options(options),
          m_qubits(target.qubits == 0 ? circuit.qubits() : target.qubits) {}

    Result<Transpiled> run() {
        QSTORE_CHECK(checkSize(m_circuit, m_target));
        if (measuresAtTheEndOnly(m_target.gates)) QSTORE_CHECK(checkMeasuredOnce(m_circuit, m_target));
        const bool native = m_target.gates != GateSetKind::Any && m_target.gates != GateSetKind::IonqQis;
        if (native || !m_target.coupling.empty()) {
            QSTORE_CHECK(rewrite());
        } else {
            QSTORE_CHECK(keep());
        }
        QSTORE_TRY(m_result.circuit, made());
        m_result.before = circuitMetrics(m_circuit);
        m_result.after = circuitMetrics(m_result.circuit);
        return std::move(m_result);
    }

private:
    /// Gates that the provider compiles stay as they are; the others are written in rz, sx, x and rzz.
    Status keep() {
        NativeWriter writer(m_target, m_qubits);
        for (const Operation& operation : flat()) {
            if (isKept(operation, m_target.gates)) {
                writer.keep(operation);
                continue;
            }
            Unroller unroller(m_circuit.qubits(), {false, true});
            QSTORE_CHECK(unroller.add(operation));
            for (const TranspileStep& step : mergedSteps(std::move(unroller.steps()), m_circuit.qubits()))
                if (step.kind != TranspileStepKind::Other) writer.add(step);
        }
        m_result.initialLayout = m_result.finalLayout = identity();
        finish(writer);
        return {};
    }

    Status rewrite() {
        const bool partial = hasFrames(m_target.gates);
        Unroller unroller(m_circuit.qubits(), {m_options.optimise, partial});
        for (const Operation& operation : flat()) QSTORE_CHECK(unroller.add(operation));
        m_result.renamedQubits = unroller.relabelledSwaps();
        Steps steps = merged(std::move(unroller.steps()));
        m_result.initialLayout = m_result.finalLayout = identity();
        if (!m_target.coupling.empty()) {
            QSTORE_TRY(Routed routed, route(steps));
            steps = merged(withoutSwaps(std::move(routed.steps), m_qubits, partial));
            m_result.initialLayout = std::move(routed.initialLayout);
            m_result.finalLayout = std::move(routed.finalLayout);
            m_result.swaps = routed.swaps;
        }
        Qubits leaves;
        for (const Qubit wire : unroller.wires()) leaves.push_back(m_result.finalLayout[wire]);
        m_result.finalLayout = std::move(leaves);
        NativeWriter writer(m_target, m_qubits);
        for (const TranspileStep& step : steps) writer.add(step);
        finish(writer);
        return {};
    }

    Result<Routed> route(const Steps& steps) const {
        QSTORE_TRY(const CouplingMap map, CouplingMap::create(m_qubits, m_target.coupling));
        return routedSteps(steps, m_circuit.qubits(), map,
                           {m_options.seed, m_options.trials, m_options.initialLayout, m_options.stop});
    }

    Steps merged(Steps steps) const {
        return m_options.optimise ? mergedSteps(std::move(steps), m_qubits) : steps;
    }

    std::vector<Operation> flat() const {
        std::vector<Operation> operations;
        for (const Operation& operation : m_circuit.operations()) appendFlattened(operation, operations);
        return operations;
    }

    Qubits identity() const {
        Qubits layout(m_circuit.qubits());
        std::iota(layout.begin(), layout.end(), Qubit{0});
        return layout;
    }

    void finish(NativeWriter& writer) {
        writer.finish();
        m_operations = std::move(writer.operations());
        m_result.frame = writer.frames();
    }

    Result<Circuit> made() {
        CircuitParts parts = m_circuit.parts();
        if (m_qubits != parts.qubits || !m_target.coupling.empty()) parts.qubitRegisters.clear();
        parts.qubits = m_qubits;
        parts.definitions.clear();
        parts.operations = std::move(m_operations);
        return Circuit::create(std::move(parts));
    }

    const Circuit& m_circuit;
    const TranspileTarget& m_target;
    const TranspileOptions& m_options;
    std::size_t m_qubits;
    std::vector<Operation> m_operations;
    Transpiled m_result;
};

}  // namespace

Result<Transpiled> transpile(const Circuit& circuit, const TranspileTarget& target,
                             const TranspileOptions& options) {
    return Transpiler(circuit, target, options).run();
}

std::string_view gateSetName(GateSetKind gates) {
    switch (gates) {
        case GateSetKind::Any: return "any gate";
        case GateSetKind::IonqQis: return "IonQ's abstract gates";
        case GateSetKind::IonqMs: return "IonQ native (gpi, gpi2, ms)";
        case GateSetKind::IonqZz: return "IonQ native (gpi, gpi2, zz)";
        case GateSetKind::IbmEcr: return "IBM (rz, sx, x, ecr)";
        case GateSetKind::IbmCz: return "IBM (rz, sx, x, cz)";
    }
    return "";
}

}  // namespace qstore
