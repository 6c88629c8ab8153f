// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/data/recipe.h"
#include "core/stores/vector_store.h"

namespace qstore {

/// What is known of each point of a collection while the vectors stay there: about a hundred bytes a point
/// (while they are gathered two to three times as many), whatever the dimension. In the order of the
/// store's pages where these go by id, else sorted by id, so that the same points are always in the same
/// order.
struct PointIndex {
    std::string collection;
    std::size_t dimension = 0;
    std::vector<std::string> ids;
    std::vector<std::uint64_t> prints;    ///< printOf() each
    Column target;                        ///< a field of the payload, as in a pulled table
    std::vector<std::string> components;  ///< names of the vector's columns, as in a pulled table
    std::string contentSha256;            ///< over ids and prints, in order

    std::size_t points() const { return ids.size(); }
    QSTORE_EXPORT std::size_t withoutTarget() const;
    /// The components are features, the field is the target, with the task that its values suggest. A
    /// vector is never missing, so nothing is imputed.
    QSTORE_EXPORT Result<Recipe> recipe() const;
    /// As the rows of a pulled table would be split.
    QSTORE_EXPORT Result<Split> split(const Recipe& recipe) const;
    /// A few rows with the columns, types and classes of the whole for choosing a model by. Its features
    /// are nobody's.
    QSTORE_EXPORT Result<Table> outline(const Recipe& recipe) const;
};

/// 64 bits of a SHA-256 over a point's vector and target: whether it is what it was.
std::uint64_t printOf(const Point& point, const std::string& target);

/// Reads a collection once, page by page, keeping no vector. NotFound where no point passes or none has the
/// target, with the nearest field; InvalidArgument for numbers that are not finite, Corrupt for an answer
/// that breaks the store's word, each with the point.
QSTORE_EXPORT Result<PointIndex> readPointIndex(VectorStore& store, const std::string& collection,
                                                const std::optional<Filter>& filter,
                                                const std::string& target, const RunControl& control = {});

}  // namespace qstore
