// SPDX-License-Identifier: Apache-2.0
#include "core/backends/training_cost.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/circuit/qasm.h"
#include "core/simulation/shot_estimator.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

/// Two columns and two weights; the second weight turns a controlled rotation, whose rule has four terms.
constexpr const char* kModel = R"(OPENQASM 3.0;
include "stdgates.inc";
@qstore.role column
input float[64] x0;
@qstore.role column
input float[64] x1;
@qstore.role trainable
input float[64] a;
@qstore.role trainable
input float[64] b;
qubit[2] q;
ry(x0) q[0];
ry(x0 * x1) q[1];
rx(a) q[0];
crz(b) q[0], q[1];
rx(a + x1) q[1];
)";

Circuit model() {
    const auto circuit = readCircuit(kModel, "model", {});
    EXPECT_TRUE(circuit) << circuit.error().message;
    return circuit.value_or(Circuit());
}

TrainingShape shape(std::vector<double> inputs, std::uint64_t rows) {
    TrainingShape shape;
    shape.circuit = model();
    shape.observables = {PauliSum::parse("Z0").value(), PauliSum::parse("X0 X1 + 0.5 Z1").value()};
    shape.rows = rows;
    shape.inputs = std::move(inputs);
    shape.batchSize = rows;
    shape.shots = 100;
    return shape;
}

TrainingTerms terms() {
    TrainingTerms terms;
    terms.provider = "ionq";
    terms.device.name = "qpu.aria-1";
    terms.device.maxCircuits = 10;
    return terms;
}

PriceTable prices() {
    return PriceTable::shipped().value();
}

TEST(TrainingCost, CountsEveryCircuitOfABatchAsIfTheyWereBuilt) {
    // Rows 0 and 2 are equal; rows 1 and 3 differ although x0·x1 is the same.
    const std::vector<double> inputs = {0.1, 0.2, 0.3, 0.4, 0.1, 0.2, 0.4, 0.3};
    const TrainingShape training = shape(inputs, 4);
    const auto cost = trainingCost(training, terms(), prices());
    ASSERT_TRUE(cost) << cost.error().message;

    // By hand: 1 value, 2 terms for each of the two turns by `a`, 4 for the controlled turn by `b`; Z0 and
    // Z1 are read together, X0 X1 on its own.
    EXPECT_EQ(cost->evaluationsPerRow, 1U + 2 + 4 + 2);
    EXPECT_EQ(cost->settings, 2U);
    EXPECT_TRUE(cost->exact) << cost->counting;

    // And by building all of them, with the shifts of Wierichs et al. and any values of the weights.
    const Circuit flat = training.circuit.flattened();
    std::set<std::string> contents;
    std::uint64_t built = 0;
    for (std::size_t row = 0; row < 4; ++row) {
        const auto build = [&](std::size_t operation, double shift) {
            CircuitParts parts = flat.parts();
            if (shift != 0.0) {
                Angle& angle = parts.operations[operation].angles[0];
                angle = angle + Angle(shift);
            }
            const auto bound = Circuit::of(parts).bound(
                {{"x0", inputs[2 * row]}, {"x1", inputs[2 * row + 1]}, {"a", 0.317}, {"b", -1.234}});
            contents.insert(bound->contentHash());
            ++built;
        };
        build(0, 0.0);
        for (const std::size_t operation : {std::size_t{2}, std::size_t{4}})
            for (const double shift : {1.5708, -1.5708}) build(operation, shift);
        for (const double shift : {1.5708, -1.5708, 4.7124, -4.7124}) build(3, shift);
    }
    EXPECT_EQ(built, 36U);
    EXPECT_EQ(cost->circuits, contents.size() * 2);
    EXPECT_EQ(cost->merged, (built - contents.size()) * 2);
    EXPECT_EQ(cost->shots, built * 2 * 100) << "a merged circuit is run for all who ask for it";
}

