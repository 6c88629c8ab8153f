// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "core/base/memory.h"
#include "core/data/fitted_data.h"
#include "core/data/fitted_fit.h"
#include "core/data/recipe.h"
#include "core/data/recipe_columns.h"

namespace qstore {
namespace {

Status checkRows(const std::vector<std::size_t>& rows, const Table& table) {
    for (const std::size_t row : rows)
        if (row >= table.rows())
            return fail(ErrorCode::NotFound, "row " + std::to_string(row + 1) +
                                                 " is asked of a table with " +
                                                 std::to_string(table.rows()) + " rows");
    return {};
}

Status checkMemory(std::size_t rows, std::size_t width) {
    const double bytes = static_cast<double>(rows) * static_cast<double>(width) * sizeof(double);
    if (bytes < static_cast<double>(availableMemoryBytes()) / 2) return {};
    return fail(ErrorCode::ResourceExhausted,
                std::to_string(rows) + " rows of " + std::to_string(width) + " features need " +
                    std::to_string(static_cast<std::uint64_t>(bytes) >> 20U) + " MiB, more than is free",
                "use fewer rows, columns or categories");
}

Result<FittedTarget> fitTarget(const Column& column, TaskKind task, const std::vector<std::size_t>& rows) {
    FittedTarget target{column.name, {}, 0, 1};
    if (task == TaskKind::Classification) {
        Column training{column.name, column.type, {}, {}, std::vector<bool>(rows.size()), {}};
        for (const std::size_t row : rows)
            if (column.type == ColumnType::Number)
                training.numbers.push_back(column.numbers[row]);
            else
                training.texts.push_back(column.texts[row]);
        target.classes = training.distinct();
        if (target.classes.size() < 2)
            return fail(ErrorCode::InvalidArgument,
                        "the target '" + column.name + "' has only one class in the training rows: '" +
                            target.classes.front() + "'",
                        "a classifier needs at least two classes: choose another target or more rows");
        return target;
    }
    NumberRows values{{}, 1};
    for (const std::size_t row : rows) values.values.push_back(column.numbers[row]);
    const LinearScale scale = fitScale(values, Scaling::Standard, 0, 1);
    target.mean = scale.center.front();
    target.scale = scale.divisor.front();
    return target;
}

/// Before anything is sized by the number of components.
Status checkComponents(const Recipe& recipe, const std::vector<FittedInput>& inputs) {
    std::size_t width = 0;
    for (const FittedInput& input : inputs) width += input.width();
    if (recipe.principalComponents <= width) return {};
    return fail(ErrorCode::InvalidArgument,
                std::to_string(recipe.principalComponents) + " principal components are asked of " +
                    std::to_string(width) + (width == 1 ? " feature" : " features"),
                "ask for at most " + std::to_string(width));
}

/// Whether the least and the greatest number of each feature are all that a fit needs.
Status checkFromExtremes(const Recipe& recipe) {
    const std::string wayOut = "choose min-max, encoder or none, or make a dataset of the rows first";
    if (recipe.principalComponents != 0)
        return fail(ErrorCode::InvalidArgument,
                    "principal components are fitted on all training rows at once, and these are not held "
                    "together",
                    "set 'principalComponents' to 0, or make a dataset of the rows first");
    if (recipe.scaling == Scaling::Standard || recipe.scaling == Scaling::Robust)
        return fail(ErrorCode::InvalidArgument,
                    "the scaling '" + std::string(scalingName(recipe.scaling)) +
                        "' is fitted on all training rows at once, and these are not held together",
                    wayOut);
    for (const auto& [name, column] : recipe.columns)
        if (column.role == ColumnRole::Feature && column.imputation != Imputation::DropRow)
            return fail(ErrorCode::InvalidArgument,
                        "column '" + name +
                            "' is imputed from the training rows, which are not held "
                            "together",
                        "let rows without a value be dropped");
    return {};
}

void projectRows(NumberRows& rows, const Components& components) {
    std::vector<double> projected;
    projected.reserve(rows.rows() * components.count());
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const auto values = components.apply(std::span(rows.values).subspan(row * rows.width, rows.width));
        projected.insert(projected.end(), values.begin(), values.end());
    }
    rows = {std::move(projected), components.count()};
}

}  // namespace

