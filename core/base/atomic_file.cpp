// SPDX-License-Identifier: Apache-2.0
#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
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

}  // namespace

Status writeFileAtomically(const std::filesystem::path& path, std::string_view content) {
    std::string temporary = path.string() + ".XXXXXX";
    const int file = ::mkstemp(temporary.data());
    if (file < 0) return ioError("cannot write", path, errno);
    int error = writeAll(file, content) && ::fsync(file) == 0 ? 0 : errno;
    if (::fchmod(file, 0644) != 0 && error == 0) error = errno;
    if (::close(file) != 0 && error == 0) error = errno;
    if (error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
    if (error == 0) return {};
    ::unlink(temporary.c_str());
    return ioError("cannot write", path, error);
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

std::size_t availableMemoryBytes() {
    std::ifstream meminfo("/proc/meminfo");
    std::string key;
    std::size_t kibibytes = 0;
    while (meminfo >> key >> kibibytes) {
        if (key == "MemAvailable:") return kibibytes * 1024;
        meminfo.ignore(64, '\n');
    }
    return static_cast<std::size_t>(::sysconf(_SC_PHYS_PAGES)) *
           static_cast<std::size_t>(::sysconf(_SC_PAGE_SIZE));
}

}  // namespace qstore
