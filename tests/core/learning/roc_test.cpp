// SPDX-License-Identifier: Apache-2.0
#include "core/learning/roc.h"

#include <gtest/gtest.h>

#include <cmath>

namespace qstore {
namespace {

TEST(Roc, MatchesAHandComputedCurveWithTies) {
    const std::vector<double> scores = {0.9, 0.8, 0.8, 0.6, 0.5, 0.4, 0.3, 0.1};
    const std::vector<bool> positive = {true, true, false, true, false, true, false, false};
    const auto curve = rocCurve(scores, positive, "yes");
    ASSERT_TRUE(curve);
    // Also what scikit-learn's roc_curve(drop_intermediate=False) and roc_auc_score say.
    EXPECT_EQ(curve->falsePositiveRate, (std::vector<double>{0, 0, 0.25, 0.25, 0.5, 0.5, 0.75, 1}));
    EXPECT_EQ(curve->truePositiveRate, (std::vector<double>{0, 0.25, 0.5, 0.75, 0.75, 1, 1, 1}));
    EXPECT_TRUE(std::isinf(curve->threshold.front()));
    EXPECT_EQ(curve->threshold[2], 0.8);
    EXPECT_DOUBLE_EQ(curve->area, 0.78125);
}

TEST(Roc, PerfectReversedAndUninformative) {
    const std::vector<bool> positive = {true, true, false, false};
    EXPECT_EQ(rocCurve(std::vector<double>{4, 3, 2, 1}, positive, "")->area, 1.0);
    EXPECT_EQ(rocCurve(std::vector<double>{1, 2, 3, 4}, positive, "")->area, 0.0);
    EXPECT_EQ(rocCurve(std::vector<double>{1, 1, 1, 1}, positive, "")->area, 0.5);
}

TEST(Roc, IsUndefinedForOneKindOfRows) {
    EXPECT_FALSE(rocCurve(std::vector<double>{1, 2}, {true, true}, ""));
    EXPECT_FALSE(rocCurve(std::vector<double>{1, 2}, {false, false}, ""));
}

}  // namespace
}  // namespace qstore
