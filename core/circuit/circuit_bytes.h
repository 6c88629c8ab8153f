// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/circuit/circuit.h"

namespace qstore {

/// Bytes on the heap, see core/base/held_bytes.h.
std::size_t heldBytes(const AngleProgram& program);
std::size_t heldBytes(const Condition& condition);
/// As if nothing were shared with other circuits. A subexpression that an angle shares with itself counts
/// each time it is written out.
std::size_t heldBytes(const Circuit& circuit);

}  // namespace qstore
