// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

#include "core/backends/calibration_json.h"

namespace qstore {
namespace {

using Days = std::chrono::sys_days;

/// Reads digits and separators from the front of a text.
class Reader {
public:
    explicit Reader(std::string_view text) : m_rest(text) {}
    bool digits(std::size_t count, int& value) {
        if (m_rest.size() < count) return false;
        const char* end = m_rest.data() + count;
        for (const char c : m_rest.substr(0, count))
            if (c < '0' || c > '9') return false;
        const auto read = std::from_chars(m_rest.data(), end, value);
        m_rest.remove_prefix(count);
        return read.ec == std::errc() && read.ptr == end;
    }
    bool one(std::string_view any) {
        if (m_rest.empty() || any.find(m_rest.front()) == std::string_view::npos) return false;
        m_last = m_rest.front();
        m_rest.remove_prefix(1);
        return true;
    }
    char last() const { return m_last; }
    bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
    char m_last = ' ';
};

bool readDay(Reader& reader, std::int64_t& ms) {
    int year = 0, month = 0, day = 0;
    if (!reader.digits(4, year) || !reader.one("-") || !reader.digits(2, month) || !reader.one("-") ||
        !reader.digits(2, day))
        return false;
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return false;
    ms = std::chrono::milliseconds(Days(date).time_since_epoch()).count();
    return true;
}

bool readClock(Reader& reader, std::int64_t& ms) {
    int hours = 0, minutes = 0, seconds = 0;
    if (!reader.digits(2, hours) || !reader.one(":") || !reader.digits(2, minutes) || !reader.one(":") ||
        !reader.digits(2, seconds) || hours > 23 || minutes > 59 || seconds > 60)
        return false;
    ms += ((hours * 60 + minutes) * 60 + seconds) * std::int64_t{1000};
    if (!reader.one(".")) return true;
    int digit = 0, scale = 100;
    bool any = false;
    for (; reader.digits(1, digit); scale /= 10, any = true) ms += digit * scale;
    return any;
}

bool readZone(Reader& reader, std::int64_t& ms) {
    if (reader.one("Zz")) return true;
    int hours = 0, minutes = 0;
    if (!reader.one("+-")) return false;
    const int sign = reader.last() == '-' ? -1 : 1;
    if (!reader.digits(2, hours)) return false;
    reader.one(":");
    if (!reader.digits(2, minutes)) return false;
    ms -= sign * (hours * 60 + minutes) * std::int64_t{60'000};
    return true;
}

std::chrono::year_month_day dayOf(std::int64_t unixMs) {
    return std::chrono::floor<std::chrono::days>(std::chrono::sys_time(std::chrono::milliseconds(unixMs)));
}

}  // namespace

Result<std::int64_t> unixMsOfIsoTime(std::string_view text) {
    Reader reader(text);
    std::int64_t ms = 0;
    bool good = readDay(reader, ms);
    if (good && !reader.atEnd()) {
        good = reader.one("Tt ") && readClock(reader, ms);
        // Without a zone a time is taken as UTC.
        if (good && !reader.atEnd()) good = readZone(reader, ms) && reader.atEnd();
    }
    if (good) return ms;
    return fail(ErrorCode::Parse, "'" + std::string(text.substr(0, 40)) + "' is no day and time",
                "They look like 2025-06-16 or 2025-06-16T10:00:00Z.");
}

std::string utcDayText(std::int64_t unixMs) {
    const auto date = dayOf(unixMs);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

std::string utcTimeText(std::int64_t unixMs) {
    const std::chrono::milliseconds rest =
        std::chrono::milliseconds(unixMs) -
        std::chrono::milliseconds(Days(dayOf(unixMs)).time_since_epoch());
    const auto ms = static_cast<unsigned>(rest.count());
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "T%02u:%02u:%02u.%03uZ", ms / 3'600'000, ms / 60'000 % 60,
                  ms / 1000 % 60, ms % 1000);
    return utcDayText(unixMs) + text.data();
}

}  // namespace qstore
