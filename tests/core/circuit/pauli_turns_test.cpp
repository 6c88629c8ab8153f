// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/pauli_turns.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <string>

namespace qstore {
namespace {

/// P·v for the string of a turn: X^x Z^z up to the i of every Y.
ComplexMatrix pauliMatrix(const PauliTurn& turn, Eigen::Index size) {
    ComplexMatrix matrix = ComplexMatrix::Zero(size, size);
    const Complex phase = std::pow(Complex(0, 1), std::popcount(static_cast<unsigned>(turn.x & turn.z)));
    for (Eigen::Index i = 0; i < size; ++i) {
        const auto index = static_cast<unsigned>(i);
        const bool odd = std::popcount(index & turn.z) % 2 == 1;
        matrix(static_cast<Eigen::Index>(index ^ turn.x), i) = odd ? -phase : phase;
    }
    return matrix;
}

ComplexMatrix turnMatrix(const PauliTurn& turn, std::span<const double> angles, Eigen::Index size) {
    const double angle =
        turn.constant + (turn.angle < 0 ? 0.0 : turn.scale * angles[static_cast<std::size_t>(turn.angle)]);
    const ComplexMatrix one = ComplexMatrix::Identity(size, size);
    const ComplexMatrix full =
        turn.isPhase() ? ComplexMatrix(std::polar(1.0, angle) * one)
                       : ComplexMatrix(std::cos(angle / 2) * one -
                                       Complex(0, std::sin(angle / 2)) * pauliMatrix(turn, size));
    ComplexMatrix result = one;
    for (Eigen::Index i = 0; i < size; ++i) {
        if ((static_cast<unsigned>(i) & turn.conditionMask) == turn.conditionValue)
            result.col(i) = full.col(i);
    }
    return result;
}

TEST(PauliTurns, MultiplyToTheMatrixOfEveryBaseGate) {
    std::size_t gates = 0;
    for (const GateInfo& gate : gateTable()) {
        if (gate.base != &gate) continue;
        ++gates;
        for (const double shift : {0.0, 1.3, -2.9}) {
            std::vector<double> angles;
            for (std::size_t j = 0; j < gate.angleNames.size(); ++j)
                angles.push_back(0.7 + shift - 0.45 * static_cast<double>(j));
            const ComplexMatrix expected = gate.matrix(angles);
            ComplexMatrix product = ComplexMatrix::Identity(expected.rows(), expected.cols());
            for (const PauliTurn& turn : pauliTurns(gate))
                product = turnMatrix(turn, angles, expected.rows()) * product;
            EXPECT_LT((product - expected).norm(), 1e-14) << gate.name;
        }
    }
    EXPECT_GT(gates, 30U);
}

TEST(PauliTurns, FramesCancelWithoutTheFactorsBetweenThem) {
    for (const std::string name : {"gpi2", "ms"}) {
        const GateInfo& gate = *findGate(name);
        const std::vector<double> angles{0.4, -1.1, 0.8};
        const auto size = Eigen::Index{1} << gate.qubits;
        ComplexMatrix product = ComplexMatrix::Identity(size, size);
        for (const PauliTurn& turn : pauliTurns(gate)) {
            if (turn.isFrame) product = turnMatrix(turn, angles, size) * product;
        }
        EXPECT_LT((product - ComplexMatrix::Identity(size, size)).norm(), 1e-15) << name;
    }
}

}  // namespace
}  // namespace qstore
