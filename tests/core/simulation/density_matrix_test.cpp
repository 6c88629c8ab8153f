// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/density_matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/parallel.h"
#include "core/simulation/ensemble.h"
#include "core/simulation/plan.h"
#include "tests/core/simulation/noisy_circuits.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using testing::program;

constexpr double kDensityTolerance = 1e-12;

NoiseModel after(Result<Channel> channel, const char* gate = nullptr) {
    NoiseModel model;
    EXPECT_TRUE(model.add({channel.value(), gate == nullptr ? nullptr : findGate(gate), 0, {}}));
    return model;
}

DensityResult densityOf(const Circuit& circuit, const NoiseModel& noise = {},
                        const DensityOptions& options = {}) {
    auto made = simulateDensity(circuit, noise, options);
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().message);
    return *made;
}

void expectEqual(const ComplexMatrix& a, const ComplexMatrix& b, double tolerance) {
    ASSERT_EQ(a.rows(), b.rows());
    EXPECT_LT((a - b).cwiseAbs().maxCoeff(), tolerance);
}

TEST(DensityMatrix, EveryChannelIsItsDenseKrausSum) {
    const Circuit circuit =
        program("qubit[3] q; ry(0.7) q[0]; cx q[0], q[2]; rz(0.3) q[2]; ry(1.9) q[1]; iswap q[2], q[1];");
    RandomStream random(3, "channels");
    for (std::size_t kind = 0; kind < channelKinds().size(); ++kind) {
        const Channel channel = testing::randomChannel(kind, random);
        ASSERT_EQ(channel.kind().name, channelKinds()[kind].name);
        const NoiseModel noise = after(channel);
        const DensityMatrix state = densityOf(circuit, noise).state;
        expectEqual(state.matrix(), testing::denseNoisyState(circuit, noise), kDensityTolerance);
        EXPECT_NEAR(state.trace(), 1.0, kDensityTolerance);
    }
}

TEST(DensityMatrix, TwoHundredRandomCircuitsOfTheWholeGateTable) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const std::size_t qubits = 2 + seed % 3;
        const Circuit circuit = testing::boundRandomCircuit(seed, qubits, 12);
        const NoiseModel noise = testing::randomNoise(seed, qubits);
        const DensityMatrix state = densityOf(circuit, noise).state;
        const ComplexMatrix dense = testing::denseNoisyState(circuit, noise);
        expectEqual(state.matrix(), dense, 1e-10);
        const PauliSum observable = testing::RandomCircuit(seed).observable(qubits);
        const ComplexMatrix matrix = testing::denseObservable(observable, qubits);
        EXPECT_NEAR(state.expectation(observable), (matrix * dense).trace().real(), 1e-10) << seed;
        EXPECT_NEAR(state.purity(), (dense * dense).trace().real(), 1e-10) << seed;
        if (::testing::Test::HasFailure()) FAIL() << "seed " << seed;
    }
}

TEST(DensityMatrix, AThreeQubitChannelFollowsThreeQubitGates) {
    // Flips all three qubits at once with probability 0.3.
    const ComplexMatrix x = testing::pauliMatrix('X');
    const ComplexMatrix all =
        testing::onQubits(x, {0}, 3) * testing::onQubits(x, {1}, 3) * testing::onQubits(x, {2}, 3);
    const Channel flips =
        Channel::kraus({std::sqrt(0.7) * ComplexMatrix::Identity(8, 8), std::sqrt(0.3) * all}).value();
    const DensityResult result = densityOf(program("qubit[3] q; ccx q[0], q[1], q[2];"), after(flips));
    EXPECT_NEAR(result.outcomes.at(0), 0.7, kDensityTolerance);
    EXPECT_NEAR(result.outcomes.at(7), 0.3, kDensityTolerance);
}

TEST(DensityMatrix, WithoutNoiseItIsTheStateVector) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Circuit circuit = testing::boundRandomCircuit(seed, 4, 15);
        const State state = simulate(circuit).value();
        const DensityMatrix density = densityOf(circuit).state;
        EXPECT_NEAR(density.fidelity(state), 1.0, 1e-12);
        EXPECT_NEAR(density.purity(), 1.0, 1e-12);
        for (std::size_t qubit = 0; qubit < 4; ++qubit)
            for (std::size_t axis = 0; axis < 3; ++axis)
                EXPECT_NEAR(density.bloch(qubit)[axis], state.bloch(qubit)[axis], 1e-12);
    }
}

