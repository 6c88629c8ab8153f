// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/backends/secret_choice.h"
#include "core/stores/store_driver.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/background_queue.h"
#include "ui/stores/newest_work.h"

namespace qstore::ui {

class PluginChanges;

/// A plugin as lists show it.
struct StorePlugin {
    std::string name, version;
    bool usable = false;
    std::string reason;  ///< why it is not usable
};

/// What was found where a connection's key could be.
struct ConnectionKey {
    ConnectionKey() = default;
    /// One whose place is not known.
    ConnectionKey(Secret found) : key(std::move(found)) {}

    Secret key;  ///< empty: none was found
    std::optional<SecretPlace> place{};
    bool vaultLocked = false;  ///< a vault is there that could not be looked into
    std::string note{};        ///< the environment hides another key
};

/// What the program brings, so that the window needs no plugins: kinds of stores, the connections of
/// whoever sits at the window, and their keys. Functions may be empty: then there is none of it.
struct StoreAccess {
    /// Of the drivers that are there, in the order of forms. May load plugins: called from a worker where
    /// there are announcedKinds, else when it is needed.
    std::function<std::vector<StoreKind>()> kinds;
    /// Their ids and titles alone, as the plugins announce them; loads none.
    std::function<std::vector<StoreKind>()> announcedKinds;
    /// After it, the kinds are others. May be null.
    std::shared_ptr<PluginChanges> pluginChanges;
    /// Never null; the error says why there is none. Thread-safe.
    std::function<Result<std::shared_ptr<const StoreDriver>>(const std::string& kind)> driver;
    std::function<std::vector<StorePlugin>()> plugins;

    /// Thread-safe.
    std::function<Result<std::vector<StoreConnection>>()> connections;
    /// Adds it, or changes the one of that name.
    std::function<Status(const StoreConnection& connection)> keep;
    std::function<Status(const std::string& name)> forget;

    /// The three below are called from workers and may wait for a keychain. Empty: no key is kept.
    std::function<Result<ConnectionKey>(const StoreConnection& connection)> key;
    std::function<Status(const StoreConnection& connection, const Secret& key)> keepKey;
    /// Wherever it can be kept.
    std::function<Status(const StoreConnection& connection)> forgetKey;
};

/// Who speaks with the store of a connection, or why nobody does.
Result<std::shared_ptr<const StoreDriver>> driverOf(const StoreAccess& access,
                                                    const StoreConnection& connection);

/// The key to open a connection with. Busy where the kind needs one and only a locked vault may hold it.
Result<ConnectionKey> keyToOpen(const StoreAccess& access, const StoreDriver& driver,
                                const StoreConnection& connection);

/// The name of the store in the workspace.
inline constexpr const char* localStoreName = "local";

/// Stores by name, opened once and again when their connection has changed. Thread-safe; open() may wait
/// for a keychain, never for the network.
class OpenStores {
public:
    explicit OpenStores(StoreAccess access) : m_access(std::move(access)) {}

    /// Null: no workspace is open.
    void setLocal(std::shared_ptr<VectorStore> store);
    void setConnections(std::vector<StoreConnection> connections);
    /// It is opened anew next time: its key is another.
    void close(const std::string& name);
    /// NotFound for a name that is not known and a kind without a driver.
    Result<std::shared_ptr<VectorStore>> open(const std::string& name);

private:
    struct Opened {
        std::shared_ptr<VectorStore> store;
        bool lasts = true;  ///< it has all that could be known of its key
    };
    Result<Opened> openConnection(const StoreConnection& connection) const;

    const StoreAccess m_access;
    std::mutex m_mutex;
    std::shared_ptr<VectorStore> m_local;                          ///< guarded by m_mutex
    std::map<std::string, StoreConnection> m_connections;          ///< guarded by m_mutex
    std::map<std::string, std::shared_ptr<VectorStore>> m_stores;  ///< guarded by m_mutex
    /// By name: how often what it is opened with has changed. Guarded by m_mutex.
    std::map<std::string, std::uint64_t> m_changes;
};

/// The connections to stores elsewhere, and their keys. A key passes through here on its way to its place
/// and is in no signal and no text.
class StoreConnections : public QObject {
    Q_OBJECT
public:
    explicit StoreConnections(StoreAccess access = {}, QObject* parent = nullptr);
    /// Keys that are to be forgotten are, before it ends.
    ~StoreConnections() override;

    /// Until they were read: as they are announced, with id and title alone.
    const std::vector<StoreKind>& kinds() const { return m_kinds; }
    const StoreKind* kind(const std::string& id) const;
    /// All that forms need of the kinds; in the background where that loads plugins, and once.
    /// kindsChanged() follows where they were not read yet.
    void readKinds();
    bool isReadingKinds() const { return m_reading.isRunning(); }
    std::vector<StorePlugin> plugins() const;
    /// By name; why they could not be read.
    const std::vector<StoreConnection>& connections() const { return m_connections; }
    const std::optional<Error>& error() const { return m_error; }
    const StoreConnection* find(const QString& name) const;
    const StoreAccess& access() const { return m_access; }
    const std::shared_ptr<OpenStores>& stores() const { return m_stores; }

    /// As its driver completes it: filled in, in one spelling, checked.
    Result<StoreConnection> completed(const StoreConnection& connection) const;
    /// After the file was changed by anybody.
    void reload();
    Status keep(const StoreConnection& connection);
    /// Its key stays; see holdKeys().
    Status forget(const QString& name);

    bool keepsKeys() const { return static_cast<bool>(m_access.keepKey); }
    bool forgetsKeys() const { return static_cast<bool>(m_access.forgetKey); }
    /// keyChanged() follows, and before it failed() where the key could not be kept.
    void keepKey(const QString& name, const Secret& key);
    /// keyChanged() follows, and before it failed() where a key had to stay.
    void forgetKey(const QString& name);
    /// keyLooked() follows, and before it failed() where nobody can say.
    void lookForKey(const QString& name);

    /// A step of undo can bring these connections of one name back, so their keys stay until as many
    /// releaseKeys() have followed. Then those are forgotten that no connection uses any more; failed()
    /// where that was not possible.
    void holdKeys(const std::string& name, const std::vector<StoreConnection>& connections);
    void releaseKeys(const std::string& name);

Q_SIGNALS:
    void changed();
    /// They were read, or plugins were switched on or off.
    void kindsChanged();
    void keyChanged(const QString& name);
    void keyLooked(const QString& name, const qstore::ui::AccountKey& key);
    void failed(const qstore::Error& error);

private:
    struct Unused;
    struct Held {
        int steps = 0;
        std::vector<StoreConnection> connections;
    };
    void announceKinds();
    void setKinds(std::vector<StoreKind> kinds);
    void changeKey(const QString& name, std::function<Status(const StoreConnection&)> change);

    StoreAccess m_access;
    std::vector<StoreKind> m_kinds;
    bool m_kindsRead = false;
    std::vector<StoreConnection> m_connections;
    std::optional<Error> m_error;
    std::shared_ptr<OpenStores> m_stores;
    std::map<std::string, Held> m_held;
    std::shared_ptr<Unused> m_unused;         ///< keys on their way to be forgotten
    std::unique_ptr<BackgroundQueue> m_keys;  ///< null in the end
    NewestWork m_reading;
};

}  // namespace qstore::ui
