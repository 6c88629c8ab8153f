// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/training_shape.h"

#include <gtest/gtest.h>

#include "core/backends/measured_batch.h"
#include "core/backends/remote_runner.h"
#include "core/data/samples.h"
#include "core/learning/measured_machine.h"
#include "tests/core/workspace/tiny_training.h"

namespace qstore {
namespace {

/// A simulator that keeps a bill: every batch is cut into jobs as a machine's would be.
class BilledRunner final : public CircuitRunner {
public:
    explicit BilledRunner(BatchLimits limits) : m_limits(limits) {}
    mutable std::uint64_t circuits = 0, merged = 0, jobs = 0, shots = 0;

    Result<std::vector<CircuitOutcome>> run(const std::vector<Circuit>& asked, std::uint64_t each,
                                            std::uint64_t seed, const std::string& purpose,
                                            const RunControl& control) const override {
        QSTORE_TRY(const BatchPlan plan, planBatch(asked, each, m_limits));
        jobs += plan.jobs.size();
        merged += plan.merged();
        for (const BatchJob& job : plan.jobs) {
            circuits += job.circuits.size();
            shots += job.shots * job.circuits.size();
        }
        return m_runner->run(asked, each, seed, purpose, control);
    }

private:
    BatchLimits m_limits;
    std::shared_ptr<const CircuitRunner> m_runner = makeLocalRunner();
};

DeviceInfo device() {
    DeviceInfo device;
    device.name = "qpu.forte-1";
    device.maxCircuits = 40;
    device.maxShots = 100;  // no more than three rows of 30 shots are added up
    return device;
}

class TrainingShapes : public ScratchTest {
protected:
    /// What is counted beforehand is what a training then asks for.
    void expectTheBillIsTheCount(const ModelChoice& choice, const Table& table, TrainConfig config) const;
};

void TrainingShapes::expectTheBillIsTheCount(const ModelChoice& choice, const Table& table,
                                             TrainConfig config) const {
    config.machine.backend = "billed";
    config.machine.shots = 30;
    if (config.gradient == GradientMethod::Adjoint) config.gradient = GradientMethod::ParameterShift;
    static int number = 0;
    const auto workspace = open(std::to_string(++number) + ".qstore");
    require(workspace->saveDataset("data", table, "test", choice.recipe));
    const PreparedData data = prepareData(table, choice.recipe).value();
    const auto model = Model::compile(choice.spec).value();
    const auto shape = shapeOfTraining(*model, data, config);
    ASSERT_TRUE(shape) << shape.error().message;
    TrainingTerms terms;
    terms.provider = "ionq";
    terms.device = device();
    const auto cost = trainingCost(*shape, terms, PriceTable::shipped().value());
    ASSERT_TRUE(cost) << cost.error().message;

    const auto runner = std::make_shared<BilledRunner>(BatchLimits::of(device()));
    TrainingOrder order{"data", choice, config};
    order.machine = [&](const TrainConfig& used,
                        const std::string&) -> Result<std::shared_ptr<const BatchEstimator>> {
        return makeMeasuredBatch(runner, used.seed);
    };
    const auto session = TrainingSession::start(workspace, order);
    ASSERT_TRUE(session) << session.error().message;
    const auto summary = (*session)->execute(nullptr, {});
    ASSERT_TRUE(summary) << summary.error().message;
    EXPECT_EQ(cost->circuits, runner->circuits);
    EXPECT_EQ(cost->merged, runner->merged);
    EXPECT_EQ(cost->jobs, runner->jobs);
    EXPECT_EQ(cost->shots, runner->shots);
    EXPECT_TRUE(cost->exact || !choice.spec.before.empty()) << cost->counting;
}

TrainConfig config(OptimizerKind kind) {
    TrainConfig config;
    config.epochs = 2;
    config.batchSize = 8;
    config.seed = 5;
    config.optimizer.kind = kind;
    return config;
}

TEST_F(TrainingShapes, IsWhatEachOptimizerAsksFor) {
    expectTheBillIsTheCount(tinyChoice(), tinyTable(), config(OptimizerKind::Adam));
    expectTheBillIsTheCount(tinyChoice(), tinyTable(), config(OptimizerKind::Spsa));
    expectTheBillIsTheCount(tinyChoice(), tinyTable(), config(OptimizerKind::Cobyla));
    TrainConfig perturbed = config(OptimizerKind::Sgd);
    perturbed.gradient = GradientMethod::Spsa;
    expectTheBillIsTheCount(tinyChoice(), tinyTable(), perturbed);
}

TEST_F(TrainingShapes, EqualRowsMeetAsTheyAreShuffled) {
    // Two columns of iris hold the same values many times.
    const Table table = loadSample("iris").value();
    Recipe recipe;
    for (const Column& column : table.columns())
        recipe.columns[column.name].role =
            column.name.rfind("petal", 0) == 0 ? ColumnRole::Feature : ColumnRole::Ignored;
    recipe.columns[table.columns().back().name].role = ColumnRole::Target;
    const ModelChoice choice =
        modelForTemplate(table, recipe, "angle", "strongly-entangling", 1, {}).value();
    TrainConfig one = config(OptimizerKind::Adam);
    one.epochs = 1;
    one.batchSize = 16;
    expectTheBillIsTheCount(choice, table, one);
}

TEST_F(TrainingShapes, LayersBeforeTheCircuitAreDifferentiatedThroughIt) {
    ModelChoice choice = tinyChoice();
    choice.spec.before = {{2, Activation::Tanh}};
    expectTheBillIsTheCount(choice, tinyTable(), config(OptimizerKind::Adam));
}

TEST_F(TrainingShapes, RotosolveTurnsEachWeightOverAllRows) {
    ModelChoice choice = tinyChoice();
    CircuitParts parts = choice.spec.circuit.parts();
    parts.operations[4].angles = {Angle::symbol("b")};
    choice.spec.circuit = Circuit::of(std::move(parts));
    choice.spec.loss = LossKind::MeanSquaredError;
    expectTheBillIsTheCount(choice, tinyTable(), config(OptimizerKind::Rotosolve));
}

TEST_F(TrainingShapes, WhatCannotBeMeasuredIsRefused) {
    const ModelChoice choice = tinyChoice();
    const PreparedData data = prepareData(tinyTable(), choice.recipe).value();
    const auto model = Model::compile(choice.spec).value();
    TrainConfig wrong = config(OptimizerKind::Adam);
    wrong.machine.backend = "local";
    EXPECT_EQ(shapeOfTraining(*model, data, wrong).error().code, ErrorCode::InvalidArgument);
    wrong.gradient = GradientMethod::ParameterShift;
    EXPECT_TRUE(shapeOfTraining(*model, data, wrong));
    wrong.optimizer.kind = OptimizerKind::NaturalGradient;
    EXPECT_FALSE(shapeOfTraining(*model, data, wrong));
}

}  // namespace
}  // namespace qstore
