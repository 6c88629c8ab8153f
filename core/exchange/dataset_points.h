// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/data/recipe.h"
#include "core/exchange/embedded_points.h"
#include "core/exchange/pull_part.h"
#include "core/stores/vector_store.h"

namespace qstore {

/// The rows of a dataset as points of a collection, one batch after the other: the vector holds the
/// features that the recipe makes of a row, the payload the row's cells as they are (missing ones are left
/// out).
class QSTORE_EXPORT DatasetPoints {
public:
    /// Fits the recipe on the training rows, as a training does. Ids are the cells of `idColumn`, or the
    /// rows' numbers, from 1 on, where it is empty. InvalidArgument for a column that is not there, missing
    /// or equal ids, with the rows.
    static Result<DatasetPoints> create(Table table, const Recipe& recipe, const std::string& idColumn);
    /// From here on a row's vector is what the embedding makes of its features.
    Status embed(const QuantumEmbedding& embedding, const RunControl& control = {});

    /// Rows that the recipe keeps.
    std::size_t rows() const { return m_features.rows; }
    std::size_t dimension() const { return m_features.names.size(); }
    const std::vector<std::string>& featureNames() const { return m_features.names; }
    /// Rows `from` to `from + count`, or as many as there are.
    std::vector<Point> batch(std::size_t from, std::size_t count) const;
    /// The vector of a row of the table (0 = the first); NotFound where the recipe drops it.
    Result<std::vector<float>> vectorOf(std::size_t tableRow) const;

private:
    DatasetPoints() = default;
    std::string idOf(std::size_t row) const;
    Status checkIds() const;
    Payload payloadOf(std::size_t tableRow) const;
    std::vector<float> vectorAt(std::size_t row) const;

    Table m_table;
    FeatureMatrix m_features;
    std::string m_idColumn;  ///< empty: the row's number
};

struct PushReport {
    std::size_t points = 0;   ///< of the dataset, all of which are there now
    std::size_t written = 0;  ///< those that were not there or were different
};

/// Points of a dataset that are written at a time.
QSTORE_EXPORT std::size_t pushBatchSize(const VectorStore& store);
/// Those of the points that are not in the collection as they are.
QSTORE_EXPORT Result<std::vector<Point>> missingPoints(VectorStore& store, const std::string& collection,
                                                       std::vector<Point> points,
                                                       const RunControl& control = {});

/// Called once, just before the first point is written; its error ends the push.
using BeforeWriting = std::function<Status()>;

/// Puts all points of a dataset into a collection, batch by batch, with progress in rows. What an earlier
/// push has written already is left as it is, so that one that was stopped goes on where it was.
/// InvalidArgument where the collection's dimension is another.
QSTORE_EXPORT Result<PushReport> pushDataset(VectorStore& store, const std::string& collection,
                                             const DatasetPoints& points, const RunControl& control = {},
                                             const BeforeWriting& beforeWriting = {});

/// How long a store is asked, after a push that failed or was cancelled, what is there.
inline constexpr std::int64_t afterFailureMs = 5000;

/// The same into a collection that is made first where it is not there; one that is there must be alike in
/// dimension, metric and index, and is what an earlier push began. A collection that this call made and
/// wrote nothing into is removed again when it fails.
QSTORE_EXPORT Result<PushReport> pushIntoNew(VectorStore& store, const CollectionSpec& spec,
                                             const DatasetPoints& points, const RunControl& control = {},
                                             const BeforeWriting& beforeWriting = {});

/// Points of a collection as a table: `id`, the fields of their payloads, and the components as
/// `<prefix>1`, …; a field that a point does not have is missing. All pages, or an error and no table.
QSTORE_EXPORT Result<Table> pullCollection(VectorStore& store, const std::string& collection,
                                           const std::optional<Filter>& filter,
                                           const RunControl& control = {});
/// The same through a part file, in which every page is kept as it comes: what was stopped or killed goes
/// on with the page that it was at. Whoever calls removes the file when the table has reached its place.
QSTORE_EXPORT Result<Table> pullCollection(VectorStore& store, const std::string& collection,
                                           const std::optional<Filter>& filter, PullPart& part,
                                           const RunControl& control = {});

/// A starting point for a table pulled from a collection of that dimension: the components are features,
/// `target` is the target (empty: there is none yet), and what else came along is kept and not read.
/// NotFound for another name.
QSTORE_EXPORT Result<Recipe> pulledRecipe(const Table& table, std::size_t dimension,
                                          const std::string& target);

/// What two collections have and how they differ, by id.
struct CollectionComparison {
    CollectionSpec leftSpec, rightSpec;
    std::size_t left = 0, right = 0;  ///< points
    std::vector<std::string> onlyLeft, onlyRight, different;
    /// Whether the same vectors mean the same in both; an index only changes how they are looked for.
    bool alike() const {
        return leftSpec.dimension == rightSpec.dimension && leftSpec.metric == rightSpec.metric;
    }
    bool equal() const { return alike() && onlyLeft.empty() && onlyRight.empty() && different.empty(); }
};

/// Reads both in pages and keeps a digest of each point. Vectors differ when any component's bits do.
QSTORE_EXPORT Result<CollectionComparison> compareCollections(VectorStore& left,
                                                              const std::string& leftName,
                                                              VectorStore& right,
                                                              const std::string& rightName,
                                                              const RunControl& control = {});

}  // namespace qstore
