// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_kernels.h"

#include "core/simulation/lane_observables.h"
#include "core/simulation/lane_passes.h"
#include "core/simulation/lane_phases.h"
#include "core/simulation/lane_tables.h"

namespace qstore {

template <class Real>
LaneKernels<Real> laneKernels() {
    const LanePassKernels<Real> passes = lanePassKernels<Real>();
    const LaneTableKernels<Real> tables = laneTableKernels<Real>();
    const LaneObservableKernels<Real> observables = laneObservableKernels<Real>();
    return {passes.lanes,
            tables.sinCos,
            passes.grow,
            passes.forward,
            passes.forwardMove,
            passes.backward,
            lanePhaseFactors<Real>(),
            tables.phaseTable,
            tables.phaseSums,
            tables.sumLanes,
            observables.expectations,
            observables.coState};
}

template LaneKernels<double> laneKernels<double>();
template LaneKernels<float> laneKernels<float>();

}  // namespace qstore
