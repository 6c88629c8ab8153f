// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/circuit/circuit.h"

namespace qstore {

/// The circuits that peers were measured with, gate for gate the same. Every angle is a weight of its own,
/// `w0`, `w1`, … in order of appearance. At least two qubits, as a ring needs them.

/// W1: ten layers of RX, RY, RZ on every qubit and a ring of CX (q → q+1, last → 0). 40n gates, 30n angles.
/// `layers` lets others grow it.
QSTORE_EXPORT Circuit stateCircuit(std::size_t qubits, std::size_t layers = 10);

/// W2: four layers of RY, RZ on every qubit and a ring of CX. 12n gates, 8n angles.
QSTORE_EXPORT Circuit gradientCircuit(std::size_t qubits);

/// W3: RY(x_q) on every qubit, then three layers of RZ, RY, RZ and a ring of CX. 13n gates, 9n weights, n
/// inputs `x0`, `x1`, …
QSTORE_EXPORT Circuit classifierCircuit(std::size_t qubits);

}  // namespace qstore
