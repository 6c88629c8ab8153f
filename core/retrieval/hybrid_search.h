// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/retrieval/fidelity_kernel.h"
#include "core/stores/vector_store.h"

namespace qstore {

/// How wide and how varied a search is; real settings with names.
struct RetrievalMode {
    std::string name;
    bool exact = false;      ///< candidates from every point, whatever the index
    std::size_t pool = 50;   ///< candidates that the kernel looks at; at least as many as are wanted
    std::size_t ef = 0;      ///< of a graph; 0: as many as `pool`
    double diversity = 0.0;  ///< 0: the nearest; up to 1: each as far as can be from those before it
    bool operator==(const RetrievalMode&) const = default;
};
/// precise: exact candidates, a pool of 200. balanced: by the index, 50. exploratory: by the index, 200,
/// diversity 0.5.
QSTORE_EXPORT const std::vector<RetrievalMode>& retrievalModes();
/// InvalidArgument, listing the names, for any other.
QSTORE_EXPORT Result<RetrievalMode> retrievalModeOf(std::string_view name);

struct RankedHit {
    Hit hit;                        ///< as the store gave it; `score` is the store's
    std::size_t classicalRank = 0;  ///< among the candidates, 0 = the nearest
    double fidelity = 0.0;          ///< of its state with the query's
};

/// What one stage did.
struct RetrievalStage {
    std::string name;  ///< "candidates", "encode", "rank"
    std::size_t in = 0, out = 0;
    double seconds = 0.0;
};

struct RetrievalAnswer {
    std::vector<RankedHit> hits;  ///< best first
    bool candidatesExact = true;  ///< whether the store looked at every point
    std::vector<RetrievalStage> stages;
};

/// The nearest points of a collection as candidates, ordered by fidelity with the query, equal ones by the
/// store's order. With diversity λ each next hit is the one with the largest
/// (1 − λ) k(query, i) − λ max over chosen j of k(i, j) (maximal marginal relevance: Carbonell & Goldstein,
/// SIGIR 1998, with the fidelity kernel as similarity). Vectors are encoded as they lie in the collection.
/// InvalidArgument where the kernel reads another dimension, for nothing wanted, and for a diversity that
/// is not from 0 to 1.
QSTORE_EXPORT Result<RetrievalAnswer> hybridSearch(VectorStore& store, const std::string& collection,
                                                   const FidelityKernel& kernel,
                                                   const std::vector<float>& query, std::size_t topK,
                                                   const RetrievalMode& mode,
                                                   const std::optional<Filter>& filter = {},
                                                   const RunControl& control = {});

}  // namespace qstore
