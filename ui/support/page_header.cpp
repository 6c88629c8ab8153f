// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/page_header.h"

#include <QHBoxLayout>
#include <QPushButton>

#include "ui/support/elided_label.h"
#include "ui/support/labels.h"
#include "ui/support/tokens.h"

namespace qstore::ui {

PageHeader::PageHeader(const QString& title, QWidget* parent)
    : QWidget(parent), m_row(new QHBoxLayout(this)) {
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::s);
    m_row->addWidget(titleLabel(title, this));
    m_row->addStretch(1);
}

QLabel* PageHeader::addNote(const char* objectName, bool atRight) {
    auto* note = new ElidedLabel(this);
    note->setProperty("role", QStringLiteral("secondary"));
    note->setObjectName(QString::fromLatin1(objectName));
    if (atRight)
        m_row->addWidget(note);
    else
        m_row->insertWidget(m_left++, note);
    return note;
}

QPushButton* PageHeader::addButton(const char* objectName, const QString& text, const QString& help) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QString::fromLatin1(objectName));
    button->setToolTip(help);
    m_row->addWidget(button);
    return button;
}

QPushButton* PageHeader::addPrimary(const char* objectName, const QString& text, const QString& help) {
    QPushButton* button = addButton(objectName, text, help);
    button->setProperty("primary", true);
    return button;
}

void PageHeader::addAtRight(QWidget* widget) {
    m_row->addWidget(widget);
}

}  // namespace qstore::ui
