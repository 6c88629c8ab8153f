// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pg_session.h"

namespace qstore {
namespace {

constexpr int kMostRepeats = 3;

/// Deadlock and serialisation: the server undid everything and asks for another try.
bool asksForAnotherTry(const std::string& state) {
    return state == "40P01" || state == "40001";
}

}  // namespace

class PgSession::Turn {
public:
    explicit Turn(PgSession& session) : m_session(session) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
        if (!m_mine) return;
        const std::scoped_lock lock(m_session.m_mutex);
        m_session.m_taken = false;
        m_session.m_freed.notify_one();
    }

    Status take(const RunControl& control) {
        std::unique_lock lock(m_session.m_mutex);
        if (!m_session.m_freed.wait(lock, control.stop, [this] { return !m_session.m_taken; }))
            return cancelled();
        m_mine = m_session.m_taken = true;
        return {};
    }

private:
    PgSession& m_session;
    bool m_mine = false;
};

Status PgSession::connect(const RunControl& control) {
    m_connection.reset();
    QSTORE_TRY(m_connection, PgConnection::open(m_target, control));
    return {};
}

/// A server that starts again takes a few seconds until it listens.
Status PgSession::reconnect(const RunControl& control) {
    constexpr std::int64_t firstWaitMs = 100;
    constexpr std::int64_t lastWaitMs = 3200;
    for (std::int64_t waitMs = firstWaitMs;; waitMs *= 2) {
        Status connected = connect(control);
        const bool mayPass = !connected && (connected.error().code == ErrorCode::Io ||
                                            connected.error().code == ErrorCode::Busy);
        if (!mayPass || waitMs > lastWaitMs) return connected;
        if (!m_clock->waitFor(waitMs, control.stop)) return cancelled();
    }
}

Status PgSession::run(const RunControl& control, PgRepeat repeat, const Work& work) {
    Turn turn(*this);
    QSTORE_CHECK(turn.take(control));
    if (!m_connection)
        QSTORE_CHECK(connect(control));
    else if (!m_connection->isOpen())
        QSTORE_CHECK(reconnect(control));
    for (int repeats = 0;; ++repeats) {
        Status done = work(*m_connection);
        if (done || done.error().code == ErrorCode::Cancelled) return done;
        const bool isLost = !m_connection->isOpen();
        const bool worthwhile = isLost || asksForAnotherTry(m_connection->state());
        if (repeat == PgRepeat::No || !worthwhile || repeats == kMostRepeats) return done;
        if (isLost) QSTORE_CHECK(reconnect(control));
    }
}

}  // namespace qstore
