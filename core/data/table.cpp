// SPDX-License-Identifier: Apache-2.0
#include "core/data/table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/data/cell_text.h"

namespace qstore {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Brings a column to one form (missing cells hold NaN or "") so that equal tables hash equally.
Status normalise(Column& column) {
    const std::size_t rows = column.missing.size();
    const bool isNumber = column.type == ColumnType::Number;
    if ((isNumber ? column.numbers.size() : column.texts.size()) != rows)
        return fail(ErrorCode::InvalidArgument,
                    "column '" + column.name + "' has " +
                        std::to_string(isNumber ? column.numbers.size() : column.texts.size()) +
                        " values but " + std::to_string(rows) + " missing flags");
    if (isNumber) {
        column.texts.clear();
        for (std::size_t row = 0; row < rows; ++row) {
            double& value = column.numbers[row];
            if (std::isinf(value))
                return fail(ErrorCode::InvalidArgument,
                            "column '" + column.name + "', row " + std::to_string(row + 1) +
                                ": the value is infinite",
                            "leave the cell empty, or replace it by a finite number");
            if (std::isnan(value)) column.missing[row] = true;
            if (column.missing[row]) value = kMissing;
        }
        return {};
    }
    column.numbers.clear();
    for (std::size_t row = 0; row < rows; ++row)
        if (column.missing[row]) column.texts[row].clear();
    return {};
}

void appendLength(std::string& buffer, std::size_t length) {
    for (unsigned shift = 0; shift < 64; shift += 8)
        buffer.push_back(static_cast<char>((static_cast<std::uint64_t>(length) >> shift) & 0xFFU));
}

void hashTexts(Sha256& hash, const Column& column) {
    constexpr std::size_t kFlushBytes = std::size_t{1} << 16U;
    std::string buffer;
    for (std::size_t row = 0; row < column.rows(); ++row) {
        buffer.push_back(column.missing[row] ? '\1' : '\0');
        appendLength(buffer, column.texts[row].size());
        buffer += column.texts[row];
        if (buffer.size() < kFlushBytes) continue;
        hash.add(buffer);
        buffer.clear();
    }
    hash.add(buffer);
}

Column selectCells(const Column& column, const std::vector<std::size_t>& rows) {
    Column selected{column.name, column.type, {}, {}, {}, column.typeReason};
    selected.missing.reserve(rows.size());
    for (const std::size_t row : rows) selected.missing.push_back(column.missing.at(row));
    if (column.type == ColumnType::Number) {
        selected.numbers.reserve(rows.size());
        for (const std::size_t row : rows) selected.numbers.push_back(column.numbers[row]);
    } else {
        selected.texts.reserve(rows.size());
        for (const std::size_t row : rows) selected.texts.push_back(column.texts[row]);
    }
    return selected;
}

}  // namespace

std::string cellNumberText(double value) {
    constexpr double kWholeLimit = 1e15;
    if (std::trunc(value) == value && std::abs(value) < kWholeLimit && !(value == 0 && std::signbit(value)))
        return std::to_string(static_cast<long long>(value));
    return numberToText(value);
}

std::size_t Column::missingCount() const {
    return static_cast<std::size_t>(std::count(missing.begin(), missing.end(), true));
}

std::string Column::cellText(std::size_t row) const {
    if (missing.at(row)) return {};
    return type == ColumnType::Number ? cellNumberText(numbers[row]) : texts[row];
}

std::vector<std::string> Column::distinct() const {
    std::vector<std::string> result;
    if (type == ColumnType::Number) {
        std::vector<double> present;
        for (std::size_t row = 0; row < rows(); ++row)
            if (!missing[row]) present.push_back(numbers[row]);
        std::sort(present.begin(), present.end());
        present.erase(std::unique(present.begin(), present.end()), present.end());
        for (const double value : present) result.push_back(cellNumberText(value));
        return result;
    }
    std::unordered_set<std::string_view> seen;
    for (std::size_t row = 0; row < rows(); ++row)
        if (!missing[row]) seen.insert(texts[row]);
    result.assign(seen.begin(), seen.end());
    std::sort(result.begin(), result.end());
    return result;
}

Result<Table> Table::create(std::vector<Column> columns) {
    std::unordered_set<std::string> names;
    for (Column& column : columns) {
        if (column.name.empty())
            return fail(ErrorCode::InvalidArgument, "a column has no name", "give every column a name");
        if (!names.insert(column.name).second)
            return fail(ErrorCode::InvalidArgument, "two columns are named '" + column.name + "'",
                        "rename one of them");
        if (column.rows() != columns.front().rows())
            return fail(ErrorCode::InvalidArgument,
                        "column '" + column.name + "' has " + std::to_string(column.rows()) + " rows, '" +
                            columns.front().name + "' has " + std::to_string(columns.front().rows()));
        QSTORE_CHECK(normalise(column));
    }
    Table table;
    table.m_columns = std::move(columns);
    return table;
}

const Column* Table::find(std::string_view name) const {
    const auto found = std::find_if(m_columns.begin(), m_columns.end(),
                                    [name](const Column& column) { return column.name == name; });
    return found == m_columns.end() ? nullptr : &*found;
}

Table Table::selectRows(const std::vector<std::size_t>& rows) const {
    Table table;
    table.m_columns.reserve(m_columns.size());
    for (const Column& column : m_columns) table.m_columns.push_back(selectCells(column, rows));
    return table;
}

std::string Table::contentHash() const {
    Sha256 hash;
    std::string head = "qstore-table-1";
    appendLength(head, m_columns.size());
    appendLength(head, rows());
    hash.add(head);
    for (const Column& column : m_columns) {
        // Lengths precede texts, so that no two tables give the same bytes.
        std::string start;
        appendLength(start, column.name.size());
        start += column.name;
        start.push_back(static_cast<char>(column.type));
        hash.add(start);
        if (column.type == ColumnType::Number)
            hash.add(std::span<const double>(column.numbers));
        else
            hashTexts(hash, column);
    }
    return hash.finish();
}

}  // namespace qstore
