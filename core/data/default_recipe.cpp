// SPDX-License-Identifier: Apache-2.0
#include "core/data/default_recipe.h"

#include <cmath>

namespace qstore {
namespace {

/// More whole numbers than this are a quantity, not classes.
constexpr std::size_t kMostNumericClasses = 20;

bool allWhole(const Column& column) {
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (!column.missing[row] && column.numbers[row] != std::floor(column.numbers[row])) return false;
    return true;
}

TaskKind taskFor(const Column& target) {
    if (target.type != ColumnType::Number) return TaskKind::Classification;
    return allWhole(target) && target.distinct().size() <= kMostNumericClasses ? TaskKind::Classification
                                                                               : TaskKind::Regression;
}

/// 0, 1, 2, … or 1, 2, 3, … down the rows.
bool isRunningNumber(const Column& column) {
    if (column.type != ColumnType::Number || column.rows() < 3 || column.missingCount() > 0) return false;
    const double first = column.numbers.front();
    if (first != 0.0 && first != 1.0) return false;
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (column.numbers[row] != first + static_cast<double>(row)) return false;
    return true;
}

ColumnRole roleFor(const Column& column) {
    if (isRunningNumber(column)) return ColumnRole::Identifier;
    if (column.type != ColumnType::Text) return ColumnRole::Feature;
    return column.missingCount() == 0 && column.distinct().size() == column.rows() ? ColumnRole::Identifier
                                                                                   : ColumnRole::Ignored;
}

Result<const Column*> findTarget(const Table& table, const std::string& target) {
    if (const Column* column = table.find(target)) return column;
    std::string names;
    for (const Column& column : table.columns()) names += (names.empty() ? "" : ", ") + column.name;
    return fail(ErrorCode::NotFound, "the table has no column '" + target + "' to predict",
                "its columns are " + names);
}

}  // namespace

Result<Recipe> defaultRecipe(const Table& table, const std::string& target) {
    QSTORE_TRY(const Column* const targetColumn, findTarget(table, target));
    Recipe recipe;
    for (const Column& column : table.columns()) {
        ColumnRecipe entry;
        entry.role = &column == targetColumn ? ColumnRole::Target : roleFor(column);
        if (column.type != ColumnType::Number) entry.imputation = Imputation::MostFrequent;
        recipe.columns[column.name] = entry;
    }
    recipe.task = taskFor(*targetColumn);
    return recipe;
}

Result<Recipe> withTarget(const Table& table, Recipe recipe, const std::string& target) {
    QSTORE_TRY(const Column* const targetColumn, findTarget(table, target));
    for (auto& [name, entry] : recipe.columns)
        if (entry.role == ColumnRole::Target) entry.role = ColumnRole::Feature;
    recipe.columns[target].role = ColumnRole::Target;
    recipe.task = taskFor(*targetColumn);
    return recipe;
}

}  // namespace qstore
