// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/qstore/command.h"
#include "core/backends/environment_secrets.h"
#include "core/backends/secret_choice.h"

namespace qstore {

class KeychainStore;

/// Where the secrets that a verb needs come from, beside prompts.
struct SecretInput {
    bool keyFromStdin = false;       ///< a line, after the password's if that comes from there too
    bool passwordFromStdin = false;  ///< the vault's master password: the first line
    std::optional<SecretPlace> place;
};

/// Whether there is a key at an address, and where.
struct KeyState {
    std::optional<SecretPlace> place;
    std::string hint;          ///< "…" and at most the last four characters
    bool vaultLocked = false;  ///< nothing found, but a vault that was not opened may hold it
    std::string note;          ///< the environment hides another key
};

/// The keys of whoever runs the command line: in the environment, the keychain or the vault, in this order.
/// The keychain is probed when it is first needed.
class KeyAccess {
public:
    KeyAccess(const Command& command, SecretInput input);
    ~KeyAccess();
    KeyAccess(const KeyAccess&) = delete;
    KeyAccess& operator=(const KeyAccess&) = delete;

    Vault& vault() const { return *m_vault; }

    /// The key, asking for the vault's password where that is the place left; nothing when there is none.
    Result<std::optional<FoundKey>> findKey(const KeyAddress& address);
    /// Why the keychain cannot be used; empty when it can, or was not needed.
    const std::string& whyNoKeychain() const { return m_health.reason; }
    /// Without asking anybody.
    KeyState keyState(const KeyAddress& address);
    /// From standard input or a prompt.
    Result<Secret> readKey(const KeyAddress& address);
    /// Where it is kept now; makes a vault where there is no keychain.
    Result<SecretPlace> keepKey(const KeyAddress& address, const Secret& key);
    /// In keychain and vault. What could not be forgotten is a sentence, empty when nothing is left.
    Result<std::string> forgetKey(const KeyAddress& address);
    /// Unlocks the vault, or makes it.
    Status openVault();
    /// Whether a password can be had: from standard input, or from a person.
    bool canOpenVault() const;

private:
    /// Null where it cannot be used.
    std::shared_ptr<SecretStore> keychain();
    Result<Secret> masterPassword(bool ofNew);

    const Command& m_command;
    SecretInput m_input;
    CoreDumpGuard m_noCoreDump;
    EnvironmentSecrets m_environment;
    std::shared_ptr<Vault> m_vault;
    std::shared_ptr<KeychainStore> m_keychain;
    KeychainHealth m_health;
    std::optional<Secret> m_password;  ///< of the vault, once it was read from standard input
};

}  // namespace qstore
