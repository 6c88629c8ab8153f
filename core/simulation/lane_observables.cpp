// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_observables.h"

#include "core/simulation/lane_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/simulation/lane_observables.cpp"
#include <hwy/foreach_target.h>

#include "core/simulation/lane_turn-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace {

/// The vector of a table of one number, or one vector, for each index.
template <class Real>
HWY_INLINE Vector<Real> entry(const Real* table, std::size_t index, bool inLanes) {
    const Tag<Real> d;
    return inLanes ? hn::Load(d, table + hn::Lanes(d) * index) : hn::Set(d, table[index]);
}

/// Σ_i table_i·weight_i in four sums, so that one addition need not wait for the one before.
template <class Real>
HWY_INLINE Vector<Real> weightedSum(const Real* table, bool inLanes, const Real* weights,
                                    VectorRange range) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    Vector<Real> sums[4] = {hn::Zero(d), hn::Zero(d), hn::Zero(d), hn::Zero(d)};
    for (std::size_t i = range.begin; i < range.end; i += 4) {
        const Real* weight = weights + lanes * (i - range.begin);
#pragma GCC unroll 4
        for (std::size_t j = 0; j < 4; ++j)
            sums[j] = hn::MulAdd(entry(table, i + j, inLanes), hn::Load(d, weight + lanes * j), sums[j]);
    }
    return hn::Add(hn::Add(sums[0], sums[1]), hn::Add(sums[2], sums[3]));
}

template <class Real>
void probabilities(VectorRange range, const Real* state, Real* out) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const auto re = hn::Load(d, state + 2 * lanes * i);
        const auto im = hn::Load(d, state + 2 * lanes * i + lanes);
        hn::Store(hn::MulAdd(re, re, hn::Mul(im, im)), d, out + lanes * (i - range.begin));
    }
}

/// f_i ψ_{i^x} of a group.
template <class Real>
class GroupTerm {
public:
    HWY_INLINE GroupTerm(const LaneObservableGroup<Real>& group, bool inLanes)
        : m_group(group), m_inLanes(inLanes), m_exchange(group.permutation) {}

    HWY_INLINE void at(const Real* state, std::size_t i, Vector<Real>& re, Vector<Real>& im) const {
        const Tag<Real> d;
        const Real* other = state + 2 * hn::Lanes(d) * (i ^ m_group.x);
        auto otherRe = hn::Load(d, other);
        auto otherIm = hn::Load(d, other + hn::Lanes(d));
        if (m_group.permutation != 0) {
            otherRe = m_exchange(otherRe);
            otherIm = m_exchange(otherIm);
        }
        re = hn::Zero(d);
        im = hn::Zero(d);
        if (m_group.re != nullptr) {
            const auto f = entry(m_group.re, i, m_inLanes);
            re = hn::Mul(f, otherRe);
            im = hn::Mul(f, otherIm);
        }
        if (m_group.im != nullptr) {
            const auto f = entry(m_group.im, i, m_inLanes);
            re = hn::NegMulAdd(f, otherIm, re);
            im = hn::MulAdd(f, otherRe, im);
        }
    }

private:
    const LaneObservableGroup<Real>& m_group;
    bool m_inLanes;
    Exchange<Real> m_exchange;
};

template <class Real>
void expectations(const LaneObservables<Real>& observables, VectorRange range, const Real* state,
                  Real* scratch, Real* values) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    bool hasProbabilities = false;
    for (std::size_t k = 0; k < observables.count; ++k) {
        hn::Store(hn::Zero(d), d, values + lanes * k);
        if (observables.diagonals[k] == nullptr) continue;
        if (!hasProbabilities) probabilities(range, state, scratch);
        hasProbabilities = true;
        hn::Store(weightedSum(observables.diagonals[k], observables.inLanes, scratch, range), d,
                  values + lanes * k);
    }
    for (std::size_t g = 0; g < observables.groupCount; ++g) {
        const GroupTerm<Real> term(observables.groups[g], observables.inLanes);
        auto sum = hn::Zero(d);
        for (std::size_t i = range.begin; i < range.end; ++i) {
            Vector<Real> re;
            Vector<Real> im;
            term.at(state, i, re, im);
            sum = hn::MulAdd(hn::Load(d, state + 2 * lanes * i), re, sum);
            sum = hn::MulAdd(hn::Load(d, state + 2 * lanes * i + lanes), im, sum);
        }
        Real* value = values + lanes * observables.groups[g].observable;
        hn::Store(hn::Add(hn::Load(d, value), sum), d, value);
    }
}

template <class Real>
void coState(const LaneObservables<Real>& observables, VectorRange range, const Real* state,
             const Real* factors, Real* out) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t i = range.begin; i < range.end; ++i) {
        auto weight = hn::Zero(d);
        for (std::size_t k = 0; k < observables.count; ++k) {
            if (observables.diagonals[k] == nullptr) continue;
            weight = hn::MulAdd(entry(observables.diagonals[k], i, observables.inLanes),
                                hn::Load(d, factors + lanes * k), weight);
        }
        const Real* from = state + 2 * lanes * i;
        hn::Store(hn::Mul(weight, hn::Load(d, from)), d, out + 2 * lanes * i);
        hn::Store(hn::Mul(weight, hn::Load(d, from + lanes)), d, out + 2 * lanes * i + lanes);
    }
    for (std::size_t g = 0; g < observables.groupCount; ++g) {
        const GroupTerm<Real> term(observables.groups[g], observables.inLanes);
        const auto factor = hn::Load(d, factors + lanes * observables.groups[g].observable);
        for (std::size_t i = range.begin; i < range.end; ++i) {
            Vector<Real> re;
            Vector<Real> im;
            term.at(state, i, re, im);
            Real* at = out + 2 * lanes * i;
            hn::Store(hn::MulAdd(factor, re, hn::Load(d, at)), d, at);
            hn::Store(hn::MulAdd(factor, im, hn::Load(d, at + lanes)), d, at + lanes);
        }
    }
}

template <class Real>
LaneObservableKernels<Real> kernels() {
    return {expectations<Real>, coState<Real>};
}
LaneObservableKernels<double> doubleKernels() {
    return kernels<double>();
}
LaneObservableKernels<float> floatKernels() {
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
LaneObservableKernels<double> laneObservableKernels<double>() {
    return HWY_DYNAMIC_DISPATCH(doubleKernels)();
}
template <>
LaneObservableKernels<float> laneObservableKernels<float>() {
    return HWY_DYNAMIC_DISPATCH(floatKernels)();
}

}  // namespace qstore
#endif
