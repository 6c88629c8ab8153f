// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "core/base/result.h"

namespace qstore {

/// How to reach a store elsewhere. Lives in the user's configuration; a workspace holds nothing but the
/// name. Never holds the key: that is in a SecretStore under the name and the endpoint's host.
struct StoreConnection {
    std::string name;  ///< letters, digits, `-` and `_`; unique in the configuration; never "local"
    std::string kind;  ///< StoreKind::id of the driver: "qdrant", "pinecone", "pgvector"
    /// "https://host:6333", "postgresql://user@host:5432/database"; no password inside.
    std::string endpoint;
    std::string proxy;   ///< of HTTP; empty = the environment's
    std::string caFile;  ///< further certificate authorities (PEM); empty = the system's alone
    std::map<std::string, std::string> settings;  ///< by StoreSetting::name; what is left out is standard

    friend bool operator==(const StoreConnection&, const StoreConnection&) = default;
};

}  // namespace qstore
