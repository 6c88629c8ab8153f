// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/circuit/circuit.h"

namespace qstore::ui {

/// How a qubit is called on screen: its register's name and its index, or just `q3`.
QString wireName(const Circuit& circuit, Qubit qubit);
/// What the canvas writes on a gate.
QString gateSymbol(const Operation& operation);
/// A gate in words, for screen readers and tool tips: "Controlled X, control q0, target q1, step 3".
QString describeOperation(const Circuit& circuit, std::size_t index, std::size_t column);
/// One line for the status strip: qubits, depth, counts.
QString describeMetrics(const CircuitMetrics& metrics);

inline QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace qstore::ui
