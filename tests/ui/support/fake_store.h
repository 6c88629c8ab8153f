// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "core/stores/local_store.h"
#include "core/workspace/workspace_points.h"
#include "tests/ui/support/fake_files.h"
#include "ui/controllers/store_connections.h"

namespace qstore::ui {

/// A kind of store that lies in a file of its own and behaves as one elsewhere does: it is slow, vanishes
/// and asks for a key when a test says so. Connections and keys are held in memory.
class FakeStores : public std::enable_shared_from_this<FakeStores> {
public:
    explicit FakeStores(const QString& path);
    StoreAccess access();

    std::shared_ptr<VectorStore> store() const { return m_store; }
    /// Kept beside the vectors; keeping is a write.
    FakeFiles& files() { return m_files; }
    Result<std::vector<StoreConnection>> connections();
    QStringList keys();
    /// Points that upsert() was given.
    std::size_t written();

    void vanish(bool gone);
    void failKey();
    /// After so many writes the next one waits for release(), or until it is told to stop.
    void holdAfter(int writes);
    bool isHolding();
    void release();

    // Of the store and the driver.
    Status answer();
    Status write(std::size_t points);
    bool keyFails();

private:
    std::shared_ptr<LocalStore> m_store;
    FakeFiles m_files{[this] { return write(0); }};
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<StoreConnection> m_connections;  // the rest is guarded by m_mutex
    std::vector<Secret> m_keys;
    std::size_t m_written = 0;
    int m_writesLeft = -1;
    bool m_gone = false, m_keyFails = false, m_holding = false, m_released = false;
};

}  // namespace qstore::ui
