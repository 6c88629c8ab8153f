// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_tables.h"

#include <cmath>

#include "core/simulation/lane_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/simulation/lane_tables.cpp"
#include <hwy/foreach_target.h>

#include "core/simulation/lane_trig-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
namespace {

/// π/2 in three parts, the first two short enough that a multiple by less than 2²² is exact.
constexpr double kQuarter1 = 0x1.921fb544p+0;
constexpr double kQuarter2 = 0x1.0b4611a6p-34;
constexpr double kQuarter3 = 0x1.3198a2e037073p-69;
constexpr double kMaxReduced = 6e6;

HWY_INLINE void sinCosOf(Vector<double> angle, Vector<double>& cosine, Vector<double>& sine) {
    const Tag<double> d;
    const hn::ScalableTag<std::int64_t> di;
    // Added to 1.5·2⁵², a number is rounded to a whole one in the lowest bits.
    const auto magic = hn::Set(d, 0x1.8p+52);
    const auto shifted = hn::MulAdd(angle, hn::Set(d, 0.63661977236758134308), magic);
    const auto quarters = hn::Sub(shifted, magic);
    auto rest = hn::NegMulAdd(quarters, hn::Set(d, kQuarter1), angle);
    rest = hn::NegMulAdd(quarters, hn::Set(d, kQuarter2), rest);
    rest = hn::NegMulAdd(quarters, hn::Set(d, kQuarter3), rest);
    cosSin<double>(rest, hn::ShiftLeft<62>(hn::BitCast(di, shifted)), cosine, sine);
}

HWY_INLINE void sinCosBlock(Vector<double> angle, double* cosine, double* sine) {
    const Tag<double> d;
    Vector<double> c;
    Vector<double> s;
    sinCosOf(angle, c, s);
    hn::Store(c, d, cosine);
    hn::Store(s, d, sine);
}

/// Cosine and sine are computed in double: they are few, and every amplitude is multiplied by them.
HWY_INLINE void sinCosBlock(Vector<double> angle, float* cosine, float* sine) {
    const hn::Rebind<float, Tag<double>> half;
    Vector<double> c;
    Vector<double> s;
    sinCosOf(angle, c, s);
    hn::Store(hn::DemoteTo(half, c), half, cosine);
    hn::Store(hn::DemoteTo(half, s), half, sine);
}

template <class Real>
void sinCos(const double* angles, std::size_t count, Real* cosines, Real* sines) {
    const Tag<double> d;
    auto areLarge = hn::FirstN(d, 0);
    for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
        const auto angle = hn::LoadU(d, angles + i);
        areLarge = hn::Or(areLarge, hn::Not(hn::Lt(hn::Abs(angle), hn::Set(d, kMaxReduced))));
        sinCosBlock(angle, cosines + i, sines + i);
    }
    if (hn::AllFalse(d, areLarge)) return;
    for (std::size_t i = 0; i < count; ++i) {
        if (std::abs(angles[i]) < kMaxReduced) continue;
        cosines[i] = static_cast<Real>(std::cos(angles[i]));
        sines[i] = static_cast<Real>(std::sin(angles[i]));
    }
}

template <class Real>
struct Factor {
    Vector<Real> re;
    Vector<Real> im;
};

template <class Real>
HWY_INLINE Factor<Real> multiplied(const Factor<Real>& a, const Factor<Real>& b) {
    return {hn::NegMulAdd(a.im, b.im, hn::Mul(a.re, b.re)), hn::MulAdd(a.im, b.re, hn::Mul(a.re, b.im))};
}

template <class Real>
HWY_INLINE Factor<Real> factorAt(const Real* values, std::size_t index) {
    const Tag<Real> d;
    const Real* at = values + 2 * hn::Lanes(d) * index;
    return {hn::Load(d, at), hn::Load(d, at + hn::Lanes(d))};
}

