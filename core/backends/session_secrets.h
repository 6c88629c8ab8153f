// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>

#include "core/backends/secret_map.h"
#include "core/base/secret.h"

namespace qstore {

/// In memory, and gone with the program. Thread-safe.
class QSTORE_EXPORT SessionSecrets : public SecretStore {
public:
    std::string place() const override { return "this session only"; }
    Result<std::optional<Secret>> find(const std::string& profile, const std::string& host) override;
    Status keep(const std::string& profile, const std::string& host, const Secret& secret) override;
    Status forget(const std::string& profile, const std::string& host) override;

private:
    CoreDumpGuard m_noCoreDump;
    std::mutex m_mutex;
    SecretMap m_secrets;
};

}  // namespace qstore
