// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/states/correlation_map.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "core/states/record_group.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/number_text.h"
#include "ui/support/series_colors.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr double largestCell = 64.0;
constexpr double smallestNumbered = 34.0;
constexpr double widestLabel = 120.0;

/// Diverging around the surface: −1 blue, +1 orange.
QColor divergingColor(double value, const Tokens& tokens) {
    const QColor end = value < 0 ? seriesColor(0) : seriesColor(1);
    const double share = std::min(1.0, std::abs(value));
    const QColor& middle = tokens.surface;
    const auto mix = [share](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * share));
    };
    return {mix(middle.red(), end.red()), mix(middle.green(), end.green()), mix(middle.blue(), end.blue())};
}

}  // namespace

CorrelationMap::CorrelationMap(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("correlationMap"));
    setAccessibleName(tr("Measured correlations"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void CorrelationMap::setCorrelations(const std::vector<std::string>& members,
                                     const std::vector<MeasuredCorrelation>& measured) {
    m_members = members;
    m_measured.clear();
    QStringList said;
    for (const MeasuredCorrelation& each : measured) {
        m_measured.emplace(pairOf(each.a, each.b), each);
        said << tr("%1 and %2: %3")
                    .arg(toQt(each.a), toQt(each.b),
                         each.coefficient ? sensibleNumber(*each.coefficient, 3) : tr("none"));
    }
    setAccessibleDescription(said.join(QStringLiteral("; ")));
    update();
}

const MeasuredCorrelation* CorrelationMap::between(std::size_t a, std::size_t b) const {
    const auto found = m_measured.find(pairOf(m_members[a], m_members[b]));
    return found == m_measured.end() ? nullptr : &found->second;
}

double CorrelationMap::labelWidth() const {
    double widest = 0.0;
    for (const std::string& name : m_members)
        widest = std::max(widest, static_cast<double>(fontMetrics().horizontalAdvance(toQt(name))));
    return std::min(widest, widestLabel) + space::m;
}

double CorrelationMap::cellSize() const {
    const auto count = static_cast<double>(std::max<std::size_t>(m_members.size(), 1));
    const double room = std::min(width() - labelWidth() - space::s, height() - 2.0 * space::xl);
    return std::clamp(room / count, 1.0, largestCell);
}

void CorrelationMap::paintEvent(QPaintEvent*) {
    const Tokens& tokens = m_theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.surface);
    if (m_members.size() < 2) {
        painter.setPen(tokens.secondary);
        painter.drawText(rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("A correlation needs two records in the group."));
        return;
    }
    const double cell = cellSize(), left = labelWidth(), top = space::xl;
    for (std::size_t row = 0; row < m_members.size(); ++row) {
        const double y = top + static_cast<double>(row) * cell;
        const QString name = toQt(m_members[row]);
        painter.setPen(tokens.text);
        painter.drawText(QRectF(0, y, left - space::s, cell), Qt::AlignRight | Qt::AlignVCenter,
                         fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(left - space::s)));
        const double x = left + static_cast<double>(row) * cell;
        painter.drawText(QRectF(x, 0, cell, top - 2), Qt::AlignHCenter | Qt::AlignBottom,
                         fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(cell)));
        for (std::size_t column = 0; column < m_members.size(); ++column)
            drawCell(painter, QRectF(left + static_cast<double>(column) * cell, y, cell, cell), row,
                     column);
    }
}

void CorrelationMap::drawCell(QPainter& painter, const QRectF& cell, std::size_t row,
                              std::size_t column) const {
    const Tokens& tokens = m_theme.tokens();
    const QRectF inside = cell.adjusted(1, 1, -1, -1);
    if (row == column) {
        painter.fillRect(inside, tokens.background);
        return;
    }
    const MeasuredCorrelation* pair = between(row, column);
    if (pair == nullptr || !pair->coefficient) {
        painter.fillRect(inside, QBrush(tokens.line, Qt::BDiagPattern));
        return;
    }
    const QColor color = divergingColor(*pair->coefficient, tokens);
    painter.fillRect(inside, color);
    painter.setPen(tokens.line);
    painter.drawRect(inside);
    if (cell.width() < smallestNumbered) return;
    const QColor dark(0x1B, 0x1D, 0x22);
    painter.setPen(contrastRatio(dark, color) > contrastRatio(Qt::white, color) ? dark : QColor(Qt::white));
    painter.drawText(inside, Qt::AlignCenter, QLocale().toString(*pair->coefficient, 'f', 2));
}

bool CorrelationMap::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || m_members.size() < 2) return QWidget::event(event);
    const auto* over = static_cast<QHelpEvent*>(event);
    const double column = (over->pos().x() - labelWidth()) / cellSize();
    const double row = (over->pos().y() - space::xl) / cellSize();
    const auto count = static_cast<double>(m_members.size());
    if (column < 0 || row < 0 || column >= count || row >= count) return true;
    const MeasuredCorrelation* pair =
        between(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
    if (pair == nullptr) return true;
    const QString value = pair->coefficient ? sensibleNumber(*pair->coefficient, 6) : toQt(pair->reason);
    QToolTip::showText(over->globalPos(), tr("%1 and %2: %3").arg(toQt(pair->a), toQt(pair->b), value),
                       this);
    return true;
}

}  // namespace qstore::ui
