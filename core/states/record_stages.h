// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/states/record_search.h"

namespace qstore {

/// The steps of a search, in the order in which they are taken.
enum class SearchStep : std::uint8_t {
    Coherent,  ///< leaves out what is decohered or archived
    Context,   ///< leaves out records without the context
    Group,     ///< leaves out records that are not in the group
    Age,       ///< leaves out what is too young or too old
    Score,     ///< compares, and ranks what could be compared
    Top,       ///< keeps the best
};
/// "coherent", "context", "group", "age", "score", "top".
QSTORE_EXPORT std::string_view searchStepName(SearchStep step);

/// What one step was given, what it left and how long it took.
struct StepReport {
    SearchStep step = SearchStep::Coherent;
    bool asked = true;  ///< false where the query leaves it open; then it keeps all
    std::size_t given = 0, left = 0;
    double seconds = 0.0;
};

/// An answer, and how it came about.
struct StagedAnswer {
    RecordAnswer answer;
    std::vector<StepReport> steps;  ///< every SearchStep, once
};

/// searchRecords() step by step; the same hits. `group` limits it to records that say they belong to it.
/// Errors as searchRecords().
QSTORE_EXPORT Result<StagedAnswer> searchInStages(const std::map<std::string, StateRecord>& records,
                                                  const RecordQuery& query,
                                                  const std::optional<std::string>& group,
                                                  std::int64_t nowMs, const CoherenceTimes& times);

}  // namespace qstore
