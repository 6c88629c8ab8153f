// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/background_job.h"

#include <new>
#include <system_error>
#include <utility>

namespace qstore::ui {
namespace {
constexpr int pollMs = 15;

/// Out of memory and the like end the work, never the program.
Error errorOf(const std::exception* exception) {
    if (dynamic_cast<const std::bad_alloc*>(exception) != nullptr)
        return {ErrorCode::ResourceExhausted, "there was not enough memory for this",
                "use fewer qubits, rows or layers, or close other programs"};
    const std::string what = exception == nullptr ? "an unknown exception" : exception->what();
    return {ErrorCode::Failed, "the work ended in an error that was not expected: " + what,
            "this is a mistake of the program; please report it"};
}
}  // namespace

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
    try {
        startThread(std::move(work));
    } catch (const std::system_error& exception) {
        finish(failure(errorOf(&exception)));
    }
}

void BackgroundJob::startThread(Work work) {
    m_thread = std::jthread([this, work = std::move(work)](const std::stop_token& stop) {
        Completion completion;
        try {
            completion = work(stop);
        } catch (const std::exception& exception) {
            completion = failure(errorOf(&exception));
        } catch (...) {
            completion = failure(errorOf(nullptr));
        }
        finish(std::move(completion));
    });
}

BackgroundJob::Completion BackgroundJob::failure(Error error) {
    return [this, error = std::move(error)] { Q_EMIT failed(error); };
}

void BackgroundJob::finish(Completion completion) {
    const std::scoped_lock lock(m_mutex);
    m_completion = std::move(completion);
    m_done = true;
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
    if (m_thread.joinable()) m_thread.join();
    setRunning(false);
    if (completion) completion();
}

void BackgroundJob::setRunning(bool running) {
    if (std::exchange(m_running, running) != running) Q_EMIT runningChanged(running);
}

}  // namespace qstore::ui
