// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/plugin_loading.h"

#include <QtCore/QFile>
#include <QtCore/QPluginLoader>
#include <exception>
#include <mutex>

#include "plugins/api/store_plugin.h"

namespace qstore {
namespace {

tl::unexpected<Error> failed(const PluginInfo& plugin, const std::string& why) {
    return fail(ErrorCode::Failed, why,
                "install the plugin again, then `qstore plugins enable " + plugin.id + "`");
}

Result<PluginParts> partsOf(QObject& root, const PluginInfo& plugin) {
    PluginParts parts;
    if (plugin.interface == PluginInterface::Dataset) {
        const auto* dataset = qobject_cast<DatasetPlugin*>(&root);
        if (dataset != nullptr) parts.source = dataset->source();
        if (parts.source == nullptr) return failed(plugin, "it brings no source of datasets");
        return parts;
    }
    const auto* store = qobject_cast<StorePlugin*>(&root);
    if (store != nullptr) parts.driver = store->driver();
    if (parts.driver == nullptr) return failed(plugin, "it brings no driver of a store");
    const std::string& kind = parts.driver->kind().id;
    if (kind != plugin.id)
        return failed(plugin,
                      "its id is '" + plugin.id + "', but its driver is of the kind '" + kind + "'");
    return parts;
}

/// One for the process, as libraries are: Qt asks a library for its object without a lock, so that two
/// hosts at once would make two of them.
std::mutex& loadingMutex() {
    static std::mutex mutex;
    return mutex;
}

}  // namespace

Result<PluginParts> loadPlugin(const PluginInfo& plugin) {
    const std::scoped_lock lock(loadingMutex());
    QPluginLoader loader(QFile::decodeName(plugin.file.c_str()));
    // What is missing shows now and not in the middle of work; threads and objects of the plugin outlive
    // the loader.
    loader.setLoadHints(QLibrary::ResolveAllSymbolsHint | QLibrary::PreventUnloadHint);
    try {
        QObject* root = loader.instance();
        if (root == nullptr) return failed(plugin, loader.errorString().toStdString());
        return partsOf(*root, plugin);
    } catch (const std::exception& error) {
        return failed(plugin, "it threw an exception: " + std::string(error.what()));
    } catch (...) {
        return failed(plugin, "it threw something that is no std::exception");
    }
}

}  // namespace qstore
