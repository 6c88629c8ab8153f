// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/group_actions.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>

#include "ui/controllers/states_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/table_columns.h"
#include "ui/states/state_words.h"
#include "ui/support/inline_message.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

enum PreviewColumns { Record, Factor, After, PreviewColumnCount };
constexpr int previewHeight = 132;
constexpr int strengthDigits = 3;
constexpr double strengthStep = 0.05;

void refill(QComboBox& box, const QStringList& names) {
    const QString before = box.currentText();
    const QSignalBlocker quiet(&box);
    box.clear();
    box.addItems(names);
    box.setCurrentIndex(std::max(0, box.findText(before)));
    if (names.isEmpty()) box.setCurrentIndex(-1);
}

QDoubleSpinBox* strengthBox(QWidget* parent) {
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(-1.0, 1.0);
    box->setDecimals(strengthDigits);
    box->setSingleStep(strengthStep);
    return box;
}

}  // namespace

GroupActions::GroupActions(StatesController& states, QWidget* parent)
    : ActionForm(tr("This group"), parent), m_states(states) {
    setObjectName(QStringLiteral("groupActions"));
    buildChange();
    buildMembers();
    buildStrengths();
    addSection(tr("Keeping"));
    auto* remove =
        addButton("removeGroup", tr("Remove group"), tr("The records stay; Undo brings the group back"));
    connect(remove, &QPushButton::clicked, this, [this] {
        const QString id = m_id;
        if (report(m_states.change([&](StateLibrary& library) { return library.removeGroup(fromQt(id)); })))
            Q_EMIT removed(id);
    });
    addEnd();
    connect(&states, &StatesController::changed, this, &GroupActions::refresh);
}

void GroupActions::buildChange() {
    addNote(
        tr("The record changes by Δ, each partner by strength × Δ: one hop, partners hand nothing on."));
    m_record = addField(tr("Change the record"), "changeRecord", new QComboBox(this));
    m_context = addField(tr("In context"), "changeContext", new QComboBox(this));
    m_delta = addField(tr("By Δ"), "changeDelta", new QLineEdit(this));
    m_delta->setPlaceholderText(QStringLiteral("0.1, -0.2"));
    m_preview = new QTableWidget(0, PreviewColumnCount, this);
    m_preview->setObjectName(QStringLiteral("changePreview"));
    m_preview->setAccessibleName(tr("What the change would do"));
    m_preview->setHorizontalHeaderLabels({tr("Record"), tr("Share"), tr("Becomes")});
    m_preview->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_preview->setFixedHeight(previewHeight);
    styleRows(*m_preview);
    m_preview->horizontalHeader()->setStretchLastSection(true);
    m_previewNote = addNote({});
    m_previewNote->setObjectName(QStringLiteral("changePreviewNote"));
    addWidget(m_preview);
    m_apply = addButton("applyChange", tr("Apply the change"),
                        tr("As the table above shows; a line of the audit log, which Undo takes back"));
    connect(m_apply, &QPushButton::clicked, this, &GroupActions::apply);
    connect(m_record, &QComboBox::currentIndexChanged, this, &GroupActions::refreshContexts);
    connect(m_context, &QComboBox::currentIndexChanged, this, &GroupActions::preview);
    connect(m_delta, &QLineEdit::textChanged, this, &GroupActions::preview);
}

void GroupActions::buildMembers() {
    addSection(tr("Records"));
    m_addable = addField(tr("Not in the group"), "addableRecords", new QComboBox(this));
    m_add = addButton("addMember", tr("Add to the group"), tr("From now on it changes with the others"));
    connect(m_add, &QPushButton::clicked, this, &GroupActions::addMember);
    m_member = addField(tr("In the group"), "memberRecords", new QComboBox(this));
    m_remove = addButton("removeMember", tr("Take out of the group"), tr("The record itself stays"));
    connect(m_remove, &QPushButton::clicked, this, &GroupActions::removeMember);
}

void GroupActions::buildStrengths() {
    addSection(tr("Strengths"));
    m_strength = addField(tr("Of the group"), "groupStrength", strengthBox(this));
    auto* set =
        addButton("setStrength", tr("Set strength"), tr("For all pairs that have none of their own"));
    connect(set, &QPushButton::clicked, this, [this] {
        report(m_states.change([this](StateLibrary& library) {
            return library.setStrength(fromQt(m_id), m_strength->value());
        }));
    });
    m_first = addField(tr("Of the pair"), "pairFirst", new QComboBox(this));
    m_second = addField(tr("and"), "pairSecond", new QComboBox(this));
    m_pairStrength = addField(tr("Own strength"), "pairStrength", strengthBox(this));
    auto* own = addButton("setPairStrength", tr("Set for this pair"), tr("Beside the group's strength"));
    connect(own, &QPushButton::clicked, this, [this] { setPair(true); });
    auto* groups =
        addButton("clearPairStrength", tr("Use the group's"), tr("The pair has none of its own"));
    connect(groups, &QPushButton::clicked, this, [this] { setPair(false); });
}

