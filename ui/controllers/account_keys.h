// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/backends/environment_secrets.h"
#include "core/backends/session_secrets.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/background_queue.h"

namespace qstore::ui {

/// The keys of the accounts that are followed, by the places they are kept in. Nothing here waits: the
/// keychain answers later, one exchange at a time, and the vault works in the background.
class AccountKeys : public QObject {
    Q_OBJECT
public:
    explicit AccountKeys(const AccountsEnvironment& environment, QObject* parent = nullptr);
    ~AccountKeys() override;

    /// Which accounts there are now. What is known of one that keeps its name and its hosts stays known;
    /// the keys of others are looked for.
    void follow(const std::vector<BackendProfile>& profiles);
    /// This account's key is the session's, whatever the environment says.
    void keepPractice(const std::string& profile, const Secret& key);
    void dropPractice(const std::string& profile);

    void probe();
    bool isProbed() const { return m_probed; }
    const KeychainHealth& health() const { return m_health; }
    SecretPlace placeOfNewKeys() const;
    QString announcement() const;

    AccountKey stateOf(const std::string& profile) const;
    std::optional<Secret> keyOf(const std::string& profile) const;
    void keep(const std::string& profile, const Secret& key, std::optional<SecretPlace> place);
    void forget(const std::string& profile);
    /// Before the new name is followed.
    void move(const std::string& from, const std::string& to);

    bool vaultExists() const { return m_vault->exists(); }
    bool vaultUnlocked() const { return m_vaultOpen; }
    bool vaultOpening() const { return m_vaultOpening; }
    void openVault(const Secret& password);
    void lockVault();
    std::shared_ptr<Vault> vault() const { return m_vault; }

Q_SIGNALS:
    /// Empty: of any account.
    void changed(const QString& profile);
    void placesChanged();
    void failed(const qstore::Error& error);

private:
    struct Kept {
        std::string host;
        bool practice = false;
        std::optional<Secret> environment, session, keychain, vault;
        std::string trouble;  ///< why a place could not answer
        int pending = 0;      ///< questions that have no answer yet
    };
    /// The key in use and its place.
    struct InUse {
        const Secret* key = nullptr;
        SecretPlace place = SecretPlace::Session;
    };
    using VaultWork = std::function<Status(Vault&)>;
    struct KeychainStep {
        std::function<void(KeychainTask&)> begin;
        std::function<void(const KeychainTask&)> end;
    };

    static InUse inUse(const Kept& kept);
    Kept* find(const std::string& profile, const std::string& host);
    SessionSecrets& session();
    void look(const std::string& profile, Kept& kept);
    void lookInKeychain(const std::string& profile);
    void lookInVault(const std::vector<std::string>& profiles);
    void probed(const KeychainHealth& health);
    void keepInKeychain(const std::string& profile, const Secret& key);
    void keepInVault(const std::string& profile, const Secret& key);
    void keepInSession(const std::string& profile, const Secret& key);
    void forgetSession(const std::string& profile, Kept& kept);
    /// `then` follows whether or not it could be forgotten.
    void forgetKeychain(const std::string& profile, const std::string& host, std::function<void()> then);
    void forgetVault(const std::string& profile, const std::string& host, std::function<void()> then);
    void askKeychain(KeychainStep step, bool next = false);
    void nextKeychainStep();
    /// Runs `work` in the background; `done` hears of its success, failures are told and `otherwise` hears
    /// of them.
    void useVault(VaultWork work, std::function<void()> done, std::function<void()> otherwise = {});
    /// It locked itself: another program changed its password, say.
    void vaultRefused();
    void announce(const std::string& profile);
    void guardCore();

    AccountsEnvironment m_environment;
    EnvironmentSecrets m_variables;
    std::shared_ptr<Vault> m_vault;
    std::unique_ptr<SessionSecrets> m_session;
    std::map<std::string, Kept> m_kept;
    std::optional<CoreDumpGuard> m_noCoreDump;  ///< while a key is held
    KeychainHealth m_health;
    bool m_probed = false;
    bool m_vaultOpen = false;
    bool m_vaultOpening = false;
    std::deque<KeychainStep> m_steps;
    KeychainTask* m_step = nullptr;
    std::vector<std::function<void()>> m_afterProbe;
    BackgroundQueue m_vaultQueue;
};

}  // namespace qstore::ui
