// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/circuit_bytes.h"

#include "core/base/held_bytes.h"
#include "core/circuit/angle_node.h"

namespace qstore {
namespace {

using qstore::heldBytes;

/// What std::make_shared puts beside its object.
constexpr std::size_t kSharedHeader = 16;

std::size_t heldBytes(const Angle& angle) {
    return angle.size() * blockBytes(sizeof(AngleNode) + kSharedHeader);
}

std::size_t heldBytes(const Operation& operation) {
    std::size_t bytes = heldBytes(operation.targets) + heldBytes(operation.controls) +
                        heldBytes(operation.bits) + heldBytes(operation.conditions);
    bytes += blockBytes(operation.angles.capacity() * sizeof(Angle));
    for (const Angle& angle : operation.angles) bytes += heldBytes(angle);
    return bytes;
}

std::size_t heldBytes(const std::vector<Operation>& operations) {
    std::size_t bytes = blockBytes(operations.capacity() * sizeof(Operation));
    for (const Operation& operation : operations) bytes += heldBytes(operation);
    return bytes;
}

std::size_t heldBytes(const std::vector<Register>& registers) {
    std::size_t bytes = blockBytes(registers.capacity() * sizeof(Register));
    for (const Register& each : registers) bytes += heldBytes(each.name);
    return bytes;
}

std::size_t heldBytes(const std::vector<Parameter>& parameters) {
    std::size_t bytes = blockBytes(parameters.capacity() * sizeof(Parameter));
    for (const Parameter& each : parameters) bytes += heldBytes(each.name) + heldBytes(each.column);
    return bytes;
}

std::size_t heldBytes(const GateDefinition& definition) {
    return blockBytes(sizeof(GateDefinition) + kSharedHeader) + heldBytes(definition.name) +
           heldBytes(definition.angleNames) + heldBytes(definition.qubitNames) + heldBytes(definition.body);
}

}  // namespace

std::size_t heldBytes(const Condition& condition) {
    return heldBytes(condition.bits);
}

std::size_t heldBytes(const Circuit& circuit) {
    const CircuitParts& parts = circuit.parts();
    std::size_t bytes = blockBytes(sizeof(CircuitParts) + kSharedHeader) + heldBytes(parts.name) +
                        heldBytes(parts.qubitRegisters) + heldBytes(parts.bitRegisters) +
                        heldBytes(parts.parameters) + heldBytes(parts.operations);
    bytes += blockBytes(parts.definitions.capacity() * sizeof(parts.definitions[0]));
    for (const auto& definition : parts.definitions) bytes += heldBytes(*definition);
    return bytes;
}

}  // namespace qstore
