// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/stores/store_driver.h"
#include "plugins/api/dataset_plugin.h"
#include "plugins/host/plugin_info.h"

namespace qstore {

/// What a loaded plugin brings; one of the two.
struct PluginParts {
    std::shared_ptr<const StoreDriver> driver;
    std::shared_ptr<const DatasetSource> source;
};

/// Runs the plugin's code for the first time, and never unloads it: what it brings may live as long as the
/// program. Failed with what the loader says, or what the plugin does not keep of the interface's promise.
/// Thread-safe, and one at a time in the whole process.
Result<PluginParts> loadPlugin(const PluginInfo& plugin);

}  // namespace qstore
