// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/circuit_edits.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "ui/circuit/edit_parts.h"

namespace qstore::ui {
namespace {

constexpr double halfPi = std::numbers::pi / 2.0;

std::shared_ptr<const GateDefinition> findDefinition(const Circuit& circuit, std::string_view name) {
    for (const auto& definition : circuit.parts().definitions) {
        if (definition->name == name) return definition;
    }
    return nullptr;
}

std::vector<Qubit> wiresFrom(Qubit first, std::size_t count) {
    std::vector<Qubit> wires(count);
    for (std::size_t i = 0; i < count; ++i) wires[i] = first + i;
    return wires;
}

Result<Operation> makeItem(const Circuit& circuit, std::string_view name, Qubit wire) {
    if (name == measureItem) return Operation::measure(wire, wire);
    if (name == resetItem) return Operation::reset(wire);
    if (name == barrierItem)
        return Operation::barrier(wiresFrom(0, std::max<std::size_t>(circuit.qubits(), wire + 1)));
    if (const auto definition = findDefinition(circuit, name)) {
        Operation operation;
        operation.gate = definition;
        operation.targets = wiresFrom(wire, definition->qubits);
        operation.angles.assign(definition->angleNames.size(), Angle(halfPi));
        return operation;
    }
    const GateInfo* gate = findGate(name);
    if (gate == nullptr) return makeGate(name, {wire});
    return makeGate(name, wiresFrom(wire, gate->qubits),
                    std::vector<Angle>(gate->angleNames.size(), Angle(halfPi)));
}

Status requireWire(const Circuit& circuit, Qubit wire) {
    if (wire <= circuit.qubits()) return {};
    return fail(ErrorCode::InvalidArgument, "there is no wire " + std::to_string(wire),
                "drop on a wire, or on the one below the last to add a qubit");
}

/// The gate of that column nearest to the wire and not on it; controls can be added to it.
std::optional<std::size_t> nearestGate(const Circuit& circuit, Slot slot) {
    const std::vector<std::size_t> columns = circuitColumns(circuit, true);
    std::optional<std::size_t> nearest;
    std::size_t distance = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Operation& operation = circuit.operations()[i];
        const auto span = wireSpan(operation);
        if (columns[i] != slot.column || operation.kind != OperationKind::Gate || !span) continue;
        const std::size_t away = slot.wire < span->first  ? span->first - slot.wire
                                 : slot.wire > span->last ? slot.wire - span->last
                                                          : 0;
        if (!nearest || away < distance) {
            nearest = i;
            distance = away;
        }
    }
    return nearest;
}

Result<Edit> addControl(const Circuit& circuit, Slot slot, bool onOne) {
    const auto index = nearestGate(circuit, slot);
    if (!index)
        return fail(ErrorCode::InvalidArgument, "there is no gate in this column to control",
                    "drop the control above or below a gate");
    std::vector<Control> controls = circuit.operations()[*index].controls;
    std::erase_if(controls, [&slot](const Control& control) { return control.qubit == slot.wire; });
    controls.push_back({slot.wire, onOne});
    return setControls(circuit, *index, controls);
}

bool moved(const std::vector<std::size_t>& indices, std::size_t index) {
    return std::find(indices.begin(), indices.end(), index) != indices.end();
}

template <class Wire>
void changeWires(Operation& operation, Wire wire) {
    for (Qubit& target : operation.targets) target = wire(target);
    for (Control& control : operation.controls) control.qubit = wire(control.qubit);
}

/// Declares the fragment's parameters in `parts`; the result says how symbols must be renamed.
std::map<std::string, std::string> adoptParameters(CircuitParts& parts, const Circuit& fragment) {
    std::map<std::string, std::string> renamed;
    for (Parameter parameter : fragment.parameters()) {
        const auto same =
            std::find_if(parts.parameters.begin(), parts.parameters.end(), [&](const Parameter& known) {
                return known.name == parameter.name && known.role == parameter.role &&
                       known.column == parameter.column;
            });
        if (same != parts.parameters.end()) continue;
        const std::string name = freeParameterName(parts, parameter.name);
        if (name != parameter.name) renamed[parameter.name] = name;
        parameter.name = name;
        parts.parameters.push_back(std::move(parameter));
    }
    return renamed;
}

void renameSymbols(Operation& operation, const std::map<std::string, std::string>& renamed) {
    for (Angle& angle : operation.angles) {
        angle = angle.substitute([&renamed](const std::string& name) -> std::optional<Angle> {
            const auto found = renamed.find(name);
            if (found == renamed.end()) return std::nullopt;
            return Angle::symbol(found->second);
        });
    }
}

Status adoptDefinitions(CircuitParts& parts, const Circuit& fragment) {
    for (const auto& definition : fragment.parts().definitions) {
        const auto same = std::find_if(parts.definitions.begin(), parts.definitions.end(),
                                       [&](const auto& known) { return known->name == definition->name; });
        if (same == parts.definitions.end()) {
            parts.definitions.push_back(definition);
        } else if (*same != definition && !((*same)->body == definition->body)) {
            return fail(ErrorCode::AlreadyExists, "the circuit has another gate named " + definition->name,
                        "rename one of the two gates");
        }
    }
    return {};
}

}  // namespace

