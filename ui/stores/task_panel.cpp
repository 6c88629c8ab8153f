// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/task_panel.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/tokens.h"

namespace qstore::ui {

TaskPanel::TaskPanel(const char* objectName, const QString& title, const QString& help, QWidget* parent)
    : QWidget(parent),
      m_column(new QVBoxLayout(this)),
      m_message(new InlineMessage(this)),
      m_form(new QFormLayout),
      m_button(new QPushButton(this)) {
    setObjectName(QString::fromLatin1(objectName));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::m);
    auto* head = new QHBoxLayout;
    head->addWidget(sectionLabel(title, this), 1);
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("closePanel"));
    close->setText(QStringLiteral("✕"));
    close->setToolTip(tr("Back to the search"));
    close->setAccessibleName(close->toolTip());
    head->addWidget(close);
    m_column->addLayout(head);
    if (!help.isEmpty()) {
        auto* words = secondaryLabel(help, this);
        words->setWordWrap(true);
        m_column->addWidget(words);
    }
    m_column->addWidget(m_message);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_column->addLayout(m_form);
    m_button->setObjectName(this->objectName() + QStringLiteral("Now"));
    m_button->setProperty("primary", true);
    m_column->addWidget(m_button, 0, Qt::AlignLeft);
    m_column->addStretch();
    connect(close, &QToolButton::clicked, this, &TaskPanel::closed);
}

QPushButton* TaskPanel::setVerb(const QString& verb, const QString& help) {
    m_button->setText(verb);
    m_button->setToolTip(help);
    return m_button;
}

void TaskPanel::addBelow(QWidget* widget) {
    m_column->insertWidget(m_column->count() - 1, widget);
}

void TaskPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return Q_EMIT closed();
    QWidget::keyPressEvent(event);
}

}  // namespace qstore::ui
