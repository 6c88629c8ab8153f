// SPDX-License-Identifier: Apache-2.0
#include "core/backends/gate_counts.h"

#include "core/circuit/circuit_walk.h"

namespace qstore {

GateCounts billedGates(const Circuit& circuit) {
    GateCounts counts;
    const Circuit flat = circuit.flattened();
    for (const Operation& operation : flat.operations()) {
        if (operation.kind != OperationKind::Gate) continue;
        const std::size_t touched = touchedQubits(operation).size();
        if (touched == 1) ++counts.oneQubit;
        if (touched == 2) ++counts.twoQubit;
        if (touched > 2) counts.twoQubit += 6 * (touched - 2);
    }
    return counts;
}

}  // namespace qstore
