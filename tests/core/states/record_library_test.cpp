// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

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
using testing::vectorOf;

class RecordLibraryTest : public ::testing::Test {
protected:
    RecordState stateOf(const std::string& id) { return library.record(id).value().state; }

    std::shared_ptr<JumpingClock> clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock);
};

NewRecord twoContexts() {
    NewRecord user;
    user.id = "user";
    user.contexts["home"] = RecordContext{{1.0, 0.0, 2.0}, 0.7};
    user.contexts["work"] = RecordContext{{0.0, -3.0, 0.5}, 0.3};
    user.tier = RecordTier::Long;
    user.payload = "likes tea";
    return user;
}

TEST_F(RecordLibraryTest, TwoContextsComeBackEachWithItsVectorAndWeight) {
    ASSERT_TRUE(library.add(twoContexts()));
    const ContextAnswer home = library.measure("user", "home").value();
    EXPECT_TRUE(home.known);
    EXPECT_THAT(home.vector, ElementsAre(1.0, 0.0, 2.0));
    EXPECT_EQ(home.weight, 0.7);
    EXPECT_EQ(home.text(), "record 'user' in context 'home': 3 numbers, weight 0.7");
    const ContextAnswer work = library.measure("user", "work").value();
    EXPECT_THAT(work.vector, ElementsAre(0.0, -3.0, 0.5));
    EXPECT_EQ(work.weight, 0.3);
    EXPECT_EQ(library.record("user").value().payload, "likes tea");
}

TEST_F(RecordLibraryTest, AnUnknownContextIsAnAnswerThatSaysSo) {
    ASSERT_TRUE(library.add(twoContexts()));
    const ContextAnswer answer = library.measure("user", "zzz").value();
    EXPECT_FALSE(answer.known);
    EXPECT_THAT(answer.vector, IsEmpty());
    EXPECT_THAT(answer.contexts, ElementsAre("home", "work"));
    EXPECT_EQ(answer.text(), "record 'user' has no context 'zzz'; it has 'home', 'work'");
    EXPECT_EQ(stateOf("user"), RecordState::Created);
    EXPECT_FALSE(library.record("user").value().lastMeasuredMs);
}

TEST_F(RecordLibraryTest, AnUnknownRecordIsAnErrorWithTheNearestName) {
    ASSERT_TRUE(library.add(twoContexts()));
    const auto answer = library.measure("usr", "home");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::NotFound);
    EXPECT_THAT(answer.error().message, HasSubstr("'usr'"));
    EXPECT_THAT(answer.error().hint, HasSubstr("'user'"));
    EXPECT_EQ(library.record("usr").error().code, ErrorCode::NotFound);
    EXPECT_EQ(library.archive("usr").error().code, ErrorCode::NotFound);
    EXPECT_EQ(library.restore("usr").error().code, ErrorCode::NotFound);
    EXPECT_EQ(library.remove("usr").error().code, ErrorCode::NotFound);
    EXPECT_EQ(library.setTier("usr", RecordTier::Long).error().code, ErrorCode::NotFound);
    EXPECT_EQ(library.setPayload("usr", "").error().code, ErrorCode::NotFound);
    EXPECT_EQ(library.update("usr", "home", {{1.0}, 1.0}).error().code, ErrorCode::NotFound);
}

TEST_F(RecordLibraryTest, StatesFollowWhatIsDone) {
    ASSERT_TRUE(library.add(newRecord("a", {1}, RecordTier::Short)));
    EXPECT_EQ(stateOf("a"), RecordState::Created);
    clock->jump(3);
    ASSERT_TRUE(library.update("a", "c", {{2.0}, 0.5}));
    EXPECT_EQ(stateOf("a"), RecordState::Active);
    EXPECT_THAT(vectorOf(library, "a"), ElementsAre(2.0));
    clock->jump(4);
    ASSERT_TRUE(library.measure("a", "c"));
    EXPECT_EQ(stateOf("a"), RecordState::Measured);
    EXPECT_EQ(library.record("a").value().lastMeasuredMs, clock->unixMs());
    clock->jump(6);  // ten since the update: measuring does not renew
    EXPECT_EQ(stateOf("a"), RecordState::Decohered);
    ASSERT_TRUE(library.restore("a"));
    EXPECT_EQ(stateOf("a"), RecordState::Active);
    ASSERT_TRUE(library.archive("a"));
    EXPECT_EQ(stateOf("a"), RecordState::Archived);
    clock->jump(1'000'000);
    EXPECT_EQ(stateOf("a"), RecordState::Archived);
    EXPECT_EQ(library.archive("a").error().code, ErrorCode::InvalidArgument);
    ASSERT_TRUE(library.restore("a"));
    EXPECT_EQ(library.restore("a").error().code, ErrorCode::InvalidArgument);
    ASSERT_TRUE(library.remove("a"));
    EXPECT_THAT(idsOf(library), IsEmpty());
}

