// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/gzip.h"
#include "core/base/memory.h"
#include "core/data/csv.h"
#include "core/data/csv_scan.h"
#include "core/data/csv_types.h"
#include "core/data/in_file.h"
#include "core/data/text_encoding.h"

namespace qstore {
namespace {

constexpr std::size_t kRowsBetweenChecks = std::size_t{1} << 16U;
constexpr std::size_t kMaxTextBytes = std::size_t{1} << 32U;

struct ColumnName {
    std::string name;
    std::string note;  ///< what was changed, empty if nothing
};

/// Every column gets a name of its own: nameless ones are numbered, repeated ones counted.
std::vector<ColumnName> columnNames(const std::vector<CsvCell>& cells, const CsvDialect& dialect) {
    std::vector<ColumnName> names;
    std::set<std::string> taken;
    for (std::size_t index = 0; index < cells.size(); ++index) {
        const std::string wanted = dialect.header ? cells[index].value(dialect.quote) : std::string();
        ColumnName column{wanted, ""};
        if (wanted.empty()) {
            column.name = "column " + std::to_string(index + 1);
            if (dialect.header) column.note = "no name in the header";
        }
        const std::string base = column.name;
        for (std::size_t count = 2; !taken.insert(column.name).second; ++count) {
            column.name = base + " (" + std::to_string(count) + ")";
            column.note = "'" + base + "' is repeated in the header";
        }
        names.push_back(std::move(column));
    }
    return names;
}

Status checkOptions(const CsvOptions& options) {
    const CsvDialect& dialect = options.dialect;
    const auto isLineEnd = [](char c) { return c == '\n' || c == '\r'; };
    if (dialect.delimiter == '\0' || isLineEnd(dialect.delimiter) || isLineEnd(dialect.quote))
        return fail(ErrorCode::InvalidArgument,
                    "the delimiter and the quote cannot be a line end or nothing",
                    "choose a comma, a semicolon, a tab or a bar");
    if (dialect.delimiter == dialect.quote)
        return fail(ErrorCode::InvalidArgument, "delimiter and quote are the same character",
                    "choose another delimiter or another quote");
    return {};
}

/// One reading of one text into columns.
class CsvReader {
public:
    CsvReader(std::string_view text, const CsvOptions& options, const RunControl& control)
        : m_text(text), m_options(options), m_control(control), m_missing(options.missingTokens) {}

    Result<Table> read() {
        CsvScanner scanner(m_text, m_options.dialect);
        std::vector<CsvCell> cells;
        QSTORE_TRY(bool more, scanner.next(cells));
        if (!more)
            return fail(ErrorCode::Parse, "the file has no lines to read",
                        "choose a file with a table in it");
        QSTORE_CHECK(createBuilders(cells));
        const std::size_t headerLine = scanner.recordLine();
        if (m_options.dialect.header) {
            QSTORE_TRY(more, scanner.next(cells));
        }
        m_dataStart = scanner.recordStart();
        for (; more && (m_options.maxRows == 0 || m_rows < m_options.maxRows);) {
            QSTORE_CHECK(addRow(scanner, cells));
            QSTORE_TRY(more, scanner.next(cells));
        }
        if (m_rows == 0)
            return fail(ErrorCode::Parse,
                        "the file has a header in line " + std::to_string(headerLine) + " but no rows",
                        "if line " + std::to_string(headerLine) + " is data, say that there is no header");
        QSTORE_CHECK(replayEarlyRows());
        std::vector<Column> columns;
        for (CsvColumnBuilder& builder : m_builders) {
            QSTORE_TRY(Column column, builder.finish());
            columns.push_back(std::move(column));
        }
        m_control.report(m_text.size(), m_text.size());
        return Table::create(std::move(columns));
    }

private:
    Status createBuilders(const std::vector<CsvCell>& cells) {
        std::set<std::string> names;
        for (ColumnName& column : columnNames(cells, m_options.dialect)) {
            std::optional<ColumnType> forced;
            if (const auto found = m_options.types.find(column.name); found != m_options.types.end())
                forced = found->second;
            names.insert(column.name);
            m_builders.emplace_back(std::move(column.name), std::move(column.note), forced, m_options,
                                    m_missing);
        }
        for (const auto& [name, type] : m_options.types)
            if (names.count(name) == 0)
                return fail(ErrorCode::NotFound,
                            "a type is chosen for column '" + name + "', which is not there",
                            "compare the name with the header");
        return {};
    }

    Status addRow(const CsvScanner& scanner, const std::vector<CsvCell>& cells) {
        if (cells.size() != m_builders.size()) return raggedRow(scanner, cells.size());
        for (std::size_t index = 0; index < cells.size(); ++index)
            if (!m_builders[index].add(cells[index], scanner.recordLine()))
                return tl::unexpected<Error>(m_builders[index].error());
        ++m_rows;
        return m_rows % kRowsBetweenChecks == 0 ? checkPoint(scanner.position()) : Status{};
    }

