// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/data/recipe.h"
#include "core/data/table.h"

namespace qstore {

enum class DataWarningKind : std::uint8_t {
    TargetCopied,       ///< a feature tells the target by itself
    ConstantColumn,     ///< a feature with one value
    IdentifierColumn,   ///< a feature that numbers or names the rows
    MostlyMissing,      ///< a feature with more gaps than values
    DuplicateRows,      ///< equal features and target: test rows may be known from training
    ContradictingRows,  ///< equal features, different targets
    TinyClass,          ///< too few rows to measure anything on
    SingleClass,        ///< nothing to tell apart
};

/// Something a person should look at before training; nothing here stops them.
struct DataWarning {
    DataWarningKind kind = DataWarningKind::ConstantColumn;
    std::vector<std::string> columns;  ///< concerned; empty for whole rows
    std::string message;
    std::string hint;
};

/// Looks at the features and the target that `recipe` names; columns first, then rows, then classes.
QSTORE_EXPORT Result<std::vector<DataWarning>> checkQuality(const Table& table, const Recipe& recipe,
                                                            const RunControl& control = {});

}  // namespace qstore
