// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/state_exit.h"

#include <algorithm>

#include "core/base/parallel.h"
#include "core/simulation/bit_space.h"

namespace qstore {
namespace {

/// Place and phase (in eighths of a turn) of an index whose bits are added in groups.
struct Place {
    std::uint64_t index = 0;
    unsigned phase = 0;
    std::uint64_t pairs = 0;  ///< bits that would turn the sign if they were set as well

    /// `other` is that of bits `bits`, none of which is here.
    Place with(const Place& other, std::uint64_t bits) const {
        return {index ^ other.index, phase + other.phase + (isOdd(pairs & bits) ? 4U : 0U),
                pairs ^ other.pairs};
    }
};

/// Places of all vectors by groups of eight bits of their index.
class Places {
public:
    Places(const StateExit& exit, std::size_t bits) {
        for (std::size_t first = 0; first < bits; first += kGroupBits)
            m_groups.push_back(groupOf(exit, first, std::min(kGroupBits, bits - first)));
    }

    Place of(std::uint64_t bits) const {
        Place place;
        for (std::size_t group = 0; group < m_groups.size(); ++group) {
            const std::uint64_t own = bits & (kGroupMask << (kGroupBits * group));
            place = place.with(m_groups[group][own >> (kGroupBits * group)], own);
        }
        return place;
    }

private:
    static constexpr std::size_t kGroupBits = 8;
    static constexpr std::uint64_t kGroupMask = (std::uint64_t{1} << kGroupBits) - 1;

    static std::vector<Place> groupOf(const StateExit& exit, std::size_t first, std::size_t count) {
        std::vector<Place> places(std::size_t{1} << count);
        for (std::size_t i = 1; i < places.size(); ++i) {
            const auto low = static_cast<std::size_t>(std::countr_zero(i));
            const std::size_t bit = first + low;
            places[i] = places[i & (i - 1)].with({exit.columns[bit], exit.linear[bit], exit.quadratic[bit]},
                                                 std::uint64_t{1} << bit);
        }
        return places;
    }

    std::vector<std::vector<Place>> m_groups;
};

/// Vectors that go to a few whole runs of the result, and are themselves runs, so that both sides of a
/// block stay in the first-level cache.
BitSpace blockOf(const StateExit& exit, std::size_t memoryBits) {
    constexpr std::size_t blockBits = 8;
    constexpr std::size_t ownRun = 2;
    constexpr std::size_t resultRun = 6;
    const std::uint64_t memoryMask = (std::uint64_t{1} << memoryBits) - 1;
    BitSpace columns;
    for (const std::uint64_t column : exit.columns) columns.add(column);
    BitSpace block;
    for (std::size_t bit = 0; bit < std::min(ownRun, memoryBits); ++bit) block.add(std::uint64_t{1} << bit);
    for (std::size_t bit = 0; bit < resultRun; ++bit) {
        const auto from = columns.coordinates(std::uint64_t{1} << bit);
        if (from) block.add(*from & memoryMask);
    }
    for (std::size_t bit = 0; block.size() < std::min(blockBits, memoryBits); ++bit)
        block.add(std::uint64_t{1} << bit);
    return block;
}

/// i^quarters · (re + i·im).
template <class Real>
Amplitude<Real> turned(Real re, Real im, unsigned quarters) {
    switch (quarters & 3U) {
        case 0: return {re, im};
        case 1: return {-im, re};
        case 2: return {-re, -im};
        default: return {im, -re};
    }
}

}  // namespace

template <class Real>
void writeState(const StateExit& exit, const Real* vectors, std::size_t memoryBits, std::size_t lanes,
                Amplitudes<Real>& out) {
    const Places places(exit, exit.columns.size());
    std::vector<Place> lanePlaces;
    for (std::size_t lane = 0; lane < lanes; ++lane) lanePlaces.push_back(places.of(lane << memoryBits));
    const Cosets blocks(blockOf(exit, memoryBits));
    parallelFor(blocks.count(memoryBits), [&](std::size_t block) {
        const std::size_t first = blocks.first(block);
        for (const std::uint32_t offset : blocks.offsets()) {
            const std::size_t vector = first ^ offset;
            const Real* at = vectors + 2 * lanes * vector;
            const Place place = places.of(vector);
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                const Place own = place.with(lanePlaces[lane], lane << memoryBits);
                out[exit.base ^ own.index] = turned(at[lane], at[lanes + lane], own.phase / 2);
            }
        }
    });
}

template void writeState<double>(const StateExit&, const double*, std::size_t, std::size_t,
                                 Amplitudes<double>&);
template void writeState<float>(const StateExit&, const float*, std::size_t, std::size_t,
                                Amplitudes<float>&);

}  // namespace qstore
