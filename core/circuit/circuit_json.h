// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/circuit/circuit.h"

namespace qstore {

// The schema is described in core/circuit/qasm_README.md; reading and writing are declared in qasm.h.

constexpr std::string_view circuitJsonFormat = "qstore-circuit";
constexpr int circuitJsonVersion = 1;

/// `trainable`, `frozen` or `column`, as files have it.
std::string_view circuitRoleName(ParameterRole role);

}  // namespace qstore
