// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/stores/store_driver.h"
#include "ui/controllers/background_queue.h"

namespace qstore::ui {

/// A plugin as lists show it.
struct StorePlugin {
    std::string name, version;
    bool usable = false;
    std::string reason;  ///< why it is not usable
};

/// What the program brings, so that the window needs no plugins: kinds of stores, the connections of
/// whoever sits at the window, and their keys. Functions may be empty: then there is none of it.
struct StoreAccess {
    /// Of the drivers that are there, in the order of forms.
    std::function<std::vector<StoreKind>()> kinds;
    /// Null for a kind that is not there (any more). Thread-safe.
    std::function<std::shared_ptr<const StoreDriver>(const std::string& kind)> driver;
    std::function<std::vector<StorePlugin>()> plugins;

    std::function<Result<std::vector<StoreConnection>>()> connections;
    /// Adds it, or changes the one of that name.
    std::function<Status(const StoreConnection& connection)> keep;
    std::function<Status(const std::string& name)> forget;

    /// The three below are called from workers and may wait for a keychain. Empty: no key is kept.
    std::function<Result<Secret>(const StoreConnection& connection)> key;
    std::function<Status(const StoreConnection& connection, const Secret& key)> keepKey;
    std::function<Status(const StoreConnection& connection)> forgetKey;
};

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
    Result<std::shared_ptr<VectorStore>> openConnection(const StoreConnection& connection) const;

    const StoreAccess m_access;
    std::mutex m_mutex;
    std::shared_ptr<VectorStore> m_local;                          ///< guarded by m_mutex
    std::map<std::string, StoreConnection> m_connections;          ///< guarded by m_mutex
    std::map<std::string, std::shared_ptr<VectorStore>> m_stores;  ///< guarded by m_mutex
};

/// The connections to stores elsewhere, and their keys. A key passes through here on its way to its place
/// and is in no signal and no text.
class StoreConnections : public QObject {
    Q_OBJECT
public:
    explicit StoreConnections(StoreAccess access = {}, QObject* parent = nullptr);

    const std::vector<StoreKind>& kinds() const { return m_kinds; }
    const StoreKind* kind(const std::string& id) const;
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
    Status forget(const QString& name);

    bool keepsKeys() const { return static_cast<bool>(m_access.keepKey); }
    /// keyChanged() follows, or failed().
    void keepKey(const QString& name, const Secret& key);
    void forgetKey(const QString& name);
    /// keyLooked() follows, or failed().
    void lookForKey(const QString& name);

Q_SIGNALS:
    void changed();
    void keyChanged(const QString& name);
    /// "…" and at most the last four characters; empty where there is none.
    void keyLooked(const QString& name, const QString& hint);
    void failed(const qstore::Error& error);

private:
    void changeKey(const QString& name, std::function<Status(const StoreConnection&)> change);

    StoreAccess m_access;
    std::vector<StoreKind> m_kinds;
    std::vector<StoreConnection> m_connections;
    std::optional<Error> m_error;
    std::shared_ptr<OpenStores> m_stores;
    BackgroundQueue m_keys;
};

}  // namespace qstore::ui
