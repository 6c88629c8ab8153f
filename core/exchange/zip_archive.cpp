// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/zip_archive.h"

#include <zip.h>

#include <memory>

namespace qstore {
namespace {

struct ArchiveDiscard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct SourceFree {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct FileClose {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, ArchiveDiscard>;
using Source = std::unique_ptr<zip_source_t, SourceFree>;
using File = std::unique_ptr<zip_file_t, FileClose>;

/// libzip's error object with its clean-up.
class ZipError {
public:
    ZipError() { zip_error_init(&m_error); }
    ~ZipError() { zip_error_fini(&m_error); }
    ZipError(const ZipError&) = delete;
    ZipError& operator=(const ZipError&) = delete;
    zip_error_t* get() { return &m_error; }
    std::string text() { return zip_error_strerror(&m_error); }

private:
    zip_error_t m_error{};
};

tl::unexpected<Error> cannotWrite(const std::string& why) {
    return fail(ErrorCode::Failed, "cannot make the zip archive: " + why);
}

tl::unexpected<Error> damagedZip(const std::string& what) {
    return fail(ErrorCode::Corrupt, "zip archive: " + what,
                "the file is damagedZip or not a bundle; get it again from where it was exported");
}

Status addEntry(zip_t* archive, const std::string& name, const std::string& content) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    if (source == nullptr) return cannotWrite(zip_strerror(archive));
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return cannotWrite(zip_strerror(archive));
    }
    // 1980-01-01 00:00, the zip epoch: equal content gives equal bytes.
    constexpr zip_uint16_t epochDate = (1U << 5U) | 1U;
    if (zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index), 0, epochDate, 0) != 0)
        return cannotWrite(zip_strerror(archive));
    return {};
}

Result<std::string> sourceContent(zip_source_t* source) {
    zip_stat_t status;
    zip_stat_init(&status);
    if (zip_source_stat(source, &status) != 0 || zip_source_open(source) != 0)
        return cannotWrite(zip_error_strerror(zip_source_error(source)));
    std::string bytes(status.size, '\0');
    const zip_int64_t count = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (count != static_cast<zip_int64_t>(bytes.size())) return cannotWrite("short read of its own output");
    return bytes;
}

bool isPlainName(std::string_view name) {
    return !name.empty() && name.find_first_of("/\\") == std::string_view::npos &&
           name.find("..") == std::string_view::npos && name.find(':') == std::string_view::npos;
}

Status checkEntry(const zip_stat_t& status, const ZipLimits& limits) {
    const std::string name = status.name;
    if (!isPlainName(name))
        return damagedZip("entry '" + name + "' has a path in its name; only plain file names are read");
    if ((status.valid & ZIP_STAT_SIZE) == 0U) return damagedZip("entry '" + name + "' has no size");
    if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0U && status.encryption_method != ZIP_EM_NONE)
        return fail(ErrorCode::Unsupported, "zip archive: entry '" + name + "' is encrypted");
    if (status.size > limits.entryBytes)
        return fail(ErrorCode::ResourceExhausted, "zip archive: entry '" + name + "' unpacks to " +
                                                      std::to_string(status.size) + " bytes; at most " +
                                                      std::to_string(limits.entryBytes) + " are read");
    return {};
}

Result<std::string> readEntry(zip_t* archive, zip_uint64_t index, const zip_stat_t& status) {
    const File file(zip_fopen_index(archive, index, 0));
    if (!file) return damagedZip("entry '" + std::string(status.name) + "': " + zip_strerror(archive));
    std::string content(status.size, '\0');
    zip_uint64_t position = 0;
    while (position < content.size()) {
        const zip_int64_t count =
            zip_fread(file.get(), content.data() + position, content.size() - position);
        if (count <= 0) break;
        position += static_cast<zip_uint64_t>(count);
    }
    // The read past the end makes libzip compare the checksum and shows a size that lied.
    char beyond = 0;
    const zip_int64_t more = zip_fread(file.get(), &beyond, 1);
    if (position != content.size() || more != 0)
        return damagedZip("entry '" + std::string(status.name) + "' does not match its size or checksum");
    return content;
}

}  // namespace

Result<std::string> writeZip(const ZipEntries& entries) {
    ZipError error;
    const Source source(zip_source_buffer_create(nullptr, 0, 0, error.get()));
    if (!source) return cannotWrite(error.text());
    Archive archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, error.get()));
    if (!archive) return cannotWrite(error.text());
    zip_source_keep(source.get());
    for (const auto& [name, content] : entries) QSTORE_CHECK(addEntry(archive.get(), name, content));
    if (zip_close(archive.get()) != 0) return cannotWrite(zip_strerror(archive.get()));
    static_cast<void>(archive.release());
    return sourceContent(source.get());
}

Result<ZipEntries> readZip(std::string_view bytes, const ZipLimits& limits) {
    if (bytes.empty()) return damagedZip("the file is empty");  // libzip takes it for an archive of nothing
    ZipError error;
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, error.get());
    if (source == nullptr) return damagedZip(error.text());
    const Archive archive(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, error.get()));
    if (!archive) {
        zip_source_free(source);
        return damagedZip(error.text());
    }
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
    if (count > limits.entries)
        return fail(ErrorCode::ResourceExhausted, "zip archive: " + std::to_string(count) +
                                                      " entries; at most " +
                                                      std::to_string(limits.entries) + " are read");
    std::vector<zip_stat_t> stats(count);
    std::size_t total = 0;
    for (zip_uint64_t index = 0; index < count; ++index) {
        if (zip_stat_index(archive.get(), index, 0, &stats[index]) != 0)
            return damagedZip(zip_strerror(archive.get()));
        QSTORE_CHECK(checkEntry(stats[index], limits));
        total += stats[index].size;
        if (total > limits.totalBytes)
            return fail(ErrorCode::ResourceExhausted, "zip archive: its entries unpack to more than " +
                                                          std::to_string(limits.totalBytes) + " bytes");
    }
    ZipEntries entries;
    for (zip_uint64_t index = 0; index < count; ++index) {
        QSTORE_TRY(auto content, readEntry(archive.get(), index, stats[index]));
        if (!entries.emplace(stats[index].name, std::move(content)).second)
            return damagedZip("entry '" + std::string(stats[index].name) + "' appears twice");
    }
    return entries;
}

}  // namespace qstore
