// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/bloch_view.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr int cellWidth = 132, cellHeight = 150;

/// x towards the viewer and left, y to the right, z up.
QPointF project(const std::array<double, 3>& v, double radius) {
    return {radius * (v[1] - 0.45 * v[0]), radius * (-v[2] + 0.35 * v[0])};
}

}  // namespace

BlochView::BlochView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("blochView"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void BlochView::setState(const std::optional<State>& state, const QString& note) {
    std::vector<std::array<double, 3>> vectors;
    for (std::size_t qubit = 0; state && qubit < state->qubits(); ++qubit)
        vectors.push_back(state->bloch(qubit));
    setVectors(std::move(vectors), note);
}

void BlochView::setVectors(std::vector<std::array<double, 3>> vectors, const QString& note) {
    m_note = note;
    m_vectors = std::move(vectors);
    QStringList spoken;
    for (std::size_t qubit = 0; qubit < m_vectors.size(); ++qubit) {
        const auto& v = m_vectors[qubit];
        spoken.append(tr("q%1: %2, %3, %4")
                          .arg(qubit)
                          .arg(v[0], 0, 'f', 2)
                          .arg(v[1], 0, 'f', 2)
                          .arg(v[2], 0, 'f', 2));
    }
    setAccessibleName(tr("Bloch vectors. %1").arg(spoken.join(QStringLiteral("; "))));
    setMinimumSize(std::max(1, static_cast<int>(m_vectors.size())) * cellWidth, cellHeight);
    update();
}

void BlochView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().surface);
    painter.setFont(Theme::secondaryFont());
    if (m_vectors.empty()) {
        painter.setPen(m_theme.tokens().secondary);
        painter.drawText(rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, m_note);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < m_vectors.size(); ++i)
        paintSphere(painter,
                    QRectF(static_cast<double>(i) * cellWidth + 8, 0, cellWidth, std::min(height(), 240)),
                    i);
}

void BlochView::paintSphere(QPainter& painter, const QRectF& place, std::size_t qubit) const {
    const Tokens& tokens = m_theme.tokens();
    const auto& v = m_vectors[qubit];
    const double radius = std::min(place.width() / 2 - 18, (place.height() - 60) / 2);
    painter.save();
    painter.translate(place.center().x(), place.top() + 22 + radius);
    painter.setPen(QPen(tokens.strongLine, 1));
    painter.setBrush(tokens.background);
    painter.drawEllipse(QPointF(0, 0), radius, radius);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens.line, 1));
    painter.drawEllipse(QPointF(0, 0), radius, radius * 0.35);
    for (const auto& axis :
         {std::array{1.0, 0.0, 0.0}, std::array{0.0, 1.0, 0.0}, std::array{0.0, 0.0, 1.0}}) {
        const QPointF end = project(axis, radius);
        painter.drawLine(-end, end);
    }
    painter.setPen(tokens.secondary);
    painter.drawText(QRectF(-20, -radius - 16, 40, 14), Qt::AlignCenter, QStringLiteral("|0⟩"));
    painter.drawText(QRectF(-20, radius + 2, 40, 14), Qt::AlignCenter, QStringLiteral("|1⟩"));
    const double length = std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    const QPointF tip = project(v, radius);
    painter.setPen(QPen(tokens.accent, 2.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(0, 0), tip);
    painter.setBrush(tokens.accent);
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(tip, 4, 4);
    painter.setPen(tokens.text);
    const QString label = length > 0.995
                              ? tr("q%1").arg(qubit)
                              : tr("q%1 · length %2").arg(qubit).arg(QLocale().toString(length, 'f', 2));
    painter.drawText(QRectF(-cellWidth / 2.0, radius + 18, cellWidth, 16), Qt::AlignCenter, label);
    painter.restore();
}

}  // namespace qstore::ui
