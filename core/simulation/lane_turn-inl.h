// SPDX-License-Identifier: Apache-2.0
// Turns on the 2^R vectors of a pass; included once per instruction set.
#if defined(QSTORE_LANE_TURN_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef QSTORE_LANE_TURN_INL_H
#undef QSTORE_LANE_TURN_INL_H
#else
#define QSTORE_LANE_TURN_INL_H
#endif

#include "core/simulation/lane_kernels.h"
#include "core/simulation/lane_targets.h"
#include "core/simulation/lane_vector-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {

/// The amplitudes that one pass mixes, in registers.
template <class Real, std::size_t N>
struct Block {
    Vector<Real> re[N];
    Vector<Real> im[N];
};

/// Index of group `group`, whose pivot bits are zero.
template <std::size_t R>
HWY_INLINE std::size_t firstIndex(const std::array<std::uint64_t, R>& lowMasks, std::size_t group) {
    for (const std::uint64_t low : lowMasks) group = ((group & ~low) << 1U) | (group & low);
    return group;
}

constexpr bool isFirstOfPair(unsigned m, unsigned flips) {
    return flips == 0 || (m & (flips & (~flips + 1U))) == 0;
}

/// How a turn finds its vectors for one place of the pass: the same for all places without conditions.
template <class Real, bool kConditional>
class TurnSource {
public:
    HWY_INLINE TurnSource(const BoundTurns<Real>& bound, const LaneTurn& turn,
                          const LaneCondition* conditions, std::size_t index)
        : m_vectors(bound.vectors + turn.firstVector * hn::Lanes(Tag<Real>())),
          m_inactive(bound.inactive),
          m_conditions(conditions + turn.firstCondition),
          m_count(turn.conditions),
          m_index(index),
          m_signs(turn.signs ^ (isOdd(turn.z & index) ? 0xFFU : 0U)) {}

    HWY_INLINE const Real* at(unsigned m) const {
        if constexpr (!kConditional) return m_vectors;
        std::size_t variant = 0;
        for (std::size_t j = 0; j < m_count; ++j) {
            const LaneCondition& condition = m_conditions[j];
            const bool odd = isOdd(condition.mask & m_index) != (((condition.local >> m) & 1U) != 0);
            if (condition.variantBit >= 0) {
                variant |= static_cast<std::size_t>(odd) << static_cast<unsigned>(condition.variantBit);
            } else if (odd != condition.isOdd) {
                return m_inactive;
            }
        }
        return m_vectors + variant * kTurnVectors * hn::Lanes(Tag<Real>());
    }
    /// 0 or 1.
    HWY_INLINE std::size_t sign(unsigned m) const { return (m_signs >> m) & 1U; }

private:
    const Real* m_vectors;
    const Real* m_inactive;
    const LaneCondition* m_conditions;
    std::size_t m_count;
    std::size_t m_index;
    unsigned m_signs;
};

/// Lane l of the result is lane l ^ permutation.
template <class Real>
class Exchange {
public:
    HWY_INLINE explicit Exchange(unsigned permutation) {
        using Index = std::conditional_t<sizeof(Real) == 8, std::int64_t, std::int32_t>;
        const hn::ScalableTag<Index> di;
        const auto lanes = hn::Iota(di, 0);
        m_indices =
            hn::IndicesFromVec(Tag<Real>(), hn::Xor(lanes, hn::Set(di, static_cast<Index>(permutation))));
    }
    HWY_INLINE Vector<Real> operator()(Vector<Real> v) const { return hn::TableLookupLanes(v, m_indices); }

private:
    decltype(hn::IndicesFromVec(
        Tag<Real>(),
        hn::Zero(hn::ScalableTag<std::conditional_t<sizeof(Real) == 8, std::int64_t, std::int32_t>>())))
        m_indices;
};

/// One pair of a turn: a_m ← c·a_m + κ_m s·a_p, and a_p with the sign that unitarity asks for.
template <bool kReal, class Real, std::size_t N>
HWY_INLINE void turnPair(Vector<Real> c, Vector<Real> s, unsigned m, unsigned p, Block<Real, N>& a) {
    const auto ar = a.re[m];
    const auto ai = a.im[m];
    if constexpr (kReal) {
        a.re[m] = hn::MulAdd(s, a.re[p], hn::Mul(c, ar));
        a.im[m] = hn::MulAdd(s, a.im[p], hn::Mul(c, ai));
        a.re[p] = hn::NegMulAdd(s, ar, hn::Mul(c, a.re[p]));
        a.im[p] = hn::NegMulAdd(s, ai, hn::Mul(c, a.im[p]));
    } else {
        a.re[m] = hn::MulAdd(s, a.im[p], hn::Mul(c, ar));
        a.im[m] = hn::NegMulAdd(s, a.re[p], hn::Mul(c, ai));
        const auto pr = hn::MulAdd(s, ai, hn::Mul(c, a.re[p]));
        a.im[p] = hn::NegMulAdd(s, ar, hn::Mul(c, a.im[p]));
        a.re[p] = pr;
    }
}

