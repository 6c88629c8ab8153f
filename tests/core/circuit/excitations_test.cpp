// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/excitations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <complex>
#include <unsupported/Eigen/KroneckerProduct>
#include <unsupported/Eigen/MatrixFunctions>

#include "core/circuit/templates.h"

namespace qstore {
namespace {

using Matrix = ComplexMatrix;

/// `factors[q]` on qubit q, qubit 0 being the least significant bit of an index.
Matrix onQubits(const std::vector<Matrix>& factors) {
    Matrix result = Matrix::Identity(1, 1);
    for (const Matrix& factor : factors) result = Eigen::kroneckerProduct(factor, result).eval();
    return result;
}

/// The annihilation operator of orbital p: |0⟩⟨1| behind the parities of the orbitals before it.
Matrix annihilator(std::size_t orbital, std::size_t qubits) {
    Matrix lower = Matrix::Zero(2, 2), parity = Matrix::Identity(2, 2);
    lower(0, 1) = 1.0;
    parity(1, 1) = -1.0;
    std::vector<Matrix> factors(qubits, Matrix::Identity(2, 2));
    for (std::size_t p = 0; p < orbital; ++p) factors[p] = parity;
    factors[orbital] = lower;
    return onQubits(factors);
}

Matrix pauli(std::uint64_t x, std::uint64_t z, std::size_t qubits) {
    Matrix flip(2, 2), sign(2, 2);
    flip << 0.0, 1.0, 1.0, 0.0;
    sign << 1.0, 0.0, 0.0, -1.0;
    std::vector<Matrix> factors;
    for (std::size_t q = 0; q < qubits; ++q) {
        const bool hasX = ((x >> q) & 1U) != 0, hasZ = ((z >> q) & 1U) != 0;
        if (hasX && hasZ)
            factors.push_back(Complex(0.0, 1.0) * flip * sign);
        else
            factors.push_back(hasX ? flip : hasZ ? sign : Matrix(Matrix::Identity(2, 2)));
    }
    return onQubits(factors);
}

Matrix exponential(const Excitation& excitation, double theta, std::size_t qubits) {
    Matrix transition = Matrix::Identity(Eigen::Index{1} << qubits, Eigen::Index{1} << qubits);
    for (const Qubit qubit : excitation.to) transition *= annihilator(qubit, qubits).adjoint();
    for (std::size_t i = excitation.from.size(); i-- > 0;)
        transition *= annihilator(excitation.from[i], qubits);
    return (theta * (transition - transition.adjoint())).exp();
}

Matrix productOfTurns(const std::vector<ExcitationTurn>& turns, double theta, std::size_t qubits) {
    Matrix result = Matrix::Identity(Eigen::Index{1} << qubits, Eigen::Index{1} << qubits);
    for (const ExcitationTurn& turn : turns) {
        const double half = 0.5 * turn.scale * theta;
        const Matrix identity = Matrix::Identity(result.rows(), result.cols());
        result =
            (std::cos(half) * identity - Complex(0.0, std::sin(half)) * pauli(turn.x, turn.z, qubits)) *
            result;
    }
    return result;
}

TEST(Excitations, TurnsMultiplyToTheExponentialOfLadderOperators) {
    constexpr std::size_t qubits = 6;
    const std::vector<Excitation> excitations = {{{0}, {1}},
                                                 {{0}, {5}},
                                                 {{4}, {2}},
                                                 {{0, 1}, {2, 3}},
                                                 {{0, 2}, {3, 5}},
                                                 {{3, 1}, {4, 0}},
                                                 {{0, 1, 2}, {3, 4, 5}}};
    for (const Excitation& excitation : excitations) {
        const auto turns = excitationTurns(excitation.from, excitation.to);
        EXPECT_EQ(turns.size(), std::size_t{1} << (2 * excitation.from.size() - 1));
        const Matrix expected = exponential(excitation, 0.7, qubits);
        EXPECT_LT((productOfTurns(turns, 0.7, qubits) - expected).norm(), 1e-12);
    }
}

TEST(Excitations, KeepSpinAndComeInLexicographicOrder) {
    const auto list = singlesAndDoubles(4, {0, 1});
    ASSERT_EQ(list.size(), 3U);
    EXPECT_THAT(list[0].from, ::testing::ElementsAre(0, 1));
    EXPECT_THAT(list[0].to, ::testing::ElementsAre(2, 3));
    EXPECT_THAT(list[1].to, ::testing::ElementsAre(2));
    EXPECT_THAT(list[2].from, ::testing::ElementsAre(1));
    // Romero et al., and the pool sizes of LiH (4 electrons, 12 spin orbitals) and H2O (10, 14).
    EXPECT_EQ(singlesAndDoubles(12, {0, 1, 2, 3}).size(), 92U);
    EXPECT_EQ(singlesAndDoubles(14, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}).size(), 140U);
}

TEST(Excitations, TheCircuitIsTheProductOfItsExponentials) {
    constexpr std::size_t qubits = 5;
    const std::vector<Qubit> occupied = {0, 1, 2};
    const auto circuit = uccsdCircuit(qubits, occupied);
    ASSERT_TRUE(circuit);
    const auto excitations = singlesAndDoubles(qubits, occupied);
    ASSERT_EQ(circuit->parameters().size(), excitations.size());
    Eigen::VectorXcd expected = Eigen::VectorXcd::Zero(1 << qubits);
    expected[0b111] = 1.0;
    std::vector<std::pair<std::string, double>> values;
    for (std::size_t i = 0; i < excitations.size(); ++i) {
        const double theta = 0.3 + 0.1 * static_cast<double>(i);
        values.emplace_back(circuit->parameters()[i].name, theta);
        expected = exponential(excitations[i], theta, qubits) * expected;
    }
    const auto bound = circuit->bound(values);
    ASSERT_TRUE(bound);
    const auto unitary = circuitUnitary(*bound);
    ASSERT_TRUE(unitary);
    EXPECT_LT((unitary->col(0) - expected).norm(), 1e-12);
}

TEST(Excitations, WhatDoesNotFitIsNamed) {
    EXPECT_THAT(uccsdCircuit(4, {0, 4}).error().message, ::testing::HasSubstr("qubit 4"));
    EXPECT_THAT(uccsdCircuit(4, {1, 1}).error().message, ::testing::HasSubstr("named twice"));
    EXPECT_THAT(uccsdCircuit(2, {0}).error().message, ::testing::HasSubstr("nothing to excite"));
    EXPECT_THAT(makeTemplate("uccsd", 4, {{"electrons", "4"}}).error().message,
                ::testing::HasSubstr("electrons"));
}

}  // namespace
}  // namespace qstore
