// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/action_form.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/page_undo.h"
#include "ui/support/tokens.h"

namespace qstore::ui {

ActionForm::ActionForm(const QString& title, QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout(this)), m_message(new InlineMessage(this)) {
    setAccessibleName(title);
    m_column->setContentsMargins(space::m, space::m, space::m, space::m);
    m_column->setSpacing(space::xs);
    m_column->addWidget(sectionLabel(title, this));
    m_column->addWidget(m_message);
}

void ActionForm::addSection(const QString& text) {
    m_column->addSpacing(space::s);
    m_column->addWidget(hairline(this));
    m_column->addSpacing(space::xs);
    m_column->addWidget(sectionLabel(text, this));
}

void ActionForm::placeField(const QString& name, const char* objectName, QWidget* field) {
    auto* label = secondaryLabel(name, this);
    label->setBuddy(field);
    label->setWordWrap(true);
    m_column->addWidget(label);
    field->setObjectName(QString::fromLatin1(objectName));
    field->setAccessibleName(name);
    // Long names of records must not make the column wider than it is.
    field->setSizePolicy(QSizePolicy::Ignored, field->sizePolicy().verticalPolicy());
    if (qobject_cast<QComboBox*>(field) == nullptr) leaveUndoToPage(field);
    m_column->addWidget(field);
}

QPushButton* ActionForm::addButton(const char* objectName, const QString& text, const QString& help) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QString::fromLatin1(objectName));
    button->setToolTip(help);
    m_column->addSpacing(space::xs);
    m_column->addWidget(button);
    return button;
}

QLabel* ActionForm::addNote(const QString& text) {
    auto* note = secondaryLabel(text, this);
    note->setWordWrap(true);
    m_column->addWidget(note);
    return note;
}

void ActionForm::addWidget(QWidget* widget) {
    m_column->addWidget(widget);
}

void ActionForm::addEnd() {
    m_column->addStretch();
}

bool ActionForm::report(const Status& status) {
    if (status)
        m_message->clear();
    else
        m_message->showError(status.error());
    return status.has_value();
}

}  // namespace qstore::ui
