// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <cstddef>
#include <string>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/circuit/circuit_walk.h"
#include "core/observables/pauli.h"

/// Noise as the textbook writes it: dense 2ⁿ × 2ⁿ matrices and ρ → Σ K ρ K†, with nothing of the
/// simulators.
namespace qstore::testing {

/// `small` on the given qubits (bit j is qubits[j]), the identity on the others.
inline ComplexMatrix onQubits(const ComplexMatrix& small, const std::vector<Qubit>& qubits, std::size_t n) {
    const Eigen::Index size = Eigen::Index{1} << n;
    Eigen::Index touched = 0;
    for (const Qubit qubit : qubits) touched |= Eigen::Index{1} << qubit;
    const auto local = [&](Eigen::Index index) {
        Eigen::Index result = 0;
        for (std::size_t j = 0; j < qubits.size(); ++j) result |= ((index >> qubits[j]) & 1) << j;
        return result;
    };
    ComplexMatrix big = ComplexMatrix::Zero(size, size);
    for (Eigen::Index row = 0; row < size; ++row)
        for (Eigen::Index column = 0; column < size; ++column)
            if ((row & ~touched) == (column & ~touched))
                big(row, column) = small(local(row), local(column));
    return big;
}

/// The gate where its controls hold, the identity elsewhere.
inline ComplexMatrix gateOnAll(const Operation& gate, std::size_t n) {
    std::vector<double> angles;
    for (const Angle& angle : gate.angles) angles.push_back(angle.constant().value());
    ComplexMatrix big = onQubits(tableGate(gate)->matrix(angles), gate.targets, n);
    for (Eigen::Index row = 0; row < big.rows(); ++row) {
        for (const Control& control : gate.controls) {
            if ((((row >> control.qubit) & 1) != 0) == control.onOne) continue;
            // Controls are not targets, so that a row outside has its column outside too.
            big.row(row).setZero();
            big(row, row) = 1.0;
        }
    }
    return big;
}

inline ComplexMatrix krausSum(const ComplexMatrix& rho, const std::vector<ComplexMatrix>& operators,
                              const std::vector<Qubit>& qubits, std::size_t n) {
    ComplexMatrix sum = ComplexMatrix::Zero(rho.rows(), rho.cols());
    for (const ComplexMatrix& op : operators) {
        const ComplexMatrix big = onQubits(op, qubits, n);
        sum += big * rho * big.adjoint();
    }
    return sum;
}

inline ComplexMatrix zeroState(std::size_t n) {
    const Eigen::Index size = Eigen::Index{1} << n;
    ComplexMatrix rho = ComplexMatrix::Zero(size, size);
    rho(0, 0) = 1.0;
    return rho;
}

inline ComplexMatrix pauliMatrix(char letter) {
    ComplexMatrix m(2, 2);
    if (letter == 'X')
        m << 0, 1, 1, 0;
    else if (letter == 'Y')
        m << 0, Complex(0, -1), Complex(0, 1), 0;
    else if (letter == 'Z')
        m << 1, 0, 0, -1;
    else
        m << 1, 0, 0, 1;
    return m;
}

inline ComplexMatrix denseObservable(const PauliSum& observable, std::size_t n) {
    const Eigen::Index size = Eigen::Index{1} << n;
    ComplexMatrix sum = ComplexMatrix::Zero(size, size);
    for (const PauliTerm& term : observable.terms) {
        ComplexMatrix product = ComplexMatrix::Identity(size, size);
        for (std::size_t q = 0; q < n; ++q) {
            const bool x = ((term.string.x >> q) & 1U) != 0, z = ((term.string.z >> q) & 1U) != 0;
            product = product * onQubits(pauliMatrix(x ? (z ? 'Y' : 'X') : (z ? 'Z' : 'I')), {q}, n);
        }
        sum += term.coefficient * product;
    }
    return sum;
}

}  // namespace qstore::testing
