// SPDX-License-Identifier: Apache-2.0
#include "core/base/random_numbers.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/base/random_numbers.cpp"
#ifndef HWY_DISABLED_TARGETS
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)
#endif
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Lanes64 = hn::ScalableTag<std::uint64_t>;
using Vector64 = hn::Vec<Lanes64>;

/// The product of the low 32 bits of each lane; what stands above them does not matter.
HWY_INLINE Vector64 lowProduct(Vector64 a, std::uint32_t factor) {
    const Lanes64 d;
#if HWY_TARGET == HWY_SCALAR
    return hn::Set(d, std::uint64_t{static_cast<std::uint32_t>(hn::GetLane(a))} * factor);
#else
    const hn::Repartition<std::uint32_t, Lanes64> d32;
    return hn::MulEven(hn::BitCast(d32, a), hn::Set(d32, factor));
#endif
}

/// Each lane is one block, each word of its counter the low half of a lane (Salmon et al., SC'11).
void blocks(std::uint64_t key, std::uint64_t substream, std::uint64_t firstBlock, std::size_t count,
            std::uint64_t* numbers) {
    const Lanes64 d;
    const std::size_t lanes = hn::Lanes(d);
    const auto low = hn::Set(d, 0xFFFFFFFFU);
    constexpr int rounds = 10;
    std::uint64_t keys[rounds][2];
    auto key0 = static_cast<std::uint32_t>(key);
    auto key1 = static_cast<std::uint32_t>(key >> 32U);
    for (auto& [first, second] : keys) {
        first = key0;
        second = key1;
        key0 += 0x9E3779B9U;
        key1 += 0xBB67AE85U;
    }
    for (std::size_t block = 0; block < count; block += lanes) {
        const auto counter = hn::Iota(d, firstBlock + block);
        auto word0 = counter;
        auto word1 = hn::ShiftRight<32>(counter);
        auto word2 = hn::Set(d, substream);
        auto word3 = hn::Set(d, substream >> 32U);
#pragma GCC unroll 10
        for (int round = 0; round < rounds; ++round) {
            const auto first = lowProduct(word0, 0xD2511F53U);
            const auto second = lowProduct(word2, 0xCD9E8D57U);
            word0 = hn::Xor(hn::Xor(hn::ShiftRight<32>(second), word1), hn::Set(d, keys[round][0]));
            word2 = hn::Xor(hn::Xor(hn::ShiftRight<32>(first), word3), hn::Set(d, keys[round][1]));
            word1 = second;
            word3 = first;
        }
        const auto even = hn::Or(hn::And(word0, low), hn::ShiftLeft<32>(word1));
        const auto odd = hn::Or(hn::And(word2, low), hn::ShiftLeft<32>(word3));
        if (block + lanes <= count) {
            hn::StoreInterleaved2(even, odd, d, numbers + 2 * block);
            continue;
        }
        HWY_ALIGN std::uint64_t rest[2 * HWY_MAX_BYTES / sizeof(std::uint64_t)];
        hn::StoreInterleaved2(even, odd, d, rest);
        for (std::size_t i = 0; i < 2 * (count - block); ++i) numbers[2 * block + i] = rest[i];
    }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qstore {

HWY_EXPORT(blocks);

void philoxBlocks(std::uint64_t key, std::uint64_t substream, std::uint64_t firstBlock, std::size_t count,
                  std::uint64_t* numbers) {
    HWY_DYNAMIC_DISPATCH(blocks)(key, substream, firstBlock, count, numbers);
}

}  // namespace qstore
#endif
