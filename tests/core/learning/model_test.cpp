// SPDX-License-Identifier: Apache-2.0
#include "core/learning/model.h"

#include <algorithm>
#include <cmath>

#include "core/base/hash.h"
#include "core/base/parallel.h"
#include "tests/core/learning/model_fixture.h"

namespace qstore {
namespace {

constexpr LossKind kLosses[] = {LossKind::MeanSquaredError, LossKind::BinaryCrossEntropy,
                                LossKind::CrossEntropy};

TEST(Model, EveryGradientMethodAgreesWithDifferencesOfTheLoss) {
    for (const LossKind kind : kLosses)
        for (const bool before : {false, true}) {
            const auto model = compiled(smallSpec(kind, before));
            const FeatureMatrix data = smallData(6, model->spec().classes.size());
            const std::vector<std::size_t> rows = {4, 0, 3, 5};
            std::vector<double> weights = model->initialWeights(11);
            const auto adjoint = model->lossAndGradient(weights, data, rows, GradientMethod::Adjoint);
            const auto shift = model->lossAndGradient(weights, data, rows, GradientMethod::ParameterShift);
            const auto finite =
                model->lossAndGradient(weights, data, rows, GradientMethod::FiniteDifference);
            ASSERT_TRUE(adjoint && shift && finite);
            EXPECT_NEAR(adjoint->loss, model->loss(weights, data, rows)->loss, 1e-13);
            for (std::size_t index = 0; index < weights.size(); ++index) {
                EXPECT_NEAR(adjoint->gradient[index], shift->gradient[index], 1e-10) << index;
                EXPECT_NEAR(adjoint->gradient[index], finite->gradient[index], 1e-6) << index;
                if (!model->trainable()[index]) {
                    EXPECT_EQ(adjoint->gradient[index], 0.0);
                    continue;
                }
                const double start = weights[index];
                weights[index] = start + 1e-5;
                const double above = model->loss(weights, data, rows)->loss;
                weights[index] = start - 1e-5;
                const double below = model->loss(weights, data, rows)->loss;
                weights[index] = start;
                EXPECT_NEAR(adjoint->gradient[index], (above - below) / 2e-5, 1e-8) << index;
            }
        }
}

TEST(Model, SpsaGradientIsSeededAndPointsDownhillOnAverage) {
    const auto model = compiled(smallSpec(LossKind::CrossEntropy, false));
    const FeatureMatrix data = smallData(6, 3);
    const auto rows = rowsUpTo(6);
    const auto weights = model->initialWeights(1);
    const auto exact = model->lossAndGradient(weights, data, rows, GradientMethod::Adjoint);
    const auto once = model->lossAndGradient(weights, data, rows, GradientMethod::Spsa, {}, 5);
    const auto again = model->lossAndGradient(weights, data, rows, GradientMethod::Spsa, {}, 5);
    const auto other = model->lossAndGradient(weights, data, rows, GradientMethod::Spsa, {}, 6);
    ASSERT_TRUE(exact && once && again && other);
    EXPECT_EQ(once->gradient, again->gradient);
    EXPECT_NE(once->gradient, other->gradient);
    double product = 0.0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const auto estimate = model->lossAndGradient(weights, data, rows, GradientMethod::Spsa, {}, seed);
        ASSERT_TRUE(estimate);
        for (std::size_t index = 0; index < model->circuitWeightCount(); ++index)
            product += estimate->gradient[index] * exact->gradient[index];
    }
    EXPECT_GT(product, 0.0);
}

TEST(Model, IsBitEqualForAnyNumberOfThreads) {
    const auto model = compiled(smallSpec(LossKind::CrossEntropy, true));
    const FeatureMatrix data = smallData(700, 3);
    const auto rows = rowsUpTo(700);
    const auto weights = model->initialWeights(2);
    setThreadCount(1);
    const auto one = model->lossAndGradient(weights, data, rows, GradientMethod::Adjoint);
    const auto metricOne = model->metric(weights, data, rows);
    setThreadCount(4);
    const auto four = model->lossAndGradient(weights, data, rows, GradientMethod::Adjoint);
    const auto metricFour = model->metric(weights, data, rows);
    setThreadCount(0);
    ASSERT_TRUE(one && four && metricOne && metricFour);
    EXPECT_EQ(one->loss, four->loss);
    EXPECT_EQ(one->gradient, four->gradient);
    EXPECT_EQ(*metricOne, *metricFour);
}

TEST(Model, MetricIsTheMeanOverTheRows) {
    const auto model = compiled(smallSpec(LossKind::CrossEntropy, true));
    const FeatureMatrix data = smallData(3, 3);
    const auto weights = model->initialWeights(2);
    const auto all = model->metric(weights, data, rowsUpTo(3));
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), model->circuitWeightCount() * model->circuitWeightCount());
    std::vector<double> mean(all->size(), 0.0);
    for (const std::size_t row : rowsUpTo(3)) {
        const auto one = model->metric(weights, data, std::vector<std::size_t>{row});
        ASSERT_TRUE(one);
        for (std::size_t index = 0; index < mean.size(); ++index) mean[index] += (*one)[index] / 3.0;
    }
    for (std::size_t index = 0; index < mean.size(); ++index)
        EXPECT_NEAR((*all)[index], mean[index], 1e-13);
    // t1 turns qubit 2 by RX: alone, its entry would be 1/4; frozen f is a weight, too.
    EXPECT_GT((*all)[0], 0.0);
}

