// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/circuit/qasm_parser.h"

namespace qstore {

namespace {

constexpr std::uint16_t maxTreeDepth = 1000;
constexpr int powerPrecedence = 12;
constexpr int unaryPrecedence = 11;

struct Precedence {
    std::string_view op;
    int level;
};

/// The operator table of the OpenQASM 3 specification; power and unary are handled apart.
constexpr std::array<Precedence, 18> precedences{{{"*", 10},
                                                  {"/", 10},
                                                  {"%", 10},
                                                  {"+", 9},
                                                  {"-", 9},
                                                  {"<<", 8},
                                                  {">>", 8},
                                                  {"<", 7},
                                                  {"<=", 7},
                                                  {">", 7},
                                                  {">=", 7},
                                                  {"==", 6},
                                                  {"!=", 6},
                                                  {"&", 5},
                                                  {"^", 4},
                                                  {"|", 3},
                                                  {"&&", 2},
                                                  {"||", 1}}};

}  // namespace

int QasmParser::precedence(const QasmToken& op) const {
    if (op.kind != QasmTokenKind::Symbol) return 0;
    if (op.text == "**" || (m_version == 2 && op.text == "^")) return powerPrecedence;
    for (const Precedence& entry : precedences) {
        if (entry.op == op.text) return entry.level;
    }
    return 0;
}

Result<QasmExpressionPtr> QasmParser::expression() {
    const Level level(*this);
    QSTORE_CHECK(checkDepth());
    QSTORE_TRY(auto first, unary());
    return binary(std::move(first), 1);
}

Result<QasmExpressionPtr> QasmParser::binary(QasmExpressionPtr left, int minimum) {
    for (;;) {
        const QasmToken op = token();
        const int level = precedence(op);
        if (level == 0 || level < minimum || level >= unaryPrecedence) return left;
        take();
        QSTORE_TRY(auto right, unary());
        while (precedence(token()) > level && precedence(token()) < unaryPrecedence) {
            QSTORE_TRY(right, binary(std::move(right), level + 1));
        }
        QSTORE_TRY(left, combine(std::move(left), op, std::move(right)));
    }
}

Result<QasmExpressionPtr> QasmParser::combine(QasmExpressionPtr left, const QasmToken& op,
                                              QasmExpressionPtr right) const {
    auto result = makeQasmExpression(QasmExpressionKind::Binary, op);
    const std::uint16_t depth = std::max(left->depth, right->depth);
    if (depth >= maxTreeDepth) {
        return tl::unexpected<Error>(m_source.error(ErrorCode::ResourceExhausted, op.at,
                                                    "this expression has more than 1000 steps in a row",
                                                    "Split it into named parts."));
    }
    result->depth = static_cast<std::uint16_t>(depth + 1);
    result->children.push_back(std::move(left));
    result->children.push_back(std::move(right));
    return result;
}

Result<QasmExpressionPtr> QasmParser::unary() {
    const bool isUnary =
        token().is("-") || token().is("!") || token().is("~") || (m_version == 2 && token().is("+"));
    if (!isUnary) return power();
    const Level level(*this);
    QSTORE_CHECK(checkDepth());
    const QasmToken op = take();
    QSTORE_TRY(auto inner, unary());
    if (op.text == "+") return inner;
    auto result = makeQasmExpression(QasmExpressionKind::Unary, op);
    result->depth = static_cast<std::uint16_t>(inner->depth + 1);
    result->children.push_back(std::move(inner));
    return result;
}

Result<QasmExpressionPtr> QasmParser::power() {
    QSTORE_TRY(auto base, primary());
    QSTORE_TRY(base, postfix(std::move(base)));
    if (precedence(token()) != powerPrecedence) return base;
    const Level level(*this);
    QSTORE_CHECK(checkDepth());
    const QasmToken op = take();
    QSTORE_TRY(auto exponent, unary());
    return combine(std::move(base), op, std::move(exponent));
}

Result<QasmExpressionPtr> QasmParser::postfix(QasmExpressionPtr base) {
    while (token().is("[")) {
        QSTORE_TRY(base, indexed(std::move(base)));
    }
    return base;
}

Result<QasmExpressionPtr> QasmParser::primary() {
    const QasmToken first = token();
    switch (first.kind) {
        case QasmTokenKind::Integer: return makeQasmExpression(QasmExpressionKind::Integer, take());
        case QasmTokenKind::Float: return makeQasmExpression(QasmExpressionKind::Float, take());
        case QasmTokenKind::Imaginary: return makeQasmExpression(QasmExpressionKind::Imaginary, take());
        case QasmTokenKind::Timing: return makeQasmExpression(QasmExpressionKind::Timing, take());
        case QasmTokenKind::HardwareQubit:
            return makeQasmExpression(QasmExpressionKind::HardwareQubit, take());
        case QasmTokenKind::String:
            if (first.text.find_first_not_of("01_", 1) != first.text.size() - 1 ||
                first.text.front() != '"') {
                return error(first.at, "only strings of the digits 0 and 1 are values");
            }
            return makeQasmExpression(QasmExpressionKind::Bitstring, take());
        default: break;
    }
    if (first.is("true") || first.is("false"))
        return makeQasmExpression(QasmExpressionKind::Boolean, take());
    if (first.is("durationof")) return durationOf();
    if (first.is("(")) {
        take();
        QSTORE_TRY(auto inner, expression());
        QSTORE_CHECK(expect(")", "to close the parenthesis"));
        return inner;
    }
    return castOrCall();
}

Result<QasmExpressionPtr> QasmParser::castOrCall() {
    const QasmToken first = token();
    if (startsType(first)) {
        auto result = makeQasmExpression(QasmExpressionKind::Cast, first);
        QSTORE_TRY(result->type, anyType());
        QSTORE_CHECK(expect("(", "and a value after the type"));
        QSTORE_TRY(auto inner, expression());
        QSTORE_CHECK(expect(")", "after the value"));
        result->depth = static_cast<std::uint16_t>(inner->depth + 1);
        result->children.push_back(std::move(inner));
        return result;
    }
    const bool call = token(1).is("(");
    if (first.kind != QasmTokenKind::Identifier && !(call && first.is("pow")))
        return expected("an expression");
    take();
    if (!call) return makeQasmExpression(QasmExpressionKind::Identifier, first);
    auto result = makeQasmExpression(QasmExpressionKind::Call, first);
    QSTORE_TRY(result->children, parenthesized());
    for (const auto& child : result->children) {
        result->depth = std::max(result->depth, static_cast<std::uint16_t>(child->depth + 1));
    }
    return result;
}

Result<QasmExpressionPtr> QasmParser::durationOf() {
    auto result = makeQasmExpression(QasmExpressionKind::DurationOf, take());
    QSTORE_CHECK(expect("(", "after durationof"));
    QSTORE_CHECK(scope("durationof"));
    QSTORE_CHECK(expect(")", "after the block"));
    return result;
}

Result<std::vector<QasmExpressionPtr>> QasmParser::parenthesized() {
    std::vector<QasmExpressionPtr> list;
    QSTORE_CHECK(expect("(", "and arguments"));
    while (!token().is(")")) {
        QSTORE_TRY(auto item, expression());
        list.push_back(std::move(item));
        if (!accept(",")) break;
    }
    QSTORE_CHECK(expect(")", "after the arguments"));
    return list;
}

Result<QasmExpressionPtr> QasmParser::indexed(QasmExpressionPtr base) {
    const Level level(*this);
    QSTORE_CHECK(checkDepth());
    auto result = makeQasmExpression(QasmExpressionKind::Index, token());
    QSTORE_CHECK(expect("[", "and an index"));
    result->at = base->at;
    result->depth = static_cast<std::uint16_t>(base->depth + 1);
    if (result->depth >= maxTreeDepth) return error(token().at, "too many indices in a row");
    result->children.push_back(std::move(base));
    if (token().is("{")) {
        QSTORE_TRY(auto entry, set(false, false));
        result->children.push_back(std::move(entry));
    } else {
        do {
            if (token().is("]") && result->children.size() > 1) break;
            QSTORE_TRY(auto entry, indexEntry());
            result->children.push_back(std::move(entry));
        } while (accept(","));
    }
    for (const auto& child : result->children) {
        result->depth = std::max(result->depth, static_cast<std::uint16_t>(child->depth + 1));
    }
    QSTORE_CHECK(expect("]", "after the index"));
    return result;
}

/// `i`, `a:b`, `a:step:b`, with either end left out.
Result<QasmExpressionPtr> QasmParser::indexEntry() {
    auto range = makeQasmExpression(QasmExpressionKind::Range, token());
    QasmExpressionPtr first;
    QasmExpressionPtr second;
    if (!token().is(":")) {
        QSTORE_TRY(first, expression());
        if (!token().is(":")) return first;
    }
    take();
    const auto ends = [this] { return token().is("]") || token().is(":") || token().is(","); };
    if (!ends()) {
        QSTORE_TRY(second, expression());
    }
    QasmExpressionPtr third;
    const bool stepped = accept(":");
    if (stepped) {
        QSTORE_TRY(third, expression());
    }
    for (const auto* part : {&first, &second, &third}) {
        if (*part) range->depth = std::max(range->depth, static_cast<std::uint16_t>((*part)->depth + 1));
    }
    range->children.push_back(std::move(first));
    range->children.push_back(stepped ? std::move(second) : nullptr);
    range->children.push_back(stepped ? std::move(third) : std::move(second));
    return range;
}

/// `{1, 2, 3}`; `nested` for array literals of several dimensions.
Result<QasmExpressionPtr> QasmParser::set(bool mayBeEmpty, bool nested) {
    const Level level(*this);
    QSTORE_CHECK(checkDepth());
    auto result = makeQasmExpression(QasmExpressionKind::Set, token());
    QSTORE_CHECK(expect("{", "and values"));
    while (!token().is("}")) {
        QasmExpressionPtr item;
        if (nested && token().is("{")) {
            QSTORE_TRY(item, set(true, true));
        } else {
            QSTORE_TRY(item, expression());
        }
        result->depth = std::max(result->depth, static_cast<std::uint16_t>(item->depth + 1));
        result->children.push_back(std::move(item));
        if (!accept(",")) break;
    }
    if (result->children.empty() && !mayBeEmpty) return error(token().at, "this set is empty");
    QSTORE_CHECK(expect("}", "after the values"));
    return result;
}

Result<QasmExpressionPtr> QasmParser::operand() {
    if (token().kind == QasmTokenKind::HardwareQubit)
        return makeQasmExpression(QasmExpressionKind::HardwareQubit, take());
    if (token().kind != QasmTokenKind::Identifier) return expected("a qubit or register");
    return postfix(makeQasmExpression(QasmExpressionKind::Identifier, take()));
}

Result<QasmExpressionPtr> QasmParser::measureExpression() {
    auto result = makeQasmExpression(QasmExpressionKind::Measure, take());
    QSTORE_TRY(auto measured, operand());
    result->children.push_back(std::move(measured));
    return result;
}

Result<QasmExpressionPtr> QasmParser::assigned(bool declaration) {
    if (token().is("measure")) return measureExpression();
    if (declaration && token().is("{")) return set(true, true);
    QSTORE_TRY(auto value, expression());
    if ((value->kind == QasmExpressionKind::Identifier || value->kind == QasmExpressionKind::Call) &&
        startsOperand(token())) {
        auto call = makeQasmExpression(QasmExpressionKind::QuantumCall, token());
        call->at = value->at;
        call->text = value->text;
        do {
            if (!startsOperand(token()) && !call->children.empty()) break;
            QSTORE_TRY(auto next, operand());
            call->children.push_back(std::move(next));
        } while (accept(","));
        return call;
    }
    if (!declaration || !token().is("++")) return value;
    auto joined = makeQasmExpression(QasmExpressionKind::Concatenation, token());
    joined->depth = static_cast<std::uint16_t>(value->depth + 1);
    joined->children.push_back(std::move(value));
    while (accept("++")) {
        QSTORE_TRY(auto next, expression());
        joined->depth = std::max(joined->depth, static_cast<std::uint16_t>(next->depth + 1));
        joined->children.push_back(std::move(next));
    }
    return joined;
}

}  // namespace qstore
