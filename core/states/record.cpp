// SPDX-License-Identifier: Apache-2.0
#include "core/states/record.h"

#include <cmath>

#include "core/base/number_text.h"
#include "core/base/utf8.h"
#include "core/states/state_names.h"

namespace qstore {

std::string_view recordTierName(RecordTier tier) {
    switch (tier) {
        case RecordTier::Pinned: return "pinned";
        case RecordTier::Long: return "long";
        case RecordTier::Medium: return "medium";
        case RecordTier::Short: break;
    }
    return "short";
}

std::string_view recordStateName(RecordState state) {
    switch (state) {
        case RecordState::Created: return "created";
        case RecordState::Active: return "active";
        case RecordState::Measured: return "measured";
        case RecordState::Decohered: return "decohered";
        case RecordState::Archived: break;
    }
    return "archived";
}

std::optional<std::int64_t> CoherenceTimes::of(RecordTier tier) const {
    switch (tier) {
        case RecordTier::Pinned: return std::nullopt;
        case RecordTier::Long: return longMs;
        case RecordTier::Medium: return mediumMs;
        case RecordTier::Short: break;
    }
    return shortMs;
}

Status checkCoherenceTimes(const CoherenceTimes& times) {
    if (times.shortMs > 0 && times.shortMs <= times.mediumMs && times.mediumMs <= times.longMs) return {};
    return fail(ErrorCode::InvalidArgument,
                "the coherence times short " + std::to_string(times.shortMs) + " ms, medium " +
                    std::to_string(times.mediumMs) + " ms, long " + std::to_string(times.longMs) +
                    " ms are not positive and ascending",
                "Give 0 < short <= medium <= long.");
}

std::int64_t recordAgeMs(const StateRecord& record, std::int64_t nowMs) {
    return nowMs <= record.refreshedMs ? 0 : nowMs - record.refreshedMs;
}

RecordState recordStateAt(const StateRecord& record, std::int64_t nowMs, const CoherenceTimes& times) {
    if (record.state == RecordState::Archived || record.state == RecordState::Decohered)
        return record.state;
    const auto coherenceMs = times.of(record.tier);
    const bool over = coherenceMs.has_value() && recordAgeMs(record, nowMs) >= *coherenceMs;
    return over ? RecordState::Decohered : record.state;
}

Status checkContext(std::string_view record, std::string_view name, const RecordContext& context) {
    QSTORE_CHECK(checkStateName(name, "a context of record '" + std::string(record) + "'"));
    const std::string subject =
        "context '" + std::string(name) + "' of record '" + std::string(record) + "'";
    if (context.vector.empty())
        return fail(ErrorCode::InvalidArgument, subject + " has an empty vector", "Give it numbers.");
    for (std::size_t i = 0; i < context.vector.size(); ++i) {
        if (std::isfinite(context.vector[i])) continue;
        return fail(
            ErrorCode::InvalidArgument,
            "number " + std::to_string(i) + " of " + subject + " is " + numberToText(context.vector[i]),
            "Replace missing or infinite values first.");
    }
    if (!std::isfinite(context.weight) || context.weight < 0.0) {
        return fail(ErrorCode::InvalidArgument, subject + " has the weight " + numberToText(context.weight),
                    "A weight is a number that is not negative.");
    }
    return {};
}

Status checkRecord(const StateRecord& record) {
    QSTORE_CHECK(checkStateName(record.id, "a record"));
    if (record.contexts.empty()) {
        return fail(ErrorCode::InvalidArgument, "record '" + record.id + "' has no context",
                    "Give it at least one vector under the name of a context.");
    }
    for (const auto& [name, context] : record.contexts)
        QSTORE_CHECK(checkContext(record.id, name, context));
    for (const std::string& group : record.groups) QSTORE_CHECK(checkStateName(group, "a group"));
    if (!isUtf8(record.payload))
        return fail(ErrorCode::InvalidArgument,
                    "the payload of record '" + record.id + "' is not UTF-8 text",
                    "Write bytes as text first, in Base64 for instance.");
    if (record.createdMs < 0 || record.refreshedMs < 0 || record.lastMeasuredMs.value_or(0) < 0)
        return fail(ErrorCode::InvalidArgument, "record '" + record.id + "' has a time before 1970",
                    "Times are milliseconds since 1970.");
    return {};
}

}  // namespace qstore
