// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/circuit/qasm_lowering.h"

namespace qstore {

namespace {

constexpr std::int64_t maxPower = 1'000'000;
constexpr std::int64_t maxControls = 100'000;
/// Parts of an angle that cost as much as one unrolled statement.
constexpr std::size_t nodesPerStep = 64;

std::string plural(std::size_t count, std::string_view what) {
    return joinText({std::to_string(count), " ", what, count == 1 ? "" : "s"});
}

void controlAll(std::vector<Operation>& sequence, std::size_t first, std::size_t count, bool onOne) {
    std::vector<Control> added;
    for (std::size_t i = 0; i < count; ++i) added.push_back({first + i, onOne});
    for (Operation& operation : sequence) {
        if (operation.kind == OperationKind::Gate) {
            operation.controls.insert(operation.controls.begin(), added.begin(), added.end());
        }
    }
}

}  // namespace

Status QasmLowering::gateCall(const QasmStatement& statement) {
    QSTORE_TRY(const Callee callee, resolve(statement.name));
    QSTORE_TRY(auto angles, gateAngles(statement, callee));
    QSTORE_TRY(const auto applied, modifiers(statement));
    std::size_t controls = 0;
    for (const Modifier& modifier : applied) {
        if (modifier.name == "ctrl" || modifier.name == "negctrl")
            controls += static_cast<std::size_t>(modifier.count);
    }
    std::size_t broadcast = 1;
    QSTORE_TRY(const auto operands, gateOperands(statement, controls + callee.qubits, broadcast));
    QSTORE_TRY(const auto sequence,
               gateSequence(callee, std::move(angles), applied, controls, statement.at));
    if (broadcast > 1 || sequence.size() > 1)
        QSTORE_CHECK(spend(broadcast * std::max<std::size_t>(sequence.size(), 1), statement.at));
    std::vector<std::size_t> qubits(operands.size());
    for (std::size_t i = 0; i < broadcast; ++i) {
        for (std::size_t k = 0; k < operands.size(); ++k)
            qubits[k] = operands[k][operands[k].single ? 0 : i];
        QSTORE_CHECK(checkDistinct(statement, qubits));
        QSTORE_CHECK(emit(sequence, qubits));
    }
    return {};
}

Result<QasmLowering::Callee> QasmLowering::resolve(const QasmName& name) {
    Callee callee;
    const auto defined = m_gates.find(name.text);
    if (defined != m_gates.end()) {
        callee.definition = defined->second;
        callee.qubits = callee.definition->qubits;
        callee.angles = callee.definition->angleNames.size();
        return callee;
    }
    if (m_opaque.count(name.text) > 0) {
        return unsupported(name.at,
                           joinText({"the opaque gate '", name.text, "', which has no definition,"}),
                           "Give the gate a body.");
    }
    callee.info = findGate(name.text);
    if (callee.info == nullptr) return unknownGate(name);
    callee.qubits = callee.info->qubits;
    callee.angles = callee.info->angleNames.size();
    return callee;
}

tl::unexpected<Error> QasmLowering::unknownGate(const QasmName& name) const {
    if (m_inGate && name.text == m_gateName) {
        return fail(ErrorCode::InvalidArgument, name.at, joinText({"gate '", name.text, "' calls itself"}),
                    "Gates cannot be recursive.");
    }
    const auto later = m_laterGates.find(name.text);
    if (later != m_laterGates.end()) {
        const std::string line = std::to_string(m_source.lineOf(later->second));
        return fail(ErrorCode::NotFound, name.at,
                    joinText({"gate '", name.text, "' is used before its definition on line ", line}),
                    "Move the definition before the first use.");
    }
    if (find(name.text) != nullptr) {
        return fail(ErrorCode::InvalidArgument, name.at, joinText({"'", name.text, "' is not a gate"}));
    }
    std::string hint;
    for (const std::string_view similar : similarGateNames(name.text)) {
        hint += joinText({hint.empty() ? "Did you mean " : ", ", similar});
    }
    hint += hint.empty() ? "Define it with gate before its first use."
                         : "? Other gates must be defined with gate before their first use.";
    return fail(ErrorCode::NotFound, name.at, joinText({"unknown gate '", name.text, "'"}),
                std::move(hint));
}

Result<std::vector<Angle>> QasmLowering::gateAngles(const QasmStatement& statement, const Callee& callee) {
    if (statement.arguments.size() != callee.angles) {
        return fail(ErrorCode::InvalidArgument, statement.name.at,
                    joinText({"gate '", statement.name.text, "' takes ", plural(callee.angles, "angle"),
                              ", not ", std::to_string(statement.arguments.size())}));
    }
    std::vector<Angle> angles;
    angles.reserve(callee.angles);
    for (const auto& argument : statement.arguments) {
        QSTORE_TRY(const QasmValue value, evaluate(*argument));
        if (value.kind == QasmValue::Kind::Bits) {
            return fail(ErrorCode::InvalidArgument, argument->at, "a pattern of bits is not an angle");
        }
        angles.push_back(value.toAngle());
        // Each gate's angle is walked again when the circuit is checked, compiled and drawn.
        QSTORE_CHECK(spend(angles.back().size() / nodesPerStep, argument->at));
    }
    return angles;
}

Result<std::vector<QasmLowering::Modifier>> QasmLowering::modifiers(const QasmStatement& statement) {
    std::vector<Modifier> list;
    for (const QasmModifier& written : statement.modifiers) {
        Modifier modifier;
        modifier.name = written.name;
        modifier.at = written.at;
        if (written.argument) {
            QSTORE_TRY(const QasmValue value, evaluate(*written.argument));
            if (value.isSymbolic())
                return unsupported(written.argument->at, joinText({written.name, " with an input"}));
            modifier.power = value.toDouble();
            const bool whole =
                modifier.power == std::floor(modifier.power) && std::abs(modifier.power) < 1e15;
            modifier.isFraction = !whole;
            modifier.count = whole ? static_cast<std::int64_t>(modifier.power) : 1;
            if (written.name != "pow" && (!whole || modifier.count < 1 || modifier.count > maxControls)) {
                return fail(ErrorCode::InvalidArgument, written.argument->at,
                            joinText({written.name, "(", value.describe(),
                                      ") is not a possible number of controls"}));
            }
        }
        list.push_back(modifier);
    }
    return list;
}

Result<std::vector<QasmWires>> QasmLowering::gateOperands(const QasmStatement& statement,
                                                          std::size_t expected, std::size_t& broadcast) {
    if (statement.operands.size() != expected) {
        const std::size_t at =
            statement.operands.empty() ? statement.name.at : statement.operands.front()->at;
        return fail(
            ErrorCode::InvalidArgument, at,
            joinText({"gate '", statement.name.text, "'",
                      statement.modifiers.empty() ? "" : " with its modifiers", " acts on ",
                      plural(expected, "qubit"), ", not ", std::to_string(statement.operands.size())}));
    }
    std::vector<QasmWires> operands;
    operands.reserve(expected);
    bool anyRegister = false;
    for (const auto& operand : statement.operands) {
        QSTORE_TRY(QasmWires wires, this->wires(*operand, QasmSymbol::Kind::Qubits));
        if (!wires.single) {
            if (anyRegister && wires.size != broadcast) {
                return fail(
                    ErrorCode::InvalidArgument, operand->at,
                    joinText({"this register has ", plural(wires.size, "qubit"),
                              ", but another one of the same gate has ", std::to_string(broadcast)}),
                    "A gate on several registers takes them qubit by qubit; their sizes must agree.");
            }
            anyRegister = true;
            broadcast = wires.size;
        }
        operands.push_back(std::move(wires));
    }
    return operands;
}

/// What one call applies, on local qubits: the controls of the modifiers first, then the gate's own.
Result<std::vector<Operation>> QasmLowering::gateSequence(const Callee& callee, std::vector<Angle> angles,
                                                          const std::vector<Modifier>& list,
                                                          std::size_t controls, std::size_t at) {
    Operation base;
    base.angles = std::move(angles);
    std::size_t next = controls;
    if (callee.info != nullptr) {
        base.gate = callee.info->base;
        for (std::size_t i = 0; i < callee.info->controlCount; ++i) base.controls.push_back({next++, true});
    } else {
        base.gate = callee.definition;
    }
    while (next < controls + callee.qubits) base.targets.push_back(next++);
    std::vector<Operation> sequence{std::move(base)};
    std::size_t first = controls;
    for (auto modifier = list.rbegin(); modifier != list.rend(); ++modifier) {
        if (modifier->name == "ctrl" || modifier->name == "negctrl") {
            first -= static_cast<std::size_t>(modifier->count);
            controlAll(sequence, first, static_cast<std::size_t>(modifier->count),
                       modifier->name == "ctrl");
            continue;
        }
        if (modifier->isFraction) {
            QSTORE_TRY(sequence, raised(sequence, *modifier));
            continue;
        }
        if (modifier->name == "inv" || modifier->count < 0) {
            QSTORE_TRY(sequence, inverted(std::move(sequence), at));
        }
        if (modifier->name == "inv") continue;
        const std::int64_t power = std::abs(modifier->count);
        QSTORE_CHECK(spend(static_cast<std::size_t>(std::min(power, maxPower + 1)) *
                               std::max<std::size_t>(sequence.size(), 1),
                           modifier->at));
        const std::vector<Operation> once = sequence;
        sequence.clear();
        for (std::int64_t i = 0; i < power; ++i) sequence.insert(sequence.end(), once.begin(), once.end());
    }
    return sequence;
}

Status QasmLowering::emit(const std::vector<Operation>& sequence, const std::vector<std::size_t>& qubits) {
    for (Operation operation : sequence) {
        for (Qubit& target : operation.targets) target = qubits[target];
        for (Control& control : operation.controls) control.qubit = qubits[control.qubit];
        append(std::move(operation));
    }
    return {};
}

void QasmLowering::append(Operation operation) {
    if (operation.kind != OperationKind::Barrier) operation.conditions = m_conditions;
    m_target->push_back(std::move(operation));
}

Status QasmLowering::checkDistinct(const QasmStatement& statement,
                                   const std::vector<std::size_t>& qubits) const {
    if (qubits.size() < 2) return {};
    if (qubits.size() == 2 && qubits[0] != qubits[1]) return {};
    std::vector<std::size_t> sorted = qubits;
    std::sort(sorted.begin(), sorted.end());
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice == sorted.end()) return {};
    const auto first = std::find(qubits.begin(), qubits.end(), *twice);
    const auto second =
        static_cast<std::size_t>(std::find(first + 1, qubits.end(), *twice) - qubits.begin());
    return fail(ErrorCode::InvalidArgument,
                statement.operands[std::min(second, statement.operands.size() - 1)]->at,
                joinText({"gate '", statement.name.text, "' uses the qubit ", wireName(*twice), " twice"}));
}

