// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/number_text.h"
#include "core/circuit/qasm_lowering.h"

namespace qstore {

namespace {

std::optional<double> namedConstant(std::string_view name) {
    if (name == "pi" || name == "π") return std::numbers::pi;
    if (name == "tau" || name == "τ") return 2 * std::numbers::pi;
    if (name == "euler" || name == "ℇ") return std::numbers::e;
    return std::nullopt;
}

std::string withoutUnderscores(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c != '_') digits += c;
    }
    return digits;
}

/// Nothing when the number does not fit 64 bits.
std::optional<std::uint64_t> wholeNumber(std::string_view text) {
    int base = 10;
    if (text.size() > 2 && text[0] == '0') {
        if (text[1] == 'b' || text[1] == 'B') base = 2;
        if (text[1] == 'o') base = 8;
        if (text[1] == 'x' || text[1] == 'X') base = 16;
        if (base != 10) text.remove_prefix(2);
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

Result<QasmValue> QasmLowering::evaluate(const QasmExpression& expression) {
    switch (expression.kind) {
        case QasmExpressionKind::Integer:
        case QasmExpressionKind::Float:
        case QasmExpressionKind::Bitstring:
        case QasmExpressionKind::Boolean: return evaluateLiteral(expression);
        case QasmExpressionKind::Identifier: return evaluateName(expression);
        case QasmExpressionKind::Call: return evaluateCall(expression);
        case QasmExpressionKind::Cast: return evaluateCast(expression);
        case QasmExpressionKind::Index: return evaluateIndex(expression);
        case QasmExpressionKind::Unary: {
            QSTORE_TRY(const QasmValue inner, evaluate(*expression.children[0]));
            auto result = applyQasmUnary(expression.text, inner);
            return result ? std::move(result) : Result<QasmValue>(located(result.error(), expression.at));
        }
        case QasmExpressionKind::Binary: {
            QSTORE_TRY(const QasmValue left, evaluate(*expression.children[0]));
            QSTORE_TRY(const QasmValue right, evaluate(*expression.children[1]));
            auto result = applyQasmBinary(expression.text, left, right, m_version == 2);
            return result ? std::move(result) : Result<QasmValue>(located(result.error(), expression.at));
        }
        case QasmExpressionKind::Imaginary: return unsupported(expression.at, "an imaginary number");
        case QasmExpressionKind::Timing:
        case QasmExpressionKind::DurationOf: return unsupported(expression.at, "a duration");
        case QasmExpressionKind::Measure: return unsupported(expression.at, "a measurement as a value");
        case QasmExpressionKind::QuantumCall: return unsupported(expression.at, "a subroutine call");
        case QasmExpressionKind::HardwareQubit:
            return fail(ErrorCode::InvalidArgument, expression.at, "a physical qubit is not a number");
        default: return unsupported(expression.at, "a list of values here");
    }
}

Result<QasmValue> QasmLowering::evaluateLiteral(const QasmExpression& expression) const {
    if (expression.kind == QasmExpressionKind::Boolean)
        return QasmValue::boolean(expression.text == "true");
    const bool plain = expression.text.find('_') == std::string_view::npos;
    const std::string copy = plain ? std::string() : withoutUnderscores(expression.text);
    const std::string_view text = plain ? expression.text : std::string_view(copy);
    if (expression.kind == QasmExpressionKind::Bitstring) {
        const std::string_view digits = text.substr(1, text.size() - 2);
        if (digits.size() > 64) return unsupported(expression.at, "a pattern of more than 64 bits");
        const auto pattern = wholeNumber("0b" + std::string(digits));
        return QasmValue::bits(pattern.value_or(0), static_cast<unsigned>(digits.size()));
    }
    if (expression.kind == QasmExpressionKind::Integer) {
        if (const auto value = wholeNumber(text)) {
            QasmValue whole = QasmValue::whole(static_cast<std::int64_t>(*value));
            whole.isUnsigned =
                *value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
            return whole;
        }
    }
    const auto number = textToNumber(text);
    if (!number || !std::isfinite(*number)) {
        return fail(ErrorCode::InvalidArgument, expression.at,
                    joinText({"the number ", text.substr(0, 60), " is too large"}));
    }
    return QasmValue::number(*number);
}

Result<QasmValue> QasmLowering::evaluateName(const QasmExpression& expression) const {
    const QasmSymbol* symbol = find(expression.text);
    if (symbol == nullptr) {
        if (const auto constant = namedConstant(expression.text)) return QasmValue::number(*constant);
        return fail(ErrorCode::NotFound, expression.at,
                    joinText({"'", expression.text, "' is not declared"}),
                    "Declare it as a constant, or as input float[64] to make it a parameter.");
    }
    if (symbol->kind == QasmSymbol::Kind::Qubits) {
        return fail(ErrorCode::InvalidArgument, expression.at,
                    joinText({"'", expression.text, "' stands for qubits, not for a number"}));
    }
    if (symbol->kind == QasmSymbol::Kind::Bits) {
        return unsupported(
            expression.at, joinText({"computing with the measured bits '", expression.text, "'"}),
            "Their values are known only when the circuit runs; an if can compare them with constants.");
    }
    if (symbol->isUnset)
        return unsupported(expression.at,
                           joinText({"reading '", expression.text, "' before it has a value"}));
    if (m_inGate && !symbol->isConstant) {
        return fail(
            ErrorCode::InvalidArgument, expression.at,
            joinText({"gate '", m_gateName, "' uses '", expression.text, "', which is not constant"}),
            "Pass it to the gate as an argument.");
    }
    const bool isInput = symbol->value.isSymbolic() && symbol->branch == 0 && symbol->type != "gate";
    if (m_inGate && isInput) {
        return fail(ErrorCode::InvalidArgument, expression.at,
                    joinText({"gate '", m_gateName, "' uses the input '", expression.text, "'"}),
                    "Pass it to the gate as an argument.");
    }
    return symbol->value;
}

Result<QasmValue> QasmLowering::evaluateCall(const QasmExpression& expression) {
    if (expression.text == "sizeof") return unsupported(expression.at, "sizeof");
    std::vector<QasmValue> arguments;
    for (const auto& child : expression.children) {
        QSTORE_TRY(QasmValue argument, evaluate(*child));
        arguments.push_back(std::move(argument));
    }
    auto result = callQasmFunction(expression.text, arguments);
    if (!result) return located(result.error(), expression.at);
    return result;
}

Result<QasmValue> QasmLowering::evaluateIndex(const QasmExpression& expression) {
    QSTORE_TRY(const QasmValue base, evaluate(*expression.children[0]));
    if (base.kind == QasmValue::Kind::Real || base.width == 0) {
        return fail(ErrorCode::InvalidArgument, expression.at,
                    "only registers and values of known width have bits to index");
    }
    if (expression.children.size() != 2 || expression.children[1]->kind == QasmExpressionKind::Range ||
        expression.children[1]->kind == QasmExpressionKind::Set) {
        return unsupported(expression.at, "a part of a value of several bits");
    }
    QSTORE_TRY(const std::int64_t index, evaluateWhole(*expression.children[1], "an index"));
    QSTORE_TRY(const std::size_t bit, position(index, base.width, "the value", expression.children[1]->at));
    return QasmValue::boolean(((static_cast<std::uint64_t>(base.integer) >> bit) & 1U) != 0);
}

Result<QasmValue> QasmLowering::evaluateCast(const QasmExpression& expression) {
    QSTORE_TRY(const QasmValue inner, evaluate(*expression.children[0]));
    QSTORE_TRY(const unsigned width, typeWidth(*expression.type));
    auto result = castQasmValue(expression.type->name, width, inner, true);
    if (!result) return located(result.error(), expression.at);
    return result;
}

Result<std::int64_t> QasmLowering::evaluateWhole(const QasmExpression& expression, std::string_view what) {
    QSTORE_TRY(const QasmValue value, evaluate(expression));
    const bool whole = !value.isSymbolic() && value.kind != QasmValue::Kind::Real &&
                       !(value.isUnsigned && value.integer < 0);
    if (whole) return value.integer;
    return fail(ErrorCode::InvalidArgument, expression.at,
                joinText({what, " must be a whole number, not ", value.describe()}));
}

}  // namespace qstore
