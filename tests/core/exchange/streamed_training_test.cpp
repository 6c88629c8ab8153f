// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/streamed_training.h"

#include <gmock/gmock.h>

#include <cmath>

#include "../workspace/scratch.h"
#include "core/exchange/streamed_points.h"
#include "core/stores/local_store.h"
#include "core/workspace/replay.h"
#include "stop_after.h"
#include "tests/core/stores/memory_point_storage.h"
#include "watched_store.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class StreamedTraining : public ScratchTest {
protected:
    /// Points of the plane, named by the side of a line they are on.
    void fill(std::size_t count) const {
        CollectionSpec spec;
        spec.name = "plane";
        spec.dimension = 2;
        spec.metric = Metric::Euclidean;
        require(store->createCollection(spec, {}));
        std::vector<Point> points;
        for (std::size_t at = 0; at < count; ++at) {
            const double angle = 1.7 * static_cast<double>(at);
            Point point;
            point.id = std::to_string(at);
            point.vector = {static_cast<float>(std::sin(angle)), static_cast<float>(std::cos(2.1 * angle))};
            point.payload["side"] = std::string(point.vector[0] + point.vector[1] > 0.0F ? "up" : "down");
            points.push_back(std::move(point));
        }
        require(plain->upsert("plane", std::move(points), {}));
    }
    TrainingOrder order() const {
        const PointIndex index = readPointIndex(*store, "plane", {}, "side").value();
        TrainingOrder order;
        order.choice =
            chooseModel(index.outline(index.recipe().value()).value(), index.recipe().value()).value();
        order.config.epochs = 3;
        order.config.batchSize = 8;
        order.config.checkpointSeconds = 0;
        order.config.stream = streamConfig("work", {}, index);
        order.dataset = order.config.stream.place();
        order.stream = StreamedPoints::fit(store, index, order.choice.recipe).value();
        return order;
    }
    StreamOpener opener() const {
        return [this](const StreamConfig& stream, const Recipe& recipe, const FittedRecipe& fitted) {
            return reopenStream(store, stream, recipe, fitted);
        };
    }
    Result<TrainingSummary> resumed(const std::string& run) const {
        QSTORE_TRY(const auto session, TrainingSession::resume(workspace, run, nullptr, {}, opener()));
        return session->execute(nullptr, {});
    }

    std::shared_ptr<MemoryPointStorage> storage = std::make_shared<MemoryPointStorage>();
    std::shared_ptr<LocalStore> plain = std::make_shared<LocalStore>(storage);
    std::shared_ptr<WatchedStore> store = std::make_shared<WatchedStore>(plain, 16);
    std::shared_ptr<Workspace> workspace = open();
};

TEST_F(StreamedTraining, KeepsWhereItsRowsAreAndGoesOnBitEqual) {
    fill(60);
    const auto whole = TrainingSession::start(workspace, order()).value()->execute(nullptr, {});
    ASSERT_TRUE(whole) << whole.error().message;
    const RunRecord record = workspace->run(whole->run).value();
    EXPECT_EQ(record.dataset, "work/plane");
    const TrainConfig config = readTrainConfigJson(record.configJson).value();
    EXPECT_EQ(config.stream, order().config.stream);
    EXPECT_EQ(config.stream.contentSha256, record.datasetHash);
    for (std::size_t batches = 1; batches < 12; batches += 3) {
        const auto session = TrainingSession::start(workspace, order()).value();
        std::stop_source stop;
        StopAfter watch(stop, batches);
        const auto stopped = session->execute(&watch, {stop.get_token(), {}});
        ASSERT_TRUE(stopped) << stopped.error().message;
        ASSERT_EQ(stopped->end, TrainingEnd::Cancelled);
        expectError(TrainingSession::resume(workspace, session->runId()), ErrorCode::InvalidArgument,
                    "'work/plane', which was not opened");
        const auto summary = resumed(session->runId());
        ASSERT_TRUE(summary) << summary.error().message;
        EXPECT_EQ(summary->weightsSha256, whole->weightsSha256) << batches;
        EXPECT_EQ(summary->test, whole->test);
    }
}

