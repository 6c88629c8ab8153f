// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/export.h"

namespace qstore {

/// Shortest decimal text that reads back to the same double, independent of the locale.
QSTORE_EXPORT std::string numberToText(double value);

/// The whole of `text` as a double, independent of the locale; nothing when any character is left.
QSTORE_EXPORT std::optional<double> textToNumber(std::string_view text);

}  // namespace qstore
