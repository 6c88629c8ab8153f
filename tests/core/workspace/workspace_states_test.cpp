// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/workspace_states.h"

#include <SQLiteCpp/Database.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <thread>

#include "core/states/context_register.h"
#include "core/states/register_builders.h"
#include "core/states/register_decay.h"
#include "core/states/state_library.h"
#include "core/workspace/state_codec.h"
#include "core/workspace/testing.h"
#include "scratch.h"
#include "tests/core/states/state_fixture.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::JumpingClock;
using testing::newRecord;
using testing::sameBytes;

class WorkspaceStates : public ScratchTest {
protected:
    std::unique_ptr<StateLibrary> library(const std::string& name = "w.qstore") const {
        return StateLibrary::open(workspaceStates(open(name)), clock).value();
    }
    std::int64_t number(const std::string& sql) const {
        return SQLite::Database(file().string()).execAndGet(sql).getInt64();
    }

    std::shared_ptr<JumpingClock> clock = std::make_shared<JumpingClock>();
};

StateRecord oddRecord() {
    StateRecord record;
    record.id = "ä 'quoted'";
    record.contexts["home"] = {{-0.0, std::numeric_limits<double>::denorm_min(), 0.1 + 0.2, 1.7e308}, 0.7};
    record.contexts["work"] = {{1.0 / 3.0}, 0.3};
    record.groups = {"g", "h"};
    record.tier = RecordTier::Long;
    record.state = RecordState::Measured;
    record.createdMs = 1;
    record.refreshedMs = 2;
    record.lastMeasuredMs = 3;
    record.payload = std::string("{\"a\":\n1}\0b", 10);
    return record;
}

TEST_F(WorkspaceStates, RecordsAndGroupsComeBackToTheBit) {
    RecordGroup group;
    group.id = "g";
    group.members = {"ä 'quoted'", "b"};
    group.strength = -0.1;
    group.pairStrengths[pairOf("b", "ä 'quoted'")] = 1.0 / 3.0;
    StateChanges changes;
    changes.records.put = {oddRecord()};
    changes.groups.put = {group};
    GroupLogEntry line;
    line.number = 1;
    line.atMs = 5;
    line.group = "g";
    line.record = "b";
    line.context = "home";
    line.delta = {0.1, -0.0};
    line.changes = {{"b", 1.0, {-0.0, 1.0}, {0.1, 1.0}}};
    line.skipped = {{"ä 'quoted'", "it is archived"}};
    changes.groups.log = {line};
    changes.options = testing::shortLives(7);
    QSTORE_ASSERT_OK(workspaceStates(open())->commit(changes));
    const StateContent content = workspaceStates(open())->load().value();
    ASSERT_EQ(content.records.size(), 1U);
    EXPECT_EQ(content.records[0], oddRecord());
    EXPECT_TRUE(
        sameBytes(content.records[0].contexts.at("home").vector, oddRecord().contexts.at("home").vector));
    EXPECT_EQ(content.groups, changes.groups.put);
    ASSERT_EQ(content.groupLog.size(), 1U);
    EXPECT_EQ(content.groupLog[0], line);
    EXPECT_TRUE(sameBytes(content.groupLog[0].changes[0].before, line.changes[0].before));
    ASSERT_TRUE(content.options);
    EXPECT_EQ(content.options->capacity, 7U);
    EXPECT_EQ(content.options->coherence, testing::shortLives().coherence);
    EXPECT_EQ(content.revision, 1U);
}

TEST_F(WorkspaceStates, RegistersComeBackToTheBitPureAndMixed) {
    const auto contexts = superposeContexts("user", oddRecord().contexts);
    const SimulatedRegister w = wRegister("w", 3).value();
    const SimulatedRegister mixed =
        decayed(bellRegister("pair", BellState::PsiMinus).value(), DecayTimes{}, 7.0).value();
    StateChanges changes;
    changes.putRegisters = {w, mixed};
    ASSERT_TRUE(contexts) << contexts.error().message;
    changes.putRegisters.push_back(contexts->reg);
    QSTORE_ASSERT_OK(workspaceStates(open())->commit(changes));
    const StateContent content = workspaceStates(open())->load().value();
    ASSERT_EQ(content.registers.size(), 3U);
    EXPECT_TRUE(sameRegister(content.registers[0], mixed));
    EXPECT_TRUE(sameRegister(content.registers[1], contexts->reg));
    EXPECT_THAT(content.registers[1].info().contexts, ElementsAre("home", "work"));
    EXPECT_TRUE(sameRegister(content.registers[2], w));
}

