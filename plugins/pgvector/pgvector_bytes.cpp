// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pgvector_bytes.h"

#include <algorithm>

#include "core/base/closest_name.h"
#include "core/base/hash.h"
#include "core/base/memory.h"
#include "core/stores/store_checks.h"
#include "plugins/pgvector/collection_registry.h"

namespace qstore {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20U;

/// Names of files follow the rules of ids.
Status checkText(const std::string& what, const std::string& text) {
    Status valid = checkId(text);
    constexpr std::string_view id = "the id";
    if (!valid && valid.error().message.rfind(id, 0) == 0)
        valid.error().message.replace(0, id.size(), what);
    return valid;
}

tl::unexpected<Error> noFile(const std::string& name, const std::vector<KeptFile>& there) {
    std::vector<std::string> names;
    names.reserve(there.size());
    for (const KeptFile& file : there) names.push_back(file.name);
    const std::string near = closestName(name, names);
    return fail(ErrorCode::NotFound, "the store keeps no file '" + name + "'",
                near.empty() ? "List what it keeps." : "Did you mean '" + near + "'?");
}

tl::unexpected<Error> damaged(const std::string& name, const std::string& why) {
    return fail(ErrorCode::Corrupt, "the file '" + name + "' is not what was kept: " + why,
                "Keep it again from where it came, or restore the database from a backup.");
}

Result<KeptFile> fileAt(const PgRows& rows, std::size_t row) {
    KeptFile file{rows.text(row, 0), rows.text(row, 1), rows.text(row, 2), 0, 0};
    QSTORE_TRY(const std::int64_t bytes, rows.number(row, 3));
    QSTORE_TRY(file.keptMs, rows.number(row, 4));
    file.bytes = static_cast<std::uint64_t>(bytes);
    return file;
}

}  // namespace

Result<std::vector<KeptFile>> PgvectorBytes::list(PgConnection& connection,
                                                  const RunControl& control) const {
    std::vector<KeptFile> files;
    QSTORE_TRY(const bool there, hasTable(connection, m_settings, "files", control));
    if (!there) return files;
    QSTORE_TRY(const PgRows rows, connection.run("SELECT name, kind, sha256, size, kept_ms FROM " +
                                                     m_settings.table("files") + " ORDER BY name",
                                                 {}, control));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        QSTORE_TRY(KeptFile file, fileAt(rows, row));
        files.push_back(std::move(file));
    }
    return files;
}

Result<std::vector<KeptFile>> PgvectorBytes::files(const RunControl& control) {
    std::vector<KeptFile> files;
    QSTORE_CHECK(m_session.run(control, PgRepeat::Yes, [&](PgConnection& connection) -> Status {
        QSTORE_TRY(files, list(connection, control));
        return {};
    }));
    return files;
}

Status PgvectorBytes::makeTables(PgConnection& connection, const RunControl& control) const {
    QSTORE_TRY(const bool there, hasTable(connection, m_settings, "file_chunks", control));
    if (there) return {};
    PgTransaction transaction(connection);
    QSTORE_CHECK(transaction.begin(control));
    QSTORE_CHECK(makeSchema(connection, m_settings, control));
    return transaction.commit();
}

Status PgvectorBytes::write(PgConnection& connection, KeptFile& file, std::string_view bytes,
                            const RunControl& control) const {
    QSTORE_CHECK(makeTables(connection, control));
    PgTransaction transaction(connection);
    QSTORE_CHECK(transaction.begin(control));
    const std::string files = m_settings.table("files");
    // Two of one name follow each other.
    QSTORE_CHECK(connection.run("SELECT pg_advisory_xact_lock(hashtextextended($1::text, 7162348190234))",
                                PgParams().text(files + file.name), control));
    QSTORE_CHECK(connection.run("DELETE FROM " + files + " WHERE name = $1::text",
                                PgParams().text(file.name), control));
    QSTORE_TRY(
        const PgRows made,
        connection.run("INSERT INTO " + files +
                           " (name, kind, sha256, size, kept_ms) VALUES ($1::text, $2::text,"
                           " $3::text, $4::bigint, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)"
                           " RETURNING number, kept_ms",
                       PgParams()
                           .text(file.name)
                           .text(file.kind)
                           .text(file.sha256)
                           .number(static_cast<std::int64_t>(file.bytes)),
                       control));
    QSTORE_TRY(const std::int64_t number, made.number(0, 0));
    QSTORE_TRY(file.keptMs, made.number(0, 1));
    for (std::size_t at = 0, part = 0; at < bytes.size(); at += kChunkBytes, ++part) {
        PgParams values;
        values.number(number).number(static_cast<std::int64_t>(part));
        values.binary(std::string(bytes.substr(at, kChunkBytes)));
        QSTORE_CHECK(connection.run("INSERT INTO " + m_settings.table("file_chunks") +
                                        " (file, part, data) VALUES ($1::bigint, $2::integer, $3::bytea)",
                                    values, control));
        control.report(std::min(at + kChunkBytes, bytes.size()), bytes.size());
    }
    return transaction.commit();
}

