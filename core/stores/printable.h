// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// Text for a message: control characters and broken bytes as \xNN, at most 60 bytes of it.
std::string shownText(std::string_view text);

/// 1 to `maxBytes` bytes of UTF-8 without control characters (U+0000 to U+001F, U+007F to U+009F).
/// InvalidArgument begins with `what`.
Status checkPrintable(std::string_view what, std::string_view text, std::size_t maxBytes);

}  // namespace qstore
