// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/circuit_structure.h"

#include <algorithm>

namespace qstore {
namespace {

/// A beginning that no name of the circuit has.
std::string freePrefix(const CircuitParts& parts) {
    std::string prefix = "number_";
    const auto begins = [&prefix](const auto& named) { return named.name.rfind(prefix, 0) == 0; };
    const auto taken = [&] {
        return std::any_of(parts.parameters.begin(), parts.parameters.end(), begins) ||
               std::any_of(parts.qubitRegisters.begin(), parts.qubitRegisters.end(), begins) ||
               std::any_of(parts.bitRegisters.begin(), parts.bitRegisters.end(), begins) ||
               std::any_of(parts.definitions.begin(), parts.definitions.end(),
                           [&](const auto& definition) { return begins(*definition); });
    };
    while (taken()) prefix += '_';
    return prefix;
}

}  // namespace

Circuit withoutValues(const Circuit& circuit) {
    CircuitParts parts = circuit.parts();
    parts.name.clear();
    for (Parameter& parameter : parts.parameters) parameter.value.reset();
    return Circuit::of(std::move(parts));
}

LiftedCircuit liftNumbers(const Circuit& circuit, std::size_t most) {
    LiftedCircuit lifted;
    CircuitParts parts = circuit.parts();
    const std::string prefix = freePrefix(parts);
    for (Operation& operation : parts.operations) {
        // A definition may use its angle so often that a name in its place is refused.
        if (!std::holds_alternative<const GateInfo*>(operation.gate)) continue;
        for (Angle& angle : operation.angles) {
            const std::optional<double> number = angle.constant();
            if (!number || lifted.numbers.size() == most) continue;
            std::string name = prefix + std::to_string(lifted.numbers.size());
            parts.parameters.push_back({name, ParameterRole::Frozen, {}, {}});
            angle = Angle::symbol(name);
            lifted.numbers.emplace_back(std::move(name), *number);
        }
    }
    lifted.circuit = Circuit::of(std::move(parts));
    return lifted;
}

}  // namespace qstore
