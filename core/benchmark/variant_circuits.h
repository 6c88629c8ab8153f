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
};

/// The first is W2 itself, which the others are compared with. From four qubits on.
QSTORE_EXPORT const std::vector<VariantInfo>& circuitVariants();

}  // namespace qstore
