// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <limits>

#include "core/workspace/lease.h"
#include "core/workspace/lease_heartbeat.h"
#include "core/workspace/testing.h"
#include "tiny_training.h"

namespace qstore {
namespace {

/// Its workspaces hold the rows that order() points at.
class WorkspaceRuns : public ScratchTest {
protected:
    std::shared_ptr<Workspace> open() const {
        auto workspace = ScratchTest::open();
        require(workspace->saveDataset("d", tinyTable(), "", tinyRecipe(), WhenTaken::Keep));
        return workspace;
    }
};

RunRecord order() {
    RunRecord record;
    record.dataset = "d";
    record.datasetHash = tinyTable().contentHash();
    record.recipeJson = "{}";
    record.specJson = "{\"spec\": 1}";
    record.configJson = "{\"epochs\": 2}";
    return record;
}

EpochMetrics metricsOf(std::size_t epoch) {
    EpochMetrics metrics;
    metrics.epoch = epoch;
    metrics.train = {0.5 / static_cast<double>(epoch + 1), 0.75, 18};
    metrics.validation = {std::nan(""), std::nan(""), 0};
    metrics.learningRate = 0.05;
    metrics.gradientNorm = 1e-3;
    return metrics;
}

Checkpoint checkpointOf(std::size_t epoch) {
    Checkpoint checkpoint;
    checkpoint.epoch = epoch;
    checkpoint.weights = {0.1, -0.2};
    checkpoint.bestWeights = {0.1, -0.2};
    checkpoint.optimizerState = std::string("\0state", 6);
    for (std::size_t each = 0; each <= epoch; ++each) checkpoint.history.push_back(metricsOf(each));
    for (auto& metrics : checkpoint.history) metrics.validation = {1.0, 0.5, 6};
    return checkpoint;
}

/// Runs `body` in a child process that ends by SIGKILL; false when it ended otherwise.
template <class Body>
bool killedChild(Body body) {
    const pid_t child = ::fork();
    if (child == 0) {
        body();
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

TEST_F(WorkspaceRuns, ARowExistsBeforeTheFirstStep) {
    const auto workspace = open();
    const auto run = workspace->createRun(order()).value();
    EXPECT_EQ(run.id.front(), 'r');
    EXPECT_GT(run.createdMs, 1'500'000'000'000);
    const auto second = workspace->createRun(order()).value();
    EXPECT_NE(run.id, second.id);
    const auto list = open()->runs().value();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].id, run.id);
    EXPECT_EQ(list[0].specJson, "{\"spec\": 1}");
    EXPECT_EQ(list[0].state, RunState::Created);
    expectError(workspace->run("nope"), ErrorCode::NotFound, "'nope'");
}

TEST_F(WorkspaceRuns, ProgressKeepsMetricsAndTheLatestCheckpoint) {
    const auto workspace = open();
    const auto run = workspace->createRun(order()).value().id;
    EXPECT_EQ(workspace->latestCheckpoint(run).value(), std::nullopt);
    const auto first = metricsOf(0);
    QSTORE_ASSERT_OK(workspace->appendProgress(run, &first, nullptr));
    const auto stored = workspace->metrics(run).value();
    ASSERT_EQ(stored.size(), 1U);
    EXPECT_EQ(stored[0].train, first.train);
    EXPECT_TRUE(std::isnan(stored[0].validation.loss)) << "a number that does not exist is not zero";
    EXPECT_EQ(workspace->run(run).value().state, RunState::Running);

    for (const std::size_t epoch : {1U, 2U}) {
        const auto checkpoint = checkpointOf(epoch);
        QSTORE_ASSERT_OK(workspace->appendProgress(run, nullptr, &checkpoint));
    }
    const auto latest = open()->latestCheckpoint(run).value();
    ASSERT_TRUE(latest.has_value());
    EXPECT_EQ(latest->toBytes(), checkpointOf(2).toBytes());
    EXPECT_EQ(workspace->metrics(run).value().size(), 3U);
    EXPECT_EQ(workspace->metrics(run).value()[2], checkpointOf(2).history[2]);
    EXPECT_EQ(workspace->run(run).value().epochs, 2U);
}

TEST_F(WorkspaceRuns, ACheckpointLargerThanAPieceComesBackWhole) {
    const auto workspace = open();
    const auto run = workspace->createRun(order()).value().id;
    auto checkpoint = checkpointOf(1);
    checkpoint.weights.assign(1'300'000, 0.25);
    checkpoint.bestWeights = checkpoint.weights;
    QSTORE_ASSERT_OK(workspace->appendProgress(run, nullptr, &checkpoint));
    EXPECT_EQ(workspace->latestCheckpoint(run).value()->toBytes(), checkpoint.toBytes());
    std::vector<NamedTensor> weights = {{"w", {1300, 1000}, checkpoint.weights}, {"s", {}, {2.5}}};
    QSTORE_ASSERT_OK(workspace->finishRun(run, "{}", "{}", weights));
    const auto loaded = workspace->runWeights(run).value();
    EXPECT_EQ(weightsHash(loaded), weightsHash(weights));
    EXPECT_EQ(loaded[0].shape, weights[0].shape);
    EXPECT_TRUE(loaded[1].shape.empty());
}

TEST_F(WorkspaceRuns, OnlyOneProgramWorksOnARun) {
    const auto first = open();
    const auto second = open();
    const auto run = first->createRun(order()).value().id;
    expectError(second->leaseRun(run), ErrorCode::Busy, std::to_string(::getpid()));
    expectError(first->leaseRun(run), ErrorCode::Busy);
    const auto metrics = metricsOf(1);
    expectError(second->appendProgress(run, &metrics, nullptr), ErrorCode::Busy);
    expectError(second->finishRun(run, "{}", "{}", {}), ErrorCode::Busy);
    expectError(second->releaseRun(run, RunState::Failed), ErrorCode::Busy);
    expectError(second->deleteRun(run), ErrorCode::Busy);
    QSTORE_ASSERT_OK(first->releaseRun(run, RunState::Paused));
    EXPECT_EQ(second->run(run).value().state, RunState::Paused);
    QSTORE_ASSERT_OK(second->leaseRun(run));
    EXPECT_EQ(first->run(run).value().state, RunState::Running);
    expectError(first->appendProgress(run, &metrics, nullptr), ErrorCode::Busy);
}

TEST_F(WorkspaceRuns, TheRunOfADeadProcessIsInterruptedAndCanBeTaken) {
    open();
    ASSERT_TRUE(killedChild([&] {
        const auto workspace = open();
        const auto run = workspace->createRun(order()).value().id;
        const auto metrics = metricsOf(1);
        require(workspace->appendProgress(run, &metrics, nullptr));
        workspace->createRun(order()).value();
    }));
    const auto workspace = open();
    const auto list = workspace->runs().value();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].state, RunState::Interrupted);
    EXPECT_EQ(list[1].state, RunState::Interrupted);
    QSTORE_ASSERT_OK(workspace->leaseRun(list[0].id));
    EXPECT_EQ(workspace->run(list[0].id).value().state, RunState::Running);
}