TEST_F(WorkspaceStates, ALargeRegisterLiesInPiecesAndOnlyOnce) {
    const auto kept = library();
    QSTORE_ASSERT_OK(kept->addRegister(ghzRegister("large", 20).value()));
    constexpr std::int64_t limit = std::int64_t{16} << 20U;
    EXPECT_LE(number("SELECT max(length(bytes)) FROM state_pieces"), limit);
    EXPECT_GE(number("SELECT count(*) FROM state_pieces"), 2);
    EXPECT_EQ(number("SELECT count(*) FROM state_contents WHERE bytes > 1000000"), 1)
        << "the list of edits refers to it as well";
    EXPECT_TRUE(sameRegister(library()->reg("large").value(), ghzRegister("large", 20).value()));
    QSTORE_ASSERT_OK(kept->removeRegister("large"));
    EXPECT_EQ(number("SELECT count(*) FROM state_contents WHERE bytes > 1000000"), 1) << "for undo";
    ASSERT_TRUE(library()->undo());
    EXPECT_TRUE(sameRegister(library()->reg("large").value(), ghzRegister("large", 20).value()));
}

TEST_F(WorkspaceStates, WhatNothingRefersToIsGone) {
    const auto kept = library();
    ASSERT_TRUE(kept->addRecord(newRecord("a", {1.0})));
    for (std::size_t i = 0; i < StateLibrary::kMostEdits + 20; ++i)
        QSTORE_ASSERT_OK(kept->setPayload("a", std::to_string(i)));
    EXPECT_EQ(number("SELECT count(*) FROM state_edits"),
              static_cast<std::int64_t>(StateLibrary::kMostEdits));
    // The record as it is and as it was before each edit that is left.
    EXPECT_EQ(number("SELECT count(*) FROM state_contents"),
              static_cast<std::int64_t>(StateLibrary::kMostEdits) + 1);
    EXPECT_EQ(number("SELECT count(*) FROM state_pieces"), number("SELECT count(*) FROM state_contents"));
}

TEST_F(WorkspaceStates, UndoGoesOnInAnotherProgram) {
    {
        const auto kept = library();
        for (const char* id : {"a", "b"}) ASSERT_TRUE(kept->addRecord(newRecord(id, {0.1, -0.0})));
        RecordGroup group;
        group.id = "g";
        group.members = {"a", "b"};
        group.strength = 0.5;
        QSTORE_ASSERT_OK(kept->addGroup(group));
        ASSERT_TRUE(kept->applyUpdate({"g", "a", "c", {0.2, 0.0}}));
        QSTORE_ASSERT_OK(kept->setTier("b", RecordTier::Long));
    }
    EXPECT_EQ(library()->undo().value().text(), "set the tier of record 'b'");
    EXPECT_EQ(library()->undo().value().text(), "apply a change to group 'g'");
    const auto kept = library();
    for (const char* id : {"a", "b"})
        EXPECT_TRUE(sameBytes(kept->records().record(id).value().contexts.at("c").vector, {0.1, -0.0}));
    EXPECT_EQ(kept->groups().log().back().action, GroupAction::Undo);
    EXPECT_EQ(library()->redo().value().text(), "apply a change to group 'g'");
    EXPECT_EQ(library()->records().record("a").value().contexts.at("c").vector[0], 0.1 + 0.2);
    EXPECT_EQ(kept->refresh().value(), true);
    EXPECT_EQ(kept->groups().log().size(), 3U);
}

