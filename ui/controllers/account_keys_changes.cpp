// SPDX-License-Identifier: GPL-3.0-or-later
// Keys that are kept, forgotten and moved, and the vault that is opened for it.
#include <utility>

#include "core/backends/profile_rules.h"
#include "ui/controllers/account_keys.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

Error lockedVault() {
    return {ErrorCode::Busy, "the vault is locked", "unlock it with its master password"};
}

}  // namespace

void AccountKeys::keep(const std::string& profile, const Secret& key, std::optional<SecretPlace> place) {
    if (const Status fits = checkKey(key); !fits) {
        Q_EMIT failed(fits.error());
        return;
    }
    if (m_kept.count(profile) == 0) {
        Q_EMIT failed({ErrorCode::NotFound, "there is no account '" + profile + "'", "save it first"});
        return;
    }
    if (!m_probed && place.value_or(SecretPlace::Keychain) == SecretPlace::Keychain) {
        m_afterProbe.emplace_back([this, profile, key, place] { keep(profile, key, place); });
        return;
    }
    switch (place.value_or(placeOfNewKeys())) {
        case SecretPlace::Keychain: return keepInKeychain(profile, key);
        case SecretPlace::Vault: return keepInVault(profile, key);
        case SecretPlace::Session: return keepInSession(profile, key);
        case SecretPlace::Environment: break;
    }
    Q_EMIT failed({ErrorCode::Unsupported, "a program cannot keep a key in the environment",
                   "set " + keyVariable(profile) + " where it is started"});
}

void AccountKeys::keepInSession(const std::string& profile, const Secret& key) {
    Kept& kept = m_kept.at(profile);
    if (const Status stored = session().keep(profile, kept.host, key); !stored) {
        Q_EMIT failed(stored.error());
        return;
    }
    kept.session = key;
    announce(profile);
}

void AccountKeys::keepInKeychain(const std::string& profile, const Secret& key) {
    if (!m_health.usable) {
        const auto refused = chooseSecretStore(nullptr, m_health, m_vault, SecretPlace::Keychain);
        Q_EMIT failed({ErrorCode::Unsupported, refused ? m_health.reason : refused.error().message,
                       "unlock or install one, or choose the vault or this session"});
        return;
    }
    const std::string host = m_kept.at(profile).host;
    const auto end = [this, profile, host, key](const KeychainTask& job) {
        if (!job.status()) {
            Q_EMIT failed(job.status().error());
            // It may have been locked since the probe: whoever asks next hears where keys go now.
            probe();
            return;
        }
        Kept* kept = find(profile, host);
        if (kept == nullptr) return;
        kept->keychain = key;
        forgetSession(profile, *kept);
        // It goes before the vault's, also until that is forgotten.
        announce(profile);
        if (m_vaultOpen && kept->vault) forgetVault(profile, host, [this, profile] { announce(profile); });
    };
    askKeychain({[profile, host, key](KeychainTask& job) { job.keep(profile, host, key); }, end});
}

void AccountKeys::keepInVault(const std::string& profile, const Secret& key) {
    if (!m_vault->exists()) {
        Q_EMIT failed(
            {ErrorCode::NotFound, "there is no vault yet", "create one with a master password first"});
        return;
    }
    if (!m_vaultOpen) {
        Q_EMIT failed(lockedVault());
        return;
    }
    const std::string host = m_kept.at(profile).host;
    useVault([profile, host, key](Vault& vault) { return vault.keep(profile, host, key); },
             [this, profile, host, key] {
                 Kept* kept = find(profile, host);
                 if (kept == nullptr) return;
                 kept->vault = key;
                 forgetSession(profile, *kept);
                 // There it would go before the vault's, and does until it is forgotten.
                 if (!kept->keychain) return announce(profile);
                 forgetKeychain(profile, host, [this, profile] { announce(profile); });
             });
}

void AccountKeys::forgetSession(const std::string& profile, Kept& kept) {
    kept.session.reset();
    if (m_session == nullptr) return;
    if (const Status gone = m_session->forget(profile, kept.host); !gone) Q_EMIT failed(gone.error());
}

void AccountKeys::forgetKeychain(const std::string& profile, const std::string& host,
                                 std::function<void()> then) {
    const auto end = [this, profile, host, then = std::move(then)](const KeychainTask& job) {
        if (!job.status())
            Q_EMIT failed(job.status().error());
        else if (Kept* kept = find(profile, host))
            kept->keychain.reset();
        then();
    };
    askKeychain({[profile, host](KeychainTask& job) { job.forget(profile, host); }, end});
}

