// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/export.h"

namespace qstore {

/// "2025-05-28T20:47:05.440Z" (or with an offset, without a fraction, or a date alone) as milliseconds
/// since 1970; nothing for anything else.
QSTORE_EXPORT std::optional<std::int64_t> isoTimeMs(std::string_view text);

}  // namespace qstore
