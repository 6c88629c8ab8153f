// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/base/clock.h"
#include "core/base/export.h"

namespace qstore {

struct BreakerLimits {
    unsigned failures = 5;         ///< consecutive ones that open it
    std::int64_t openMs = 30'000;  ///< how long it stays open first; doubles while the trials fail
    std::int64_t maxOpenMs = 600'000;
};

enum class BreakerState : std::uint8_t {
    Closed,    ///< all pass
    Open,      ///< none pass, because the last few failed
    HalfOpen,  ///< one is let through as a trial
};

/// Stops asking a server that keeps failing (M. Nygard, "Release It!"). Only failures of the server count:
/// a refused request or a wrong key is an answer. Thread-safe.
class QSTORE_EXPORT CircuitBreaker {
public:
    explicit CircuitBreaker(std::shared_ptr<Clock> clock, BreakerLimits limits = {});

    struct Shared;
    /// The right to one attempt. Given up without a word, as by an attempt that was cancelled, it counts
    /// for nothing, and a trial is free for the next who asks. May outlive its breaker.
    class QSTORE_EXPORT Pass {
    public:
        Pass(Pass&& other) noexcept = default;
        Pass& operator=(Pass&& other) noexcept;
        ~Pass();
        void succeeded();
        void failed();

    private:
        friend class CircuitBreaker;
        Pass(std::shared_ptr<Shared> shared, std::uint64_t period);
        void giveUp();
        std::shared_ptr<Shared> m_shared;  ///< null once it is used
        std::uint64_t m_period;  ///< between two changes of state; what ends in a later one is old news
    };
    /// Nothing while it is open, or while another has the trial.
    std::optional<Pass> tryPass();

    /// HalfOpen as soon as the next attempt would be a trial.
    BreakerState state() const;
    /// Until the next trial may start; 0 when an attempt may start now or waits for a trial that is under
    /// way.
    std::int64_t waitMs() const;

private:
    std::shared_ptr<Shared> m_shared;
};

}  // namespace qstore
