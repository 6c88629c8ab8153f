// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/circuit/qasm_lowering.h"

namespace qstore {

namespace {

constexpr std::size_t maxIndices = 100'000;

std::string_view noun(QasmSymbol::Kind kind) {
    return kind == QasmSymbol::Kind::Qubits ? "qubits" : "bits";
}

/// The name at the root of an indexed name, for messages.
std::string_view rootName(const QasmExpression& expression) {
    const QasmExpression* at = &expression;
    while (at->kind == QasmExpressionKind::Index) at = at->children.front().get();
    return at->text;
}

}  // namespace

Result<QasmWires> QasmLowering::wires(const QasmExpression& expression, QasmSymbol::Kind kind) {
    switch (expression.kind) {
        case QasmExpressionKind::Identifier: return namedWires(expression, kind);
        case QasmExpressionKind::Index: return indexedWires(expression, kind);
        case QasmExpressionKind::Concatenation: return joinedWires(expression, kind);
        case QasmExpressionKind::HardwareQubit:
            if (kind == QasmSymbol::Kind::Qubits) return hardwareQubit(expression);
            break;
        default: break;
    }
    return fail(ErrorCode::InvalidArgument, expression.at,
                joinText({"this does not stand for ", noun(kind)}));
}

Result<QasmWires> QasmLowering::namedWires(const QasmExpression& expression, QasmSymbol::Kind kind) const {
    const QasmSymbol* symbol = find(expression.text);
    if (symbol == nullptr) {
        return fail(ErrorCode::NotFound, expression.at,
                    joinText({"'", expression.text, "' is not declared"}),
                    kind == QasmSymbol::Kind::Qubits ? "Declare it first, as in qubit[2] q;"
                                                     : "Declare it first, as in bit[2] c;");
    }
    if (symbol->kind != kind) {
        const std::string_view is =
            symbol->kind == QasmSymbol::Kind::Value ? "a number" : noun(symbol->kind);
        return fail(ErrorCode::InvalidArgument, expression.at,
                    joinText({"'", expression.text, "' stands for ", is, ", not for ", noun(kind)}));
    }
    if (m_inGate && symbol->type != "gate") {
        return fail(ErrorCode::InvalidArgument, expression.at,
                    joinText({"gate '", m_gateName, "' uses '", expression.text,
                              "', which is not one of its own qubits"}));
    }
    return symbol->wires;
}

/// Physical qubits are numbered like the wires of a register `physical`, provided nothing else is declared.
Result<QasmWires> QasmLowering::hardwareQubit(const QasmExpression& expression) {
    if (!m_parts.qubitRegisters.empty())
        return unsupported(expression.at, "mixing physical qubits with declared ones");
    if (m_inGate)
        return fail(ErrorCode::InvalidArgument, expression.at,
                    joinText({"gate '", m_gateName, "' uses the physical qubit ", expression.text}));
    std::size_t number = 0;
    for (const char c : expression.text.substr(1)) {
        number = std::min<std::size_t>(number * 10 + static_cast<std::size_t>(c - '0'), maxIndices);
    }
    if (number >= maxIndices)
        return fail(
            ErrorCode::ResourceExhausted, expression.at,
            joinText({"the physical qubit ", expression.text, " is beyond the 100000 possible ones"}));
    m_hardwareQubits = std::max(m_hardwareQubits.value_or(0), number + 1);
    m_parts.qubits = *m_hardwareQubits;
    QasmWires wires;
    wires.single = true;
    wires.start = number;
    wires.size = 1;
    return wires;
}

Result<QasmWires> QasmLowering::indexedWires(const QasmExpression& expression, QasmSymbol::Kind kind) {
    QSTORE_TRY(const QasmWires base, wires(*expression.children[0], kind));
    const QasmExpression& index = *expression.children[1];
    const std::string_view name = rootName(expression);
    if (expression.children.size() > 2)
        return fail(ErrorCode::InvalidArgument, index.at,
                    joinText({"'", name, "' has one dimension only"}));
    if (base.single)
        return fail(ErrorCode::InvalidArgument, index.at,
                    joinText({"'", name, "' is a single wire and has no index"}));
    QasmWires result;
    if (index.kind != QasmExpressionKind::Range && index.kind != QasmExpressionKind::Set) {
        QSTORE_TRY(const std::int64_t value, evaluateWhole(index, "an index"));
        QSTORE_TRY(const std::size_t at, position(value, base.size, name, index.at));
        result.single = true;
        result.start = base[at];
        result.size = 1;
        return result;
    }
    QSTORE_TRY(result.list, indices(index, base.size, name));
    for (std::size_t& at : result.list) at = base[at];
    result.size = result.list.size();
    if (result.size == 0)
        return fail(ErrorCode::InvalidArgument, index.at,
                    joinText({"this range of '", name, "' is empty"}));
    return result;
}

Result<QasmWires> QasmLowering::joinedWires(const QasmExpression& expression, QasmSymbol::Kind kind) {
    QasmWires result;
    for (const auto& child : expression.children) {
        QSTORE_TRY(const QasmWires part, wires(*child, kind));
        QSTORE_CHECK(spend(part.size, child->at));
        for (std::size_t i = 0; i < part.size; ++i) result.list.push_back(part[i]);
    }
    result.size = result.list.size();
    return result;
}

Result<std::vector<std::size_t>> QasmLowering::indices(const QasmExpression& index, std::size_t size,
                                                       std::string_view name) {
    if (index.kind == QasmExpressionKind::Range) return rangeIndices(index, size, name);
    std::vector<std::size_t> list;
    for (const auto& child : index.children) {
        QSTORE_TRY(const std::int64_t value, evaluateWhole(*child, "an index"));
        QSTORE_TRY(const std::size_t at, position(value, size, name, child->at));
        list.push_back(at);
    }
    return list;
}

Result<std::vector<std::size_t>> QasmLowering::rangeIndices(const QasmExpression& range, std::size_t size,
                                                            std::string_view name) {
    std::int64_t step = 1;
    if (range.children[1]) {
        QSTORE_TRY(step, evaluateWhole(*range.children[1], "the step of the range"));
    }
    const auto count = static_cast<std::int64_t>(size);
    if (step == 0)
        return fail(ErrorCode::InvalidArgument, range.children[1]->at, "the step of the range is 0");
    if (step > count || step < -count) step = step > 0 ? count : -count;
    std::int64_t first = step > 0 ? 0 : count - 1;
    std::int64_t last = step > 0 ? count - 1 : 0;
    if (range.children[0]) {
        QSTORE_TRY(first, evaluateWhole(*range.children[0], "the start of the range"));
        QSTORE_TRY(const std::size_t at, position(first, size, name, range.children[0]->at));
        first = static_cast<std::int64_t>(at);
    }
    if (range.children[2]) {
        QSTORE_TRY(last, evaluateWhole(*range.children[2], "the end of the range"));
        QSTORE_TRY(const std::size_t at, position(last, size, name, range.children[2]->at));
        last = static_cast<std::int64_t>(at);
    }
    std::vector<std::size_t> list;
    for (std::int64_t i = first; step > 0 ? i <= last : i >= last; i += step)
        list.push_back(static_cast<std::size_t>(i));
    if (m_loops > 0) QSTORE_CHECK(spend(list.size(), range.at));
    return list;
}

/// Negative indices count from the end, as OpenQASM 3 has it.
Result<std::size_t> QasmLowering::position(std::int64_t index, std::size_t size, std::string_view name,
                                           std::size_t at) const {
    const auto count = static_cast<std::int64_t>(size);
    const std::int64_t resolved = index < 0 && m_version != 2 ? index + count : index;
    if (resolved >= 0 && resolved < count) return static_cast<std::size_t>(resolved);
    return fail(ErrorCode::InvalidArgument, at,
                joinText({"index ", std::to_string(index), " is outside of '", name, "', which has size ",
                          std::to_string(size)}),
                joinText({"Indices run from 0 to ", std::to_string(size - 1), "."}));
}

}  // namespace qstore
