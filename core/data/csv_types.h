// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/data/csv_scan.h"
#include "core/data/table.h"

namespace qstore {

/// What the text of a cell is when a number is looked for.
enum class NumberText : std::uint8_t { Number, LeadingZeros, TooManyDigits, NotANumber };

/// `value` is set for Number, and for LeadingZeros and TooManyDigits as far as a double can hold it.
NumberText readNumber(std::string_view text, char decimal, double& value);

/// The tokens that mean "no value".
class MissingTokens {
public:
    explicit MissingTokens(const std::vector<std::string>& tokens);
    bool contains(std::string_view text) const;

private:
    std::vector<std::string> m_tokens;
    std::array<bool, 256> m_first{};
    bool m_empty = false;
};

/// Collects one column. It is a column of numbers until a cell says otherwise, however late; then the
/// cells before it are fed again (`replayRows`), because their text was not kept.
class CsvColumnBuilder {
public:
    CsvColumnBuilder(std::string name, std::string nameNote, std::optional<ColumnType> forced,
                     const CsvOptions& options, const MissingTokens& missing);

    /// False when the column was declared Number and the cell is none; `error` then says where.
    bool add(const CsvCell& cell, std::size_t line);
    Error error() const { return m_error; }
    std::size_t replayRows() const { return m_replayRows; }
    void replay(const CsvCell& cell, std::size_t row);
    std::size_t memoryBytes() const;
    /// An error when the column is one of numbers with strays, unless `straysMakeText`.
    Result<Column> finish();

private:
    bool isMissingText(const CsvCell& cell) const;
    void becomeText(std::string reason, bool keepText);
    void appendText(const CsvCell& cell);
    void meetStray(const CsvCell& cell, std::size_t line);
    void chooseTextType();
    /// "2 of 49 values are not numbers" when nearly all the others are; empty otherwise.
    std::string strays() const;

    Column m_column;
    std::string m_nameNote;
    std::optional<ColumnType> m_forced;
    char m_decimal, m_quote;
    const MissingTokens* m_missing;
    bool m_asText = false;
    bool m_keepText = false;  ///< never a category: leading zeros, long numbers
    bool m_sawValue = false;  ///< or a quoted missing token, which a text column keeps
    bool m_straysMakeText = false;
    std::string m_strayCell;   ///< the first that is no number, and why
    std::string m_strayPlace;  ///< "column 'a', line 5"
    std::string m_strayText;
    std::size_t m_replayRows = 0;
    std::size_t m_textBytes = 0;
    Error m_error;
};

}  // namespace qstore
