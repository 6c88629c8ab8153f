// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/gate_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>
#include <numbers>
#include <set>

#include "core/base/random.h"
#include "core/circuit/circuit.h"

namespace qstore {
namespace {

using std::numbers::pi;
constexpr Complex kI{0, 1};

std::vector<double> randomAngles(const GateInfo& gate, RandomStream& random) {
    std::vector<double> angles;
    for (std::size_t i = 0; i < gate.angleNames.size(); ++i) angles.push_back(7 * random.uniform() - 3.5);
    return angles;
}

ComplexMatrix randomComplex(Eigen::Index rows, Eigen::Index columns, RandomStream& random) {
    ComplexMatrix m(rows, columns);
    for (Eigen::Index i = 0; i < m.size(); ++i) m.data()[i] = Complex(random.normal(), random.normal());
    return m;
}

ComplexMatrix matrixOf(std::string_view name, std::vector<double> angles = {}) {
    const auto* gate = findGate(name);
    EXPECT_NE(gate, nullptr) << name;
    return gate->matrix(angles);
}

double distance(const ComplexMatrix& a, const ComplexMatrix& b) {
    return a.rows() == b.rows() ? (a - b).cwiseAbs().maxCoeff() : 1e9;
}

ComplexMatrix make2(Complex a, Complex b, Complex c, Complex d) {
    ComplexMatrix m(2, 2);
    m << a, b, c, d;
    return m;
}

TEST(GateTable, HoldsEveryGateOfTheStandardLibraries) {
    for (const auto* name :
         {"U",   "gphase", "p",    "x",    "y",   "z",       "h",    "s",    "sdg",   "t",
          "tdg", "sx",     "rx",   "ry",   "rz",  "cx",      "cy",   "cz",   "cp",    "crx",
          "cry", "crz",    "ch",   "swap", "ccx", "cswap",   "cu",   "CX",   "phase", "cphase",
          "id",  "u1",     "u2",   "u3",   "u0",  "u",       "sxdg", "cu1",  "cu3",   "csx",
          "rxx", "rzz",    "rccx", "rc3x", "c3x", "c3sqrtx", "c4x",  "cnot", "ccz",   "iswap",
          "ryy", "rzx",    "gpi",  "gpi2", "ms",  "zz"})
        EXPECT_NE(findGate(name), nullptr) << name;
    EXPECT_EQ(findGate("nothing"), nullptr);
    EXPECT_EQ(findGate(""), nullptr);
}

TEST(GateTable, RecordsAreComplete) {
    std::set<std::string_view> names;
    for (const auto& gate : gateTable()) {
        EXPECT_TRUE(names.insert(gate.name).second) << gate.name;
        for (const auto alias : gate.aliases) EXPECT_TRUE(names.insert(alias).second) << alias;
        EXPECT_FALSE(gate.symbol.empty() || gate.title.empty() || gate.help.empty() || gate.source.empty())
            << gate.name;
        ASSERT_NE(gate.base, nullptr);
        ASSERT_NE(gate.matrix, nullptr) << gate.name;
        EXPECT_EQ(gate.base->base, gate.base);
        EXPECT_EQ(gate.qubits, gate.base->qubits + gate.controlCount);
        EXPECT_EQ(gate.angleFrequencies.size(), gate.angleNames.size()) << gate.name;
        EXPECT_EQ(gate.controlledFrequencies.size(), gate.angleNames.size()) << gate.name;
        EXPECT_EQ(gate.derivative != nullptr, !gate.angleNames.empty()) << gate.name;
    }
}

TEST(GateTable, MatricesAreUnitaryAndInversesInvert) {
    RandomStream random(3, "gates");
    for (const auto& gate : gateTable()) {
        const auto angles = randomAngles(gate, random);
        const ComplexMatrix u = gate.matrix(angles);
        const auto dimension = Eigen::Index{1} << gate.base->qubits;
        ASSERT_EQ(u.rows(), dimension) << gate.name;
        EXPECT_LT(distance(u * u.adjoint(), ComplexMatrix::Identity(dimension, dimension)), 1e-14)
            << gate.name;
        if (gate.diagonal) {
            EXPECT_LT(distance(u, ComplexMatrix(u.diagonal().asDiagonal())), 1e-15) << gate.name;
        }
        if (gate.inverse == nullptr) continue;
        std::vector<double> inverted;
        for (const auto& angle : gate.inverseAngles({angles.begin(), angles.end()}))
            inverted.push_back(*angle.constant());
        EXPECT_LT(distance(gate.inverse->matrix(inverted), u.adjoint()), 1e-14) << gate.name;
    }
}

TEST(GateTable, MatchesTheTextbook) {
    const double r = 1 / std::sqrt(2.0);
    EXPECT_LT(distance(matrixOf("h"), make2(r, r, r, -r)), 1e-16);
    EXPECT_LT(distance(matrixOf("y"), make2(0, -kI, kI, 0)), 1e-16);
    EXPECT_LT(distance(matrixOf("s") * matrixOf("s"), matrixOf("z")), 1e-16);
    EXPECT_LT(distance(matrixOf("t") * matrixOf("t"), matrixOf("s")), 1e-15);
    EXPECT_LT(distance(matrixOf("sx") * matrixOf("sx"), matrixOf("x")), 1e-16);
    const double a = 0.9, c = std::cos(a / 2), s = std::sin(a / 2);
    EXPECT_LT(distance(matrixOf("rx", {a}), make2(c, -kI * s, -kI * s, c)), 1e-16);
    EXPECT_LT(distance(matrixOf("ry", {a}), make2(c, -s, s, c)), 1e-16);
    EXPECT_LT(distance(matrixOf("rz", {a}), make2(std::exp(-kI * a / 2.0), 0, 0, std::exp(kI * a / 2.0))),
              1e-16);
    EXPECT_LT(distance(matrixOf("p", {a}), make2(1, 0, 0, std::exp(kI * a))), 1e-16);
    EXPECT_LT(distance(matrixOf("gpi", {a}), make2(0, std::exp(-kI * a), std::exp(kI * a), 0)), 1e-16);
    EXPECT_LT(
        distance(matrixOf("gpi2", {a}), r * make2(1, -kI * std::exp(-kI * a), -kI * std::exp(kI * a), 1)),
        1e-15);
    // The two-qubit basis is |q1 q0⟩: RZX has Z on the first target (low bit) and X on the second.
    ComplexMatrix rzx(4, 4);
    rzx << c, 0, -kI * s, 0, 0, c, 0, kI * s, -kI * s, 0, c, 0, 0, kI * s, 0, c;
    EXPECT_LT(distance(matrixOf("rzx", {a}), rzx), 1e-15);
    ComplexMatrix rxx(4, 4);
    rxx << c, 0, 0, -kI * s, 0, c, -kI * s, 0, 0, -kI * s, c, 0, -kI * s, 0, 0, c;
    EXPECT_LT(distance(matrixOf("rxx", {a}), rxx), 1e-15);
    EXPECT_LT(distance(matrixOf("ms", {0, 0, a}), rxx), 1e-15);
    EXPECT_LT(distance(matrixOf("ms", {pi / 2, pi / 2, a}), matrixOf("ryy", {a})), 1e-15);
    EXPECT_LT(distance(matrixOf("zz", {a}), matrixOf("rzz", {a})), 1e-15);
    // IonQ's fully entangling MS(φ0, φ1).
    const double p0 = 0.3, p1 = 1.1;
    ComplexMatrix ms = ComplexMatrix::Identity(4, 4);
    ms(0, 3) = -kI * std::exp(-kI * (p0 + p1));
    ms(1, 2) = ms(2, 1) = 0;
    ms(3, 0) = -kI * std::exp(kI * (p0 + p1));
    // |q1 q0⟩: φ0 belongs to the first target, the low bit.
    ms(1, 2) = -kI * std::exp(kI * (p0 - p1));
    ms(2, 1) = -kI * std::exp(-kI * (p0 - p1));
    EXPECT_LT(distance(matrixOf("ms", {p0, p1, pi / 2}), r * ms), 1e-15);
}

TEST(GateTable, EulerGatesKeepTheirPhases) {
    const double t = 0.7, f = -1.2, l = 2.1;
    const ComplexMatrix u = matrixOf("u", {t, f, l});
    // OpenQASM 3 specification, section "Built-in gates".
    const Complex e = std::exp(kI * t);
    const ComplexMatrix spec =
        0.5 * make2(1.0 + e, -kI * std::exp(kI * l) * (1.0 - e), kI * std::exp(kI * f) * (1.0 - e),
                    std::exp(kI * (f + l)) * (1.0 + e));
    EXPECT_LT(distance(matrixOf("U", {t, f, l}), spec), 1e-15);
    EXPECT_LT(distance(std::exp(kI * t / 2.0) * u, spec), 1e-15);
    // stdgates.inc: u3 = gphase(-(φ+λ+θ)/2) U, u2 = gphase(-(φ+λ+π/2)/2) U(π/2, φ, λ).
    EXPECT_LT(distance(matrixOf("u3", {t, f, l}), std::exp(-kI * (f + l + t) / 2.0) * spec), 1e-15);
    EXPECT_LT(distance(matrixOf("u3", {t, f, l}),
                       matrixOf("rz", {f}) * matrixOf("ry", {t}) * matrixOf("rz", {l})),
              1e-15);
    EXPECT_LT(distance(matrixOf("u2", {f, l}),
                       std::exp(-kI * (f + l + pi / 2) / 2.0) * matrixOf("U", {pi / 2, f, l})),
              1e-15);
    EXPECT_LT(distance(matrixOf("u4", {t, f, l, 0.4}), std::exp(kI * 0.4) * u), 1e-15);
}

TEST(GateTable, DerivativesEqualCentralDifferences) {
    RandomStream random(5, "gates");
    for (const auto& gate : gateTable()) {
        const auto angles = randomAngles(gate, random);
        for (std::size_t i = 0; i < angles.size(); ++i) {
            auto up = angles, down = angles;
            up[i] += 1e-5;
            down[i] -= 1e-5;
            const ComplexMatrix expected = (gate.matrix(up) - gate.matrix(down)) / 2e-5;
            EXPECT_LT(distance(gate.derivative(angles, i), expected), 1e-9) << gate.name << " " << i;
        }
    }
}

/// The magnitudes of the Fourier coefficients of ⟨O⟩ at the half-integer frequencies 0, ½, 1, …, 4.
std::vector<double> spectrum(const GateInfo& gate, std::size_t index, bool controlled,
                             RandomStream& random) {
    auto angles = randomAngles(gate, random);
    const auto inner = Eigen::Index{1} << gate.base->qubits;
    const auto dimension = controlled ? 2 * inner : inner;
    const ComplexMatrix state = randomComplex(dimension, 1, random).normalized();
    const ComplexMatrix raw = randomComplex(dimension, dimension, random);
    const ComplexMatrix observable = raw + raw.adjoint();
    constexpr int kSamples = 64;
    std::vector<Complex> coefficients(9, 0);
    for (int sample = 0; sample < kSamples; ++sample) {
        angles[index] = 4 * pi * sample / kSamples;
        ComplexMatrix u = ComplexMatrix::Identity(dimension, dimension);
        u.bottomRightCorner(inner, inner) = gate.matrix(angles);
        const ComplexMatrix turned = u * state;
        const double value = (turned.adjoint() * observable * turned)(0, 0).real();
        for (std::size_t k = 0; k < coefficients.size(); ++k)
            coefficients[k] +=
                value * std::exp(-kI * angles[index] * (static_cast<double>(k) / 2)) / double{kSamples};
    }
    std::vector<double> magnitudes;
    for (const auto& c : coefficients) magnitudes.push_back(std::abs(c));
    return magnitudes;
}

TEST(GateTable, FrequenciesAreExactlyThoseOfExpectations) {
    RandomStream random(7, "gates");
    for (const auto& gate : gateTable()) {
        if (gate.controlCount > 0) continue;
        for (std::size_t i = 0; i < gate.angleNames.size(); ++i)
            for (const bool controlled : {false, true}) {
                const auto magnitudes = spectrum(gate, i, controlled, random);
                const auto declared = frequencies(gate, i, controlled);
                for (std::size_t k = 1; k < magnitudes.size(); ++k) {
                    const bool expected =
                        std::count(declared.begin(), declared.end(), static_cast<double>(k) / 2) == 1;
                    EXPECT_EQ(magnitudes[k] > 1e-9, expected)
                        << gate.name << " angle " << i << (controlled ? " controlled" : "") << " frequency "
                        << k << "/2: " << magnitudes[k];
                }
            }
    }
}

TEST(GateTable, ControlledNamesLeadToTheirBase) {
    EXPECT_EQ(findGate("cnot"), findGate("cx"));
    EXPECT_EQ(findGate("cx")->base, findGate("x"));
    EXPECT_EQ(findControlledGate(*findGate("x"), 2), findGate("ccx"));
    EXPECT_EQ(findControlledGate(*findGate("x"), 4), findGate("c4x"));
    EXPECT_EQ(findControlledGate(*findGate("x"), 5), nullptr);
    EXPECT_EQ(findControlledGate(*findGate("h"), 0), findGate("h"));
    EXPECT_EQ(findControlledGate(*findGate("gpi"), 1), nullptr);
    EXPECT_EQ(findGate("cs")->inverse, findGate("csdg"));
    EXPECT_THAT(frequencies(*findGate("crx"), 0, true), ::testing::ElementsAre(0.5, 1.0));
}

TEST(GateTable, SuggestsCloseNames) {
    EXPECT_THAT(similarGateNames("ccnot"), ::testing::Contains("cnot"));
    EXPECT_THAT(similarGateNames("RX"), ::testing::Contains("rx"));
    EXPECT_THAT(similarGateNames("completely-different"), ::testing::IsEmpty());
}

}  // namespace
}  // namespace qstore
