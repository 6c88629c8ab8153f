// SPDX-License-Identifier: Apache-2.0
#include "core/stores/metric.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace qstore {
namespace {

using ::testing::HasSubstr;
using Vector = std::vector<float>;

TEST(Metric, ScoresByHand) {
    const Vector a{3, 4, 0};
    const Vector b{4, 3, 12};
    EXPECT_DOUBLE_EQ(scoreOf(Metric::Dot, a, b), 24.0);
    EXPECT_DOUBLE_EQ(scoreOf(Metric::Cosine, a, b), 24.0 / (5.0 * 13.0));
    EXPECT_DOUBLE_EQ(scoreOf(Metric::Euclidean, a, b), std::sqrt(1.0 + 1.0 + 144.0));
    EXPECT_EQ(scoreOf(Metric::Cosine, Vector{0, 0, 0}, b), 0.0);
    EXPECT_EQ(scoreOf(Metric::Euclidean, a, a), 0.0);
}

TEST(Metric, CosineStaysBetweenMinusOneAndOne) {
    for (int i = 1; i < 200; ++i) {
        const Vector a{0.1F * static_cast<float>(i), 0.7F, 1.0F / static_cast<float>(i)};
        const Vector b{-a[0], -a[1], -a[2]};
        EXPECT_LE(scoreOf(Metric::Cosine, a, a), 1.0);
        EXPECT_GE(scoreOf(Metric::Cosine, a, b), -1.0);
    }
}

TEST(Metric, LargerIsNearerExceptForDistances) {
    EXPECT_TRUE(isNearer(Metric::Cosine, 0.9, 0.1));
    EXPECT_TRUE(isNearer(Metric::Dot, 7.0, -7.0));
    EXPECT_TRUE(isNearer(Metric::Euclidean, 0.1, 0.9));
    for (const Metric metric : kMetrics) EXPECT_FALSE(isNearer(metric, 0.5, 0.5));
}

TEST(Metric, NamesAreReadBack) {
    for (const Metric metric : kMetrics) EXPECT_EQ(*metricOf(metricName(metric)), metric);
    const auto unknown = metricOf("manhattan");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(unknown.error().message, HasSubstr("'manhattan'"));
    EXPECT_THAT(unknown.error().hint, HasSubstr("cosine, dot or euclidean"));
}

}  // namespace
}  // namespace qstore
