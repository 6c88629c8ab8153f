// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/text_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <utility>

#include "core/base/number_text.h"

namespace qstore {
namespace {

/// Characters a terminal shows, for the UTF-8 that we print ourselves.
std::size_t shownWidth(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char character) {
        return (static_cast<unsigned char>(character) & 0xC0U) != 0x80U;
    }));
}

bool looksNumeric(const std::string& cell) {
    if (cell.empty() || cell == "-") return true;
    return textToNumber(cell.substr(0, cell.find(' '))).has_value();
}

std::string formatted(const char* format, int digits, double value) {
    std::array<char, 64> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(), format, digits, value);
    return {buffer.data(), static_cast<std::size_t>(std::max(length, 0))};
}

}  // namespace

TextTable::TextTable(std::vector<std::string> headings) : m_headings(std::move(headings)) {}

void TextTable::add(std::vector<std::string> row) {
    row.resize(m_headings.size());
    m_rows.push_back(std::move(row));
}

std::string TextTable::toText() const {
    std::vector<std::size_t> widths;
    std::vector<bool> numeric;
    for (std::size_t column = 0; column < m_headings.size(); ++column) {
        widths.push_back(shownWidth(m_headings[column]));
        numeric.push_back(!m_rows.empty());
        for (const auto& row : m_rows) {
            widths.back() = std::max(widths.back(), shownWidth(row[column]));
            numeric.back() = numeric.back() && looksNumeric(row[column]);
        }
    }
    const auto line = [&](const std::vector<std::string>& cells) {
        std::string text;
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const std::string padding(widths[column] - shownWidth(cells[column]), ' ');
            text += numeric[column] ? padding + cells[column] : cells[column] + padding;
            if (column + 1 < cells.size()) text += "  ";
        }
        while (!text.empty() && text.back() == ' ') text.pop_back();
        return text + '\n';
    };
    std::string text = line(m_headings);
    for (const auto& row : m_rows) text += line(row);
    return text;
}

std::string shortNumber(double value, int digits) {
    return std::isfinite(value) ? formatted("%.*g", digits, value) : "-";
}

std::string percent(double fraction) {
    return std::isfinite(fraction) ? formatted("%.*f %%", 1, 100.0 * fraction) : "-";
}

std::string duration(double seconds) {
    return seconds < 1.0 ? formatted("%.*f ms", seconds < 0.01 ? 1 : 0, 1000.0 * seconds)
                         : formatted("%.*f s", 2, seconds);
}

std::string localTime(long long milliseconds) {
    const std::time_t seconds = static_cast<std::time_t>(milliseconds / 1000);
    std::tm parts{};
    if (milliseconds <= 0 || localtime_r(&seconds, &parts) == nullptr) return "-";
    std::array<char, 32> buffer{};
    const std::size_t length = std::strftime(buffer.data(), buffer.size(), "%Y-%m-%d %H:%M", &parts);
    return {buffer.data(), length};
}

}  // namespace qstore
