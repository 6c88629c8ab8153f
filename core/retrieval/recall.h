// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/retrieval/hybrid_search.h"

namespace qstore {

/// How a mode fares against looking at everything.
struct ModeQuality {
    std::string mode;
    std::size_t queries = 0;
    /// Share of the k points of highest fidelity in the whole collection that the mode answers, mean over
    /// the queries; with diversity it is lower on purpose.
    double recall = 0.0;
    /// Share of the store's own k nearest among the candidates: what the index misses.
    double candidateRecall = 0.0;
    double meanSeconds = 0.0, largestSeconds = 0.0;  ///< of a query, on the steady clock
};

/// Measures every mode on the same queries; the reference ranks all points by fidelity. ResourceExhausted
/// where their states do not fit into memory. Progress counts queries times modes.
QSTORE_EXPORT Result<std::vector<ModeQuality>> measureModes(
    VectorStore& store, const std::string& collection, const FidelityKernel& kernel,
    const std::vector<std::vector<float>>& queries, std::size_t topK,
    const std::vector<RetrievalMode>& modes, const RunControl& control = {});

}  // namespace qstore
