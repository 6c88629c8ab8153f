// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/stores/store_driver.h"
#include "plugins/host/plugin_choices.h"
#include "plugins/host/plugin_info.h"
#include "plugins/host/plugin_places.h"

namespace qstore {

class DatasetSource;

/// The plugins of this machine. Finding them reads files and runs nothing; one is loaded when something of
/// it is asked for, and stays until the program ends. What was found is what lay there at construction;
/// what is switched off is asked anew each time. Thread-safe; no member may be called by a plugin.
class PluginHost {
public:
    explicit PluginHost(PluginPlaces places = standardPluginPlaces());
    ~PluginHost();
    PluginHost(const PluginHost&) = delete;
    PluginHost& operator=(const PluginHost&) = delete;

    /// All of them, in the order they were found; loads none.
    std::vector<PluginInfo> list() const;
    /// Named folders that cannot be used, a sentence each.
    const std::vector<std::string>& notes() const { return m_notes; }

    /// The driver of a kind of store, which is the id of its plugin. NotFound with the nearest one;
    /// Unsupported where the plugin is not to be loaded, or cannot be.
    Result<std::shared_ptr<const StoreDriver>> storeDriver(const std::string& kind);
    /// The kinds of all store plugins that can be loaded, and loads them; list() says what became of the
    /// others.
    std::vector<StoreKind> storeKinds();
    /// The source of datasets that a plugin brings; errors as for storeDriver().
    Result<std::shared_ptr<const DatasetSource>> datasetSource(const std::string& id);

    /// Switching on also forgives a crash and tries again what failed. A loaded plugin that is switched off
    /// serves whoever has something of it already, and nobody else. NotFound names the nearest id.
    Status setEnabled(const std::string& id, bool enabled);

private:
    struct Entry;
    void find(const std::vector<std::filesystem::path>& folders);
    Entry* entryOf(const std::string& id) const;
    tl::unexpected<Error> noSuchPlugin(const std::string& id, PluginInterface interface) const;
    Result<Entry*> loaded(const std::string& id, PluginInterface interface);
    Status load(Entry& entry) const;

    mutable std::mutex m_mutex;
    PluginChoiceFile m_choices;
    std::vector<std::string> m_notes;
    std::vector<std::unique_ptr<Entry>> m_entries;
};

}  // namespace qstore
