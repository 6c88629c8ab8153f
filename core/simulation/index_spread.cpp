// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/index_spread.h"

namespace qstore {
namespace {

/// c·x in GF(2)[x] modulo x⁶ + x + 1, of which x is a primitive element: any six consecutive powers of x
/// are independent, so six neighbouring bits reach every set.
std::uint64_t nextPower(std::uint64_t power) {
    constexpr std::uint64_t top = std::uint64_t{1} << kSetBits;
    constexpr std::uint64_t modulus = top | 3U;
    power <<= 1U;
    return (power & top) != 0 ? power ^ modulus : power;
}

}  // namespace

BitSpace spreadOverSets(const BitSpace& span, std::size_t laneBits) {
    const auto& vectors = span.vectors();
    BitSpace result;
    std::uint64_t sets = 1;
    for (std::size_t j = 0; j < vectors.size(); ++j) {
        std::uint64_t vector = vectors[j];
        if (j >= kSpreadFrom && j + laneBits < vectors.size()) {
            for (std::size_t k = 0; k < kSetBits; ++k) {
                if (((sets >> k) & 1U) != 0) vector ^= vectors[kFirstSetBit + k];
            }
            sets = nextPower(sets);
        }
        result.add(vector);
    }
    return result;
}

}  // namespace qstore
