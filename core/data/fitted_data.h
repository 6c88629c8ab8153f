// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/data/recipe.h"

namespace qstore {

/// One raw column a new table must have, with what was learned for it.
struct FittedInput {
    std::string name;
    ColumnType type = ColumnType::Number;
    Imputation imputation = Imputation::Median;
    double fillNumber = 0;                ///< for a missing number
    std::string fillText;                 ///< for a missing category
    std::vector<std::string> categories;  ///< sorted; each becomes one feature

    std::size_t width() const { return type == ColumnType::Number ? 1 : categories.size(); }
};

struct FittedTarget {
    std::string name;
    std::vector<std::string> classes;  ///< empty for regression
    double mean = 0;
    double scale = 1;
};

/// y = shift + span · (x − center) / divisor, per feature.
struct LinearScale {
    std::vector<double> center;
    std::vector<double> divisor;
    double shift = 0;
    double span = 1;

    void apply(std::span<double> row) const;
};

/// Principal components, one after the other (components × features).
struct Components {
    std::vector<double> weights;
    std::vector<double> explainedVariance;

    std::size_t count() const { return explainedVariance.size(); }
    std::vector<double> apply(std::span<const double> row) const;
};

struct FittedRecipe::Data {
    Recipe recipe;
    std::vector<FittedInput> inputs;
    std::optional<FittedTarget> target;
    LinearScale standard;   ///< to unit variance, before PCA only
    Components components;  ///< empty without PCA
    LinearScale scale;      ///< empty without scaling
    // Derived from the above by `deriveNames`.
    std::vector<std::string> inputColumns;
    std::vector<std::string> expandedNames;
    std::vector<std::string> scaledNames;
    std::vector<std::string> featureNames;

    /// Fills the derived members.
    void deriveNames();
    /// A table's columns for `inputs`, in order; a missing one is named.
    Result<std::vector<const Column*>> findInputs(const Table& table) const;
    bool dropsRow(const std::vector<const Column*>& columns, std::size_t row) const;
    /// Imputed numbers, a 1 in place of each category.
    Result<std::vector<double>> expand(const std::vector<const Column*>& columns, std::size_t row) const;
    /// Expanded → principal components (or unchanged).
    std::vector<double> project(std::vector<double> row) const;
    /// → scaled and clipped (or unchanged).
    void rescale(std::span<double> row) const;
    /// → angles of amplitude encoding (or unchanged); `row` for the message.
    Result<std::vector<double>> finish(std::vector<double> values, std::size_t row) const;
};

/// Number of a cell, whatever type the reader gave its column.
Result<double> cellNumber(const Column& column, std::size_t row);
/// "column 'x', row 3", rows counted from 1.
std::string cellPlace(const Column& column, std::size_t row);

}  // namespace qstore
