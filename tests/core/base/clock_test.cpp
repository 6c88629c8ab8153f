// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <limits>

namespace qstore {
namespace {

TEST(SystemClock, TellsTheTimeOfTheSystem) {
    const auto clock = makeSystemClock();
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    const auto now = [] {
        return duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    };
    const auto before = now();
    const auto told = clock->unixMs();
    EXPECT_LE(before, told);
    EXPECT_LE(told, now());
    // Later than 2023, so in milliseconds and not in seconds.
    EXPECT_GT(told, 1'672'531'200'000);
    EXPECT_LE(clock->steadyMs(), clock->steadyMs());
}

TEST(SystemClock, WaitsAtLeastAsLong) {
    const auto clock = makeSystemClock();
    const auto start = clock->steadyMs();
    EXPECT_TRUE(clock->waitFor(20, {}));
    EXPECT_GE(clock->steadyMs() - start, 20);
    EXPECT_TRUE(clock->waitFor(0, {}));
    EXPECT_TRUE(clock->waitFor(-5, {}));
}

TEST(SystemClock, AStopEndsTheLongestWait) {
    const auto clock = makeSystemClock();
    std::stop_source source;
    auto waited = std::async(std::launch::async, [&] {
        return clock->waitFor(std::numeric_limits<std::int64_t>::max(), source.get_token());
    });
    source.request_stop();
    EXPECT_FALSE(waited.get());
    EXPECT_FALSE(clock->waitFor(1000, source.get_token()));
    EXPECT_FALSE(clock->waitFor(0, source.get_token()));
}

}  // namespace
}  // namespace qstore
