// SPDX-License-Identifier: Apache-2.0
#include "core/learning/trainer.h"

#include <gmock/gmock.h>

#include <cmath>
#include <optional>

#include "core/base/parallel.h"
#include "core/data/samples.h"
#include "core/simulation/simd.h"
#include "tests/core/learning/model_fixture.h"

namespace qstore {
namespace {

/// Keeps what it is told; stops after a number of batches or checkpoints when asked to.
class Recorder final : public TrainingSink {
public:
    Status epochFinished(const EpochMetrics& metrics) override {
        epochs.push_back(metrics);
        return {};
    }
    Status checkpoint(const Checkpoint& point) override {
        checkpoints.push_back(point);
        if (failAt > 0 && checkpoints.size() == failAt) return fail(ErrorCode::Io, "disk full");
        return {};
    }
    void batchFinished(std::size_t, std::size_t, std::size_t, double) override {
        ++batches;
        if (batches == stopAfter) stop.request_stop();
    }
    std::vector<EpochMetrics> epochs;
    std::vector<Checkpoint> checkpoints;
    std::size_t batches = 0, stopAfter = 0, failAt = 0;
    std::stop_source stop;
};

struct Setting {
    std::shared_ptr<const Model> model;
    PreparedData data;
};

/// Iris with a few rows, so that a whole training takes milliseconds.
Setting smallTraining(bool squaredError = false) {
    const auto table = loadSample("iris");
    EXPECT_TRUE(table);
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < table->rows(); row += 3) rows.push_back(row);
    Recipe recipe;
    recipe.columns[table->columns().back().name].role = ColumnRole::Target;
    const Table small = table->selectRows(rows);
    auto choice = modelForTemplate(small, recipe, "angle", "strongly-entangling", 1);
    EXPECT_TRUE(choice) << choice.error().message;
    if (squaredError) choice->spec.loss = LossKind::MeanSquaredError;
    auto data = prepareData(small, choice->recipe);
    EXPECT_TRUE(data);
    return {compiled(choice->spec), *data};
}

TrainConfig shortConfig(OptimizerKind kind) {
    TrainConfig config;
    config.optimizer.kind = kind;
    config.optimizer.learningRate = kind == OptimizerKind::Cobyla ? 0.5 : 0.05;
    config.optimizer.schedule = Schedule::Exponential;
    config.epochs = kind == OptimizerKind::Cobyla || kind == OptimizerKind::Rotosolve ? 2 : 3;
    config.batchSize = 8;
    config.checkpointSeconds = 0;
    config.seed = 17;
    return config;
}

/// All that must not depend on interruptions.
void expectSame(const TrainingResult& a, const TrainingResult& b) {
    EXPECT_EQ(a.weights, b.weights);
    EXPECT_EQ(a.last.weights, b.last.weights);
    EXPECT_EQ(a.history, b.history);
    EXPECT_EQ(a.bestEpoch, b.bestEpoch);
    EXPECT_EQ(a.gradients, b.gradients);
    EXPECT_EQ(a.last.toBytes(), b.last.toBytes());
}

class EveryOptimizer : public ::testing::TestWithParam<OptimizerKind> {};

TEST_P(EveryOptimizer, ResumesBitEqualFromEveryCheckpoint) {
    const Setting setting = smallTraining(GetParam() == OptimizerKind::Rotosolve);
    const TrainConfig config = shortConfig(GetParam());
    Recorder whole;
    const auto uninterrupted = train(*setting.model, setting.data, config, whole);
    ASSERT_TRUE(uninterrupted) << uninterrupted.error().message;
    EXPECT_EQ(uninterrupted->end, TrainingEnd::Finished);
    EXPECT_EQ(uninterrupted->epochs, config.epochs);
    EXPECT_LT(uninterrupted->history.back().train.loss, uninterrupted->history.front().train.loss);
    ASSERT_EQ(whole.checkpoints.size(), whole.batches + 1) << "one at the start, one after each step";
    // Through bytes, as the workspace keeps them.
    for (std::size_t at = 0; at < whole.checkpoints.size(); ++at) {
        const auto point = Checkpoint::fromBytes(whole.checkpoints[at].toBytes());
        ASSERT_TRUE(point);
        Recorder rest;
        const auto resumed = train(*setting.model, setting.data, config, rest, &*point);
        ASSERT_TRUE(resumed) << at << ": " << resumed.error().message;
        expectSame(*resumed, *uninterrupted);
        EXPECT_EQ(rest.batches, whole.batches - at);
        if (HasFailure()) FAIL() << "resumed from checkpoint " << at;
    }
}

TEST_P(EveryOptimizer, IsCancelledCleanlyAndGoesOnBitEqual) {
    const Setting setting = smallTraining(GetParam() == OptimizerKind::Rotosolve);
    TrainConfig config = shortConfig(GetParam());
    config.checkpointSeconds = 1000;
    Recorder whole;
    const auto uninterrupted = train(*setting.model, setting.data, config, whole);
    ASSERT_TRUE(uninterrupted);
    Recorder stopped;
    stopped.stopAfter = 5;
    RunControl control;
    control.stop = stopped.stop.get_token();
    const auto first = train(*setting.model, setting.data, config, stopped, nullptr, control);
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->end, TrainingEnd::Cancelled);
    EXPECT_EQ(stopped.batches, 5U);
    ASSERT_FALSE(stopped.checkpoints.empty());
    EXPECT_EQ(stopped.checkpoints.back().toBytes(), first->last.toBytes());
    Recorder rest;
    const auto second = train(*setting.model, setting.data, config, rest, &first->last);
    ASSERT_TRUE(second);
    expectSame(*second, *uninterrupted);
}

