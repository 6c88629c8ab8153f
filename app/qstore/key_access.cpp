// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/key_access.h"

#include "app/qstore/secret_prompt.h"
#include "core/backends/profile_rules.h"
#include "plugins/host/keychain_store.h"

namespace qstore {

KeyAccess::KeyAccess(const Command& command, SecretInput input)
    : m_command(command), m_input(input), m_vault(std::make_shared<Vault>()) {}

KeyAccess::~KeyAccess() = default;

std::shared_ptr<SecretStore> KeyAccess::keychain() {
    if (m_keychain == nullptr) {
        m_keychain = std::make_shared<KeychainStore>(KeychainEntry(), m_command.stop.get_token());
        m_health = m_keychain->probe();
    }
    return m_health.usable ? m_keychain : nullptr;
}

Result<Secret> KeyAccess::masterPassword(bool ofNew) {
    const auto stop = m_command.stop.get_token();
    if (m_input.passwordFromStdin) {
        if (!m_password) {
            QSTORE_TRY(m_password, readSecretLine("the vault's master password", stop));
        }
        return *m_password;
    }
    return ofNew ? promptNewSecret("a master password for the new vault", stop)
                 : promptSecret("the vault's master password", stop);
}

Status KeyAccess::openVault() {
    if (m_vault->unlocked()) return {};
    const bool ofNew = !m_vault->exists();
    QSTORE_TRY(const Secret password, masterPassword(ofNew));
    return ofNew ? m_vault->create(password) : m_vault->unlock(password);
}

bool KeyAccess::canOpenVault() const {
    return m_vault->unlocked() || m_input.passwordFromStdin || canPrompt();
}

Result<std::optional<FoundKey>> KeyAccess::findKey(const KeyAddress& address) {
    QSTORE_TRY(auto given, m_environment.find(address.name, address.host));
    if (given) return std::optional<FoundKey>(FoundKey{*std::move(given), SecretPlace::Environment, {}});
    if (const auto chain = keychain()) {
        QSTORE_TRY(auto kept, chain->find(address.name, address.host));
        if (kept) return std::optional<FoundKey>(FoundKey{*std::move(kept), SecretPlace::Keychain, {}});
    }
    if (!m_vault->exists()) return std::optional<FoundKey>();
    QSTORE_CHECK(openVault());
    QSTORE_TRY(auto kept, m_vault->find(address.name, address.host));
    if (!kept) return std::optional<FoundKey>();
    return std::optional<FoundKey>(FoundKey{*std::move(kept), SecretPlace::Vault, {}});
}

KeyState KeyAccess::keyState(const KeyAddress& address) {
    KeyState state;
    SecretChoice kept;
    if (const auto chain = keychain())
        kept = {chain, SecretPlace::Keychain, {}};
    else
        kept = {m_vault, SecretPlace::Vault, {}};
    const auto found = qstore::findKey(address, m_environment, kept);
    if (found && *found) {
        state.place = (*found)->place;
        state.hint = (*found)->key.hint();
        state.note = (*found)->hint;
        return state;
    }
    if (!found && found.error().code != ErrorCode::Busy) state.note = found.error().message;
    if (!m_vault->exists()) return state;
    const auto inVault = m_vault->find(address.name, address.host);
    state.vaultLocked = !inVault;
    if (!inVault || !*inVault) return state;
    state.place = SecretPlace::Vault;
    state.hint = (*inVault)->hint();
    return state;
}

Result<Secret> KeyAccess::readKey(const KeyAddress& address) {
    const auto stop = m_command.stop.get_token();
    // The password's line comes first where both come from standard input.
    if (m_input.passwordFromStdin) QSTORE_CHECK(masterPassword(false));
    auto key = m_input.keyFromStdin ? readSecretLine("the key", stop)
                                    : promptSecret("the key of '" + address.name + "'", stop);
    QSTORE_CHECK(key);
    QSTORE_CHECK(checkKey(*key));
    return key;
}

Result<SecretPlace> KeyAccess::keepKey(const KeyAddress& address, const Secret& key) {
    std::shared_ptr<SecretStore> chain;
    if (m_input.place != SecretPlace::Vault) chain = keychain();
    QSTORE_TRY(SecretChoice choice, chooseSecretStore(chain, m_health, m_vault, m_input.place));
    if (choice.place == SecretPlace::Session) {
        // This session is over in a moment: a vault is what is left.
        choice = {m_vault, SecretPlace::Vault,
                  "the system keychain cannot be used (" + m_health.reason + "); keys are kept in " +
                      m_vault->place()};
    }
    if (!choice.announcement.empty()) m_command.note(choice.announcement);
    if (choice.place == SecretPlace::Vault) QSTORE_CHECK(openVault());
    QSTORE_CHECK(choice.store->keep(address.name, address.host, key));
    return choice.place;
}

Result<std::string> KeyAccess::forgetKey(const KeyAddress& address) {
    if (const auto chain = keychain())
        QSTORE_CHECK(chain->forget(address.name, address.host));
    else if (m_health.locked)
        return m_health.reason + ": a key of '" + address.name + "' that it holds stays there";
    if (!m_vault->exists()) return std::string();
    if (!canOpenVault())
        return std::string("the vault is locked: a key of '" + address.name +
                           "' that it holds stays there");
    QSTORE_CHECK(openVault());
    QSTORE_CHECK(m_vault->forget(address.name, address.host));
    return std::string();
}

}  // namespace qstore
