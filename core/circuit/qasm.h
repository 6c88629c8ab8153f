// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// Reads OpenQASM 2 or 3; the version statement decides, 3 without one.
///
/// `input float[64] name;` declares a parameter; `@qstore.role trainable|frozen|column` before it gives
/// the role, `@qstore.column text` the feature's name, `@qstore.value number` a weight's start value.
/// Constant loops, constants, aliases, gate modifiers (inv, pow, ctrl, negctrl),
/// if/else over classical bits and broadcasting are resolved while reading. Errors carry line, column
/// and a caret; what is valid OpenQASM but beyond a Circuit is ErrorCode::Unsupported, never skipped.
/// Cancelled when `stop` asks for it (loops may take a while to unroll).
QSTORE_EXPORT Result<Circuit> readQasm(std::string_view text, std::string_view fileName = "circuit.qasm",
                                       const std::stop_token& stop = {});

QSTORE_EXPORT Result<std::string> writeQasm3(const Circuit& circuit);
/// Bound circuits only; a symbol, or a condition that is not one whole register, is refused by name. Gates
/// that qelib1.inc lacks, controls and anti-controls are written out, exact up to a global phase.
QSTORE_EXPORT Result<std::string> writeQasm2(const Circuit& circuit);

/// The same content as JSON (see core/circuit/qasm_README.md for the schema).
QSTORE_EXPORT Result<Circuit> readCircuitJson(std::string_view text);
QSTORE_EXPORT std::string writeCircuitJson(const Circuit& circuit, int indent = 2);

/// By content, not by name: JSON if the first character is `{` (Cirq's if it holds a "cirq_type", see
/// cirq_json.h), OpenQASM otherwise.
QSTORE_EXPORT Result<Circuit> readCircuit(std::string_view text, std::string_view fileName,
                                          const std::stop_token& stop = {});

}  // namespace qstore
