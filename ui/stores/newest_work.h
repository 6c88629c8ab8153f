// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <cstdint>
#include <optional>

#include "ui/controllers/background_job.h"

namespace qstore::ui {

/// Work of which only the newest counts, such as reading what somebody has just selected. What runs is
/// asked to stop, its result is dropped, and nobody waits for its end, since that may be a network's.
class NewestWork : public QObject {
    Q_OBJECT
public:
    explicit NewestWork(QObject* parent = nullptr);

    void run(BackgroundJob::Work work);
    /// Drops what runs and what waits.
    void drop();
    /// The same, and waits for the end.
    void dropAndJoin();
    /// The newest work is asked to stop; its result counts.
    void requestStop();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void runningChanged(bool running);
    /// The newest work threw.
    void failed(const qstore::Error& error);

private:
    void start(BackgroundJob::Work work, std::uint64_t number);
    void ended(std::uint64_t number, const BackgroundJob::Completion& completion);
    void setRunning(bool running);

    std::uint64_t m_number = 0;   ///< of the newest
    std::uint64_t m_started = 0;  ///< of what was started last
    std::optional<BackgroundJob::Work> m_next;
    bool m_running = false;
    BackgroundJob m_job;
};

}  // namespace qstore::ui
