// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/qstore/command.h"
#include "core/backends/account_test.h"
#include "core/backends/environment_secrets.h"
#include "core/backends/profile_store.h"
#include "core/backends/secret_choice.h"

namespace qstore {

class KeychainStore;

/// Where the secrets that a verb needs come from, beside prompts.
struct SecretInput {
    bool keyFromStdin = false;       ///< a line, after the password's if that comes from there too
    bool passwordFromStdin = false;  ///< the vault's master password: the first line
    std::optional<SecretPlace> place;
};

/// Whether an account has a key, and where.
struct KeyState {
    std::optional<SecretPlace> place;
    std::string hint;          ///< "…" and at most the last four characters
    bool vaultLocked = false;  ///< nothing found, but a vault that was not opened may hold it
    std::string note;          ///< the environment hides another key
};

/// The accounts of whoever runs the command line, and their keys: in the environment, the keychain or the
/// vault, in this order. The keychain is probed when it is first needed.
class AccountAccess {
public:
    AccountAccess(const Command& command, SecretInput input);
    ~AccountAccess();
    AccountAccess(const AccountAccess&) = delete;
    AccountAccess& operator=(const AccountAccess&) = delete;

    const ProfileStore& profiles() const { return m_profiles; }
    Vault& vault() const { return *m_vault; }

    /// The key, asking for the vault's password where that is the place left; nothing when there is none.
    Result<std::optional<FoundKey>> findKey(const BackendProfile& profile);
    /// Why the keychain cannot be used; empty when it can, or was not needed.
    const std::string& whyNoKeychain() const { return m_health.reason; }
    /// Without asking anybody.
    KeyState keyState(const BackendProfile& profile);
    /// From standard input or a prompt.
    Result<Secret> readKey(const BackendProfile& profile);
    /// Where it is kept now; makes a vault where there is no keychain.
    Result<SecretPlace> keepKey(const BackendProfile& profile, const Secret& key);
    /// In keychain and vault. What could not be forgotten is a sentence, empty when nothing is left.
    Result<std::string> forgetKey(const BackendProfile& profile);
    /// Unlocks the vault, or makes it.
    Status openVault();

private:
    /// Null where it cannot be used.
    std::shared_ptr<SecretStore> keychain();
    Result<Secret> masterPassword(bool ofNew);

    const Command& m_command;
    SecretInput m_input;
    CoreDumpGuard m_noCoreDump;
    ProfileStore m_profiles;
    EnvironmentSecrets m_environment;
    std::shared_ptr<Vault> m_vault;
    std::shared_ptr<KeychainStore> m_keychain;
    KeychainHealth m_health;
    std::optional<Secret> m_password;  ///< of the vault, once it was read from standard input
};

/// An account by its profile's name, with its key. NotFound without either; the error says how to give it.
Result<std::shared_ptr<const Provider>> openProvider(const Command& command, const std::string& profile);

/// The real network.
AccountTestAccess networkAccess();

}  // namespace qstore
