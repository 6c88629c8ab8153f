// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/store_connections.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "ui/controllers/plugin_catalog.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

/// For when the window is gone.
void logFailure(const Status& done) {
    if (!done) qWarning("%s; %s", done.error().message.c_str(), done.error().hint.c_str());
}

/// What a form shows of a key.
AccountKey shownOf(const ConnectionKey& found) {
    AccountKey shown;
    if (!found.key.empty()) shown.hint = toQt(found.key.hint());
    shown.place = found.place;
    shown.vaultLocked = found.vaultLocked;
    shown.note = toQt(found.note);
    return shown;
}

}  // namespace

Result<std::shared_ptr<const StoreDriver>> driverOf(const StoreAccess& access,
                                                    const StoreConnection& connection) {
    if (access.driver) return access.driver(connection.kind);
    return fail(ErrorCode::NotFound,
                "nothing here speaks with stores of the kind '" + connection.kind + "', which '" +
                    connection.name + "' is",
                "switch its plugin on, or install it");
}

Result<ConnectionKey> keyToOpen(const StoreAccess& access, const StoreDriver& driver,
                                const StoreConnection& connection) {
    const KeyNeed need = driver.kind().key;
    if (!access.key || need == KeyNeed::None) return ConnectionKey();
    QSTORE_TRY(ConnectionKey found, access.key(connection));
    if (need == KeyNeed::Required && found.key.empty() && found.vaultLocked)
        return fail(ErrorCode::Busy,
                    "the vault is locked, and no other place has a key for '" + connection.name + "'",
                    "unlock it on the Hardware page, under Accounts");
    return found;
}

void OpenStores::setLocal(std::shared_ptr<VectorStore> store) {
    const std::scoped_lock lock(m_mutex);
    m_local = std::move(store);
}

void OpenStores::setConnections(std::vector<StoreConnection> connections) {
    const std::scoped_lock lock(m_mutex);
    std::map<std::string, StoreConnection> next;
    for (StoreConnection& each : connections) {
        std::string name = each.name;
        next.emplace(std::move(name), std::move(each));
    }
    for (auto store = m_stores.begin(); store != m_stores.end();) {
        const auto before = m_connections.find(store->first);
        const auto now = next.find(store->first);
        const bool same =
            before != m_connections.end() && now != next.end() && before->second == now->second;
        store = same ? std::next(store) : m_stores.erase(store);
    }
    for (const auto& [name, connection] : m_connections) {
        const auto now = next.find(name);
        if (now == next.end() || !(now->second == connection)) ++m_changes[name];
    }
    m_connections = std::move(next);
}

void OpenStores::close(const std::string& name) {
    const std::scoped_lock lock(m_mutex);
    ++m_changes[name];
    m_stores.erase(name);
}

Result<std::shared_ptr<VectorStore>> OpenStores::open(const std::string& name) {
    std::unique_lock lock(m_mutex);
    if (name == localStoreName) {
        if (m_local != nullptr) return m_local;
        return fail(ErrorCode::NotFound, "no workspace is open", "open one first");
    }
    for (;;) {
        if (const auto open = m_stores.find(name); open != m_stores.end()) return open->second;
        const auto known = m_connections.find(name);
        if (known == m_connections.end())
            return fail(ErrorCode::NotFound, "there is no connection named '" + name + "'",
                        "add it, or choose another store");
        const StoreConnection connection = known->second;
        const std::uint64_t changes = m_changes[name];
        // Without the lock: a keychain may keep us waiting.
        lock.unlock();
        QSTORE_TRY(Opened opened, openConnection(connection));
        lock.lock();
        // It has an address or a key that holds no more.
        if (m_changes[name] != changes) continue;
        if (!opened.lasts) return std::move(opened.store);
        return m_stores.try_emplace(name, std::move(opened.store)).first->second;
    }
}

Result<OpenStores::Opened> OpenStores::openConnection(const StoreConnection& connection) const {
    QSTORE_TRY(const auto driver, driverOf(m_access, connection));
    QSTORE_TRY(const ConnectionKey found, keyToOpen(m_access, *driver, connection));
    QSTORE_TRY(std::shared_ptr<VectorStore> store, driver->open(connection, found.key));
    // The driver outlives what it opened, whatever becomes of its plugin.
    const auto both =
        std::make_shared<std::pair<std::shared_ptr<const StoreDriver>, std::shared_ptr<VectorStore>>>(
            driver, std::move(store));
    // Once the vault is unlocked it may have a key for the next one who asks.
    return Opened{std::shared_ptr<VectorStore>(both, both->second.get()),
                  !found.key.empty() || !found.vaultLocked};
}

