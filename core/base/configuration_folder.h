// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace qstore {

/// Where a person's own settings live: `$XDG_CONFIG_HOME/qstore`, else `~/.config/qstore`.
QSTORE_EXPORT std::filesystem::path configurationFolder();

/// While it lives, no other process (nor another one of these) changes the files of that folder through
/// one of these; window and command line may write at the same time.
class FolderLock {
public:
    /// Creates the folder, for its owner alone, where it is missing; waits for whoever holds it.
    static Result<FolderLock> take(const std::filesystem::path& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int folder) : m_folder(folder) {}
    int m_folder;
};

}  // namespace qstore
