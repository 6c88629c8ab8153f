// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/python_text.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/number_text.h"
#include "core/circuit/identifier.h"

namespace qstore {
namespace {

/// Python's keywords and the built-ins that the scripts use.
constexpr std::array<std::string_view, 41> reserved{
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield",    "math",
    "range", "sorted",   "list",  "print",  "match"};

/// Python reads identifiers up to Unicode compatibility, so that only ASCII is sure to stay apart.
std::string asciiName(const std::string& name, std::size_t index) {
    const bool ascii =
        std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    return ascii ? name : "angle" + std::to_string(index);
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t numberLength(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size()) {
        const bool exponentSign = end > 0 && (text[end] == '-' || text[end] == '+') && text[end - 1] == 'e';
        if (!isDigit(text[end]) && text[end] != '.' && text[end] != 'e' && !exponentSign) break;
        ++end;
    }
    return end;
}

std::size_t wordLength(std::string_view text) {
    std::size_t end = 0;
    for (auto next = utf8At(text, 0); next.length > 0 && isIdentifierPart(next.code);
         next = utf8At(text, end))
        end += next.length;
    return end;
}

}  // namespace

std::string pythonString(std::string_view text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string quoted = "\"";
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (character == '"' || character == '\\') {
            quoted += '\\';
            quoted += character;
        } else if (byte < 0x20U || byte == 0x7FU) {
            quoted += "\\x";
            quoted += digits[byte >> 4U];
            quoted += digits[byte & 15U];
        } else {
            quoted += character;
        }
    }
    return quoted + '"';
}

std::string pythonList(const std::vector<std::size_t>& numbers) {
    std::string text;
    for (const std::size_t number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
    return "[" + text + "]";
}

std::vector<std::string> angleTokens(const Angle& angle) {
    const std::string text = angle.toText();
    std::vector<std::string> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = std::string_view(text).substr(at);
        std::size_t length =
            isDigit(rest.front()) || rest.front() == '.' ? numberLength(rest) : wordLength(rest);
        if (length == 0) length = rest.starts_with("**") ? 2 : 1;
        tokens.emplace_back(rest.substr(0, length));
        at += length;
    }
    return tokens;
}

bool isWordToken(const std::string& token) {
    return isIdentifierStart(utf8At(token, 0).code);
}

PythonNames::PythonNames(const Circuit& circuit, std::initializer_list<std::string_view> taken) {
    std::set<std::string, std::less<>> used(reserved.begin(), reserved.end());
    used.insert(taken.begin(), taken.end());
    for (std::size_t index = 0; index < circuit.parameters().size(); ++index) {
        const std::string& parameter = circuit.parameters()[index].name;
        std::string name = asciiName(parameter, index);
        while (!used.insert(name).second) name += '_';
        m_names[parameter] = name;
    }
}

std::string PythonNames::angle(const Angle& angle,
                               const std::function<std::string(std::string_view)>& callee) const {
    const std::vector<std::string> tokens = angleTokens(angle);
    std::string text;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!isWordToken(tokens[i])) {
            text += tokens[i];
        } else if (i + 1 < tokens.size() && tokens[i + 1] == "(") {
            text += callee(tokens[i]);
        } else {
            text += tokens[i] == "pi" ? "math.pi" : of(tokens[i]);
        }
    }
    return text;
}

bool usesModule(std::string_view script, std::string_view module) {
    for (std::size_t at = script.find(module); at != std::string_view::npos;
         at = script.find(module, at + 1)) {
        const bool wordStart = at == 0 || !isIdentifierPart(utf8At(script, at - 1).code);
        if (wordStart && script.substr(at + module.size()).starts_with('.')) return true;
    }
    return false;
}

std::string parameterComment(const Parameter& parameter) {
    switch (parameter.role) {
        case ParameterRole::Column: return "column " + pythonString(parameter.column);
        case ParameterRole::Trainable:
            return parameter.value ? "trainable, starts at " + numberToText(*parameter.value) : "trainable";
        case ParameterRole::Frozen:
            return parameter.value ? "frozen at " + numberToText(*parameter.value) : "frozen";
    }
    return {};
}

}  // namespace qstore
