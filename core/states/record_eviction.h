// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

#include "core/states/record.h"

namespace qstore {

/// A record's place in the order of eviction; the least goes first. Decohered records go before coherent
/// ones; then counts the score that the record could have at best, contextScore(largest weight, cosine 1,
/// age, coherence time), the lowest first; then the id.
struct EvictionRank {
    bool coherent = false;
    double bestScore = 0.0;
    std::string id;
    friend bool operator<(const EvictionRank& a, const EvictionRank& b) {
        return std::tie(a.coherent, a.bestScore, a.id) < std::tie(b.coherent, b.bestScore, b.id);
    }
};

/// Nothing for records that are never evicted: pinned and archived ones.
QSTORE_EXPORT std::optional<EvictionRank> evictionRank(const StateRecord& record, std::int64_t nowMs,
                                                       const CoherenceTimes& times);

}  // namespace qstore
