// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace qstore::ui {

/// The line at the top of a page: its title, words about what is open, and at the right what one can do.
class PageHeader : public QWidget {
    Q_OBJECT
public:
    explicit PageHeader(const QString& title, QWidget* parent);

    /// Secondary words beside the title, or with `atRight` before the buttons.
    QLabel* addNote(const char* objectName, bool atRight = false);
    QPushButton* addButton(const char* objectName, const QString& text, const QString& help);
    /// The one primary action of a page; add it last.
    QPushButton* addPrimary(const char* objectName, const QString& text, const QString& help);
    void addAtRight(QWidget* widget);

private:
    QHBoxLayout* m_row;
    int m_left = 1;  // of the stretch between the two sides
};

}  // namespace qstore::ui
