// SPDX-License-Identifier: Apache-2.0
#include "core/data/csv_types.h"

#include <fast_float/fast_float.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

namespace qstore {
namespace {

constexpr std::size_t kExactDigits = 15;  // every whole number of 15 digits is a double
constexpr std::size_t kMaxCategories = 100;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string shortened(std::string_view text) {
    constexpr std::size_t kShown = 40;
    return std::string(text.substr(0, kShown)) + (text.size() > kShown ? "…" : "");
}

std::string quotedValue(const CsvCell& cell, std::size_t line) {
    return "'" + shortened(cell.raw) + "' in line " + std::to_string(line);
}

/// "inf", "nan" and what is too large for a double, in any spelling of capitals.
bool isNotFinite(std::string_view text, char decimal) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    double value = 0;
    const auto result = fast_float::from_chars_advanced(
        text.data(), text.data() + text.size(), value,
        fast_float::parse_options{fast_float::chars_format::general, decimal});
    return !text.empty() && result.ptr == text.data() + text.size() && !std::isfinite(value);
}

std::string notANumber(const CsvCell& cell, char decimal, char quote) {
    const bool infinite = !cell.doubled && isNotFinite(cell.raw, decimal);
    return "'" + shortened(cell.value(quote)) +
           (infinite ? "' is not a finite number" : "' is not a number");
}

}  // namespace

NumberText readNumber(std::string_view text, char decimal, double& value) {
    std::string_view digits = text;
    if (!digits.empty() && (digits.front() == '+' || digits.front() == '-')) digits.remove_prefix(1);
    // Refuses "nan", "inf" and "--1" before fast_float could take them.
    if (digits.empty() || !(isDigit(digits.front()) || digits.front() == decimal))
        return NumberText::NotANumber;
    if (text.front() == '+') text.remove_prefix(1);
    const auto [end, error] = fast_float::from_chars_advanced(
        text.data(), text.data() + text.size(), value,
        fast_float::parse_options{fast_float::chars_format::general, decimal});
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return NumberText::NotANumber;
    if (digits.size() > 1 && digits[0] == '0' && isDigit(digits[1])) return NumberText::LeadingZeros;
    if (digits.size() > kExactDigits && std::all_of(digits.begin(), digits.end(), isDigit))
        return NumberText::TooManyDigits;
    return NumberText::Number;
}

MissingTokens::MissingTokens(const std::vector<std::string>& tokens) : m_tokens(tokens) {
    for (const std::string& token : tokens) {
        if (token.empty())
            m_empty = true;
        else
            m_first[static_cast<unsigned char>(token.front())] = true;
    }
}

bool MissingTokens::contains(std::string_view text) const {
    if (text.empty()) return m_empty;
    if (!m_first[static_cast<unsigned char>(text.front())]) return false;
    return std::find(m_tokens.begin(), m_tokens.end(), text) != m_tokens.end();
}

CsvColumnBuilder::CsvColumnBuilder(std::string name, std::string nameNote, std::optional<ColumnType> forced,
                                   const CsvOptions& options, const MissingTokens& missing)
    : m_nameNote(std::move(nameNote)),
      m_forced(forced),
      m_decimal(options.dialect.decimal),
      m_quote(options.dialect.quote),
      m_missing(&missing),
      m_asText(forced.has_value() && *forced != ColumnType::Number),
      m_straysMakeText(options.straysMakeText) {
    m_column.name = std::move(name);
    m_column.type = forced.value_or(ColumnType::Number);
}

bool CsvColumnBuilder::isMissingText(const CsvCell& cell) const {
    // A quoted token is somebody's text ("NA" for Namibia); quoted nothing is still nothing.
    return m_missing->contains(cell.raw) && (!cell.quoted || cell.raw.empty());
}

void CsvColumnBuilder::appendText(const CsvCell& cell) {
    const bool missing = isMissingText(cell);
    m_column.missing.push_back(missing);
    m_column.texts.push_back(missing ? std::string() : cell.value(m_quote));
    if (m_column.texts.back().size() > 15) m_textBytes += m_column.texts.back().size();
}

void CsvColumnBuilder::becomeText(std::string reason, bool keepText) {
    m_asText = true;
    m_keepText = keepText;
    m_column.typeReason = std::move(reason);
    m_replayRows = m_sawValue ? m_column.missing.size() : 0;
    m_column.texts.resize(m_column.missing.size());
    std::vector<double>().swap(m_column.numbers);
}

void CsvColumnBuilder::meetStray(const CsvCell& cell, std::size_t line) {
    m_strayPlace = "column '" + m_column.name + "', line " + std::to_string(line);
    m_strayText = shortened(cell.raw);
    m_strayCell = notANumber(cell, m_decimal, m_quote);
    becomeText(quotedValue(cell, line) + " is not a number", false);
}

