// SPDX-License-Identifier: Apache-2.0
#include "core/backends/circuit_batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "fake_provider.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<Circuit> batchOf(const std::vector<std::uint64_t>& values) {
    std::vector<Circuit> circuits;
    for (const std::uint64_t value : values) circuits.push_back(showing(value));
    return circuits;
}

BatchLimits wide() {
    BatchLimits limits;
    limits.maxCircuits = 100;
    return limits;
}

/// Askers of every circuit of every job.
std::vector<std::vector<std::vector<std::size_t>>> askersOf(const BatchPlan& plan) {
    std::vector<std::vector<std::vector<std::size_t>>> all;
    for (const BatchJob& job : plan.jobs) {
        all.emplace_back();
        for (const BatchCircuit& circuit : job.circuits) all.back().push_back(circuit.askers);
    }
    return all;
}

using Askers = std::vector<std::size_t>;
using JobAskers = std::vector<Askers>;

TEST(PlanBatch, CutsByCircuitsAndKeepsTheirOrder) {
    BatchLimits limits = wide();
    limits.maxCircuits = 2;
    const auto plan = planBatch(batchOf({1, 2, 3, 4, 5}), 100, limits).value();
    EXPECT_THAT(askersOf(plan), ElementsAre(JobAskers{{0}, {1}}, JobAskers{{2}, {3}}, JobAskers{{4}}));
    EXPECT_EQ(plan.merged(), 0U);
    for (const BatchJob& job : plan.jobs) EXPECT_EQ(job.shots, 100U);
}

TEST(PlanBatch, CutsByGates) {
    BatchLimits limits = wide();
    limits.maxGatesPerJob = 4;
    // 1, 2, 3, 1 and 2 gates.
    const auto plan = planBatch(batchOf({1, 3, 7, 2, 5}), 100, limits).value();
    EXPECT_THAT(askersOf(plan), ElementsAre(JobAskers{{0}, {1}}, JobAskers{{2}, {3}}, JobAskers{{4}}));
    const auto refused = planBatch(batchOf({1, 31}), 100, limits);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::ResourceExhausted);
    EXPECT_THAT(refused.error().message, HasSubstr("circuit 1 of the batch has 5 gates"));
}

TEST(PlanBatch, HalvesWhatIsTooLargeAsABody) {
    BatchLimits limits = wide();
    limits.maxBodyBytes = 35;
    const BodyBytes tenEach = [](const BatchJob& job) -> Result<std::size_t> {
        return 10 * job.circuits.size();
    };
    const auto plan = planBatch(batchOf({1, 2, 3, 4, 5, 6, 7}), 100, limits, tenEach).value();
    EXPECT_THAT(askersOf(plan),
                ElementsAre(JobAskers{{0}, {1}, {2}}, JobAskers{{3}, {4}}, JobAskers{{5}, {6}}));
    limits.maxBodyBytes = 9;
    const auto refused = planBatch(batchOf({1, 2}), 100, limits, tenEach);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(refused.error().message, HasSubstr("10 bytes"));
}

TEST(PlanBatch, MergesEqualCircuitsAndAddsTheirShots) {
    const auto plan = planBatch(batchOf({1, 2, 1, 3, 1, 2}), 100, wide()).value();
    // One is asked for once, one twice, one three times: as many numbers of shots, as many jobs.
    EXPECT_THAT(askersOf(plan), ElementsAre(JobAskers{{3}}, JobAskers{{1, 5}}, JobAskers{{0, 2, 4}}));
    EXPECT_EQ(plan.jobs[0].shots, 100U);
    EXPECT_EQ(plan.jobs[1].shots, 200U);
    EXPECT_EQ(plan.jobs[2].shots, 300U);
    EXPECT_EQ(plan.merged(), 3U);
}

TEST(PlanBatch, MergesNoFurtherThanTheShotsOfADevice) {
    BatchLimits limits = wide();
    limits.maxShots = 250;
    const auto plan = planBatch(batchOf({1, 1, 1, 1, 1}), 100, limits).value();
    EXPECT_THAT(askersOf(plan), ElementsAre(JobAskers{{4}}, JobAskers{{0, 1}, {2, 3}}));
    const auto refused = planBatch(batchOf({1}), 251, limits);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(refused.error().message, HasSubstr("from 1 to 250"));
    EXPECT_FALSE(planBatch(batchOf({1}), 0, limits).has_value());
}

