// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "plugins/host/plugin_host.h"
#include "ui/controllers/plugin_catalog.h"
#include "ui/controllers/store_connections.h"

/// What the window's stores come from: the person's connections, the plugins that reach them, and keys (see
/// StoreKeys).
struct HostStoresPlaces {
    std::filesystem::path connections;
    bool keychain = true;                  ///< no picture is taken of the keys of the person who takes it
    std::shared_ptr<qstore::Vault> vault;  ///< that of the accounts; null: none
    std::shared_ptr<qstore::ui::PluginChanges> pluginChanges;
};

qstore::ui::StoreAccess hostStores(const std::shared_ptr<qstore::PluginHost>& plugins,
                                   HostStoresPlaces places);
qstore::ui::PluginCatalog hostPlugins(const std::shared_ptr<qstore::PluginHost>& plugins);
