// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

#include "plugins/host/plugin_info.h"

namespace qstore {

/// Reads what a file says of itself without running any of it: Available, or Refused with the reason. The
/// metadata of a plugin is a JSON object with the texts id, title, description, version, vendor and
/// license and the whole number api.
PluginInfo readPluginFile(const std::filesystem::path& file);

/// Lower-case letters, digits and `-`, 1 to 40 of them, a letter first.
bool isPluginId(std::string_view text);

}  // namespace qstore
