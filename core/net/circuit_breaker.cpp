// SPDX-License-Identifier: Apache-2.0
#include "core/net/circuit_breaker.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace qstore {

struct CircuitBreaker::Shared {
    Shared(std::shared_ptr<Clock> time, BreakerLimits rules) : clock(std::move(time)), limits(rules) {}

    BreakerState stateNow() const {
        if (state == BreakerState::Open && clock->steadyMs() >= openUntilMs) return BreakerState::HalfOpen;
        return state;
    }
    void change(BreakerState next) {
        state = next;
        failures = 0;
        ++period;
    }
    void open(std::int64_t forMs) {
        openForMs = std::min(forMs, limits.maxOpenMs);
        openUntilMs = clock->steadyMs() + openForMs;
        change(BreakerState::Open);
    }
    void fail() {
        if (state == BreakerState::HalfOpen)
            open(openForMs > limits.maxOpenMs / 2 ? limits.maxOpenMs : openForMs * 2);
        else if (++failures >= limits.failures)
            open(limits.openMs);
    }
    /// A trial that ends without a result is free again at once.
    void abandon() {
        if (state == BreakerState::HalfOpen) change(BreakerState::Open);
    }
    void succeed() {
        if (state == BreakerState::HalfOpen) change(BreakerState::Closed);
        failures = 0;
    }

    const std::shared_ptr<Clock> clock;
    const BreakerLimits limits;
    std::mutex mutex;
    BreakerState state = BreakerState::Closed;  ///< HalfOpen: a trial is under way
    unsigned failures = 0;
    std::uint64_t period = 0;
    std::int64_t openForMs = 0, openUntilMs = 0;
};

CircuitBreaker::CircuitBreaker(std::shared_ptr<Clock> clock, BreakerLimits limits)
    : m_shared(std::make_shared<Shared>(std::move(clock), limits)) {}

std::optional<CircuitBreaker::Pass> CircuitBreaker::tryPass() {
    const std::scoped_lock lock(m_shared->mutex);
    if (m_shared->state == BreakerState::HalfOpen) return std::nullopt;
    if (m_shared->state == BreakerState::Open) {
        if (m_shared->stateNow() == BreakerState::Open) return std::nullopt;
        m_shared->change(BreakerState::HalfOpen);
    }
    return Pass(m_shared, m_shared->period);
}

BreakerState CircuitBreaker::state() const {
    const std::scoped_lock lock(m_shared->mutex);
    return m_shared->stateNow();
}

std::int64_t CircuitBreaker::waitMs() const {
    const std::scoped_lock lock(m_shared->mutex);
    if (m_shared->state != BreakerState::Open) return 0;
    return std::max<std::int64_t>(m_shared->openUntilMs - m_shared->clock->steadyMs(), 0);
}

CircuitBreaker::Pass::Pass(std::shared_ptr<Shared> shared, std::uint64_t period)
    : m_shared(std::move(shared)), m_period(period) {}

CircuitBreaker::Pass& CircuitBreaker::Pass::operator=(Pass&& other) noexcept {
    if (this == &other) return *this;
    giveUp();
    m_shared = std::move(other.m_shared);
    m_period = other.m_period;
    return *this;
}

CircuitBreaker::Pass::~Pass() {
    giveUp();
}

void CircuitBreaker::Pass::succeeded() {
    const auto shared = std::exchange(m_shared, nullptr);
    if (!shared) return;
    const std::scoped_lock lock(shared->mutex);
    if (shared->period == m_period) shared->succeed();
}

void CircuitBreaker::Pass::failed() {
    const auto shared = std::exchange(m_shared, nullptr);
    if (!shared) return;
    const std::scoped_lock lock(shared->mutex);
    if (shared->period == m_period) shared->fail();
}

void CircuitBreaker::Pass::giveUp() {
    const auto shared = std::exchange(m_shared, nullptr);
    if (!shared) return;
    const std::scoped_lock lock(shared->mutex);
    if (shared->period == m_period) shared->abandon();
}

}  // namespace qstore