TEST_F(RecordLibraryTest, ExpiryFollowsTheClockToTheMillisecond) {
    ASSERT_TRUE(library.add(newRecord("long", {1}, RecordTier::Long)));
    ASSERT_TRUE(library.add(newRecord("medium", {1}, RecordTier::Medium)));
    ASSERT_TRUE(library.add(newRecord("pinned", {1}, RecordTier::Pinned)));
    ASSERT_TRUE(library.add(newRecord("short", {1}, RecordTier::Short)));
    clock->jump(9);
    EXPECT_THAT(library.sweep().decohered, IsEmpty());
    EXPECT_TRUE(library.measure("short", "c"));
    clock->jump(1);
    const auto late = library.measure("short", "c");
    ASSERT_FALSE(late) << "it must not answer, swept or not";
    EXPECT_EQ(late.error().code, ErrorCode::Failed);
    EXPECT_THAT(late.error().message, HasSubstr("10 ms old in the tier short (10 ms)"));
    EXPECT_THAT(library.sweep().decohered, ElementsAre("short"));
    EXPECT_THAT(library.sweep().decohered, IsEmpty()) << "once is enough";
    clock->jump(89);
    EXPECT_THAT(library.sweep().decohered, IsEmpty());
    clock->jump(1);
    EXPECT_THAT(library.sweep().decohered, ElementsAre("medium"));
    clock->jump(899);
    EXPECT_EQ(stateOf("long"), RecordState::Created);
    clock->jump(1);
    EXPECT_EQ(stateOf("long"), RecordState::Decohered);
    clock->jump(std::int64_t{1} << 50U);
    EXPECT_EQ(stateOf("pinned"), RecordState::Created);
    EXPECT_THAT(idsOf(library), ElementsAre("long", "medium", "pinned", "short"))
        << "there is room for all";
}

TEST_F(RecordLibraryTest, AClockThatIsSetBackMakesNoAgeNegative) {
    ASSERT_TRUE(library.add(newRecord("a", {1}, RecordTier::Short)));
    ASSERT_TRUE(library.add(newRecord("b", {1}, RecordTier::Short)));
    clock->jump(-1'000'000);
    const ContextAnswer answer = library.measure("a", "c").value();
    EXPECT_EQ(answer.ageMs, 0);
    EXPECT_EQ(answer.ageFactor, 1.0);
    clock->jump(1'000'010);
    EXPECT_EQ(stateOf("a"), RecordState::Decohered);
    clock->jump(-5);
    EXPECT_EQ(stateOf("a"), RecordState::Measured) << "nothing had marked it";
    clock->jump(5);
    library.sweep();
    clock->jump(-5);
    EXPECT_EQ(stateOf("a"), RecordState::Decohered) << "marked is marked";
}

TEST_F(RecordLibraryTest, ATierIsChangedButDoesNotBringBackWhatIsOver) {
    ASSERT_TRUE(library.add(newRecord("a", {1}, RecordTier::Short)));
    ASSERT_TRUE(library.add(newRecord("b", {1}, RecordTier::Short)));
    clock->jump(9);
    ASSERT_TRUE(library.setTier("a", RecordTier::Pinned));
    clock->jump(1);
    ASSERT_TRUE(library.setTier("b", RecordTier::Pinned));
    EXPECT_EQ(stateOf("a"), RecordState::Created);
    EXPECT_EQ(stateOf("b"), RecordState::Decohered);
    const auto refused = library.update("b", "c", {{1.0}, 1.0});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Failed);
    EXPECT_THAT(refused.error().hint, HasSubstr("Restore"));
}

