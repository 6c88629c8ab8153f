// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_chart.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/support/plot.h"
#include "ui/support/series_colors.h"

namespace qstore::ui {
namespace {

/// Room above and below so that a curve never touches the frame.
QCPRange padded(double low, double high) {
    const double margin = high > low ? (high - low) * 0.08 : std::max(std::abs(high) * 0.1, 0.05);
    return {low - margin, high + margin};
}

}  // namespace

CurveChart::CurveChart(const QString& title, const QString& valueAxis, QWidget* parent)
    : QWidget(parent),
      m_plot(new QCustomPlot(this)),
      m_values(new QLabel(this)),
      m_title(title),
      m_referenceValue(std::numeric_limits<double>::quiet_NaN()) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* head = new QHBoxLayout;
    auto* label = new QLabel(title, this);
    label->setProperty("role", QStringLiteral("section"));
    head->addWidget(label);
    head->addStretch();
    m_values->setProperty("role", QStringLiteral("secondary"));
    head->addWidget(m_values);
    layout->addLayout(head);
    layout->addWidget(m_plot, 1);
    setAccessibleName(title);

    m_plot->setMinimumSize(200, 130);
    m_plot->xAxis->setLabel(tr("epoch"));
    m_plot->yAxis->setLabel(valueAxis);
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->grid()->setZeroLinePen(Qt::NoPen);
    m_plot->axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom | QCP::msTop);
    m_plot->axisRect()->setMargins(QMargins(0, 4, 84, 0));
    m_crosshair = new QCPItemStraightLine(m_plot);
    m_crosshair->setVisible(false);
    connect(m_plot, &QCustomPlot::mouseMove, this,
            [this](QMouseEvent* event) { showValuesAt(event->position().x()); });
    m_plot->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_plot, &QWidget::customContextMenuRequested, this, [this](const QPoint& position) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Copy values as CSV"), this,
                        [this] { QApplication::clipboard()->setText(toCsv()); });
        menu->popup(m_plot->mapToGlobal(position));
    });
    applyPalette();
}

void CurveChart::setSeriesNames(const QStringList& names) {
    m_names = names;
    m_plot->clearGraphs();
    for (QCPItemText* label : m_endLabels) m_plot->removeItem(label);
    m_endLabels.clear();
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QColor color = seriesColor(static_cast<std::size_t>(i));
        QPen pen(color, 2.0);
        if (i > 0) pen.setStyle(Qt::DashLine);  // shape besides colour
        m_plot->addGraph()->setPen(pen);
        auto* label = new QCPItemText(m_plot);
        label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        label->setClipToAxisRect(false);
        label->setText(names[i]);
        label->setVisible(false);
        label->setPadding(QMargins(6, 0, 0, 0));
        m_endLabels.push_back(label);
    }
    applyPalette();
}

void CurveChart::setSeries(int index, const QVector<double>& epochs, const QVector<double>& values) {
    QVector<double> shown = values;
    if (m_percent) {
        for (double& value : shown) value *= 100.0;
    }
    m_plot->graph(index)->setData(epochs, shown, true);
}

void CurveChart::setReference(double value, const QString& label) {
    m_referenceValue = value;
    if (m_reference == nullptr) {
        m_reference = new QCPItemStraightLine(m_plot);
        m_referenceLabel = new QCPItemText(m_plot);
        m_referenceLabel->setClipToAxisRect(false);
        m_referenceLabel->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
        m_referenceLabel->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        m_referenceLabel->position->setTypeY(QCPItemPosition::ptPlotCoords);
    }
    const bool shown = !std::isnan(value);
    m_reference->setVisible(shown);
    m_referenceLabel->setVisible(shown);
    if (shown) {
        const double y = m_percent ? value * 100.0 : value;
        m_reference->point1->setCoords(0, y);
        m_reference->point2->setCoords(1, y);
        m_referenceLabel->setText(label);
        m_referenceLabel->position->setAxes(m_plot->xAxis, m_plot->yAxis);
        m_referenceLabel->position->setCoords(0.99, y);
    }
    applyPalette();
}

