// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// Replaces `path` with `content`: written beside it, synced, then renamed, so that a reader or a
/// crash sees the old file or the new one, never a part. A file that exists keeps its permissions, a new
/// one gets those of the process's umask; through a symbolic link its target is replaced, and what is no
/// regular file (a pipe, a terminal) is written to. On success the new name has reached the disk.
QSTORE_EXPORT Status writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// The same for what is nobody else's business: the file is readable and writable by its owner alone from
/// its first byte on, whatever the umask and whatever it was before.
QSTORE_EXPORT Status writePrivateFileAtomically(const std::filesystem::path& path,
                                                std::string_view content);

/// The whole file; refuses what is larger than `maxBytes` before reading it.
QSTORE_EXPORT Result<std::string> readFile(const std::filesystem::path& path,
                                           std::size_t maxBytes = std::size_t{1} << 32U);

}  // namespace qstore
