// SPDX-License-Identifier: Apache-2.0
#include <sodium/utils.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/secret.h"

namespace qstore {
namespace {

constexpr std::string_view mark = "[secret]";

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// The byte that `text` writes in `count` hexadecimal digits.
std::optional<unsigned char> hexByte(std::string_view text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(0, count)) {
        if (hexDigit(c) < 0) return std::nullopt;
        value = value * 16 + hexDigit(c);
    }
    return value < 256 ? std::optional(static_cast<unsigned char>(value)) : std::nullopt;
}

/// How many characters at the start of `text` are an escape of `byte`, as URLs, forms and JSON write it.
std::size_t escapeLength(std::string_view text, char byte) {
    const auto wanted = static_cast<unsigned char>(byte);
    if (text.substr(0, 1) == "%" && hexByte(text.substr(1), 2) == wanted) return 3;
    if (text.substr(0, 1) == "+" && byte == ' ') return 1;
    if (text.substr(0, 2) == "\\u" && hexByte(text.substr(2), 4) == wanted) return 6;
    if (text.size() >= 2 && text[0] == '\\' && text[1] == byte) return 2;
    return 0;
}

/// How many characters at the start of `text` are the secret with some of its bytes escaped; 0 for none.
std::size_t escapedLength(std::string_view text, std::string_view secret) {
    std::size_t at = 0;
    for (const char byte : secret) {
        if (at >= text.size()) return 0;
        if (const std::size_t length = escapeLength(text.substr(at), byte); length > 0)
            at += length;
        else if (text[at] == byte)
            ++at;
        else
            return 0;
    }
    return at;
}

std::string withoutEscaped(std::string_view text, std::string_view secret) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        const std::size_t length =
            rest.substr(0, secret.size()) == secret ? secret.size() : escapedLength(rest, secret);
        if (length == 0)
            out += text[at];
        else
            out += mark;
        at += length == 0 ? 1 : length;
    }
    return out;
}

std::string withoutWord(const std::string& text, std::string_view word) {
    std::string out;
    std::size_t from = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, from)) {
        out.append(text, from, at - from).append(mark);
        from = at + word.size();
    }
    return out.append(text, from);
}

/// The characters of base64 that depend on the secret alone where `before` bytes (0 to 2) stand between it
/// and the start of its group of three: so it is found inside "name:key" or "apiKey key" as well.
Secret base64Core(std::string_view secret, std::size_t before, int alphabet) {
    std::string bytes(before, '\0');
    bytes.reserve(before + secret.size());
    bytes.append(secret);
    std::string text(sodium_base64_encoded_len(bytes.size(), alphabet), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(), alphabet);
    constexpr std::array<std::size_t, 3> shared = {0, 2, 3};
    const std::size_t whole = bytes.size() * 8 / 6;
    Secret core(std::string_view(text).substr(shared.at(before), whole - shared.at(before)));
    Secret::take(bytes);
    Secret::take(text);
    return core;
}

/// How much of `secret` stands at the start of `text`, from wherever in the secret it begins.
std::size_t pieceLength(std::string_view text, std::string_view secret) {
    std::size_t longest = 0;
    for (std::size_t from = 0; from < secret.size(); ++from) {
        std::size_t length = 0;
        while (from + length < secret.size() && length < text.size() &&
               text[length] == secret[from + length])
            ++length;
        longest = std::max(longest, length);
    }
    return longest;
}

constexpr std::size_t telling = 12;

/// A quick look: of a telling piece at least one of every sixth six characters lies within it.
bool mayHoldPiece(std::string_view text, std::string_view secret) {
    constexpr std::size_t probe = telling / 2;
    for (std::size_t at = 0; at + probe <= text.size(); at += probe)
        if (secret.find(text.substr(at, probe)) != std::string_view::npos) return true;
    return false;
}

/// Servers cut what they repeat: pieces that could be nothing else go too.
std::string withoutPieces(std::string text, std::string_view secret) {
    if (secret.size() <= telling || !mayHoldPiece(text, secret)) return text;
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = pieceLength(std::string_view(text).substr(at), secret);
        if (length < telling)
            out += text[at];
        else
            out += mark;
        at += length < telling ? 1 : length;
    }
    return out;
}

}  // namespace

std::string redacted(std::string_view text, const Secret& secret) {
    if (secret.empty()) return std::string(text);
    std::string out = withoutPieces(withoutEscaped(text, secret.reveal()), secret.reveal());
    // Fewer bytes would be found in any text.
    constexpr std::size_t shortest = 6;
    if (secret.reveal().size() < shortest) return out;
    for (const int alphabet :
         {sodium_base64_VARIANT_ORIGINAL_NO_PADDING, sodium_base64_VARIANT_URLSAFE_NO_PADDING})
        for (std::size_t before = 0; before < 3; ++before)
            out = withoutWord(out, base64Core(secret.reveal(), before, alphabet).reveal());
    return out;
}

}  // namespace qstore
