// SPDX-License-Identifier: Apache-2.0
#include "core/states/state_library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/states/register_builders.h"
#include "core/states/register_decay.h"
#include "tests/core/states/memory_state_storage.h"
#include "tests/core/states/state_fixture.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::JumpingClock;
using testing::MemoryStateStorage;
using testing::newRecord;

/// Everything a person sees, to the bit where numbers are concerned.
struct Seen {
    std::vector<StateRecord> records;
    std::vector<RecordGroup> groups;
    std::map<std::string, SimulatedRegister> registers;
    RecordLibraryOptions options;
};

class StateLibraryTest : public ::testing::Test {
protected:
    StateLibraryTest() { require(library->setOptions(testing::shortLives())); }
    std::unique_ptr<StateLibrary> open() const { return StateLibrary::open(storage, clock).value(); }
    static void require(const Status& status) { ASSERT_TRUE(status) << status.error().message; }

    static Seen seen(const StateLibrary& library) {
        std::map<std::string, SimulatedRegister> registers;
        for (const RegisterHead& head : library.registerHeads())
            registers.emplace(head.info.name, library.reg(head.info.name).value());
        return {library.records().records(), library.groups().groups(), std::move(registers),
                library.records().options()};
    }
    static void expectSame(const Seen& a, const Seen& b, const std::string& what) {
        EXPECT_EQ(a.records, b.records) << what;
        for (std::size_t i = 0; i < std::min(a.records.size(), b.records.size()); ++i)
            for (const auto& [name, context] : a.records[i].contexts)
                EXPECT_TRUE(testing::sameBytes(context.vector, b.records[i].contexts.at(name).vector))
                    << what;
        EXPECT_EQ(a.groups, b.groups) << what;
        EXPECT_EQ(a.options.capacity, b.options.capacity) << what;
        EXPECT_EQ(a.options.coherence, b.options.coherence) << what;
        ASSERT_EQ(a.registers.size(), b.registers.size()) << what;
        for (const auto& [name, reg] : a.registers) {
            ASSERT_EQ(b.registers.count(name), 1U) << what;
            EXPECT_TRUE(sameRegister(reg, b.registers.at(name))) << what;
        }
    }
    void makeRecords() {
        for (const char* id : {"a", "b", "s"})
            ASSERT_TRUE(library->addRecord(
                newRecord(id, {0.1, -0.0}, id[0] == 's' ? RecordTier::Short : RecordTier::Pinned)));
        RecordGroup group;
        group.id = "g";
        group.members = {"a", "b"};
        group.strength = 0.5;
        require(library->addGroup(group));
    }

    std::shared_ptr<JumpingClock> clock = std::make_shared<JumpingClock>();
    std::shared_ptr<MemoryStateStorage> storage = std::make_shared<MemoryStateStorage>();
    std::unique_ptr<StateLibrary> library = open();
};

TEST_F(StateLibraryTest, EveryChangeIsThereWhenItIsOpenedAgain) {
    makeRecords();
    ASSERT_TRUE(library->applyUpdate({"g", "a", "c", {0.2, 0.3}}));
    require(library->addRegister(bellRegister("pair", BellState::PhiPlus).value()));
    ASSERT_TRUE(library->measureRecord("a", "c"));
    const auto again = open();
    expectSame(seen(*again), seen(*library), "after opening");
    EXPECT_EQ(again->edits(), library->edits());
    EXPECT_EQ(again->records().record("a").value().state, RecordState::Measured);
    EXPECT_EQ(again->groups().log(), library->groups().log());
}

