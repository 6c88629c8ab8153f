// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QPointer>
#include <QWidget>
#include <algorithm>
#include <vector>

namespace qstore::ui {

/// While it lives, buttons may be disabled. At its end the keyboard is where it was, or, when that button
/// can no longer be pressed, at `next`: never at a neighbour that does something else.
class FocusKeeper {
public:
    FocusKeeper(std::vector<QWidget*> group, QWidget* next) : m_next(next) {
        QWidget* focus = QApplication::focusWidget();
        if (std::find(group.begin(), group.end(), focus) != group.end()) m_before = focus;
    }
    ~FocusKeeper() {
        if (m_before == nullptr) return;
        if (m_before->isEnabled())
            m_before->setFocus();
        else if (m_next != nullptr && m_next->isEnabled())
            m_next->setFocus();
        else if (QWidget* now = QApplication::focusWidget(); now != nullptr && now != m_before)
            now->clearFocus();
    }
    FocusKeeper(const FocusKeeper&) = delete;
    FocusKeeper& operator=(const FocusKeeper&) = delete;

private:
    QPointer<QWidget> m_before, m_next;
};

}  // namespace qstore::ui
