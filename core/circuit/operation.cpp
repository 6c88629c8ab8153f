// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>

#include "core/circuit/circuit.h"
#include "core/circuit/circuit_walk.h"

namespace qstore {

namespace {

std::string plural(std::size_t count, std::string_view what) {
    return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

std::string similarHint(std::string_view name) {
    const auto similar = similarGateNames(name);
    if (similar.empty()) return "Use a gate of the table or define the gate first.";
    std::string hint = "Did you mean ";
    for (std::size_t i = 0; i < similar.size(); ++i) {
        if (i > 0) hint += i + 1 == similar.size() ? " or " : ", ";
        hint += "'" + std::string(similar[i]) + "'";
    }
    return hint + "?";
}

bool sameDefinition(const GateDefinition& a, const GateDefinition& b) {
    return &a == &b || (a.name == b.name && a.angleNames == b.angleNames && a.qubits == b.qubits &&
                        a.qubitNames == b.qubitNames && a.body == b.body);
}

bool sameGate(const GateReference& a, const GateReference& b) {
    if (a.index() != b.index()) return false;
    if (const auto* info = std::get_if<const GateInfo*>(&a)) return *info == std::get<const GateInfo*>(b);
    const auto& first = std::get<1>(a);
    const auto& second = std::get<1>(b);
    return first == second || (first && second && sameDefinition(*first, *second));
}

}  // namespace

Result<Operation> makeGate(std::string_view name, std::vector<Qubit> qubits, std::vector<Angle> angles) {
    const GateInfo* gate = findGate(name);
    if (gate == nullptr)
        return fail(ErrorCode::NotFound, "There is no gate '" + std::string(name) + "'.",
                    similarHint(name));
    if (qubits.size() != gate->qubits)
        return fail(ErrorCode::InvalidArgument, "Gate '" + std::string(name) + "' acts on " +
                                                    plural(gate->qubits, "qubit") + ", not " +
                                                    std::to_string(qubits.size()) + ".");
    if (angles.size() != gate->angleNames.size())
        return fail(ErrorCode::InvalidArgument, "Gate '" + std::string(name) + "' takes " +
                                                    plural(gate->angleNames.size(), "angle") + ", not " +
                                                    std::to_string(angles.size()) + ".");
    Operation operation;
    operation.gate = gate->base;
    const auto firstTarget = qubits.begin() + static_cast<std::ptrdiff_t>(gate->controlCount);
    for (auto qubit = qubits.begin(); qubit != firstTarget; ++qubit)
        operation.controls.push_back({*qubit, true});
    operation.targets.assign(firstTarget, qubits.end());
    operation.angles = std::move(angles);
    return operation;
}

Operation Operation::gateOn(std::string_view name, std::vector<Qubit> qubits, std::vector<Angle> angles) {
    auto made = makeGate(name, std::move(qubits), std::move(angles));
    if (!made) {
        std::fprintf(stderr, "Operation::gateOn: %s\n", made.error().message.c_str());
        std::abort();  // a circuit written in code is wrong; there is nothing to recover
    }
    return *std::move(made);
}

Operation Operation::measure(Qubit qubit, ClassicalBit bit) {
    Operation operation;
    operation.kind = OperationKind::Measure;
    operation.targets = {qubit};
    operation.bits = {bit};
    return operation;
}

Operation Operation::reset(Qubit qubit) {
    Operation operation;
    operation.kind = OperationKind::Reset;
    operation.targets = {qubit};
    return operation;
}

Operation Operation::barrier(std::vector<Qubit> qubits) {
    Operation operation;
    operation.kind = OperationKind::Barrier;
    operation.targets = std::move(qubits);
    return operation;
}

bool operator==(const Operation& a, const Operation& b) {
    return a.kind == b.kind && a.targets == b.targets && a.controls == b.controls && a.bits == b.bits &&
           a.conditions == b.conditions && a.angles == b.angles &&
           (a.kind != OperationKind::Gate || sameGate(a.gate, b.gate));
}

std::string_view gateName(const Operation& operation) {
    switch (operation.kind) {
        case OperationKind::Measure: return "measure";
        case OperationKind::Reset: return "reset";
        case OperationKind::Barrier: return "barrier";
        case OperationKind::Gate: break;
    }
    if (const auto* info = std::get_if<const GateInfo*>(&operation.gate))
        return *info != nullptr ? (*info)->name : std::string_view("(no gate)");
    const auto& definition = std::get<1>(operation.gate);
    return definition ? std::string_view(definition->name) : std::string_view("(no gate)");
}

const GateInfo* tableGate(const Operation& operation) {
    const auto* info = std::get_if<const GateInfo*>(&operation.gate);
    return operation.kind == OperationKind::Gate && info != nullptr ? *info : nullptr;
}

const GateDefinition* definedGate(const Operation& operation) {
    const auto* definition = std::get_if<std::shared_ptr<const GateDefinition>>(&operation.gate);
    return operation.kind == OperationKind::Gate && definition != nullptr ? definition->get() : nullptr;
}

std::vector<Qubit> touchedQubits(const Operation& operation) {
    std::vector<Qubit> qubits;
    for (const auto& control : operation.controls) qubits.push_back(control.qubit);
    qubits.insert(qubits.end(), operation.targets.begin(), operation.targets.end());
    return qubits;
}

}  // namespace qstore
