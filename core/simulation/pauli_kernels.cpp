// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/pauli_kernels.h"

#include <array>
#include <bit>

namespace qstore {
namespace {

// P|i⟩ = i^(number of Y) · (−1)^(number of ones of i under z) · |i xor x⟩, because Y = iXZ.
std::complex<double> phaseOf(const PauliString& string) {
    static constexpr std::array<std::array<double, 2>, 4> kPowers = {{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
    const auto power = static_cast<std::size_t>(std::popcount(string.x & string.z)) % 4;
    return {kPowers[power][0], kPowers[power][1]};
}

inline double signOf(std::uint64_t index, std::uint64_t mask) {
    return __builtin_parityll(index & mask) != 0 ? -1.0 : 1.0;
}

template <class Real>
double diagonalExpectation(const PauliSum& observable, const Amplitudes<Real>& state) {
    return sumBlocks<double>(state.size(), [&](std::size_t begin, std::size_t end) {
        double sum = 0.0;
        for (std::size_t i = begin; i < end; ++i) {
            double value = 0.0;
            for (const PauliTerm& term : observable.terms) {
                if (term.string.x == 0) value += term.coefficient * signOf(i, term.string.z);
            }
            sum += value * squaredModulus(state[i]);
        }
        return sum;
    });
}

// The pairs (i, i xor x) contribute complex conjugates, so half of them are enough.
template <class Real>
double termExpectation(const PauliTerm& term, const Amplitudes<Real>& state) {
    const std::uint64_t x = term.string.x;
    const std::uint64_t low = std::bit_floor(x) - 1;
    const std::complex<double> phase = phaseOf(term.string);
    const double sum = sumBlocks<double>(state.size() / 2, [&](std::size_t begin, std::size_t end) {
        double partial = 0.0;
        for (std::size_t group = begin; group < end; ++group) {
            const std::size_t i = ((group & ~low) << 1U) | (group & low);
            const std::complex<double> product = conjugateProduct(state[i ^ x], state[i]);
            partial +=
                signOf(i, term.string.z) * (phase.real() * product.real() - phase.imag() * product.imag());
        }
        return partial;
    });
    return 2.0 * term.coefficient * sum;
}

template <class Real>
void addTerm(const PauliTerm& term, double factor, const Amplitudes<Real>& state, Amplitudes<Real>& out) {
    const std::uint64_t x = term.string.x;
    const Amplitude<Real> phase(phaseOf(term.string) * (factor * term.coefficient));
    forBlocks(state.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t j = begin; j < end; ++j) {
            const std::size_t i = j ^ x;
            const Amplitude<Real> value = multiply(phase, state[i]);
            if (signOf(i, term.string.z) < 0) {
                out[j] -= value;
            } else {
                out[j] += value;
            }
        }
    });
}

struct WeightedMask {
    std::uint64_t mask;
    double weight;
};

}  // namespace

template <class Real>
double pauliExpectation(const PauliSum& observable, const Amplitudes<Real>& state) {
    bool diagonal = false;
    double sum = 0.0;
    for (const PauliTerm& term : observable.terms) {
        if (term.string.x == 0) {
            diagonal = true;
        } else {
            sum += termExpectation(term, state);
        }
    }
    return diagonal ? sum + diagonalExpectation(observable, state) : sum;
}

template <class Real>
void applyPauliSums(std::span<const PauliSum> observables, std::span<const double> factors,
                    const Amplitudes<Real>& state, Amplitudes<Real>& out) {
    std::vector<WeightedMask> diagonal;
    for (std::size_t k = 0; k < observables.size(); ++k) {
        for (const PauliTerm& term : observables[k].terms) {
            if (term.string.x == 0 && factors[k] != 0.0)
                diagonal.push_back({term.string.z, factors[k] * term.coefficient});
        }
    }
    forBlocks(state.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            double value = 0.0;
            for (const WeightedMask& term : diagonal) value += term.weight * signOf(i, term.mask);
            out[i] = static_cast<Real>(value) * state[i];
        }
    });
    for (std::size_t k = 0; k < observables.size(); ++k) {
        for (const PauliTerm& term : observables[k].terms) {
            if (term.string.x != 0 && factors[k] != 0.0) addTerm(term, factors[k], state, out);
        }
    }
}

template double pauliExpectation<double>(const PauliSum&, const Amplitudes<double>&);
template double pauliExpectation<float>(const PauliSum&, const Amplitudes<float>&);
template void applyPauliSums<double>(std::span<const PauliSum>, std::span<const double>,
                                     const Amplitudes<double>&, Amplitudes<double>&);
template void applyPauliSums<float>(std::span<const PauliSum>, std::span<const double>,
                                    const Amplitudes<float>&, Amplitudes<float>&);

}  // namespace qstore
