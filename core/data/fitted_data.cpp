// SPDX-License-Identifier: Apache-2.0
#include "core/data/fitted_data.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"
#include "core/data/amplitude.h"

namespace qstore {

std::string cellPlace(const Column& column, std::size_t row) {
    return "column '" + column.name + "', row " + std::to_string(row + 1);
}

Result<double> cellNumber(const Column& column, std::size_t row) {
    if (column.type == ColumnType::Number) return column.numbers[row];
    const auto number = textToNumber(column.texts[row]);
    if (number && std::isfinite(*number)) return *number;
    return fail(ErrorCode::InvalidArgument,
                cellPlace(column, row) + ": '" + column.texts[row] + "' is not a number, as in training",
                "correct the value, or leave the cell empty");
}

void LinearScale::apply(std::span<double> row) const {
    for (std::size_t index = 0; index < center.size(); ++index)
        row[index] = shift + span * ((row[index] - center[index]) / divisor[index]);
}

std::vector<double> Components::apply(std::span<const double> row) const {
    std::vector<double> projected(count(), 0.0);
    for (std::size_t component = 0; component < count(); ++component)
        for (std::size_t index = 0; index < row.size(); ++index)
            projected[component] += weights[component * row.size() + index] * row[index];
    return projected;
}

void FittedRecipe::Data::deriveNames() {
    inputColumns.clear();
    expandedNames.clear();
    scaledNames.clear();
    featureNames.clear();
    for (const FittedInput& input : inputs) {
        inputColumns.push_back(input.name);
        if (input.type == ColumnType::Number) expandedNames.push_back(input.name);
        for (const std::string& category : input.categories)
            expandedNames.push_back(input.name + "=" + category);
    }
    for (std::size_t index = 0; index < recipe.principalComponents; ++index)
        scaledNames.push_back("PC" + std::to_string(index + 1));
    if (recipe.principalComponents == 0) scaledNames = expandedNames;
    featureNames = scaledNames;
    if (!recipe.amplitude) return;
    featureNames.clear();
    const std::size_t angles = (std::size_t{1} << amplitudeQubits(scaledNames.size())) - 1;
    for (std::size_t index = 0; index < angles; ++index)
        featureNames.push_back("amplitude[" + std::to_string(index) + "]");
}

Result<std::vector<const Column*>> FittedRecipe::Data::findInputs(const Table& table) const {
    std::vector<const Column*> columns;
    std::string absent;
    for (const FittedInput& input : inputs) {
        columns.push_back(table.find(input.name));
        if (columns.back() == nullptr) absent += (absent.empty() ? "'" : ", '") + input.name + "'";
    }
    if (absent.empty()) return columns;
    std::string present;
    for (const Column& column : table.columns())
        present += (present.empty() ? "'" : ", '") + column.name + "'";
    constexpr std::size_t kShown = 300;
    if (present.size() > kShown) {
        present.resize(kShown);
        present += "…";
    }
    return fail(
        ErrorCode::NotFound, "the table lacks what the model was trained on: " + absent,
        "the table has " + (present.empty() ? "no columns" : present) + "; rename or add the missing ones");
}

bool FittedRecipe::Data::dropsRow(const std::vector<const Column*>& columns, std::size_t row) const {
    for (std::size_t index = 0; index < inputs.size(); ++index)
        if (inputs[index].imputation == Imputation::DropRow && columns[index]->missing[row]) return true;
    return false;
}

Result<std::vector<double>> FittedRecipe::Data::expand(const std::vector<const Column*>& columns,
                                                       std::size_t row) const {
    std::vector<double> values;
    values.reserve(expandedNames.size());
    for (std::size_t index = 0; index < inputs.size(); ++index) {
        const FittedInput& input = inputs[index];
        const Column& column = *columns[index];
        if (input.type == ColumnType::Number) {
            double value = input.fillNumber;
            if (!column.missing[row]) {
                QSTORE_TRY(value, cellNumber(column, row));
            }
            values.push_back(value);
            continue;
        }
        const std::string text = column.missing[row] ? input.fillText : column.cellText(row);
        const auto found = std::lower_bound(input.categories.begin(), input.categories.end(), text);
        if (found == input.categories.end() || *found != text) {
            std::string known;
            for (std::size_t place = 0; place < std::min<std::size_t>(input.categories.size(), 10); ++place)
                known += (place == 0 ? "'" : ", '") + input.categories[place] + "'";
            if (input.categories.size() > 10) known += ", …";
            return fail(
                ErrorCode::InvalidArgument,
                cellPlace(column, row) + ": '" + text + "' does not occur in the training rows",
                "known are " + known + "; correct or empty the cell, or train on rows that hold it");
        }
        const std::size_t start = values.size();
        values.resize(start + input.categories.size(), 0.0);
        values[start + static_cast<std::size_t>(found - input.categories.begin())] = 1.0;
    }
    return values;
}

std::vector<double> FittedRecipe::Data::project(std::vector<double> row) const {
    if (recipe.principalComponents == 0) return row;
    standard.apply(row);
    return components.apply(row);
}

void FittedRecipe::Data::rescale(std::span<double> row) const {
    scale.apply(row);
    if (recipe.scaling != Scaling::MinMax || !recipe.clip) return;
    for (double& value : row) value = std::clamp(value, recipe.lower, recipe.upper);
}

Result<std::vector<double>> FittedRecipe::Data::finish(std::vector<double> values, std::size_t row) const {
    if (!recipe.amplitude) {
        for (std::size_t index = 0; index < values.size(); ++index)
            if (!std::isfinite(values[index]))
                return fail(ErrorCode::InvalidArgument,
                            "row " + std::to_string(row + 1) + ": '" + scaledNames[index] +
                                "' is not finite after scaling",
                            "look for extreme values in that row");
        return values;
    }
    auto angles = amplitudeAngles(values);
    if (angles) return angles;
    Error error = std::move(angles).error();
    error.message = "row " + std::to_string(row + 1) + ": " + error.message;
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace qstore
