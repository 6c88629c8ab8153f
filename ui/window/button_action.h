// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAction;
class QPushButton;

namespace qstore::ui {

class Page;

/// An action, for the menus and the command palette, that shows the page and presses its button. It is
/// enabled as the button is. `text` is for a place where the page is not seen ("Delete model"); empty, the
/// action is called as the button is, also when that changes.
QAction* buttonAction(Page& page, QPushButton* button, const QString& text = {});

}  // namespace qstore::ui
