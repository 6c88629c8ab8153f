// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/workspace_jobs.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>

#include "core/workspace/job_codec.h"
#include "core/workspace/testing.h"
#include "job_records.h"
#include "scratch.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class WorkspaceJobs : public ScratchTest {};

std::vector<CircuitOutcome> outcomes(std::size_t keys) {
    CircuitOutcome outcome;
    outcome.bits = 40;
    for (std::uint64_t key = 0; key < keys; ++key) {
        outcome.counts[key * 977] = key + 1;
        outcome.shots += key + 1;
        outcome.probabilities[key * 977] = 1.0 / 3.0;
    }
    CircuitOutcome small;
    small.shots = 3;
    small.bits = 1;
    small.counts = {{0, 1}, {1, 2}};
    small.probabilities = {{0, 0.25}, {1, 0.75}};
    return {outcome, small};
}

void expectEqual(const std::vector<CircuitOutcome>& a, const std::vector<CircuitOutcome>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t index = 0; index < a.size(); ++index) {
        EXPECT_EQ(a[index].shots, b[index].shots);
        EXPECT_EQ(a[index].bits, b[index].bits);
        EXPECT_EQ(a[index].counts, b[index].counts);
        EXPECT_EQ(a[index].probabilities, b[index].probabilities);
    }
}

TEST_F(WorkspaceJobs, KeepsRecordsRequestsOutcomesAndEvents) {
    JobRecord record = someJob("j1");
    record.run = "r1";
    record.purpose = "step 1";
    record.merged = 4;
    record.practice = true;
    record.estimatedUsd = 0.1 + 0.2;
    const JobRequest request = someRequest("t1");
    {
        const auto store = workspaceJobs(open());
        QSTORE_ASSERT_OK(store->createJob(record, request));
        record.state = JobState::NeedsKey;
        record.stateBeforeKey = JobState::Running;
        record.errorCode = "key-rejected";
        record.errorMessage = "the key was rejected";
        record.errorHint = "renew it";
        record.remoteId = "remote-1";
        record.submittedMs = 77;
        QSTORE_ASSERT_OK(store->updateJob(record, {5, record.state, "401"}));
        const auto missing = store->jobOutcomes("j1");
        expectError(missing, ErrorCode::NotFound, "no results");
    }
    const auto store = workspaceJobs(open());
    expectSameRecord(store->job("j1").value(), record);
    QSTORE_ASSERT_OK(store->takeJob("j1"));
    record.state = JobState::Completed;
    record.costUsd = 1.0 / 3.0;
    record.finishedMs = 99;
    QSTORE_ASSERT_OK(store->completeJob(record, outcomes(10), {6, record.state, ""}));
    expectSameRecord(store->job("j1").value(), record);
    expectEqual(store->jobOutcomes("j1").value(), outcomes(10));
    const auto events = store->jobEvents("j1").value();
    ASSERT_EQ(events.size(), 3U);
    EXPECT_EQ(events[0].state, JobState::Prepared);
    EXPECT_EQ(events[1].note, "401");
    EXPECT_EQ(events[2].atMs, 6);
    expectSameRequest(store->jobRequest("j1").value(), request);
    QSTORE_ASSERT_OK(open()->integrityCheck());
}

