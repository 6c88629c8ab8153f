// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulation/lane_kernels.h"

namespace qstore {

/// The loops over observables of one instruction set; see LaneKernels.
template <class Real>
struct LaneObservableKernels {
    void (*expectations)(const LaneObservables<Real>& observables, VectorRange range, const Real* state,
                         Real* scratch, Real* values);
    void (*coState)(const LaneObservables<Real>& observables, VectorRange range, const Real* state,
                    const Real* factors, Real* coState);
};
template <class Real>
LaneObservableKernels<Real> laneObservableKernels();

}  // namespace qstore
