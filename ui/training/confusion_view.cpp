// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/confusion_view.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/controllers/workspace_session.h"
#include "ui/support/series_colors.h"

namespace qstore::ui {
namespace {
constexpr double headerHeight = 40;
constexpr double labelWidth = 108;
constexpr double maximumCell = 110;
}  // namespace

ConfusionView::ConfusionView(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Confusion matrix of the test rows"));
}

void ConfusionView::setMatrix(const ConfusionMatrix& matrix) {
    m_matrix = matrix;
    QStringList spoken;
    for (std::size_t row = 0; row < m_matrix.classes.size(); ++row) {
        for (std::size_t column = 0; column < m_matrix.classes.size(); ++column) {
            if (m_matrix.counts[row * m_matrix.classes.size() + column] > 0)
                spoken << describe(row, column);
        }
    }
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
    update();
}

std::size_t ConfusionView::rowTotal(std::size_t row) const {
    const std::size_t n = m_matrix.classes.size();
    std::size_t total = 0;
    for (std::size_t column = 0; column < n; ++column) total += m_matrix.counts[row * n + column];
    return total;
}

QRectF ConfusionView::cellArea() const {
    const auto n = static_cast<double>(m_matrix.classes.size());
    const double side =
        std::min({(width() - labelWidth - 24) / n, (height() - headerHeight - 12) / n, maximumCell});
    return {labelWidth + 24, headerHeight, side * n, side * n};
}

QRectF ConfusionView::cell(std::size_t row, std::size_t column) const {
    const QRectF area = cellArea();
    const double side = area.width() / static_cast<double>(m_matrix.classes.size());
    return QRectF(area.left() + side * static_cast<double>(column),
                  area.top() + side * static_cast<double>(row), side, side)
        .adjusted(1, 1, -1, -1);
}

QString ConfusionView::describe(std::size_t row, std::size_t column) const {
    const std::size_t n = m_matrix.classes.size();
    return tr("%n row(s) of “%1” predicted as “%2”", nullptr,
              static_cast<int>(m_matrix.counts[row * n + column]))
        .arg(toQt(m_matrix.classes[row]), toQt(m_matrix.classes[column]));
}

void ConfusionView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::size_t n = m_matrix.classes.size();
    if (n == 0) return;
    const QColor secondary = palette().color(QPalette::PlaceholderText);
    const QColor text = palette().color(QPalette::Text);
    const QColor accent = seriesColor(0);
    const QRectF area = cellArea();
    painter.setPen(secondary);
    painter.drawText(QRectF(area.left(), 0, std::max(area.width(), 120.0), 18),
                     Qt::AlignLeft | Qt::AlignVCenter, tr("predicted"));
    painter.save();
    painter.translate(9, area.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-60, -9, 120, 18), Qt::AlignCenter, tr("true"));
    painter.restore();
    for (std::size_t row = 0; row < n; ++row) {
        painter.setPen(text);
        const QRectF first = cell(row, 0);
        const QString name = toQt(m_matrix.classes[row]);
        painter.drawText(QRectF(20, first.top(), labelWidth - 4, first.height()),
                         Qt::AlignRight | Qt::AlignVCenter,
                         fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(labelWidth) - 8));
        const QRectF top = cell(0, row);
        painter.drawText(QRectF(top.left(), 18, top.width(), headerHeight - 18), Qt::AlignCenter,
                         fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(top.width()) - 4));
        const auto total = static_cast<double>(std::max<std::size_t>(rowTotal(row), 1));
        for (std::size_t column = 0; column < n; ++column) {
            const std::size_t count = m_matrix.counts[row * n + column];
            const double share = static_cast<double>(count) / total;
            QColor fill = accent;
            fill.setAlphaF(static_cast<float>(0.06 + 0.84 * share));
            painter.setPen(Qt::NoPen);
            painter.setBrush(fill);
            painter.drawRoundedRect(cell(row, column), 4, 4);
            painter.setPen(share > 0.5 ? QColor(Qt::white) : text);
            painter.drawText(cell(row, column), Qt::AlignCenter, QString::number(count));
        }
    }
}

bool ConfusionView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::size_t n = m_matrix.classes.size();
        for (std::size_t i = 0; i < n * n; ++i) {
            if (!cell(i / n, i % n).contains(help->pos())) continue;
            QToolTip::showText(help->globalPos(), describe(i / n, i % n), this);
            return true;
        }
        QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

}  // namespace qstore::ui
