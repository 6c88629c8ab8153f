// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/results_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controllers/workspace_session.h"
#include "ui/models/runs_model.h"

namespace qstore::ui {
namespace {

QString baselineTitle(const std::string& name) {
    if (name == "majority") return ResultsView::tr("Majority class");
    if (name == "logistic-regression") return ResultsView::tr("Logistic regression");
    if (name == "mean") return ResultsView::tr("Mean of the target");
    if (name == "linear-regression") return ResultsView::tr("Linear regression");
    return toQt(name);
}

/// Says no more than one split allows: the difference in test rows.
QString verdict(const TrainingSummary& summary) {
    const auto best = std::max_element(
        summary.baselines.begin(), summary.baselines.end(),
        [](const Baseline& a, const Baseline& b) { return a.test.accuracy < b.test.accuracy; });
    if (best == summary.baselines.end() || summary.test.rows == 0) return {};
    const double difference = summary.test.accuracy - best->test.accuracy;
    const int rows =
        static_cast<int>(std::lround(std::abs(difference) * static_cast<double>(summary.test.rows)));
    if (rows == 0)
        return ResultsView::tr("As good as %1 on this split’s %n test row(s).", nullptr,
                               static_cast<int>(summary.test.rows))
            .arg(baselineTitle(best->name));
    return difference > 0
               ? ResultsView::tr("%n test row(s) better than %1; another seed may tell otherwise.", nullptr,
                                 rows)
                     .arg(baselineTitle(best->name))
               : ResultsView::tr("%n test row(s) behind %1; another seed may tell otherwise.", nullptr,
                                 rows)
                     .arg(baselineTitle(best->name));
}

}  // namespace

ResultsView::ResultsView(QWidget* parent)
    : QWidget(parent), m_verdict(new QLabel(this)), m_table(new QTableWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    m_verdict->setWordWrap(true);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    layout->addWidget(m_verdict);
    m_table->setObjectName(QStringLiteral("resultsTable"));
    m_table->setColumnCount(5);
    m_table->setHorizontalHeaderLabels(
        {tr("Model"), tr("Train"), tr("Validation"), tr("Test"), tr("Test loss")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int column = 1; column < 5; ++column)
        m_table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    layout->addWidget(m_table, 1);
    clear();
}

void ResultsView::clear() {
    m_table->setRowCount(0);
    m_verdict->setText(
        tr("Results appear here beside the majority class and logistic regression on the same rows."));
}

void ResultsView::setSummary(const TrainingSummary& summary) {
    m_table->setRowCount(0);
    addRow(tr("This model"), summary.train, summary.validation, summary.test, true);
    for (const Baseline& baseline : summary.baselines)
        addRow(baselineTitle(baseline.name), baseline.train, baseline.validation, baseline.test, false);
    m_verdict->setText(verdict(summary));
}

void ResultsView::addRow(const QString& name, const PartMetrics& train, const PartMetrics& validation,
                         const PartMetrics& test, bool emphasised) {
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const auto part = [](const PartMetrics& metrics) {
        return metrics.rows == 0 ? QStringLiteral("–") : percent(metrics.accuracy);
    };
    const QStringList cells{name, part(train), part(validation), part(test),
                            test.rows == 0 ? QStringLiteral("–") : QLocale().toString(test.loss, 'f', 3)};
    for (int column = 0; column < 5; ++column) {
        auto* item = new QTableWidgetItem(cells[column]);
        item->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        QFont weight = font();
        if (emphasised) weight.setWeight(QFont::DemiBold);
        item->setFont(weight);
        m_table->setItem(row, column, item);
    }
}

}  // namespace qstore::ui
