// SPDX-License-Identifier: Apache-2.0
#include "core/stores/distance_kernels.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/stores/distance_kernels.cpp"
// The two that matter on servers and laptops, and what every machine has.
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
using Floats = hn::ScalableTag<float>;
using FloatVector = hn::Vec<Floats>;

struct AddProduct {
    HWY_INLINE FloatVector operator()(FloatVector a, FloatVector b, FloatVector sum) const {
        return hn::MulAdd(a, b, sum);
    }
};

struct AddSquare {
    HWY_INLINE FloatVector operator()(FloatVector a, FloatVector b, FloatVector sum) const {
        const auto difference = hn::Sub(a, b);
        return hn::MulAdd(difference, difference, sum);
    }
};

/// Sums of `R` rows at once, in two accumulators each: four rows keep both units busy and load the query
/// once. Alone or among others a row is summed in the same order.
template <std::size_t R, class Add>
HWY_INLINE void sumRows(const float* query, const float* rows, std::size_t stride, float* out) {
    const Floats d;
    const std::size_t lanes = hn::Lanes(d);
    const Add add;
    FloatVector even[R];
    FloatVector odd[R];
#pragma GCC unroll 4
    for (std::size_t r = 0; r < R; ++r) even[r] = odd[r] = hn::Zero(d);
    std::size_t i = 0;
    for (; i + 2 * lanes <= stride; i += 2 * lanes) {
        const auto first = hn::Load(d, query + i);
        const auto second = hn::Load(d, query + i + lanes);
#pragma GCC unroll 4
        for (std::size_t r = 0; r < R; ++r) {
            const float* row = rows + stride * r + i;
            even[r] = add(first, hn::Load(d, row), even[r]);
            odd[r] = add(second, hn::Load(d, row + lanes), odd[r]);
        }
    }
    if (i < stride) {
        const auto last = hn::Load(d, query + i);
#pragma GCC unroll 4
        for (std::size_t r = 0; r < R; ++r)
            even[r] = add(last, hn::Load(d, rows + stride * r + i), even[r]);
    }
#pragma GCC unroll 4
    for (std::size_t r = 0; r < R; ++r) out[r] = hn::GetLane(hn::SumOfLanes(d, hn::Add(even[r], odd[r])));
}

template <class Add>
void sumAll(const float* query, const float* rows, std::size_t stride, std::size_t count, float* out) {
    std::size_t r = 0;
    for (; r + 4 <= count; r += 4) sumRows<4, Add>(query, rows + stride * r, stride, out + r);
    for (; r < count; ++r) sumRows<1, Add>(query, rows + stride * r, stride, out + r);
}

DistanceKernels kernels() {
    return {sumAll<AddProduct>, sumAll<AddSquare>};
}

}  // namespace
// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qstore {

HWY_EXPORT(kernels);

DistanceKernels distanceKernels() {
    return HWY_DYNAMIC_DISPATCH(kernels)();
}

}  // namespace qstore
#endif
