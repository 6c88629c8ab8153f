// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/parallel.h"
#include "core/simulation/plan.h"
#include "tests/core/simulation/random_circuit.h"

namespace qstore {
namespace {

using ::qstore::testing::kRandomInputs;
using ::qstore::testing::kRandomWeights;
using ::qstore::testing::RandomCircuit;

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
