// SPDX-License-Identifier: Apache-2.0
#include "core/backends/vault.h"

#include <mutex>
#include <optional>

#include "core/backends/vault_file.h"
#include "core/base/atomic_file.h"
#include "core/base/configuration_folder.h"

namespace qstore {
namespace {

constexpr std::size_t maxFileBytes = std::size_t{8} << 20U;
constexpr std::size_t minPasswordLength = 8;

Result<SealedVault> readVault(const std::filesystem::path& file) {
    const auto bytes = readFile(file, maxFileBytes);
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::NotFound, "there is no vault at '" + file.string() + "'",
                    "`qstore accounts key NAME --store vault` makes one");
    QSTORE_CHECK(bytes);
    auto vault = SealedVault::fromBytes(*bytes);
    if (!vault) vault.error().message += " ('" + file.string() + "')";
    return vault;
}

Status checkPassword(const Secret& password) {
    if (password.reveal().size() >= minPasswordLength) return {};
    return fail(
        ErrorCode::InvalidArgument, "the master password is too short",
        "choose at least " + std::to_string(minPasswordLength) + " characters; a sentence is easy to keep");
}

tl::unexpected<Error> locked() {
    return fail(ErrorCode::Busy, "the vault is locked", "unlock it with its master password");
}

}  // namespace

struct Vault::Key {
    mutable std::mutex mutex;
    std::optional<VaultKey> key;
    std::optional<CoreDumpGuard> noCoreDump;  ///< while there is a key

    void set(VaultKey value) {
        key = std::move(value);
        noCoreDump.emplace();
    }
    /// What the file holds now; forgets a key that no longer fits.
    Result<SecretMap> open(const SealedVault& vault) {
        auto secrets = vault.open(*key);
        if (!secrets && secrets.error().code == ErrorCode::Busy) key.reset();
        return secrets;
    }
};

std::filesystem::path defaultVaultPath() {
    return configurationFolder() / "keys.vault";
}

Vault::Vault(std::filesystem::path file, VaultCost costOfNew)
    : m_file(std::move(file)), m_costOfNew(costOfNew), m_key(std::make_unique<Key>()) {}

Vault::~Vault() = default;

bool Vault::exists() const {
    std::error_code error;
    return std::filesystem::exists(m_file, error);
}

bool Vault::unlocked() const {
    const std::scoped_lock lock(m_key->mutex);
    return m_key->key.has_value();
}

Status Vault::create(const Secret& password) {
    QSTORE_CHECK(checkPassword(password));
    const std::scoped_lock guard(m_key->mutex);
    const auto taken = [this] {
        return fail(ErrorCode::AlreadyExists, "there is a vault at '" + m_file.string() + "' already",
                    "unlock it with its master password, or move it away");
    };
    if (exists()) return taken();
    VaultKey key = VaultKey::random();
    SealedVault vault;
    vault.cost = m_costOfNew;
    QSTORE_CHECK(vault.wrap(key, password));
    // Not earlier: wrapping takes a second, in which others may want to change the accounts.
    QSTORE_TRY(const FolderLock lock, FolderLock::take(m_file.parent_path()));
    if (exists()) return taken();
    vault.seal(key, {});
    QSTORE_CHECK(writePrivateFileAtomically(m_file, vault.toBytes()));
    m_key->set(std::move(key));
    return {};
}

Status Vault::unlock(const Secret& password) {
    const std::scoped_lock guard(m_key->mutex);
    QSTORE_TRY(const SealedVault vault, readVault(m_file));
    QSTORE_TRY(VaultKey key, vault.unwrap(password));
    // A key that opens nothing would be found out too late.
    if (!vault.open(key))
        return fail(ErrorCode::Corrupt,
                    "the vault '" + m_file.string() + "' does not hold what its key encrypted",
                    "bring it back from a backup, or move it away and give the keys again");
    m_key->set(std::move(key));
    return {};
}

void Vault::lock() {
    const std::scoped_lock guard(m_key->mutex);
    m_key->key.reset();
    m_key->noCoreDump.reset();
}

Status Vault::changePassword(const Secret& before, const Secret& after) {
    QSTORE_CHECK(checkPassword(after));
    const std::scoped_lock guard(m_key->mutex);
    QSTORE_TRY(const FolderLock lock, FolderLock::take(m_file.parent_path()));
    QSTORE_TRY(SealedVault vault, readVault(m_file));
    QSTORE_TRY(const VaultKey old, vault.unwrap(before));
    QSTORE_TRY(const SecretMap secrets, vault.open(old));
    VaultKey key = VaultKey::random();
    vault.cost = m_costOfNew;
    QSTORE_CHECK(vault.wrap(key, after));
    vault.seal(key, secrets);
    QSTORE_CHECK(writePrivateFileAtomically(m_file, vault.toBytes()));
    m_key->set(std::move(key));
    return {};
}

Result<std::optional<Secret>> Vault::find(const std::string& profile, const std::string& host) {
    const std::scoped_lock guard(m_key->mutex);
    if (!m_key->key) return locked();
    QSTORE_TRY(const SealedVault vault, readVault(m_file));
    QSTORE_TRY(const SecretMap secrets, m_key->open(vault));
    return secrets.find(profile, host);
}

Status Vault::keep(const std::string& profile, const std::string& host, const Secret& secret) {
    const std::scoped_lock guard(m_key->mutex);
    if (!m_key->key) return locked();
    QSTORE_TRY(const FolderLock lock, FolderLock::take(m_file.parent_path()));
    QSTORE_TRY(SealedVault vault, readVault(m_file));
    QSTORE_TRY(SecretMap secrets, m_key->open(vault));
    QSTORE_CHECK(secrets.keep(profile, host, secret));
    vault.seal(*m_key->key, secrets);
    return writePrivateFileAtomically(m_file, vault.toBytes());
}

Status Vault::forget(const std::string& profile, const std::string& host) {
    const std::scoped_lock guard(m_key->mutex);
    if (!m_key->key) return locked();
    QSTORE_TRY(const FolderLock lock, FolderLock::take(m_file.parent_path()));
    QSTORE_TRY(SealedVault vault, readVault(m_file));
    QSTORE_TRY(SecretMap secrets, m_key->open(vault));
    if (!secrets.forget(profile, host)) return {};
    vault.seal(*m_key->key, secrets);
    return writePrivateFileAtomically(m_file, vault.toBytes());
}

}  // namespace qstore