template <class Real>
HWY_INLINE void storeFactor(const Factor<Real>& factor, std::size_t index, Real* values) {
    const Tag<Real> d;
    Real* at = values + 2 * hn::Lanes(d) * index;
    hn::Store(factor.re, d, at);
    hn::Store(factor.im, d, at + hn::Lanes(d));
}

template <class Real>
HWY_INLINE Factor<Real> conjugated(const Factor<Real>& factor) {
    return {factor.re, hn::Neg(factor.im)};
}

/// e^{iφ}, or its conjugate where the term is negative: the term's factor at parity zero.
template <class Real>
HWY_INLINE Factor<Real> termFactor(const PhaseTable& table, const Real* factors, std::size_t term) {
    const Factor<Real> factor = factorAt(factors, term);
    return table.terms[term].isNegative ? conjugated(factor) : factor;
}

HWY_INLINE bool holdsAt(const PhaseTerm& term, std::size_t index) {
    for (const ParityCondition& condition : term.conditions) {
        if (isOdd(condition.mask & index) != condition.isOdd) return false;
    }
    return true;
}

/// A dependent term whose sign is the same everywhere.
HWY_INLINE bool isConstant(const PhaseTerm& term) {
    return term.conditions.empty() && term.places == 0;
}

/// Its sign depends on the first log₂(size) places, and on the last of them.
HWY_INLINE bool isComplete(const PhaseTerm& term, std::size_t size) {
    return term.conditions.empty() && term.places < size && 2 * term.places >= size;
}

template <class Real>
HWY_INLINE void multiplyDependents(const PhaseTable& table, const Real* factors, std::size_t size,
                                   Real* values) {
    for (std::size_t t = table.independent; t < table.dependents; ++t) {
        const PhaseTerm& term = table.terms[t];
        if (isConstant(term) || !isComplete(term, size)) continue;
        const Factor<Real> even = termFactor(table, factors, t);
        const Factor<Real> odd = conjugated(even);
        for (std::size_t g = 0; g < size; ++g) {
            const std::size_t i = table.order[g];
            storeFactor(multiplied(factorAt(values, i), isOdd(term.places & g) ? odd : even), i, values);
        }
    }
}

/// A group's signs as those of its lower and of its higher terms, each with a vector or two for every
/// combination.
constexpr std::size_t kHalfGroup = std::size_t{1} << ((kMaxGroupTerms + 1) / 2);
template <class Real>
constexpr std::size_t halfSize() {
    return kHalfGroup * hn::MaxLanes(Tag<Real>());
}

/// The products of terms [first, first + count) for all signs; bit j of an index turns that of term j.
template <class Real>
HWY_INLINE void productsOf(const PhaseTable& table, const Real* factors, std::size_t first,
                           std::size_t count, Real* products) {
    const Tag<Real> d;
    Factor<Real> even{hn::Set(d, Real{1}), hn::Zero(d)};
    for (std::size_t j = 0; j < count; ++j) even = multiplied(even, termFactor(table, factors, first + j));
    storeFactor(even, 0, products);
    for (std::size_t j = 0; j < count; ++j) {
        const Factor<Real> factor = conjugated(termFactor(table, factors, first + j));
        const Factor<Real> squared = multiplied(factor, factor);
        for (std::size_t g = 0; g < std::size_t{1} << j; ++g)
            storeFactor(multiplied(factorAt(products, g), squared), (std::size_t{1} << j) + g, products);
    }
}

template <class Real>
HWY_INLINE void multiplyGroup(const PhaseTable& table, const PhaseGroup& group, const Real* factors,
                              Real* values) {
    HWY_ALIGN Real low[2 * halfSize<Real>()];
    HWY_ALIGN Real high[2 * halfSize<Real>()];
    const std::size_t lowTerms = group.count / 2;
    const std::size_t run = std::size_t{1} << lowTerms;
    const std::size_t highMask = (std::size_t{1} << (group.count - lowTerms)) - 1;
    productsOf(table, factors, group.firstTerm, lowTerms, low);
    productsOf(table, factors, group.firstTerm + lowTerms, group.count - lowTerms, high);
    for (std::size_t h = 0; h < group.order.size() / run; ++h) {
        const Factor<Real> ofHigh = factorAt(high, h & highMask);
        const std::uint32_t* order = group.order.data() + h * run;
        for (std::size_t l = 0; l < run; ++l) {
            const Factor<Real> factor = multiplied(ofHigh, factorAt(low, l));
            storeFactor(multiplied(factorAt(values, order[l]), factor), order[l], values);
        }
    }
}

