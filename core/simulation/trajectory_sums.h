// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulation/trajectory_kernels.h"

namespace qstore {

/// Adds the loops that look at states: densities, norms and draws.
void addSums(TrajectoryKernels& kernels);

}  // namespace qstore
