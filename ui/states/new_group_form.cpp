// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/new_group_form.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSet>

#include "core/states/record_group.h"
#include "ui/controllers/states_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/states/state_words.h"
#include "ui/support/inline_message.h"

namespace qstore::ui {
namespace {

constexpr double usualStrength = 0.5;
constexpr int strengthDigits = 3;
constexpr double strengthStep = 0.05;
constexpr int membersHeight = 160;

}  // namespace

NewGroupForm::NewGroupForm(StatesController& states, QWidget* parent)
    : ActionForm(tr("New group"), parent), m_states(states) {
    setObjectName(QStringLiteral("newGroupForm"));
    addNote(groupNote());
    m_id = addField(tr("Name"), "newGroupId", new QLineEdit(this));
    m_members = addField(tr("Records"), "newGroupMembers", new QListWidget(this));
    m_members->setFixedHeight(membersHeight);
    m_strength = addField(tr("Strength"), "newGroupStrength", new QDoubleSpinBox(this));
    m_strength->setRange(-1.0, 1.0);
    m_strength->setDecimals(strengthDigits);
    m_strength->setSingleStep(strengthStep);
    m_strength->setValue(usualStrength);
    m_strength->setToolTip(
        tr("How much of a change each partner takes; below zero it moves the other way"));
    addNote(noSignallingNote());
    auto* make = addButton("makeGroup", tr("Create group"), tr("Keep it in the workspace"));
    connect(make, &QPushButton::clicked, this, &NewGroupForm::make);
    auto* cancel = addButton("cancelGroup", tr("Cancel"), tr("Leave everything as it is"));
    connect(cancel, &QPushButton::clicked, this, &NewGroupForm::cancelled);
    addEnd();
    connect(&states, &StatesController::changed, this, &NewGroupForm::refresh);
    refresh();
}

void NewGroupForm::start() {
    message().clear();
    m_id->clear();
    m_members->clear();
    refresh();
    m_id->setFocus();
}

void NewGroupForm::refresh() {
    QSet<QString> ticked;
    for (int row = 0; row < m_members->count(); ++row)
        if (m_members->item(row)->checkState() == Qt::Checked) ticked << m_members->item(row)->text();
    m_members->clear();
    for (const StateRecord& record : m_states.records()) {
        auto* item = new QListWidgetItem(toQt(record.id), m_members);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(ticked.contains(item->text()) ? Qt::Checked : Qt::Unchecked);
    }
}

void NewGroupForm::make() {
    RecordGroup group;
    group.id = fromQt(m_id->text().trimmed());
    group.strength = m_strength->value();
    for (int row = 0; row < m_members->count(); ++row)
        if (m_members->item(row)->checkState() == Qt::Checked)
            group.members.push_back(fromQt(m_members->item(row)->text()));
    if (report(m_states.change([&](StateLibrary& library) { return library.addGroup(group); })))
        Q_EMIT made(toQt(group.id));
}

}  // namespace qstore::ui
