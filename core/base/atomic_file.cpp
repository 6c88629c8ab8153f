// SPDX-License-Identifier: Apache-2.0
#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>

namespace qstore {
namespace {

tl::unexpected<Error> ioError(std::string_view what, const std::filesystem::path& path, int error) {
    return fail(ErrorCode::Io, std::string(what) + " '" + path.string() + "': " + std::strerror(error),
                error == ENOSPC ? "free some space on that disk and try again"
                                : "check that the folder exists and that you may write there");
}

bool writeAll(int file, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(file, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// The file that a chain of symbolic links leads to; it need not exist.
Result<std::filesystem::path> linkTarget(std::filesystem::path path) {
    constexpr int maxLinks = 40;
    std::error_code error;
    for (int link = 0; link < maxLinks; ++link) {
        if (!std::filesystem::is_symlink(path, error)) return path;
        const auto target = std::filesystem::read_symlink(path, error);
        if (error) return ioError("cannot follow the link", path, error.value());
        path = target.is_absolute() ? target : path.parent_path() / target;
    }
    return ioError("cannot follow the link", path, ELOOP);
}

constexpr mode_t privateMode = 0600;

/// A new file beside `path` with those permissions that the umask leaves; fills in its name.
int createBeside(const std::filesystem::path& path, mode_t permissions, std::string& name) {
    constexpr int attempts = 100;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        std::uint64_t random = 0;
        if (::getrandom(&random, sizeof(random), 0) != sizeof(random)) return -1;
        name = path.string() + "." + std::to_string(random);
        const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions);
        if (file >= 0 || errno != EEXIST) return file;
    }
    return -1;
}

/// Without this a crash could bring back the old name after the caller was told of the new one.
int syncFolder(const std::filesystem::path& path) {
    const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const int folder = ::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return errno == EACCES ? 0 : errno;  // one may write into a folder one cannot list
    int error = ::fsync(folder) == 0 ? 0 : errno;
    if (error == EINVAL || error == ENOTSUP) error = 0;  // file systems that have nothing to sync there
    ::close(folder);
    return error;
}

Status writeInPlace(const std::filesystem::path& path, std::string_view content) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) return ioError("cannot write", path, errno);
    int error = writeAll(file, content) ? 0 : errno;
    if (::close(file) != 0 && error == 0) error = errno;
    if (error != 0) return ioError("cannot write", path, error);
    return {};
}

Status replaceFile(const std::filesystem::path& path, std::string_view content, bool isPrivate) {
    QSTORE_TRY(const auto target, linkTarget(path));
    struct stat old {};
    const bool exists = ::stat(target.c_str(), &old) == 0;
    if (exists && S_ISDIR(old.st_mode)) return ioError("cannot write", path, EISDIR);
    if (exists && !S_ISREG(old.st_mode)) return writeInPlace(target, content);
    std::string temporary;
    const int file = createBeside(target, isPrivate ? privateMode : 0666, temporary);
    if (file < 0) return ioError("cannot write", path, errno);
    int error = writeAll(file, content) ? 0 : errno;
    if (error == 0 && isPrivate && ::fchmod(file, privateMode) != 0) error = errno;
    if (error == 0 && !isPrivate && exists && ::fchmod(file, old.st_mode & 07777U) != 0) error = errno;
    if (error == 0 && ::fsync(file) != 0) error = errno;
    if (::close(file) != 0 && error == 0) error = errno;
    if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
    if (error == 0) {
        error = syncFolder(target);
        if (error == 0) return {};
        return ioError("cannot make sure that it is on the disk:", path, error);
    }
    ::unlink(temporary.c_str());
    return ioError("cannot write", path, error);
}

}  // namespace

Status writeFileAtomically(const std::filesystem::path& path, std::string_view content) {
    return replaceFile(path, content, false);
}

Status writePrivateFileAtomically(const std::filesystem::path& path, std::string_view content) {
    return replaceFile(path, content, true);
}

Result<std::string> readFile(const std::filesystem::path& path, std::size_t maxBytes) {
    std::error_code status;
    if (std::filesystem::is_directory(path, status))
        return fail(ErrorCode::Io, "'" + path.string() + "' is a folder", "name a file");
    const auto size = std::filesystem::file_size(path, status);
    if (status)
        return fail(status == std::errc::no_such_file_or_directory ? ErrorCode::NotFound : ErrorCode::Io,
                    "cannot read '" + path.string() + "': " + status.message(),
                    "check the file's name and permissions");
    if (size > maxBytes)
        return fail(ErrorCode::ResourceExhausted, "'" + path.string() + "' has " + std::to_string(size) +
                                                      " bytes; at most " + std::to_string(maxBytes) +
                                                      " are read");
    std::ifstream stream(path, std::ios::binary);
    std::string content(size, '\0');
    stream.read(content.data(), static_cast<std::streamsize>(size));
    if (!stream) return ioError("cannot read", path, errno);
    return content;
}

}  // namespace qstore
