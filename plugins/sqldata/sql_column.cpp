// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/sqldata/sql_column.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_set>
#include <utility>

#include "core/base/number_text.h"

namespace qstore {
namespace {

constexpr std::int64_t largestExact = std::int64_t{1} << 53;
constexpr std::size_t maxCategories = 100;  // as for CSV files
constexpr std::size_t shownBytes = 40;

std::string textOf(double value) {
    if (value == std::floor(value) && std::abs(value) <= static_cast<double>(largestExact))
        return std::to_string(static_cast<std::int64_t>(value));
    return numberToText(value);
}

std::string shown(const std::string& text) {
    return "'" + (text.size() <= shownBytes ? text : text.substr(0, shownBytes) + "…") + "'";
}

bool isWhole(std::string_view text) {
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

SqlColumn::SqlColumn(std::string name, SqlColumnKind declared) : m_declared(declared) {
    m_column.name = std::move(name);
    if (declared == SqlColumnKind::Text) m_column.type = ColumnType::Text;
}

void SqlColumn::addMissing() {
    m_column.missing.push_back(true);
    if (isText())
        m_column.texts.emplace_back();
    else
        m_column.numbers.push_back(std::numeric_limits<double>::quiet_NaN());
}

void SqlColumn::become(ColumnType type, std::string reason) {
    m_column.type = type;
    m_column.typeReason = std::move(reason);
    m_column.texts.reserve(m_column.numbers.size());
    for (std::size_t index = 0; index < m_column.numbers.size(); ++index)
        m_column.texts.push_back(m_column.missing[index] ? std::string() : textOf(m_column.numbers[index]));
    std::vector<double>().swap(m_column.numbers);
}

void SqlColumn::addWhole(std::int64_t value) {
    const bool exact = value >= -largestExact && value <= largestExact;
    if (!exact && !isText()) {
        m_keepText = true;
        become(ColumnType::Text, "more digits than a number holds exactly (" + std::to_string(value) +
                                     " in row " + row() + "): kept as text");
    }
    if (isText()) return addText(std::to_string(value));
    m_column.missing.push_back(false);
    m_column.numbers.push_back(static_cast<double>(value));
}

Status SqlColumn::addReal(double value) {
    if (!std::isfinite(value))
        return fail(ErrorCode::InvalidArgument,
                    "column '" + name() + "', row " + row() + ": " +
                        (std::isnan(value) ? "NaN" : "infinity") + " is not a finite number",
                    "leave such rows out, or turn the value into NULL, with a query");
    if (isText()) {
        addText(textOf(value));
        return {};
    }
    m_column.missing.push_back(false);
    m_column.numbers.push_back(value);
    return {};
}

Status SqlColumn::addDecimal(const std::string& text) {
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (error == std::errc() && end == text.data() + text.size()) {
        addWhole(whole);
        return {};
    }
    if (isWhole(text)) {  // longer than 64 bits
        if (!isText()) {
            m_keepText = true;
            become(ColumnType::Text, "more digits than a number holds exactly (" + shown(text) +
                                         " in row " + row() + "): kept as text");
        }
        addText(text);
        return {};
    }
    const bool infinite = text == "Infinity" || text == "-Infinity";
    const auto value = infinite ? std::numeric_limits<double>::infinity() : textToNumber(text);
    return addReal(value.value_or(std::numeric_limits<double>::quiet_NaN()));
}

void SqlColumn::addText(std::string text) {
    if (!isText()) become(ColumnType::Text, shown(text) + " in row " + row() + " is text");
    m_column.missing.push_back(false);
    m_column.texts.push_back(std::move(text));
}

bool SqlColumn::holdsTruth() const {
    if (m_declared != SqlColumnKind::Truth || isText()) return false;
    for (std::size_t index = 0; index < m_column.rows(); ++index)
        if (!m_column.missing[index] && m_column.numbers[index] != 0 && m_column.numbers[index] != 1)
            return false;
    return true;
}

void SqlColumn::chooseTextType() {
    std::unordered_set<std::string_view> seen;
    const std::size_t present = m_column.rows() - m_column.missingCount();
    for (std::size_t index = 0; index < m_column.rows() && seen.size() <= maxCategories; ++index)
        if (!m_column.missing[index]) seen.insert(m_column.texts[index]);
    const bool repeats = seen.size() <= 2 || seen.size() * 2 <= present;
    if (m_column.typeReason.empty()) m_column.typeReason = "text in the database";
    if (m_keepText) return;
    if (present > 0 && seen.size() <= maxCategories && repeats) {
        m_column.type = ColumnType::Category;
        m_column.typeReason += "; " + std::to_string(seen.size()) + " different values: a category";
    } else if (present > 0) {
        m_column.typeReason += "; too many different values for a category";
    }
}

Column SqlColumn::finish() {
    if (holdsTruth()) {
        become(ColumnType::Category, "true or false in the database");
        for (std::string& text : m_column.texts)
            if (!text.empty()) text = text == "1" ? "true" : "false";
    } else if (isText()) {
        chooseTextType();
    } else {
        const bool none = m_column.missingCount() == m_column.rows();
        m_column.typeReason = none ? "no value in any row" : "every value is a number";
    }
    return std::move(m_column);
}

}  // namespace qstore
