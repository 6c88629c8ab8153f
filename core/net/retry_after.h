// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/export.h"

namespace qstore {

/// Milliseconds since 1970 of a date as HTTP writes it (RFC 9110 §5.6.7, its three forms); nothing for any
/// other text.
QSTORE_EXPORT std::optional<std::int64_t> parseHttpDateMs(std::string_view text);
/// How long to wait by the value of a Retry-After header: seconds, or a date, which is held against
/// `nowUnixMs` (0 when it is past). Nothing when it is neither.
QSTORE_EXPORT std::optional<std::int64_t> parseRetryAfterMs(std::string_view value, std::int64_t nowUnixMs);

}  // namespace qstore
