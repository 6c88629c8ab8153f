// SPDX-License-Identifier: Apache-2.0
#include "core/base/configuration_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

namespace qstore {
namespace {

namespace fs = std::filesystem;

fs::path variable(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): never set by us
    return value == nullptr ? "" : value;
}

tl::unexpected<Error> folderError(const char* what, const fs::path& folder, const std::string& reason) {
    return fail(ErrorCode::Io, what + (" '" + folder.string() + "': ") + reason,
                "set XDG_CONFIG_HOME to a folder you may write to");
}

}  // namespace

fs::path configurationFolder() {
    // The XDG specification tells programs to ignore relative paths.
    auto folder = variable("XDG_CONFIG_HOME");
    if (!folder.is_absolute()) folder = variable("HOME") / ".config";
    return folder / "qstore";
}

Result<FolderLock> FolderLock::take(const fs::path& folder) {
    std::error_code error;
    if (folder.has_parent_path()) fs::create_directories(folder.parent_path(), error);
    if (error) return folderError("cannot create", folder.parent_path(), error.message());
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return folderError("cannot create", folder, std::strerror(errno));
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return folderError("cannot open", folder, std::strerror(errno));
    int outcome = 0;
    do outcome = ::flock(file, LOCK_EX);
    while (outcome != 0 && errno == EINTR);
    if (outcome != 0) {
        const std::string reason = std::strerror(errno);
        ::close(file);
        return folderError("cannot lock", folder, reason);
    }
    return FolderLock(file);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : m_folder(std::exchange(other.m_folder, -1)) {}

FolderLock::~FolderLock() {
    if (m_folder >= 0) ::close(m_folder);  // which unlocks it
}

}  // namespace qstore
