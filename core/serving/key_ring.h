// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// "617a1f8b-59d4-435d-aa33-695433d7155e": version 4, from the system's random numbers.
std::string newUuid();
/// A version-4-shaped one that is the same for the same text.
std::string uuidOf(std::string_view text);
/// "2026-11-29T23:10:17.123Z".
std::string isoTime(std::int64_t unixMs);
/// "Sun, 29 Nov 2026 23:10:17 GMT".
std::string httpTime(std::int64_t unixMs);

enum class KeyVerdict : std::uint8_t { Valid, Unknown, Revoked, Expired };

/// The keys of the one practice account, and the tokens that were given for them. They are no secrets:
/// each says by its name that it is for practice.
class KeyRing {
public:
    /// A new key; it expires at `expiresMs` (Unix) if there is one.
    std::string add(std::optional<std::int64_t> expiresMs = std::nullopt);
    bool revoke(std::string_view key);
    bool restore(std::string_view key);
    /// The key expires after so many further requests.
    bool expireAfter(std::string_view key, std::uint64_t requests);
    /// Counts as a request.
    KeyVerdict check(std::string_view key, std::int64_t nowMs);

    struct Token {
        std::string text;
        std::int64_t expiresMs = 0;
    };
    Token issueToken(std::string_view key, std::int64_t nowMs, std::int64_t lifetimeMs);
    /// A token is as good as its key.
    KeyVerdict checkToken(std::string_view token, std::int64_t nowMs);
    void expireTokens();

private:
    struct Key {
        bool revoked = false;
        std::optional<std::int64_t> expiresMs;
        std::optional<std::uint64_t> requestsLeft;
    };
    struct Issued {
        std::string key;
        std::int64_t expiresMs = 0;
    };
    std::map<std::string, Key, std::less<>> m_keys;
    std::map<std::string, Issued, std::less<>> m_tokens;
};

}  // namespace qstore
