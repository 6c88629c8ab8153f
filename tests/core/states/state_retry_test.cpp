// SPDX-License-Identifier: Apache-2.0
// Two programs that change one library at the same moment.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/states/register_builders.h"
#include "core/states/state_library.h"
#include "tests/core/states/memory_state_storage.h"
#include "tests/core/states/state_fixture.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using testing::JumpingClock;
using testing::MemoryStateStorage;
using testing::newRecord;

class StateRetry : public ::testing::Test {
protected:
    StateRetry() {
        for (const char* id : {"a", "b"}) EXPECT_TRUE(library->addRecord(newRecord(id, {0.5, 0.25}))) << id;
    }
    std::unique_ptr<StateLibrary> open() const { return StateLibrary::open(storage, clock).value(); }
    /// Before each of the next `times` commits the other program sets the payload of b.
    void interfere(std::size_t times) {
        left = times;
        storage->meanwhile = [this] {
            if (left == 0) return;
            --left;
            EXPECT_TRUE(other->setPayload("b", "theirs " + std::to_string(left)));
        };
    }
    template <class Attempt>
    void expectBothKept(const std::string& what, const Attempt& attempt) {
        SCOPED_TRACE(what);
        interfere(3);
        storage->asked = 0;
        const auto done = attempt();
        EXPECT_TRUE(done) << done.error().message;
        EXPECT_EQ(storage->asked, 4U);
        EXPECT_EQ(library->records().record("b").value().payload, "theirs 0");
        EXPECT_EQ(open()->edits(), library->edits());
    }

    std::shared_ptr<JumpingClock> clock = std::make_shared<JumpingClock>();
    std::shared_ptr<MemoryStateStorage> storage = std::make_shared<MemoryStateStorage>();
    std::unique_ptr<StateLibrary> library = open(), other = open();
    std::size_t left = 0;
};

TEST_F(StateRetry, WhatWasToBeDoneIsDoneOnWhatTheOtherLeft) {
    expectBothKept("add", [&] { return library->addRecord(newRecord("c", {1.0, 2.0})); });
    EXPECT_THAT(testing::vectorOf(open()->records(), "c"), ElementsAre(1.0, 2.0)) << "nothing was moved";
    expectBothKept("update", [&] { return library->updateRecord("a", "c", {{3.0, 4.0}, 0.5}); });
    EXPECT_THAT(testing::vectorOf(open()->records(), "a"), ElementsAre(3.0, 4.0));
    expectBothKept("payload", [&] { return library->setPayload("a", "a text that is longer than short"); });
    EXPECT_EQ(open()->records().record("a").value().payload, "a text that is longer than short");
    RecordGroup group;
    group.id = "g";
    group.members = {"a", "b"};
    group.strength = 1.0;
    expectBothKept("group", [&] { return library->addGroup(group); });
    expectBothKept("apply", [&] { return library->applyUpdate({"g", "a", "c", {1.0, 1.0}}); });
    EXPECT_THAT(testing::vectorOf(open()->records(), "b"), ElementsAre(1.5, 1.25)) << "once";
    const SimulatedRegister pair = bellRegister("pair", BellState::PsiMinus).value();
    expectBothKept("register", [&] { return library->addRegister(pair); });
    EXPECT_TRUE(sameRegister(open()->reg("pair").value(), pair));
    expectBothKept("measure", [&] { return library->measureRecord("a", "c"); });
    EXPECT_EQ(open()->records().record("a").value().state, RecordState::Measured);
}

/// Measuring raises the revision and is no edit, so the edit that is taken back is the same.
TEST_F(StateRetry, UndoAndRedoAreTriedAgainToo) {
    ASSERT_TRUE(library->setPayload("a", "mine"));
    storage->meanwhile = [this] {
        if (left == 0) return;
        --left;
        EXPECT_TRUE(other->measureRecord("b", "c"));
    };
    left = 2;
    EXPECT_EQ(library->undo().value().text(), "set the payload of record 'a'");
    EXPECT_EQ(open()->records().record("a").value().payload, "");
    left = 2;
    EXPECT_EQ(library->redo().value().text(), "set the payload of record 'a'");
    EXPECT_EQ(open()->records().record("a").value().payload, "mine");
    EXPECT_EQ(left, 0U);
    EXPECT_EQ(open()->records().record("b").value().state, RecordState::Measured);
}

TEST_F(StateRetry, WhatTheOtherMadeImpossibleIsRefused) {
    storage->meanwhile = [this] {
        if (left == 0) return;
        --left;
        EXPECT_TRUE(other->addRecord(newRecord("c", {9.0})));
    };
    left = 1;
    const auto late = library->addRecord(newRecord("c", {1.0}));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(testing::vectorOf(library->records(), "c"), ElementsAre(9.0));
}

TEST_F(StateRetry, EndsWhenTheOtherNeverLetsGo) {
    const std::size_t edits = library->edits().size();
    interfere(1000);
    storage->asked = 0;
    const auto refused = library->setPayload("a", "mine");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Busy);
    EXPECT_EQ(storage->asked, StateLibrary::kMostTries);
    EXPECT_EQ(library->records().record("a").value().payload, "");
    left = 0;
    ASSERT_TRUE(library->setPayload("a", "mine"));
    EXPECT_EQ(library->records().record("a").value().payload, "mine");
    EXPECT_GT(library->edits().size(), edits + 1) << "the other's, too";
}

TEST_F(StateRetry, WhatFailsForAnotherReasonIsNotTriedAgain) {
    storage->asked = 0;
    storage->refuse = 1;
    EXPECT_EQ(library->setPayload("a", "mine").error().code, ErrorCode::Io);
    EXPECT_EQ(storage->asked, 1U);
}

}  // namespace
}  // namespace qstore
