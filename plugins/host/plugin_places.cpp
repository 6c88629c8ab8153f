// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/plugin_places.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "core/base/configuration_folder.h"

namespace qstore {
namespace {

namespace fs = std::filesystem;

void addNamedFolder(const std::string& text, PluginPlaces& places) {
    if (text.empty()) return;
    std::error_code error;
    if (!fs::path(text).is_absolute())
        places.notes.push_back("QSTORE_PLUGIN_PATH: '" + text +
                               "' is not looked into: it is not an absolute path");
    else if (!fs::is_directory(text, error))
        places.notes.push_back("QSTORE_PLUGIN_PATH: '" + text + "' is no folder that can be read");
    else
        places.folders.emplace_back(text);
}

}  // namespace

PluginPlaces standardPluginPlaces() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    const char* path = std::getenv("QSTORE_PLUGIN_PATH");  // NOLINT(concurrency-mt-unsafe): never set by us
    return pluginPlaces(program, path == nullptr ? "" : path, configurationFolder());
}

PluginPlaces pluginPlaces(const fs::path& program, const std::string& pluginPath,
                          const fs::path& configuration) {
    PluginPlaces places;
    places.configuration = configuration;
    std::size_t start = 0;
    while (start <= pluginPath.size()) {
        const std::size_t end = std::min(pluginPath.find(':', start), pluginPath.size());
        addNamedFolder(pluginPath.substr(start, end - start), places);
        start = end + 1;
    }
    if (!program.empty())
        places.folders.push_back(program.parent_path().parent_path() / "lib" / "qstore" / "plugins");
    return places;
}

std::vector<fs::path> pluginFiles(const std::vector<fs::path>& folders) {
    std::vector<fs::path> files;
    std::set<fs::path> seen;
    for (const fs::path& folder : folders) {
        std::vector<fs::path> here;
        std::error_code error;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error))
            if (entry->path().extension() == ".so" && !entry->is_directory(error))
                here.push_back(entry->path());
        std::sort(here.begin(), here.end());
        for (const fs::path& file : here) {
            const fs::path canonical = fs::weakly_canonical(file, error);
            if (seen.insert(error ? file : canonical).second) files.push_back(file);
        }
    }
    return files;
}

}  // namespace qstore