TEST_F(StreamedTraining, AFinishedRunNeedsNoStore) {
    fill(60);
    const auto whole = TrainingSession::start(workspace, order()).value()->execute(nullptr, {}).value();
    const auto session = TrainingSession::resume(workspace, whole.run).value();
    EXPECT_EQ(session->execute(nullptr, {})->weightsSha256, whole.weightsSha256);
    ASSERT_TRUE(workspace->registerModel("sides", whole.run));
    const std::vector<LineageCheck> checks = verifyLineage(*workspace, "sides").value();
    EXPECT_FALSE(checks.empty());
    for (const LineageCheck& check : checks) {
        EXPECT_TRUE(check.matches) << check.what;
        EXPECT_NE(check.what, "dataset") << "the rows are elsewhere";
    }
    expectError(replayRun(workspace, whole.run, {}), ErrorCode::Unsupported, "'work/plane'");
    QSTORE_ASSERT_OK(loadRunModel(*workspace, whole.run));
}

TEST_F(StreamedTraining, AStoreThatVanishesLeavesTheRunResumable) {
    fill(60);
    const auto whole = TrainingSession::start(workspace, order()).value()->execute(nullptr, {}).value();
    for (const std::size_t later : {1U, 9U, 20U, 30U}) {
        TrainingOrder wanted = order();
        const auto session = TrainingSession::start(workspace, std::move(wanted)).value();
        const std::size_t last = store->fetches + later;
        store->beforeFetch = [last](std::size_t call) -> Status {
            return call < last ? Status{} : fail(ErrorCode::Failed, "no route to the store", "look there");
        };
        expectError(session->execute(nullptr, {}), ErrorCode::Failed, "no route to the store");
        const RunRecord record = workspace->run(session->runId()).value();
        EXPECT_EQ(record.state, RunState::Interrupted) << "not failed: nothing is wrong with the run";
        EXPECT_THAT(record.error, HasSubstr("no route"));
        store->beforeFetch = {};
        const auto summary = resumed(session->runId());
        ASSERT_TRUE(summary) << summary.error().message;
        EXPECT_EQ(summary->weightsSha256, whole.weightsSha256);
    }
}

TEST_F(StreamedTraining, DoesNotGoOnWithAChangedCollection) {
    fill(60);
    const auto session = TrainingSession::start(workspace, order()).value();
    std::stop_source stop;
    StopAfter watch(stop, 2);
    QSTORE_ASSERT_OK(session->execute(&watch, {stop.get_token(), {}}));
    QSTORE_ASSERT_OK(plain->remove("plane", {"7"}, {}));
    expectError(resumed(session->runId()), ErrorCode::Corrupt, "59 points are there instead of 60");
    EXPECT_EQ(workspace->run(session->runId())->state, RunState::Cancelled) << "nothing was done with it";
}

TEST_F(StreamedTraining, RefusesWhatAStreamCannotDo) {
    fill(60);
    for (const OptimizerKind kind : {OptimizerKind::Rotosolve, OptimizerKind::Cobyla}) {
        TrainingOrder wanted = order();
        wanted.config.optimizer.kind = kind;
        expectError(TrainingSession::start(workspace, wanted), ErrorCode::InvalidArgument,
                    "all training rows in every step");
    }
    TrainingOrder unnamed = order();
    unnamed.config.stream = {};
    expectError(TrainingSession::start(workspace, unnamed), ErrorCode::InvalidArgument, "does not name");
    TrainingOrder without = order();
    without.stream = nullptr;
    expectError(TrainingSession::start(workspace, without), ErrorCode::InvalidArgument, "'work/plane'");
    EXPECT_TRUE(workspace->runs()->empty());
}

std::vector<std::string> namesOf(const std::vector<Baseline>& baselines) {
    std::vector<std::string> names;
    for (const Baseline& baseline : baselines) names.push_back(baseline.name);
    return names;
}

TEST_F(StreamedTraining, BaselinesGetAllRowsOrASampleThatSaysSo) {
    fill(60);
    const auto few = order();
    EXPECT_THAT(namesOf(streamedBaselines(*few.stream, 0, {}).value()),
                ElementsAre("majority", "logistic-regression"));
    require(store->dropCollection("plane", {}));
    fill(5000);
    const auto many = order();
    const auto baselines = streamedBaselines(*many.stream, 0, {}).value();
    ASSERT_EQ(baselines.size(), 2U);
    const std::size_t taken =
        baselines[0].train.rows + baselines[0].validation.rows + baselines[0].test.rows;
    EXPECT_LE(taken, kMostBaselineRows);
    EXPECT_GT(taken, kMostBaselineRows - 4);
    const std::string share = " (" + std::to_string(taken) + " of 5000 rows)";
    EXPECT_THAT(namesOf(baselines), ElementsAre("majority" + share, "logistic-regression" + share));
    EXPECT_GT(baselines[1].test.accuracy, 0.95) << "a line divides the classes";
    EXPECT_LE(store->mostAtOnce(), 16U);
}

}  // namespace
}  // namespace qstore
