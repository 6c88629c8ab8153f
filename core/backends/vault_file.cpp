// SPDX-License-Identifier: Apache-2.0
#include "core/backends/vault_file.h"

#include <sodium.h>

#include <cstring>
#include <new>

namespace qstore {
namespace {

constexpr std::string_view magic = "QSVAULT\n";
constexpr std::uint32_t fileVersion = 1;
constexpr std::size_t headerBytes = 20;
constexpr std::size_t prefixBytes = 12;  // magic and version
constexpr std::size_t checksumBytes = 32;
constexpr std::size_t tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t fixedBytes = headerBytes + 16 + 24 + 48 + 24 + tagBytes + checksumBytes;
// A file from elsewhere must not be able to freeze the program.
constexpr std::uint32_t maxPasses = 20;
constexpr std::uint32_t maxMemoryKiB = 1024 * 1024;
constexpr std::uint32_t minMemoryKiB = 8;

static_assert(VaultKey::size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(tagBytes == 16 && crypto_pwhash_SALTBYTES == 16 && crypto_generichash_BYTES == checksumBytes);
static_assert(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == 24);

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

void appendNumber(std::string& bytes, std::uint32_t value) {
    for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>((value >> shift) & 0xFFU);
}

std::uint32_t numberAt(std::string_view bytes, std::size_t place) {
    std::uint32_t value = 0;
    for (std::size_t index = 0; index < 4; ++index)
        value |= static_cast<std::uint32_t>(bytesOf(bytes)[place + index]) << (8U * index);
    return value;
}

template <std::size_t n>
void append(std::string& bytes, const std::array<unsigned char, n>& part) {
    bytes.append(reinterpret_cast<const char*>(part.data()), n);
}

template <std::size_t n>
std::string_view take(std::string_view bytes, std::array<unsigned char, n>& part) {
    std::memcpy(part.data(), bytes.data(), n);
    return bytes.substr(n);
}

std::string checksum(std::string_view bytes) {
    std::string sum(checksumBytes, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(sum.data()), checksumBytes, bytesOf(bytes),
                       bytes.size(), nullptr, 0);
    return sum;
}

std::string header(const VaultCost& cost) {
    std::string bytes(magic);
    appendNumber(bytes, fileVersion);
    appendNumber(bytes, cost.passes);
    appendNumber(bytes, cost.memoryKiB);
    return bytes;
}

/// What the wrapped key is bound to.
std::string boundToKey(const SealedVault& vault) {
    std::string bytes = header(vault.cost);
    append(bytes, vault.salt);
    return bytes;
}

Result<VaultKey> passwordKey(const SealedVault& vault, const Secret& password) {
    VaultKey key;
    const std::string_view text = password.reveal();
    const int failed = crypto_pwhash(
        key.data(), VaultKey::size, text.data(), text.size(), vault.salt.data(), vault.cost.passes,
        std::size_t{vault.cost.memoryKiB} * 1024, crypto_pwhash_ALG_ARGON2ID13);
    if (failed == 0) return key;
    return fail(ErrorCode::ResourceExhausted,
                "the master password's check needs " + std::to_string(vault.cost.memoryKiB / 1024) +
                    " MiB of memory, which this machine did not give",
                "close other programs and try again");
}

tl::unexpected<Error> damaged(const std::string& how) {
    return fail(ErrorCode::Corrupt, "the vault is damaged: " + how,
                "bring it back from a backup, or move it away and give the keys again");
}

Status checkCost(const VaultCost& cost) {
    if (cost.passes >= 1 && cost.passes <= maxPasses && cost.memoryKiB >= minMemoryKiB &&
        cost.memoryKiB <= maxMemoryKiB)
        return {};
    return fail(ErrorCode::ResourceExhausted,
                "the vault asks for " + std::to_string(cost.passes) + " passes over " +
                    std::to_string(cost.memoryKiB) + " KiB of memory",
                "no vault of this program asks for more than " + std::to_string(maxPasses) + " and " +
                    std::to_string(maxMemoryKiB) + "; bring it back from a backup");
}

}  // namespace

void VaultKey::Wipe::operator()(unsigned char* bytes) const {
    sodium_free(bytes);
}

VaultKey::VaultKey() {
    if (sodium_init() < 0) throw std::bad_alloc();
    m_bytes.reset(static_cast<unsigned char*>(sodium_malloc(size)));
    if (m_bytes == nullptr) throw std::bad_alloc();
    std::memset(m_bytes.get(), 0, size);
}

VaultKey VaultKey::random() {
    VaultKey key;
    randombytes_buf(key.data(), size);
    return key;
}

std::string SealedVault::toBytes() const {
    std::string bytes = header(cost);
    append(bytes, salt);
    append(bytes, keyNonce);
    append(bytes, wrappedKey);
    append(bytes, contentNonce);
    bytes += content;
    return bytes + checksum(bytes);
}

Result<SealedVault> SealedVault::fromBytes(std::string_view bytes) {
    if (bytes.substr(0, magic.size()) != magic.substr(0, bytes.size()))
        return damaged("it is no vault at all");
    if (bytes.size() < fixedBytes)
        return damaged("it is cut off after " + std::to_string(bytes.size()) + " bytes");
    if (const std::uint32_t version = numberAt(bytes, magic.size()); version > fileVersion)
        return fail(ErrorCode::NewerVersion, "the vault is of version " + std::to_string(version),
                    "use the release that wrote it");
    const std::string_view content = bytes.substr(0, bytes.size() - checksumBytes);
    if (checksum(content) != bytes.substr(content.size())) return damaged("its checksum does not hold");
    if (numberAt(bytes, magic.size()) != fileVersion) return damaged("it is of version 0");
    SealedVault vault;
    vault.cost = {numberAt(bytes, prefixBytes), numberAt(bytes, prefixBytes + 4)};
    QSTORE_CHECK(checkCost(vault.cost));
    std::string_view rest = content.substr(headerBytes);
    rest = take(rest, vault.salt);
    rest = take(rest, vault.keyNonce);
    rest = take(rest, vault.wrappedKey);
    vault.content = take(rest, vault.contentNonce);
    return vault;
}

Status SealedVault::wrap(const VaultKey& key, const Secret& password) {
    QSTORE_CHECK(checkCost(cost));
    randombytes_buf(salt.data(), salt.size());
    randombytes_buf(keyNonce.data(), keyNonce.size());
    QSTORE_TRY(const VaultKey outer, passwordKey(*this, password));
    const std::string bound = boundToKey(*this);
    crypto_aead_xchacha20poly1305_ietf_encrypt(wrappedKey.data(), nullptr, key.data(), VaultKey::size,
                                               bytesOf(bound), bound.size(), nullptr, keyNonce.data(),
                                               outer.data());
    return {};
}

Result<VaultKey> SealedVault::unwrap(const Secret& password) const {
    QSTORE_TRY(const VaultKey outer, passwordKey(*this, password));
    const std::string bound = boundToKey(*this);
    VaultKey key;
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        key.data(), nullptr, nullptr, wrappedKey.data(), wrappedKey.size(), bytesOf(bound), bound.size(),
        keyNonce.data(), outer.data());
    if (failed == 0) return key;
    // The checksum held, so the file is what was written.
    return fail(ErrorCode::InvalidArgument, "that is not the vault's master password",
                "try again; nobody can read the keys without it, but each can be given anew");
}

void SealedVault::seal(const VaultKey& key, const SecretMap& secrets) {
    const Secret text = secrets.toText();
    const std::string bound = header(cost).substr(0, prefixBytes);
    randombytes_buf(contentNonce.data(), contentNonce.size());
    content.assign(text.reveal().size() + tagBytes, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(content.data()), nullptr,
                                               bytesOf(text.reveal()), text.reveal().size(), bytesOf(bound),
                                               bound.size(), nullptr, contentNonce.data(), key.data());
}

Result<SecretMap> SealedVault::open(const VaultKey& key) const {
    std::string text(content.size() - tagBytes, '\0');
    const std::string bound = header(cost).substr(0, prefixBytes);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(text.data()), nullptr, nullptr, bytesOf(content), content.size(),
        bytesOf(bound), bound.size(), contentNonce.data(), key.data());
    if (failed != 0)
        return fail(ErrorCode::Busy, "the vault's password was changed by another program",
                    "unlock it with the new master password");
    return SecretMap::fromText(Secret::take(text));
}

}  // namespace qstore
