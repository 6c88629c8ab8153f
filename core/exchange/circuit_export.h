// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/circuit/circuit.h"

namespace qstore {

// Circuits for other tools. Python and LaTeX are text to be run or typeset there; nothing here runs them.
// Gates that a tool lacks are written as the sequence that makes them, exact with its phase; what a tool
// cannot hold at all is Unsupported, naming the operation. Defined gates are written out.

/// Python that rebuilds the circuit as `circuit`, a qiskit.QuantumCircuit (Qiskit 1.2 and later), with one
/// qiskit Parameter a parameter.
QSTORE_EXPORT Result<std::string> writeQiskit(const Circuit& circuit);
/// Python with a PennyLane quantum function `circuit(…)` of the parameters, and a QNode of it. The device's
/// wires are declared from the last to the first, so that states are indexed as here.
QSTORE_EXPORT Result<std::string> writePennyLane(const Circuit& circuit);
/// Python that rebuilds the circuit as `circuit`, a cirq.Circuit on line qubits `q` with sympy symbols.
/// Cirq has no barriers; they stand there as comments.
QSTORE_EXPORT Result<std::string> writeCirq(const Circuit& circuit);

/// A LaTeX picture for the quantikz2 library of TikZ.
QSTORE_EXPORT std::string writeQuantikz(const Circuit& circuit);

struct SvgOptions {
    bool dark = false;
};
/// A vector drawing with presentation attributes alone: no scripts, style sheets or links.
QSTORE_EXPORT std::string writeSvg(const Circuit& circuit, SvgOptions options = {});

}  // namespace qstore
