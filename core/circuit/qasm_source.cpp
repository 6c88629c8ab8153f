// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm_source.h"

#include <algorithm>

namespace qstore {

namespace {

bool continuesCharacter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t characters(std::string_view text) {
    return text.size() -
           static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continuesCharacter));
}

/// The part of a very long line around the caret, cut between characters.
std::string_view window(std::string_view line, std::size_t& caret) {
    constexpr std::size_t before = 60;
    constexpr std::size_t after = 40;
    std::size_t begin = caret > before ? caret - before : 0;
    std::size_t end = std::min(line.size(), caret + after);
    while (begin < caret && continuesCharacter(line[begin])) ++begin;
    while (end < line.size() && continuesCharacter(line[end])) ++end;
    caret -= begin;
    return line.substr(begin, end - begin);
}

}  // namespace

std::string joinText(std::initializer_list<std::string_view> pieces) {
    std::size_t size = 0;
    for (const std::string_view piece : pieces) size += piece.size();
    std::string text;
    text.reserve(size);
    for (const std::string_view piece : pieces) text.append(piece);
    return text;
}

std::size_t QasmSource::lineOf(std::size_t offset) const {
    const std::string_view before = m_text.substr(0, offset);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

Error QasmSource::error(ErrorCode code, std::size_t offset, std::string_view what, std::string hint) const {
    const std::size_t at = std::min(offset, m_text.size());
    const std::size_t previous = m_text.substr(0, at).rfind('\n');
    const std::size_t begin = previous == std::string_view::npos ? 0 : previous + 1;
    std::string_view line = m_text.substr(begin, m_text.find('\n', at) - begin);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    std::size_t caret = std::min(at - begin, line.size());
    const std::string column = std::to_string(characters(line.substr(0, caret)) + 1);
    line = window(line, caret);
    std::string pad;
    for (const char c : line.substr(0, caret)) {
        if (!continuesCharacter(c)) pad += c == '\t' ? '\t' : ' ';
    }
    return {code,
            joinText({m_fileName, ":", std::to_string(lineOf(at)), ":", column, ": ", what, "\n  ", line,
                      "\n  ", pad, "^"}),
            std::move(hint)};
}

}  // namespace qstore
