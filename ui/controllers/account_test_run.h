// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "core/backends/account_test.h"
#include "ui/controllers/background_job.h"

namespace qstore::ui {

/// One test of an account in the background, its five steps as they come.
class AccountTestRun : public QObject {
    Q_OBJECT
public:
    explicit AccountTestRun(QObject* parent = nullptr);
    ~AccountTestRun() override;

    /// In place of the test before, which is cancelled. An empty key fails the third step.
    void start(const BackendProfile& profile, const Secret& key, const AccountTestAccess& network);
    /// The step that runs, and all after it, end as cancelled.
    void cancel();
    /// As if nothing had been tested; what runs ends without a word.
    void reset();
    bool isRunning() const { return m_next.has_value() || (m_job.isRunning() && !m_discarded); }
    /// Always five, in their order.
    const std::vector<AccountTestStep>& steps() const { return m_steps; }
    /// A test was begun since the last reset.
    bool hasStarted() const { return m_started; }

Q_SIGNALS:
    void changed();
    /// After the last step, once a test.
    void finished(bool passed);
    void failed(const qstore::Error& error);

private:
    struct Inbox;
    struct Order {
        BackendProfile profile;
        Secret key;
        AccountTestAccess network;
    };
    void begin(const Order& order);
    void end(const std::vector<AccountTestStep>& steps);
    void drain();
    void clear();

    std::shared_ptr<Inbox> m_inbox;  ///< steps on their way from the thread that tests
    std::vector<AccountTestStep> m_steps;
    std::optional<Order> m_next;  ///< begins when what was discarded has ended
    bool m_started = false;
    bool m_discarded = false;
    QTimer m_timer;
    BackgroundJob m_job;
};

}  // namespace qstore::ui