INSTANTIATE_TEST_SUITE_P(Trainer, EveryOptimizer, ::testing::ValuesIn(allOptimizers()),
                         [](const auto& kind) {
                             std::string name(optimizerName(kind.param));
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

/// Restores the machine's best instruction set.
struct SimdGuard {
    ~SimdGuard() { EXPECT_TRUE(useSimdTarget(simdTargets().front())); }
};

// Rounding alone differs between vector widths, and training does not blow it up.
TEST(Trainer, EndsAtTheSameWeightsOnEveryInstructionSet) {
    const SimdGuard guard;
    TrainConfig config = shortConfig(OptimizerKind::Adam);
    config.epochs = 30;
    std::optional<TrainingResult> first;
    for (const std::string& target : simdTargets()) {
        ASSERT_TRUE(useSimdTarget(target));
        const Setting setting = smallTraining();
        Recorder recorder;
        const auto result = train(*setting.model, setting.data, config, recorder);
        ASSERT_TRUE(result) << target;
        if (!first) first = *result;
        ASSERT_EQ(result->weights.size(), first->weights.size());
        for (std::size_t i = 0; i < first->weights.size(); ++i)
            EXPECT_NEAR(result->weights[i], first->weights[i], 1e-9) << target << ", weight " << i;
    }
}

TEST(Trainer, IsDeterministicWhateverTheThreadsAndCheckpoints) {
    const Setting setting = smallTraining();
    TrainConfig config = shortConfig(OptimizerKind::Adam);
    Recorder one, two;
    setThreadCount(1);
    const auto first = train(*setting.model, setting.data, config, one);
    setThreadCount(3);
    config.checkpointSeconds = 1000;
    const auto second = train(*setting.model, setting.data, config, two);
    setThreadCount(0);
    ASSERT_TRUE(first && second);
    expectSame(*first, *second);
    config.seed = 18;
    Recorder three;
    const auto other = train(*setting.model, setting.data, config, three);
    ASSERT_TRUE(other);
    EXPECT_NE(other->weights, first->weights);
}

TEST(Trainer, TellsTheSinkEveryEpochInOrder) {
    const Setting setting = smallTraining();
    Recorder recorder;
    const auto result = train(*setting.model, setting.data, shortConfig(OptimizerKind::Adam), recorder);
    ASSERT_TRUE(result);
    EXPECT_EQ(recorder.epochs, result->history);
    ASSERT_EQ(recorder.epochs.size(), 4U);
    for (std::size_t epoch = 0; epoch < 4; ++epoch) EXPECT_EQ(recorder.epochs[epoch].epoch, epoch);
    EXPECT_EQ(recorder.epochs[0].gradientNorm, 0.0);
    EXPECT_GT(recorder.epochs[1].gradientNorm, 0.0);
    EXPECT_EQ(recorder.epochs[1].train.rows, setting.data.train.rows);
    EXPECT_EQ(result->gradients, 3 * setting.data.train.rows);
    EXPECT_EQ(
        recorder.epochs[0].train.loss,
        setting.model
            ->loss(setting.model->initialWeights(17), setting.data.train, rowsUpTo(setting.data.train.rows))
            ->loss);
}

TEST(Trainer, StopsEarlyAndKeepsTheBestWeights) {
    const Setting setting = smallTraining();
    TrainConfig config = shortConfig(OptimizerKind::Adam);
    config.optimizer.learningRate = 0.8;  // too fast: the validation loss soon rises
    config.epochs = 200;
    config.patience = 4;
    Recorder recorder;
    const auto result = train(*setting.model, setting.data, config, recorder);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->end, TrainingEnd::StoppedEarly);
    EXPECT_LT(result->epochs, 200U);
    EXPECT_EQ(result->epochs, result->bestEpoch + 4);
    double best = 1e9;
    for (const EpochMetrics& metrics : result->history) best = std::min(best, metrics.validation.loss);
    EXPECT_NEAR(result->history[result->bestEpoch].validation.loss, best, config.minimumImprovement);
    const auto loss = setting.model->loss(result->weights, setting.data.validation,
                                          rowsUpTo(setting.data.validation.rows));
    EXPECT_EQ(loss->loss, result->history[result->bestEpoch].validation.loss);
    Recorder again;
    const auto resumed = train(*setting.model, setting.data, config, again, &result->last);
    ASSERT_TRUE(resumed);
    EXPECT_EQ(resumed->end, TrainingEnd::StoppedEarly);
    EXPECT_EQ(again.batches, 0U);
}

TEST(Trainer, WithoutValidationRowsTheLastWeightsCount) {
    Setting setting = smallTraining();
    setting.data.validation = FeatureMatrix{setting.data.train.names, {}, 0, {}, {}};
    Recorder recorder;
    TrainConfig config = shortConfig(OptimizerKind::Adam);
    const auto result = train(*setting.model, setting.data, config, recorder);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->weights, result->last.weights);
    EXPECT_EQ(result->bestEpoch, 3U);
    EXPECT_TRUE(std::isnan(result->history.back().validation.loss)) << "not measured is not 0";
    config.patience = 2;
    EXPECT_EQ(train(*setting.model, setting.data, config, recorder).error().code,
              ErrorCode::InvalidArgument);
}

