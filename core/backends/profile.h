// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/secret.h"

namespace qstore {

enum class ProviderKind : std::uint8_t { Ionq, Ibm };
QSTORE_EXPORT std::string_view providerKindName(ProviderKind kind);  ///< "ionq", "ibm"

/// How to reach one account. Lives in the user's configuration; a workspace holds nothing but the name.
/// Never holds the key: that is in a SecretStore under the name and the endpoint's host.
struct BackendProfile {
    std::string name;  ///< letters, digits, `-` and `_`; unique in the configuration
    ProviderKind provider = ProviderKind::Ionq;
    std::string endpoint;       ///< "https://api.ionq.co/v0.4"
    std::string proxy;          ///< empty = the environment's
    std::string caFile;         ///< empty = the system's authorities
    std::string instance;       ///< IBM: the service's CRN
    std::string tokenEndpoint;  ///< IBM: where a key becomes a token; empty = IBM's own
    std::size_t maxConcurrentJobs = 4;
    bool practice = false;  ///< an account of a practice cloud: labelled so everywhere
    friend bool operator==(const BackendProfile&, const BackendProfile&) = default;
};

/// Where keys are kept. Implementations say in plain words where.
class QSTORE_EXPORT SecretStore {
public:
    virtual ~SecretStore() = default;
    /// "the system keychain", "a vault file under a master password", "this session only".
    virtual std::string place() const = 0;
    /// Nothing when there is no key for this profile at this host. Busy when the store is locked.
    virtual Result<std::optional<Secret>> find(const std::string& profile, const std::string& host) = 0;
    virtual Status keep(const std::string& profile, const std::string& host, const Secret& secret) = 0;
    virtual Status forget(const std::string& profile, const std::string& host) = 0;
};

}  // namespace qstore