TEST(DealOutcomes, GivesEverybodyTheirOwnInTheirOrder) {
    BatchLimits limits = wide();
    limits.maxCircuits = 2;
    const std::vector<std::uint64_t> values = {5, 9, 5, 33, 9, 5, 1, 2};
    const auto circuits = batchOf(values);
    const auto plan = planBatch(circuits, 50, limits).value();
    std::vector<std::vector<CircuitOutcome>> outcomes;
    for (const BatchJob& job : plan.jobs) {
        JobRequest request;
        request.shots = job.shots;
        for (const BatchCircuit& circuit : job.circuits)
            request.circuits.push_back(circuits[circuit.askers.front()]);
        outcomes.push_back(FakeProvider::runLocally(request));
    }
    const auto dealt = dealOutcomes(plan, outcomes, 3).value();
    ASSERT_EQ(dealt.size(), values.size());
    for (std::size_t index = 0; index < values.size(); ++index) {
        EXPECT_EQ(dealt[index].counts, (Counts{{values[index], 50}}));
        EXPECT_EQ(dealt[index].shots, 50U);
        EXPECT_EQ(dealt[index].probabilities, (std::map<std::uint64_t, double>{{values[index], 1.0}}));
    }
}

/// One merged circuit with these counts, asked for by `askers`.
Result<std::vector<CircuitOutcome>> dealOne(const Counts& counts, std::size_t askers, std::uint64_t seed) {
    std::uint64_t total = 0;
    for (const auto& [key, count] : counts) total += count;
    const auto plan = planBatch(std::vector<Circuit>(askers, showing(1)), total / askers, wide()).value();
    return dealOutcomes(plan, {{outcomeOf(counts, total, 6)}}, seed);
}

TEST(DealOutcomes, DealsEveryShotOnceAndTheSameWayAgain) {
    const Counts counts{{0, 400}, {3, 350}, {7, 150}};
    const auto dealt = dealOne(counts, 3, 11).value();
    Counts together;
    for (const CircuitOutcome& outcome : dealt) {
        std::uint64_t sum = 0;
        for (const auto& [key, count] : outcome.counts) {
            together[key] += count;
            sum += count;
            EXPECT_DOUBLE_EQ(outcome.probabilities.at(key), static_cast<double>(count) / 300.0);
        }
        EXPECT_EQ(sum, 300U);
    }
    EXPECT_EQ(together, counts);
    EXPECT_EQ(dealOne(counts, 3, 11).value()[1].counts, dealt[1].counts);
    EXPECT_NE(dealOne(counts, 3, 12).value()[1].counts, dealt[1].counts);
}

TEST(DealOutcomes, FollowsTheHypergeometricDistribution) {
    // 40 of 100 cards are red, two askers get 50 each: mean 20, variance 50·0.4·0.6·(100 − 50)/(100 − 1).
    constexpr int deals = 4000;
    double sum = 0.0, squares = 0.0, lastSum = 0.0;
    for (int seed = 0; seed < deals; ++seed) {
        const auto dealt = dealOne({{0, 60}, {1, 40}}, 2, static_cast<std::uint64_t>(seed)).value();
        const auto red = static_cast<double>(dealt[0].counts.at(1));
        sum += red;
        squares += red * red;
        lastSum += static_cast<double>(dealt[1].counts.at(1));
    }
    const double mean = sum / deals, variance = squares / deals - mean * mean;
    const double expected = 50.0 * 0.4 * 0.6 * 50.0 / 99.0;
    EXPECT_NEAR(mean, 20.0, 5.0 * std::sqrt(expected / deals));
    EXPECT_NEAR(lastSum / deals, 20.0, 5.0 * std::sqrt(expected / deals)) << "the last is no worse off";
    // The standard error of a variance is about σ²·√(2/n).
    EXPECT_NEAR(variance, expected, 5.0 * expected * std::sqrt(2.0 / deals));
}

TEST(DealOutcomes, ProbabilitiesOfAnExactSimulatorAreEverybodysAlike) {
    const auto plan = planBatch(std::vector<Circuit>(2, showing(1)), 5, wide()).value();
    CircuitOutcome exact = outcomeOf({{0, 7}, {1, 3}}, 10, 6);
    exact.probabilities = {{0, 2.0 / 3.0}, {1, 1.0 / 3.0}};
    const auto dealt = dealOutcomes(plan, {{exact}}, 1).value();
    for (const CircuitOutcome& outcome : dealt) EXPECT_EQ(outcome.probabilities, exact.probabilities);
}

TEST(DealOutcomes, RefusesWhatDoesNotFit) {
    const auto plan = planBatch(batchOf({1, 2}), 10, wide()).value();
    EXPECT_EQ(dealOutcomes(plan, {}, 1).error().code, ErrorCode::Corrupt);
    EXPECT_EQ(dealOutcomes(plan, {{outcomeOf({{1, 10}}, 10, 6)}}, 1).error().code, ErrorCode::Corrupt);
    const auto missing = dealOutcomes(plan, {{outcomeOf({{1, 10}}, 10, 6), outcomeOf({{2, 9}}, 10, 6)}}, 1);
    ASSERT_FALSE(missing.has_value());
    EXPECT_THAT(missing.error().message, HasSubstr("9 shots where 10"));
}

}  // namespace
}  // namespace qstore
