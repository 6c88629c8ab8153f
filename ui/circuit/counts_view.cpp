// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/counts_view.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/circuit/probability_scale.h"
#include "ui/support/series_colors.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr std::size_t maxBars = 32;

/// The colour that the exact probabilities have everywhere.
QColor exactColor(const Tokens& tokens) {
    return seriesColor(tokens.dark ? 4 : 0);
}
QColor measuredColor() {
    return seriesColor(1);
}

}  // namespace

CountsView::CountsView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("countsView"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void CountsView::setNote(const QString& note) {
    m_note = note;
    if (m_bars.empty()) setAccessibleName(note);
    update();
}

void CountsView::setOutcome(const CircuitOutcome& outcome,
                            const std::optional<std::map<std::uint64_t, double>>& exact) {
    std::map<std::uint64_t, Bar> bars;
    m_shots = 0;
    m_bits = outcome.bits;
    m_hasExact = exact.has_value();
    for (const auto& [key, count] : outcome.counts) {
        bars[key].count = count;
        m_shots += count;
    }
    if (exact)
        for (const auto& [key, probability] : *exact) bars[key].exact = probability;
    m_bars.clear();
    for (auto& [key, bar] : bars) {
        bar.key = key;
        if (exact && !bar.exact) bar.exact = 0.0;
        m_bars.push_back(bar);
    }
    m_hidden = 0;
    if (m_bars.size() > maxBars) {
        const auto larger = [this](const Bar& a, const Bar& b) {
            const double first = std::max(share(a), a.exact.value_or(0.0));
            const double second = std::max(share(b), b.exact.value_or(0.0));
            return first != second ? first > second : a.key < b.key;
        };
        std::sort(m_bars.begin(), m_bars.end(), larger);
        m_hidden = m_bars.size() - maxBars;
        m_bars.resize(maxBars);
        std::sort(m_bars.begin(), m_bars.end(), [](const Bar& a, const Bar& b) { return a.key < b.key; });
    }
    const auto best = std::max_element(m_bars.begin(), m_bars.end(),
                                       [](const Bar& a, const Bar& b) { return a.count < b.count; });
    if (best != m_bars.end()) setAccessibleName(tr("Measured outcomes; most often %1").arg(help(*best)));
    update();
}

QString CountsView::bits(std::uint64_t key) const {
    QString text;
    for (std::size_t i = m_bits; i-- > 0;)
        text += (key >> i & 1U) != 0 ? QLatin1Char('1') : QLatin1Char('0');
    return text;
}

double CountsView::share(const Bar& bar) const {
    return m_shots == 0 ? 0.0 : static_cast<double>(bar.count) / static_cast<double>(m_shots);
}

double CountsView::shareError(const Bar& bar) const {
    const double p = share(bar);
    return m_shots == 0 ? 0.0 : std::sqrt(p * (1.0 - p) / static_cast<double>(m_shots));
}

QString CountsView::help(const Bar& bar) const {
    const QLocale locale;
    const QString measured =
        tr("|%1⟩  %2 of %3 shots: %4 ± %5")
            .arg(bits(bar.key), locale.toString(static_cast<qulonglong>(bar.count)),
                 locale.toString(static_cast<qulonglong>(m_shots)), locale.toString(share(bar), 'f', 4),
                 locale.toString(shareError(bar), 'f', 4));
    return bar.exact ? tr("%1, exact %2").arg(measured, locale.toString(*bar.exact, 'f', 4)) : measured;
}

bool CountsView::upright() const {
    return m_bits > 5 || m_bars.size() > 16;
}

QRectF CountsView::chartRect() const {
    return QRectF(rect()).adjusted(44, 22, -12, upright() ? -58 : -24);
}

void CountsView::paintEvent(QPaintEvent*) {
    const Tokens& tokens = m_theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.surface);
    painter.setFont(Theme::secondaryFont());
    if (m_bars.empty()) {
        painter.setPen(tokens.secondary);
        painter.drawText(rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, m_note);
        return;
    }
    const QRectF chart = chartRect();
    drawProbabilityScale(painter, chart, tokens);
    drawLegend(painter, chart);
    const double step = chart.width() / static_cast<double>(m_bars.size());
    for (std::size_t i = 0; i < m_bars.size(); ++i)
        drawBar(painter, chart, chart.left() + (static_cast<double>(i) + 0.5) * step, step, m_bars[i]);
}

void CountsView::drawBar(QPainter& painter, const QRectF& chart, double middle, double step,
                         const Bar& bar) const {
    const Tokens& tokens = m_theme.tokens();
    const double width = std::min(m_hasExact ? 26.0 : 48.0, step * (m_hasExact ? 0.36 : 0.7));
    const double left = m_hasExact ? middle - width - 1.0 : middle - width / 2.0;
    const auto column = [&](double x, double value, const QColor& color) {
        const double height = value * chart.height();
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        if (height > 0.3) painter.drawRoundedRect(QRectF(x, chart.bottom() - height, width, height), 2, 2);
    };
    painter.setRenderHint(QPainter::Antialiasing);
    column(left, share(bar), measuredColor());
    if (bar.exact) column(middle + 1.0, *bar.exact, exactColor(tokens));
    const double error = shareError(bar) * chart.height(),
                 top = chart.bottom() - share(bar) * chart.height();
    if (error > 1.0) {
        painter.setPen(QPen(tokens.text, 1.0));
        const double x = left + width / 2.0;
        painter.drawLine(QPointF(x, top - error), QPointF(x, std::min(top + error, chart.bottom())));
    }
    QFont mono = Theme::monoFont();
    mono.setPixelSize(11);
    painter.setFont(mono);
    painter.setPen(bar.count > 0 ? tokens.text : tokens.secondary);
    if (upright()) {
        painter.save();
        painter.translate(middle + 4, chart.bottom() + 6);
        painter.rotate(90);
        painter.drawText(QPointF(0, 0), bits(bar.key));
        painter.restore();
    } else {
        painter.drawText(QRectF(middle - 30, chart.bottom() + 4, 60, 16), Qt::AlignCenter, bits(bar.key));
    }
    painter.setFont(Theme::secondaryFont());
}

void CountsView::drawLegend(QPainter& painter, const QRectF& chart) const {
    const Tokens& tokens = m_theme.tokens();
    double x = chart.left();
    const auto entry = [&](const QColor& color, const QString& text) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRect(QRectF(x, 6, 9, 9));
        painter.setPen(tokens.secondary);
        const double width = painter.fontMetrics().horizontalAdvance(text);
        painter.drawText(QRectF(x + 14, 2, width + 4, 17), Qt::AlignVCenter | Qt::AlignLeft, text);
        x += width + 34;
    };
    entry(measuredColor(), tr("measured"));
    if (m_hasExact) entry(exactColor(tokens), tr("exact"));
    if (m_hidden == 0) return;
    painter.drawText(QRectF(x, 2, chart.right() - x, 17), Qt::AlignRight | Qt::AlignVCenter,
                     tr("%n less frequent outcome(s) not shown", nullptr, static_cast<int>(m_hidden)));
}

bool CountsView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || m_bars.empty()) return QWidget::event(event);
    const auto* over = static_cast<QHelpEvent*>(event);
    const QRectF chart = chartRect();
    const double at = (over->pos().x() - chart.left()) / chart.width() * static_cast<double>(m_bars.size());
    if (at >= 0 && at < static_cast<double>(m_bars.size()))
        QToolTip::showText(over->globalPos(), help(m_bars[static_cast<std::size_t>(at)]), this);
    return true;
}

}  // namespace qstore::ui
