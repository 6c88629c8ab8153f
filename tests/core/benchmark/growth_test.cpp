// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/growth.h"

#include <gtest/gtest.h>

namespace qstore {
namespace {

GrowthCurve curve(double trend, std::vector<std::size_t> at, std::vector<double> seconds) {
    GrowthCurve made;
    made.axis = "qubits";
    made.trend = trend;
    made.at = std::move(at);
    made.secondsPerGate = std::move(seconds);
    return made;
}

TEST(Growth, FindsTheStepAboveTheTrend) {
    const auto jump = largestJump(curve(2.0, {4, 5, 6, 7}, {1.0, 2.0, 12.0, 24.0}));
    ASSERT_TRUE(jump);
    EXPECT_EQ(jump->from, 5U);
    EXPECT_EQ(jump->to, 6U);
    EXPECT_DOUBLE_EQ(jump->timesTrend, 3.0);
}

TEST(Growth, BelowTheTrendIsLessThanOne) {
    const auto jump = largestJump(curve(1.0, {1, 2, 4}, {8.0, 4.0, 3.0}));
    ASSERT_TRUE(jump);
    EXPECT_EQ(jump->to, 4U);
    EXPECT_DOUBLE_EQ(jump->timesTrend, 0.75);
}

TEST(Growth, NeedsTwoTimesAndPositiveOnes) {
    EXPECT_EQ(largestJump(curve(2.0, {4}, {1.0})).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(largestJump(curve(2.0, {4, 5}, {1.0})).error().code, ErrorCode::InvalidArgument);
    const auto zero = largestJump(curve(2.0, {4, 5}, {1.0, 0.0}));
    ASSERT_FALSE(zero);
    EXPECT_NE(zero.error().message.find("at 5 qubits"), std::string::npos);
}

}  // namespace
}  // namespace qstore
