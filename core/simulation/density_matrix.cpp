// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/density_matrix.h"

#include <bit>
#include <cassert>
#include <utility>

#include "core/base/memory.h"
#include "core/simulation/amplitudes.h"

namespace qstore {
namespace {

/// Tr ρP. P|i⟩ = i^(number of Y) · (−1)^(ones of i under z) · |i xor x⟩ because Y = iXZ, so only the
/// entries ρ[i, i xor x] count.
double stringExpectation(const DensityMatrix& state, const PauliString& string) {
    const int ys = std::popcount(string.x & string.z) % 4;
    const std::uint64_t size = std::uint64_t{1} << state.qubits();
    double sum = 0.0;
    for (std::uint64_t i = 0; i < size; ++i) {
        const std::complex<double> entry = state.entry(i, i ^ string.x);
        // Re(i^ys · entry); what is imaginary cancels in the sum.
        double value = ys % 2 == 0 ? entry.real() : -entry.imag();
        if (ys >= 2) value = -value;
        sum += std::popcount(i & string.z) % 2 == 0 ? value : -value;
    }
    return sum;
}

}  // namespace

std::size_t densityMatrixBytes(std::size_t qubits) {
    return stateVectorBytes(saturatingMultiply(qubits, 2), Precision::Double);
}

DensityMatrix::DensityMatrix(std::size_t qubits, std::vector<std::complex<double>> entries)
    : m_qubits(qubits),
      m_entries(std::make_shared<const std::vector<std::complex<double>>>(std::move(entries))) {
    assert(m_entries->size() == std::size_t{1} << (2 * qubits));
}

ComplexMatrix DensityMatrix::matrix() const {
    const Eigen::Index size = Eigen::Index{1} << m_qubits;
    return Eigen::Map<const ComplexMatrix>(m_entries->data(), size, size);
}

std::vector<double> DensityMatrix::probabilities() const {
    std::vector<double> result(std::size_t{1} << m_qubits);
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = entry(i, i).real();
    return result;
}

double DensityMatrix::trace() const {
    double sum = 0.0;
    for (const double probability : probabilities()) sum += probability;
    return sum;
}

double DensityMatrix::purity() const {
    return sumBlocks<double>(m_entries->size(), [&](std::size_t begin, std::size_t end) {
        double sum = 0.0;
        for (std::size_t i = begin; i < end; ++i) sum += squaredModulus((*m_entries)[i]);
        return sum;
    });
}

double DensityMatrix::expectation(const PauliSum& observable) const {
    assert(observable.qubits() <= m_qubits);
    double sum = 0.0;
    for (const PauliTerm& term : observable.terms)
        sum += term.coefficient * stringExpectation(*this, term.string);
    return sum;
}

std::array<double, 3> DensityMatrix::bloch(std::size_t qubit) const {
    assert(qubit < m_qubits);
    const std::uint64_t bit = std::uint64_t{1} << qubit;
    return {stringExpectation(*this, {bit, 0}), stringExpectation(*this, {bit, bit}),
            stringExpectation(*this, {0, bit})};
}

double DensityMatrix::fidelity(const State& state) const {
    assert(state.qubits() == m_qubits);
    const std::vector<std::complex<double>> amplitudes = state.amplitudes();
    std::complex<double> sum{};
    for (std::size_t column = 0; column < amplitudes.size(); ++column) {
        std::complex<double> inner{};
        for (std::size_t row = 0; row < amplitudes.size(); ++row)
            inner += multiply(std::conj(amplitudes[row]), entry(row, column));
        sum += multiply(inner, amplitudes[column]);
    }
    return sum.real();
}

}  // namespace qstore
