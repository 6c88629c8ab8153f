// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/exchange/points_order.h"
#include "core/retrieval/hybrid_search.h"
#include "core/stores/vector_store.h"

namespace qstore::ui {

/// Points that a step of undo holds at most; more is asked about instead.
inline constexpr std::size_t undoPoints = 100'000;
inline constexpr std::size_t undoBytes = std::size_t{64} << 20U;

/// A collection with its points, to bring it back.
struct KeptCollection {
    CollectionSpec spec;
    std::vector<Point> points;
};
/// Nothing where it is more than a step of undo holds.
Result<std::optional<KeptCollection>> keepCollection(VectorStore& store, const std::string& name,
                                                     const RunControl& control);
Status bringBack(VectorStore& store, const KeptCollection& kept, const RunControl& control);
/// In batches as the store takes them.
Status putPoints(VectorStore& store, const std::string& collection, const std::vector<Point>& points,
                 const RunControl& control);
Status removePoints(VectorStore& store, const std::string& collection, const std::vector<std::string>& ids,
                    const RunControl& control);

/// The rows of a dataset into a collection; the workspace remembers how their vectors were made.
struct PushOrder {
    std::shared_ptr<Workspace> workspace;
    PointsOrder points;
    std::string store, collection;
    /// To be made first, of the dimension that the vectors have.
    std::optional<CollectionSpec> create;
    /// Points that were pushed in another way may be overwritten: somebody said so.
    bool replace = false;
};

/// What a push did, also where it ended early.
struct Pushed {
    std::size_t rows = 0, written = 0;
    std::size_t dimension = 0;
    bool created = false;
    /// What was there before under the ids of the dataset, and which were not; nothing where that is more
    /// than a step of undo holds.
    std::optional<std::vector<Point>> before;
    std::vector<std::string> added;
    std::optional<PointsOrder> pushedAs;  ///< how the collection's points were made before
    Status status;
};
Pushed pushRows(VectorStore& store, const PushOrder& order, const RunControl& control);
/// As it was before.
Status undoPush(VectorStore& store, const PushOrder& order, const Pushed& pushed,
                const RunControl& control);

/// What to look for: the vector of a row, of a point, or its own.
struct StoreQuestion {
    /// Of a row: its dataset, made into a vector as it was pushed to the collection, else by `recipe`.
    std::shared_ptr<Workspace> workspace;
    std::string store, dataset;
    Recipe recipe;
    std::size_t row = 0;  ///< of the table, 0 = the first
    std::string id;       ///< of a point
    std::vector<float> vector;

    std::size_t topK = 10;
    std::optional<Filter> filter;
    bool exact = false;  ///< without a mode
    std::optional<RetrievalMode> mode;
    std::string encoder;  ///< of a mode: a name of circuitEncoders()
};

struct StoreAnswer {
    std::vector<float> vector;  ///< that was looked for
    Metric metric = Metric::Cosine;
    std::vector<RankedHit> hits;
    bool ranked = false;  ///< by fidelity: there was a mode
    bool exact = true;
    std::vector<RetrievalStage> stages;
};

Result<std::vector<float>> vectorOf(VectorStore& store, const std::string& collection,
                                    const StoreQuestion& question, const RunControl& control);
Result<StoreAnswer> answerQuestion(VectorStore& store, const std::string& collection,
                                   const StoreQuestion& question, const RunControl& control);
/// Of as many numbers as the collection's vectors have.
Result<std::shared_ptr<const FidelityKernel>> kernelFor(const std::string& encoder, std::size_t dimension);

/// "0.1, −2 3e-4": numbers with commas, semicolons or spaces between them. InvalidArgument names the place.
Result<std::vector<float>> parseVector(std::string_view text);

}  // namespace qstore::ui
