// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/base/export.h"
#include "core/simulation/bit_space.h"

namespace qstore {

/// Another basis of `span` for indices whose highest `laneBits` bits are lanes: each of the bits from
/// kSpreadFrom up to those of the lanes also turns some of the kSetBits bits from kFirstSetBit on.
///
/// An index's address is its vector's, up to 128 bytes each, and some of the address chooses the set of a
/// cache. Vectors that differ in a few high bits of their index, as those of a block do, would crowd into a
/// few sets and drive each other out; so spread, a block fills all sets alike.
QSTORE_EXPORT BitSpace spreadOverSets(const BitSpace& span, std::size_t laneBits);

inline constexpr std::size_t kFirstSetBit = 3;  ///< below, neighbours stay neighbours
inline constexpr std::size_t kSetBits = 6;
inline constexpr std::size_t kSpreadFrom = kFirstSetBit + kSetBits;

}  // namespace qstore