TEST(DensityMatrix, DepolarizedBellPairHasTheTextbookFidelity) {
    const Circuit bell = program("qubit[2] q; h q[0]; cx q[0], q[1];");
    const State pure = simulate(bell).value();
    for (const double p : {0.0, 0.1, 0.5, 1.0}) {
        const DensityMatrix both = densityOf(bell, after(Channel::depolarizing(p, 2))).state;
        EXPECT_NEAR(both.fidelity(pure), 1.0 - 0.75 * p, kDensityTolerance);
        // Either qubit alone shrinks the pair to a Werner state; two shrinkings multiply.
        const DensityMatrix each = densityOf(bell, after(Channel::depolarizing(p), "cx")).state;
        EXPECT_NEAR(each.fidelity(pure), 0.25 * (1.0 + 3.0 * (1.0 - p) * (1.0 - p)), kDensityTolerance);
        EXPECT_NEAR(each.expectation(PauliSum::parse("X0 X1").value()), (1.0 - p) * (1.0 - p),
                    kDensityTolerance);
    }
}

TEST(DensityMatrix, WaitingDecaysWithT1AndT2) {
    const double t1 = 50.0, t2 = 30.0, waitNs = 1000.0;
    const NoiseModel noise = after(Channel::thermalRelaxation(t1, t2, waitNs), "id");
    std::string waits;
    for (int steps = 1; steps <= 5; ++steps) {
        waits += " id q;";
        const double t = steps * waitNs / 1000.0;
        const DensityMatrix excited = densityOf(program("qubit q; x q;" + waits), noise).state;
        EXPECT_NEAR(excited.probabilities()[1], std::exp(-t / t1), kDensityTolerance);
        const DensityMatrix plus = densityOf(program("qubit q; h q;" + waits), noise).state;
        EXPECT_NEAR(plus.bloch(0)[0], std::exp(-t / t2), kDensityTolerance);
    }
}

TEST(DensityMatrix, MeasurementsOnTheWayAgreeWithEveryBranch) {
    const std::vector<std::string> bodies = {
        "qubit[2] q; bit[3] c; ry(1.0) q[0]; c[0] = measure q[0]; if (c[0] == 1) ry(0.5) q[1]; h q[0];"
        "c[1] = measure q[0]; reset q[0]; ry(2.0) q[0]; c[2] = measure q[1];",
        "qubit[3] q; bit[2] c; ry(0.7) q[0]; h q[1]; cx q[1], q[2]; cx q[0], q[1]; h q[0];"
        "c[0] = measure q[0]; c[1] = measure q[1]; if (c[1] == 1) x q[2]; if (c[0] == 1) z q[2];",
        "qubit[2] q; h q[0]; cx q[0], q[1]; reset q[0];",
        "qubit[1] q; bit[1] c; h q[0]; c[0] = measure q[0]; h q[0]; c[0] = measure q[0]; h q[0];"
        "if (c[0] == 1) reset q[0]; if (c[0] == 0) x q[0];"};
    for (const std::string& body : bodies) {
        const OutcomeEnsemble exact = simulateEnsemble(program(body)).value();
        const DensityResult result = densityOf(program(body));
        ASSERT_EQ(result.outcomes.size(), exact.outcomes.size()) << body;
        for (const auto& [key, probability] : exact.outcomes)
            EXPECT_NEAR(result.outcomes.at(key), probability, kDensityTolerance) << body;
        DensityOptions forgetful;
        forgetful.outcomes = false;
        const DensityResult forgotten = densityOf(program(body), {}, forgetful);
        EXPECT_TRUE(forgotten.outcomes.empty());
        for (const DensityMatrix& state : {result.state, forgotten.state}) {
            EXPECT_NEAR(state.trace(), 1.0, kDensityTolerance);
            for (std::size_t qubit = 0; qubit < exact.bloch.size(); ++qubit)
                for (std::size_t axis = 0; axis < 3; ++axis)
                    EXPECT_NEAR(state.bloch(qubit)[axis], exact.bloch[qubit][axis], kDensityTolerance)
                        << body;
        }
    }
}

TEST(DensityMatrix, BitsThatNobodyReadsNeedNoBranches) {
    std::string body = "qubit[1] q; bit[12] c;";
    for (int i = 0; i < 12; ++i) body += "h q[0]; c[" + std::to_string(i) + "] = measure q[0];";
    body += "h q[0];";
    DensityOptions options;
    options.maxBranches = 16;
    const auto refused = simulateDensity(program(body), {}, options);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(refused.error().message, HasSubstr("16"));
    options.outcomes = false;
    const DensityResult result = densityOf(program(body), {}, options);
    EXPECT_EQ(result.branches, 1U);
    EXPECT_NEAR(result.state.purity(), 0.5, kDensityTolerance);
}

