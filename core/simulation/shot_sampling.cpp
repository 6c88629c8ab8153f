// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/shot_sampling.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "core/simulation/shot_kernels.h"

namespace qstore {
namespace {

constexpr std::size_t kShotChunk = std::size_t{1} << 13U;
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

/// `count` uniform numbers of [0, total) in ascending order, without sorting: the running sum of count + 1
/// exponentially distributed gaps, divided by the whole of it, has the law of sorted uniform numbers
/// (Devroye, Non-Uniform Random Variate Generation, 1986, V.3.1).
std::vector<double> sortedUniforms(std::size_t count, double total, RandomStream& random) {
    const std::size_t gaps = count + 1;
    std::vector<double> sorted(gaps);
    std::vector<double> chunkEnd(chunksOf(gaps, kShotChunk));
    const std::uint64_t start = random.position();
    forChunks(gaps, kShotChunk, [&](std::size_t chunk, std::size_t first, std::size_t last) {
        std::vector<std::uint64_t> numbers(last - first);
        RandomStream stream = random;
        stream.seek(start + first);
        stream.fill(numbers);
        exponentials(numbers.data(), numbers.size(), sorted.data() + first);
        double running = 0.0;
        for (std::size_t i = first; i < last; ++i) sorted[i] = running += sorted[i];
        chunkEnd[chunk] = running;
    });
    random.seek(start + gaps);

    double whole = 0.0;
    for (double& end : chunkEnd) {
        const double before = whole;
        whole += end;
        end = before;  // from here on what lies before the chunk
    }
    const double scale = total / whole;
    const double highest = std::nextafter(total, 0.0);  // a product can round up to the total itself
    forChunks(gaps, kShotChunk, [&](std::size_t chunk, std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i)
            sorted[i] = std::min((chunkEnd[chunk] + sorted[i]) * scale, highest);
    });
    sorted.pop_back();
    return sorted;
}

/// Appends the runs of equal places, which are ascending.
void appendRuns(std::uint64_t firstIndex, std::span<const std::uint8_t> places,
                std::vector<ShotCount>& drawn) {
    for (std::size_t i = 0; i < places.size();) {
        const std::size_t start = i;
        while (i < places.size() && places[i] == places[start]) ++i;
        drawn.emplace_back(firstIndex + places[start], i - start);
    }
}

/// Hands the sorted numbers that fall into the blocks [first, last) to their amplitudes.
template <class Real>
std::vector<ShotCount> placeInBlocks(const Blocks<Real>& blocks, std::span<const double> before,
                                     std::span<const double> sorted, std::size_t first, std::size_t last) {
    std::vector<ShotCount> drawn;
    std::vector<double> local;
    std::vector<std::uint8_t> places;
    auto next = std::lower_bound(sorted.begin(), sorted.end(), before[first]);
    for (std::size_t block = first; block < last && next != sorted.end(); ++block) {
        const double start = before[block];
        const double end = before[block + 1];
        local.clear();
        for (; next != sorted.end() && *next < end; ++next) local.push_back(*next - start);
        if (local.empty()) continue;
        places.resize(local.size());
        placeShots(blocks.at(block), local.data(), local.size(), places.data());
        appendRuns(block * kShotBlock, places, drawn);
    }
    return drawn;
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
    const std::vector<double> sorted = sortedUniforms(static_cast<std::size_t>(shots), total, random);
    std::vector<std::vector<ShotCount>> parts(chunksOf(blocks.count(), kBlocksPerChunk));
    forChunks(blocks.count(), kBlocksPerChunk, [&](std::size_t chunk, std::size_t first, std::size_t last) {
        parts[chunk] = placeInBlocks(blocks, before, sorted, first, last);
    });
    if (parts.size() == 1) return std::move(parts.front());
    std::size_t size = 0;
    for (const auto& part : parts) size += part.size();
    std::vector<ShotCount> drawn;
    drawn.reserve(size);
    for (const auto& part : parts) drawn.insert(drawn.end(), part.begin(), part.end());
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
