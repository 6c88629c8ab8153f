// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/probability_scale.h"

#include <QLocale>
#include <QPainter>
#include <cmath>

#include "ui/support/tokens.h"

namespace qstore::ui {

void drawProbabilityScale(QPainter& painter, const QRectF& chart, const Tokens& tokens) {
    for (const double level : {0.0, 0.5, 1.0}) {
        const double y = std::round(chart.bottom() - level * chart.height()) + 0.5;
        painter.setPen(tokens.line);
        painter.drawLine(QPointF(chart.left(), y), QPointF(chart.right(), y));
        painter.setPen(tokens.secondary);
        painter.drawText(QRectF(0, y - 8, chart.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                         QLocale().toString(level, 'g', 2));
    }
}

}  // namespace qstore::ui