TEST(DensityMatrix, ReadoutErrorsChangeWhatIsReadAndNotTheState) {
    NoiseModel noise;
    ASSERT_TRUE(noise.addReadout(0, {0.1, 0.3}));
    const DensityResult bell = densityOf(program("qubit[2] q; h q[0]; cx q[0], q[1];"), noise);
    EXPECT_NEAR(bell.outcomes.at(0), 0.5 * 0.9, kDensityTolerance);
    EXPECT_NEAR(bell.outcomes.at(1), 0.5 * 0.1, kDensityTolerance);
    EXPECT_NEAR(bell.outcomes.at(2), 0.5 * 0.3, kDensityTolerance);
    EXPECT_NEAR(bell.outcomes.at(3), 0.5 * 0.7, kDensityTolerance);
    EXPECT_NEAR(bell.state.expectation(PauliSum::parse("Z0 Z1").value()), 1.0, kDensityTolerance);
    // A wrong reading steers the program: x is undone unless the one is read as zero.
    const DensityResult steered =
        densityOf(program("qubit[2] q; bit[2] c; x q[0]; c[0] = measure q[0]; if (c[0] == 1) x q[0];"
                          "c[1] = measure q[1];"),
                  noise);
    EXPECT_NEAR(steered.state.probabilities()[1], 0.3, kDensityTolerance);
    EXPECT_NEAR(steered.outcomes.at(0), 0.3, kDensityTolerance);
    EXPECT_NEAR(steered.outcomes.at(1), 0.7, kDensityTolerance);
}

TEST(DensityMatrix, NoiseOfAConditionalGateComesOnlyWithTheGate) {
    const std::string body = "qubit[2] q; bit[1] c; x q[0]; c[0] = measure q[0]; if (c[0] == 0) x q[1];";
    NoiseModel noise;
    ASSERT_TRUE(noise.add({Channel::bitFlip(0.5).value(), nullptr, 0, {1}}));
    EXPECT_NEAR(densityOf(program(body), noise).state.bloch(1)[2], 1.0, kDensityTolerance);
}

TEST(DensityMatrix, ACircuitOfNothingIsTheNumberOne) {
    const DensityResult result = densityOf(Circuit());
    EXPECT_EQ(result.state.entry(0, 0), 1.0);
    EXPECT_THAT(result.outcomes, ::testing::ElementsAre(::testing::Pair(0U, 1.0)));
}

TEST(DensityMatrix, ShotsFollowTheOutcomes) {
    const std::map<std::uint64_t, double> outcomes = {{1, 0.2}, {6, 0.5}, {9, 0.3}};
    constexpr std::uint64_t shots = 3000000;  // more than one batch
    const Counts counts = sampleOutcomes(outcomes, shots, 7).value();
    ASSERT_EQ(counts.size(), 3U);
    std::uint64_t total = 0;
    for (const auto& [key, times] : counts) {
        const double p = outcomes.at(key);
        EXPECT_NEAR(static_cast<double>(times), p * shots, 5.0 * std::sqrt(p * (1.0 - p) * shots));
        total += times;
    }
    EXPECT_EQ(total, shots);
    EXPECT_EQ(counts, sampleOutcomes(outcomes, shots, 7).value());
    EXPECT_NE(counts, sampleOutcomes(outcomes, shots, 8).value());
    EXPECT_FALSE(sampleOutcomes({}, 1, 0).has_value());
}

TEST(DensityMatrix, TheSameBitsForAnyNumberOfThreads) {
    const Circuit circuit = testing::boundRandomCircuit(5, 8, 30);
    const NoiseModel noise = testing::randomNoise(5, 8);
    setThreadCount(1);
    const ComplexMatrix one = densityOf(circuit, noise).state.matrix();
    const double purity = densityOf(circuit, noise).state.purity();
    setThreadCount(0);
    const DensityMatrix all = densityOf(circuit, noise).state;
    EXPECT_EQ(one, all.matrix());
    EXPECT_EQ(purity, all.purity());
}

TEST(DensityMatrix, WhatCannotBeDoneIsRefused) {
    CircuitParts wide;
    wide.qubits = 15;
    EXPECT_EQ(simulateDensity(Circuit::of(wide)).error().code, ErrorCode::ResourceExhausted);
    CircuitParts symbolic;
    symbolic.qubits = 1;
    symbolic.parameters = {{"w", ParameterRole::Trainable, {}, ""}};
    symbolic.operations = {Operation::gateOn("rx", {0}, {Angle::symbol("w")})};
    EXPECT_THAT(simulateDensity(Circuit::of(symbolic)).error().message, HasSubstr("w"));
    NoiseModel absent;
    ASSERT_TRUE(absent.addReadout(4, {0.1, 0.1}));
    EXPECT_THAT(simulateDensity(program("qubit[2] q; h q[0];"), absent).error().message,
                HasSubstr("qubit 4"));
    std::stop_source source;
    source.request_stop();
    RunControl control;
    control.stop = source.get_token();
    EXPECT_EQ(simulateDensity(program("qubit q; h q;"), {}, {}, control).error().code,
              ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
