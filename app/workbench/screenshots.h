// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace qstore::ui {
class MainWindow;
class Theme;
}  // namespace qstore::ui

/// Writes `<page>-light.png` and `<page>-dark.png` for every page at 1440 × 900, then quits with 0, or
/// with 1 if a file could not be written.
void takeScreenshots(qstore::ui::MainWindow& window, qstore::ui::Theme& theme, const QString& folder);