std::string QasmLowering::wireName(std::size_t qubit) const {
    if (!m_inGate) {
        for (const Register& each : m_parts.qubitRegisters) {
            if (qubit >= each.start && qubit < each.start + each.size) {
                return joinText({each.name, "[", std::to_string(qubit - each.start), "]"});
            }
        }
    }
    return std::to_string(qubit);
}

Status QasmLowering::measure(const QasmExpression& measured, const QasmExpression* target,
                             const QasmWires* bits, std::size_t at) {
    QSTORE_TRY(const QasmWires from, wires(measured, QasmSymbol::Kind::Qubits));
    QasmWires into;
    if (bits != nullptr) {
        into = *bits;
    } else {
        QSTORE_TRY(into, wires(*target, QasmSymbol::Kind::Bits));
    }
    if (from.size != into.size) {
        return fail(
            ErrorCode::InvalidArgument, at,
            joinText({plural(from.size, "qubit"), " cannot be measured into ", plural(into.size, "bit")}));
    }
    if (m_loops > 0) QSTORE_CHECK(spend(from.size, at));
    Operation operation;
    operation.kind = OperationKind::Measure;
    for (std::size_t i = 0; i < from.size; ++i) {
        operation.targets.push_back(from[i]);
        operation.bits.push_back(into[i]);
    }
    append(std::move(operation));
    return {};
}

