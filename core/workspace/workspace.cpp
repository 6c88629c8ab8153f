// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/workspace.h"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <cstdlib>

#include "core/workspace/migrations.h"
#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

constexpr int busyTimeoutMs = 5000;
/// Larger files are not read as a whole when they are opened; damage then shows where it is met.
constexpr std::uintmax_t fullCheckBytes = std::uintmax_t{64} << 20U;
constexpr std::size_t maxTextBytes = std::size_t{16} << 20U;

tl::unexpected<Error> damagedFile(const std::filesystem::path& path, const std::string& what) {
    return tl::unexpected<Error>(sqliteError(SQLITE_CORRUPT, SQLITE_CORRUPT, what, path));
}

Status quickCheck(SQLite::Database& database, const std::filesystem::path& path, const char* sql) {
    const std::string answer = database.execAndGet(sql).getString();
    if (answer != "ok") return damagedFile(path, answer);
    return {};
}

Status prepareFolder(const std::filesystem::path& path) {
    std::error_code error;
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
    if (error)
        return fail(ErrorCode::Io,
                    "cannot create the folder '" + path.parent_path().string() + "': " + error.message(),
                    "choose another place for the workspace");
    return {};
}

tl::unexpected<Error> cannotCopy(const std::filesystem::path& from, const std::filesystem::path& to,
                                 const std::error_code& error) {
    return fail(ErrorCode::Io,
                "cannot copy '" + from.string() + "' to '" + to.string() + "': " + error.message(),
                "check the free space and that you may write there");
}

Status requireFree(const std::filesystem::path& target) {
    std::error_code error;
    if (!std::filesystem::exists(target, error)) return {};
    return fail(ErrorCode::AlreadyExists, "'" + target.string() + "' exists already",
                "choose another name for the copy");
}

/// All pages into a new file. SQLite answers BUSY or LOCKED without an exception when it has to wait.
template <class Impl>
Status copyPages(const Impl& impl, const std::filesystem::path& target) {
    try {
        const auto reader = impl.takeReader();
        SQLite::Database copy(target.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busyTimeoutMs);
        SQLite::Backup backup(copy, *reader);
        const int answer = backup.executeStep(-1);
        if (answer == SQLITE_DONE) return {};
        return tl::unexpected<Error>(
            sqliteError(answer, answer, "the copy stopped before its end", impl.path));
    } catch (const SQLite::Exception& exception) {
        return tl::unexpected<Error>(sqliteError(exception, target));
    }
}

}  // namespace

Status Workspace::Impl::open(bool create) {
    std::error_code error;
    const bool exists = std::filesystem::exists(path, error);
    if (!exists && !create)
        return fail(ErrorCode::NotFound, "there is no workspace '" + path.string() + "'",
                    "import a table to create it, or name another with --workspace");
    if (exists && std::filesystem::is_directory(path, error))
        return fail(ErrorCode::Io, "'" + path.string() + "' is a folder", "name a .qstore file");
    if (!exists) QSTORE_CHECK(prepareFolder(path));
    try {
        writer = std::make_unique<SQLite::Database>(
            path.string(), SQLite::OPEN_READWRITE | (create ? SQLite::OPEN_CREATE : 0), busyTimeoutMs);
        if (exists && std::filesystem::file_size(path, error) <= fullCheckBytes)
            QSTORE_CHECK(quickCheck(*writer, path, "PRAGMA quick_check(1)"));
        QSTORE_CHECK(migrateWorkspace(*writer, path));
        writer->exec("PRAGMA journal_mode = WAL");
        writer->exec("PRAGMA synchronous = FULL");
        writer->exec("PRAGMA foreign_keys = ON");
    } catch (const SQLite::Exception& exception) {
        return tl::unexpected<Error>(sqliteError(exception, path));
    }
    owner = currentLeaseOwner();
    return {};
}

std::unique_ptr<SQLite::Database> Workspace::Impl::takeReader() const {
    {
        const std::scoped_lock lock(readersMutex);
        if (!idleReaders.empty()) {
            auto reader = std::move(idleReaders.back());
            idleReaders.pop_back();
            return reader;
        }
    }
    auto reader = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READWRITE, busyTimeoutMs);
    reader->exec("PRAGMA query_only = ON");
    return reader;
}

void Workspace::Impl::giveBack(std::unique_ptr<SQLite::Database> reader) const {
    const std::scoped_lock lock(readersMutex);
    idleReaders.push_back(std::move(reader));
}

