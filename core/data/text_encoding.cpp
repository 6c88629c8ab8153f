// SPDX-License-Identifier: Apache-2.0
#include "core/data/text_encoding.h"

#include <array>
#include <cstring>

namespace qstore {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";

unsigned byteAt(std::string_view text, std::size_t index) {
    return static_cast<unsigned char>(text[index]);
}

bool isContinuation(std::string_view text, std::size_t index) {
    return index < text.size() && (byteAt(text, index) & 0xC0U) == 0x80U;
}

/// Bytes of the well-formed character at `index` (Unicode 15, table 3-7), 0 when there is none.
std::size_t utf8Length(std::string_view text, std::size_t index) {
    const unsigned lead = byteAt(text, index);
    if (lead == 0) return 0;
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4 || !isContinuation(text, index + 1)) return 0;
    if (lead < 0xE0) return 2;
    const unsigned second = byteAt(text, index + 1);
    if (lead < 0xF0) {
        const bool overlong = lead == 0xE0 && second < 0xA0;
        const bool surrogate = lead == 0xED && second > 0x9F;
        return !overlong && !surrogate && isContinuation(text, index + 2) ? 3 : 0;
    }
    const bool outside = (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
    return !outside && isContinuation(text, index + 2) && isContinuation(text, index + 3) ? 4 : 0;
}

/// True when none of the eight bytes is zero or above 0x7F.
bool plainAscii(std::string_view text, std::size_t index) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + index, sizeof word);
    constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
    constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
    return (((word - kOnes) | word) & kHigh) == 0;
}

/// Index of the first byte that is not UTF-8 text, or npos.
std::size_t firstInvalidUtf8(std::string_view text) {
    std::size_t index = 0;
    while (index < text.size()) {
        if (index + 8 <= text.size() && plainAscii(text, index)) {
            index += 8;
            continue;
        }
        const std::size_t length = utf8Length(text, index);
        if (length == 0) return index;
        index += length;
    }
    return std::string_view::npos;
}

std::string hexByte(unsigned byte) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    return {'0', 'x', kDigits[byte >> 4U], kDigits[byte & 15U]};
}

/// `before`: the UTF-8 text in front of the bad byte.
tl::unexpected<Error> encodingError(std::string_view before, const std::string& what, std::string hint) {
    std::size_t line = 1;
    std::size_t column = 1;
    for (std::size_t index = 0; index < before.size(); ++index) {
        const char c = before[index];
        const bool lineEnd =
            c == '\n' || (c == '\r' && (index + 1 == before.size() || before[index + 1] != '\n'));
        if (lineEnd) {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++column;
        }
    }
    return fail(ErrorCode::Parse,
                "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + what,
                std::move(hint));
}

