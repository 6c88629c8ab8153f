// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/scatter_view.h"

#include <QEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/support/number_text.h"
#include "ui/support/plot.h"
#include "ui/support/series_colors.h"
#include "ui/training/plot_style.h"

namespace qstore::ui {

ScatterView::ScatterView(QWidget* parent)
    : QWidget(parent), m_plot(new QCustomPlot(this)), m_diagonal(new QCPItemStraightLine(m_plot)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_plot);
    m_plot->addGraph()->setLineStyle(QCPGraph::lsNone);
    m_plot->setMinimumSize(200, 130);
    m_diagonal->point1->setCoords(0, 0);
    m_diagonal->point2->setCoords(1, 1);
    setAccessibleName(tr("Predicted against true values of the test rows"));
    applyPalette();
}

void ScatterView::setValues(const std::vector<double>& truth, const std::vector<double>& predicted,
                            const QString& target) {
    const auto rows = std::min(truth.size(), predicted.size());
    QVector<double> x, y;
    double low = 0.0;
    double high = 1.0;
    for (std::size_t i = 0; i < rows; ++i) {
        x << truth[i];
        y << predicted[i];
        low = i == 0 ? std::min(truth[i], predicted[i]) : std::min({low, truth[i], predicted[i]});
        high = i == 0 ? std::max(truth[i], predicted[i]) : std::max({high, truth[i], predicted[i]});
    }
    m_plot->graph(0)->setData(x, y);
    const double margin = high > low ? (high - low) * 0.06 : 1.0;
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) axis->setRange(low - margin, high + margin);
    m_plot->xAxis->setLabel(tr("true %1").arg(target));
    m_plot->yAxis->setLabel(tr("predicted %1").arg(target));
    setAccessibleDescription(tr("%n row(s), values from %1 to %2", nullptr, static_cast<int>(rows))
                                 .arg(sensibleNumber(low, 4), sensibleNumber(high, 4)));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void ScatterView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        applyPalette();
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void ScatterView::applyPalette() {
    stylePlot(*m_plot, palette(), font());
    QColor points = seriesColor(0);
    if (palette().color(QPalette::Base).lightness() < 128) points = points.lighter(135);
    points.setAlpha(170);
    m_plot->graph(0)->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssDisc, Qt::NoPen, QBrush(points), 6));
    m_diagonal->setPen(QPen(palette().color(QPalette::PlaceholderText), 1, Qt::DashLine));
}

}  // namespace qstore::ui
