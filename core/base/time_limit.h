// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <thread>
#include <utility>

#include "core/base/clock.h"
#include "core/base/progress.h"

namespace qstore {

/// A stop token that is stopped by the one outside, or when the time is over.
class TimeLimit {
public:
    TimeLimit(const std::stop_token& outer, std::shared_ptr<Clock> clock, std::int64_t limitMs)
        : m_forward(outer, Forward{&m_stop}),
          m_timer([this, clock = std::move(clock), limitMs](const std::stop_token& done) {
              if (!clock->waitFor(limitMs, done)) return;
              m_over = true;
              m_stop.request_stop();
          }) {}
    RunControl control() const { return RunControl{m_stop.get_token(), {}}; }
    bool over() const { return m_over; }

private:
    struct Forward {
        std::stop_source* stop;
        void operator()() const { stop->request_stop(); }
    };
    std::stop_source m_stop;
    std::atomic<bool> m_over = false;
    std::stop_callback<Forward> m_forward;
    std::jthread m_timer;
};

}  // namespace qstore
