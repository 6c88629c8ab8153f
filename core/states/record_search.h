// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/states/record.h"

namespace qstore {

/// What is asked of the records; what is left open matches everything.
struct RecordQuery {
    std::vector<double> vector;          ///< compared by cosine; empty = the score has no cosine
    std::optional<std::string> context;  ///< only contexts of this name
    std::optional<std::int64_t> minAgeMs, maxAgeMs;  ///< both inclusive
    std::size_t topK = 10;                           ///< records in the answer, at least 1
};

/// A record by the one of its contexts that scores highest (of equals the first by name), with every factor
/// of the score (record_score.h).
struct RecordHit {
    std::string record, context;
    double score = 0.0;
    double weight = 0.0;
    double ageFactor = 1.0;
    std::optional<double> cosine;  ///< nothing when the query has no vector
    std::int64_t ageMs = 0;
};

/// The hits and what could not be compared.
struct RecordAnswer {
    std::vector<RecordHit> hits;  ///< highest score first, equals by id
    bool contextKnown = true;     ///< false when no record that answers has a context of the asked name
    std::vector<std::string> knownContexts;  ///< those that there are, when it is not known
    std::size_t otherLength = 0;       ///< contexts whose vector is longer or shorter than the query's
    std::size_t withoutDirection = 0;  ///< contexts whose vector is all zeros
    std::size_t silent = 0;            ///< records that are decohered or archived
};

/// Ranks the records at that moment. InvalidArgument for a query vector that is all zeros or not finite,
/// for ages that exclude each other, and for topK 0.
QSTORE_EXPORT Result<RecordAnswer> searchRecords(const std::map<std::string, StateRecord>& records,
                                                 const RecordQuery& query, std::int64_t nowMs,
                                                 const CoherenceTimes& times);
/// The same of some records, which come by id.
Result<RecordAnswer> searchRecords(std::span<const StateRecord* const> records, const RecordQuery& query,
                                   std::int64_t nowMs, const CoherenceTimes& times);

}  // namespace qstore
