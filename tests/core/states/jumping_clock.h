// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"

namespace qstore::testing {

/// Stands still until it is told to jump, forth or back.
class JumpingClock final : public Clock {
public:
    std::int64_t unixMs() const override { return m_nowMs; }
    std::int64_t steadyMs() const override { return m_nowMs; }
    bool waitFor(std::int64_t ms, const std::stop_token& stop) override {
        jump(ms);
        return !stop.stop_requested();
    }
    void jump(std::int64_t ms) { m_nowMs += ms; }

private:
    std::int64_t m_nowMs = 1'700'000'000'000;
};

}  // namespace qstore::testing
