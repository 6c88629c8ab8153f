// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <shared_mutex>

namespace qstore {

/// A std::shared_mutex in which whoever waits to write comes before those who ask to read later. The plain
/// one of glibc lets a steady stream of readers keep writers out for ever.
class FairSharedMutex {
public:
    void lock() {
        const std::scoped_lock turn(m_turn);
        m_mutex.lock();
    }
    void unlock() { m_mutex.unlock(); }
    void lock_shared() {
        const std::scoped_lock turn(m_turn);
        m_mutex.lock_shared();
    }
    void unlock_shared() { m_mutex.unlock_shared(); }

private:
    std::mutex m_turn;
    std::shared_mutex m_mutex;
};

}  // namespace qstore
