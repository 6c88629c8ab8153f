// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm_annotations.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/circuit/qasm_source.h"

namespace qstore {

namespace {

constexpr std::array<std::pair<char, char>, 5> escapes{
    {{'\n', 'n'}, {'\r', 'r'}, {'\t', 't'}, {'\\', '\\'}, {'"', '"'}}};

bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace

QasmAnnotation splitQasmAnnotation(std::string_view text) {
    text.remove_prefix(1);
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    return {text.substr(0, end), trimmed(text.substr(end))};
}

std::string writeAnnotationText(std::string_view text) {
    const bool plain = !text.empty() && text.front() != '"' && trimmed(text) == text &&
                       text.find_first_of("\n\r") == std::string_view::npos;
    if (plain) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        const auto* escape =
            std::find_if(escapes.begin(), escapes.end(), [c](const auto& pair) { return pair.first == c; });
        if (escape == escapes.end()) {
            quoted += c;
        } else {
            quoted += '\\';
            quoted += escape->second;
        }
    }
    return quoted + "\"";
}

Result<std::string> readAnnotationText(std::string_view content) {
    if (content.empty() || content.front() != '"') return std::string(content);
    const auto broken = [&] {
        return fail(ErrorCode::Parse, joinText({"the quoted text ", content, " is not complete"}));
    };
    std::string text;
    for (std::size_t i = 1; i < content.size(); ++i) {
        if (content[i] == '"') return i + 1 == content.size() ? Result<std::string>(text) : broken();
        if (content[i] != '\\') {
            text += content[i];
            continue;
        }
        const char next = ++i < content.size() ? content[i] : ' ';
        const auto* escape = std::find_if(escapes.begin(), escapes.end(),
                                          [next](const auto& pair) { return pair.second == next; });
        if (escape == escapes.end()) return broken();
        text += escape->first;
    }
    return broken();
}

}  // namespace qstore
