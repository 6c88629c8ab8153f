// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "core/backends/secret_map.h"
#include "core/backends/vault.h"

namespace qstore {

/// The 32 bytes that encrypt a vault's content: in memory that is not swapped out, wiped afterwards.
class VaultKey {
public:
    static constexpr std::size_t size = 32;
    VaultKey();  ///< all zero
    static VaultKey random();
    unsigned char* data() { return m_bytes.get(); }
    const unsigned char* data() const { return m_bytes.get(); }

private:
    struct Wipe {
        void operator()(unsigned char* bytes) const;
    };
    std::unique_ptr<unsigned char, Wipe> m_bytes;
};

/// A vault as it lies on the disk; integers are little-endian.
///
///     8  "QSVAULT\n"       4  version (1)       4  passes        4  memory in KiB
///     16 salt              24 nonce             48 the vault key, encrypted by the password's key
///     24 nonce             n  the keys (SecretMap's text), encrypted by the vault key
///     32 BLAKE2b of all of the above: tells a damaged file from a wrong password
///
/// Both encryptions are XChaCha20-Poly1305 (IETF); they authenticate everything before their own nonce up
/// to the salt, and the magic and version.
struct QSTORE_EXPORT SealedVault {
    VaultCost cost;
    std::array<unsigned char, 16> salt{};
    std::array<unsigned char, 24> keyNonce{};
    std::array<unsigned char, 48> wrappedKey{};
    std::array<unsigned char, 24> contentNonce{};
    std::string content;

    std::string toBytes() const;
    /// Corrupt, NewerVersion, or ResourceExhausted for a cost beyond any vault of ours. The errors say
    /// "the vault", not its path.
    static Result<SealedVault> fromBytes(std::string_view bytes);

    /// Chooses salt and nonce anew. ResourceExhausted where the memory is not there.
    Status wrap(const VaultKey& key, const Secret& password);
    /// InvalidArgument for a wrong password.
    Result<VaultKey> unwrap(const Secret& password) const;
    void seal(const VaultKey& key, const SecretMap& secrets);
    /// Busy where the file is under another vault key.
    Result<SecretMap> open(const VaultKey& key) const;
};

}  // namespace qstore
