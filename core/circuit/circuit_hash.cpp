// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/circuit/circuit_structure.h"
#include "core/circuit/circuit_walk.h"

namespace qstore {

namespace {

/// Feeds a circuit to SHA-256 as text in which every item is preceded by its length, so that no two
/// different circuits give the same bytes.
class CircuitHasher {
public:
    enum class Scope : std::uint8_t { Content, Structure };
    explicit CircuitHasher(Scope scope) : m_scope(scope) {}

    std::string hash(const CircuitParts& parts) {
        text(m_scope == Scope::Content ? "qstore circuit 1" : "qstore structure 1");
        number(parts.qubits);
        number(parts.bits);
        registers(parts.qubitRegisters);
        registers(parts.bitRegisters);
        number(parts.parameters.size());
        for (const auto& parameter : parts.parameters) addParameter(parameter);
        number(parts.definitions.size());
        for (const auto& definition : parts.definitions) addDefinition(*definition);
        addOperations(parts.operations);
        return m_sha.add(m_buffer).finish();
    }

private:
    void number(std::size_t value) {
        m_buffer += std::to_string(value);
        m_buffer += ';';
        if (m_buffer.size() < kBufferBytes) return;
        m_sha.add(m_buffer);
        m_buffer.clear();
    }
    void text(std::string_view value) {
        number(value.size());
        m_buffer += value;
    }
    void numbers(const std::vector<std::size_t>& values) {
        number(values.size());
        for (const auto value : values) number(value);
    }
    void registers(const std::vector<Register>& all) {
        number(all.size());
        for (const auto& entry : all) {
            text(entry.name);
            number(entry.start);
            number(entry.size);
        }
    }
    void addParameter(const Parameter& parameter) {
        text(parameter.name);
        number(static_cast<std::size_t>(parameter.role));
        if (m_scope == Scope::Content)
            text(parameter.value ? numberToText(*parameter.value) : std::string());
        text(parameter.column);
    }
    void addDefinition(const GateDefinition& definition) {
        text(definition.name);
        number(definition.angleNames.size());
        for (const auto& name : definition.angleNames) text(name);
        number(definition.qubits);
        number(definition.qubitNames.size());
        for (const auto& name : definition.qubitNames) text(name);
        addOperations(definition.body);
    }
    void addOperations(const std::vector<Operation>& operations) {
        number(operations.size());
        for (const auto& operation : operations) addOperation(operation);
    }
    void addOperation(const Operation& operation) {
        number(static_cast<std::size_t>(operation.kind));
        text(gateName(operation));
        numbers(operation.targets);
        number(operation.controls.size());
        for (const auto& control : operation.controls) {
            number(control.qubit);
            number(control.onOne ? 1 : 0);
        }
        number(operation.angles.size());
        for (const auto& angle : operation.angles) text(angle.toText());
        numbers(operation.bits);
        number(operation.conditions.size());
        for (const auto& condition : operation.conditions) {
            numbers(condition.bits);
            number(condition.value);
            number(condition.negated ? 1 : 0);
        }
    }

    /// Many small pieces are handed over together.
    static constexpr std::size_t kBufferBytes = std::size_t{1} << 12U;
    Scope m_scope;
    std::string m_buffer;
    Sha256 m_sha;
};

}  // namespace

std::string Circuit::contentHash() const {
    return CircuitHasher(CircuitHasher::Scope::Content).hash(*m_parts);
}

std::string structureHash(const Circuit& circuit) {
    return CircuitHasher(CircuitHasher::Scope::Structure).hash(circuit.parts());
}

}  // namespace qstore
