// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/circuit/qasm_lowering.h"

namespace qstore {

namespace {

constexpr std::size_t maxConditionBits = 64;
/// `<` and its like are spelled out value by value up to this many bits.
constexpr std::size_t maxOrderedBits = 6;

bool isComparison(std::string_view op) {
    return op == "==" || op == "!=" || op == "<" || op == "<=" || op == ">" || op == ">=";
}

/// a op b is b mirrored(op) a.
std::string_view mirrored(std::string_view op) {
    if (op == "<") return ">";
    if (op == "<=") return ">=";
    if (op == ">") return "<";
    return op == ">=" ? "<=" : op;
}

bool holds(std::string_view op, std::int64_t a, std::int64_t b) {
    if (op == "<") return a < b;
    if (op == "<=") return a <= b;
    return op == ">" ? a > b : a >= b;
}

std::vector<ClassicalBit> bitList(const QasmWires& wires) {
    std::vector<ClassicalBit> bits;
    for (std::size_t i = 0; i < wires.size; ++i) bits.push_back(wires[i]);
    return bits;
}

}  // namespace

bool QasmLowering::readsBits(const QasmExpression& expression) const {
    if (expression.kind == QasmExpressionKind::Identifier) {
        const QasmSymbol* symbol = find(expression.text);
        return symbol != nullptr && symbol->kind == QasmSymbol::Kind::Bits;
    }
    return std::any_of(expression.children.begin(), expression.children.end(),
                       [this](const QasmExpressionPtr& child) { return child && readsBits(*child); });
}

Result<QasmLogic> QasmLowering::logic(const QasmExpression& expression) {
    if (!readsBits(expression)) {
        QSTORE_TRY(const QasmValue value, evaluate(expression));
        if (value.isSymbolic()) return unsupported(expression.at, "an if that depends on an input");
        return QasmLogic::constant(value.truth());
    }
    if (expression.kind == QasmExpressionKind::Unary &&
        (expression.text == "!" || expression.text == "~")) {
        if (expression.text == "~") {
            QSTORE_TRY(const auto bits, runtimeBits(*expression.children[0]));
            if (!bits || bits->wires.size != 1)
                return unsupported(expression.at, "'~' on several measured bits");
        }
        QSTORE_TRY(const QasmLogic inner, logic(*expression.children[0]));
        auto opposite = logicNot(inner);
        return opposite ? std::move(opposite) : Result<QasmLogic>(located(opposite.error(), expression.at));
    }
    if (expression.kind == QasmExpressionKind::Binary &&
        (expression.text == "&&" || expression.text == "||")) {
        QSTORE_TRY(const QasmLogic left, logic(*expression.children[0]));
        QSTORE_TRY(const QasmLogic right, logic(*expression.children[1]));
        auto joined = expression.text == "&&" ? logicAnd(left, right) : logicOr(left, right);
        return joined ? std::move(joined) : Result<QasmLogic>(located(joined.error(), expression.at));
    }
    if (expression.kind == QasmExpressionKind::Binary && isComparison(expression.text))
        return comparison(expression);
    if (expression.kind == QasmExpressionKind::Cast && expression.type->name == "bool")
        return logic(*expression.children[0]);
    QSTORE_TRY(const auto bits, runtimeBits(expression));
    if (bits) return isSet(*bits, expression.at);
    return unsupported(expression.at, "this computation with measured bits",
                       "Compare bits or registers with constants, joined by &&, || and !.");
}

Result<QasmLogic> QasmLowering::comparison(const QasmExpression& expression) {
    const QasmExpression& left = *expression.children[0];
    const QasmExpression& right = *expression.children[1];
    QSTORE_TRY(const auto leftBits, runtimeBits(left));
    QSTORE_TRY(const auto rightBits, runtimeBits(right));
    if (leftBits && rightBits) return compareTwo(*leftBits, *rightBits, expression.text, expression.at);
    const bool usable = (leftBits && !readsBits(right)) || (rightBits && !readsBits(left));
    if (!usable) {
        return unsupported(expression.at, "this computation with measured bits",
                           "Compare bits or registers with constants, joined by &&, || and !.");
    }
    QSTORE_TRY(const QasmValue value, evaluate(leftBits ? right : left));
    if (value.isSymbolic()) return unsupported(expression.at, "comparing measured bits with an input");
    if (leftBits) return compareBits(*leftBits, expression.text, value, expression.at);
    return compareBits(*rightBits, mirrored(expression.text), value, expression.at);
}

Result<QasmLogic> QasmLowering::compareBits(const RuntimeBits& bits, std::string_view op,
                                            const QasmValue& value, std::size_t at) const {
    const std::size_t count = bits.wires.size;
    if (count > maxConditionBits)
        return unsupported(at, joinText({"a condition on ", std::to_string(count), " bits (at most 64)"}));
    if (value.kind == QasmValue::Kind::Real) {
        return fail(ErrorCode::InvalidArgument, at,
                    joinText({"measured bits cannot be compared with the real number ", value.describe()}));
    }
    if (value.kind == QasmValue::Kind::Bits && value.width != count) {
        return fail(ErrorCode::InvalidArgument, at,
                    joinText({std::to_string(count), " bits are compared with a pattern of ",
                              std::to_string(value.width)}));
    }
    if (op != "==" && op != "!=") {
        if (count > maxOrderedBits)
            return unsupported(at, joinText({"'", op, "' on a register of more than 6 bits"}));
        if (value.isUnsigned && value.integer < 0) return QasmLogic::constant(op == "<" || op == "<=");
        QasmLogic cases;
        const std::int64_t half = bits.isSigned ? std::int64_t{1} << (count - 1) : 0;
        for (std::int64_t i = 0; i < std::int64_t{1} << count; ++i) {
            const std::int64_t read = bits.isSigned && i >= half ? i - 2 * half : i;
            if (holds(op, read, value.integer))
                cases.cases.push_back({{bitList(bits.wires), static_cast<std::uint64_t>(i), false}});
        }
        return cases;
    }
    const bool negated = op == "!=";
    auto pattern = static_cast<std::uint64_t>(value.integer);
    const std::uint64_t mask = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    bool possible = (pattern & ~mask) == 0 && (value.integer >= 0 || value.isUnsigned);
    if (bits.isSigned) {
        const std::uint64_t sign = std::uint64_t{1} << (count - 1);
        possible = value.integer < 0 ? (pattern | (mask >> 1U)) == ~std::uint64_t{0}
                                     : (pattern & ~(mask >> 1U)) == 0;
        if (value.integer < 0 && (pattern & sign) == 0) possible = false;
        pattern &= mask;
    }
    if (!possible) return QasmLogic::constant(negated);
    return QasmLogic::of({bitList(bits.wires), pattern, negated});
}

Result<QasmLogic> QasmLowering::compareTwo(const RuntimeBits& a, const RuntimeBits& b, std::string_view op,
                                           std::size_t at) const {
    if (a.wires.size != 1 || b.wires.size != 1 || (op != "==" && op != "!=")) {
        return unsupported(at, "comparing two measured registers",
                           "Compare them bit by bit, with == and !=.");
    }
    const QasmLogic left = QasmLogic::of({{a.wires[0]}, 1, false});
    const QasmLogic right = QasmLogic::of({{b.wires[0]}, 1, false});
    QSTORE_TRY(const QasmLogic differ, logicXor(left, right));
    return op == "!=" ? Result<QasmLogic>(differ) : logicNot(differ);
}

/// A bit that is 1, or a register that is not zero.
Result<QasmLogic> QasmLowering::isSet(const RuntimeBits& bits, std::size_t at) const {
    if (bits.wires.size > maxConditionBits) return unsupported(at, "a condition on more than 64 bits");
    if (bits.wires.size == 1) return QasmLogic::of({bitList(bits.wires), 1, false});
    return QasmLogic::of({bitList(bits.wires), 0, true});
}

/// The bits that an expression reads unchanged: a name, an index, a cast of these.
Result<std::optional<QasmLowering::RuntimeBits>> QasmLowering::runtimeBits(
    const QasmExpression& expression) {
    if (!readsBits(expression)) return std::optional<RuntimeBits>();
    if (expression.kind == QasmExpressionKind::Identifier || expression.kind == QasmExpressionKind::Index) {
        RuntimeBits bits;
        QSTORE_TRY(bits.wires, wires(expression, QasmSymbol::Kind::Bits));
        return std::optional<RuntimeBits>(std::move(bits));
    }
    const bool cast = expression.kind == QasmExpressionKind::Cast &&
                      (expression.type->name == "int" || expression.type->name == "uint" ||
                       expression.type->name == "bit");
    if (!cast) return std::optional<RuntimeBits>();
    QSTORE_TRY(auto inner, runtimeBits(*expression.children[0]));
    if (!inner) return inner;
    QSTORE_TRY(const unsigned width, typeWidth(*expression.type));
    const unsigned bits = width != 0 ? width : expression.type->name == "bit" ? 1 : 64;
    if (bits < inner->wires.size) return unsupported(expression.at, "a cast that cuts off measured bits");
    inner->isSigned = expression.type->name == "int" && bits == inner->wires.size;
    return inner;
}

}  // namespace qstore