TEST_F(WorkspaceJobs, LargeQuestionsAndAnswersAreCutIntoPieces) {
    const auto workspace = open();
    const auto store = workspaceJobs(workspace);
    JobRequest request = someRequest("t1");
    request.metadata["long"] = std::string(std::size_t{20} << 20U, 'x');
    QSTORE_ASSERT_OK(store->createJob(someJob("j1"), request));
    expectSameRequest(store->jobRequest("j1").value(), request);
    const auto large = outcomes(600'000);  // 32 bytes each
    QSTORE_ASSERT_OK(store->completeJob(someJob("j1"), large, {1, JobState::Completed, ""}));
    expectEqual(store->jobOutcomes("j1").value(), large);
    SQLite::Database database(file().string());
    for (const char* table : {"job_requests", "job_outcomes"}) {
        const std::string from = std::string(" FROM ") + table;
        EXPECT_GE(database.execAndGet("SELECT count(*)" + from).getInt(), 3) << table;
        EXPECT_LE(database.execAndGet("SELECT max(length(bytes))" + from).getInt(), 8 << 20) << table;
    }
}

TEST_F(WorkspaceJobs, ListsThemOldestFirstAndByRunAndPurpose) {
    const auto store = workspaceJobs(open());
    for (const char* id : {"jb", "ja", "jc"}) {
        JobRecord record = someJob(id);
        record.token = id;
        record.run = std::string(id) == "jc" ? "r2" : "r1";
        record.purpose = "step 1";
        QSTORE_ASSERT_OK(store->createJob(record, someRequest(id)));
    }
    std::vector<std::string> all, some;
    const auto jobs = store->jobs().value(), ofStep = store->jobsFor("r1", "step 1").value();
    for (const JobRecord& record : jobs) all.push_back(record.id);
    for (const JobRecord& record : ofStep) some.push_back(record.id);
    EXPECT_THAT(all, ElementsAre("jb", "ja", "jc"));
    EXPECT_THAT(some, ElementsAre("jb", "ja"));
    EXPECT_TRUE(store->jobsFor("r1", "step 2")->empty());
    expectError(store->job("jz"), ErrorCode::NotFound, "'jz'");
    expectError(store->jobRequest("jz"), ErrorCode::NotFound, "'jz'");
    expectError(store->jobEvents("jz"), ErrorCode::NotFound, "'jz'");
}

TEST_F(WorkspaceJobs, ATokenIsGivenOnce) {
    const auto store = workspaceJobs(open());
    QSTORE_ASSERT_OK(store->createJob(someJob("j1"), someRequest("t")));
    JobRecord second = someJob("j2");
    second.token = someJob("j1").token;
    expectError(store->createJob(second, someRequest("t")), ErrorCode::AlreadyExists, second.token);
    EXPECT_EQ(store->jobs()->size(), 1U);
    // Jobs of others have none.
    for (const char* id : {"j3", "j4"}) {
        JobRecord theirs = someJob(id);
        theirs.token.clear();
        QSTORE_ASSERT_OK(store->createJob(theirs, someRequest("")));
    }
}

TEST_F(WorkspaceJobs, OnlyOneStoreDrivesAJob) {
    const auto workspace = open();
    auto first = workspaceJobs(workspace);
    QSTORE_ASSERT_OK(first->createJob(someJob("j1"), someRequest("t")));
    const auto second = workspaceJobs(workspace), elsewhere = workspaceJobs(open());
    for (const auto& other : {second, elsewhere}) {
        expectError(other->takeJob("j1"), ErrorCode::Busy, "j1");
        expectError(other->updateJob(someJob("j1"), {}), ErrorCode::Busy, "j1");
        expectError(other->completeJob(someJob("j1"), {}, {}), ErrorCode::Busy, "j1");
    }
    QSTORE_ASSERT_OK(first->takeJob("j1"));
    QSTORE_ASSERT_OK(first->releaseJob("j1"));
    // What was given back must be taken, and read again, before it is changed.
    expectError(first->updateJob(someJob("j1"), {}), ErrorCode::Busy, "j1");
    QSTORE_ASSERT_OK(second->takeJob("j1"));
    QSTORE_ASSERT_OK(second->updateJob(someJob("j1"), {}));
    expectError(first->takeJob("j1"), ErrorCode::Busy, "j1");
    EXPECT_TRUE(first->job("j1").has_value()) << "everybody may look";
}

TEST_F(WorkspaceJobs, AStoreThatGoesGivesItsJobsBack) {
    const auto workspace = open();
    QSTORE_ASSERT_OK(workspaceJobs(workspace)->createJob(someJob("j1"), someRequest("t")));
    QSTORE_ASSERT_OK(workspaceJobs(workspace)->takeJob("j1"));
    // A process that is no more held it.
    QSTORE_ASSERT_OK(testing::executeSql(
        *workspace,
        "UPDATE jobs SET lease_token = 'x', lease_pid = 1, lease_started = 1, lease_boot = 'b', "
        "lease_host = 'h', lease_ms = 0"));
    QSTORE_ASSERT_OK(workspaceJobs(workspace)->takeJob("j1"));
}

TEST_F(WorkspaceJobs, TheLedgerAddsUpByMonthProfileAndRun) {
    const auto workspace = open();
    const auto store = workspaceJobs(workspace);
    const std::int64_t november = 1'762'000'000'000, december = 1'764'600'000'000;  // 2025
    int number = 0;
    const auto add = [&](const std::string& profile, const std::string& run, std::int64_t when,
                         std::optional<double> cost, std::optional<double> estimated, bool sent) {
        JobRecord record = someJob("j" + std::to_string(++number));
        record.token = record.id;
        record.profile = profile;
        record.run = run;
        record.circuits = 10;
        record.createdMs = record.submittedMs = when;
        record.costUsd = cost;
        record.estimatedUsd = estimated;
        record.remoteId = sent ? "remote" : "";
        record.state = sent ? JobState::Completed : JobState::Failed;
        require(store->createJob(record, someRequest("")));
    };
    add("lab", "r1", november, 1.25, 2.0, true);
    add("lab", "r1", november, 0.5, {}, true);
    add("lab", "r1", december, {}, 0.75, true);
    add("lab", "r2", november, 4.0, {}, true);
    add("home", "r1", november, 8.0, {}, true);
    add("lab", "r1", november, {}, 100.0, false);  // refused by the provider: nothing was spent
    const auto rows = jobSpending(*workspace).value();
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].profile, "home");
    EXPECT_EQ(rows[0].costUsd, 8.0);
    EXPECT_EQ(rows[1].run, "r1");
    EXPECT_EQ(rows[1].month, "2025-11");
    EXPECT_EQ(rows[1].costUsd, 1.75);
    EXPECT_EQ(rows[1].jobs, 2U);
    EXPECT_EQ(rows[1].circuits, 20U);
    EXPECT_EQ(rows[1].openJobs, 0U);
    EXPECT_EQ(rows[2].costUsd, 4.0);
    EXPECT_EQ(rows[3].month, "2025-12");
    EXPECT_EQ(rows[3].costUsd, 0.0);
    EXPECT_EQ(rows[3].openJobs, 1U);
    EXPECT_EQ(rows[3].openEstimatedUsd, 0.75);
}

