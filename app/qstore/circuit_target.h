// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/circuit/transpile_target.h"

namespace qstore {

class Command;

/// What `--target NAME` means: the one place where names of machines are looked up. `needed` is the size of
/// the circuit, `qubits` that of `--qubits`.
Result<TranspileTarget> resolveTarget(const Command& command, const std::string& name, std::size_t needed,
                                      std::optional<std::size_t> qubits);

}  // namespace qstore