template <class Real>
void phaseTable(const PhaseTable& table, const Real* factors, Real* values) {
    const Tag<Real> d;
    const std::uint32_t* order = table.order.data();
    Factor<Real> first{hn::Set(d, Real{1}), hn::Zero(d)};
    for (std::size_t j = 0; j < table.independent; ++j)
        first = multiplied(first, termFactor(table, factors, j));
    for (std::size_t t = table.independent; t < table.dependents; ++t) {
        if (isConstant(table.terms[t])) first = multiplied(first, termFactor(table, factors, t));
    }
    storeFactor(first, order[0], values);
    // Turning the sign of term j multiplies by e^{−2iφ}. A dependent term comes in as soon as the places
    // hold all that its sign depends on.
    std::size_t size = 1;
    for (std::size_t j = 0; size < table.order.size(); ++j, size *= 2) {
        multiplyDependents(table, factors, size, values);
        if (j >= table.independent) {
            for (std::size_t g = 0; g < size; ++g)
                storeFactor(factorAt(values, order[g]), order[size + g], values);
            continue;
        }
        const Factor<Real> factor = conjugated(termFactor(table, factors, j));
        const Factor<Real> squared = multiplied(factor, factor);
        for (std::size_t g = 0; g < size; ++g)
            storeFactor(multiplied(factorAt(values, order[g]), squared), order[size + g], values);
    }
    multiplyDependents(table, factors, size, values);
    for (std::size_t t = table.independent; t < table.dependents; ++t) {
        const PhaseTerm& term = table.terms[t];
        if (term.conditions.empty()) continue;
        const Factor<Real> even = termFactor(table, factors, t);
        const Factor<Real> odd = conjugated(even);
        for (std::size_t i = 0; i < table.order.size(); ++i) {
            if (!holdsAt(term, i)) continue;
            storeFactor(multiplied(factorAt(values, i), isOdd(term.z & i) ? odd : even), i, values);
        }
    }
    for (const PhaseGroup& group : table.groups) multiplyGroup(table, group, factors, values);
}

/// Σ_k ± parts_k for each bit of k, which decides the sign.
template <class Real>
HWY_INLINE void sumsByBit(const PhaseTable& table, std::size_t first, std::size_t count, const Real* parts,
                          Real* sums) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t j = 0; j < count; ++j) {
        auto sum = hn::Zero(d);
        for (std::size_t k = 0; k < std::size_t{1} << count; ++k) {
            const auto part = hn::Load(d, parts + lanes * k);
            const bool isMinus = (((k >> j) & 1U) != 0) != table.terms[first + j].isNegative;
            sum = isMinus ? hn::Sub(sum, part) : hn::Add(sum, part);
        }
        hn::Store(sum, d, sums + lanes * (first + j));
    }
}

template <class Real>
HWY_INLINE void groupSums(const PhaseTable& table, const PhaseGroup& group, const Real* weights,
                          Real* sums) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    HWY_ALIGN Real low[halfSize<Real>()] = {};
    HWY_ALIGN Real high[halfSize<Real>()] = {};
    const std::size_t lowTerms = group.count / 2;
    const std::size_t run = std::size_t{1} << lowTerms;
    const std::size_t highMask = (std::size_t{1} << (group.count - lowTerms)) - 1;
    for (std::size_t h = 0; h < group.order.size() / run; ++h) {
        const std::uint32_t* order = group.order.data() + h * run;
        auto sum = hn::Zero(d);
        for (std::size_t l = 0; l < run; ++l) {
            const auto weight = hn::Load(d, weights + lanes * order[l]);
            sum = hn::Add(sum, weight);
            hn::Store(hn::Add(hn::Load(d, low + lanes * l), weight), d, low + lanes * l);
        }
        Real* ofHigh = high + lanes * (h & highMask);
        hn::Store(hn::Add(hn::Load(d, ofHigh), sum), d, ofHigh);
    }
    sumsByBit(table, group.firstTerm, lowTerms, low, sums);
    sumsByBit(table, group.firstTerm + lowTerms, group.count - lowTerms, high, sums);
}

