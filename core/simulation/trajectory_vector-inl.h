// SPDX-License-Identifier: Apache-2.0
// Amplitudes of the trajectory kernels; included once per instruction set.
#if defined(QSTORE_TRAJECTORY_VECTOR_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef QSTORE_TRAJECTORY_VECTOR_INL_H
#undef QSTORE_TRAJECTORY_VECTOR_INL_H
#else
#define QSTORE_TRAJECTORY_VECTOR_INL_H
#endif

#include "core/simulation/kernels.h"
#include "core/simulation/lane_vector-inl.h"
#include "core/simulation/trajectory_matrix.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {

using Doubles = Vector<double>;

/// Where groups of a layout begin. Up to three touched bits, the usual case, take no loop.
class Groups {
public:
    explicit Groups(const GateLayout& layout) : m_fixed(layout.controlBits) {
        const std::size_t count = layout.lowMasks.size();
        for (std::size_t i = 0; i < 3; ++i) m_low[i] = i < count ? layout.lowMasks[i] : ~std::size_t{0};
        if (count > 3) {
            m_more = layout.lowMasks.data() + 3;
            m_moreEnd = layout.lowMasks.data() + count;
        }
    }
    HWY_INLINE std::size_t operator[](std::size_t group) const {
        group = ((group & ~m_low[0]) << 1U) | (group & m_low[0]);
        group = ((group & ~m_low[1]) << 1U) | (group & m_low[1]);
        group = ((group & ~m_low[2]) << 1U) | (group & m_low[2]);
        for (const std::size_t* low = m_more; low != m_moreEnd; ++low)
            group = ((group & ~*low) << 1U) | (group & *low);
        return group | m_fixed;
    }

private:
    std::size_t m_low[3];
    const std::size_t* m_more = nullptr;
    const std::size_t* m_moreEnd = nullptr;
    std::size_t m_fixed;
};

/// The numbers of one amplitude, or entry, in all lanes.
struct Lanes {
    Doubles re, im;
};
HWY_INLINE std::size_t stride() {
    return 2 * hn::Lanes(Tag<double>());
}
HWY_INLINE Lanes load(const double* at) {
    const Tag<double> d;
    return {hn::Load(d, at), hn::Load(d, at + hn::Lanes(d))};
}
HWY_INLINE void store(Doubles re, Doubles im, double* at) {
    const Tag<double> d;
    hn::Store(re, d, at);
    hn::Store(im, d, at + hn::Lanes(d));
}

/// sum += entry · a.
template <LaneEntryKind kKind>
HWY_INLINE void addProduct(const Lanes& entry, const Lanes& a, Doubles& sumRe, Doubles& sumIm) {
    if constexpr (kKind == LaneEntryKind::One) {
        sumRe = hn::Add(sumRe, a.re);
        sumIm = hn::Add(sumIm, a.im);
    }
    if constexpr (kKind == LaneEntryKind::Real || kKind == LaneEntryKind::Any) {
        sumRe = hn::MulAdd(entry.re, a.re, sumRe);
        sumIm = hn::MulAdd(entry.re, a.im, sumIm);
    }
    if constexpr (kKind == LaneEntryKind::Imaginary || kKind == LaneEntryKind::Any) {
        sumRe = hn::NegMulAdd(entry.im, a.im, sumRe);
        sumIm = hn::MulAdd(entry.im, a.re, sumIm);
    }
}

/// entry · a.
template <LaneEntryKind kKind>
HWY_INLINE Lanes product(const Lanes& entry, const Lanes& a) {
    if constexpr (kKind == LaneEntryKind::One) return a;
    if constexpr (kKind == LaneEntryKind::Real) return {hn::Mul(entry.re, a.re), hn::Mul(entry.re, a.im)};
    if constexpr (kKind == LaneEntryKind::Imaginary)
        return {hn::Neg(hn::Mul(entry.im, a.im)), hn::Mul(entry.im, a.re)};
    return {hn::NegMulAdd(entry.im, a.im, hn::Mul(entry.re, a.re)),
            hn::MulAdd(entry.im, a.re, hn::Mul(entry.re, a.im))};
}

HWY_INLINE Doubles squaredModulus(const Lanes& a) {
    return hn::MulAdd(a.re, a.re, hn::Mul(a.im, a.im));
}
/// a · conj(b).
HWY_INLINE Lanes timesConjugate(const Lanes& a, const Lanes& b) {
    return {hn::MulAdd(a.im, b.im, hn::Mul(a.re, b.re)), hn::NegMulAdd(a.re, b.im, hn::Mul(a.im, b.re))};
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#endif
