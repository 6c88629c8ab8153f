// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulation/amplitudes.h"
#include "core/simulation/rotation_program.h"

namespace qstore {

/// Writes the vectors of a finished state where the circuit's qubits want them. `out` has 2^qubits
/// amplitudes, zero but where an earlier call with the same `exit` wrote; `vectors` are pairs of `lanes`
/// numbers whose lanes are the highest index bits. The phase of index zero (`exit.phase`) is the caller's.
template <class Real>
void writeState(const StateExit& exit, const Real* vectors, std::size_t memoryBits, std::size_t lanes,
                Amplitudes<Real>& out);

}  // namespace qstore
