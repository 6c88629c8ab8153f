// SPDX-License-Identifier: Apache-2.0
#include "core/net/retry_after.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <string>

#include "core/net/text.h"

namespace qstore {

std::optional<std::int64_t> parseHttpDateMs(std::string_view text) {
    // The reader below also takes "10" or "tomorrow's" pieces; all of HTTP's forms start with a day's name.
    constexpr std::array<std::string_view, 7> days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const std::string day = lowerAscii(text.substr(0, 3));
    if (text.size() > 64 || std::find(days.begin(), days.end(), day) == days.end()) return std::nullopt;
    const std::time_t seconds = ::curl_getdate(std::string(text).c_str(), nullptr);
    if (seconds < 0) return std::nullopt;
    return static_cast<std::int64_t>(seconds) * 1000;
}

std::optional<std::int64_t> parseRetryAfterMs(std::string_view value, std::int64_t nowUnixMs) {
    const std::string_view text = trimmed(value);
    if (text.empty()) return std::nullopt;
    if (text.find_first_not_of("0123456789") == std::string_view::npos) {
        // More seconds than that are no wait, but a mistake.
        constexpr std::int64_t mostSeconds = std::int64_t{100} * 366 * 24 * 3600;
        std::int64_t seconds = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
        if (read.ec != std::errc() || seconds > mostSeconds) return std::nullopt;
        return seconds * 1000;
    }
    const auto date = parseHttpDateMs(text);
    if (!date) return std::nullopt;
    return std::max<std::int64_t>(*date - nowUnixMs, 0);
}

}  // namespace qstore
