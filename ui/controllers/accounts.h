// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "core/backends/account_test.h"
#include "core/backends/profile_store.h"
#include "core/backends/secret_choice.h"
#include "core/workspace/run_backend.h"
#include "ui/controllers/keychain_task.h"

namespace qstore::ui {

/// Where accounts and keys lie and how clouds are reached; tests give their own.
struct AccountsEnvironment {
    std::filesystem::path profilesFile = defaultProfilesPath();
    std::filesystem::path vaultFile = defaultVaultPath();
    VaultCost costOfNewVault;
    KeychainTasks keychain;  ///< empty: there is none
    /// The real network where its functions are empty.
    AccountTestAccess network;
};

/// What is known of an account's key, without asking anybody.
struct AccountKey {
    std::optional<SecretPlace> place;  ///< nothing: no key was found
    QString hint;                      ///< "…" and at most the last four characters
    bool vaultLocked = false;          ///< nothing found, but a locked vault may hold it
    bool looking = false;              ///< the keychain or the vault has not answered yet
    QString note;                      ///< the environment hides another key, or why one cannot be read
    friend bool operator==(const AccountKey&, const AccountKey&) = default;
};

/// The accounts of whoever sits at the window, and their keys: in the environment, the system keychain, the
/// vault or this session's memory. The keychain is probed once, after the start; what it answers arrives
/// later, so that nothing here waits. Keys that are found are held in memory (wiped in the end), since
/// workers need them; they are in no signal, no text and no setting.
class Accounts : public QObject {
    Q_OBJECT
public:
    explicit Accounts(AccountsEnvironment environment = {}, QObject* parent = nullptr);
    ~Accounts() override;

    /// As last read from the file, by name; why they could not be read.
    const std::vector<BackendProfile>& profiles() const;
    const std::optional<Error>& profilesError() const;
    const BackendProfile* find(const QString& profile) const;
    const ProfileStore& store() const;
    /// After the file was changed by anybody.
    void reload();
    /// A profile with whose help the window's practice cloud is reached: in memory only, gone with the
    /// program; replaces the one before. Its key is the session's.
    void setPracticeProfile(const std::optional<BackendProfile>& profile, const Secret& key);
    /// Several of one practice cloud, with one key.
    void setPracticeProfiles(std::vector<BackendProfile> profiles, const Secret& key);
    /// Lives in this session's memory only: it cannot be changed or removed.
    bool isPracticeProfile(const QString& profile) const;

    /// False until the keychain has answered the probe.
    bool isProbed() const;
    /// After somebody unlocked or installed one; placesChanged() follows.
    void probeAgain();
    const KeychainHealth& keychain() const;
    /// Where new keys go, and a sentence why when that is not the keychain, as everybody expects.
    SecretPlace placeOfNewKeys() const;
    QString announcement() const;

    AccountKey keyOf(const QString& profile) const;
    /// Keeps the key where it is said, or where new keys go. keyChanged() or failed() follows; Busy for a
    /// vault that is locked.
    void keepKey(const QString& profile, const Secret& key, std::optional<SecretPlace> place = {});
    /// Everywhere but in the environment. keyChanged() follows, and failed() where a key had to stay.
    void forgetKey(const QString& profile);
    /// Gives a profile another name; its key follows wherever it can be written now. What cannot be moved
    /// (in the environment, in a locked vault) stays under the old name.
    Status rename(const QString& from, const QString& to);

    bool vaultExists() const;
    bool vaultUnlocked() const;
    bool vaultOpening() const;
    /// Unlocks the vault, or makes it; in the background, it takes about a second. placesChanged() or
    /// failed() follows.
    void openVault(const Secret& password);
    void lockVault();
    /// Unlocked and locked here, for whoever keeps other keys in it. Thread-safe; may outlive this object.
    std::shared_ptr<Vault> vault() const;

    /// For workers: accounts by name with the keys that are known when it is called. Thread-safe; may
    /// outlive this object. NotFound says how to give a key.
    AccountOpener opener() const;
    /// The key of a profile, for the account test; nothing when none is known.
    std::optional<Secret> keyForTest(const QString& profile) const;
    const AccountTestAccess& network() const;

Q_SIGNALS:
    void profilesChanged();
    /// Found, kept, forgotten or renewed. Empty: of any profile.
    void keyChanged(const QString& profile);
    /// The probe has answered, or the vault was opened or locked.
    void placesChanged();
    void failed(const qstore::Error& error);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace qstore::ui
