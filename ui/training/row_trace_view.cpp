// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/row_trace_view.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "core/exchange/streamed_points.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/core_sentences.h"
#include "ui/support/elided_label.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

constexpr std::size_t shownAmplitudes = 32;

QString number(double value) {
    return sensibleNumber(value, 6);
}

QString bitString(std::size_t value, std::size_t qubits) {
    return QStringLiteral("|%1⟩").arg(
        QString::number(value, 2).rightJustified(static_cast<int>(qubits), QLatin1Char('0')));
}

/// The recipe's own names of its steps, for people.
QString preparationTitle(const std::string& name) {
    if (name == "imputed") return RowTraceView::tr("missing values filled");
    if (name == "encoded") return RowTraceView::tr("one column a category");
    if (name == "components") return RowTraceView::tr("principal components");
    if (name == "scaled") return RowTraceView::tr("scaled to the recipe’s range");
    if (name == "angles") return RowTraceView::tr("angles of the amplitude encoding");
    return toQt(name);
}

}  // namespace

RowTraceView::RowTraceView(QWidget* parent)
    : QWidget(parent),
      m_row(new QSpinBox(this)),
      m_message(new ElidedLabel(this)),
      m_values(new QTreeWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    auto* head = new QHBoxLayout;
    auto* label = new QLabel(tr("Test ro&w"), this);
    label->setBuddy(m_row);
    m_row->setObjectName(QStringLiteral("traceRow"));
    head->addWidget(label);
    head->addWidget(m_row);
    head->addWidget(m_message, 1);
    m_message->setProperty("role", QStringLiteral("secondary"));
    m_message->setText(tr("After a training, this shows what the model did with one row."));
    layout->addLayout(head);
    m_values->setObjectName(QStringLiteral("traceValues"));
    m_values->setHeaderLabels({tr("Name"), tr("Value"), tr("Meaning")});
    m_values->headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    m_values->setColumnWidth(0, 200);
    m_values->setColumnWidth(1, 160);
    m_values->setUniformRowHeights(true);
    m_values->setAccessibleName(tr("Values of one row"));
    connect(m_values, &QTreeWidget::itemCollapsed, this,
            [this](const QTreeWidgetItem* item) { m_folded.insert(item->text(0)); });
    connect(m_values, &QTreeWidget::itemExpanded, this,
            [this](const QTreeWidgetItem* item) { m_folded.remove(item->text(0)); });
    layout->addWidget(m_values, 1);
    m_row->setEnabled(false);
    connect(m_row, &QSpinBox::valueChanged, this, &RowTraceView::refresh);
    connect(&m_fetching, &NewestWork::failed, this,
            [this](const Error& error) { m_message->setText(coreSentence(error.message)); });
}

void RowTraceView::setTraining(std::shared_ptr<TrainingSession> training,
                               std::shared_ptr<StreamedPoints> points) {
    m_fetching.drop();
    m_training = std::move(training);
    m_points = std::move(points);
    m_rows = 0;
    if (m_training != nullptr && !m_training->weights().empty())
        m_rows = m_points != nullptr ? m_points->split().test.size() : m_training->data().test.rows;
    m_row->setEnabled(isReady());
    if (isReady()) m_row->setRange(1, static_cast<int>(m_rows));
    const bool streamed = m_training != nullptr && m_training->table().rows() == 0;
    if (streamed && m_points == nullptr)
        m_message->setText(tr("The points stay in %1 and are not read again for this.")
                               .arg(toQt(m_training->record().dataset)));
    else if (!isReady())
        m_message->setText(tr("After a training, this shows what the model did with one row."));
    refresh();
}

void RowTraceView::showStep(const QString& step) {
    const QString wanted = step == QLatin1String("load")       ? tr("Raw row")
                           : step == QLatin1String("compile")  ? tr("Angles")
                           : step == QLatin1String("train")    ? tr("Loss and gradient")
                           : step == QLatin1String("evaluate") ? tr("Output")
                                                               : tr("Prepared");
    for (int i = 0; i < m_values->topLevelItemCount(); ++i) {
        QTreeWidgetItem* section = m_values->topLevelItem(i);
        if (section->text(0) != wanted) continue;
        section->setExpanded(true);
        m_values->setCurrentItem(section);
        m_values->scrollToItem(section, QAbstractItemView::PositionAtTop);
    }
}

void RowTraceView::addSection(const QString& title, const QString& hint) {
    m_section = new QTreeWidgetItem(m_values, {title, {}, hint});
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_section->setFont(0, bold);
    m_section->setForeground(2, palette().color(QPalette::PlaceholderText));
    m_section->setExpanded(!m_folded.contains(title));
}

void RowTraceView::addValue(const QString& label, const QString& value) {
    auto* item = new QTreeWidgetItem(m_section, {label, sensibleText(value)});
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setToolTip(1, value);
}