TEST_F(WorkspaceStates, TheLogIsPagedAndOnlyItsEndIsLoaded) {
    const auto kept = library();
    for (const char* id : {"a", "b"}) ASSERT_TRUE(kept->addRecord(newRecord(id, {0.0})));
    RecordGroup group;
    group.id = "g";
    group.members = {"a", "b"};
    QSTORE_ASSERT_OK(kept->addGroup(group));
    constexpr std::size_t lines = StateLibrary::kMostEdits + 10;
    for (std::size_t i = 0; i < lines; ++i) ASSERT_TRUE(kept->applyUpdate({"g", "a", "c", {1.0}}));
    const auto storage = workspaceStates(open());
    EXPECT_EQ(storage->load().value().groupLog.size(), lines);
    const StateContent recent = storage->loadRecent(5).value();
    EXPECT_EQ(recent.firstLine, lines - StateLibrary::kMostEdits + 1) << "what an edit refers to";
    const auto last = storage->groupLines(~std::uint64_t{0} >> 1U, 3).value();
    ASSERT_EQ(last.size(), 3U);
    EXPECT_EQ(last.back().number, lines);
    const auto first = storage->groupLines(3, 10).value();
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first.front().number, 1U);
    RecordGroups partly(clock);
    RecordLibrary records = RecordLibrary::make(clock).value();
    QSTORE_ASSERT_OK(records.load(recent.records));
    QSTORE_ASSERT_OK(partly.load(recent.groups, recent.groupLog, recent.firstLine));
    EXPECT_EQ(partly.undo(records).value().refersTo, lines);
}

TEST_F(WorkspaceStates, TwoProgramsDoNotWriteOverEachOther) {
    const auto one = workspaceStates(open()), other = workspaceStates(open());
    StateChanges changes;
    changes.basis = one->revision().value();
    changes.records.put = {oddRecord()};
    QSTORE_ASSERT_OK(one->commit(changes));
    changes.records.put[0].payload = "late";
    expectError(other->commit(changes), ErrorCode::Busy, "another program");
    EXPECT_EQ(other->load().value().records[0].payload, oddRecord().payload);
    StateChanges line;
    line.groups.log.resize(1);
    line.groups.log[0].number = 2;
    expectError(other->commit(line), ErrorCode::Corrupt, "next line is 1");
}

TEST_F(WorkspaceStates, TwoLibrariesThatEditAtOnceBothSucceed) {
    open();
    constexpr int count = 20;
    std::atomic<int> failures{0};
    const auto edit = [&](const std::string& id) {
        const auto kept = library();
        if (!kept->addRecord(newRecord(id, {1.0}))) ++failures;
        for (int i = 1; i < count; ++i)
            if (!kept->setPayload(id, std::to_string(i))) ++failures;
    };
    {
        std::vector<std::jthread> threads;
        threads.emplace_back(edit, "a");
        threads.emplace_back(edit, "b");
    }
    EXPECT_EQ(failures.load(), 0);
    const auto kept = library();
    for (const char* id : {"a", "b"})
        EXPECT_EQ(kept->records().record(id).value().payload, std::to_string(count - 1));
    EXPECT_EQ(kept->edits().size(), std::size_t{2} * count);
}

TEST_F(WorkspaceStates, DamageIsNamedAndNothingIsMadeUp) {
    const auto workspace = open();
    {
        const auto kept = library();
        ASSERT_TRUE(kept->addRecord(newRecord("a", {1.0, 2.0})));
        QSTORE_ASSERT_OK(kept->addRegister(bellRegister("pair", BellState::PhiPlus).value()));
    }
    const auto damagedBy = [&](const std::string& sql) {
        std::filesystem::remove(file("damaged.qstore"));
        QSTORE_ASSERT_OK(workspace->backupTo(file("damaged.qstore")));
        const auto damaged = open("damaged.qstore");
        QSTORE_ASSERT_OK(testing::executeSql(*damaged, sql));
        const auto loaded = workspaceStates(damaged)->load();
        ASSERT_FALSE(loaded) << sql;
        EXPECT_EQ(errorCodeName(loaded.error().code), "corrupt") << loaded.error().message;
        EXPECT_THAT(loaded.error().hint, HasSubstr("backup"));
    };
    damagedBy("UPDATE state_pieces SET bytes = zeroblob(length(bytes))");
    damagedBy("UPDATE state_pieces SET bytes = substr(bytes, 1, length(bytes) - 8)");
    damagedBy("UPDATE state_pieces SET bytes = CAST(bytes || x'00' AS BLOB)");
    damagedBy("DELETE FROM state_pieces");
    damagedBy("UPDATE state_things SET kind = 'group' WHERE kind = 'record'");
    damagedBy("UPDATE state_edits SET kind = 'unheard-of'");
}

