// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

namespace qstore {

enum class PgWait : std::uint8_t { Ready, Stopped, TimedOut };

/// Waits for a socket and is woken by a stop token meanwhile.
class StopWake {
public:
    explicit StopWake(const std::stop_token& stop);
    ~StopWake();
    StopWake(const StopWake&) = delete;
    StopWake& operator=(const StopWake&) = delete;

    /// Until `socket` can be read (or written, with `forWriting`) or `limitMs` are over; below 0: no limit.
    PgWait wait(int socket, bool forReading, bool forWriting, std::int64_t limitMs) const;

private:
    std::stop_token m_stop;
    int m_event;  ///< readable once the stop was asked for
    std::optional<std::stop_callback<std::function<void()>>> m_callback;
};

}  // namespace qstore
