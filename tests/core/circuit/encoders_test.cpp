// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "core/circuit/templates.h"
#include "core/data/amplitude.h"
#include "tests/core/circuit/circuit_testing.h"

namespace qstore {
namespace {

using std::numbers::pi;
using testing::Bindings;
using testing::fidelity;
using testing::finalState;
using ::testing::HasSubstr;
using State = Eigen::VectorXcd;
constexpr Complex kI{0, 1};

Circuit made(std::string_view name, std::size_t features, const TemplateOptions& options = {}) {
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < features; ++i) columns.push_back("x" + std::to_string(i));
    auto circuit = makeEncoder(name, columns, options);
    EXPECT_TRUE(circuit) << name << ": " << (circuit ? "" : circuit.error().message);
    return circuit.value_or(Circuit());
}

Bindings bindingsOf(const Circuit& circuit, const std::vector<double>& values) {
    Bindings bindings;
    EXPECT_EQ(circuit.parameters().size(), values.size());
    for (std::size_t i = 0; i < std::min(values.size(), circuit.parameters().size()); ++i)
        bindings.emplace_back(circuit.parameters()[i].name, values[i]);
    return bindings;
}

State encoded(std::string_view name, const std::vector<double>& values,
              const TemplateOptions& options = {}) {
    const auto circuit = made(name, values.size(), options);
    return finalState(circuit, bindingsOf(circuit, values));
}

/// The product of one-qubit states, the first one least significant.
State product(const std::vector<Eigen::Vector2cd>& qubits) {
    State state(Eigen::Index{1} << qubits.size());
    for (Eigen::Index i = 0; i < state.size(); ++i) {
        state[i] = 1;
        for (std::size_t q = 0; q < qubits.size(); ++q) state[i] *= qubits[q][(i >> q) & 1];
    }
    return state;
}

TEST(Encoders, AngleTurnsEachQubitByItsFeature) {
    const std::vector<double> x{0.4, 1.9, 2.8};
    std::vector<Eigen::Vector2cd> y, aroundX, z;
    for (const double v : x) {
        y.emplace_back(std::cos(v / 2), std::sin(v / 2));
        aroundX.emplace_back(std::cos(v / 2), -kI * std::sin(v / 2));
        z.emplace_back(std::sqrt(0.5), std::sqrt(0.5) * std::exp(kI * v));
    }
    EXPECT_NEAR(fidelity(encoded("angle", x), product(y)), 1, 1e-14);
    EXPECT_NEAR(fidelity(encoded("angle", x, {{"axis", "x"}}), product(aroundX)), 1, 1e-14);
    EXPECT_NEAR(fidelity(encoded("angle", x, {{"axis", "z"}}), product(z)), 1, 1e-14);
}

TEST(Encoders, DenseAngleTakesTwoFeaturesAQubit) {
    const std::vector<double> x{0.4, 1.9, 2.8};
    const auto dense = product({Eigen::Vector2cd(std::cos(0.2), std::exp(kI * 3.8) * std::sin(0.2)),
                                Eigen::Vector2cd(std::cos(1.4), std::sin(1.4))});
    EXPECT_NEAR(fidelity(encoded("dense-angle", x), dense), 1, 1e-14);
}

TEST(Encoders, BasisGivesTheBitString) {
    const auto state = encoded("basis", {1, 0, 1, 1});
    EXPECT_NEAR(std::norm(state[0b1101]), 1, 1e-14);
}

TEST(Encoders, AmplitudeIsExactWithTheRecipesAngles) {
    for (const auto& values :
         std::vector<std::vector<double>>{{0.3},
                                          {-2},
                                          {1, -1},
                                          {0.1, -0.7, 2},
                                          {1, 2, 3, 4},
                                          {0, 0, 0, -5},
                                          {-1, 0, 0, 0, 0, 0, 0, 1e-3},
                                          {3, -1, 4, -1, 5, -9, 2, 6, -5, 3, 5, 8, 9, 7, 9}}) {
        const auto angles = amplitudeAngles(values);
        ASSERT_TRUE(angles);
        const auto circuit = made("amplitude", values.size());
        ASSERT_EQ(circuit.parameters().front().column, "amplitude[0]");
        const auto state = finalState(circuit, bindingsOf(circuit, *angles));
        State expected = State::Zero(state.size());
        for (std::size_t i = 0; i < values.size(); ++i) expected[static_cast<Eigen::Index>(i)] = values[i];
        expected.normalize();
        EXPECT_LT((state - expected).cwiseAbs().maxCoeff(), 1e-14);
    }
}

/// H on every qubit, then e^{i·phase(bits)} on each basis state: one block of a diagonal feature map.
template <class Phase>
State block(State state, std::size_t qubits, Phase phase) {
    const Eigen::Index size = state.size();
    for (std::size_t q = 0; q < qubits; ++q)
        for (Eigen::Index i = 0; i < size; ++i) {
            const Eigen::Index other = i | (Eigen::Index{1} << q);
            if (other == i) continue;
            const Complex a = state[i], b = state[other];
            state[i] = (a + b) * std::sqrt(0.5);
            state[other] = (a - b) * std::sqrt(0.5);
        }
    for (Eigen::Index i = 0; i < size; ++i) state[i] *= std::exp(kI * phase(static_cast<std::size_t>(i)));
    return state;
}

double bit(std::size_t index, std::size_t q) {
    return static_cast<double>((index >> q) & 1U);
}

TEST(Encoders, FeatureMapsFollowTheirFormula) {
    const std::vector<double> x{0.4, 1.9, 2.8};
    const std::size_t n = x.size();
    const auto havlicek = [&](std::size_t index) {
        double phase = 0;
        for (std::size_t a = 0; a < n; ++a) {
            phase += 2 * x[a] * bit(index, a);
            for (std::size_t b = a + 1; b < n; ++b)
                phase +=
                    2 * (pi - x[a]) * (pi - x[b]) * static_cast<double>(bit(index, a) != bit(index, b));
        }
        return phase;
    };
    const auto ising = [&](std::size_t index) {
        double phase = 0;
        for (std::size_t a = 0; a < n; ++a) {
            const double za = 1 - 2 * bit(index, a);
            phase -= x[a] * za / 2;
            for (std::size_t b = a + 1; b < n; ++b) phase -= x[a] * x[b] * za * (1 - 2 * bit(index, b)) / 2;
        }
        return phase;
    };
    State start = State::Unit(8, 0);
    const State zzOnce = block(start, n, havlicek), zzTwice = block(zzOnce, n, havlicek);
    EXPECT_NEAR(fidelity(encoded("zz", x, {{"repetitions", "1"}}), zzOnce), 1, 1e-13);
    EXPECT_NEAR(fidelity(encoded("zz", x), zzTwice), 1, 1e-13);
    EXPECT_NEAR(fidelity(encoded("pauli", x, {{"paulis", "Z,ZZ"}}), zzTwice), 1, 1e-13);
    EXPECT_NEAR(fidelity(encoded("iqp", x, {{"repetitions", "1"}}), block(start, n, ising)), 1, 1e-13);
    EXPECT_NEAR(fidelity(encoded("iqp", x), block(block(start, n, ising), n, ising)), 1, 1e-13);
}

TEST(Encoders, PauliMapTurnsAboutItsStrings) {
    // H then exp(−iφ P/2) with φ = 2x for single letters and 2(π−x₀)(π−x₁) for pairs.
    const std::vector<double> x{0.4, 1.9};
    const double pair = 2 * (pi - x[0]) * (pi - x[1]);
    CircuitParts parts;
    parts.qubits = 2;
    parts.operations = {Operation::gateOn("h", {0}),
                        Operation::gateOn("h", {1}),
                        Operation::gateOn("ry", {0}, {2 * x[0]}),
                        Operation::gateOn("ry", {1}, {2 * x[1]}),
                        Operation::gateOn("rxy", {0, 1}, {pair}),
                        Operation::gateOn("ryy", {0, 1}, {pair})};
    const auto expected = finalState(Circuit::of(parts));
    EXPECT_NEAR(fidelity(encoded("pauli", x, {{"paulis", "Y,XY,YY"}, {"repetitions", "1"}}), expected), 1,
                1e-13);
    EXPECT_THAT(makeEncoder("pauli", {"a"}, {{"paulis", "Q"}}).error().message, HasSubstr("'Q'"));
}

TEST(Encoders, SayWhatTheyNeed) {
    for (const auto& info : circuitEncoders()) {
        EXPECT_FALSE(info.title.empty() || info.help.empty() || info.source.empty());
        for (const std::size_t features : {1U, 2U, 3U, 4U, 5U})
            EXPECT_EQ(made(info.name, features).qubits(), info.qubitsFor(features)) << info.name;
    }
    EXPECT_EQ(makeEncoder("none", {"a"}).error().code, ErrorCode::NotFound);
    EXPECT_FALSE(makeEncoder("angle", {}));
    EXPECT_FALSE(makeEncoder("angle", {"a"}, {{"axis", "w"}}));
    EXPECT_FALSE(makeEncoder("angle", {""}));
}

TEST(Encoders, AnyColumnNameBecomesAnIdentifier) {
    EXPECT_EQ(identifierFor("petal length (cm)"), "petal_length_cm");
    EXPECT_EQ(identifierFor("1st"), "x1st");
    EXPECT_EQ(identifierFor("größe"), "größe");
    EXPECT_EQ(identifierFor("π"), "π_");
    EXPECT_EQ(identifierFor("%"), "x0");
    EXPECT_EQ(identifierFor("x"), "x_");
    EXPECT_EQ(identifierFor("gate"), "gate_");
    const auto circuit =
        makeEncoder("angle", {"a b", "a-b", "h", "gate", "q", "%", "1", "\xff", "x0", "theta0"});
    ASSERT_TRUE(circuit) << circuit.error().message;
    EXPECT_EQ(circuit->parameters()[1].name, "a_b_2");
    EXPECT_EQ(circuit->parameters()[1].column, "a-b");
}

}  // namespace
}  // namespace qstore
