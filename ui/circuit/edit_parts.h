// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/circuit/circuit_edits.h"

/// Pieces that several edits are made of.
namespace qstore::ui {

/// An operation with the place in time it should get: operations are put in order of `key`.
struct KeyedOperation {
    double key = 0;
    bool fresh = false;
    Operation operation;
};

/// The operations of a circuit, each with its drawn column as key.
std::vector<KeyedOperation> keyedOperations(const Circuit& circuit);
/// Makes a circuit of `parts` and the operations in order of their keys; the fresh ones are `touched`.
Result<Edit> arrange(CircuitParts parts, std::vector<KeyedOperation> operations);
/// A circuit with changed operations in the same order.
Result<Edit> rebuilt(CircuitParts parts, std::vector<std::size_t> touched);
/// Lets the last register grow (or makes one) so that there are `qubits` wires.
void growQubits(CircuitParts& parts, std::size_t qubits);
void growBits(CircuitParts& parts, std::size_t bits);
/// Forgets parameters that `before` used and `parts` no longer does.
void dropUnusedParameters(CircuitParts& parts, const Circuit& before);
/// `wanted`, or the first of wanted_2, wanted_3 … that no parameter has.
std::string freeParameterName(const CircuitParts& parts, const std::string& wanted);
Status requireOperation(const Circuit& circuit, std::size_t index);
Status requireAngle(const Circuit& circuit, std::size_t index, std::size_t angle);

}  // namespace qstore::ui
