// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/circuit/transpile_step.h"

namespace qstore {

/// Steps with neighbours gathered: one-qubit runs multiplied, interactions of one pair added up through
/// everything that commutes with them, inverses gone. Conditional steps stay as they are.
Steps mergedSteps(Steps steps, std::size_t qubits);

}  // namespace qstore
