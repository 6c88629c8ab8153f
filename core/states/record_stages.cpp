// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_stages.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <set>

namespace qstore {
namespace {

using Records = std::vector<const StateRecord*>;

class Stages {
public:
    explicit Stages(Records records) : m_records(std::move(records)) {}

    /// Keeps what passes. A step that the query leaves open keeps all and is reported as not asked.
    template <class Test>
    void filter(SearchStep step, bool asked, const Test& passes) {
        const auto start = std::chrono::steady_clock::now();
        const std::size_t given = m_records.size();
        if (asked)
            m_records.erase(std::remove_if(m_records.begin(), m_records.end(),
                                           [&](const StateRecord* record) { return !passes(*record); }),
                            m_records.end());
        report({step, asked, given, m_records.size(), 0.0}, start);
    }
    void report(StepReport step, std::chrono::steady_clock::time_point start) {
        step.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        m_reports.push_back(step);
    }
    const Records& records() const { return m_records; }
    std::vector<StepReport> takeReports() { return std::move(m_reports); }

private:
    Records m_records;
    std::vector<StepReport> m_reports;
};

bool answersAt(const StateRecord& record, std::int64_t nowMs, const CoherenceTimes& times) {
    const RecordState state = recordStateAt(record, nowMs, times);
    return state != RecordState::Decohered && state != RecordState::Archived;
}

bool isIn(const StateRecord& record, const std::string& group) {
    return std::find(record.groups.begin(), record.groups.end(), group) != record.groups.end();
}

bool isOfAge(const StateRecord& record, const RecordQuery& query, std::int64_t nowMs) {
    const std::int64_t ageMs = recordAgeMs(record, nowMs);
    return ageMs >= query.minAgeMs.value_or(ageMs) && ageMs <= query.maxAgeMs.value_or(ageMs);
}

/// The context is looked for before group and age, as searchRecords() does.
void nameContexts(const Records& records, const RecordQuery& query, RecordAnswer& answer) {
    std::set<std::string> names;
    for (const StateRecord* record : records)
        for (const auto& [name, context] : record->contexts) names.insert(name);
    answer.contextKnown = !query.context || names.count(*query.context) != 0;
    answer.knownContexts.clear();
    if (!answer.contextKnown) answer.knownContexts.assign(names.begin(), names.end());
}

Status rank(Stages& stages, const RecordQuery& query, std::int64_t nowMs, const CoherenceTimes& times,
            RecordAnswer& answer) {
    RecordQuery all = query;
    all.topK = std::numeric_limits<std::size_t>::max();
    auto start = std::chrono::steady_clock::now();
    QSTORE_TRY(RecordAnswer ranked, searchRecords(stages.records(), all, nowMs, times));
    stages.report({SearchStep::Score, true, stages.records().size(), ranked.hits.size(), 0.0}, start);
    start = std::chrono::steady_clock::now();
    const std::size_t found = ranked.hits.size();
    if (found > query.topK) ranked.hits.resize(query.topK);
    stages.report({SearchStep::Top, true, found, ranked.hits.size(), 0.0}, start);
    answer.hits = std::move(ranked.hits);
    answer.otherLength = ranked.otherLength;
    answer.withoutDirection = ranked.withoutDirection;
    return {};
}

}  // namespace

std::string_view searchStepName(SearchStep step) {
    switch (step) {
        case SearchStep::Coherent: return "coherent";
        case SearchStep::Context: return "context";
        case SearchStep::Group: return "group";
        case SearchStep::Age: return "age";
        case SearchStep::Score: return "score";
        case SearchStep::Top: break;
    }
    return "top";
}

Result<StagedAnswer> searchInStages(const std::map<std::string, StateRecord>& records,
                                    const RecordQuery& query, const std::optional<std::string>& group,
                                    std::int64_t nowMs, const CoherenceTimes& times) {
    // What is wrong with the query is said before any work.
    QSTORE_CHECK(searchRecords(std::span<const StateRecord* const>(), query, nowMs, times));
    Records all;
    for (const auto& [id, record] : records) all.push_back(&record);
    Stages stages(std::move(all));
    StagedAnswer staged;
    stages.filter(SearchStep::Coherent, true,
                  [&](const StateRecord& record) { return answersAt(record, nowMs, times); });
    staged.answer.silent = records.size() - stages.records().size();
    nameContexts(stages.records(), query, staged.answer);
    stages.filter(SearchStep::Context, query.context.has_value(),
                  [&](const StateRecord& record) { return record.contexts.count(*query.context) != 0; });
    stages.filter(SearchStep::Group, group.has_value(),
                  [&](const StateRecord& record) { return isIn(record, *group); });
    stages.filter(SearchStep::Age, query.minAgeMs || query.maxAgeMs,
                  [&](const StateRecord& record) { return isOfAge(record, query, nowMs); });
    QSTORE_CHECK(rank(stages, query, nowMs, times, staged.answer));
    staged.steps = stages.takeReports();
    return staged;
}

}  // namespace qstore