Result<FittedRecipe> FittedRecipe::fit(const Table& table, const Recipe& wanted,
                                       const std::vector<std::size_t>& trainRows) {
    QSTORE_TRY(const RecipeColumns columns, resolveColumns(table, wanted));
    const Recipe recipe = withEncoderRange(wanted, 0.0, std::numbers::pi);
    QSTORE_CHECK(checkRows(trainRows, table));
    std::vector<std::size_t> rows;
    for (const std::size_t row : trainRows)
        if (columns.keepsRow(recipe, row)) rows.push_back(row);
    if (rows.empty())
        return fail(ErrorCode::InvalidArgument,
                    "of " + std::to_string(trainRows.size()) + " training rows none is complete",
                    "fill missing values instead of dropping rows");
    auto data = std::make_shared<Data>();
    data->recipe = recipe;
    for (const Column* column : columns.features) {
        QSTORE_TRY(FittedInput input, fitInput(*column, columnRecipe(recipe, column->name), rows));
        data->inputs.push_back(std::move(input));
    }
    QSTORE_CHECK(checkComponents(recipe, data->inputs));
    data->deriveNames();
    NumberRows matrix{{}, data->expandedNames.size()};
    QSTORE_CHECK(checkMemory(rows.size(), matrix.width));
    for (const std::size_t row : rows) {
        QSTORE_TRY(const std::vector<double> values, data->expand(columns.features, row));
        matrix.values.insert(matrix.values.end(), values.begin(), values.end());
    }
    if (recipe.principalComponents != 0) {
        data->standard = fitScale(matrix, Scaling::Standard, 0, 1);
        for (std::size_t row = 0; row < matrix.rows(); ++row)
            data->standard.apply(std::span(matrix.values).subspan(row * matrix.width, matrix.width));
        QSTORE_TRY(data->components, fitComponents(matrix, recipe.principalComponents));
        projectRows(matrix, data->components);
    }
    data->scale = fitScale(matrix, recipe.scaling, recipe.lower, recipe.upper);
    if (columns.target != nullptr) {
        QSTORE_TRY(data->target, fitTarget(*columns.target, recipe.task, rows));
    }
    return FittedRecipe(std::move(data));
}

Result<FittedRecipe> FittedRecipe::fitExtremes(const Table& extremes, const Column& target,
                                               const Recipe& wanted) {
    QSTORE_CHECK(checkFromExtremes(wanted));
    Recipe features = wanted;
    features.columns.erase(target.name);
    QSTORE_TRY(const FittedRecipe fitted, fit(extremes, features, {0, 1}));
    auto data = std::make_shared<Data>(*fitted.m_data);
    data->recipe.columns = wanted.columns;
    std::vector<std::size_t> rows(target.rows());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    QSTORE_TRY(data->target, fitTarget(target, wanted.task, rows));
    return FittedRecipe(std::move(data));
}

const Recipe& FittedRecipe::recipe() const {
    return m_data->recipe;
}
const std::vector<std::string>& FittedRecipe::featureNames() const {
    return m_data->featureNames;
}
const std::vector<std::string>& FittedRecipe::inputColumns() const {
    return m_data->inputColumns;
}
std::vector<ColumnType> FittedRecipe::inputTypes() const {
    std::vector<ColumnType> types;
    for (const FittedInput& input : m_data->inputs) types.push_back(input.type);
    return types;
}
const std::vector<double>& FittedRecipe::explainedVariance() const {
    return m_data->components.explainedVariance;
}
double FittedRecipe::targetMean() const {
    return m_data->target ? m_data->target->mean : 0;
}
double FittedRecipe::targetScale() const {
    return m_data->target ? m_data->target->scale : 1;
}

const std::vector<std::string>& FittedRecipe::classes() const {
    static const std::vector<std::string> none;
    return m_data->target ? m_data->target->classes : none;
}

const std::string& FittedRecipe::targetColumn() const {
    static const std::string none;
    return m_data->target ? m_data->target->name : none;
}

}  // namespace qstore
