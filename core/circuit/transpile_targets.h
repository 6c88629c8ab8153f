// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/base/result.h"
#include "core/circuit/transpile_target.h"

namespace qstore {

/// `ionq`, `ionq-forte`, `line`, `grid`, `heavy-hex`.
QSTORE_EXPORT std::span<const std::string_view> transpileTargetNames();

/// A target by name for a circuit of `needed` qubits; `qubits` asks for a size of its own, and must not be
/// smaller. Lines have that size, grids the nearest rectangle above, heavy-hex lattices IBM's next larger:
/// 27, 65, 127, 433, 1121. NotFound for other names: those of devices are resolved where accounts are
/// known.
QSTORE_EXPORT Result<TranspileTarget> namedTarget(std::string_view name, std::size_t needed,
                                                  std::optional<std::size_t> qubits = std::nullopt);

}  // namespace qstore