    Status checkPoint(std::size_t position) const {
        if (m_control.stop.stop_requested()) return cancelled();
        m_control.report(position, m_text.size());
        std::size_t used = 0;
        for (const CsvColumnBuilder& builder : m_builders) used += builder.memoryBytes();
        const double rest = static_cast<double>(m_text.size()) / static_cast<double>(position) - 1.0;
        // A growing vector may need twice its size for a moment.
        const double needed = 2.0 * static_cast<double>(used) * rest;
        if (needed < static_cast<double>(availableMemoryBytes())) return {};
        return fail(ErrorCode::ResourceExhausted,
                    "the table needs about " + std::to_string(static_cast<std::uint64_t>(needed) >> 20U) +
                        " MiB more memory than is free",
                    "read fewer rows or columns");
    }

    tl::unexpected<Error> raggedRow(const CsvScanner& scanner, std::size_t found) const {
        constexpr std::size_t kShown = 60;
        std::string_view line = m_text.substr(scanner.recordStart(), kShown);
        line = line.substr(0, line.find_first_of("\r\n"));
        return fail(
            ErrorCode::Parse,
            "line " + std::to_string(scanner.recordLine()) + " has " + std::to_string(found) +
                (found == 1 ? " value" : " values") + ", expected " + std::to_string(m_builders.size()) +
                " as in the first line: '" + std::string(line) + "'",
            "correct that line, quote a value that holds the delimiter, or choose another delimiter");
    }

    /// Feeds the cells before a late text value again to the columns that turned out to be text.
    Status replayEarlyRows() {
        std::size_t last = 0;
        for (const CsvColumnBuilder& builder : m_builders) last = std::max(last, builder.replayRows());
        if (last == 0) return {};
        CsvDialect dialect = m_options.dialect;
        dialect.skipLines = 0;
        CsvScanner scanner(m_text.substr(m_dataStart), dialect);
        std::vector<CsvCell> cells;
        for (std::size_t row = 0; row < last; ++row) {
            QSTORE_CHECK(scanner.next(cells));
            for (std::size_t index = 0; index < cells.size(); ++index)
                if (row < m_builders[index].replayRows()) m_builders[index].replay(cells[index], row);
            if (row % kRowsBetweenChecks == 0 && m_control.stop.stop_requested()) return cancelled();
        }
        return {};
    }

    std::string_view m_text;
    const CsvOptions& m_options;
    const RunControl& m_control;
    MissingTokens m_missing;
    std::vector<CsvColumnBuilder> m_builders;
    std::size_t m_rows = 0;
    std::size_t m_dataStart = 0;
};

/// Says which file an error is about.
}  // namespace

Result<Table> parseCsv(std::string_view bytes, const CsvOptions& options, const RunControl& control) {
    if (bytes.empty())
        return fail(ErrorCode::Parse, "the file is empty", "choose a file with a table in it");
    if (control.stop.stop_requested()) return cancelled();
    QSTORE_CHECK(checkOptions(options));
    std::string storage;
    QSTORE_TRY(const std::string_view text, decodeToUtf8(bytes, options.dialect.encoding, storage));
    return CsvReader(text, options, control).read();
}

Result<std::string> readTextFile(const std::filesystem::path& path) {
    // Half of what is free: the table that comes out of the text needs room too.
    const std::size_t limit = std::min(kMaxTextBytes, availableMemoryBytes() / 2);
    QSTORE_TRY(std::string bytes, readFile(path, limit));
    if (!isGzip(bytes)) return bytes;
    auto text = gunzip(bytes, limit);
    if (!text) return inFile(path, std::move(text).error());
    return text;
}

Result<CsvDialect> sniffCsvFile(const std::filesystem::path& path) {
    QSTORE_TRY(const std::string bytes, readTextFile(path));
    auto dialect = sniffCsv(bytes);
    if (!dialect) return inFile(path, std::move(dialect).error());
    return dialect;
}

Result<Table> readCsvFile(const std::filesystem::path& path, const CsvOptions* options,
                          const RunControl& control) {
    QSTORE_TRY(const std::string bytes, readTextFile(path));
    CsvOptions chosen;
    if (options != nullptr) {
        chosen = *options;
    } else {
        auto dialect = sniffCsv(bytes);
        if (!dialect) return inFile(path, std::move(dialect).error());
        chosen.dialect = *dialect;
    }
    auto table = parseCsv(bytes, chosen, control);
    if (!table && table.error().code != ErrorCode::Cancelled) return inFile(path, std::move(table).error());
    return table;
}

}  // namespace qstore
