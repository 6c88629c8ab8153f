// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/rest/reply_text.h"

#include "core/base/utf8.h"

namespace qstore {
namespace {

constexpr std::size_t maxShownBytes = 300;
/// What is looked at before the key is searched: more than any message, little enough to stay quick.
constexpr std::size_t maxReadBytes = std::size_t{64} << 10U;

bool looksLikeHtml(std::string_view body) {
    const auto start = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return start != std::string_view::npos && body[start] == '<';
}

void cutToLine(std::string& text) {
    for (char& letter : text)
        if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) letter = ' ';
    if (text.size() <= maxShownBytes) return;
    std::size_t end = maxShownBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.replace(end, std::string::npos, "...");
}

}  // namespace

std::string shownForeign(std::string_view body, const Secret& key) {
    if (looksLikeHtml(body)) return "an HTML page";
    if (body.empty()) return "an empty reply";
    body = body.substr(0, maxReadBytes);
    std::string text = key.empty() ? std::string(body) : redacted(body, key);
    cutToLine(text);
    if (isUtf8(text)) return text;
    for (char& letter : text)
        if (static_cast<unsigned char>(letter) >= 0x80) letter = '?';
    return text;
}

}  // namespace qstore
