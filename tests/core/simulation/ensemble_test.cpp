// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/ensemble.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/circuit/qasm.h"
#include "core/simulation/plan.h"

namespace qstore {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pair;

constexpr double tolerance = 1e-12;

Circuit stdgatesProgram(const std::string& body) {
    auto read = readQasm("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + body);
    EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().message);
    return *read;
}

OutcomeEnsemble ensembleOf(const std::string& body) {
    auto made = simulateEnsemble(stdgatesProgram(body));
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().message);
    return *made;
}

TEST(Ensemble, AMeasuredPlusStateIsMaximallyMixed) {
    const auto mixed = ensembleOf("qubit[1] q; bit[1] c; h q[0]; c[0] = measure q[0]; z q[0]; h q[0];");
    EXPECT_EQ(mixed.branches, 2U);
    EXPECT_THAT(mixed.probabilities, ElementsAre(DoubleNear(0.5, tolerance), DoubleNear(0.5, tolerance)));
    EXPECT_THAT(mixed.outcomes,
                ElementsAre(Pair(0, DoubleNear(0.5, tolerance)), Pair(1, DoubleNear(0.5, tolerance))));
    for (const double component : mixed.bloch[0]) EXPECT_NEAR(component, 0.0, tolerance);
}

TEST(Ensemble, TeleportationBringsTheStateToTheThirdQubit) {
    const double angle = 0.7;
    const auto sent = ensembleOf(
        "qubit[3] q; bit[2] c; ry(0.7) q[0]; h q[1]; cx q[1], q[2]; cx q[0], q[1]; h q[0];"
        "c[0] = measure q[0]; c[1] = measure q[1]; if (c[1] == 1) x q[2]; if (c[0] == 1) z q[2];");
    EXPECT_EQ(sent.branches, 4U);
    EXPECT_NEAR(sent.bloch[2][0], std::sin(angle), tolerance);
    EXPECT_NEAR(sent.bloch[2][1], 0.0, tolerance);
    EXPECT_NEAR(sent.bloch[2][2], std::cos(angle), tolerance);
    ASSERT_EQ(sent.outcomes.size(), 4U);
    for (const auto& [bits, probability] : sent.outcomes) EXPECT_NEAR(probability, 0.25, tolerance);
}

TEST(Ensemble, AResetForgetsOneHalfOfABellPair) {
    const auto left = ensembleOf("qubit[2] q; h q[0]; cx q[0], q[1]; reset q[0];");
    EXPECT_EQ(left.branches, 2U);
    // Qubit 0 is |0⟩ and qubit 1 is mixed: the basis states 00 and 10.
    EXPECT_THAT(left.probabilities, ElementsAre(DoubleNear(0.5, tolerance), DoubleNear(0.0, tolerance),
                                                DoubleNear(0.5, tolerance), DoubleNear(0.0, tolerance)));
    EXPECT_NEAR(left.bloch[0][2], 1.0, tolerance);
    EXPECT_NEAR(left.bloch[1][2], 0.0, tolerance);
}

TEST(Ensemble, OutcomesThatCannotHappenAreNoBranches) {
    const auto sure = ensembleOf(
        "qubit[1] q; bit[2] c; x q[0]; c[0] = measure q[0]; x q[0]; "
        "c[1] = measure q[0];");
    EXPECT_EQ(sure.branches, 1U);
    EXPECT_THAT(sure.outcomes, ElementsAre(Pair(1, DoubleNear(1.0, tolerance))));
}

TEST(Ensemble, WithoutMeasurementItIsTheStateItself) {
    const Circuit circuit = stdgatesProgram("qubit[2] q; ry(0.4) q[0]; cx q[0], q[1]; rx(1.1) q[1];");
    const auto ensemble = simulateEnsemble(circuit).value();
    const State state = simulate(circuit).value();
    EXPECT_EQ(ensemble.branches, 1U);
    const std::vector<double> expected = state.probabilities();
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(ensemble.probabilities[i], expected[i], tolerance);
    for (std::size_t qubit = 0; qubit < 2; ++qubit) {
        for (std::size_t axis = 0; axis < 3; ++axis)
            EXPECT_NEAR(ensemble.bloch[qubit][axis], state.bloch(qubit)[axis], tolerance);
    }
}

TEST(Ensemble, AgreesWithManyShots) {
    const std::string body =
        "qubit[2] q; bit[3] c; ry(1.0) q[0]; c[0] = measure q[0]; if (c[0] == 1) ry(0.5) q[1]; h q[0];"
        "c[1] = measure q[0]; reset q[0]; ry(2.0) q[0]; c[2] = measure q[1];";
    const auto exact = ensembleOf(body);
    constexpr std::uint64_t shots = 200000;
    const Counts counts = Plan::compile(stdgatesProgram(body)).value()->sample({}, shots, 5).value().at(0);
    double sum = 0.0;
    for (const auto& [key, probability] : exact.outcomes) {
        sum += probability;
        const double seen = counts.count(key) > 0 ? static_cast<double>(counts.at(key)) : 0.0;
        const double deviation = std::sqrt(probability * (1.0 - probability) / shots);
        EXPECT_NEAR(seen / shots, probability, 5.0 * deviation + 1e-9) << key;
    }
    EXPECT_NEAR(sum, 1.0, tolerance);
    for (const auto& [key, times] : counts) EXPECT_TRUE(exact.outcomes.count(key) > 0) << key;
}

TEST(Ensemble, TooManyOutcomesAreRefused) {
    std::string body = "qubit[1] q; bit[5] c;";
    for (int i = 0; i < 5; ++i) body += "h q[0]; c[" + std::to_string(i) + "] = measure q[0];";
    body += "h q[0];";
    EXPECT_EQ(simulateEnsemble(stdgatesProgram(body), 32)->branches, 32U);
    const auto refused = simulateEnsemble(stdgatesProgram(body), 31);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::ResourceExhausted);
    EXPECT_THAT(refused.error().message, ::testing::HasSubstr("31"));
}

TEST(Ensemble, AStopIsCancelled) {
    std::stop_source source;
    source.request_stop();
    RunControl control;
    control.stop = source.get_token();
    const auto stopped = simulateEnsemble(stdgatesProgram("qubit[1] q; h q[0];"), 8, control);
    ASSERT_FALSE(stopped.has_value());
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