Result<KeptFile> PgvectorBytes::keep(const std::string& name, const std::string& kind,
                                     std::string_view bytes, const RunControl& control) {
    QSTORE_CHECK(checkText("the name of a file", name));
    QSTORE_CHECK(checkText("the kind of a file", kind));
    KeptFile file{name, kind, sha256Hex(bytes), bytes.size(), 0};
    QSTORE_CHECK(m_session.run(control, PgRepeat::Yes, [&](PgConnection& connection) {
        return write(connection, file, bytes, control);
    }));
    return file;
}

Status PgvectorBytes::readChunks(PgConnection& connection, std::int64_t number, std::uint64_t size,
                                 std::string& bytes, const RunControl& control) const {
    const std::string sql = "SELECT data FROM " + m_settings.table("file_chunks") +
                            " WHERE file = $1::bigint AND part = $2::integer";
    for (std::int64_t part = 0; bytes.size() < size; ++part) {
        QSTORE_TRY(const PgRows rows, connection.run(sql, PgParams().number(number).number(part), control));
        // The checksum tells what this means.
        if (rows.size() == 0 || rows.bytes(0, 0).empty()) return {};
        bytes += rows.bytes(0, 0);
        control.report(bytes.size(), size);
    }
    return {};
}

Status PgvectorBytes::read(PgConnection& connection, const std::string& name, std::string& bytes,
                           const RunControl& control) const {
    bytes.clear();
    // One snapshot: whoever replaces the file meanwhile does not mix the two.
    PgTransaction transaction(connection);
    QSTORE_CHECK(transaction.begin(control, "ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    QSTORE_TRY(const std::vector<KeptFile> there, list(connection, control));
    const auto file =
        std::find_if(there.begin(), there.end(), [&](const KeptFile& kept) { return kept.name == name; });
    if (file == there.end()) return noFile(name, there);
    QSTORE_TRY(const PgRows rows,
               connection.run("SELECT number FROM " + m_settings.table("files") + " WHERE name = $1::text",
                              PgParams().text(name), control));
    QSTORE_CHECK(requireMemory(file->bytes, "restoring the file '" + name + "'",
                               "Close other programs, or use a machine with more memory."));
    bytes.reserve(file->bytes);
    QSTORE_TRY(const std::int64_t number, rows.number(0, 0));
    QSTORE_CHECK(readChunks(connection, number, file->bytes, bytes, control));
    if (bytes.size() != file->bytes)
        return damaged(name, std::to_string(bytes.size()) + " bytes of " + std::to_string(file->bytes));
    if (sha256Hex(std::string_view(bytes)) != file->sha256)
        return damaged(name, "its SHA-256 does not hold");
    return transaction.commit();
}

Result<std::string> PgvectorBytes::restore(const std::string& name, const RunControl& control) {
    QSTORE_CHECK(checkText("the name of a file", name));
    std::string bytes;
    QSTORE_CHECK(m_session.run(control, PgRepeat::Yes, [&](PgConnection& connection) {
        return read(connection, name, bytes, control);
    }));
    return bytes;
}

Result<bool> PgvectorBytes::forget(const std::string& name, const RunControl& control) {
    QSTORE_CHECK(checkText("the name of a file", name));
    bool wasThere = false;
    QSTORE_CHECK(m_session.run(control, PgRepeat::No, [&](PgConnection& connection) -> Status {
        QSTORE_TRY(const bool there, hasTable(connection, m_settings, "files", control));
        if (!there) return {};
        QSTORE_TRY(const PgRows gone,
                   connection.run("DELETE FROM " + m_settings.table("files") + " WHERE name = $1::text",
                                  PgParams().text(name), control));
        wasThere = gone.changed() > 0;
        return {};
    }));
    return wasThere;
}

}  // namespace qstore
