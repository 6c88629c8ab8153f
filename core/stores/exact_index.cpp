// SPDX-License-Identifier: Apache-2.0
#include "core/stores/exact_index.h"

#include <array>

#include "core/base/parallel.h"

namespace qstore {
namespace {

/// Distances that are worked out at once; they stay in the first cache.
constexpr std::size_t kRowsAtOnce = 256;

void searchBlock(const PointTable& table, const RowDistances& distances, std::size_t begin, std::size_t end,
                 const Accept& accept, Nearest& nearest) {
    std::array<float, kRowsAtOnce> found{};
    for (std::size_t first = begin; first < end; first += kRowsAtOnce) {
        const std::size_t count = std::min(kRowsAtOnce, end - first);
        distances.of(static_cast<Slot>(first), count, found.data());
        for (std::size_t i = 0; i < count; ++i) {
            const Candidate candidate{found[i], static_cast<Slot>(first + i)};
            // The filter comes last: it costs most, and few rows are near enough to be asked about.
            if (!table.isLive(candidate.slot) || !nearest.wouldKeep(candidate)) continue;
            if (!accept || accept(candidate.slot)) nearest.add(candidate);
        }
    }
}

}  // namespace

void RowDistances::of(Slot first, std::size_t count, float* out) const {
    const float* const rows = m_rows.row(first);
    const std::size_t stride = m_rows.stride();
    if (m_query.metric == Metric::Euclidean) {
        m_kernels.squaredDistances(m_query.padded.get(), rows, stride, count, out);
        return;
    }
    m_kernels.dots(m_query.padded.get(), rows, stride, count, out);
    if (m_query.metric == Metric::Dot) {
        for (std::size_t i = 0; i < count; ++i) out[i] = -out[i];
        return;
    }
    for (std::size_t i = 0; i < count; ++i)
        out[i] *= -m_query.inverseNorm * m_rows.inverseNorm(first + static_cast<Slot>(i));
}

Result<std::vector<Candidate>> searchExactly(const PointTable& table, const QueryRow& query,
                                             std::size_t most, const Accept& accept,
                                             const std::stop_token& stop) {
    const RowDistances distances(table.vectors(), query);
    const std::size_t blockRows = table.vectors().blockRows();
    const std::size_t blocks = (table.slots() + blockRows - 1) / blockRows;
    std::vector<Nearest> found(blocks, Nearest(table, most));
    parallelFor(blocks, [&](std::size_t block) {
        if (stop.stop_requested()) return;
        const std::size_t begin = block * blockRows;
        searchBlock(table, distances, begin, std::min(begin + blockRows, table.slots()), accept,
                    found[block]);
    });
    if (stop.stop_requested()) return cancelled();
    Nearest all(table, most);
    for (const Nearest& nearest : found)
        for (const Candidate& candidate : nearest.kept()) all.addIfNear(candidate);
    return std::move(all).sorted();
}

}  // namespace qstore
