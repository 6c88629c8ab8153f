// SPDX-License-Identifier: Apache-2.0
// How a pass reads and writes its vectors; included once per instruction set.
#if defined(QSTORE_LANE_MEMORY_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef QSTORE_LANE_MEMORY_INL_H
#undef QSTORE_LANE_MEMORY_INL_H
#else
#define QSTORE_LANE_MEMORY_INL_H
#endif

#include "core/simulation/lane_turn-inl.h"

HWY_BEFORE_NAMESPACE();
namespace qstore {
namespace HWY_NAMESPACE {

template <class Real>
HWY_INLINE Real* amplitudeAt(Real* state, std::size_t index) {
    return state + 2 * hn::Lanes(Tag<Real>()) * index;
}

template <class Real, std::size_t N>
HWY_INLINE void load(Real* state, std::size_t first, const std::array<std::uint64_t, N>& offsets,
                     Block<Real, N>& a) {
    const Tag<Real> d;
#pragma GCC unroll 8
    for (std::size_t m = 0; m < N; ++m) {
        const Real* at = amplitudeAt(state, first ^ offsets[m]);
        a.re[m] = hn::Load(d, at);
        a.im[m] = hn::Load(d, at + hn::Lanes(d));
    }
}

template <class Real, std::size_t N>
HWY_INLINE void store(const Block<Real, N>& a, std::size_t first,
                      const std::array<std::uint64_t, N>& offsets, Real* state) {
    const Tag<Real> d;
#pragma GCC unroll 8
    for (std::size_t m = 0; m < N; ++m) {
        Real* at = amplitudeAt(state, first ^ offsets[m]);
        hn::Store(a.re[m], d, at);
        hn::Store(a.im[m], d, at + hn::Lanes(d));
    }
}

/// Vectors that stay where they are, each at its index.
template <class Real>
class InPlace {
public:
    HWY_INLINE InPlace(Real* state, const std::array<std::uint64_t, 8>& offsets)
        : m_state(state), m_offsets(offsets) {}
    HWY_INLINE void prefetch(std::size_t) const {}
    HWY_INLINE void read(std::size_t first, Block<Real, 8>& a) const { load(m_state, first, m_offsets, a); }
    HWY_INLINE void write(std::size_t first, const Block<Real, 8>& a) const {
        store(a, first, m_offsets, m_state);
    }

private:
    Real* m_state;
    std::array<std::uint64_t, 8> m_offsets;
};

/// Vectors of a LaneMove.
template <class Real>
class Moving {
public:
    HWY_INLINE Moving(const LaneMove<Real>& move, const std::array<std::uint64_t, 8>& offsets)
        : m_from(move.from),
          m_to(move.to),
          m_ahead(move.ahead),
          m_aheadCount(move.aheadCount),
          m_lanes(move.lanes),
          m_firstLanes(move.firstLanes) {
        for (std::size_t m = 0; m < 8; ++m) {
            if (m_lanes != nullptr) m_laneOffsets[m] = m_lanes[offsets[m]];
            m_fromOffsets[m] = move.from.places[offsets[m]];
            m_toOffsets[m] = move.to.places[offsets[m]];
        }
    }
    HWY_INLINE void read(std::size_t first, Block<Real, 8>& a) const {
        const std::size_t at = m_from.first ^ m_from.places[first];
        load(m_from.vectors, at, m_fromOffsets, a);
        if (m_lanes != nullptr) exchangeLanes(m_lanes[first] ^ m_firstLanes, a);
    }
    /// To be written to as well.
    HWY_INLINE void prefetch(std::size_t group) const {
        const std::uint32_t* places = m_ahead.places + group * m_aheadCount;
        for (std::size_t k = 0; k < m_aheadCount; ++k) {
            const auto* line =
                reinterpret_cast<const char*>(amplitudeAt(m_ahead.vectors, m_ahead.first ^ places[k]));
            __builtin_prefetch(line, 1, 3);
            if constexpr (HWY_MAX_BYTES > 32) __builtin_prefetch(line + 64, 1, 3);
        }
    }
    HWY_INLINE void write(std::size_t first, const Block<Real, 8>& a) const {
        store(a, m_to.first ^ m_to.places[first], m_toOffsets, m_to.vectors);
    }

private:
    HWY_INLINE void exchangeLanes(unsigned ofFirst, Block<Real, 8>& a) const {
#pragma GCC unroll 8
        for (std::size_t m = 0; m < 8; ++m) {
            const Exchange<Real> exchange(ofFirst ^ m_laneOffsets[m]);
            a.re[m] = exchange(a.re[m]);
            a.im[m] = exchange(a.im[m]);
        }
    }

    LanePlaces<Real> m_from;
    LanePlaces<Real> m_to;
    LanePlaces<Real> m_ahead;
    std::size_t m_aheadCount;
    const std::uint8_t* m_lanes;
    unsigned m_firstLanes;
    std::array<std::uint8_t, 8> m_laneOffsets{};
    std::array<std::uint64_t, 8> m_fromOffsets;
    std::array<std::uint64_t, 8> m_toOffsets;
};

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qstore
HWY_AFTER_NAMESPACE();

#endif
