// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/streamed_points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "../workspace/scratch.h"
#include "core/data/samples.h"
#include "core/exchange/dataset_points.h"
#include "core/stores/local_store.h"
#include "tests/core/stores/memory_point_storage.h"
#include "watched_store.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

class SilentSink final : public TrainingSink {
    Status epochFinished(const EpochMetrics& /*metrics*/) override { return {}; }
    Status checkpoint(const Checkpoint& /*checkpoint*/) override { return {}; }
};

/// Iris in a store that gives seven points at a time, and the same points pulled as a table.
class StreamedPointsTest : public ::testing::Test {
protected:
    StreamedPointsTest() {
        Recipe plain = suggestRecipe(loadSample("iris").value(), "target").value();
        plain.scaling = Scaling::None;
        const auto points = DatasetPoints::create(loadSample("iris").value(), plain, "").value();
        CollectionSpec spec;
        spec.name = "flowers";
        spec.dimension = 4;
        spec.metric = Metric::Euclidean;
        require(store->createCollection(spec, {}));
        require(pushDataset(*store, "flowers", points).map([](const PushReport&) {}));
    }
    PointIndex index(const std::string& target = "target") const {
        return readPointIndex(*store, "flowers", {}, target).value();
    }
    static TrainConfig config() {
        TrainConfig config;
        config.epochs = 2;
        config.batchSize = 10;
        config.seed = 4;
        return config;
    }
    static std::vector<double> trained(const Model& model, const TrainingRows& rows,
                                       const TrainConfig& config) {
        SilentSink sink;
        const auto result = train(model, rows, config, sink);
        EXPECT_TRUE(result) << result.error().message;
        return result ? result->weights : std::vector<double>();
    }
    /// The model that the outline suggests, trained from the store and from the pulled table.
    void expectSameBits(const std::string& target, TrainConfig config) {
        const PointIndex there = index(target);
        Recipe recipe = there.recipe().value();
        const auto choice = chooseModel(there.outline(recipe).value(), recipe).value();
        const auto stream = StreamedPoints::fit(store, there, choice.recipe);
        ASSERT_TRUE(stream) << stream.error().message;
        const Table pulled = pullCollection(*store, "flowers", {}).value();
        Recipe pulledBy = pulledRecipe(pulled, 4, target).value();
        const auto pulledChoice = chooseModel(pulled, pulledBy).value();
        EXPECT_EQ(pulledBy.task, recipe.task);
        EXPECT_EQ(pulledChoice.spec.classes, choice.spec.classes);
        const PreparedData data = prepareData(pulled, pulledChoice.recipe).value();
        EXPECT_EQ(data.split, (*stream)->split());
        ModelSpec spec = pulledChoice.spec;
        EXPECT_EQ(spec.targetMean, (*stream)->recipe().targetMean());
        EXPECT_EQ(spec.targetScale, (*stream)->recipe().targetScale());
        const auto model = Model::compile(spec).value();
        MatrixSource training(data.train), validation(data.validation);
        const auto wanted = trained(*model, {training, validation}, config);
        EXPECT_EQ(trained(*model, {(*stream)->train(), (*stream)->validation()}, config), wanted);
        EXPECT_FALSE(wanted.empty());
    }

    std::shared_ptr<MemoryPointStorage> storage = std::make_shared<MemoryPointStorage>();
    std::shared_ptr<WatchedStore> store =
        std::make_shared<WatchedStore>(std::make_shared<LocalStore>(storage));
};

TEST_F(StreamedPointsTest, GiveTheSameWeightsAsThePulledTable) {
    expectSameBits("target", config());
    EXPECT_LE(store->mostAtOnce(), 7U) << "never more than a batch of the store at once";
    EXPECT_GT(store->fetches, 30U);
}

TEST_F(StreamedPointsTest, DoSoForValuesAndOtherOptimizersToo) {
    expectSameBits(loadSample("iris")->columns()[2].name, config());
    TrainConfig other = config();
    other.optimizer.kind = OptimizerKind::Spsa;
    expectSameBits("target", other);
    other.optimizer.kind = OptimizerKind::NaturalGradient;
    expectSameBits("target", other);
}

