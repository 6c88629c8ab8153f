// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/gradients/measured_circuit.h"
#include "core/gradients/shift_occurrences.h"

namespace qstore {

/// Where an angle of the circuit takes its value from symbols.
struct AnglePlace {
    std::size_t operation = 0, angle = 0;
    AngleProgram program;
};
struct AngleShift {
    std::size_t operation = 0, angle = 0;
    double by = 0.0;
};

struct MeasuredCircuit::Impl {
    CircuitParts unbound;  ///< flat, without parameters; the angles of `places` are to be filled in
    std::vector<AnglePlace> places;
    std::vector<ShiftOccurrence> occurrences;
    std::vector<PauliSum> observables;
    std::vector<bool> trainable;
    std::size_t weights = 0, inputs = 0;

    Status check(const Bindings& bindings, std::size_t circuitsPerSample) const;
    std::vector<double> valuesOf(const Bindings& bindings, std::size_t sample) const;
    Result<Circuit> bound(std::span<const double> values, const AngleShift* shift) const;
    std::vector<const ShiftOccurrence*> wanted(GradientRequest request) const;
    Result<BatchExpectations> answers(std::span<const Circuit> circuits, const AskMachine& ask,
                                      const RunControl& control) const;
    /// Room for the sums, and the values of each sample's first circuit. The weights' errors are squares
    /// until finishErrors().
    MeasuredGradient begun(const BatchExpectations& answers, const Bindings& bindings,
                           std::size_t circuitsPerSample, GradientRequest request) const;
    static void finishErrors(MeasuredGradient& gradient);
};

}  // namespace qstore
