// SPDX-License-Identifier: Apache-2.0
#include "core/stores/hnsw_index.h"

#include <algorithm>
#include <utility>

#include "core/stores/exact_index.h"

namespace qstore {
namespace {

/// Fewer dead rows than this do not matter.
constexpr std::size_t kDeadAllowed = 1024;
/// More waiting rows than one in this many, and a scan of all rows costs little more than one of those.
constexpr std::size_t kWaitingShare = 8;

}  // namespace

HnswIndex::HnswIndex(const PointTable& table, Metric metric, const HnswSettings& settings)
    : m_table(table), m_metric(metric), m_settings(settings) {
    startOver();
}

void HnswIndex::startOver() {
    m_graph = std::make_unique<HnswGraph>(m_table.vectors(), m_metric, m_settings);
    m_isLinked.clear();
    m_linked = 0;
    m_freed.insert(m_freed.end(), m_dead.begin(), m_dead.end());
    m_dead.clear();
    m_waiting.clear();
    for (Slot slot = 0; slot < m_table.slots(); ++slot)
        if (m_table.isLive(slot)) m_waiting.push_back(slot);
}

void HnswIndex::remove(const std::vector<Slot>& slots) {
    const std::size_t freedBefore = m_freed.size();
    for (const Slot slot : slots) {
        const bool isLinked = slot < m_isLinked.size() && m_isLinked[slot];
        (isLinked ? m_dead : m_freed).push_back(slot);
    }
    if (m_dead.size() > kDeadAllowed + linked()) return startOver();
    if (m_freed.size() > freedBefore)
        std::erase_if(m_waiting, [this](Slot slot) { return !m_table.isLive(slot); });
}

Status HnswIndex::reserveMore(std::size_t points) {
    return m_graph->reserve(m_linked + m_waiting.size() + points);
}

Status HnswIndex::link(std::size_t most) {
    const std::size_t count = std::min(most, m_waiting.size());
    m_isLinked.resize(std::max(m_isLinked.size(), m_table.slots()));
    for (std::size_t i = 0; i < count; ++i) {
        if (Status added = m_graph->add(m_waiting[i]); !added) {
            startOver();
            return added;
        }
        m_isLinked[m_waiting[i]] = true;
        ++m_linked;
    }
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(count));
    return {};
}

std::size_t HnswIndex::bytes() const {
    return m_graph->bytes() + (m_waiting.capacity() + m_dead.capacity()) * sizeof(Slot) +
           m_isLinked.capacity() / 8;
}

/// Each candidate of the graph has its links looked at, up to 2m of them, in no order of memory.
bool HnswIndex::isScanCheaper(std::size_t ef) const {
    return ef >= m_linked || ef * 2 * m_settings.m >= m_table.count() ||
           m_waiting.size() * kWaitingShare > m_table.count();
}

Result<IndexAnswer> HnswIndex::search(const QueryRow& query, std::size_t most, std::size_t ef,
                                      const Accept& accept, const std::stop_token& stop) const {
    IndexAnswer answer;
    bool enough = false;
    QSTORE_TRY(answer.nearest, searchGraph(query, most, ef, accept, stop, enough));
    answer.exact = !enough;
    if (enough) return answer;
    QSTORE_TRY(answer.nearest, searchExactly(m_table, query, most, accept, stop));
    return answer;
}

/// `enough` says whether the graph alone found what was asked for.
Result<std::vector<Candidate>> HnswIndex::searchGraph(const QueryRow& query, std::size_t most,
                                                      std::size_t ef, const Accept& accept,
                                                      const std::stop_token& stop, bool& enough) const {
    const bool leavesOut = accept || !m_dead.empty();
    // The far half of what a graph finds is its less certain half: it must not all be needed.
    const std::size_t wanted = leavesOut ? 2 * most : most;
    for (ef = std::max(ef, most); !isScanCheaper(ef); ef *= 2) {
        if (stop.stop_requested()) return cancelled();
        QSTORE_TRY(const std::vector<Candidate> found, m_graph->search(query, ef));
        Nearest nearest(m_table, most);
        std::size_t passed = 0;
        for (const Candidate& candidate : found) {
            if (!m_table.isLive(candidate.slot) || (accept && !accept(candidate.slot))) continue;
            ++passed;
            nearest.addIfNear(candidate);
        }
        if (passed < wanted) continue;
        const RowDistances distances(m_table.vectors(), query);
        for (const Slot slot : m_waiting) {
            const Candidate candidate{distances.of(slot), slot};
            if (nearest.wouldKeep(candidate) && (!accept || accept(slot))) nearest.add(candidate);
        }
        enough = true;
        return std::move(nearest).sorted();
    }
    return std::vector<Candidate>{};
}

}  // namespace qstore
