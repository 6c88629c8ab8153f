// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "core/simulation/state.h"

namespace qstore {

/// Loops that keep one part of the machine busy and nothing else, with the widest vectors it has.

/// `rounds` rounds of independent chains of fused multiply-adds, enough of them to hide their latency.
/// The answer depends on each one, so that none can be left out.
double multiplyAddRounds(Precision precision, std::size_t rounds);
/// Floating-point operations in one round; a multiply-add counts as two.
std::size_t multiplyAddRoundFlops(Precision precision);

/// Multiplies `count` numbers by `factor` where they stand: what a pass of gates does to memory. `values`
/// is aligned to 128 bytes and `count` a multiple of 128.
void scaleInPlace(double* values, std::size_t count, double factor);

/// Additions of which each waits for the one before, one clock cycle each.
std::uint64_t dependentAdditions(std::uint64_t count);

/// The vectors in use: "AVX3" (AVX-512), "AVX2", or the baseline's name.
std::string instructionSetName();

}  // namespace qstore
