// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/workload_circuits.h"

#include <gtest/gtest.h>

#include <bit>
#include <map>

#include "core/benchmark/variant_circuits.h"
#include "core/simulation/plan.h"

namespace qstore {
namespace {

/// Operations by gate and number of controls: "rx", "cx".
std::map<std::string, std::size_t> gateCounts(const Circuit& circuit) {
    std::map<std::string, std::size_t> counts;
    for (const Operation& operation : circuit.operations()) {
        const auto* gate = std::get<const GateInfo*>(operation.gate);
        ++counts[std::string(operation.controls.size(), 'c') + std::string(gate->name)];
    }
    return counts;
}

using Gates = std::map<std::string, std::size_t>;

TEST(WorkloadCircuits, HaveTheGatesThatPeersWereMeasuredWith) {
    for (const std::size_t n : {2U, 5U, 8U}) {
        const Circuit state = stateCircuit(n);
        EXPECT_EQ(gateCounts(state),
                  (Gates{{"rx", 10 * n}, {"ry", 10 * n}, {"rz", 10 * n}, {"cx", 10 * n}}));
        EXPECT_EQ(state.operations().size(), 40 * n);
        EXPECT_EQ(state.parameters().size(), 30 * n);

        const Circuit gradient = gradientCircuit(n);
        EXPECT_EQ(gateCounts(gradient), (Gates{{"ry", 4 * n}, {"rz", 4 * n}, {"cx", 4 * n}}));
        EXPECT_EQ(circuitMetrics(gradient).trainable, 8 * n);

        const Circuit classifier = classifierCircuit(n);
        EXPECT_EQ(gateCounts(classifier), (Gates{{"ry", 4 * n}, {"rz", 6 * n}, {"cx", 3 * n}}));
        EXPECT_EQ(circuitMetrics(classifier).trainable, 9 * n);
        EXPECT_EQ(circuitMetrics(classifier).columns, n);
    }
}

TEST(WorkloadCircuits, TheRingClosesOnTheFirstQubit) {
    const Circuit circuit = gradientCircuit(3);
    const Operation& last = circuit.operations().back();
    ASSERT_EQ(last.controls.size(), 1U);
    EXPECT_EQ(last.controls[0].qubit, 2U);
    EXPECT_EQ(last.targets, std::vector<Qubit>{0});
    // RY and RZ of the first qubit come before those of the second.
    EXPECT_EQ(circuit.operations()[1].targets, std::vector<Qubit>{0});
    EXPECT_EQ(circuit.operations()[2].targets, std::vector<Qubit>{1});
}

TEST(WorkloadCircuits, VariantsHaveTheirGates) {
    std::map<std::string, Gates> gates;
    for (const VariantInfo& variant : circuitVariants())
        gates[variant.name] = gateCounts(variant.circuit(6));
    EXPECT_EQ(circuitVariants().front().name, "cx-ring");
    EXPECT_EQ(gates["cx-ring"], gateCounts(gradientCircuit(6)));
    EXPECT_EQ(gates["random-order"], gates["cx-ring"]);
    EXPECT_EQ(gates["cz-ring"], (Gates{{"ry", 24}, {"rz", 24}, {"cz", 24}}));
    EXPECT_EQ(gates["line"], (Gates{{"ry", 24}, {"rz", 24}, {"cx", 20}}));
    EXPECT_EQ(gates["all-to-all"], (Gates{{"ry", 24}, {"rz", 24}, {"cx", 60}}));
    EXPECT_EQ(gates["rx-for-rz"], (Gates{{"ry", 24}, {"rx", 24}, {"cx", 24}}));
    EXPECT_EQ(gates["qaoa"], (Gates{{"h", 6}, {"rzz", 36}, {"rx", 24}}));
    EXPECT_EQ(gates["u3-rxx"], (Gates{{"u3", 24}, {"rxx", 20}}));
    EXPECT_EQ(gates["u3-ms"], (Gates{{"u3", 24}, {"ms", 20}}));
    EXPECT_NE(stateCircuit(6), gradientCircuit(6));
}

TEST(WorkloadCircuits, VariantsOfEverySizeHaveAGradient) {
    for (const VariantInfo& variant : circuitVariants()) {
        for (const std::size_t qubits : {4U, 5U, 7U}) {
            const auto plan = Plan::compile(variant.circuit(qubits), {variant.observable(qubits)});
            ASSERT_TRUE(plan) << variant.name << ' ' << qubits << ": " << plan.error().message;
            EXPECT_GT((*plan)->signature().weights.size(), 0U) << variant.name;
        }
    }
}

TEST(WorkloadCircuits, ExcitationsKeepTheNumberOfParticles) {
    // The point of a UCC ansatz: whatever the angles, half the qubits stay filled.
    for (const VariantInfo& variant : circuitVariants()) {
        if (variant.name != "uccsd") continue;
        const auto plan = Plan::compile(variant.circuit(6)).value();
        std::vector<double> weights(plan->signature().weights.size());
        for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = 0.3 + 0.1 * static_cast<double>(i);
        const State state = plan->run(weights, {}).value();
        double kept = 0.0;
        for (std::uint64_t index = 0; index < 64; ++index)
            if (std::popcount(index) == 3) kept += std::norm(state.amplitude(index));
        EXPECT_NEAR(kept, 1.0, 1e-12);
        EXPECT_LT(std::norm(state.amplitude(7)), 0.9);
    }
}

}  // namespace
}  // namespace qstore
