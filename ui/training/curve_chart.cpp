// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_chart.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QSvgGenerator>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/support/elided_label.h"
#include "ui/support/number_text.h"
#include "ui/support/plot.h"
#include "ui/support/series_colors.h"
#include "ui/training/curve_table_model.h"
#include "ui/training/plot_style.h"

namespace qstore::ui {
namespace {

enum Content { Sentence, Picture, Table };

/// From this many epochs on dashes would run into each other; colour, width and label then tell.
constexpr int solidFrom = 200;

/// Room above and below so that a curve never touches the frame.
QCPRange padded(double low, double high) {
    const double margin = high > low ? (high - low) * 0.08 : std::max(std::abs(high) * 0.1, 0.05);
    return {low - margin, high + margin};
}

QRectF areaOf(const QCPItemText& label) {
    return QRectF(label.topLeft->pixelPosition(), label.bottomRight->pixelPosition());
}

}  // namespace

CurveChart::CurveChart(const QString& title, const QString& valueAxis, QWidget* parent)
    : QWidget(parent),
      m_plot(new QCustomPlot(this)),
      m_values(new ElidedLabel(this)),
      m_heading(new QLabel(this)),
      m_more(new QToolButton(this)),
      m_menu(new QMenu(this)),
      m_stack(new QStackedWidget(this)),
      m_table(new CurveTableModel(*m_plot, this)),
      m_referenceValue(std::numeric_limits<double>::quiet_NaN()) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    buildHead();
    auto* sentence = new QLabel(tr("The curve appears here while a model trains."), m_stack);
    sentence->setAlignment(Qt::AlignCenter);
    sentence->setWordWrap(true);
    sentence->setProperty("role", QStringLiteral("secondary"));
    m_stack->addWidget(sentence);
    m_stack->addWidget(m_plot);
    auto* table = new QTableView(m_stack);
    table->setModel(m_table);
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_stack->addWidget(table);
    layout->addWidget(m_stack, 1);
    m_plot->setMinimumSize(200, 130);
    m_plot->xAxis->setLabel(tr("epoch"));
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->axisRect()->setAutoMargins(QCP::msLeft | QCP::msBottom | QCP::msTop);
    m_crosshair = new QCPItemStraightLine(m_plot);
    m_crosshair->setVisible(false);
    connect(m_plot, &QCustomPlot::mouseMove, this,
            [this](QMouseEvent* event) { showValuesAt(event->position().x()); });
    // The only moment at which axes have their final place: labels follow every size and range.
    connect(m_plot, &QCustomPlot::afterLayout, this, &CurveChart::placeLabels);
    m_plot->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_plot, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& position) { m_menu->popup(m_plot->mapToGlobal(position)); });
    setTitle(title, valueAxis);
    applyPalette();
}

CurveChart::~CurveChart() {
    // The table reads the plot, which goes first as a child.
    m_table->setNames({});
    delete std::exchange(m_stack, nullptr);
}

void CurveChart::buildHead() {
    auto* head = new QHBoxLayout;
    m_heading->setProperty("role", QStringLiteral("section"));
    head->addWidget(m_heading);
    head->addStretch(1);
    m_values->setProperty("role", QStringLiteral("secondary"));
    head->addWidget(m_values, 4);
    buildMenu();
    head->addWidget(m_more);
    static_cast<QVBoxLayout*>(layout())->addLayout(head);
}

void CurveChart::buildMenu() {
    m_tableAction = m_menu->addAction(tr("Show as table"));
    m_tableAction->setCheckable(true);
    connect(m_tableAction, &QAction::toggled, this, &CurveChart::showTable);
    m_menu->addSeparator();
    m_menu->addAction(tr("Copy values as CSV"), this,
                      [this] { QApplication::clipboard()->setText(toCsv()); });
    m_menu->addAction(tr("Copy picture (SVG and PNG)"), this, &CurveChart::copyPicture);
    m_more->setObjectName(QStringLiteral("chartMenu"));
    m_more->setText(QStringLiteral("⋯"));
    m_more->setToolTip(tr("Table, CSV and picture of this chart"));
    m_more->setAccessibleName(m_more->toolTip());
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    m_more->setAutoRaise(true);
}

void CurveChart::setTitle(const QString& title, const QString& valueAxis) {
    m_heading->setText(title);
    m_plot->yAxis->setLabel(valueAxis);
    setAccessibleName(title);
}

bool CurveChart::isEmpty() const {
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        if (!m_plot->graph(i)->data()->isEmpty()) return false;
    }
    return true;
}

