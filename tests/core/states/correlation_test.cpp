// SPDX-License-Identifier: Apache-2.0
#include "core/states/correlation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/states/state_fixture.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using testing::JumpingClock;
using testing::libraryOf;
using testing::newRecord;
using Series = std::vector<double>;

TEST(Correlation, OfSeriesByHand) {
    // Deviations (−1, 0, 1) and (−1, 1, 0): r = 1/2.
    EXPECT_NEAR(pearsonCorrelation(Series{1, 2, 3}, Series{1, 3, 2}).value(), 0.5, 1e-15);
    EXPECT_NEAR(pearsonCorrelation(Series{1, 2, 3}, Series{-2, -4, -6}).value(), -1.0, 1e-15);
    EXPECT_NEAR(pearsonCorrelation(Series{1, -1, 1, -1}, Series{1, 1, -1, -1}).value(), 0.0, 1e-15);
    // Anscombe's first set (The American Statistician 27, 17 (1973)): 0.816.
    EXPECT_NEAR(
        pearsonCorrelation(Series{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
                           Series{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68})
            .value(),
        0.816420516344840, 1e-12);
}

TEST(Correlation, OfTheLargestNumbers) {
    EXPECT_NEAR(pearsonCorrelation(Series{1e308, -1e308, 0}, Series{1e-300, -1e-300, 0}).value(), 1.0,
                1e-15);
}

TEST(Correlation, IsRefusedWhereItIsNotDefined) {
    const auto message = [](const Series& a, const Series& b) {
        const auto result = pearsonCorrelation(a, b);
        EXPECT_EQ(result.error().code, ErrorCode::InvalidArgument);
        return result.error().message;
    };
    EXPECT_THAT(message({1, 2, 3}, {1, 2}), HasSubstr("3 and 2"));
    EXPECT_THAT(message({1, 2}, {1, 2}), HasSubstr("too few"));
    EXPECT_THAT(message({0.1, 0.1, 0.1}, {1, 2, 3}), HasSubstr("equal numbers"));
}

TEST(Correlation, OfAGroupIsMeasuredAndNotItsStrength) {
    const auto clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock);
    ASSERT_TRUE(library.add(newRecord("a", {1, 2, 3})));
    ASSERT_TRUE(library.add(newRecord("b", {1, 3, 2})));
    ASSERT_TRUE(library.add(newRecord("flat", {4, 4, 4})));
    ASSERT_TRUE(library.add(newRecord("old", {1, 2, 3}, RecordTier::Short)));
    RecordGroups groups(clock);
    RecordGroup group;
    group.id = "g";
    group.members = {"a", "b", "flat", "old"};
    group.strength = 0.85;
    ASSERT_TRUE(groups.add(library, group));
    clock->jump(10);
    const auto table = measureCorrelations(library, groups.group("g").value(), "c").value();
    ASSERT_EQ(table.size(), 6U);
    EXPECT_EQ(table[0].a + table[0].b, "ab");
    EXPECT_NEAR(table[0].coefficient.value(), 0.5, 1e-15);
    EXPECT_FALSE(table[1].coefficient);
    EXPECT_THAT(table[1].reason, HasSubstr("equal numbers"));
    EXPECT_THAT(table[2].reason, HasSubstr("'old' is decohered"));
    const auto other = measureCorrelations(library, groups.group("g").value(), "zzz").value();
    EXPECT_THAT(other[0].reason, HasSubstr("no context 'zzz'"));
    RecordGroup alone;
    alone.id = "h";
    alone.members = {"a"};
    EXPECT_EQ(measureCorrelations(library, alone, "c").error().code, ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace qstore
