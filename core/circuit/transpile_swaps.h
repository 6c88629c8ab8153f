// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/circuit/transpile_step.h"

namespace qstore {

/// Steps without swaps: each becomes interactions of a quarter turn about XX, YY and ZZ. A swap right
/// behind an interaction of the same pair takes it in, whatever one-qubit turns stand between (they change
/// qubits), so that the two together cost two or three entanglers instead of four or five. `partialTurns`:
/// the machine makes interactions of any angle as one gate.
Steps withoutSwaps(Steps steps, std::size_t qubits, bool partialTurns);

}  // namespace qstore
