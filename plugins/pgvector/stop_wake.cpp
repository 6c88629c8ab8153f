// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/stop_wake.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "core/base/clock.h"

namespace qstore {

StopWake::StopWake(const std::stop_token& stop)
    : m_stop(stop), m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    m_callback.emplace(stop, [event = m_event] {
        const std::uint64_t one = 1;
        // A full counter wakes as well.
        if (::write(event, &one, sizeof(one)) < 0) return;
    });
}

StopWake::~StopWake() {
    m_callback.reset();
    if (m_event >= 0) ::close(m_event);
}

PgWait StopWake::wait(int socket, bool forReading, bool forWriting, std::int64_t limitMs) const {
    // Looking up now and then keeps the promise where the system had no event to give.
    constexpr std::int64_t longestMs = 500;
    const auto clock = makeSystemClock();
    const std::int64_t endMs = clock->steadyMs() + limitMs;
    const int wanted = (forReading ? POLLIN : 0) | (forWriting ? POLLOUT : 0);
    while (true) {
        if (m_stop.stop_requested()) return PgWait::Stopped;
        const std::int64_t leftMs = limitMs < 0 ? longestMs : endMs - clock->steadyMs();
        std::array<pollfd, 2> watched{
            {{socket, static_cast<short>(wanted), 0}, {m_event, static_cast<short>(POLLIN), 0}}};
        const auto waitMs = static_cast<int>(std::clamp(leftMs, std::int64_t{0}, longestMs));
        // What breaks here breaks at the next read as well, with a message.
        const int ready = ::poll(watched.data(), watched.size(), waitMs);
        if (watched[0].revents != 0 && ready > 0) return PgWait::Ready;
        if (limitMs >= 0 && leftMs <= 0) return PgWait::TimedOut;
    }
}

}  // namespace qstore