TEST_F(StreamedPointsTest, AreInTheOrderOfIdsWhereTheStoreHasNone) {
    const PointIndex ordered = index();
    store->ordersPages = false;
    store->afterPage = [](std::vector<Point>& page) { std::reverse(page.begin(), page.end()); };
    const PointIndex again = index();
    EXPECT_TRUE(std::is_sorted(again.ids.begin(), again.ids.end()));
    EXPECT_EQ(again.ids, ordered.ids);
    EXPECT_EQ(again.contentSha256, ordered.contentSha256);
}

TEST_F(StreamedPointsTest, SayWhichPointIsNotFiniteOrCameTwice) {
    const auto refuse = [this](const std::string& message, const std::function<void(Point&)>& change) {
        store->afterPage = [change](std::vector<Point>& page) {
            for (Point& point : page)
                if (point.id == "17") change(point);
        };
        const auto read = readPointIndex(*store, "flowers", {}, "target");
        ASSERT_FALSE(read) << message;
        EXPECT_THAT(read.error().message, HasSubstr(message));
        EXPECT_FALSE(read.error().hint.empty());
    };
    refuse("number 2 of point '17' of 'flowers' is not finite",
           [](Point& point) { point.vector[1] = std::numeric_limits<float>::infinity(); });
    refuse("the target 'target' of point '17' of 'flowers' is not finite",
           [](Point& point) { point.payload["target"] = std::nan(""); });
    refuse("point '17' of 'flowers' came with 3 numbers instead of 4",
           [](Point& point) { point.vector.pop_back(); });
    refuse("point '18' of 'flowers' came twice", [](Point& point) { point.id = "18"; });
}

TEST_F(StreamedPointsTest, NameWhatIsNotThere) {
    expectError(readPointIndex(*store, "flowers", {}, "tarqet"), ErrorCode::NotFound, "'tarqet'");
    EXPECT_THAT(readPointIndex(*store, "flowers", {}, "tarqet").error().hint, HasSubstr("'target'"));
    expectError(readPointIndex(*store, "flower", {}, "target"), ErrorCode::NotFound, "flower");
    const Filter none = parseFilter("target = 'rose'").value();
    expectError(readPointIndex(*store, "flowers", none, "target"), ErrorCode::NotFound,
                "passes the filter");
}

TEST_F(StreamedPointsTest, LeavePointsWithoutATargetOut) {
    store->afterPage = [](std::vector<Point>& page) {
        for (Point& point : page)
            if (point.id == "3" || point.id == "120") point.payload.erase("target");
    };
    const PointIndex there = index();
    EXPECT_EQ(there.points(), 150U);
    EXPECT_EQ(there.withoutTarget(), 2U);
    const Split split = there.split(there.recipe().value()).value();
    EXPECT_EQ(split.train.size() + split.validation.size() + split.test.size(), 148U);
}

class ChangedPoints : public StreamedPointsTest {
protected:
    /// A training from the store; nothing fails before it begins.
    Result<TrainingResult> train() {
        const PointIndex there = index();
        const auto choice =
            chooseModel(there.outline(there.recipe().value()).value(), there.recipe().value()).value();
        stream = StreamedPoints::fit(store, there, choice.recipe).value();
        before = store->fetches;
        const auto model = Model::compile(choice.spec).value();
        if (prepare) prepare();
        SilentSink sink;
        return qstore::train(*model, {stream->train(), stream->validation()}, config(), sink, nullptr,
                             {stop.get_token(), {}});
    }
    std::shared_ptr<StreamedPoints> stream;
    std::function<void()> prepare;
    std::size_t before = 0;
    std::stop_source stop;
};

TEST_F(ChangedPoints, ThatAreGoneAreNamed) {
    prepare = [this] { EXPECT_EQ(store->remove("flowers", {"17", "60", "99", "140"}, {}), 4U); };
    const auto result = train();
    expectError(result, ErrorCode::NotFound, "the collection 'flowers' changed: ");
    EXPECT_THAT(result.error().message, HasSubstr("not there any more: '"));
    EXPECT_TRUE(stream->broken());
}

TEST_F(ChangedPoints, ThatAreOthersAreNoticed) {
    for (const bool vector : {true, false}) {
        prepare = [this, vector] {
            store->afterFetch = [vector](std::vector<Point>& points) {
                for (Point& point : points)
                    if (vector)
                        point.vector[0] = std::nextafter(point.vector[0], 100.0F);
                    else
                        point.payload["target"] = std::string("virginica2");
            };
        };
        expectError(train(), ErrorCode::Corrupt,
                    "has another vector or target than when it was first read");
        store->afterFetch = {};
    }
}

