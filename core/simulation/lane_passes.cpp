// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_passes.h"
#include "core/simulation/lane_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/simulation/lane_passes.cpp"
#include <hwy/foreach_target.h>

#include "core/simulation/lane_memory-inl.h"
#include "core/simulation/lane_turn-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace {

template <class Real>
HWY_INLINE void tableFactor(const LaneTable<Real>& table, std::size_t index, Vector<Real>& re,
                            Vector<Real>& im) {
    const Tag<Real> d;
    if (table.inLanes) {
        const Real* values = table.values + 2 * hn::Lanes(d) * index;
        re = hn::Load(d, values);
        im = hn::Load(d, values + hn::Lanes(d));
    } else {
        re = hn::Set(d, table.values[2 * index]);
        im = hn::Set(d, table.values[2 * index + 1]);
    }
}

/// a_m ← factor·a_m, or conj(factor)·a_m.
template <bool kConjugate, class Real, std::size_t N>
QSTORE_LANE_INLINE void multiplyByTable(const LaneTable<Real>& table, std::size_t first,
                                        const std::array<std::uint64_t, N>& offsets, Block<Real, N>& a) {
#pragma GCC unroll 8
    for (std::size_t m = 0; m < N; ++m) {
        Vector<Real> re;
        Vector<Real> im;
        tableFactor(table, first ^ offsets[m], re, im);
        const auto ar = a.re[m];
        if constexpr (kConjugate) {
            a.re[m] = hn::MulAdd(im, a.im[m], hn::Mul(re, ar));
            a.im[m] = hn::NegMulAdd(im, ar, hn::Mul(re, a.im[m]));
        } else {
            a.re[m] = hn::NegMulAdd(im, a.im[m], hn::Mul(re, ar));
            a.im[m] = hn::MulAdd(im, ar, hn::Mul(re, a.im[m]));
        }
    }
}

/// Kinds of the turns of a simple pass.
enum : unsigned { kNoTurn = 0, kRealTurn = 1, kImaginaryTurn = 2 };

template <unsigned kKind, unsigned kFlips, class Real>
QSTORE_LANE_INLINE void turnForwardSimply(const SimpleTurn<Real>& turn, std::size_t first,
                                          Block<Real, 8>& a) {
    if constexpr (kKind != kNoTurn) {
        const Tag<Real> d;
        const auto c = hn::Load(d, turn.vectors);
        const auto s = hn::Load(d, turn.vectors + hn::Lanes(d) * (1 + turn.signAt(first)));
        turnSimply<kFlips, kKind == kRealTurn>(c, s, a);
    }
}

#define QSTORE_FOR_FLIPS_3(CASE) CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7)
#define QSTORE_FOR_FLIPS_2(CASE) CASE(1) CASE(2) CASE(3)

template <class Real>
QSTORE_LANE_INLINE void turnForward(const BoundTurns<Real>& bound, const LaneTurn& turn,
                                    const LaneCondition* conditions, std::size_t first, Block<Real, 8>& a) {
    const TurnSource<Real, false> plain(bound, turn, conditions, first);
    const TurnSource<Real, true> conditional(bound, turn, conditions, first);
    switch (turn.code) {
#define QSTORE_CASE(F)                                                                  \
    case F: turnPairs<F, false, false, false>(plain, a); break;                         \
    case F | kCodeReal: turnPairs<F, true, false, false>(plain, a); break;              \
    case F | kCodeUniform:                                                              \
        turnForwardSimply<kImaginaryTurn, F>(SimpleTurn<Real>(bound, turn), first, a);  \
        break;                                                                          \
    case F | kCodeReal | kCodeUniform:                                                  \
        turnForwardSimply<kRealTurn, F>(SimpleTurn<Real>(bound, turn), first, a);       \
        break;                                                                          \
    case F | kCodeConditional: turnPairs<F, false, false, true>(conditional, a); break; \
    case F | kCodeReal | kCodeConditional:                                              \
        turnPairs<F, true, false, true>(conditional, a);                                \
        break;                                                                          \
        QSTORE_CASE_PERMUTED(F)
#define QSTORE_CASE_PERMUTED(F)                                                                            \
    case F | kCodeUniform | kCodePermuted:                                                                 \
        acrossForward<F, false>(SimpleTurn<Real>(bound, turn), Exchange<Real>(turn.permutation), first,    \
                                a);                                                                        \
        break;                                                                                             \
    case F | kCodeReal | kCodeUniform | kCodePermuted:                                                     \
        acrossForward<F, true>(SimpleTurn<Real>(bound, turn), Exchange<Real>(turn.permutation), first, a); \
        break;                                                                                             \
    case F | kCodeConditional | kCodePermuted:                                                             \
        turnAcrossLanes<F, false, false>(conditional, Exchange<Real>(turn.permutation), a);                \
        break;                                                                                             \
    case F | kCodeReal | kCodeConditional | kCodePermuted:                                                 \
        turnAcrossLanes<F, true, false>(conditional, Exchange<Real>(turn.permutation), a);                 \
        break;
        QSTORE_FOR_FLIPS_3(QSTORE_CASE)
        QSTORE_CASE_PERMUTED(0)
#undef QSTORE_CASE_PERMUTED
#undef QSTORE_CASE
        default: HWY_DASSERT(false);
    }
}

