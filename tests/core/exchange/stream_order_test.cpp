// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/stream_order.h"

#include <gmock/gmock.h>

#include "../workspace/scratch.h"
#include "core/exchange/points_order.h"
#include "core/stores/local_store.h"
#include "tests/core/stores/memory_point_storage.h"

namespace qstore {
namespace {

class StreamOrders : public ScratchTest {
protected:
    StreamOrders() {
        CollectionSpec spec;
        spec.name = "line";
        spec.dimension = 1;
        spec.metric = Metric::Euclidean;
        require(store->createCollection(spec, {}));
        std::vector<Point> points;
        for (int at = 0; at < 40; ++at) {
            Point point;
            point.id = std::to_string(100 + at);
            point.vector = {static_cast<float>(at)};
            point.payload["side"] = std::string(at < 20 ? "low" : "high");
            points.push_back(std::move(point));
        }
        require(store->upsert("line", std::move(points), {}));
    }
    Result<OpenedStream> opened(const std::string& collection, const std::string& target) const {
        return openStream(store, {"work", collection, {}, target}, *workspace);
    }

    std::shared_ptr<VectorStore> store =
        std::make_shared<LocalStore>(std::make_shared<MemoryPointStorage>());
    std::shared_ptr<Workspace> workspace = open();
};

TEST_F(StreamOrders, TakeTheTargetOfAPushWhereNoneIsNamed) {
    // What is not there is said before its target is asked for.
    expectError(opened("lime", ""), ErrorCode::NotFound, "'lime'");
    expectError(opened("line", ""), ErrorCode::InvalidArgument, "'work/line' is to be predicted");
    PointsOrder pushed;
    pushed.recipe.columns["side"].role = ColumnRole::Target;
    require(rememberPush(*workspace, "work", "line", pushed));
    const auto found = opened("line", "");
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->request.target, "side");
    EXPECT_EQ(found->index.points(), 40U);
    expectError(opened("line", "sidw"), ErrorCode::NotFound, "'sidw'");
}

TEST_F(StreamOrders, SayWhyNoPointPassesTheFilter) {
    const auto filtered = [this](const char* filter) {
        return openStream(store, {"work", "line", parseFilter(filter).value(), "side"}, *workspace);
    };
    expectError(filtered("side = 'middle'"), ErrorCode::NotFound, "passes the filter");
    EXPECT_EQ(filtered("side = 'middle'").error().hint, "loosen the filter");
    EXPECT_EQ(filtered("sied = 'low'").error().hint,
              "no point has a field 'sied', which the filter asks about; did you mean 'side'?");
}

TEST_F(StreamOrders, ChooseByAnOutlineAndKeepTheSplitThatWasAskedFor) {
    OpenedStream found = opened("line", "side").value();
    Recipe recipe = found.index.recipe().value();
    recipe.split.train = 0.8;
    recipe.split.validation = 0.0;
    recipe.split.seed = 7;
    TrainingOrder order;
    std::size_t rows = 0;
    const ModelChooser choose = [&rows](const Table& table, Recipe usual) {
        rows = table.rows();
        EXPECT_EQ(usual.split, SplitRecipe{});
        return chooseModel(table, std::move(usual));
    };
    order.choice = chooseForStream(found.index, recipe, choose).value();
    EXPECT_LT(rows, 10U);
    EXPECT_EQ(order.choice.recipe.split, recipe.split);
    require(attachStream(std::move(found), order));
    EXPECT_EQ(order.dataset, "work/line");
    EXPECT_EQ(order.config.stream.points, 40U);
    EXPECT_EQ(order.stream->split().train.size(), 32U);
    EXPECT_TRUE(order.stream->split().validation.empty());

    recipe.split.train = 0.0;
    recipe.split.test = 0.0;
    const OpenedStream again = opened("line", "side").value();
    EXPECT_FALSE(chooseForStream(again.index, recipe, choose));
}

}  // namespace
}  // namespace qstore