TEST_F(ChangedPoints, ThatWereNotAskedForAreRefused) {
    prepare = [this] {
        store->afterFetch = [](std::vector<Point>& points) {
            Point stranger = points.back();
            stranger.id = "stranger";
            points.push_back(stranger);
        };
    };
    expectError(train(), ErrorCode::Corrupt, "'stranger', which was not asked for");
}

TEST_F(ChangedPoints, AStoreThatVanishesIsNamedWithThePlace) {
    prepare = [this] {
        store->beforeFetch = [this](std::size_t call) -> Status {
            if (call < before + 60) return {};
            return fail(ErrorCode::Io, "the store does not answer", "look there");
        };
    };
    const auto result = train();
    expectError(result, ErrorCode::Io, "the store does not answer (epoch ");
    EXPECT_TRUE(stream->broken());
}

TEST_F(ChangedPoints, AStopWhileABatchIsFetchedIsNoFault) {
    prepare = [this] {
        store->beforeFetch = [this](std::size_t call) -> Status {
            if (call == before + 60) stop.request_stop();
            return {};
        };
    };
    const auto result = train();
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(result->end, TrainingEnd::Cancelled);
    EXPECT_FALSE(stream->broken());
}

TEST_F(ChangedPoints, DoNotGoOnWithOthersThanTheyBeganWith) {
    const PointIndex there = index();
    const Recipe recipe = there.recipe().value();
    const auto first = StreamedPoints::fit(store, there, recipe).value();
    const StreamConfig where = streamConfig("local", {}, there);
    EXPECT_EQ(where.points, 150U);
    const auto again = reopenStream(store, where, recipe, first->recipe());
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ((*again)->split(), first->split());
    std::vector<Point> changed = store->fetch("flowers", {"5"}, {}).value();
    changed.front().vector[3] += 1.0F;
    const Point original = store->fetch("flowers", {"5"}, {}).value().front();
    QSTORE_ASSERT_OK(store->upsert("flowers", changed, {}));
    const auto refused = reopenStream(store, where, recipe, first->recipe());
    expectError(refused, ErrorCode::Corrupt, "other ids, vectors or targets");
    EXPECT_THAT(refused.error().message, HasSubstr("'local/flowers'"));
    QSTORE_ASSERT_OK(store->upsert("flowers", {original}, {}));
    QSTORE_ASSERT_OK(reopenStream(store, where, recipe, first->recipe()));
    QSTORE_ASSERT_OK(store->remove("flowers", {"5"}, {}));
    expectError(reopenStream(store, where, recipe, first->recipe()), ErrorCode::Corrupt,
                "149 points are there instead of 150");
}

TEST_F(StreamedPointsTest, RefuseScalingsThatMustSeeEveryNumber) {
    const PointIndex there = index();
    for (const Scaling scaling : {Scaling::Standard, Scaling::Robust}) {
        Recipe recipe = there.recipe().value();
        recipe.scaling = scaling;
        expectError(StreamedPoints::fit(store, there, recipe), ErrorCode::InvalidArgument,
                    "all training rows");
    }
    Recipe components = there.recipe().value();
    components.principalComponents = 2;
    expectError(StreamedPoints::fit(store, there, components), ErrorCode::InvalidArgument,
                "principal components");
}

TEST_F(StreamedPointsTest, ReadNoVectorTwiceWhereNothingIsScaled) {
    const PointIndex there = index();
    Recipe recipe = there.recipe().value();
    recipe.scaling = Scaling::None;
    const std::size_t before = store->fetches;
    const auto stream = StreamedPoints::fit(store, there, recipe).value();
    EXPECT_EQ(store->fetches, before);
    const std::vector<std::size_t> rows = {3, 0};
    const RowBatch batch = stream->train().batch(rows, {}).value();
    ASSERT_EQ(batch.rows.size(), 2U);
    const std::size_t position = stream->split().train[3];
    const Point point = store->fetch("flowers", {there.ids[position]}, {}).value().front();
    for (std::size_t at = 0; at < 4; ++at)
        EXPECT_EQ(batch.data->row(batch.rows[0])[at], static_cast<double>(point.vector[at]));
    EXPECT_EQ(batch.data->targets[batch.rows[0]], stream->train().targets()[3]);
}

}  // namespace
}  // namespace qstore
