// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/exchange/dataset_points.h"
#include "core/workspace/workspace.h"

namespace qstore {

/// What a dataset's points are made with. A workspace remembers it for each collection that was pushed to,
/// so that a row is later looked for as it was pushed, and a pull knows the target.
struct PointsOrder {
    std::string dataset;
    std::string idColumn;  ///< empty: the rows' numbers
    Recipe recipe;
    std::string encoder;                   ///< of a quantum embedding, by name; empty: `circuit`, or none
    std::optional<Circuit> circuit;        ///< of a quantum embedding
    std::vector<std::string> observables;  ///< of the embedding; empty: Z of each qubit

    bool embeds() const { return !encoder.empty() || circuit.has_value(); }
};

/// The column that the recipe predicts; empty where there is none.
QSTORE_EXPORT std::string targetColumnOf(const Recipe& recipe);

/// Loads the rows, fits the recipe (with the encoder's range where an embedding has one), embeds.
QSTORE_EXPORT Result<DatasetPoints> makePoints(const Workspace& workspace, const PointsOrder& order,
                                               const RunControl& control = {});

/// What the numbers of each point will be ("Z0", "petal_width"), as many as a vector has. Fits the recipe
/// and compiles the embedding, so that their errors show here, but works on no row. `table` is the
/// dataset's.
QSTORE_EXPORT Result<std::vector<std::string>> vectorNames(const Table& table, const PointsOrder& order);

/// `store` is "local" or the name of a connection.
QSTORE_EXPORT Status rememberPush(Workspace& workspace, const std::string& store,
                                  const std::string& collection, const PointsOrder& order);
/// Nothing where this workspace did not push there. Parse for what cannot be read.
QSTORE_EXPORT Result<std::optional<PointsOrder>> rememberedPush(const Workspace& workspace,
                                                                const std::string& store,
                                                                const std::string& collection);
/// Whether a push would go on with what this workspace pushed there: the same dataset, ids, recipe and
/// embedding, or nothing is remembered. AlreadyExists names both, of everything that differs.
QSTORE_EXPORT Status checkSamePush(const Workspace& workspace, const std::string& store,
                                   const std::string& collection, const PointsOrder& order);
/// After the collection was dropped.
QSTORE_EXPORT Status forgetPush(Workspace& workspace, const std::string& store,
                                const std::string& collection);

}  // namespace qstore
