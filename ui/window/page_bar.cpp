// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/page_bar.h"

#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/support/icons.h"
#include "ui/support/theme.h"

namespace qstore::ui {

PageBar::PageBar(const Theme& theme, QWidget* parent)
    : QFrame(parent), m_theme(theme), m_layout(new QVBoxLayout(this)), m_group(this) {
    setObjectName(QStringLiteral("pageBar"));
    setAccessibleName(tr("Pages"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_layout->setContentsMargins(space::s, space::s, space::s, space::s);
    m_layout->setSpacing(space::xs);
    m_layout->addStretch();
    m_group.setExclusive(true);
    connect(&m_group, &QActionGroup::triggered, this,
            [this](const QAction* action) { Q_EMIT pageChosen(action->data().toString()); });
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

QAction* PageBar::addPage(const QString& id, const QString& title, const QString& icon) {
    auto* action = new QAction(themedIcon(icon, m_theme), title, this);
    action->setObjectName(QStringLiteral("goTo_") + id);
    action->setCheckable(true);
    action->setData(id);
    const int number = static_cast<int>(m_group.actions().size()) + 1;
    action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number)));
    action->setToolTip(tr("%1 (Ctrl+%2)").arg(title).arg(number));
    m_group.addAction(action);
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setObjectName(QStringLiteral("page_") + id);
    button->setAccessibleName(title);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIconSize(QSize(22, 22));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // The shown page's title is semibold, which needs more than the button asks for.
    QFont heavy = button->font();
    heavy.setPointSizeF(9);
    heavy.setWeight(QFont::DemiBold);
    button->setMinimumSize(std::max(64, QFontMetrics(heavy).horizontalAdvance(title) + 14), 56);
    m_layout->insertWidget(m_layout->count() - 1, button);
    return action;
}

void PageBar::setCurrent(const QString& id) {
    const auto actions = m_group.actions();
    for (QAction* action : actions) {
        if (action->data().toString() == id) action->setChecked(true);
    }
}

QString PageBar::current() const {
    return m_group.checkedAction() != nullptr ? m_group.checkedAction()->data().toString() : QString();
}

}  // namespace qstore::ui
