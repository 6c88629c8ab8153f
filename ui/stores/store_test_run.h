// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <vector>

#include "core/stores/store_driver.h"
#include "ui/controllers/store_connections.h"
#include "ui/stores/newest_work.h"

namespace qstore::ui {

/// One test of a connection in the background, its five steps as they come.
class StoreTestRun : public QObject {
    Q_OBJECT
public:
    explicit StoreTestRun(QObject* parent = nullptr);
    ~StoreTestRun() override;

    /// In place of the test before. With `typed`, else with the key that is kept.
    void start(const StoreConnection& connection, const Secret& typed, const StoreAccess& access);
    /// The step that runs, and all after it, end as cancelled.
    void cancel();
    /// As if nothing had been tested.
    void reset();
    bool isRunning() const { return m_work.isRunning(); }
    bool hasStarted() const { return m_started; }
    bool passed() const;
    /// Always five, in their order.
    const std::vector<StoreTestStep>& steps() const { return m_steps; }

Q_SIGNALS:
    void changed();
    /// The test could not be made.
    void failed(const qstore::Error& error);

private:
    struct Inbox;
    void drain();
    void clear();
    void end(const Result<std::vector<StoreTestStep>>& steps);

    std::shared_ptr<Inbox> m_inbox;  ///< steps on their way from the thread that tests
    std::vector<StoreTestStep> m_steps;
    bool m_started = false;
    QTimer m_timer;
    NewestWork m_work;
};

}  // namespace qstore::ui
