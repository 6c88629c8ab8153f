// SPDX-License-Identifier: Apache-2.0
#include "core/data/csv_scan.h"

#include <algorithm>

namespace qstore {

std::string CsvCell::value(char quote) const {
    if (!doubled) return std::string(raw);
    std::string text;
    text.reserve(raw.size());
    for (std::size_t index = 0; index < raw.size(); ++index) {
        text.push_back(raw[index]);
        if (raw[index] == quote) ++index;
    }
    return text;
}

CsvScanner::CsvScanner(std::string_view text, const CsvDialect& dialect)
    : m_text(text), m_delimiter(dialect.delimiter), m_quote(dialect.quote), m_comment(dialect.comment) {
    for (const char c : {dialect.delimiter, '\n', '\r'}) m_endsCell[static_cast<unsigned char>(c)] = true;
    for (std::size_t line = 0; line < dialect.skipLines; ++line) skipLine();
}

void CsvScanner::skipLine() {
    const std::size_t end = m_text.find_first_of("\r\n", m_position);
    if (end == std::string_view::npos) {
        m_position = m_text.size();
        return;
    }
    m_position = end + (m_text.substr(end, 2) == "\r\n" ? 2 : 1);
    ++m_line;
    m_lineStart = m_position;
}

bool CsvScanner::skipIdleLine() {
    std::size_t index = m_position;
    while (index < m_text.size() && isBlank(m_text[index])) ++index;
    const bool blank = index == m_text.size() || m_text[index] == '\n' || m_text[index] == '\r';
    const bool comment = m_comment != '\0' && !blank && m_text[index] == m_comment;
    if (blank || comment) skipLine();
    return blank || comment;
}

void CsvScanner::countLine(std::size_t index) {
    if (m_text[index] == '\r' && index + 1 < m_text.size() && m_text[index + 1] == '\n') return;
    ++m_line;
    m_lineStart = index + 1;
}

tl::unexpected<Error> CsvScanner::errorAt(std::size_t line, std::size_t column, const std::string& what,
                                          std::string hint) const {
    return fail(ErrorCode::Parse,
                "line " + std::to_string(line) + ", column " + std::to_string(column) + ": " + what,
                std::move(hint));
}

Result<CsvCell> CsvScanner::quotedCell(std::size_t opening) {
    const std::size_t openLine = m_line;
    const std::size_t openColumn = opening - m_lineStart + 1;
    CsvCell cell{{}, true, false};
    std::size_t index = opening + 1;
    for (;; ++index) {
        if (index >= m_text.size())
            return errorAt(openLine, openColumn, "the quote opened here is never closed",
                           "close it, or double a quote that belongs to the text");
        const char c = m_text[index];
        if (c == m_quote) {
            if (index + 1 >= m_text.size() || m_text[index + 1] != m_quote) break;
            cell.doubled = true;
            ++index;
        } else if (c == '\n' || c == '\r') {
            countLine(index);
        }
    }
    cell.raw = m_text.substr(opening + 1, index - opening - 1);
    ++index;
    while (index < m_text.size() && isBlank(m_text[index])) ++index;
    if (index < m_text.size() && !endsCell(m_text[index]))
        return errorAt(m_line, index - m_lineStart + 1,
                       "'" + std::string(m_text.substr(index, 1)) + "' follows a closing quote",
                       "double a quote that belongs to the text");
    m_position = index;
    return cell;
}

Result<bool> CsvScanner::next(std::vector<CsvCell>& cells) {
    cells.clear();
    do {
        if (m_position >= m_text.size()) return false;
    } while (skipIdleLine());
    m_recordLine = m_line;
    m_recordStart = m_position;
    for (;;) {
        std::size_t start = m_position;
        while (start < m_text.size() && isBlank(m_text[start])) ++start;
        if (m_quote != '\0' && start < m_text.size() && m_text[start] == m_quote) {
            QSTORE_TRY(const CsvCell cell, quotedCell(start));
            cells.push_back(cell);
        } else {
            std::size_t end = start;
            while (end < m_text.size() && !endsCell(m_text[end])) ++end;
            m_position = end;
            while (end > start && isBlank(m_text[end - 1])) --end;
            cells.push_back({m_text.substr(start, end - start), false, false});
        }
        if (m_position >= m_text.size()) return true;
        if (m_text[m_position] == m_delimiter) {
            ++m_position;
            continue;
        }
        m_position += m_text.substr(m_position, 2) == "\r\n" ? 2U : 1U;
        ++m_line;
        m_lineStart = m_position;
        return true;
    }
}

}  // namespace qstore