std::optional<WireSpan> wireSpan(const Operation& operation) {
    std::optional<WireSpan> span;
    const auto add = [&span](Qubit qubit) {
        if (!span) span = WireSpan{qubit, qubit};
        span->first = std::min(span->first, qubit);
        span->last = std::max(span->last, qubit);
    };
    for (const Qubit target : operation.targets) add(target);
    for (const Control& control : operation.controls) add(control.qubit);
    return span;
}

std::string gateName(const Operation& operation) {
    if (const auto* info = std::get_if<const GateInfo*>(&operation.gate))
        return *info != nullptr ? std::string((*info)->name) : std::string();
    const auto& definition = std::get<std::shared_ptr<const GateDefinition>>(operation.gate);
    return definition ? definition->name : std::string();
}

Result<Edit> insertItem(const Circuit& circuit, std::string_view name, Slot slot,
                        const std::vector<Control>& controls) {
    QSTORE_CHECK(requireWire(circuit, slot.wire));
    if (name == controlItem || name == antiControlItem)
        return addControl(circuit, slot, name == controlItem);
    QSTORE_TRY(Operation operation, makeItem(circuit, name, slot.wire));
    operation.controls.insert(operation.controls.end(), controls.begin(), controls.end());
    CircuitParts parts = circuit.parts();
    if (const auto span = wireSpan(operation)) growQubits(parts, span->last + 1);
    for (const ClassicalBit bit : operation.bits) growBits(parts, bit + 1);
    std::vector<KeyedOperation> operations = keyedOperations(circuit);
    operations.push_back({static_cast<double>(slot.column) - 0.5, true, std::move(operation)});
    return arrange(std::move(parts), std::move(operations));
}

Result<Edit> moveOperations(const Circuit& circuit, const std::vector<std::size_t>& indices,
                            std::ptrdiff_t columns, std::ptrdiff_t wires) {
    CircuitParts parts = circuit.parts();
    std::vector<KeyedOperation> operations = keyedOperations(circuit);
    // To the right an operation passes what is in the column it is moved to, to the left it goes before it.
    const double side = columns > 0 ? 0.5 : -0.5;
    for (const std::size_t index : indices) {
        QSTORE_CHECK(requireOperation(circuit, index));
        KeyedOperation& each = operations[index];
        const auto span = wireSpan(each.operation);
        if (span && static_cast<std::ptrdiff_t>(span->first) + wires < 0)
            return fail(ErrorCode::InvalidArgument, "there is no wire above q0", "move less far up");
        if (span &&
            static_cast<std::ptrdiff_t>(span->last) + wires > static_cast<std::ptrdiff_t>(circuit.qubits()))
            return fail(ErrorCode::InvalidArgument, "this would need more than one new wire",
                        "move less far down");
        changeWires(each.operation, [wires](Qubit qubit) {
            return static_cast<Qubit>(static_cast<std::ptrdiff_t>(qubit) + wires);
        });
        if (span && wires > 0) growQubits(parts, span->last + 1 + static_cast<std::size_t>(wires));
        each.key += static_cast<double>(columns) + (columns == 0 && wires == 0 ? 0.0 : side);
        each.fresh = true;
    }
    return arrange(std::move(parts), std::move(operations));
}

Result<Edit> deleteOperations(const Circuit& circuit, const std::vector<std::size_t>& indices) {
    CircuitParts parts = circuit.parts();
    parts.operations.clear();
    for (std::size_t i = 0; i < circuit.operations().size(); ++i) {
        if (!moved(indices, i)) parts.operations.push_back(circuit.operations()[i]);
    }
    dropUnusedParameters(parts, circuit);
    return rebuilt(std::move(parts), {});
}

