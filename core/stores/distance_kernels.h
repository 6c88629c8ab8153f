// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace qstore {

/// Rows begin at a multiple of this many numbers (64 bytes, a cache line and the longest vector) and are
/// filled up with zeros to it.
inline constexpr std::size_t kRowStep = 16;

/// Arithmetic over rows in single precision, for the instruction set in use. A row gives the same bits
/// alone and among others.
struct DistanceKernels {
    /// out[r] = Σ query·row r, for `count` rows `stride` numbers apart; `stride` is a multiple of kRowStep,
    /// query and rows are aligned to it.
    void (*dots)(const float* query, const float* rows, std::size_t stride, std::size_t count, float* out);
    /// out[r] = Σ (query - row r)².
    void (*squaredDistances)(const float* query, const float* rows, std::size_t stride, std::size_t count,
                             float* out);
};

DistanceKernels distanceKernels();

}  // namespace qstore