template <class Real>
void phaseSums(const PhaseTable& table, const Real* weights, Real* scratch, Real* sums) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    const std::uint32_t* order = table.order.data();
    std::size_t half = table.order.size() / 2;
    std::size_t bit = static_cast<std::size_t>(std::countr_zero(table.order.size()));
    const auto at = [&](std::size_t g) HWY_ATTR {
        return half == table.order.size() / 2 ? weights + lanes * order[g] : scratch + lanes * g;
    };
    const auto storeSigned = [&](std::size_t t, Vector<Real> sum) HWY_ATTR {
        hn::Store(table.terms[t].isNegative ? hn::Neg(sum) : sum, d, sums + lanes * t);
    };
    for (; half > 0; half /= 2) {
        --bit;
        // Of the terms that depend on this place, and on none that were summed over before.
        for (std::size_t t = table.independent; t < table.dependents; ++t) {
            const PhaseTerm& term = table.terms[t];
            if (isConstant(term) || !isComplete(term, 2 * half)) continue;
            auto sum = hn::Zero(d);
            for (std::size_t g = 0; g < 2 * half; ++g) {
                const auto weight = hn::Load(d, at(g));
                sum = isOdd(term.places & g) ? hn::Sub(sum, weight) : hn::Add(sum, weight);
            }
            storeSigned(t, sum);
        }
        auto difference = hn::Zero(d);
        for (std::size_t g = 0; g < half; ++g) {
            const auto low = hn::Load(d, at(g));
            const auto high = hn::Load(d, at(half + g));
            difference = hn::Add(difference, hn::Sub(low, high));
            hn::Store(hn::Add(low, high), d, scratch + lanes * g);
        }
        if (bit >= table.independent) continue;
        storeSigned(bit, difference);
    }
    for (std::size_t t = table.independent; t < table.dependents; ++t) {
        const PhaseTerm& term = table.terms[t];
        if (isConstant(term)) storeSigned(t, hn::Load(d, scratch));
        if (term.conditions.empty()) continue;
        auto sum = hn::Zero(d);
        for (std::size_t i = 0; i < table.order.size(); ++i) {
            if (!holdsAt(term, i)) continue;
            const auto weight = hn::Load(d, weights + lanes * i);
            sum = isOdd(term.z & i) != term.isNegative ? hn::Sub(sum, weight) : hn::Add(sum, weight);
        }
        hn::Store(sum, d, sums + lanes * t);
    }
    for (const PhaseGroup& group : table.groups) groupSums(table, group, weights, sums);
}

template <class Real>
void sumLanes(const Real* vectors, std::size_t count, double* out) {
    const Tag<Real> d;
    for (std::size_t i = 0; i < count; ++i)
        out[i] = hn::GetLane(hn::SumOfLanes(d, hn::Load(d, vectors + hn::Lanes(d) * i)));
}

template <class Real>
LaneTableKernels<Real> kernels() {
    return {sinCos<Real>, phaseTable<Real>, phaseSums<Real>, sumLanes<Real>};
}
LaneTableKernels<double> doubleKernels() {
    return kernels<double>();
}
LaneTableKernels<float> floatKernels() {
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
LaneTableKernels<double> laneTableKernels<double>() {
    return HWY_DYNAMIC_DISPATCH(doubleKernels)();
}
template <>
LaneTableKernels<float> laneTableKernels<float>() {
    return HWY_DYNAMIC_DISPATCH(floatKernels)();
}

}  // namespace qstore
#endif
