// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/data/samples.h"
#include "core/learning/trainer.h"
#include "tests/core/learning/model_fixture.h"

namespace qstore {
namespace {

TEST(Evaluation, ConfusionMetricsAndCurvesAgreeWithThePredictions) {
    const auto model = compiled(smallSpec(LossKind::CrossEntropy, false));
    const FeatureMatrix data = smallData(30, 3);
    const auto weights = model->initialWeights(1);
    const auto evaluation = evaluate(*model, weights, data);
    ASSERT_TRUE(evaluation);
    const auto& counts = evaluation->confusion.counts;
    EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::size_t{0}), 30U);
    EXPECT_EQ(counts[0] + counts[1] + counts[2], 10U) << "rows whose truth is the first class";
    EXPECT_DOUBLE_EQ(evaluation->metrics.accuracy,
                     static_cast<double>(counts[0] + counts[4] + counts[8]) / 30.0);
    double loss = 0.0;
    for (std::size_t row = 0; row < 30; ++row)
        loss -= std::log(evaluation->predictions[row * 3 + row % 3]) / 30.0;
    EXPECT_NEAR(evaluation->metrics.loss, loss, 1e-12);
    ASSERT_EQ(evaluation->roc.size(), 3U);
    EXPECT_EQ(evaluation->roc[1].positiveClass, "v");
}

/// logit = 4000·cos(a): every probability rounds to exactly 1, or 0 for the other class.
ModelSpec saturatedSpec(LossKind loss) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"x0", ParameterRole::Column, {}, "a"}};
    parts.operations = {Operation::gateOn("ry", {0}, {Angle::symbol("x0")})};
    ModelSpec spec;
    spec.circuit = Circuit::of(std::move(parts));
    spec.features = {"a"};
    spec.classes = {"no", "yes"};
    spec.loss = loss;
    spec.after = {
        {loss == LossKind::BinaryCrossEntropy ? std::size_t{1} : std::size_t{2}, Activation::Identity}};
    return spec;
}

TEST(Evaluation, TheCurveOfASaturatedModelComesFromItsLogits) {
    FeatureMatrix data;
    data.names = {"a"};
    data.rows = 10;
    data.targets = {1, 1, 0, 1, 0, 1, 0, 0, 1, 0};
    for (std::size_t row = 0; row < 10; ++row) {
        data.values.push_back(0.1 * static_cast<double>(row));
        data.sourceRows.push_back(row);
    }
    const std::pair<LossKind, std::vector<double>> cases[] = {
        {LossKind::BinaryCrossEntropy, {4000.0, 0.0}},
        {LossKind::CrossEntropy, {-4000.0, 4000.0, 0.0, 0.0}}};
    for (const auto& [loss, weights] : cases) {
        const auto evaluation = evaluate(*compiled(saturatedSpec(loss)), weights, data);
        ASSERT_TRUE(evaluation) << evaluation.error().message;
        EXPECT_EQ(evaluation->predictions[1], 1.0);
        EXPECT_EQ(evaluation->predictions[19], 1.0);
        ASSERT_EQ(evaluation->roc.size(), 2U);
        // sklearn.metrics.roc_auc_score(targets, 4000·cos(a)); of the rounded probabilities it is 0.5.
        EXPECT_NEAR(evaluation->roc[1].area, 0.72, 1e-15);
        EXPECT_NEAR(evaluation->roc[0].area, 0.72, 1e-15);
        EXPECT_EQ(evaluation->roc[1].threshold.size(), 11U);
        for (std::size_t point = 1; point < 11; ++point)
            EXPECT_EQ(evaluation->roc[1].threshold[point], 1.0) << "shown as a probability";
    }
}

TEST(Evaluation, APartWithoutRowsIsNotMeasured) {
    const PartMetrics none;
    EXPECT_FALSE(none.measured());
    EXPECT_TRUE(std::isnan(none.loss));
    EXPECT_TRUE(std::isnan(none.accuracy));
    EXPECT_EQ(none, PartMetrics{});
    EXPECT_FALSE((none == PartMetrics{0.0, 0.0, 1}));
}

TEST(Evaluation, RegressionGivesTheCoefficientOfDetermination) {
    const auto model = compiled(smallSpec(LossKind::MeanSquaredError, false));
    const FeatureMatrix data = smallData(12, 0);
    const auto evaluation = evaluate(*model, model->initialWeights(1), data);
    ASSERT_TRUE(evaluation);
    const double mean = std::accumulate(data.targets.begin(), data.targets.end(), 0.0) / 12.0;
    double residual = 0.0;
    double total = 0.0;
    for (std::size_t row = 0; row < 12; ++row) {
        residual += std::pow(evaluation->predictions[row] - data.targets[row], 2);
        total += std::pow(data.targets[row] - mean, 2);
    }
    EXPECT_NEAR(evaluation->metrics.accuracy, 1.0 - residual / total, 1e-12);
    EXPECT_NEAR(evaluation->metrics.loss, residual / 12.0 / 4.0, 1e-12) << "in units of the scale 2";
    EXPECT_TRUE(evaluation->roc.empty());
}

Recipe recipeFor(const Table& table, std::uint64_t seed) {
    Recipe recipe;
    recipe.columns[table.columns().back().name].role = ColumnRole::Target;
    recipe.split.seed = seed;
    return recipe;
}

TEST(Baselines, MajorityAndLogisticRegressionOnTheSameSplit) {
    const auto table = loadSample("breast-cancer");
    ASSERT_TRUE(table);
    const auto data = prepareData(*table, recipeFor(*table, 1));
    ASSERT_TRUE(data);
    const auto baselines = trainBaselines(*data, *table);
    ASSERT_TRUE(baselines) << baselines.error().message;
    ASSERT_EQ(baselines->size(), 2U);
    EXPECT_EQ((*baselines)[0].name, "majority");
    const double share =
        static_cast<double>(std::count(data->test.targets.begin(), data->test.targets.end(), 0.0)) /
        static_cast<double>(data->test.rows);
    EXPECT_DOUBLE_EQ((*baselines)[0].test.accuracy, std::max(share, 1.0 - share));
    EXPECT_EQ((*baselines)[1].name, "logistic-regression");
    EXPECT_GT((*baselines)[1].test.accuracy, 0.93);
    EXPECT_EQ((*baselines)[1].test.rows, data->test.rows);
}

TEST(Baselines, MeanAndLinearRegression) {
    Column x{"x", ColumnType::Number, {}, {}, std::vector<bool>(40, false), ""};
    Column y = x;
    y.name = "y";
    for (int row = 0; row < 40; ++row) {
        x.numbers.push_back(row * 0.5);
        y.numbers.push_back(3.0 * row * 0.5 - 7.0);
    }
    const auto table = Table::create({x, y});
    ASSERT_TRUE(table);
    Recipe recipe = recipeFor(*table, 0);
    recipe.task = TaskKind::Regression;
    const auto data = prepareData(*table, recipe);
    ASSERT_TRUE(data) << data.error().message;
    const auto baselines = trainBaselines(*data, *table);
    ASSERT_TRUE(baselines);
    EXPECT_NEAR((*baselines)[1].test.accuracy, 1.0, 1e-12) << "the line is exact";
    EXPECT_NEAR((*baselines)[1].test.loss, 0.0, 1e-20);
    EXPECT_NEAR((*baselines)[0].train.accuracy, 0.0, 1e-12) << "the mean explains nothing";
    EXPECT_NEAR((*baselines)[0].train.loss, 1.0, 1e-9) << "variance of the standardised target";
}

}  // namespace
}  // namespace qstore
