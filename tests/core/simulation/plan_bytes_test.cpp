// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <malloc.h>

#include "core/circuit/templates.h"
#include "core/simulation/plan.h"
#include "tests/core/simulation/random_circuit.h"

namespace qstore {
namespace {

using ::qstore::testing::RandomCircuit;

std::shared_ptr<const Plan> planOf(const Circuit& circuit, std::vector<PauliSum> observables = {}) {
    return Plan::compile(circuit, std::move(observables)).value();
}

Circuit layered(std::size_t qubits, std::size_t layers) {
    return makeTemplate("hardware-efficient", qubits, {{"layers", std::to_string(layers)}}).value();
}

/// What the allocator has given out, in all arenas and by mmap.
std::size_t allocatedBytes() {
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// A thread keeps some freed blocks at hand, which count as given out before and after: a plan that is put
/// into them seems smaller than it is.
constexpr double kThreadCache = 16384.0;

bool allocatorIsGlibc() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return false;
#else
    return true;
#endif
}

std::vector<PauliSum> everyZ(std::size_t qubits) {
    std::vector<PauliSum> observables;
    for (Qubit q = 0; q < qubits; ++q) observables.push_back(PauliSum::z(q));
    return observables;
}

TEST(PlanBytes, AreWhatTheAllocatorGaveOut) {
    if (!allocatorIsGlibc()) GTEST_SKIP() << "a sanitizer's allocator does not count for mallinfo2";
    const std::vector<PauliSum> observables{PauliSum::z(0), PauliSum::parse("X0 Z1 + 0.5 Y2").value()};
    const std::pair<std::size_t, std::size_t> sizes[] = {{4, 3}, {8, 6}, {12, 4}, {14, 2}};
    for (const auto& [qubits, layers] : sizes) {
        planOf(layered(qubits, layers), observables);  // tables that are made once in a process
        const std::size_t before = allocatedBytes();
        const auto plan = planOf(layered(qubits, layers), observables);  // which alone keeps its circuit
        const auto measured = static_cast<double>(allocatedBytes() - before);
        const auto counted = static_cast<double>(plan->bytes());
        EXPECT_GT(counted, 0.9 * measured) << qubits << " qubits";
        EXPECT_LT(counted, 1.05 * measured + kThreadCache) << qubits << " qubits";
    }
}

TEST(PlanBytes, HoldForRandomCircuitsOverTheGateTable) {
    if (!allocatorIsGlibc()) GTEST_SKIP() << "a sanitizer's allocator does not count for mallinfo2";
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const std::vector<PauliSum> observables{RandomCircuit(seed).observable(5)};
        planOf(RandomCircuit(seed).circuit(5, 60), observables);
        const std::size_t before = allocatedBytes();
        const auto plan = planOf(RandomCircuit(seed).circuit(5, 60), observables);
        const auto measured = static_cast<double>(allocatedBytes() - before);
        const auto counted = static_cast<double>(plan->bytes());
        EXPECT_GT(counted, 0.9 * measured) << "seed " << seed;
        EXPECT_LT(counted, 1.05 * measured + kThreadCache) << "seed " << seed;
    }
}

/// An observable more is one table of 2^qubits numbers more for each of the two ways a batch is run.
TEST(PlanBytes, GrowByOneTableForEachObservable) {
    constexpr std::size_t qubits = 10;
    CircuitParts parts;
    parts.qubits = qubits;
    for (Qubit q = 0; q < qubits; ++q) {
        const std::string name = "w" + std::to_string(q);
        parts.parameters.push_back({name, ParameterRole::Trainable, {}, ""});
        parts.operations.push_back(Operation::gateOn("ry", {q}, {Angle::symbol(name)}));
        parts.operations.push_back(Operation::gateOn("cx", {q, (q + 1) % qubits}));
    }
    const Circuit circuit = Circuit::of(std::move(parts));
    std::vector<PauliSum> observables = everyZ(qubits);
    const std::size_t one = planOf(circuit, observables)->bytes();
    for (const PauliSum& more : everyZ(qubits)) observables.push_back(more);
    const std::size_t two = planOf(circuit, observables)->bytes();
    const std::size_t table = (std::size_t{1} << qubits) * sizeof(double);
    EXPECT_GE(two - one, 2 * qubits * table);
    EXPECT_LT(two - one, 2 * qubits * table + qubits * 1024);
}

TEST(PlanBytes, GrowWithTheMemoryThatRunsLeave) {
    const auto plan = planOf(layered(12, 2), everyZ(12));
    const std::vector<double> weights(plan->signature().weights.size(), 0.3);
    const std::size_t compiled = plan->bytes();
    ASSERT_TRUE(plan->expectations({weights, {}}));
    const std::size_t run = plan->bytes();
    const std::size_t state = (std::size_t{1} << 12U) * 2 * sizeof(double);
    EXPECT_GE(run, compiled + state);
    ASSERT_TRUE(plan->expectations({weights, {}}));
    EXPECT_EQ(plan->bytes(), run);
    // The engine of states is made when a state is first asked for.
    ASSERT_TRUE(plan->run(weights, {}));
    EXPECT_GE(plan->bytes(), run + state);
}

}  // namespace
}  // namespace qstore
