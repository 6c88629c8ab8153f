// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_library.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/base/number_text.h"
#include "core/states/record_eviction.h"
#include "core/states/record_score.h"
#include "core/states/state_names.h"

namespace qstore {
namespace {

Status checkCapacity(std::size_t capacity) {
    if (capacity > 0) return {};
    return fail(ErrorCode::InvalidArgument, "a library with the capacity 0 holds nothing",
                "Give it at least 1 place.");
}

Status checkCreated(const NewRecord& given, std::int64_t nowMs) {
    if (given.createdMs.value_or(nowMs) <= nowMs) return {};
    return fail(ErrorCode::InvalidArgument,
                "record '" + given.id + "' would be made " + std::to_string(*given.createdMs - nowMs) +
                    " ms from now",
                "Give a time that has passed, in milliseconds since 1970.");
}

bool answers(RecordState state) {
    return state != RecordState::Decohered && state != RecordState::Archived;
}

}  // namespace

std::string ContextAnswer::text() const {
    if (!known) {
        return "record '" + record + "' has no context '" + context + "'; it has " + quotedList(contexts);
    }
    return "record '" + record + "' in context '" + context + "': " + std::to_string(vector.size()) +
           (vector.size() == 1 ? " number" : " numbers") + ", weight " + numberToText(weight);
}

RecordLibrary::RecordLibrary(std::shared_ptr<const Clock> clock, RecordLibraryOptions options)
    : m_clock(std::move(clock)), m_options(options) {}

Result<RecordLibrary> RecordLibrary::make(std::shared_ptr<const Clock> clock,
                                          RecordLibraryOptions options) {
    assert(clock != nullptr);
    QSTORE_CHECK(checkCapacity(options.capacity));
    QSTORE_CHECK(checkCoherenceTimes(options.coherence));
    return RecordLibrary(std::move(clock), options);
}

Status RecordLibrary::load(std::vector<StateRecord> records) {
    std::map<std::string, StateRecord> loaded;
    for (StateRecord& record : records) {
        QSTORE_CHECK(checkRecord(record));
        const std::string id = record.id;
        if (!loaded.emplace(id, std::move(record)).second)
            return fail(ErrorCode::Corrupt, "two records have the id '" + id + "'",
                        "Keep one of them, or give the other a new id.");
    }
    m_records = std::move(loaded);
    m_before.clear();
    return {};
}

Result<StateRecord*> RecordLibrary::find(const std::string& id) {
    const auto found = m_records.find(id);
    if (found != m_records.end()) return &found->second;
    return fail(ErrorCode::NotFound, "there is no record '" + id + "'", nameHint(id, keysOf(m_records)));
}

Result<StateRecord*> RecordLibrary::findCoherent(const std::string& id, const std::string& doing) {
    QSTORE_TRY(StateRecord* const record, find(id));
    const RecordState state = recordStateAt(*record, now(), m_options.coherence);
    if (answers(state)) return record;
    std::string why = "it is archived";
    if (state == RecordState::Decohered) {
        why = "it is decohered, " + std::to_string(recordAgeMs(*record, now())) + " ms old in the tier " +
              std::string(recordTierName(record->tier));
        if (const auto coherenceMs = m_options.coherence.of(record->tier))
            why += " (" + std::to_string(*coherenceMs) + " ms)";
    }
    return fail(ErrorCode::Failed, "record '" + id + "' cannot " + doing + ": " + why,
                "Restore it first; it is then active with age 0.");
}

std::size_t RecordLibrary::occupied() const {
    return static_cast<std::size_t>(
        std::count_if(m_records.begin(), m_records.end(),
                      [](const auto& entry) { return entry.second.state != RecordState::Archived; }));
}

std::vector<std::string> RecordLibrary::evictionOrder(const std::string& kept) const {
    std::vector<EvictionRank> ranks;
    const std::int64_t nowMs = now();
    for (const auto& [id, record] : m_records)
        if (auto rank = evictionRank(record, nowMs, m_options.coherence); rank && id != kept)
            ranks.push_back(std::move(*rank));
    std::sort(ranks.begin(), ranks.end());
    std::vector<std::string> ids;
    ids.reserve(ranks.size());
    for (EvictionRank& rank : ranks) ids.push_back(std::move(rank.id));
    return ids;
}

void RecordLibrary::willChange(const std::string& id) {
    if (m_before.count(id) != 0) return;
    const auto found = m_records.find(id);
    m_before.emplace(id, found == m_records.end() ? std::nullopt : std::optional(found->second));
}

void RecordLibrary::erase(const std::string& id) {
    willChange(id);
    m_records.erase(id);
}

Result<std::vector<std::string>> RecordLibrary::makeRoom(std::size_t places, const std::string& kept) {
    const std::size_t wanted = occupied() + places;
    if (wanted <= m_options.capacity) return std::vector<std::string>{};
    std::vector<std::string> order = evictionOrder(kept);
    const std::size_t tooMany = wanted - m_options.capacity;
    if (order.size() < tooMany) {
        return fail(ErrorCode::ResourceExhausted,
                    "the library has " + std::to_string(m_options.capacity) +
                        " places, and those that are taken are pinned",
                    "Raise the capacity, or archive or unpin a record.");
    }
    order.resize(tooMany);
    for (const std::string& id : order) erase(id);
    return order;
}

Result<std::vector<std::string>> RecordLibrary::add(NewRecord given) {
    const std::int64_t nowMs = now();
    QSTORE_CHECK(checkCreated(given, nowMs));
    StateRecord record;
    record.id = std::move(given.id);
    record.contexts = std::move(given.contexts);
    record.tier = given.tier;
    record.payload = std::move(given.payload);
    record.createdMs = record.refreshedMs = given.createdMs.value_or(nowMs);
    QSTORE_CHECK(checkRecord(record));
    if (m_records.count(record.id) != 0)
        return fail(ErrorCode::AlreadyExists, "there is a record '" + record.id + "' already",
                    "Update it, or choose another id.");
    QSTORE_TRY(auto evicted, makeRoom(1, record.id));
    willChange(record.id);
    const std::string id = record.id;
    m_records.emplace(id, std::move(record));
    return evicted;
}

Status RecordLibrary::update(const std::string& id, const std::string& context, RecordContext value) {
    QSTORE_TRY(StateRecord* const record, findCoherent(id, "be updated"));
    QSTORE_CHECK(checkContext(id, context, value));
    willChange(id);
    record->contexts[context] = std::move(value);
    record->state = RecordState::Active;
    record->refreshedMs = now();
    return {};
}

Status RecordLibrary::removeContext(const std::string& id, const std::string& context) {
    QSTORE_TRY(StateRecord* const record, find(id));
    if (record->contexts.count(context) == 0)
        return fail(ErrorCode::NotFound, "record '" + id + "' has no context '" + context + "'",
                    nameHint(context, keysOf(record->contexts)));
    if (record->contexts.size() == 1)
        return fail(ErrorCode::InvalidArgument,
                    "'" + context + "' is the last context of record '" + id + "'",
                    "Remove the record instead.");
    willChange(id);
    record->contexts.erase(context);
    return {};
}

Status RecordLibrary::setPayload(const std::string& id, std::string payload) {
    QSTORE_TRY(StateRecord* const record, find(id));
    StateRecord changed = *record;
    changed.payload = std::move(payload);
    QSTORE_CHECK(checkRecord(changed));
    willChange(id);
    *record = std::move(changed);
    return {};
}

Status RecordLibrary::setTier(const std::string& id, RecordTier tier) {
    QSTORE_TRY(StateRecord* const record, find(id));
    willChange(id);
    // By the old tier, or pinning would bring back what is gone.
    record->state = recordStateAt(*record, now(), m_options.coherence);
    record->tier = tier;
    return {};
}

Result<ContextAnswer> RecordLibrary::measure(const std::string& id, const std::string& context) {
    QSTORE_TRY(StateRecord* const record, findCoherent(id, "be measured"));
    ContextAnswer answer;
    answer.record = id;
    answer.context = context;
    answer.contexts = keysOf(record->contexts);
    answer.ageMs = recordAgeMs(*record, now());
    answer.ageFactor = ageFactor(answer.ageMs, m_options.coherence.of(record->tier));
    const auto found = record->contexts.find(context);
    if (found == record->contexts.end()) return answer;
    answer.known = true;
    answer.vector = found->second.vector;
    answer.weight = found->second.weight;
    willChange(id);
    record->state = RecordState::Measured;
    record->lastMeasuredMs = std::max<std::int64_t>(0, now());
    return answer;
}

Status RecordLibrary::archive(const std::string& id) {
    QSTORE_TRY(StateRecord* const record, find(id));
    if (record->state == RecordState::Archived)
        return fail(ErrorCode::InvalidArgument, "record '" + id + "' is archived already",
                    "Restore it to have it answer again.");
    willChange(id);
    record->state = RecordState::Archived;
    return {};
}

Result<std::vector<std::string>> RecordLibrary::restore(const std::string& id) {
    QSTORE_TRY(StateRecord* const record, find(id));
    const RecordState state = recordStateAt(*record, now(), m_options.coherence);
    if (answers(state))
        return fail(
            ErrorCode::InvalidArgument,
            "record '" + id + "' is " + std::string(recordStateName(state)) + " and needs no restoring",
            "Update it to renew its age.");
    std::vector<std::string> evicted;
    if (state == RecordState::Archived) {
        QSTORE_TRY(evicted, makeRoom(1, id));
    }
    willChange(id);
    record->state = RecordState::Active;
    record->refreshedMs = now();
    return evicted;
}

Status RecordLibrary::remove(const std::string& id) {
    QSTORE_CHECK(find(id));
    erase(id);
    return {};
}

SweepReport RecordLibrary::sweep() {
    SweepReport report;
    report.nowMs = now();
    for (auto& [id, record] : m_records) {
        const RecordState state = recordStateAt(record, report.nowMs, m_options.coherence);
        if (state == record.state) continue;
        willChange(id);
        record.state = state;
        report.decohered.push_back(id);
    }
    const std::size_t places = occupied();
    if (places <= m_options.capacity) return report;
    const std::size_t tooMany = places - m_options.capacity;
    report.evicted = evictionOrder("");
    if (report.evicted.size() > tooMany) report.evicted.resize(tooMany);
    report.overCapacity = tooMany - report.evicted.size();
    for (const std::string& id : report.evicted) erase(id);
    return report;
}

Status RecordLibrary::setOptions(const RecordLibraryOptions& options) {
    QSTORE_CHECK(checkCapacity(options.capacity));
    QSTORE_CHECK(checkCoherenceTimes(options.coherence));
    m_options = options;
    return {};
}

Status RecordLibrary::setCapacity(std::size_t capacity) {
    QSTORE_CHECK(checkCapacity(capacity));
    m_options.capacity = capacity;
    return {};
}

Result<StateRecord> RecordLibrary::record(const std::string& id) const {
    const auto found = m_records.find(id);
    if (found == m_records.end())
        return fail(ErrorCode::NotFound, "there is no record '" + id + "'",
                    nameHint(id, keysOf(m_records)));
    StateRecord copy = found->second;
    copy.state = recordStateAt(copy, now(), m_options.coherence);
    return copy;
}

std::vector<StateRecord> RecordLibrary::records() const {
    const std::int64_t nowMs = now();
    std::vector<StateRecord> list;
    for (const auto& [id, record] : m_records) {
        list.push_back(record);
        list.back().state = recordStateAt(record, nowMs, m_options.coherence);
    }
    return list;
}

Result<RecordAnswer> RecordLibrary::search(const RecordQuery& query) const {
    return searchRecords(m_records, query, now(), m_options.coherence);
}

Result<StagedAnswer> RecordLibrary::explain(const RecordQuery& query,
                                            const std::optional<std::string>& group) const {
    return searchInStages(m_records, query, group, now(), m_options.coherence);
}

Status RecordLibrary::replaceVectors(std::span<const VectorReplacement> replacements) {
    std::vector<std::vector<double>*> places;
    for (const VectorReplacement& replacement : replacements) {
        QSTORE_TRY(StateRecord* const record, find(replacement.record));
        const auto found = record->contexts.find(replacement.context);
        if (found == record->contexts.end())
            return fail(ErrorCode::NotFound,
                        "record '" + record->id + "' has no context '" + replacement.context + "'",
                        nameHint(replacement.context, keysOf(record->contexts)));
        if (found->second.vector.size() != replacement.vector.size())
            return fail(ErrorCode::InvalidArgument,
                        "a vector of " + std::to_string(replacement.vector.size()) +
                            " numbers cannot replace the " + std::to_string(found->second.vector.size()) +
                            " of record '" + record->id + "' in context '" + replacement.context + "'",
                        "Give as many numbers as it has.");
        RecordContext changed;
        changed.vector = replacement.vector;
        QSTORE_CHECK(checkContext(record->id, replacement.context, changed));
        places.push_back(&found->second.vector);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        willChange(replacements[i].record);
        *places[i] = replacements[i].vector;
    }
    return {};
}

Status RecordLibrary::setMembership(const std::string& id, const std::string& group, bool member) {
    QSTORE_TRY(StateRecord* const record, find(id));
    willChange(id);
    auto& groups = record->groups;
    groups.erase(std::remove(groups.begin(), groups.end(), group), groups.end());
    if (member) groups.push_back(group);
    return {};
}

Status RecordLibrary::place(const std::string& id, std::optional<StateRecord> record) {
    if (!record) {
        erase(id);
        return {};
    }
    QSTORE_CHECK(checkRecord(*record));
    willChange(id);
    m_records.insert_or_assign(id, std::move(*record));
    return {};
}

std::optional<StateRecord> RecordLibrary::stored(const std::string& id) const {
    const auto found = m_records.find(id);
    return found == m_records.end() ? std::nullopt : std::optional(found->second);
}

std::vector<StateImage<StateRecord>> RecordLibrary::images() const {
    std::vector<StateImage<StateRecord>> images;
    for (const auto& [id, before] : m_before) images.push_back({id, before, stored(id)});
    return images;
}

void RecordLibrary::revert() {
    for (auto& [id, before] : m_before) {
        if (before)
            m_records.insert_or_assign(id, std::move(*before));
        else
            m_records.erase(id);
    }
    m_before.clear();
}

RecordChanges RecordLibrary::pendingChanges() const {
    RecordChanges changes;
    for (const auto& [id, before] : m_before) {
        const auto found = m_records.find(id);
        if (found == m_records.end())
            changes.removed.push_back(id);
        else
            changes.put.push_back(found->second);
    }
    return changes;
}

}  // namespace qstore
