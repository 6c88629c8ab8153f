// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/state_exit.h"

#include <algorithm>

#include "core/base/parallel.h"
#include "core/simulation/bit_space.h"

namespace qstore {
namespace {

constexpr std::size_t kLineBytes = 64;
constexpr std::size_t kCachedBytes = std::size_t{4} << 20U;

template <class Real>
void prefetchVector(const Real* at, std::size_t size) {
    for (std::size_t j = 0; j < size; j += kLineBytes / sizeof(Real)) __builtin_prefetch(at + j);
}

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

/// Places of the lanes of one vector.
class VectorExit {
public:
    VectorExit(const StateExit& exit, const Places& places, std::size_t memoryBits, std::size_t lanes)
        : m_base(exit.base), m_memoryBits(memoryBits), m_lanes(lanes) {
        for (std::size_t lane = 0; lane < lanes; ++lane) m_places.push_back(places.of(lane << memoryBits));
        const auto isZero = [](auto value) { return value == 0; };
        m_hasPhases = !std::all_of(exit.linear.begin(), exit.linear.end(), isZero) ||
                      !std::all_of(exit.quadratic.begin(), exit.quadratic.end(), isZero);
    }

    /// `at`: the vector, whose first lane goes to `place`.
    template <class Real>
    void write(const Real* at, const Place& place, Amplitudes<Real>& out) const {
        if (!m_hasPhases) {
            for (std::size_t lane = 0; lane < m_lanes; ++lane)
                out[m_base ^ place.index ^ m_places[lane].index] = {at[lane], at[m_lanes + lane]};
            return;
        }
        // i^k · (re + i·im) for k = 0 … 3.
        static constexpr Real reSigns[] = {1, -1, -1, 1};
        static constexpr Real imSigns[] = {1, 1, -1, -1};
        for (std::size_t lane = 0; lane < m_lanes; ++lane) {
            const Place own = place.with(m_places[lane], lane << m_memoryBits);
            const unsigned quarters = own.phase / 2 & 3U;
            const std::size_t re = (quarters & 1U) != 0 ? m_lanes : 0;
            out[m_base ^ own.index] = {reSigns[quarters] * at[re + lane],
                                       imSigns[quarters] * at[m_lanes - re + lane]};
        }
    }

private:
    std::uint64_t m_base;
    std::size_t m_memoryBits;
    std::size_t m_lanes;
    std::vector<Place> m_places;
    bool m_hasPhases = false;
};

/// The lines of the result that a block goes to: their first amplitudes, from the place of its first
/// vector.
std::vector<std::uint64_t> linesOf(const Cosets& blocks, const Places& places, std::size_t memoryBits,
                                   std::size_t lanes, std::uint64_t amplitudesPerLine) {
    std::vector<std::uint64_t> lines;
    for (const std::uint64_t offset : blocks.offsets()) {
        for (std::size_t lane = 0; lane < lanes; ++lane)
            lines.push_back(places.of(offset | lane << memoryBits).index & ~(amplitudesPerLine - 1));
    }
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    return lines;
}

}  // namespace

template <class Real>
void writeState(const StateExit& exit, const Real* vectors, std::size_t memoryBits, std::size_t lanes,
                Amplitudes<Real>& out) {
    const Places places(exit, exit.columns.size());
    const VectorExit vectorExit(exit, places, memoryBits, lanes);
    const Cosets blocks(blockOf(exit, memoryBits));
    // Of what lies in the caches nothing need be asked for.
    std::vector<std::uint64_t> lines;
    const bool asks = out.size() * sizeof(out[0]) >= kCachedBytes;
    if (asks) lines = linesOf(blocks, places, memoryBits, lanes, kLineBytes / sizeof(out[0]));
    const std::size_t count = blocks.count(memoryBits);
    const std::size_t size = blocks.offsets().size();
    parallelFor(count, [&](std::size_t block) {
        const std::size_t first = blocks.first(block);
        // Most likely the same thread's next: its lines lie where no processor looks ahead.
        const std::size_t next = blocks.first(std::min(block + 1, count - 1));
        const std::uint64_t nextPlace = exit.base ^ places.of(next).index;
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t vector = first ^ blocks.offsets()[i];
            if (asks) prefetchVector(vectors + 2 * lanes * (next ^ blocks.offsets()[i]), 2 * lanes);
            for (std::size_t j = lines.size() * i / size; j < lines.size() * (i + 1) / size; ++j)
                __builtin_prefetch(&out[nextPlace ^ lines[j]], 1);
            vectorExit.write(vectors + 2 * lanes * vector, places.of(vector), out);
        }
    });
}

template void writeState<double>(const StateExit&, const double*, std::size_t, std::size_t,
                                 Amplitudes<double>&);
template void writeState<float>(const StateExit&, const float*, std::size_t, std::size_t,
                                Amplitudes<float>&);

}  // namespace qstore
