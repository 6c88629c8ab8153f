// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/embedded_points.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "core/circuit/templates.h"
#include "core/data/samples.h"
#include "core/exchange/dataset_points.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

FeatureMatrix matrix(std::size_t rows) {
    FeatureMatrix features;
    features.names = {"x", "y"};
    features.rows = rows;
    for (std::size_t row = 0; row < rows; ++row) {
        features.values.push_back(0.01 * static_cast<double>(row));
        features.values.push_back(std::numbers::pi - 0.003 * static_cast<double>(row));
        features.sourceRows.push_back(row + 5);
    }
    return features;
}

QuantumEmbedding angles(std::vector<std::string> columns, std::vector<PauliSum> observables = {}) {
    return QuantumEmbedding::create(makeEncoder("angle", columns, {{"axis", "y"}}).value(),
                                    std::move(observables))
        .value();
}

TEST(QuantumEmbedding, AnAngleEncodersZIsTheCosine) {
    // ⟨Z⟩ of RY(θ)|0⟩ is cos θ; more rows than go through together.
    const FeatureMatrix features = matrix(1100);
    const auto embedded = angles({"x", "y"}).apply(features);
    ASSERT_TRUE(embedded) << embedded.error().message;
    EXPECT_THAT(embedded->names, ElementsAre("Z0", "Z1"));
    ASSERT_EQ(embedded->rows, 1100U);
    EXPECT_EQ(embedded->sourceRows, features.sourceRows);
    for (std::size_t row = 0; row < features.rows; ++row) {
        EXPECT_NEAR(embedded->row(row)[0], std::cos(features.row(row)[0]), 1e-12);
        EXPECT_NEAR(embedded->row(row)[1], std::cos(features.row(row)[1]), 1e-12);
    }
}

TEST(QuantumEmbedding, TakesObservablesAndColumnsByName) {
    const auto observables = {PauliSum::parse("X0").value(), PauliSum::parse("Z0 Z1").value()};
    const FeatureMatrix features = matrix(7);
    const auto embedded = angles({"y", "x"}, observables).apply(features).value();
    EXPECT_THAT(embedded.names, ElementsAre("X0", "Z0 Z1"));
    for (std::size_t row = 0; row < 7; ++row) {
        const double x = features.row(row)[0], y = features.row(row)[1];
        EXPECT_NEAR(embedded.row(row)[0], std::sin(y), 1e-12);
        EXPECT_NEAR(embedded.row(row)[1], std::cos(y) * std::cos(x), 1e-12);
    }
}

TEST(QuantumEmbedding, SaysWhatDoesNotFit) {
    const auto other = angles({"x", "width"}).apply(matrix(3));
    ASSERT_FALSE(other);
    EXPECT_THAT(other.error().message, HasSubstr("'width'"));
    EXPECT_THAT(other.error().hint, HasSubstr("x, y"));
    const auto blind = QuantumEmbedding::create(makeTemplate("ghz", 2).value());
    ASSERT_FALSE(blind);
    EXPECT_THAT(blind.error().message, HasSubstr("reads no column"));
    const auto weights = joinCircuits(makeEncoder("angle", {"x", "y"}).value(),
                                      makeTemplate("hardware-efficient", 2).value());
    const auto unbound = QuantumEmbedding::create(weights.value());
    ASSERT_FALSE(unbound);
    EXPECT_THAT(unbound.error().message, HasSubstr("no value"));
    std::vector<std::string> many(70);
    for (std::size_t i = 0; i < many.size(); ++i) many[i] = "x" + std::to_string(i);
    const auto large = QuantumEmbedding::create(makeEncoder("angle", many).value());
    ASSERT_FALSE(large);
    EXPECT_THAT(large.error().message, HasSubstr("70 qubits"));
    CircuitParts reset;
    reset.qubits = 1;
    reset.operations.push_back(Operation::reset(0));
    const auto collapsed =
        joinCircuits(makeEncoder("angle", {"x"}).value(), Circuit::create(reset).value()).value();
    EXPECT_EQ(QuantumEmbedding::create(collapsed).error().code, ErrorCode::Unsupported);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(angles({"x", "y"}).apply(matrix(3), {stop.get_token(), {}}).error().code,
              ErrorCode::Cancelled);
}

TEST(QuantumEmbedding, IsWhatADatasetsPointsHold) {
    const Table iris = loadSample("iris").value();
    const Recipe recipe = recipeForEncoder(suggestRecipe(iris, "target").value(), "angle").value();
    EXPECT_EQ(recipe.scaling, Scaling::MinMax);
    EXPECT_EQ(recipe.upper, std::numbers::pi);
    const DatasetPoints plain = DatasetPoints::create(iris, recipe, "").value();
    DatasetPoints embedded = DatasetPoints::create(iris, recipe, "").value();
    ASSERT_TRUE(embedded.embed(angles(embedded.featureNames())));
    EXPECT_THAT(embedded.featureNames(), ElementsAre("Z0", "Z1", "Z2", "Z3"));
    const Point before = plain.batch(31, 1).front(), after = embedded.batch(31, 1).front();
    EXPECT_EQ(after.id, before.id);
    EXPECT_EQ(after.payload, before.payload);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(after.vector[i], std::cos(before.vector[i]), 1e-6);
    EXPECT_EQ(embedded.vectorOf(31).value(), after.vector);
}

TEST(QuantumEmbedding, EncodersSayWhichRangeTheyRead) {
    Recipe recipe;
    EXPECT_TRUE(recipeForEncoder(recipe, "amplitude")->amplitude);
    EXPECT_EQ(recipeForEncoder(recipe, "basis")->upper, 1.0);
    recipe.scaling = Scaling::Standard;
    EXPECT_EQ(recipeForEncoder(recipe, "angle")->scaling, Scaling::Standard) << "somebody's choice";
    const auto unknown = recipeForEncoder(recipe, "angel");
    ASSERT_FALSE(unknown);
    EXPECT_THAT(unknown.error().hint, HasSubstr("angle"));
}

}  // namespace
}  // namespace qstore