TEST_F(WorkspaceRuns, AClosedWorkspaceGivesItsRunsBack) {
    auto workspace = open();
    const auto run = workspace->createRun(order()).value().id;
    const auto other = open();
    expectError(other->leaseRun(run), ErrorCode::Busy);
    workspace.reset();
    EXPECT_EQ(other->run(run).value().state, RunState::Interrupted);
    QSTORE_ASSERT_OK(other->leaseRun(run));
}

TEST_F(WorkspaceRuns, LeasesTellTheLivingFromTheDead) {
    const LeaseOwner self = currentLeaseOwner();
    EXPECT_GT(self.started, 0);
    EXPECT_TRUE(leaseOwnerAlive(self, 0, wallClockMs()));
    EXPECT_FALSE(leaseOwnerAlive({}, wallClockMs(), wallClockMs()));
    LeaseOwner reused = self;
    reused.started -= 1;
    EXPECT_FALSE(leaseOwnerAlive(reused, 0, wallClockMs())) << "the number was given out again";
    LeaseOwner before = self;
    before.boot = "another-boot/pid:[1]";
    EXPECT_FALSE(leaseOwnerAlive(before, wallClockMs(), wallClockMs())) << "the machine was restarted";
    LeaseOwner remote = before;
    remote.host = "elsewhere.example";
    EXPECT_TRUE(leaseOwnerAlive(remote, 1'000'000, 1'000'000 + 60'000));
    EXPECT_FALSE(leaseOwnerAlive(remote, 1'000'000, 1'000'000 + 6 * 60'000));
}

TEST_F(WorkspaceRuns, FinishedRunsKeepWeightsAndResult) {
    const auto workspace = open();
    const auto run = workspace->createRun(order()).value().id;
    expectError(workspace->runWeights(run), ErrorCode::NotFound, "no weights yet");
    const std::vector<NamedTensor> weights = {{"b", {2, 1}, {1, 2}}, {"a", {}, {0.5}}};
    QSTORE_ASSERT_OK(workspace->finishRun(run, "{\"f\":1}", "{\"r\":1}", weights));
    const auto record = workspace->run(run).value();
    EXPECT_EQ(record.state, RunState::Finished);
    EXPECT_EQ(record.fittedJson, "{\"f\":1}");
    EXPECT_EQ(record.resultJson, "{\"r\":1}");
    EXPECT_EQ(record.weightsHash, weightsHash(weights));
    EXPECT_GE(record.finishedMs, record.createdMs);
    expectError(workspace->leaseRun(run), ErrorCode::InvalidArgument, "finished");
    QSTORE_ASSERT_OK(workspace->deleteRun(run));
    EXPECT_TRUE(workspace->runs().value().empty());
}

TEST_F(WorkspaceRuns, RowsStayWhileARunNeedsThem) {
    const auto workspace = tinyWorkspace(file());
    RunRecord record = order();
    record.datasetHash = tinyTable().contentHash();
    const auto run = workspace->createRun(record).value().id;
    QSTORE_ASSERT_OK(workspace->releaseRun(run, RunState::Cancelled));
    QSTORE_ASSERT_OK(workspace->deleteDataset("tiny"));
    QSTORE_ASSERT_OK(workspace->loadDatasetByHash(record.datasetHash));
    QSTORE_ASSERT_OK(workspace->deleteRun(run));
    expectError(workspace->loadDatasetByHash(record.datasetHash), ErrorCode::NotFound);
}

TEST_F(WorkspaceRuns, NeedTheRowsTheyPointAt) {
    const auto workspace = open();
    QSTORE_ASSERT_OK(workspace->deleteDataset("d"));
    expectError(workspace->createRun(order()), ErrorCode::NotFound, "'d'");
    EXPECT_TRUE(workspace->runs().value().empty());
}

TEST_F(WorkspaceRuns, ALeaseIsRenewedWhileAStepTakesLong) {
    const auto workspace = open();
    const auto run = workspace->createRun(order()).value().id;
    // As another machine sees it, long after the last checkpoint.
    const auto age = [&] {
        require(testing::executeSql(*workspace,
                                    "UPDATE runs SET state = 'running', lease_boot = 'b', "
                                    "lease_host = 'elsewhere', lease_ms = 1"));
    };
    const auto state = [&] { return workspace->run(run).value().state; };
    age();
    EXPECT_EQ(state(), RunState::Interrupted);
    QSTORE_ASSERT_OK(workspace->renewLease(run));
    EXPECT_EQ(state(), RunState::Running);
    age();
    {
        const LeaseHeartbeat heartbeat(*workspace, run, std::chrono::milliseconds(1));
        while (state() != RunState::Running) std::this_thread::yield();
    }
    expectError(open()->renewLease(run), ErrorCode::Busy, run);
}

}  // namespace
}  // namespace qstore
