// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/states/record_library.h"
#include "tests/core/states/jumping_clock.h"

namespace qstore::testing {

/// Coherence times that are easy to count: 1000, 100 and 10 ms.
inline RecordLibraryOptions shortLives(std::size_t capacity = 1000) {
    RecordLibraryOptions options;
    options.capacity = capacity;
    options.coherence = {1000, 100, 10};
    return options;
}

inline RecordLibrary libraryOf(const std::shared_ptr<JumpingClock>& clock, std::size_t capacity = 1000) {
    return RecordLibrary::make(clock, shortLives(capacity)).value();
}

/// One context "c".
inline NewRecord newRecord(std::string id, std::vector<double> vector, RecordTier tier = RecordTier::Pinned,
                           double weight = 1.0) {
    NewRecord record;
    record.id = std::move(id);
    record.contexts["c"] = RecordContext{std::move(vector), weight};
    record.tier = tier;
    return record;
}

inline std::vector<double> vectorOf(const RecordLibrary& library, const std::string& id,
                                    const std::string& context = "c") {
    return library.record(id).value().contexts.at(context).vector;
}

/// 0 and −0 differ.
inline bool sameBytes(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

inline std::vector<std::string> idsOf(const RecordLibrary& library) {
    std::vector<std::string> ids;
    for (const StateRecord& record : library.records()) ids.push_back(record.id);
    return ids;
}

}  // namespace qstore::testing
