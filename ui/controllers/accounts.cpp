// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/accounts.h"

#include <algorithm>
#include <utility>

#include "core/backends/profile_rules.h"
#include "ui/controllers/account_keys.h"
#include "ui/controllers/known_accounts.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

std::vector<BackendProfile>::const_iterator named(const std::vector<BackendProfile>& profiles,
                                                  const std::string& name) {
    return std::find_if(profiles.begin(), profiles.end(),
                        [&](const BackendProfile& profile) { return profile.name == name; });
}

}  // namespace

struct Accounts::Impl {
    explicit Impl(AccountsEnvironment environment)
        : store(environment.profilesFile),
          keys(environment),
          known(std::make_shared<KnownAccounts>(completeNetwork(std::move(environment.network)))) {}

    /// The stored ones, then those of the practice cloud, which go before stored ones of the same name.
    void merge() {
        all.clear();
        for (const BackendProfile& profile : stored) {
            if (named(practice, profile.name) == practice.end()) all.push_back(profile);
        }
        all.insert(all.end(), practice.begin(), practice.end());
        keys.follow(all);
        share();
    }

    Error noKey(const BackendProfile& profile) const {
        const AccountKey state = keys.stateOf(profile.name);
        if (state.looking)
            return {ErrorCode::Busy, "the key of the account '" + profile.name + "' is still looked for",
                    "try again in a moment"};
        const std::string missing =
            "there is no key for the account '" + profile.name + "' at " + keyHost(profile);
        if (state.vaultLocked)
            return {ErrorCode::NotFound, missing,
                    "the vault is locked: unlock it on the Hardware page, under Accounts"};
        return {ErrorCode::NotFound, missing,
                "give it on the Hardware page, under Accounts, or set " + keyVariable(profile.name)};
    }

    /// Tells the workers what is known now.
    void share() const {
        std::vector<KnownAccount> accounts;
        for (const BackendProfile& profile : all) {
            std::optional<Secret> key = keys.keyOf(profile.name);
            Error why = key ? Error() : noKey(profile);
            accounts.push_back({profile, std::move(key), std::move(why)});
        }
        known->set(std::move(accounts));
    }

    ProfileStore store;
    AccountKeys keys;
    std::shared_ptr<KnownAccounts> known;  ///< shared with workers
    std::vector<BackendProfile> stored, practice, all;
    std::optional<Error> error;
};

Accounts::Accounts(AccountsEnvironment environment, QObject* parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(std::move(environment))) {
    connect(&m_impl->keys, &AccountKeys::changed, this, [this](const QString& profile) {
        m_impl->share();
        Q_EMIT keyChanged(profile);
    });
    connect(&m_impl->keys, &AccountKeys::placesChanged, this, [this] {
        m_impl->share();
        Q_EMIT placesChanged();
    });
    connect(&m_impl->keys, &AccountKeys::failed, this, &Accounts::failed);
    reload();
}

Accounts::~Accounts() = default;

const std::vector<BackendProfile>& Accounts::profiles() const {
    return m_impl->all;
}

const std::optional<Error>& Accounts::profilesError() const {
    return m_impl->error;
}

const BackendProfile* Accounts::find(const QString& profile) const {
    const auto found = named(m_impl->all, fromQt(profile));
    return found == m_impl->all.end() ? nullptr : &*found;
}

const ProfileStore& Accounts::store() const {
    return m_impl->store;
}

void Accounts::reload() {
    auto list = m_impl->store.list();
    const auto before = m_impl->all;
    const bool failedBefore = m_impl->error.has_value();
    m_impl->error = list ? std::nullopt : std::optional(list.error());
    m_impl->stored = list ? *std::move(list) : std::vector<BackendProfile>();
    m_impl->merge();
    if (before != m_impl->all || failedBefore || m_impl->error) Q_EMIT profilesChanged();
}

void Accounts::setPracticeProfile(const std::optional<BackendProfile>& profile, const Secret& key) {
    std::vector<BackendProfile> list;
    if (profile) list.push_back(*profile);
    setPracticeProfiles(std::move(list), key);
}

void Accounts::setPracticeProfiles(std::vector<BackendProfile> profiles, const Secret& key) {
    // Two clouds after one another may have the same address: what was known of the first is gone.
    for (const BackendProfile& profile : m_impl->practice) m_impl->keys.dropPractice(profile.name);
    m_impl->practice.clear();
    m_impl->merge();
    m_impl->practice = std::move(profiles);
    m_impl->merge();
    for (const BackendProfile& profile : m_impl->practice) m_impl->keys.keepPractice(profile.name, key);
    m_impl->share();
    Q_EMIT profilesChanged();
}

bool Accounts::isPracticeProfile(const QString& profile) const {
    return named(m_impl->practice, fromQt(profile)) != m_impl->practice.end();
}

bool Accounts::isProbed() const {
    return m_impl->keys.isProbed();
}

void Accounts::probeAgain() {
    m_impl->keys.probe();
}

const KeychainHealth& Accounts::keychain() const {
    return m_impl->keys.health();
}

SecretPlace Accounts::placeOfNewKeys() const {
    return m_impl->keys.placeOfNewKeys();
}

QString Accounts::announcement() const {
    return m_impl->keys.announcement();
}

AccountKey Accounts::keyOf(const QString& profile) const {
    return m_impl->keys.stateOf(fromQt(profile));
}

void Accounts::keepKey(const QString& profile, const Secret& key, std::optional<SecretPlace> place) {
    m_impl->keys.keep(fromQt(profile), key, place);
}

void Accounts::forgetKey(const QString& profile) {
    m_impl->keys.forget(fromQt(profile));
}

Status Accounts::rename(const QString& from, const QString& to) {
    QSTORE_CHECK(m_impl->store.rename(fromQt(from), fromQt(to)));
    m_impl->keys.move(fromQt(from), fromQt(to));
    reload();
    return {};
}

bool Accounts::vaultExists() const {
    return m_impl->keys.vaultExists();
}

bool Accounts::vaultUnlocked() const {
    return m_impl->keys.vaultUnlocked();
}

bool Accounts::vaultOpening() const {
    return m_impl->keys.vaultOpening();
}

void Accounts::openVault(const Secret& password) {
    m_impl->keys.openVault(password);
}

void Accounts::lockVault() {
    m_impl->keys.lockVault();
}

std::shared_ptr<Vault> Accounts::vault() const {
    return m_impl->keys.vault();
}

AccountOpener Accounts::opener() const {
    return [known = m_impl->known](const std::string& profile) { return known->open(profile); };
}

std::optional<Secret> Accounts::keyForTest(const QString& profile) const {
    return m_impl->keys.keyOf(fromQt(profile));
}

const AccountTestAccess& Accounts::network() const {
    return m_impl->known->network();
}

}  // namespace qstore::ui
