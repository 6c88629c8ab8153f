// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include "tests/ui/support/test_prompts.h"
#include "ui/window/app_context.h"

namespace qstore::ui {

/// An AppContext of its own for one test, with settings in a temporary folder.
struct TestContext {
    QTemporaryDir folder;
    Theme theme;
    TestPrompts prompts;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    Navigator navigator;
    AppContext context{theme, prompts, settings, navigator};
};

}  // namespace qstore::ui
