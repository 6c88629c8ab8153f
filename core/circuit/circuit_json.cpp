// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/circuit_json.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/circuit/circuit_walk.h"
#include "core/circuit/qasm.h"

namespace qstore {

namespace {

using OrderedJson = nlohmann::ordered_json;

OrderedJson registersJson(const std::vector<Register>& registers) {
    OrderedJson list = OrderedJson::array();
    for (const Register& each : registers) list.push_back({{"name", each.name}, {"size", each.size}});
    return list;
}

OrderedJson parameterJson(const Parameter& parameter) {
    OrderedJson json = {{"name", parameter.name}, {"role", circuitRoleName(parameter.role)}};
    if (parameter.value) json["value"] = *parameter.value;
    if (!parameter.column.empty()) json["column"] = parameter.column;
    return json;
}

OrderedJson conditionsJson(const std::vector<Condition>& conditions) {
    OrderedJson list = OrderedJson::array();
    for (const Condition& condition : conditions) {
        OrderedJson json = {{"bits", condition.bits}, {"value", condition.value}};
        if (condition.negated) json["negated"] = true;
        list.push_back(std::move(json));
    }
    return list;
}

OrderedJson operationJson(const Operation& operation) {
    OrderedJson json;
    if (operation.kind == OperationKind::Gate) {
        json["gate"] = gateName(operation);
        if (definedGate(operation) != nullptr) json["defined"] = true;
    } else {
        json["operation"] = gateName(operation);
    }
    json["targets"] = operation.targets;
    if (!operation.controls.empty()) {
        OrderedJson controls = OrderedJson::array();
        for (const Control& control : operation.controls) {
            OrderedJson entry = {{"qubit", control.qubit}};
            if (!control.onOne) entry["on"] = 0;
            controls.push_back(std::move(entry));
        }
        json["controls"] = std::move(controls);
    }
    if (!operation.angles.empty()) {
        OrderedJson angles = OrderedJson::array();
        for (const Angle& angle : operation.angles) {
            const auto constant = angle.constant();
            angles.push_back(constant ? OrderedJson(*constant) : OrderedJson(angle.toText()));
        }
        json["angles"] = std::move(angles);
    }
    if (!operation.bits.empty()) json["bits"] = operation.bits;
    if (!operation.conditions.empty()) json["conditions"] = conditionsJson(operation.conditions);
    return json;
}

OrderedJson operationsJson(const std::vector<Operation>& operations) {
    OrderedJson list = OrderedJson::array();
    for (const Operation& operation : operations) list.push_back(operationJson(operation));
    return list;
}

OrderedJson definitionJson(const GateDefinition& definition) {
    OrderedJson json = {
        {"name", definition.name}, {"angles", definition.angleNames}, {"qubits", definition.qubits}};
    if (!definition.qubitNames.empty()) json["qubitNames"] = definition.qubitNames;
    json["operations"] = operationsJson(definition.body);
    return json;
}

}  // namespace

std::string_view circuitRoleName(ParameterRole role) {
    switch (role) {
        case ParameterRole::Trainable: return "trainable";
        case ParameterRole::Frozen: return "frozen";
        case ParameterRole::Column: return "column";
    }
    return "trainable";
}

std::string writeCircuitJson(const Circuit& circuit, int indent) {
    const CircuitParts& parts = circuit.parts();
    OrderedJson json = {{"format", circuitJsonFormat}, {"version", circuitJsonVersion}};
    if (!parts.name.empty()) json["name"] = parts.name;
    json["qubits"] = registersJson(parts.qubitRegisters);
    json["bits"] = registersJson(parts.bitRegisters);
    json["parameters"] = OrderedJson::array();
    for (const Parameter& parameter : parts.parameters)
        json["parameters"].push_back(parameterJson(parameter));
    json["definitions"] = OrderedJson::array();
    for (const auto& definition : parts.definitions)
        json["definitions"].push_back(definitionJson(*definition));
    json["operations"] = operationsJson(parts.operations);
    return json.dump(indent, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace qstore