Result<Circuit> extractOperations(const Circuit& circuit, const std::vector<std::size_t>& indices) {
    if (indices.empty())
        return fail(ErrorCode::InvalidArgument, "nothing is selected", "select gates first");
    CircuitParts parts;
    parts.definitions = circuit.parts().definitions;
    Qubit top = circuit.qubits(), bottom = 0;
    std::set<std::string> used;
    for (std::size_t i = 0; i < circuit.operations().size(); ++i) {
        if (!moved(indices, i)) continue;
        const Operation& operation = circuit.operations()[i];
        if (const auto span = wireSpan(operation)) {
            top = std::min(top, span->first);
            bottom = std::max(bottom, span->last);
        }
        for (const Angle& angle : operation.angles) {
            for (std::string& name : angle.symbols()) used.insert(std::move(name));
        }
        for (const ClassicalBit bit : operation.bits) growBits(parts, bit + 1);
        for (const Condition& condition : operation.conditions) {
            for (const ClassicalBit bit : condition.bits) growBits(parts, bit + 1);
        }
        parts.operations.push_back(operation);
    }
    top = std::min(top, bottom);
    parts.qubits = bottom - top + 1;
    for (Operation& operation : parts.operations)
        changeWires(operation, [top](Qubit qubit) { return qubit - top; });
    for (const Parameter& parameter : circuit.parameters()) {
        if (used.count(parameter.name) > 0) parts.parameters.push_back(parameter);
    }
    return Circuit::create(std::move(parts));
}

Result<Edit> insertFragment(const Circuit& circuit, const Circuit& fragment, Slot slot) {
    QSTORE_CHECK(requireWire(circuit, slot.wire));
    CircuitParts parts = circuit.parts();
    growQubits(parts, slot.wire + fragment.qubits());
    growBits(parts, fragment.bits());
    QSTORE_CHECK(adoptDefinitions(parts, fragment));
    const auto renamed = adoptParameters(parts, fragment);
    std::vector<KeyedOperation> operations = keyedOperations(circuit);
    for (Operation operation : fragment.operations()) {
        changeWires(operation, [&slot](Qubit qubit) { return qubit + slot.wire; });
        renameSymbols(operation, renamed);
        operations.push_back({static_cast<double>(slot.column) - 0.5, true, std::move(operation)});
    }
    return arrange(std::move(parts), std::move(operations));
}

Result<Edit> setControls(const Circuit& circuit, std::size_t index, const std::vector<Control>& controls) {
    QSTORE_CHECK(requireOperation(circuit, index));
    CircuitParts parts = circuit.parts();
    Operation& operation = parts.operations[index];
    if (operation.kind != OperationKind::Gate)
        return fail(ErrorCode::InvalidArgument, "only a gate can be controlled",
                    "a measurement or reset is made conditional on a classical bit instead");
    operation.controls = controls;
    for (const Control& control : controls) growQubits(parts, control.qubit + 1);
    return rebuilt(std::move(parts), {index});
}

Result<Edit> replaceGate(const Circuit& circuit, std::size_t index, std::string_view name) {
    QSTORE_CHECK(requireOperation(circuit, index));
    CircuitParts parts = circuit.parts();
    Operation& operation = parts.operations[index];
    const GateInfo* gate = findGate(name);
    const std::size_t angles = gate != nullptr ? gate->angleNames.size() : 0;
    std::vector<Angle> kept = operation.angles;
    kept.resize(angles, Angle(halfPi));
    QSTORE_TRY(Operation made, makeGate(name, operation.targets, std::move(kept)));
    operation.gate = made.gate;
    operation.angles = std::move(made.angles);
    dropUnusedParameters(parts, circuit);
    return rebuilt(std::move(parts), {index});
}

Result<Edit> addQubit(const Circuit& circuit) {
    CircuitParts parts = circuit.parts();
    growQubits(parts, circuit.qubits() + 1);
    return rebuilt(std::move(parts), {});
}

Result<Edit> removeQubit(const Circuit& circuit, Qubit qubit) {
    if (qubit >= circuit.qubits())
        return fail(ErrorCode::InvalidArgument, "there is no qubit q" + std::to_string(qubit), {});
    if (circuit.qubits() == 1)
        return fail(ErrorCode::InvalidArgument, "a circuit keeps at least one qubit", {});
    CircuitParts parts = circuit.parts();
    for (Operation& operation : parts.operations) {
        if (operation.kind == OperationKind::Barrier) std::erase(operation.targets, qubit);
    }
    std::erase_if(parts.operations, [qubit](const Operation& operation) {
        const bool on =
            std::find(operation.targets.begin(), operation.targets.end(), qubit) != operation.targets.end();
        const bool controls =
            std::any_of(operation.controls.begin(), operation.controls.end(),
                        [qubit](const Control& control) { return control.qubit == qubit; });
        return on || controls || (operation.kind == OperationKind::Barrier && operation.targets.empty());
    });
    for (Operation& operation : parts.operations)
        changeWires(operation, [qubit](Qubit wire) { return wire > qubit ? wire - 1 : wire; });
    parts.qubits -= 1;
    for (Register& part : parts.qubitRegisters) {
        if (qubit >= part.start && qubit < part.start + part.size) {
            part.size -= 1;
        } else if (part.start > qubit) {
            part.start -= 1;
        }
    }
    std::erase_if(parts.qubitRegisters, [](const Register& part) { return part.size == 0; });
    dropUnusedParameters(parts, circuit);
    return rebuilt(std::move(parts), {});
}

}  // namespace qstore::ui
