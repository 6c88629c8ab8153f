// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/run_spending.h"

#include <gtest/gtest.h>

#include "job_records.h"
#include "scratch.h"

namespace qstore {
namespace {

JobRecord job(const std::string& purpose, JobState state, std::optional<double> cost,
              std::optional<double> estimated = {}) {
    JobRecord record;
    record.id = record.remoteId = purpose;
    record.profile = "cloud";
    record.purpose = purpose;
    record.state = state;
    record.circuits = 10;
    record.costUsd = cost;
    record.estimatedUsd = estimated;
    return record;
}

TEST(RunSpending, PlacesAreReadAsTheTrainerNamesThem) {
    using Part = JobPlace::Part;
    EXPECT_EQ(placeOfJob("start, batch 2"), (JobPlace{Part::Start, 0, 0}));
    EXPECT_EQ(placeOfJob("epoch 3, step 12, batch 1"), (JobPlace{Part::Step, 3, 12}));
    EXPECT_EQ(placeOfJob("epoch 10, end, batch 1"), (JobPlace{Part::EpochEnd, 10, 0}));
    EXPECT_EQ(placeOfJob("result, batch 3"), (JobPlace{Part::Result, 0, 0}));
    for (const char* other : {"", "run", "epoch", "epoch x, step 1", "epoch 2", "epoch 2, steps"})
        EXPECT_EQ(placeOfJob(other), JobPlace{}) << other;
}

TEST(RunSpending, AddsUpWhatWasToldAndElseWhatWasExpected) {
    JobRecord unsent = job("epoch 2, step 2, batch 1", JobState::Prepared, {}, 9.0);
    unsent.remoteId.clear();
    const std::vector<JobRecord> jobs = {job("start, batch 1", JobState::Completed, 1.0, 2.0),
                                         job("epoch 1, step 1, batch 1", JobState::Completed, 0.25),
                                         job("epoch 1, end, batch 1", JobState::Completed, 0.5),
                                         job("epoch 2, step 1, batch 1", JobState::Running, {}, 4.0),
                                         job("epoch 2, step 1, batch 2", JobState::NeedsKey, {}),
                                         unsent};
    const RunSpending spending = spendingOf(jobs);
    EXPECT_DOUBLE_EQ(spending.usd, 5.75);
    EXPECT_EQ(spending.jobs, 5U);
    EXPECT_EQ(spending.openJobs, 3U);
    EXPECT_EQ(spending.unpriced, 1U);
    EXPECT_TRUE(spending.expected);
    EXPECT_EQ(spending.keylessProfile, "cloud");
    EXPECT_EQ(spending.epochs,
              (std::vector<EpochSpending>{{0, 1, 10, 1.0}, {1, 2, 20, 0.75}, {2, 2, 20, 4.0}}));
    EXPECT_EQ(spendingOf({}).usd, 0.0);
}

TEST(RunSpending, TheResultBelongsToTheLastEpoch) {
    const std::vector<JobRecord> jobs = {job("result, batch 1", JobState::Completed, 2.0),
                                         job("epoch 1, step 1, batch 1", JobState::Completed, 1.0)};
    EXPECT_EQ(spendingOf(jobs).epochs, (std::vector<EpochSpending>{{1, 2, 20, 3.0}}));
    EXPECT_FALSE(spendingOf(jobs).expected);
}

class StoredRunSpending : public ScratchTest {};

TEST_F(StoredRunSpending, JobsOfARunAreThatRunsInTheOrderTheyWereMade) {
    const auto workspace = open();
    const auto store = workspaceJobs(workspace);
    for (const auto& [id, run] : std::vector<std::pair<std::string, std::string>>{
             {"j3", "r1"}, {"j1", "r2"}, {"j2", "r1"}, {"j4", ""}}) {
        JobRecord record = someJob(id);
        record.run = run;
        record.purpose = "step " + id;
        QSTORE_ASSERT_OK(store->createJob(record, someRequest("token " + id)));
    }
    const auto jobs = jobsOfRun(workspace, "r1");
    QSTORE_ASSERT_OK(jobs);
    ASSERT_EQ(jobs->size(), 2U);
    EXPECT_EQ((*jobs)[0].id, "j3");
    EXPECT_EQ((*jobs)[1].id, "j2");
    EXPECT_TRUE(jobsOfRun(workspace, "r3").value().empty());
}

TEST_F(StoredRunSpending, TheCapIsTheLastOneThatWasGiven) {
    MachineConfig machine;
    machine.maxCostUsd = 5.0;
    {
        const auto workspace = open();
        EXPECT_EQ(capOfRun(*workspace, "r1", machine).value(), 5.0);
        QSTORE_ASSERT_OK(keepCapOfRun(*workspace, "r1", 7.0));
        QSTORE_ASSERT_OK(keepCapOfRun(*workspace, "r1", 0.1 + 0.2));
        expectError(keepCapOfRun(*workspace, "r1", 0.0), ErrorCode::InvalidArgument, "above 0");
    }
    const auto workspace = open();
    EXPECT_EQ(capOfRun(*workspace, "r1", machine).value(), 0.1 + 0.2);
    EXPECT_EQ(capOfRun(*workspace, "r2", machine).value(), 5.0);
    QSTORE_ASSERT_OK(workspace->setValue("run.cap.r1", "much"));
    expectError(capOfRun(*workspace, "r1", machine), ErrorCode::Corrupt, "cap of run 'r1'");
}

}  // namespace
}  // namespace qstore
