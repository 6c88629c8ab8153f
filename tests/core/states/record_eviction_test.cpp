// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_eviction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/core/states/state_fixture.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::idsOf;
using ::testing::IsEmpty;
using testing::JumpingClock;
using testing::libraryOf;
using testing::newRecord;

TEST(RecordEviction, TheLowestScoreGoesFirst) {
    const auto clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock, 3);
    ASSERT_TRUE(library.add(newRecord("a", {1}, RecordTier::Long, 0.9)));
    ASSERT_TRUE(library.add(newRecord("b", {1}, RecordTier::Long, 0.2)));
    ASSERT_TRUE(library.add(newRecord("c", {1}, RecordTier::Long, 0.5)));
    EXPECT_THAT(library.add(newRecord("d", {1}, RecordTier::Long, 0.1)).value(), ElementsAre("b"));
    // The newest is the weakest now and goes for the next one.
    EXPECT_THAT(library.add(newRecord("e", {1}, RecordTier::Long, 0.1)).value(), ElementsAre("d"));
    EXPECT_THAT(idsOf(library), ElementsAre("a", "c", "e"));
}

TEST(RecordEviction, AgeCountsAsInTheScore) {
    const auto clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock, 2);
    ASSERT_TRUE(library.add(newRecord("old", {1}, RecordTier::Medium, 1.0)));
    clock->jump(50);
    // exp(−1/2) = 0.6065: the older one is below 0.61 and above 0.60.
    ASSERT_TRUE(library.add(newRecord("new", {1}, RecordTier::Medium, 0.61)));
    EXPECT_THAT(library.add(newRecord("x", {1})).value(), ElementsAre("old"));
    RecordLibrary other = libraryOf(clock, 2);
    ASSERT_TRUE(other.add(newRecord("old", {1}, RecordTier::Medium, 1.0)));
    clock->jump(50);
    ASSERT_TRUE(other.add(newRecord("new", {1}, RecordTier::Medium, 0.60)));
    EXPECT_THAT(other.add(newRecord("x", {1})).value(), ElementsAre("new"));
}

TEST(RecordEviction, DecoheredOnesGoBeforeCoherentOnesOfLowerScore) {
    const auto clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock, 3);
    ASSERT_TRUE(library.add(newRecord("heavy", {1}, RecordTier::Short, 100.0)));
    ASSERT_TRUE(library.add(newRecord("light", {1}, RecordTier::Long, 0.001)));
    ASSERT_TRUE(library.add(newRecord("pinned", {1}, RecordTier::Pinned, 0.0)));
    clock->jump(10);
    EXPECT_THAT(library.add(newRecord("x", {1}, RecordTier::Long)).value(), ElementsAre("heavy"));
    EXPECT_THAT(library.add(newRecord("y", {1}, RecordTier::Long)).value(), ElementsAre("light"));
    EXPECT_THAT(idsOf(library), ElementsAre("pinned", "x", "y"));
}

TEST(RecordEviction, EqualsGoById) {
    const auto clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock, 5);
    for (const char* id : {"d", "b", "e", "a", "c"})
        ASSERT_TRUE(library.add(newRecord(id, {1}, RecordTier::Long)));
    ASSERT_TRUE(library.setCapacity(2));
    EXPECT_THAT(idsOf(library), ElementsAre("a", "b", "c", "d", "e")) << "the next sweep does it";
    const SweepReport report = library.sweep();
    EXPECT_THAT(report.evicted, ElementsAre("a", "b", "c"));
    EXPECT_EQ(report.nowMs, clock->unixMs());
    EXPECT_EQ(report.overCapacity, 0U);
    EXPECT_THAT(idsOf(library), ElementsAre("d", "e"));
}

TEST(RecordEviction, PinnedOnesNeverGo) {
    const auto clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock, 3);
    for (const char* id : {"a", "b", "c"}) ASSERT_TRUE(library.add(newRecord(id, {1})));
    const auto refused = library.add(newRecord("d", {1}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::ResourceExhausted);
    EXPECT_THAT(refused.error().message, HasSubstr("3 places"));
    ASSERT_TRUE(library.setCapacity(1));
    const SweepReport report = library.sweep();
    EXPECT_THAT(report.evicted, IsEmpty());
    EXPECT_EQ(report.overCapacity, 2U);
    EXPECT_THAT(idsOf(library), ElementsAre("a", "b", "c"));
}

TEST(RecordEviction, ArchivedOnesTakeNoPlaceUntilTheyComeBack) {
    const auto clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock, 2);
    ASSERT_TRUE(library.add(newRecord("a", {1}, RecordTier::Long, 0.1)));
    ASSERT_TRUE(library.add(newRecord("b", {1}, RecordTier::Long, 0.5)));
    ASSERT_TRUE(library.archive("a"));
    EXPECT_EQ(library.occupied(), 1U);
    EXPECT_THAT(library.add(newRecord("c", {1}, RecordTier::Long, 0.6)).value(), IsEmpty());
    EXPECT_THAT(library.restore("a").value(), ElementsAre("b")) << "never the one that comes back";
    EXPECT_THAT(idsOf(library), ElementsAre("a", "c"));
    clock->jump(1000);
    EXPECT_THAT(library.restore("a").value(), IsEmpty()) << "a decohered record still has its place";
}

TEST(RecordEviction, ASweepMarksThenEvicts) {
    const auto clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock, 4);
    ASSERT_TRUE(library.add(newRecord("a", {1}, RecordTier::Short, 0.9)));
    ASSERT_TRUE(library.add(newRecord("b", {1}, RecordTier::Short, 0.8)));
    ASSERT_TRUE(library.add(newRecord("c", {1}, RecordTier::Long, 0.1)));
    ASSERT_TRUE(library.setCapacity(2));
    clock->jump(10);
    const SweepReport report = library.sweep();
    EXPECT_THAT(report.decohered, ElementsAre("a", "b"));
    EXPECT_THAT(report.evicted, ElementsAre("b"));
    EXPECT_THAT(idsOf(library), ElementsAre("a", "c"));
    EXPECT_EQ(library.record("a").value().state, RecordState::Decohered);
}

TEST(EvictionRank, IsTheBestPossibleScore) {
    StateRecord record;
    record.id = "a";
    record.tier = RecordTier::Medium;
    record.contexts["low"] = RecordContext{{1.0}, 0.2};
    record.contexts["high"] = RecordContext{{1.0}, 0.7};
    record.refreshedMs = 100;
    const CoherenceTimes times{1000, 100, 10};
    const auto rank = evictionRank(record, 150, times);
    ASSERT_TRUE(rank);
    EXPECT_TRUE(rank->coherent);
    EXPECT_NEAR(rank->bestScore, 0.7 * std::exp(-0.5), 1e-15);
    EXPECT_FALSE(evictionRank(record, 200, times)->coherent);
    record.tier = RecordTier::Pinned;
    EXPECT_FALSE(evictionRank(record, 150, times));
}

}  // namespace
}  // namespace qstore
