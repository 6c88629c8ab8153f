// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace qstore {

enum class PluginState : std::uint8_t {
    Loaded,
    Available,  ///< it is loaded when something of it is asked for
    Off,        ///< a person switched it off
    Refused,    ///< it says of itself that it does not fit, or says nothing; its code never ran
    Crashed,    ///< a program ended while it loaded the plugin; it is left alone until switched on again
    Failed,     ///< loading went wrong
};
/// "loaded", "available", "off", "refused", "crashed", "failed".
std::string_view pluginStateName(PluginState state);

enum class PluginInterface : std::uint8_t {
    Unknown,
    Store,    ///< StorePlugin: reaches vector stores
    Dataset,  ///< DatasetPlugin: reads tables
};
/// "unknown", "store", "dataset".
std::string_view pluginInterfaceName(PluginInterface interface);

/// What a plugin says of itself, and what became of it. Of one that is refused, fields may be empty.
struct PluginInfo {
    std::string id;  ///< lower-case letters, digits and `-`; of a store plugin its StoreKind::id
    std::string title, description, version, vendor, license;
    int api = 0;  ///< version of the interface that it was built for
    PluginInterface interface = PluginInterface::Unknown;
    std::filesystem::path file;
    PluginState state = PluginState::Available;
    std::string reason;  ///< why it is neither loaded nor available: one sentence
    std::string cure;    ///< what to do about that
};

}  // namespace qstore
