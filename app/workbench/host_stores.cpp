// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_stores.h"

#include "core/backends/environment_secrets.h"
#include "core/backends/session_secrets.h"
#include "core/stores/connection_book.h"
#include "plugins/host/keychain_store.h"

using namespace qstore;

namespace {

/// Keys of connections. Used from workers, one question at a time: the keychain holds all keys in one
/// entry.
class StoreKeys {
public:
    explicit StoreKeys(bool keychain) : m_useKeychain(keychain) {}

    Result<Secret> find(const KeyAddress& address) {
        const std::scoped_lock lock(m_mutex);
        KeychainStore keychain;
        QSTORE_TRY(const SecretChoice choice, chosen(keychain));
        QSTORE_TRY(const std::optional<FoundKey> found, findKey(address, m_environment, choice));
        if (!found) return Secret();
        if (!m_noCoreDump) m_noCoreDump.emplace();
        return found->key;
    }
    Status keep(const KeyAddress& address, const Secret& key) {
        const std::scoped_lock lock(m_mutex);
        KeychainStore keychain;
        QSTORE_TRY(const SecretChoice choice, chosen(keychain));
        return choice.store->keep(address.name, address.host, key);
    }
    Status forget(const KeyAddress& address) {
        const std::scoped_lock lock(m_mutex);
        KeychainStore keychain;
        QSTORE_TRY(const SecretChoice choice, chosen(keychain));
        return choice.store->forget(address.name, address.host);
    }

private:
    Result<SecretChoice> chosen(KeychainStore& keychain) {
        if (!m_useKeychain || !keychain.probe().usable)
            return SecretChoice{m_session, SecretPlace::Session, {}};
        // Not owned: it lives as long as the question.
        return SecretChoice{
            std::shared_ptr<SecretStore>(&keychain, [](SecretStore*) {}), SecretPlace::Keychain, {}};
    }

    const bool m_useKeychain;
    std::mutex m_mutex;
    std::optional<CoreDumpGuard> m_noCoreDump;  ///< once a key was handed out: an open store holds it
    EnvironmentSecrets m_environment;
    std::shared_ptr<SessionSecrets> m_session = std::make_shared<SessionSecrets>();
};

/// Shared by the functions that the window is given.
struct Stores {
    Stores(std::shared_ptr<PluginHost> host, const HostStoresPlaces& places)
        : plugins(std::move(host)), book(places.connections), keys(places.keychain) {}

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

}  // namespace

ui::StoreAccess hostStores(const std::shared_ptr<PluginHost>& plugins, HostStoresPlaces places) {
    const auto stores = std::make_shared<Stores>(plugins, places);
    ui::StoreAccess access;
    access.kinds = [stores] { return stores->plugins->storeKinds(); };
    access.driver = [stores](const std::string& kind) -> std::shared_ptr<const StoreDriver> {
        return stores->plugins->storeDriver(kind).value_or(nullptr);
    };
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
    access.key = [stores](const StoreConnection& connection) -> Result<Secret> {
        QSTORE_TRY(const KeyAddress address, stores->address(connection));
        return stores->keys.find(address);
    };
    access.keepKey = [stores](const StoreConnection& connection, const Secret& key) -> Status {
        QSTORE_TRY(const KeyAddress address, stores->address(connection));
        return stores->keys.keep(address, key);
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
    return catalog;
}
