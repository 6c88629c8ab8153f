// SPDX-License-Identifier: Apache-2.0
#include "core/stores/printable.h"

#include "core/base/utf8.h"

namespace qstore {
namespace {

constexpr std::size_t kShownBytes = 60;

bool isContinuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Of well-formed UTF-8: C0, DEL, and C1, which is 0xC2 before 0x80 to 0x9F.
bool isControlAt(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F) return true;
    return byte == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

std::string hexOf(char character) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(character);
    return {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
}

}  // namespace

std::string shownText(std::string_view text) {
    std::string_view part = text;
    if (part.size() > kShownBytes) {
        std::size_t end = kShownBytes;
        while (end > 0 && isContinuation(part[end])) --end;
        part = part.substr(0, end);
    }
    const bool valid = isUtf8(part);
    std::string shown;
    for (std::size_t at = 0; at < part.size(); ++at) {
        const bool plain = valid ? !isControlAt(part, at) : part[at] >= 0x20 && part[at] < 0x7F;
        shown += plain ? std::string(1, part[at]) : hexOf(part[at]);
        // The second byte of a C1 character goes with its first.
        if (valid && !plain && static_cast<unsigned char>(part[at]) == 0xC2) shown += hexOf(part[++at]);
    }
    return part.size() < text.size() ? shown + "…" : shown;
}

Status checkPrintable(std::string_view what, std::string_view text, std::size_t maxBytes) {
    const std::string begin(what);
    if (text.empty())
        return fail(ErrorCode::InvalidArgument, begin + " is empty",
                    "Give it 1 to " + std::to_string(maxBytes) + " bytes.");
    if (text.size() > maxBytes)
        return fail(ErrorCode::InvalidArgument,
                    begin + " '" + shownText(text) + "' has " + std::to_string(text.size()) + " bytes",
                    "Use at most " + std::to_string(maxBytes) + " bytes.");
    if (!isUtf8(text))
        return fail(ErrorCode::InvalidArgument, begin + " '" + shownText(text) + "' is not UTF-8",
                    "Convert it to UTF-8 first.");
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (isControlAt(text, at))
            return fail(ErrorCode::InvalidArgument,
                        begin + " '" + shownText(text) + "' holds a control character",
                        "Use printable characters only: no line breaks, tabs or zero bytes.");
    }
    return {};
}

}  // namespace qstore
