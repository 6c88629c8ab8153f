// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/stabilizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/base/parallel.h"
#include "core/simulation/ensemble.h"
#include "tests/core/simulation/noisy_circuits.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using testing::program;

constexpr double kQuarterTurn = std::numbers::pi / 2;

/// A gate that is Clifford by its record.
bool isCliffordRecord(const GateInfo& gate) {
    return gate.clifford;
}
/// A gate that is Clifford when its angles are multiples of π/2.
bool isCliffordByAngle(const GateInfo& gate) {
    return gate.controlCount == 0 && !gate.angleNames.empty();
}

/// Seeded Clifford circuits over the whole gate table: fixed Clifford gates, rotations and native gates at
/// multiples of π/2, Pauli gates under a control or an anti-control. Measurements write a bit each; resets
/// follow a measurement, so that what they find is known.
class RandomClifford {
public:
    explicit RandomClifford(std::uint64_t seed) : m_random(seed, "random clifford") {
        for (const GateInfo& gate : gateTable()) {
            if (isCliffordRecord(gate)) m_gates.push_back(&gate);
            if (isCliffordByAngle(gate)) m_gates.push_back(&gate);
        }
    }

    Circuit circuit(std::size_t qubits, std::size_t operations, bool measuring) {
        CircuitParts parts;
        parts.qubits = qubits;
        for (std::size_t i = 0; i < operations; ++i) {
            const std::uint64_t pick = measuring ? m_random.below(6) : 6;
            if (pick == 0) {
                measure(parts);
            } else {
                parts.operations.push_back(gate(qubits));
                if (pick == 1 && parts.bits > 0)
                    parts.operations.back().conditions.push_back(
                        {{m_random.below(parts.bits)}, m_random.below(2), m_random.below(2) == 0});
            }
        }
        return Circuit::of(std::move(parts));
    }

private:
    void measure(CircuitParts& parts) {
        const Qubit qubit = m_random.below(parts.qubits);
        parts.operations.push_back(Operation::measure(qubit, parts.bits++));
        if (m_random.below(3) == 0) parts.operations.push_back(Operation::reset(qubit));
    }

    Operation gate(std::size_t qubits) {
        for (;;) {
            const GateInfo& gate = *m_gates[m_random.below(m_gates.size())];
            if (gate.qubits > qubits) continue;
            const auto order = m_random.permutation(qubits);
            std::vector<Angle> angles;
            for (std::size_t j = 0; j < gate.angleNames.size(); ++j)
                angles.push_back(Angle((static_cast<double>(m_random.below(9)) - 4.0) * kQuarterTurn));
            Operation operation =
                makeGate(gate.name,
                         {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(gate.qubits)},
                         std::move(angles))
                    .value();
            for (Control& control : operation.controls) control.onOne = m_random.below(2) == 0;
            return operation;
        }
    }

    RandomStream m_random;
    std::vector<const GateInfo*> m_gates;
};

/// The dense state that goes with the bits of one run; fails where an outcome was impossible.
Eigen::VectorXcd denseRun(const Circuit& circuit, const std::vector<bool>& outcomes) {
    const std::size_t n = circuit.qubits();
    Eigen::VectorXcd state = Eigen::VectorXcd::Unit(Eigen::Index{1} << n, 0);
    std::vector<bool> bits(circuit.bits());
    const auto project = [&](Qubit qubit, bool one) {
        for (Eigen::Index i = 0; i < state.size(); ++i)
            if ((((i >> qubit) & 1) != 0) != one) state[i] = 0.0;
        const double probability = state.squaredNorm();
        EXPECT_TRUE(std::abs(probability - 0.5) < 1e-9 || std::abs(probability - 1.0) < 1e-9)
            << probability;
        state /= std::sqrt(probability);
    };
    for (const Operation& operation : circuit.operations()) {
        if (operation.kind == OperationKind::Measure) {
            bits[operation.bits[0]] = outcomes[operation.bits[0]];
            project(operation.targets[0], bits[operation.bits[0]]);
            continue;
        }
        if (operation.kind == OperationKind::Reset) {
            const Qubit qubit = operation.targets[0];
            double one = 0.0;
            for (Eigen::Index i = 0; i < state.size(); ++i)
                if (((i >> qubit) & 1) != 0) one += std::norm(state[i]);
            if (one > 0.5) state = testing::onQubits(testing::pauliMatrix('X'), {qubit}, n) * state;
            continue;
        }
        bool holds = true;
        for (const Condition& condition : operation.conditions)
            holds = holds && ((bits[condition.bits[0]] == (condition.value == 1)) != condition.negated);
        if (holds) state = testing::gateOnAll(operation, n) * state;
    }
    return state;
}