TEST(Trainer, FailsOnALossThatIsNoNumber) {
    Setting setting = smallTraining();
    setting.data.train.values[5] = std::nan("");
    Recorder recorder;
    const auto result = train(*setting.model, setting.data, shortConfig(OptimizerKind::Adam), recorder);
    ASSERT_FALSE(result);
    EXPECT_FALSE(result.error().hint.empty());
    EXPECT_TRUE(recorder.checkpoints.empty());
}

TEST(Trainer, FailsWhenItDiverges) {
    Setting setting = smallTraining(true);
    TrainConfig config = shortConfig(OptimizerKind::Sgd);
    config.optimizer.learningRate = 1e200;
    Recorder recorder;
    const auto result = train(*setting.model, setting.data, config, recorder);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Failed);
    EXPECT_NE(result.error().message.find("epoch 1, step"), std::string::npos) << result.error().message;
    EXPECT_NE(result.error().hint.find("learning rate"), std::string::npos);
}

TEST(Trainer, ABatchOfMoreRowsThanThereAreIsAllOfThem) {
    const Setting setting = smallTraining();
    TrainConfig config = shortConfig(OptimizerKind::Adam);
    config.epochs = 2;
    config.batchSize = setting.data.train.rows;
    Recorder exact, larger;
    const auto wanted = train(*setting.model, setting.data, config, exact);
    config.batchSize = 1'000'000'000;
    const auto all = train(*setting.model, setting.data, config, larger);
    ASSERT_TRUE(wanted && all);
    EXPECT_EQ(larger.batches, 2U);
    EXPECT_EQ(all->weights, wanted->weights);
    // What a caller of the library may pass without the JSON reader's check.
    config.batchSize = std::numeric_limits<std::size_t>::max();
    Recorder none;
    EXPECT_FALSE(train(*setting.model, setting.data, config, none));
}

