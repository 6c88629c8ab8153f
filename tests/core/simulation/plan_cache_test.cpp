// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/plan_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "core/simulation/simd.h"
#include "tests/core/simulation/random_circuit.h"

namespace qstore {
namespace {

using ::qstore::testing::kRandomInputs;
using ::qstore::testing::kRandomWeights;
using ::qstore::testing::RandomCircuit;

constexpr std::size_t kPlenty = std::size_t{1} << 30U;

/// RX(w) on qubit 0 and RY(w2) on the last; ⟨Z⟩ of them is cos w and cos w2.
Circuit turned(std::optional<double> w, ParameterRole role = ParameterRole::Trainable,
               std::size_t qubits = 2) {
    CircuitParts parts;
    parts.qubits = qubits;
    parts.parameters = {{"w", role, w, ""}, {"w2", ParameterRole::Trainable, {}, ""}};
    parts.operations = {Operation::gateOn("rx", {0}, {Angle::symbol("w")}),
                        Operation::gateOn("ry", {qubits - 1}, {Angle::symbol("w2")})};
    return Circuit::of(std::move(parts));
}

std::shared_ptr<const Plan> planOf(PlanCache& cache, const Circuit& circuit,
                                   const std::vector<PauliSum>& observables = {PauliSum::z(0)},
                                   PlanOptions options = {}) {
    auto plan = cache.compile(circuit, observables, options);
    EXPECT_TRUE(plan) << (plan ? "" : plan.error().message);
    return plan.value();
}

TEST(PlanCache, OtherValuesAreAHitAndTheRightNumbers) {
    PlanCache cache;
    const auto first = planOf(cache, turned(0.3));
    const auto second = planOf(cache, turned(1.2));
    EXPECT_EQ(first, second);
    const std::vector<double> weights{1.2, 0.4};
    EXPECT_NEAR(second->expectations({weights, {}}).value()[0], std::cos(1.2), 1e-14);
    const PlanCacheStatistics statistics = cache.statistics();
    EXPECT_EQ(statistics.hits, 1U);
    EXPECT_EQ(statistics.misses, 1U);
    EXPECT_EQ(statistics.entries, 1U);
    EXPECT_EQ(statistics.hitRate(), 0.5);
}

TEST(PlanCache, KeepsNoValueOfTheCircuitThatCameFirst) {
    PlanCache cache;
    const auto plan = planOf(cache, turned(0.3));
    for (const Parameter& parameter : plan->circuit().parameters()) EXPECT_FALSE(parameter.value);
    EXPECT_EQ(plan->signature().weights, (std::vector<std::string>{"w", "w2"}));
}

TEST(PlanCache, ThereIsNoRateBeforeTheFirstRequest) {
    EXPECT_FALSE(PlanCache().statistics().hitRate());
}

TEST(PlanCache, AgreesWithAPlanOfItsOwnBitForBit) {
    PlanCache cache;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        RandomCircuit random(seed);
        const Circuit circuit = random.circuit(3 + seed % 3, 12);
        const std::vector<PauliSum> observables{random.observable(3), PauliSum::z(1)};
        planOf(cache, circuit, observables);
        CircuitParts parts = circuit.parts();
        for (Parameter& parameter : parts.parameters)
            if (parameter.role != ParameterRole::Column) parameter.value = 0.1;
        const Circuit again = Circuit::of(std::move(parts));
        const auto cached = planOf(cache, again, observables);
        const auto fresh = Plan::compile(again, observables).value();
        const auto weights = random.values(kRandomWeights);
        const auto inputs = random.values(kRandomInputs);
        const Bindings bindings{weights, inputs};
        EXPECT_EQ(cached->expectations(bindings).value(), fresh->expectations(bindings).value());
        std::vector<std::pair<std::string, double>> values;
        for (std::size_t i = 0; i < weights.size(); ++i)
            values.emplace_back("w" + std::to_string(i), weights[i]);
        for (std::size_t i = 0; i < inputs.size(); ++i)
            values.emplace_back("x" + std::to_string(i), inputs[i]);
        const State simulated = simulate(again.bound(values).value()).value();
        const State state = cached->run(weights, inputs).value();
        for (std::size_t i = 0; i < simulated.probabilities().size(); ++i)
            ASSERT_LT(std::abs(state.amplitude(i) - simulated.amplitude(i)), 1e-12) << "seed " << seed;
    }
    EXPECT_EQ(cache.statistics().hits, 40U);
    EXPECT_EQ(cache.statistics().misses, 40U);
}

TEST(PlanCache, WhateverChangesThePlanIsAMiss) {
    PlanCache cache(kPlenty);
    const auto plain = planOf(cache, turned(0.3));
    const std::vector<std::shared_ptr<const Plan>> others{
        planOf(cache, turned(0.3, ParameterRole::Frozen)),
        planOf(cache, turned(0.3, ParameterRole::Trainable, 3)),
        planOf(cache, turned(0.3), {}),
        planOf(cache, turned(0.3), {PauliSum::z(1)}),
        planOf(cache, turned(0.3), {PauliSum::z(0), PauliSum::z(1)}),
        planOf(cache, turned(0.3), {PauliSum::parse("0.5 Z0").value()}),
        planOf(cache, turned(0.3), {PauliSum::parse("Z0 + Z1").value()}),
        planOf(cache, turned(0.3), {PauliSum::z(0)}, {Precision::Single}),
        planOf(cache, turned(0.3), {PauliSum::z(0)}, {Precision::Double, 5})};
    EXPECT_EQ(cache.statistics().hits, 0U);
    EXPECT_EQ(cache.statistics().misses, 1 + others.size());
    EXPECT_EQ(cache.statistics().entries, 1 + others.size());
    EXPECT_FALSE(others[0]->signature().trainable[0]);
    EXPECT_TRUE(plain->signature().trainable[0]);
    EXPECT_EQ(others[7]->precision(), Precision::Single);
}

TEST(PlanCache, AnotherInstructionSetIsAMiss) {
    const std::string before = simdTarget();
    PlanCache cache(kPlenty);
    planOf(cache, turned(0.3));
    ASSERT_TRUE(useSimdTarget("plain"));
    planOf(cache, turned(0.3));
    EXPECT_EQ(cache.statistics().misses, before == "plain" ? 1U : 2U);
    ASSERT_TRUE(useSimdTarget(before));
}

/// Circuits of different structure and the same size: ⟨Z⟩ of another qubit.
std::vector<PauliSum> question(std::size_t which) {
    return {PauliSum::z(which)};
}

TEST(PlanCache, WhatWasNotAskedForLongestGoesFirst) {
    const Circuit circuit = turned(0.3, ParameterRole::Trainable, 6);
    const std::size_t each = Plan::compile(circuit, question(0)).value()->bytes();
    PlanCache cache(3 * each + each / 2);
    for (const std::size_t which : {0U, 1U, 2U}) planOf(cache, circuit, question(which));
    ASSERT_EQ(cache.statistics().entries, 3U);
    planOf(cache, circuit, question(0));  // now 1 is the oldest
    planOf(cache, circuit, question(3));
    EXPECT_EQ(cache.statistics().evictions, 1U);
    EXPECT_EQ(cache.statistics().entries, 3U);
    const std::uint64_t hits = cache.statistics().hits;
    for (const std::size_t which : {0U, 2U, 3U}) planOf(cache, circuit, question(which));
    EXPECT_EQ(cache.statistics().hits, hits + 3);
    planOf(cache, circuit, question(1));
    EXPECT_EQ(cache.statistics().hits, hits + 3);
    EXPECT_EQ(cache.statistics().evictions, 2U);
}

TEST(PlanCache, StaysWithinItsLimit) {
    const Circuit circuit = turned(0.3, ParameterRole::Trainable, 8);
    const std::size_t each = Plan::compile(circuit, question(0)).value()->bytes();
    PlanCache cache(2 * each + each / 2);
    for (std::size_t which = 0; which < 8; ++which) {
        planOf(cache, circuit, question(which));
        EXPECT_LE(cache.statistics().bytes, cache.statistics().limitBytes);
    }
    EXPECT_EQ(cache.statistics().entries + cache.statistics().evictions, 8U);
}

TEST(PlanCache, CountsWhatRunsLeaveInPlans) {
    PlanCache cache(kPlenty);
    const Circuit circuit = turned(0.3, ParameterRole::Trainable, 12);
    const auto plan = planOf(cache, circuit);
    const std::size_t before = cache.statistics().bytes;
    EXPECT_EQ(before, plan->bytes());
    const std::vector<double> weights{0.3, 0.4};
    ASSERT_TRUE(plan->expectations({weights, {}}));
    const std::size_t after = cache.statistics().bytes;
    EXPECT_GT(after, before);
    // Such a plan no longer fits a limit that it fitted when it was made.
    cache.setLimitBytes((before + after) / 2);
    EXPECT_EQ(cache.statistics().entries, 0U);
    EXPECT_EQ(cache.statistics().evictions, 1U);
}

TEST(PlanCache, APlanThatOutgrewTheLimitTakesNoOtherWithIt) {
    constexpr std::size_t limit = std::size_t{2} << 20U;
    PlanCache cache(limit);
    const auto small = planOf(cache, turned(0.3));
    CircuitParts parts = turned(0.3, ParameterRole::Trainable, 18).parts();
    for (Qubit q = 0; q < 18; ++q)
        parts.operations.push_back(Operation::gateOn("ry", {q}, {Angle::symbol("w2")}));
    const Circuit wide = Circuit::of(std::move(parts));
    const auto large = planOf(cache, wide);
    ASSERT_EQ(cache.statistics().entries, 2U);
    ASSERT_TRUE(large->run(std::vector<double>(2), {}));
    ASSERT_GT(large->bytes(), limit) << "its state of 4 MiB stays for the next run";
    EXPECT_EQ(planOf(cache, wide), large);
    EXPECT_EQ(cache.statistics().entries, 1U);
    EXPECT_EQ(planOf(cache, turned(0.7)), small) << "it is still there";
    EXPECT_EQ(cache.statistics().hits, 2U);
    EXPECT_EQ(cache.statistics().evictions, 1U);
}

TEST(PlanCache, GivesOutWhatIsTooLargeToKeep) {
    PlanCache cache(100);
    const auto plan = planOf(cache, turned(0.3));
    EXPECT_GT(plan->bytes(), 100U);
    const std::vector<double> weights{0.7, 0.0};
    EXPECT_NEAR(plan->expectations({weights, {}}).value()[0], std::cos(0.7), 1e-14);
    planOf(cache, turned(0.3));
    EXPECT_EQ(cache.statistics().misses, 2U);
    EXPECT_EQ(cache.statistics().entries, 0U);
    EXPECT_EQ(cache.statistics().evictions, 0U);
}

TEST(PlanCache, PlansInUseOutliveTheirPlace) {
    PlanCache cache(kPlenty);
    const auto plan = planOf(cache, turned(0.3));
    cache.clear();
    EXPECT_EQ(cache.statistics().entries, 0U);
    EXPECT_EQ(cache.statistics().bytes, 0U);
    EXPECT_EQ(cache.statistics().misses, 1U);
    const std::vector<double> weights{0.7, 0.0};
    EXPECT_NEAR(plan->expectations({weights, {}}).value()[0], std::cos(0.7), 1e-14);
    EXPECT_NE(planOf(cache, turned(0.3)), plan);
}

TEST(PlanCache, ErrorsArePassedOnAndNotRemembered) {
    PlanCache cache;
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto plan = cache.compile(turned(0.3), {PauliSum::z(7)});
        ASSERT_FALSE(plan);
        EXPECT_EQ(plan.error().code, ErrorCode::InvalidArgument);
        EXPECT_THAT(plan.error().message, ::testing::HasSubstr("qubit 7"));
    }
    EXPECT_EQ(cache.statistics().misses, 2U);
    EXPECT_EQ(cache.statistics().entries, 0U);
}

