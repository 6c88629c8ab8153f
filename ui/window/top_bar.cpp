// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/top_bar.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include "ui/support/icons.h"
#include "ui/support/theme.h"

namespace qstore::ui {

TopBar::TopBar(const Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_workspace(new QToolButton(this)), m_search(new QPushButton(this)) {
    setObjectName(QStringLiteral("topBar"));
    setFixedHeight(46);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::m, 0, space::m, 0);
    row->setSpacing(space::xs);
    m_workspace->setObjectName(QStringLiteral("workspaceButton"));
    m_workspace->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_workspace->setIcon(themedIcon(QStringLiteral("chevron-down"), theme));
    m_workspace->setLayoutDirection(Qt::RightToLeft);  // the arrow follows the name
    m_workspace->setPopupMode(QToolButton::InstantPopup);
    m_workspace->setToolTip(tr("The open workspace"));
    row->addWidget(m_workspace);
    row->addStretch(1);

    m_search->setObjectName(QStringLiteral("searchBox"));
    m_search->setText(tr("Search, or run a command        Ctrl+K"));
    m_search->setIcon(themedIcon(QStringLiteral("search"), theme));
    m_search->setToolTip(tr("Find any action or gate by name (Ctrl+K)"));
    m_search->setMinimumWidth(320);
    connect(m_search, &QPushButton::clicked, this, &TopBar::searchClicked);
    row->addWidget(m_search);
    row->addStretch(1);

    QToolButton* themeButton = makeButton(QStringLiteral("themeButton"), QStringLiteral("theme"),
                                          tr("Switch between light and dark"));
    connect(themeButton, &QToolButton::clicked, this, &TopBar::themeClicked);
    row->addWidget(themeButton);
    QToolButton* helpButton =
        makeButton(QStringLiteral("helpButton"), QStringLiteral("help"), tr("Keyboard shortcuts (F1)"));
    connect(helpButton, &QToolButton::clicked, this, &TopBar::helpClicked);
    row->addWidget(helpButton);
}

void TopBar::setWorkspaceName(const QString& name) {
    m_workspace->setText(name);
    m_workspace->setAccessibleName(tr("Workspace %1").arg(name));
}

void TopBar::setWorkspaceMenu(QMenu* menu) {
    m_workspace->setMenu(menu);
}

QToolButton* TopBar::makeButton(const QString& name, const QString& icon, const QString& toolTip) {
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(themedIcon(icon, m_theme));
    button->setIconSize(QSize(20, 20));
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    return button;
}

}  // namespace qstore::ui
