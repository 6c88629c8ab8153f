// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/account_access.h"

#include "core/backends/profile_rules.h"
#include "core/backends/provider_factory.h"

namespace qstore {

AccountTestAccess networkAccess() {
    const std::shared_ptr<Clock> clock = makeSystemClock();
    AccountTestAccess access;
    access.transport = [](const HttpOptions& options) { return makeHttpTransport(options); };
    access.provider = [clock](const BackendProfile& profile, const Secret& key,
                              std::shared_ptr<const HttpTransport> transport) {
        return makeProvider(profile, key, std::move(transport), clock);
    };
    access.clock = clock;
    return access;
}

Result<std::shared_ptr<const Provider>> openProvider(const Command& command, const std::string& profile) {
    AccountAccess accounts(command, {});
    QSTORE_TRY(const BackendProfile found, accounts.profiles().find(profile));
    QSTORE_TRY(const auto key, accounts.findKey(found));
    if (!key)
        return fail(ErrorCode::NotFound,
                    "there is no key for the account '" + profile + "' at " + keyHost(found),
                    "`qstore accounts key " + profile + "` keeps one; or set " + keyVariable(profile));
    const AccountTestAccess network = networkAccess();
    QSTORE_TRY(auto transport, network.transport(httpOptionsOf(found)));
    return network.provider(found, key->key, std::move(transport));
}

}  // namespace qstore