/// `sum` and the pair's share of a slope, before its sign.
template <bool kReal, class Real, std::size_t N>
HWY_INLINE Vector<Real> addSlope(const Block<Real, N>& state, const Block<Real, N>& coState, unsigned m,
                                 unsigned p, Vector<Real> sum) {
    if constexpr (kReal) {
        sum = hn::MulAdd(coState.re[m], state.re[p], sum);
        sum = hn::MulAdd(coState.im[m], state.im[p], sum);
        sum = hn::NegMulAdd(coState.re[p], state.re[m], sum);
        return hn::NegMulAdd(coState.im[p], state.im[m], sum);
    } else {
        sum = hn::MulAdd(coState.re[m], state.im[p], sum);
        sum = hn::NegMulAdd(coState.im[m], state.re[p], sum);
        sum = hn::MulAdd(coState.re[p], state.im[m], sum);
        return hn::NegMulAdd(coState.im[p], state.re[m], sum);
    }
}

/// a_m ← c·a_m + κ_m s·a_{m^flips}. `kInverse` turns back.
template <unsigned kFlips, bool kReal, bool kInverse, bool kConditional, class Real, std::size_t N>
QSTORE_LANE_INLINE void turnPairs(const TurnSource<Real, kConditional>& source, Block<Real, N>& a) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    auto c = hn::Load(d, source.at(0));
#pragma GCC unroll 8
    for (unsigned m = 0; m < N; ++m) {
        if (!isFirstOfPair(m, kFlips)) continue;
        const unsigned p = m ^ kFlips;
        const Real* vectors = source.at(m);
        if constexpr (kConditional) c = hn::Load(d, vectors);
        const std::size_t sign = source.sign(m) ^ static_cast<std::size_t>(kInverse);
        const auto s = hn::Load(d, vectors + lanes * (1 + sign));
        turnPair<kReal>(c, s, m, p, a);
    }
}

/// The same where partners lie in other lanes.
template <unsigned kFlips, bool kReal, bool kInverse, class Real, std::size_t N>
QSTORE_LANE_INLINE void turnAcrossLanes(const TurnSource<Real, true>& source,
                                        const Exchange<Real>& exchange, Block<Real, N>& a) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    const auto mixed = [&](unsigned m, Vector<Real> ownRe, Vector<Real> ownIm, Vector<Real> otherRe,
                           Vector<Real> otherIm) HWY_ATTR {
        const Real* vectors = source.at(m);
        const std::size_t sign = source.sign(m) ^ static_cast<std::size_t>(kInverse);
        const auto c = hn::Load(d, vectors);
        const auto s = hn::Load(d, vectors + lanes * (1 + sign));
        if constexpr (kReal) {
            a.re[m] = hn::MulAdd(s, otherRe, hn::Mul(c, ownRe));
            a.im[m] = hn::MulAdd(s, otherIm, hn::Mul(c, ownIm));
        } else {
            a.re[m] = hn::MulAdd(s, otherIm, hn::Mul(c, ownRe));
            a.im[m] = hn::NegMulAdd(s, otherRe, hn::Mul(c, ownIm));
        }
    };
#pragma GCC unroll 8
    for (unsigned m = 0; m < N; ++m) {
        if (!isFirstOfPair(m, kFlips)) continue;
        const unsigned p = m ^ kFlips;
        const auto ar = a.re[m];
        const auto ai = a.im[m];
        const auto pr = a.re[p];
        const auto pi = a.im[p];
        mixed(m, ar, ai, exchange(pr), exchange(pi));
        if constexpr (kFlips != 0) mixed(p, pr, pi, exchange(ar), exchange(ai));
    }
}

