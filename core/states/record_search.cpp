// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_search.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "core/base/number_text.h"
#include "core/states/record_score.h"

namespace qstore {
namespace {

Status checkQuery(const RecordQuery& query) {
    for (const double value : query.vector)
        if (!std::isfinite(value))
            return fail(ErrorCode::InvalidArgument, "the query vector holds " + numberToText(value),
                        "Replace missing or infinite values first.");
    const auto isZero = [](double value) { return value == 0.0; };
    if (!query.vector.empty() && std::all_of(query.vector.begin(), query.vector.end(), isZero))
        return fail(ErrorCode::InvalidArgument, "the query vector is all zeros and has no direction",
                    "Give a vector that is not zero, or none to rank by weight and age alone.");
    if (query.minAgeMs && query.maxAgeMs && *query.minAgeMs > *query.maxAgeMs)
        return fail(ErrorCode::InvalidArgument,
                    "no age is at least " + std::to_string(*query.minAgeMs) + " ms and at most " +
                        std::to_string(*query.maxAgeMs) + " ms",
                    "Swap the two limits.");
    if (query.topK == 0)
        return fail(ErrorCode::InvalidArgument, "an answer of topK 0 records says nothing",
                    "Ask for at least 1.");
    return {};
}

class Search {
public:
    Search(const RecordQuery& query, std::int64_t nowMs, const CoherenceTimes& times)
        : m_query(query), m_nowMs(nowMs), m_times(times) {}

    void visit(const StateRecord& record) {
        const RecordState state = recordStateAt(record, m_nowMs, m_times);
        if (state == RecordState::Decohered || state == RecordState::Archived) {
            ++m_answer.silent;
            return;
        }
        for (const auto& [name, context] : record.contexts) m_names.insert(name);
        const std::int64_t ageMs = recordAgeMs(record, m_nowMs);
        if (ageMs < m_query.minAgeMs.value_or(ageMs) || ageMs > m_query.maxAgeMs.value_or(ageMs)) return;
        std::optional<RecordHit> best;
        for (const auto& [name, context] : record.contexts) {
            if (m_query.context && *m_query.context != name) continue;
            auto hit = score(record, name, context, ageMs);
            if (hit && (!best || hit->score > best->score)) best = std::move(hit);
        }
        if (best) m_answer.hits.push_back(std::move(*best));
    }

    RecordAnswer answer() {
        if (m_query.context && m_names.count(*m_query.context) == 0) {
            m_answer.contextKnown = false;
            m_answer.knownContexts.assign(m_names.begin(), m_names.end());
        }
        // Records come by id, so a stable order leaves equals in it.
        std::stable_sort(m_answer.hits.begin(), m_answer.hits.end(),
                         [](const RecordHit& a, const RecordHit& b) { return a.score > b.score; });
        if (m_answer.hits.size() > m_query.topK) m_answer.hits.resize(m_query.topK);
        return std::move(m_answer);
    }

private:
    std::optional<RecordHit> score(const StateRecord& record, const std::string& name,
                                   const RecordContext& context, std::int64_t ageMs) {
        RecordHit hit;
        if (!m_query.vector.empty()) {
            if (context.vector.size() != m_query.vector.size()) {
                ++m_answer.otherLength;
                return std::nullopt;
            }
            hit.cosine = cosineOf(m_query.vector, context.vector);
            if (!hit.cosine) {
                ++m_answer.withoutDirection;
                return std::nullopt;
            }
        }
        const auto coherenceMs = m_times.of(record.tier);
        hit.record = record.id;
        hit.context = name;
        hit.weight = context.weight;
        hit.ageMs = ageMs;
        hit.ageFactor = ageFactor(ageMs, coherenceMs);
        hit.score = contextScore(context.weight, hit.cosine.value_or(1.0), ageMs, coherenceMs);
        return hit;
    }

    const RecordQuery& m_query;
    std::int64_t m_nowMs;
    const CoherenceTimes& m_times;
    RecordAnswer m_answer;
    std::set<std::string> m_names;
};

}  // namespace

Result<RecordAnswer> searchRecords(const std::map<std::string, StateRecord>& records,
                                   const RecordQuery& query, std::int64_t nowMs,
                                   const CoherenceTimes& times) {
    std::vector<const StateRecord*> all;
    all.reserve(records.size());
    for (const auto& [id, record] : records) all.push_back(&record);
    return searchRecords(all, query, nowMs, times);
}

Result<RecordAnswer> searchRecords(std::span<const StateRecord* const> records, const RecordQuery& query,
                                   std::int64_t nowMs, const CoherenceTimes& times) {
    QSTORE_CHECK(checkQuery(query));
    Search search(query, nowMs, times);
    for (const StateRecord* const record : records) search.visit(*record);
    return search.answer();
}

}  // namespace qstore