TEST(Stabilizer, ThreeHundredRandomCircuitsAgreeWithDenseStates) {
    std::vector<std::vector<std::pair<PauliString, ComplexMatrix>>> strings(5);
    for (std::size_t n = 2; n <= 4; ++n)
        for (std::uint64_t x = 0; x < (1U << n); ++x)
            for (std::uint64_t z = 0; z < (1U << n); ++z)
                strings[n].emplace_back(PauliString{x, z}, testing::denseObservable({{{1.0, {x, z}}}}, n));
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const std::size_t n = 2 + seed % 3;
        Circuit circuit = RandomClifford(seed).circuit(n, 60, true);
        // A gate at the end, so that no measurement is a closing one.
        CircuitParts parts = circuit.parts();
        for (Qubit q = 0; q < n; ++q) parts.operations.push_back(Operation::gateOn("h", {q}));
        circuit = Circuit::of(std::move(parts));
        const auto run = runStabilizer(circuit, seed, 7);
        ASSERT_TRUE(run) << run.error().message;
        const Eigen::VectorXcd state = denseRun(circuit, run->bits);
        for (const auto& [string, matrix] : strings[n])
            ASSERT_NEAR(run->state.expectation(string), state.dot(matrix * state).real(), 1e-9)
                << "seed " << seed << ", x " << string.x << ", z " << string.z;
    }
}

TEST(Stabilizer, ShotsFollowTheExactProbabilities) {
    constexpr std::uint64_t shots = 4000;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const Circuit circuit = RandomClifford(seed).circuit(3, 12, seed % 2 == 0);
        const OutcomeEnsemble exact = simulateEnsemble(circuit).value();
        const auto counts = sampleStabilizer(circuit, shots, seed);
        ASSERT_TRUE(counts) << counts.error().message;
        std::map<std::string, double> expected;
        const std::size_t digits = circuit.bits() > 0 ? circuit.bits() : 3;
        for (const auto& [key, p] : exact.outcomes) {
            if (p < 1e-12) continue;
            std::string text(digits, '0');
            for (std::size_t bit = 0; bit < digits; ++bit)
                if (((key >> bit) & 1U) != 0) text[digits - 1 - bit] = '1';
            expected[text] = p;
        }
        std::uint64_t total = 0;
        for (const auto& [text, times] : *counts) {
            ASSERT_EQ(expected.count(text), 1U) << text << ", seed " << seed;
            const double p = expected[text];
            EXPECT_NEAR(static_cast<double>(times) / shots, p,
                        5.0 * std::sqrt(p * (1.0 - p) / shots) + 1e-9);
            total += times;
        }
        EXPECT_EQ(total, shots);
    }
}

TEST(Stabilizer, ExactProbabilitiesAreThoseOfTheState) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const Circuit circuit = RandomClifford(seed).circuit(4, 20, false);
        const auto listed = stabilizerProbabilities(circuit, 16).value();
        const OutcomeEnsemble exact = simulateEnsemble(circuit).value();
        for (std::size_t index = 0; index < 16; ++index) {
            std::string text(4, '0');
            for (std::size_t q = 0; q < 4; ++q)
                if (((index >> q) & 1U) != 0) text[3 - q] = '1';
            const auto found = listed.find(text);
            EXPECT_NEAR(found == listed.end() ? 0.0 : found->second, exact.probabilities[index], 1e-9);
        }
    }
    const auto many = stabilizerProbabilities(program("qubit[70] q; h q;"), 1U << 16U);
    EXPECT_EQ(many.error().code, ErrorCode::ResourceExhausted);
    EXPECT_THAT(many.error().message, HasSubstr("2^70"));
}

TEST(Stabilizer, AWideCircuitAndItsInverseAreTheIdentity) {
    const std::size_t n = 150;
    const Circuit forward = RandomClifford(11).circuit(n, 2000, false);
    const Circuit backward = forward.inverse().value();
    CircuitParts parts = forward.parts();
    parts.definitions = backward.parts().definitions;
    parts.operations.insert(parts.operations.end(), backward.operations().begin(),
                            backward.operations().end());
    const auto state = simulateStabilizer(Circuit::of(std::move(parts)));
    ASSERT_TRUE(state) << state.error().message;
    for (std::size_t q = 0; q < n; ++q) {
        std::vector<std::uint64_t> x(3), z(3);
        z[q / 64] = std::uint64_t{1} << (q % 64);
        EXPECT_EQ(state->expectation(x, z), 1) << q;
        x = z;
        EXPECT_EQ(state->expectation(x, z), 0) << q;
    }
}

