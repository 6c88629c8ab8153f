// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/circuit/circuit.h"

namespace qstore {

/// Gates as IonQ bills them.
struct GateCounts {
    std::uint64_t oneQubit = 0, twoQubit = 0;
    std::uint64_t all() const { return oneQubit + twoQubit; }
    friend bool operator==(const GateCounts&, const GateCounts&) = default;
};

/// Of one shot of a circuit, its defined gates written out. A gate that touches n > 2 qubits counts as
/// 6 (n − 2) of two qubits (Microsoft, Pricing plans for Azure Quantum providers, IonQ, 26 February 2025);
/// global phases, barriers, measurements and resets count nothing.
QSTORE_EXPORT GateCounts billedGates(const Circuit& circuit);

}  // namespace qstore
