// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace qstore {
namespace {

template <class Source>
std::int64_t milliseconds() {
    const auto sinceStart = Source::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(sinceStart).count();
}

class SystemClock final : public Clock {
public:
    std::int64_t unixMs() const override { return milliseconds<std::chrono::system_clock>(); }
    std::int64_t steadyMs() const override { return milliseconds<std::chrono::steady_clock>(); }

    bool waitFor(std::int64_t ms, const std::stop_token& stop) override {
        // A deadline beyond this would overflow the clock's nanoseconds.
        constexpr std::int64_t longestMs = std::int64_t{1000} * 3600 * 24 * 365 * 100;
        const auto deadline = std::chrono::steady_clock::now() +
                              std::chrono::milliseconds(std::clamp(ms, std::int64_t{0}, longestMs));
        std::mutex mutex;
        std::condition_variable_any asked;
        std::unique_lock lock(mutex);
        asked.wait_until(lock, stop, deadline, [] { return false; });
        return !stop.stop_requested();
    }
};

}  // namespace

std::shared_ptr<Clock> makeSystemClock() {
    return std::make_shared<SystemClock>();
}

}  // namespace qstore
