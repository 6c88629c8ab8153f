// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/data/recipe.h"
#include "core/data/table.h"

namespace qstore {

enum class TextEncoding : std::uint8_t { Utf8, Utf16LittleEndian, Utf16BigEndian, Latin1 };

/// How a delimited text file is written (RFC 4180 and its many neighbours).
struct CsvDialect {
    TextEncoding encoding = TextEncoding::Utf8;
    char delimiter = ',';
    char quote = '"';
    char decimal = '.';
    bool header = true;
    std::size_t skipLines = 0;
    char comment = '\0';      ///< lines starting with it are skipped; NUL = none
    double confidence = 1.0;  ///< of sniffing, 0 … 1
    friend bool operator==(const CsvDialect&, const CsvDialect&) = default;
};

/// What a person may override in the import preview.
struct CsvOptions {
    CsvDialect dialect;
    std::vector<std::string> missingTokens = {"", "NA", "N/A", "NaN", "nan", "null", "NULL", "?", "-"};
    std::map<std::string, ColumnType> types;  ///< by column name; the others are inferred
    std::size_t maxRows = 0;                  ///< 0 = all; a preview reads a few
    /// A column of which at least nine tenths are numbers and the rest is no number ("inf", "1e400",
    /// words): false refuses the file, naming them; true makes it text, with the same words as reason.
    bool straysMakeText = false;
};

/// Guesses the dialect from the head, the middle and the tail of the text; the encoding too, unless
/// it is given, and delimiter, quote and decimal mark, unless `format` gives them. A quote that is opened
/// at the start of a cell stays the quote even where it is never closed: parseCsv then names the place.
/// Bytes that fit no encoding are an error, see parseCsv.
QSTORE_EXPORT Result<CsvDialect> sniffCsv(std::string_view bytes,
                                          std::optional<TextEncoding> encoding = std::nullopt,
                                          std::optional<SourceFormat> format = std::nullopt);
/// The type of a column is decided by all its cells: numbers if every present one is a number that a
/// double holds exactly, else a category (few values that repeat) or text; see also
/// CsvOptions::straysMakeText. Blanks around an unquoted
/// cell are dropped; a quoted missing token is a text.
///
/// Ragged rows, undecodable bytes, an unterminated quote and an empty file are errors that name line,
/// column and value.
QSTORE_EXPORT Result<Table> parseCsv(std::string_view bytes, const CsvOptions& options,
                                     const RunControl& control = {});
/// The same for a file, gzip-compressed or not.
QSTORE_EXPORT Result<CsvDialect> sniffCsvFile(const std::filesystem::path& path);
/// Reads `.csv`, `.tsv` and the like, also gzip-compressed; sniffs when `options` is null.
QSTORE_EXPORT Result<Table> readCsvFile(const std::filesystem::path& path,
                                        const CsvOptions* options = nullptr,
                                        const RunControl& control = {});
/// A table of new rows for a model. It is read as the file the model was trained on was written
/// (Recipe::source); if its columns or numbers cannot be read so, as its own looks suggest. What the model
/// takes as a number must be one: line, column and value of the first cell that is none are named.
QSTORE_EXPORT Result<Table> readCsvFileFor(const FittedRecipe& recipe, const std::filesystem::path& path,
                                           const RunControl& control = {});
/// UTF-8 with a header; reads back as the same cells (an empty text comes back as missing).
QSTORE_EXPORT std::string writeCsv(const Table& table, char delimiter = ',');
/// Bytes of the file, decompressed if it is gzip (bounded); what sniffCsv and parseCsv take.
QSTORE_EXPORT Result<std::string> readTextFile(const std::filesystem::path& path);

}  // namespace qstore
