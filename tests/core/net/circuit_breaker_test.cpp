// SPDX-License-Identifier: Apache-2.0
#include "core/net/circuit_breaker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace qstore {
namespace {

class JumpingClock final : public Clock {
public:
    std::int64_t unixMs() const override { return m_nowMs; }
    std::int64_t steadyMs() const override { return m_nowMs; }
    bool waitFor(std::int64_t ms, const std::stop_token& /*stop*/) override {
        m_nowMs += ms;
        return true;
    }

private:
    std::atomic<std::int64_t> m_nowMs{1000};
};

class Breaker : public ::testing::Test {
protected:
    void fail(int times) {
        for (int i = 0; i < times; ++i) {
            auto pass = m_breaker.tryPass();
            ASSERT_TRUE(pass);
            pass->failed();
        }
    }
    void jump(std::int64_t ms) { m_clock->waitFor(ms, {}); }

    std::shared_ptr<JumpingClock> m_clock = std::make_shared<JumpingClock>();
    CircuitBreaker m_breaker{m_clock, {3, 1000, 3000}};
};

TEST_F(Breaker, ConsecutiveFailuresOpenIt) {
    fail(2);
    EXPECT_EQ(m_breaker.state(), BreakerState::Closed);
    m_breaker.tryPass()->succeeded();
    fail(2);
    EXPECT_EQ(m_breaker.state(), BreakerState::Closed);
    fail(1);
    EXPECT_EQ(m_breaker.state(), BreakerState::Open);
    EXPECT_FALSE(m_breaker.tryPass());
    EXPECT_EQ(m_breaker.waitMs(), 1000);
    jump(400);
    EXPECT_EQ(m_breaker.waitMs(), 600);
    EXPECT_FALSE(m_breaker.tryPass());
}

TEST_F(Breaker, OneTrialClosesItOrOpensItForLonger) {
    fail(3);
    // 1000 ms, doubled to 2000, and then the most, 3000.
    for (const std::int64_t openMs : {1000, 2000, 3000, 3000}) {
        EXPECT_EQ(m_breaker.waitMs(), openMs);
        jump(openMs - 1);
        EXPECT_FALSE(m_breaker.tryPass());
        jump(1);
        EXPECT_EQ(m_breaker.state(), BreakerState::HalfOpen);
        auto trial = m_breaker.tryPass();
        ASSERT_TRUE(trial);
        EXPECT_FALSE(m_breaker.tryPass());
        trial->failed();
        EXPECT_EQ(m_breaker.state(), BreakerState::Open);
    }
    jump(3000);
    m_breaker.tryPass()->succeeded();
    EXPECT_EQ(m_breaker.state(), BreakerState::Closed);
    // As new: three failures, and the first wait again.
    fail(3);
    EXPECT_EQ(m_breaker.waitMs(), 1000);
}

TEST_F(Breaker, AnAbandonedTrialIsFreeForTheNext) {
    fail(3);
    jump(1000);
    {
        const auto trial = m_breaker.tryPass();
        ASSERT_TRUE(trial);
        EXPECT_FALSE(m_breaker.tryPass());
    }
    EXPECT_EQ(m_breaker.state(), BreakerState::HalfOpen);
    auto next = m_breaker.tryPass();
    ASSERT_TRUE(next);
    next->succeeded();
    EXPECT_EQ(m_breaker.state(), BreakerState::Closed);
}

TEST_F(Breaker, WhatStartedBeforeItOpenedIsOldNews) {
    auto slow = m_breaker.tryPass();
    auto slower = m_breaker.tryPass();
    fail(3);
    slow->succeeded();
    EXPECT_EQ(m_breaker.state(), BreakerState::Open);
    jump(1000);
    auto trial = m_breaker.tryPass();
    slower->failed();
    EXPECT_EQ(m_breaker.state(), BreakerState::HalfOpen);
    trial->succeeded();
    EXPECT_EQ(m_breaker.state(), BreakerState::Closed);
}

TEST_F(Breaker, APassCountsOnce) {
    auto pass = m_breaker.tryPass();
    for (int i = 0; i < 5; ++i) pass->failed();
    EXPECT_EQ(m_breaker.state(), BreakerState::Closed);
    auto moved = std::move(*pass);
    moved.failed();
    fail(1);
    EXPECT_EQ(m_breaker.state(), BreakerState::Closed);
    fail(1);
    EXPECT_EQ(m_breaker.state(), BreakerState::Open);
}

TEST_F(Breaker, APassMayOutliveItsBreaker) {
    auto breaker = std::make_unique<CircuitBreaker>(m_clock);
    auto pass = breaker->tryPass();
    breaker.reset();
    pass->failed();
    EXPECT_EQ(m_breaker.state(), BreakerState::Closed);
}

TEST_F(Breaker, OfManyThreadsOneGetsTheTrial) {
    for (int round = 0; round < 20; ++round) {
        fail(3);
        jump(3000);
        std::atomic<int> ready{0};
        std::atomic<int> trials{0};
        std::vector<std::optional<CircuitBreaker::Pass>> passes(8);
        std::vector<std::thread> threads;
        for (auto& pass : passes)
            threads.emplace_back([&] {
                ++ready;
                while (ready < 8) std::this_thread::yield();
                pass = m_breaker.tryPass();
                if (pass) ++trials;
            });
        for (std::thread& thread : threads) thread.join();
        EXPECT_EQ(trials, 1);
        for (auto& pass : passes)
            if (pass) pass->succeeded();
        EXPECT_EQ(m_breaker.state(), BreakerState::Closed);
    }
}

}  // namespace
}  // namespace qstore
