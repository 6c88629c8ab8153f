// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/state_exit.h"

#include <algorithm>
#include <array>

#include "core/base/parallel.h"

namespace qstore {
namespace {

/// Place and phase (in eighths of a turn) of an index whose bits are added one by one.
struct Place {
    std::uint64_t index = 0;
    unsigned phase = 0;
    std::uint64_t pairs = 0;  ///< bits that would turn the sign if they were set as well

    void set(const StateExit& exit, std::size_t bit) {
        index ^= exit.columns[bit];
        phase += exit.linear[bit] + (((pairs >> bit) & 1U) != 0 ? 4U : 0U);
        pairs ^= exit.quadratic[bit];
    }
};

Place placeOf(const StateExit& exit, std::uint64_t bits) {
    Place place;
    for (; bits != 0; bits &= bits - 1) place.set(exit, static_cast<std::size_t>(std::countr_zero(bits)));
    return place;
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
    const std::size_t low = std::min<std::size_t>(memoryBits, 8);
    const std::size_t run = std::size_t{1} << low;
    std::vector<Place> lowPlaces;
    std::vector<Place> lanePlaces;
    for (std::size_t i = 0; i < run; ++i) lowPlaces.push_back(placeOf(exit, i));
    for (std::size_t lane = 0; lane < lanes; ++lane)
        lanePlaces.push_back(placeOf(exit, lane << memoryBits));
    parallelFor(std::size_t{1} << (memoryBits - low), [&](std::size_t piece) {
        const Place high = placeOf(exit, piece << low);
        for (std::size_t i = 0; i < run; ++i) {
            const Real* at = vectors + 2 * lanes * (piece * run + i);
            const std::uint64_t index = exit.base ^ high.index ^ lowPlaces[i].index;
            const unsigned phase = high.phase + lowPlaces[i].phase + (isOdd(high.pairs & i) ? 4U : 0U);
            const std::uint64_t pairs = high.pairs ^ lowPlaces[i].pairs;
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                const unsigned own = isOdd(pairs & (lane << memoryBits)) ? 4U : 0U;
                out[index ^ lanePlaces[lane].index] =
                    turned(at[lane], at[lanes + lane], (phase + lanePlaces[lane].phase + own) / 2);
            }
        }
    });
}

template void writeState<double>(const StateExit&, const double*, std::size_t, std::size_t,
                                 Amplitudes<double>&);
template void writeState<float>(const StateExit&, const float*, std::size_t, std::size_t,
                                Amplitudes<float>&);

}  // namespace qstore