TEST(Model, PredictionsAreProbabilitiesOrValuesInTheTargetsUnits) {
    for (const LossKind kind : kLosses) {
        const auto model = compiled(smallSpec(kind, false));
        const FeatureMatrix data = smallData(5, model->spec().classes.size());
        const auto weights = model->initialWeights(4);
        const auto outputs = model->forward(weights, data, rowsUpTo(5));
        const auto predictions = model->predict(weights, data, rowsUpTo(5));
        ASSERT_TRUE(outputs && predictions);
        const std::size_t width = std::max<std::size_t>(model->spec().classes.size(), 1);
        ASSERT_EQ(predictions->size(), 5 * width);
        for (std::size_t row = 0; row < 5; ++row) {
            double sum = 0.0;
            for (std::size_t at = 0; at < width; ++at) sum += (*predictions)[row * width + at];
            if (kind == LossKind::MeanSquaredError) {
                EXPECT_DOUBLE_EQ(sum, 0.4 + 2.0 * (*outputs)[row]);
            } else {
                EXPECT_NEAR(sum, 1.0, 1e-14);
            }
        }
    }
}

TEST(Model, TraceAgreesWithForwardLossAndGradient) {
    const auto model = compiled(smallSpec(LossKind::CrossEntropy, true));
    const FeatureMatrix data = smallData(4, 3);
    const auto weights = model->initialWeights(9);
    const std::vector<std::size_t> row = {2};
    const auto trace = model->trace(weights, data, 2);
    ASSERT_TRUE(trace);
    EXPECT_EQ(trace->inputs.size(), 2U);
    ASSERT_EQ(trace->probabilities.size(), 8U);
    EXPECT_NEAR(std::accumulate(trace->probabilities.begin(), trace->probabilities.end(), 0.0), 1.0, 1e-12);
    double z0 = 0.0;
    for (std::size_t state = 0; state < 8; ++state)
        z0 += (state % 2 == 0 ? 1.0 : -1.0) * trace->probabilities[state];
    EXPECT_NEAR(trace->expectations[0], z0, 1e-12);
    const auto outputs = model->forward(weights, data, row);
    const auto gradient = model->lossAndGradient(weights, data, row, GradientMethod::Adjoint);
    ASSERT_TRUE(outputs && gradient);
    for (std::size_t at = 0; at < 3; ++at) EXPECT_NEAR(trace->outputs[at], (*outputs)[at], 1e-12);
    EXPECT_EQ(trace->loss, gradient->loss);
    EXPECT_EQ(trace->gradient, gradient->gradient);
}

