// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/shot_sampling.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <span>

#include "core/simulation/shot_kernels.h"

namespace qstore {
namespace {

/// What a chunk needs stays in the fast caches, and in memory that is not given back to the system each
/// time.
constexpr std::size_t kShotChunk = std::size_t{1} << 12U;
constexpr std::size_t kChunksAtOnce = 8;
constexpr std::size_t kBlocksPerChunk = kBlockItems / kShotBlock;

std::size_t chunksOf(std::size_t items, std::size_t each) {
    return (items + each - 1) / each;
}

/// Calls `body(chunk, first, last)`; one chunk alone without asking the pool.
template <class Body>
void forChunks(std::size_t items, std::size_t each, const Body& body) {
    parallelFor(chunksOf(items, each), [&](std::size_t chunk) {
        const std::size_t first = chunk * each;
        body(chunk, first, std::min(first + each, items));
    });
}

/// A state seen as whole blocks; one with fewer amplitudes than a block is copied and padded with zeros.
template <class Real>
class Blocks {
public:
    explicit Blocks(const Amplitudes<Real>& state)
        : m_count(std::max<std::size_t>(state.size() / kShotBlock, 1)), m_first(state.data()) {
        if (state.size() >= kShotBlock) return;
        std::copy(state.begin(), state.end(), m_padded.begin());
        m_first = m_padded.data();
    }
    Blocks(const Blocks&) = delete;
    Blocks& operator=(const Blocks&) = delete;

    std::size_t count() const { return m_count; }
    const Amplitude<Real>* at(std::size_t block) const { return m_first + block * kShotBlock; }

private:
    std::array<Amplitude<Real>, kShotBlock> m_padded{};
    std::size_t m_count;
    const Amplitude<Real>* m_first;
};

/// What lies before each block, and last the whole of it.
template <class Real>
std::vector<double> cumulativeProbabilities(const Blocks<Real>& blocks) {
    std::vector<double> before(blocks.count() + 1);
    forChunks(blocks.count(), kBlocksPerChunk, [&](std::size_t, std::size_t first, std::size_t last) {
        blockProbabilities(blocks.at(first), last - first, before.data() + first + 1);
    });
    for (std::size_t block = 1; block < before.size(); ++block) before[block] += before[block - 1];
    return before;
}

/// Replaces numbers by their running sum. Four at a time: only one addition in four waits for the one
/// before.
double runningSum(std::span<double> values) {
    double sum = 0.0;
    std::size_t i = 0;
    for (; i + 4 <= values.size(); i += 4) {
        const double one = values[i];
        const double two = one + values[i + 1];
        const double three = two + values[i + 2];
        const double four = three + values[i + 3];
        values[i] = sum + one;
        values[i + 1] = sum + two;
        values[i + 2] = sum + three;
        values[i + 3] = sum += four;
    }
    for (; i < values.size(); ++i) values[i] = sum += values[i];
    return sum;
}

/// What a chunk of shots works in, used again by the next one.
struct Scratch {
    std::vector<std::uint64_t> numbers;
    std::vector<double> values;
    std::vector<std::uint8_t> places;
    std::vector<ShotCount> drawn;
};

/// Uniform numbers of [0, total) in ascending order, without sorting: the running sum of one more
/// exponentially distributed gap, divided by the whole of it, has the law of sorted uniform numbers
/// (Devroye, Non-Uniform Random Variate Generation, 1986, V.3.1). A chunk's numbers are made when they are
/// wanted; making them twice costs less than keeping all of them in fresh memory.
class SortedUniforms {
public:
    SortedUniforms(std::size_t count, double total, const RandomStream& random)
        : m_count(count),
          m_random(random),
          m_before(chunksOf(count + 1, kShotChunk)),
          m_highest(std::nextafter(total, 0.0)) {
        forChunks(count + 1, kShotChunk, [this](std::size_t chunk, std::size_t first, std::size_t last) {
            Scratch scratch;
            m_before[chunk] = fillGaps(first, last, scratch);
        });
        double whole = 0.0;
        for (double& before : m_before) whole += std::exchange(before, whole);
        m_scale = total / whole;
    }

    std::size_t chunks() const { return chunksOf(m_count, kShotChunk); }

    /// Puts a chunk's numbers into `scratch.values`; the same whenever it is called.
    void fill(std::size_t chunk, Scratch& scratch) const {
        const std::size_t first = chunk * kShotChunk;
        // The last gap only ends the line.
        fillGaps(first, std::min(first + kShotChunk, m_count), scratch);
        // A product can round up to the total itself.
        for (double& value : scratch.values)
            value = std::min((m_before[chunk] + value) * m_scale, m_highest);
    }

private:
    double fillGaps(std::size_t first, std::size_t last, Scratch& scratch) const {
        scratch.numbers.resize(last - first);
        scratch.values.resize(last - first);
        RandomStream stream = m_random;
        stream.seek(m_random.position() + first);
        stream.fill(scratch.numbers);
        exponentials(scratch.numbers.data(), scratch.numbers.size(), scratch.values.data());
        return runningSum(scratch.values);
    }

