// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/trajectories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/parallel.h"
#include "core/simulation/density_matrix.h"
#include "core/simulation/plan.h"
#include "tests/core/simulation/noisy_circuits.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using testing::program;

TrajectoryResult trajectoriesOf(const Circuit& circuit, const NoiseModel& noise,
                                const std::vector<PauliSum>& observables, std::uint64_t count,
                                std::uint64_t seed = 1) {
    auto made = simulateTrajectories(circuit, noise, observables, {count, seed, true});
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().message);
    return *made;
}

std::vector<PauliSum> everyLetter(std::size_t qubits) {
    std::vector<PauliSum> sums;
    for (std::size_t qubit = 0; qubit < qubits; ++qubit)
        for (const char* letter : {"X", "Y", "Z"})
            sums.push_back(PauliSum::parse(letter + std::to_string(qubit)).value());
    sums.push_back(PauliSum::parse("Z0 Z1 + 0.5 X0 Y1").value());
    return sums;
}

/// Strong noise leaves expectations of a millionth that a few rare trajectories carry; a sample that misses
/// them takes its own error for too small.
constexpr double kRare = 1e-4;

/// Within 4 standard errors.
void expectAgrees(const Circuit& circuit, const NoiseModel& noise, std::uint64_t seed) {
    const auto observables = everyLetter(circuit.qubits());
    const DensityResult exact = simulateDensity(circuit, noise).value();
    constexpr std::uint64_t count = 4000;
    const TrajectoryResult result = trajectoriesOf(circuit, noise, observables, count, seed);
    for (std::size_t k = 0; k < observables.size(); ++k)
        EXPECT_NEAR(result.expectations[k], exact.state.expectation(observables[k]),
                    4.0 * result.standardErrors[k] + kRare)
            << observables[k].toText() << ", seed " << seed;
    std::uint64_t shots = 0;
    for (const auto& [key, times] : result.counts) {
        shots += times;
        const double p = exact.outcomes.count(key) > 0 ? exact.outcomes.at(key) : 0.0;
        EXPECT_NEAR(static_cast<double>(times) / count, p, 4.5 * std::sqrt(p * (1.0 - p) / count) + 1e-9)
            << key << ", seed " << seed;
    }
    EXPECT_EQ(shots, count);
}

TEST(Trajectories, EveryChannelAgreesWithTheDensityMatrix) {
    const Circuit circuit =
        program("qubit[3] q; ry(0.7) q[0]; cx q[0], q[2]; rz(0.3) q[2]; ry(1.9) q[1]; iswap q[2], q[1];");
    RandomStream random(7, "channels");
    for (std::size_t kind = 0; kind < channelKinds().size(); ++kind) {
        NoiseModel noise;
        ASSERT_TRUE(noise.add({testing::randomChannel(kind, random), nullptr, 0, {}}));
        expectAgrees(circuit, noise, kind);
    }
}

/// Operators in another basis: K → V K V†.
std::vector<ComplexMatrix> turned(const std::vector<ComplexMatrix>& operators, const ComplexMatrix& v) {
    std::vector<ComplexMatrix> result;
    for (const ComplexMatrix& op : operators) result.emplace_back(v * op * v.adjoint());
    return result;
}

TEST(Trajectories, WeightsThatDependOnCoherencesAgreeToo) {
    const Circuit circuit =
        program("qubit[3] q; ry(0.7) q[0]; cx q[0], q[2]; rx(0.3) q[2]; ry(1.9) q[1]; iswap q[2], q[1];");
    const auto damping = Channel::amplitudeDamping(0.4)->operators();
    NoiseModel one;
    const ComplexMatrix v = circuitUnitary(program("qubit q; rx(0.9) q; rz(0.4) q; ry(0.5) q;")).value();
    ASSERT_TRUE(one.add({Channel::kraus(turned(damping, v)).value(), nullptr, 0, {}}));
    expectAgrees(circuit, one, 1);
    NoiseModel two;
    std::vector<ComplexMatrix> pairs;
    for (const ComplexMatrix& low : damping)
        for (const ComplexMatrix& high : damping)
            pairs.emplace_back(testing::onQubits(low, {0}, 2) * testing::onQubits(high, {1}, 2));
    const ComplexMatrix w =
        circuitUnitary(program("qubit[2] q; rx(0.9) q[0]; ry(0.4) q[1]; cx q[0], q[1]; rz(0.6) q[1];"
                               "rx(1.1) q[1];"))
            .value();
    ASSERT_TRUE(two.add({Channel::kraus(turned(pairs, w)).value(), nullptr, 0, {}}));
    expectAgrees(circuit, two, 2);
}

TEST(Trajectories, RandomCircuitsAgreeWithTheDensityMatrix) {
    for (std::uint64_t seed = 0; seed < 12; ++seed)
        expectAgrees(testing::boundRandomCircuit(seed, 3, 8), testing::randomNoise(seed, 3), seed);
}

