// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace qstore {

/// Shortest decimal text that reads back to the same double. `value` must be finite.
inline void appendNumber(std::string& text, double value) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    text.append(buffer.data(), end);
}

inline void appendWhole(std::string& text, std::uint64_t value) {
    std::array<char, 24> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    text.append(buffer.data(), end);
}

/// Quoted, and in ASCII alone as Python's json.dumps writes it. `value` must be UTF-8.
void appendJsonText(std::string& text, std::string_view value);

}  // namespace qstore