/// What is damaged there cannot have been read.
TEST_F(WorkspaceStates, AmplitudesAreReadOnlyWhenTheyAreAskedFor) {
    const SimulatedRegister large = ghzRegister("large", 12).value();
    const SimulatedRegister pair = bellRegister("pair", BellState::PsiMinus).value();
    {
        const auto kept = library();
        for (const SimulatedRegister* reg : {&large, &pair}) QSTORE_ASSERT_OK(kept->addRegister(*reg));
    }
    const auto workspace = open();
    QSTORE_ASSERT_OK(testing::executeSql(
        *workspace, "UPDATE state_pieces SET bytes = substr(bytes, 1, 1000) WHERE length(bytes) > 60000"));
    const auto lazily = [&] { return StateLibrary::open(workspaceStates(open()), clock).value(); };
    const auto kept = lazily(), other = lazily();
    const auto heads = kept->registerHeads();
    ASSERT_EQ(heads.size(), 2U);
    EXPECT_EQ(heads[0].info, large.info());
    EXPECT_EQ(heads[0].qubits, 12U);
    EXPECT_TRUE(heads[0].pure);
    EXPECT_EQ(heads[0].hash.size(), 64U);
    expectError(kept->reg("large"), ErrorCode::Corrupt);
    EXPECT_TRUE(sameRegister(kept->reg("pair").value(), pair));
    // Edits, undo and what another program did reach only what they are about.
    QSTORE_ASSERT_OK(kept->replaceRegister(decayed(pair, DecayTimes{}, 3.0).value()));
    QSTORE_ASSERT_OK(other->renameRegister("pair", "two"));
    EXPECT_EQ(other->undo().value().text(), "rename register 'pair'");
    EXPECT_TRUE(kept->refresh().value());
    EXPECT_EQ(kept->undo().value().text(), "replace the state of register 'pair'");
    EXPECT_TRUE(sameRegister(lazily()->reg("pair").value(), pair));
    expectError(kept->renameRegister("large", "other"), ErrorCode::Corrupt);
    expectError(kept->removeRegister("large"), ErrorCode::Corrupt);
    EXPECT_EQ(kept->registerHeads().size(), 2U) << "and nothing is lost by it";
}

TEST_F(WorkspaceStates, AReplacedRegisterIsReadAnew) {
    const SimulatedRegister pair = bellRegister("pair", BellState::PsiMinus).value();
    QSTORE_ASSERT_OK(library()->addRegister(pair));
    const auto kept = StateLibrary::open(workspaceStates(open()), clock).value();
    EXPECT_TRUE(sameRegister(kept->reg("pair").value(), pair));
    // The same name, origin and number of qubits.
    const SimulatedRegister turned = pair.after(*bellRegister("x", BellState::PhiPlus).value().state());
    QSTORE_ASSERT_OK(library()->replaceRegister(turned));
    EXPECT_TRUE(kept->refresh().value());
    EXPECT_TRUE(sameRegister(kept->reg("pair").value(), turned));
}

TEST_F(WorkspaceStates, AHeadMayHaveManyContexts) {
    std::map<std::string, RecordContext> contexts;
    for (int i = 0; i < 400; ++i)
        contexts[std::to_string(i) + std::string(190, 'c')] = RecordContext{{1.0, 2.0}, 1.0};
    const SimulatedRegister many = superposeContexts("many", contexts).value().reg;
    QSTORE_ASSERT_OK(library()->addRegister(many));
    const auto heads = library()->registerHeads();
    ASSERT_EQ(heads.size(), 1U);
    EXPECT_EQ(heads[0].info, many.info());
    EXPECT_TRUE(sameRegister(library()->reg("many").value(), many));
}

