// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/background_queue.h"

#include <utility>

namespace qstore::ui {

BackgroundQueue::BackgroundQueue(QObject* parent) : QObject(parent) {
    connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
        Q_EMIT failed(error);
        next();
    });
}

void BackgroundQueue::add(BackgroundJob::Work work) {
    m_waiting.push_back(std::move(work));
    next();
}

void BackgroundQueue::next() {
    if (m_job.isRunning() || m_waiting.empty()) return;
    BackgroundJob::Work work = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_job.start([this, work = std::move(work)](const std::stop_token& stop) -> BackgroundJob::Completion {
        return [this, completion = work(stop)] {
            if (completion) completion();
            next();
        };
    });
}

}  // namespace qstore::ui
