// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/store_connections.h"

#include <algorithm>
#include <utility>

#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

tl::unexpected<Error> noDriver(const StoreConnection& connection) {
    return fail(ErrorCode::NotFound,
                "nothing here speaks with stores of the kind '" + connection.kind + "', which '" +
                    connection.name + "' is",
                "switch its plugin on, or install it");
}

}  // namespace

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
    m_connections = std::move(next);
}

void OpenStores::close(const std::string& name) {
    const std::scoped_lock lock(m_mutex);
    m_stores.erase(name);
}

Result<std::shared_ptr<VectorStore>> OpenStores::open(const std::string& name) {
    StoreConnection connection;
    {
        const std::scoped_lock lock(m_mutex);
        if (name == localStoreName) {
            if (m_local != nullptr) return m_local;
            return fail(ErrorCode::NotFound, "no workspace is open", "open one first");
        }
        if (const auto open = m_stores.find(name); open != m_stores.end()) return open->second;
        const auto known = m_connections.find(name);
        if (known == m_connections.end())
            return fail(ErrorCode::NotFound, "there is no connection named '" + name + "'",
                        "add it, or choose another store");
        connection = known->second;
    }
    // Without the lock: a keychain may keep us waiting.
    QSTORE_TRY(std::shared_ptr<VectorStore> store, openConnection(connection));
    const std::scoped_lock lock(m_mutex);
    const auto known = m_connections.find(name);
    // What was changed meanwhile is opened by whoever asks next.
    if (known == m_connections.end() || !(known->second == connection)) return store;
    return m_stores.try_emplace(name, std::move(store)).first->second;
}

Result<std::shared_ptr<VectorStore>> OpenStores::openConnection(const StoreConnection& connection) const {
    const auto driver = m_access.driver ? m_access.driver(connection.kind) : nullptr;
    if (driver == nullptr) return noDriver(connection);
    Secret key;
    if (m_access.key) {
        QSTORE_TRY(key, m_access.key(connection));
    }
    QSTORE_TRY(std::shared_ptr<VectorStore> store, driver->open(connection, key));
    // The driver outlives what it opened, whatever becomes of its plugin.
    const auto both =
        std::make_shared<std::pair<std::shared_ptr<const StoreDriver>, std::shared_ptr<VectorStore>>>(
            driver, std::move(store));
    return std::shared_ptr<VectorStore>(both, both->second.get());
}

StoreConnections::StoreConnections(StoreAccess access, QObject* parent)
    : QObject(parent),
      m_access(std::move(access)),
      m_kinds(m_access.kinds ? m_access.kinds() : std::vector<StoreKind>()),
      m_stores(std::make_shared<OpenStores>(m_access)) {
    connect(&m_keys, &BackgroundQueue::failed, this, &StoreConnections::failed);
    reload();
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
    const auto driver = m_access.driver ? m_access.driver(connection.kind) : nullptr;
    if (driver == nullptr) return noDriver(connection);
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
    m_keys.add([this, name, connection = *known,
                change = std::move(change)](const std::stop_token&) -> BackgroundJob::Completion {
        const Status done = change(connection);
        return [this, name, done] {
            m_stores->close(fromQt(name));
            if (!done) return Q_EMIT failed(done.error());
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
    m_keys.add([this, name, connection = *known,
                look = m_access.key](const std::stop_token&) -> BackgroundJob::Completion {
        const auto key = look(connection);
        const QString hint = key && !key->empty() ? toQt(key->hint()) : QString();
        const auto error = key ? std::nullopt : std::optional<Error>(key.error());
        return [this, name, hint, error] {
            if (error) Q_EMIT failed(*error);
            Q_EMIT keyLooked(name, hint);
        };
    });
}

}  // namespace qstore::ui
