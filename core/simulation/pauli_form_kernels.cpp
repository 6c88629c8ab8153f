// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/pauli_form_kernels.h"

#include <algorithm>

#include "core/simulation/lane_targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/simulation/pauli_form_kernels.cpp"
#include <hwy/foreach_target.h>

#include "core/simulation/lane_turn-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {
namespace {

/// The part of eight strings that one vector holds.
class EntryMasks {
public:
    HWY_INLINE EntryMasks(const WalkEntry& entry, std::size_t first)
        : m_active(entry.active >> first), m_negative(entry.negative >> first) {}

    /// `sine` with the signs of the pairs, zero where nothing is mixed.
    HWY_INLINE Vector<double> signedSine(Vector<double> sine) const {
        return hn::IfThenElseZero(mask(m_active), hn::IfThenElse(mask(m_negative), hn::Neg(sine), sine));
    }
    HWY_INLINE Vector<double> cosine(Vector<double> cosine) const {
        return hn::IfThenElse(mask(m_active), cosine, hn::Set(Tag<double>(), 1.0));
    }

private:
    HWY_INLINE static hn::Mask<Tag<double>> mask(unsigned bits) {
        const std::uint8_t bytes[8] = {static_cast<std::uint8_t>(bits)};
        return hn::LoadMaskBits(Tag<double>(), bytes);
    }
    unsigned m_active;
    unsigned m_negative;
};

/// Where the vectors of a block and of its partner lie.
struct Places {
    HWY_INLINE Places(const WalkTurn& turn, const WalkEntry& entry, std::size_t first)
        : own(8 * std::size_t{entry.block} + first),
          other(8 * std::size_t{entry.block ^ turn.partner} +
                (first ^ (turn.exchange & ~(hn::Lanes(Tag<double>()) - 1)))) {}
    std::size_t own;
    std::size_t other;
};

/// Without a partner a block is mixed with itself: each vector then stands for its own half of the pairs.
template <bool kSelf>
HWY_INLINE void turnEntries(const WalkTurn& turn, const WalkEntry* entries, double cosine, double sine,
                            double* values) {
    const Tag<double> d;
    constexpr std::size_t kBlock = 8;
    const std::size_t lanes = hn::Lanes(d);
    const Exchange<double> exchange(turn.exchange & static_cast<unsigned>(lanes - 1));
    const auto c = hn::Set(d, cosine);
    const auto s = hn::Set(d, sine);
    for (std::size_t e = 0; e < turn.entries; ++e) {
        double copy[kBlock];
        if constexpr (kSelf) std::copy_n(values + kBlock * entries[e].block, kBlock, copy);
        for (std::size_t first = 0; first < kBlock; first += lanes) {
            const Places at(turn, entries[e], first);
            const EntryMasks masks(entries[e], first);
            const double* others = kSelf ? copy + at.other % kBlock : values + at.other;
            const auto own = hn::LoadU(d, values + at.own);
            const auto other = exchange(hn::LoadU(d, others));
            const auto cosines = masks.cosine(c);
            const auto sines = masks.signedSine(s);
            hn::Store(hn::MulAdd(sines, other, hn::Mul(cosines, own)), d, values + at.own);
            if constexpr (!kSelf)
                hn::Store(exchange(hn::NegMulAdd(sines, own, hn::Mul(cosines, other))), d,
                          values + at.other);
        }
    }
}

void turnStrings(const WalkTurn& turn, const WalkEntry* entries, double cosine, double sine,
                 double* values) {
    if (turn.partner == 0) {
        turnEntries<true>(turn, entries, cosine, sine, values);
    } else {
        turnEntries<false>(turn, entries, cosine, sine, values);
    }
}

/// Σ_Q slope_Q · ∂value_Q/∂θ, which is ±value_R behind the turn.
template <bool kSelf>
HWY_INLINE double slopeOf(const WalkTurn& turn, const WalkEntry* entries, const double* values,
                          const double* slopes) {
    const Tag<double> d;
    const std::size_t lanes = hn::Lanes(d);
    const Exchange<double> exchange(turn.exchange & static_cast<unsigned>(lanes - 1));
    const auto one = hn::Set(d, 1.0);
    auto sum = hn::Zero(d);
    for (std::size_t e = 0; e < turn.entries; ++e) {
        for (std::size_t first = 0; first < 8; first += lanes) {
            const Places at(turn, entries[e], first);
            auto pairs = hn::Mul(hn::Load(d, slopes + at.own), exchange(hn::Load(d, values + at.other)));
            if constexpr (!kSelf)
                pairs = hn::NegMulAdd(exchange(hn::Load(d, slopes + at.other)),
                                      hn::Load(d, values + at.own), pairs);
            sum = hn::MulAdd(EntryMasks(entries[e], first).signedSine(one), pairs, sum);
        }
    }
    return hn::GetLane(hn::SumOfLanes(d, sum));
}

double turnStringsBack(const WalkTurn& turn, const WalkEntry* entries, double cosine, double sine,
                       double* values, double* slopes) {
    if (turn.partner == 0) {
        const double slope = slopeOf<true>(turn, entries, values, slopes);
        turnEntries<true>(turn, entries, cosine, -sine, values);
        turnEntries<true>(turn, entries, cosine, -sine, slopes);
        return slope;
    }
    const double slope = slopeOf<false>(turn, entries, values, slopes);
    turnEntries<false>(turn, entries, cosine, -sine, values);
    turnEntries<false>(turn, entries, cosine, -sine, slopes);
    return slope;
}

template <class Real>
HWY_INLINE void turnBloch(const FeatureTurn& turn, const Real* cosines, const Real* sines, std::size_t at,
                          Vector<Real>* bloch) {
    const Tag<Real> d;
    const bool constant = turn.use == FeatureTurn::kConstant;
    const std::size_t row = constant ? 0 : kTileSamples<Real> * turn.use + at;
    const auto c = constant ? hn::Set(d, static_cast<Real>(turn.cosine)) : hn::Load(d, cosines + row);
    const auto s = constant ? hn::Set(d, static_cast<Real>(turn.sine)) : hn::Load(d, sines + row);
    auto& first = bloch[(turn.axis + 1) % 3];
    auto& second = bloch[(turn.axis + 2) % 3];
    const auto turned = hn::NegMulAdd(s, second, hn::Mul(c, first));
    second = hn::MulAdd(s, first, hn::Mul(c, second));
    first = turned;
}

template <class Real>
void features(const FeatureHalf& half, const Real* cosines, const Real* sines, Real* out) {
    const Tag<Real> d;
    constexpr std::size_t kTile = kTileSamples<Real>;
    for (std::size_t at = 0; at < kTile; at += hn::Lanes(d)) {
        hn::Store(hn::Set(d, Real{1}), d, out + at);
        std::size_t count = 1;
        for (const FeatureBit& bit : half.bits) {
            Vector<Real> bloch[3] = {hn::Set(d, static_cast<Real>(bit.start[0])),
                                     hn::Set(d, static_cast<Real>(bit.start[1])),
                                     hn::Set(d, static_cast<Real>(bit.start[2]))};
            for (const FeatureTurn& turn : bit.turns) turnBloch<Real>(turn, cosines, sines, at, bloch);
            const std::size_t before = count;
            for (const std::size_t component : bit.components) {
                for (std::size_t f = 0; f < before; ++f, ++count)
                    hn::Store(hn::Mul(hn::Load(d, out + kTile * f + at), bloch[component]), d,
                              out + kTile * count + at);
            }
        }
    }
}

/// `R` rows of the matrix times the features of B, in registers; then times their features of A.
template <std::size_t R, class Real>
HWY_INLINE void addRows(FeatureShape shape, const Real* matrix, const Real* a, const Real* b,
                        Vector<Real>* sums) {
    const Tag<Real> d;
    constexpr std::size_t kTile = kTileSamples<Real>;
    const std::size_t lanes = hn::Lanes(d);
    Vector<Real> rows[R][4];
#pragma GCC unroll 12
    for (std::size_t k = 0; k < 4 * R; ++k) rows[k / 4][k % 4] = hn::Zero(d);
    for (std::size_t j = 0; j < shape.columns; ++j) {
        const Real* from = b + kTile * j;
        const Vector<Real> columns[4] = {hn::Load(d, from), hn::Load(d, from + lanes),
                                         hn::Load(d, from + 2 * lanes), hn::Load(d, from + 3 * lanes)};
#pragma GCC unroll 3
        for (std::size_t r = 0; r < R; ++r) {
            const auto factor = hn::Set(d, matrix[shape.stride * r + j]);
#pragma GCC unroll 4
            for (std::size_t k = 0; k < 4; ++k) rows[r][k] = hn::MulAdd(factor, columns[k], rows[r][k]);
        }
    }
#pragma GCC unroll 3
    for (std::size_t r = 0; r < R; ++r) {
#pragma GCC unroll 4
        for (std::size_t k = 0; k < 4; ++k)
            sums[k] = hn::MulAdd(hn::Load(d, a + kTile * r + lanes * k), rows[r][k], sums[k]);
    }
}

template <class Real>
void values(FeatureShape shape, const Real* matrix, const Real* a, const Real* b, Real* out) {
    const Tag<Real> d;
    constexpr std::size_t kTile = kTileSamples<Real>;
    const std::size_t lanes = hn::Lanes(d);
    for (std::size_t at = 0; at < kTile; at += 4 * lanes) {
        Vector<Real> sums[4] = {hn::Zero(d), hn::Zero(d), hn::Zero(d), hn::Zero(d)};
        std::size_t i = 0;
        for (; i + 3 <= shape.rows; i += 3)
            addRows<3, Real>(shape, matrix + shape.stride * i, a + kTile * i + at, b + at, sums);
        for (; i < shape.rows; ++i)
            addRows<1, Real>(shape, matrix + shape.stride * i, a + kTile * i + at, b + at, sums);
#pragma GCC unroll 4
        for (std::size_t k = 0; k < 4; ++k) hn::Store(sums[k], d, out + at + lanes * k);
    }
}

template <class Real>
void transpose(const Real* in, std::size_t features, const Real* factors, std::size_t stride, Real* out) {
    constexpr std::size_t kTile = kTileSamples<Real>;
    for (std::size_t s = 0; s < kTile; ++s) {
        const Real factor = factors == nullptr ? Real{1} : factors[s];
        for (std::size_t f = 0; f < features; ++f) out[stride * s + f] = factor * in[kTile * f + s];
    }
}

/// `R` rows and `V` vectors of columns of the sums, in registers over the tile.
template <std::size_t R, std::size_t V, class Real>
HWY_INLINE void addProducts(std::size_t stride, const Real* a, std::size_t aStride, const Real* b,
                            Real* sums) {
    const Tag<Real> d;
    constexpr std::size_t kTile = kTileSamples<Real>;
    const std::size_t lanes = hn::Lanes(d);
    Vector<Real> block[R][V];
#pragma GCC unroll 12
    for (std::size_t k = 0; k < R * V; ++k)
        block[k / V][k % V] = hn::Load(d, sums + stride * (k / V) + lanes * (k % V));
    for (std::size_t s = 0; s < kTile; ++s) {
        Vector<Real> columns[V];
#pragma GCC unroll 3
        for (std::size_t v = 0; v < V; ++v) columns[v] = hn::Load(d, b + stride * s + lanes * v);
#pragma GCC unroll 4
        for (std::size_t r = 0; r < R; ++r) {
            const auto factor = hn::Set(d, a[aStride * s + r]);
#pragma GCC unroll 3
            for (std::size_t v = 0; v < V; ++v) block[r][v] = hn::MulAdd(factor, columns[v], block[r][v]);
        }
    }
#pragma GCC unroll 12
    for (std::size_t k = 0; k < R * V; ++k)
        hn::Store(block[k / V][k % V], d, sums + stride * (k / V) + lanes * (k % V));
}

template <std::size_t V, class Real>
HWY_INLINE void addColumns(FeatureShape shape, const Real* a, std::size_t aStride, const Real* b,
                           Real* sums) {
    std::size_t i = 0;
    for (; i + 4 <= shape.rows; i += 4)
        addProducts<4, V, Real>(shape.stride, a + i, aStride, b, sums + shape.stride * i);
    for (; i + 3 <= shape.rows; i += 3)
        addProducts<3, V, Real>(shape.stride, a + i, aStride, b, sums + shape.stride * i);
    for (; i < shape.rows; ++i)
        addProducts<1, V, Real>(shape.stride, a + i, aStride, b, sums + shape.stride * i);
}

template <class Real>
void accumulate(FeatureShape shape, const Real* a, std::size_t aStride, const Real* b, Real* sums) {
    const std::size_t lanes = hn::Lanes(Tag<Real>());
    std::size_t j = 0;
    for (; j + 2 * lanes < shape.columns; j += 3 * lanes)
        addColumns<3, Real>(shape, a, aStride, b + j, sums + j);
    for (; j + lanes < shape.columns; j += 2 * lanes)
        addColumns<2, Real>(shape, a, aStride, b + j, sums + j);
    for (; j < shape.columns; j += lanes) addColumns<1, Real>(shape, a, aStride, b + j, sums + j);
}

template <class Real>
PauliFormKernels<Real> kernels() {
    return {turnStrings, turnStringsBack, features<Real>, values<Real>, transpose<Real>, accumulate<Real>};
}
PauliFormKernels<double> doubleKernels() {
    return kernels<double>();
}
PauliFormKernels<float> floatKernels() {
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
PauliFormKernels<double> pauliFormKernels<double>() {
    return HWY_DYNAMIC_DISPATCH(doubleKernels)();
}
template <>
PauliFormKernels<float> pauliFormKernels<float>() {
    return HWY_DYNAMIC_DISPATCH(floatKernels)();
}

}  // namespace qstore
#endif
