// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/circuit/transpile_step.h"
#include "core/circuit/transpile_target.h"

namespace qstore {

/// True where Z turns are frames of later pulses and never played (IonQ's native gates).
bool hasFrames(GateSetKind gates);

/// Writes steps in a machine's own gates, turns of one qubit gathered until something else needs it.
///
/// IBM: rz, sx, x and cz or ecr in its direction. IonQ: GPI, GPI2 and MS or ZZ of 0 to a quarter turn,
/// whose phases carry the frame. Interactions of an angle with symbols become two of a quarter turn,
/// because their range cannot be known. Other sets: rz, sx, x, rzz.
class NativeWriter {
public:
    NativeWriter(const TranspileTarget& target, std::size_t qubits);

    void add(const TranspileStep& step);
    /// An operation as it is, after what waits on its qubits.
    void keep(const Operation& operation);
    void finish();

    std::vector<Operation>& operations() { return m_operations; }
    /// What is left of each qubit's frame: RZ of it after the written gates makes the circuit complete.
    std::vector<Angle> frames() const;

private:
    using Conditions = std::vector<Condition>;
    struct Waiting {
        TurnWord word;
        Conditions conditions;
    };

    void turn(Qubit qubit, const TurnWord& word, const Conditions& conditions);
    void interact(const TranspileStep& step);
    void interactConstant(const TranspileStep& step, double theta);
    void anyAngle(const TranspileStep& step, const AngleSum& theta);
    void partial(const TranspileStep& step, double theta);
    void quarter(Qubit a, Qubit b, const Conditions& conditions);
    void other(const TranspileStep& step);
    void flush(Qubit qubit);
    void flushReaders(const std::vector<ClassicalBit>& written);
    void playZ(Qubit qubit, const AngleSum& angle, const Conditions& conditions);
    void playX(Qubit qubit, TurnKind kind, const Conditions& conditions);
    void shortenFrame(Qubit qubit);
    std::pair<Qubit, Qubit> oriented(Qubit a, Qubit b) const;
    Angle phaseOf(Qubit qubit, double more = 0.0) const;
    void emit(std::string_view name, std::vector<Qubit> qubits, std::vector<Angle> angles,
              const Conditions& conditions);

    GateSetKind m_gates;
    std::vector<std::vector<Qubit>> m_directed;
    std::vector<Waiting> m_waiting;
    std::vector<AngleSum> m_frames;
    std::vector<Operation> m_operations;
};

}  // namespace qstore
