// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/background_job.h"

#include <utility>

namespace qstore::ui {
namespace {
constexpr int pollMs = 15;
}

BackgroundJob::BackgroundJob(QObject* parent) : QObject(parent) {
    m_timer.setInterval(pollMs);
    connect(&m_timer, &QTimer::timeout, this, &BackgroundJob::deliver);
}

BackgroundJob::~BackgroundJob() {
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
}

void BackgroundJob::start(Work work) {
    cancelAndJoin();
    setRunning(true);
    m_timer.start();
    m_thread = std::jthread([this, work = std::move(work)](const std::stop_token& stop) {
        Completion completion = work(stop);
        const std::scoped_lock lock(m_mutex);
        m_completion = std::move(completion);
        m_done = true;
    });
}

void BackgroundJob::requestStop() {
    if (m_thread.joinable()) m_thread.request_stop();
}

void BackgroundJob::cancelAndJoin() {
    m_timer.stop();
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_done = false;
        m_completion = nullptr;
    }
    setRunning(false);
}

void BackgroundJob::deliver() {
    Completion completion;
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_done) return;
        completion = std::exchange(m_completion, nullptr);
        m_done = false;
    }
    m_timer.stop();
    m_thread.join();
    setRunning(false);
    if (completion) completion();
}

void BackgroundJob::setRunning(bool running) {
    if (std::exchange(m_running, running) != running) Q_EMIT runningChanged(running);
}

}  // namespace qstore::ui
