// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/simulation/channel.h"

namespace qstore {

/// A channel that follows gates. What is left open matches everything.
struct NoiseRule {
    Channel channel;
    /// A record of the gate table under the name it is written with (`x`, `cx`); null = every gate.
    const GateInfo* gate = nullptr;
    std::size_t arity = 0;      ///< qubits that the gate touches, controls included; 0 = any
    std::vector<Qubit> qubits;  ///< only there; empty = everywhere
    friend bool operator==(const NoiseRule&, const NoiseRule&) = default;
};

/// How often a measured qubit is read wrongly.
struct ReadoutError {
    double oneGivenZero = 0.0;  ///< P(read 1 | it was 0)
    double zeroGivenOne = 0.0;  ///< P(read 0 | it was 1)
    friend bool operator==(const ReadoutError&, const ReadoutError&) = default;
    bool isNone() const { return oneGivenZero == 0.0 && zeroGivenOne == 0.0; }
};

/// One channel where it acts; its j-th qubit is qubits[j].
struct NoiseAction {
    const Channel* channel = nullptr;
    std::vector<Qubit> qubits;
};

/// What a machine does beside what it is told: channels after gates, and errors of reading.
///
/// A channel of one qubit acts on each qubit that the gate touches and the rule names; one of k qubits acts
/// on the k qubits of gates that touch exactly k (the controls in their order, then the targets), where the
/// rule names all of them. Rules act in their order, after every gate that they match, and only if its
/// conditions hold. Gates that a program defines are written out first, so that rules see gates of the
/// table. Measurement, reset and barriers bring no channel.
class QSTORE_EXPORT NoiseModel {
public:
    /// Refuses a channel of k > 1 qubits for gates that do not touch k, and qubits named twice.
    Status add(NoiseRule rule);
    /// For one qubit; probabilities outside [0, 1] and qubits that have one already are refused.
    Status addReadout(Qubit qubit, ReadoutError error);
    /// For every qubit without one of its own.
    Status addReadout(ReadoutError error);

    const std::vector<NoiseRule>& rules() const { return m_rules; }
    ReadoutError readout(Qubit qubit) const;
    const std::map<Qubit, ReadoutError>& readoutOfQubits() const { return m_readout; }
    ReadoutError readoutElsewhere() const { return m_readoutElsewhere; }
    bool isEmpty() const;

    /// InvalidArgument when the model names a qubit that the circuit does not have.
    Status checkFor(const Circuit& circuit) const;
    /// What follows a gate of the table; the model must outlive the answer.
    std::vector<NoiseAction> after(const Operation& gate) const;
    friend bool operator==(const NoiseModel&, const NoiseModel&) = default;

private:
    std::vector<NoiseRule> m_rules;
    std::map<Qubit, ReadoutError> m_readout;
    ReadoutError m_readoutElsewhere;
};

/// Strict: an unknown key, channel or gate, a value outside its range, Kraus operators that are not
/// complete are errors that say which and where. The form is in docs/manual.md.
QSTORE_EXPORT Result<NoiseModel> readNoiseModelJson(std::string_view text);
/// Reads back to an equal model.
QSTORE_EXPORT std::string writeNoiseModelJson(const NoiseModel& model);

}  // namespace qstore
