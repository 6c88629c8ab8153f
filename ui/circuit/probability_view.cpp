// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/probability_view.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <complex>

#include "ui/circuit/probability_scale.h"
#include "ui/support/series_colors.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {
constexpr std::size_t maxBars = 32;
constexpr double negligible = 1e-12;
}  // namespace

ProbabilityView::ProbabilityView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("probabilityView"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void ProbabilityView::setState(const std::optional<State>& state, const QString& note) {
    m_note = note;
    m_bars.clear();
    m_hidden = 0;
    if (state) setBars(state->qubits(), state->probabilities(), &*state);
    update();
}

void ProbabilityView::setEnsemble(const OutcomeEnsemble& ensemble) {
    m_note.clear();
    setBars(ensemble.bloch.size(), ensemble.probabilities, nullptr);
    update();
}

void ProbabilityView::setBars(std::size_t qubits, const std::vector<double>& probabilities,
                              const State* phases) {
    m_qubits = qubits;
    m_bars.clear();
    m_hidden = 0;
    std::vector<std::uint64_t> order;
    for (std::uint64_t i = 0; i < probabilities.size(); ++i) {
        if (probabilities.size() <= maxBars || probabilities[i] > negligible) order.push_back(i);
    }
    if (order.size() > maxBars) {
        std::partial_sort(
            order.begin(), order.begin() + maxBars, order.end(), [&](std::uint64_t a, std::uint64_t b) {
                return probabilities[a] != probabilities[b] ? probabilities[a] > probabilities[b] : a < b;
            });
        m_hidden = order.size() - maxBars;
        order.resize(maxBars);
        std::sort(order.begin(), order.end());
    }
    for (const std::uint64_t outcome : order) {
        m_bars.push_back({outcome, probabilities[outcome], {}});
        if (phases != nullptr) m_bars.back().phase = std::arg(phases->amplitude(outcome));
    }
    const auto best = std::max_element(m_bars.begin(), m_bars.end(), [](const Bar& a, const Bar& b) {
        return a.probability < b.probability;
    });
    if (best != m_bars.end())
        setAccessibleName(tr("Probabilities; the largest is %1 for %2")
                              .arg(QLocale().toString(best->probability, 'f', 3), bits(best->outcome)));
}

QString ProbabilityView::bits(std::uint64_t outcome) const {
    QString text;
    for (std::size_t i = m_qubits; i-- > 0;)
        text += (outcome >> i & 1U) != 0 ? QLatin1Char('1') : QLatin1Char('0');
    return text;
}

QRectF ProbabilityView::chartRect() const {
    return QRectF(rect()).adjusted(44, 20, -12, m_qubits > 5 || m_bars.size() > 16 ? -58 : -26);
}

void ProbabilityView::paintEvent(QPaintEvent*) {
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
    const QLocale locale;
    drawProbabilityScale(painter, chart, tokens);
    const double step = chart.width() / static_cast<double>(m_bars.size());
    const double width = std::min(48.0, step * 0.7);
    const bool upright = m_qubits > 5 || m_bars.size() > 16;
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const Bar& bar = m_bars[i];
        const double x = chart.left() + (static_cast<double>(i) + 0.5) * step;
        const double height = bar.probability * chart.height();
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.dark ? seriesColor(4) : seriesColor(0));
        if (height > 0.3)
            painter.drawRoundedRect(QRectF(x - width / 2, chart.bottom() - height, width, height), 2, 2);
        painter.setPen(bar.probability > negligible ? tokens.text : tokens.secondary);
        if (bar.probability > 0.0005 && step > 30)
            painter.drawText(QRectF(x - 30, chart.bottom() - height - 16, 60, 14), Qt::AlignCenter,
                             locale.toString(bar.probability, 'f', step > 44 ? 3 : 2));
        QFont mono = Theme::monoFont();
        mono.setPixelSize(11);
        painter.setFont(mono);
        if (upright) {
            painter.save();
            painter.translate(x + 4, chart.bottom() + 6);
            painter.rotate(90);
            painter.drawText(QPointF(0, 0), bits(bar.outcome));
            painter.restore();
        } else {
            painter.drawText(QRectF(x - 30, chart.bottom() + 5, 60, 16), Qt::AlignCenter,
                             bits(bar.outcome));
        }
        painter.setFont(Theme::secondaryFont());
    }
    if (m_hidden > 0) {
        painter.setPen(tokens.secondary);
        painter.drawText(QRectF(chart.left(), 2, chart.width(), 16), Qt::AlignRight,
                         tr("%n less probable outcome(s) not shown", nullptr, static_cast<int>(m_hidden)));
    }
}

bool ProbabilityView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && !m_bars.empty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QRectF chart = chartRect();
        const double at =
            (help->pos().x() - chart.left()) / chart.width() * static_cast<double>(m_bars.size());
        if (at >= 0 && at < static_cast<double>(m_bars.size())) {
            const Bar& bar = m_bars[static_cast<std::size_t>(at)];
            const QString probability = QLocale().toString(bar.probability, 'g', 6);
            QToolTip::showText(
                help->globalPos(),
                bar.phase ? tr("|%1⟩  probability %2, phase %3 rad")
                                .arg(bits(bar.outcome), probability, QLocale().toString(*bar.phase, 'f', 4))
                          : tr("|%1⟩  probability %2").arg(bits(bar.outcome), probability),
                this);
        }
        return true;
    }
    return QWidget::event(event);
}

}  // namespace qstore::ui
