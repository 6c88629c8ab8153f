// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/template_options.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "core/circuit/identifier.h"

namespace qstore {
namespace {

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text.empty() ? "none" : text;
}

}  // namespace

Status OptionReader::check() const {
    for (const auto& [name, value] : m_given) {
        const auto option =
            std::find_if(m_declared.begin(), m_declared.end(),
                         [&name = name](const TemplateOption& each) { return each.name == name; });
        if (option == m_declared.end()) {
            std::vector<std::string> names;
            for (const TemplateOption& each : m_declared) names.push_back(each.name);
            return fail(ErrorCode::InvalidArgument, m_owner + " has no option '" + name + "'",
                        "its options are: " + listed(names));
        }
        if (!option->choices.empty() &&
            std::find(option->choices.begin(), option->choices.end(), value) == option->choices.end())
            return fail(ErrorCode::InvalidArgument,
                        m_owner + ": '" + value + "' is not a choice of option '" + name + "'",
                        "choose one of: " + listed(option->choices));
    }
    return {};
}

std::string OptionReader::text(const std::string& name) const {
    if (const auto given = m_given.find(name); given != m_given.end()) return given->second;
    for (const TemplateOption& option : m_declared) {
        if (option.name == name) return option.defaultValue;
    }
    return {};
}

Result<std::uint64_t> OptionReader::number(const std::string& name, std::uint64_t low,
                                           std::uint64_t high) const {
    const std::string value = text(name);
    std::uint64_t parsed = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
    if (error != std::errc() || end != value.data() + value.size() || parsed < low || parsed > high)
        return fail(ErrorCode::InvalidArgument, m_owner + ": option '" + name + "' is '" + value + "'",
                    "give a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    return parsed;
}

std::string identifierFor(std::string_view columnName) {
    std::string identifier;
    bool gap = false;
    for (std::size_t position = 0; position < columnName.size();) {
        const auto character = utf8At(columnName, position);
        const auto text = columnName.substr(position, character.length);
        position += character.length;
        if (!isIdentifierPart(character.code) || character.code == '_') {
            gap = !identifier.empty();
            continue;
        }
        if (identifier.empty() && !isIdentifierStart(character.code)) identifier = "x";
        if (gap) identifier += '_';
        gap = false;
        identifier += text;
    }
    if (identifier.empty()) return "x0";
    // OpenQASM has one scope for parameters, gates and its own words.
    return checkName(identifier, "") ? identifier : identifier + "_";
}

std::vector<std::string> uniqueIdentifiers(const std::vector<std::string>& names) {
    std::vector<std::string> unique;
    std::set<std::string> taken;
    for (const std::string& name : names) {
        const std::string base = identifierFor(name);
        std::string candidate = base;
        for (std::size_t i = 2; !taken.insert(candidate).second; ++i)
            candidate = base + "_" + std::to_string(i);
        unique.push_back(candidate);
    }
    return unique;
}

std::vector<std::string> splitNames(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        std::string_view part = text.substr(0, comma);
        while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
        while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
        if (!part.empty()) names.emplace_back(part);
        if (comma == std::string_view::npos) break;
        text.remove_prefix(comma + 1);
    }
    return names;
}

}  // namespace qstore
