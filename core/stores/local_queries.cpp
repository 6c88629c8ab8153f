// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <shared_mutex>
#include <utility>

#include "core/stores/exact_index.h"
#include "core/stores/local_collection.h"
#include "core/stores/store_checks.h"

namespace qstore {
namespace {

/// Candidates of a graph unless the query says otherwise.
constexpr std::size_t kDefaultEf = 128;
/// Taken beyond topK, so that rounding in single precision does not decide who comes last.
constexpr std::size_t kSpareCandidates = 8;
/// Points between two looks at whether the caller still waits.
constexpr std::size_t kPointsPerCheck = 4096;

std::size_t efOf(const Query& query) {
    return query.ef != 0 ? query.ef : std::max(kDefaultEf, 2 * query.topK);
}

}  // namespace

Result<QueryAnswer> LocalCollection::query(const Query& query, const RunControl& control) const {
    QSTORE_CHECK(checkQuery(m_spec, query, kLocalMaxTopK));
    const QueryRow row(m_spec.metric, query.vector);
    const std::size_t most = query.topK + kSpareCandidates;
    const std::shared_lock lock(m_lock);
    QSTORE_CHECK(checkThere());
    if (control.stop.stop_requested()) return cancelled();
    Accept accept;
    if (query.filter) accept = [&](Slot slot) { return matches(*query.filter, m_table.payload(slot)); };
    QueryAnswer answer;
    if (m_index && !query.exact) {
        QSTORE_TRY(const IndexAnswer found, m_index->search(row, most, efOf(query), accept, control.stop));
        answer.exact = found.exact;
        answer.hits = hitsOf(found.nearest, query);
    } else {
        QSTORE_TRY(const auto found, searchExactly(m_table, row, most, accept, control.stop));
        answer.hits = hitsOf(found, query);
    }
    return answer;
}

/// Scores in double precision, in their order; what is beyond topK is cut off.
std::vector<Hit> LocalCollection::hitsOf(const std::vector<Candidate>& candidates,
                                         const Query& query) const {
    std::vector<std::pair<double, Slot>> scored;
    scored.reserve(candidates.size());
    for (const Candidate& candidate : candidates)
        scored.emplace_back(scoreOf(m_spec.metric, query.vector, m_table.vectors().vector(candidate.slot)),
                            candidate.slot);
    std::sort(scored.begin(), scored.end(), [this](const auto& a, const auto& b) {
        if (a.first != b.first) return isNearer(m_spec.metric, a.first, b.first);
        return m_table.id(a.second) < m_table.id(b.second);
    });
    if (scored.size() > query.topK) scored.resize(query.topK);
    std::vector<Hit> hits;
    hits.reserve(scored.size());
    for (const auto& [score, slot] : scored) {
        Point point = pointAt(slot, query.withVectors, query.withPayload);
        hits.push_back({std::move(point.id), score, std::move(point.vector), std::move(point.payload)});
    }
    return hits;
}

Point LocalCollection::pointAt(Slot slot, bool withVector, bool withPayload) const {
    Point point;
    point.id = m_table.id(slot);
    if (withVector) {
        const auto vector = m_table.vectors().vector(slot);
        point.vector.assign(vector.begin(), vector.end());
    }
    if (withPayload) point.payload = m_table.payload(slot);
    return point;
}

Result<std::vector<Point>> LocalCollection::fetch(const std::vector<std::string>& ids,
                                                  const RunControl& control) const {
    QSTORE_CHECK(checkIds(ids, kLocalMaxBatchPoints));
    const std::shared_lock lock(m_lock);
    QSTORE_CHECK(checkThere());
    if (control.stop.stop_requested()) return cancelled();
    std::vector<Point> points;
    for (const std::string& id : ids)
        if (const std::optional<Slot> slot = m_table.find(id); slot)
            points.push_back(pointAt(*slot, true, true));
    return points;
}

Result<Page> LocalCollection::scroll(const ScrollRequest& request, const RunControl& control) const {
    QSTORE_CHECK(checkScroll(request, kLocalMaxPagePoints));
    const std::shared_lock lock(m_lock);
    QSTORE_CHECK(checkThere());
    const PointTable::Ids& ids = m_table.ids();
    auto entry = request.cursor.empty() ? ids.begin() : ids.upper_bound(request.cursor);
    Page page;
    for (std::size_t seen = 0; entry != ids.end(); ++entry, ++seen) {
        if (seen % kPointsPerCheck == 0 && control.stop.stop_requested()) return cancelled();
        if (request.filter && !matches(*request.filter, m_table.payload(entry->second))) continue;
        if (page.points.size() == request.limit) {
            page.nextCursor = page.points.back().id;
            break;
        }
        page.points.push_back(pointAt(entry->second, request.withVectors, request.withPayload));
    }
    return page;
}

}  // namespace qstore
