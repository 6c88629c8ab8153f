// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/stores/vector_store.h"

namespace qstore::testing {

/// What every store is asked: the same points, the same questions.
struct ConformanceData {
    CollectionSpec spec;
    std::vector<Point> points;
    std::vector<Query> queries;  ///< each with a filter and topK 10
};

/// Points of 16 dimensions in 20 clumps, with payloads of every kind, some fields missing; the numbers are
/// made here and are the same on every machine. `spec` names metric and index.
ConformanceData conformanceData(CollectionSpec spec, std::size_t points = 10'000,
                                std::size_t queries = 100);

/// Makes the collection and puts all points there, in batches the store takes.
Status fill(VectorStore& store, const ConformanceData& data);

struct ConformanceResult {
    double recall = 0.0;    ///< share of the true ten that were answered, mean over the queries
    std::size_t exact = 0;  ///< answers that say that every vector was looked at
    std::vector<std::string>
        wrong;  ///< sentences: ids that do not pass, wrong scores, broken order, errors
};

/// Asks all questions and holds each answer against a search of its own over all points, in double
/// precision, with filters read by its own reader of the tree. Answers may differ where true scores do by
/// less than 1e-5 of their size; whether an answer is complete is told by the recall.
ConformanceResult ask(VectorStore& store, const ConformanceData& data, bool exact);

}  // namespace qstore::testing
