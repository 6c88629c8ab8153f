// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_score.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "core/states/notes.h"

namespace qstore {
namespace {

using Vector = std::vector<double>;

TEST(RecordScore, IsWeightTimesAgeFactorTimesCosine) {
    // 0.7 · exp(−1/2) · 0.8 by hand.
    EXPECT_NEAR(contextScore(0.7, 0.8, 500, 1000), 0.33965716943907, 1e-13);
    EXPECT_DOUBLE_EQ(contextScore(0.7, 0.8, 0, 1000), 0.56);
    EXPECT_DOUBLE_EQ(contextScore(0.3, -1.0, 0, 1000), -0.3);
    EXPECT_DOUBLE_EQ(contextScore(0.0, 1.0, 0, 1000), 0.0);
}

TEST(RecordScore, AgesByTheExponentialOfTheCoherenceTime) {
    EXPECT_DOUBLE_EQ(ageFactor(0, 1000), 1.0);
    EXPECT_NEAR(ageFactor(1000, 1000), 0.36787944117144233, 1e-16);
    EXPECT_NEAR(ageFactor(100, 1000), 0.9048374180359595, 1e-16);
    EXPECT_DOUBLE_EQ(ageFactor(std::numeric_limits<std::int64_t>::max(), std::nullopt), 1.0);
    EXPECT_DOUBLE_EQ(ageFactor(std::numeric_limits<std::int64_t>::max(), 1), 0.0);
}

TEST(RecordScore, CosinesByHand) {
    EXPECT_DOUBLE_EQ(cosineOf(Vector{3, 4}, Vector{4, 3}).value(), 0.96);
    EXPECT_DOUBLE_EQ(cosineOf(Vector{1, 0}, Vector{0, 5}).value(), 0.0);
    EXPECT_DOUBLE_EQ(cosineOf(Vector{2}, Vector{-7}).value(), -1.0);
    EXPECT_NEAR(cosineOf(Vector{1, 1}, Vector{1, 0}).value(), 0.7071067811865476, 1e-15);
}

TEST(RecordScore, CosinesOfTheLargestAndSmallestNumbers) {
    EXPECT_NEAR(cosineOf(Vector{3e300, 4e300}, Vector{4e-300, 3e-300}).value(), 0.96, 1e-15);
    EXPECT_NEAR(cosineOf(Vector{1e308, 1e308}, Vector{1e308, 1e308}).value(), 1.0, 1e-15);
}

TEST(RecordScore, NoCosineWithoutDirectionOrOfOtherLength) {
    EXPECT_FALSE(cosineOf(Vector{0, 0}, Vector{1, 0}));
    EXPECT_FALSE(cosineOf(Vector{1, 0}, Vector{0, 0}));
    EXPECT_FALSE(cosineOf(Vector{1}, Vector{1, 0}));
    EXPECT_FALSE(cosineOf(Vector{}, Vector{}));
}

TEST(Notes, EachThingSaysWhichItIs) {
    EXPECT_NE(kRecordNote.find("classical"), std::string_view::npos);
    EXPECT_NE(kRegisterNote.find("simulated"), std::string_view::npos);
    EXPECT_NE(kGroupNote.find("not entanglement"), std::string_view::npos);
    EXPECT_NE(kNoSignallingNote.find("no message"), std::string_view::npos);
    EXPECT_NE(kScoreFormula.find("weight * exp(-age / coherence time) * cosine"), std::string_view::npos);
}

}  // namespace
}  // namespace qstore
