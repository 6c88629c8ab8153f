// SPDX-License-Identifier: Apache-2.0
#include "core/base/secret.h"

#include <sodium/utils.h>

#include <algorithm>
#include <utility>

namespace qstore {
namespace {

/// All that the string holds, a short string's inner bytes and those behind its end included.
void wipeString(std::string& bytes) noexcept {
    bytes.resize(bytes.capacity());
    sodium_memzero(bytes.data(), bytes.size());
    bytes.clear();
}

bool isPrintable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace

Secret::Secret(std::string_view bytes) : m_bytes(bytes) {}

Secret Secret::take(std::string& bytes) {
    Secret secret;
    secret.m_bytes = std::move(bytes);
    wipeString(bytes);
    return secret;
}

Secret::Secret(const Secret& other) = default;

Secret::Secret(Secret&& other) noexcept : m_bytes(std::move(other.m_bytes)) {
    // A short string was copied by the move, and is still there.
    other.wipe();
}

Secret& Secret::operator=(const Secret& other) {
    if (this != &other) *this = Secret(other);
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    wipe();
    m_bytes = std::move(other.m_bytes);
    other.wipe();
    return *this;
}

Secret::~Secret() {
    wipe();
}

void Secret::wipe() noexcept {
    wipeString(m_bytes);
}

std::string Secret::hint() const {
    // Four characters of a short secret would be too much of it.
    constexpr std::size_t longSecret = 16;
    if (m_bytes.size() < longSecret) return "…";
    const std::string_view end = std::string_view(m_bytes).substr(m_bytes.size() - 4);
    return isPrintable(end) ? "…" + std::string(end) : "…";
}

bool operator==(const Secret& a, const Secret& b) {
    return a.m_bytes.size() == b.m_bytes.size() &&
           sodium_memcmp(a.m_bytes.data(), b.m_bytes.data(), a.m_bytes.size()) == 0;
}

}  // namespace qstore
