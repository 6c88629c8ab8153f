// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/observables/pauli.h"
#include "core/simulation/classical_flow.h"
#include "core/simulation/noise_model.h"

namespace qstore {

enum class NoisyStepKind : std::uint8_t { Gate, Channel, Measure, Reset };

/// One thing that happens on a noisy machine.
struct NoisyStep {
    NoisyStepKind kind = NoisyStepKind::Gate;
    std::size_t operation = 0;          ///< its place in the flattened circuit
    std::vector<Condition> conditions;  ///< a gate's channels have the gate's
    std::vector<Qubit> qubits;          ///< the gate's targets, the channel's qubits, or the one qubit
    std::vector<Control> controls;      ///< Gate
    ComplexMatrix matrix;               ///< Gate: over the targets
    std::size_t channel = 0;            ///< Channel: place in NoisyProgram::channels
    ClassicalBit bit = 0;               ///< Measure
};

/// A circuit without symbols and its noise, written out in the order in which they happen.
struct NoisyProgram {
    std::size_t qubits = 0;
    ClassicalFlow flow;
    std::vector<Channel> channels;
    std::vector<NoisyStep> steps;
    std::vector<ReadoutError> readout;  ///< of each qubit

    /// What results are keyed by: the qubits of the basis state `index` that are read at the end, after
    /// `readBit(qubit, bit)` had its say; the classical `bits` if any are assigned.
    template <class ReadBit>
    std::uint64_t key(std::uint64_t index, std::uint64_t bits, const ReadBit& readBit) const {
        const auto put = [&](Qubit qubit, std::size_t place) {
            const std::uint64_t mask = std::uint64_t{1} << place;
            bits = readBit(qubit, ((index >> qubit) & 1U) != 0) ? bits | mask : bits & ~mask;
        };
        if (!flow.assignsBits)
            for (Qubit qubit = 0; qubit < qubits; ++qubit) put(qubit, qubit);
        for (const auto& [qubit, bit] : flow.finalMeasurements) put(qubit, bit);
        return bits;
    }
};

/// Unsupported beyond the 64 classical bits of a key and for gates on more than six qubits; the model's
/// absent qubits and the circuit's symbols without a value are errors that name them.
Result<NoisyProgram> compileNoisyProgram(const Circuit& circuit, const NoiseModel& noise);

/// InvalidArgument for observables on qubits that the circuit does not have.
Status checkObservables(const std::vector<PauliSum>& observables, std::size_t qubits);

}  // namespace qstore