void GroupActions::showGroup(const QString& id) {
    if (id != m_id) {
        message().clear();
        m_delta->clear();
    }
    m_id = id;
    refresh();
}

void GroupActions::refresh() {
    const auto group = m_states.group(m_id);
    if (!group) return;
    QStringList members, others;
    for (const std::string& member : group->members) members << toQt(member);
    for (const StateRecord& record : m_states.records())
        if (!group->has(record.id)) others << toQt(record.id);
    refill(*m_record, members);
    refill(*m_member, members);
    refill(*m_first, members);
    refill(*m_second, members);
    if (members.size() > 1 && m_first->currentIndex() == m_second->currentIndex())
        m_second->setCurrentIndex((m_first->currentIndex() + 1) % static_cast<int>(members.size()));
    refill(*m_addable, others);
    m_addable->setEnabled(!others.isEmpty());
    m_add->setEnabled(!others.isEmpty());
    m_member->setEnabled(!members.isEmpty());
    m_remove->setEnabled(!members.isEmpty());
    m_strength->setValue(group->strength);
    refreshContexts();
}

void GroupActions::refreshContexts() {
    QStringList names;
    if (const auto record = m_states.record(m_record->currentText()))
        for (const auto& [name, context] : record->contexts) names << toQt(name);
    refill(*m_context, names);
    preview();
}

Result<GroupUpdate> GroupActions::entered() const {
    GroupUpdate update;
    update.group = fromQt(m_id);
    update.record = fromQt(m_record->currentText());
    update.context = fromQt(m_context->currentText());
    QSTORE_TRY(update.delta, parseNumbers(m_delta->text()));
    return update;
}

void GroupActions::preview() {
    m_preview->setRowCount(0);
    m_apply->setEnabled(false);
    if (m_delta->text().trimmed().isEmpty()) {
        m_previewNote->setText(tr("Type Δ; then you see whom it reaches before anything changes."));
        return;
    }
    const auto update = entered();
    const auto entry =
        update ? m_states.preview(*update) : Result<GroupLogEntry>(tl::unexpected<Error>(update.error()));
    if (!entry) {
        m_previewNote->setText(toQt(entry.error().message));
        return;
    }
    m_apply->setEnabled(true);
    fillPreview(*entry);
}

void GroupActions::fillPreview(const GroupLogEntry& entry) {
    m_previewNote->setText(
        tr("%n record(s) would change", nullptr, static_cast<int>(entry.changes.size())));
    const auto addRow = [this](const QString& record, const QString& factor, const QString& after) {
        const int row = m_preview->rowCount();
        m_preview->insertRow(row);
        m_preview->setItem(row, Record, new QTableWidgetItem(record));
        m_preview->setItem(row, Factor, new QTableWidgetItem(factor));
        auto* item = new QTableWidgetItem(after);
        item->setToolTip(after);
        m_preview->setItem(row, After, item);
    };
    for (const ValueChange& change : entry.changes)
        addRow(toQt(change.record), sensibleNumber(change.factor, 4), numbersText(change.after));
    for (const SkippedPartner& partner : entry.skipped)
        addRow(toQt(partner.record), QStringLiteral("–"), tr("stays: %1").arg(toQt(partner.reason)));
    fitColumns(*m_preview, 120);
}

void GroupActions::apply() {
    const auto update = entered();
    if (!report(update)) return;
    const auto entry = m_states.change([&](StateLibrary& library) { return library.applyUpdate(*update); });
    if (!report(entry)) return;
    m_delta->clear();
    Q_EMIT applied();
}

void GroupActions::addMember() {
    const std::string record = fromQt(m_addable->currentText());
    report(m_states.change([&](StateLibrary& library) { return library.addMember(fromQt(m_id), record); }));
}

void GroupActions::removeMember() {
    const std::string record = fromQt(m_member->currentText());
    report(
        m_states.change([&](StateLibrary& library) { return library.removeMember(fromQt(m_id), record); }));
}

void GroupActions::setPair(bool own) {
    const auto strength = own ? std::optional<double>(m_pairStrength->value()) : std::nullopt;
    report(m_states.change([&](StateLibrary& library) {
        return library.setPairStrength(fromQt(m_id), fromQt(m_first->currentText()),
                                       fromQt(m_second->currentText()), strength);
    }));
}

}  // namespace qstore::ui
