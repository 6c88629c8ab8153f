// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace qstore {

/// Where plugins are looked for, and where it is kept which of them a person wants.
struct PluginPlaces {
    std::vector<std::filesystem::path> folders;  ///< of two plugins with one id the first is taken
    std::filesystem::path configuration;
    std::vector<std::string> notes;  ///< folders that were named and cannot be used
};

/// The folders of `$QSTORE_PLUGIN_PATH` (absolute ones, `:` between them), then `../lib/qstore/plugins`
/// beside the folder of the running program: `/usr/lib/qstore/plugins` for `/usr/bin/qstore`.
PluginPlaces standardPluginPlaces();

/// The same for a given program and value of the variable.
PluginPlaces pluginPlaces(const std::filesystem::path& program, const std::string& pluginPath,
                          const std::filesystem::path& configuration);

/// The shared libraries in these folders, each once, in the order of folders, then by name.
std::vector<std::filesystem::path> pluginFiles(const std::vector<std::filesystem::path>& folders);

}  // namespace qstore
