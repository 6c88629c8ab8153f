// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulation/lane_kernels.h"

namespace qstore {

/// The loops of the metric beside those that run circuits, for the best instruction set of this machine.
template <class Real>
struct MetricKernels {
    /// to ← to + k·from, with a factor for each lane.
    void (*addScaled)(std::size_t vectors, const Real* factors, const Real* from, Real* to);
    /// to_i ← to_i + k·i·f(i)·from_i, f(i) the sign of a phase at index i, zero where its conditions fail.
    void (*addPhase)(const PhaseTerm& term, std::size_t vectors, const Real* factors, const Real* from,
                     Real* to);
    /// ⟨a|b⟩ of each lane: a vector of real parts, one of imaginary parts.
    void (*overlap)(std::size_t vectors, const Real* a, const Real* b, Real* result);
    /// sums[i·count + j] += sign · Σ_k rows[i][k]·rows[j][k] for j ≥ i; `size` numbers in each row, a
    /// multiple of a vector.
    void (*addProducts)(const Real* const* rows, std::size_t count, std::size_t size, double sign,
                        double* sums);
};

template <class Real>
MetricKernels<Real> metricKernels();

}  // namespace qstore