void AccountKeys::forgetVault(const std::string& profile, const std::string& host,
                              std::function<void()> then) {
    useVault([profile, host](Vault& vault) { return vault.forget(profile, host); },
             [this, profile, host, then] {
                 if (Kept* kept = find(profile, host)) kept->vault.reset();
                 then();
             },
             then);
}

void AccountKeys::forget(const std::string& profile) {
    const auto found = m_kept.find(profile);
    if (found == m_kept.end()) return;
    const std::string host = found->second.host;
    forgetSession(profile, found->second);
    if (!m_health.usable && m_health.locked)
        Q_EMIT failed({ErrorCode::Busy,
                       m_health.reason + ": a key of this account that it holds stays there",
                       "unlock it, then forget the key again"});
    if (!m_vaultOpen && m_vault->exists())
        Q_EMIT failed({ErrorCode::Busy,
                       "the vault is locked: a key of this account that it holds stays there",
                       "unlock it, then forget the key again"});
    // Told when all places have forgotten: before, the next one's key would be used.
    const auto end = [this, profile] { announce(profile); };
    const auto vault = [this, profile, host, end] {
        if (m_vaultOpen)
            forgetVault(profile, host, end);
        else
            end();
    };
    if (m_health.usable)
        forgetKeychain(profile, host, vault);
    else
        vault();
}

void AccountKeys::move(const std::string& from, const std::string& to) {
    const auto found = m_kept.find(from);
    if (found == m_kept.end()) return;
    const std::string host = found->second.host;
    if (found->second.session) {
        const Status kept = session().keep(to, host, *found->second.session);
        if (!kept) Q_EMIT failed(kept.error());
        forgetSession(from, found->second);
    }
    if (m_health.usable) {
        const auto stored = [this, from, host](const KeychainTask& job) {
            if (!job.status()) {
                Q_EMIT failed(job.status().error());
                return;
            }
            askKeychain({[from, host](KeychainTask& last) { last.forget(from, host); },
                         [this](const KeychainTask& last) {
                             if (!last.status()) Q_EMIT failed(last.status().error());
                         }},
                        true);
        };
        const auto read = [this, to, host, stored](const KeychainTask& job) {
            if (!job.status() || !job.secret()) return;
            askKeychain(
                {[to, host, key = *job.secret()](KeychainTask& next) { next.keep(to, host, key); }, stored},
                true);
        };
        askKeychain({[from, host](KeychainTask& job) { job.find(from, host); }, read});
    }
    if (!m_vaultOpen) return;
    useVault(
        [from, to, host](Vault& vault) -> Status {
            QSTORE_TRY(const auto key, vault.find(from, host));
            if (!key) return {};
            QSTORE_CHECK(vault.keep(to, host, *key));
            return vault.forget(from, host);
        },
        [] {});
}

void AccountKeys::useVault(VaultWork work, std::function<void()> done, std::function<void()> otherwise) {
    m_vaultQueue.add([this, work = std::move(work), done = std::move(done),
                      otherwise = std::move(otherwise),
                      vault = m_vault](const std::stop_token&) -> BackgroundJob::Completion {
        const Status status = work(*vault);
        return [this, status, done, otherwise] {
            if (status) return done();
            if (status.error().code == ErrorCode::Busy) vaultRefused();
            Q_EMIT failed(status.error());
            if (otherwise) otherwise();
        };
    });
}

void AccountKeys::vaultRefused() {
    if (!std::exchange(m_vaultOpen, false)) return;
    for (auto& [profile, kept] : m_kept) kept.vault.reset();
    guardCore();
    Q_EMIT placesChanged();
    Q_EMIT changed({});
}

void AccountKeys::openVault(const Secret& password) {
    if (std::exchange(m_vaultOpening, true)) return;
    m_vaultQueue.add(
        [this, password, vault = m_vault](const std::stop_token&) -> BackgroundJob::Completion {
            const Status status = vault->exists() ? vault->unlock(password) : vault->create(password);
            return [this, status] {
                m_vaultOpening = false;
                if (!status) {
                    Q_EMIT failed(status.error());
                    Q_EMIT placesChanged();
                    return;
                }
                m_vaultOpen = true;
                std::vector<std::string> all;
                for (const auto& [profile, kept] : m_kept) all.push_back(profile);
                lookInVault(all);
                Q_EMIT placesChanged();
            };
        });
    Q_EMIT placesChanged();
}

void AccountKeys::lockVault() {
    useVault(
        [](Vault& vault) -> Status {
            vault.lock();
            return {};
        },
        [this] {
            m_vaultOpen = false;
            for (auto& [profile, kept] : m_kept) kept.vault.reset();
            guardCore();
            Q_EMIT placesChanged();
            Q_EMIT changed({});
        });
}

}  // namespace qstore::ui
