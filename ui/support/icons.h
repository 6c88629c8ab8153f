// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>
#include <QStringList>

namespace qstore::ui {

class Theme;

/// What an icon sits on; decides its colour.
enum class IconRole { Normal, Accent, OnAccent };

/// A line icon of 1.5 px on a 24 px grid, drawn in the theme's colours when painted, so that a change of
/// theme needs no new icon. `name` must be one of iconNames(); `theme` must outlive the icon.
QIcon themedIcon(const QString& name, const Theme& theme, IconRole role = IconRole::Normal);
QStringList iconNames();

}  // namespace qstore::ui
