// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/qdrant/qdrant_filter.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/number_text.h"
#include "plugins/qdrant/qdrant_payload.h"

namespace qstore {
namespace {

using nlohmann::json;
using Comparison = Filter::Comparison;

/// Qdrant compares numbers as doubles: below this bound each whole number is one, and on neither side of a
/// bound can rounding move a value across it.
constexpr double exactBelow = 9007199254740992.0;  // 2^53

bool isPlainName(std::string_view field) {
    return !field.empty() && std::all_of(field.begin(), field.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    });
}

json all(json conditions) {
    return {{"must", std::move(conditions)}};
}

json any(json conditions) {
    return {{"should", std::move(conditions)}};
}

json none(json condition) {
    return {{"must_not", json::array({std::move(condition)})}};
}

json match(const std::string& path, json value) {
    return {{"key", path}, {"match", {{"value", std::move(value)}}}};
}

json range(const std::string& path, json bounds) {
    return {{"key", path}, {"range", std::move(bounds)}};
}

json exists(const std::string& path) {
    return none({{"is_empty", {{"key", path}}}});
}

bool isExact(const PayloadValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::abs(static_cast<double>(*whole)) < exactBelow;
    const auto* real = std::get_if<double>(&value);
    return real == nullptr || std::abs(*real) < exactBelow;
}

json numberJson(const PayloadValue& value) {
    const auto* whole = std::get_if<std::int64_t>(&value);
    return whole != nullptr ? json(*whole) : json(std::get<double>(value));
}

std::string numberText(const PayloadValue& value) {
    const auto* whole = std::get_if<std::int64_t>(&value);
    return whole != nullptr ? std::to_string(*whole) : numberToText(std::get<double>(value));
}

/// Numbers at and beyond 2^53 are equal to whole ones by `match`, and to real ones, which the payload
/// lists, as doubles.
json equalsLarge(const Filter& filter, const std::string& path, const PayloadValue& value) {
    json ways = json::array();
    const auto* whole = std::get_if<std::int64_t>(&value);
    const double real = whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value);
    const bool fits = real >= -0x1p63 && real < 0x1p63;
    if (whole != nullptr)
        ways.push_back(match(path, *whole));
    else if (fits)
        ways.push_back(match(path, static_cast<std::int64_t>(real)));
    const bool isDouble = whole == nullptr || (fits && static_cast<std::int64_t>(real) == *whole);
    if (isDouble)
        ways.push_back(all(json::array({range(path, {{"gte", real}, {"lte", real}}),
                                        match(std::string(kQdrantRealPath), filter.field)})));
    return any(std::move(ways));
}

json equals(const Filter& filter, const std::string& path, const PayloadValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return match(path, *text);
    if (const auto* flag = std::get_if<bool>(&value)) return match(path, *flag);
    if (!isExact(value)) return equalsLarge(filter, path, value);
    const json number = numberJson(value);
    return range(path, {{"gte", number}, {"lte", number}});
}

Result<json> ordered(const Filter& filter, const std::string& path, const PayloadValue& value) {
    const std::string what = filter.field + " " + std::string(comparisonText(filter.comparison)) + " ";
    if (std::holds_alternative<std::string>(value))
        return fail(ErrorCode::Unsupported,
                    "Qdrant has no order of texts, so it cannot answer: " + what + "a text",
                    "Compare texts by = and in, or ask a local collection.");
    if (!isExact(value))
        return fail(
            ErrorCode::Unsupported,
            "Qdrant compares numbers as doubles, so it cannot answer exactly: " + what + numberText(value),
            "Use bounds below 2^53, or ask a local collection.");
    const char* bound = "gte";
    if (filter.comparison == Comparison::Less) bound = "lt";
    if (filter.comparison == Comparison::LessEqual) bound = "lte";
    if (filter.comparison == Comparison::Greater) bound = "gt";
    return range(path, {{bound, numberJson(value)}});
}

Result<json> comparison(const Filter& filter, const std::string& path) {
    const PayloadValue& value = filter.values.front();
    if (filter.comparison == Comparison::Equal) return equals(filter, path, value);
    // A point without the field does not pass.
    if (filter.comparison == Comparison::NotEqual)
        return all(json::array({exists(path), none(equals(filter, path, value))}));
    return ordered(filter, path, value);
}

json isOneOf(const Filter& filter, const std::string& path) {
    json ways = json::array();
    for (const PayloadValue& value : filter.values) ways.push_back(equals(filter, path, value));
    return any(std::move(ways));
}

Result<json> translated(const Filter& filter);

Result<json> joined(const Filter& filter) {
    json conditions = json::array();
    for (const Filter& operand : filter.operands) {
        QSTORE_TRY(json condition, translated(operand));
        conditions.push_back(std::move(condition));
    }
    if (filter.kind == Filter::Kind::Not) return none(std::move(conditions.front()));
    return filter.kind == Filter::Kind::And ? all(std::move(conditions)) : any(std::move(conditions));
}

/// A condition, which may stand inside others.
Result<json> translated(const Filter& filter) {
    const bool isPredicate = filter.kind == Filter::Kind::Compare || filter.kind == Filter::Kind::In ||
                             filter.kind == Filter::Kind::Exists;
    if (!isPredicate) return joined(filter);
    QSTORE_TRY(const std::string path, qdrantPath(filter.field));
    if (filter.kind == Filter::Kind::Exists) return exists(path);
    return filter.kind == Filter::Kind::In ? Result<json>(isOneOf(filter, path)) : comparison(filter, path);
}

}  // namespace

Result<std::string> qdrantPath(std::string_view field) {
    if (isQdrantReserved(field))
        return fail(ErrorCode::InvalidArgument,
                    "the filter on '" + std::string(field) + "': this name is kept for the store itself",
                    "Names that begin with " + std::string(kQdrantReserved) + " hold no data of yours.");
    if (isPlainName(field)) return std::string(field);
    if (field.find_first_of("\"\\") != std::string_view::npos)
        return fail(ErrorCode::Unsupported,
                    "Qdrant cannot name the field '" + std::string(field) +
                        "' in a filter: its paths know no quotation mark and no backslash",
                    "Rename the field, or ask a local collection.");
    return '"' + std::string(field) + '"';
}

Result<json> qdrantFilter(const Filter& filter) {
    QSTORE_TRY(json condition, translated(filter));
    if (condition.contains("key")) return all(json::array({std::move(condition)}));
    return condition;
}

}  // namespace qstore
