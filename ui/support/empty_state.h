// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace qstore::ui {

class Theme;

/// What a place shows while it has nothing: a small drawing, one sentence, one button.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    /// `icon` is a name of themedIcon(); an empty `verb` leaves the button out.
    EmptyState(const Theme& theme, const QString& icon, const QString& sentence, const QString& verb,
               QWidget* parent = nullptr);
    QPushButton* button() const { return m_button; }

Q_SIGNALS:
    void triggered();

private:
    QPushButton* m_button = nullptr;
};

}  // namespace qstore::ui
