// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/group_view.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "core/states/correlation.h"
#include "ui/controllers/states_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/table_columns.h"
#include "ui/models/groups_model.h"
#include "ui/states/correlation_map.h"
#include "ui/states/state_head.h"
#include "ui/states/state_words.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/support/theme.h"

namespace qstore::ui {

GroupView::GroupView(StatesController& states, const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_states(states),
      m_tabs(new QTabWidget(this)),
      m_pairs(new GroupPairsModel(this)),
      m_log(new GroupLogModel(this)) {
    setObjectName(QStringLiteral("groupView"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_head = new StateHead(theme, StateKind::Group, QStringLiteral("group"), this);
    column->addWidget(m_head);
    m_tabs->setObjectName(QStringLiteral("groupTabs"));
    m_tabs->setAccessibleName(tr("Views of the group"));
    m_tabs->addTab(buildCorrelations(theme), tr("Correlations"));
    m_tabs->addTab(buildPairs(), tr("Pairs"));
    m_tabs->addTab(buildLog(), tr("Audit log"));
    column->addWidget(m_tabs, 1);
    connect(&states, &StatesController::changed, this, &GroupView::refresh);
}

QWidget* GroupView::buildCorrelations(const Theme& theme) {
    auto* box = new QWidget(m_tabs);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::s);
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("Measured in context"), box);
    m_context = new QComboBox(box);
    m_context->setObjectName(QStringLiteral("correlationContext"));
    m_context->setAccessibleName(label->text());
    m_context->setMinimumContentsLength(12);
    label->setBuddy(m_context);
    row->addWidget(label);
    row->addWidget(m_context);
    row->addStretch();
    column->addLayout(row);
    m_message = new InlineMessage(box);
    column->addWidget(m_message);
    m_map = new CorrelationMap(theme, box);
    column->addWidget(m_map, 1);
    auto* note = secondaryLabel(noSignallingNote(), box);
    note->setObjectName(QStringLiteral("groupNoSignalling"));
    note->setWordWrap(true);
    column->addWidget(note);
    connect(m_context, &QComboBox::currentIndexChanged, this, &GroupView::measure);
    return box;
}

QWidget* GroupView::buildPairs() {
    m_pairsView = new QTableView(m_tabs);
    m_pairsView->setObjectName(QStringLiteral("groupPairs"));
    m_pairsView->setAccessibleName(tr("Strengths and correlations of pairs"));
    m_pairsView->setModel(m_pairs);
    styleRows(*m_pairsView);
    m_pairsView->horizontalHeader()->setStretchLastSection(true);
    return m_pairsView;
}

QWidget* GroupView::buildLog() {
    auto* box = new QWidget(m_tabs);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::s);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::s);
    m_logNote = secondaryLabel({}, box);
    m_logNote->setObjectName(QStringLiteral("groupLogNote"));
    m_logNote->setWordWrap(true);
    row->addWidget(m_logNote, 1);
    m_undo = new QPushButton(tr("Take back"), box);
    m_undo->setObjectName(QStringLiteral("undoGroup"));
    row->addWidget(m_undo);
    m_redo = new QPushButton(tr("Repeat"), box);
    m_redo->setObjectName(QStringLiteral("redoGroup"));
    m_redo->setToolTip(tr("Do the change again that was taken back; another line of the log"));
    row->addWidget(m_redo);
    column->addLayout(row);
    m_logView = new QTableView(box);
    m_logView->setObjectName(QStringLiteral("groupLog"));
    m_logView->setAccessibleName(tr("Audit log"));
    m_logView->setModel(m_log);
    styleRows(*m_logView);
    m_logView->horizontalHeader()->setStretchLastSection(true);
    m_logView->setColumnHidden(GroupLogModel::Group, true);  // it is the one that is shown
    column->addWidget(m_logView, 1);
    connect(m_undo, &QPushButton::clicked, &m_states.undoStack(), &QUndoStack::undo);
    connect(m_redo, &QPushButton::clicked, &m_states.undoStack(), &QUndoStack::redo);
    return box;
}

void GroupView::showGroup(const QString& id) {
    m_id = id;
    refresh();
}

void GroupView::showLog() {
    m_tabs->setCurrentIndex(m_tabs->count() - 1);
}

void GroupView::refresh() {
    const auto group = m_states.group(m_id);
    if (!group) return;
    m_head->setTitle(m_id);
    m_head->setFacts(tr("%n record(s)", nullptr, static_cast<int>(group->members.size())) +
                     QStringLiteral(" · ") +
                     tr("strength %1: when one changes by Δ, each other one changes by %1 × Δ, once")
                         .arg(sensibleNumber(group->strength, 4)));
    refreshContexts();
    measure();
    refreshLog();
}

void GroupView::refreshContexts() {
    const auto group = m_states.group(m_id);
    std::set<std::string> names;
    for (const std::string& member : group->members)
        if (const auto record = m_states.record(toQt(member)))
            for (const auto& [name, context] : record->contexts) names.insert(name);
    const QString before = m_context->currentText();
    const QSignalBlocker quiet(m_context);
    m_context->clear();
    for (const std::string& name : names) m_context->addItem(toQt(name));
    m_context->setCurrentIndex(std::max(0, m_context->findText(before)));
    if (names.empty()) m_context->setCurrentIndex(-1);
}

void GroupView::measure() {
    const auto group = m_states.group(m_id);
    if (!group || m_states.library() == nullptr) return;
    m_message->clear();
    const auto measured =
        measureCorrelations(m_states.library()->records(), *group, fromQt(m_context->currentText()));
    if (!measured && group->members.size() > 1) m_message->showError(measured.error());
    const auto shown = measured ? *measured : std::vector<MeasuredCorrelation>{};
    m_map->setCorrelations(group->members, shown);
    m_pairs->setPairs(*group, shown);
    fitColumns(*m_pairsView);
}

void GroupView::refreshLog() {
    std::vector<GroupLogEntry> lines = m_states.groupLog();
    const std::string id = fromQt(m_id);
    std::erase_if(lines, [&id](const GroupLogEntry& line) { return line.group != id; });
    m_logNote->setText(lines.empty()
                           ? tr("Nothing has been changed through this group yet.")
                           : tr("%n line(s); the log only grows, taking back is a line of its own", nullptr,
                                static_cast<int>(lines.size())));
    m_log->setLog(std::move(lines));
    fitColumns(*m_logView);
    const bool mine = m_states.undoesGroup(m_id);
    m_undo->setEnabled(mine);
    m_undo->setToolTip(mine ? tr("Put the vectors of the last change back, to the bit")
                            : tr("Newer edits come first: take them back with Undo"));
    m_redo->setEnabled(m_states.redoesGroup(m_id));
}

}  // namespace qstore::ui
