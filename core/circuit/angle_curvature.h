// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "core/circuit/angle.h"

namespace qstore {

/// Adds `factor` · Σ_j (∂²angle/∂slot_i ∂slot_j) · direction_j to `curvature[i]` for each slot used: the
/// slopes' derivative along `direction`, exactly (tangents carried through the reverse sweep; Griewank and
/// Walther, Evaluating Derivatives, chapter 5).
QSTORE_EXPORT void accumulateCurvature(const AngleProgram& program, std::span<const double> slots,
                                       std::span<const double> direction, double factor,
                                       std::span<double> curvature);

}  // namespace qstore
