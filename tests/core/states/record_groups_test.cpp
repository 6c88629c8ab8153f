// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/core/states/state_fixture.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::JumpingClock;
using testing::libraryOf;
using testing::newRecord;
using testing::sameBytes;
using testing::vectorOf;

RecordGroup groupOf(std::string id, std::vector<std::string> members, double strength) {
    RecordGroup group;
    group.id = std::move(id);
    group.members = std::move(members);
    group.strength = strength;
    return group;
}

class RecordGroupsTest : public ::testing::Test {
protected:
    RecordGroupsTest() {
        EXPECT_TRUE(library.add(newRecord("a", {1.0, 2.0})));
        EXPECT_TRUE(library.add(newRecord("b", {10.0, 20.0})));
        EXPECT_TRUE(library.add(newRecord("c", {-1.0, 0.5}, RecordTier::Short)));
        EXPECT_TRUE(library.add(newRecord("d", {0.0, -0.0})));
        EXPECT_TRUE(groups.add(library, groupOf("g", {"a", "b", "c"}, 0.5)));
    }
    Result<GroupLogEntry> apply(std::vector<double> delta, const std::string& record = "a",
                                const std::string& group = "g") {
        return groups.apply(library, {group, record, "c", std::move(delta)});
    }

    std::shared_ptr<JumpingClock> clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock);
    RecordGroups groups{clock};
};

TEST_F(RecordGroupsTest, PartnersMoveByStrengthTimesDelta) {
    clock->jump(5);
    const GroupLogEntry line = apply({2.0, -4.0}).value();
    EXPECT_THAT(vectorOf(library, "a"), ElementsAre(3.0, -2.0));
    EXPECT_THAT(vectorOf(library, "b"), ElementsAre(11.0, 18.0));
    EXPECT_THAT(vectorOf(library, "c"), ElementsAre(0.0, -1.5));
    EXPECT_EQ(line.number, 1U);
    EXPECT_EQ(line.atMs, clock->unixMs());
    EXPECT_EQ(line.action, GroupAction::Apply);
    ASSERT_EQ(line.changes.size(), 3U);
    EXPECT_EQ(line.changes[0].record, "a");
    EXPECT_EQ(line.changes[0].factor, 1.0);
    EXPECT_EQ(line.changes[1].factor, 0.5);
    EXPECT_THAT(line.changes[1].before, ElementsAre(10.0, 20.0));
    EXPECT_THAT(line.changes[1].after, ElementsAre(11.0, 18.0));
    ASSERT_EQ(groups.log().size(), 1U);
    EXPECT_EQ(groups.log()[0], line);
}

TEST_F(RecordGroupsTest, APairHasAStrengthOfItsOwn) {
    ASSERT_TRUE(groups.setPairStrength("g", "c", "a", -1.0));
    ASSERT_TRUE(apply({1.0, 1.0}));
    EXPECT_THAT(vectorOf(library, "b"), ElementsAre(10.5, 20.5));
    EXPECT_THAT(vectorOf(library, "c"), ElementsAre(-2.0, -0.5));
    ASSERT_TRUE(apply({1.0, 0.0}, "c"));
    EXPECT_THAT(vectorOf(library, "a"), ElementsAre(1.0, 3.0)) << "pairs have no direction";
    ASSERT_TRUE(groups.setPairStrength("g", "a", "c", std::nullopt));
    EXPECT_EQ(groups.group("g").value().strengthBetween("c", "a"), 0.5);
}

TEST_F(RecordGroupsTest, OneHopAndNoCascade) {
    // a–b in g, b–d in h: a change of a reaches b, never d; and b is changed once although c is there too.
    ASSERT_TRUE(groups.add(library, groupOf("h", {"b", "d"}, 1.0)));
    ASSERT_TRUE(apply({1.0, 1.0}));
    EXPECT_THAT(vectorOf(library, "b"), ElementsAre(10.5, 20.5));
    EXPECT_TRUE(sameBytes(vectorOf(library, "d"), {0.0, -0.0}));
    EXPECT_THAT(library.record("b").value().groups, ElementsAre("g", "h"));
}

TEST_F(RecordGroupsTest, UndoRestoresEveryByteOfTheRecords) {
    // Sums that addition cannot take back: 0.1 + 0.2 − 0.2 is not 0.1, and −0 becomes 0.
    ASSERT_TRUE(library.update("a", "c", {{0.1, -0.0}, 1.0}));
    ASSERT_TRUE(library.update("b", "c", {{1e-17, 1e16}, 1.0}));
    const auto before = library.records();
    clock->jump(3);
    ASSERT_TRUE(apply({0.2, 0.0}));
    ASSERT_TRUE(apply({0.7, 1.0}, "b"));
    EXPECT_FALSE(sameBytes(vectorOf(library, "a"), before[0].contexts.at("c").vector));
    ASSERT_TRUE(groups.undo(library));
    const GroupLogEntry line = groups.undo(library).value();
    EXPECT_EQ(line.action, GroupAction::Undo);
    EXPECT_EQ(line.refersTo, 1U);
    EXPECT_EQ(line.number, 4U);
    for (const StateRecord& record : before)
        EXPECT_TRUE(sameBytes(vectorOf(library, record.id), record.contexts.at("c").vector)) << record.id;
    EXPECT_EQ(library.records(), before) << "age, state and weights are as they were, too";
    EXPECT_EQ(groups.undo(library).error().code, ErrorCode::NotFound);
}

