// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/histogram_view.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <map>

#include "ui/controllers/workspace_session.h"
#include "ui/support/series_colors.h"

namespace qstore::ui {
namespace {
constexpr std::size_t mostBars = 24;
constexpr std::size_t mostLabels = 6;
}  // namespace

HistogramView::HistogramView(QWidget* parent) : QWidget(parent) {
    setMinimumHeight(110);
    setAccessibleName(tr("Histogram"));
}

void HistogramView::setColumn(const Column* column) {
    m_counts.clear();
    m_labels.clear();
    m_low.clear();
    m_high.clear();
    if (column != nullptr) column->type == ColumnType::Number ? countNumbers(*column) : countTexts(*column);
    update();
}

void HistogramView::countNumbers(const Column& column) {
    double low = INFINITY;
    double high = -INFINITY;
    for (std::size_t i = 0; i < column.rows(); ++i) {
        if (column.missing[i]) continue;
        low = std::min(low, column.numbers[i]);
        high = std::max(high, column.numbers[i]);
    }
    if (low > high) return;
    const auto bars =
        low == high ? std::size_t{1} : std::min(mostBars, std::size_t{8} + column.rows() / 20);
    m_counts.assign(bars, 0);
    for (std::size_t i = 0; i < column.rows(); ++i) {
        if (column.missing[i]) continue;
        const double place =
            low == high ? 0.0 : (column.numbers[i] - low) / (high - low) * static_cast<double>(bars);
        ++m_counts[std::min(bars - 1, static_cast<std::size_t>(place))];
    }
    m_low = QLocale().toString(low, 'g', 4);
    m_high = QLocale().toString(high, 'g', 4);
}

void HistogramView::countTexts(const Column& column) {
    std::map<std::string, std::size_t> counts;
    for (std::size_t i = 0; i < column.rows(); ++i) {
        if (!column.missing[i]) ++counts[column.texts[i]];
    }
    std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    if (sorted.size() > mostLabels) sorted.resize(mostLabels);
    for (const auto& [text, count] : sorted) {
        m_labels.push_back(toQt(text));
        m_counts.push_back(count);
    }
}

void HistogramView::paintEvent(QPaintEvent*) {
    if (m_counts.empty()) return;
    QPainter painter(this);
    const double labelHeight = fontMetrics().height() + 4;
    const double most = static_cast<double>(*std::max_element(m_counts.begin(), m_counts.end()));
    const double step = static_cast<double>(width()) / static_cast<double>(m_counts.size());
    const double room = height() - labelHeight - 2;
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        const double tall =
            std::max(room * static_cast<double>(m_counts[i]) / most, m_counts[i] > 0 ? 1.0 : 0.0);
        const double gap = m_labels.empty() ? 1.0 : 4.0;
        const QRectF bar(step * static_cast<double>(i) + gap / 2, 2 + room - tall, step - gap, tall);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_labels.empty() ? seriesColor(0) : seriesColor(i));
        painter.drawRoundedRect(bar, 2, 2);
        if (m_labels.empty()) continue;
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRectF(step * static_cast<double>(i), height() - labelHeight, step, labelHeight),
                         Qt::AlignCenter,
                         fontMetrics().elidedText(m_labels[i], Qt::ElideRight, static_cast<int>(step) - 4));
    }
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QRectF foot(0, height() - labelHeight, width(), labelHeight);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, m_low);
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, m_high);
}

}  // namespace qstore::ui
