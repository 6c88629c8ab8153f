// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/query_form.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <set>

#include "ui/controllers/states_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/states/state_words.h"
#include "ui/support/inline_message.h"

namespace qstore::ui {
namespace {

constexpr int mostAge = 1'000'000;
constexpr int mostHits = 1000;
constexpr int usualHits = 10;
constexpr qlonglong secondMs = 1'000;
constexpr qlonglong minuteMs = 60 * secondMs;
constexpr qlonglong hourMs = 60 * minuteMs;
constexpr qlonglong dayMs = 24 * hourMs;

}  // namespace

QueryForm::QueryForm(StatesController& states, QWidget* parent)
    : ActionForm(tr("Query the records"), parent), m_states(states) {
    setObjectName(QStringLiteral("queryForm"));
    addNote(scoreFormula());
    m_vector = addField(tr("Vector (empty: by weight and age alone)"), "queryVector", new QLineEdit(this));
    m_vector->setPlaceholderText(QStringLiteral("0.6, -0.8"));
    m_context = addField(tr("Context"), "queryContext", new QComboBox(this));
    m_context->setEditable(true);
    m_context->setInsertPolicy(QComboBox::NoInsert);
    m_context->lineEdit()->setPlaceholderText(tr("any"));
    m_group = addField(tr("Group"), "queryGroup", new QComboBox(this));
    buildAge();
    m_top = addField(tr("At most so many records"), "queryTop", new QSpinBox(this));
    m_top->setRange(1, mostHits);
    m_top->setValue(usualHits);
    auto* ask =
        addButton("askRecords", tr("Find records"), tr("Rank the records that answer by the score"));
    connect(ask, &QPushButton::clicked, this, &QueryForm::ask);
    connect(m_vector, &QLineEdit::returnPressed, this, &QueryForm::ask);
    auto* close = addButton("closeQuery", tr("Close"), tr("Back to what is selected"));
    connect(close, &QPushButton::clicked, this, &QueryForm::cancelled);
    addEnd();
    connect(&states, &StatesController::changed, this, &QueryForm::refresh);
    refresh();
}

void QueryForm::buildAge() {
    m_minAge = addField(tr("Age at least"), "queryMinAge", new QSpinBox(this));
    m_maxAge = addField(tr("Age at most"), "queryMaxAge", new QSpinBox(this));
    for (QSpinBox* box : {m_minAge, m_maxAge}) {
        box->setRange(-1, mostAge);
        box->setValue(-1);
        box->setSpecialValueText(tr("any"));
    }
    m_unit = addField(tr("Ages in"), "queryAgeUnit", new QComboBox(this));
    m_unit->addItem(tr("seconds"), secondMs);
    m_unit->addItem(tr("minutes"), minuteMs);
    m_unit->addItem(tr("hours"), hourMs);
    m_unit->addItem(tr("days"), dayMs);
    m_unit->setCurrentIndex(1);
}

void QueryForm::start() {
    message().clear();
    m_vector->setFocus();
}

void QueryForm::refresh() {
    const QString context = m_context->currentText();
    const QString group = m_group->currentData().toString();
    std::set<std::string> names;
    for (const StateRecord& record : m_states.records())
        for (const auto& [name, value] : record.contexts) names.insert(name);
    m_context->clear();
    for (const std::string& name : names) m_context->addItem(toQt(name));
    m_context->setCurrentText(context);
    m_group->clear();
    m_group->addItem(tr("any"), QString());
    for (const RecordGroup& each : m_states.groups()) m_group->addItem(toQt(each.id), toQt(each.id));
    m_group->setCurrentIndex(std::max(0, m_group->findData(group)));
}

Result<RecordQuery> QueryForm::entered() const {
    RecordQuery query;
    QSTORE_TRY(query.vector, parseNumbers(m_vector->text()));
    const QString context = m_context->currentText().trimmed();
    if (!context.isEmpty()) query.context = fromQt(context);
    const qlonglong unit = m_unit->currentData().toLongLong();
    if (m_minAge->value() >= 0) query.minAgeMs = m_minAge->value() * unit;
    if (m_maxAge->value() >= 0) query.maxAgeMs = m_maxAge->value() * unit;
    query.topK = static_cast<std::size_t>(m_top->value());
    return query;
}

void QueryForm::ask() {
    const auto query = entered();
    if (!report(query) || m_states.library() == nullptr) return;
    std::optional<std::string> group;
    const QString chosen = m_group->currentData().toString();
    if (!chosen.isEmpty()) group = fromQt(chosen);
    const auto answer = m_states.library()->records().explain(*query, group);
    if (report(answer)) Q_EMIT answered(*answer, *query);
}

}  // namespace qstore::ui
