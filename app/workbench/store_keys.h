// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "core/backends/environment_secrets.h"
#include "core/backends/session_secrets.h"
#include "ui/controllers/store_connections.h"

/// The keychain as it is now; asked before each use, since somebody may lock or unlock it.
struct StoreKeychain {
    std::shared_ptr<qstore::SecretStore> store;  ///< null: there is none
    std::function<qstore::KeychainHealth()> probe;
};

/// Keys of connections: in the environment, this session's memory, the system keychain, or the vault that
/// accounts use, while that is unlocked. Used from workers, one question at a time: the keychain holds all
/// keys in one entry.
class StoreKeys {
public:
    StoreKeys(StoreKeychain keychain, std::shared_ptr<qstore::Vault> vault);

    qstore::Result<qstore::ui::ConnectionKey> find(const qstore::KeyAddress& address);
    /// In the keychain, else in the vault, else until the program ends: the place it took. What the other
    /// places had goes, so that nobody meets an old key.
    qstore::Result<qstore::SecretPlace> keep(const qstore::KeyAddress& address, const qstore::Secret& key);
    /// Everywhere but in the environment. Busy where a locked place may go on holding it.
    qstore::Status forget(const qstore::KeyAddress& address);

private:
    struct Place {
        qstore::SecretStore* store = nullptr;
        qstore::SecretPlace place = qstore::SecretPlace::Session;
    };
    /// That can be used now, in the order they are asked.
    std::vector<Place> places(const qstore::KeychainHealth& health);
    qstore::KeychainHealth health() const;
    bool vaultLocked() const;
    qstore::Result<qstore::ui::ConnectionKey> findKept(const qstore::KeyAddress& address);

    const StoreKeychain m_keychain;
    const std::shared_ptr<qstore::Vault> m_vault;
    std::mutex m_mutex;
    std::optional<qstore::CoreDumpGuard> m_noCoreDump;  ///< once a key was handed out: a store holds it
    qstore::EnvironmentSecrets m_environment;
    qstore::SessionSecrets m_session;
};
