// SPDX-License-Identifier: Apache-2.0
#include "core/data/samples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::size_t countOf(const Column& column, const std::string& text) {
    return static_cast<std::size_t>(std::count(column.texts.begin(), column.texts.end(), text));
}

double mean(const Column& column) {
    return std::accumulate(column.numbers.begin(), column.numbers.end(), 0.0) /
           static_cast<double>(column.rows());
}

TEST(Samples, EveryOneLoadsAsDescribed) {
    ASSERT_EQ(sampleDatasets().size(), 7U);
    for (const SampleDataset& sample : sampleDatasets()) {
        const auto table = loadSample(sample.name);
        ASSERT_TRUE(table) << sample.name << ": " << table.error().message;
        EXPECT_EQ(table->rows(), sample.rows) << sample.name;
        EXPECT_EQ(table->columns().size(), sample.features + 1) << sample.name;
        const Column* target = table->find(sample.target);
        ASSERT_NE(target, nullptr) << sample.name;
        EXPECT_EQ(target->type, ColumnType::Category) << sample.name;
        EXPECT_EQ(target->distinct().size(), sample.classes) << sample.name;
        EXPECT_FALSE(sample.licence.empty());
        for (std::size_t index = 0; index < sample.features; ++index) {
            EXPECT_EQ(table->columns()[index].type, ColumnType::Number) << sample.name;
            EXPECT_EQ(table->columns()[index].missingCount(), 0U) << sample.name;
        }
    }
}

TEST(Samples, MatchTheKnownNumbersOfTheirOrigin) {
    // Class counts and means as scikit-learn 1.2.1 gives them (load_*().DESCR).
    const Table iris = *loadSample("iris");
    EXPECT_THAT(iris.find("target")->distinct(), ElementsAre("setosa", "versicolor", "virginica"));
    EXPECT_EQ(iris.find("target")->texts.front(), "setosa");
    EXPECT_NEAR(mean(*iris.find("sepal_length")), 5.843333, 1e-6);
    EXPECT_NEAR(mean(*iris.find("petal_width")), 1.199333, 1e-6);
    const Table cancer = *loadSample("breast-cancer");
    EXPECT_EQ(countOf(*cancer.find("target"), "malignant"), 212U);
    EXPECT_EQ(countOf(*cancer.find("target"), "benign"), 357U);
    EXPECT_NEAR(mean(*cancer.find("mean_radius")), 14.127292, 1e-6);
    const Table wine = *loadSample("wine");
    EXPECT_EQ(countOf(*wine.find("target"), "cultivar 1"), 59U);
    EXPECT_EQ(countOf(*wine.find("target"), "cultivar 2"), 71U);
    EXPECT_EQ(countOf(*wine.find("target"), "cultivar 3"), 48U);
    const Table digits = *loadSample("digits");
    EXPECT_EQ(countOf(*digits.find("target"), "0"), 178U);
    EXPECT_EQ(countOf(*digits.find("target"), "8"), 174U);
}

TEST(Samples, GeneratedOnesAreTheSameEveryTimeAndOfTheirShape) {
    for (const char* name : {"moons", "circles", "xor"})
        EXPECT_EQ(loadSample(name)->contentHash(), loadSample(name)->contentHash());
    const Table rings = *loadSample("circles");
    double inner = 0;
    double outer = 0;
    for (std::size_t row = 0; row < rings.rows(); ++row) {
        const double radius = std::hypot(rings.columns()[0].numbers[row], rings.columns()[1].numbers[row]);
        (rings.columns()[2].texts[row] == "inner" ? inner : outer) += radius / 100;
    }
    EXPECT_NEAR(inner, 0.5, 0.06);
    EXPECT_NEAR(outer, 1.0, 0.06);
    const Table signs = *loadSample("xor");
    for (std::size_t row = 0; row < signs.rows(); ++row) {
        const bool differ = signs.columns()[0].numbers[row] * signs.columns()[1].numbers[row] < 0;
        EXPECT_EQ(signs.columns()[2].texts[row], differ ? "different sign" : "same sign");
    }
    EXPECT_EQ(countOf(signs.columns()[2], "same sign"), 100U);
    EXPECT_EQ(countOf(loadSample("moons")->columns()[2], "upper"), 100U);
}

TEST(Samples, AnUnknownNameIsAnErrorWithTheKnownOnes) {
    const auto table = loadSample("irsi");
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, ErrorCode::NotFound);
    EXPECT_THAT(table.error().message, HasSubstr("'irsi'"));
    EXPECT_THAT(table.error().hint, HasSubstr("iris, wine, breast-cancer, digits, moons, circles, xor"));
}

}  // namespace
}  // namespace qstore