/// Σ over the pass of Re(conj(λ_m)·(−iP ψ)_m), lane by lane.
template <unsigned kFlips, bool kReal, bool kConditional, class Real, std::size_t N>
QSTORE_LANE_INLINE Vector<Real> slopePairs(const TurnSource<Real, kConditional>& source,
                                           const Block<Real, N>& state, const Block<Real, N>& coState) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    auto sum = hn::Zero(d);
#pragma GCC unroll 8
    for (unsigned m = 0; m < N; ++m) {
        if (!isFirstOfPair(m, kFlips)) continue;
        const unsigned p = m ^ kFlips;
        const auto sign = hn::Load(d, source.at(m) + lanes * (3 + source.sign(m)));
        const auto pair = addSlope<kReal>(state, coState, m, p, hn::Zero(d));
        sum = hn::MulAdd(sign, pair, sum);
    }
    return sum;
}

template <unsigned kFlips, bool kReal, class Real, std::size_t N>
QSTORE_LANE_INLINE Vector<Real> slopeAcrossLanes(const TurnSource<Real, true>& source,
                                                 const Exchange<Real>& exchange,
                                                 const Block<Real, N>& state,
                                                 const Block<Real, N>& coState) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    auto sum = hn::Zero(d);
#pragma GCC unroll 8
    for (unsigned m = 0; m < N; ++m) {
        const unsigned p = m ^ kFlips;
        const auto sign = hn::Load(d, source.at(m) + lanes * (3 + source.sign(m)));
        const auto re = exchange(state.re[p]);
        const auto im = exchange(state.im[p]);
        Vector<Real> one;
        if constexpr (kReal) {
            one = hn::MulAdd(coState.im[m], im, hn::Mul(coState.re[m], re));
        } else {
            one = hn::NegMulAdd(coState.im[m], re, hn::Mul(coState.re[m], im));
        }
        sum = hn::MulAdd(sign, one, sum);
    }
    return sum;
}

/// What a turn of a simple pass reads: the same for all pairs of a group.
template <class Real>
struct SimpleTurn {
    const Real* vectors = nullptr;
    std::uint64_t z = 0;
    std::size_t sign = 0;
    std::size_t partnerSign = 0;  ///< turns across lanes: of the second place of a pair

    HWY_INLINE SimpleTurn(const BoundTurns<Real>& bound, const LaneTurn& turn)
        : vectors(bound.vectors + turn.firstVector * hn::Lanes(Tag<Real>())),
          z(turn.z),
          sign(turn.signs & 1U),
          partnerSign((turn.signs >> turn.flips) & 1U) {}
    HWY_INLINE SimpleTurn() = default;
    HWY_INLINE std::size_t signAt(std::size_t index) const {
        return sign ^ static_cast<std::size_t>(isOdd(z & index));
    }
};

/// turnPairs() with c and s in registers.
template <unsigned kFlips, bool kReal, class Real, std::size_t N>
QSTORE_LANE_INLINE void turnSimply(Vector<Real> c, Vector<Real> s, Block<Real, N>& a) {
#pragma GCC unroll 8
    for (unsigned m = 0; m < N; ++m) {
        if (!isFirstOfPair(m, kFlips)) continue;
        constexpr unsigned flips = kFlips;
        const unsigned p = m ^ flips;
        turnPair<kReal>(c, s, m, p, a);
    }
}

/// slopePairs() before its signs.
template <unsigned kFlips, bool kReal, class Real, std::size_t N>
QSTORE_LANE_INLINE Vector<Real> slopeSimply(const Block<Real, N>& state, const Block<Real, N>& coState) {
    auto sum = hn::Zero(Tag<Real>());
#pragma GCC unroll 8
    for (unsigned m = 0; m < N; ++m) {
        if (!isFirstOfPair(m, kFlips)) continue;
        constexpr unsigned flips = kFlips;
        const unsigned p = m ^ flips;
        sum = addSlope<kReal>(state, coState, m, p, sum);
    }
    return sum;
}

