// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// Says in a file, while it lives, that this process is loading a plugin. Where the process ends meanwhile,
/// the file stays, its lock does not, and the next one knows whom to blame.
class PluginMarker {
public:
    /// Other processes see it, locked, when this returns.
    static Result<PluginMarker> write(const std::filesystem::path& configuration, const std::string& id);
    PluginMarker(PluginMarker&& other) noexcept;
    PluginMarker(const PluginMarker&) = delete;
    PluginMarker& operator=(const PluginMarker&) = delete;
    PluginMarker& operator=(PluginMarker&&) = delete;
    ~PluginMarker();

private:
    PluginMarker(std::filesystem::path file, int opened) : m_file(std::move(file)), m_opened(opened) {}
    std::filesystem::path m_file;
    int m_opened;  ///< holds the lock
};

/// A marker that nobody will take away any more.
struct LeftMarker {
    std::filesystem::path file;
    /// Empty: it blames nobody. The machine was started anew since (a power failure is no plugin's fault),
    /// or the file cannot be understood.
    std::string id;
    std::int64_t writtenMs = 0;  ///< Unix time
};

/// Those of processes that are gone: their locks are free. The kernel frees a lock however a process ends,
/// and whoever looks need not be able to see that process (it may be another container's).
std::vector<LeftMarker> leftMarkers(const std::filesystem::path& configuration);

}  // namespace qstore