bool CsvColumnBuilder::add(const CsvCell& cell, std::size_t line) {
    if (m_asText) {
        appendText(cell);
        return true;
    }
    if (m_missing->contains(cell.raw)) {
        m_sawValue |= cell.quoted && !cell.raw.empty();
        m_column.numbers.push_back(std::numeric_limits<double>::quiet_NaN());
        m_column.missing.push_back(true);
        return true;
    }
    double value = 0;
    const NumberText kind = cell.doubled ? NumberText::NotANumber : readNumber(cell.raw, m_decimal, value);
    if (kind == NumberText::Number || (m_forced && kind != NumberText::NotANumber)) {
        m_sawValue = true;
        m_column.numbers.push_back(value);
        m_column.missing.push_back(false);
        return true;
    }
    if (m_forced) {
        m_error =
            Error{ErrorCode::Parse,
                  "row " + std::to_string(m_column.missing.size() + 1) + ", line " + std::to_string(line) +
                      ", column '" + m_column.name + "': " + notANumber(cell, m_decimal, m_quote),
                  "correct the value, list it among the missing values, or import the column as text"};
        return false;
    }
    if (kind == NumberText::LeadingZeros)
        becomeText("leading zeros (" + quotedValue(cell, line) + "): kept as text", true);
    else if (kind == NumberText::TooManyDigits)
        becomeText(
            "more digits than a number holds exactly (" + quotedValue(cell, line) + "): kept as text",
            true);
    else
        meetStray(cell, line);
    appendText(cell);
    return true;
}

void CsvColumnBuilder::replay(const CsvCell& cell, std::size_t row) {
    const bool missing = isMissingText(cell);
    m_column.missing[row] = missing;
    m_column.texts[row] = missing ? std::string() : cell.value(m_quote);
}

std::size_t CsvColumnBuilder::memoryBytes() const {
    return m_column.missing.size() / 8 + m_column.numbers.size() * sizeof(double) +
           m_column.texts.size() * sizeof(std::string) + m_textBytes;
}

void CsvColumnBuilder::chooseTextType() {
    std::unordered_set<std::string_view> seen;
    const std::size_t present = m_column.rows() - m_column.missingCount();
    for (std::size_t row = 0; row < m_column.rows() && seen.size() <= kMaxCategories; ++row)
        if (!m_column.missing[row]) seen.insert(m_column.texts[row]);
    const bool repeats = seen.size() <= 2 || seen.size() * 2 <= present;
    const bool isCategory = !m_keepText && seen.size() <= kMaxCategories && repeats;
    m_column.type = isCategory ? ColumnType::Category : ColumnType::Text;
    if (isCategory)
        m_column.typeReason += "; " + std::to_string(seen.size()) + " different values: a category";
    else if (!m_keepText)
        m_column.typeReason += "; too many different values for a category";
}

std::string CsvColumnBuilder::strays() const {
    if (m_forced || m_strayPlace.empty()) return {};
    constexpr std::size_t kNumbersPerStray = 9;
    std::size_t numbers = 0;
    std::size_t others = 0;
    for (std::size_t row = 0; row < m_column.rows(); ++row) {
        if (m_column.missing[row] || m_missing->contains(m_column.texts[row])) continue;
        double value = 0;
        switch (readNumber(m_column.texts[row], m_decimal, value)) {
            case NumberText::Number: ++numbers; break;
            case NumberText::NotANumber: ++others; break;
            // Codes and long numbers are text on purpose.
            case NumberText::LeadingZeros:
            case NumberText::TooManyDigits: return {};
        }
    }
    if (others == 0 || numbers < kNumbersPerStray * others) return {};
    return std::to_string(others) + " of " + std::to_string(numbers + others) +
           (others == 1 ? " values is not a number" : " values are not numbers");
}

Result<Column> CsvColumnBuilder::finish() {
    if (const std::string found = strays(); !found.empty()) {
        if (!m_straysMakeText)
            return fail(ErrorCode::Parse, m_strayPlace + ": " + m_strayCell + "; " + found,
                        "correct them, list '" + m_strayText +
                            "' among the missing values, or choose the type text for the column");
        m_keepText = true;
        m_column.typeReason = m_strayPlace + ": " + m_strayCell + "; " + found;
    }
    if (m_forced)
        m_column.typeReason = "chosen by hand";
    else if (m_asText)
        chooseTextType();
    else
        m_column.typeReason = m_sawValue ? "every value is a number" : "no value in any row";
    if (!m_nameNote.empty()) m_column.typeReason = m_nameNote + "; " + m_column.typeReason;
    return std::move(m_column);
}

}  // namespace qstore