void CurveChart::setLogarithmic(bool on) {
    m_plot->yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_plot->yAxis->setTicker(on ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                                : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    refresh();
}

void CurveChart::refresh() {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    double lastEpoch = 1.0;
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        bool found = false;
        const QCPRange values = m_plot->graph(i)->getValueRange(found);
        if (!found) continue;
        low = std::min(low, values.lower);
        high = std::max(high, values.upper);
        lastEpoch = std::max(lastEpoch, m_plot->graph(i)->getKeyRange(found).upper);
    }
    if (!std::isnan(m_referenceValue) && high >= low) {
        const double y = m_percent ? m_referenceValue * 100.0 : m_referenceValue;
        low = std::min(low, y);
        high = std::max(high, y);
    }
    m_plot->xAxis->setRange(0.0, lastEpoch);
    if (high >= low) m_plot->yAxis->setRange(padded(low, high));
    placeEndLabels();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void CurveChart::placeEndLabels() {
    struct End {
        double y;
        std::size_t series;
    };
    std::vector<End> ends;
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        auto* label = m_endLabels[static_cast<std::size_t>(i)];
        const auto points = m_plot->graph(i)->data();
        label->setVisible(!points->isEmpty());
        if (points->isEmpty()) continue;
        ends.push_back(
            {m_plot->yAxis->coordToPixel((points->constEnd() - 1)->value), static_cast<std::size_t>(i)});
    }
    std::sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return a.y < b.y; });
    const double height = fontMetrics().height();
    for (std::size_t i = 1; i < ends.size(); ++i) ends[i].y = std::max(ends[i].y, ends[i - 1].y + height);
    // The lowest must not slide under the axis; those above make room.
    double floor = m_plot->axisRect()->bottom() - height / 2;
    for (std::size_t i = ends.size(); i-- > 0; floor -= height) ends[i].y = std::min(ends[i].y, floor);
    for (const End& end : ends) {
        auto* position = m_endLabels[end.series]->position;
        position->setType(QCPItemPosition::ptAbsolute);
        position->setCoords(m_plot->axisRect()->right(), end.y);
    }
}

void CurveChart::showValuesAt(double pixelX) {
    const double epoch = std::round(m_plot->xAxis->pixelToCoord(pixelX));
    QStringList parts;
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        const auto points = m_plot->graph(i)->data();
        const auto found = points->findBegin(epoch, false);
        if (found == points->constEnd() || found->key != epoch) continue;
        const QString value = m_percent ? tr("%1 %").arg(QLocale().toString(found->value, 'f', 1))
                                        : QLocale().toString(found->value, 'g', 4);
        parts << tr("%1 %2").arg(m_names[i], value);
    }
    m_crosshair->setVisible(!parts.isEmpty());
    m_crosshair->point1->setCoords(epoch, 0);
    m_crosshair->point2->setCoords(epoch, 1);
    m_values->setText(parts.isEmpty()
                          ? QString()
                          : tr("epoch %1 · %2")
                                .arg(QLocale().toString(epoch, 'f', 0), parts.join(QStringLiteral(" · "))));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString CurveChart::toCsv() const {
    QString csv = QStringLiteral("epoch,") + m_names.join(QLatin1Char(',')) + QLatin1Char('\n');
    if (m_plot->graphCount() == 0) return csv;
    const auto first = m_plot->graph(0)->data();
    for (auto point = first->constBegin(); point != first->constEnd(); ++point) {
        QStringList cells{QString::number(point->key)};
        for (int i = 0; i < m_plot->graphCount(); ++i) {
            const auto points = m_plot->graph(i)->data();
            const auto found = points->findBegin(point->key, false);
            const bool present = found != points->constEnd() && found->key == point->key;
            cells << (present ? QString::number(found->value, 'g', 17) : QString());
        }
        csv += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return csv;
}

void CurveChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        applyPalette();
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void CurveChart::applyPalette() {
    const QColor text = palette().color(QPalette::PlaceholderText);
    const QColor line = palette().color(QPalette::Mid);
    m_plot->setBackground(QBrush(palette().color(QPalette::Base)));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setBasePen(QPen(line, 1));
        axis->setTickPen(QPen(line, 1));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(text);
        axis->setLabelColor(text);
        QFont small = font();
        small.setPointSizeF(small.pointSizeF() - 1);
        axis->setTickLabelFont(small);
        axis->setLabelFont(small);
        axis->grid()->setPen(QPen(line, 0.5, Qt::DotLine));
    }
    for (std::size_t i = 0; i < m_endLabels.size(); ++i) {
        // Brightened on dark surfaces, where the blue of the palette would sink.
        const bool dark = palette().color(QPalette::Base).lightness() < 128;
        const QColor color = dark ? seriesColor(i).lighter(135) : seriesColor(i).darker(115);
        m_endLabels[i]->setColor(color);
        QPen pen = m_plot->graph(static_cast<int>(i))->pen();
        pen.setColor(dark ? seriesColor(i).lighter(125) : seriesColor(i));
        m_plot->graph(static_cast<int>(i))->setPen(pen);
    }
    m_crosshair->setPen(QPen(text, 1, Qt::DotLine));
    if (m_reference != nullptr) {
        m_reference->setPen(QPen(text, 1, Qt::DashDotLine));
        m_referenceLabel->setColor(text);
    }
}

}  // namespace qstore::ui