TEST(Model, InitialWeightsFollowTheSeedAndTheCircuit) {
    const auto model = compiled(smallSpec(LossKind::CrossEntropy, true));
    const auto weights = model->initialWeights(5);
    EXPECT_EQ(weights, model->initialWeights(5));
    EXPECT_NE(weights, model->initialWeights(6));
    EXPECT_EQ(weights[0], 0.3) << "t0 has a start value";
    EXPECT_EQ(weights[2], 0.7) << "and so has the frozen f";
    EXPECT_GE(weights[1], 0.0);
    EXPECT_LT(weights[1], 6.2831853071795865);
    const double bound = std::sqrt(6.0 / (2 + 3));
    for (std::size_t index = 5; index < 5 + 6; ++index) EXPECT_LE(std::abs(weights[index]), bound);
    for (std::size_t index = 11; index < 14; ++index) EXPECT_EQ(weights[index], 0.0) << "biases";
}

TEST(Model, TensorsGoRoundAndErrorsNameThem) {
    const auto model = compiled(smallSpec(LossKind::CrossEntropy, true));
    const auto weights = model->initialWeights(5);
    std::vector<NamedTensor> tensors = model->tensors(weights);
    EXPECT_EQ(tensors.front().name, "t0");
    EXPECT_TRUE(tensors.front().shape.empty());
    EXPECT_EQ(tensors.back().name, "after.1.bias");
    EXPECT_EQ(tensors[5].name, "before.0.weight");
    EXPECT_EQ(tensors[5].shape, (std::vector<std::size_t>{3, 2}));
    std::reverse(tensors.begin(), tensors.end());
    const auto back = model->weightsFrom(tensors);
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, weights);
    EXPECT_EQ(weightsHash(tensors), weightsHash(model->tensors(weights)));

    auto missing = tensors;
    missing.pop_back();
    EXPECT_NE(model->weightsFrom(missing).error().message.find("t0"), std::string::npos);
    auto more = tensors;
    more.push_back({"extra", {}, {1.0}});
    EXPECT_NE(model->weightsFrom(more).error().message.find("extra"), std::string::npos);
    auto wrong = tensors;
    wrong.front().shape = {4};
    EXPECT_NE(model->weightsFrom(wrong).error().message.find("after.1.bias"), std::string::npos);
}

TEST(Model, WeightsHashIsSha256OfTheValuesSortedByName) {
    const std::vector<double> values = {1.0, 2.0, 3.0};
    EXPECT_EQ(weightsHash({{"b", {2}, {2.0, 3.0}}, {"a", {}, {1.0}}}), sha256Hex(values));
}

TEST(Model, JsonReadsBackTheSameModel) {
    for (const LossKind kind : kLosses) {
        ModelSpec spec = smallSpec(kind, kind != LossKind::CrossEntropy);
        spec.observables = {PauliSum::z(0), *PauliSum::parse("X1 Y2 - 0.25 Z0"), PauliSum::z(2)};
        const std::string text = writeModelSpecJson(spec);
        const auto read = readModelSpecJson(text);
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_EQ(read->circuit, spec.circuit);
        EXPECT_EQ(read->observables, spec.observables);
        EXPECT_EQ(read->before, spec.before);
        EXPECT_EQ(read->after, spec.after);
        EXPECT_EQ(read->targetMean, spec.targetMean);
        EXPECT_EQ(writeModelSpecJson(*read), text);
    }
    EXPECT_EQ(readModelSpecJson("[]").error().code, ErrorCode::Parse);
    std::string newer = writeModelSpecJson(smallSpec(LossKind::CrossEntropy, false));
    newer.replace(newer.find("\"version\": 1"), 12, "\"version\": 2");
    EXPECT_EQ(readModelSpecJson(newer).error().code, ErrorCode::NewerVersion);
}

