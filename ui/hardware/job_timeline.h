// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>
#include <vector>

#include "core/backends/job.h"

namespace qstore::ui {

class Theme;

/// A time that a job was in one state.
struct JobSpan {
    JobState state = JobState::Prepared;
    std::int64_t fromMs = 0, toMs = 0;  ///< Unix
    double seconds() const { return static_cast<double>(toMs - fromMs) / 1000.0; }
};
/// Neighbouring events of one state are one span; the last one of a job that is not over lasts until
/// `nowMs`, a final one has no length.
std::vector<JobSpan> spansOf(const std::vector<JobEvent>& events, std::int64_t nowMs);

/// How long a job was in which state, as a bar; every state has its word, in the bar or below it.
class JobTimeline : public QWidget {
    Q_OBJECT
public:
    explicit JobTimeline(const Theme& theme, QWidget* parent = nullptr);
    void setEvents(const std::vector<JobEvent>& events);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Part {
        JobSpan span;
        QRectF area;
    };
    void follow();
    std::vector<Part> parts() const;
    QColor colorOf(JobState state) const;

    const Theme& m_theme;
    std::vector<JobEvent> m_events;
    std::vector<JobSpan> m_spans;
    QTimer m_second;  // while the job goes on
};

}  // namespace qstore::ui
