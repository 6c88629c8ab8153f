// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/data/csv.h"

namespace qstore {
namespace {

/// Quotes what would not come back as the same text: delimiters, quotes, line ends, outer blanks,
/// and the reader's missing tokens.
void appendText(std::string& out, const std::string& text, char delimiter) {
    static const std::vector<std::string> kMissing = CsvOptions{}.missingTokens;
    const bool outerBlank = !text.empty() && (text.front() == ' ' || text.front() == '\t' ||
                                              text.back() == ' ' || text.back() == '\t');
    const bool special = text.find_first_of("\"\r\n#") != std::string::npos ||
                         text.find(delimiter) != std::string::npos ||
                         std::find(kMissing.begin(), kMissing.end(), text) != kMissing.end();
    if (!outerBlank && !special) {
        out += text;
        return;
    }
    out.push_back('"');
    for (const char c : text) {
        out.push_back(c);
        if (c == '"') out.push_back('"');
    }
    out.push_back('"');
}

}  // namespace

std::string writeCsv(const Table& table, char delimiter) {
    std::string out;
    for (std::size_t index = 0; index < table.columns().size(); ++index) {
        if (index != 0) out.push_back(delimiter);
        appendText(out, table.columns()[index].name, delimiter);
    }
    out.push_back('\n');
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (std::size_t index = 0; index < table.columns().size(); ++index) {
            const Column& column = table.columns()[index];
            if (index != 0) out.push_back(delimiter);
            if (!column.missing[row])
                appendText(out, column.cellText(row), delimiter);
            else if (table.columns().size() == 1)
                out += "\"\"";  // a blank line would not be a row
        }
        out.push_back('\n');
    }
    return out;
}

}  // namespace qstore
