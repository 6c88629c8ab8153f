// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/circuit_walk.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace qstore {

namespace {

/// An operation of a definition's body as it acts in the place where the gate is used.
Operation placed(const Operation& inner, const GateDefinition& definition, const Operation& use) {
    Operation result = inner;
    for (auto& qubit : result.targets) qubit = use.targets[qubit];
    for (auto& control : result.controls) control.qubit = use.targets[control.qubit];
    if (inner.kind != OperationKind::Gate) return result;
    result.controls.insert(result.controls.begin(), use.controls.begin(), use.controls.end());
    result.conditions = use.conditions;
    for (auto& angle : result.angles)
        angle = angle.substitute([&](const std::string& name) -> std::optional<Angle> {
            const auto& names = definition.angleNames;
            const auto found = std::find(names.begin(), names.end(), name);
            if (found == names.end()) return std::nullopt;
            return use.angles[static_cast<std::size_t>(found - names.begin())];
        });
    return result;
}

/// Gates without a single inverse in the table, as the sequence of gates that makes them.
std::vector<Operation> asSequence(const GateInfo& gate) {
    constexpr double quarter = std::numbers::pi / 2, eighth = std::numbers::pi / 4;
    if (gate.name == "iswap")
        return {Operation::gateOn("rxx", {0, 1}, {-quarter}), Operation::gateOn("ryy", {0, 1}, {-quarter})};
    std::vector<Operation> all;
    const auto h = [&] { all.push_back(Operation::gateOn("h", {3})); };
    const auto cx = [&](Qubit control) { all.push_back(Operation::gateOn("cx", {control, 3})); };
    const auto p = [&](double sign) { all.push_back(Operation::gateOn("p", {3}, {sign * eighth})); };
    // rc3x as qelib1.inc defines it (u2(0,pi) is h).
    h(), p(1), cx(2), p(-1), h();
    cx(0), p(1), cx(1), p(-1), cx(0), p(1), cx(1), p(-1);
    h(), p(1), cx(2), p(-1), h();
    return all;
}

Operation onTargetsOf(Operation inner, const Operation& use) {
    for (auto& qubit : inner.targets) qubit = use.targets[qubit];
    for (auto& control : inner.controls) control.qubit = use.targets[control.qubit];
    inner.controls.insert(inner.controls.begin(), use.controls.begin(), use.controls.end());
    return inner;
}

using Definitions = std::vector<std::shared_ptr<const GateDefinition>>;

std::string inverseName(const std::string& name, const Definitions& definitions) {
    std::string candidate = name + "_dg";
    const auto taken = [&](const std::string& text) {
        return findGate(text) != nullptr || std::any_of(definitions.begin(), definitions.end(),
                                                        [&](const auto& d) { return d->name == text; });
    };
    while (taken(candidate)) candidate += '_';
    return candidate;
}

Result<std::shared_ptr<const GateDefinition>> inverseDefinition(const GateDefinition& definition,
                                                                Definitions& definitions) {
    auto inverse = std::make_shared<GateDefinition>(definition);
    inverse->body.clear();
    for (std::size_t i = definition.body.size(); i-- > 0;)
        QSTORE_CHECK(appendInverse(definition.body[i], definitions, inverse->body));
    for (const auto& known : definitions)
        if (known->name.compare(0, definition.name.size() + 3, definition.name + "_dg") == 0 &&
            known->angleNames == inverse->angleNames && known->qubits == inverse->qubits &&
            known->body == inverse->body)
            return known;
    inverse->name = inverseName(definition.name, definitions);
    definitions.push_back(inverse);
    return std::shared_ptr<const GateDefinition>(inverse);
}

}  // namespace

void appendFlattened(const Operation& operation, std::vector<Operation>& out) {
    const auto* definition = definedGate(operation);
    if (definition == nullptr) {
        out.push_back(operation);
        return;
    }
    for (const auto& inner : definition->body) appendFlattened(placed(inner, *definition, operation), out);
}

Status appendInverse(const Operation& operation, Definitions& definitions, std::vector<Operation>& out) {
    if (operation.kind == OperationKind::Barrier) {
        out.push_back(operation);
        return {};
    }
    if (operation.kind != OperationKind::Gate || !operation.conditions.empty())
        return fail(ErrorCode::Unsupported, "has no inverse.",
                    "Only circuits without measurement, reset and conditions can be inverted.");
    Operation inverse = operation;
    if (const auto* definition = definedGate(operation)) {
        QSTORE_TRY(inverse.gate, inverseDefinition(*definition, definitions));
        out.push_back(std::move(inverse));
        return {};
    }
    const auto& gate = *tableGate(operation);
    if (gate.inverse != nullptr) {
        inverse.gate = gate.inverse;
        inverse.angles = gate.inverseAngles(operation.angles);
        out.push_back(std::move(inverse));
        return {};
    }
    const auto sequence = asSequence(gate);
    for (std::size_t i = sequence.size(); i-- > 0;)
        QSTORE_CHECK(appendInverse(onTargetsOf(sequence[i], operation), definitions, out));
    return {};
}

}  // namespace qstore
