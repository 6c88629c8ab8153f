// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulation/lane_kernels.h"

namespace qstore {

/// The loops over angles and phases of one instruction set; see LaneKernels.
template <class Real>
struct LaneTableKernels {
    void (*sinCos)(const double* angles, std::size_t count, Real* cosines, Real* sines);
    void (*phaseTable)(const PhaseTable& table, const Real* factors, Real* values);
    void (*phaseSums)(const PhaseTable& table, const Real* weights, Real* scratch, Real* sums);
    void (*sumLanes)(const Real* vectors, std::size_t count, double* out);
};
template <class Real>
LaneTableKernels<Real> laneTableKernels();

}  // namespace qstore
