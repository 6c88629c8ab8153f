// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/shot_kernels.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/simulation/shot_kernels.cpp"
#ifndef HWY_DISABLED_TARGETS
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)
#endif
#include <hwy/foreach_target.h>
//
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
/// At most eight lanes, so that a block divides evenly on any machine.
using Doubles = hn::CappedTag<double, 8>;

/// |amplitude|² of as many amplitudes as there are lanes, in double whatever the amplitudes are.
template <class Real>
HWY_INLINE hn::Vec<Doubles> squaredModuli(const std::complex<Real>* amplitudes) {
    const Doubles d;
    const hn::Rebind<Real, Doubles> stored;
    hn::Vec<decltype(stored)> re;
    hn::Vec<decltype(stored)> im;
    hn::LoadInterleaved2(stored, reinterpret_cast<const Real*>(amplitudes), re, im);
    if constexpr (sizeof(Real) == sizeof(double)) {
        return hn::MulAdd(re, re, hn::Mul(im, im));
    } else {
        const auto wideRe = hn::PromoteTo(d, re);
        const auto wideIm = hn::PromoteTo(d, im);
        return hn::MulAdd(wideRe, wideRe, hn::Mul(wideIm, wideIm));
    }
}

template <class Real>
void sumBlocks(const std::complex<Real>* amplitudes, std::size_t blocks, double* sums) {
    const Doubles d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t block = 0; block < blocks; ++block, amplitudes += kShotBlock) {
        auto even = hn::Zero(d);
        auto odd = hn::Zero(d);
        for (std::size_t i = 0; i < kShotBlock; i += 2 * lanes) {
            even = hn::Add(even, squaredModuli(amplitudes + i));
            odd = hn::Add(odd, squaredModuli(amplitudes + i + lanes));
        }
        sums[block] = hn::GetLane(hn::SumOfLanes(d, hn::Add(even, odd)));
    }
}

constexpr std::size_t kGroup = 8;
constexpr std::size_t kGroups = kShotBlock / kGroup;

/// A block's probabilities and what lies before: of each group in the block, of each amplitude in its
/// group. Sums are made one after the other, so that an amplitude without probability gets a share of
/// exactly none.
struct Shares {
    HWY_ALIGN double probability[kShotBlock];
    HWY_ALIGN double inGroup[kShotBlock];  ///< up to and with each amplitude
    HWY_ALIGN double groupStart[kGroups];  ///< up to and without each group
    HWY_ALIGN double groupEnd[kGroups];    ///< up to and with each group
};

template <class Real>
HWY_INLINE void fillShares(const std::complex<Real>* block, Shares& shares) {
    const Doubles d;
    for (std::size_t i = 0; i < kShotBlock; i += hn::Lanes(d))
        hn::Store(squaredModuli(block + i), d, shares.probability + i);
    // Eight sums at a time do not wait for each other; unrolled, they stay in registers.
    double running[kGroups] = {};
#pragma GCC unroll 8
    for (std::size_t place = 0; place < kGroup; ++place) {
#pragma GCC unroll 8
        for (std::size_t group = 0; group < kGroups; ++group) {
            running[group] += shares.probability[group * kGroup + place];
            shares.inGroup[group * kGroup + place] = running[group];
        }
    }
    double end = 0.0;
    for (std::size_t group = 0; group < kGroups; ++group) {
        shares.groupStart[group] = end;
        end += running[group];
        shares.groupEnd[group] = end;
    }
}

/// How many of eight ascending numbers are not above `value`.
HWY_INLINE std::size_t countNotAbove(const double* eight, double value) {
    const Doubles d;
    const auto wanted = hn::Set(d, value);
    std::size_t count = 0;
    for (std::size_t i = 0; i < kGroup; i += hn::Lanes(d))
        count += hn::CountTrue(d, hn::Le(hn::Load(d, eight + i), wanted));
    return count;
}

/// Rounding may push a number past the end of what it fell into: then the last amplitude that has a share.
HWY_INLINE std::size_t withShare(const Shares& shares, std::size_t place) {
    std::size_t found = place;
    while (found > 0 && shares.probability[found] == 0.0) --found;
    if (shares.probability[found] > 0.0) return found;
    while (place + 1 < kShotBlock && shares.probability[place] == 0.0) ++place;
    return place;
}

