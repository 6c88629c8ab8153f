// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/backends/profile.h"

namespace qstore {

/// `accounts.json` in the person's configuration folder.
QSTORE_EXPORT std::filesystem::path defaultProfilesPath();

/// The accounts of the person who runs the program, in one private file of their configuration. Nothing is
/// kept in memory: window and command line see each other's changes. The file never holds a key.
///
/// It is read strictly: Parse for an unknown or wrong entry, NewerVersion for another version; then nothing
/// is written either, so that what this release does not understand is not lost.
class QSTORE_EXPORT ProfileStore {
public:
    explicit ProfileStore(std::filesystem::path file = defaultProfilesPath());
    const std::filesystem::path& file() const { return m_file; }

    /// By name; empty while the file does not exist.
    Result<std::vector<BackendProfile>> list() const;
    /// NotFound with the nearest name.
    Result<BackendProfile> find(const std::string& name) const;
    /// Completed and checked; gives what was stored. AlreadyExists for a name that is taken or differs from
    /// one only in capitals, `-` and `_`, since both would read the same environment variable.
    Result<BackendProfile> add(BackendProfile profile) const;
    /// Replaces the profile of that name.
    Result<BackendProfile> change(BackendProfile profile) const;
    Status remove(const std::string& name) const;
    /// Keys are kept under the name: whoever renames moves them too.
    Status rename(const std::string& from, const std::string& to) const;

private:
    using Change = std::function<Status(std::vector<BackendProfile>&)>;
    Status alter(const Change& change) const;

    std::filesystem::path m_file;
};

}  // namespace qstore
