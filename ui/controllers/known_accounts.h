// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/backends/account_test.h"
#include "core/workspace/run_backend.h"

namespace qstore::ui {

/// One account with its key, or why there is none.
struct KnownAccount {
    BackendProfile profile;
    std::optional<Secret> key;
    Error noKey;  ///< what somebody hears who opens it without a key
};

/// What workers know of the accounts. The window sets it, workers open accounts from it; an account is
/// opened once and again when its profile or key has changed. Thread-safe.
class KnownAccounts {
public:
    explicit KnownAccounts(AccountTestAccess network) : m_network(std::move(network)) {}

    void set(std::vector<KnownAccount> accounts);
    /// NotFound for a name that is not known, else KnownAccount::noKey or what the profile is refused for.
    Result<OpenAccount> open(const std::string& name);
    const AccountTestAccess& network() const { return m_network; }

private:
    struct Entry {
        KnownAccount account;
        std::shared_ptr<const Provider> provider;
    };

    const AccountTestAccess m_network;
    std::mutex m_mutex;
    std::map<std::string, Entry> m_entries;  ///< guarded by m_mutex
};

/// Filled in where functions are empty: the real network and the system's clock.
AccountTestAccess completeNetwork(AccountTestAccess network);

}  // namespace qstore::ui
