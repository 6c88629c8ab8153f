// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/state_lists.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <utility>

#include "ui/controllers/states_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/table_columns.h"
#include "ui/models/groups_model.h"
#include "ui/models/records_model.h"
#include "ui/models/registers_model.h"
#include "ui/support/labels.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

constexpr std::array<StateKind, 3> kinds = {StateKind::Record, StateKind::Register, StateKind::Group};

struct PartWords {
    QString title, empty, newHelp;
    const char* viewName;
    const char* buttonName;
};

PartWords wordsOf(StateKind kind) {
    switch (kind) {
        case StateKind::Record:
            return {StateLists::tr("Records"), StateLists::tr("No record yet."),
                    StateLists::tr("A record of vectors under the names of contexts"), "recordsTable",
                    "newRecordInList"};
        case StateKind::Register:
            return {StateLists::tr("Registers"), StateLists::tr("No register yet."),
                    StateLists::tr("A simulated quantum state: Bell, GHZ, W, a circuit's, a record's"),
                    "registersTable", "newRegister"};
        case StateKind::Group:
            return {StateLists::tr("Groups"), StateLists::tr("No group yet."),
                    StateLists::tr("Records that change each other by a stated rule"), "groupsTable",
                    "newGroup"};
    }
    return {};
}

}  // namespace

StateLists::StateLists(StatesController& states, const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_states(states),
      m_records(new RecordsModel(this)),
      m_registers(new RegistersModel(this)),
      m_groups(new GroupsModel(this)) {
    setObjectName(QStringLiteral("stateLists"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, space::m, 0);
    column->setSpacing(space::xs);
    m_parts = {addPart(*column, theme, StateKind::Record, m_records),
               addPart(*column, theme, StateKind::Register, m_registers),
               addPart(*column, theme, StateKind::Group, m_groups)};
    connect(&states, &StatesController::changed, this, &StateLists::refresh);
    connect(&states, &StatesController::ticked, this, [this] { m_records->setNow(m_states.nowMs()); });
    refresh();
}

StateLists::Part StateLists::addPart(QBoxLayout& column, const Theme& theme, StateKind kind,
                                     QAbstractItemModel* model) {
    const PartWords words = wordsOf(kind);
    Part part;
    auto* head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(sectionLabel(words.title, this));
    head->addWidget(new KindBadge(theme, kind, this));
    head->addStretch();
    part.add = new QPushButton(tr("New…"), this);
    part.add->setObjectName(QString::fromLatin1(words.buttonName));
    part.add->setAccessibleName(tr("New: %1").arg(words.title));
    part.add->setToolTip(words.newHelp);
    part.add->setProperty("flat", true);
    head->addWidget(part.add);
    column.addLayout(head);
    part.empty = secondaryLabel(words.empty, this);
    part.empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column.addWidget(part.empty, 1);
    part.view = new QTableView(this);
    part.view->setObjectName(QString::fromLatin1(words.viewName));
    part.view->setAccessibleName(words.title);
    part.view->setModel(model);
    styleRows(*part.view);
    part.view->horizontalHeader()->setStretchLastSection(false);
    part.view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    part.view->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    column.addWidget(part.view, kind == StateKind::Record ? 2 : 1);
    connect(part.add, &QPushButton::clicked, this, [this, kind] { Q_EMIT newRequested(kind); });
    connect(part.view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, kind](const QModelIndex& index) { follow(kind, index.isValid() ? index.row() : -1); });
    connect(part.view, &QTableView::clicked, this,
            [this, kind](const QModelIndex& index) { follow(kind, index.row()); });
    return part;
}

int StateLists::rowOf(StateKind kind, const QString& name) const {
    switch (kind) {
        case StateKind::Record: return m_records->rowOf(name);
        case StateKind::Register: return m_registers->rowOf(name);
        case StateKind::Group: return m_groups->rowOf(name);
    }
    return -1;
}

QString StateLists::nameAt(StateKind kind, int row) const {
    switch (kind) {
        case StateKind::Record: return toQt(m_records->at(row).id);
        case StateKind::Register: return toQt(m_registers->at(row).info.name);
        case StateKind::Group: return toQt(m_groups->at(row).id);
    }
    return {};
}

void StateLists::refresh() {
    m_moving = true;
    m_records->setRecords(m_states.records(), m_states.nowMs(), m_states.coherence());
    m_registers->setRegisters(m_states.registers());
    m_groups->setGroups(m_states.groups());
    for (const StateKind kind : kinds) {
        const Part& part = partOf(kind);
        const bool some = part.view->model()->rowCount() > 0;
        part.view->setVisible(some);
        part.empty->setVisible(!some);
        part.add->setEnabled(m_states.isOpen());
    }
    m_moving = false;
    keepSelection();
}

/// The same thing, or where it is gone its neighbour, or whatever there is.
void StateLists::keepSelection() {
    if (!m_name.isEmpty() && rowOf(m_kind, m_name) >= 0) return select(m_kind, m_name);
    const int left = partOf(m_kind).view->model()->rowCount();
    if (left > 0) return select(m_kind, nameAt(m_kind, std::min(m_row, left - 1)));
    for (const StateKind kind : kinds)
        if (partOf(kind).view->model()->rowCount() > 0) return select(kind, nameAt(kind, 0));
    if (m_name.isEmpty()) return;
    m_name.clear();
    Q_EMIT selected(m_kind, m_name);
}

void StateLists::select(StateKind kind, const QString& name) {
    const int row = rowOf(kind, name);
    if (row < 0) return;
    m_moving = true;
    for (const StateKind other : kinds) {
        QTableView& view = *partOf(other).view;
        if (other == kind) {
            view.setCurrentIndex(view.model()->index(row, 0));
            view.selectRow(row);
        } else {
            view.clearSelection();
            view.setCurrentIndex({});
        }
    }
    m_moving = false;
    m_row = row;
    if (kind == m_kind && name == m_name) return;
    m_kind = kind;
    m_name = name;
    Q_EMIT selected(kind, name);
}

void StateLists::follow(StateKind kind, int row) {
    if (m_moving || row < 0) return;
    const QString name = nameAt(kind, row);
    const bool same = kind == m_kind && name == m_name;
    select(kind, name);
    // A click on what is selected already closes a form or query that stands in its place.
    if (same) Q_EMIT selected(kind, name);
}

}  // namespace qstore::ui
