// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_filter.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "plugins/pinecone/pinecone_metadata.h"

namespace qstore {
namespace {

using nlohmann::json;
using Kind = Filter::Kind;
using Comparison = Filter::Comparison;

json asks(const std::string& field, const char* word, json value) {
    return json::object({{field, json::object({{word, std::move(value)}})}});
}

json joined(const char* word, std::vector<json> parts) {
    return parts.size() == 1 ? std::move(parts[0]) : json::object({{word, std::move(parts)}});
}

json isThere(const std::string& field, bool wanted) {
    return asks(field, "$exists", wanted);
}

const char* wordOf(Comparison comparison) {
    switch (comparison) {
        case Comparison::Equal: return "$eq";
        case Comparison::NotEqual: return "$ne";
        case Comparison::Less: return "$lt";
        case Comparison::LessEqual: return "$lte";
        case Comparison::Greater: return "$gt";
        case Comparison::GreaterEqual: return "$gte";
    }
    return "$eq";
}

bool isOrder(Comparison comparison) {
    return comparison != Comparison::Equal && comparison != Comparison::NotEqual;
}

Comparison opposite(Comparison comparison) {
    switch (comparison) {
        case Comparison::Equal: return Comparison::NotEqual;
        case Comparison::NotEqual: return Comparison::Equal;
        case Comparison::Less: return Comparison::GreaterEqual;
        case Comparison::LessEqual: return Comparison::Greater;
        case Comparison::Greater: return Comparison::LessEqual;
        case Comparison::GreaterEqual: return Comparison::Less;
    }
    return comparison;
}

/// A number that is no double would be another one there.
Result<json> valueOf(const Filter& filter, const PayloadValue& value) {
    const auto* const whole = std::get_if<std::int64_t>(&value);
    if (whole != nullptr && (*whole > kPineconeMaxWhole || *whole < -kPineconeMaxWhole))
        return fail(ErrorCode::Unsupported,
                    "Pinecone cannot ask for `" + filterText(filter) + "`: " + std::to_string(*whole) +
                        " lies beyond 2^53, and its numbers are doubles",
                    "Compare with a number up to 2^53.");
    return std::visit([](const auto& held) { return json(held); }, value);
}

Status checkOrder(const Filter& filter, bool isNegated) {
    if (!isOrder(filter.comparison)) return {};
    if (std::holds_alternative<std::string>(filter.values[0]))
        return fail(ErrorCode::Unsupported,
                    "Pinecone cannot ask for `" + filterText(filter) + "`: it orders numbers only",
                    "Compare the text with = or in, or pull the collection with this filter.");
    if (!isNegated) return {};
    Filter other = filter;
    other.comparison = opposite(filter.comparison);
    return fail(ErrorCode::Unsupported,
                "Pinecone cannot ask for `" + filterText(Filter::negation(filter)) +
                    "`, which also holds where the field is no number",
                "Where it always is one, write `" +
                    filterText(Filter::any({other, Filter::negation(Filter::exists(filter.field))})) +
                    "`.");
}

Result<json> comparison(const Filter& filter, bool isNegated) {
    QSTORE_CHECK(checkOrder(filter, isNegated));
    QSTORE_TRY(json value, valueOf(filter, filter.values[0]));
    const Comparison asked = isNegated ? opposite(filter.comparison) : filter.comparison;
    json part = asks(filter.field, wordOf(asked), std::move(value));
    if (isNegated) return joined("$or", {isThere(filter.field, false), std::move(part)});
    if (asked != Comparison::NotEqual) return part;
    return joined("$and", {isThere(filter.field, true), std::move(part)});
}

/// $in and $nin take texts and numbers; true and false are asked for one by one.
Result<json> among(const Filter& filter, bool isNegated) {
    std::vector<json> parts;
    json list = json::array();
    for (const PayloadValue& value : filter.values) {
        QSTORE_TRY(json one, valueOf(filter, value));
        if (one.is_boolean())
            parts.push_back(asks(filter.field, isNegated ? "$ne" : "$eq", std::move(one)));
        else
            list.push_back(std::move(one));
    }
    if (!list.empty()) parts.push_back(asks(filter.field, isNegated ? "$nin" : "$in", std::move(list)));
    if (!isNegated) return joined("$or", std::move(parts));
    return joined("$or", {isThere(filter.field, false), joined("$and", std::move(parts))});
}

/// Recursion is as deep as kMaxFilterDepth.
Result<json> translated(const Filter& filter, bool isNegated) {  // NOLINT(misc-no-recursion)
    if (filter.kind == Kind::Not) return translated(filter.operands[0], !isNegated);
    if (filter.kind == Kind::And || filter.kind == Kind::Or) {
        std::vector<json> parts;
        for (const Filter& operand : filter.operands) {
            QSTORE_TRY(json part, translated(operand, isNegated));
            parts.push_back(std::move(part));
        }
        return joined((filter.kind == Kind::And) != isNegated ? "$and" : "$or", std::move(parts));
    }
    QSTORE_CHECK(checkPineconeField(filter.field));
    if (filter.kind == Kind::Exists) return isThere(filter.field, !isNegated);
    return filter.kind == Kind::In ? among(filter, isNegated) : comparison(filter, isNegated);
}

}  // namespace

Result<json> pineconeFilter(const Filter& filter) {
    QSTORE_CHECK(checkFilter(filter));
    return translated(filter, false);
}

}  // namespace qstore
