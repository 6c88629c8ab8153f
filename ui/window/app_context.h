// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>

#include "ui/support/prompts.h"
#include "ui/support/theme.h"
#include "ui/window/navigator.h"

namespace qstore::ui {

/// What every page may use. Made by the program, passed by reference; all members outlive the pages.
struct AppContext {
    Theme& theme;
    Prompts& prompts;
    QSettings& settings;
    Navigator& navigator;
};

}  // namespace qstore::ui
