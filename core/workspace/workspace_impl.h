// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <mutex>
#include <type_traits>
#include <utility>

#include "core/workspace/lease.h"
#include "core/workspace/lineage.h"
#include "core/workspace/sqlite_errors.h"
#include "core/workspace/testing.h"
#include "core/workspace/workspace.h"

namespace qstore::testing {

struct CommitSeam {
    CommitObserver observer;
    std::uint64_t commits = 0;
};

}  // namespace qstore::testing

namespace qstore {

/// No piece of a column, tensor or checkpoint is larger; SQLite keeps whole rows in memory.
constexpr std::size_t chunkBytes = std::size_t{8} << 20U;

/// One writing connection behind a mutex, and as many reading ones as there are readers at a time.
struct Workspace::Impl {
    std::filesystem::path path;
    LeaseOwner owner;
    std::mutex writeMutex;
    std::unique_ptr<SQLite::Database> writer;
    testing::CommitSeam commitSeam;
    mutable std::mutex readersMutex;
    mutable std::vector<std::unique_ptr<SQLite::Database>> idleReaders;

    Status open(bool create);
    std::unique_ptr<SQLite::Database> takeReader() const;
    void giveBack(std::unique_ptr<SQLite::Database> reader) const;

    /// `body(database)` returns a Result; success is committed before this returns, failure is undone.
    template <class Body>
    auto write(Body&& body) -> std::invoke_result_t<Body, SQLite::Database&> {
        const std::scoped_lock lock(writeMutex);
        try {
            SQLite::Transaction transaction(*writer, SQLite::TransactionBehavior::IMMEDIATE);
            auto result = body(*writer);
            if (!result) return result;
            transaction.commit();
            ++commitSeam.commits;
            if (commitSeam.observer) commitSeam.observer(testing::CommitPhase::After, commitSeam.commits);
            return result;
        } catch (const SQLite::Exception& exception) {
            return tl::unexpected<Error>(sqliteError(exception, path));
        }
    }

    /// `body(database)` sees one consistent state of the file.
    template <class Body>
    auto read(Body&& body) const -> std::invoke_result_t<Body, SQLite::Database&> {
        try {
            std::unique_ptr<SQLite::Database> reader = takeReader();
            auto result = [&] {
                SQLite::Transaction snapshot(*reader);
                return body(*reader);
            }();
            giveBack(std::move(reader));
            return result;
        } catch (const SQLite::Exception& exception) {
            return tl::unexpected<Error>(sqliteError(exception, path));
        }
    }
};

/// Lets the seams of testing.h reach the inside.
struct WorkspaceAccess {
    static Workspace::Impl& impl(Workspace& workspace) { return *workspace.m_impl; }
};

/// One bound statement: `statement(db, "… ? …", a, b)`.
template <class... Values>
SQLite::Statement statement(SQLite::Database& database, const char* sql, const Values&... values) {
    SQLite::Statement prepared(database, sql);
    int index = 0;
    (prepared.bind(++index, values), ...);
    return prepared;
}

template <class... Values>
int execute(SQLite::Database& database, const char* sql, const Values&... values) {
    return statement(database, sql, values...).exec();
}

inline std::string textOf(const SQLite::Column& column) {
    return column.getString();
}
inline std::size_t sizeOf(const SQLite::Column& column) {
    return static_cast<std::size_t>(column.getInt64());
}
inline std::int64_t toSql(std::size_t value) {
    return static_cast<std::int64_t>(value);
}

/// Removes rows that neither a dataset nor a run needs any more.
void dropUnusedContents(SQLite::Database& database);
/// `contents.id` of a hash; nothing when the rows are not in this file.
std::optional<std::int64_t> findContent(SQLite::Database& database, const std::string& hash);
/// The id of the table's rows in `contents`, stored now unless they are there.
Result<std::int64_t> storeContent(SQLite::Database& database, const Table& table, const std::string& hash);
/// The row of a dataset; `whenTaken` says what a name that exists means.
Status storeDataset(SQLite::Database& database, const std::string& name, std::int64_t content,
                    const std::string& source, const Recipe& recipe, WhenTaken whenTaken);
/// Metrics that are not stored yet.
void saveHistory(SQLite::Database& database, std::int64_t run, const std::vector<EpochMetrics>& history);
void saveTensors(SQLite::Database& database, std::int64_t run, const std::vector<NamedTensor>& tensors);
/// A fresh id and the time of creation.
void nameRun(RunRecord& record);

struct VersionRow {
    std::string name, notes, run, resultJson;
};
/// The next version of the model `row.name`, pointing at the run `row.run`.
Result<ModelVersion> insertVersion(SQLite::Database& database, const VersionRow& row,
                                   const LineageHashes& hashes);
/// Refuses text that a row cannot hold.
Status requireStorable(const std::string& text, const std::string& what);

}  // namespace qstore
