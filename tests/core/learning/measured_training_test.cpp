// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "core/data/samples.h"
#include "core/learning/measured_machine.h"
#include "core/learning/trainer.h"
#include "tests/core/gradients/exact_machine.h"
#include "tests/core/learning/model_fixture.h"

namespace qstore {
namespace {

/// Keeps what a training tells.
struct Kept final : TrainingSink {
    std::vector<EpochMetrics> epochs;
    std::vector<Checkpoint> checkpoints;
    Status epochFinished(const EpochMetrics& metrics) override {
        epochs.push_back(metrics);
        return {};
    }
    Status checkpoint(const Checkpoint& checkpoint) override {
        checkpoints.push_back(checkpoint);
        return {};
    }
};

PreparedData data() {
    // The recipe is of no matter here, but there must be one.
    const Table table = *loadSample("iris");
    Recipe recipe;
    recipe.columns[table.columns().back().name].role = ColumnRole::Target;
    PreparedData data = *prepareData(table, recipe);
    data.train = smallData(9, 2);
    data.validation = smallData(4, 2);
    return data;
}

TrainConfig config() {
    TrainConfig config;
    config.epochs = 2;
    config.batchSize = 4;
    config.gradient = GradientMethod::ParameterShift;
    config.machine.backend = "exact";
    config.machine.shots = 100;
    return config;
}

std::shared_ptr<const Model> measuredModel(const std::shared_ptr<const BatchEstimator>& machine) {
    return *Model::compile(smallSpec(LossKind::BinaryCrossEntropy, true), nullptr,
                           std::make_shared<MeasuredMachine>("exact", machine));
}

TEST(MeasuredTraining, WithoutNoiseItIsTheComputedOne) {
    const auto machine = std::make_shared<ExactMachine>();
    Kept measured, computed;
    const auto there = train(*measuredModel(machine), data(), config(), measured);
    ASSERT_TRUE(there) << there.error().message;
    TrainConfig local = config();
    local.machine = {};
    local.gradient = GradientMethod::Adjoint;
    const auto here =
        train(*compiled(smallSpec(LossKind::BinaryCrossEntropy, true)), data(), local, computed);
    ASSERT_TRUE(here);
    ASSERT_EQ(there->last.weights.size(), here->last.weights.size());
    for (std::size_t i = 0; i < here->last.weights.size(); ++i)
        EXPECT_NEAR(there->last.weights[i], here->last.weights[i], 1e-8) << i;
    for (std::size_t epoch = 0; epoch < computed.epochs.size(); ++epoch) {
        EXPECT_NEAR(measured.epochs[epoch].train.loss, computed.epochs[epoch].train.loss, 1e-9);
        EXPECT_NEAR(measured.epochs[epoch].validation.loss, computed.epochs[epoch].validation.loss, 1e-9);
    }
    // The start (training and validation rows), three steps an epoch, each epoch's validation.
    std::vector<std::string> purposes;
    for (const auto& question : machine->asked) purposes.push_back(question.purpose);
    EXPECT_EQ(purposes, (std::vector<std::string>{"start, batch 1", "start, batch 2",
                                                  "epoch 1, step 1, batch 1", "epoch 1, step 2, batch 1",
                                                  "epoch 1, step 3, batch 1", "epoch 1, end, batch 1",
                                                  "epoch 2, step 1, batch 1", "epoch 2, step 2, batch 1",
                                                  "epoch 2, step 3, batch 1", "epoch 2, end, batch 1"}));
}

TEST(MeasuredTraining, AfterAFailureItAsksWhereItStopped) {
    const auto whole = std::make_shared<ExactMachine>();
    Kept undisturbed;
    const auto wanted = train(*measuredModel(whole), data(), config(), undisturbed);
    ASSERT_TRUE(wanted);
    for (std::size_t patience = 3; patience < whole->asked.size(); ++patience) {
        const auto first = std::make_shared<ExactMachine>();
        first->patience = patience;
        Kept kept;
        const auto broken = train(*measuredModel(first), data(), config(), kept);
        ASSERT_FALSE(broken);
        EXPECT_EQ(broken.error().code, ErrorCode::Busy);
        ASSERT_FALSE(kept.checkpoints.empty());
        const auto second = std::make_shared<ExactMachine>();
        const Checkpoint last = *Checkpoint::fromBytes(kept.checkpoints.back().toBytes());
        const auto resumed = train(*measuredModel(second), data(), config(), kept, &last);
        ASSERT_TRUE(resumed) << resumed.error().message;
        EXPECT_EQ(resumed->last.weights, wanted->last.weights);
        EXPECT_EQ(resumed->weights, wanted->weights);
        // What failed is asked by the same name again, and nothing that was answered.
        ASSERT_FALSE(second->asked.empty());
        EXPECT_EQ(second->asked.back(), whole->asked.back());
        std::vector<ExactMachine::Question> rest(
            whole->asked.end() - static_cast<std::ptrdiff_t>(second->asked.size()), whole->asked.end());
        EXPECT_EQ(second->asked, rest);
        EXPECT_EQ(first->asked.size() + second->asked.size(), whole->asked.size());
    }
}

/// Is asked to stop in the middle of one question, as by Ctrl+C while a job waits in a queue.
class StoppedMachine final : public BatchEstimator {
public:
    StoppedMachine(std::size_t question, std::stop_source stop)
        : m_question(question), m_stop(std::move(stop)) {}
    Result<BatchExpectations> expectations(std::span<const Circuit> circuits,
                                           const std::vector<PauliSum>& observables, std::uint64_t shots,
                                           const std::string& purpose,
                                           const RunControl& control) const override {
        if (exact.asked.size() == m_question) m_stop.request_stop();
        if (control.stop.stop_requested()) return fail(ErrorCode::Cancelled, "stopped");
        return exact.expectations(circuits, observables, shots, purpose, control);
    }
    ExactMachine exact;

private:
    std::size_t m_question;
    mutable std::stop_source m_stop;
};

TEST(MeasuredTraining, IsStoppedAtAnyQuestionAndGoesOnBitEqual) {
    const auto whole = std::make_shared<ExactMachine>();
    Kept undisturbed;
    const auto wanted = train(*measuredModel(whole), data(), config(), undisturbed);
    ASSERT_TRUE(wanted);
    for (std::size_t question = 2; question < whole->asked.size(); ++question) {
        SCOPED_TRACE(whole->asked[question].purpose);
        std::stop_source stop;
        const auto first = std::make_shared<StoppedMachine>(question, stop);
        Kept kept;
        RunControl control;
        control.stop = stop.get_token();
        const auto stopped = train(*measuredModel(first), data(), config(), kept, nullptr, control);
        ASSERT_TRUE(stopped) << stopped.error().message;
        EXPECT_EQ(stopped->end, TrainingEnd::Cancelled);
        EXPECT_EQ(first->exact.asked.size(), question) << "an epoch's end is waited for";
        const Checkpoint last = *Checkpoint::fromBytes(kept.checkpoints.back().toBytes());
        EXPECT_EQ(last.toBytes(), stopped->last.toBytes());
        // Asked to stop again before it could go on: it is where it was.
        Kept nothing;
        const auto again = train(*measuredModel(first), data(), config(), nothing, &last, control);
        ASSERT_TRUE(again) << again.error().message;
        EXPECT_EQ(again->last.toBytes(), last.toBytes());
        const auto second = std::make_shared<ExactMachine>();
        const auto resumed = train(*measuredModel(second), data(), config(), kept, &last);
        ASSERT_TRUE(resumed) << resumed.error().message;
        EXPECT_EQ(resumed->last.toBytes(), wanted->last.toBytes());
        EXPECT_EQ(question + second->asked.size(), whole->asked.size()) << "nothing is asked twice";
    }
}

TEST(MeasuredTraining, ShotsGrowUntilTheGradientStandsOut) {
    const auto machine = std::make_shared<ExactMachine>();
    machine->standardError = 0.5;
    TrainConfig adaptive = config();
    adaptive.machine.mostShots = 5000;
    Kept kept;
    const auto result = train(*measuredModel(machine), data(), adaptive, kept);
    ASSERT_TRUE(result) << result.error().message;
    std::vector<std::uint64_t> shots;
    for (const auto& question : machine->asked)
        if (question.purpose.find("step") != std::string::npos) shots.push_back(question.shots);
    ASSERT_EQ(shots.size(), 6U);
    EXPECT_EQ(shots[0], 100U);
    for (const std::uint64_t value : shots) {
        EXPECT_GE(value, 100U);
        EXPECT_LE(value, 5000U);
    }
    EXPECT_GT(shots[1], 100U) << "noise of 0.5 drowns the gradient";
    EXPECT_GT(kept.epochs[1].gradientError, 0.0);
    EXPECT_GT(kept.epochs[1].lossError, 0.0);
    EXPECT_EQ(kept.epochs[0].shots, 0U);
    EXPECT_GE(kept.epochs[2].shots, 100U);
}

TEST(MeasuredTraining, WhatNeedsTheStateIsRefused) {
    const auto machine = std::make_shared<ExactMachine>();
    const auto model = measuredModel(machine);
    TrainConfig adjoint = config();
    adjoint.gradient = GradientMethod::Adjoint;
    const Status refused = checkTraining(*model, data(), adjoint);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("adjoint"), std::string::npos);
    EXPECT_NE(refused.error().hint.find("parameter-shift"), std::string::npos);
    TrainConfig natural = config();
    natural.optimizer.kind = OptimizerKind::NaturalGradient;
    EXPECT_FALSE(checkTraining(*model, data(), natural));
    // A configuration and a model that disagree about the machine.
    TrainConfig local = config();
    local.machine = {};
    EXPECT_FALSE(checkTraining(*model, data(), local));
    EXPECT_FALSE(checkTraining(*compiled(smallSpec(LossKind::BinaryCrossEntropy, true)), data(), config()));
    EXPECT_TRUE(machine->asked.empty());
}

TEST(MeasuredTraining, TheSpsaOptimizerNeedsThreeBatchesAStep) {
    const auto machine = std::make_shared<ExactMachine>();
    TrainConfig spsa = config();
    spsa.optimizer.kind = OptimizerKind::Spsa;
    spsa.epochs = 1;
    Kept kept;
    ASSERT_TRUE(train(*measuredModel(machine), data(), spsa, kept));
    std::size_t inSteps = 0;
    for (const auto& question : machine->asked)
        if (question.purpose.find("step") != std::string::npos) ++inSteps;
    EXPECT_EQ(inSteps, 9U);
}

}  // namespace
}  // namespace qstore
