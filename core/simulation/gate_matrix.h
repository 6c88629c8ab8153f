// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/circuit/matrix.h"

namespace qstore {

/// The numbers of a gate's angles; names the symbol that has no value.
Result<std::vector<double>> boundAngles(const Operation& operation);

/// `matrix` where the controls hold and the identity elsewhere, over the targets (low bits) and then the
/// controls in their order.
ComplexMatrix controlledMatrix(const ComplexMatrix& matrix, std::span<const Control> controls);

}  // namespace qstore
