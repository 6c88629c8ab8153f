// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "core/base/result.h"

namespace qstore::ui {

/// One piece of work on a thread of its own, owned by a controller in the GUI thread.
///
/// The work returns a closure that holds its result; the closure is run in the GUI thread. Results cross
/// through a guarded slot that a timer empties, never through a queued pointer. Destroying the job
/// cancels the work and joins it; its closure is then dropped. Work that throws (out of memory, say) ends
/// in failed() instead of its closure.
class BackgroundJob : public QObject {
    Q_OBJECT
public:
    using Completion = std::function<void()>;
    using Work = std::function<Completion(std::stop_token)>;

    explicit BackgroundJob(QObject* parent = nullptr);
    ~BackgroundJob() override;

    /// Cancels and joins what runs, then starts anew.
    void start(Work work);
    void requestStop();
    /// Asks to stop, waits for the end and drops the result.
    void cancelAndJoin();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void runningChanged(bool running);
    /// The work threw, or there was no thread for it.
    void failed(const qstore::Error& error);

private:
    void startThread(Work work);
    Completion failure(Error error);
    void finish(Completion completion);
    void deliver();
    void setRunning(bool running);

    std::jthread m_thread;
    std::mutex m_mutex;
    bool m_done = false;      // guarded by m_mutex
    Completion m_completion;  // guarded by m_mutex
    QTimer m_timer;
    bool m_running = false;
};

}  // namespace qstore::ui
