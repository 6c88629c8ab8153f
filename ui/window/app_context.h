// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>

#include "ui/support/prompts.h"
#include "ui/support/theme.h"
#include "ui/window/navigator.h"

namespace qstore::ui {

class Accounts;
class DeviceCatalog;
struct PluginCatalog;
struct StoreAccess;
class WorkspaceSession;

/// What every page may use. Made by the program, passed by reference; all members outlive the pages.
struct AppContext {
    Theme& theme;
    Prompts& prompts;
    QSettings& settings;
    Navigator& navigator;
    /// The open workspace: current dataset, and the circuit that the circuit page publishes for training.
    /// Null only in tests of parts that need none.
    WorkspaceSession* session = nullptr;
    /// Accounts and the devices that circuits can be run on. Null only in tests of parts that need none.
    Accounts* accounts = nullptr;
    DeviceCatalog* devices = nullptr;
    /// Vector stores elsewhere, and the plugins that reach them. Null only in tests of parts that need
    /// none.
    const StoreAccess* stores = nullptr;
    const PluginCatalog* plugins = nullptr;
};

}  // namespace qstore::ui
