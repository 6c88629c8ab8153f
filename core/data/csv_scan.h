// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/data/csv.h"

namespace qstore {

/// One cell of a record, as a view into the text.
struct CsvCell {
    std::string_view raw;  ///< without the surrounding quotes or blanks
    bool quoted = false;
    bool doubled = false;  ///< holds doubled quotes, see `value`

    std::string value(char quote) const;
};

/// Cuts UTF-8 text into records (RFC 4180): quoted cells may hold delimiters, line ends and doubled
/// quotes; lines end in LF, CRLF or CR; blank lines and comment lines are passed over. Blanks around a
/// cell are not part of it unless quoted.
class CsvScanner {
public:
    CsvScanner(std::string_view text, const CsvDialect& dialect);

    /// False at the end of the text. `cells` keeps its capacity from record to record.
    Result<bool> next(std::vector<CsvCell>& cells);
    /// Physical line, from 1, on which the last record began.
    std::size_t recordLine() const { return m_recordLine; }
    std::size_t position() const { return m_position; }
    std::size_t recordStart() const { return m_recordStart; }
    std::string_view text() const { return m_text; }

private:
    bool isBlank(char c) const { return (c == ' ' || c == '\t') && c != m_delimiter; }
    bool endsCell(char c) const { return m_endsCell[static_cast<unsigned char>(c)]; }
    void skipLine();
    bool skipIdleLine();
    void countLine(std::size_t index);
    Result<CsvCell> quotedCell(std::size_t opening);
    tl::unexpected<Error> errorAt(std::size_t line, std::size_t column, const std::string& what,
                                  std::string hint) const;

    std::string_view m_text;
    char m_delimiter, m_quote, m_comment;
    std::array<bool, 256> m_endsCell{};
    std::size_t m_position = 0;
    std::size_t m_line = 1;
    std::size_t m_lineStart = 0;
    std::size_t m_recordLine = 1;
    std::size_t m_recordStart = 0;
};

}  // namespace qstore
