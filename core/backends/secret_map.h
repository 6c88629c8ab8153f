// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/backends/profile.h"

namespace qstore {

/// Several keys that are kept as one secret, so that a person is asked for one permission or one password,
/// not for one a key. Written as {"profile@host": "key", …}, in ASCII.
class QSTORE_EXPORT SecretMap {
public:
    std::optional<Secret> find(const std::string& profile, const std::string& host) const;
    /// Replaces what is there; InvalidArgument for a key that checkKey refuses.
    Status keep(const std::string& profile, const std::string& host, const Secret& secret);
    /// False when there was none.
    bool forget(const std::string& profile, const std::string& host);
    std::size_t size() const { return m_secrets.size(); }

    Secret toText() const;
    /// Corrupt for anything that toText() does not write; the error holds nothing of the text.
    static Result<SecretMap> fromText(const Secret& text);

private:
    std::map<std::string, Secret> m_secrets;
};

}  // namespace qstore
