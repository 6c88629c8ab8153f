// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <unordered_map>

#include "core/base/memory.h"
#include "core/data/cell_text.h"
#include "core/data/fitted_data.h"

namespace qstore {
namespace {

/// Gives each row the number to learn: its class's index, or the value itself.
class TargetReader {
public:
    TargetReader(const FittedTarget& target, const Column& column) : m_column(column) {
        for (std::size_t index = 0; index < target.classes.size(); ++index)
            m_classes[target.classes[index]] = static_cast<double>(index);
    }

    bool isMissing(std::size_t row) const { return m_column.missing[row]; }

    Result<double> read(std::size_t row) const {
        if (m_classes.empty()) return cellNumber(m_column, row);
        const auto found = m_classes.find(m_column.cellText(row));
        if (found != m_classes.end()) return found->second;
        return fail(ErrorCode::InvalidArgument,
                    cellPlace(m_column, row) + ": class '" + m_column.cellText(row) +
                        "' does not occur in the training rows",
                    "train on rows that hold it, or leave such rows out");
    }

private:
    const Column& m_column;
    std::unordered_map<std::string, double> m_classes;
};

Result<const Column*> findTarget(const std::optional<FittedTarget>& target, const Table& table) {
    if (!target)
        return fail(ErrorCode::InvalidArgument, "the recipe has no target column",
                    "give one column the role 'target'");
    const Column* column = table.find(target->name);
    if (column == nullptr)
        return fail(ErrorCode::NotFound, "the table lacks the target column '" + target->name + "'",
                    "add it, or ask for predictions only");
    return column;
}

std::vector<std::string> numberTexts(const std::vector<double>& values) {
    std::vector<std::string> texts;
    texts.reserve(values.size());
    for (const double value : values) texts.push_back(cellNumberText(value));
    return texts;
}

}  // namespace

Result<FeatureMatrix> FittedRecipe::apply(const Table& table, const std::vector<std::size_t>& rows,
                                          bool requireTarget) const {
    QSTORE_TRY(const std::vector<const Column*> columns, m_data->findInputs(table));
    std::optional<TargetReader> target;
    if (requireTarget) {
        QSTORE_TRY(const Column* const column, findTarget(m_data->target, table));
        target.emplace(*m_data->target, *column);
    }
    FeatureMatrix matrix;
    matrix.names = m_data->featureNames;
    const double bytes = static_cast<double>(rows.size()) * static_cast<double>(matrix.names.size()) * 8.0;
    if (bytes > static_cast<double>(availableMemoryBytes()) / 2)
        return fail(ErrorCode::ResourceExhausted,
                    std::to_string(rows.size()) + " rows of " + std::to_string(matrix.names.size()) +
                        " features do not fit into the free memory",
                    "prepare fewer rows at a time");
    matrix.values.reserve(rows.size() * matrix.names.size());
    for (const std::size_t row : rows) {
        if (row >= table.rows())
            return fail(ErrorCode::NotFound, "row " + std::to_string(row + 1) +
                                                 " is asked of a table with " +
                                                 std::to_string(table.rows()) + " rows");
        if (m_data->dropsRow(columns, row) || (target && target->isMissing(row))) continue;
        QSTORE_TRY(std::vector<double> values, m_data->expand(columns, row));
        values = m_data->project(std::move(values));
        m_data->rescale(values);
        QSTORE_TRY(values, m_data->finish(std::move(values), row));
        matrix.values.insert(matrix.values.end(), values.begin(), values.end());
        matrix.sourceRows.push_back(row);
        if (target) {
            QSTORE_TRY(const double value, target->read(row));
            matrix.targets.push_back(value);
        }
    }
    matrix.rows = matrix.sourceRows.size();
    return matrix;
}

Result<std::vector<FittedRecipe::Step>> FittedRecipe::trace(const Table& table, std::size_t row) const {
    QSTORE_TRY(const std::vector<const Column*> columns, m_data->findInputs(table));
    if (row >= table.rows())
        return fail(ErrorCode::NotFound, "row " + std::to_string(row + 1) + " is asked of a table with " +
                                             std::to_string(table.rows()) + " rows");
    Step raw{"raw", m_data->inputColumns, {}};
    Step imputed{"imputed", m_data->inputColumns, {}};
    bool hasCategories = false;
    for (std::size_t index = 0; index < columns.size(); ++index) {
        const FittedInput& input = m_data->inputs[index];
        const bool isNumber = input.type == ColumnType::Number;
        hasCategories |= !isNumber;
        raw.values.push_back(columns[index]->cellText(row));
        if (!columns[index]->missing[row])
            imputed.values.push_back(raw.values.back());
        else if (input.imputation == Imputation::DropRow)
            return fail(
                ErrorCode::InvalidArgument,
                cellPlace(*columns[index], row) + ": the value is missing, so the recipe drops the row",
                "choose another row, or fill missing values");
        else
            imputed.values.push_back(isNumber ? cellNumberText(input.fillNumber) : input.fillText);
    }
    std::vector<Step> steps = {std::move(raw), std::move(imputed)};
    QSTORE_TRY(std::vector<double> values, m_data->expand(columns, row));
    if (hasCategories) steps.push_back({"encoded", m_data->expandedNames, numberTexts(values)});
    values = m_data->project(std::move(values));
    if (m_data->recipe.principalComponents != 0)
        steps.push_back({"components", m_data->scaledNames, numberTexts(values)});
    m_data->rescale(values);
    if (m_data->recipe.scaling != Scaling::None)
        steps.push_back({"scaled", m_data->scaledNames, numberTexts(values)});
    QSTORE_TRY(values, m_data->finish(std::move(values), row));
    if (m_data->recipe.amplitude) steps.push_back({"angles", m_data->featureNames, numberTexts(values)});
    return steps;
}

}  // namespace qstore
