// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_keys.h"

#include <utility>

#include "core/backends/profile_rules.h"

using namespace qstore;

namespace {

Status stays(const std::string& where) {
    return fail(ErrorCode::Busy, where + ": a key of this connection that it holds stays there",
                "unlock it, then forget the key again");
}

}  // namespace

StoreKeys::StoreKeys(StoreKeychain keychain, std::shared_ptr<Vault> vault)
    : m_keychain(std::move(keychain)), m_vault(std::move(vault)) {}

KeychainHealth StoreKeys::health() const {
    return m_keychain.store != nullptr ? m_keychain.probe() : KeychainHealth();
}

bool StoreKeys::vaultLocked() const {
    return m_vault != nullptr && m_vault->exists() && !m_vault->unlocked();
}

std::vector<StoreKeys::Place> StoreKeys::places(const KeychainHealth& health) {
    std::vector<Place> usable{{&m_session, SecretPlace::Session}};
    if (health.usable) usable.push_back({m_keychain.store.get(), SecretPlace::Keychain});
    if (m_vault != nullptr && m_vault->exists() && m_vault->unlocked())
        usable.push_back({m_vault.get(), SecretPlace::Vault});
    return usable;
}

Result<ui::ConnectionKey> StoreKeys::findKept(const KeyAddress& address) {
    ui::ConnectionKey found;
    for (const Place& each : places(health())) {
        auto kept = each.store->find(address.name, address.host);
        if (!kept) {
            // Locked by another thread, or since another program changed its password.
            if (each.place == SecretPlace::Vault && kept.error().code == ErrorCode::Busy) continue;
            return tl::unexpected<Error>(kept.error());
        }
        if (!*kept) continue;
        found.key = **std::move(kept);
        found.place = each.place;
        break;
    }
    found.vaultLocked = vaultLocked();
    return found;
}

Result<ui::ConnectionKey> StoreKeys::find(const KeyAddress& address) {
    const std::scoped_lock lock(m_mutex);
    QSTORE_TRY(auto given, m_environment.find(address.name, address.host));
    auto kept = findKept(address);
    if (!given) {
        if (kept && !kept->key.empty() && !m_noCoreDump) m_noCoreDump.emplace();
        return kept;
    }
    ui::ConnectionKey found(*std::move(given));
    found.place = SecretPlace::Environment;
    // Places that cannot answer are no reason to refuse the key that is there.
    if (kept && !kept->key.empty() && !(kept->key == found.key))
        found.note =
            keyVariable(address.name) + " hides another key that is kept (" + kept->key.hint() + ")";
    if (!m_noCoreDump) m_noCoreDump.emplace();
    return found;
}

Result<SecretPlace> StoreKeys::keep(const KeyAddress& address, const Secret& key) {
    const std::scoped_lock lock(m_mutex);
    const std::vector<Place> usable = places(health());
    // The session is always there and the last choice.
    const Place chosen = usable.size() > 1 ? usable[1] : usable.front();
    QSTORE_CHECK(chosen.store->keep(address.name, address.host, key));
    for (const Place& each : usable) {
        if (each.place == chosen.place) continue;
        QSTORE_CHECK(each.store->forget(address.name, address.host));
    }
    return chosen.place;
}

Status StoreKeys::forget(const KeyAddress& address) {
    const std::scoped_lock lock(m_mutex);
    const KeychainHealth keychain = health();
    Status done;
    for (const Place& each : places(keychain)) {
        const Status one = each.store->forget(address.name, address.host);
        if (done && !one) done = one;
    }
    if (!done) return done;
    if (!keychain.usable && keychain.locked) return stays(keychain.reason);
    if (vaultLocked()) return stays("the vault is locked");
    return {};
}