/// One after the other, all that a person can do; then all of it back, looking at every step, and forth.
TEST_F(StateLibraryTest, EveryEditIsUndoneAndDoneAgainToTheBit) {
    std::vector<Seen> moments{seen(*library)};
    const std::size_t before = library->edits().size();
    const auto moment = [&] { moments.push_back(seen(*library)); };
    const auto did = [&](const Status& status) {
        require(status);
        moment();
    };
    const auto didGive = [&](const auto& result) {
        ASSERT_TRUE(result) << result.error().message;
        moment();
    };
    NewRecord two = newRecord("a", {0.1, -0.0});
    two.contexts["d"] = RecordContext{{5.0}, 0.3};
    didGive(library->addRecord(two));
    didGive(library->addRecord(newRecord("b", {1e-300, 1e16})));
    didGive(library->addRecord(newRecord("s", {1.0, 2.0}, RecordTier::Short)));
    did(library->updateRecord("b", "c", {{0.7, 0.1}, 2.0}));
    did(library->removeContext("a", "d"));
    did(library->setPayload("a", "tea"));
    did(library->setTier("b", RecordTier::Long));
    did(library->archiveRecord("b"));
    didGive(library->restoreRecord("b"));
    RecordGroup group;
    group.id = "g";
    group.members = {"a"};
    did(library->addGroup(group));
    did(library->addMember("g", "b"));
    did(library->setStrength("g", 0.5));
    did(library->setPairStrength("g", "a", "b", -1.0));
    didGive(library->applyUpdate({"g", "a", "c", {0.2, 0.3}}));
    didGive(library->applyUpdate({"g", "b", "c", {0.7, 0.0}}));
    did(library->removeMember("g", "b"));
    did(library->removeGroup("g"));
    did(library->addRegister(bellRegister("pair", BellState::PsiMinus).value()));
    did(library->replaceRegister(
        decayed(library->reg("pair").value(), DecayTimes{30.0, 40.0, 0.0}, 5.0).value()));
    did(library->renameRegister("pair", "left"));
    did(library->removeRegister("left"));
    clock->jump(10);
    moments.back() = seen(*library);  // s has expired, and the clock goes on
    didGive(library->sweep());
    did(library->setOptions(testing::shortLives(7)));
    did(library->removeRecord("b"));
    const std::size_t edits = moments.size() - 1;
    ASSERT_EQ(library->edits().size(), before + edits);
    // The expiry is by the clock, so what is seen before the jump is seen with s expired.
    for (Seen& each : moments)
        for (StateRecord& record : each.records)
            record.state = recordStateAt(record, clock->unixMs(), each.options.coherence);
    for (int round = 0; round < 2; ++round) {
        for (std::size_t i = edits; i > 0; --i) {
            const auto undone = library->undo();
            ASSERT_TRUE(undone) << undone.error().message;
            expectSame(seen(*library), moments[i - 1], "undone " + undone->text());
            library = open();
            expectSame(seen(*library), moments[i - 1], "undone and opened: " + undone->text());
        }
        for (std::size_t i = 1; i <= edits; ++i) {
            const auto redone = library->redo();
            ASSERT_TRUE(redone) << redone.error().message;
            expectSame(seen(*library), moments[i], "redone " + redone->text());
        }
        EXPECT_EQ(library->redo().error().code, ErrorCode::NotFound);
    }
}

TEST_F(StateLibraryTest, AChangeThatIsRefusedLeavesEverythingAsItWas) {
    makeRecords();
    require(library->addRegister(bellRegister("pair", BellState::PhiPlus).value()));
    const Seen before = seen(*library);
    const auto edits = library->edits();
    const auto refused = [&](const auto& attempt) {
        storage->refuse = 1;
        const auto result = attempt();
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::Io);
        expectSame(seen(*library), before, "refused");
        EXPECT_EQ(library->edits(), edits);
    };
    refused([&] { return library->updateRecord("a", "c", {{9.0}, 1.0}); });
    refused([&] { return library->applyUpdate({"g", "a", "c", {1.0, 1.0}}); });
    refused([&] { return library->removeGroup("g"); });
    refused([&] { return library->removeRegister("pair"); });
    refused([&] { return library->setOptions(testing::shortLives(3)); });
    refused([&] { return library->measureRecord("a", "c"); });
    refused([&] { return library->undo(); });
    EXPECT_THAT(library->groups().log(), IsEmpty());
    EXPECT_EQ(library->renameRegister("pair", "pair").error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(library->reg("pear").error().hint, HasSubstr("pair"));
    expectSame(seen(*library), before, "said no");
    ASSERT_TRUE(library->applyUpdate({"g", "a", "c", {1.0, 1.0}})) << "and everything still works";
    EXPECT_EQ(library->groups().log().back().number, 1U);
}

TEST_F(StateLibraryTest, ANewEditDropsWhatWasUndone) {
    makeRecords();
    require(library->updateRecord("a", "c", {{2.0, 2.0}, 1.0}));
    ASSERT_TRUE(library->undo());
    EXPECT_EQ(library->nextRedo()->text(), "update record 'a'");
    require(library->setPayload("a", "new"));
    EXPECT_FALSE(library->nextRedo());
    EXPECT_EQ(library->nextUndo()->text(), "set the payload of record 'a'");
    ASSERT_TRUE(library->undo());
    EXPECT_EQ(library->undo().value().text(), "create group 'g'");
}

TEST_F(StateLibraryTest, MeasuringIsNoEditAndStaysWhenOthersAreUndone) {
    makeRecords();
    require(library->updateRecord("a", "c", {{2.0, 2.0}, 1.0}));
    const std::size_t edits = library->edits().size();
    clock->jump(3);
    ASSERT_TRUE(library->measureRecord("a", "c"));
    EXPECT_EQ(library->edits().size(), edits);
    const std::int64_t at = clock->unixMs();
    ASSERT_TRUE(library->undo());
    EXPECT_EQ(library->records().record("a").value().lastMeasuredMs, at);
    EXPECT_THAT(library->records().record("a").value().contexts.at("c").vector, ElementsAre(0.1, 0.0));
    ASSERT_TRUE(library->redo());
    EXPECT_EQ(library->records().record("a").value().lastMeasuredMs, at);
}