TEST_F(WorkspaceJobs, TheLedgerKeepsPracticeApartAlsoUnderOneName) {
    const auto workspace = open();
    const auto store = workspaceJobs(workspace);
    for (const bool practice : {false, true}) {
        JobRecord record = someJob(practice ? "j1" : "j2");
        record.token = record.id;
        record.remoteId = "remote";
        record.practice = practice;
        record.costUsd = practice ? 40.0 : 2.5;
        QSTORE_ASSERT_OK(store->createJob(record, someRequest("")));
    }
    const auto rows = jobSpending(*workspace).value();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_FALSE(rows[0].practice);
    EXPECT_EQ(rows[0].costUsd, 2.5);
    EXPECT_TRUE(rows[1].practice);
    EXPECT_EQ(rows[1].costUsd, 40.0);
}

TEST_F(WorkspaceJobs, DamageIsSaidAndNotGuessed) {
    const auto workspace = open();
    const auto store = workspaceJobs(workspace);
    QSTORE_ASSERT_OK(store->createJob(someJob("j1"), someRequest("t")));
    const std::string request = jobRequestBytes(someRequest("t")), answer = outcomesBytes(outcomes(3));
    for (std::size_t size = 0; size < request.size(); size += 7)
        expectError(readJobRequest(request.substr(0, size)), ErrorCode::Corrupt);
    for (std::size_t size = 0; size < answer.size(); ++size)
        expectError(readOutcomes(answer.substr(0, size)), ErrorCode::Corrupt);
    std::string newer = answer;
    newer[0] = 9;
    expectError(readOutcomes(newer), ErrorCode::NewerVersion, "format 9");
    QSTORE_ASSERT_OK(testing::executeSql(*workspace, "UPDATE job_requests SET bytes = x'00'"));
    expectError(store->jobRequest("j1"), ErrorCode::Corrupt);
    QSTORE_ASSERT_OK(testing::executeSql(*workspace, "UPDATE jobs SET state = 'dancing'"));
    expectError(store->job("j1"), ErrorCode::Corrupt, "dancing");
}

TEST_F(WorkspaceJobs, AFullDiskRefusesTheResultsAndKeepsTheJob) {
    const auto workspace = open();
    const auto store = workspaceJobs(workspace);
    QSTORE_ASSERT_OK(store->createJob(someJob("j1"), someRequest("t")));
    testing::limitGrowth(*workspace, 3);
    const auto large = outcomes(50'000);
    expectError(store->completeJob(someJob("j1"), large, {1, JobState::Completed, ""}),
                ErrorCode::ResourceExhausted, "disk full");
    EXPECT_EQ(store->job("j1")->state, JobState::Prepared);
    testing::limitGrowth(*workspace, 100'000);
    JobRecord done = someJob("j1");
    done.state = JobState::Completed;
    QSTORE_ASSERT_OK(store->completeJob(done, large, {1, done.state, ""}));
    expectEqual(store->jobOutcomes("j1").value(), large);
}

}  // namespace
}  // namespace qstore