TEST_F(WorkspaceStates, BytesThatNobodyWroteAreRefused) {
    const std::string record = recordBytes(oddRecord());
    EXPECT_EQ(readRecordBytes(record).value(), oddRecord());
    for (std::size_t length = 0; length < record.size(); ++length)
        expectError(readRecordBytes(std::string_view(record).substr(0, length)), ErrorCode::Corrupt);
    expectError(readRecordBytes(record + "x"), ErrorCode::Corrupt);
    std::string newer = record;
    newer[0] = 2;
    expectError(readRecordBytes(newer), ErrorCode::NewerVersion, "format 2");
    const std::string reg = registerBytes(bellRegister("p", BellState::PhiPlus).value()).value();
    for (std::size_t length = 0; length < reg.size(); ++length)
        expectError(readRegisterBytes(std::string_view(reg).substr(0, length)), ErrorCode::Corrupt);
    EXPECT_EQ(readRegisterHeadBytes(reg).value(), headOf(bellRegister("p", BellState::PhiPlus).value()));
    const std::size_t amplitudes = 8 + 4 * 2 * 8;
    EXPECT_TRUE(readRegisterHeadBytes(std::string_view(reg).substr(0, reg.size() - amplitudes)));
    for (std::size_t length = 0; length < reg.size() - amplitudes; ++length)
        expectError(readRegisterHeadBytes(std::string_view(reg).substr(0, length)), ErrorCode::Corrupt);
    std::string unnormalised = reg;
    unnormalised[reg.size() - 9] = 0;
    unnormalised[reg.size() - 10] = 0;
    expectError(readRegisterBytes(unnormalised), ErrorCode::Corrupt);
}

TEST_F(WorkspaceStates, AFullDiskLeavesTheLibraryAsItWas) {
    const auto workspace = open();
    const auto kept = StateLibrary::open(workspaceStates(workspace), clock).value();
    ASSERT_TRUE(kept->addRecord(newRecord("a", {1.0})));
    testing::limitGrowth(*workspace, 2);
    expectError(kept->addRegister(ghzRegister("large", 16).value()), ErrorCode::ResourceExhausted, "disk");
    EXPECT_TRUE(kept->registerHeads().empty());
    EXPECT_EQ(kept->edits().size(), 1U);
    QSTORE_ASSERT_OK(kept->setPayload("a", "small"));
    EXPECT_EQ(library()->records().record("a").value().payload, "small");
}

/// What a process does that may die: one commit a step, by a clock that stands where the step says.
class StateCrashes : public WorkspaceStates {
protected:
    using Step = std::function<bool(StateLibrary&, JumpingClock&)>;

    static constexpr const char* kVariable = "QSTORE_TEST_STATE_CRASH_PLAN";

    static std::vector<Step> steps() {
        const auto made = [](const char* id, RecordTier tier) {
            return [=](StateLibrary& kept, JumpingClock& /*clock*/) {
                return kept.addRecord(newRecord(id, {0.1, -0.0}, tier)).has_value();
            };
        };
        return {
            [](StateLibrary& kept, JumpingClock&) {
                return kept.setOptions(testing::shortLives(3)).has_value();
            },
            made("a", RecordTier::Pinned),
            made("b", RecordTier::Long),
            made("s", RecordTier::Short),
            [](StateLibrary& kept, JumpingClock&) {
                RecordGroup group;
                group.id = "g";
                group.members = {"a", "b", "s"};
                group.strength = 0.5;
                return kept.addGroup(group).has_value();
            },
            [](StateLibrary& kept, JumpingClock&) {
                return kept.applyUpdate({"g", "a", "c", {0.2, 0.3}}).has_value();
            },
            [](StateLibrary& kept, JumpingClock&) {
                return kept.addRegister(ghzRegister("large", 17).value()).has_value();
            },
            [](StateLibrary& kept, JumpingClock&) { return kept.measureRecord("b", "c").has_value(); },
            [](StateLibrary& kept, JumpingClock&) {
                return kept.setOptions(testing::shortLives(2)).has_value();
            },
            // Marks s, then evicts it.
            [](StateLibrary& kept, JumpingClock& clock) {
                clock.jump(10);
                const auto swept = kept.sweep();
                return swept && swept->decohered.size() == 1 && swept->evicted.size() == 1;
            },
            [](StateLibrary& kept, JumpingClock&) { return kept.undo().has_value(); },
            [](StateLibrary& kept, JumpingClock&) { return kept.redo().has_value(); },
            [](StateLibrary& kept, JumpingClock&) { return kept.removeRegister("large").has_value(); },
        };
    }

    /// The steps from `first` on, each at its own time.
    static bool runFrom(std::size_t first, StateLibrary& kept, JumpingClock& clock) {
        const std::vector<Step> all = steps();
        for (std::size_t i = first; i < all.size(); ++i)
            if (!all[i](kept, clock)) return false;
        return true;
    }

