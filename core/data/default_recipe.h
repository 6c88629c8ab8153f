// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/data/recipe.h"
#include "core/data/table.h"

namespace qstore {

/// The recipe a fresh table starts with: `target` is predicted (as classes, unless it is a number that
/// looks continuous), text is ignored, a running number or a unique key is an identifier, all else are
/// features. NotFound names the columns there are when `target` is not one.
QSTORE_EXPORT Result<Recipe> defaultRecipe(const Table& table, const std::string& target);

/// `recipe` with another target; the former one becomes a feature. The task follows the column.
QSTORE_EXPORT Result<Recipe> withTarget(const Table& table, Recipe recipe, const std::string& target);

}  // namespace qstore
