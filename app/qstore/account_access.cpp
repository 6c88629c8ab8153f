// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/account_access.h"

#include "app/qstore/secret_prompt.h"
#include "core/backends/profile_rules.h"
#include "core/backends/provider_factory.h"
#include "plugins/host/keychain_store.h"

namespace qstore {

AccountAccess::AccountAccess(const Command& command, SecretInput input)
    : m_command(command), m_input(input), m_vault(std::make_shared<Vault>()) {}

AccountAccess::~AccountAccess() = default;

std::shared_ptr<SecretStore> AccountAccess::keychain() {
    if (m_keychain == nullptr) {
        m_keychain = std::make_shared<KeychainStore>(KeychainEntry(), m_command.stop.get_token());
        m_health = m_keychain->probe();
    }
    return m_health.usable ? m_keychain : nullptr;
}

Result<Secret> AccountAccess::masterPassword(bool ofNew) {
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

Status AccountAccess::openVault() {
    if (m_vault->unlocked()) return {};
    const bool ofNew = !m_vault->exists();
    QSTORE_TRY(const Secret password, masterPassword(ofNew));
    return ofNew ? m_vault->create(password) : m_vault->unlock(password);
}

Result<std::optional<FoundKey>> AccountAccess::findKey(const BackendProfile& profile) {
    const std::string host = keyHost(profile);
    QSTORE_TRY(auto given, m_environment.find(profile.name, host));
    if (given) return std::optional<FoundKey>(FoundKey{*std::move(given), SecretPlace::Environment, {}});
    if (const auto chain = keychain()) {
        QSTORE_TRY(auto kept, chain->find(profile.name, host));
        if (kept) return std::optional<FoundKey>(FoundKey{*std::move(kept), SecretPlace::Keychain, {}});
    }
    if (!m_vault->exists()) return std::optional<FoundKey>();
    QSTORE_CHECK(openVault());
    QSTORE_TRY(auto kept, m_vault->find(profile.name, host));
    if (!kept) return std::optional<FoundKey>();
    return std::optional<FoundKey>(FoundKey{*std::move(kept), SecretPlace::Vault, {}});
}

KeyState AccountAccess::keyState(const BackendProfile& profile) {
    KeyState state;
    SecretChoice kept;
    if (const auto chain = keychain())
        kept = {chain, SecretPlace::Keychain, {}};
    else
        kept = {m_vault, SecretPlace::Vault, {}};
    const auto found = qstore::findKey(profile, m_environment, kept);
    if (found && *found) {
        state.place = (*found)->place;
        state.hint = (*found)->key.hint();
        state.note = (*found)->hint;
        return state;
    }
    if (!found && found.error().code != ErrorCode::Busy) state.note = found.error().message;
    if (!m_vault->exists()) return state;
    const auto inVault = m_vault->find(profile.name, keyHost(profile));
    state.vaultLocked = !inVault;
    if (!inVault || !*inVault) return state;
    state.place = SecretPlace::Vault;
    state.hint = (*inVault)->hint();
    return state;
}

Result<Secret> AccountAccess::readKey(const BackendProfile& profile) {
    const auto stop = m_command.stop.get_token();
    // The password's line comes first where both come from standard input.
    if (m_input.passwordFromStdin) QSTORE_CHECK(masterPassword(false));
    auto key = m_input.keyFromStdin ? readSecretLine("the key", stop)
                                    : promptSecret("the key of '" + profile.name + "'", stop);
    QSTORE_CHECK(key);
    QSTORE_CHECK(checkKey(*key));
    return key;
}

Result<SecretPlace> AccountAccess::keepKey(const BackendProfile& profile, const Secret& key) {
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
    QSTORE_CHECK(choice.store->keep(profile.name, keyHost(profile), key));
    return choice.place;
}

Result<std::string> AccountAccess::forgetKey(const BackendProfile& profile) {
    const std::string host = keyHost(profile);
    if (const auto chain = keychain())
        QSTORE_CHECK(chain->forget(profile.name, host));
    else if (m_health.locked)
        return m_health.reason + ": a key of this account that it holds stays there";
    if (!m_vault->exists()) return std::string();
    if (!m_vault->unlocked() && !m_input.passwordFromStdin && !canPrompt())
        return std::string("the vault is locked: a key of this account that it holds stays there");
    QSTORE_CHECK(openVault());
    QSTORE_CHECK(m_vault->forget(profile.name, host));
    return std::string();
}

AccountTestAccess networkAccess() {
    const std::shared_ptr<Clock> clock = makeSystemClock();
    AccountTestAccess access;
    access.transport = [](const HttpOptions& options) { return makeHttpTransport(options); };
    access.provider = [clock](const BackendProfile& profile, const Secret& key,
                              std::shared_ptr<const HttpTransport> transport) {
        return makeProvider(profile, key, std::move(transport), clock);
    };
    access.clock = clock;
    return access;
}

Result<std::shared_ptr<const Provider>> openProvider(const Command& command, const std::string& profile) {
    AccountAccess accounts(command, {});
    QSTORE_TRY(const BackendProfile found, accounts.profiles().find(profile));
    QSTORE_TRY(const auto key, accounts.findKey(found));
    if (!key)
        return fail(ErrorCode::NotFound,
                    "there is no key for the account '" + profile + "' at " + keyHost(found),
                    "`qstore accounts key " + profile + "` keeps one; or set " + keyVariable(profile));
    const AccountTestAccess network = networkAccess();
    QSTORE_TRY(auto transport, network.transport(httpOptionsOf(found)));
    return network.provider(found, key->key, std::move(transport));
}

}  // namespace qstore
