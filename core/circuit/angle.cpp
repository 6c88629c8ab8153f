// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/angle.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/number_text.h"
#include "core/circuit/angle_node.h"

namespace qstore {

namespace {

using NodePointer = std::shared_ptr<const AngleNode>;

NodePointer numberNode(double value) {
    auto node = std::make_shared<AngleNode>();
    node->value = value == 0.0 ? 0.0 : value;  // one zero, so that equal angles have equal texts
    return node;
}

bool isNumber(const NodePointer& node) {
    return node->code == AngleCode::Number;
}
bool isNumber(const NodePointer& node, double value) {
    return isNumber(node) && node->value == value;
}

NodePointer rawNode(AngleCode code, NodePointer left, NodePointer right) {
    auto node = std::make_shared<AngleNode>();
    node->code = code;
    node->depth = 1 + std::max(left->depth, right ? right->depth : 0U);
    node->size = std::min(1U << 30U, 1 + left->size + (right ? right->size : 0U));
    node->symbols = std::min(1U << 30U, left->symbols + (right ? right->symbols : 0U));
    node->left = std::move(left);
    node->right = std::move(right);
    return node;
}

NodePointer foldNegate(const NodePointer& operand) {
    if (operand->code == AngleCode::Negate) return operand->left;
    if (operand->code == AngleCode::Multiply && isNumber(operand->left))
        return makeAngleNode(AngleCode::Multiply, numberNode(-operand->left->value), operand->right);
    return nullptr;
}

/// The neutral elements; anything that could change a value or hide a symbol is left alone.
NodePointer foldNeutral(AngleCode code, const NodePointer& left, const NodePointer& right) {
    switch (code) {
        case AngleCode::Add: return isNumber(left, 0) ? right : isNumber(right, 0) ? left : nullptr;
        case AngleCode::Subtract:
            if (isNumber(right, 0)) return left;
            return isNumber(left, 0) ? makeAngleNode(AngleCode::Negate, right) : nullptr;
        case AngleCode::Multiply:
            if (isNumber(right)) return makeAngleNode(AngleCode::Multiply, right, left);
            if (isNumber(left, 1)) return right;
            return isNumber(left, -1) ? makeAngleNode(AngleCode::Negate, right) : nullptr;
        case AngleCode::Divide:
        case AngleCode::Power: return isNumber(right, 1) ? left : nullptr;
        default: return nullptr;
    }
}

bool sameTree(const NodePointer& a, const NodePointer& b) {
    if (a == b) return true;
    if (!a || !b || a->code != b->code) return false;
    if (a->code == AngleCode::Number) return a->value == b->value;
    if (a->code == AngleCode::Symbol) return a->name == b->name;
    return sameTree(a->left, b->left) && sameTree(a->right, b->right);
}

void collectSymbols(const NodePointer& node, std::vector<std::string>& names) {
    if (!node) return;
    if (node->code == AngleCode::Symbol && std::find(names.begin(), names.end(), node->name) == names.end())
        names.push_back(node->name);
    collectSymbols(node->left, names);
    collectSymbols(node->right, names);
}

using Lookup = std::function<std::optional<double>(const std::string&)>;

Result<double> evaluateNode(const NodePointer& node, const Lookup& lookup) {
    if (node->code == AngleCode::Number) return node->value;
    if (node->code == AngleCode::Symbol) {
        if (const auto value = lookup(node->name)) return *value;
        return fail(ErrorCode::NotFound, "No value for the symbol '" + node->name + "'.",
                    "Give it a value or bind it first.");
    }
    QSTORE_TRY(const double left, evaluateNode(node->left, lookup));
    double right = 0.0;
    if (node->right) {
        QSTORE_TRY(right, evaluateNode(node->right, lookup));
    }
    const double value = applyAngleCode(node->code, left, right);
    if (std::isfinite(value)) return value;
    const auto operation = rawNode(node->code, numberNode(left), node->right ? numberNode(right) : nullptr);
    return fail(ErrorCode::InvalidArgument,
                "'" + AngleAccess::wrap(operation).toText() + "' is not a finite number.",
                "Change the expression or the values of its symbols.");
}

using Replacement = std::function<std::optional<Angle>(const std::string&)>;

NodePointer substituteNode(const NodePointer& node, const Replacement& replacement) {
    if (!node || node->code == AngleCode::Number) return node;
    if (node->code == AngleCode::Symbol) {
        const auto angle = replacement(node->name);
        return angle ? AngleAccess::share(*angle) : node;
    }
    auto left = substituteNode(node->left, replacement);
    auto right = substituteNode(node->right, replacement);
    if (left == node->left && right == node->right) return node;
    return makeAngleNode(node->code, std::move(left), std::move(right));
}

Angle binary(AngleCode code, const Angle& a, const Angle& b) {
    return AngleAccess::wrap(makeAngleNode(code, AngleAccess::share(a), AngleAccess::share(b)));
}

struct FunctionName {
    std::string_view name;
    AngleCode code;
};

/// Canonical names first.
constexpr std::array<FunctionName, 14> kFunctions{{{"sin", AngleCode::Sin},
                                                   {"cos", AngleCode::Cos},
                                                   {"tan", AngleCode::Tan},
                                                   {"arcsin", AngleCode::ArcSin},
                                                   {"arccos", AngleCode::ArcCos},
                                                   {"arctan", AngleCode::ArcTan},
                                                   {"exp", AngleCode::Exp},
                                                   {"log", AngleCode::Log},
                                                   {"sqrt", AngleCode::Sqrt},
                                                   {"pow", AngleCode::Power},
                                                   {"ln", AngleCode::Log},
                                                   {"asin", AngleCode::ArcSin},
                                                   {"acos", AngleCode::ArcCos},
                                                   {"atan", AngleCode::ArcTan}}};

}  // namespace

double applyAngleCode(AngleCode code, double left, double right) {
    switch (code) {
        case AngleCode::Number:
        case AngleCode::Symbol: break;
        case AngleCode::Negate: return -left;
        case AngleCode::Add: return left + right;
        case AngleCode::Subtract: return left - right;
        case AngleCode::Multiply: return left * right;
        case AngleCode::Divide: return left / right;
        case AngleCode::Power: return std::pow(left, right);
        case AngleCode::Sin: return std::sin(left);
        case AngleCode::Cos: return std::cos(left);
        case AngleCode::Tan: return std::tan(left);
        case AngleCode::ArcSin: return std::asin(left);
        case AngleCode::ArcCos: return std::acos(left);
        case AngleCode::ArcTan: return std::atan(left);
        case AngleCode::Exp: return std::exp(left);
        case AngleCode::Log: return std::log(left);
        case AngleCode::Sqrt: return std::sqrt(left);
    }
    return left;
}

std::optional<AngleCode> angleFunction(std::string_view name) {
    for (const auto& function : kFunctions)
        if (function.name == name) return function.code;
    return std::nullopt;
}

std::string_view angleFunctionName(AngleCode code) {
    for (const auto& function : kFunctions)
        if (function.code == code) return function.name;
    return {};
}

NodePointer makeAngleNode(AngleCode code, NodePointer left, NodePointer right) {
    if (isNumber(left) && (!right || isNumber(right))) {
        const double value = applyAngleCode(code, left->value, right ? right->value : 0.0);
        if (std::isfinite(value)) return numberNode(value);
    } else if (auto folded = code == AngleCode::Negate ? foldNegate(left)
                             : right                   ? foldNeutral(code, left, right)
                                                       : nullptr) {
        return folded;
    }
    return rawNode(code, std::move(left), std::move(right));
}

Angle::Angle(double radians) : m_node(numberNode(radians)) {}
Angle::Angle(std::shared_ptr<const AngleNode> node) : m_node(std::move(node)) {}

Angle Angle::symbol(std::string name) {
    auto node = std::make_shared<AngleNode>();
    node->code = AngleCode::Symbol;
    node->name = std::move(name);
    node->symbols = 1;
    return Angle(std::move(node));
}

Angle Angle::operator-() const {
    return Angle(makeAngleNode(AngleCode::Negate, m_node));
}
Angle operator+(const Angle& a, const Angle& b) {
    return binary(AngleCode::Add, a, b);
}
Angle operator-(const Angle& a, const Angle& b) {
    return binary(AngleCode::Subtract, a, b);
}
Angle operator*(const Angle& a, const Angle& b) {
    return binary(AngleCode::Multiply, a, b);
}
Angle operator/(const Angle& a, const Angle& b) {
    return binary(AngleCode::Divide, a, b);
}
bool operator==(const Angle& a, const Angle& b) {
    return sameTree(a.m_node, b.m_node);
}

Result<Angle> Angle::call(std::string_view function, const std::vector<Angle>& arguments) {
    const auto code = angleFunction(function);
    if (!code)
        return fail(ErrorCode::NotFound, "There is no angle function '" + std::string(function) + "'.",
                    "Known are sin, cos, tan, arcsin, arccos, arctan, exp, log, sqrt and pow.");
    const std::size_t expected = *code == AngleCode::Power ? 2 : 1;
    if (arguments.size() != expected)
        return fail(ErrorCode::InvalidArgument, "'" + std::string(function) + "' takes " +
                                                    std::to_string(expected) + " argument(s), not " +
                                                    std::to_string(arguments.size()) + ".");
    return Angle(makeAngleNode(*code, arguments[0].m_node, expected == 2 ? arguments[1].m_node : nullptr));
}

std::optional<double> Angle::constant() const {
    return isNumber(m_node) ? std::optional(m_node->value) : std::nullopt;
}

std::optional<std::string> Angle::bareSymbol() const {
    return m_node->code == AngleCode::Symbol ? std::optional(m_node->name) : std::nullopt;
}

std::size_t Angle::size() const {
    return m_node->size;
}

std::vector<std::string> Angle::symbols() const {
    std::vector<std::string> names;
    collectSymbols(m_node, names);
    return names;
}

Angle Angle::substitute(const Replacement& replacement) const {
    return Angle(substituteNode(m_node, replacement));
}

Result<double> Angle::evaluate(const Lookup& lookup) const {
    return evaluateNode(m_node, lookup);
}

}  // namespace qstore
