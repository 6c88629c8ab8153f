// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulation/lane_kernels.h"

namespace qstore {

/// The loops of one instruction set; see LaneKernels.
template <class Real>
struct LanePassKernels {
    std::size_t lanes;
    void (*grow)(const LanePlan& plan, const Real* turnVectors, std::uint32_t* indices, Real* state);
    void (*forward)(const ForwardPass& pass, std::size_t vectors, const BoundTurns<Real>& turns,
                    const LaneTable<Real>& table, Real* state);
    void (*forwardMove)(const ForwardPass& pass, std::size_t vectors, const BoundTurns<Real>& turns,
                        const LaneTable<Real>& table, const LaneMove<Real>& move);
    void (*backward)(const BackwardPass& pass, std::size_t vectors, const BoundTurns<Real>& turns,
                     const LaneTable<Real>& table, const LaneGradient<Real>& out, Real* state,
                     Real* coState);
};
template <class Real>
LanePassKernels<Real> lanePassKernels();

}  // namespace qstore
