// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/newest_work.h"

#include <utility>

namespace qstore::ui {

NewestWork::NewestWork(QObject* parent) : QObject(parent) {
    connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
        const std::uint64_t number = m_started;
        ended(number, [this, error] { Q_EMIT failed(error); });
    });
}

void NewestWork::run(BackgroundJob::Work work) {
    const std::uint64_t number = ++m_number;
    setRunning(true);
    if (!m_job.isRunning()) return start(std::move(work), number);
    m_job.requestStop();
    m_next = std::move(work);
}

void NewestWork::start(BackgroundJob::Work work, std::uint64_t number) {
    m_started = number;
    m_job.start(
        [this, number, work = std::move(work)](const std::stop_token& stop) -> BackgroundJob::Completion {
            return [this, number, completion = work(stop)] { ended(number, completion); };
        });
}

void NewestWork::ended(std::uint64_t number, const BackgroundJob::Completion& completion) {
    if (m_next) {
        auto work = std::move(*m_next);
        m_next.reset();
        return start(std::move(work), m_number);
    }
    if (number != m_number) return;
    setRunning(false);
    if (completion) completion();
}

void NewestWork::drop() {
    ++m_number;
    m_next.reset();
    m_job.requestStop();
    setRunning(false);
}

void NewestWork::dropAndJoin() {
    drop();
    m_job.cancelAndJoin();
}

void NewestWork::requestStop() {
    // What waits has not begun: there is nothing to hear of.
    if (m_next) return drop();
    m_job.requestStop();
}

void NewestWork::setRunning(bool running) {
    if (std::exchange(m_running, running) != running) Q_EMIT runningChanged(running);
}

}  // namespace qstore::ui
