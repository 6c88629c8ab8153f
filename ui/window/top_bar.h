// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QMenu;
class QPushButton;
class QToolButton;

namespace qstore::ui {

class Theme;

/// The slim bar above the pages: workspace, search, theme and help.
class TopBar : public QFrame {
    Q_OBJECT
public:
    explicit TopBar(const Theme& theme, QWidget* parent = nullptr);

    void setWorkspaceName(const QString& name);
    void setWorkspaceMenu(QMenu* menu);

Q_SIGNALS:
    void searchClicked();
    void themeClicked();
    void helpClicked();

private:
    QToolButton* makeButton(const QString& name, const QString& icon, const QString& toolTip);

    const Theme& m_theme;
    QToolButton* m_workspace;
    QPushButton* m_search;
};

}  // namespace qstore::ui
