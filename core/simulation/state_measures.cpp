// SPDX-License-Identifier: Apache-2.0
#include <cassert>
#include <cmath>

#include "core/simulation/kernels.h"
#include "core/simulation/pauli_kernels.h"
#include "core/simulation/state_storage.h"

namespace qstore {

double State::probabilityOfOne(std::size_t qubit) const {
    assert(qubit < qubits());
    return std::visit([qubit](const auto& state) { return qstore::probabilityOfOne(state, qubit); },
                      m_storage->amplitudes);
}

double State::norm() const {
    return std::visit([](const auto& state) { return std::sqrt(innerProduct(state, state).real()); },
                      m_storage->amplitudes);
}

double State::expectation(const PauliSum& observable) const {
    assert((pauliSupport(observable) >> qubits()) == 0);
    return std::visit([&](const auto& state) { return pauliExpectation(observable, state); },
                      m_storage->amplitudes);
}

std::array<double, 3> State::bloch(std::size_t qubit) const {
    assert(qubit < qubits());
    const std::uint64_t bit = std::uint64_t{1} << qubit;
    const auto value = [this](PauliString string) { return expectation(PauliSum{{{1.0, string}}}); };
    return {value({bit, 0}), value({bit, bit}), value({0, bit})};
}

double State::purity(std::size_t qubit) const {
    const auto [x, y, z] = bloch(qubit);
    return 0.5 * (1.0 + x * x + y * y + z * z);
}

double State::entropy(std::size_t qubit) const {
    const auto [x, y, z] = bloch(qubit);
    const double length = std::min(1.0, std::sqrt(x * x + y * y + z * z));
    double bits = 0.0;
    for (const double p : {0.5 * (1.0 + length), 0.5 * (1.0 - length)}) {
        if (p > 0.0) bits -= p * std::log2(p);
    }
    return bits;
}

double State::fidelity(const State& a, const State& b) {
    assert(a.qubits() == b.qubits());
    const auto overlap = std::visit(
        [](const auto& left, const auto& right) {
            return sumBlocks<std::complex<double>>(left.size(), [&](std::size_t begin, std::size_t end) {
                std::complex<double> sum{};
                for (std::size_t i = begin; i < end; ++i) {
                    sum += conjugateProduct(std::complex<double>(left[i]), std::complex<double>(right[i]));
                }
                return sum;
            });
        },
        a.m_storage->amplitudes, b.m_storage->amplitudes);
    return std::norm(overlap);
}

}  // namespace qstore
