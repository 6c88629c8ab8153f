// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/euler_fusion.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/base/random.h"
#include "core/simulation/plan.h"
#include "tests/core/simulation/reference_simulator.h"

namespace qstore {
namespace {

using testing::ReferenceSimulator;

Rotation rotation(RotationKind kind, std::uint64_t x, std::uint64_t z, std::size_t angle) {
    Rotation made;
    made.kind = kind;
    made.x = x;
    made.z = z;
    made.angle = {angle, 1.0, 0.0};
    return made;
}
Rotation xTurn(std::uint64_t qubit, std::size_t angle) {
    return rotation(RotationKind::Imaginary, qubit, 0, angle);
}
Rotation yTurn(std::uint64_t qubit, std::size_t angle) {
    return rotation(RotationKind::Real, qubit, qubit, angle);
}
Rotation phase(std::uint64_t qubits, std::size_t angle) {
    return rotation(RotationKind::Phase, 0, qubits, angle);
}

std::vector<RotationKind> kinds(const std::vector<Rotation>& rotations) {
    std::vector<RotationKind> result;
    for (const Rotation& each : rotations) result.push_back(each.kind);
    return result;
}

using enum RotationKind;
using Kinds = std::vector<RotationKind>;

TEST(EulerFusion, MakesOneTurnOfAChainOnOneQubit) {
    std::vector<Rotation> rotations = {xTurn(1, 0), yTurn(1, 1), phase(1, 2), xTurn(1, 3), yTurn(1, 4)};
    const auto products = fuseTurns(rotations, 5);
    ASSERT_EQ(products.size(), 1U);
    EXPECT_EQ(products[0].parts.size(), 5U);
    EXPECT_EQ(kinds(rotations), (Kinds{Phase, Real, Phase}));
    EXPECT_EQ(rotations[0].angle.angle, 5U);
    EXPECT_EQ(rotations[1].angle.angle, 6U);
    EXPECT_EQ(rotations[2].angle.angle, 7U);
}

TEST(EulerFusion, PassesWhatCommutesOnly) {
    // A turn of another qubit is passed; a phase on both qubits is not.
    std::vector<Rotation> free = {xTurn(1, 0), yTurn(2, 1), yTurn(1, 2)};
    EXPECT_EQ(fuseTurns(free, 3).size(), 1U);
    std::vector<Rotation> held = {xTurn(1, 0), phase(3, 1), yTurn(1, 2)};
    EXPECT_TRUE(fuseTurns(held, 3).empty());
    EXPECT_EQ(kinds(held), (Kinds{Imaginary, Phase, Real}));
    // The phase would have to pass the turn of the other qubit to join.
    std::vector<Rotation> blocked = {xTurn(1, 0), xTurn(2, 1), phase(3, 2), yTurn(1, 3)};
    EXPECT_TRUE(fuseTurns(blocked, 4).empty());
    std::vector<Rotation> conditional = {xTurn(1, 0), yTurn(1, 1)};
    conditional[1].conditions.push_back({2, true});
    EXPECT_TRUE(fuseTurns(conditional, 2).empty());
}

/// e^{iγZ} then a real turn then e^{iαZ}, against RX and RY as matrices.
TEST(EulerFusion, AnglesGiveTheProductBack) {
    const double a = 0.83;
    const double b = -1.91;
    const EulerProduct product{{{Imaginary, false, {0, 1.0, 0.0}}, {Real, true, {1, 1.0, 0.0}}}};
    const auto [first, turn, last] = eulerAngles(product, std::vector<double>{a, b});
    using Complex = std::complex<double>;
    const Complex i(0.0, 1.0);
    // Rows of [[c, s], [−s, c]] with s → −s for a negative turn, after [[c, −is], [−is, c]].
    const Complex expectedA = std::cos(b) * std::cos(a) + std::sin(b) * i * std::sin(a);
    const Complex expectedB = -std::cos(b) * i * std::sin(a) - std::sin(b) * std::cos(a);
    EXPECT_LT(std::abs(std::exp(i * (last + first)) * std::cos(turn) - expectedA), 1e-14);
    EXPECT_LT(std::abs(std::exp(i * (last - first)) * std::sin(turn) - expectedB), 1e-14);
}

/// Rotations between entanglers that leave the strings behind, so that chains form, end and pass each
/// other.
Circuit chains(RandomStream& random, std::size_t qubits) {
    CircuitParts parts;
    parts.qubits = qubits;
    const std::vector<std::string> gates = {"rx", "ry", "rz",  "rx",  "ry", "u3",
                                            "cx", "cz", "crz", "rzz", "rxx"};
    for (int k = 0; k < 80; ++k) {
        const std::string& gate = gates[random.below(gates.size())];
        const Qubit a = random.below(qubits);
        const Qubit b = (a + 1 + random.below(qubits - 1)) % qubits;
        const bool isPair = gate[0] == 'c' || gate == "rzz" || gate == "rxx";
        std::vector<Angle> angles;
        const std::size_t count = gate == "u3" ? 3 : gate == "cx" || gate == "cz" ? 0 : 1;
        for (std::size_t j = 0; j < count; ++j) angles.emplace_back(6.0 * random.uniform() - 3.0);
        parts.operations.push_back(
            Operation::gateOn(gate, isPair ? std::vector<Qubit>{a, b} : std::vector<Qubit>{a}, angles));
    }
    return Circuit::of(std::move(parts));
}

TEST(EulerFusion, StatesStayThoseOfTheReference) {
    RandomStream random(20, "chains");
    for (int k = 0; k < 100; ++k) {
        const Circuit circuit = chains(random, 6 + static_cast<std::size_t>(k) % 3);
        const State state = Plan::compile(circuit).value()->run({}, {}).value();
        const auto expected = ReferenceSimulator(circuit, {}).state();
        double largest = 0.0;
        for (std::size_t i = 0; i < expected.size(); ++i)
            largest = std::max(largest, std::abs(state.amplitude(i) - expected[i]));
        ASSERT_LT(largest, 1e-11) << "circuit " << k;
    }
}

}  // namespace
}  // namespace qstore
