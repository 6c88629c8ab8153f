// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/stores/vector_store.h"

namespace qstore {

/// Fields whose names begin so hold what Qdrant would lose of a point:
///     "_qstore": {"id": "row-7", "real": ["weight"]}   the id's text; fields with 1.0, not 1
///     "_qstore_vector": "AACAPw…"                      floats, little-endian, in base64
inline constexpr std::string_view kQdrantReserved = "_qstore";
inline constexpr std::string_view kQdrantVectorField = "_qstore_vector";
/// Where a filter finds the list of real fields.
inline constexpr std::string_view kQdrantRealPath = "_qstore.real[]";
bool isQdrantReserved(std::string_view field);

/// InvalidArgument for a point whose payload has a reserved name.
Status checkQdrantNames(const Point& point);

/// The body of one point of an upsert, {"id", "vector", "payload"}. Under cosine the vector is sent with
/// length 1, as Qdrant would store it, and `keepVector` keeps the one that was given beside it.
void appendQdrantPoint(std::string& json, const Point& point, Metric metric, bool keepVector);

/// A vector of the same direction and length 1; `vector` has a direction.
std::vector<float> unitVector(const std::vector<float>& vector);

/// What is read of a point.
struct QdrantWanted {
    bool vectors = false;
    bool payload = true;
    std::size_t dimension = 0;
};
/// "with_payload": …, "with_vector": … for a request that wants this.
nlohmann::json qdrantSelection(const QdrantWanted& wanted);

/// A point of a reply. Points that others wrote are read too: null is no value; lists, objects and whole
/// numbers beyond 64 bits with sign become their JSON text. Parse where the reply breaks the interface.
Result<Point> qdrantPoint(const nlohmann::json& record, const QdrantWanted& wanted);

}  // namespace qstore