template <class Real, std::size_t R>
unsigned kindsOf(const LanePass<R>& pass) {
    unsigned kinds = 0;
    unsigned digit = 1;
    for (const LaneTurn& turn : pass.turns) {
        kinds += digit * ((turn.code & kCodeReal) != 0 ? kRealTurn : kImaginaryTurn);
        digit *= 3;
    }
    return kinds;
}

template <unsigned kKinds, class Real, class Memory>
void forwardSimply(const ForwardPass& pass, std::size_t vectors, const BoundTurns<Real>& bound,
                   const LaneTable<Real>& table, Memory memory) {
    SimpleTurn<Real> turns[3];
    for (std::size_t t = 0; t < pass.turns.size(); ++t) turns[t] = SimpleTurn<Real>(bound, pass.turns[t]);
    const auto lowMasks = pass.lowMasks;
    const auto offsets = pass.offsets;
    for (std::size_t group = 0; group < vectors / 8; ++group) {
        const std::size_t first = firstIndex(lowMasks, group);
        Block<Real, 8> a;
        memory.prefetch(group);
        memory.read(first, a);
        if (table.values != nullptr) multiplyByTable<false>(table, first, offsets, a);
        turnForwardSimply<kKinds % 3, 1>(turns[0], first, a);
        turnForwardSimply<kKinds / 3 % 3, 2>(turns[1], first, a);
        turnForwardSimply<kKinds / 9, 4>(turns[2], first, a);
        memory.write(first, a);
    }
}

template <class Real, class Memory>
void forwardIn(const ForwardPass& pass, std::size_t vectors, const BoundTurns<Real>& bound,
               const LaneTable<Real>& table, const Memory& memory) {
    if (pass.isSimple) {
        switch (kindsOf<Real>(pass)) {
#define QSTORE_CASE(KINDS) \
    case KINDS: return forwardSimply<KINDS>(pass, vectors, bound, table, memory);
            QSTORE_CASE(0)
            QSTORE_CASE(1)
            QSTORE_CASE(2)
            QSTORE_CASE(4)
            QSTORE_CASE(5)
            QSTORE_CASE(7)
            QSTORE_CASE(8)
            QSTORE_CASE(13)
            QSTORE_CASE(14)
            QSTORE_CASE(16)
            QSTORE_CASE(17)
            QSTORE_CASE(22)
            QSTORE_CASE(23)
            QSTORE_CASE(25)
            QSTORE_CASE(26)
#undef QSTORE_CASE
            default: break;
        }
    }
    const LaneTurn* turns = pass.turns.data();
    const std::size_t count = pass.turns.size();
    const LaneCondition* conditions = pass.conditions.data();
    for (std::size_t group = 0; group < vectors / 8; ++group) {
        const std::size_t first = firstIndex(pass.lowMasks, group);
        Block<Real, 8> a;
        memory.prefetch(group);
        memory.read(first, a);
        if (table.values != nullptr) multiplyByTable<false>(table, first, pass.offsets, a);
        for (std::size_t t = 0; t < count; ++t) turnForward(bound, turns[t], conditions, first, a);
        memory.write(first, a);
    }
}

template <class Real>
void forwardPass(const ForwardPass& pass, std::size_t vectors, const BoundTurns<Real>& bound,
                 const LaneTable<Real>& table, Real* state) {
    forwardIn(pass, vectors, bound, table, InPlace<Real>(state, pass.offsets));
}

template <class Real>
void forwardMove(const ForwardPass& pass, std::size_t vectors, const BoundTurns<Real>& bound,
                 const LaneTable<Real>& table, const LaneMove<Real>& move) {
    forwardIn(pass, vectors, bound, table, Moving<Real>(move, pass.offsets));
}

