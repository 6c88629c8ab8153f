// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_stores.h"

#include "core/stores/connection_book.h"
#include "plugins/host/keychain_store.h"
#include "store_keys.h"

using namespace qstore;

namespace {

StoreKeychain keychainOf(bool wanted) {
    if (!wanted) return {};
    const auto keychain = std::make_shared<KeychainStore>();
    return {keychain, [keychain] { return keychain->probe(); }};
}

/// Shared by the functions that the window is given.
struct Stores {
    Stores(std::shared_ptr<PluginHost> host, const HostStoresPlaces& places)
        : plugins(std::move(host)),
          book(places.connections),
          keys(keychainOf(places.keychain), places.vault) {}

    Result<KeyAddress> address(const StoreConnection& connection) {
        QSTORE_TRY(const auto driver, plugins->storeDriver(connection.kind));
        return KeyAddress{storeKeyName(connection.name), driver->keyHost(connection)};
    }
    Status keep(const StoreConnection& connection) const {
        QSTORE_TRY(const std::vector<StoreConnection> all, book.list());
        for (const StoreConnection& one : all)
            if (one.name == connection.name) return book.change(connection);
        return book.add(connection);
    }

    std::shared_ptr<PluginHost> plugins;
    ConnectionBook book;
    StoreKeys keys;
};

ui::PluginStanding standingOf(PluginState state) {
    switch (state) {
        case PluginState::Loaded: return ui::PluginStanding::Loaded;
        case PluginState::Available: return ui::PluginStanding::Available;
        case PluginState::Off: return ui::PluginStanding::Off;
        case PluginState::Refused: return ui::PluginStanding::Refused;
        case PluginState::Crashed: return ui::PluginStanding::Crashed;
        case PluginState::Failed: break;
    }
    return ui::PluginStanding::Failed;
}

/// Of the plugins that can be loaded; a plugin's id is that of its kind.
std::vector<StoreKind> announcedKinds(const PluginHost& plugins) {
    std::vector<StoreKind> kinds;
    for (const PluginInfo& info : plugins.list()) {
        const bool usable = info.state == PluginState::Loaded || info.state == PluginState::Available;
        if (!usable || info.interface != PluginInterface::Store) continue;
        StoreKind kind;
        kind.id = info.id;
        kind.title = info.title;
        kinds.push_back(std::move(kind));
    }
    return kinds;
}

}  // namespace

ui::StoreAccess hostStores(const std::shared_ptr<PluginHost>& plugins, HostStoresPlaces places) {
    const auto stores = std::make_shared<Stores>(plugins, places);
    ui::StoreAccess access;
    access.kinds = [stores] { return stores->plugins->storeKinds(); };
    access.announcedKinds = [stores] { return announcedKinds(*stores->plugins); };
    access.pluginChanges = std::move(places.pluginChanges);
    access.driver = [stores](const std::string& kind) { return stores->plugins->storeDriver(kind); };
    access.plugins = [stores] {
        std::vector<ui::StorePlugin> list;
        for (const PluginInfo& info : stores->plugins->list())
            if (info.interface != PluginInterface::Dataset)
                list.push_back({info.title.empty() ? info.file.filename().string() : info.title,
                                info.version, info.reason.empty(), info.reason});
        return list;
    };
    access.connections = [stores] { return stores->book.list(); };
    access.keep = [stores](const StoreConnection& connection) { return stores->keep(connection); };
    access.forget = [stores](const std::string& name) { return stores->book.remove(name); };
    access.key = [stores](const StoreConnection& connection) -> Result<ui::ConnectionKey> {
        QSTORE_TRY(const KeyAddress address, stores->address(connection));
        return stores->keys.find(address);
    };
    access.keepKey = [stores](const StoreConnection& connection, const Secret& key) -> Status {
        QSTORE_TRY(const KeyAddress address, stores->address(connection));
        // The form asks where it is.
        QSTORE_CHECK(stores->keys.keep(address, key));
        return {};
    };
    access.forgetKey = [stores](const StoreConnection& connection) -> Status {
        QSTORE_TRY(const KeyAddress address, stores->address(connection));
        return stores->keys.forget(address);
    };
    return access;
}

ui::PluginCatalog hostPlugins(const std::shared_ptr<PluginHost>& plugins) {
    ui::PluginCatalog catalog;
    catalog.list = [plugins] {
        std::vector<ui::PluginLine> lines;
        for (const PluginInfo& info : plugins->list())
            lines.push_back({info.id, info.title, info.version, info.description, info.vendor, info.license,
                             info.file.string(), standingOf(info.state), info.reason, info.cure});
        return lines;
    };
    catalog.setEnabled = [plugins](const std::string& id, bool on) { return plugins->setEnabled(id, on); };
    catalog.changes = std::make_shared<ui::PluginChanges>();
    return catalog;
}
