// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <complex>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/memory.h"
#include "core/base/result.h"
#include "core/observables/estimator.h"
#include "core/observables/pauli.h"

namespace qstore {

enum class Precision : std::uint8_t { Double, Single };

/// A pure state of n qubits behind an opaque handle; how it is stored is the simulator's business.
class QSTORE_EXPORT State {
public:
    static Result<State> zero(std::size_t qubits, Precision precision = Precision::Double);
    /// 2ⁿ amplitudes, normalised by the caller (checked to 1e-6).
    static Result<State> fromAmplitudes(std::span<const std::complex<double>> amplitudes);

    std::size_t qubits() const;
    Precision precision() const;
    /// Amplitude of basis state `index` (bit j = qubit j).
    std::complex<double> amplitude(std::uint64_t index) const;
    std::vector<std::complex<double>> amplitudes() const;
    std::vector<double> probabilities() const;
    /// P(qubit = 1).
    double probabilityOfOne(std::size_t qubit) const;
    double norm() const;
    double expectation(const PauliSum& observable) const;
    /// (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of one qubit's reduced state; shorter than 1 when it is entangled.
    std::array<double, 3> bloch(std::size_t qubit) const;
    /// Tr ρ² of one qubit's reduced state.
    double purity(std::size_t qubit) const;
    /// Von Neumann entropy in bits of one qubit's reduced state: how entangled it is with the rest.
    double entropy(std::size_t qubit) const;
    /// |⟨a|b⟩|²; both on the same number of qubits.
    static double fidelity(const State& a, const State& b);
    Counts sample(std::uint64_t shots, std::uint64_t seed) const;
    /// The entries of sample() in the same order as a list. Where many different states are seen, the map
    /// costs more than the shots.
    std::vector<std::pair<std::uint64_t, std::uint64_t>> sampleSorted(std::uint64_t shots,
                                                                      std::uint64_t seed) const;

    struct Storage;
    explicit State(std::shared_ptr<const Storage> storage);
    const Storage& storage() const { return *m_storage; }

private:
    std::shared_ptr<const Storage> m_storage;
};

/// Bytes of a state vector of `qubits`; saturates instead of overflowing.
QSTORE_EXPORT std::size_t stateVectorBytes(std::size_t qubits, Precision precision);

}  // namespace qstore