Workspace::Workspace(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Workspace::~Workspace() {
    // Runs that nobody works on any more are given back, so that they can be resumed from elsewhere.
    // Failing to is harmless: the lease ends with this process.
    static_cast<void>(m_impl->write([&](SQLite::Database& database) -> Status {
        if (!statement(database, "SELECT 1 FROM runs WHERE lease_token = ?", m_impl->owner.token)
                 .executeStep())
            return fail(ErrorCode::NotFound, "no lease to give back");
        execute(database, "UPDATE runs SET lease_token = '' WHERE lease_token = ?", m_impl->owner.token);
        return {};
    }));
}

const std::filesystem::path& Workspace::path() const {
    return m_impl->path;
}

Result<std::shared_ptr<Workspace>> Workspace::open(const std::filesystem::path& path, bool create) {
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    QSTORE_CHECK(impl->open(create));
    return std::shared_ptr<Workspace>(new Workspace(std::move(impl)));
}

Status Workspace::setValue(const std::string& key, const std::string& value) {
    QSTORE_CHECK(requireStorable(value, "value '" + key + "'"));
    return m_impl->write([&](SQLite::Database& database) -> Status {
        execute(database,
                "INSERT INTO kept_values (key, value) VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                key, value);
        return {};
    });
}

Result<std::optional<std::string>> Workspace::value(const std::string& key) const {
    return m_impl->read([&](SQLite::Database& database) -> Result<std::optional<std::string>> {
        auto row = statement(database, "SELECT value FROM kept_values WHERE key = ?", key);
        if (!row.executeStep()) return std::optional<std::string>{};
        return std::optional<std::string>(textOf(row.getColumn(0)));
    });
}

Status Workspace::integrityCheck() const {
    return m_impl->read([&](SQLite::Database& database) -> Status {
        QSTORE_CHECK(quickCheck(database, m_impl->path, "PRAGMA integrity_check(1)"));
        if (statement(database, "PRAGMA foreign_key_check").executeStep())
            return damagedFile(m_impl->path, "a row refers to one that does not exist");
        return {};
    });
}

Status Workspace::backupTo(const std::filesystem::path& target) const {
    QSTORE_CHECK(requireFree(target));
    // Under another name until it is whole, so that no crash leaves a part of a copy under the right one.
    const std::filesystem::path partial = target.string() + ".part-" + randomHex(4);
    auto status = copyPages(*m_impl, partial);
    std::error_code error;
    if (status) {
        std::filesystem::rename(partial, target, error);
        if (!error) return {};
        status = cannotCopy(partial, target, error);
    }
    std::filesystem::remove(partial, error);
    return status;
}

Result<std::filesystem::path> copyWorkspaceFile(const std::filesystem::path& path,
                                                std::filesystem::path target) {
    std::error_code error;
    if (!target.empty()) QSTORE_CHECK(requireFree(target));
    for (int number = 1; target.empty() || std::filesystem::exists(target, error); ++number) {
        target = path;
        target.replace_filename(path.stem().string() + "-copy" + std::to_string(number) +
                                path.extension().string());
    }
    // The log beside the file holds its newest commits and belongs to it.
    for (const char* suffix : {"", "-wal"}) {
        const std::filesystem::path from = path.string() + suffix;
        if (*suffix != '\0' && !std::filesystem::exists(from, error)) continue;
        std::filesystem::copy_file(from, target.string() + suffix, error);
        if (error) return cannotCopy(from, target.string() + suffix, error);
    }
    return target;
}

Status requireStorable(const std::string& text, const std::string& what) {
    if (text.size() <= maxTextBytes) return {};
    return fail(ErrorCode::ResourceExhausted, what + " has " + std::to_string(text.size()) +
                                                  " bytes; a workspace holds at most " +
                                                  std::to_string(maxTextBytes) + " in one piece");
}

std::filesystem::path defaultWorkspacePath() {
    const auto variable = [](const char* name) -> std::filesystem::path {
        const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): never set by us
        return value == nullptr ? "" : value;
    };
    if (auto named = variable("QSTORE_WORKSPACE"); !named.empty()) return named;
    auto folder = variable("XDG_DATA_HOME");
    if (folder.empty()) folder = variable("HOME") / ".local" / "share";
    return folder / "qstore" / "default.qstore";
}

}  // namespace qstore
