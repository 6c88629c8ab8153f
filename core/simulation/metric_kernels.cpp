// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/metric_kernels.h"

#include <algorithm>

#include "core/simulation/lane_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/simulation/metric_kernels.cpp"
#include <hwy/foreach_target.h>

#include "core/simulation/lane_vector-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace {

template <class Real>
void addScaled(std::size_t vectors, const Real* factors, const Real* from, Real* to) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    const auto factor = hn::Load(d, factors);
    for (std::size_t i = 0; i < 2 * lanes * vectors; i += lanes)
        hn::Store(hn::MulAdd(factor, hn::Load(d, from + i), hn::Load(d, to + i)), d, to + i);
}

template <class Real>
void addPhase(const PhaseTerm& term, std::size_t vectors, const Real* factors, const Real* from, Real* to) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    const auto factor = hn::Load(d, factors);
    for (std::size_t index = 0; index < vectors; ++index) {
        const bool holds =
            std::all_of(term.conditions.begin(), term.conditions.end(),
                        [&](const ParityCondition& c) { return isOdd(c.mask & index) == c.isOdd; });
        if (!holds) continue;
        const auto k = isOdd(term.z & index) != term.isNegative ? hn::Neg(factor) : factor;
        const Real* own = from + 2 * lanes * index;
        Real* at = to + 2 * lanes * index;
        hn::Store(hn::NegMulAdd(k, hn::Load(d, own + lanes), hn::Load(d, at)), d, at);
        hn::Store(hn::MulAdd(k, hn::Load(d, own), hn::Load(d, at + lanes)), d, at + lanes);
    }
}

template <class Real>
void overlap(std::size_t vectors, const Real* a, const Real* b, Real* result) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    auto re = hn::Zero(d);
    auto im = hn::Zero(d);
    for (std::size_t i = 0; i < 2 * lanes * vectors; i += 2 * lanes) {
        const auto ar = hn::Load(d, a + i);
        const auto ai = hn::Load(d, a + i + lanes);
        const auto br = hn::Load(d, b + i);
        const auto bi = hn::Load(d, b + i + lanes);
        re = hn::MulAdd(ar, br, hn::MulAdd(ai, bi, re));
        im = hn::MulAdd(ar, bi, hn::NegMulAdd(ai, br, im));
    }
    hn::Store(re, d, result);
    hn::Store(im, d, result + lanes);
}

template <class Real>
double sumOf(Vector<Real> v) {
    return static_cast<double>(hn::GetLane(hn::SumOfLanes(Tag<Real>(), v)));
}

constexpr std::size_t kTileRows = 4;
constexpr std::size_t kTileColumns = 2;

/// Eight products at once: as many as the multipliers need to have on their way. Rows beyond the last are
/// the last, and go nowhere.
template <class Real>
void addTile(const Real* const* rows, std::size_t count, std::size_t first, std::size_t second,
             std::size_t begin, std::size_t end, double sign, double* sums) {
    const Tag<Real> d;
    const Real* left[kTileRows];
    const Real* right[kTileColumns];
    for (std::size_t r = 0; r < kTileRows; ++r) left[r] = rows[std::min(first + r, count - 1)];
    for (std::size_t c = 0; c < kTileColumns; ++c) right[c] = rows[std::min(second + c, count - 1)];
    Vector<Real> products[kTileRows][kTileColumns];
    for (auto& row : products) std::fill(std::begin(row), std::end(row), hn::Zero(d));
    for (std::size_t k = begin; k < end; k += hn::Lanes(d)) {
        const auto b0 = hn::Load(d, right[0] + k);
        const auto b1 = hn::Load(d, right[1] + k);
#pragma GCC unroll 4
        for (std::size_t r = 0; r < kTileRows; ++r) {
            const auto a = hn::Load(d, left[r] + k);
            products[r][0] = hn::MulAdd(a, b0, products[r][0]);
            products[r][1] = hn::MulAdd(a, b1, products[r][1]);
        }
    }
    for (std::size_t i = first; i < std::min(first + kTileRows, count); ++i) {
        for (std::size_t j = std::max(second, i); j < std::min(second + kTileColumns, count); ++j)
            sums[i * count + j] += sign * sumOf<Real>(products[i - first][j - second]);
    }
}

template <class Real>
void addProducts(const Real* const* rows, std::size_t count, std::size_t size, double sign, double* sums) {
    // Of each row, what keeps a few dozen of them in the second-level cache.
    constexpr std::size_t piece = 4096 / sizeof(Real);
    for (std::size_t begin = 0; begin < size; begin += piece) {
        const std::size_t end = std::min(begin + piece, size);
        for (std::size_t i = 0; i < count; i += kTileRows) {
            for (std::size_t j = i; j < count; j += kTileColumns)
                addTile(rows, count, i, j, begin, end, sign, sums);
        }
    }
}

template <class Real>
MetricKernels<Real> kernels() {
    return {addScaled<Real>, addPhase<Real>, overlap<Real>, addProducts<Real>};
}
MetricKernels<double> doubleKernels() {
    return kernels<double>();
}
MetricKernels<float> floatKernels() {
    return kernels<float>();
}

}  // namespace
// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qstore {

HWY_EXPORT(doubleKernels);
HWY_EXPORT(floatKernels);

template <>
MetricKernels<double> metricKernels<double>() {
    return HWY_DYNAMIC_DISPATCH(doubleKernels)();
}
template <>
MetricKernels<float> metricKernels<float>() {
    return HWY_DYNAMIC_DISPATCH(floatKernels)();
}

}  // namespace qstore
#endif
