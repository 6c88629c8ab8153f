// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/data/recipe.h"
#include "core/data/table.h"

namespace qstore {

/// A dataset outside of a workspace.
struct DatasetContent {
    std::string name;
    std::string source;  ///< where it came from
    Table table;
    Recipe recipe;
};

/// All of it as bytes, cells bit by bit; equal content gives equal bytes.
QSTORE_EXPORT Result<std::string> datasetBytes(const DatasetContent& content);
/// Corrupt where a part is missing or the rows are not those that were written, NewerVersion for a later
/// format.
QSTORE_EXPORT Result<DatasetContent> datasetOfBytes(std::string_view bytes);

}  // namespace qstore
