// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/stores_access.h"

#include <CLI/CLI.hpp>

#include "core/backends/profile_rules.h"
#include "core/base/closest_name.h"
#include "core/stores/local_store.h"
#include "core/workspace/workspace_points.h"

namespace qstore {

void addStoreChoice(CLI::App& verb, StoreChoice& choice) {
    verb.add_option("--store", choice.store,
                    "The store's name (default: local; `qstore stores list` shows them)");
    verb.add_flag("--password-stdin", choice.secrets.passwordFromStdin,
                  "The vault's master password is the first line of standard input");
}

KeyAddress keyAddress(const StoreConnection& connection, const StoreDriver& driver) {
    return {storeKeyName(connection.name), driver.keyHost(connection)};
}

Result<std::shared_ptr<const StoreDriver>> StoreAccess::driverOf(const StoreConnection& connection) {
    auto driver = m_plugins.storeDriver(connection.kind);
    if (!driver) driver.error().message = "store '" + connection.name + "': " + driver.error().message;
    return driver;
}

Result<Secret> StoreAccess::keyOf(const StoreConnection& connection, const StoreDriver& driver) {
    const KeyNeed need = driver.kind().key;
    if (need == KeyNeed::None) return Secret();
    const KeyAddress address = keyAddress(connection, driver);
    if (need == KeyNeed::Optional && !m_keys.canOpenVault()) {
        // What may do without a key does not wait for a password that nobody can give; it says so.
        const KeyState state = m_keys.keyState(address);
        if (!state.place && state.vaultLocked)
            m_command.note("the vault is locked: a key of '" + connection.name +
                           "' that it holds is not used (--password-stdin opens it)");
        if (!state.place) return Secret();
    }
    QSTORE_TRY(auto found, m_keys.findKey(address));
    if (found) return std::move(found->key);
    if (need == KeyNeed::Optional) return Secret();
    return fail(
        ErrorCode::NotFound, "there is no key for the store '" + connection.name + "' at " + address.host,
        "`qstore stores key " + connection.name + "` keeps one; or set " + keyVariable(address.name));
}

Result<OpenStore> StoreAccess::open(const std::string& store, WorkspaceNeed need) {
    OpenStore open;
    open.name = store;
    const bool local = store == "local";
    if (local || need != WorkspaceNeed::None) {
        QSTORE_TRY(open.workspace, m_command.openWorkspace(need == WorkspaceNeed::Made));
    }
    if (local) {
        open.place = m_command.workspaceFile().string();
        open.store = std::make_shared<LocalStore>(workspacePoints(open.workspace));
        return open;
    }
    QSTORE_TRY(const StoreConnection connection, m_connections.find(store));
    open.place = connection.endpoint;
    QSTORE_TRY(open.driver, driverOf(connection));
    QSTORE_TRY(const Secret key, keyOf(connection, *open.driver));
    QSTORE_TRY(open.store, open.driver->open(connection, key));
    return open;
}

Result<std::pair<std::string, std::string>> StoreAccess::place(const std::string& text,
                                                               const std::string& fallback) {
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos) return std::pair(fallback, text);
    const std::string store = text.substr(0, slash);
    bool known = store == "local";
    if (!known) {
        QSTORE_TRY(const auto connections, m_connections.list());
        for (const StoreConnection& connection : connections) known = known || connection.name == store;
    }
    return known ? std::pair(store, text.substr(slash + 1)) : std::pair(fallback, text);
}

Status StoreAccess::checkPlace(const OpenStore& open, const std::string& text,
                               const std::pair<std::string, std::string>& place) {
    const auto info = open.store->collection(place.second, m_command.control("reading"));
    if (info) return {};
    const std::size_t slash = text.find('/');
    const bool namesStore = slash != std::string::npos && place.second == text;
    if (info.error().code != ErrorCode::NotFound || !namesStore) return tl::unexpected<Error>(info.error());
    const std::string store = text.substr(0, slash);
    std::vector<std::string> names{"local"};
    QSTORE_TRY(const auto connections, m_connections.list());
    for (const StoreConnection& connection : connections) names.push_back(connection.name);
    const std::string closest = closestName(store, names);
    return fail(
        ErrorCode::NotFound,
        "there is no store '" + store + "', and no collection '" + text + "' in " + open.name,
        closest.empty() ? "`qstore stores list` shows the stores" : "did you mean '" + closest + "'?");
}

}  // namespace qstore