template <unsigned kKind, unsigned kFlips, class Real>
QSTORE_LANE_INLINE void turnBackwardSimply(const SimpleTurn<Real>& turn, std::size_t first, bool wanted,
                                           Block<Real, 4>& state, Block<Real, 4>& coState,
                                           Vector<Real>& slope) {
    if constexpr (kKind != kNoTurn) {
        const Tag<Real> d;
        const std::size_t sign = turn.signAt(first);
        const auto c = hn::Load(d, turn.vectors);
        const auto s = hn::Load(d, turn.vectors + hn::Lanes(d) * (2 - sign));
        turnSimply<kFlips, kKind == kRealTurn>(c, s, state);
        turnSimply<kFlips, kKind == kRealTurn>(c, s, coState);
        if (wanted)
            slope = hn::MulAdd(hn::Load(d, turn.vectors + hn::Lanes(d) * (3 + sign)),
                               slopeSimply<kFlips, kKind == kRealTurn>(state, coState), slope);
    }
}

/// The same with its slope in memory.
template <unsigned kKind, unsigned kFlips, class Real>
QSTORE_LANE_INLINE void backUniform(const SimpleTurn<Real>& turn, std::size_t first, Real* slope,
                                    Block<Real, 4>& state, Block<Real, 4>& coState) {
    const Tag<Real> d;
    auto sum = slope != nullptr ? hn::Load(d, slope) : hn::Zero(d);
    turnBackwardSimply<kKind, kFlips>(turn, first, slope != nullptr, state, coState, sum);
    if (slope != nullptr) hn::Store(sum, d, slope);
}

/// What a turn does on the way back: |ψ⟩ before it, its slope, |λ⟩ before it.
template <unsigned kFlips, bool kReal, bool kConditional, class Real>
QSTORE_LANE_INLINE void backPairs(const TurnSource<Real, kConditional>& source, Real* slope,
                                  Block<Real, 4>& state, Block<Real, 4>& coState) {
    const Tag<Real> d;
    turnPairs<kFlips, kReal, true>(source, state);
    turnPairs<kFlips, kReal, true>(source, coState);
    if (slope != nullptr)
        hn::Store(hn::Add(hn::Load(d, slope), slopePairs<kFlips, kReal>(source, state, coState)), d, slope);
}

template <unsigned kFlips, bool kReal, class Real>
QSTORE_LANE_INLINE void backAcrossLanes(const TurnSource<Real, true>& source,
                                        const Exchange<Real>& exchange, Real* slope, Block<Real, 4>& state,
                                        Block<Real, 4>& coState) {
    const Tag<Real> d;
    turnAcrossLanes<kFlips, kReal, true>(source, exchange, state);
    turnAcrossLanes<kFlips, kReal, true>(source, exchange, coState);
    if (slope != nullptr)
        hn::Store(
            hn::Add(hn::Load(d, slope), slopeAcrossLanes<kFlips, kReal>(source, exchange, state, coState)),
            d, slope);
}

template <class Real>
QSTORE_LANE_INLINE void turnBackward(const BoundTurns<Real>& bound, const LaneTurn& turn,
                                     const LaneCondition* conditions, std::size_t first, Real* slope,
                                     Block<Real, 4>& state, Block<Real, 4>& coState) {
    const TurnSource<Real, false> plain(bound, turn, conditions, first);
    const TurnSource<Real, true> conditional(bound, turn, conditions, first);
    switch (turn.code) {
#define QSTORE_CASE(F)                                                                               \
    case F: backPairs<F, false>(plain, slope, state, coState); break;                                \
    case F | kCodeReal: backPairs<F, true>(plain, slope, state, coState); break;                     \
    case F | kCodeUniform:                                                                           \
        backUniform<kImaginaryTurn, F>(SimpleTurn<Real>(bound, turn), first, slope, state, coState); \
        break;                                                                                       \
    case F | kCodeReal | kCodeUniform:                                                               \
        backUniform<kRealTurn, F>(SimpleTurn<Real>(bound, turn), first, slope, state, coState);      \
        break;                                                                                       \
    case F | kCodeConditional: backPairs<F, false>(conditional, slope, state, coState); break;       \
    case F | kCodeReal | kCodeConditional:                                                           \
        backPairs<F, true>(conditional, slope, state, coState);                                      \
        break;                                                                                       \
        QSTORE_CASE_PERMUTED(F)
#define QSTORE_CASE_PERMUTED(F)                                                                            \
    case F | kCodeUniform | kCodePermuted:                                                                 \
        backAcrossSimply<F, false>(SimpleTurn<Real>(bound, turn), Exchange<Real>(turn.permutation), first, \
                                   slope, state, coState);                                                 \
        break;                                                                                             \
    case F | kCodeReal | kCodeUniform | kCodePermuted:                                                     \
        backAcrossSimply<F, true>(SimpleTurn<Real>(bound, turn), Exchange<Real>(turn.permutation), first,  \
                                  slope, state, coState);                                                  \
        break;                                                                                             \
    case F | kCodeConditional | kCodePermuted:                                                             \
        backAcrossLanes<F, false>(conditional, Exchange<Real>(turn.permutation), slope, state, coState);   \
        break;                                                                                             \
    case F | kCodeReal | kCodeConditional | kCodePermuted:                                                 \
        backAcrossLanes<F, true>(conditional, Exchange<Real>(turn.permutation), slope, state, coState);    \
        break;
        QSTORE_FOR_FLIPS_2(QSTORE_CASE)
        QSTORE_CASE_PERMUTED(0)
#undef QSTORE_CASE_PERMUTED
#undef QSTORE_CASE
        default: HWY_DASSERT(false);
    }
}