void RowTraceView::refresh() {
    m_values->clear();
    m_section = nullptr;
    if (!isReady()) return;
    if (m_points != nullptr) return fetch();
    const FeatureMatrix& test = m_training->data().test;
    const auto index = static_cast<std::size_t>(m_row->value() - 1);
    const std::size_t tableRow = test.sourceRows[index];
    const Status status = fill({m_training->table(), tableRow, test, index});
    m_message->setText(status ? tr("row %1 of the table").arg(tableRow + 1)
                              : coreSentence(status.error().message));
}

/// Brings the row from its store.
void RowTraceView::fetch() {
    const std::size_t position = m_points->split().test[static_cast<std::size_t>(m_row->value() - 1)];
    m_message->setText(tr("Reading…"));
    m_fetching.run([this, position,
                    points = m_points](const std::stop_token& stop) -> BackgroundJob::Completion {
        using Fetched = std::pair<Table, FeatureMatrix>;
        const auto read = [&]() -> Result<Fetched> {
            const std::vector<std::size_t> one{position}, first{0};
            QSTORE_TRY(Table table, points->table(one, RunControl{stop, {}}));
            QSTORE_TRY(FeatureMatrix matrix, points->recipe().apply(table, first, true));
            return Fetched(std::move(table), std::move(matrix));
        };
        return [this, id = points->index().ids[position], found = read()] {
            m_values->clear();
            Status status;
            if (found)
                status = fill({found->first, 0, found->second, 0});
            else
                status = tl::unexpected<Error>(found.error());
            m_message->setText(status
                                   ? tr("point %1 of %2").arg(toQt(id), toQt(m_training->record().dataset))
                                   : coreSentence(status.error().message));
        };
    });
}

Status RowTraceView::fill(const Row& row) {
    const Model& model = m_training->model();
    QSTORE_TRY(const auto steps, m_training->data().recipe.trace(row.table, row.tableRow));
    for (std::size_t i = 0; i < steps.size(); ++i) {
        addSection(i == 0                  ? tr("Raw row")
                   : i + 1 == steps.size() ? tr("Prepared")
                                           : preparationTitle(steps[i].name),
                   i == 0 ? tr("as imported") : preparationTitle(steps[i].name));
        for (std::size_t k = 0; k < steps[i].labels.size(); ++k)
            addValue(toQt(steps[i].labels[k]), toQt(steps[i].values[k]));
    }
    QSTORE_TRY(const auto trace, model.trace(m_training->weights(), row.matrix, row.index));
    addSection(tr("Angles"), tr("what the circuit's inputs received, in radians"));
    std::size_t input = 0;
    for (const Parameter& parameter : model.spec().circuit.parameters()) {
        if (parameter.role != ParameterRole::Column || input >= trace.inputs.size()) continue;
        addValue(toQt(parameter.name), number(trace.inputs[input++]));
    }
    const std::size_t qubits = model.spec().circuit.qubits();
    addSection(tr("State"), tr("probability of each basis state, q%1 … q0").arg(qubits - 1));
    if (trace.probabilities.empty()) addValue(tr("not listed"), tr("more than 10 qubits"));
    for (std::size_t i = 0; i < std::min(trace.probabilities.size(), shownAmplitudes); ++i)
        addValue(bitString(i, qubits), number(trace.probabilities[i]));
    addSection(tr("Expectation values"), tr("of the observables"));
    for (std::size_t i = 0; i < trace.expectations.size(); ++i) {
        const auto& observables = model.spec().observables;
        addValue(observables.empty() ? tr("⟨Z%1⟩").arg(i)
                                     : QStringLiteral("⟨%1⟩").arg(toQt(observables[i].toText())),
                 number(trace.expectations[i]));
    }
    addSection(tr("Output"), model.spec().classes.empty()
                                 ? tr("scaled; the target’s own unit is restored later")
                                 : tr("before the softmax, one a class"));
    for (std::size_t i = 0; i < trace.outputs.size(); ++i)
        addValue(
            i < model.spec().classes.size() ? toQt(model.spec().classes[i]) : tr("output %1").arg(i + 1),
            number(trace.outputs[i]));
    addSection(tr("Loss and gradient"), tr("of this row alone"));
    addValue(tr("loss"), number(trace.loss));
    const auto tensors = model.tensors(trace.gradient);
    for (const NamedTensor& tensor : tensors) {
        QStringList values;
        for (std::size_t i = 0; i < std::min<std::size_t>(tensor.values.size(), 8); ++i)
            values << sensibleNumber(tensor.values[i], 3);
        if (tensor.values.size() > 8) values << QStringLiteral("…");
        addValue(tr("∂loss/∂%1").arg(toQt(tensor.name)), values.join(QStringLiteral("  ")));
    }
    return {};
}

}  // namespace qstore::ui
