// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/table.h"

namespace qstore {

/// What a database says that a column holds.
enum class SqlColumnKind : std::uint8_t {
    Number,
    Truth,  ///< values are the whole numbers 0 and 1
    Text,
    Unknown,  ///< what its values say: SQLite's columns hold anything
};

/// Turns the values of one column, row by row, into a Column: numbers where every value is one that a
/// double holds exactly (reals: as the database holds them), text or a category otherwise.
class SqlColumn {
public:
    SqlColumn(std::string name, SqlColumnKind declared);

    const std::string& name() const { return m_column.name; }
    void addMissing();
    void addWhole(std::int64_t value);
    /// InvalidArgument for infinity and NaN, which are neither numbers to learn from nor missing.
    Status addReal(double value);
    /// A decimal number of any length, as text.
    Status addDecimal(const std::string& text);
    void addText(std::string text);
    Column finish();

private:
    bool isText() const { return m_column.type != ColumnType::Number; }
    std::string row() const { return std::to_string(m_column.missing.size() + 1); }
    void become(ColumnType type, std::string reason);
    bool holdsTruth() const;
    void chooseTextType();

    Column m_column;
    SqlColumnKind m_declared;
    bool m_keepText = false;  ///< numbers that are too long: names of things, no categories
};

}  // namespace qstore
