// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/circuit_lowering.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/circuit/circuit_walk.h"
#include "core/circuit/qasm_gate_bodies.h"

namespace qstore {
namespace {

/// The conditions without bits that are still zero; nothing when they cannot hold.
std::optional<std::vector<Condition>> decided(const std::vector<Condition>& conditions,
                                              const std::vector<bool>& assigned) {
    std::vector<Condition> open;
    for (const Condition& condition : conditions) {
        Condition rest{{}, 0, condition.negated};
        bool possible = condition.bits.size() >= 64 || (condition.value >> condition.bits.size()) == 0;
        for (std::size_t i = 0; i < condition.bits.size(); ++i) {
            const bool one = i < 64 && ((condition.value >> i) & 1U) != 0;
            if (!assigned[condition.bits[i]]) {
                possible = possible && !one;
                continue;
            }
            rest.value |= std::uint64_t{one} << rest.bits.size();
            rest.bits.push_back(condition.bits[i]);
        }
        const bool settled = !possible || rest.bits.empty();
        if (!settled) open.push_back(std::move(rest));
        if (settled && possible == condition.negated) return std::nullopt;
    }
    return open;
}

class Lowering {
public:
    explicit Lowering(std::span<const std::string_view> native) : m_native(native) {}

    Status add(const Operation& operation) {
        if (operation.kind != OperationKind::Gate) {
            m_result.push_back(operation);
            return {};
        }
        if (definedGate(operation) != nullptr) return addAll(operation);
        const std::string_view name = gateName(operation);
        if (name == "gphase" && !operation.controls.empty()) return addPhase(operation);
        if (name == "id" || name == "u0") return addIdle(operation);
        if (std::find(m_native.begin(), m_native.end(), name) != m_native.end()) {
            m_result.push_back(operation);
            return {};
        }
        const auto definition = definitionOf(name);
        if (!definition)
            return fail(ErrorCode::Unsupported, "the gate '" + std::string(name) + "' has no form there",
                        "write it with other gates first");
        Operation use = operation;
        use.gate = definition;
        return addAll(use);
    }

    std::vector<Operation> take() { return std::move(m_result); }

private:
    Status addAll(const Operation& use) {
        std::vector<Operation> body;
        appendFlattened(use, body);
        for (const Operation& each : body) QSTORE_CHECK(add(each));
        return {};
    }

    /// Doing nothing is the same under any control.
    Status addIdle(const Operation& operation) {
        Operation idle = Operation::gateOn("id", operation.targets);
        idle.conditions = operation.conditions;
        m_result.push_back(std::move(idle));
        return {};
    }

    /// e^{iγ} where all controls hold is a phase gate on one of them under the others.
    Status addPhase(const Operation& operation) {
        Operation phase = Operation::gateOn("p", {0}, operation.angles);
        phase.conditions = operation.conditions;
        phase.controls = operation.controls;
        auto chosen = std::find_if(phase.controls.begin(), phase.controls.end(),
                                   [](const Control& control) { return control.onOne; });
        const bool flip = chosen == phase.controls.end();
        if (flip) chosen = phase.controls.begin();
        phase.targets = {chosen->qubit};
        phase.controls.erase(chosen);
        Operation x = Operation::gateOn("x", phase.targets);
        x.conditions = operation.conditions;
        if (flip) m_result.push_back(x);
        m_result.push_back(phase);
        if (flip) m_result.push_back(x);
        return {};
    }

    std::shared_ptr<const GateDefinition> definitionOf(std::string_view name) {
        const auto known = m_definitions.find(name);
        if (known != m_definitions.end()) return known->second;
        return m_definitions[std::string(name)] = gateDefinitionOf(name);
    }

    std::span<const std::string_view> m_native;
    std::map<std::string, std::shared_ptr<const GateDefinition>, std::less<>> m_definitions;
    std::vector<Operation> m_result;
};

}  // namespace

Result<Circuit> lowerCircuit(const Circuit& circuit, std::span<const std::string_view> native) {
    CircuitParts parts = circuit.parts();
    Lowering lowering(native);
    std::vector<bool> assigned(parts.bits);
    for (std::size_t index = 0; index < parts.operations.size(); ++index) {
        Operation& operation = parts.operations[index];
        auto conditions = decided(operation.conditions, assigned);
        if (!conditions) continue;
        operation.conditions = *std::move(conditions);
        for (const ClassicalBit bit : operation.bits) assigned[bit] = true;
        if (auto status = lowering.add(operation); !status) {
            Error error = status.error();
            error.message = "operation " + std::to_string(index + 1) + " (" +
                            std::string(gateName(operation)) + "): " + error.message;
            return tl::unexpected<Error>(std::move(error));
        }
    }
    parts.operations = lowering.take();
    parts.definitions.clear();
    return Circuit::create(std::move(parts));
}

}  // namespace qstore
