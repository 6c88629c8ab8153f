// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// Of a name, and of a register's origin: what a workspace takes.
inline constexpr std::size_t kMostNameBytes = 200;

/// InvalidArgument unless `name` can name a record, context, group or register: not empty, UTF-8 without
/// control characters, at most kMostNameBytes. `what` begins the sentence: "a record".
QSTORE_EXPORT Status checkStateName(std::string_view name, std::string_view what);

/// "'a', 'b'"; of more than ten the first ten and how many more there are.
std::string quotedList(const std::vector<std::string>& names);

/// "Did you mean …", or else which there are.
std::string nameHint(std::string_view name, const std::vector<std::string>& known);

template <class Value>
std::vector<std::string> keysOf(const std::map<std::string, Value>& map) {
    std::vector<std::string> keys;
    keys.reserve(map.size());
    for (const auto& [key, value] : map) keys.push_back(key);
    return keys;
}

}  // namespace qstore
