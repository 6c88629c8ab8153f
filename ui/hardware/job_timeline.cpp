// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/job_timeline.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>

#include "ui/hardware/calibration_text.h"
#include "ui/models/jobs_model.h"
#include "ui/support/theme.h"

namespace qstore::ui {
namespace {

constexpr double barHeight = 20.0, leastWidth = 5.0;

QString spanText(const JobSpan& span) {
    if (isFinal(span.state)) return jobStateText(span.state);
    return JobTimeline::tr("%1 %2").arg(jobStateText(span.state), roughDuration(span.seconds()));
}

}  // namespace

std::vector<JobSpan> spansOf(const std::vector<JobEvent>& events, std::int64_t nowMs) {
    std::vector<JobSpan> spans;
    for (const JobEvent& event : events) {
        if (!spans.empty()) {
            // Clocks are set back at times; a span never ends before it began.
            spans.back().toMs = std::max(event.atMs, spans.back().fromMs);
            if (spans.back().state == event.state) continue;
        }
        const std::int64_t from = spans.empty() ? event.atMs : spans.back().toMs;
        spans.push_back({event.state, from, from});
    }
    if (!spans.empty() && !isFinal(spans.back().state))
        spans.back().toMs = std::max(spans.back().fromMs, nowMs);
    else if (!spans.empty())
        spans.back().toMs = spans.back().fromMs;
    return spans;
}

JobTimeline::JobTimeline(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("jobTimeline"));
    setAccessibleName(tr("Time line of the job"));
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (isVisible()) follow();
    });
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

QSize JobTimeline::sizeHint() const {
    return {320, static_cast<int>(barHeight) + 2 * fontMetrics().height() + 12};
}

void JobTimeline::setEvents(const std::vector<JobEvent>& events) {
    m_events = events;
    follow();
}

void JobTimeline::follow() {
    m_spans = spansOf(m_events, QDateTime::currentMSecsSinceEpoch());
    QStringList words;
    for (const JobSpan& span : m_spans) words << spanText(span);
    setAccessibleDescription(words.join(tr(", ")));
    if (!m_spans.empty() && !isFinal(m_spans.back().state))
        m_second.start();
    else
        m_second.stop();
    update();
}

QColor JobTimeline::colorOf(JobState state) const {
    const Tokens& tokens = m_theme.tokens();
    switch (state) {
        case JobState::Prepared:
        case JobState::Submitting: return tokens.line;
        case JobState::Queued: return tokens.strongLine;
        case JobState::Running: return tokens.accent;
        case JobState::Fetching: return tokens.accentSoft;
        case JobState::Completed: return tokens.success;
        case JobState::Cancelling: return tokens.warningSoft;
        case JobState::Cancelled: return tokens.disabled;
        case JobState::Failed: return tokens.danger;
        case JobState::NeedsKey: return tokens.warning;
    }
    return tokens.line;
}

/// In proportion to their times, but none so narrow that it cannot be seen.
std::vector<JobTimeline::Part> JobTimeline::parts() const {
    std::vector<Part> parts;
    if (m_spans.empty()) return parts;
    double all = 0.0;
    for (const JobSpan& span : m_spans) all += span.seconds();
    const double room = std::max(0.0, width() - leastWidth * static_cast<double>(m_spans.size()));
    double left = 0.0;
    for (const JobSpan& span : m_spans) {
        const double share = all > 0.0 ? span.seconds() / all : 1.0 / static_cast<double>(m_spans.size());
        const double wide = leastWidth + room * share;
        parts.push_back({span, QRectF(left, 0.0, wide, barHeight)});
        left += wide;
    }
    return parts;
}

void JobTimeline::paintEvent(QPaintEvent*) {
    const Tokens& tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::secondaryFont());
    const QFontMetrics metrics(painter.font());
    const auto all = parts();
    QPainterPath clip;
    clip.addRoundedRect(QRectF(0, 0, width(), barHeight), 4, 4);
    painter.save();
    painter.setClipPath(clip);
    QStringList below;
    for (const Part& part : all) {
        const QColor color = colorOf(part.span.state);
        painter.fillRect(part.area, color);
        painter.setPen(QPen(tokens.surface, 1));
        painter.drawLine(part.area.topRight(), part.area.bottomRight());
        const QString word = spanText(part.span);
        const bool fits = metrics.horizontalAdvance(word) + 10 <= part.area.width();
        if (!fits) {
            below << word;
            continue;
        }
        painter.setPen(contrastRatio(color, tokens.text) >= contrastRatio(color, tokens.surface)
                           ? tokens.text
                           : tokens.surface);
        painter.drawText(part.area, Qt::AlignCenter, word);
    }
    painter.restore();
    if (m_spans.empty()) return;
    const auto timeAt = [](std::int64_t ms) {
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms).time(), QLocale::ShortFormat);
    };
    const QRectF times(0, barHeight + 4, width(), metrics.height());
    painter.setPen(tokens.secondary);
    painter.drawText(times, Qt::AlignLeft | Qt::AlignVCenter, timeAt(m_spans.front().fromMs));
    painter.drawText(times, Qt::AlignRight | Qt::AlignVCenter,
                     isFinal(m_spans.back().state) ? timeAt(m_spans.back().fromMs) : tr("now"));
    painter.drawText(QRectF(0, times.bottom() + 2, width(), metrics.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(below.join(QStringLiteral(" · ")), Qt::ElideRight, width()));
}

bool JobTimeline::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto all = parts();
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Part& part) { return part.area.contains(QPointF(help->pos())); });
    if (found == all.end())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), spanText(found->span), this);
    return true;
}

}  // namespace qstore::ui
