// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "core/circuit/angle_node.h"
#include "core/circuit/cirq_json.h"
#include "core/circuit/qasm_source.h"

namespace qstore {

namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

tl::unexpected<Error> notExpression(const Json& value) {
    return fail(
        ErrorCode::Unsupported,
        joinText({"Cirq's expression ", value.dump().substr(0, 80), " is not one that angles can hold."}),
        "Sums, products and powers of real numbers and symbols are possible.");
}

Result<Angle> folded(const Json& value, std::vector<std::string>& symbols, bool product) {
    const auto args = value.find("args");
    if (args == value.end() || !args->is_array() || args->empty()) return notExpression(value);
    QSTORE_TRY(Angle result, cirqExpression((*args)[0], symbols));
    for (std::size_t i = 1; i < args->size(); ++i) {
        QSTORE_TRY(const Angle next, cirqExpression((*args)[i], symbols));
        result = product ? result * next : result + next;
    }
    return result;
}

Result<Angle> power(const Json& value, std::vector<std::string>& symbols) {
    const auto args = value.find("args");
    if (args == value.end() || !args->is_array() || args->size() != 2) return notExpression(value);
    QSTORE_TRY(const Angle base, cirqExpression((*args)[0], symbols));
    QSTORE_TRY(const Angle exponent, cirqExpression((*args)[1], symbols));
    return Angle::call("pow", {base, exponent});
}

Result<Angle> rational(const Json& value) {
    const auto p = value.find("p"), q = value.find("q");
    if (p == value.end() || q == value.end() || !p->is_number_integer() || !q->is_number_integer() ||
        *q == 0)
        return notExpression(value);
    return Angle(p->get<double>() / q->get<double>());
}

Result<Angle> numberMember(const Json& value, const char* name) {
    const auto found = value.find(name);
    if (found == value.end() || !found->is_number()) return notExpression(value);
    return Angle(found->get<double>());
}

OrderedJson sympy(std::string_view type, OrderedJson args) {
    return {{"cirq_type", joinText({"sympy.", type})}, {"args", std::move(args)}};
}
OrderedJson sympyInteger(int value) {
    return {{"cirq_type", "sympy.Integer"}, {"i", value}};
}

Result<OrderedJson> nodeJson(const AngleNode& node);

Result<OrderedJson> pairJson(std::string_view type, const AngleNode& node) {
    QSTORE_TRY(OrderedJson left, nodeJson(*node.left));
    QSTORE_TRY(OrderedJson right, nodeJson(*node.right));
    return sympy(type, OrderedJson::array({std::move(left), std::move(right)}));
}

/// left · right^(−1), or left + (−1)·right.
Result<OrderedJson> inverseJson(const AngleNode& node, std::string_view outer, std::string_view inner) {
    QSTORE_TRY(OrderedJson left, nodeJson(*node.left));
    QSTORE_TRY(OrderedJson right, nodeJson(*node.right));
    OrderedJson minus = inner == "Pow" ? OrderedJson::array({std::move(right), sympyInteger(-1)})
                                       : OrderedJson::array({sympyInteger(-1), std::move(right)});
    return sympy(outer, OrderedJson::array({std::move(left), sympy(inner, std::move(minus))}));
}

Result<OrderedJson> nodeJson(const AngleNode& node) {
    switch (node.code) {
        case AngleCode::Number: return OrderedJson(node.value);
        case AngleCode::Symbol: return OrderedJson{{"cirq_type", "sympy.Symbol"}, {"name", node.name}};
        case AngleCode::Add: return pairJson("Add", node);
        case AngleCode::Multiply: return pairJson("Mul", node);
        case AngleCode::Power: return pairJson("Pow", node);
        case AngleCode::Subtract: return inverseJson(node, "Add", "Mul");
        case AngleCode::Divide: return inverseJson(node, "Mul", "Pow");
        case AngleCode::Negate: {
            QSTORE_TRY(OrderedJson inner, nodeJson(*node.left));
            return sympy("Mul", OrderedJson::array({sympyInteger(-1), std::move(inner)}));
        }
        case AngleCode::Sqrt: {
            QSTORE_TRY(OrderedJson inner, nodeJson(*node.left));
            return sympy("Pow", OrderedJson::array({std::move(inner), OrderedJson(0.5)}));
        }
        default: break;
    }
    return fail(ErrorCode::Unsupported,
                joinText({"Cirq's JSON has no word for ", angleFunctionName(node.code), "()."}),
                "Bind the parameter first, or write --to cirq, a script.");
}

}  // namespace

std::string cirqType(const Json& value) {
    if (!value.is_object()) return {};
    const auto found = value.find("cirq_type");
    return found != value.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<Angle> cirqExpression(const Json& value, std::vector<std::string>& symbols) {
    if (value.is_number()) return Angle(value.get<double>());
    if (!value.is_object()) return notExpression(value);
    const std::string type = cirqType(value);
    if (type == "sympy.Symbol") {
        const auto name = value.find("name");
        if (name == value.end() || !name->is_string()) return notExpression(value);
        symbols.push_back(name->get<std::string>());
        return Angle::symbol(symbols.back());
    }
    if (type == "sympy.Add") return folded(value, symbols, false);
    if (type == "sympy.Mul") return folded(value, symbols, true);
    if (type == "sympy.Pow") return power(value, symbols);
    if (type == "sympy.Integer") return numberMember(value, "i");
    if (type == "sympy.Float") return numberMember(value, "approx");
    if (type == "sympy.Rational") return rational(value);
    if (type == "sympy.pi") return Angle(std::numbers::pi);
    if (type == "sympy.E") return Angle(std::numbers::e);
    if (type == "sympy.EulerGamma") return Angle(std::numbers::egamma);
    return notExpression(value);
}

Result<OrderedJson> cirqExpressionJson(const Angle& angle) {
    return nodeJson(AngleAccess::node(angle));
}

}  // namespace qstore