TEST(Stabilizer, AWideStateMeasuredTwiceSaysTheSame) {
    const std::size_t n = 130;
    CircuitParts parts = RandomClifford(4).circuit(n, 1500, false).parts();
    parts.bits = 2 * n;
    for (std::size_t round = 0; round < 2; ++round) {
        for (Qubit q = 0; q < n; ++q) parts.operations.push_back(Operation::measure(q, round * n + q));
        // Enough gates to turn the tableau over between the rounds; together they do nothing.
        for (int i = 0; i < 50; ++i) {
            parts.operations.push_back(Operation::gateOn("cx", {3, 100}));
            parts.operations.push_back(Operation::gateOn("cx", {3, 100}));
        }
    }
    const auto counts = sampleStabilizer(Circuit::of(std::move(parts)), 40, 2).value();
    EXPECT_GT(counts.size(), 20U) << "the state has many outcomes";
    for (const auto& [text, times] : counts) EXPECT_EQ(text.substr(0, n), text.substr(n));
}

TEST(Stabilizer, GhzOnTwoThousandQubitsIsAllOrNothing) {
    const std::size_t n = 2000;
    CircuitParts parts;
    parts.qubits = n;
    parts.operations.push_back(Operation::gateOn("h", {0}));
    for (Qubit q = 1; q < n; ++q) parts.operations.push_back(Operation::gateOn("cx", {q - 1, q}));
    const Circuit ghz = Circuit::of(parts);
    const auto counts = sampleStabilizer(ghz, 1000, 3).value();
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts.begin()->first, std::string(n, '0'));
    EXPECT_EQ(std::prev(counts.end())->first, std::string(n, '1'));
    EXPECT_NEAR(static_cast<double>(counts.begin()->second), 500.0, 80.0);  // five standard deviations
    const StabilizerState state = simulateStabilizer(ghz).value();
    const std::vector<std::uint64_t> none((n + 63) / 64), all = [&] {
        std::vector<std::uint64_t> words((n + 63) / 64, ~std::uint64_t{0});
        words.back() >>= words.size() * 64 - n;
        return words;
    }();
    EXPECT_EQ(state.expectation(all, none), 1);
    EXPECT_EQ(state.expectation(none, all), 1) << "an even number of Z";
    EXPECT_EQ(state.expectation(PauliSum::parse("Z0 Z63 - 0.5 Z1 Z2 + 3 X0 + 0.25").value()), 0.75);
}

TEST(Stabilizer, GraphStatesHaveTheirStabilisers) {
    // A ring: X on a node with Z on its neighbours is +1 (Hein, Eisert and Briegel, PRA 69, 062311 (2004)).
    const std::size_t n = 90;
    CircuitParts parts;
    parts.qubits = n;
    for (Qubit q = 0; q < n; ++q) parts.operations.push_back(Operation::gateOn("h", {q}));
    for (Qubit q = 0; q < n; ++q) parts.operations.push_back(Operation::gateOn("cz", {q, (q + 1) % n}));
    const StabilizerState state = simulateStabilizer(Circuit::of(parts)).value();
    for (Qubit q = 0; q < n; ++q) {
        std::vector<std::uint64_t> x(2), z(2);
        x[q / 64] |= std::uint64_t{1} << (q % 64);
        for (const Qubit near : {(q + 1) % n, (q + n - 1) % n})
            z[near / 64] |= std::uint64_t{1} << (near % 64);
        EXPECT_EQ(state.expectation(x, z), 1);
    }
}

TEST(Stabilizer, TeleportationNeedsItsCorrections) {
    const std::string sent =
        "qubit[3] q; bit[3] c; sx q[0]; s q[0]; h q[1]; cx q[1], q[2]; cx q[0], q[1]; h q[0];"
        "c[0] = measure q[0]; c[1] = measure q[1];";
    const std::string undone = "sdg q[2]; inv @ sx q[2]; c[2] = measure q[2];";
    const auto right =
        sampleStabilizer(program(sent + "if (c[1] == 1) x q[2]; if (c[0] == 1) z q[2];" + undone), 400, 1);
    ASSERT_EQ(right->size(), 4U);
    for (const auto& [text, times] : *right) EXPECT_EQ(text[0], '0');
    const auto wrong = sampleStabilizer(program(sent + undone), 400, 1);
    EXPECT_TRUE(std::any_of(wrong->begin(), wrong->end(), [](const auto& c) { return c.first[0] == '1'; }));
}

TEST(Stabilizer, TheSameSeedGivesTheSameForAnyNumberOfThreads) {
    for (const bool measuring : {false, true}) {
        const Circuit circuit = RandomClifford(21).circuit(12, 80, measuring);
        setThreadCount(1);
        const auto one = sampleStabilizer(circuit, 3000, 5).value();
        setThreadCount(0);
        EXPECT_EQ(one, sampleStabilizer(circuit, 3000, 5).value());
        EXPECT_NE(one, sampleStabilizer(circuit, 3000, 6).value());
    }
}