TEST(Trainer, CountsTheGradientsAndCircuitsThatWereReallyEvaluated) {
    const Setting setting = smallTraining();
    const std::uint64_t rows = setting.data.train.rows;
    const auto trained = [&](OptimizerKind kind, GradientMethod method) {
        TrainConfig config = shortConfig(kind);
        config.gradient = method;
        config.epochs = 2;
        Recorder recorder;
        auto result = train(*setting.model, setting.data, config, recorder);
        EXPECT_TRUE(result) << result.error().message;
        return result.value();
    };
    const auto adam = trained(OptimizerKind::Adam, GradientMethod::Adjoint);
    EXPECT_EQ(adam.gradients, 2 * rows);
    EXPECT_EQ(adam.circuitEvaluations, 2 * rows);
    const auto spsa = trained(OptimizerKind::Spsa, GradientMethod::Adjoint);
    EXPECT_EQ(spsa.gradients, 0U);
    EXPECT_EQ(spsa.circuitEvaluations, 3 * 2 * rows) << "here, above and below";
    const auto cobyla = trained(OptimizerKind::Cobyla, GradientMethod::Adjoint);
    EXPECT_EQ(cobyla.gradients, 0U);
    EXPECT_GT(cobyla.circuitEvaluations, 0U);
    EXPECT_EQ(cobyla.circuitEvaluations % rows, 0U);
    const auto natural = trained(OptimizerKind::NaturalGradient, GradientMethod::Adjoint);
    EXPECT_EQ(natural.gradients, 2 * rows);
    EXPECT_EQ(natural.circuitEvaluations, 2 * 2 * rows) << "the gradient and the metric";
    const auto shifted = trained(OptimizerKind::Adam, GradientMethod::ParameterShift);
    EXPECT_EQ(shifted.gradients, 2 * rows);
    // Strongly entangling, one layer: three rotations a qubit, and four encoded columns, two shifts each.
    const std::uint64_t qubits = setting.model->spec().circuit.qubits();
    EXPECT_EQ(shifted.circuitEvaluations, 2 * rows * (1 + 2 * (3 * qubits + 4)));
}

TEST(Trainer, AFailingSinkEndsTheTraining) {
    const Setting setting = smallTraining();
    Recorder recorder;
    recorder.failAt = 3;
    const auto result = train(*setting.model, setting.data, shortConfig(OptimizerKind::Adam), recorder);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, "disk full");
    EXPECT_EQ(recorder.checkpoints.size(), 3U);
}

TEST(Trainer, RefusesACheckpointOfAnotherModel) {
    const Setting setting = smallTraining();
    Checkpoint foreign;
    foreign.weights = {1.0};
    Recorder recorder;
    const auto result =
        train(*setting.model, setting.data, shortConfig(OptimizerKind::Adam), recorder, &foreign);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::InvalidArgument);
}

TEST(Trainer, RotosolveSaysWhyItIsNotValid) {
    const auto why = [](const ModelSpec& spec) {
        Recorder recorder;
        TrainConfig config = shortConfig(OptimizerKind::Rotosolve);
        Setting setting = smallTraining();
        const auto model = compiled(spec);
        const auto result = train(*model, setting.data, config, recorder);
        EXPECT_FALSE(result);
        return result ? std::string() : result.error().message;
    };
    EXPECT_THAT(why(smallSpec(LossKind::CrossEntropy, false)), ::testing::HasSubstr("cross-entropy"));
    ModelSpec spec = smallSpec(LossKind::MeanSquaredError, true);
    EXPECT_THAT(why(spec), ::testing::HasSubstr("before the circuit"));
    spec = smallSpec(LossKind::MeanSquaredError, false);
    EXPECT_THAT(why(spec), ::testing::HasSubstr("not linear"));
    spec.after = {{1, Activation::Identity}};
    EXPECT_THAT(why(spec), ::testing::HasSubstr("parameter t0"));
}

TEST(Trainer, RotosolveNeverRaisesTheLoss) {
    const Setting setting = smallTraining(true);
    Recorder recorder;
    const auto result =
        train(*setting.model, setting.data, shortConfig(OptimizerKind::Rotosolve), recorder);
    ASSERT_TRUE(result);
    double before = 1e9;
    for (const Checkpoint& point : recorder.checkpoints) {
        const double loss =
            setting.model->loss(point.weights, setting.data.train, rowsUpTo(setting.data.train.rows))->loss;
        EXPECT_LE(loss, before + 1e-12);
        before = loss;
    }
}

}  // namespace
}  // namespace qstore
