// SPDX-License-Identifier: Apache-2.0
#include "core/states/state_storage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/states/register_builders.h"
#include "core/states/register_decay.h"
#include "tests/core/states/memory_state_storage.h"
#include "tests/core/states/state_fixture.h"

namespace qstore {
namespace {

using ::testing::IsEmpty;
using testing::JumpingClock;
using testing::libraryOf;
using testing::MemoryStateStorage;
using testing::newRecord;

class StateStorageTest : public ::testing::Test {
protected:
    StateStorageTest() {
        EXPECT_TRUE(library.add(newRecord("a", {0.1, -0.0})));
        EXPECT_TRUE(library.add(newRecord("b", {1e-300, 5.0}, RecordTier::Long, 0.3)));
        RecordGroup group;
        group.id = "g";
        group.members = {"a", "b"};
        group.strength = 0.5;
        EXPECT_TRUE(groups.add(library, group));
    }
    /// As a caller does it: both together, and stored only when the storage says so.
    Status save() {
        StateChanges changes;
        changes.records = library.pendingChanges();
        changes.groups = groups.pendingChanges();
        QSTORE_CHECK(storage.commit(changes));
        library.markStored();
        groups.markStored();
        return {};
    }
    void expectReopensEqual() {
        const StateContent content = storage.load().value();
        RecordLibrary reopened = libraryOf(clock);
        RecordGroups reopenedGroups(clock);
        ASSERT_TRUE(reopened.load(content.records));
        ASSERT_TRUE(reopenedGroups.load(content.groups, content.groupLog));
        EXPECT_EQ(reopened.records(), library.records());
        EXPECT_EQ(reopenedGroups.groups(), groups.groups());
        EXPECT_EQ(reopenedGroups.log(), groups.log());
    }

    std::shared_ptr<JumpingClock> clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock);
    RecordGroups groups{clock};
    MemoryStateStorage storage;
};

TEST_F(StateStorageTest, WhatIsCommittedComesBack) {
    ASSERT_TRUE(save());
    expectReopensEqual();
    ASSERT_TRUE(groups.apply(library, {"g", "a", "c", {0.2, 0.3}}));
    ASSERT_TRUE(groups.undo(library));
    ASSERT_TRUE(library.measure("b", "c"));
    ASSERT_TRUE(save());
    expectReopensEqual();
    ASSERT_TRUE(library.remove("b"));
    ASSERT_TRUE(groups.remove(library, "g"));
    ASSERT_TRUE(save());
    expectReopensEqual();
    EXPECT_EQ(storage.load().value().records.size(), 1U);
}

TEST_F(StateStorageTest, UndoGoesOnAfterReopening) {
    const auto before = library.records();
    ASSERT_TRUE(groups.apply(library, {"g", "a", "c", {0.2, 0.3}}));
    ASSERT_TRUE(save());
    const StateContent content = storage.load().value();
    RecordLibrary reopened = libraryOf(clock);
    RecordGroups reopenedGroups(clock);
    ASSERT_TRUE(reopened.load(content.records));
    ASSERT_TRUE(reopenedGroups.load(content.groups, content.groupLog));
    ASSERT_TRUE(reopenedGroups.undo(reopened));
    for (const StateRecord& record : before)
        EXPECT_TRUE(
            testing::sameBytes(testing::vectorOf(reopened, record.id), record.contexts.at("c").vector));
}

TEST_F(StateStorageTest, WhatWasRefusedIsStillPending) {
    storage.refuse = 1;
    EXPECT_EQ(save().error().code, ErrorCode::Io);
    EXPECT_THAT(storage.load().value().records, IsEmpty());
    ASSERT_TRUE(save());
    expectReopensEqual();
    EXPECT_THAT(library.pendingChanges().put, IsEmpty());
    EXPECT_THAT(groups.pendingChanges().put, IsEmpty());
}

TEST_F(StateStorageTest, AnExpiryThatNobodySweptIsSeenAfterReopening) {
    ASSERT_TRUE(library.add(newRecord("s", {1.0}, RecordTier::Short)));
    ASSERT_TRUE(save());
    clock->jump(10);
    RecordLibrary reopened = libraryOf(clock);
    ASSERT_TRUE(reopened.load(storage.load().value().records));
    EXPECT_EQ(reopened.record("s").value().state, RecordState::Decohered);
}

TEST_F(StateStorageTest, RegistersArePutUnderTheirNames) {
    StateChanges changes;
    changes.putRegisters = {bellRegister("pair", BellState::PhiPlus).value(), wRegister("w", 3).value()};
    ASSERT_TRUE(storage.commit(changes));
    const auto kept = storage.load().value().registers;
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].state()->amplitudes(), changes.putRegisters[0].state()->amplitudes());
    StateChanges next;
    next.removedRegisters = {"w", "never there"};
    next.putRegisters = {decayed(kept[0], DecayTimes{}, 5.0).value()};
    ASSERT_TRUE(storage.commit(next));
    ASSERT_EQ(storage.load().value().registers.size(), 1U);
    EXPECT_FALSE(storage.load().value().registers[0].isPure());
}

}  // namespace
}  // namespace qstore