Status QasmLowering::reset(const QasmStatement& statement) {
    QSTORE_TRY(const QasmWires qubits, wires(*statement.operands.front(), QasmSymbol::Kind::Qubits));
    if (m_loops > 0) QSTORE_CHECK(spend(qubits.size, statement.at));
    Operation operation;
    operation.kind = OperationKind::Reset;
    for (std::size_t i = 0; i < qubits.size; ++i) operation.targets.push_back(qubits[i]);
    append(std::move(operation));
    return {};
}

/// A barrier orders gates and changes no state, so it stands whatever the conditions around it.
Status QasmLowering::barrier(const QasmStatement& statement) {
    Operation operation;
    operation.kind = OperationKind::Barrier;
    std::vector<bool> seen(m_inGate ? m_qubitsInGate : m_parts.qubits, false);
    const auto add = [&](std::size_t qubit) {
        if (qubit >= seen.size()) seen.resize(qubit + 1, false);
        if (!seen[qubit]) operation.targets.push_back(qubit);
        seen[qubit] = true;
    };
    if (m_loops > 0) QSTORE_CHECK(spend(seen.size(), statement.at));
    for (const auto& operand : statement.operands) {
        QSTORE_TRY(const QasmWires qubits, wires(*operand, QasmSymbol::Kind::Qubits));
        for (std::size_t i = 0; i < qubits.size; ++i) add(qubits[i]);
    }
    if (statement.operands.empty()) {
        for (std::size_t qubit = 0; qubit < seen.size(); ++qubit) add(qubit);
    }
    if (!operation.targets.empty()) append(std::move(operation));
    return {};
}

}  // namespace qstore
