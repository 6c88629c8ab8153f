// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/simulation/pauli_walk.h"

namespace qstore {

/// Samples are worked on in tiles; an array over them is one cache line of 32 doubles or 64 floats.
template <class Real>
inline constexpr std::size_t kTileSamples = 256 / sizeof(Real);

/// A product of matrices per tile, of `rows` × `columns` numbers with `stride` between the rows.
struct FeatureShape {
    std::size_t rows = 0;     ///< features of half A
    std::size_t columns = 0;  ///< features of half B
    std::size_t stride = 0;   ///< a multiple of 16
};

/// The loops of the Pauli form for the best instruction set of this machine.
template <class Real>
struct PauliFormKernels {
    /// Carries coefficients back through a turn.
    void (*turn)(const WalkTurn& turn, const WalkEntry* entries, double cosine, double sine,
                 double* values);
    /// Undoes the turn on `values`, carries `slopes` (of what is wanted to the coefficients behind the
    /// turn) to those before it, and returns the slope to the turn's angle.
    double (*turnBack)(const WalkTurn& turn, const WalkEntry* entries, double cosine, double sine,
                       double* values, double* slopes);
    /// half.count rows over the tile. `cosines` and `sines` hold a row per angle that differs by sample.
    void (*features)(const FeatureHalf& half, const Real* cosines, const Real* sines, Real* features);
    /// values[s] = Σ_ij A[i][s] · matrix[i][j] · B[j][s].
    void (*values)(FeatureShape shape, const Real* matrix, const Real* a, const Real* b, Real* values);
    /// out[s][f] = in[f][s] · factors[s], rows of `stride` numbers; without factors a plain transpose.
    void (*transpose)(const Real* in, std::size_t features, const Real* factors, std::size_t stride,
                      Real* out);
    /// sums[i][j] += Σ_s a[s][i] · b[s][j]; rows of a have `aStride` numbers.
    void (*accumulate)(FeatureShape shape, const Real* a, std::size_t aStride, const Real* b, Real* sums);
};

template <class Real>
PauliFormKernels<Real> pauliFormKernels();

}  // namespace qstore
