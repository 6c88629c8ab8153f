// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/observables/pauli.h"

namespace qstore {

/// What people draw beside a ring of CX: does the engine keep its pace?
struct VariantInfo {
    std::string name;
    std::string help;
    Circuit (*circuit)(std::size_t qubits) = nullptr;
    PauliSum (*observable)(std::size_t qubits) = nullptr;
    /// Upper limits of the time of a gate, in times that of a gate of W2; 0 = no goal.
    double mustTimes = 0.0;
    double aimTimes = 0.0;
};

/// The first is W2 itself, which the others are compared with. From four qubits on.
QSTORE_EXPORT const std::vector<VariantInfo>& circuitVariants();

}  // namespace qstore
