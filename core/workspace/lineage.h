// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/workspace/workspace.h"

namespace qstore {

/// SHA-256 of the JSON without spaces and with sorted keys, so that layout does not change a name.
QSTORE_EXPORT Result<std::string> jsonHash(std::string_view json);

/// The names by content of everything that made a model.
struct LineageHashes {
    std::string dataset;  ///< Table::contentHash
    std::string recipe;   ///< jsonHash of writeRecipeJson
    std::string fitted;   ///< jsonHash of FittedRecipe::toJson
    std::string circuit;  ///< Circuit::contentHash
    std::string spec;     ///< jsonHash of writeModelSpecJson
    std::string weights;  ///< weightsHash
    std::string config;   ///< jsonHash of the run's configuration: seed, optimizer …; empty: not recorded
    std::string result;   ///< jsonHash of the run's summary: losses, accuracies …; empty: not recorded
};

/// Of a run's stored texts, each read and written again; `dataset` and `weights` are copied.
QSTORE_EXPORT Result<LineageHashes> lineageHashes(const RunRecord& run);

}  // namespace qstore
