// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/journey_drawing.h"

#include <QPainter>
#include <QPainterPath>
#include <cmath>

#include "ui/support/series_colors.h"

namespace qstore::ui {
namespace {
constexpr int wires = 3;
double wireY(const QRectF& area, int wire) {
    return area.top() + area.height() * (wire + 0.5) / wires;
}
}  // namespace

JourneyDrawing::JourneyDrawing(QWidget* parent) : QWidget(parent) {
    setMinimumSize(260, 110);
    setAccessibleName(tr("Columns of a table run into a circuit; a curve rises"));
}

void JourneyDrawing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF whole = QRectF(rect()).adjusted(4, 10, -4, -10);
    const double third = whole.width() / 10.0;
    drawTable(painter, {whole.left(), whole.top(), third * 2.4, whole.height()});
    drawCircuit(painter, {whole.left() + third * 2.4, whole.top(), third * 4.4, whole.height()});
    drawCurve(painter, {whole.left() + third * 7.2, whole.top(), third * 2.8, whole.height()});
}

void JourneyDrawing::drawTable(QPainter& painter, const QRectF& area) const {
    const QColor line = palette().color(QPalette::Mid);
    for (int row = 0; row < 2 * wires; ++row) {
        for (int column = 0; column < 3; ++column) {
            const QRectF cell(area.left() + area.width() * 0.8 * column / 3,
                              area.top() + area.height() * row / (2 * wires), area.width() * 0.8 / 3 - 3,
                              area.height() / (2 * wires) - 3);
            painter.setPen(Qt::NoPen);
            QColor fill = column == row % 3 ? seriesColor(2) : line;
            fill.setAlphaF(column == row % 3 ? 0.75F : 0.6F);
            painter.setBrush(fill);
            painter.drawRoundedRect(cell, 2, 2);
        }
    }
}

void JourneyDrawing::drawCircuit(QPainter& painter, const QRectF& area) const {
    painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1));
    for (int wire = 0; wire < wires; ++wire)
        painter.drawLine(QPointF(area.left(), wireY(area, wire)),
                         QPointF(area.right() + 8, wireY(area, wire)));
    const auto gate = [&](double place, int wire, const QColor& color) {
        const double side = std::min(22.0, area.height() / wires * 0.62);
        const QRectF box(area.left() + area.width() * place - side / 2, wireY(area, wire) - side / 2, side,
                         side);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(box, 5, 5);
    };
    for (int wire = 0; wire < wires; ++wire) {
        gate(0.14, wire, seriesColor(2));
        gate(0.36, wire, seriesColor(1));
        gate(0.88, wire, seriesColor(1));
    }
    painter.setBrush(seriesColor(0));
    for (int wire = 0; wire + 1 < wires; ++wire) {
        const double x = area.left() + area.width() * (0.55 + 0.14 * wire);
        painter.setPen(QPen(seriesColor(0), 1.5));
        painter.drawLine(QPointF(x, wireY(area, wire)), QPointF(x, wireY(area, wire + 1)));
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(QPointF(x, wireY(area, wire)), 3.5, 3.5);
        painter.setPen(QPen(seriesColor(0), 1.5));
        painter.save();
        painter.setBrush(palette().color(QPalette::Base));
        painter.drawEllipse(QPointF(x, wireY(area, wire + 1)), 6, 6);
        painter.restore();
        painter.drawLine(QPointF(x - 6, wireY(area, wire + 1)), QPointF(x + 6, wireY(area, wire + 1)));
        painter.drawLine(QPointF(x, wireY(area, wire + 1) - 6), QPointF(x, wireY(area, wire + 1) + 6));
    }
}

void JourneyDrawing::drawCurve(QPainter& painter, const QRectF& area) const {
    const QRectF frame = area.adjusted(10, 4, 0, -4);
    painter.setPen(QPen(palette().color(QPalette::Mid), 1));
    painter.drawLine(frame.bottomLeft(), frame.bottomRight());
    painter.drawLine(frame.bottomLeft(), frame.topLeft());
    for (int series = 0; series < 2; ++series) {
        QPainterPath path;
        for (int i = 0; i <= 40; ++i) {
            const double t = i / 40.0;
            const double y = (0.88 - 0.1 * series) * (1 - std::exp(-(5.0 - series) * t));
            const QPointF point(frame.left() + 2 + (frame.width() - 4) * t,
                                frame.bottom() - frame.height() * y);
            i == 0 ? path.moveTo(point) : path.lineTo(point);
        }
        QPen pen(seriesColor(static_cast<std::size_t>(series)), 2);
        if (series == 1) pen.setStyle(Qt::DashLine);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
}

}  // namespace qstore::ui
