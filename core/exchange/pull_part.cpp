// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/pull_part.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/hash.h"
#include "core/exchange/point_bytes.h"
#include "core/learning/byte_stream.h"

namespace qstore {
namespace {

constexpr std::string_view kMagic = "qstore pull 1";
/// Before each record: its length as sixteen hexadecimal digits, and its SHA-256.
constexpr std::size_t kLengthDigits = 16;
constexpr std::size_t kHeadBytes = kLengthDigits + 64;
constexpr std::uint64_t kMostRecordBytes = std::uint64_t{1} << 31U;

std::string hexLength(std::uint64_t length) {
    std::string text(kLengthDigits, '0');
    for (std::size_t i = kLengthDigits; i-- > 0; length >>= 4U) text[i] = "0123456789abcdef"[length & 15U];
    return text;
}

std::optional<std::uint64_t> lengthOf(std::string_view digits) {
    std::uint64_t length = 0;
    for (const char c : digits) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit && (c < 'a' || c > 'f')) return std::nullopt;
        length = length * 16 + static_cast<std::uint64_t>(digit ? c - '0' : c - 'a' + 10);
    }
    return length;
}

std::string orderBytes(const PullOrder& order) {
    ByteWriter writer;
    writer.text(kMagic);
    writer.text(order.store);
    writer.text(order.collection);
    writer.text(order.filter);
    writer.u64(order.dimension);
    writer.text(metricName(order.metric));
    return writer.take();
}

tl::unexpected<Error> fileError(const std::string& what, const std::filesystem::path& file) {
    return fail(ErrorCode::Io, "cannot " + what + " '" + file.string() + "': " + std::strerror(errno),
                "see that its folder is writable and has room");
}

/// Up to `count` bytes; fewer at the end of the file.
Result<std::string> readAt(int file, std::uint64_t offset, std::size_t count,
                           const std::filesystem::path& path) {
    std::string bytes(count, '\0');
    std::size_t done = 0;
    while (done < count) {
        const ssize_t read =
            ::pread(file, bytes.data() + done, count - done, static_cast<off_t>(offset + done));
        if (read < 0 && errno == EINTR) continue;
        if (read < 0) return fileError("read", path);
        if (read == 0) break;
        done += static_cast<std::size_t>(read);
    }
    bytes.resize(done);
    return bytes;
}

}  // namespace

Result<PullPart> PullPart::open(const std::filesystem::path& file, const PullOrder& order) {
    const int opened = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (opened < 0) return fileError("open", file);
    PullPart part(file, opened);
    if (::flock(opened, LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorCode::Busy, "another program is pulling into '" + file.string() + "'",
                    "wait for it, or pull under another name");
    QSTORE_CHECK(part.load(order));
    return part;
}

PullPart::PullPart(PullPart&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_file(std::exchange(other.m_file, -1)),
      m_firstPage(other.m_firstPage),
      m_end(other.m_end),
      m_points(other.m_points),
      m_cursor(std::move(other.m_cursor)),
      m_complete(other.m_complete) {}

PullPart::~PullPart() {
    if (m_file >= 0) ::close(m_file);  // which unlocks it
}

Status PullPart::load(const PullOrder& order) {
    std::uint64_t offset = 0;
    QSTORE_TRY(const std::optional<std::string> header, readRecord(offset));
    if (!header) {
        QSTORE_TRY(const std::string start, readAt(m_file, 0, kHeadBytes, m_path));
        // What broke off before its first record was whole holds nothing yet.
        if (start.size() == kHeadBytes && !lengthOf(start.substr(0, kLengthDigits)))
            return fail(ErrorCode::Corrupt, "'" + m_path.string() + "' holds no interrupted pull",
                        "move it away; it is not ours");
        QSTORE_CHECK(writeRecord(orderBytes(order)));
        m_firstPage = m_end;
        return {};
    }
    if (*header != orderBytes(order))
        return fail(ErrorCode::InvalidArgument,
                    "an interrupted pull of something else, or of a collection that was made anew since, "
                    "lies in '" +
                        m_path.string() + "'",
                    "begin anew (--restart)");
    m_firstPage = m_end = offset;
    while (true) {
        QSTORE_TRY(const std::optional<std::string> record, readRecord(offset));
        if (!record) break;
        QSTORE_TRY(const Page page, pageOfBytes(*record));
        m_points += page.points.size();
        m_cursor = page.nextCursor;
        m_complete = page.nextCursor.empty();
        m_end = offset;
    }
    return {};
}

Result<std::optional<std::string>> PullPart::readRecord(std::uint64_t& offset) const {
    QSTORE_TRY(const std::string head, readAt(m_file, offset, kHeadBytes, m_path));
    if (head.size() < kHeadBytes) return std::optional<std::string>();
    const auto length = lengthOf(std::string_view(head).substr(0, kLengthDigits));
    if (!length || *length > kMostRecordBytes) return std::optional<std::string>();
    QSTORE_TRY(std::string bytes,
               readAt(m_file, offset + kHeadBytes, static_cast<std::size_t>(*length), m_path));
    if (bytes.size() < *length || sha256Hex(bytes) != head.substr(kLengthDigits))
        return std::optional<std::string>();
    offset += kHeadBytes + *length;
    return std::optional<std::string>(std::move(bytes));
}

Status PullPart::writeRecord(std::string_view bytes) {
    // What a crash left behind the last whole record goes first.
    if (::ftruncate(m_file, static_cast<off_t>(m_end)) != 0) return fileError("write", m_path);
    std::string record = hexLength(bytes.size()) + sha256Hex(bytes);
    record += bytes;
    std::size_t done = 0;
    while (done < record.size()) {
        const ssize_t written =
            ::pwrite(m_file, record.data() + done, record.size() - done, static_cast<off_t>(m_end + done));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return fileError("write", m_path);
        done += static_cast<std::size_t>(written);
    }
    m_end += record.size();
    return {};
}

Status PullPart::append(const Page& page) {
    QSTORE_CHECK(writeRecord(pageBytes(page)));
    m_points += page.points.size();
    m_cursor = page.nextCursor;
    m_complete = page.nextCursor.empty();
    return {};
}

Status PullPart::forEach(const std::function<Status(std::vector<Point>)>& take) const {
    std::uint64_t offset = m_firstPage;
    while (offset < m_end) {
        QSTORE_TRY(const std::optional<std::string> record, readRecord(offset));
        if (!record)
            return fail(ErrorCode::Corrupt, "'" + m_path.string() + "' has changed while it was read",
                        "begin anew (--restart)");
        QSTORE_TRY(Page page, pageOfBytes(*record));
        QSTORE_CHECK(take(std::move(page.points)));
    }
    return {};
}

Status PullPart::removeFile() {
    std::error_code error;
    std::filesystem::remove(m_path, error);
    if (!error) return {};
    return fail(ErrorCode::Io, "cannot remove '" + m_path.string() + "': " + error.message(),
                "remove it by hand; what was pulled is in the workspace");
}

}  // namespace qstore
