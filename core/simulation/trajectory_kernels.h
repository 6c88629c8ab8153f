// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/simulation/kernels.h"
#include "core/simulation/trajectory_matrix.h"

namespace qstore {

/// More lanes than this no instruction set has.
inline constexpr std::size_t kMostTrajectoryLanes = 8;

/// Loops over a state vector in each lane, for the best instruction set of this machine. Amplitude i is
/// 2·lanes numbers, first the real parts of its lanes.
struct TrajectoryKernels {
    std::size_t lanes = 0;
    /// A 2 × 2 matrix in each lane, its entries row by row as in QubitMap, on the layout's one target.
    void (*turn)(const double* matrix, const GateLayout& layout, double* state) = nullptr;
    /// matrix ← left · matrix, both as above.
    void (*multiply)(const double* left, double* matrix) = nullptr;
    /// Applies the matrix to the layout's targets where its controls hold.
    void (*apply)(const LaneMatrix& matrix, const GateLayout& layout, double* state) = nullptr;
    /// ρ[a, b] = Σ ψ[a, rest] conj(ψ[b, rest]) of the layout's one to three targets, for a ≥ b: 2·lanes
    /// numbers at place a·2ᵏ + b of `out`. With `diagonal` only a = b.
    void (*reduced)(const GateLayout& layout, bool diagonal, const double* state, double* out) = nullptr;
    /// ρ ← M ρ M† for one qubit, M as in `turn`, ρ as `reduced` leaves it.
    void (*turnReduced)(const double* matrix, double* density) = nullptr;
    /// Σ|amplitude|² of each lane.
    void (*squaredNorms)(const double* state, std::size_t vectors, double* out) = nullptr;
    /// Of each lane, the basis state under whose share falls the share `shares`, within [0, 1], of the
    /// squared norm; never one without a share. `indices` are whole numbers.
    void (*draw)(const double* state, std::size_t vectors, const double* squaredNorms, const double* shares,
                 double* indices) = nullptr;
};
TrajectoryKernels trajectoryKernels();

}  // namespace qstore
