// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/circuit/templates.h"
#include "core/data/samples.h"
#include "core/learning/trainer.h"
#include "tests/core/learning/model_fixture.h"

namespace qstore {
namespace {

class Silent final : public TrainingSink {
    Status epochFinished(const EpochMetrics&) override { return {}; }
    Status checkpoint(const Checkpoint&) override { return {}; }
};

Recipe recipeFor(const Table& table, std::uint64_t seed) {
    Recipe recipe;
    recipe.columns[table.columns().back().name].role = ColumnRole::Target;
    recipe.split.seed = seed;
    return recipe;
}

struct Means {
    double model = 0.0, logistic = 0.0, seconds = 0.0;
};

/// Mean test accuracy over ten stratified splits with everything at its default.
Means overTenSeeds(const char* name) {
    Means means;
    const auto table = loadSample(name);
    EXPECT_TRUE(table);
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto choice = chooseModel(*table, recipeFor(*table, seed));
        EXPECT_TRUE(choice) << choice.error().message;
        const auto data = prepareData(*table, choice->recipe);
        EXPECT_TRUE(data);
        const auto model = compiled(choice->spec);
        TrainConfig config;
        config.seed = seed;
        Silent sink;
        const auto result = train(*model, *data, config, sink);
        EXPECT_TRUE(result);
        means.model += evaluate(*model, result->weights, data->test)->metrics.accuracy / 10.0;
        means.logistic += (*trainBaselines(*data, *table))[1].test.accuracy / 10.0;
        means.seconds += result->seconds / 10.0;
    }
    return means;
}

void printSummary(const char* name, const Means& means) {
    std::printf("%s: %.4f, logistic regression %.4f, %.2f s a training\n", name, means.model,
                means.logistic, means.seconds);
}

TEST(ModelChoice, IrisLearnsAsWellAsLogisticRegression) {
    const Means means = overTenSeeds("iris");
    printSummary("iris", means);
    EXPECT_GE(means.model, means.logistic - 0.03);
    EXPECT_LT(means.seconds, 10.0);
}

TEST(ModelChoice, BreastCancerLearnsAsWellAsLogisticRegression) {
    const Means means = overTenSeeds("breast-cancer");
    printSummary("breast-cancer", means);
    EXPECT_GE(means.model, means.logistic - 0.03);
}

/// Every weight that is not reported dead moves the output, and so does every feature.
void expectAlive(const ModelSpec& spec, const FeatureMatrix& data) {
    const auto model = compiled(spec);
    EXPECT_TRUE(model->deadWeights().empty());
    const auto rows = rowsUpTo(std::min<std::size_t>(data.rows, 8));
    const auto weights = model->initialWeights(3);
    const auto at = model->lossAndGradient(weights, data, rows, GradientMethod::Adjoint);
    ASSERT_TRUE(at);
    for (std::size_t index = 0; index < weights.size(); ++index)
        EXPECT_GT(std::abs(at->gradient[index]), 1e-9) << index;
    const auto before = model->forward(weights, data, rows);
    for (std::size_t feature = 0; feature < data.names.size(); ++feature) {
        FeatureMatrix moved = data;
        bool varies = false;  // angles of the padding behind the last amplitude are always 0
        for (const std::size_t row : rows) {
            double& value = moved.values[row * data.names.size() + feature];
            varies = varies || value != 0.0;
            value += 0.1;
        }
        if (!varies) continue;
        EXPECT_NE(*model->forward(weights, moved, rows), *before) << data.names[feature];
    }
}

TEST(ModelChoice, DefaultsUseEveryWeightAndFeature) {
    for (const SampleDataset& sample : sampleDatasets()) {
        const auto table = loadSample(sample.name);
        ASSERT_TRUE(table);
        const auto choice = chooseModel(*table, recipeFor(*table, 0));
        ASSERT_TRUE(choice) << sample.name << ": " << choice.error().message;
        EXPECT_EQ(choice->recipe.amplitude, choice->spec.features.size() > 8) << sample.name;
        const auto data = prepareData(*table, choice->recipe);
        ASSERT_TRUE(data);
        SCOPED_TRACE(sample.name + ": " + choice->description);
        expectAlive(choice->spec, data->train);
    }
}

TEST(ModelChoice, DescribesItself) {
    const auto table = loadSample("iris");
    ASSERT_TRUE(table);
    const auto choice = chooseModel(*table, recipeFor(*table, 0));
    ASSERT_TRUE(choice);
    EXPECT_EQ(choice->description, "data re-uploading, 3 layers, 4 qubits, 28 + 15 weights");
    EXPECT_EQ(choice->spec.classes.size(), 3U);
    EXPECT_EQ(choice->spec.observables.size(), 4U);
}

TEST(ModelChoice, TakesTemplatesAndRefusesWhatDoesNotFit) {
    const auto table = loadSample("iris");
    ASSERT_TRUE(table);
    const Recipe recipe = recipeFor(*table, 0);
    for (const EncoderInfo& encoder : circuitEncoders()) {
        const auto choice = modelForTemplate(*table, recipe, encoder.name, "hardware-efficient", 1);
        EXPECT_TRUE(choice) << encoder.name << ": " << choice.error().message;
    }
    EXPECT_EQ(modelForTemplate(*table, recipe, "angle", "no-such", 1).error().code, ErrorCode::NotFound);
    EXPECT_EQ(modelForTemplate(*table, recipe, "no-such", "hardware-efficient", 1).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(modelForTemplate(*table, recipe, "angle", "data-reuploading", 1).error().code,
              ErrorCode::InvalidArgument);
}

TEST(ModelChoice, ChecksTheColumnsOfAnOwnCircuit) {
    const auto table = loadSample("iris");
    ASSERT_TRUE(table);
    const Recipe recipe = recipeFor(*table, 0);
    const auto wrong = modelForCircuit(*table, recipe, smallCircuit());
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().message.find("\"a\""), std::string::npos);
    EXPECT_NE(wrong.error().hint.find(table->columns()[0].name), std::string::npos);
    CircuitParts parts = smallCircuit().parts();
    parts.parameters[0].column = table->columns()[0].name;
    parts.parameters[1].column = table->columns()[2].name;
    const auto choice = modelForCircuit(*table, recipe, Circuit::of(std::move(parts)));
    ASSERT_TRUE(choice) << choice.error().message;
    EXPECT_EQ(choice->spec.after.back().outputs, 3U);
}

TEST(ModelChoice, RegressionLearnsInTheTargetsUnits) {
    Column x{"x, raw", ColumnType::Number, {}, {}, std::vector<bool>(60, false), ""};
    Column y = x;
    y.name = "y";
    for (int row = 0; row < 60; ++row) {
        x.numbers.push_back(row * 0.1);
        y.numbers.push_back(1000.0 + 50.0 * std::sin(row * 0.1));
    }
    const auto table = Table::create({x, y});
    ASSERT_TRUE(table);
    Recipe recipe = recipeFor(*table, 0);
    recipe.task = TaskKind::Regression;
    const auto choice = chooseModel(*table, recipe);
    ASSERT_TRUE(choice) << choice.error().message;
    const auto data = prepareData(*table, choice->recipe);
    ASSERT_TRUE(data);
    const auto model = compiled(choice->spec);
    Silent sink;
    const auto result = train(*model, *data, TrainConfig{}, sink);
    ASSERT_TRUE(result);
    const auto evaluation = evaluate(*model, result->weights, data->test);
    EXPECT_GT(evaluation->metrics.accuracy, 0.95) << "a sine is what such a circuit is made of";
    for (const double value : evaluation->predictions) EXPECT_NEAR(value, 1000.0, 80.0);
}

}  // namespace
}  // namespace qstore
