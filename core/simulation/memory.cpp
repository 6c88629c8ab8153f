// SPDX-License-Identifier: Apache-2.0
#include "core/base/memory.h"

#include "core/simulation/state.h"

namespace qstore {

std::size_t stateVectorBytes(std::size_t qubits, Precision precision) {
    const std::size_t amplitude = precision == Precision::Double ? 16 : 8;
    if (qubits >= 60) return std::numeric_limits<std::size_t>::max();
    return amplitude << qubits;
}

}  // namespace qstore
