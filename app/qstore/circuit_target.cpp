// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/circuit_target.h"

#include "core/circuit/transpile_targets.h"

namespace qstore {

Result<TranspileTarget> resolveTarget(const Command& /*command*/, const std::string& name,
                                      std::size_t needed, std::optional<std::size_t> qubits) {
    return namedTarget(name, needed, qubits);
}

}  // namespace qstore
