// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/new_record_form.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <limits>

#include "ui/controllers/states_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/states/record_actions.h"
#include "ui/states/state_words.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/page_undo.h"
#include "ui/support/tokens.h"

namespace qstore::ui {
namespace {

constexpr double mostWeight = 1e6;
constexpr int weightDigits = 4;
constexpr double weightStep = 0.1;

}  // namespace

NewRecordForm::NewRecordForm(StatesController& states, WorkspaceSession* session, QWidget* parent)
    : ActionForm(tr("New record"), parent), m_states(states), m_session(session) {
    setObjectName(QStringLiteral("newRecordForm"));
    addNote(recordNote());
    m_id = addField(tr("Name"), "newRecordId", new QLineEdit(this));
    addSection(tr("Contexts"));
    auto* contexts = new QWidget(this);
    m_contexts = new QVBoxLayout(contexts);
    m_contexts->setContentsMargins(0, 0, 0, 0);
    m_contexts->setSpacing(space::s);
    ActionForm::addWidget(contexts);
    auto* more = addButton("addContext", tr("Another context"), tr("A vector under another name"));
    connect(more, &QPushButton::clicked, this, &NewRecordForm::addContext);
    m_fewer = addButton("dropContext", tr("One context less"), tr("Take the last context away"));
    connect(m_fewer, &QPushButton::clicked, this, &NewRecordForm::removeContext);
    buildRow();
    addSection(tr("Keeping"));
    m_tier = addField(tr("Tier"), "newRecordTier", new QComboBox(this));
    fillTiers(*m_tier, states.coherence());
    m_payload = addField(tr("Note"), "newRecordPayload", new QLineEdit(this));
    auto* make = addButton("makeRecord", tr("Create record"), tr("Keep it in the workspace"));
    connect(make, &QPushButton::clicked, this, &NewRecordForm::make);
    auto* cancel = addButton("cancelRecord", tr("Cancel"), tr("Leave everything as it is"));
    connect(cancel, &QPushButton::clicked, this, &NewRecordForm::cancelled);
    addEnd();
    connect(&states, &StatesController::changed, this,
            [this] { fillTiers(*m_tier, m_states.coherence()); });
    start();
}

void NewRecordForm::buildRow() {
    m_row = addField(tr("Row of the dataset"), "datasetRow", new QSpinBox(this));
    m_take = addButton("takeRow", tr("Take this row"),
                       tr("The numbers of the row become the vector of the last context"));
    connect(m_take, &QPushButton::clicked, this, &NewRecordForm::takeRow);
    if (m_session != nullptr)
        connect(m_session, &WorkspaceSession::currentDatasetChanged, this, &NewRecordForm::followDataset);
    followDataset();
}

void NewRecordForm::followDataset() {
    const auto table = m_session == nullptr ? nullptr : m_session->currentTable();
    const bool some = table != nullptr && table->rows() > 0;
    m_row->setEnabled(some);
    m_take->setEnabled(some);
    m_take->setText(some ? tr("Take row of “%1”").arg(m_session->currentDataset()) : tr("Take this row"));
    m_take->setToolTip(some ? tr("The numbers of the row become the vector of the last context")
                            : tr("Choose a dataset on the Data page first"));
    if (!some) return;
    constexpr auto most = static_cast<std::size_t>(std::numeric_limits<int>::max());
    m_row->setRange(1, static_cast<int>(std::min(table->rows(), most)));
}

void NewRecordForm::start() {
    message().clear();
    m_id->clear();
    m_payload->clear();
    fillTiers(*m_tier, m_states.coherence());
    while (!m_rows.empty()) {
        delete m_rows.back().box;
        m_rows.pop_back();
    }
    addContext();
    m_tier->setCurrentIndex(m_tier->findData(static_cast<int>(RecordTier::Medium)));
    m_id->setFocus();
}

void NewRecordForm::addContext() {
    const auto number = static_cast<int>(m_rows.size()) + 1;
    ContextRow row{new QWidget(this), new QLineEdit, new QLineEdit, new QDoubleSpinBox};
    auto* column = new QVBoxLayout(row.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    const auto place = [&](QWidget* field, const QString& name, const QString& objectName) {
        auto* label = secondaryLabel(name, row.box);
        label->setBuddy(field);
        field->setObjectName(objectName + QString::number(number));
        field->setAccessibleName(tr("%1 of context %2").arg(name).arg(number));
        leaveUndoToPage(field);
        column->addWidget(label);
        column->addWidget(field);
    };
    place(row.name, tr("Context"), QStringLiteral("contextName"));
    place(row.vector, tr("Vector"), QStringLiteral("contextVector"));
    place(row.weight, tr("Weight"), QStringLiteral("contextWeight"));
    row.name->setText(number == 1 ? tr("default") : tr("context %1").arg(number));
    row.vector->setPlaceholderText(QStringLiteral("0.6, -0.8"));
    row.weight->setRange(0.0, mostWeight);
    row.weight->setDecimals(weightDigits);
    row.weight->setSingleStep(weightStep);
    row.weight->setValue(1.0);
    m_contexts->addWidget(row.box);
    row.box->show();  // at once, not when the layout comes to it
    m_rows.push_back(row);
    m_fewer->setEnabled(m_rows.size() > 1);
}

void NewRecordForm::removeContext() {
    delete m_rows.back().box;
    m_rows.pop_back();
    m_fewer->setEnabled(m_rows.size() > 1);
}

void NewRecordForm::takeRow() {
    const auto table = m_session == nullptr ? nullptr : m_session->currentTable();
    if (table == nullptr) return;
    const auto row = static_cast<std::size_t>(m_row->value() - 1);
    std::vector<double> numbers;
    for (const Column& column : table->columns()) {
        if (column.type != ColumnType::Number) continue;
        if (column.missing[row]) {
            report(Status{
                fail(ErrorCode::InvalidArgument,
                     "row " + std::to_string(row + 1) + " has no value in column '" + column.name + "'",
                     "Take another row, or fill the gaps on the Data page.")});
            return;
        }
        numbers.push_back(column.numbers[row]);
    }
    m_rows.back().vector->setText(exactNumbersText(numbers));
    m_rows.back().vector->setCursorPosition(0);
    if (m_id->text().isEmpty()) m_id->setText(tr("row %1").arg(row + 1));
    message().clear();
}

Result<NewRecord> NewRecordForm::entered() const {
    NewRecord record;
    record.id = fromQt(m_id->text().trimmed());
    record.tier = static_cast<RecordTier>(m_tier->currentData().toInt());
    record.payload = fromQt(m_payload->text());
    for (const ContextRow& row : m_rows) {
        QSTORE_TRY(std::vector<double> vector, parseNumbers(row.vector->text()));
        const std::string name = fromQt(row.name->text().trimmed());
        if (!record.contexts.emplace(name, RecordContext{std::move(vector), row.weight->value()}).second)
            return fail(ErrorCode::InvalidArgument, "two contexts are called '" + name + "'",
                        "Give each context a name of its own.");
    }
    return record;
}

void NewRecordForm::make() {
    const auto record = entered();
    if (!report(record)) return;
    const auto evicted = m_states.change([&](StateLibrary& library) { return library.addRecord(*record); });
    if (!report(evicted)) return;
    QStringList gone;
    for (const std::string& id : *evicted) gone << toQt(id);
    Q_EMIT made(toQt(record->id), gone);
}

}  // namespace qstore::ui
