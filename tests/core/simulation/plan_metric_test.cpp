// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/base/parallel.h"
#include "core/simulation/plan.h"
#include "core/simulation/simd.h"
#include "tests/core/simulation/random_circuit.h"
#include "tests/core/simulation/reference_simulator.h"

namespace qstore {
namespace {

using ::qstore::testing::kRandomInputs;
using ::qstore::testing::kRandomWeights;
using ::qstore::testing::RandomCircuit;
using ::qstore::testing::ReferenceSimulator;

Circuit withWeights(std::size_t qubits, std::vector<std::string> names, std::vector<Operation> operations) {
    CircuitParts parts;
    parts.qubits = qubits;
    for (std::string& name : names) parts.parameters.push_back({name, ParameterRole::Trainable, {}, ""});
    parts.operations = std::move(operations);
    return Circuit::of(parts);
}

TEST(Metric, OfTheBlochSphereInSphericalCoordinates) {
    // rz(phi) ry(theta)|0>: ds² = (dθ² + sin²θ dφ²)/4.
    const Circuit circuit = withWeights(1, {"theta", "phi"},
                                        {Operation::gateOn("ry", {0}, {Angle::symbol("theta")}),
                                         Operation::gateOn("rz", {0}, {Angle::symbol("phi")})});
    const auto plan = Plan::compile(circuit).value();
    const std::vector<double> weights{0.9, 0.3};
    const auto metric = plan->fubiniStudyMetric({weights, {}, 1, false}).value();
    ASSERT_EQ(metric.size(), 4U);
    EXPECT_NEAR(metric[0], 0.25, 1e-14);
    EXPECT_NEAR(metric[1], 0.0, 1e-14);
    EXPECT_NEAR(metric[2], 0.0, 1e-14);
    EXPECT_NEAR(metric[3], std::pow(std::sin(0.9), 2) / 4.0, 1e-14);
}

TEST(Metric, OfASharedWeightGrowsWithTheSquare) {
    const Circuit circuit = withWeights(1, {"w"},
                                        {Operation::gateOn("ry", {0}, {Angle::symbol("w")}),
                                         Operation::gateOn("ry", {0}, {Angle::parse("2*w").value()})});
    const auto plan = Plan::compile(circuit).value();
    const std::vector<double> weights{0.4};
    EXPECT_NEAR(plan->fubiniStudyMetric({weights, {}, 1, false}).value().at(0), 9.0 / 4.0, 1e-14);
}

/// The definition, with the derivative states by differences of the simulated states.
std::vector<double> metricByDifferences(const Plan& plan, const std::vector<double>& weights,
                                        std::span<const double> inputs) {
    const auto state = plan.run(weights, inputs).value().amplitudes();
    std::vector<std::vector<std::complex<double>>> tangents;
    for (std::size_t w = 0; w < weights.size(); ++w) {
        const auto at = [&](double offset) {
            auto moved = weights;
            moved[w] += offset;
            return plan.run(moved, inputs).value().amplitudes();
        };
        const double h = 2e-3;
        const auto a = at(h);
        const auto b = at(-h);
        const auto c = at(h / 2);
        const auto d = at(-h / 2);
        std::vector<std::complex<double>> tangent(state.size());
        for (std::size_t i = 0; i < tangent.size(); ++i)
            tangent[i] = (4.0 * (c[i] - d[i]) / h - (a[i] - b[i]) / (2.0 * h)) / 3.0;
        tangents.push_back(std::move(tangent));
    }
    const auto inner = [](const auto& left, const auto& right) {
        std::complex<double> sum{};
        for (std::size_t i = 0; i < left.size(); ++i) sum += std::conj(left[i]) * right[i];
        return sum;
    };
    std::vector<double> metric;
    for (const auto& left : tangents) {
        for (const auto& right : tangents)
            metric.push_back((inner(left, right) - inner(left, state) * inner(state, right)).real());
    }
    return metric;
}

TEST(Metric, MatchesTheDefinitionAveragedOverTheBatch) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        RandomCircuit random(seed);
        const Circuit circuit = random.circuit(3, 12);
        const auto plan = Plan::compile(circuit).value();
        const auto weights = random.values(kRandomWeights);
        const auto inputs = random.values(3 * kRandomInputs);
        std::vector<double> expected(kRandomWeights * kRandomWeights);
        for (std::size_t s = 0; s < 3; ++s) {
            const auto row = std::span(inputs).subspan(s * kRandomInputs, kRandomInputs);
            const auto one = metricByDifferences(*plan, weights, row);
            for (std::size_t i = 0; i < expected.size(); ++i) expected[i] += one[i] / 3.0;
        }
        const auto metric = plan->fubiniStudyMetric({weights, inputs, 3, false}).value();
        for (std::size_t i = 0; i < expected.size(); ++i) {
            // Differences lose about 1e-9 of values up to (pi² · occurrences)².
            EXPECT_NEAR(metric[i], expected[i], 1e-6 * std::max(1.0, std::abs(expected[i]))) << seed;
        }
    }
}

