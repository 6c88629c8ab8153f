// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/dataset_points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/data/samples.h"
#include "core/stores/local_store.h"
#include "tests/core/stores/memory_point_storage.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Table iris() {
    return loadSample("iris").value();
}

Recipe irisRecipe() {
    Recipe recipe = suggestRecipe(iris(), "target").value();
    recipe.scaling = Scaling::None;
    return recipe;
}

CollectionSpec specOf(const std::string& name, std::size_t dimension) {
    CollectionSpec spec;
    spec.name = name;
    spec.dimension = dimension;
    spec.metric = Metric::Euclidean;
    return spec;
}

class DatasetPointsTest : public ::testing::Test {
protected:
    std::shared_ptr<MemoryPointStorage> storage = std::make_shared<MemoryPointStorage>();
    LocalStore store{storage};
    DatasetPoints points = DatasetPoints::create(iris(), irisRecipe(), "").value();

    void create(const std::string& name, std::size_t dimension = 4) {
        const Status made = store.createCollection(specOf(name, dimension), {});
        ASSERT_TRUE(made) << made.error().message;
    }
};

TEST_F(DatasetPointsTest, AreTheFeaturesOfTheRowsWithTheirCells) {
    const Table table = iris();
    ASSERT_EQ(points.rows(), 150U);
    ASSERT_EQ(points.dimension(), 4U);
    const std::vector<Point> some = points.batch(10, 2);
    ASSERT_EQ(some.size(), 2U);
    EXPECT_EQ(some[0].id, "11");
    for (std::size_t i = 0; i < 4; ++i) {
        const Column* column = table.find(points.featureNames()[i]);
        ASSERT_NE(column, nullptr);
        EXPECT_EQ(some[0].vector[i], static_cast<float>(column->numbers[10]));
        EXPECT_EQ(some[0].payload.at(column->name), PayloadValue(column->numbers[10]));
    }
    EXPECT_EQ(some[0].payload.at("target"), PayloadValue(table.find("target")->texts[10]));
    EXPECT_EQ(points.batch(149, 10).size(), 1U);
    EXPECT_EQ(points.vectorOf(10).value(), some[0].vector);
    EXPECT_THAT(points.vectorOf(150).error().message, HasSubstr("row 151 is not in the dataset"));
}

TEST_F(DatasetPointsTest, IdsMustDiffer) {
    const auto equal = DatasetPoints::create(iris(), irisRecipe(), "target");
    ASSERT_FALSE(equal);
    EXPECT_THAT(equal.error().message, HasSubstr("rows 1 and 2 have the same 'target'"));
    const auto absent = DatasetPoints::create(iris(), irisRecipe(), "name");
    ASSERT_FALSE(absent);
    EXPECT_THAT(absent.error().message, HasSubstr("'name'"));
}

TEST_F(DatasetPointsTest, ASecondPushWritesOnlyWhatIsMissingOrDifferent) {
    create("c");
    const auto first = pushDataset(store, "c", points);
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->points, 150U);
    EXPECT_EQ(first->written, 150U);
    EXPECT_EQ(store.collection("c", {})->count, 150U);
    EXPECT_EQ(pushDataset(store, "c", points)->written, 0U);
    EXPECT_EQ(store.remove("c", {"7", "8"}, {}).value(), 2U);
    std::vector<Point> changed = points.batch(0, 1);
    changed[0].payload.erase("target");
    ASSERT_TRUE(store.upsert("c", changed, {}));
    EXPECT_EQ(pushDataset(store, "c", points)->written, 3U);
    EXPECT_EQ(store.collection("c", {})->count, 150U);
}

TEST_F(DatasetPointsTest, APushThatWasStoppedGoesOn) {
    create("c");
    std::stop_source stop;
    RunControl control{stop.get_token(), [&stop](std::uint64_t, std::uint64_t) { stop.request_stop(); }};
    const auto stopped = pushDataset(store, "c", points, control);
    // One batch holds all of iris: what was stopped after it is done.
    ASSERT_TRUE(stopped);
    const auto again = pushDataset(store, "c", points, control);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(pushDataset(store, "c", points)->written, 0U);
}

TEST_F(DatasetPointsTest, AnotherDimensionIsRefused) {
    create("narrow", 3);
    const auto pushed = pushDataset(store, "narrow", points);
    ASSERT_FALSE(pushed);
    EXPECT_THAT(pushed.error().message, HasSubstr("vectors of 3 numbers, the dataset's features are 4"));
    EXPECT_EQ(store.collection("narrow", {})->count, 0U);
}

TEST_F(DatasetPointsTest, APulledTableHoldsIdsFieldsAndComponents) {
    create("c");
    ASSERT_TRUE(pushDataset(store, "c", points));
    const auto filter = parseFilter("target = 'setosa'");
    ASSERT_TRUE(filter) << filter.error().message;
    const auto table = pullCollection(store, "c", *filter);
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->rows(), 50U);
    EXPECT_EQ(table->columns().front().name, "id");
    for (const char* name : {"target", "petal_width", "v1", "v4"})
        EXPECT_NE(table->find(name), nullptr) << name;
    EXPECT_EQ(table->find("target")->distinct(), std::vector<std::string>{"setosa"});
    const Column* ids = table->find("id");
    for (std::size_t row = 0; row < table->rows(); ++row) {
        const std::size_t source = std::stoul(ids->texts[row]) - 1;
        EXPECT_EQ(table->find("petal_width")->numbers[row], iris().find("petal_width")->numbers[source]);
    }
    const auto none = pullCollection(store, "c", *parseFilter("target = 'rose'"));
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::NotFound);
}

TEST_F(DatasetPointsTest, ComparisonNamesWhatDiffers) {
    create("a");
    create("b");
    ASSERT_TRUE(pushDataset(store, "a", points));
    ASSERT_TRUE(pushDataset(store, "b", points));
    EXPECT_TRUE(compareCollections(store, "a", store, "b")->equal());
    ASSERT_TRUE(store.remove("a", {"5"}, {}));
    ASSERT_TRUE(store.remove("b", {"9", "10"}, {}));
    std::vector<Point> moved = points.batch(20, 1);
    moved[0].vector[2] += 0.001F;
    ASSERT_TRUE(store.upsert("b", moved, {}));
    const auto found = compareCollections(store, "a", store, "b");
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(found->left, 149U);
    EXPECT_EQ(found->right, 148U);
    EXPECT_THAT(found->onlyLeft, ElementsAre("10", "9"));
    EXPECT_THAT(found->onlyRight, ElementsAre("5"));
    EXPECT_THAT(found->different, ElementsAre("21"));
}

}  // namespace
}  // namespace qstore
