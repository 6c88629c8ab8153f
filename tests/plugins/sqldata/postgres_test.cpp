// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>

#include "plugins/sqldata/sql_source.h"
#include "tests/plugins/sqldata/postgres_server.h"

namespace qstore {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// One server for all tests, each in a schema that it makes anew.
class PostgresData : public ::testing::Test {
protected:
    static void SetUpTestSuite() { s_server = std::make_unique<test::SqlPostgresServer>(); }
    static void TearDownTestSuite() { s_server.reset(); }

    void SetUp() override {
        if (!s_server->isInstalled()) GTEST_SKIP() << s_server->whyNot();
        s_server->psql(
            "DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS other CASCADE");
    }

    static Secret password() { return Secret(s_server->password()); }
    Result<DatasetRows> query(const std::string& text, std::size_t maxRows = 1'000'000,
                              const RunControl& control = {}) const {
        return m_source.read(s_server->address(), password(), {{}, text, maxRows}, control);
    }
    Result<DatasetRows> table(const std::string& name) const {
        return m_source.read(s_server->address(), password(), {name, {}}, {});
    }
    std::string refused(const std::string& text) const {
        const auto answer = query(text);
        EXPECT_FALSE(answer) << text;
        return answer ? std::string() : answer.error().message;
    }

    static std::unique_ptr<test::SqlPostgresServer> s_server;
    const SqlSource m_source;
};
std::unique_ptr<test::SqlPostgresServer> PostgresData::s_server;

TEST_F(PostgresData, TablesAndViewsAreListedWithTheSchemaWhereItIsNeeded) {
    s_server->psql(
        "CREATE TABLE petals(a int); CREATE VIEW tall AS SELECT 1 AS a;"
        "CREATE MATERIALIZED VIEW kept AS SELECT 1 AS a; CREATE SCHEMA other;"
        "CREATE TABLE other.\"Odd \"\"one\"(a int); INSERT INTO other.\"Odd \"\"one\" VALUES (7);");
    for (const std::string& address : {s_server->address(), s_server->socketAddress()}) {
        const auto tables = m_source.tables(address, password(), {});
        ASSERT_TRUE(tables) << tables.error().message;
        std::vector<std::string> names;
        for (const SourceTable& one : *tables) names.push_back(one.name + (one.view ? " (view)" : ""));
        EXPECT_THAT(names, ElementsAre("kept (view)", "other.Odd \"one", "petals", "tall (view)"));
    }
    EXPECT_THAT(table("other.Odd \"one")->table.columns().front().numbers, ElementsAre(7.0));
    EXPECT_THAT(table("petal").error().hint, HasSubstr("'petals'"));
}

TEST_F(PostgresData, ValuesKeepTheirKindsAndMissingOnesStayMissing) {
    s_server->psql(
        "CREATE TYPE mood AS ENUM ('low', 'high');"
        "CREATE TABLE t(small smallint, big bigint, single real, twice double precision, exact numeric,"
        " truth boolean, word text, day date, moment timestamptz, feeling mood);"
        "INSERT INTO t VALUES (-3, 9007199254740992, 0.1, 0.1, 1.5, true, 'é', '2026-03-29',"
        " '2026-03-29 02:30:00.123456+00', 'low'),"
        "(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),"
        "(32767, -1, 1e30, 5e-324, 3.0573333333333333, false, '', '0044-03-15 BC', 'infinity', 'low');");
    const auto rows = table("t");
    ASSERT_TRUE(rows) << rows.error().message;
    const Table& read = rows->table;
    ASSERT_EQ(read.rows(), 3U);
    const auto numbers = [&](const char* name, std::size_t row) {
        return read.find(name)->numbers.at(row);
    };
    EXPECT_EQ(numbers("small", 0), -3);
    EXPECT_EQ(numbers("big", 0), 9007199254740992.0);
    EXPECT_EQ(numbers("single", 0), 0.1) << "the number that the server shows, not its neighbour";
    EXPECT_EQ(numbers("twice", 0), 0.1);
    EXPECT_EQ(numbers("twice", 2), 5e-324);
    EXPECT_EQ(numbers("exact", 2), 3.0573333333333333);
    EXPECT_THAT(read.find("truth")->texts, ElementsAre("true", "", "false"));
    EXPECT_EQ(read.find("truth")->type, ColumnType::Category);
    EXPECT_THAT(read.find("word")->texts, ElementsAre("é", "", ""));
    EXPECT_THAT(read.find("day")->texts, ElementsAre("2026-03-29", "", "0044-03-15 BC"));
    EXPECT_THAT(read.find("moment")->texts, ElementsAre("2026-03-29 02:30:00.123456+00", "", "infinity"));
    EXPECT_EQ(read.find("feeling")->type, ColumnType::Category);
    for (const Column& column : read.columns())
        EXPECT_THAT(column.missing, ElementsAre(false, true, false)) << column.name;
}

TEST_F(PostgresData, WhatNoColumnCanHoldIsNamed) {
    const Table long1 = query("SELECT 9007199254740993 AS id").value().table;
    EXPECT_THAT(long1.columns().front().texts, ElementsAre("9007199254740993"));
    const Table long2 = query("SELECT 123456789012345678901234567890::numeric AS id").value().table;
    EXPECT_THAT(long2.columns().front().texts, ElementsAre("123456789012345678901234567890"));
    EXPECT_THAT(refused("SELECT 1 AS a, 'x'::bytea AS picture"),
                AllOf(HasSubstr("'picture'"), HasSubstr("bytes")));
    EXPECT_THAT(refused("SELECT 'NaN'::float8 AS a"), AllOf(HasSubstr("'a', row 1"), HasSubstr("NaN")));
    EXPECT_THAT(refused("SELECT '-Infinity'::numeric AS a"), HasSubstr("infinity"));
    EXPECT_THAT(refused("SELECT 1 AS a, 2 AS a"), HasSubstr("two columns of the query are named 'a'"));
}

TEST_F(PostgresData, RowsComeInPagesUpToTheLimit) {
    std::vector<std::uint64_t> seen;
    RunControl control;
    control.progress = [&](std::uint64_t done, std::uint64_t) { seen.push_back(done); };
    const auto some = query("SELECT i FROM generate_series(1, 100000) AS i ORDER BY i", 4321, control);
    ASSERT_TRUE(some) << some.error().message;
    EXPECT_EQ(some->table.rows(), 4321U);
    EXPECT_EQ(some->table.columns().front().numbers.back(), 4321.0);
    EXPECT_TRUE(some->more);
    EXPECT_THAT(seen, ElementsAre(2000, 4000, 4321));
    for (const std::size_t rows : {4000U, 4001U}) {
        const auto all = query("SELECT i FROM generate_series(1, " + std::to_string(rows) + ") AS i", rows);
        EXPECT_EQ(all->table.rows(), rows);
        EXPECT_FALSE(all->more) << rows;
    }
}

TEST_F(PostgresData, WhatWritesIsRefusedAndNothingIsWritten) {
    s_server->psql(
        "CREATE TABLE t(a int); INSERT INTO t VALUES (1); CREATE SEQUENCE s;"
        "CREATE FUNCTION writer() RETURNS int LANGUAGE plpgsql AS "
        "$$BEGIN DELETE FROM t; RETURN 1; END$$;");
    for (const char* text :
         {"DELETE FROM t", "INSERT INTO t VALUES (2) RETURNING a", "DROP TABLE t", "SELECT 1; DROP TABLE t",
          "SELECT 1; COMMIT; DROP TABLE t", "WITH gone AS (DELETE FROM t RETURNING a) SELECT a FROM gone",
          "SELECT writer()", "SELECT nextval('s')", "SELECT a INTO u FROM t", "COPY t TO STDOUT", "",
          "SELECT set_config('transaction_read_only', 'off', false), writer()",
          "SELECT a FROM t FOR UPDATE"})
        EXPECT_NE(refused(text), "") << text;
    EXPECT_THAT(refused("SELECT writer()"), HasSubstr("writes"));
    EXPECT_EQ(s_server->psql("SELECT count(*) FROM t"), "1\n");
    EXPECT_EQ(s_server->psql("SELECT is_called FROM s"), "f\n");
    EXPECT_EQ(query("SELECT a FROM t -- a comment")->table.rows(), 1U) << "and reading goes on";
}

TEST_F(PostgresData, AQueryThatRunsLongIsStoppedAtTheServer) {
    const std::string active =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND application_name = 'qstore'";
    std::stop_source stop;
    std::atomic<bool> over = false;
    std::jthread person([&] {
        while (!over && s_server->psql(active) != "1\n") {
        }
        stop.request_stop();
    });
    const auto slow = query("SELECT pg_sleep(3600)", 10, {stop.get_token(), {}});
    over = true;
    person.join();
    ASSERT_FALSE(slow);
    EXPECT_EQ(slow.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(s_server->psql(active), "0\n");
}

TEST_F(PostgresData, PasswordsStayOutOfMessages) {
    const Secret wrong("a wrong password 4711");
    const auto refusedLogin = m_source.tables(s_server->address(), wrong, {});
    ASSERT_FALSE(refusedLogin);
    EXPECT_THAT(refusedLogin.error().message,
                AllOf(HasSubstr("password authentication failed"), HasSubstr("ada@127.0.0.1")));
    EXPECT_THAT(refusedLogin.error().message + refusedLogin.error().hint, Not(HasSubstr("4711")));
    EXPECT_THAT(refusedLogin.error().hint, HasSubstr("QSTORE_KEY_SQL"));
    EXPECT_FALSE(m_source.tables(s_server->address(), {}, {})) << "and none is not enough";
}

TEST_F(PostgresData, AnAuthorityThatIsNamedIsAskedWhoTheServerIs) {
    std::string address = s_server->address();
    const auto with = [&](const std::string& host, const std::string& file) {
        std::string text = address;
        text.replace(text.find("127.0.0.1"), 9, host);
        return m_source.tables(text + "?sslrootcert=" + file, password(), {});
    };
    const auto right = with("localhost", s_server->caFile());
    EXPECT_TRUE(right) << right.error().message;
    EXPECT_THAT(with("127.0.0.1", s_server->caFile()).error().message,
                HasSubstr("does not match host name"));
    EXPECT_THAT(with("localhost", "/etc/ssl/certs/ca-certificates.crt").error().message,
                HasSubstr("certificate verify failed"));
}

}  // namespace
}  // namespace qstore
