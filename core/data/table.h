// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace qstore {

enum class ColumnType : std::uint8_t { Number, Category, Text };

/// One column; `numbers` for Number (NaN = missing), `texts` otherwise (see `missing`).
struct Column {
    std::string name;
    ColumnType type = ColumnType::Number;
    std::vector<double> numbers;
    std::vector<std::string> texts;
    std::vector<bool> missing;  ///< one per row, for every type
    std::string typeReason;     ///< why the reader chose the type ("leading zeros: kept as text")

    std::size_t rows() const { return missing.size(); }
    QSTORE_EXPORT std::size_t missingCount() const;
    /// What a cell shows: shortest exact number, the text, or nothing when missing.
    QSTORE_EXPORT std::string cellText(std::size_t row) const;
    /// Distinct present values as text, sorted (numerically for Number).
    QSTORE_EXPORT std::vector<std::string> distinct() const;
};

/// Columns of equal length with unique, non-empty names.
class QSTORE_EXPORT Table {
public:
    Table() = default;
    static Result<Table> create(std::vector<Column> columns);

    std::size_t rows() const { return m_columns.empty() ? 0 : m_columns.front().rows(); }
    const std::vector<Column>& columns() const { return m_columns; }
    const Column* find(std::string_view name) const;
    /// Rows in the given order (repeats allowed).
    Table selectRows(const std::vector<std::size_t>& rows) const;
    /// SHA-256 over names, types and cells, column by column.
    std::string contentHash() const;

private:
    std::vector<Column> m_columns;
};

}  // namespace qstore