    /// All that is in the file, as bytes: what is equal there is equal to the bit.
    std::vector<std::string> bytesOfAll(const std::string& name) const {
        const StateContent content = workspaceStates(open(name))->load().value();
        std::vector<std::string> all;
        for (const auto& record : content.records) all.push_back(recordBytes(record));
        for (const auto& group : content.groups) all.push_back(groupBytes(group));
        for (const auto& line : content.groupLog) all.push_back(groupLineBytes(line));
        for (const auto& reg : content.registers) all.push_back(registerBytes(reg).value());
        for (const auto& head : content.edits)
            all.push_back(head.text() + (head.undone ? " undone" : "") + std::to_string(head.number));
        if (content.options) all.push_back(optionsBytes(*content.options));
        all.push_back("revision " + std::to_string(content.revision));
        return all;
    }

    /// The child's side: takes all steps in `path`, and dies at its `commit`-th commit.
    static int liveAndDie(const std::string& path, std::uint64_t commit, bool after) {
        const auto workspace = Workspace::open(path, true);
        if (!workspace) return 2;
        testing::setCommitObserver(**workspace, [=](testing::CommitPhase phase, std::uint64_t number) {
            if (number == commit && after == (phase == testing::CommitPhase::After))
                ::kill(::getpid(), SIGKILL);
        });
        const auto ticking = std::make_shared<JumpingClock>();
        const auto kept = StateLibrary::open(workspaceStates(*workspace), ticking);
        return kept && runFrom(0, **kept, *ticking) ? 0 : 1;
    }

    /// Starts this test again as a process of its own; true when it was killed.
    static bool diesAt(const std::string& path, std::uint64_t commit, bool after) {
        const std::string plan = std::to_string(commit) + (after ? " after " : " before ") + path;
        const pid_t child = ::fork();
        if (child == 0) {
            const int nowhere = ::open("/dev/null", O_WRONLY);
            ::dup2(nowhere, STDOUT_FILENO);
            ::setenv(kVariable, plan.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): one thread
            ::execl("/proc/self/exe", "core_workspace_test",
                    "--gtest_filter=StateCrashes.AtEveryCommitLeaveTheStateBeforeOrAfter",
                    static_cast<char*>(nullptr));
            ::_exit(127);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
        EXPECT_TRUE(killed || status == 0) << plan;
        return killed;
    }
};

TEST_F(StateCrashes, AtEveryCommitLeaveTheStateBeforeOrAfter) {
    if (const char* value = std::getenv(kVariable)) {  // NOLINT(concurrency-mt-unsafe): no thread yet
        std::istringstream text(value);
        std::uint64_t commit = 0;
        std::string when, path;
        text >> commit >> when;
        std::getline(text >> std::ws, path);
        ::_exit(liveAndDie(path, commit, when == "after"));
    }
    // What stands after each step, from a life without a crash.
    std::vector<std::vector<std::string>> moments{bytesOfAll("whole.qstore")};
    {
        const auto kept = library("whole.qstore");
        const std::vector<Step> all = steps();
        for (const Step& step : all) {
            ASSERT_TRUE(step(*kept, *clock)) << "step " << moments.size();
            moments.push_back(bytesOfAll("whole.qstore"));
        }
    }
    std::uint64_t kills = 0;
    for (const bool after : {false, true})
        for (std::uint64_t commit = 1;; ++commit) {
            SCOPED_TRACE(std::to_string(commit) + (after ? " after" : " before"));
            const std::string name = (after ? "after" : "before") + std::to_string(commit) + ".qstore";
            if (!diesAt(file(name).string(), commit, after)) break;
            ++kills;
            QSTORE_ASSERT_OK(open(name)->integrityCheck());
            const std::uint64_t stands = after ? commit : commit - 1;
            ASSERT_LT(stands, moments.size());
            EXPECT_EQ(bytesOfAll(name), moments[stands]);
            // And it goes on from there to the same end.
            const auto later = std::make_shared<JumpingClock>();
            constexpr std::size_t sweep = 9;
            if (stands > sweep) later->jump(10);
            const auto kept = StateLibrary::open(workspaceStates(open(name)), later).value();
            EXPECT_TRUE(runFrom(static_cast<std::size_t>(stands), *kept, *later));
            EXPECT_EQ(bytesOfAll(name), moments.back());
        }
    EXPECT_EQ(kills, 2 * steps().size()) << "one commit a step, killed before and after each";
}

}  // namespace
}  // namespace qstore