TEST_F(RecordGroupsTest, RedoBringsTheChangeBackUntilAnotherIsMade) {
    ASSERT_TRUE(apply({0.1, 0.3}));
    const auto after = library.records();
    ASSERT_TRUE(groups.undo(library));
    EXPECT_TRUE(groups.canRedo());
    EXPECT_FALSE(groups.canUndo());
    const GroupLogEntry line = groups.redo(library).value();
    EXPECT_EQ(line.action, GroupAction::Redo);
    EXPECT_EQ(library.records(), after);
    ASSERT_TRUE(groups.undo(library));
    ASSERT_TRUE(apply({1.0, 1.0}));
    EXPECT_FALSE(groups.canRedo());
    EXPECT_EQ(groups.redo(library).error().code, ErrorCode::NotFound);
    EXPECT_EQ(groups.log().size(), 5U) << "the log only grows";
}

TEST_F(RecordGroupsTest, UndoThrowsNothingOfOthersAway) {
    ASSERT_TRUE(apply({1.0, 1.0}));
    ASSERT_TRUE(library.update("b", "c", {{7.0, 7.0}, 1.0}));
    const auto before = library.records();
    const auto refused = groups.undo(library);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Failed);
    EXPECT_THAT(refused.error().message, HasSubstr("'b' was changed"));
    EXPECT_EQ(library.records(), before);
    EXPECT_EQ(groups.log().size(), 1U);
    ASSERT_TRUE(library.remove("b"));
    EXPECT_EQ(groups.undo(library).error().code, ErrorCode::NotFound);
}

TEST_F(RecordGroupsTest, PartnersThatCannotFollowAreNamedWithTheReason) {
    for (const char* id : {"away", "gone", "longer", "other", "anew"})
        ASSERT_TRUE(library.add(newRecord(id, {1.0, 1.0})));
    ASSERT_TRUE(
        groups.add(library, groupOf("h", {"a", "away", "gone", "longer", "other", "anew", "c"}, 1)));
    ASSERT_TRUE(library.archive("away"));
    ASSERT_TRUE(library.remove("gone"));
    ASSERT_TRUE(library.update("longer", "c", {{1.0, 2.0, 3.0}, 1.0}));
    ASSERT_TRUE(library.update("other", "d", {{1.0, 1.0}, 1.0}));
    ASSERT_TRUE(library.removeContext("other", "c"));
    ASSERT_TRUE(library.remove("anew"));
    ASSERT_TRUE(library.add(newRecord("anew", {5.0, 5.0})));
    clock->jump(10);  // c is short
    const GroupLogEntry line = apply({1.0, 1.0}, "a", "h").value();
    std::vector<std::string> reasons;
    for (const SkippedPartner& partner : line.skipped)
        reasons.push_back(partner.record + ": " + partner.reason);
    EXPECT_THAT(
        reasons,
        ElementsAre("away: it is archived", "gone: there is no such record any more",
                    "longer: its vector has 3 numbers instead of 2", "other: it has no context 'c'",
                    "anew: it was made anew and has not been added to the group", "c: it is decohered"));
    EXPECT_EQ(line.changes.size(), 1U);
    EXPECT_THAT(vectorOf(library, "anew"), ElementsAre(5.0, 5.0));
    ASSERT_TRUE(groups.addMember(library, "h", "anew"));
    ASSERT_TRUE(apply({1.0, 1.0}, "a", "h"));
    EXPECT_THAT(vectorOf(library, "anew"), ElementsAre(6.0, 6.0));
}

