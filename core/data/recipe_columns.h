// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/result.h"
#include "core/data/recipe.h"
#include "core/data/table.h"

namespace qstore {

/// What a recipe says apart from any table: ranges, fractions, at most one target.
Status checkRecipe(const Recipe& recipe);

/// The recipe's entry for a column, or the default one.
ColumnRecipe columnRecipe(const Recipe& recipe, const std::string& name);

/// The columns of a table in the roles that a recipe gives them.
struct RecipeColumns {
    std::vector<const Column*> features;  ///< in the table's order
    const Column* target = nullptr;

    /// False for rows the recipe drops: a missing target, or a missing value under DropRow.
    bool keepsRow(const Recipe& recipe, std::size_t row) const;
};

/// Refuses recipes that name absent columns, have no feature, or use text as a feature.
Result<RecipeColumns> resolveColumns(const Table& table, const Recipe& recipe);

/// Whole numbers or texts that are all different and count up or are named like a key.
bool looksLikeIdentifier(const Column& column);

}  // namespace qstore
