// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pg_connection.h"

#include <gmock/gmock.h>

#include <thread>

#include "plugins/pgvector/pg_wire.h"
#include "tests/plugins/pgvector/postgres_test.h"

namespace qstore {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class PgConnectionTest : public testing::PostgresTest {
protected:
    static Error refused(const PgTarget& target) {
        const auto connection = PgConnection::open(target, {});
        EXPECT_FALSE(connection);
        return connection ? Error{} : connection.error();
    }
    static std::string whole(const Error& error) { return error.message + " | " + error.hint; }

    /// Waits, by looking, until the server is at a statement that holds `text`.
    static void waitUntilActive(PgConnection& observer, const std::string& text) {
        const std::string sql =
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> "
            "pg_backend_pid() AND strpos(query, '" +
            text + "') > 0";
        while (number(observer, sql) == "0") continue;
    }
};

TEST_F(PgConnectionTest, VerifiesTheServerAndShowsThePasswordByScram) {
    const auto connection = connected(s_server->target());
    ASSERT_NE(connection, nullptr);
    EXPECT_TRUE(connection->usesTls());
    EXPECT_FALSE(connection->isPglite());
    EXPECT_EQ(connection->version().substr(0, 3), "15.");
    EXPECT_EQ(number(*connection,
                     "SELECT count(*) FROM pg_authid WHERE rolname = 'owner' AND "
                     "rolpassword LIKE 'SCRAM-SHA-256$%'"),
              "1");
}

/// No zero stands for what is missing.
TEST_F(PgConnectionTest, ANumberThatIsNoneIsAnError) {
    const auto connection = connected(s_server->target());
    ASSERT_NE(connection, nullptr);
    const auto rows = connection->run("SELECT NULL::bigint, 'seven'::text, 7::smallint");
    ASSERT_TRUE(rows) << rows.error().message;
    for (const int column : {0, 1}) {
        const auto none = rows->number(0, column);
        ASSERT_FALSE(none) << *none;
        EXPECT_EQ(none.error().code, ErrorCode::Corrupt);
    }
    EXPECT_EQ(rows->number(0, 2).value_or(0), 7);
}

TEST_F(PgConnectionTest, GoesThroughASocketOfThisMachine) {
    PgTarget target = s_server->target();
    target.endpoint = *parsePgEndpoint(s_server->endpoint("owner", "", "?host=" + s_server->folder()));
    const auto connection = connected(target);
    ASSERT_NE(connection, nullptr);
    EXPECT_FALSE(connection->usesTls());
    EXPECT_EQ(number(*connection,
                     "SELECT count(*) FROM pg_stat_activity WHERE pid = pg_backend_pid() AND "
                     "client_addr IS NULL"),
              "1");
}

TEST_F(PgConnectionTest, NamesWhatKeepsItOut) {
    PgTarget target = s_server->target();
    target.caFile = s_server->foreignAuthority();
    EXPECT_THAT(whole(refused(target)), AllOf(HasSubstr("does not prove who it is"), HasSubstr("CA file")));
    target.caFile = "/nowhere/ca.crt";
    EXPECT_THAT(whole(refused(target)), HasSubstr("/nowhere/ca.crt"));
    target = s_server->target();
    target.endpoint = *parsePgEndpoint(s_server->endpoint("owner", "127.0.0.1", ""));
    EXPECT_THAT(whole(refused(target)), AllOf(HasSubstr("does not match"), HasSubstr("made for")));
    target = s_server->target("owner", "wrong-but-secret");
    Error error = refused(target);
    EXPECT_EQ(error.code, ErrorCode::InvalidArgument);
    EXPECT_THAT(whole(error), AllOf(HasSubstr("does not accept the password"), HasSubstr("key"),
                                    Not(HasSubstr("wrong-but-secret"))));
    EXPECT_THAT(whole(refused(s_server->target("owner", ""))), HasSubstr("asks for a password"));
    target = s_server->target();
    target.endpoint.database = "nowhere";
    EXPECT_EQ(refused(target).code, ErrorCode::NotFound);
    target = s_server->target();
    target.endpoint.port = static_cast<std::uint16_t>(testing::freePort());
    EXPECT_THAT(whole(refused(target)), AllOf(HasSubstr("cannot reach"), HasSubstr("firewall")));
}

TEST_F(PgConnectionTest, NothingOfTheEnvironmentStandsIn) {
    ::setenv("PGPASSWORD", std::string(testing::PostgresServer::kPassword).c_str(), 1);
    const Error password = refused(s_server->target("owner", ""));
    ::unsetenv("PGPASSWORD");
    EXPECT_THAT(whole(password), AllOf(HasSubstr("PGPASSWORD"), HasSubstr("Unset it")));
    ::setenv("PGHOSTADDR", "127.0.0.1", 1);
    const Error address = refused(s_server->target());
    ::unsetenv("PGHOSTADDR");
    EXPECT_THAT(address.message, HasSubstr("PGHOSTADDR"));
}

TEST_F(PgConnectionTest, AStopReachesTheServer) {
    const auto connection = connected(s_server->target());
    const auto observer = connected(s_server->target());
    std::stop_source stop;
    Status slept;
    std::thread sleeper([&] {
        const auto rows = connection->run("SELECT pg_sleep(600)", {}, {stop.get_token(), {}});
        if (!rows) slept = tl::unexpected<Error>(rows.error());
    });
    waitUntilActive(*observer, "pg_sleep(600)");
    stop.request_stop();
    sleeper.join();
    ASSERT_FALSE(slept);
    EXPECT_EQ(slept.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(number(*observer,
                     "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE "
                     "'SELECT pg_sleep(6%'"),
              "0");
    EXPECT_EQ(number(*connection, "SELECT 7"), "7") << "the session goes on";
}

TEST_F(PgConnectionTest, AStatementHasALimit) {
    PgTarget target = s_server->target();
    target.statementLimitMs = 100;
    const auto connection = connected(target);
    const auto rows = connection->run("SELECT pg_sleep(600)");
    ASSERT_FALSE(rows);
    EXPECT_EQ(connection->state(), "57014");
    EXPECT_THAT(whole(rows.error()), AllOf(HasSubstr("took too long"), HasSubstr("'timeout'")));
}

TEST_F(PgConnectionTest, CopiesRowsInBinaryForm) {
    const auto connection = connected(s_server->target());
    ASSERT_TRUE(connection->script("CREATE TABLE public.copied (id text, v real[], note jsonb)"));
    int sent = -1;
    const auto next = [&]() -> std::string {
        if (++sent == 0) return PgCopyRows::header();
        if (sent > 1000) return sent == 1001 ? PgCopyRows::trailer() : "";
        PgArray numbers(700);  // float4
        numbers.add(PgBytes().float32(0.1F).take());
        numbers.add(PgBytes().float32(static_cast<float>(sent)).take());
        return PgCopyRows()
            .row(3)
            .field(std::to_string(sent))
            .field(numbers.take())
            .field(pgJsonb("{\"a\":1.0}"))
            .take();
    };
    ASSERT_EQ(said(connection->copyIn("COPY public.copied FROM STDIN (FORMAT binary)", next, {})), "fine");
    EXPECT_EQ(number(*connection,
                     "SELECT count(*) FROM public.copied WHERE v = ARRAY[0.1::real, id::real] AND "
                     "note ->> 'a' = '1.0'"),
              "1000");
}

TEST_F(PgConnectionTest, ACopyThatStopsOrFailsLeavesNothing) {
    const auto connection = connected(s_server->target());
    ASSERT_TRUE(connection->script("CREATE TABLE public.stopped (id text)"));
    std::stop_source stop;
    int sent = -1;
    const auto next = [&]() -> std::string {
        if (++sent == 0) return PgCopyRows::header();
        if (sent == 50) stop.request_stop();
        return PgCopyRows().row(1).field(std::string(100000, 'x')).take();
    };
    const Status stopped =
        connection->copyIn("COPY public.stopped FROM STDIN (FORMAT binary)", next, {stop.get_token(), {}});
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(number(*connection, "SELECT count(*) FROM public.stopped"), "0");
    bool given = false;
    const Status failed = connection->copyIn(
        "COPY public.stopped FROM STDIN (FORMAT binary)",
        [&] {
            return std::exchange(given, true) ? std::string() : std::string("no header at all, and more");
        },
        {});
    ASSERT_FALSE(failed);
    EXPECT_THAT(failed.error().message, HasSubstr("refused"));
    EXPECT_EQ(number(*connection, "SELECT count(*) FROM public.stopped"), "0");
}

TEST_F(PgConnectionTest, ATransactionThatIsLeftIsRolledBack) {
    const auto connection = connected(s_server->target());
    ASSERT_TRUE(connection->script("CREATE TABLE public.rolled (id text)"));
    {
        PgTransaction transaction(*connection);
        ASSERT_TRUE(transaction.begin({}));
        ASSERT_TRUE(connection->script("INSERT INTO public.rolled VALUES ('a')"));
        ASSERT_FALSE(connection->script("SELECT nonsense"));
    }
    EXPECT_EQ(connection->state(), "42703");
    EXPECT_FALSE(connection->isInTransaction());
    EXPECT_EQ(number(*connection, "SELECT count(*) FROM public.rolled"), "0");
}

TEST_F(PgConnectionTest, AnAdministratorsShutdownHasItsName) {
    const auto connection = connected(s_server->target());
    const auto observer = connected(s_server->target());
    Status slept;
    std::thread sleeper([&] {
        const auto rows = connection->run("SELECT pg_sleep(601)");
        if (!rows) slept = tl::unexpected<Error>(rows.error());
    });
    waitUntilActive(*observer, "pg_sleep(601)");
    s_server->stop();
    sleeper.join();
    ASSERT_FALSE(slept);
    EXPECT_EQ(connection->state(), "57P01");
    EXPECT_FALSE(connection->isOpen());
    EXPECT_THAT(whole(slept.error()), HasSubstr("shut down by its administrator"));
    ASSERT_TRUE(s_server->start());
}

}  // namespace
}  // namespace qstore