TEST_F(RecordGroupsTest, RefusesUpdatesThatMakeNoSense) {
    const auto before = library.records();
    EXPECT_EQ(apply({1.0, 1.0}, "a", "x").error().code, ErrorCode::NotFound);
    EXPECT_EQ(apply({1.0, 1.0}, "x").error().code, ErrorCode::NotFound);
    EXPECT_THAT(apply({1.0, 1.0}, "d").error().message, HasSubstr("not in group 'g'"));
    EXPECT_EQ(apply({1.0}).error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(apply({1.0}).error().message, HasSubstr("delta of 1 numbers"));
    EXPECT_EQ(apply({1.0, std::nan("")}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(groups.apply(library, {"g", "a", "zzz", {1.0, 1.0}}).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(library.update("b", "c", {{1.7e308, 0.0}, 1.0}));
    const auto overflow = apply({1.7e308, 0.0});
    EXPECT_THAT(overflow.error().message, HasSubstr("record 'b'"));
    EXPECT_TRUE(sameBytes(vectorOf(library, "a"), before[0].contexts.at("c").vector)) << "all or nothing";
    ASSERT_TRUE(library.archive("a"));
    EXPECT_EQ(apply({1.0, 1.0}).error().code, ErrorCode::Failed);
    EXPECT_THAT(groups.log(), IsEmpty());
}

TEST_F(RecordGroupsTest, MembersComeAndGo) {
    ASSERT_TRUE(groups.addMember(library, "g", "d"));
    EXPECT_EQ(groups.addMember(library, "g", "d").error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(groups.addMember(library, "g", "x").error().code, ErrorCode::NotFound);
    ASSERT_TRUE(groups.setPairStrength("g", "a", "b", 0.1));
    ASSERT_TRUE(groups.removeMember(library, "g", "b"));
    EXPECT_EQ(groups.removeMember(library, "g", "b").error().code, ErrorCode::NotFound);
    EXPECT_THAT(groups.group("g").value().members, ElementsAre("a", "c", "d"));
    EXPECT_THAT(groups.group("g").value().pairStrengths, IsEmpty());
    EXPECT_THAT(library.record("b").value().groups, IsEmpty());
    ASSERT_TRUE(groups.remove(library, "g"));
    EXPECT_THAT(groups.groups(), IsEmpty());
    EXPECT_THAT(library.record("a").value().groups, IsEmpty());
    EXPECT_EQ(groups.remove(library, "g").error().code, ErrorCode::NotFound);
}

TEST_F(RecordGroupsTest, AChangeOfAGroupThatIsGoneCanStillBeUndone) {
    const auto before = vectorOf(library, "b");
    ASSERT_TRUE(apply({0.1, 0.1}));
    ASSERT_TRUE(groups.remove(library, "g"));
    ASSERT_TRUE(groups.undo(library));
    EXPECT_TRUE(sameBytes(vectorOf(library, "b"), before));
}

TEST_F(RecordGroupsTest, RefusesGroupsThatMakeNoSense) {
    const auto code = [this](const RecordGroup& group) { return groups.add(library, group).error().code; };
    EXPECT_EQ(code(groupOf("g", {"a"}, 0.5)), ErrorCode::AlreadyExists);
    EXPECT_EQ(code(groupOf("h", {"a", "x"}, 0.5)), ErrorCode::NotFound);
    EXPECT_THAT(library.record("a").value().groups, ElementsAre("g")) << "refused groups leave no mark";
    EXPECT_EQ(code(groupOf("h", {"a", "a"}, 0.5)), ErrorCode::InvalidArgument);
    EXPECT_EQ(code(groupOf("h", {"a", "b"}, 1.5)), ErrorCode::InvalidArgument);
    EXPECT_EQ(code(groupOf("", {"a", "b"}, 0.5)), ErrorCode::InvalidArgument);
    EXPECT_THAT(groups.setStrength("g", std::nan("")).error().message, HasSubstr("strength nan"));
    EXPECT_EQ(groups.setStrength("x", 0.0).error().code, ErrorCode::NotFound);
    EXPECT_EQ(groups.setPairStrength("g", "a", "d", 0.1).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(groups.setPairStrength("g", "a", "a", 0.1).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(groups.setPairStrength("g", "a", "b", -2.0).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(groups.group("x").error().code, ErrorCode::NotFound);
}

TEST_F(RecordGroupsTest, TheLogSaysWhatCanBeUndoneAfterLoading) {
    ASSERT_TRUE(apply({1.0, 0.0}));
    ASSERT_TRUE(apply({2.0, 0.0}));
    ASSERT_TRUE(groups.undo(library));
    RecordGroups other(clock);
    ASSERT_TRUE(other.load(groups.groups(), groups.log()));
    EXPECT_THAT(other.pendingChanges().log, IsEmpty());
    EXPECT_EQ(other.redo(library).value().refersTo, 2U);
    EXPECT_EQ(other.undo(library).value().refersTo, 2U);
    EXPECT_EQ(other.undo(library).value().refersTo, 1U);
    EXPECT_THAT(vectorOf(library, "a"), ElementsAre(1.0, 2.0));

    std::vector<GroupLogEntry> broken = groups.log();
    broken[2].refersTo = 1;
    EXPECT_EQ(other.load(groups.groups(), broken).error().code, ErrorCode::Corrupt);
    broken = groups.log();
    broken.erase(broken.begin());
    EXPECT_EQ(other.load(groups.groups(), broken).error().code, ErrorCode::Corrupt);
    broken = groups.log();
    broken[0].refersTo = 7;
    EXPECT_EQ(other.load(groups.groups(), broken).error().code, ErrorCode::Corrupt);
    const RecordGroup twice = groups.groups()[0];
    EXPECT_EQ(other.load({twice, twice}, {}).error().code, ErrorCode::Corrupt);
}

TEST(GroupActionNames, AreWords) {
    EXPECT_EQ(groupActionName(GroupAction::Apply), "apply");
    EXPECT_EQ(groupActionName(GroupAction::Undo), "undo");
    EXPECT_EQ(groupActionName(GroupAction::Redo), "redo");
}

}  // namespace
}  // namespace qstore
