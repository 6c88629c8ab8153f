// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/circuit/circuit.h"

namespace qstore {

/// Text that Cirq's `to_json` wrote, by its "cirq_type".
QSTORE_EXPORT bool looksLikeCirqJson(std::string_view text);

/// Reads a cirq.Circuit or FrozenCircuit as `cirq.to_json` writes it, exact with its global phase.
///
/// Qubits take Cirq's own order (GridQubit, LineQubit, NamedQubit; each sorted as Cirq does) from qubit 0
/// on. Cirq counts the first measured qubit of a key as the most significant; here a key becomes a register
/// whose value is the same number, so its first qubit goes to the highest bit. This is the only place where
/// the order turns. Symbols become trainable parameters; one
/// with the name of a gate (`s`, `t`) gets a `_` at its end. What a Circuit cannot hold is Unsupported and
/// named.
QSTORE_EXPORT Result<Circuit> readCirqJson(std::string_view text);

/// The circuit as `cirq.read_json` reads it: LineQubit(i) for qubit i, a key for each measured register (or
/// `name[i]` for one bit of it). Gates that Cirq lacks are written as the sequence that makes them, exact
/// with its phase; qubits without a gate hold an identity, so that none is lost. Roles and values of
/// parameters, barriers and names of qubit registers have no place in Cirq's form.
QSTORE_EXPORT Result<std::string> writeCirqJson(const Circuit& circuit, int indent = 2);

// cirq_expression.cpp: numbers and sympy expressions.

/// The "cirq_type" of an object; empty for anything else.
std::string cirqType(const nlohmann::json& value);
/// A JSON number or sympy object as an expression; `symbols` gathers the names met.
Result<Angle> cirqExpression(const nlohmann::json& value, std::vector<std::string>& symbols);
Result<nlohmann::ordered_json> cirqExpressionJson(const Angle& angle);

// cirq_gates.cpp: what a gate does.

/// The operations that a Cirq gate is on qubits 0, 1, …, in the order of time.
Result<std::vector<Operation>> cirqGate(const nlohmann::json& gate, std::size_t qubits,
                                        std::vector<std::string>& symbols);
/// On which value each control of a ControlledGate or ControlledOperation acts; at most `most` of them.
Result<std::vector<bool>> cirqControlValues(const nlohmann::json& owner, std::size_t most);

}  // namespace qstore
