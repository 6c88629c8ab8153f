// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/known_accounts.h"

#include <utility>

#include "core/backends/provider_factory.h"

namespace qstore::ui {

void KnownAccounts::set(std::vector<KnownAccount> accounts) {
    const std::scoped_lock lock(m_mutex);
    auto before = std::exchange(m_entries, {});
    for (KnownAccount& account : accounts) {
        const std::string name = account.profile.name;
        Entry entry{std::move(account), nullptr};
        const auto old = before.find(name);
        const bool same = old != before.end() && old->second.account.profile == entry.account.profile &&
                          old->second.account.key == entry.account.key;
        if (same) entry.provider = std::move(old->second.provider);
        m_entries.insert_or_assign(name, std::move(entry));
    }
}

Result<OpenAccount> KnownAccounts::open(const std::string& name) {
    const std::scoped_lock lock(m_mutex);
    const auto found = m_entries.find(name);
    if (found == m_entries.end())
        return fail(ErrorCode::NotFound, "there is no account '" + name + "'",
                    "add it on the Hardware page, under Accounts");
    Entry& entry = found->second;
    if (entry.provider == nullptr) {
        const KnownAccount& account = entry.account;
        if (!account.key) return tl::unexpected<Error>(account.noKey);
        QSTORE_TRY(auto transport, m_network.transport(httpOptionsOf(account.profile)));
        QSTORE_TRY(entry.provider, m_network.provider(account.profile, *account.key, std::move(transport)));
    }
    return OpenAccount{entry.account.profile, entry.provider};
}

AccountTestAccess completeNetwork(AccountTestAccess network) {
    if (network.clock == nullptr) network.clock = makeSystemClock();
    if (!network.transport)
        network.transport = [](const HttpOptions& options) { return makeHttpTransport(options); };
    if (!network.provider)
        network.provider = [clock = network.clock](const BackendProfile& profile, const Secret& key,
                                                   std::shared_ptr<const HttpTransport> transport) {
            return makeProvider(profile, key, std::move(transport), clock);
        };
    return network;
}

}  // namespace qstore::ui
