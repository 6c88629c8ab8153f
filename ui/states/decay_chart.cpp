// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/decay_chart.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QSvgGenerator>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/hardware/table_columns.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/support/plot.h"
#include "ui/support/series_colors.h"
#include "ui/support/tokens.h"
#include "ui/training/plot_style.h"

namespace qstore::ui {
namespace {

enum Pages { Note, Picture, Numbers };
constexpr double entropyHeadroom = 1.05;

}  // namespace

DecayChart::DecayChart(QWidget* parent)
    : QWidget(parent),
      m_stack(new QStackedWidget(this)),
      m_note(new QLabel(m_stack)),
      m_plot(new QCustomPlot(m_stack)),
      m_table(new QTableWidget(m_stack)) {
    setObjectName(QStringLiteral("decayChart"));
    setAccessibleName(tr("Decay over time"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    buildHead();
    buildPlot();
    m_note->setObjectName(QStringLiteral("decayNote"));
    m_note->setWordWrap(true);
    m_note->setAlignment(Qt::AlignCenter);
    m_table->setObjectName(QStringLiteral("decayTable"));
    m_table->setAccessibleName(tr("Decay over time, in numbers"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    styleRows(*m_table);
    m_stack->addWidget(m_note);
    m_stack->addWidget(m_plot);
    m_stack->addWidget(m_table);
    column->addWidget(m_stack, 1);
    applyPalette();
}

QString DecayChart::curveName(int curve) {
    switch (curve) {
        case Purity: return tr("purity");
        case Fidelity: return tr("fidelity");
        case Entropy: return tr("entropy (bits)");
        default: return {};
    }
}

std::optional<double> DecayChart::valueOf(const RegisterPoint& point, int curve) {
    switch (curve) {
        case Purity: return point.purity;
        case Fidelity: return point.fidelityToStart;
        case Entropy: return point.entropyBits;
        default: return std::nullopt;
    }
}

void DecayChart::buildHead() {
    auto* head = new QHBoxLayout;
    head->addWidget(sectionLabel(tr("Idling under T1 and T2"), this));
    m_values = secondaryLabel({}, this);
    m_values->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_values->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(m_values, 1);
    m_more = new QToolButton(this);
    m_more->setObjectName(QStringLiteral("decayMenu"));
    m_more->setText(QStringLiteral("⋯"));
    m_more->setToolTip(tr("Table, CSV and picture of this chart"));
    m_more->setAccessibleName(m_more->toolTip());
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_more);
    m_tableAction = menu->addAction(tr("Show as table"));
    m_tableAction->setCheckable(true);
    connect(m_tableAction, &QAction::toggled, this, &DecayChart::showTable);
    menu->addAction(tr("Copy values as CSV"), this,
                    [this] { QApplication::clipboard()->setText(toCsv()); });
    menu->addAction(tr("Copy picture (SVG and PNG)"), this, [this] {
        auto* content = new QMimeData;
        content->setData(QStringLiteral("image/svg+xml"), toSvg());
        content->setImageData(m_plot->toPixmap(0, 0, 2.0).toImage());
        QApplication::clipboard()->setMimeData(content);
    });
    m_more->setMenu(menu);
    head->addWidget(m_more);
    static_cast<QVBoxLayout*>(layout())->addLayout(head);
}

void DecayChart::buildPlot() {
    m_plot->setAccessibleName(accessibleName());
    m_plot->xAxis->setLabel(tr("time (µs)"));
    m_plot->yAxis->setLabel(tr("purity, fidelity"));
    m_plot->yAxis->setRange(0.0, 1.02);
    m_plot->yAxis2->setVisible(true);
    m_plot->yAxis2->setLabel(tr("entropy (bits)"));
    for (int curve = 0; curve < CurveCount; ++curve) {
        m_plot->addGraph(m_plot->xAxis, curve == Entropy ? m_plot->yAxis2 : m_plot->yAxis);
        auto* label = new QCPItemText(m_plot);
        label->setText(curveName(curve));
        label->setClipToAxisRect(false);
        label->setVisible(false);
        label->position->setType(QCPItemPosition::ptAbsolute);
        label->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
        m_labels.at(static_cast<std::size_t>(curve)) = label;
    }
    m_crosshair = new QCPItemStraightLine(m_plot);
    m_crosshair->setVisible(false);
    connect(m_plot, &QCustomPlot::mouseMove, this,
            [this](const QMouseEvent* event) { showValuesAt(event->position().x()); });
    connect(m_plot, &QCustomPlot::afterLayout, this, &DecayChart::placeLabels);
}

void DecayChart::setNote(const QString& note) {
    m_points.clear();
    m_note->setText(note);
    m_stack->setCurrentIndex(Note);
}

void DecayChart::setSeries(std::vector<RegisterPoint> points) {
    m_points = std::move(points);
    double most = 0.0;
    for (int curve = 0; curve < CurveCount; ++curve) {
        QVector<double> times, values;
        for (const RegisterPoint& point : m_points) {
            const auto value = valueOf(point, curve);
            if (!value) continue;
            times << point.timeUs;
            values << *value;
            if (curve == Entropy) most = std::max(most, *value);
        }
        m_plot->graph(curve)->setData(times, values, true);
    }
    m_plot->xAxis->setRange(0.0, m_points.empty() ? 1.0 : m_points.back().timeUs);
    m_plot->yAxis2->setRange(0.0, most > 0.0 ? most * entropyHeadroom : 1.0);
    fillTable();
    m_stack->setCurrentIndex(m_tableAction->isChecked() ? Numbers : Picture);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void DecayChart::showTable(bool on) {
    m_tableAction->setChecked(on);
    if (!m_points.empty()) m_stack->setCurrentIndex(on ? Numbers : Picture);
}

void DecayChart::fillTable() {
    m_table->setColumnCount(1 + CurveCount);
    m_table->setHorizontalHeaderLabels(
        {tr("time (µs)"), curveName(Purity), curveName(Fidelity), curveName(Entropy)});
    m_table->setRowCount(static_cast<int>(m_points.size()));
    for (std::size_t row = 0; row < m_points.size(); ++row) {
        for (int column = 0; column <= CurveCount; ++column) {
            const auto value = column == 0 ? std::optional<double>(m_points[row].timeUs)
                                           : valueOf(m_points[row], column - 1);
            auto* item = new QTableWidgetItem(value ? sensibleNumber(*value, 6) : QStringLiteral("–"));
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(static_cast<int>(row), column, item);
        }
    }
}

/// Above the last third of each curve, and never on top of each other.
void DecayChart::placeLabels() {
    std::vector<std::pair<double, QCPItemText*>> places;
    const QCPAxisRect& inside = *m_plot->axisRect();
    for (int curve = 0; curve < CurveCount; ++curve) {
        auto* label = m_labels.at(static_cast<std::size_t>(curve));
        const auto points = m_plot->graph(curve)->data();
        label->setVisible(!points->isEmpty());
        if (points->isEmpty()) continue;
        const QCPAxis* axis = curve == Entropy ? m_plot->yAxis2 : m_plot->yAxis;
        // Above the highest point of the curve in the width of the label.
        const double width = fontMetrics().horizontalAdvance(label->text()) + 2.0 * space::s;
        double top = inside.bottom();
        for (auto at = points->findBegin(m_plot->xAxis->pixelToCoord(inside.right() - width));
             at != points->constEnd(); ++at)
            top = std::min(top, axis->coordToPixel(at->value));
        places.emplace_back(top, label);
    }
    std::sort(places.begin(), places.end());
    const double height = fontMetrics().height() + 2;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double above = i == 0 ? inside.top() + height : places[i - 1].first + height;
        places[i].first = std::max(places[i].first - 2, above);
    }
    for (const auto& [y, label] : places) label->position->setCoords(inside.right() - 6, y);
}

void DecayChart::showValuesAt(double pixelX) {
    if (m_points.empty()) return;
    const double time = m_plot->xAxis->pixelToCoord(pixelX);
    const auto nearest = std::min_element(m_points.begin(), m_points.end(),
                                          [time](const RegisterPoint& a, const RegisterPoint& b) {
                                              return std::abs(a.timeUs - time) < std::abs(b.timeUs - time);
                                          });
    QStringList parts{tr("%1 µs").arg(sensibleNumber(nearest->timeUs, 4))};
    for (int curve = 0; curve < CurveCount; ++curve)
        if (const auto value = valueOf(*nearest, curve))
            parts << tr("%1 %2").arg(curveName(curve), sensibleNumber(*value, 4));
    m_values->setText(parts.join(QStringLiteral(" · ")));
    m_crosshair->setVisible(true);
    m_crosshair->point1->setCoords(nearest->timeUs, 0);
    m_crosshair->point2->setCoords(nearest->timeUs, 1);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString DecayChart::toCsv() const {
    const auto cell = [](const std::optional<double>& value) {
        return value ? QString::number(*value, 'g', 17) : QString();
    };
    QString csv = QStringLiteral("time_us,purity,fidelity,entropy_bits\n");
    for (const RegisterPoint& point : m_points)
        csv += QStringList{cell(point.timeUs), cell(point.purity), cell(point.fidelityToStart),
                           cell(point.entropyBits)}
                   .join(QLatin1Char(',')) +
               QLatin1Char('\n');
    return csv;
}

QByteArray DecayChart::toSvg() {
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(m_plot->size());
    generator.setViewBox(m_plot->rect());
    generator.setTitle(accessibleName());
    QCPPainter painter;
    painter.begin(&generator);
    painter.setMode(QCPPainter::pmVectorized);
    m_plot->toPainter(&painter, m_plot->width(), m_plot->height());
    painter.end();
    return buffer.data();
}

void DecayChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::StyleChange) return;
    applyPalette();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void DecayChart::applyPalette() {
    stylePlot(*m_plot, palette(), font());
    m_plot->yAxis2->setBasePen(m_plot->yAxis->basePen());
    m_plot->yAxis2->setTickPen(m_plot->yAxis->tickPen());
    m_plot->yAxis2->setSubTickPen(Qt::NoPen);
    m_plot->yAxis2->setTickLabelColor(m_plot->yAxis->tickLabelColor());
    m_plot->yAxis2->setLabelColor(m_plot->yAxis->labelColor());
    m_plot->yAxis2->setTickLabelFont(m_plot->yAxis->tickLabelFont());
    m_plot->yAxis2->setLabelFont(m_plot->yAxis->labelFont());
    // Brightened on dark surfaces, where the blue of the palette would sink.
    const bool dark = palette().color(QPalette::Base).lightness() < 128;
    for (int curve = 0; curve < CurveCount; ++curve) {
        const QColor color = seriesColor(static_cast<std::size_t>(curve));
        const Qt::PenStyle style = curve == Entropy ? Qt::DashLine : Qt::SolidLine;
        m_plot->graph(curve)->setPen(QPen(dark ? color.lighter(125) : color, 2.0, style));
        m_labels.at(static_cast<std::size_t>(curve))
            ->setColor(dark ? color.lighter(135) : color.darker(115));
    }
    m_crosshair->setPen(QPen(palette().color(QPalette::PlaceholderText), 1, Qt::DotLine));
}

}  // namespace qstore::ui
