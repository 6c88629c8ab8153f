// SPDX-License-Identifier: Apache-2.0
#include "core/serving/key_ring.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <random>

#include "core/base/hash.h"

namespace qstore {
namespace {

std::string randomHex(std::size_t digits) {
    std::random_device device;
    std::string text;
    while (text.size() < digits) {
        std::array<char, 16> word{};
        std::snprintf(word.data(), word.size(), "%08x", static_cast<unsigned>(device()));
        text += word.data();
    }
    return text.substr(0, digits);
}

/// 32 hexadecimal digits with the dashes and marks of version 4.
std::string asUuid(std::string hex) {
    constexpr std::string_view variants = "89ab";
    hex[12] = '4';
    const std::size_t digit = hex[16] >= 'a' ? static_cast<std::size_t>(hex[16] - 'a' + 10)
                                             : static_cast<std::size_t>(hex[16] - '0');
    hex[16] = variants[digit % 4];
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) +
           "-" + hex.substr(20, 12);
}

std::string formatted(std::int64_t unixMs, const char* format) {
    const std::time_t seconds = static_cast<std::time_t>(unixMs / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 64> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), format, &parts);
    return {text.data(), size};
}

}  // namespace

std::string newUuid() {
    return asUuid(randomHex(32));
}

std::string uuidOf(std::string_view text) {
    return asUuid(sha256Hex(text).substr(0, 32));
}

std::string isoTime(std::int64_t unixMs) {
    std::array<char, 16> fraction{};
    std::snprintf(fraction.data(), fraction.size(), ".%03dZ", static_cast<int>(unixMs % 1000));
    return formatted(unixMs, "%Y-%m-%dT%H:%M:%S") + fraction.data();
}

std::string httpTime(std::int64_t unixMs) {
    return formatted(unixMs, "%a, %d %b %Y %H:%M:%S GMT");
}

std::string KeyRing::add(std::optional<std::int64_t> expiresMs) {
    std::string key = "practice-" + randomHex(24);
    m_keys[key].expiresMs = expiresMs;
    return key;
}

bool KeyRing::revoke(std::string_view key) {
    const auto found = m_keys.find(key);
    if (found == m_keys.end()) return false;
    found->second.revoked = true;
    return true;
}

bool KeyRing::restore(std::string_view key) {
    const auto found = m_keys.find(key);
    if (found == m_keys.end()) return false;
    found->second = {};
    return true;
}

bool KeyRing::expireAfter(std::string_view key, std::uint64_t requests) {
    const auto found = m_keys.find(key);
    if (found == m_keys.end()) return false;
    found->second.requestsLeft = requests;
    return true;
}

KeyVerdict KeyRing::check(std::string_view key, std::int64_t nowMs) {
    const auto found = m_keys.find(key);
    if (found == m_keys.end()) return KeyVerdict::Unknown;
    Key& known = found->second;
    if (known.revoked) return KeyVerdict::Revoked;
    if (known.expiresMs && nowMs >= *known.expiresMs) return KeyVerdict::Expired;
    if (!known.requestsLeft) return KeyVerdict::Valid;
    if (*known.requestsLeft == 0) return KeyVerdict::Expired;
    --*known.requestsLeft;
    return KeyVerdict::Valid;
}

KeyRing::Token KeyRing::issueToken(std::string_view key, std::int64_t nowMs, std::int64_t lifetimeMs) {
    Token token{"practice-token-" + randomHex(32), nowMs + lifetimeMs};
    m_tokens[token.text] = {std::string(key), token.expiresMs};
    return token;
}

KeyVerdict KeyRing::checkToken(std::string_view token, std::int64_t nowMs) {
    const auto found = m_tokens.find(token);
    if (found == m_tokens.end()) return KeyVerdict::Unknown;
    if (nowMs >= found->second.expiresMs) return KeyVerdict::Expired;
    return check(found->second.key, nowMs);
}

void KeyRing::expireTokens() {
    m_tokens.clear();
}

}  // namespace qstore
