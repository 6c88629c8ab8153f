// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/calibration_history_view.h"

#include <QEvent>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/hardware/table_columns.h"
#include "ui/models/calibration_models.h"
#include "ui/support/labels.h"
#include "ui/support/plot.h"
#include "ui/support/series_colors.h"
#include "ui/support/tokens.h"
#include "ui/training/plot_style.h"

namespace qstore::ui {
namespace {

struct Series {
    QVector<double> times, values;
};

/// The medians that are known, oldest first, in the unit of the axis.
template <class Figure>
Series seriesOf(const std::vector<Calibration>& history, double unit, const Figure& figure) {
    Series series;
    for (auto each = history.rbegin(); each != history.rend(); ++each) {
        const std::optional<double> value = figure(*each);
        if (!value) continue;
        series.times.push_back(static_cast<double>(each->measuredMs) / 1000.0);
        series.values.push_back(*value * unit);
    }
    return series;
}

void fit(QCPAxis& axis, const QVector<double>& values) {
    if (values.isEmpty()) return;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double margin = *high > *low ? (*high - *low) * 0.15 : std::max(*high * 0.1, 1e-6);
    axis.setRange(*low - margin, *high + margin);
}

}  // namespace

CalibrationHistoryView::CalibrationHistoryView(QWidget* parent)
    : QWidget(parent),
      m_model(new HistoryModel(this)),
      m_plot(new QCustomPlot(this)),
      m_sentence(secondaryLabel({}, this)),
      m_table(new QTableView(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::s, 0, 0);
    column->setSpacing(space::s);
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
    m_plot->setObjectName(QStringLiteral("historyChart"));
    m_plot->setAccessibleName(tr("Median two-qubit error and T1 over time"));
    m_plot->setMinimumHeight(130);
    column->addWidget(m_plot, 2);
    m_table->setObjectName(QStringLiteral("historyTable"));
    m_table->setAccessibleName(tr("Measurements of the device"));
    m_table->setModel(m_model);
    styleRows(*m_table);
    m_table->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(m_table, 3);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid()) Q_EMIT chosen(index.row());
            });
    QSharedPointer<QCPAxisTickerDateTime> ticker(new QCPAxisTickerDateTime);
    ticker->setDateTimeFormat(QStringLiteral("d MMM\nHH:mm"));
    ticker->setTickCount(4);
    m_plot->xAxis->setTicker(ticker);
    m_plot->yAxis->setLabel(tr("two-qubit error / %"));
    m_plot->yAxis2->setLabel(tr("T1 / µs"));
    m_plot->yAxis2->setVisible(true);
    m_plot->addGraph(m_plot->xAxis, m_plot->yAxis);
    m_plot->addGraph(m_plot->xAxis, m_plot->yAxis2);
    applyPalette();
}

void CalibrationHistoryView::setHistory(const std::vector<Calibration>& history) {
    m_history = history;
    m_model->setHistory(history);
    fitColumns(*m_table);
    const int count = static_cast<int>(history.size());
    m_plot->setVisible(count > 1);
    m_sentence->setText(count == 0 ? tr("No measurement of this device is known.")
                        : count == 1
                            ? tr("One measurement is known; from two on, their medians are charted here.")
                            : tr("Select a measurement to see it on the map."));
    draw();
}

void CalibrationHistoryView::setShown(int row) {
    const QSignalBlocker blocker(m_table->selectionModel());
    if (row < 0)
        m_table->clearSelection();
    else
        m_table->selectRow(row);
    m_table->viewport()->update();
}

bool CalibrationHistoryView::chartShown() const {
    return !m_plot->isHidden();
}

void CalibrationHistoryView::draw() {
    const Series errors =
        seriesOf(m_history, 100.0, [](const Calibration& each) { return each.medianTwoQubitError; });
    const Series times =
        seriesOf(m_history, 1.0, [](const Calibration& each) { return each.medians.t1Us; });
    m_plot->graph(0)->setData(errors.times, errors.values, true);
    m_plot->graph(1)->setData(times.times, times.values, true);
    m_plot->yAxis2->setVisible(!times.values.isEmpty());
    fit(*m_plot->yAxis, errors.values);
    fit(*m_plot->yAxis2, times.values);
    if (!m_history.empty()) {
        const double last = static_cast<double>(m_history.front().measuredMs) / 1000.0;
        const double first = static_cast<double>(m_history.back().measuredMs) / 1000.0;
        const double margin = std::max((last - first) * 0.05, 60.0);
        m_plot->xAxis->setRange(first - margin, last + margin);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void CalibrationHistoryView::applyPalette() {
    stylePlot(*m_plot, palette(), font());
    int index = 0;
    for (QCPAxis* axis : {m_plot->yAxis, m_plot->yAxis2}) {
        const QColor color = seriesColor(index == 0 ? 0 : 5);
        axis->setTickLabelFont(m_plot->xAxis->tickLabelFont());
        axis->setLabelFont(m_plot->xAxis->labelFont());
        axis->setTickLabelColor(m_plot->xAxis->tickLabelColor());
        axis->setBasePen(m_plot->xAxis->basePen());
        axis->setTickPen(m_plot->xAxis->tickPen());
        axis->setSubTickPen(Qt::NoPen);
        axis->setLabelColor(palette().color(QPalette::Text));
        axis->setBasePen(QPen(color, 2));
        QCPGraph* graph = m_plot->graph(index++);
        graph->setPen(QPen(color, 2, index == 1 ? Qt::SolidLine : Qt::DashLine));
        graph->setScatterStyle(QCPScatterStyle(
            index == 1 ? QCPScatterStyle::ssDisc : QCPScatterStyle::ssSquare, color, color, 6));
    }
    m_plot->yAxis2->grid()->setVisible(false);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void CalibrationHistoryView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) applyPalette();
}

}  // namespace qstore::ui
