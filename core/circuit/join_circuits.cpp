// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "core/circuit/templates.h"

namespace qstore {
namespace {

/// Everything of the first circuit that has a name.
std::set<std::string> takenNames(const Circuit& first) {
    std::set<std::string> taken;
    for (const Register& each : first.parts().qubitRegisters) taken.insert(each.name);
    for (const Register& each : first.parts().bitRegisters) taken.insert(each.name);
    for (const auto& definition : first.parts().definitions) taken.insert(definition->name);
    for (const Parameter& parameter : first.parameters()) taken.insert(parameter.name);
    return taken;
}

std::string freeName(const std::string& name, std::set<std::string>& taken) {
    std::string candidate = name;
    for (std::size_t i = 2; !taken.insert(candidate).second; ++i)
        candidate = name + "_" + std::to_string(i);
    return candidate;
}

/// New names for the second circuit's parameters that clash; a column of the same feature is shared.
std::map<std::string, std::string> renamings(const Circuit& first, const Circuit& second,
                                             std::set<std::string>& taken) {
    std::set<std::string> avoid = taken;
    for (const Parameter& parameter : second.parameters()) avoid.insert(parameter.name);
    std::map<std::string, std::string> renamed;
    for (const Parameter& parameter : second.parameters()) {
        const Parameter* same = first.findParameter(parameter.name);
        if (same != nullptr && same->role == ParameterRole::Column && *same == parameter) continue;
        if (taken.count(parameter.name) > 0) renamed[parameter.name] = freeName(parameter.name, avoid);
    }
    taken = avoid;
    return renamed;
}

using Definition = std::shared_ptr<const GateDefinition>;
using Replacements = std::map<const GateDefinition*, Definition>;

void replaceGate(Operation& operation, const Replacements& replacements) {
    auto* definition = std::get_if<Definition>(&operation.gate);
    if (definition == nullptr) return;
    if (const auto found = replacements.find(definition->get()); found != replacements.end())
        *definition = found->second;
}

/// The second circuit's gates beside the first's: equal ones are shared, others of the same name renamed.
Replacements addDefinitions(CircuitParts& parts, const std::vector<Definition>& added,
                            std::set<std::string>& taken) {
    Replacements replacements;
    for (const Definition& definition : added) {
        GateDefinition copy = *definition;
        for (Operation& operation : copy.body) replaceGate(operation, replacements);
        const auto known =
            std::find_if(parts.definitions.begin(), parts.definitions.end(), [&](const auto& each) {
                return each->name == copy.name && each->angleNames == copy.angleNames &&
                       each->qubits == copy.qubits && each->body == copy.body;
            });
        if (known != parts.definitions.end()) {
            replacements[definition.get()] = *known;
            continue;
        }
        copy.name = freeName(copy.name, taken);
        replacements[definition.get()] = std::make_shared<const GateDefinition>(std::move(copy));
        parts.definitions.push_back(replacements[definition.get()]);
    }
    return replacements;
}

}  // namespace

Result<Circuit> joinCircuits(const Circuit& first, const Circuit& second) {
    CircuitParts parts = first.parts();
    parts.qubits = std::max(first.qubits(), second.qubits());
    parts.bits = std::max(first.bits(), second.bits());
    if (parts.qubits != first.qubits()) parts.qubitRegisters.clear();
    if (parts.bits != first.bits()) parts.bitRegisters.clear();
    parts.name = first.name().empty() ? second.name() : first.name() + "+" + second.name();
    std::set<std::string> taken = takenNames(first);
    const auto renamed = renamings(first, second, taken);
    for (Parameter parameter : second.parameters()) {
        if (const auto found = renamed.find(parameter.name); found != renamed.end())
            parameter.name = found->second;
        const bool shared = first.findParameter(parameter.name) != nullptr;
        if (!shared) parts.parameters.push_back(parameter);
    }
    const auto replacements = addDefinitions(parts, second.parts().definitions, taken);
    const auto rename = [&renamed](const std::string& name) -> std::optional<Angle> {
        const auto found = renamed.find(name);
        return found == renamed.end() ? std::nullopt : std::optional<Angle>(Angle::symbol(found->second));
    };
    for (Operation operation : second.operations()) {
        for (Angle& angle : operation.angles) angle = angle.substitute(rename);
        replaceGate(operation, replacements);
        parts.operations.push_back(std::move(operation));
    }
    return Circuit::create(std::move(parts));
}

}  // namespace qstore
