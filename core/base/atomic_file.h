// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// Replaces `path` with `content`: written beside it, synced, then renamed, so that a reader or a
/// crash sees the old file or the new one, never a part.
QSTORE_EXPORT Status writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// The whole file; refuses what is larger than `maxBytes` before reading it.
QSTORE_EXPORT Result<std::string> readFile(const std::filesystem::path& path,
                                           std::size_t maxBytes = std::size_t{1} << 32U);

/// Memory the system could give out now, in bytes (MemAvailable on Linux).
QSTORE_EXPORT std::size_t availableMemoryBytes();

}  // namespace qstore