/// turnAcrossLanes() where all pairs of a group have one sign: `s` for their first places, `ofPartners` for
/// the second.
template <unsigned kFlips, bool kReal, class Real, std::size_t N>
QSTORE_LANE_INLINE void turnAcrossSimply(Vector<Real> c, Vector<Real> s, Vector<Real> ofPartners,
                                         const Exchange<Real>& exchange, Block<Real, N>& a) {
    const auto mixed = [&](unsigned m, Vector<Real> sine, Vector<Real> otherRe, Vector<Real> otherIm)
                           HWY_ATTR {
                               if constexpr (kReal) {
                                   a.re[m] = hn::MulAdd(sine, otherRe, hn::Mul(c, a.re[m]));
                                   a.im[m] = hn::MulAdd(sine, otherIm, hn::Mul(c, a.im[m]));
                               } else {
                                   a.re[m] = hn::MulAdd(sine, otherIm, hn::Mul(c, a.re[m]));
                                   a.im[m] = hn::NegMulAdd(sine, otherRe, hn::Mul(c, a.im[m]));
                               }
                           };
#pragma GCC unroll 8
    for (unsigned m = 0; m < N; ++m) {
        if (!isFirstOfPair(m, kFlips)) continue;
        constexpr unsigned flips = kFlips;
        const unsigned p = m ^ flips;
        const auto otherRe = exchange(a.re[p]);
        const auto otherIm = exchange(a.im[p]);
        if constexpr (kFlips != 0) {
            const auto ownRe = exchange(a.re[m]);
            const auto ownIm = exchange(a.im[m]);
            mixed(p, ofPartners, ownRe, ownIm);
        }
        mixed(m, s, otherRe, otherIm);
    }
}

/// slopeAcrossLanes() of the first places alone, or of their partners, before the sign.
template <unsigned kFlips, bool kReal, bool kPartners, class Real, std::size_t N>
QSTORE_LANE_INLINE Vector<Real> slopeAcrossSimply(const Exchange<Real>& exchange,
                                                  const Block<Real, N>& state,
                                                  const Block<Real, N>& coState) {
    auto sum = hn::Zero(Tag<Real>());
#pragma GCC unroll 8
    for (unsigned m = 0; m < N; ++m) {
        if (!isFirstOfPair(m, kFlips)) continue;
        constexpr unsigned flips = kFlips;
        const unsigned at = kPartners ? m ^ flips : m;
        const auto re = exchange(state.re[at ^ flips]);
        const auto im = exchange(state.im[at ^ flips]);
        if constexpr (kReal) {
            sum = hn::MulAdd(coState.re[at], re, sum);
            sum = hn::MulAdd(coState.im[at], im, sum);
        } else {
            sum = hn::MulAdd(coState.re[at], im, sum);
            sum = hn::NegMulAdd(coState.im[at], re, sum);
        }
    }
    return sum;
}

template <unsigned kFlips, bool kReal, class Real>
QSTORE_LANE_INLINE void acrossForward(const SimpleTurn<Real>& turn, const Exchange<Real>& exchange,
                                      std::size_t first, Block<Real, 8>& a) {
    const Tag<Real> d;
    const std::size_t swap = turn.sign ^ turn.partnerSign;
    const std::size_t sign = turn.signAt(first);
    const auto c = hn::Load(d, turn.vectors);
    const auto s = hn::Load(d, turn.vectors + hn::Lanes(d) * (1 + sign));
    const auto ofPartners = hn::Load(d, turn.vectors + hn::Lanes(d) * (1 + (sign ^ swap)));
    turnAcrossSimply<kFlips, kReal>(c, s, ofPartners, exchange, a);
}

/// What such a turn does on the way back.
template <unsigned kFlips, bool kReal, class Real>
QSTORE_LANE_INLINE void backAcrossSimply(const SimpleTurn<Real>& turn, const Exchange<Real>& exchange,
                                         std::size_t first, Real* slope, Block<Real, 4>& state,
                                         Block<Real, 4>& coState) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    const std::size_t sign = turn.signAt(first);
    const std::size_t partner = sign ^ turn.sign ^ turn.partnerSign;
    const auto c = hn::Load(d, turn.vectors);
    const auto s = hn::Load(d, turn.vectors + lanes * (2 - sign));
    const auto ofPartners = hn::Load(d, turn.vectors + lanes * (2 - partner));
    turnAcrossSimply<kFlips, kReal>(c, s, ofPartners, exchange, state);
    turnAcrossSimply<kFlips, kReal>(c, s, ofPartners, exchange, coState);
    if (slope == nullptr) return;
    auto sum =
        hn::MulAdd(hn::Load(d, turn.vectors + lanes * (3 + sign)),
                   slopeAcrossSimply<kFlips, kReal, false>(exchange, state, coState), hn::Load(d, slope));
    if constexpr (kFlips != 0)
        sum = hn::MulAdd(hn::Load(d, turn.vectors + lanes * (3 + partner)),
                         slopeAcrossSimply<kFlips, kReal, true>(exchange, state, coState), sum);
    hn::Store(sum, d, slope);
}

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#endif