TEST_F(RecordLibraryTest, ContextsAreAddedAndRemoved) {
    ASSERT_TRUE(library.add(twoContexts()));
    ASSERT_TRUE(library.update("user", "travel", {{5.0}, 0.1}));
    ASSERT_TRUE(library.removeContext("user", "home"));
    ASSERT_TRUE(library.removeContext("user", "work"));
    EXPECT_THAT(library.measure("user", "x").value().contexts, ElementsAre("travel"));
    const auto unknown = library.removeContext("user", "travl");
    EXPECT_EQ(unknown.error().code, ErrorCode::NotFound);
    EXPECT_THAT(unknown.error().hint, HasSubstr("'travel'"));
    const auto last = library.removeContext("user", "travel");
    EXPECT_EQ(last.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(last.error().message, HasSubstr("last context"));
    ASSERT_TRUE(library.setPayload("user", "new"));
    EXPECT_EQ(library.record("user").value().payload, "new");
}

TEST_F(RecordLibraryTest, RefusesWhatNoRecordCanBe) {
    const auto message = [this](const NewRecord& record) {
        const auto added = library.add(record);
        EXPECT_FALSE(added);
        EXPECT_EQ(added.error().code, ErrorCode::InvalidArgument);
        EXPECT_THAT(added.error().hint, ::testing::Not(IsEmpty()));
        return added.error().message;
    };
    EXPECT_THAT(message(newRecord("", {1})), HasSubstr("empty name"));
    EXPECT_THAT(message(newRecord(std::string(201, 'x'), {1})), HasSubstr("201 bytes"));
    EXPECT_THAT(message(newRecord("a\nb", {1})), HasSubstr("control"));
    EXPECT_THAT(message(newRecord("a\xff", {1})), HasSubstr("UTF-8"));
    EXPECT_THAT(message(newRecord("a", {})), HasSubstr("empty vector"));
    EXPECT_THAT(message(newRecord("a", {1, std::nan("")})), HasSubstr("number 1"));
    EXPECT_THAT(message(newRecord("a", {1}, RecordTier::Long, -0.5)), HasSubstr("-0.5"));
    EXPECT_THAT(message(newRecord("a", {1}, RecordTier::Long, std::numeric_limits<double>::infinity())),
                HasSubstr("weight inf"));
    NewRecord none;
    none.id = "a";
    EXPECT_THAT(message(none), HasSubstr("no context"));
    NewRecord bytes = newRecord("a", {1});
    bytes.payload = "\xc0";
    EXPECT_THAT(message(bytes), HasSubstr("payload"));
    ASSERT_TRUE(library.add(newRecord("a", {1})));
    EXPECT_EQ(library.add(newRecord("a", {2})).error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(vectorOf(library, "a"), ElementsAre(1.0));
    EXPECT_EQ(library.update("a", "c", {{}, 1.0}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(library.setPayload("a", "\xff").error().code, ErrorCode::InvalidArgument);
}

TEST_F(RecordLibraryTest, RefusesOptionsThatMakeNoSense) {
    RecordLibraryOptions options = testing::shortLives(0);
    EXPECT_EQ(RecordLibrary::make(clock, options).error().code, ErrorCode::InvalidArgument);
    options = testing::shortLives();
    options.coherence.shortMs = 0;
    EXPECT_THAT(RecordLibrary::make(clock, options).error().message, HasSubstr("short 0 ms"));
    options.coherence = {1000, 2000, 10};
    EXPECT_THAT(RecordLibrary::make(clock, options).error().message, HasSubstr("medium 2000 ms"));
    EXPECT_EQ(library.setCapacity(0).error().code, ErrorCode::InvalidArgument);
}

TEST_F(RecordLibraryTest, NamesTheRecordWhoseTimeIsToCome) {
    NewRecord future = newRecord("future", {1.0});
    future.createdMs = clock->unixMs() + 5;
    EXPECT_THAT(library.add(future).error().message, HasSubstr("record 'future' would be made 5 ms"));
    EXPECT_THAT(idsOf(library), IsEmpty());
}

TEST_F(RecordLibraryTest, TakesRecordsAsTheyWereAndRefusesDoubles) {
    ASSERT_TRUE(library.add(twoContexts()));
    ASSERT_TRUE(library.add(newRecord("a", {1}, RecordTier::Short)));
    ASSERT_TRUE(library.measure("user", "home"));
    const std::vector<StateRecord> before = library.records();
    RecordLibrary other = libraryOf(clock);
    ASSERT_TRUE(other.load(before));
    EXPECT_EQ(other.records(), before);
    EXPECT_THAT(other.pendingChanges().put, IsEmpty());
    EXPECT_EQ(other.load({before[0], before[0]}).error().code, ErrorCode::Corrupt);
    StateRecord old = before[0];
    old.createdMs = -1;
    EXPECT_EQ(other.load({old}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(other.records(), before) << "a refused list changes nothing";
}

TEST_F(RecordLibraryTest, VectorsAreReplacedAllOrNone) {
    ASSERT_TRUE(library.add(newRecord("a", {1, 2})));
    ASSERT_TRUE(library.add(newRecord("b", {3})));
    const auto before = library.records();
    const auto code = [this](std::vector<VectorReplacement> list) {
        return library.replaceVectors(list).error().code;
    };
    EXPECT_EQ(code({{"a", "c", {5, 6}}, {"x", "c", {1}}}), ErrorCode::NotFound);
    EXPECT_EQ(code({{"a", "c", {5, 6}}, {"b", "d", {1}}}), ErrorCode::NotFound);
    EXPECT_EQ(code({{"a", "c", {5, 6}}, {"b", "c", {1, 2}}}), ErrorCode::InvalidArgument);
    EXPECT_EQ(code({{"a", "c", {5, 6}}, {"b", "c", {std::nan("")}}}), ErrorCode::InvalidArgument);
    EXPECT_EQ(library.records(), before);
    const std::vector<VectorReplacement> good{{"a", "c", {5, 6}}, {"b", "c", {7}}};
    ASSERT_TRUE(library.replaceVectors(good));
    EXPECT_THAT(vectorOf(library, "a"), ElementsAre(5.0, 6.0));
    EXPECT_EQ(stateOf("a"), RecordState::Created);
}

TEST_F(RecordLibraryTest, SaysWhatStorageHasToCatchUpWith) {
    ASSERT_TRUE(library.add(newRecord("a", {1})));
    ASSERT_TRUE(library.add(newRecord("b", {1})));
    EXPECT_EQ(library.pendingChanges().put.size(), 2U);
    library.markStored();
    EXPECT_THAT(library.pendingChanges().put, IsEmpty());
    ASSERT_TRUE(library.remove("a"));
    ASSERT_TRUE(library.archive("b"));
    EXPECT_THAT(library.pendingChanges().removed, ElementsAre("a"));
    ASSERT_EQ(library.pendingChanges().put.size(), 1U);
    EXPECT_EQ(library.pendingChanges().put[0].state, RecordState::Archived);
}

TEST(RecordNames, AreThoseOfTheIssue) {
    EXPECT_EQ(recordTierName(RecordTier::Pinned), "pinned");
    EXPECT_EQ(recordTierName(RecordTier::Long), "long");
    EXPECT_EQ(recordTierName(RecordTier::Medium), "medium");
    EXPECT_EQ(recordTierName(RecordTier::Short), "short");
    EXPECT_EQ(recordStateName(RecordState::Created), "created");
    EXPECT_EQ(recordStateName(RecordState::Active), "active");
    EXPECT_EQ(recordStateName(RecordState::Measured), "measured");
    EXPECT_EQ(recordStateName(RecordState::Decohered), "decohered");
    EXPECT_EQ(recordStateName(RecordState::Archived), "archived");
    EXPECT_FALSE(CoherenceTimes{}.of(RecordTier::Pinned));
    EXPECT_EQ(CoherenceTimes{}.of(RecordTier::Long), 7LL * 24 * 3600 * 1000);
    EXPECT_EQ(CoherenceTimes{}.of(RecordTier::Medium), 24LL * 3600 * 1000);
    EXPECT_EQ(CoherenceTimes{}.of(RecordTier::Short), 3600LL * 1000);
}

}  // namespace
}  // namespace qstore
