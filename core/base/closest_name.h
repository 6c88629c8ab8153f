// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/export.h"

namespace qstore {

/// The one of `names` that `text` was most likely meant to be: at most a third of its characters (and at
/// least one) inserted, left out or replaced, or `text` its beginning; capitals do not count. The first of
/// equals, empty when none is near.
QSTORE_EXPORT std::string closestName(std::string_view text, const std::vector<std::string>& names);

/// Levenshtein's distance: insertions, deletions and replacements of one character.
std::size_t editDistance(std::string_view a, std::string_view b);

/// A to Z made small; everything else stays.
std::string asciiLowerCase(std::string_view text);

}  // namespace qstore