/// The definition, with the reference's derivative states.
std::vector<double> referenceMetric(const Circuit& circuit, const std::vector<double>& weights,
                                    std::span<const double> inputs) {
    ReferenceSimulator::Values values;
    for (std::size_t w = 0; w < weights.size(); ++w) values["w" + std::to_string(w)] = weights[w];
    for (std::size_t x = 0; x < inputs.size(); ++x) values["x" + std::to_string(x)] = inputs[x];
    const ReferenceSimulator reference(circuit, values);
    const auto state = reference.state();
    const auto tangents = reference.tangents();
    const auto inner = [](const auto& left, const auto& right) {
        std::complex<double> sum{};
        for (std::size_t i = 0; i < left.size(); ++i) sum += std::conj(left[i]) * right[i];
        return sum;
    };
    std::vector<double> metric;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        for (std::size_t j = 0; j < weights.size(); ++j) {
            const auto& left = tangents.at("w" + std::to_string(i));
            const auto& right = tangents.at("w" + std::to_string(j));
            metric.push_back((inner(left, right) - inner(left, state) * inner(state, right)).real());
        }
    }
    return metric;
}

/// How far the metric of the plan is from the reference's, the largest entry being one.
double distanceOf(const Plan& plan, const std::vector<double>& weights, const std::vector<double>& inputs,
                  std::size_t samples, const std::vector<double>& expected) {
    const auto metric = plan.fubiniStudyMetric({weights, inputs, samples, false}).value();
    double largest = 1.0;
    double distance = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        largest = std::max(largest, std::abs(expected[i]));
        distance = std::max(distance, std::abs(metric[i] - expected[i]));
    }
    return distance / largest;
}

TEST(Metric, AgreesWithTheReferenceInEveryInstructionSet) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        RandomCircuit random(seed);
        const Circuit circuit = random.circuit(2 + seed % 5, 16);
        const auto weights = random.values(kRandomWeights);
        // Groups that are full and those that are not, one chunk and several.
        const std::size_t samples = std::array<std::size_t, 4>{1, 5, 16, 21}[seed % 4];
        const auto inputs = random.values(samples * kRandomInputs);
        std::vector<double> expected(kRandomWeights * kRandomWeights);
        for (std::size_t s = 0; s < samples; ++s) {
            const auto row = std::span(inputs).subspan(s * kRandomInputs, kRandomInputs);
            const auto one = referenceMetric(circuit, weights, row);
            for (std::size_t i = 0; i < expected.size(); ++i)
                expected[i] += one[i] / static_cast<double>(samples);
        }
        for (const std::string& target : simdTargets()) {
            ASSERT_TRUE(useSimdTarget(target));
            const auto plan = Plan::compile(circuit).value();
            ASSERT_LT(distanceOf(*plan, weights, inputs, samples, expected), 1e-10)
                << target << " seed " << seed;
            const auto single = Plan::compile(circuit, {}, {Precision::Single}).value();
            ASSERT_LT(distanceOf(*single, weights, inputs, samples, expected), 1e-4)
                << target << " seed " << seed;
        }
        ASSERT_TRUE(useSimdTarget(simdTargets().front()));
    }
}

