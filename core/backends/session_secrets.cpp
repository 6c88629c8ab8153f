// SPDX-License-Identifier: Apache-2.0
#include "core/backends/session_secrets.h"

namespace qstore {

Result<std::optional<Secret>> SessionSecrets::find(const std::string& profile, const std::string& host) {
    const std::scoped_lock lock(m_mutex);
    return m_secrets.find(profile, host);
}

Status SessionSecrets::keep(const std::string& profile, const std::string& host, const Secret& secret) {
    const std::scoped_lock lock(m_mutex);
    return m_secrets.keep(profile, host, secret);
}

Status SessionSecrets::forget(const std::string& profile, const std::string& host) {
    const std::scoped_lock lock(m_mutex);
    m_secrets.forget(profile, host);
    return {};
}

}  // namespace qstore
