// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QActionGroup>
#include <QFrame>

class QVBoxLayout;

namespace qstore::ui {

class Theme;

/// The places of the window, as a column of icons with labels.
class PageBar : public QFrame {
    Q_OBJECT
public:
    explicit PageBar(const Theme& theme, QWidget* parent = nullptr);

    /// Adds a place; its action is checkable and may go into a menu as well.
    QAction* addPage(const QString& id, const QString& title, const QString& icon);
    void setCurrent(const QString& id);
    QString current() const;

Q_SIGNALS:
    void pageChosen(const QString& id);

private:
    const Theme& m_theme;
    QVBoxLayout* m_layout;
    QActionGroup m_group;
};

}  // namespace qstore::ui
