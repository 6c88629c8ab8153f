// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "core/data/csv.h"
#include "core/data/csv_scan.h"
#include "core/data/csv_types.h"
#include "core/data/text_encoding.h"

namespace qstore {
namespace {

constexpr std::string_view kDelimiters = ",;\t|";
constexpr std::size_t kPieceBytes = std::size_t{1} << 16U;
constexpr std::size_t kPieceRecords = 200;

struct Record {
    std::vector<CsvCell> cells;
    std::size_t line = 0;
};
using Records = std::vector<Record>;

struct Sample {
    Records records;
    std::size_t brokenPieces = 0;  ///< pieces with an unclosed quote or text after a closing one
};

/// Head, middle and tail, each cut at line ends; a middle that starts inside a quoted text only costs
/// a little consistency.
std::vector<std::string_view> samplePieces(std::string_view text) {
    if (text.size() <= 3 * kPieceBytes) return {text};
    const auto piece = [text](std::size_t from) {
        std::string_view part = text.substr(from, kPieceBytes);
        if (from != 0) part.remove_prefix(std::min(part.find('\n'), part.size() - 1) + 1);
        if (const auto end = part.rfind('\n');
            from + kPieceBytes < text.size() && end != std::string_view::npos)
            part = part.substr(0, end + 1);
        return part;
    };
    return {piece(0), piece(text.size() / 2), piece(text.size() - kPieceBytes)};
}

Sample readRecords(const std::vector<std::string_view>& pieces, const CsvDialect& dialect) {
    Sample sample;
    for (std::size_t index = 0; index < pieces.size(); ++index) {
        CsvScanner scanner(pieces[index], dialect);
        Record record;
        for (std::size_t count = 0; count < kPieceRecords; ++count) {
            const auto more = scanner.next(record.cells);
            if (!more) ++sample.brokenPieces;
            if (!more || !*more) break;
            record.line = index == 0 ? scanner.recordLine() : 0;
            sample.records.push_back(record);
        }
    }
    return sample;
}

std::size_t usualCount(const Records& records) {
    std::map<std::size_t, std::size_t> counts;
    for (const Record& record : records) ++counts[record.cells.size()];
    std::size_t usual = 0;
    for (const auto& [count, times] : counts)
        if (usual == 0 || times >= counts[usual]) usual = count;
    return usual;
}

bool isNumber(std::string_view text, char decimal) {
    double value = 0;
    return readNumber(text, decimal, value) != NumberText::NotANumber;
}

/// A value that no other delimiter would cut further.
bool isClean(const CsvCell& cell, char delimiter) {
    if (cell.quoted || isNumber(cell.raw, '.') || (delimiter != ',' && isNumber(cell.raw, ',')))
        return true;
    return cell.raw.find_first_of(kDelimiters) == std::string_view::npos;
}

/// Consistency of the record length times the share of clean cells (after van den Burg et al. 2019).
double score(const Sample& sample, char delimiter) {
    const Records& records = sample.records;
    if (records.empty()) return 0;
    const std::size_t usual = usualCount(records);
    std::size_t regular = 0;
    std::size_t clean = 0;
    for (const Record& record : records) {
        if (record.cells.size() != usual) continue;
        ++regular;
        for (const CsvCell& cell : record.cells) clean += isClean(cell, delimiter) ? 1U : 0U;
    }
    const double consistency = static_cast<double>(regular) / static_cast<double>(records.size());
    const double cleanliness = static_cast<double>(clean) / static_cast<double>(regular * usual);
    const double broken = 0.2 * static_cast<double>(sample.brokenPieces);
    return consistency * cleanliness * (usual > 1 ? 1.0 : 0.5) * (1.0 - broken);
}

/// '#' starts comments unless the only such line is a header ("#id,name").
char findComment(std::string_view head, std::size_t usual, const Records& records) {
    if (records.empty() || head.find('#') == std::string_view::npos) return '\0';
    const auto startsComment = [](const Record& record) {
        return !record.cells.front().quoted && record.cells.front().raw.substr(0, 1) == "#";
    };
    const auto comments = std::count_if(records.begin(), records.end(), startsComment);
    const bool header = comments == 1 && startsComment(records.front()) &&
                        records.front().cells.size() == usual && usual > 1;
    return comments > 0 && startsComment(records.front()) && !header ? '#' : '\0';
}

/// Title lines before the table: lines of one value in front of wider ones.
std::size_t titleLines(const Records& records, std::size_t usual) {
    constexpr std::size_t kMaxTitles = 20;
    if (usual < 2) return 0;
    std::size_t first = 0;
    while (first < std::min(kMaxTitles, records.size()) && records[first].cells.size() == 1) ++first;
    const bool found = first > 0 && first < records.size() && records[first].cells.size() == usual;
    return found ? records[first].line - 1 : 0;
}

char findDecimal(const Records& records, char delimiter) {
    if (delimiter == ',') return '.';
    std::size_t commas = 0;
    std::size_t points = 0;
    for (const Record& record : records)
        for (const CsvCell& cell : record.cells) {
            const bool comma = cell.raw.find(',') != std::string_view::npos;
            const bool point = cell.raw.find('.') != std::string_view::npos;
            if (comma && !point && isNumber(cell.raw, ',')) ++commas;
            if (point && !comma && isNumber(cell.raw, '.')) ++points;
        }
    return commas > points ? ',' : '.';
}

/// Whether the first record names columns, and how sure that is.
std::pair<bool, double> findHeader(const Records& records, std::size_t usual, char decimal) {
    if (records.size() < 2 || records.front().cells.size() != usual) return {true, 0.6};
    const std::vector<CsvCell>& first = records.front().cells;
    std::size_t numeric = 0;
    std::set<std::string_view> names;
    for (const CsvCell& cell : first) {
        if (isNumber(cell.raw, decimal)) ++numeric;
        names.insert(cell.raw);
    }
    if (numeric > 0) return {false, 0.9};
    const MissingTokens missing(CsvOptions{}.missingTokens);
    bool numbersBelow = false;
    bool repeatedBelow = false;
    for (std::size_t index = 1; index < records.size(); ++index) {
        if (records[index].cells.size() != usual) continue;
        for (std::size_t column = 0; column < usual; ++column) {
            const std::string_view raw = records[index].cells[column].raw;
            numbersBelow |= isNumber(raw, decimal);
            repeatedBelow |= !missing.contains(raw) && raw == first[column].raw;
        }
    }
    if (numbersBelow) return {true, names.size() == usual ? 1.0 : 0.8};
    // All text: a value seen again below its place is data, otherwise names are the better bet.
    return {!repeatedBelow && names.size() == usual, 0.7};
}

/// Spreadsheets write "sep=;" as a first line; NUL without one.
char declaredDelimiter(std::string_view text) {
    constexpr std::string_view kStart = "sep=";
    if (text.substr(0, kStart.size()) != kStart || text.size() < kStart.size() + 2) return '\0';
    const char after = text[kStart.size() + 1];
    const char delimiter = text[kStart.size()];
    return (after == '\n' || after == '\r') && delimiter != '\n' && delimiter != '\r' ? delimiter : '\0';
}

struct Candidate {
    CsvDialect dialect;
    double score = 0;
};

/// Best first.
std::vector<Candidate> rankDialects(const std::vector<std::string_view>& pieces, TextEncoding encoding,
                                    const std::optional<SourceFormat>& format) {
    std::vector<Candidate> candidates;
    const std::string quotes = format ? std::string(1, format->quote) : "\"'";
    const std::string delimiters = format ? std::string(1, format->delimiter) : std::string(kDelimiters);
    for (const char quote : quotes)
        for (const char delimiter : delimiters) {
            CsvDialect dialect;
            dialect.encoding = encoding;
            dialect.delimiter = delimiter;
            dialect.quote = quote;
            Sample sample = readRecords(pieces, dialect);
            dialect.comment = findComment(pieces.front(), usualCount(sample.records), sample.records);
            if (dialect.comment != '\0') sample = readRecords(pieces, dialect);
            const double value = score(sample, delimiter);
            // The apostrophe is far more often a letter's neighbour than a quote.
            candidates.push_back({dialect, quote == '\'' ? value - 0.02 : value});
        }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    return candidates;
}

/// An unclosed '"' makes the apostrophe look like the better quote, because then nothing is open. Where
/// cells begin with '"' and none with an apostrophe, '"' is the quote all the same.
bool hidesAnOpenQuote(const CsvDialect& dialect, const Records& records) {
    if (dialect.quote != '\'') return false;
    bool doubles = false;
    for (const Record& record : records)
        for (const CsvCell& cell : record.cells) {
            if (cell.quoted) return false;
            doubles |= cell.raw.substr(0, 1) == "\"";
        }
    return doubles;
}

}  // namespace

Result<CsvDialect> sniffCsv(std::string_view bytes, std::optional<TextEncoding> encoding,
                            std::optional<SourceFormat> format) {
    if (bytes.empty())
        return fail(ErrorCode::Parse, "the file is empty", "choose a file with a table in it");
    const EncodingGuess guess = encoding ? EncodingGuess{*encoding, 1.0} : guessEncoding(bytes);
    std::string storage;
    QSTORE_TRY(const std::string_view text, decodeToUtf8(bytes, guess.encoding, storage));
    const std::vector<std::string_view> pieces = samplePieces(text);
    const std::vector<Candidate> candidates = rankDialects(pieces, guess.encoding, format);
    CsvDialect dialect = candidates.front().dialect;
    const char declared = declaredDelimiter(text);
    if (declared != '\0' && !format) dialect.delimiter = declared;
    Records records = readRecords(pieces, dialect).records;
    if (records.empty())
        return fail(ErrorCode::Parse, "the file has no lines to read", "choose a file with a table in it");
    const std::size_t usual = usualCount(records);
    dialect.skipLines = declared != '\0' ? 1 : titleLines(records, usual);
    if (dialect.skipLines != 0) records = readRecords(pieces, dialect).records;
    dialect.decimal = format ? format->decimal : findDecimal(records, dialect.delimiter);
    const auto [header, headerConfidence] = findHeader(records, usual, dialect.decimal);
    dialect.header = header;
    if (hidesAnOpenQuote(dialect, records)) dialect.quote = '"';
    double rival = 0;
    for (const Candidate& candidate : candidates)
        if (candidate.dialect.delimiter != dialect.delimiter) rival = std::max(rival, candidate.score);
    const double clearness = candidates.front().score - rival > 0.05 ? 1.0 : 0.7;
    dialect.confidence =
        std::max(0.0, candidates.front().score) * clearness * headerConfidence * guess.confidence;
    return dialect;
}

}  // namespace qstore
