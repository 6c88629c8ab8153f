// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/account_keys.h"

#include <QTimer>
#include <algorithm>
#include <utility>

#include "core/backends/profile_rules.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/core_sentences.h"

namespace qstore::ui {

AccountKeys::AccountKeys(const AccountsEnvironment& environment, QObject* parent)
    : QObject(parent),
      m_environment(environment),
      m_vault(std::make_shared<Vault>(environment.vaultFile, environment.costOfNewVault)) {
    connect(&m_vaultQueue, &BackgroundQueue::failed, this, [this](const Error& error) {
        // The closure that would have ended the questions is lost; none is known to be open any more.
        m_vaultOpening = false;
        for (auto& [profile, kept] : m_kept) kept.pending = 0;
        Q_EMIT failed(error);
        Q_EMIT placesChanged();
    });
    if (m_environment.keychain) {
        QTimer::singleShot(0, this, &AccountKeys::probe);
    } else {
        m_health.reason = "it is switched off";
        m_probed = true;
    }
}

AccountKeys::~AccountKeys() = default;

AccountKeys::InUse AccountKeys::inUse(const Kept& kept) {
    if (kept.environment && !kept.practice) return {&*kept.environment, SecretPlace::Environment};
    if (kept.session) return {&*kept.session, SecretPlace::Session};
    if (kept.keychain) return {&*kept.keychain, SecretPlace::Keychain};
    if (kept.vault) return {&*kept.vault, SecretPlace::Vault};
    return {};
}

AccountKeys::Kept* AccountKeys::find(const std::string& profile, const std::string& host) {
    const auto found = m_kept.find(profile);
    return found == m_kept.end() || found->second.host != host ? nullptr : &found->second;
}

SessionSecrets& AccountKeys::session() {
    // Made when it is needed, since it keeps the process from leaving core dumps.
    if (m_session == nullptr) m_session = std::make_unique<SessionSecrets>();
    return *m_session;
}

void AccountKeys::follow(const std::vector<BackendProfile>& profiles) {
    auto before = std::exchange(m_kept, {});
    std::vector<std::string> unknown;
    for (const BackendProfile& profile : profiles) {
        const std::string host = keyHost(profile);
        const auto old = before.find(profile.name);
        if (old != before.end() && old->second.host == host) {
            m_kept.emplace(profile.name, std::move(old->second));
            continue;
        }
        Kept kept;
        kept.host = host;
        m_kept.emplace(profile.name, std::move(kept));
        unknown.push_back(profile.name);
    }
    for (const std::string& profile : unknown) look(profile, m_kept.at(profile));
    if (m_vaultOpen) lookInVault(unknown);
    guardCore();
}

void AccountKeys::keepPractice(const std::string& profile, const Secret& key) {
    const auto found = m_kept.find(profile);
    if (found == m_kept.end()) return;
    found->second.practice = true;
    keepInSession(profile, key);
}

void AccountKeys::dropPractice(const std::string& profile) {
    const auto found = m_kept.find(profile);
    if (found != m_kept.end()) forgetSession(profile, found->second);
}

void AccountKeys::look(const std::string& profile, Kept& kept) {
    auto given = m_variables.find(profile, kept.host);
    if (given)
        kept.environment = *std::move(given);
    else
        kept.trouble = given.error().message;
    if (m_session != nullptr) {
        if (auto found = m_session->find(profile, kept.host)) kept.session = *std::move(found);
    }
    if (m_health.usable) lookInKeychain(profile);
}

void AccountKeys::lookInKeychain(const std::string& profile) {
    const std::string host = m_kept.at(profile).host;
    ++m_kept.at(profile).pending;
    const auto end = [this, profile, host](const KeychainTask& job) {
        Kept* kept = find(profile, host);
        if (kept == nullptr) return;
        kept->pending = std::max(0, kept->pending - 1);
        if (job.status())
            kept->keychain = job.secret();
        else
            kept->trouble = job.status().error().message;
        announce(profile);
    };
    askKeychain({[profile, host](KeychainTask& job) { job.find(profile, host); }, end});
}

void AccountKeys::lookInVault(const std::vector<std::string>& profiles) {
    for (const std::string& profile : profiles) {
        const std::string host = m_kept.at(profile).host;
        ++m_kept.at(profile).pending;
        m_vaultQueue.add(
            [this, profile, host, vault = m_vault](const std::stop_token&) -> BackgroundJob::Completion {
                auto secret = vault->find(profile, host);
                return [this, profile, host, secret = std::move(secret)] {
                    if (!secret && secret.error().code == ErrorCode::Busy) vaultRefused();
                    Kept* kept = find(profile, host);
                    if (kept == nullptr) return;
                    kept->pending = std::max(0, kept->pending - 1);
                    if (secret)
                        kept->vault = *secret;
                    else
                        kept->trouble = secret.error().message;
                    announce(profile);
                };
            });
    }
}

void AccountKeys::probe() {
    if (!m_environment.keychain) return;
    auto* job = m_environment.keychain(this);
    connect(job, &KeychainTask::finished, this, [this, job] {
        job->deleteLater();
        probed(job->health());
    });
    job->probe();
}

void AccountKeys::probed(const KeychainHealth& health) {
    const bool better = health.usable && !m_health.usable;
    m_health = health;
    m_probed = true;
    if (better) {
        for (const auto& [profile, kept] : m_kept) lookInKeychain(profile);
    }
    const auto waiting = std::exchange(m_afterProbe, {});
    for (const auto& step : waiting) step();
    Q_EMIT placesChanged();
    Q_EMIT changed({});
}

SecretPlace AccountKeys::placeOfNewKeys() const {
    if (!m_probed) return SecretPlace::Keychain;
    if (m_health.usable) return SecretPlace::Keychain;
    return m_vault->exists() ? SecretPlace::Vault : SecretPlace::Session;
}

QString AccountKeys::announcement() const {
    if (!m_probed || m_health.usable) return {};
    const auto choice = chooseSecretStore(nullptr, m_health, m_vault);
    QString text = coreSentence(choice ? choice->announcement : choice.error().message);
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text + QLatin1Char('.');
}

AccountKey AccountKeys::stateOf(const std::string& profile) const {
    AccountKey state;
    const auto found = m_kept.find(profile);
    if (found == m_kept.end()) return state;
    const Kept& kept = found->second;
    const InUse used = inUse(kept);
    state.looking = kept.pending > 0 || (!m_probed && !kept.practice);
    state.note = toQt(kept.trouble);
    if (used.key == nullptr) {
        state.vaultLocked = !m_vaultOpen && m_vault->exists();
        return state;
    }
    state.place = used.place;
    state.hint = toQt(used.key->hint());
    if (used.place != SecretPlace::Environment) return state;
    for (const auto* other : {&kept.session, &kept.keychain, &kept.vault}) {
        if (!*other || **other == *used.key) continue;
        state.note = tr("%1 is used; another key of this account (%2) is kept beside it.")
                         .arg(toQt(keyVariable(profile)), toQt((*other)->hint()));
    }
    return state;
}

std::optional<Secret> AccountKeys::keyOf(const std::string& profile) const {
    const auto found = m_kept.find(profile);
    if (found == m_kept.end()) return std::nullopt;
    const InUse used = inUse(found->second);
    return used.key == nullptr ? std::nullopt : std::optional(*used.key);
}

void AccountKeys::announce(const std::string& profile) {
    guardCore();
    Q_EMIT changed(toQt(profile));
}

void AccountKeys::guardCore() {
    const bool holds = std::any_of(m_kept.begin(), m_kept.end(),
                                   [](const auto& entry) { return inUse(entry.second).key != nullptr; });
    if (holds && !m_noCoreDump) m_noCoreDump.emplace();
    if (!holds) m_noCoreDump.reset();
}

void AccountKeys::askKeychain(KeychainStep step, bool next) {
    if (next)
        m_steps.push_front(std::move(step));
    else
        m_steps.push_back(std::move(step));
    nextKeychainStep();
}

void AccountKeys::nextKeychainStep() {
    if (m_step != nullptr || m_steps.empty()) return;
    KeychainStep step = std::move(m_steps.front());
    m_steps.pop_front();
    m_step = m_environment.keychain(this);
    connect(m_step, &KeychainTask::finished, this, [this, end = std::move(step.end)] {
        KeychainTask* job = m_step;
        job->deleteLater();
        // What it asks for in turn comes before what waits.
        end(*job);
        m_step = nullptr;
        nextKeychainStep();
    });
    step.begin(*m_step);
}

}  // namespace qstore::ui
