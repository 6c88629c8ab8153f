// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/plot_style.h"

#include "ui/support/plot.h"

namespace qstore::ui {

void stylePlot(QCustomPlot& plot, const QPalette& palette, const QFont& font) {
    const QColor text = palette.color(QPalette::PlaceholderText);
    const QColor line = palette.color(QPalette::Mid);
    plot.setBackground(QBrush(palette.color(QPalette::Base)));
    QFont small = font;
    small.setPointSizeF(small.pointSizeF() - 1);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
        axis->setBasePen(QPen(line, 1));
        axis->setTickPen(QPen(line, 1));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(text);
        axis->setLabelColor(text);
        axis->setTickLabelFont(small);
        axis->setLabelFont(small);
        axis->grid()->setPen(QPen(line, 0.5, Qt::DotLine));
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
}

}  // namespace qstore::ui
