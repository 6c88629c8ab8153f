// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "core/serving/http_server.h"

namespace qstore {
namespace {

bool sameName(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

HttpReply jsonReply(const nlohmann::json& document, int status) {
    HttpReply reply;
    reply.status = status;
    reply.body = document.dump();
    return reply;
}

std::string_view HttpCall::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (sameName(key, name)) return value;
    return {};
}

std::string_view HttpCall::parameter(std::string_view name) const {
    for (const auto& [key, value] : query)
        if (key == name) return value;
    return {};
}

bool HttpCall::hasParameter(std::string_view name) const {
    return std::any_of(query.begin(), query.end(), [&](const auto& entry) { return entry.first == name; });
}

Result<std::string> percentDecoded(std::string_view text, bool plusIsSpace) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+' && plusIsSpace) {
            decoded += ' ';
        } else if (text[at] != '%') {
            decoded += text[at];
        } else {
            const int high = at + 2 < text.size() ? hexDigit(text[at + 1]) : -1;
            const int low = at + 2 < text.size() ? hexDigit(text[at + 2]) : -1;
            if (high < 0 || low < 0)
                return fail(ErrorCode::Parse, "a % without two hexadecimal digits behind it", "write %25");
            decoded += static_cast<char>(high * 16 + low);
            at += 2;
        }
    }
    return decoded;
}

Result<NameValues> formValues(std::string_view text) {
    NameValues values;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = static_cast<std::size_t>(
            std::find(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), '&') - text.begin());
        const std::string_view pair = text.substr(begin, end - begin);
        begin = end + 1;
        if (pair.empty()) continue;
        const auto equals =
            static_cast<std::size_t>(std::find(pair.begin(), pair.end(), '=') - pair.begin());
        const std::string_view after = equals < pair.size() ? pair.substr(equals + 1) : std::string_view();
        QSTORE_TRY(std::string name, percentDecoded(pair.substr(0, equals), true));
        QSTORE_TRY(std::string value, percentDecoded(after, true));
        values.emplace_back(std::move(name), std::move(value));
    }
    return values;
}

}  // namespace qstore
