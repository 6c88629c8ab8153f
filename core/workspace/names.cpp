// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/names.h"

#include <algorithm>
#include <cctype>

#include "core/base/utf8.h"
#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

constexpr std::size_t maxNameBytes = 200;

/// As a message can show it: bytes that are no text as \xNN.
std::string shown(std::string_view name) {
    if (isUtf8(name)) return std::string(name.substr(0, maxNameBytes));
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : name.substr(0, maxNameBytes)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F) {
            text += c;
            continue;
        }
        text += "\\x";
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

}  // namespace

Status checkName(std::string_view name, std::string_view what) {
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::InvalidArgument,
                    "'" + shown(name) + "' cannot name " + std::string(what) + ": " + why,
                    "give it another name");
    };
    if (name.empty()) return refuse("it is empty");
    if (!isUtf8(name)) return refuse("it is not valid UTF-8");
    if (name.size() > maxNameBytes)
        return refuse("it has " + std::to_string(name.size()) + " bytes; at most " +
                      std::to_string(maxNameBytes) + " are kept");
    const auto isControl = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
    if (std::any_of(name.begin(), name.end(), isControl)) return refuse("it holds a control character");
    return {};
}

Status checkModelName(std::string_view name, std::string_view what) {
    QSTORE_CHECK(checkName(name, what));
    if (name.find_first_of("@:/\\") == std::string_view::npos) return {};
    return fail(ErrorCode::InvalidArgument, "'" + std::string(name) + "' cannot name " + std::string(what),
                "use letters, digits, '-', '_' and '.', without '@', ':' and '/'");
}

Status checkNote(std::string_view text, std::string_view what) {
    if (!isUtf8(text))
        return fail(ErrorCode::InvalidArgument, std::string(what) + " are not valid UTF-8",
                    "save the text as UTF-8");
    return requireStorable(std::string(text), std::string(what));
}

}  // namespace qstore