/// Keys that nothing uses any more, shared with the worker that forgets them.
struct StoreConnections::Unused {
    struct Keys {
        std::string name;
        std::vector<StoreConnection> connections;
    };
    /// All that wait; the first error, after the others were forgotten.
    Status forget(const StoreAccess& access) {
        Status done;
        while (const auto keys = next()) {
            const Status one = forget(*keys, access);
            if (done && !one) done = one;
        }
        return done;
    }
    std::optional<Keys> next() {
        const std::scoped_lock lock(mutex);
        if (waiting.empty()) return std::nullopt;
        Keys keys = std::move(waiting.front());
        waiting.pop_front();
        return keys;
    }
    bool empty() {
        const std::scoped_lock lock(mutex);
        return waiting.empty();
    }

    std::mutex mutex;
    std::deque<Keys> waiting;  // guarded by mutex

private:
    static Result<std::string> hostOf(const StoreConnection& connection, const StoreAccess& access) {
        const auto driver = driverOf(access, connection);
        if (!driver)
            return fail(
                driver.error().code,
                "a key of '" + connection.name + "' stays where it is kept: " + driver.error().message,
                "switch its plugin on, add the connection again and forget its key");
        return (*driver)->keyHost(connection);
    }
    static Status forget(const Keys& keys, const StoreAccess& access) {
        std::optional<std::string> used;
        // Whoever added it again, here or on the command line, goes on with its key.
        QSTORE_TRY(const std::vector<StoreConnection> all, access.connections());
        for (const StoreConnection& each : all) {
            if (each.name != keys.name) continue;
            QSTORE_TRY(used, hostOf(each, access));
        }
        Status done;
        for (const StoreConnection& each : keys.connections) {
            QSTORE_TRY(const std::string host, hostOf(each, access));
            if (host == used) continue;
            const Status one = access.forgetKey(each);
            if (done && !one) done = one;
        }
        return done;
    }
};

StoreConnections::StoreConnections(StoreAccess access, QObject* parent)
    : QObject(parent),
      m_access(std::move(access)),
      m_stores(std::make_shared<OpenStores>(m_access)),
      m_unused(std::make_shared<Unused>()),
      m_keys(std::make_unique<BackgroundQueue>()) {
    connect(m_keys.get(), &BackgroundQueue::failed, this, &StoreConnections::failed);
    connect(&m_reading, &NewestWork::failed, this, [this](const Error& error) {
        Q_EMIT failed(error);
        Q_EMIT kindsChanged();
    });
    if (m_access.pluginChanges != nullptr)
        connect(m_access.pluginChanges.get(), &PluginChanges::changed, this, [this] {
            announceKinds();
            Q_EMIT kindsChanged();
            Q_EMIT changed();
        });
    announceKinds();
    reload();
}

StoreConnections::~StoreConnections() {
    m_keys.reset();
    if (m_unused->empty()) return;
    BackgroundJob last;  // whose end is waited for
    last.start([unused = m_unused, access = m_access](const std::stop_token&) -> BackgroundJob::Completion {
        logFailure(unused->forget(access));
        return {};
    });
}

void StoreConnections::announceKinds() {
    m_reading.drop();
    m_kindsRead = !m_access.announcedKinds;
    if (m_access.announcedKinds)
        m_kinds = m_access.announcedKinds();
    else if (m_access.kinds)
        m_kinds = m_access.kinds();
}

void StoreConnections::readKinds() {
    if (m_kindsRead || m_reading.isRunning() || !m_access.kinds) return;
    m_reading.run([this, kinds = m_access.kinds](const std::stop_token&) -> BackgroundJob::Completion {
        return [this, read = kinds()] { setKinds(read); };
    });
}

void StoreConnections::setKinds(std::vector<StoreKind> kinds) {
    m_kinds = std::move(kinds);
    m_kindsRead = true;
    Q_EMIT kindsChanged();
    Q_EMIT changed();
}

const StoreKind* StoreConnections::kind(const std::string& id) const {
    const auto found = std::find_if(m_kinds.begin(), m_kinds.end(),
                                    [&id](const StoreKind& each) { return each.id == id; });
    return found == m_kinds.end() ? nullptr : &*found;
}

