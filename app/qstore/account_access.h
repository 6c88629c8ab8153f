// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/qstore/command.h"
#include "app/qstore/key_access.h"
#include "core/backends/account_test.h"
#include "core/backends/profile_store.h"

namespace qstore {

/// The accounts of whoever runs the command line, and their keys.
class AccountAccess {
public:
    AccountAccess(const Command& command, SecretInput input) : m_keys(command, input) {}

    const ProfileStore& profiles() const { return m_profiles; }
    Vault& vault() const { return m_keys.vault(); }

    // As in KeyAccess, at the address of a profile.
    Result<std::optional<FoundKey>> findKey(const BackendProfile& profile) {
        return m_keys.findKey(keyAddress(profile));
    }
    KeyState keyState(const BackendProfile& profile) { return m_keys.keyState(keyAddress(profile)); }
    Result<Secret> readKey(const BackendProfile& profile) { return m_keys.readKey(keyAddress(profile)); }
    Result<SecretPlace> keepKey(const BackendProfile& profile, const Secret& key) {
        return m_keys.keepKey(keyAddress(profile), key);
    }
    Result<std::string> forgetKey(const BackendProfile& profile) {
        return m_keys.forgetKey(keyAddress(profile));
    }
    const std::string& whyNoKeychain() const { return m_keys.whyNoKeychain(); }
    Status openVault() { return m_keys.openVault(); }

private:
    ProfileStore m_profiles;
    KeyAccess m_keys;
};

/// An account by its profile's name, with its key. NotFound without either; the error says how to give it.
Result<std::shared_ptr<const Provider>> openProvider(const Command& command, const std::string& profile);

/// The real network.
AccountTestAccess networkAccess();

}  // namespace qstore
