// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/account_test_run.h"

#include <mutex>
#include <utility>

namespace qstore::ui {
namespace {

constexpr int drainMs = 30;

}  // namespace

struct AccountTestRun::Inbox {
    std::mutex mutex;
    std::vector<AccountTestStep> steps;  // guarded by mutex
};

AccountTestRun::AccountTestRun(QObject* parent) : QObject(parent) {
    clear();
    m_timer.setInterval(drainMs);
    connect(&m_timer, &QTimer::timeout, this, &AccountTestRun::drain);
    connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
        if (!m_discarded) {
            Q_EMIT failed(error);
            for (AccountTestStep& step : m_steps) {
                if (step.state == StepState::Running) step.state = StepState::Failed;
            }
        }
        end({});
    });
}

AccountTestRun::~AccountTestRun() = default;

void AccountTestRun::clear() {
    m_steps.clear();
    for (const AccountStep step : {AccountStep::Name, AccountStep::Tls, AccountStep::Key,
                                   AccountStep::Rights, AccountStep::Devices}) {
        AccountTestStep waiting;
        waiting.step = step;
        m_steps.push_back(waiting);
    }
}

void AccountTestRun::start(const BackendProfile& profile, const Secret& key,
                           const AccountTestAccess& network) {
    Order order{profile, key, network};
    clear();
    m_started = true;
    if (!m_job.isRunning()) {
        begin(order);
        return;
    }
    // Waiting for its end here would wait for the network.
    m_discarded = true;
    m_job.requestStop();
    m_next = std::move(order);
    Q_EMIT changed();
}

void AccountTestRun::begin(const Order& order) {
    m_inbox = std::make_shared<Inbox>();
    m_timer.start();
    m_job.start([this, order, inbox = m_inbox](const std::stop_token& stop) -> BackgroundJob::Completion {
        auto steps = testAccount(order.profile, order.key, order.network, RunControl{stop, {}},
                                 [&inbox](const AccountTestStep& step) {
                                     const std::scoped_lock lock(inbox->mutex);
                                     inbox->steps.push_back(step);
                                 });
        return [this, steps = std::move(steps)] { end(steps); };
    });
    Q_EMIT changed();
}

void AccountTestRun::end(const std::vector<AccountTestStep>& steps) {
    m_timer.stop();
    if (std::exchange(m_discarded, false)) {
        if (const auto next = std::exchange(m_next, std::nullopt)) begin(*next);
        return;
    }
    if (!steps.empty()) m_steps = steps;
    Q_EMIT changed();
    Q_EMIT finished(allPassed(m_steps));
}

void AccountTestRun::cancel() {
    if (m_next) {
        reset();
        return;
    }
    m_job.requestStop();
}

void AccountTestRun::reset() {
    m_next.reset();
    m_started = false;
    if (m_job.isRunning()) {
        m_discarded = true;
        m_job.requestStop();
    }
    clear();
    Q_EMIT changed();
}

void AccountTestRun::drain() {
    std::vector<AccountTestStep> news;
    {
        const std::scoped_lock lock(m_inbox->mutex);
        news = std::exchange(m_inbox->steps, {});
    }
    if (news.empty() || m_discarded) return;
    for (const AccountTestStep& step : news) m_steps[static_cast<std::size_t>(step.step)] = step;
    Q_EMIT changed();
}

}  // namespace qstore::ui
