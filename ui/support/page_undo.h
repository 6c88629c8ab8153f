// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace qstore::ui {

/// Undo and redo keys pressed in a number or text field go to the page's stack. The field's own undo would
/// know its text only, and would hide that of the page as long as the field has the keyboard.
void leaveUndoToPage(QWidget* field);

}  // namespace qstore::ui