    std::size_t m_count;
    RandomStream m_random;
    std::vector<double> m_before;  ///< sum of the gaps before each chunk
    double m_scale = 0.0;
    double m_highest;
};

/// Writes the runs of equal, ascending places and returns how many there are. Without branches, as nobody
/// can foretell how long a run is.
std::size_t writeRuns(std::uint64_t firstIndex, std::span<const std::uint8_t> places, ShotCount* runs) {
    std::size_t last = 0;
    std::uint64_t times = 0;
    std::uint8_t place = places.front();
    for (const std::uint8_t next : places) {
        const std::uint64_t same = next == place ? 1 : 0;
        last += 1 - same;
        times = times * same + 1;
        place = next;
        runs[last] = {firstIndex + place, times};
    }
    return last + 1;
}

/// Hands the ascending `scratch.values` to the amplitudes under whose shares they fall: `scratch.drawn`.
template <class Real>
void placeInBlocks(const Blocks<Real>& blocks, std::span<const double> before, Scratch& scratch) {
    const std::vector<double>& sorted = scratch.values;
    scratch.drawn.resize(sorted.size());
    scratch.places.resize(sorted.size());
    // The first may lie anywhere; from there on most blocks are close to the one before.
    const auto after = std::upper_bound(before.begin(), before.end(), sorted.front());
    auto block = static_cast<std::size_t>(after - before.begin()) - 1;
    std::size_t runs = 0;
    for (std::size_t next = 0; next < sorted.size();) {
        while (sorted[next] >= before[block + 1]) ++block;
        const std::size_t first = next;
        while (next < sorted.size() && sorted[next] < before[block + 1]) ++next;
        const auto places = std::span(scratch.places).first(next - first);
        placeShots(blocks.at(block), before[block], sorted.data() + first, places.size(), places.data());
        runs += writeRuns(block * kShotBlock, places, scratch.drawn.data() + runs);
    }
    scratch.drawn.resize(runs);
}

/// What two chunks have in common becomes one entry.
void append(const std::vector<ShotCount>& part, std::vector<ShotCount>& all) {
    const bool common = !all.empty() && all.back().first == part.front().first;
    if (common) all.back().second += part.front().second;
    all.insert(all.end(), part.begin() + (common ? 1 : 0), part.end());
}

}  // namespace

template <class Real>
std::vector<ShotCount> drawBasisStates(const Amplitudes<Real>& state, std::uint64_t shots,
                                       RandomStream& random) {
    assert(shots <= kShotsPerPass);
    if (shots == 0) return {};
    const Blocks<Real> blocks(state);
    const std::vector<double> before = cumulativeProbabilities(blocks);
    const double total = before.back();
    if (!(total > 0.0) || !std::isfinite(total)) return {};
    const SortedUniforms sorted(static_cast<std::size_t>(shots), total, random);
    random.seek(random.position() + shots + 1);
    std::vector<ShotCount> drawn;
    drawn.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(shots, state.size())));
    std::vector<Scratch> scratch(std::min(kChunksAtOnce, sorted.chunks()));
    for (std::size_t first = 0; first < sorted.chunks(); first += scratch.size()) {
        const std::size_t count = std::min(scratch.size(), sorted.chunks() - first);
        parallelFor(count, [&](std::size_t i) {
            sorted.fill(first + i, scratch[i]);
            placeInBlocks<Real>(blocks, before, scratch[i]);
        });
        for (std::size_t i = 0; i < count; ++i) append(scratch[i].drawn, drawn);
    }
    return drawn;
}

template <class Real>
void sampleBasisStates(const Amplitudes<Real>& state, std::uint64_t shots, RandomStream& random,
                       const std::function<void(std::uint64_t, std::uint64_t)>& sink) {
    while (shots > 0) {
        const std::uint64_t batch = std::min(shots, kShotsPerPass);
        for (const auto& [index, times] : drawBasisStates(state, batch, random)) sink(index, times);
        shots -= batch;
    }
}

template std::vector<ShotCount> drawBasisStates<double>(const Amplitudes<double>&, std::uint64_t,
                                                        RandomStream&);
template std::vector<ShotCount> drawBasisStates<float>(const Amplitudes<float>&, std::uint64_t,
                                                       RandomStream&);
template void sampleBasisStates<double>(const Amplitudes<double>&, std::uint64_t, RandomStream&,
                                        const std::function<void(std::uint64_t, std::uint64_t)>&);
template void sampleBasisStates<float>(const Amplitudes<float>&, std::uint64_t, RandomStream&,
                                       const std::function<void(std::uint64_t, std::uint64_t)>&);

}  // namespace qstore
