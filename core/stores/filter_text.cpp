// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/base/closest_name.h"
#include "core/base/number_text.h"
#include "core/stores/filter.h"
#include "core/stores/filter_words.h"

namespace qstore {
namespace {

std::string inQuotes(std::string_view text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        const auto* const escape =
            std::find_if(kFilterEscapes.begin(), kFilterEscapes.end(),
                         [c](const FilterEscape& candidate) { return candidate.character == c; });
        const bool isOtherQuote = (c == '\'' || c == '"') && c != quote;
        if (escape == kFilterEscapes.end() || isOtherQuote) {
            out += c;
        } else {
            out += '\\';
            out += escape->letter;
        }
    }
    return out + quote;
}

std::string fieldText(const std::string& name) {
    const std::string lower = asciiLowerCase(name);
    const bool isWord = std::find(kFilterWords.begin(), kFilterWords.end(), lower) != kFilterWords.end();
    const bool isPlain = !name.empty() && isFilterNameStart(name.front()) &&
                         std::all_of(name.begin(), name.end(), isFilterNamePart);
    return isPlain && !isWord ? name : inQuotes(name, '"');
}

struct ValueText {
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(const std::string& value) const { return inQuotes(value, '\''); }
    /// Never without a point or an exponent, or a whole number would be read back.
    std::string operator()(double value) const {
        std::string text = numberToText(value);
        if (text.find_first_of(".eE") == std::string::npos) text += ".0";
        return text;
    }
};

/// In brackets where the operand binds more weakly than what stands around it. And in And keeps its own,
/// so that the tree is read back as it was.
std::string operandText(const Filter& operand, Filter::Kind around) {
    const bool isGroup = operand.kind == Filter::Kind::And || operand.kind == Filter::Kind::Or;
    if (isGroup && operand.operands.size() == 1) return operandText(operand.operands[0], around);
    const bool binds = around == Filter::Kind::Or && operand.kind == Filter::Kind::And;
    return !isGroup || binds ? filterText(operand) : "(" + filterText(operand) + ")";
}

std::string joined(const Filter& filter, std::string_view word) {
    std::string text;
    for (const Filter& operand : filter.operands) {
        if (!text.empty()) text += word;
        text += operandText(operand, filter.kind);
    }
    return text;
}

std::string listText(const std::vector<PayloadValue>& values) {
    std::string text;
    for (const PayloadValue& value : values) {
        if (!text.empty()) text += ", ";
        text += std::visit(ValueText{}, value);
    }
    return "(" + text + ")";
}

}  // namespace

std::string_view comparisonText(Filter::Comparison comparison) {
    switch (comparison) {
        case Filter::Comparison::Equal: return "=";
        case Filter::Comparison::NotEqual: return "!=";
        case Filter::Comparison::Less: return "<";
        case Filter::Comparison::LessEqual: return "<=";
        case Filter::Comparison::Greater: return ">";
        case Filter::Comparison::GreaterEqual: return ">=";
    }
    return "?";
}

std::string filterText(const Filter& filter) {
    switch (filter.kind) {
        case Filter::Kind::And: return joined(filter, " and ");
        case Filter::Kind::Or: return joined(filter, " or ");
        case Filter::Kind::Not:
            return filter.operands.empty() ? "not" : "not " + operandText(filter.operands[0], filter.kind);
        case Filter::Kind::Exists: return "exists " + fieldText(filter.field);
        case Filter::Kind::In: return fieldText(filter.field) + " in " + listText(filter.values);
        case Filter::Kind::Compare: break;
    }
    std::string text = fieldText(filter.field) + " ";
    text += comparisonText(filter.comparison);
    return filter.values.empty() ? text : text + " " + std::visit(ValueText{}, filter.values[0]);
}

}  // namespace qstore
