// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "core/base/result.h"

namespace qstore {

/// What is remembered of plugins from one start to the next, by their ids.
struct PluginChoices {
    std::set<std::string> off;
    std::map<std::string, std::int64_t> crashed;  ///< when programs ended loading them, Unix time in ms
};

/// `plugins.json` in the configuration folder. Several programs may read and change it at once.
class PluginChoiceFile {
public:
    explicit PluginChoiceFile(std::filesystem::path configuration);

    const std::filesystem::path& configuration() const { return m_configuration; }
    /// As it is now; markers that were left behind are put in first, as crashes.
    Result<PluginChoices> read() const;
    /// Nobody else changes the file meanwhile.
    Status change(const std::function<void(PluginChoices&)>& what) const;

private:
    Result<PluginChoices> readFileOnly() const;
    Status write(const PluginChoices& choices) const;

    std::filesystem::path m_configuration;
    std::filesystem::path m_file;
};

}  // namespace qstore
