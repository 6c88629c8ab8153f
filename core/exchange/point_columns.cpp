// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/point_columns.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "core/base/number_text.h"

namespace qstore {
namespace {

bool isNumber(const PayloadValue& value) {
    return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
}

double numberOf(const PayloadValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    return std::get<double>(value);
}

}  // namespace

std::string payloadText(const PayloadValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    return numberToText(std::get<double>(value));
}

Column payloadColumn(const std::string& name, const std::vector<const PayloadValue*>& values) {
    Column column;
    column.name = name;
    const bool numbers = std::all_of(values.begin(), values.end(), [](const PayloadValue* value) {
        return value == nullptr || isNumber(*value);
    });
    column.type = numbers ? ColumnType::Number : ColumnType::Category;
    for (const PayloadValue* value : values) {
        const bool missing = value == nullptr;
        column.missing.push_back(missing);
        if (numbers)
            column.numbers.push_back(missing ? std::numeric_limits<double>::quiet_NaN() : numberOf(*value));
        else
            column.texts.push_back(missing ? std::string() : payloadText(*value));
    }
    return column;
}

std::string freeColumnName(std::string name, const FieldNames& taken) {
    for (int number = 2; taken.count(name) != 0; ++number) name += "_" + std::to_string(number);
    return name;
}

std::string componentName(std::size_t component, const FieldNames& fields) {
    return freeColumnName("v" + std::to_string(component + 1), fields);
}

std::string vectorBytes(const Point& point) {
    std::string bytes;
    bytes.reserve(4 * point.vector.size());
    for (const float component : point.vector) {
        const auto bits = std::bit_cast<std::uint32_t>(component);
        for (unsigned shift = 0; shift < 32; shift += 8)
            bytes.push_back(static_cast<char>((bits >> shift) & 0xFFU));
    }
    return bytes;
}

}  // namespace qstore
