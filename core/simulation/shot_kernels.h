// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <complex>
#include <cstddef>
#include <cstdint>

namespace qstore {

/// Amplitudes that are looked at together when shots are drawn.
inline constexpr std::size_t kShotBlock = 64;

/// Σ|amplitude|² of each of `blocks` blocks of kShotBlock amplitudes, in double.
template <class Real>
void blockProbabilities(const std::complex<Real>* amplitudes, std::size_t blocks, double* sums);

/// For each of `count` ascending numbers of [start, start + the block's probability) the amplitude of the
/// block under whose share it falls, the shares beginning at `start`. Never one without probability, unless
/// the whole block has none.
template <class Real>
void placeShots(const std::complex<Real>* block, double start, const double* sorted, std::size_t count,
                std::uint8_t* places);

/// −log u for u uniform in (0, 1], from the upper 52 bits of each number.
void exponentials(const std::uint64_t* numbers, std::size_t count, double* values);

}  // namespace qstore
