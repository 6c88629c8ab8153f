// SPDX-License-Identifier: Apache-2.0
// Names of vectors; included once per instruction set.
#if defined(QSTORE_LANE_VECTOR_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef QSTORE_LANE_VECTOR_INL_H
#undef QSTORE_LANE_VECTOR_INL_H
#else
#define QSTORE_LANE_VECTOR_INL_H
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <class Real>
using Tag = hn::ScalableTag<Real>;
template <class Real>
using Vector = hn::Vec<Tag<Real>>;

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#endif
