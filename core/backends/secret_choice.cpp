// SPDX-License-Identifier: Apache-2.0
#include "core/backends/secret_choice.h"

#include "core/backends/profile_rules.h"
#include "core/backends/session_secrets.h"

namespace qstore {
namespace {

std::string keychainReason(const KeychainHealth& health) {
    return "the system keychain cannot be used" + (health.reason.empty() ? "" : " (" + health.reason + ")");
}

SecretChoice session(const std::string& why) {
    return {std::make_shared<SessionSecrets>(), SecretPlace::Session,
            why +
                "; keys are kept in memory for this session only, until there is a vault under a master "
                "password"};
}

}  // namespace

std::string_view secretPlaceName(SecretPlace place) {
    switch (place) {
        case SecretPlace::Keychain: return "keychain";
        case SecretPlace::Vault: return "vault";
        case SecretPlace::Environment: return "environment";
        case SecretPlace::Session: break;
    }
    return "session";
}

std::optional<SecretPlace> findSecretPlace(std::string_view name) {
    for (const SecretPlace place :
         {SecretPlace::Keychain, SecretPlace::Vault, SecretPlace::Session, SecretPlace::Environment})
        if (secretPlaceName(place) == name) return place;
    return std::nullopt;
}

Result<SecretChoice> chooseSecretStore(const std::shared_ptr<SecretStore>& keychain,
                                       const KeychainHealth& health, const std::shared_ptr<Vault>& vault,
                                       std::optional<SecretPlace> wanted) {
    const bool usable = keychain != nullptr && health.usable;
    if (wanted == SecretPlace::Environment)
        return fail(ErrorCode::Unsupported, "a program cannot keep a key in the environment",
                    "set QSTORE_KEY_<ACCOUNT> where it is started");
    if (wanted == SecretPlace::Keychain && !usable)
        return fail(ErrorCode::Unsupported, keychainReason(health),
                    "unlock or install one, or choose the vault (--store vault)");
    if (wanted == SecretPlace::Session) return session("as chosen");
    if (wanted == SecretPlace::Vault)
        return SecretChoice{vault, SecretPlace::Vault,
                            "keys are kept in " + vault->place() + ", as chosen"};
    if (usable) return SecretChoice{keychain, SecretPlace::Keychain, {}};
    if (vault != nullptr && vault->exists())
        return SecretChoice{vault, SecretPlace::Vault,
                            keychainReason(health) + "; keys are kept in " + vault->place()};
    return session(keychainReason(health));
}

KeyAddress keyAddress(const BackendProfile& profile) {
    return {profile.name, keyHost(profile)};
}

Result<std::optional<FoundKey>> findKey(const KeyAddress& address, SecretStore& environment,
                                        const SecretChoice& choice) {
    QSTORE_TRY(auto given, environment.find(address.name, address.host));
    if (!given) {
        QSTORE_TRY(auto kept, choice.store->find(address.name, address.host));
        if (!kept) return std::optional<FoundKey>();
        return std::optional<FoundKey>(FoundKey{*std::move(kept), choice.place, {}});
    }
    FoundKey found{*std::move(given), SecretPlace::Environment, {}};
    // A store that is locked or broken is no reason to refuse the key that is there.
    const auto kept = choice.store->find(address.name, address.host);
    if (kept && *kept && !(**kept == found.key))
        found.hint = keyVariable(address.name) + " is used; " + choice.store->place() +
                     " holds another key for the same purpose (" + (*kept)->hint() + ")";
    return std::optional<FoundKey>(std::move(found));
}

Result<std::optional<FoundKey>> findKey(const BackendProfile& profile, SecretStore& environment,
                                        const SecretChoice& choice) {
    return findKey(keyAddress(profile), environment, choice);
}

}  // namespace qstore
