// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/base/export.h"

namespace qstore {

/// Whether the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, up to U+10FFFF).
QSTORE_EXPORT bool isUtf8(std::string_view text);

}  // namespace qstore
