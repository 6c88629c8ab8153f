// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/outcome_bars.h"

#include <QPainter>
#include <algorithm>

#include "ui/models/runs_model.h"
#include "ui/support/number_text.h"
#include "ui/support/series_colors.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr std::size_t mostRows = 8;

/// Bit 0 is the rightmost.
QString bitsOf(std::uint64_t key, std::size_t bits) {
    QString text;
    for (std::size_t bit = bits; bit-- > 0;)
        text += bit < 64 && ((key >> bit) & 1U) != 0 ? QLatin1Char('1') : QLatin1Char('0');
    return text;
}

}  // namespace

OutcomeBars::OutcomeBars(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("outcomeBars"));
    setAccessibleName(tr("Outcomes"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void OutcomeBars::setOutcome(const CircuitOutcome& outcome) {
    m_rows.clear();
    for (const auto& [key, probability] : outcome.probabilities) {
        const auto count = outcome.counts.find(key);
        m_rows.push_back(
            {bitsOf(key, outcome.bits), count == outcome.counts.end() ? 0 : count->second, probability});
    }
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [](const Row& a, const Row& b) { return a.probability > b.probability; });
    QStringList words;
    for (std::size_t i = 0; i < std::min(m_rows.size(), mostRows); ++i)
        words << tr("%1 %2").arg(m_rows[i].bits, percent(m_rows[i].probability));
    setAccessibleDescription(words.join(tr(", ")));
    updateGeometry();
    update();
}

void OutcomeBars::clear() {
    m_rows.clear();
    setAccessibleDescription({});
    updateGeometry();
    update();
}

QString OutcomeBars::toCsv() const {
    QString csv = QStringLiteral("outcome,count,probability\n");
    for (const Row& row : m_rows)
        csv += QStringLiteral("%1,%2,%3\n")
                   .arg(row.bits)
                   .arg(row.count)
                   .arg(QString::number(row.probability, 'g', 17));
    return csv;
}

int OutcomeBars::rowHeight() const {
    return fontMetrics().height() + 5;
}

QSize OutcomeBars::sizeHint() const {
    const std::size_t shown = std::min(m_rows.size(), mostRows);
    return {300, static_cast<int>(shown) * rowHeight() + (m_rows.size() > mostRows ? rowHeight() : 0)};
}

void OutcomeBars::paintEvent(QPaintEvent*) {
    if (m_rows.empty()) return;
    const Tokens& tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics mono(Theme::monoFont());
    const int bitsWidth = std::min(mono.horizontalAdvance(m_rows.front().bits) + 10, width() / 2);
    const int numberWidth = fontMetrics().horizontalAdvance(QStringLiteral("1,000,000  100.0 %"));
    const double room = std::max(20, width() - bitsWidth - numberWidth - 8);
    const double most = m_rows.front().probability;
    int top = 0;
    for (std::size_t i = 0; i < std::min(m_rows.size(), mostRows); ++i, top += rowHeight()) {
        const Row& row = m_rows[i];
        painter.setFont(Theme::monoFont());
        painter.setPen(tokens.text);
        painter.drawText(QRect(0, top, bitsWidth - 6, rowHeight()), Qt::AlignLeft | Qt::AlignVCenter,
                         mono.elidedText(row.bits, Qt::ElideLeft, bitsWidth - 6));
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.dark ? seriesColor(4) : seriesColor(0));
        const double wide = most > 0.0 ? row.probability / most * room : 0.0;
        painter.drawRoundedRect(QRectF(bitsWidth, top + 4, std::max(wide, 1.0), rowHeight() - 8), 2, 2);
        painter.setFont(font());
        painter.setPen(tokens.secondary);
        painter.drawText(QRect(width() - numberWidth, top, numberWidth, rowHeight()),
                         Qt::AlignRight | Qt::AlignVCenter,
                         tr("%1  %2").arg(groupedCount(row.count), percent(row.probability)));
    }
    if (m_rows.size() <= mostRows) return;
    painter.drawText(QRect(0, top, width(), rowHeight()), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("and %n more outcome(s)", nullptr, static_cast<int>(m_rows.size() - mostRows)));
}

}  // namespace qstore::ui
