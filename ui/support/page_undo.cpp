// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/page_undo.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace qstore::ui {
namespace {

/// Leaves the keys to whoever has them as a shortcut.
class UndoKeysFilter : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() != QEvent::ShortcutOverride) return false;
        const auto* key = static_cast<QKeyEvent*>(event);
        if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo)) return false;
        event->ignore();
        return true;
    }
};

}  // namespace

void leaveUndoToPage(QWidget* field) {
    auto* filter = new UndoKeysFilter(field);
    field->installEventFilter(filter);
    if (auto* inner = field->findChild<QLineEdit*>()) inner->installEventFilter(filter);
}

}  // namespace qstore::ui
