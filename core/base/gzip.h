// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// Whether the bytes start like a gzip member (RFC 1952).
bool isGzip(std::string_view bytes);

/// All members of a gzip file, checksums verified; refuses to give more than `maxBytes`.
QSTORE_EXPORT Result<std::string> gunzip(std::string_view bytes, std::size_t maxBytes);

/// One gzip member without a time: equal bytes give equal results.
Result<std::string> gzip(std::string_view bytes);

}  // namespace qstore