bool CurveChart::tableShown() const {
    return m_stack->currentIndex() == Table;
}

void CurveChart::showTable(bool on) {
    m_tableAction->setChecked(on);
    refresh();
}

void CurveChart::setSeriesNames(const QStringList& names) {
    m_names = names;
    m_table->setNames(names);
    for (QCPErrorBars* bars : m_errors) m_plot->removePlottable(bars);
    m_errors.clear();
    m_plot->clearGraphs();
    for (QCPItemText* label : m_endLabels) m_plot->removeItem(label);
    m_endLabels.clear();
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QColor color = seriesColor(static_cast<std::size_t>(i));
        m_plot->addGraph()->setPen(QPen(color, i == 0 ? 2.0 : 1.6));
        auto* label = new QCPItemText(m_plot);
        label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        label->setClipToAxisRect(false);
        label->setText(names[i]);
        label->setVisible(false);
        label->setPadding(QMargins(6, 0, 0, 0));
        m_endLabels.push_back(label);
        auto* bars = new QCPErrorBars(m_plot->xAxis, m_plot->yAxis);
        bars->setDataPlottable(m_plot->graph(static_cast<int>(i)));
        bars->setWhiskerWidth(4);
        bars->setSymbolGap(0);
        bars->removeFromLegend();
        m_errors.push_back(bars);
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

void CurveChart::setErrors(int index, const QVector<double>& errors) {
    QVector<double> shown = errors;
    for (double& error : shown) error *= m_percent ? 100.0 : 1.0;
    m_errors[static_cast<std::size_t>(index)]->setData(shown);
}

void CurveChart::setExtraColumns(std::vector<CurveColumn> columns) {
    m_table->setExtra(std::move(columns));
}

void CurveChart::setReference(double value, const QString& label) {
    m_referenceValue = value;
    if (m_reference == nullptr) {
        m_reference = new QCPItemStraightLine(m_plot);
        m_referenceLabel = new QCPItemText(m_plot);
        m_referenceLabel->setClipToAxisRect(false);
        m_referenceLabel->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        m_referenceLabel->position->setType(QCPItemPosition::ptAbsolute);
    }
    const bool shown = !std::isnan(value);
    m_reference->setVisible(shown);
    m_referenceLabel->setVisible(shown);
    if (shown) {
        const double y = m_percent ? value * 100.0 : value;
        m_reference->point1->setCoords(0, y);
        m_reference->point2->setCoords(1, y);
        m_referenceLabel->setText(label);
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
    m_stack->setCurrentIndex(isEmpty() ? Sentence : m_tableAction->isChecked() ? Table : Picture);
    m_table->follow();
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
        const QCPAbstractPlottable* errors = m_errors[static_cast<std::size_t>(i)];
        const QCPRange bars = errors->getValueRange(found);
        if (!found || m_plot->yAxis->scaleType() == QCPAxis::stLogarithmic) continue;
        low = std::min(low, bars.lower);
        high = std::max(high, bars.upper);
    }
    if (!std::isnan(m_referenceValue) && high >= low) {
        const double y = m_percent ? m_referenceValue * 100.0 : m_referenceValue;
        low = std::min(low, y);
        high = std::max(high, y);
    }
    m_plot->xAxis->setRange(0.0, lastEpoch);
    if (high >= low) m_plot->yAxis->setRange(padded(low, high));
    m_plot->axisRect()->setMargins(QMargins(0, 4, static_cast<int>(labelRoom()), 0));
    for (int i = 1; i < m_plot->graphCount(); ++i) {
        QPen pen = m_plot->graph(i)->pen();
        pen.setStyle(m_plot->graph(i)->data()->size() < solidFrom ? Qt::DashLine : Qt::SolidLine);
        m_plot->graph(i)->setPen(pen);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

double CurveChart::labelRoom() const {
    int widest = 0;
    for (const QString& name : m_names) widest = std::max(widest, fontMetrics().horizontalAdvance(name));
    return widest + 12;
}

void CurveChart::placeLabels() {
    placeEndLabels();
    placeReferenceLabel();
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

/// Above or below its line, left, in the middle or right: where it covers the fewest points.
void CurveChart::placeReferenceLabel() {
    if (m_referenceLabel == nullptr || std::isnan(m_referenceValue)) return;
    const QRectF inside = m_plot->axisRect()->rect();
    const QSizeF size(fontMetrics().horizontalAdvance(m_referenceLabel->text()) + 8,
                      fontMetrics().height() + 2);
    m_referenceLabel->setVisible(size.width() < inside.width());
    const double line =
        m_plot->yAxis->coordToPixel(m_percent ? m_referenceValue * 100.0 : m_referenceValue);
    QPointF best;
    int fewest = std::numeric_limits<int>::max();
    for (const double share : {1.0, 0.5, 0.0}) {
        const double left = inside.left() + (inside.width() - size.width()) * share;
        for (const double top : {line - size.height(), line + 1}) {
            const QRectF area(QPointF(left, top), size);
            int covered = area.top() < inside.top() || area.bottom() > inside.bottom() ? 1 << 20 : 0;
            for (int i = 0; i < m_plot->graphCount(); ++i) {
                const auto points = m_plot->graph(i)->data();
                const auto end = points->findEnd(m_plot->xAxis->pixelToCoord(area.right()));
                for (auto at = points->findBegin(m_plot->xAxis->pixelToCoord(area.left())); at < end;
                     ++at) {
                    const double y = m_plot->yAxis->coordToPixel(at->value);
                    if (y > area.top() && y < area.bottom()) ++covered;
                }
            }
            if (covered >= fewest) continue;
            fewest = covered;
            best = area.topLeft();
        }
    }
    m_referenceLabel->position->setPixelPosition(best + QPointF(4, 1));
}

std::vector<QRectF> CurveChart::labelAreas() const {
    std::vector<QRectF> areas;
    for (const QCPItemText* label : m_endLabels) {
        if (label->visible()) areas.push_back(areaOf(*label));
    }
    if (m_referenceLabel != nullptr && m_referenceLabel->visible())
        areas.push_back(areaOf(*m_referenceLabel));
    return areas;
}

QString CurveChart::valueText(double value) const {
    return m_percent ? tr("%1 %").arg(QLocale().toString(value, 'f', 1)) : sensibleNumber(value, 4);
}

QByteArray CurveChart::toSvg() {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(m_plot->size());
    generator.setViewBox(m_plot->rect());
    generator.setTitle(m_heading->text());
    QCPPainter painter;
    painter.begin(&generator);
    painter.setMode(QCPPainter::pmVectorized);
    m_plot->toPainter(&painter, m_plot->width(), m_plot->height());
    painter.end();
    return buffer.data();
}

void CurveChart::copyPicture() {
    auto* content = new QMimeData;
    content->setData(QStringLiteral("image/svg+xml"), toSvg());
    content->setImageData(m_plot->toPixmap(0, 0, 2.0).toImage());
    QApplication::clipboard()->setMimeData(content);
}

void CurveChart::showValuesAt(double pixelX) {
    const double epoch = std::round(m_plot->xAxis->pixelToCoord(pixelX));
    QStringList parts;
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        const auto points = m_plot->graph(i)->data();
        const auto found = points->findBegin(epoch, false);
        if (found == points->constEnd() || found->key != epoch) continue;
        parts << tr("%1 %2").arg(m_names[i], isolated(valueText(found->value)));
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
    QString csv = QStringLiteral("epoch,") + m_names.join(QLatin1Char(','));
    for (const CurveColumn& column : m_table->extra()) csv += QLatin1Char(',') + column.name;
    csv += QLatin1Char('\n');
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
        const qsizetype row = point - first->constBegin();
        for (const CurveColumn& column : m_table->extra()) {
            const double value = row < column.values.size() ? column.values[row] : std::nan("");
            cells << (std::isnan(value) ? QString() : QString::number(value, 'g', 17));
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
    stylePlot(*m_plot, palette(), font());
    for (std::size_t i = 0; i < m_endLabels.size(); ++i) {
        // Brightened on dark surfaces, where the blue of the palette would sink.
        const bool dark = palette().color(QPalette::Base).lightness() < 128;
        const QColor color = dark ? seriesColor(i).lighter(135) : seriesColor(i).darker(115);
        m_endLabels[i]->setColor(color);
        QPen pen = m_plot->graph(static_cast<int>(i))->pen();
        pen.setColor(dark ? seriesColor(i).lighter(125) : seriesColor(i));
        m_plot->graph(static_cast<int>(i))->setPen(pen);
        QColor faint = pen.color();
        faint.setAlphaF(0.55F);
        m_errors[i]->setPen(QPen(faint, 1));
    }
    m_crosshair->setPen(QPen(text, 1, Qt::DotLine));
    if (m_reference != nullptr) {
        m_reference->setPen(QPen(text, 1, Qt::DashDotLine));
        m_referenceLabel->setColor(text);
    }
}

}  // namespace qstore::ui
