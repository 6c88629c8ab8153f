// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/base/number_text.h"
#include "core/circuit/identifier.h"
#include "core/circuit/qasm_annotations.h"
#include "core/circuit/qasm_lowering.h"

namespace qstore {

namespace {

/// Of qubits, and of bits: far beyond what can be simulated, far below what would exhaust memory.
constexpr std::size_t maxWires = 100'000;

}  // namespace

const QasmSymbol* QasmLowering::find(std::string_view name) const {
    for (auto scope = m_scopes.rbegin(); scope != m_scopes.rend(); ++scope) {
        const auto found = scope->find(name);
        if (found != scope->end()) return &found->second;
    }
    return nullptr;
}

Status QasmLowering::declare(const QasmName& name, QasmSymbol symbol) {
    symbol.at = name.at;
    const auto [existing, fresh] = m_scopes.back().emplace(name.text, std::move(symbol));
    if (fresh) return {};
    return fail(ErrorCode::AlreadyExists, name.at,
                joinText({"'", name.text, "' is already declared on line ",
                          std::to_string(m_source.lineOf(existing->second.at))}),
                "Choose another name.");
}

/// What stays in the circuit needs a name that it can keep; says so where the name stands.
Status QasmLowering::checkCircuitName(const QasmName& name, std::string_view what, bool mayBeGate) const {
    if (auto status = checkName(name.text, what, mayBeGate); !status)
        return located(status.error(), name.at);
    if (m_gates.count(name.text) == 0) return {};
    return fail(ErrorCode::AlreadyExists, name.at,
                joinText({"'", name.text, "' is already the name of a gate defined above"}),
                "Choose another name.");
}

Status QasmLowering::declaration(const QasmStatement& statement) {
    const std::string_view type = statement.type->name;
    if (type == "qubit" || type == "qreg") return qubitDeclaration(statement);
    const bool isConstant = statement.kind == QasmStatementKind::Constant;
    if ((type == "bit" && !isConstant) || type == "creg") return bitDeclaration(statement);
    if (statement.kind == QasmStatementKind::Output)
        return unsupported(statement.at, joinText({"an output of type ", type}));
    return valueDeclaration(statement);
}

Result<std::size_t> QasmLowering::registerSize(const QasmType& type) {
    if (!type.size) return std::size_t{1};
    QSTORE_TRY(const std::int64_t size, evaluateWhole(*type.size, "the size of a register"));
    if (size < 1)
        return fail(ErrorCode::InvalidArgument, type.size->at,
                    joinText({"a register of ", std::to_string(size), " wires; at least one is needed"}));
    if (static_cast<std::uint64_t>(size) > maxWires) {
        return fail(
            ErrorCode::ResourceExhausted, type.size->at,
            joinText({"a register of ", std::to_string(size), " wires; at most 100000 are possible"}));
    }
    return static_cast<std::size_t>(size);
}

Result<unsigned> QasmLowering::typeWidth(const QasmType& type) {
    if (!type.size) return 0U;
    QSTORE_TRY(const std::int64_t width, evaluateWhole(*type.size, "the size of a type"));
    if (width < 1 || width > 4096) {
        return fail(ErrorCode::InvalidArgument, type.size->at,
                    joinText({"a type of ", std::to_string(width), " bits"}));
    }
    return static_cast<unsigned>(width);
}

Status QasmLowering::qubitDeclaration(const QasmStatement& statement) {
    if (m_scopes.size() > 1)
        return fail(ErrorCode::InvalidArgument, statement.at, "qubits are declared at the top level only");
    if (m_hardwareQubits)
        return unsupported(statement.at, "mixing declared qubits with physical ones such as $0");
    QSTORE_TRY(const std::size_t size, registerSize(*statement.type));
    if (m_parts.qubits + size > maxWires) {
        return fail(ErrorCode::ResourceExhausted, statement.at, "more than 100000 qubits altogether");
    }
    QasmSymbol symbol;
    symbol.kind = QasmSymbol::Kind::Qubits;
    symbol.wires.single = statement.type->name == "qubit" && !statement.type->size;
    symbol.wires.start = m_parts.qubits;
    symbol.wires.size = size;
    QSTORE_CHECK(declare(statement.name, std::move(symbol)));
    QSTORE_CHECK(checkCircuitName(statement.name, "The register", true));
    m_parts.qubitRegisters.push_back({std::string(statement.name.text), m_parts.qubits, size});
    m_parts.qubits += size;
    return {};
}

Status QasmLowering::bitDeclaration(const QasmStatement& statement) {
    if (m_scopes.size() > 1)
        return unsupported(statement.at, "declaring bits inside a block", "Declare them at the top level.");
    if (statement.value) QSTORE_CHECK(bitInitialValue(statement));
    QSTORE_TRY(const std::size_t size, registerSize(*statement.type));
    if (m_parts.bits + size > maxWires)
        return fail(ErrorCode::ResourceExhausted, statement.at, "more than 100000 bits altogether");
    QasmSymbol symbol;
    symbol.kind = QasmSymbol::Kind::Bits;
    symbol.wires.single = statement.type->name == "bit" && !statement.type->size;
    symbol.wires.start = m_parts.bits;
    symbol.wires.size = size;
    const QasmWires bits = symbol.wires;
    QSTORE_CHECK(declare(statement.name, std::move(symbol)));
    QSTORE_CHECK(checkCircuitName(statement.name, "The register", true));
    m_parts.bitRegisters.push_back({std::string(statement.name.text), m_parts.bits, size});
    m_parts.bits += size;
    if (!statement.value || statement.value->kind != QasmExpressionKind::Measure) return {};
    return measure(*statement.value->children.front(), nullptr, &bits, statement.at);
}

/// A Circuit's bits start as zeros; what else is given must be a measurement.
Status QasmLowering::bitInitialValue(const QasmStatement& statement) {
    if (statement.value->kind == QasmExpressionKind::Measure) return {};
    if (statement.value->kind == QasmExpressionKind::QuantumCall)
        return unsupported(statement.value->at, "a subroutine call");
    if (readsBits(*statement.value)) return unsupported(statement.value->at, "copying measured bits");
    QSTORE_TRY(const QasmValue value, evaluate(*statement.value));
    if (value.truth()) {
        return unsupported(statement.value->at,
                           joinText({"the start value ", value.describe(), " of bits"}),
                           "Bits start as zeros; set one by measuring a qubit that is |1⟩.");
    }
    return {};
}

Status QasmLowering::valueDeclaration(const QasmStatement& statement) {
    const QasmType& type = *statement.type;
    if (type.name == "array" || type.name == "complex" || type.name == "duration" ||
        type.name == "stretch") {
        return unsupported(statement.at, joinText({"the type ", type.name}));
    }
    QasmSymbol symbol;
    QSTORE_TRY(symbol.width, typeWidth(type));
    symbol.type = type.name;
    symbol.branch = m_branch;
    symbol.isConstant = statement.kind == QasmStatementKind::Constant;
    symbol.isUnset = !statement.value;
    if (statement.value) {
        QSTORE_TRY(const QasmValue value, evaluate(*statement.value));
        if (symbol.isConstant && value.isSymbolic()) {
            return fail(ErrorCode::InvalidArgument, statement.value->at,
                        joinText({"the constant '", statement.name.text,
                                  "' depends on an input, whose value is not known yet"}),
                        "Leave out const.");
        }
        auto cast = castQasmValue(type.name, symbol.width, value, false);
        if (!cast) return located(cast.error(), statement.value->at);
        symbol.value = *std::move(cast);
    }
    return declare(statement.name, std::move(symbol));
}

Status QasmLowering::input(const QasmStatement& statement) {
    const std::string_view type = statement.type->name;
    if (m_scopes.size() > 1)
        return fail(ErrorCode::InvalidArgument, statement.at, "inputs are declared at the top level only");
    if (type != "float" && type != "angle") {
        return unsupported(statement.at, joinText({"an input of type ", type}),
                           "Inputs of type float or angle become parameters.");
    }
    QSTORE_CHECK(typeWidth(*statement.type));
    if (auto name = checkName(statement.name.text, "The input"); !name)
        return located(name.error(), statement.name.at);
    Parameter parameter;
    parameter.name = std::string(statement.name.text);
    bool hasColumn = false;
    for (const std::string_view text : statement.annotations) {
        QSTORE_CHECK(inputAnnotation(parameter, text, statement.at));
        hasColumn = hasColumn || splitQasmAnnotation(text).name == "qstore.column";
    }
    if (parameter.role == ParameterRole::Column && !hasColumn) parameter.column = parameter.name;
    QasmSymbol symbol;
    symbol.isConstant = true;
    symbol.type = type;
    symbol.value = QasmValue::expression(Angle::symbol(parameter.name), 1);
    QSTORE_CHECK(declare(statement.name, std::move(symbol)));
    m_parts.parameters.push_back(std::move(parameter));
    return {};
}

Status QasmLowering::inputAnnotation(Parameter& parameter, std::string_view text, std::size_t at) const {
    const QasmAnnotation annotation = splitQasmAnnotation(text);
    const auto where = static_cast<std::size_t>(text.data() - m_source.text().data());
    if (annotation.name.substr(0, 7) != "qstore.") return {};
    if (annotation.name == "qstore.role") {
        if (annotation.content == "trainable") {
            parameter.role = ParameterRole::Trainable;
        } else if (annotation.content == "frozen") {
            parameter.role = ParameterRole::Frozen;
        } else if (annotation.content == "column") {
            parameter.role = ParameterRole::Column;
        } else {
            return fail(ErrorCode::InvalidArgument, where,
                        joinText({"'", annotation.content, "' is not a role"}),
                        "Roles are trainable, frozen and column.");
        }
    } else if (annotation.name == "qstore.column") {
        auto column = readAnnotationText(annotation.content);
        if (!column) return located(column.error(), where);
        parameter.column = *std::move(column);
    } else if (annotation.name == "qstore.value") {
        parameter.value = textToNumber(annotation.content);
        if (!parameter.value)
            return fail(ErrorCode::InvalidArgument, where,
                        joinText({"'", annotation.content, "' is not a number"}));
    } else {
        return unsupported(where == 0 ? at : where, joinText({"the annotation @", annotation.name}));
    }
    return {};
}

Status QasmLowering::alias(const QasmStatement& statement) {
    QasmSymbol symbol;
    const QasmExpression* first = statement.value.get();
    while (first->kind == QasmExpressionKind::Concatenation || first->kind == QasmExpressionKind::Index)
        first = first->children.front().get();
    const QasmSymbol* target = first->kind == QasmExpressionKind::Identifier ? find(first->text) : nullptr;
    symbol.kind = target != nullptr && target->kind == QasmSymbol::Kind::Bits ? QasmSymbol::Kind::Bits
                                                                              : QasmSymbol::Kind::Qubits;
    QSTORE_TRY(symbol.wires, wires(*statement.value, symbol.kind));
    return declare(statement.name, std::move(symbol));
}

Status QasmLowering::assignment(const QasmStatement& statement) {
    const QasmExpression& target = *statement.target;
    const QasmExpression& base =
        target.kind == QasmExpressionKind::Index ? *target.children.front() : target;
    const QasmSymbol* found = base.kind == QasmExpressionKind::Identifier ? find(base.text) : nullptr;
    if (found == nullptr) {
        return fail(ErrorCode::NotFound, target.at, joinText({"'", base.text, "' is not declared"}));
    }
    if (found->kind == QasmSymbol::Kind::Qubits)
        return fail(ErrorCode::InvalidArgument, target.at,
                    joinText({"'", base.text, "' is a register of qubits and cannot be assigned"}));
    if (found->kind == QasmSymbol::Kind::Bits) return assignBits(statement);
    if (target.kind == QasmExpressionKind::Index)
        return unsupported(target.at, "assigning to a part of a value");
    if (found->isConstant)
        return fail(ErrorCode::InvalidArgument, target.at,
                    joinText({"'", base.text, "' is constant and cannot be assigned"}));
    if (found->branch != m_branch)
        return unsupported(statement.at, "assigning a variable inside an if over measured bits");
    const auto kind = statement.value->kind;
    if (kind == QasmExpressionKind::Measure)
        return unsupported(statement.at, "measuring into a variable that is not a bit");
    if (kind == QasmExpressionKind::QuantumCall) return unsupported(statement.at, "a subroutine call");
    QSTORE_TRY(QasmValue value, evaluate(*statement.value));
    if (statement.text != "=") {
        QSTORE_TRY(const QasmValue before, evaluate(target));
        auto combined = applyQasmBinary(statement.text.substr(0, statement.text.size() - 1), before, value,
                                        m_version == 2);
        if (!combined) return located(combined.error(), statement.at);
        value = *std::move(combined);
    }
    auto cast = castQasmValue(found->type, found->width, value, statement.text != "=");
    if (!cast) return located(cast.error(), statement.value->at);
    for (auto scope = m_scopes.rbegin(); scope != m_scopes.rend(); ++scope) {
        const auto owner = scope->find(base.text);
        if (owner == scope->end()) continue;
        owner->second.value = *std::move(cast);
        owner->second.isUnset = false;
        return {};
    }
    return {};
}

Status QasmLowering::assignBits(const QasmStatement& statement) {
    if (statement.value->kind == QasmExpressionKind::Measure && statement.text == "=") {
        return measure(*statement.value->children.front(), statement.target.get(), nullptr, statement.at);
    }
    return unsupported(statement.at, "computing bits while the circuit runs",
                       "Bits are written by measurement only.");
}

}  // namespace qstore
