// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <deque>

#include "ui/controllers/background_job.h"

namespace qstore::ui {

/// Pieces of work in the background, one after another in the order they were given. What waits when this
/// is destroyed is not begun.
class BackgroundQueue : public QObject {
    Q_OBJECT
public:
    explicit BackgroundQueue(QObject* parent = nullptr);

    void add(BackgroundJob::Work work);
    /// Something runs or waits.
    bool isBusy() const { return m_job.isRunning() || !m_waiting.empty(); }

Q_SIGNALS:
    /// A piece of work threw; the next one goes on.
    void failed(const qstore::Error& error);

private:
    void next();

    std::deque<BackgroundJob::Work> m_waiting;
    BackgroundJob m_job;
};

}  // namespace qstore::ui
