// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/backends/profile.h"
#include "core/backends/vault.h"

namespace qstore {

enum class SecretPlace : std::uint8_t { Keychain, Vault, Session, Environment };
/// Stable lower-case name ("keychain").
QSTORE_EXPORT std::string_view secretPlaceName(SecretPlace place);
QSTORE_EXPORT std::optional<SecretPlace> findSecretPlace(std::string_view name);

/// What the probe at start found: reading an entry that never existed answers "empty" where all is well.
struct KeychainHealth {
    bool usable = false;
    std::string reason;   ///< why not, for people
    bool locked = false;  ///< why not: it may hold keys, but nobody opened it
};

struct SecretChoice {
    std::shared_ptr<SecretStore> store;
    SecretPlace place = SecretPlace::Session;
    /// For a banner: which store is used and why. Empty when it is the keychain, as everybody expects.
    std::string announcement;
};

/// Where new keys go: the keychain if it can be used; else a vault that exists; else this session's memory.
/// Never plain text. `keychain` may be null. A `wanted` place is taken as it is; Unsupported for a keychain
/// that cannot be used and for the environment, which a program cannot write.
QSTORE_EXPORT Result<SecretChoice> chooseSecretStore(const std::shared_ptr<SecretStore>& keychain,
                                                     const KeychainHealth& health,
                                                     const std::shared_ptr<Vault>& vault,
                                                     std::optional<SecretPlace> wanted = {});

struct FoundKey {
    Secret key;
    SecretPlace place = SecretPlace::Session;
    /// A sentence when the environment hides another key of this account or connection.
    std::string hint;
};

/// Where a key is kept: whose it is and whom it is shown to.
struct KeyAddress {
    std::string name;  ///< of an account, or storeKeyName() of a store's connection
    std::string host;  ///< keyHost() of the profile, StoreDriver::keyHost() of the connection
};
QSTORE_EXPORT KeyAddress keyAddress(const BackendProfile& profile);

/// The key at an address: the environment's before the store's, nothing if neither has one. The error is
/// the store's own: Busy while it is locked.
QSTORE_EXPORT Result<std::optional<FoundKey>> findKey(const KeyAddress& address, SecretStore& environment,
                                                      const SecretChoice& choice);
/// The key of a profile for its hosts, found in the same way.
QSTORE_EXPORT Result<std::optional<FoundKey>> findKey(const BackendProfile& profile,
                                                      SecretStore& environment, const SecretChoice& choice);

}  // namespace qstore
