// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace qstore {

/// While it lives, SQLite's default file system answers "disk full" to every write after the first ones
/// (https://www.sqlite.org/vfs.html).
class FailingVfs {
public:
    FailingVfs();
    ~FailingVfs();
    FailingVfs(const FailingVfs&) = delete;
    FailingVfs& operator=(const FailingVfs&) = delete;

    /// Writes that still succeed; a negative number = all.
    void allowWrites(std::int64_t writes);
    bool refusedAny() const;
};

}  // namespace qstore