void appendUtf8(std::string& text, unsigned long code) {
    const auto put = [&text](unsigned long byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

Result<std::string_view> decodeUtf8(std::string_view bytes) {
    if (bytes.substr(0, 3) == kUtf8Mark) bytes.remove_prefix(3);
    const std::size_t bad = firstInvalidUtf8(bytes);
    if (bad == std::string_view::npos) return bytes;
    const std::string what = "byte " + hexByte(byteAt(bytes, bad)) + " is not UTF-8 text";
    return encodingError(
        bytes.substr(0, bad), what,
        byteAt(bytes, bad) == 0
            ? "this looks like a binary file or UTF-16; choose the encoding it was written in"
            : "save the file as UTF-8, or choose the encoding it was written in (Latin-1, UTF-16)");
}

Result<std::string_view> decodeLatin1(std::string_view bytes, std::string& storage) {
    storage.clear();
    storage.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t index = 0; index < bytes.size(); ++index) {
        if (bytes[index] == '\0')
            return encodingError(
                storage, "byte 0x00 is not Latin-1 text",
                "this looks like a binary file or UTF-16; choose the encoding it was written in");
        appendUtf8(storage, byteAt(bytes, index));
    }
    return std::string_view(storage);
}

Result<std::string_view> decodeUtf16(std::string_view bytes, bool bigEndian, std::string& storage) {
    if (bytes.substr(0, 2) == (bigEndian ? kUtf16BigMark : kUtf16LittleMark)) bytes.remove_prefix(2);
    const std::string name(
        encodingName(bigEndian ? TextEncoding::Utf16BigEndian : TextEncoding::Utf16LittleEndian));
    const auto unit = [&](std::size_t index) {
        const unsigned first = byteAt(bytes, index);
        const unsigned second = byteAt(bytes, index + 1);
        return static_cast<unsigned long>(bigEndian ? (first << 8U) | second : (second << 8U) | first);
    };
    storage.clear();
    storage.reserve(bytes.size() / 2 + bytes.size() / 8);
    std::size_t index = 0;
    for (; index + 2 <= bytes.size(); index += 2) {
        unsigned long code = unit(index);
        const bool leads = code >= 0xD800 && code < 0xDC00 && index + 4 <= bytes.size();
        const unsigned long low = leads ? unit(index + 2) : 0;
        if (leads && low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
            index += 2;
        } else if (code == 0 || (code >= 0xD800 && code < 0xE000)) {
            return encodingError(storage,
                                 "bytes " + hexByte(byteAt(bytes, index)) + " " +
                                     hexByte(byteAt(bytes, index + 1)) + " are not " + name + " text",
                                 "choose the encoding the file was written in");
        }
        appendUtf8(storage, code);
    }
    if (index == bytes.size()) return std::string_view(storage);
    return encodingError(storage,
                         "byte " + hexByte(byteAt(bytes, index)) + " is left over: " + name +
                             " text has an even number of bytes",
                         "the file is truncated or in another encoding");
}

/// Latin-1 has controls at 0x80 … 0x9F, and nobody writes ÿ alone: such bytes mean something else.
bool plausibleLatin1(std::string_view bytes) {
    std::size_t index = 0;
    while (index < bytes.size()) {
        const unsigned byte = byteAt(bytes, index);
        if (byte == 0 || (byte >= 0x80 && byte < 0xA0) || byte == 0xFF) return false;
        if (byte >= 0x80 && utf8Length(bytes, index) > 1) return false;  // a damaged UTF-8 file
        ++index;
    }
    return true;
}

}  // namespace

std::string_view encodingName(TextEncoding encoding) {
    switch (encoding) {
        case TextEncoding::Utf8: return "UTF-8";
        case TextEncoding::Utf16LittleEndian: return "UTF-16 (little endian)";
        case TextEncoding::Utf16BigEndian: return "UTF-16 (big endian)";
        case TextEncoding::Latin1: return "Latin-1";
    }
    return "";
}

EncodingGuess guessEncoding(std::string_view bytes) {
    if (bytes.substr(0, 3) == kUtf8Mark) return {TextEncoding::Utf8, 1.0};
    if (bytes.substr(0, 2) == kUtf16LittleMark) return {TextEncoding::Utf16LittleEndian, 1.0};
    if (bytes.substr(0, 2) == kUtf16BigMark) return {TextEncoding::Utf16BigEndian, 1.0};
    const std::string_view head = bytes.substr(0, 4096);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t index = 0; index < head.size(); ++index)
        if (head[index] == '\0') ++zeros[index % 2];
    // Mostly ASCII in UTF-16 has a zero in every other byte.
    if (zeros[0] == 0 && zeros[1] * 4 > head.size()) return {TextEncoding::Utf16LittleEndian, 0.9};
    if (zeros[1] == 0 && zeros[0] * 4 > head.size()) return {TextEncoding::Utf16BigEndian, 0.9};
    if (firstInvalidUtf8(bytes) == std::string_view::npos) return {TextEncoding::Utf8, 1.0};
    return plausibleLatin1(bytes) ? EncodingGuess{TextEncoding::Latin1, 0.7}
                                  : EncodingGuess{TextEncoding::Utf8, 0.3};
}

Result<std::string_view> decodeToUtf8(std::string_view bytes, TextEncoding encoding, std::string& storage) {
    switch (encoding) {
        case TextEncoding::Utf8: return decodeUtf8(bytes);
        case TextEncoding::Utf16LittleEndian: return decodeUtf16(bytes, false, storage);
        case TextEncoding::Utf16BigEndian: return decodeUtf16(bytes, true, storage);
        case TextEncoding::Latin1: return decodeLatin1(bytes, storage);
    }
    return fail(ErrorCode::InvalidArgument, "unknown text encoding");
}

}  // namespace qstore