TEST(Metric, OfWeightsThatDifferFromSampleToSample) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        constexpr std::size_t samples = 11;
        RandomCircuit random(seed);
        const Circuit circuit = random.circuit(2 + seed % 4, 16);
        const auto weights = random.values(samples * kRandomWeights);
        const auto inputs = random.values(samples * kRandomInputs);
        std::vector<double> expected(kRandomWeights * kRandomWeights);
        for (std::size_t s = 0; s < samples; ++s) {
            const auto own = std::span(weights).subspan(s * kRandomWeights, kRandomWeights);
            const auto row = std::span(inputs).subspan(s * kRandomInputs, kRandomInputs);
            const auto one = referenceMetric(circuit, {own.begin(), own.end()}, row);
            for (std::size_t i = 0; i < expected.size(); ++i) expected[i] += one[i] / samples;
        }
        const auto plan = Plan::compile(circuit).value();
        const auto metric = plan->fubiniStudyMetric({weights, inputs, samples, true}).value();
        for (std::size_t i = 0; i < expected.size(); ++i)
            ASSERT_NEAR(metric[i], expected[i], 1e-10 * std::max(1.0, std::abs(expected[i]))) << seed;
    }
}

/// Eleven qubits are too many for lanes: the states walk gate by gate.
TEST(Metric, OfLargerCircuitsIsTheSame) {
    RandomCircuit random(7);
    const Circuit circuit = random.circuit(11, 30);
    const auto weights = random.values(kRandomWeights);
    const auto inputs = random.values(kRandomInputs);
    const auto plan = Plan::compile(circuit).value();
    EXPECT_LT(distanceOf(*plan, weights, inputs, 1, referenceMetric(circuit, weights, inputs)), 1e-10);
}

TEST(Metric, StopsWhenAsked) {
    RandomCircuit random(2);
    const auto plan = Plan::compile(random.circuit(4, 14)).value();
    const auto weights = random.values(kRandomWeights);
    const auto inputs = random.values(kRandomInputs);
    std::stop_source source;
    source.request_stop();
    const auto metric = plan->fubiniStudyMetric({weights, inputs, 1, false}, {source.get_token(), {}});
    ASSERT_FALSE(metric);
    EXPECT_EQ(metric.error().code, ErrorCode::Cancelled);
}

TEST(Metric, IsBitEqualForAnyNumberOfThreads) {
    RandomCircuit random(2);
    const auto plan = Plan::compile(random.circuit(4, 14)).value();
    const auto weights = random.values(kRandomWeights);
    const auto inputs = random.values(40 * kRandomInputs);
    setThreadCount(1);
    const auto one = plan->fubiniStudyMetric({weights, inputs, 40, false}).value();
    setThreadCount(4);
    EXPECT_EQ(plan->fubiniStudyMetric({weights, inputs, 40, false}).value(), one);
    setThreadCount(0);
}

TEST(Metric, NeedsASample) {
    const auto plan = Plan::compile(withWeights(1, {"w"}, {})).value();
    const std::vector<double> weights{0.4};
    EXPECT_FALSE(plan->fubiniStudyMetric({weights, {}, 0, false}));
}

TEST(Metric, AMatrixThatNoMemoryHoldsIsRefusedBeforeItIsTaken) {
    std::vector<std::string> names;
    std::vector<Operation> operations;
    for (int index = 0; index < 40'000; ++index) {
        names.push_back("w" + std::to_string(index));
        operations.push_back(Operation::gateOn("rz", {0}, {Angle::symbol(names.back())}));
    }
    const auto plan = Plan::compile(withWeights(1, names, operations)).value();
    const std::vector<double> weights(names.size(), 0.1);
    // 1.6·10⁹ entries, eight bytes each, four times: about 48 GiB.
    const auto metric = plan->fubiniStudyMetric({weights, {}, 1, false});
    ASSERT_FALSE(metric);
    EXPECT_EQ(metric.error().code, ErrorCode::ResourceExhausted);
    EXPECT_NE(metric.error().message.find("GiB"), std::string::npos) << metric.error().message;
}

}  // namespace
}  // namespace qstore
