// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "core/backends/profile.h"

namespace qstore {

/// What one guess of the master password costs (Argon2id). The default takes about a second.
struct VaultCost {
    std::uint32_t passes = 3;
    std::uint32_t memoryKiB = 256 * 1024;
};

/// `keys.vault` in the person's configuration folder.
QSTORE_EXPORT std::filesystem::path defaultVaultPath();

/// One file that holds all keys under a master password: it wraps one random vault key, which encrypts the
/// rest (XChaCha20-Poly1305). Unlocked once, it answers until it is locked. In memory it keeps the vault
/// key alone and reads the file each time, so that several programs may use one vault; every change is on
/// the disk before it is reported. Thread-safe. The format: vault_file.h.
class QSTORE_EXPORT Vault : public SecretStore {
public:
    explicit Vault(std::filesystem::path file = defaultVaultPath(), VaultCost costOfNew = {});
    ~Vault() override;
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;

    const std::filesystem::path& file() const { return m_file; }
    bool exists() const;
    bool unlocked() const;

    /// An empty vault, unlocked. AlreadyExists where there is one; InvalidArgument for fewer than eight
    /// characters.
    Status create(const Secret& password);
    /// NotFound without a file, InvalidArgument for a wrong password, Corrupt for a damaged file,
    /// NewerVersion, ResourceExhausted where it asks for more memory or time than any vault of ours.
    Status unlock(const Secret& password);
    /// Wipes what is in memory.
    void lock();
    /// With a new vault key, so that an old copy of the file and its password open nothing new; unlocked
    /// afterwards. The old password is asked for also while unlocked.
    Status changePassword(const Secret& before, const Secret& after);

    std::string place() const override { return "a vault file under a master password"; }
    /// Busy while locked, like the others.
    Result<std::optional<Secret>> find(const std::string& profile, const std::string& host) override;
    Status keep(const std::string& profile, const std::string& host, const Secret& secret) override;
    Status forget(const std::string& profile, const std::string& host) override;

private:
    struct Key;  ///< with the lock that guards it
    std::filesystem::path m_file;
    VaultCost m_costOfNew;
    std::unique_ptr<Key> m_key;
};

}  // namespace qstore
