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
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

/// R² closer together than this is no difference worth a sentence.
constexpr double equalDetermination = 0.005;

/// In test rows.
QString classificationVerdict(const TrainingSummary& summary, const Baseline& best) {
    const double difference = summary.test.accuracy - best.test.accuracy;
    const int rows =
        static_cast<int>(std::lround(std::abs(difference) * static_cast<double>(summary.test.rows)));
    const QString twin = baselineTitle(best.name);
    if (rows == 0)
        return ResultsView::tr("As good as %1 on this split’s %n test row(s).", nullptr,
                               static_cast<int>(summary.test.rows))
            .arg(twin);
    return difference > 0
               ? ResultsView::tr("%n test row(s) better than %1; another seed may tell otherwise.", nullptr,
                                 rows)
                     .arg(twin)
               : ResultsView::tr("%n test row(s) behind %1; another seed may tell otherwise.", nullptr,
                                 rows)
                     .arg(twin);
}

/// In R² and the error of a prediction in the target's own unit.
QString regressionVerdict(const TrainingSummary& summary, const Baseline& best, const Scoring& scoring) {
    const QString typical = ResultsView::tr("Predictions of %1 are off by %2 (root mean square).")
                                .arg(scoring.target, scoring.errorText(summary.test));
    const double difference = summary.test.accuracy - best.test.accuracy;
    const QString twin = baselineTitle(best.name);
    QString compared;
    if (std::abs(difference) < equalDetermination)
        compared = ResultsView::tr("As good as %1 on these test rows.").arg(twin);
    else if (difference > 0)
        compared =
            ResultsView::tr("%1, the best classical twin, is off by %2; another seed may tell otherwise.")
                .arg(twin, scoring.errorText(best.test));
    else
        compared = ResultsView::tr("%1 is closer with %2; another seed may tell otherwise.")
                       .arg(twin, scoring.errorText(best.test));
    return typical + QLatin1Char(' ') + compared;
}

}  // namespace

QString verdict(const TrainingSummary& summary, const Scoring& scoring) {
    const auto best = std::max_element(
        summary.baselines.begin(), summary.baselines.end(),
        [](const Baseline& a, const Baseline& b) { return a.test.accuracy < b.test.accuracy; });
    if (best == summary.baselines.end() || summary.test.rows == 0) return {};
    return scoring.regression ? regressionVerdict(summary, *best, scoring)
                              : classificationVerdict(summary, *best);
}

ResultsView::ResultsView(QWidget* parent)
    : QWidget(parent), m_verdict(new QLabel(this)), m_table(new QTableWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    m_verdict->setWordWrap(true);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    layout->addWidget(m_verdict);
    m_table->setObjectName(QStringLiteral("resultsTable"));
    m_table->setColumnCount(5);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setAccessibleName(tr("Results"));
    layout->addWidget(m_table, 1);
    clear();
}

void ResultsView::clear() {
    m_table->setRowCount(0);
    m_table->horizontalHeader()->hide();
    m_verdict->setText(tr("Results appear here beside classical models trained on the same rows."));
}

void ResultsView::setSummary(const TrainingSummary& summary, const Scoring& scoring) {
    m_table->setRowCount(0);
    const QString score = scoring.regression ? tr("R² %1") : QStringLiteral("%1");
    //: A column of results: the rows a model was trained on.
    const QString train = tr("Training", "part of the rows");
    m_table->setHorizontalHeaderLabels({tr("Model"), score.arg(train), score.arg(tr("Validation")),
                                        score.arg(tr("Test")),
                                        scoring.regression ? tr("Test error (RMSE)") : tr("Test loss")});
    m_table->horizontalHeader()->show();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int column = 1; column < 5; ++column)
        m_table->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    addRow(tr("This model"), {{}, summary.train, summary.validation, summary.test}, scoring, true);
    for (const Baseline& baseline : summary.baselines)
        addRow(baselineTitle(baseline.name), baseline, scoring, false);
    m_verdict->setText(verdict(summary, scoring));
}

void ResultsView::addRow(const QString& name, const Baseline& parts, const Scoring& scoring,
                         bool emphasised) {
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const QStringList cells{name, scoring.score(parts.train), scoring.score(parts.validation),
                            scoring.score(parts.test), scoring.errorText(parts.test)};
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
