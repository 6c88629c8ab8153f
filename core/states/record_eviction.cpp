// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_eviction.h"

#include <algorithm>

#include "core/states/record_score.h"

namespace qstore {

std::optional<EvictionRank> evictionRank(const StateRecord& record, std::int64_t nowMs,
                                         const CoherenceTimes& times) {
    const RecordState state = recordStateAt(record, nowMs, times);
    if (record.tier == RecordTier::Pinned || state == RecordState::Archived) return std::nullopt;
    double weight = 0.0;
    for (const auto& [name, context] : record.contexts) weight = std::max(weight, context.weight);
    const double best = contextScore(weight, 1.0, recordAgeMs(record, nowMs), times.of(record.tier));
    return EvictionRank{state != RecordState::Decohered, best, record.id};
}

}  // namespace qstore
