// SPDX-License-Identifier: Apache-2.0
#include "core/states/state_names.h"

#include <algorithm>

#include "core/base/closest_name.h"
#include "core/base/utf8.h"

namespace qstore {
namespace {

constexpr std::size_t kMostListed = 10;

bool isControl(char character) {
    return static_cast<unsigned char>(character) < 0x20 || character == 0x7f;
}

}  // namespace

Status checkStateName(std::string_view name, std::string_view what) {
    const std::string subject(what);
    if (name.empty()) return fail(ErrorCode::InvalidArgument, subject + " has an empty name", "Name it.");
    if (name.size() > kMostNameBytes) {
        return fail(ErrorCode::InvalidArgument,
                    subject + " has a name of " + std::to_string(name.size()) + " bytes",
                    "Use at most " + std::to_string(kMostNameBytes) + ".");
    }
    if (!isUtf8(name) || std::any_of(name.begin(), name.end(), isControl)) {
        return fail(ErrorCode::InvalidArgument,
                    subject + " has a name that is not UTF-8 text or holds control characters",
                    "Use letters, digits, spaces and signs.");
    }
    return {};
}

std::string quotedList(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kMostListed); ++i)
        text += (i == 0 ? "'" : ", '") + names[i] + "'";
    if (names.size() > kMostListed) text += " and " + std::to_string(names.size() - kMostListed) + " more";
    return text;
}

std::string nameHint(std::string_view name, const std::vector<std::string>& known) {
    const std::string near = closestName(name, known);
    if (!near.empty()) return "Did you mean '" + near + "'?";
    return known.empty() ? "There are none yet." : "There are " + quotedList(known) + ".";
}

}  // namespace qstore