template <class Real>
QSTORE_LANE_INLINE void phaseWeights(const LaneGradient<Real>& out, std::size_t first,
                                     const std::array<std::uint64_t, 4>& offsets,
                                     const Block<Real, 4>& state, const Block<Real, 4>& coState) {
    const Tag<Real> d;
#pragma GCC unroll 4
    for (std::size_t m = 0; m < 4; ++m) {
        Real* weight = out.phaseWeights + hn::Lanes(d) * (first ^ offsets[m]);
        auto value = hn::Mul(coState.re[m], state.im[m]);
        value = hn::NegMulAdd(coState.im[m], state.re[m], value);
        if (out.addsWeights) value = hn::Add(value, hn::Load(d, weight));
        hn::Store(value, d, weight);
    }
}

/// The phases of the layer, if any, and back to memory.
template <class Real>
QSTORE_LANE_INLINE void finishBackward(const LaneTable<Real>& table, const LaneGradient<Real>& out,
                                       std::size_t first, const std::array<std::uint64_t, 4>& offsets,
                                       Block<Real, 4>& state, Block<Real, 4>& coState, Real* stateVectors,
                                       Real* coStateVectors) {
    if (out.phaseWeights != nullptr) phaseWeights(out, first, offsets, state, coState);
    if (!out.storesStates) return;
    if (table.values != nullptr) {
        multiplyByTable<true>(table, first, offsets, state);
        multiplyByTable<true>(table, first, offsets, coState);
    }
    store(state, first, offsets, stateVectors);
    store(coState, first, offsets, coStateVectors);
}

template <unsigned kKinds, class Real>
void backwardSimply(const BackwardPass& pass, std::size_t vectors, const BoundTurns<Real>& bound,
                    const LaneTable<Real>& table, const LaneGradient<Real>& out, Real* stateVectors,
                    Real* coStateVectors) {
    const Tag<Real> d;
    SimpleTurn<Real> turns[2];
    bool wanted[2] = {false, false};
    Vector<Real> slopes[2] = {hn::Zero(d), hn::Zero(d)};
    for (std::size_t t = 0; t < pass.turns.size(); ++t) {
        turns[t] = SimpleTurn<Real>(bound, pass.turns[t]);
        wanted[t] = out.wanted[pass.turns[t].turn] != 0;
    }
    const auto lowMasks = pass.lowMasks;
    const auto offsets = pass.offsets;
    for (std::size_t group = 0; group < vectors / 4; ++group) {
        const std::size_t first = firstIndex(lowMasks, group);
        Block<Real, 4> state;
        Block<Real, 4> coState;
        load(stateVectors, first, offsets, state);
        load(coStateVectors, first, offsets, coState);
        turnBackwardSimply<kKinds / 3, 2>(turns[1], first, wanted[1], state, coState, slopes[1]);
        turnBackwardSimply<kKinds % 3, 1>(turns[0], first, wanted[0], state, coState, slopes[0]);
        finishBackward(table, out, first, offsets, state, coState, stateVectors, coStateVectors);
    }
    for (std::size_t t = 0; t < pass.turns.size(); ++t) {
        Real* slope = out.turns + hn::Lanes(d) * pass.turns[t].turn;
        hn::Store(hn::Add(hn::Load(d, slope), slopes[t]), d, slope);
    }
}

