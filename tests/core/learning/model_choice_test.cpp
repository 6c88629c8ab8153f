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

Recipe seededRecipe(const Table& table, std::uint64_t seed) {
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
        const auto choice = chooseModel(*table, seededRecipe(*table, seed));
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
        const auto choice = chooseModel(*table, seededRecipe(*table, 0));
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
    const auto choice = chooseModel(*table, seededRecipe(*table, 0));
    ASSERT_TRUE(choice);
    EXPECT_EQ(choice->description, "data re-uploading, 3 layers, 4 qubits, 28 + 15 weights");
    EXPECT_EQ(choice->spec.classes.size(), 3U);
    EXPECT_EQ(choice->spec.observables.size(), 4U);
}

TEST(ModelChoice, TakesTemplatesAndRefusesWhatDoesNotFit) {
    const auto table = loadSample("iris");
    ASSERT_TRUE(table);
    const Recipe recipe = seededRecipe(*table, 0);
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

/// Smallest and largest prepared value of the training rows.
std::pair<double, double> trainingRange(const Table& table, const ModelChoice& choice) {
    const auto data = prepareData(table, choice.recipe);
    EXPECT_TRUE(data);
    const auto [least, greatest] =
        std::minmax_element(data->train.values.begin(), data->train.values.end());
    return {*least, *greatest};
}

TEST(ModelChoice, TheEncoderChoosesTheRangeWhereNobodyDid) {
    const auto table = loadSample("iris");
    const Recipe recipe = seededRecipe(*table, 0);
    constexpr double kPi = 3.141592653589793;
    EXPECT_EQ(trainingRange(*table, *chooseModel(*table, recipe)), std::pair(-1.2, 1.2));
    const auto angles =
        trainingRange(*table, *modelForTemplate(*table, recipe, "angle", "hardware-efficient", 1));
    EXPECT_NEAR(angles.first, 0.0, 1e-12);
    EXPECT_NEAR(angles.second, kPi, 1e-12);
    const auto amplitudes = modelForTemplate(*table, recipe, "amplitude", "hardware-efficient", 1);
    EXPECT_EQ(amplitudes->recipe.lower, encoderRange("amplitude").lower);
    EXPECT_TRUE(amplitudes->recipe.amplitude);
}

TEST(ModelChoice, AScalingOfOnesOwnIsKeptByEveryKindOfModel) {
    const auto table = loadSample("iris");
    Recipe standard = seededRecipe(*table, 0);
    standard.scaling = Scaling::Standard;
    Recipe ranged = seededRecipe(*table, 0);
    ranged.scaling = Scaling::MinMax;
    ranged.lower = 0.25;
    ranged.upper = 0.5;
    ranged.clip = false;
    CircuitParts parts = smallCircuit().parts();
    parts.parameters[0].column = table->columns()[0].name;
    parts.parameters[1].column = table->columns()[2].name;
    const Circuit own = Circuit::of(std::move(parts));
    for (const Recipe& recipe : {standard, ranged}) {
        std::vector<Result<ModelChoice>> choices = {chooseModel(*table, recipe),
                                                    modelForCircuit(*table, recipe, own)};
        for (const EncoderInfo& encoder : circuitEncoders())
            choices.push_back(modelForTemplate(*table, recipe, encoder.name, "hardware-efficient", 1));
        for (const auto& choice : choices) {
            ASSERT_TRUE(choice) << choice.error().message;
            EXPECT_EQ(choice->recipe.scaling, recipe.scaling) << choice->description;
            EXPECT_EQ(choice->recipe.clip, recipe.clip) << choice->description;
            if (recipe.scaling != Scaling::MinMax) continue;
            EXPECT_EQ(choice->recipe.lower, 0.25) << choice->description;
            EXPECT_EQ(choice->recipe.upper, 0.5) << choice->description;
        }
        if (recipe.scaling == Scaling::MinMax) {
            EXPECT_EQ(trainingRange(*table, *choices.front()), std::pair(0.25, 0.5));
        }
    }
}

TEST(ModelChoice, AmplitudesAskedForAreMadeOrRefused) {
    const auto table = loadSample("iris");
    Recipe recipe = seededRecipe(*table, 0);
    recipe.amplitude = true;
    EXPECT_TRUE(chooseModel(*table, recipe)->recipe.amplitude);
    const auto refused = modelForTemplate(*table, recipe, "angle", "hardware-efficient", 1);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("'angle'"), std::string::npos);
}

