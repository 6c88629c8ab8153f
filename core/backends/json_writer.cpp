// SPDX-License-Identifier: Apache-2.0
#include "core/backends/json_writer.h"

namespace qstore {
namespace {

void appendEscape(std::string& text, unsigned unit) {
    constexpr std::string_view digits = "0123456789abcdef";
    text += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        text += digits[(unit >> static_cast<unsigned>(shift)) & 15U];
}

void appendCodePoint(std::string& text, unsigned point) {
    if (point < 0x10000U) return appendEscape(text, point);
    appendEscape(text, 0xD800U + ((point - 0x10000U) >> 10U));
    appendEscape(text, 0xDC00U + ((point - 0x10000U) & 0x3FFU));
}

/// The code point that starts at `place`, which moves behind it.
unsigned takeCodePoint(std::string_view value, std::size_t& place) {
    const auto byte = [&](std::size_t i) {
        return i < value.size() ? static_cast<unsigned char>(value[i]) : 0U;
    };
    const unsigned first = byte(place);
    const std::size_t more = first >= 0xF0U ? 3 : first >= 0xE0U ? 2 : first >= 0xC0U ? 1 : 0;
    unsigned point = more == 0 ? first : first & (0x3FU >> more);
    for (std::size_t i = 1; i <= more; ++i) point = (point << 6U) | (byte(place + i) & 0x3FU);
    place += more + 1;
    return point;
}

}  // namespace

void appendJsonText(std::string& text, std::string_view value) {
    text += '"';
    for (std::size_t place = 0; place < value.size();) {
        const char letter = value[place];
        if (static_cast<unsigned char>(letter) >= 0x7F) {
            appendCodePoint(text, takeCodePoint(value, place));
            continue;
        }
        ++place;
        switch (letter) {
            case '"': text += "\\\""; break;
            case '\\': text += "\\\\"; break;
            case '\n': text += "\\n"; break;
            case '\r': text += "\\r"; break;
            case '\t': text += "\\t"; break;
            default:
                if (static_cast<unsigned char>(letter) < 0x20)
                    appendEscape(text, static_cast<unsigned char>(letter));
                else
                    text += letter;
        }
    }
    text += '"';
}

}  // namespace qstore