template <class Real>
void backwardPass(const BackwardPass& pass, std::size_t vectors, const BoundTurns<Real>& bound,
                  const LaneTable<Real>& table, const LaneGradient<Real>& out, Real* stateVectors,
                  Real* coStateVectors) {
    if (pass.isSimple) {
        switch (kindsOf<Real>(pass)) {
#define QSTORE_CASE(KINDS) \
    case KINDS:            \
        return backwardSimply<KINDS>(pass, vectors, bound, table, out, stateVectors, coStateVectors);
            QSTORE_CASE(0)
            QSTORE_CASE(1)
            QSTORE_CASE(2)
            QSTORE_CASE(4)
            QSTORE_CASE(5)
            QSTORE_CASE(7)
            QSTORE_CASE(8)
#undef QSTORE_CASE
            default: break;
        }
    }
    const LaneTurn* turns = pass.turns.data();
    const LaneCondition* conditions = pass.conditions.data();
    for (std::size_t group = 0; group < vectors / 4; ++group) {
        const std::size_t first = firstIndex(pass.lowMasks, group);
        Block<Real, 4> state;
        Block<Real, 4> coState;
        load(stateVectors, first, pass.offsets, state);
        load(coStateVectors, first, pass.offsets, coState);
        for (std::size_t t = pass.turns.size(); t-- > 0;) {
            const std::size_t turn = turns[t].turn;
            Real* slope = out.wanted[turn] != 0 ? out.turns + hn::Lanes(Tag<Real>()) * turn : nullptr;
            turnBackward(bound, turns[t], conditions, first, slope, state, coState);
        }
        finishBackward(table, out, first, pass.offsets, state, coState, stateVectors, coStateVectors);
    }
}

/// |0…0⟩, then one turn after the other on the indices reached so far.
template <class Real>
void growState(const LanePlan& plan, const Real* turnVectors, std::uint32_t* indices, Real* state) {
    const Tag<Real> d;
    const std::size_t lanes = hn::Lanes(d);
    // Turns that fill the space leave nothing that was there before.
    if (plan.grow.size() < plan.memoryBits) std::fill(state, state + 2 * lanes * plan.vectors(), Real{0});
    std::fill(state, state + lanes, Real{1});
    std::fill(state + lanes, state + 2 * lanes, Real{0});
    indices[0] = 0;
    std::size_t reached = 1;
    for (const GrowTurn& turn : plan.grow) {
        const Real* vectors = turnVectors + lanes * plan.turns[turn.turn].firstVector;
        const auto c = hn::Load(d, vectors);
        for (std::size_t k = 0; k < reached; ++k) {
            const std::size_t index = indices[k];
            const std::size_t other = index ^ turn.x;
            indices[reached + k] = static_cast<std::uint32_t>(other);
            const bool sign = isOdd(turn.z & other) != turn.isNegative;
            const auto s = hn::Load(d, vectors + lanes * (1 + static_cast<std::size_t>(sign)));
            Real* from = amplitudeAt(state, index);
            Real* to = amplitudeAt(state, other);
            const auto re = hn::Load(d, from);
            const auto im = hn::Load(d, from + lanes);
            if (turn.isReal) {
                hn::Store(hn::Mul(s, re), d, to);
                hn::Store(hn::Mul(s, im), d, to + lanes);
            } else {
                hn::Store(hn::Mul(s, im), d, to);
                hn::Store(hn::Neg(hn::Mul(s, re)), d, to + lanes);
            }
            hn::Store(hn::Mul(c, re), d, from);
            hn::Store(hn::Mul(c, im), d, from + lanes);
        }
        reached *= 2;
    }
}

template <class Real>
LanePassKernels<Real> kernels() {
    return {hn::Lanes(Tag<Real>()), growState<Real>, forwardPass<Real>, forwardMove<Real>,
            backwardPass<Real>};
}
LanePassKernels<double> doubleKernels() {
    return kernels<double>();
}
LanePassKernels<float> floatKernels() {
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
LanePassKernels<double> lanePassKernels<double>() {
    return HWY_DYNAMIC_DISPATCH(doubleKernels)();
}
template <>
LanePassKernels<float> lanePassKernels<float>() {
    return HWY_DYNAMIC_DISPATCH(floatKernels)();
}

}  // namespace qstore
#endif
