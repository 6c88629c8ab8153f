// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace qstore {

/// Columns of text for a terminal: headings, then rows; columns whose cells are all numbers are
/// right-aligned.
class TextTable {
public:
    explicit TextTable(std::vector<std::string> headings);
    void add(std::vector<std::string> row);
    bool empty() const { return m_rows.empty(); }
    std::string toText() const;

private:
    std::vector<std::string> m_headings;
    std::vector<std::vector<std::string>> m_rows;
};

/// `digits` significant digits, for people; exact values belong in JSON.
std::string shortNumber(double value, int digits = 4);
/// `0.9667` → `96.7 %`.
std::string percent(double fraction);
/// `0.0123` → `12 ms`, `12.3` → `12.3 s`.
std::string duration(double seconds);
/// Milliseconds since 1970 as local `2026-01-31 12:00`.
std::string localTime(long long milliseconds);

}  // namespace qstore