TEST(ModelChoice, DenseLayersStandOnBothSidesOfTheCircuit) {
    const auto table = loadSample("wine");  // 13 features
    const Recipe recipe = seededRecipe(*table, 0);
    ModelOptions options;
    options.before = {{5, Activation::Relu}, {3, Activation::Tanh}};
    options.after = {{4, Activation::Tanh}};
    CircuitParts parts = smallCircuit().parts();
    for (const auto& choice : {chooseModel(*table, recipe, options),
                               modelForTemplate(*table, recipe, "zz", "hardware-efficient", 1, options)}) {
        ASSERT_TRUE(choice) << choice.error().message;
        EXPECT_EQ(choice->spec.before, options.before);
        EXPECT_EQ(choice->spec.after,
                  (std::vector<DenseLayerSpec>{{4, Activation::Tanh}, {3, Activation::Identity}}));
        EXPECT_EQ(choice->spec.features.size(), 13U);
        EXPECT_NE(choice->description.find("2 dense layers before, 1 behind"), std::string::npos);
        const auto data = prepareData(*table, choice->recipe);
        ASSERT_TRUE(data);
        const auto model = compiled(choice->spec);
        // 13·5+5, 5·3+3 before; observables·4+4, 4·3+3 behind.
        EXPECT_EQ(model->weightCount() - model->circuitWeightCount(),
                  70U + 18U + choice->spec.observables.size() * 4 + 4U + 15U);
        TrainConfig config;
        config.epochs = 3;
        Silent sink;
        const auto result = train(*model, *data, config, sink);
        ASSERT_TRUE(result) << result.error().message;
        const auto start = model->initialWeights(config.seed);
        const auto moved = [&](std::size_t from, std::size_t count) {
            for (std::size_t at = from; at < from + count; ++at)
                if (result->last.weights[at] != start[at]) return true;
            return false;
        };
        EXPECT_TRUE(moved(model->circuitWeightCount(), 70)) << "the gradient reaches the first layer";
        EXPECT_TRUE(moved(model->weightCount() - 15, 15));
    }
    // The layers must fit a circuit of one's own.
    parts.parameters[0].column = table->columns()[0].name;
    parts.parameters[1].column = table->columns()[2].name;
    const auto misfit = modelForCircuit(*table, recipe, Circuit::of(parts), options);
    ASSERT_FALSE(misfit);
    EXPECT_NE(misfit.error().message.find("3 outputs, but the circuit has 2 inputs"), std::string::npos);
    options.before.pop_back();
    options.before.back().outputs = 2;
    EXPECT_TRUE(modelForCircuit(*table, recipe, Circuit::of(parts), options));
    EXPECT_FALSE(modelForTemplate(*table, recipe, "amplitude", "hardware-efficient", 1, options));
    options.before.back().outputs = 1000000;
    EXPECT_FALSE(chooseModel(*table, recipe, options));
    options.before = {{std::size_t{1} << 40U, Activation::Tanh}, {2, Activation::Tanh}};
    EXPECT_EQ(chooseModel(*table, recipe, options).error().code, ErrorCode::ResourceExhausted);
}

TEST(ModelChoice, TheLossIsChosenOrFollowsFromTheTask) {
    const auto iris = loadSample("iris");
    const auto cancer = loadSample("breast-cancer");
    ModelOptions options;
    EXPECT_EQ(chooseModel(*iris, seededRecipe(*iris, 0), options)->spec.loss, LossKind::CrossEntropy);
    options.loss = LossKind::MeanSquaredError;
    EXPECT_EQ(chooseModel(*iris, seededRecipe(*iris, 0), options)->spec.after.back().outputs, 3U);
    options.loss = LossKind::BinaryCrossEntropy;
    EXPECT_EQ(chooseModel(*cancer, seededRecipe(*cancer, 0), options)->spec.after.back().outputs, 1U);
    const auto three = chooseModel(*iris, seededRecipe(*iris, 0), options);
    ASSERT_FALSE(three);
    EXPECT_NE(three.error().message.find("needs two classes, the model has 3"), std::string::npos);
}

TEST(ModelChoice, ACircuitWithoutColumnsIsNamed) {
    const auto table = loadSample("iris");
    CircuitParts parts;
    parts.qubits = 1;
    const auto nameless = modelForCircuit(*table, seededRecipe(*table, 0), Circuit::of(parts));
    EXPECT_EQ(nameless.error().message, "the circuit reads no column of the table");
    parts.name = "ghz";
    const auto named = modelForCircuit(*table, seededRecipe(*table, 0), Circuit::of(parts));
    EXPECT_EQ(named.error().message, "the circuit 'ghz' reads no column of the table");
}

TEST(ModelChoice, ChecksTheColumnsOfAnOwnCircuit) {
    const auto table = loadSample("iris");
    ASSERT_TRUE(table);
    const Recipe recipe = seededRecipe(*table, 0);
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
    Recipe recipe = seededRecipe(*table, 0);
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
