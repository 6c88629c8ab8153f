// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// Says on disk, while it lives, that this process is loading a plugin. Where the process ends meanwhile,
/// the file stays and the next one knows whom to blame.
class PluginMarker {
public:
    /// It has reached the disk when this returns.
    static Result<PluginMarker> write(const std::filesystem::path& configuration, const std::string& id);
    PluginMarker(PluginMarker&& other) noexcept;
    PluginMarker(const PluginMarker&) = delete;
    PluginMarker& operator=(const PluginMarker&) = delete;
    PluginMarker& operator=(PluginMarker&&) = delete;
    ~PluginMarker();

private:
    explicit PluginMarker(std::filesystem::path file) : m_file(std::move(file)) {}
    std::filesystem::path m_file;
};

/// A marker that nobody will take away any more.
struct LeftMarker {
    std::filesystem::path file;
    /// Empty: it blames nobody. The machine was started anew since (a power failure is no plugin's fault),
    /// or the file cannot be understood.
    std::string id;
    std::int64_t writtenMs = 0;  ///< Unix time
};

/// Those of processes that are gone. A process is known by its id and the time it started at, so that
/// another one of the same id later is not taken for it.
std::vector<LeftMarker> leftMarkers(const std::filesystem::path& configuration);

}  // namespace qstore