TEST(Model, NamesWeightsOutsideTheLightCone) {
    ModelSpec spec = smallSpec(LossKind::CrossEntropy, false);
    // A last RZ before ⟨Z⟩ changes nothing, nor does a turn of a qubit that nothing looks at.
    CircuitParts parts = spec.circuit.parts();
    parts.qubits = 4;
    parts.qubitRegisters.clear();
    parts.parameters.push_back({"lost", ParameterRole::Trainable, 0.1, ""});
    parts.operations.push_back(Operation::gateOn("ry", {3}, {Angle::symbol("lost")}));
    spec.circuit = Circuit::of(std::move(parts));
    spec.observables = {PauliSum::z(0), PauliSum::z(1), PauliSum::z(2)};
    EXPECT_EQ(compiled(spec)->deadWeights(), std::vector<std::string>{"lost"});

    // A column on that qubit: the layers before the circuit feed it in vain.
    ModelSpec layered = smallSpec(LossKind::CrossEntropy, true);
    parts = layered.circuit.parts();
    parts.qubits = 4;
    parts.qubitRegisters.clear();
    parts.parameters.push_back({"x2", ParameterRole::Column, {}, "c"});
    parts.operations.push_back(Operation::gateOn("ry", {3}, {Angle::symbol("x2")}));
    layered.circuit = Circuit::of(std::move(parts));
    layered.observables = spec.observables;
    layered.before.back().outputs = 3;
    EXPECT_EQ(compiled(layered)->deadWeights(),
              (std::vector<std::string>{"before.1.weight[2]", "before.1.bias[2]"}));
}

TEST(Model, LayersThatNoMemoryHoldsAreRefusedBeforeAnyIsTaken) {
    for (const std::size_t outputs : {std::size_t{1} << 61U, std::size_t{1} << 62U, std::size_t{1} << 45U,
                                      std::numeric_limits<std::size_t>::max()}) {
        ModelSpec spec = smallSpec(LossKind::MeanSquaredError, false);
        spec.after.insert(spec.after.begin(), DenseLayerSpec{outputs, Activation::Tanh});
        const auto after = Model::compile(spec);
        ASSERT_FALSE(after);
        EXPECT_EQ(after.error().code, ErrorCode::ResourceExhausted) << after.error().message;
        spec = smallSpec(LossKind::MeanSquaredError, true);
        spec.before.insert(spec.before.begin(), DenseLayerSpec{outputs, Activation::Tanh});
        EXPECT_FALSE(Model::compile(spec));
    }
}

TEST(Model, JsonThatIsNestedDeeplyIsRefused) {
    const std::string deep = std::string(300'000, '[') + std::string(300'000, ']');
    EXPECT_FALSE(readModelSpecJson(deep));
    EXPECT_FALSE(readModelSpecJson(R"({"format": "qstore-model", "version": 1, "circuit": )" + deep + "}"));
}

TEST(Model, RefusesWhatDoesNotFitTogether) {
    const auto error = [](const ModelSpec& spec) {
        const auto model = Model::compile(spec);
        EXPECT_FALSE(model);
        return model ? std::string() : model.error().message;
    };
    ModelSpec spec = smallSpec(LossKind::CrossEntropy, false);
    spec.features = {"a", "c"};
    EXPECT_NE(error(spec).find("\"b\""), std::string::npos);
    spec = smallSpec(LossKind::CrossEntropy, false);
    spec.after.back().outputs = 2;
    EXPECT_NE(error(spec).find("needs 3"), std::string::npos);
    spec = smallSpec(LossKind::CrossEntropy, true);
    spec.before.back().outputs = 5;
    EXPECT_NE(error(spec).find("2 inputs"), std::string::npos);
    spec = smallSpec(LossKind::BinaryCrossEntropy, false);
    spec.classes.push_back("maybe");
    EXPECT_NE(error(spec).find("two classes"), std::string::npos);

    const auto model = compiled(smallSpec(LossKind::CrossEntropy, false));
    FeatureMatrix data = smallData(3, 3);
    const auto weights = model->initialWeights(0);
    data.names = {"b", "a"};
    EXPECT_EQ(model->forward(weights, data, rowsUpTo(3)).error().code, ErrorCode::InvalidArgument);
    data = smallData(3, 3);
    data.targets[1] = 7;
    EXPECT_NE(model->loss(weights, data, rowsUpTo(3)).error().message.find("target 7"), std::string::npos);
    EXPECT_FALSE(model->forward(std::vector<double>{1.0}, smallData(3, 3), rowsUpTo(3)));
}

}  // namespace
}  // namespace qstore
