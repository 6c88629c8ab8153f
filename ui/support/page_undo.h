// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractSpinBox;

namespace qstore::ui {

/// Undo and redo keys pressed in a number field go to the page's stack. The field's own undo would know its
/// text only, and would hide that of the page as long as the field has the keyboard.
void leaveUndoToPage(QAbstractSpinBox* field);

}  // namespace qstore::ui
