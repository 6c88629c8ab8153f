// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// How long a record stays coherent.
enum class RecordTier : std::uint8_t { Pinned, Long, Medium, Short };
/// "pinned", "long", "medium", "short".
QSTORE_EXPORT std::string_view recordTierName(RecordTier tier);

/// What has become of a record.
enum class RecordState : std::uint8_t {
    Created,    ///< as it was made
    Active,     ///< changed or restored since
    Measured,   ///< one of its contexts was asked for
    Decohered,  ///< its coherence time is over: it is kept until its place is needed, but no longer answers
    Archived,   ///< put away: does not age, does not answer, takes no place of the capacity
};
/// "created", "active", "measured", "decohered", "archived".
QSTORE_EXPORT std::string_view recordStateName(RecordState state);

/// Coherence times of the tiers in milliseconds; pinned records have none. A record is decohered from the
/// very millisecond in which its age reaches the time.
struct CoherenceTimes {
    std::int64_t longMs = 604'800'000;   ///< a week
    std::int64_t mediumMs = 86'400'000;  ///< a day
    std::int64_t shortMs = 3'600'000;    ///< an hour

    /// Nothing for pinned records.
    QSTORE_EXPORT std::optional<std::int64_t> of(RecordTier tier) const;
    friend bool operator==(const CoherenceTimes&, const CoherenceTimes&) = default;
};
/// InvalidArgument unless 0 < short ≤ medium ≤ long.
QSTORE_EXPORT Status checkCoherenceTimes(const CoherenceTimes& times);

/// What a record is in one context.
struct RecordContext {
    std::vector<double> vector;  ///< finite, at least one number; any length
    double weight = 1.0;         ///< finite, not negative; used as it is given, whatever the sum of weights
    friend bool operator==(const RecordContext&, const RecordContext&) = default;
};

/// A classical record: one vector for each of its contexts. No qubits are involved.
struct StateRecord {
    std::string id;
    std::map<std::string, RecordContext> contexts;  ///< by name; at least one
    std::vector<std::string> groups;  ///< ids of the groups that it was added to (kept by RecordGroups)
    RecordTier tier = RecordTier::Medium;
    RecordState state = RecordState::Created;
    std::int64_t createdMs = 0;    ///< Unix time
    std::int64_t refreshedMs = 0;  ///< age counts from here: made, changed by a person, or restored
    std::optional<std::int64_t> lastMeasuredMs;
    std::string payload;  ///< text of the caller's, not read here
    friend bool operator==(const StateRecord&, const StateRecord&) = default;
};

/// Milliseconds since `refreshedMs`; 0 when the clock was set back before it.
QSTORE_EXPORT std::int64_t recordAgeMs(const StateRecord& record, std::int64_t nowMs);

/// The state at that moment: what the record says, or decohered when its time is over, swept or not. Once
/// marked decohered it stays so, even when the clock is set back.
QSTORE_EXPORT RecordState recordStateAt(const StateRecord& record, std::int64_t nowMs,
                                        const CoherenceTimes& times);

/// InvalidArgument for names, vectors, weights or times outside what the fields say.
QSTORE_EXPORT Status checkRecord(const StateRecord& record);
/// The same for one context; `record` is named in the message.
QSTORE_EXPORT Status checkContext(std::string_view record, std::string_view name,
                                  const RecordContext& context);

}  // namespace qstore
