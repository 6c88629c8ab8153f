// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/stores/vector_store.h"

namespace qstore {

/// "Cosine", "Dot", "Euclid".
std::string_view qdrantDistance(Metric metric);

/// What checkSpec() lets pass and Qdrant does not: InvalidArgument for characters in a name that it
/// refuses, and for efConstruction below 4.
Status checkQdrantSpec(const CollectionSpec& spec);

/// The body that creates a collection. Without an index, m is 0: Qdrant then builds no graph.
nlohmann::json qdrantCreation(const CollectionSpec& spec);

/// What Qdrant says of one collection.
struct QdrantState {
    enum class Health : std::uint8_t { Green, Yellow, Grey, Red };
    CollectionSpec spec;
    std::uint64_t indexedCount = 0;  ///< vectors in graphs, about
    Health health = Health::Green;
    std::string trouble;  ///< of the optimizer; empty where there is none
};

/// Of a reply's `result`. Unsupported for collections of another kind than ours: several vectors a point,
/// Manhattan distance, numbers of less than 32 bits.
Result<QdrantState> qdrantState(const std::string& name, const nlohmann::json& result);

}  // namespace qstore