TEST(TrainingCost, SettingsAreThoseOfTheShotEstimator) {
    const TrainingShape training = shape({}, 4);
    const auto estimator = ShotEstimator::compile(training.circuit, training.observables, 100, 1);
    ASSERT_TRUE(estimator) << estimator.error().message;
    EXPECT_EQ(trainingCost(training, terms(), prices())->settings, (*estimator)->settings());
    TrainingShape alone = training;
    alone.grouping = false;
    EXPECT_EQ(trainingCost(alone, terms(), prices())->settings, 3U) << "Z0, Z1 and X0 X1";
}

TEST(TrainingCost, AWorkedExampleInMoney) {
    // One qubit, rx(w), Z: one evaluation and two shifts, one row that all rows share. Two epochs of 5 rows
    // in batches of 2: 3 steps each. Every step is 3 circuits of one gate in one job; where two rows share
    // them with 20,000 shots, 0.000220 · 3 · 20,000 = 13.20, else 6.60, below the 12.4166 of a job.
    // 4 · 13.20 + 2 · 12.4166 = 77.6332 USD.
    const auto circuit = readCircuit(
        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n@qstore.role trainable\ninput float[64] w;\nqubit[1] "
        "q;\n"
        "rx(w) q[0];\n",
        "test", {});
    ASSERT_TRUE(circuit) << circuit.error().message;
    TrainingShape training;
    training.circuit = *circuit;
    training.observables = {PauliSum::z(0)};
    training.rows = 5;
    training.batchSize = 2;
    training.epochs = 2;
    training.shots = 10'000;
    TrainingTerms where = terms();
    where.device.queueSeconds = 60.0;
    where.times = ExecutionTimes{1e-3, 1e-4, 1e-3};
    const auto cost = trainingCost(training, where, prices());
    ASSERT_TRUE(cost) << cost.error().message;
    EXPECT_EQ(cost->steps, 6U);
    EXPECT_EQ(cost->circuits, 18U);
    EXPECT_EQ(cost->merged, 12U) << "of 30 only 18 are run: all rows share their circuits";
    EXPECT_EQ(cost->jobs, 6U);
    EXPECT_EQ(cost->oneQubitGateShots, 300'000U);
    EXPECT_NEAR(*cost->usd, 4 * 13.20 + 2 * 12.4166, 1e-9);
    EXPECT_NEAR(*cost->atMostUsd, 4 * 13.20 + 2 * 6.60 + 6 * 3 * 12.4166, 1e-9);
    EXPECT_NEAR(*cost->queueSeconds, 360.0, 1e-9);
    EXPECT_NEAR(*cost->executionSeconds, 30 * 10'000 * (1e-3 + 1e-4), 1e-6);
    ASSERT_EQ(cost->epochs.size(), 2U);
    EXPECT_NEAR(*cost->epochs[0].usd, 2 * 13.20 + 12.4166, 1e-9);
    EXPECT_NEAR(*cost->epochs[1].totalUsd, *cost->usd, 1e-9);
    EXPECT_EQ(cost->firstJob.date, "2025-02-26");
}

TEST(TrainingCost, MethodsNeedWhatTheyAreKnownFor) {
    TrainingShape training = shape({}, 4);
    training.method = SampledGradient::Spsa;
    training.directions = 3;
    EXPECT_EQ(trainingCost(training, terms(), prices())->evaluationsPerRow, 1U + 2 * 3);
    training.method = SampledGradient::FiniteDifference;
    EXPECT_EQ(trainingCost(training, terms(), prices())->evaluationsPerRow, 1U + 4 * 2);
    for (const char* name : {"parameter-shift", "spsa", "finite-difference"})
        EXPECT_EQ(sampledGradientName(*findSampledGradient(name)), name);
}

TEST(TrainingCost, BoundsAreSaidToBeOnes) {
    EXPECT_FALSE(trainingCost(shape({}, 4), terms(), prices())->exact);
    // Two equal rows may or may not meet in a batch of two.
    TrainingShape batches = shape({0.1, 0.2, 0.3, 0.4, 0.1, 0.2, 0.4, 0.3}, 4);
    batches.batchSize = 2;
    const auto cost = trainingCost(batches, terms(), prices());
    EXPECT_FALSE(cost->exact);
    EXPECT_EQ(cost->circuits, 4U * 9 * 2);
    EXPECT_THAT(cost->counting, HasSubstr("upper bound"));
    TrainingShape different = shape({0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}, 4);
    different.batchSize = 2;
    EXPECT_TRUE(trainingCost(different, terms(), prices())->exact);
    different.evaluationRows = 7;
    const auto more = trainingCost(different, terms(), prices());
    EXPECT_FALSE(more->exact);
    EXPECT_EQ(more->circuits, (4U * 9 + 7) * 2);
}

TEST(TrainingCost, WithTheOrderOfTheRowsItIsKnownWhichMeet) {
    // Rows 0 and 2 are equal. Epoch 0 has them in one batch: jobs of their own, as their shots differ.
    TrainingShape batches = shape({0.1, 0.2, 0.3, 0.4, 0.1, 0.2, 0.4, 0.3}, 4);
    batches.batchSize = 2;
    batches.epochs = 2;
    batches.order = [](std::uint64_t epoch) {
        return epoch == 0 ? std::vector<std::size_t>{2, 0, 1, 3} : std::vector<std::size_t>{0, 1, 2, 3};
    };
    TrainingTerms where = terms();
    where.device.maxCircuits = 1000;
    const auto cost = trainingCost(batches, where, prices());
    ASSERT_TRUE(cost) << cost.error().message;
    EXPECT_TRUE(cost->exact) << cost->counting;
    EXPECT_EQ(cost->epochs.at(0).circuits, (1U + 2) * 9 * 2);
    EXPECT_EQ(cost->epochs.at(1).circuits, 4U * 9 * 2);
    EXPECT_EQ(cost->merged, 9U * 2);
    EXPECT_EQ(cost->jobs, 4U);
    EXPECT_EQ(cost->shots, 8U * 9 * 2 * 100);
    // All rows at once: the pair in a job of its own, beside one for the others.
    batches.order = nullptr;
    batches.batchSize = 4;
    EXPECT_EQ(trainingCost(batches, where, prices())->jobs, 2U * 2);
    // A device that takes no more than 150 shots cannot add up those of two rows.
    where.device.maxShots = 150;
    EXPECT_EQ(trainingCost(batches, where, prices())->merged, 0U);
}

TEST(TrainingCost, PartsAndLossesAreBatchesOfTheirOwn) {
    TrainingShape training = shape({0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}, 4);
    TrainingTerms where = terms();
    where.device.maxCircuits = 1000;
    training.epochs = 2;
    training.startParts = {{4, training.inputs}, {2, {0.1, 0.2, 0.1, 0.2}}};
    training.epochParts = {{2, {0.1, 0.2, 0.1, 0.2}}};
    training.finalParts = {{3, {}}};
    const auto cost = trainingCost(training, where, prices());
    ASSERT_TRUE(cost) << cost.error().message;
    EXPECT_EQ(cost->epochs.at(0).circuits, (4U + 1 + 36 + 1) * 2);
    EXPECT_EQ(cost->epochs.at(1).circuits, (36U + 1 + 3) * 2);
    EXPECT_EQ(cost->epochs.at(0).jobs, 4U);
    EXPECT_EQ(cost->epochs.at(1).jobs, 3U);
    EXPECT_FALSE(cost->exact);
    training.finalParts.clear();
    EXPECT_TRUE(trainingCost(training, where, prices())->exact);
    training.startParts.clear();
    training.epochParts.clear();
    training.losses = LossQuestions{3, 0, 0};
    EXPECT_EQ(trainingCost(training, where, prices())->circuits, 2U * 3 * 4 * 2);
    EXPECT_EQ(trainingCost(training, where, prices())->jobs, 2U * 3);
    training.losses = LossQuestions{0, 5, 25};
    training.batchSize = 1;
    const auto whole = trainingCost(training, where, prices());
    EXPECT_EQ(whole->steps, 10U);
    EXPECT_EQ(whole->jobs, 50U);
    EXPECT_EQ(whole->circuits, 50U * 4 * 2);
    // In pieces of three rows.
    training.mostRowsTogether = 3;
    EXPECT_EQ(trainingCost(training, where, prices())->jobs, 100U);
    training.startParts = {{4, {0.1}}};
    EXPECT_EQ(trainingCost(training, where, prices()).error().code, ErrorCode::InvalidArgument);
}

TEST(TrainingCost, JobsKeepToTheLimits) {
    TrainingShape training = shape({0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}, 4);
    TrainingTerms where = terms();
    // 72 circuits, ten a job, settings packed one after the other.
    EXPECT_EQ(trainingCost(training, where, prices())->jobs, 8U);
    // 5 gates a circuit, and two turns of the basis for X0 X1: 36 · 5 + 36 · 7 gates, at most 20 a job.
    where.device.maxCircuits = 1000;
    where.device.maxGatesPerJob = 20;
    EXPECT_EQ(trainingCost(training, where, prices())->jobs, 36 / 4 + 36 / 2);
    where.device.maxGatesPerJob = 6;
    EXPECT_EQ(trainingCost(training, where, prices()).error().code, ErrorCode::Unsupported);
    where = terms();
    where.device.maxCircuits = 0;
    EXPECT_EQ(trainingCost(training, where, prices())->jobs, 72U) << "not told: one circuit a job";
    where.concurrentJobs = 10;
    where.device.queueSeconds = 10.0;
    EXPECT_NEAR(*trainingCost(training, where, prices())->queueSeconds, 80.0, 1e-9);
}

TEST(TrainingCost, TheProvidersEstimateWinsAndIsAskedOnceForEachKindOfJob) {
    TrainingTerms where = terms();
    int asked = 0;
    where.estimate = [&](const JobWork& work) {
        ++asked;
        ProviderEstimate estimate;
        estimate.costUsd = 0.5 * static_cast<double>(work.circuits);
        return std::optional<ProviderEstimate>(estimate);
    };
    TrainingShape training = shape({}, 4);
    training.epochs = 3;
    // 72 circuits a step, ten a job: 30 + 6 with 4 of the next setting + 30 + 2 are four kinds.
    const auto cost = trainingCost(training, where, prices());
    ASSERT_TRUE(cost) << cost.error().message;
    EXPECT_NEAR(*cost->usd, 3 * 72 * 0.5, 1e-9);
    EXPECT_TRUE(cost->firstJob.fromProvider);
    EXPECT_EQ(asked, 4);
}

TEST(TrainingCost, UnknownPricesStayUnknown) {
    TrainingTerms where = terms();
    where.device.name = "qpu.tempo-9";
    const auto cost = trainingCost(shape({}, 4), where, prices());
    ASSERT_TRUE(cost);
    EXPECT_FALSE(cost->usd);
    EXPECT_FALSE(cost->epochs.at(0).usd);
    EXPECT_FALSE(cost->queueSeconds);
    EXPECT_THAT(cost->firstJob.reason, HasSubstr("qpu.tempo-9"));
}

TEST(TrainingCost, WhatCannotBeCountedIsRefused) {
    const auto code = [](const TrainingShape& training) {
        return trainingCost(training, terms(), prices()).error().code;
    };
    TrainingShape none = shape({}, 4);
    none.epochs = 0;
    EXPECT_EQ(code(none), ErrorCode::InvalidArgument);
    EXPECT_EQ(code(shape({0.1, 0.2, 0.3}, 4)), ErrorCode::InvalidArgument);
    TrainingShape blind = shape({}, 4);
    blind.observables = {PauliSum::parse("I").value()};
    EXPECT_EQ(code(blind), ErrorCode::InvalidArgument);
    TrainingShape huge = shape({}, std::uint64_t{1} << 40U);
    huge.shots = std::uint64_t{1} << 40U;
    EXPECT_EQ(code(huge), ErrorCode::ResourceExhausted);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(trainingCost(shape({0.1, 0.2}, 1), terms(), prices(), {stop.get_token(), {}}).error().code,
              ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
