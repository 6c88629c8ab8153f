// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sqlite3.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "plugins/sqldata/sql_source.h"

namespace qstore {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

/// A database file that SQLite's own library writes.
class SqliteData : public ::testing::Test {
protected:
    SqliteData() {
        std::string pattern = (fs::temp_directory_path() / "qstore-sql-XXXXXX").string();
        m_folder = ::mkdtemp(pattern.data());
    }
    ~SqliteData() override {
        std::error_code error;
        fs::remove_all(m_folder, error);
    }

    fs::path file() const { return m_folder / "lab.db"; }
    void make(const std::string& statements) const {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(file().c_str(), &database), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, statements.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(database);
        sqlite3_close(database);
    }
    std::string bytes() const {
        std::ifstream stream(file(), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    Result<DatasetRows> query(const std::string& text, std::size_t maxRows = 1000,
                              const RunControl& control = {}) const {
        return m_source.read(file(), {}, {{}, text, maxRows}, control);
    }
    Result<DatasetRows> table(const std::string& name, std::size_t maxRows = 1000) const {
        return m_source.read(file(), {}, {name, {}, maxRows}, {});
    }
    std::string refused(const std::string& text) const {
        const auto answer = query(text);
        EXPECT_FALSE(answer) << text;
        return answer ? std::string() : answer.error().message;
    }

    const SqlSource m_source;
    fs::path m_folder;
};

TEST_F(SqliteData, TablesAndViewsAreListed) {
    make(
        "CREATE TABLE petals(a); CREATE VIEW tall AS SELECT a FROM petals; CREATE TABLE \"an \"\"odd\"\" "
        "one\"(x)");
    const auto tables = m_source.tables(file(), {}, {});
    ASSERT_TRUE(tables) << tables.error().message;
    std::vector<std::string> names;
    for (const SourceTable& one : *tables) names.push_back(one.name + (one.view ? " (view)" : ""));
    EXPECT_THAT(names, ElementsAre("an \"odd\" one", "petals", "tall (view)"));
}

TEST_F(SqliteData, ValuesKeepTheirKindsAndMissingOnesStayMissing) {
    make(
        "CREATE TABLE t(whole INTEGER, real REAL, word TEXT, truth BOOLEAN, code TEXT);"
        "INSERT INTO t VALUES (1, 0.1, 'red', 1, '007'), (NULL, NULL, NULL, NULL, NULL),"
        "(-9007199254740992, 2.5e-300, 'red', 0, 'é')");
    const auto rows = table("t");
    ASSERT_TRUE(rows) << rows.error().message;
    EXPECT_FALSE(rows->more);
    const Table& read = rows->table;
    ASSERT_EQ(read.rows(), 3U);
    EXPECT_EQ(read.find("whole")->type, ColumnType::Number);
    EXPECT_EQ(read.find("whole")->numbers[2], -9007199254740992.0);
    EXPECT_EQ(read.find("real")->numbers[0], 0.1);
    EXPECT_EQ(read.find("real")->numbers[2], 2.5e-300);
    EXPECT_EQ(read.find("word")->type, ColumnType::Category);
    EXPECT_THAT(read.find("truth")->texts, ElementsAre("true", "", "false"));
    EXPECT_EQ(read.find("truth")->type, ColumnType::Category);
    EXPECT_THAT(read.find("code")->texts, ElementsAre("007", "", "é"));
    for (const Column& column : read.columns())
        EXPECT_THAT(column.missing, ElementsAre(false, true, false)) << column.name;
}

TEST_F(SqliteData, NumbersThatADoubleCannotHoldAreText) {
    make("CREATE TABLE t(id); INSERT INTO t VALUES (12), (NULL), (9007199254740993)");
    const Table read = table("t").value().table;
    const Column& id = read.columns().front();
    EXPECT_EQ(id.type, ColumnType::Text);
    EXPECT_THAT(id.texts, ElementsAre("12", "", "9007199254740993"));
    EXPECT_THAT(id.typeReason, HasSubstr("more digits"));
}

TEST_F(SqliteData, AColumnOfNumbersAndTextIsTextAndSaysWhere) {
    make("CREATE TABLE t(v); INSERT INTO t VALUES (1), (2.5), ('n/a'), (3)");
    const Table read = table("t").value().table;
    EXPECT_THAT(read.columns().front().texts, ElementsAre("1", "2.5", "n/a", "3"));
    EXPECT_THAT(read.columns().front().typeReason, HasSubstr("'n/a' in row 3 is text"));
}

TEST_F(SqliteData, BytesInfinityAndNamelessColumnsAreRefusedByName) {
    make("CREATE TABLE t(a, picture); INSERT INTO t VALUES (1, x'00ff'), (9e999, NULL)");
    EXPECT_THAT(refused("SELECT * FROM t"), AllOf(HasSubstr("'picture'"), HasSubstr("bytes")));
    EXPECT_THAT(refused("SELECT a FROM t"), AllOf(HasSubstr("'a', row 2"), HasSubstr("infinity")));
    EXPECT_THAT(refused("SELECT a, a FROM t"), HasSubstr("two columns of the query are named 'a'"));
}

TEST_F(SqliteData, RowsStopAtTheLimitAndSaySo) {
    make(
        "CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) "
        "INSERT INTO t SELECT i FROM n");
    const auto some = table("t", 4321);
    ASSERT_TRUE(some);
    EXPECT_EQ(some->table.rows(), 4321U);
    EXPECT_EQ(some->table.columns().front().numbers.back(), 4321.0);
    EXPECT_TRUE(some->more);
    const auto all = table("t", 5000);
    EXPECT_EQ(all->table.rows(), 5000U);
    EXPECT_FALSE(all->more);
}

TEST_F(SqliteData, WhatWritesIsRefusedAndNothingIsWritten) {
    make("CREATE TABLE t(a); INSERT INTO t VALUES (1)");
    const std::string before = bytes();
    const std::string copy = (m_folder / "copy.db").string();
    for (const std::string& text : std::vector<std::string>{
             "DELETE FROM t", "INSERT INTO t VALUES (2) RETURNING a", "DROP TABLE t", "VACUUM",
             "VACUUM INTO '" + copy + "'", "PRAGMA user_version = 7", "CREATE TEMP TABLE x(a)",
             "SELECT 1; DELETE FROM t", "ATTACH '" + copy + "' AS other", "", "-- nothing"})
        EXPECT_NE(refused(text), "") << text;
    EXPECT_EQ(bytes(), before);
    EXPECT_FALSE(fs::exists(copy));
    EXPECT_THAT(refused("VACUUM INTO '" + copy + "'"), HasSubstr("writes"));
    EXPECT_EQ(query("SELECT a FROM t")->table.rows(), 1U) << "and reading goes on";
}

TEST_F(SqliteData, CancelEndsTheRows) {
    make("CREATE TABLE t(a)");
    std::stop_source stop;
    RunControl control{stop.get_token(), {}};
    control.progress = [&](std::uint64_t, std::uint64_t) { stop.request_stop(); };
    const auto endless = query(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i FROM n",
        100'000'000, control);
    ASSERT_FALSE(endless);
    EXPECT_EQ(endless.error().code, ErrorCode::Cancelled);
}

TEST_F(SqliteData, CancelEndsAQueryThatNeverGivesARow) {
    make("CREATE TABLE t(a)");
    std::stop_source stop;
    clockid_t clock{};
    ASSERT_EQ(::pthread_getcpuclockid(::pthread_self(), &clock), 0);
    const auto computedNs = [&] {
        timespec time{};
        ::clock_gettime(clock, &time);
        return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
    };
    constexpr long long midwayNs = 200'000'000;
    const long long start = computedNs();
    const std::jthread person([&] {
        while (computedNs() < start + midwayNs) std::this_thread::yield();
        stop.request_stop();
    });
    const auto endless = query(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT count(*) AS c FROM n",
        10, {stop.get_token(), {}});
    ASSERT_FALSE(endless);
    EXPECT_EQ(endless.error().code, ErrorCode::Cancelled);
}

TEST_F(SqliteData, FilesThatAreNoDatabaseAndNamesThatAreNotThere) {
    EXPECT_EQ(table("t").error().code, ErrorCode::NotFound) << "no file";
    std::ofstream(file()) << std::string(5000, 'x');
    EXPECT_THAT(table("t").error().message, HasSubstr("not a database"));
    fs::remove(file());
    make("CREATE TABLE petals(a)");
    const auto near = table("petal");
    ASSERT_FALSE(near);
    EXPECT_EQ(near.error().code, ErrorCode::NotFound);
    EXPECT_THAT(near.error().hint, HasSubstr("'petals'"));
    EXPECT_THAT(refused("SELECT nothing FROM petals"), HasSubstr("nothing"));
}

}  // namespace
}  // namespace qstore
