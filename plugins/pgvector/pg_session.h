// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>

#include "core/base/clock.h"
#include "plugins/pgvector/pg_connection.h"

namespace qstore {

/// Whether work may be done twice where nobody knows whether it was done once.
enum class PgRepeat : std::uint8_t { Yes, No };

/// The one connection of a store: opened when it is first needed and again when it was lost; one piece of
/// work at a time. Thread-safe.
class PgSession {
public:
    using Work = std::function<Status(PgConnection&)>;
    PgSession(PgTarget target, std::shared_ptr<Clock> clock)
        : m_target(std::move(target)), m_clock(std::move(clock)) {}

    /// Does `work` with the connection. Where that is lost meanwhile, or another program was in the way,
    /// work that may be repeated is done again, from its beginning.
    Status run(const RunControl& control, PgRepeat repeat, const Work& work);
    const PgTarget& target() const { return m_target; }

private:
    /// The connection is this thread's while one of these lives.
    class Turn;
    Status connect(const RunControl& control);
    Status reconnect(const RunControl& control);

    PgTarget m_target;
    std::shared_ptr<Clock> m_clock;
    std::mutex m_mutex;
    std::condition_variable_any m_freed;
    bool m_taken = false;
    std::unique_ptr<PgConnection> m_connection;  ///< of whoever has the turn
};

}  // namespace qstore
