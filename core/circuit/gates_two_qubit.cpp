// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "core/circuit/gate_records.h"

namespace qstore {

namespace {

using Angles = std::span<const double>;

ComplexMatrix pauli(char letter) {
    if (letter == 'X') return matrix2(0, 1, 1, 0);
    if (letter == 'Y') return matrix2(0, Complex(0, -1), Complex(0, 1), 0);
    return matrix2(1, 0, 0, -1);
}

/// `first` on target 0 (the low bit), `second` on target 1.
ComplexMatrix pauliPair(char first, char second) {
    const ComplexMatrix low = pauli(first), high = pauli(second);
    ComplexMatrix m(4, 4);
    for (Eigen::Index row = 0; row < 4; ++row)
        for (Eigen::Index column = 0; column < 4; ++column)
            m(row, column) = high(row / 2, column / 2) * low(row % 2, column % 2);
    return m;
}

template <char First, char Second>
ComplexMatrix pairMatrix(Angles a) {
    return std::cos(a[0] / 2) * ComplexMatrix::Identity(4, 4) -
           Complex(0, std::sin(a[0] / 2)) * pauliPair(First, Second);
}

template <char First, char Second>
ComplexMatrix pairDerivative(Angles a, std::size_t) {
    return -std::sin(a[0] / 2) / 2 * ComplexMatrix::Identity(4, 4) -
           Complex(0, std::cos(a[0] / 2) / 2) * pauliPair(First, Second);
}

template <char First, char Second>
GateRecord pairRotation(std::string_view name, std::string_view symbol, std::string_view title,
                        std::string_view help, std::string_view source) {
    GateInfo info;
    info.name = name;
    info.qubits = 2;
    info.angleNames = {"theta"};
    info.family = GateFamily::TwoQubit;
    info.symbol = symbol;
    info.title = title;
    info.help = help;
    info.source = source;
    info.matrix = pairMatrix<First, Second>;
    info.derivative = pairDerivative<First, Second>;
    info.angleFrequencies = {{1}};
    info.controlledFrequencies = {{0.5, 1}};
    info.inverseAngles = negatedAngles;
    info.diagonal = First == 'Z' && Second == 'Z';
    return {info, name, {}};
}

constexpr std::string_view kPauliSource =
    "Rotation about a product of Pauli operators, as in Qiskit's library";

}  // namespace

void addTwoQubitGates(GateRecords& records) {
    records.push_back(pairRotation<'X', 'X'>("rxx", "RXX", "XX rotation",
                                             "Turns both qubits together: exp(−iθ X⊗X/2).", kQasm2));
    records.push_back(pairRotation<'Y', 'Y'>("ryy", "RYY", "YY rotation",
                                             "Turns both qubits together: exp(−iθ Y⊗Y/2).", kPauliSource));
    records.push_back(pairRotation<'Z', 'Z'>("rzz", "RZZ", "ZZ rotation",
                                             "Phase by the parity of two qubits: exp(−iθ Z⊗Z/2).", kQasm2));
    records.push_back(pairRotation<'Z', 'X'>("rzx", "RZX", "ZX rotation",
                                             "exp(−iθ Z⊗X/2): Z on the first target, X on the second.",
                                             kPauliSource));
    records.push_back(pairRotation<'X', 'Z'>("rxz", "RXZ", "XZ rotation",
                                             "exp(−iθ X⊗Z/2): X on the first target, Z on the second.",
                                             kPauliSource));
    records.push_back(pairRotation<'X', 'Y'>("rxy", "RXY", "XY rotation",
                                             "exp(−iθ X⊗Y/2): X on the first target, Y on the second.",
                                             kPauliSource));
    records.push_back(pairRotation<'Y', 'X'>("ryx", "RYX", "YX rotation",
                                             "exp(−iθ Y⊗X/2): Y on the first target, X on the second.",
                                             kPauliSource));
    records.push_back(pairRotation<'Y', 'Z'>("ryz", "RYZ", "YZ rotation",
                                             "exp(−iθ Y⊗Z/2): Y on the first target, Z on the second.",
                                             kPauliSource));
    records.push_back(pairRotation<'Z', 'Y'>("rzy", "RZY", "ZY rotation",
                                             "exp(−iθ Z⊗Y/2): Z on the first target, Y on the second.",
                                             kPauliSource));
}

}  // namespace qstore