TEST(Stabilizer, KeysHaveNoLimitOf64) {
    CircuitParts parts;
    parts.qubits = 2;
    parts.bits = 100;
    parts.operations = {Operation::gateOn("x", {1}), Operation::measure(1, 99), Operation::measure(0, 70)};
    EXPECT_THAT(sampleStabilizer(Circuit::of(parts), 5, 0).value(),
                ElementsAre(Pair("1" + std::string(99, '0'), 5U)));
}

TEST(Stabilizer, ACircuitOfNothingHasOneOutcome) {
    EXPECT_THAT(sampleStabilizer(Circuit(), 3, 0).value(), ElementsAre(Pair("", 3U)));
    EXPECT_EQ(simulateStabilizer(Circuit())->expectation(PauliSum::parse("0.5 I").value()), 0.5);
    CircuitParts bitsOnly;
    bitsOnly.qubits = 1;
    bitsOnly.bits = 2;
    EXPECT_THAT(sampleStabilizer(Circuit::of(bitsOnly), 3, 0).value(), ElementsAre(Pair("0", 3U)))
        << "no bit is assigned, so the qubits are the key";
}

TEST(Stabilizer, EveryCliffordGateOfTheTableIsKnown) {
    for (const GateInfo& gate : gateTable()) {
        std::vector<Qubit> qubits;
        for (Qubit q = 0; q < gate.qubits; ++q) qubits.push_back(q);
        CircuitParts parts;
        parts.qubits = 5;
        const std::vector<Angle> angles(gate.angleNames.size(), Angle(kQuarterTurn));
        parts.operations = {makeGate(gate.name, qubits, angles).value()};
        const auto state = simulateStabilizer(Circuit::of(parts));
        if (gate.clifford || isCliffordByAngle(gate)) {
            EXPECT_TRUE(state) << gate.name << ": " << state.error().message;
        } else if (!state) {
            EXPECT_EQ(state.error().code, ErrorCode::Unsupported);
            EXPECT_THAT(state.error().message, HasSubstr("(" + std::string(gate.name) + ")"));
        }
        if (gate.angleNames.empty() && !gate.clifford) {
            EXPECT_FALSE(state) << gate.name;
        }
    }
}

TEST(Stabilizer, ControlledGatesAreCliffordAtTheRightAngles) {
    const auto isKnown = [](const std::string& body) {
        return simulateStabilizer(program("qubit[3] q;" + body)).has_value();
    };
    EXPECT_TRUE(isKnown("cp(pi) q[0], q[1];")) << "cz";
    EXPECT_FALSE(isKnown("cp(pi/2) q[0], q[1];")) << "cs";
    EXPECT_TRUE(isKnown("crx(pi) q[0], q[1];")) << "cx with a phase gate on the control";
    EXPECT_FALSE(isKnown("crx(pi/2) q[0], q[1];"));
    EXPECT_TRUE(isKnown("crx(2*pi) q[0], q[1];")) << "z on the control";
    EXPECT_TRUE(isKnown("ctrl @ gphase(pi/2) q[0];")) << "s";
    EXPECT_TRUE(isKnown("ctrl(2) @ gphase(pi) q[0], q[1];")) << "cz";
    EXPECT_TRUE(isKnown("negctrl @ x q[0], q[1];"));
    EXPECT_FALSE(isKnown("ctrl(2) @ x q[0], q[1], q[2];"));
    EXPECT_TRUE(isKnown("rx(1.57079632679) q[0];")) << "within 1e-9";
    EXPECT_FALSE(isKnown("rx(1.5708) q[0];"));
}

TEST(Stabilizer, WhatCannotBeDoneIsRefused) {
    const auto angle = simulateStabilizer(program("qubit[2] q; h q[0]; crz(0.3) q[0], q[1];"));
    EXPECT_EQ(angle.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(angle.error().message, HasSubstr("operation 1 (crz) with theta = 0.3"));
    const auto random = simulateStabilizer(program("qubit q; h q; reset q;"));
    EXPECT_THAT(random.error().message, HasSubstr("operation 1 (reset)"));
    CircuitParts symbolic;
    symbolic.qubits = 1;
    symbolic.parameters = {{"w", ParameterRole::Trainable, {}, ""}};
    symbolic.operations = {Operation::gateOn("rx", {0}, {Angle::symbol("w")})};
    EXPECT_THAT(simulateStabilizer(Circuit::of(symbolic)).error().message, HasSubstr("w"));
    std::stop_source source;
    source.request_stop();
    RunControl control;
    control.stop = source.get_token();
    const Circuit coin = program("qubit q; h q;");
    EXPECT_EQ(sampleStabilizer(coin, 10, 0, control).error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
