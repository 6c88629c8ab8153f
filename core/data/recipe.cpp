// SPDX-License-Identifier: Apache-2.0
#include "core/data/recipe.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/base/number_text.h"
#include "core/data/recipe_columns.h"

namespace qstore {
namespace {

constexpr std::size_t kMaxClassesGuessed = 20;

Status checkSplit(const SplitRecipe& split) {
    for (const auto& [name, fraction] :
         {std::pair{"train", split.train}, {"validation", split.validation}, {"test", split.test}})
        if (!(fraction >= 0 && fraction <= 1))
            return fail(ErrorCode::InvalidArgument, std::string("the part '") + name +
                                                        "' of the split is " + numberToText(fraction) +
                                                        ", expected 0 to 1");
    if (split.train == 0)
        return fail(ErrorCode::InvalidArgument, "the split leaves no rows for training",
                    "give 'train' a share above 0");
    const double sum = split.train + split.validation + split.test;
    constexpr double kTolerance = 1e-9;
    if (std::abs(sum - 1) > kTolerance)
        return fail(ErrorCode::InvalidArgument, "the parts of the split add up to " + numberToText(sum),
                    "let train, validation and test add up to 1");
    return {};
}

bool namedLikeKey(std::string_view name) {
    std::string lower(name);
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const auto endsWith = [&lower](std::string_view end) {
        return lower.size() >= end.size() && lower.compare(lower.size() - end.size(), end.size(), end) == 0;
    };
    return lower == "id" || lower == "index" || lower == "key" || lower == "nr" || lower == "no" ||
           lower == "row" || lower == "uuid" || endsWith("_id") || endsWith(" id") || endsWith("-id");
}

bool countsUp(const std::vector<double>& values) {
    for (std::size_t row = 1; row < values.size(); ++row)
        if (values[row] != values[row - 1] + 1) return false;
    return true;
}

tl::unexpected<Error> bothTargets(const std::string& first, const std::string& second) {
    return fail(ErrorCode::InvalidArgument, "'" + first + "' and '" + second + "' are both the target",
                "keep one target");
}

}  // namespace

Status checkRecipe(const Recipe& recipe) {
    if (!std::isfinite(recipe.lower) || !std::isfinite(recipe.upper) || recipe.lower >= recipe.upper)
        return fail(
            ErrorCode::InvalidArgument,
            "the range [" + numberToText(recipe.lower) + ", " + numberToText(recipe.upper) + "] is empty",
            "let 'lower' be below 'upper'");
    std::string target;
    for (const auto& [name, column] : recipe.columns) {
        if (column.role != ColumnRole::Target) continue;
        if (!target.empty()) return bothTargets(target, name);
        target = name;
    }
    return checkSplit(recipe.split);
}

ColumnRecipe columnRecipe(const Recipe& recipe, const std::string& name) {
    const auto found = recipe.columns.find(name);
    return found == recipe.columns.end() ? ColumnRecipe{} : found->second;
}

bool RecipeColumns::keepsRow(const Recipe& recipe, std::size_t row) const {
    if (target != nullptr && target->missing[row]) return false;
    return std::none_of(features.begin(), features.end(), [&](const Column* column) {
        return column->missing[row] && columnRecipe(recipe, column->name).imputation == Imputation::DropRow;
    });
}

Result<RecipeColumns> resolveColumns(const Table& table, const Recipe& recipe) {
    QSTORE_CHECK(checkRecipe(recipe));
    for (const auto& [name, column] : recipe.columns)
        if (table.find(name) == nullptr)
            return fail(ErrorCode::NotFound,
                        "the recipe names column '" + name + "', which the table has not",
                        "correct the name or remove it from the recipe");
    RecipeColumns columns;
    for (const Column& column : table.columns()) {
        const ColumnRole role = columnRecipe(recipe, column.name).role;
        if (role == ColumnRole::Target) columns.target = &column;
        if (role != ColumnRole::Feature) continue;
        if (column.type == ColumnType::Text)
            return fail(ErrorCode::InvalidArgument,
                        "column '" + column.name + "' holds text and cannot be a feature",
                        "set its role to 'ignored' or 'identifier', or import it as a category");
        columns.features.push_back(&column);
    }
    if (columns.features.empty())
        return fail(ErrorCode::InvalidArgument, "the recipe leaves no feature",
                    "give at least one column the role 'feature'");
    if (columns.target != nullptr && recipe.task == TaskKind::Regression &&
        columns.target->type != ColumnType::Number)
        return fail(
            ErrorCode::InvalidArgument,
            "the target '" + columns.target->name + "' is no column of numbers, as regression needs",
            "choose classification or another target");
    return columns;
}

bool looksLikeIdentifier(const Column& column) {
    constexpr std::size_t kFewRows = 20;
    if (column.rows() < kFewRows || column.missingCount() != 0) return false;
    if (column.type == ColumnType::Number) {
        const bool whole = std::all_of(column.numbers.begin(), column.numbers.end(),
                                       [](double value) { return value == std::trunc(value); });
        if (!whole) return false;
        if (countsUp(column.numbers)) return true;
        if (!namedLikeKey(column.name)) return false;
    }
    return column.distinct().size() == column.rows();
}

Recipe withEncoderRange(Recipe recipe, double lower, double upper) {
    if (recipe.scaling != Scaling::Encoder) return recipe;
    recipe.scaling = Scaling::MinMax;
    recipe.lower = lower;
    recipe.upper = upper;
    return recipe;
}

Result<Recipe> suggestRecipe(const Table& table, const std::string& target) {
    const Column* targetColumn = table.find(target);
    if (targetColumn == nullptr)
        return fail(ErrorCode::NotFound, "there is no column '" + target + "' to be the target",
                    "choose one of the table's columns");
    Recipe recipe;
    for (const Column& column : table.columns()) {
        ColumnRecipe entry;
        if (&column == targetColumn)
            entry.role = ColumnRole::Target;
        else if (looksLikeIdentifier(column))
            entry.role = ColumnRole::Identifier;
        else if (column.type == ColumnType::Text || column.missingCount() == column.rows())
            entry.role = ColumnRole::Ignored;
        else if (column.type == ColumnType::Category)
            entry.imputation = Imputation::MostFrequent;
        recipe.columns[column.name] = entry;
    }
    const bool measured =
        targetColumn->type == ColumnType::Number && targetColumn->distinct().size() > kMaxClassesGuessed;
    if (measured) recipe.task = TaskKind::Regression;
    return recipe;
}

}  // namespace qstore
