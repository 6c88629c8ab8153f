// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// Deeper than anything this program writes, and far from what a stack holds when JSON is written again.
constexpr std::size_t maxJsonDepth = 64;

/// Text → JSON, the one way in for text from outside. Parse when it is not JSON (with line and column),
/// holds invalid UTF-8, nests lists and objects more than `maxDepth` deep, or has a key twice in one
/// object.
QSTORE_EXPORT Result<nlohmann::json> parseJson(std::string_view text, std::size_t maxDepth = maxJsonDepth);
/// The same, with keys in the order they were written.
QSTORE_EXPORT Result<nlohmann::ordered_json> parseOrderedJson(std::string_view text,
                                                              std::size_t maxDepth = maxJsonDepth);

}  // namespace qstore