template <class Real>
void place(const std::complex<Real>* block, double start, const double* sorted, std::size_t count,
           std::uint8_t* places) {
    Shares shares;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled at once
    fillShares(block, shares);
    for (std::size_t shot = 0; shot < count; ++shot) {
        const double value = sorted[shot] - start;
        const std::size_t group = std::min(countNotAbove(shares.groupEnd, value), kGroups - 1);
        const double inGroup = value - shares.groupStart[group];
        const std::size_t within =
            std::min(countNotAbove(shares.inGroup + group * kGroup, inGroup), kGroup - 1);
        std::size_t found = group * kGroup + within;
        if (HWY_UNLIKELY(shares.probability[found] == 0.0)) found = withShare(shares, found);
        places[shot] = static_cast<std::uint8_t>(found);
    }
}

void logarithms(const std::uint64_t* numbers, std::size_t count, double* values) {
    const Doubles d;
    const hn::Rebind<std::uint64_t, Doubles> d64;
    const std::size_t lanes = hn::Lanes(d);
    const auto one = hn::Set(d64, std::uint64_t{0x3FF0000000000000});
    const auto two = hn::Set(d, 2.0);
    std::size_t i = 0;
    // The mantissa of a number of [1, 2) is uniform there; two less it is one of (0, 1].
    for (; i + lanes <= count; i += lanes) {
        const auto bits = hn::Or(hn::ShiftRight<12>(hn::LoadU(d64, numbers + i)), one);
        const auto uniform = hn::Sub(two, hn::BitCast(d, bits));
        hn::StoreU(hn::Neg(hn::Log(d, uniform)), d, values + i);
    }
    HWY_ALIGN std::uint64_t rest[HWY_MAX_BYTES / sizeof(std::uint64_t)] = {};
    HWY_ALIGN double answers[HWY_MAX_BYTES / sizeof(double)];
    if (i == count) return;
    std::copy(numbers + i, numbers + count, rest);
    const auto bits = hn::Or(hn::ShiftRight<12>(hn::Load(d64, rest)), one);
    hn::Store(hn::Neg(hn::Log(d, hn::Sub(two, hn::BitCast(d, bits)))), d, answers);
    std::copy(answers, answers + (count - i), values + i);
}

void sumBlocksDouble(const std::complex<double>* amplitudes, std::size_t blocks, double* sums) {
    sumBlocks(amplitudes, blocks, sums);
}
void sumBlocksFloat(const std::complex<float>* amplitudes, std::size_t blocks, double* sums) {
    sumBlocks(amplitudes, blocks, sums);
}
void placeDouble(const std::complex<double>* block, double start, const double* sorted, std::size_t count,
                 std::uint8_t* places) {
    place(block, start, sorted, count, places);
}
void placeFloat(const std::complex<float>* block, double start, const double* sorted, std::size_t count,
                std::uint8_t* places) {
    place(block, start, sorted, count, places);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qstore {

HWY_EXPORT(sumBlocksDouble);
HWY_EXPORT(sumBlocksFloat);
HWY_EXPORT(placeDouble);
HWY_EXPORT(placeFloat);
HWY_EXPORT(logarithms);

template <>
void blockProbabilities<double>(const std::complex<double>* amplitudes, std::size_t blocks, double* sums) {
    HWY_DYNAMIC_DISPATCH(sumBlocksDouble)(amplitudes, blocks, sums);
}
template <>
void blockProbabilities<float>(const std::complex<float>* amplitudes, std::size_t blocks, double* sums) {
    HWY_DYNAMIC_DISPATCH(sumBlocksFloat)(amplitudes, blocks, sums);
}

template <>
void placeShots<double>(const std::complex<double>* block, double start, const double* sorted,
                        std::size_t count, std::uint8_t* places) {
    HWY_DYNAMIC_DISPATCH(placeDouble)(block, start, sorted, count, places);
}
template <>
void placeShots<float>(const std::complex<float>* block, double start, const double* sorted,
                       std::size_t count, std::uint8_t* places) {
    HWY_DYNAMIC_DISPATCH(placeFloat)(block, start, sorted, count, places);
}

void exponentials(const std::uint64_t* numbers, std::size_t count, double* values) {
    HWY_DYNAMIC_DISPATCH(logarithms)(numbers, count, values);
}

}  // namespace qstore
#endif
