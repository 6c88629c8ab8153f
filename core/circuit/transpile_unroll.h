// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "core/circuit/transpile_step.h"

namespace qstore {

/// Writes operations of the gate table as steps: one-qubit words and Z⊗Z interactions, exact up to a global
/// phase and with every symbol kept.
///
/// Controls of any number are written out: up to four by parity networks (Gray code, as in Barenco et al.,
/// Phys. Rev. A 52, 3457 (1995), section 7.1), more of them with qubits borrowed in any state (lemmas 7.2
/// and 7.3) or by halving the angle (lemmas 7.5 and 7.9).
class Unroller {
public:
    struct Options {
        bool relabelSwaps = true;   ///< an unconditional swap costs nothing: the wires change names
        bool partialTurns = false;  ///< the machine makes interactions of any angle as one gate
    };
    Unroller(std::size_t qubits, Options options);

    /// A flattened operation. ResourceExhausted when the circuit grows beyond all use.
    Status add(const Operation& operation);

    Steps& steps() { return m_steps; }
    /// The wire that holds each qubit after all that was added.
    const std::vector<Qubit>& wires() const { return m_wires; }
    std::size_t relabelledSwaps() const { return m_relabelled; }

private:
    using Qubits = std::vector<Qubit>;
    using Angles = std::vector<Angle>;

    void gate(std::string_view name, const Qubits& controls, const Qubits& targets, const Angles& angles);
    bool oneQubit(std::string_view name, const Qubits& controls, Qubit target, const Angles& angles);
    void controlledMatrix(const GateInfo& gate, const Qubits& controls, Qubit target, const Angles& angles);
    void controlledEuler(std::string_view name, const Qubits& controls, Qubit target, const Angles& angles);
    void pairTurn(char low, char high, const Qubits& controls, const Qubits& targets,
                  const AngleSum& theta);
    void manyQubits(std::string_view name, const Qubits& controls, const Qubits& targets,
                    const Angles& angles);
    void swap(const Qubits& controls, const Qubits& targets);
    void iswap(const Qubits& controls, const Qubits& targets);
    void body(std::string_view name, const Qubits& controls, const Qubits& targets);

    // transpile_unroll_controls.cpp
    void phase(const Qubits& qubits, const AngleSum& lambda);
    void phaseNetwork(const Qubits& qubits, const AngleSum& lambda);
    void turnZ(const Qubits& controls, Qubit target, const AngleSum& theta);
    void flip(const Qubits& controls, Qubit target);
    void flip(const Qubits& controls, Qubit target, const Qubits& borrowed);
    void ladder(const Qubits& controls, Qubit target, const Qubits& borrowed, std::size_t top);
    void cx(Qubit control, Qubit target);
    void cz(Qubit a, Qubit b);

    void turn(Qubit qubit, TurnWord word);
    void z(Qubit qubit, const AngleSum& angle) { turn(qubit, TurnWord().z(angle)); }
    void h(Qubit qubit) { turn(qubit, TurnWord().h()); }
    void interact(Qubit a, Qubit b, const AngleSum& theta);
    Qubits idleQubits(const Qubits& used) const;
    bool full() const;

    Options m_options;
    Steps m_steps;
    Qubits m_wires;
    std::vector<Condition> m_conditions;
    std::size_t m_relabelled = 0;
};

}  // namespace qstore