std::vector<StorePlugin> StoreConnections::plugins() const {
    return m_access.plugins ? m_access.plugins() : std::vector<StorePlugin>();
}

const StoreConnection* StoreConnections::find(const QString& name) const {
    const auto found =
        std::find_if(m_connections.begin(), m_connections.end(),
                     [&name](const StoreConnection& each) { return toQt(each.name) == name; });
    return found == m_connections.end() ? nullptr : &*found;
}

Result<StoreConnection> StoreConnections::completed(const StoreConnection& connection) const {
    QSTORE_TRY(const auto driver, driverOf(m_access, connection));
    return driver->complete(connection);
}

void StoreConnections::reload() {
    m_error.reset();
    if (m_access.connections) {
        auto read = m_access.connections();
        if (read)
            m_connections = std::move(*read);
        else
            m_error = read.error();
    }
    m_stores->setConnections(m_connections);
    Q_EMIT changed();
}

Status StoreConnections::keep(const StoreConnection& connection) {
    if (!m_access.keep)
        return fail(ErrorCode::Unsupported, "connections cannot be kept here", "use the local store");
    QSTORE_CHECK(m_access.keep(connection));
    reload();
    return {};
}

Status StoreConnections::forget(const QString& name) {
    if (!m_access.forget)
        return fail(ErrorCode::Unsupported, "connections cannot be removed here", "use the local store");
    QSTORE_CHECK(m_access.forget(fromQt(name)));
    reload();
    return {};
}

void StoreConnections::changeKey(const QString& name,
                                 std::function<Status(const StoreConnection&)> change) {
    const StoreConnection* known = find(name);
    if (known == nullptr || !change) return;
    m_keys->add([this, name, connection = *known,
                 change = std::move(change)](const std::stop_token&) -> BackgroundJob::Completion {
        const Status done = change(connection);
        return [this, name, done] {
            m_stores->close(fromQt(name));
            if (!done) Q_EMIT failed(done.error());
            Q_EMIT keyChanged(name);
        };
    });
}

void StoreConnections::keepKey(const QString& name, const Secret& key) {
    if (!m_access.keepKey) return;
    changeKey(name, [keep = m_access.keepKey, key](const StoreConnection& connection) {
        return keep(connection, key);
    });
}

void StoreConnections::forgetKey(const QString& name) {
    changeKey(name, m_access.forgetKey);
}

void StoreConnections::lookForKey(const QString& name) {
    const StoreConnection* known = find(name);
    if (known == nullptr || !m_access.key) return Q_EMIT keyLooked(name, {});
    m_keys->add([this, name, connection = *known,
                 look = m_access.key](const std::stop_token&) -> BackgroundJob::Completion {
        const auto found = look(connection);
        const AccountKey shown = found ? shownOf(*found) : AccountKey();
        const auto error = found ? std::nullopt : std::optional<Error>(found.error());
        return [this, name, shown, error] {
            if (error) Q_EMIT failed(*error);
            Q_EMIT keyLooked(name, shown);
        };
    });
}

void StoreConnections::holdKeys(const std::string& name, const std::vector<StoreConnection>& connections) {
    Held& held = m_held[name];
    ++held.steps;
    held.connections.insert(held.connections.end(), connections.begin(), connections.end());
}

void StoreConnections::releaseKeys(const std::string& name) {
    const auto found = m_held.find(name);
    if (found == m_held.end() || --found->second.steps > 0) return;
    std::vector<StoreConnection> past = std::move(found->second.connections);
    m_held.erase(found);
    if (!m_access.forgetKey || !m_access.connections) return;
    const StoreConnection* now = find(toQt(name));
    std::erase_if(past, [now](const StoreConnection& each) { return now != nullptr && each == *now; });
    if (past.empty()) return;
    {
        const std::scoped_lock lock(m_unused->mutex);
        m_unused->waiting.push_back({name, std::move(past)});
    }
    m_keys->add([this, unused = m_unused,
                 access = m_access](const std::stop_token& stop) -> BackgroundJob::Completion {
        const Status done = unused->forget(access);
        if (stop.stop_requested()) logFailure(done);
        return [this, done] {
            if (!done) Q_EMIT failed(done.error());
        };
    });
}

}  // namespace qstore::ui
