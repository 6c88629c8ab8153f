// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/circuit_validate.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "core/circuit/angle_node.h"
#include "core/circuit/circuit_walk.h"
#include "core/circuit/identifier.h"

namespace qstore {

namespace {

constexpr std::size_t kMaxWires = 100'000;
constexpr std::size_t kMaxFlatOperations = 20'000'000;
constexpr std::size_t kMaxSymbols = 100'000;
constexpr std::size_t kMaxLevels = 200;

tl::unexpected<Error> refused(std::string message, std::string hint = {}) {
    return fail(ErrorCode::InvalidArgument, std::move(message), std::move(hint));
}

std::string count(std::size_t number, std::string_view what) {
    return std::to_string(number) + " " + std::string(what) + (number == 1 ? "" : "s");
}

std::string inQuotes(std::string_view text) {
    return "'" + std::string(text) + "'";
}

/// What operations may refer to: the circuit's own wires and names, or those of one definition.
struct Scope {
    std::size_t qubits = 0;
    std::size_t bits = 0;
    bool definition = false;
    const std::unordered_set<std::string>& symbols;
    const std::unordered_set<const GateDefinition*>& known;
    const std::unordered_map<std::string_view, const GateDefinition*>& definedNames;
};

Status checkDistinct(std::vector<std::size_t> used, std::size_t limit, std::string_view what) {
    std::sort(used.begin(), used.end());
    if (!used.empty() && used.back() >= limit)
        return refused("uses " + std::string(what) + " " + std::to_string(used.back()) + ", but there " +
                           (limit == 1 ? "is " : "are ") + count(limit, what) + ".",
                       limit > 0 ? "Indices run from 0 to " + std::to_string(limit - 1) + "." : "");
    const auto twice = std::adjacent_find(used.begin(), used.end());
    if (twice == used.end()) return {};
    return refused("uses " + std::string(what) + " " + std::to_string(*twice) + " twice.");
}

Status checkAngle(const Angle& angle, const Scope& scope) {
    for (const auto& symbol : angle.symbols())
        if (scope.symbols.count(symbol) == 0)
            return refused("uses the symbol " + inQuotes(symbol) + ", which is not declared.",
                           scope.definition ? "Inside a gate only its own angles may be used."
                                            : "Declare it as a parameter of the circuit.");
    const auto value = angle.constant();
    if (value ? std::isfinite(*value) : !angle.symbols().empty()) return {};
    return refused("has the angle " + inQuotes(angle.toText()) + ", which is not a finite number.");
}

Status checkConditions(const Operation& operation, const Scope& scope) {
    for (const auto& condition : operation.conditions) {
        if (condition.bits.empty()) return refused("has a condition on no bits.");
        if (condition.bits.size() > 64)
            return refused("has a condition on " + count(condition.bits.size(), "bit") +
                           "; at most 64 are possible.");
        QSTORE_CHECK(checkDistinct(condition.bits, scope.bits, "bit"));
        if (condition.bits.size() < 64 && (condition.value >> condition.bits.size()) != 0)
            return refused("compares " + count(condition.bits.size(), "bit") + " with " +
                           std::to_string(condition.value) + ", which does not fit into them.");
    }
    return {};
}

Status checkGateReference(const Operation& operation, const Scope& scope, std::size_t& targets,
                          std::size_t& angles) {
    if (const auto* definition = definedGate(operation)) {
        if (scope.known.count(definition) == 0)
            return refused("uses the gate " + inQuotes(definition->name) + ", which is not defined before.",
                           "List it among the circuit's definitions, before its first use.");
        targets = definition->qubits;
        angles = definition->angleNames.size();
        return {};
    }
    const auto* gate = tableGate(operation);
    if (gate == nullptr) return refused("names no gate.");
    if (gate->controlCount > 0)
        return refused("holds the controlled name " + inQuotes(gate->name) + ".",
                       "Use the base gate " + inQuotes(gate->base->name) + " and list its controls.");
    if (scope.definedNames.count(gate->name) > 0)
        return refused("uses the built-in gate " + inQuotes(gate->name) +
                           ", but the circuit defines a gate of that name.",
                       "Rename the defined gate.");
    targets = gate->qubits;
    angles = gate->angleNames.size();
    return {};
}

Status checkGate(const Operation& operation, const Scope& scope) {
    std::size_t targets = 0, angles = 0;
    QSTORE_CHECK(checkGateReference(operation, scope, targets, angles));
    if (operation.targets.size() != targets)
        return refused("has " + count(operation.targets.size(), "target") + " instead of " +
                       std::to_string(targets) + ".");
    if (operation.angles.size() != angles)
        return refused("has " + count(operation.angles.size(), "angle") + " instead of " +
                       std::to_string(angles) + ".");
    if (!operation.bits.empty()) return refused("is a gate and cannot write bits.");
    for (const auto& angle : operation.angles) QSTORE_CHECK(checkAngle(angle, scope));
    return {};
}

Status checkOther(const Operation& operation, const Scope& scope) {
    if (!operation.controls.empty()) return refused("cannot have controls.");
    if (!operation.angles.empty()) return refused("cannot have angles.");
    if (operation.kind == OperationKind::Measure) {
        if (operation.targets.empty()) return refused("measures no qubit.");
        if (operation.bits.size() != operation.targets.size())
            return refused("measures " + count(operation.targets.size(), "qubit") + " into " +
                           count(operation.bits.size(), "bit") + ".");
        return checkDistinct(operation.bits, scope.bits, "bit");
    }
    if (!operation.bits.empty()) return refused("cannot write bits.");
    if (operation.kind == OperationKind::Barrier && !operation.conditions.empty())
        return refused("cannot be conditional.");
    if (operation.kind == OperationKind::Reset && operation.targets.empty())
        return refused("resets no qubit.");
    return {};
}

Status checkOperation(const Operation& operation, const Scope& scope) {
    if (scope.definition && (operation.kind == OperationKind::Measure ||
                             operation.kind == OperationKind::Reset || !operation.conditions.empty()))
        return refused("is not allowed inside a gate definition.",
                       "Definitions hold gates and barriers only.");
    QSTORE_CHECK(operation.kind == OperationKind::Gate ? checkGate(operation, scope)
                                                       : checkOther(operation, scope));
    QSTORE_CHECK(checkDistinct(touchedQubits(operation), scope.qubits, "qubit"));
    return checkConditions(operation, scope);
}

Status checkOperations(const std::vector<Operation>& operations, const Scope& scope,
                       const std::string& where) {
    for (std::size_t i = 0; i < operations.size(); ++i) {
        auto status = checkOperation(operations[i], scope);
        if (status) continue;
        auto error = status.error();
        error.message = "Operation " + std::to_string(i + 1) + " (" + std::string(gateName(operations[i])) +
                        ")" + where + " " + error.message;
        return tl::unexpected<Error>(std::move(error));
    }
    return {};
}

/// Names of registers and parameters share one scope.
using Names = std::unordered_set<std::string>;

Status checkRegisters(const std::vector<Register>& registers, std::size_t wires, std::string_view what,
                      Names& names) {
    std::size_t next = 0;
    for (const auto& entry : registers) {
        QSTORE_CHECK(checkName(entry.name, "The register", true));
        if (!names.insert(entry.name).second)
            return refused("The name " + inQuotes(entry.name) + " is used twice.");
        if (entry.start != next || entry.size == 0 || entry.size > wires - next)
            return refused("The register " + inQuotes(entry.name) + " covers " + count(entry.size, what) +
                               " from " + std::to_string(entry.start) + ", but the next free one is " +
                               std::to_string(next) + " of " + std::to_string(wires) + ".",
                           "Registers follow each other without gaps.");
        next += entry.size;
    }
    if (next != wires)
        return refused("The registers cover " + count(next, what) + ", but the circuit has " +
                       std::to_string(wires) + ".");
    return {};
}

void addDefaultRegister(std::vector<Register>& registers, std::size_t wires, std::string name,
                        const Names& taken) {
    if (!registers.empty() || wires == 0) return;
    while (taken.count(name) > 0) name += '_';
    registers.push_back({name, 0, wires});
}

Status checkParameters(const std::vector<Parameter>& parameters, Names& names) {
    for (const auto& parameter : parameters) {
        QSTORE_CHECK(checkName(parameter.name, "The parameter"));
        if (!names.insert(parameter.name).second)
            return refused("The name " + inQuotes(parameter.name) + " is used twice.",
                           "Rename one of them.");
        const bool isColumn = parameter.role == ParameterRole::Column;
        if (isColumn && parameter.value)
            return refused("The parameter " + inQuotes(parameter.name) +
                           " is a data column and cannot have a value.");
        if (isColumn && parameter.column.empty())
            return refused("The parameter " + inQuotes(parameter.name) +
                           " does not say which column it reads.");
        if (!isColumn && !parameter.column.empty())
            return refused("The parameter " + inQuotes(parameter.name) +
                           " is a weight but names the column " + inQuotes(parameter.column) + ".");
        if (parameter.value && !std::isfinite(*parameter.value))
            return refused("The value of the parameter " + inQuotes(parameter.name) +
                           " is not a finite number.");
    }
    return {};
}

/// What a list of operations becomes when the defined gates in it are written out.
struct Expanded {
    std::size_t operations = 0;
    std::size_t symbols = 1;  ///< most symbols in one angle
    std::size_t levels = 0;   ///< definitions inside definitions
};

/// Computes it without writing anything out; saturates just above the limits.
class Expansion {
public:
    Expanded of(const std::vector<Operation>& operations) const {
        Expanded total;
        for (const auto& operation : operations) {
            std::size_t symbols = 1;
            for (const auto& angle : operation.angles)
                symbols = std::max<std::size_t>(symbols, AngleAccess::node(angle).symbols);
            const auto* definition = definedGate(operation);
            const Expanded inner = definition ? m_known.at(definition) : Expanded{1, 1, 0};
            total.operations = std::min(kMaxFlatOperations + 1, total.operations + inner.operations);
            total.symbols = std::max(total.symbols, std::min(kMaxSymbols + 1, symbols * inner.symbols));
            total.levels = std::max(total.levels, inner.levels);
        }
        return total;
    }
    Status add(const GateDefinition& definition) {
        Expanded expanded = of(definition.body);
        ++expanded.levels;
        m_known[&definition] = expanded;
        return check(expanded, "The gate " + inQuotes(definition.name));
    }
    static Status check(const Expanded& expanded, const std::string& what) {
        const auto tooLarge = [&](const std::string& why) {
            return fail(ErrorCode::ResourceExhausted, what + " is too large: written out, " + why + ".");
        };
        if (expanded.operations > kMaxFlatOperations)
            return tooLarge("it has more than " + std::to_string(kMaxFlatOperations) + " operations");
        if (expanded.symbols > kMaxSymbols)
            return tooLarge("one angle names symbols more than " + std::to_string(kMaxSymbols) + " times");
        if (expanded.levels > kMaxLevels)
            return tooLarge("gates are nested more than " + std::to_string(kMaxLevels) + " levels deep");
        return {};
    }

private:
    std::unordered_map<const GateDefinition*, Expanded> m_known;
};

Status checkDefinition(const GateDefinition& definition, Names& names) {
    QSTORE_CHECK(checkName(definition.name, "The defined gate", true));
    if (!names.insert(definition.name).second)
        return refused("The gate " + inQuotes(definition.name) + " is defined twice, or its name is taken.",
                       "Rename one of them.");
    if (!definition.qubitNames.empty() && definition.qubitNames.size() != definition.qubits)
        return refused("The gate " + inQuotes(definition.name) + " names " +
                       count(definition.qubitNames.size(), "qubit") + " but has " +
                       std::to_string(definition.qubits) + ".");
    if (definition.qubits > kMaxWires)
        return fail(ErrorCode::Unsupported,
                    "The gate " + inQuotes(definition.name) + " has too many qubits.");
    Names local;
    for (const auto& name : definition.angleNames) {
        QSTORE_CHECK(checkName(name, "The angle", true));
        if (!local.insert(name).second)
            return refused("The gate " + inQuotes(definition.name) + " has two angles named " +
                           inQuotes(name) + ".");
    }
    return {};
}

}  // namespace

Status validateCircuit(CircuitParts& parts) {
    if (parts.qubits > kMaxWires || parts.bits > kMaxWires)
        return fail(ErrorCode::Unsupported, "A circuit has at most " + std::to_string(kMaxWires) +
                                                " qubits and as many bits, not " +
                                                std::to_string(std::max(parts.qubits, parts.bits)) + ".");
    Names names;
    QSTORE_CHECK(checkParameters(parts.parameters, names));
    const Names symbols = names;
    for (const auto& definition : parts.definitions)
        if (definition) names.insert(definition->name);
    addDefaultRegister(parts.qubitRegisters, parts.qubits, "q", names);
    addDefaultRegister(parts.bitRegisters, parts.bits, "c", names);
    names = symbols;
    QSTORE_CHECK(checkRegisters(parts.qubitRegisters, parts.qubits, "qubit", names));
    QSTORE_CHECK(checkRegisters(parts.bitRegisters, parts.bits, "bit", names));

    std::unordered_map<std::string_view, const GateDefinition*> definedNames;
    for (const auto& definition : parts.definitions) {
        if (!definition) return refused("A gate definition is empty.");
        definedNames.emplace(definition->name, definition.get());
    }
    Expansion expansion;
    std::unordered_set<const GateDefinition*> known;
    for (const auto& definition : parts.definitions) {
        QSTORE_CHECK(checkDefinition(*definition, names));
        const Names angles(definition->angleNames.begin(), definition->angleNames.end());
        QSTORE_CHECK(checkOperations(definition->body,
                                     Scope{definition->qubits, 0, true, angles, known, definedNames},
                                     " of gate " + inQuotes(definition->name)));
        QSTORE_CHECK(expansion.add(*definition));
        known.insert(definition.get());
    }
    QSTORE_CHECK(checkOperations(parts.operations,
                                 Scope{parts.qubits, parts.bits, false, symbols, known, definedNames}, ""));
    return Expansion::check(expansion.of(parts.operations), "The circuit");
}

}  // namespace qstore
