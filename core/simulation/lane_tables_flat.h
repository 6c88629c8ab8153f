// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "core/simulation/lane_plan.h"

namespace qstore {

/// Σ_i ± weights_i for each term of the table, where its sign and conditions decide: LaneKernels::phaseSums
/// for weights that were added up over all lanes. `scratch` has the size of `weights`.
void flatPhaseSums(const PhaseTable& table, std::span<const double> weights, std::span<double> scratch,
                   std::span<double> sums);

}  // namespace qstore
