// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <complex>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/observables/estimator.h"
#include "core/observables/pauli.h"
#include "core/simulation/noise_model.h"
#include "core/simulation/state.h"

namespace qstore {

/// More qubits than this are refused: 4ⁿ entries are 4 GiB at 14.
inline constexpr std::size_t kMaxDensityQubits = 14;

/// A mixed state ρ of n qubits. Immutable; copies share.
class QSTORE_EXPORT DensityMatrix {
public:
    /// 4ⁿ entries, ρ[row, column] at row + 2ⁿ·column; bit j of row and column is qubit j.
    DensityMatrix(std::size_t qubits, std::vector<std::complex<double>> entries);

    std::size_t qubits() const { return m_qubits; }
    std::complex<double> entry(std::uint64_t row, std::uint64_t column) const {
        return (*m_entries)[row + (column << m_qubits)];
    }
    ComplexMatrix matrix() const;
    /// The diagonal: probabilities of the 2ⁿ basis states, read without error.
    std::vector<double> probabilities() const;
    double trace() const;
    /// Tr ρ²: 1 for a pure state, 1/2ⁿ for the maximally mixed one.
    double purity() const;
    /// Tr ρO; the observable acts on qubits that are there.
    double expectation(const PauliSum& observable) const;
    /// (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of one qubit.
    std::array<double, 3> bloch(std::size_t qubit) const;
    /// ⟨ψ|ρ|ψ⟩ with a state on as many qubits.
    double fidelity(const State& state) const;

private:
    std::size_t m_qubits;
    std::shared_ptr<const std::vector<std::complex<double>>> m_entries;
};

struct DensityOptions {
    /// Keep every sequence of classical bits apart, so that their probabilities are known. Without it, bits
    /// that no condition reads are measured and forgotten, which takes one matrix however many there are.
    bool outcomes = true;
    /// Matrices that may be followed at once, one for each value of the bits that are kept.
    std::size_t maxBranches = 256;
};

struct DensityResult {
    DensityMatrix state;  ///< after the last operation, averaged over everything measured on the way
    /// By the keys of Counts, read with the model's readout errors; impossible ones are absent. Empty
    /// without `outcomes`.
    std::map<std::uint64_t, double> outcomes;
    std::size_t branches = 1;  ///< values of the classical bits that were followed at the end
};

/// The exact state of a circuit, all of its symbols bound, on a noisy machine: ρ ↦ Σ K ρ K† gate by gate.
/// Measurements and resets on the way, and gates that depend on them, are exact too; closing measurements
/// leave the qubits as they are. Expectation values are those of the state, without readout error.
///
/// ResourceExhausted above kMaxDensityQubits or when ρ does not fit into memory; Unsupported when the
/// values of the bits that must be told apart are more than `maxBranches`.
QSTORE_EXPORT Result<DensityResult> simulateDensity(const Circuit& circuit, const NoiseModel& noise = {},
                                                    const DensityOptions& options = {},
                                                    const RunControl& control = {});

/// Seeded shots of a result's outcomes; the stream is "shots". Cancelled when asked to stop on the way.
QSTORE_EXPORT Result<Counts> sampleOutcomes(const std::map<std::uint64_t, double>& outcomes,
                                            std::uint64_t shots, std::uint64_t seed,
                                            const RunControl& control = {});

/// Bytes of ρ; saturates instead of overflowing.
QSTORE_EXPORT std::size_t densityMatrixBytes(std::size_t qubits);

}  // namespace qstore
