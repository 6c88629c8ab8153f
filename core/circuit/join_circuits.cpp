// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "core/circuit/templates.h"

namespace qstore {
namespace {

/// New names for the second circuit's parameters that clash; a column of the same feature is shared.
std::map<std::string, std::string> renamings(const Circuit& first, const Circuit& second) {
    std::set<std::string> taken;
    for (const Parameter& parameter : first.parameters()) taken.insert(parameter.name);
    for (const Parameter& parameter : second.parameters()) taken.insert(parameter.name);
    std::map<std::string, std::string> renamed;
    for (const Parameter& parameter : second.parameters()) {
        const Parameter* same = first.findParameter(parameter.name);
        if (same == nullptr || (same->role == ParameterRole::Column && *same == parameter)) continue;
        std::string candidate;
        for (std::size_t i = 2; candidate.empty() || !taken.insert(candidate).second; ++i)
            candidate = parameter.name + "_" + std::to_string(i);
        renamed[parameter.name] = candidate;
    }
    return renamed;
}

}  // namespace

Result<Circuit> joinCircuits(const Circuit& first, const Circuit& second) {
    CircuitParts parts = first.parts();
    parts.qubits = std::max(first.qubits(), second.qubits());
    parts.bits = std::max(first.bits(), second.bits());
    if (parts.qubits != first.qubits()) parts.qubitRegisters.clear();
    if (parts.bits != first.bits()) parts.bitRegisters.clear();
    parts.name = first.name().empty() ? second.name() : first.name() + "+" + second.name();
    const auto renamed = renamings(first, second);
    for (Parameter parameter : second.parameters()) {
        if (const auto found = renamed.find(parameter.name); found != renamed.end())
            parameter.name = found->second;
        const bool shared = first.findParameter(parameter.name) != nullptr;
        if (!shared) parts.parameters.push_back(parameter);
    }
    for (const auto& definition : second.parts().definitions) {
        const bool known = std::any_of(parts.definitions.begin(), parts.definitions.end(),
                                       [&](const auto& each) { return each->name == definition->name; });
        if (!known) parts.definitions.push_back(definition);
    }
    const auto rename = [&renamed](const std::string& name) -> std::optional<Angle> {
        const auto found = renamed.find(name);
        return found == renamed.end() ? std::nullopt : std::optional<Angle>(Angle::symbol(found->second));
    };
    for (Operation operation : second.operations()) {
        for (Angle& angle : operation.angles) angle = angle.substitute(rename);
        parts.operations.push_back(std::move(operation));
    }
    return Circuit::create(std::move(parts));
}

}  // namespace qstore
