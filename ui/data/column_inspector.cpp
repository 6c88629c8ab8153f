// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/column_inspector.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/data/histogram_view.h"
#include "ui/models/table_model.h"

namespace qstore::ui {
namespace {

QString figuresOf(const Column& column) {
    const QLocale locale;
    const std::size_t present = column.rows() - column.missingCount();
    QStringList lines{ColumnInspector::tr("%1 values, %2 missing, %3 different")
                          .arg(present)
                          .arg(column.missingCount())
                          .arg(column.distinct().size())};
    if (column.type != ColumnType::Number || present == 0) return lines.first();
    double mean = 0;
    double squares = 0;
    double seen = 0;
    for (std::size_t i = 0; i < column.rows(); ++i) {
        if (column.missing[i]) continue;
        seen += 1;
        const double delta = column.numbers[i] - mean;  // Welford
        mean += delta / seen;
        squares += delta * (column.numbers[i] - mean);
    }
    lines << ColumnInspector::tr("mean %1 · deviation %2")
                 .arg(locale.toString(mean, 'g', 4),
                      locale.toString(present > 1 ? std::sqrt(squares / (seen - 1)) : 0.0, 'g', 4));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

ColumnInspector::ColumnInspector(WorkspaceSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_title(new QLabel(this)),
      m_type(new QLabel(this)),
      m_role(new QComboBox(this)),
      m_imputation(new QComboBox(this)),
      m_constant(new QLineEdit(this)),
      m_histogram(new HistogramView(this)),
      m_figures(new QLabel(this)),
      m_fields(new QWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_title->setProperty("role", QStringLiteral("section"));
    m_type->setProperty("role", QStringLiteral("secondary"));
    m_type->setWordWrap(true);
    layout->addWidget(m_title);
    layout->addWidget(m_type);
    layout->addWidget(m_histogram);
    m_figures->setProperty("role", QStringLiteral("secondary"));
    m_figures->setWordWrap(true);
    layout->addWidget(m_figures);
    auto* form = new QFormLayout(m_fields);
    form->setContentsMargins(0, 0, 0, 0);
    m_role->setObjectName(QStringLiteral("columnRole"));
    for (const ColumnRole role :
         {ColumnRole::Feature, ColumnRole::Target, ColumnRole::Identifier, ColumnRole::Ignored})
        m_role->addItem(columnRoleText(role), static_cast<int>(role));
    form->addRow(tr("R&ole"), m_role);
    m_imputation->setObjectName(QStringLiteral("columnImputation"));
    m_imputation->setToolTip(tr("What is learned is learned from the training rows alone"));
    const std::pair<Imputation, QString> ways[] = {{Imputation::Median, tr("Median")},
                                                   {Imputation::Mean, tr("Mean")},
                                                   {Imputation::MostFrequent, tr("Most frequent value")},
                                                   {Imputation::Constant, tr("This value")},
                                                   {Imputation::DropRow, tr("Leave the row out")}};
    for (const auto& [way, text] : ways) m_imputation->addItem(text, static_cast<int>(way));
    form->addRow(tr("&Missing"), m_imputation);
    form->addRow(QString(), m_constant);
    layout->addWidget(m_fields);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_role, &QComboBox::activated, this, &ColumnInspector::change);
    connect(m_imputation, &QComboBox::activated, this, &ColumnInspector::change);
    connect(m_constant, &QLineEdit::editingFinished, this, &ColumnInspector::change);
    connect(&m_session, &WorkspaceSession::recipeChanged, this, &ColumnInspector::refresh);
    refresh();
}

void ColumnInspector::showColumn(const QString& name) {
    m_column = name;
    refresh();
}

void ColumnInspector::refresh() {
    const auto table = m_session.currentTable();
    const Column* column = table ? table->find(fromQt(m_column)) : nullptr;
    m_fields->setVisible(column != nullptr);
    m_histogram->setVisible(column != nullptr);
    m_histogram->setColumn(column);
    m_title->setText(column != nullptr ? m_column : tr("Column"));
    if (column == nullptr) {
        m_type->setText(tr("Select a column to see and change what it is for."));
        m_figures->clear();
        return;
    }
    const auto reason = toQt(column->typeReason);
    m_type->setText(reason.isEmpty() ? columnTypeText(column->type)
                                     : tr("%1: %2").arg(columnTypeText(column->type), reason));
    m_figures->setText(figuresOf(*column));
    const auto found = m_session.currentRecipe().columns.find(column->name);
    const ColumnRecipe entry =
        found == m_session.currentRecipe().columns.end() ? ColumnRecipe{} : found->second;
    m_role->setCurrentIndex(m_role->findData(static_cast<int>(entry.role)));
    m_imputation->setCurrentIndex(m_imputation->findData(static_cast<int>(entry.imputation)));
    m_constant->setVisible(entry.imputation == Imputation::Constant);
    m_constant->setText(toQt(entry.constant));
}

void ColumnInspector::change() {
    Recipe recipe = m_session.currentRecipe();
    const auto table = m_session.currentTable();
    const Column* column = table ? table->find(fromQt(m_column)) : nullptr;
    if (column == nullptr) return;
    ColumnRecipe& entry = recipe.columns[column->name];
    const auto role = static_cast<ColumnRole>(m_role->currentData().toInt());
    if (role == ColumnRole::Target && entry.role != ColumnRole::Target) {
        for (auto& [name, other] : recipe.columns) {
            if (other.role == ColumnRole::Target) other.role = ColumnRole::Feature;
        }
        const bool classes = column->type != ColumnType::Number || column->distinct().size() <= 20;
        recipe.task = classes ? TaskKind::Classification : TaskKind::Regression;
        recipe.split.stratified = classes;
    }
    entry.role = role;
    entry.imputation = static_cast<Imputation>(m_imputation->currentData().toInt());
    entry.constant = fromQt(m_constant->text());
    m_session.changeRecipe(recipe, tr("Change column %1").arg(m_column));
}

}  // namespace qstore::ui