TEST_F(StateLibraryTest, WhatAnotherProgramDidIsSeenAndNeverThrownAway) {
    makeRecords();
    const auto other = open();
    require(other->updateRecord("a", "c", {{7.0, 7.0}, 1.0}));
    EXPECT_TRUE(library->refresh().value());
    EXPECT_FALSE(library->refresh().value());
    require(library->setPayload("a", "mine"));
    require(other->setPayload("b", "theirs"));
    EXPECT_EQ(other->records().record("a").value().payload, "mine") << "read before the change";
    // One that writes past the list of edits, on what the library believes is its own.
    StateChanges changes;
    changes.records.put = {other->records().record("b").value()};
    changes.records.put[0].payload = "by nobody";
    require(storage->commit(changes));
    const auto refused = library->undo();
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("record 'b' was changed otherwise"));
    EXPECT_EQ(library->records().record("b").value().payload, "by nobody");
}

TEST_F(StateLibraryTest, TheListOfEditsIsBounded) {
    makeRecords();
    for (std::size_t i = 0; i < StateLibrary::kMostEdits + 5; ++i)
        require(library->setPayload("a", std::to_string(i)));
    EXPECT_EQ(library->edits().size(), StateLibrary::kMostEdits);
    std::size_t undone = 0;
    while (library->undo()) ++undone;
    EXPECT_EQ(undone, StateLibrary::kMostEdits);
    EXPECT_EQ(library->records().record("a").value().payload, "4");
    EXPECT_EQ(open()->edits().size(), StateLibrary::kMostEdits);
}

TEST_F(StateLibraryTest, ExpiryFollowsTheClockToTheMillisecond) {
    makeRecords();
    const std::size_t edits = library->edits().size();
    clock->jump(9);
    EXPECT_THAT(library->sweep().value().decohered, IsEmpty()) << "a millisecond is left";
    EXPECT_EQ(library->edits().size(), edits);
    clock->jump(1);
    EXPECT_THAT(library->sweep().value().decohered, ElementsAre("s"));
    EXPECT_EQ(library->edits().size(), edits + 1);
    EXPECT_EQ(open()->records().stored("s")->state, RecordState::Decohered);
}

TEST_F(StateLibraryTest, ASweepWithNothingToDoIsNoEdit) {
    makeRecords();
    const std::size_t edits = library->edits().size();
    ASSERT_TRUE(library->sweep());
    EXPECT_EQ(library->edits().size(), edits);
    require(library->setOptions(testing::shortLives(2)));
    const SweepReport report = library->sweep().value();
    EXPECT_THAT(report.evicted, ElementsAre("s")) << "the others are pinned";
    EXPECT_THAT(testing::idsOf(library->records()), ElementsAre("a", "b"));
    ASSERT_TRUE(library->undo());
    EXPECT_THAT(testing::idsOf(library->records()), ElementsAre("a", "b", "s"));
}

TEST_F(StateLibraryTest, ARecordMayBeOlderThanItsPlaceButNotOfTheFuture) {
    NewRecord old = newRecord("old", {1.0}, RecordTier::Short);
    old.createdMs = clock->unixMs() - 10;
    ASSERT_TRUE(library->addRecord(old));
    EXPECT_EQ(library->records().record("old").value().state, RecordState::Decohered);
    NewRecord younger = newRecord("younger", {1.0}, RecordTier::Short);
    younger.createdMs = clock->unixMs() - 9;
    ASSERT_TRUE(library->addRecord(younger));
    EXPECT_EQ(library->records().record("younger").value().state, RecordState::Created);
    NewRecord future = newRecord("future", {1.0});
    future.createdMs = clock->unixMs() + 1;
    EXPECT_THAT(library->addRecord(future).error().message, HasSubstr("1 ms from now"));
}

TEST_F(StateLibraryTest, WhereNothingIsLeftTheHintSaysWhatIsTrue) {
    const auto fresh = StateLibrary::open(std::make_shared<MemoryStateStorage>(), clock).value();
    EXPECT_THAT(fresh->undo().error().hint, HasSubstr("Nothing was changed"));
    EXPECT_THAT(fresh->redo().error().hint, HasSubstr("Undo something first"));
    ASSERT_TRUE(fresh->addRecord(newRecord("a", {1.0})));
    ASSERT_TRUE(fresh->undo());
    EXPECT_THAT(fresh->undo().error().hint, HasSubstr("can be done again"));
    ASSERT_TRUE(fresh->redo());
}

TEST(StateEditKinds, HaveNamesThatReadBack) {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(StateEditKind::ApplyToGroup); ++i) {
        const auto kind = static_cast<StateEditKind>(i);
        EXPECT_EQ(stateEditKindOf(stateEditKindName(kind)), kind);
        names.insert(stateEditKindName(kind));
    }
    EXPECT_EQ(names.size(), 20U);
    EXPECT_EQ(stateEditKindOf("nothing"), std::nullopt);
}

}  // namespace
}  // namespace qstore
