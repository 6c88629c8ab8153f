// SPDX-License-Identifier: Apache-2.0
#include "core/net/retry_policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace qstore {
namespace {

RandomStream randomStream() {
    return {7, "retry"};
}

TEST(RetryPolicy, FullJitterFillsADoublingRangeUpToTheCap) {
    // Uniform in [0, bound]: of 2000 draws the largest is above 0.98 bound but for (0.98)^2000 < 1e-17, the
    // smallest below 0.02 bound likewise, and the mean lies within 5 standard errors of bound / 2.
    const RetryPolicy policy{100, 1000, 20, 1'000'000};
    const std::vector<std::int64_t> bounds = {100, 200, 400, 800, 1000, 1000, 1000};
    RandomStream random = randomStream();
    for (unsigned failures = 1; failures <= bounds.size(); ++failures) {
        const auto bound = bounds[failures - 1];
        std::vector<std::int64_t> waits;
        double sum = 0.0;
        for (int i = 0; i < 2000; ++i) {
            const auto wait = retryWaitMs(policy, failures, 0, std::nullopt, random);
            ASSERT_TRUE(wait);
            waits.push_back(*wait);
            sum += static_cast<double>(*wait);
        }
        const auto [least, most] = std::minmax_element(waits.begin(), waits.end());
        EXPECT_GE(*least, 0);
        EXPECT_LE(*least, bound / 50);
        EXPECT_LE(*most, bound);
        EXPECT_GE(*most, bound - bound / 50);
        const auto limit = static_cast<double>(bound);
        EXPECT_NEAR(sum / 2000, limit / 2, 5 * limit / std::sqrt(12.0 * 2000));
    }
}

TEST(RetryPolicy, TheSameSeedWaitsTheSame) {
    RandomStream a = randomStream();
    RandomStream b = randomStream();
    RandomStream other(8, "retry");
    bool differs = false;
    for (unsigned failures = 1; failures < 8; ++failures) {
        const auto wait = retryWaitMs({}, failures, 0, std::nullopt, a);
        EXPECT_EQ(wait, retryWaitMs({}, failures, 0, std::nullopt, b));
        differs = differs || wait != retryWaitMs({}, failures, 0, std::nullopt, other);
    }
    EXPECT_TRUE(differs);
}

TEST(RetryPolicy, ItEndsWithTheLastAttempt) {
    const RetryPolicy policy{100, 1000, 3, 1'000'000};
    RandomStream random = randomStream();
    EXPECT_TRUE(retryWaitMs(policy, 1, 0, std::nullopt, random));
    EXPECT_TRUE(retryWaitMs(policy, 2, 0, std::nullopt, random));
    EXPECT_FALSE(retryWaitMs(policy, 3, 0, std::nullopt, random));
    EXPECT_FALSE(retryWaitMs(policy, 3, 0, 10, random));
    EXPECT_FALSE(retryWaitMs(policy, 4'000'000'000U, 0, std::nullopt, random));
    EXPECT_EQ(random.position(), 5U);
}

TEST(RetryPolicy, AServerThatNamesItsTimeIsNotAskedEarlier) {
    const RetryPolicy policy{100, 1000, 20, 100'000};
    RandomStream random = randomStream();
    for (int i = 0; i < 1000; ++i) {
        const auto wait = retryWaitMs(policy, 6, 0, 5000, random);
        ASSERT_TRUE(wait);
        EXPECT_GE(*wait, 5000);
        EXPECT_LE(*wait, 5100);
    }
    // It may ask for no wait at all, and a negative one is none.
    EXPECT_LE(retryWaitMs(policy, 6, 0, 0, random).value(), 100);
    EXPECT_LE(retryWaitMs(policy, 6, 0, -5000, random).value(), 100);
    EXPECT_GE(retryWaitMs(policy, 6, 0, -5000, random).value(), 0);
}

TEST(RetryPolicy, NothingStartsBehindTheDeadline) {
    const RetryPolicy policy{1000, 1000, 100, 10'000};
    RandomStream random = randomStream();
    EXPECT_TRUE(retryWaitMs(policy, 1, 9000, std::nullopt, random));
    EXPECT_FALSE(retryWaitMs(policy, 1, 10'001, std::nullopt, random));
    EXPECT_FALSE(retryWaitMs(policy, 1, 0, 10'001, random));
    EXPECT_FALSE(retryWaitMs(policy, 1, 0, std::int64_t{9'000'000'000'000'000'000}, random));
    for (int i = 0; i < 200; ++i) {
        const auto wait = retryWaitMs(policy, 1, 9500, std::nullopt, random);
        EXPECT_LE(wait.value_or(0), 500);
    }
}

TEST(RetryPolicy, ImpossibleOnesAreRefused) {
    EXPECT_TRUE(checkRetryPolicy({}));
    EXPECT_FALSE(checkRetryPolicy({0, 1000, 3, 1000}));
    EXPECT_FALSE(checkRetryPolicy({100, 99, 3, 1000}));
    EXPECT_FALSE(checkRetryPolicy({100, 1000, 0, 1000}));
    EXPECT_FALSE(checkRetryPolicy({100, 1000, 3, 0}));
    EXPECT_EQ(checkRetryPolicy({100, 99, 3, 1000}).error().message, "a longest wait (ms) of 99");
}

TEST(RetryPolicy, HugeWaitsDoNotOverflow) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 4;
    RandomStream random = randomStream();
    for (unsigned failures = 1; failures < 80; ++failures) {
        const auto wait =
            retryWaitMs({most / 2 + 1, most, 100, most * 3}, failures, 0, std::nullopt, random);
        ASSERT_TRUE(wait);
        EXPECT_GE(*wait, 0);
    }
}

}  // namespace
}  // namespace qstore
