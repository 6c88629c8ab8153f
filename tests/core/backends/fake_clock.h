// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "core/base/clock.h"

namespace qstore {

/// Jumps instead of waiting.
class FakeClock final : public Clock {
public:
    std::int64_t unixMs() const override { return 1'700'000'000'000 + m_now; }
    std::int64_t steadyMs() const override { return m_now; }
    bool waitFor(std::int64_t ms, const std::stop_token& stop) override {
        if (++m_waits > 20'000) throw std::runtime_error("it waits for ever");
        if (onWait) onWait();
        m_now += std::max<std::int64_t>(ms, 1);
        return !stop.stop_requested();
    }
    void jump(std::int64_t ms) { m_now += ms; }
    std::function<void()> onWait;

private:
    std::int64_t m_now = 0;
    int m_waits = 0;
};

}  // namespace qstore
