// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/store_test_run.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace qstore::ui {
namespace {

constexpr int drainMs = 30;

}  // namespace

struct StoreTestRun::Inbox {
    std::mutex mutex;
    std::vector<StoreTestStep> steps;  // guarded by mutex
};

StoreTestRun::StoreTestRun(QObject* parent) : QObject(parent) {
    clear();
    m_timer.setInterval(drainMs);
    connect(&m_timer, &QTimer::timeout, this, &StoreTestRun::drain);
    connect(&m_work, &NewestWork::failed, this,
            [this](const Error& error) { end(tl::unexpected<Error>(error)); });
}

StoreTestRun::~StoreTestRun() = default;

void StoreTestRun::clear() {
    m_steps.clear();
    for (const StoreStep step :
         {StoreStep::Host, StoreStep::Tls, StoreStep::Key, StoreStep::Version, StoreStep::Collections}) {
        StoreTestStep waiting;
        waiting.step = step;
        m_steps.push_back(waiting);
    }
}

void StoreTestRun::start(const StoreConnection& connection, const Secret& typed,
                         const StoreAccess& access) {
    clear();
    m_started = true;
    m_inbox = std::make_shared<Inbox>();
    m_timer.start();
    m_work.run([this, connection, typed, access,
                inbox = m_inbox](const std::stop_token& stop) -> BackgroundJob::Completion {
        Result<std::vector<StoreTestStep>> steps = [&]() -> Result<std::vector<StoreTestStep>> {
            QSTORE_TRY(const auto driver, driverOf(access, connection));
            Secret key = typed;
            if (key.empty()) {
                QSTORE_TRY(ConnectionKey found, keyToOpen(access, *driver, connection));
                key = std::move(found.key);
            }
            return driver->test(connection, key, RunControl{stop, {}}, [&inbox](const StoreTestStep& step) {
                const std::scoped_lock lock(inbox->mutex);
                inbox->steps.push_back(step);
            });
        }();
        return [this, steps = std::move(steps)] { end(steps); };
    });
    Q_EMIT changed();
}

void StoreTestRun::end(const Result<std::vector<StoreTestStep>>& steps) {
    drain();
    m_timer.stop();
    if (steps)
        m_steps = *steps;
    else
        for (StoreTestStep& step : m_steps)
            if (step.state == StepState::Running) step.state = StepState::Failed;
    if (!steps) Q_EMIT failed(steps.error());
    Q_EMIT changed();
}

void StoreTestRun::cancel() {
    m_work.requestStop();
}

void StoreTestRun::reset() {
    m_timer.stop();
    m_work.drop();
    m_started = false;
    clear();
    Q_EMIT changed();
}

bool StoreTestRun::passed() const {
    return std::all_of(m_steps.begin(), m_steps.end(),
                       [](const StoreTestStep& step) { return step.state == StepState::Passed; });
}

void StoreTestRun::drain() {
    if (m_inbox == nullptr) return;
    std::vector<StoreTestStep> news;
    {
        const std::scoped_lock lock(m_inbox->mutex);
        news = std::exchange(m_inbox->steps, {});
    }
    if (news.empty()) return;
    for (const StoreTestStep& step : news) m_steps[static_cast<std::size_t>(step.step)] = step;
    Q_EMIT changed();
}

}  // namespace qstore::ui
