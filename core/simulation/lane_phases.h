// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulation/lane_kernels.h"

namespace qstore {

/// LaneKernels::phaseFactors for the best instruction set of this machine.
template <class Real>
decltype(LaneKernels<Real>::phaseFactors) lanePhaseFactors();

}  // namespace qstore