TEST(Trajectories, MeasurementsResetsAndConditionsAgreeToo) {
    NoiseModel noise;
    ASSERT_TRUE(noise.add({Channel::amplitudeDamping(0.2).value(), nullptr, 0, {}}));
    ASSERT_TRUE(noise.addReadout(ReadoutError{0.05, 0.1}));
    expectAgrees(
        program("qubit[2] q; bit[3] c; ry(1.0) q[0]; c[0] = measure q[0]; if (c[0] == 1) ry(0.5) q[1];"
                "h q[0]; c[1] = measure q[0]; reset q[0]; ry(2.0) q[0]; c[2] = measure q[1];"),
        noise, 3);
}

TEST(Trajectories, WithoutNoiseEachOneIsTheStateVector) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const Circuit circuit = testing::boundRandomCircuit(seed, 4, 15);
        const State state = simulate(circuit).value();
        const auto observables = everyLetter(4);
        const TrajectoryResult result = trajectoriesOf(circuit, {}, observables, 2);
        for (std::size_t k = 0; k < observables.size(); ++k) {
            EXPECT_NEAR(result.expectations[k], state.expectation(observables[k]), 1e-12);
            EXPECT_NEAR(result.standardErrors[k], 0.0, 1e-12);
        }
    }
}

TEST(Trajectories, TheStandardErrorIsThatOfACoin) {
    // x with probability 1/4: ⟨Z⟩ = 1/2 with variance 3/4 of one trajectory.
    NoiseModel noise;
    ASSERT_TRUE(noise.add({Channel::bitFlip(0.25).value(), nullptr, 0, {}}));
    constexpr std::uint64_t count = 10000;
    const TrajectoryResult result =
        trajectoriesOf(program("qubit[2] q; id q[0];"), noise, {PauliSum::z(0)}, count);
    EXPECT_NEAR(result.standardErrors[0], std::sqrt(0.75 / count), 0.0002);
    EXPECT_NEAR(result.expectations[0], 0.5, 4.0 * result.standardErrors[0]);
}

TEST(Trajectories, ACircuitOfNothingHasOneOutcome) {
    EXPECT_THAT(trajectoriesOf(Circuit(), {}, {}, 5).counts,
                ::testing::ElementsAre(::testing::Pair(0U, 5U)));
}

TEST(Trajectories, TheSameSeedGivesTheSameForAnyNumberOfThreads) {
    const Circuit circuit = testing::boundRandomCircuit(9, 5, 20);
    const NoiseModel noise = testing::randomNoise(9, 5);
    const auto observables = everyLetter(5);
    setThreadCount(1);
    const TrajectoryResult one = trajectoriesOf(circuit, noise, observables, 1000, 4);
    setThreadCount(0);
    const TrajectoryResult all = trajectoriesOf(circuit, noise, observables, 1000, 4);
    EXPECT_EQ(one.expectations, all.expectations);
    EXPECT_EQ(one.standardErrors, all.standardErrors);
    EXPECT_EQ(one.counts, all.counts);
    EXPECT_NE(one.counts, trajectoriesOf(circuit, noise, observables, 1000, 5).counts);
}

TEST(Trajectories, LargeStatesAreSharedAmongTheThreads) {
    // A chain of 16 qubits that flip with certainty: every shot is all ones.
    std::string body = "qubit[16] q;";
    for (int q = 0; q < 16; ++q) body += "id q[" + std::to_string(q) + "];";
    NoiseModel noise;
    ASSERT_TRUE(noise.add({Channel::bitFlip(1.0).value(), nullptr, 0, {}}));
    const TrajectoryResult result =
        trajectoriesOf(program(body), noise, {PauliSum::parse("Z0 Z15 + Z7").value()}, 3);
    EXPECT_THAT(result.counts, ::testing::ElementsAre(::testing::Pair(0xffffU, 3U)));
    EXPECT_NEAR(result.expectations[0], 0.0, 1e-12);
}

TEST(Trajectories, WhatCannotBeDoneIsRefused) {
    const Circuit circuit = program("qubit[2] q; h q[0];");
    const auto few = simulateTrajectories(circuit, {}, {PauliSum::z(0)}, {1, 0, true});
    ASSERT_FALSE(few.has_value());
    EXPECT_THAT(few.error().message, HasSubstr("1 trajectories"));
    const auto observable = simulateTrajectories(circuit, {}, {PauliSum::z(2)});
    EXPECT_THAT(observable.error().message, HasSubstr("qubit 2"));
    CircuitParts huge;
    huge.qubits = 60;
    EXPECT_EQ(simulateTrajectories(Circuit::of(huge), {}).error().code, ErrorCode::ResourceExhausted);
    std::stop_source source;
    source.request_stop();
    RunControl control;
    control.stop = source.get_token();
    EXPECT_EQ(simulateTrajectories(circuit, {}, {}, {}, control).error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
