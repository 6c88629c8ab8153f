// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_phases.h"

#include "core/simulation/block_plan.h"
#include "core/simulation/lane_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/simulation/lane_phases.cpp"
#include <hwy/foreach_target.h>

#include "core/simulation/lane_trig-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
namespace {

template <class Real>
using Fractions = hn::Vec<hn::ScalableTag<TurnFraction<Real>>>;

/// Scratch: at each mask the sum of its phases, with the signs of the inner block.
template <class Real>
void sumByMask(const LanePhases<Real>& phases, std::size_t bits, TurnFraction<Real>* scratch) {
    const hn::ScalableTag<TurnFraction<Real>> d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t i = 0; i < (std::size_t{1} << bits); ++i)
        hn::Store(hn::Zero(d), d, scratch + lanes * i);
    for (std::size_t k = 0; k < phases.count; ++k) {
        const BlockPhase& phase = phases.phases[k];
        const auto fraction = hn::Load(d, phases.fractions + lanes * phase.term);
        // −x is ~x + 1.
        const auto odd = static_cast<TurnFraction<Real>>(isOdd(phase.memory & phases.first) ? 1 : 0);
        const auto flip = hn::Set(d, static_cast<TurnFraction<Real>>(-odd));
        TurnFraction<Real>* sum = scratch + lanes * phase.group;
        hn::Store(hn::Add(hn::Load(d, sum), hn::Sub(hn::Xor(fraction, flip), flip)), d, sum);
    }
}

/// From sums by mask to sums at indices, where a mask's sign is its parity: the Walsh–Hadamard transform,
/// two bits at a time.
template <class Real>
void transform(std::size_t bits, TurnFraction<Real>* scratch) {
    const hn::ScalableTag<TurnFraction<Real>> d;
    const std::size_t lanes = hn::Lanes(d);
    const std::size_t size = std::size_t{1} << bits;
    std::size_t bit = 0;
    if (bits % 2 == 1) {
        for (std::size_t i = 0; i < size; i += 2) {
            TurnFraction<Real>* at = scratch + lanes * i;
            const auto a = hn::Load(d, at);
            const auto b = hn::Load(d, at + lanes);
            hn::Store(hn::Add(a, b), d, at);
            hn::Store(hn::Sub(a, b), d, at + lanes);
        }
        bit = 1;
    }
    for (; bit < bits; bit += 2) {
        const std::size_t step = std::size_t{1} << bit;
        for (std::size_t group = 0; group < size / 4; ++group) {
            const std::size_t i = (group & ~(step - 1)) * 4 + (group & (step - 1));
            TurnFraction<Real>* at[4];
            for (std::size_t m = 0; m < 4; ++m) at[m] = scratch + lanes * (i + m * step);
            const auto a = hn::Load(d, at[0]);
            const auto b = hn::Load(d, at[1]);
            const auto c = hn::Load(d, at[2]);
            const auto e = hn::Load(d, at[3]);
            const auto sumLow = hn::Add(a, b);
            const auto sumHigh = hn::Add(c, e);
            const auto differenceLow = hn::Sub(a, b);
            const auto differenceHigh = hn::Sub(c, e);
            hn::Store(hn::Add(sumLow, sumHigh), d, at[0]);
            hn::Store(hn::Add(differenceLow, differenceHigh), d, at[1]);
            hn::Store(hn::Sub(sumLow, sumHigh), d, at[2]);
            hn::Store(hn::Sub(differenceLow, differenceHigh), d, at[3]);
        }
    }
}

/// e^{iφ} of fractions of a turn. With an eighth added, the two highest bits are the quarter.
template <class Real>
HWY_INLINE void storeFactor(Fractions<Real> fraction, Real* at) {
    using Fraction = TurnFraction<Real>;
    constexpr int bits = 8 * sizeof(Real);
    constexpr auto quarter = static_cast<Fraction>(Fraction{1} << (bits - 2));
    constexpr auto eighth = static_cast<Fraction>(quarter / 2);
    constexpr double scale = 6.283185307179586476925 / (4.0 * static_cast<double>(quarter));
    const Tag<Real> d;
    const hn::ScalableTag<Fraction> di;
    const auto shifted = hn::Add(fraction, hn::Set(di, eighth));
    const auto rest =
        hn::Sub(hn::And(shifted, hn::Set(di, static_cast<Fraction>(quarter - 1))), hn::Set(di, eighth));
    const auto x = hn::Mul(hn::ConvertTo(d, rest), hn::Set(d, static_cast<Real>(scale)));
    Vector<Real> cosine;
    Vector<Real> sine;
    cosSin<Real>(x, shifted, cosine, sine);
    hn::Store(cosine, d, at);
    hn::Store(sine, d, at + hn::Lanes(d));
}

template <class Real>
void phaseFactors(const LanePhases<Real>& phases, std::size_t bits, TurnFraction<Real>* scratch,
                  Real* values) {
    const hn::ScalableTag<TurnFraction<Real>> d;
    const std::size_t lanes = hn::Lanes(d);
    sumByMask(phases, bits, scratch);
    transform<Real>(bits, scratch);
    for (std::size_t i = 0; i < (std::size_t{1} << bits); ++i)
        storeFactor<Real>(hn::Load(d, scratch + lanes * i), values + 2 * lanes * i);
}

decltype(LaneKernels<double>::phaseFactors) doubleFactors() {
    return phaseFactors<double>;
}
decltype(LaneKernels<float>::phaseFactors) floatFactors() {
    return phaseFactors<float>;
}

}  // namespace
// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qstore {

HWY_EXPORT(doubleFactors);
HWY_EXPORT(floatFactors);

template <>
decltype(LaneKernels<double>::phaseFactors) lanePhaseFactors<double>() {
    return HWY_DYNAMIC_DISPATCH(doubleFactors)();
}
template <>
decltype(LaneKernels<float>::phaseFactors) lanePhaseFactors<float>() {
    return HWY_DYNAMIC_DISPATCH(floatFactors)();
}

}  // namespace qstore
#endif
