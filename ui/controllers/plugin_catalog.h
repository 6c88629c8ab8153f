// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace qstore::ui {

enum class PluginStanding : std::uint8_t { Loaded, Available, Off, Refused, Crashed, Failed };

/// A plugin as the window's list shows it.
struct PluginLine {
    std::string id, title, version, description, vendor, license, file;
    PluginStanding standing = PluginStanding::Available;
    std::string reason;  ///< why it is neither loaded nor available
    std::string cure;    ///< what to do about that
};

/// Tells whoever shows something of plugins that one was switched on or off.
class PluginChanges : public QObject {
    Q_OBJECT
Q_SIGNALS:
    void changed();
};

/// The plugins of this machine, so that the window needs no loader. Both functions may read files, and run
/// nothing of a plugin.
struct PluginCatalog {
    std::function<std::vector<PluginLine>()> list;
    std::function<Status(const std::string& id, bool on)> setEnabled;
    /// Whoever switches one tells here; may be null.
    std::shared_ptr<PluginChanges> changes;
};

}  // namespace qstore::ui
