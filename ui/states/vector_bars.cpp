// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/vector_bars.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/controllers/workspace_session.h"
#include "ui/states/state_words.h"
#include "ui/support/number_text.h"
#include "ui/support/series_colors.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr int rowHeight = 92;
constexpr int headHeight = 28;
constexpr double widestBar = 44.0;
/// More bars than this are no longer told apart.
constexpr std::size_t mostBars = 256;

}  // namespace

VectorBars::VectorBars(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("vectorBars"));
    setAccessibleName(tr("Contexts"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void VectorBars::setContexts(const std::map<std::string, RecordContext>& contexts) {
    m_rows.clear();
    m_largest = 0.0;
    QStringList said;
    for (const auto& [name, context] : contexts) {
        m_rows.push_back({toQt(name), context});
        for (const double value : context.vector) m_largest = std::max(m_largest, std::abs(value));
        said << tr("%1, weight %2: %3")
                    .arg(toQt(name), sensibleNumber(context.weight, 4), numbersText(context.vector));
    }
    setAccessibleDescription(said.join(QStringLiteral(". ")));
    updateGeometry();
    update();
}

void VectorBars::setMarked(const QString& context) {
    m_marked = context;
    update();
}

QSize VectorBars::sizeHint() const {
    return {320, static_cast<int>(m_rows.size()) * rowHeight};
}

QRectF VectorBars::rowRect(std::size_t row) const {
    return {0.0, static_cast<double>(row) * rowHeight, static_cast<double>(width()),
            static_cast<double>(rowHeight)};
}

QRectF VectorBars::chartRect(std::size_t row) const {
    return rowRect(row).adjusted(space::m, headHeight, -space::m, -space::s);
}

void VectorBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t row = 0; row < m_rows.size(); ++row) drawRow(painter, row);
}

void VectorBars::drawRow(QPainter& painter, std::size_t row) const {
    const Tokens& tokens = m_theme.tokens();
    const Row& shown = m_rows[row];
    const bool marked = shown.name == m_marked;
    const QRectF area = rowRect(row).adjusted(0.5, 0.5, -0.5, -4.5);
    painter.setPen(QPen(marked ? tokens.accent : tokens.line, 1.0));
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(area, cornerRadius, cornerRadius);
    const QRectF head = QRectF(area.left() + space::m, area.top(), area.width() - 2 * space::m, headHeight);
    const QString weight =
        tr("weight %1 · %n number(s)", nullptr, static_cast<int>(shown.context.vector.size()))
            .arg(sensibleNumber(shown.context.weight, 4));
    painter.setFont(Theme::secondaryFont());
    const double weightWidth = painter.fontMetrics().horizontalAdvance(weight) + 4;
    painter.setPen(tokens.secondary);
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, weight);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(tokens.text);
    const int room = static_cast<int>(head.width() - weightWidth - space::s);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(shown.name, Qt::ElideRight, std::max(room, 20)));
    drawBars(painter, chartRect(row), shown.context.vector);
}

void VectorBars::drawBars(QPainter& painter, const QRectF& chart, const std::vector<double>& vector) const {
    const Tokens& tokens = m_theme.tokens();
    const bool below = std::any_of(vector.begin(), vector.end(), [](double value) { return value < 0.0; });
    const double zero = below ? chart.center().y() : chart.bottom();
    const double unit = m_largest > 0.0 ? (below ? chart.height() / 2 : chart.height()) / m_largest : 0.0;
    painter.setPen(QPen(tokens.line, 1.0));
    painter.drawLine(QPointF(chart.left(), zero), QPointF(chart.right(), zero));
    const std::size_t count = std::min(vector.size(), mostBars);
    const double step = std::min(widestBar, chart.width() / static_cast<double>(count));
    const double gap = step > 5 ? 2.0 : 0.0;
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < count; ++i) {
        // Below zero is told by the side and by the colour.
        painter.setBrush(vector[i] < 0 ? seriesColor(1) : seriesColor(tokens.dark ? 4 : 0));
        const double height = std::abs(vector[i]) * unit;
        const double x = chart.left() + static_cast<double>(i) * step;
        painter.drawRect(QRectF(x, vector[i] < 0 ? zero : zero - height, step - gap, height));
    }
    if (count == vector.size()) return;
    painter.setPen(tokens.secondary);
    painter.setFont(Theme::secondaryFont());
    painter.drawText(chart, Qt::AlignRight | Qt::AlignBottom,
                     tr("the first %1 are drawn").arg(groupedCount(count)));
}

std::pair<std::size_t, std::size_t> VectorBars::placeAt(const QPointF& point) const {
    const auto row = static_cast<std::size_t>(std::max(0.0, point.y()) / rowHeight);
    if (row >= m_rows.size()) return {m_rows.size(), 0};
    const auto& vector = m_rows[row].context.vector;
    const QRectF chart = chartRect(row);
    const double step =
        std::min(widestBar, chart.width() / static_cast<double>(std::min(vector.size(), mostBars)));
    const double index = (point.x() - chart.left()) / step;
    return {row, index < 0 ? vector.size() : static_cast<std::size_t>(index)};
}

bool VectorBars::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* over = static_cast<QHelpEvent*>(event);
    const auto [row, index] = placeAt(over->pos());
    if (row == m_rows.size() || index >= m_rows[row].context.vector.size()) {
        QToolTip::hideText();
        return true;
    }
    QToolTip::showText(over->globalPos(),
                       tr("%1, number %2: %3")
                           .arg(m_rows[row].name)
                           .arg(index)
                           .arg(sensibleNumber(m_rows[row].context.vector[index], 8)),
                       this);
    return true;
}

void VectorBars::mousePressEvent(QMouseEvent* event) {
    const std::size_t row = placeAt(event->position()).first;
    if (row < m_rows.size()) Q_EMIT contextClicked(m_rows[row].name);
}

}  // namespace qstore::ui
