// SPDX-License-Identifier: Apache-2.0
// Sine and cosine together; included once per instruction set.
#if defined(QSTORE_LANE_TRIG_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef QSTORE_LANE_TRIG_INL_H
#undef QSTORE_LANE_TRIG_INL_H
#else
#define QSTORE_LANE_TRIG_INL_H
#endif

#include <limits>

#include "core/simulation/lane_kernels.h"
#include "core/simulation/lane_vector-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {

/// Of angles within [−π/4, π/4], x and z = x²: the polynomials of the Cephes library (S. L.
/// Moshier, Methods and Programs for Mathematical Functions, 1989).
HWY_INLINE Vector<double> sineOf(Vector<double> x, Vector<double> z) {
    const Tag<double> d;
    auto p = hn::MulAdd(z, hn::Set(d, 1.58962301576546568060e-10), hn::Set(d, -2.50507477628578072866e-8));
    p = hn::MulAdd(z, p, hn::Set(d, 2.75573136213857245213e-6));
    p = hn::MulAdd(z, p, hn::Set(d, -1.98412698295895385996e-4));
    p = hn::MulAdd(z, p, hn::Set(d, 8.33333333332211858878e-3));
    p = hn::MulAdd(z, p, hn::Set(d, -1.66666666666666307295e-1));
    return hn::MulAdd(hn::Mul(x, z), p, x);
}
HWY_INLINE Vector<double> cosineOf(Vector<double> z) {
    const Tag<double> d;
    auto p = hn::MulAdd(z, hn::Set(d, -1.13585365213876817300e-11), hn::Set(d, 2.08757008419747316778e-9));
    p = hn::MulAdd(z, p, hn::Set(d, -2.75573141792967388112e-7));
    p = hn::MulAdd(z, p, hn::Set(d, 2.48015872888517045348e-5));
    p = hn::MulAdd(z, p, hn::Set(d, -1.38888888888730564116e-3));
    p = hn::MulAdd(z, p, hn::Set(d, 4.16666666666665929218e-2));
    p = hn::MulAdd(z, p, hn::Set(d, -0.5));
    return hn::MulAdd(z, p, hn::Set(d, 1.0));
}
HWY_INLINE Vector<float> sineOf(Vector<float> x, Vector<float> z) {
    const Tag<float> d;
    auto p = hn::MulAdd(z, hn::Set(d, -1.9515295891e-4F), hn::Set(d, 8.3321608736e-3F));
    p = hn::MulAdd(z, p, hn::Set(d, -1.6666654611e-1F));
    return hn::MulAdd(hn::Mul(x, z), p, x);
}
HWY_INLINE Vector<float> cosineOf(Vector<float> z) {
    const Tag<float> d;
    auto p = hn::MulAdd(z, hn::Set(d, 2.443315711809948e-5F), hn::Set(d, -1.388731625493765e-3F));
    p = hn::MulAdd(z, p, hn::Set(d, 4.166664568298827e-2F));
    p = hn::MulAdd(z, p, hn::Set(d, -0.5F));
    return hn::MulAdd(z, p, hn::Set(d, 1.0F));
}

/// Cosine and sine of x + k·π/2 for x within [−π/4, π/4]; the two highest bits of `quarters` are k.
template <class Real>
HWY_INLINE void cosSin(Vector<Real> x, hn::Vec<hn::ScalableTag<TurnFraction<Real>>> quarters,
                       Vector<Real>& cosine, Vector<Real>& sine) {
    const Tag<Real> d;
    const hn::ScalableTag<TurnFraction<Real>> di;
    const auto z = hn::Mul(x, x);
    const auto s = sineOf(x, z);
    const auto c = cosineOf(z);
    const auto lowBit = hn::ShiftLeft<1>(quarters);
    const auto isOddQuarter = hn::MaskFromVec(hn::BitCast(d, hn::BroadcastSignBit(lowBit)));
    const auto signBit = hn::Set(di, std::numeric_limits<TurnFraction<Real>>::min());
    const auto cosineSign = hn::And(hn::Xor(quarters, lowBit), signBit);
    const auto sineSign = hn::And(quarters, signBit);
    cosine = hn::Xor(hn::IfThenElse(isOddQuarter, s, c), hn::BitCast(d, cosineSign));
    sine = hn::Xor(hn::IfThenElse(isOddQuarter, c, s), hn::BitCast(d, sineSign));
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#endif
