// SPDX-License-Identifier: Apache-2.0
#include "core/backends/iso_time.h"

#include <chrono>

namespace qstore {
namespace {

/// Reads digits from the front of a text, exactly as many as asked for.
class Digits {
public:
    explicit Digits(std::string_view text) : m_rest(text) {}
    std::string_view rest() const { return m_rest; }
    bool ok() const { return m_ok; }

    int number(std::size_t count) {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) value = value * 10 + next();
        return value;
    }
    bool skip(char letter) {
        if (m_rest.empty() || m_rest.front() != letter) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    void expect(char letter) { m_ok = skip(letter) && m_ok; }
    /// A fraction of any length, in thousandths.
    int thousandths() {
        int value = 0;
        for (int scale = 100; !m_rest.empty() && isDigit(m_rest.front()); scale /= 10)
            value += scale * next();
        return value;
    }

private:
    static bool isDigit(char letter) { return letter >= '0' && letter <= '9'; }
    int next() {
        if (m_rest.empty() || !isDigit(m_rest.front())) {
            m_ok = false;
            return 0;
        }
        const int digit = m_rest.front() - '0';
        m_rest.remove_prefix(1);
        return digit;
    }
    std::string_view m_rest;
    bool m_ok = true;
};

/// Minutes east of Greenwich; nothing for what is neither `Z` nor `±hh:mm`.
std::optional<int> offsetMinutes(Digits& digits) {
    if (digits.skip('Z') || digits.skip('z')) return 0;
    const bool east = digits.skip('+');
    if (!east && !digits.skip('-')) return {};
    const int hours = digits.number(2);
    digits.skip(':');
    const int minutes = hours * 60 + digits.number(2);
    return east ? minutes : -minutes;
}

}  // namespace

std::optional<std::int64_t> isoTimeMs(std::string_view text) {
    Digits digits(text);
    const int year = digits.number(4);
    digits.expect('-');
    const int month = digits.number(2);
    digits.expect('-');
    const int day = digits.number(2);
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!digits.ok() || !date.ok()) return {};
    const std::int64_t dayMs = std::chrono::sys_days{date}.time_since_epoch().count() * 86'400'000LL;
    if (digits.rest().empty()) return dayMs;
    if (!digits.skip('T')) digits.expect(' ');
    const int hours = digits.number(2);
    digits.expect(':');
    const int minutes = digits.number(2);
    digits.expect(':');
    const int seconds = digits.number(2);
    const int ms = digits.skip('.') ? digits.thousandths() : 0;
    const auto offset = offsetMinutes(digits);
    if (!digits.ok() || !offset || !digits.rest().empty() || hours > 23 || minutes > 59 || seconds > 60)
        return {};
    return dayMs + ((hours * 60LL + minutes - *offset) * 60 + seconds) * 1000 + ms;
}

}  // namespace qstore
