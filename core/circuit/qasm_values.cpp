// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm_values.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/base/number_text.h"
#include "core/circuit/qasm_source.h"

namespace qstore {

namespace {

constexpr std::uint16_t maxSymbolicDepth = 1000;
constexpr std::size_t maxSymbolicSize = 10'000;

tl::unexpected<Error> invalid(std::initializer_list<std::string_view> pieces) {
    return fail(ErrorCode::InvalidArgument, joinText(pieces));
}

std::uint64_t maskOf(unsigned width) {
    return width == 0 || width >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1;
}

bool isComparison(std::string_view op) {
    return op == "==" || op == "!=" || op == "<" || op == "<=" || op == ">" || op == ">=";
}

template <class T>
bool compare(std::string_view op, const T& a, const T& b) {
    if (op == "==") return a == b;
    if (op == "!=") return a != b;
    if (op == "<") return a < b;
    if (op == "<=") return a <= b;
    return op == ">" ? a > b : a >= b;
}

Result<QasmValue> finite(double value, std::string_view what) {
    if (std::isfinite(value)) return QasmValue::number(value);
    return invalid({"the value of '", what, "' is not a finite number"});
}

std::size_t sizeOf(const QasmValue& value) {
    return value.isSymbolic() ? value.symbolic->size() : 1;
}

/// Everything that walks an angle does so once for each time it is written out, and `x = x*x + x` doubles
/// it.
Status checkSymbolicSize(std::uint16_t depth, std::size_t size) {
    if (depth >= maxSymbolicDepth)
        return fail(ErrorCode::ResourceExhausted, "this symbolic angle has more than 1000 steps in a row");
    if (size >= maxSymbolicSize)
        return fail(ErrorCode::ResourceExhausted,
                    "written out, this symbolic angle has more than 10000 numbers, symbols and operations",
                    "Make the value an input of its own, or shorten the expression.");
    return {};
}

Result<QasmValue> symbolicBinary(std::string_view op, const QasmValue& a, const QasmValue& b) {
    const std::uint16_t depth = std::max(a.depth, b.depth);
    QSTORE_CHECK(checkSymbolicSize(depth, sizeOf(a) + sizeOf(b)));
    const auto next = static_cast<std::uint16_t>(depth + 1);
    const Angle left = a.toAngle();
    const Angle right = b.toAngle();
    if (op == "+") return QasmValue::expression(left + right, next);
    if (op == "-") return QasmValue::expression(left - right, next);
    if (op == "*") return QasmValue::expression(left * right, next);
    if (op == "/") return QasmValue::expression(left / right, next);
    if (op == "**" || op == "^") {
        QSTORE_TRY(Angle power, Angle::call("pow", {left, right}));
        return QasmValue::expression(std::move(power), next);
    }
    return fail(ErrorCode::Unsupported,
                joinText({"'", op, "' cannot be used with a parameter, whose value is not known yet"}));
}

Result<QasmValue> realBinary(std::string_view op, double a, double b) {
    const std::string shown = joinText({numberToText(a), " ", op, " ", numberToText(b)});
    if (op == "+") return finite(a + b, shown);
    if (op == "-") return finite(a - b, shown);
    if (op == "*") return finite(a * b, shown);
    if (op == "/") return finite(a / b, shown);
    if (op == "%") return finite(std::fmod(a, b), shown);
    if (op == "**" || op == "^") return finite(std::pow(a, b), shown);
    return invalid({"'", op, "' is not defined for real numbers"});
}

Result<QasmValue> overflow() {
    return invalid({"this whole number does not fit 64 bits"});
}

Result<QasmValue> integerPower(std::int64_t base, std::int64_t exponent) {
    if (exponent < 0) return realBinary("**", static_cast<double>(base), static_cast<double>(exponent));
    if (base == 0 || base == 1) return QasmValue::whole(exponent == 0 ? 1 : base);
    if (base == -1) return QasmValue::whole(exponent % 2 == 0 ? 1 : -1);
    std::int64_t result = 1;
    for (std::int64_t i = 0; i < exponent; ++i) {
        if (__builtin_mul_overflow(result, base, &result)) return overflow();
    }
    return QasmValue::whole(result);
}

/// Arithmetic of two whole numbers; null result of `op` not being arithmetic is an error.
Result<QasmValue> integerArithmetic(std::string_view op, std::int64_t a, std::int64_t b,
                                    bool realDivision) {
    std::int64_t result = 0;
    if (op == "+") return __builtin_add_overflow(a, b, &result) ? overflow() : QasmValue::whole(result);
    if (op == "-") return __builtin_sub_overflow(a, b, &result) ? overflow() : QasmValue::whole(result);
    if (op == "*") return __builtin_mul_overflow(a, b, &result) ? overflow() : QasmValue::whole(result);
    if (op == "**" || op == "^") return integerPower(a, b);
    if (op == "/" && realDivision) return realBinary(op, static_cast<double>(a), static_cast<double>(b));
    if (b == 0) return invalid({"division of ", std::to_string(a), " by zero"});
    if (b == -1) return op == "/" ? integerArithmetic("-", 0, a, false) : QasmValue::whole(0);
    return QasmValue::whole(op == "/" ? a / b : a % b);
}

Result<QasmValue> bitwise(std::string_view op, const QasmValue& a, const QasmValue& b) {
    const auto left = static_cast<std::uint64_t>(a.integer);
    const auto right = static_cast<std::uint64_t>(b.integer);
    std::uint64_t result = 0;
    if (op == "<<" || op == ">>") {
        if (b.integer < 0) return invalid({"a shift by ", std::to_string(b.integer), " places"});
        if (op == "<<" && a.width == 0 && (right >= 63 || (left << right) >> right != left))
            return overflow();
        if (right < 64) result = op == "<<" ? left << right : left >> right;
    } else {
        result = op == "&" ? left & right : op == "|" ? left | right : left ^ right;
    }
    QasmValue value = a;
    value.integer = static_cast<std::int64_t>(result & maskOf(a.width));
    return value;
}

bool isBitwise(std::string_view op, bool realDivision) {
    return op == "&" || op == "|" || (op == "^" && !realDivision) || op == "<<" || op == ">>";
}

}  // namespace

QasmValue QasmValue::boolean(bool value) {
    QasmValue made;
    made.kind = QasmValue::Kind::Boolean;
    made.integer = value ? 1 : 0;
    made.width = 1;
    return made;
}

QasmValue QasmValue::whole(std::int64_t value, unsigned width) {
    QasmValue made;
    made.integer = value;
    made.width = width;
    return made;
}

QasmValue QasmValue::number(double value) {
    QasmValue made;
    made.kind = QasmValue::Kind::Real;
    made.real = value;
    return made;
}

QasmValue QasmValue::bits(std::uint64_t pattern, unsigned width) {
    QasmValue made;
    made.kind = QasmValue::Kind::Bits;
    made.isUnsigned = true;
    made.integer = static_cast<std::int64_t>(pattern);
    made.width = width;
    return made;
}

QasmValue QasmValue::expression(Angle angle, std::uint16_t depth) {
    QasmValue made;
    made.kind = QasmValue::Kind::Real;
    made.depth = depth;
    if (const auto constant = angle.constant()) {
        made.real = *constant;
    } else {
        made.symbolic = std::move(angle);
    }
    return made;
}

bool QasmValue::truth() const {
    return kind == QasmValue::Kind::Real ? real != 0.0 : integer != 0;
}

double QasmValue::toDouble() const {
    if (kind == QasmValue::Kind::Real) return real;
    return isUnsigned ? static_cast<double>(static_cast<std::uint64_t>(integer))
                      : static_cast<double>(integer);
}

Angle QasmValue::toAngle() const {
    return symbolic ? *symbolic : Angle(toDouble());
}

std::string QasmValue::describe() const {
    if (symbolic) return symbolic->toText();
    if (kind == QasmValue::Kind::Boolean) return integer != 0 ? "true" : "false";
    if (kind == QasmValue::Kind::Real) return numberToText(real);
    return isUnsigned ? std::to_string(static_cast<std::uint64_t>(integer)) : std::to_string(integer);
}

Result<QasmValue> applyQasmBinary(std::string_view op, const QasmValue& a, const QasmValue& b,
                                  bool realDivision) {
    if (op == "&&") return QasmValue::boolean(a.truth() && b.truth());
    if (op == "||") return QasmValue::boolean(a.truth() || b.truth());
    if (a.isSymbolic() || b.isSymbolic()) return symbolicBinary(op, a, b);
    const bool real = a.kind == QasmValue::Kind::Real || b.kind == QasmValue::Kind::Real;
    const bool large = (a.isUnsigned && a.integer < 0) || (b.isUnsigned && b.integer < 0);
    if (isComparison(op)) {
        if (real || large) return QasmValue::boolean(compare(op, a.toDouble(), b.toDouble()));
        return QasmValue::boolean(compare(op, a.integer, b.integer));
    }
    if (isBitwise(op, realDivision)) {
        if (real) return invalid({"'", op, "' is not defined for real numbers"});
        return bitwise(op, a, b);
    }
    if (real || large) return realBinary(op, a.toDouble(), b.toDouble());
    return integerArithmetic(op, a.integer, b.integer, realDivision);
}

Result<QasmValue> applyQasmUnary(std::string_view op, const QasmValue& a) {
    if (a.isSymbolic()) {
        if (op != "-")
            return fail(
                ErrorCode::Unsupported,
                joinText({"'", op, "' cannot be used with a parameter, whose value is not known yet"}));
        return QasmValue::expression(-*a.symbolic, static_cast<std::uint16_t>(a.depth + 1));
    }
    if (op == "!") return QasmValue::boolean(!a.truth());
    if (op == "-") {
        if (a.kind == QasmValue::Kind::Real) return QasmValue::number(-a.real);
        if (a.isUnsigned && a.integer < 0) return QasmValue::number(-a.toDouble());
        return integerArithmetic("-", 0, a.integer, false);
    }
    if (a.kind == QasmValue::Kind::Real) return invalid({"'~' is not defined for real numbers"});
    if (a.width == 0) return invalid({"'~' needs a value of known width, such as uint[8]"});
    QasmValue result = a;
    result.integer = static_cast<std::int64_t>(~static_cast<std::uint64_t>(a.integer) & maskOf(a.width));
    return result;
}

Result<QasmValue> callQasmFunction(std::string_view name, const std::vector<QasmValue>& arguments) {
    const auto exactly = [&](std::size_t count) { return arguments.size() == count; };
    if (name == "popcount" && exactly(1) && arguments[0].kind != QasmValue::Kind::Real) {
        return QasmValue::whole(std::popcount(static_cast<std::uint64_t>(arguments[0].integer)));
    }
    if (name == "mod" && exactly(2)) return applyQasmBinary("%", arguments[0], arguments[1], false);
    if ((name == "floor" || name == "ceiling") && exactly(1) && !arguments[0].isSymbolic()) {
        const double value = arguments[0].toDouble();
        return QasmValue::number(name == "floor" ? std::floor(value) : std::ceil(value));
    }
    if (name == "pow" && exactly(2)) return applyQasmBinary("**", arguments[0], arguments[1], false);
    std::vector<Angle> angles;
    std::uint16_t depth = 0;
    std::size_t size = 0;
    for (const QasmValue& argument : arguments) {
        angles.push_back(argument.toAngle());
        depth = std::max(depth, argument.depth);
        size += sizeOf(argument);
    }
    QSTORE_CHECK(checkSymbolicSize(depth, size));
    QSTORE_TRY(Angle result, Angle::call(name, angles));
    const bool symbolic =
        std::any_of(arguments.begin(), arguments.end(), [](const QasmValue& v) { return v.isSymbolic(); });
    if (!symbolic && !result.constant()) {
        return invalid({"the value of '", name, "(",
                        arguments.empty() ? std::string() : arguments[0].describe(),
                        ")' is not a finite number"});
    }
    return QasmValue::expression(std::move(result), static_cast<std::uint16_t>(depth + 1));
}

namespace {

Result<QasmValue> castToInteger(std::string_view type, unsigned width, const QasmValue& value,
                                bool isExplicit) {
    QasmValue whole = value;
    whole.kind = QasmValue::Kind::Integer;
    if (value.kind == QasmValue::Kind::Real) {
        if (!isExplicit && std::trunc(value.real) != value.real) {
            return invalid({value.describe(), " is not a whole number"});
        }
        if (std::abs(value.real) >= 9.2e18) return overflow();
        whole.integer = static_cast<std::int64_t>(value.real);
    }
    whole.isUnsigned = type == "uint" || (whole.isUnsigned && whole.integer < 0);
    const unsigned bits = width == 0 ? 64 : width;
    const bool isSigned = type == "int";
    const auto pattern = static_cast<std::uint64_t>(whole.integer) & maskOf(bits);
    std::int64_t wrapped = static_cast<std::int64_t>(pattern);
    if (isSigned && bits < 64 && (pattern >> (bits - 1)) != 0)
        wrapped = static_cast<std::int64_t>(pattern | ~maskOf(bits));
    const bool negative = !value.isUnsigned && whole.integer < 0 && value.kind != QasmValue::Kind::Bits;
    const bool fits = wrapped == whole.integer && !(type == "uint" && negative);
    if (!fits && !isExplicit) {
        const std::string shown =
            width == 0 ? std::string(type) : joinText({type, "[", std::to_string(width), "]"});
        return invalid({value.describe(), " does not fit ", shown});
    }
    whole.integer = wrapped;
    whole.width = bits;
    whole.real = 0.0;
    return whole;
}

}  // namespace

Result<QasmValue> castQasmValue(std::string_view type, unsigned width, const QasmValue& value,
                                bool isExplicit) {
    if (type == "float" || type == "angle") {
        if (value.kind == QasmValue::Kind::Bits)
            return fail(ErrorCode::Unsupported,
                        joinText({"bits as a value of type ", type, " are not supported"}));
        return value.isSymbolic() ? value : QasmValue::number(value.toDouble());
    }
    if (value.isSymbolic()) {
        return fail(ErrorCode::Unsupported,
                    joinText({"a parameter as a value of type ", type, " is not supported"}));
    }
    if (type == "bool") return QasmValue::boolean(value.truth());
    if (width > 64)
        return fail(ErrorCode::Unsupported,
                    joinText({type, "[", std::to_string(width), "] is wider than 64 bits"}));
    if (type == "int" || type == "uint") return castToInteger(type, width, value, isExplicit);
    if (type == "bit") {
        if (value.kind == QasmValue::Kind::Real) return invalid({"a real number is not a pattern of bits"});
        const unsigned bits = width == 0 ? 1 : width;
        if (value.kind == QasmValue::Kind::Bits && value.width != bits) {
            return invalid({"a pattern of ", std::to_string(value.width), " bits for bit[",
                            std::to_string(bits), "]"});
        }
        const auto pattern = static_cast<std::uint64_t>(value.integer);
        if (!isExplicit && (pattern & ~maskOf(bits)) != 0)
            return invalid({value.describe(), " does not fit bit[", std::to_string(bits), "]"});
        return QasmValue::bits(pattern & maskOf(bits), bits);
    }
    return fail(ErrorCode::Unsupported, joinText({"values of type ", type, " are not supported"}));
}

}  // namespace qstore
