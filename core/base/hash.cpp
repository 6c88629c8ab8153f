// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"

#include <sodium/crypto_hash_sha256.h>

#include <array>
#include <bit>

namespace qstore {

static_assert(std::endian::native == std::endian::little, "hashes are defined over little-endian bytes");

struct Sha256::State {
    crypto_hash_sha256_state sodium{};
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {
    crypto_hash_sha256_init(&m_state->sodium);
}
Sha256::~Sha256() = default;

Sha256& Sha256::add(std::span<const std::byte> bytes) {
    crypto_hash_sha256_update(&m_state->sodium, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
    return *this;
}

Sha256& Sha256::add(std::string_view text) {
    return add(std::as_bytes(std::span(text)));
}
Sha256& Sha256::add(std::span<const double> values) {
    return add(std::as_bytes(values));
}

std::string Sha256::finish() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&m_state->sodium, digest.data());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(digest.size() * 2);
    for (const unsigned char byte : digest) {
        hex.push_back(digits[byte >> 4U]);
        hex.push_back(digits[byte & 15U]);
    }
    return hex;
}

std::string sha256Hex(std::string_view text) {
    return Sha256().add(text).finish();
}
std::string sha256Hex(std::span<const double> values) {
    return Sha256().add(values).finish();
}

}  // namespace qstore
