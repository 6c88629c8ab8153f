// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/practice_drawing.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/support/series_colors.h"

namespace qstore::ui {
namespace {

constexpr QRectF drawing(0, 0, 320, 120);

QPainterPath cloudPath(const QPointF& center) {
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addEllipse(center + QPointF(-30, 6), 22, 20);
    path.addEllipse(center + QPointF(0, -10), 28, 28);
    path.addEllipse(center + QPointF(30, 4), 22, 22);
    path.addRoundedRect(QRectF(center.x() - 46, center.y() + 4, 94, 22), 11, 11);
    return path.simplified();
}

}  // namespace

PracticeDrawing::PracticeDrawing(QWidget* parent) : QWidget(parent) {
    setMinimumSize(drawing.size().toSize());
    setAccessibleName(tr("Jobs go from a circuit to a cloud on the same machine, and results come back"));
}

void PracticeDrawing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate((width() - drawing.width()) / 2, (height() - drawing.height()) / 2);
    const QColor line = palette().color(QPalette::PlaceholderText);

    // The circuit of the window.
    painter.setPen(QPen(line, 1.5));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(8, 24, 104, 72), 6, 6);
    painter.drawLine(QPointF(8, 36), QPointF(112, 36));
    painter.setPen(QPen(line, 1));
    for (const double wire : {54.0, 78.0}) painter.drawLine(QPointF(18, wire), QPointF(102, wire));
    painter.setPen(Qt::NoPen);
    painter.setBrush(seriesColor(2));
    painter.drawRoundedRect(QRectF(28, 46, 16, 16), 4, 4);
    painter.setBrush(seriesColor(1));
    painter.drawRoundedRect(QRectF(28, 70, 16, 16), 4, 4);
    painter.setPen(QPen(seriesColor(0), 1.5));
    painter.drawLine(QPointF(66, 54), QPointF(66, 84));
    painter.setBrush(seriesColor(0));
    painter.drawEllipse(QPointF(66, 54), 3.5, 3.5);
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(66, 78), 6, 6);

    // The cloud, on the same desk.
    painter.setPen(QPen(seriesColor(0), 1.5));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawPath(cloudPath({262, 56}));
    painter.setPen(QPen(line, 1.5));
    painter.drawLine(QPointF(0, 106), QPointF(320, 106));

    // Jobs there, results back.
    painter.setPen(QPen(line, 1.5, Qt::DashLine));
    painter.drawLine(QPointF(122, 50), QPointF(204, 50));
    painter.drawLine(QPointF(122, 74), QPointF(204, 74));
    painter.setPen(Qt::NoPen);
    painter.setBrush(seriesColor(1));
    painter.drawRoundedRect(QRectF(150, 45, 12, 10), 2, 2);
    painter.setBrush(seriesColor(2));
    for (int bar = 0; bar < 3; ++bar)
        painter.drawRect(QRectF(158 + 6 * bar, 79 - 4 - 3 * bar, 4, 4 + 3 * bar));
}

}  // namespace qstore::ui
