// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backends/profile.h"

namespace qstore {

/// `QSTORE_KEY_<PROFILE>`, for clusters and containers; read only. The one store that is not bound to a
/// host: whoever starts the program chose both.
class QSTORE_EXPORT EnvironmentSecrets : public SecretStore {
public:
    std::string place() const override { return "the environment"; }
    /// InvalidArgument for a value that is no key; the error names the variable alone.
    Result<std::optional<Secret>> find(const std::string& profile, const std::string& host) override;
    /// Unsupported.
    Status keep(const std::string& profile, const std::string& host, const Secret& secret) override;
    /// Unsupported where the variable is set.
    Status forget(const std::string& profile, const std::string& host) override;
};

}  // namespace qstore