TEST(PlanCache, OneOfManyCallersCompiles) {
    constexpr std::size_t threads = 8;
    PlanCache cache(kPlenty);
    RandomCircuit random(5);
    const Circuit circuit = random.circuit(8, 200);
    const std::vector<PauliSum> observables{random.observable(8)};
    std::vector<std::shared_ptr<const Plan>> plans(threads);
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < threads; ++i)
            workers.emplace_back([&, i] { plans[i] = cache.compile(circuit, observables).value(); });
    }
    for (const auto& plan : plans) EXPECT_EQ(plan, plans[0]);
    EXPECT_EQ(cache.statistics().misses, 1U);
    EXPECT_EQ(cache.statistics().hits, threads - 1);
    EXPECT_EQ(cache.statistics().entries, 1U);
}

TEST(PlanCache, StandsUpToThreadsThatPushEachOthersPlansOut) {
    constexpr std::size_t threads = 4;
    constexpr std::size_t rounds = 50;
    const Circuit circuit = turned(0.3, ParameterRole::Trainable, 6);
    PlanCache cache(2 * Plan::compile(circuit, question(0)).value()->bytes());
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < threads; ++i) {
            workers.emplace_back([&, i] {
                for (std::size_t round = 0; round < rounds; ++round) {
                    const auto plan = cache.compile(circuit, question((round + i) % 6)).value();
                    const std::vector<double> weights{0.5, 0.25};
                    const std::size_t qubit = (round + i) % 6;
                    const double expected = qubit == 0 ? std::cos(0.5) : qubit == 5 ? std::cos(0.25) : 1.0;
                    EXPECT_NEAR(plan->expectations({weights, {}}).value()[0], expected, 1e-14);
                }
            });
        }
    }
    const PlanCacheStatistics statistics = cache.statistics();
    EXPECT_EQ(statistics.requests(), threads * rounds);
    EXPECT_GT(statistics.evictions, 0U);
    EXPECT_LE(statistics.entries, 2U);
}

TEST(PlanCache, NoCacheIsAPlanOfOnesOwn) {
    const auto plan = compileThrough(nullptr, turned(0.3), {PauliSum::z(0)}).value();
    EXPECT_EQ(plan->circuit().parameters()[0].value, 0.3);
    PlanCache cache;
    EXPECT_EQ(compileThrough(&cache, turned(0.3), {PauliSum::z(0)}).value(), planOf(cache, turned(0.9)));
}

}  // namespace
}  // namespace qstore
