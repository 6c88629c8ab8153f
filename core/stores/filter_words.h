// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace qstore {

/// The words of the filter language; a field of such a name is quoted.
inline constexpr std::array<std::string_view, 7> kFilterWords{"and",    "or",   "not",  "in",
                                                              "exists", "true", "false"};

/// What a name without quotes may begin with and go on with. Bytes from 0x80 are parts of other letters.
constexpr bool isFilterNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool isFilterNamePart(char c) {
    return isFilterNameStart(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

/// The letter of an escape and the character it stands for.
struct FilterEscape {
    char letter;
    char character;
};
inline constexpr std::array<FilterEscape, 6> kFilterEscapes{
    {{'\\', '\\'}, {'\'', '\''}, {'"', '"'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}}};

}  // namespace qstore
