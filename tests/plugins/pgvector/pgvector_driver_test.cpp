// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pgvector_driver.h"

#include <gmock/gmock.h>

#include "tests/plugins/pgvector/pglite_server.h"
#include "tests/plugins/pgvector/postgres_test.h"

namespace qstore {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kPassed = StepState::Passed;
constexpr auto kFailed = StepState::Failed;
constexpr auto kRunning = StepState::Running;
constexpr auto kNotTried = StepState::NotTried;

StoreConnection connectionOf(const std::string& endpoint,
                             std::map<std::string, std::string> settings = {}) {
    StoreConnection connection;
    connection.name = "c";
    connection.kind = "pgvector";
    connection.endpoint = endpoint;
    connection.settings = std::move(settings);
    return connection;
}

std::string refusal(const StoreConnection& connection) {
    const auto whole = PgvectorDriver().complete(connection);
    return whole ? "fine" : whole.error().message + " | " + whole.error().hint;
}

TEST(PgvectorCompleteTest, NamesTheSettingAndTheWayOut) {
    const std::string url = "postgresql://ada@db.example.org/q";
    EXPECT_EQ(refusal(connectionOf(url, {{"schema", "my schema"}, {"index", "ivfflat"}, {"lists", "50"}})),
              "fine");
    EXPECT_THAT(refusal(connectionOf(url, {{"shema", "x"}})), HasSubstr("Did you mean 'schema'?"));
    EXPECT_THAT(refusal(connectionOf(url, {{"schema", "pg_x"}})), HasSubstr("belongs to PostgreSQL"));
    EXPECT_THAT(refusal(connectionOf(url, {{"index", "lsh"}})), HasSubstr("hnsw, ivfflat or none"));
    EXPECT_THAT(refusal(connectionOf(url, {{"ef", "1001"}})), HasSubstr("1 to 1000"));
    EXPECT_THAT(refusal(connectionOf(url, {{"timeout", "2s"}})), HasSubstr("whole number"));
    StoreConnection connection = connectionOf(url);
    connection.proxy = "http://proxy:3128";
    EXPECT_THAT(refusal(connection), HasSubstr("tunnel"));
    connection.proxy.clear();
    connection.caFile = "ca.crt";
    EXPECT_THAT(refusal(connection), HasSubstr("full path"));
}

TEST(PgvectorCompleteTest, KeysAreBoundToTheHost) {
    const PgvectorDriver driver;
    EXPECT_EQ(driver.keyHost(connectionOf("postgres://ada@DB.example.org:99/q")), "db.example.org");
    EXPECT_EQ(driver.keyHost(connectionOf("postgres://ada@[::1]/q")), "[::1]");
    EXPECT_EQ(driver.keyHost(connectionOf("postgres://ada@/q?host=/run/postgresql")), "localhost");
    EXPECT_EQ(driver.keyHost(connectionOf("https://db.example.org")), "");
    EXPECT_EQ(driver.kind().id, "pgvector");
}

class PgvectorStepsTest : public testing::PostgresTest {
protected:
    std::vector<StepState> states(const StoreConnection& connection, std::string_view password) {
        m_told.clear();
        m_steps = PgvectorDriver().test(connection, Secret(password), {},
                                        [this](const StoreTestStep& step) { m_told.push_back(step); });
        std::vector<StepState> states;
        for (const StoreTestStep& step : m_steps) {
            states.push_back(step.state);
            EXPECT_EQ(step.detail == "not tried", step.state == kNotTried) << step.detail;
            if (!password.empty()) {
                EXPECT_THAT(step.detail + step.cure, Not(HasSubstr(std::string(password))));
            }
        }
        for (const StoreTestStep& step : m_told) EXPECT_EQ(step.detail.empty(), step.state == kRunning);
        return states;
    }
    std::vector<StoreTestStep> m_steps;
    std::vector<StoreTestStep> m_told;
};

TEST_F(PgvectorStepsTest, AllPassWherePgvectorIs) {
    if (const std::string why = testing::PgliteServer::missing(); !why.empty()) GTEST_SKIP() << why;
    testing::PgliteServer pglite;
    ASSERT_TRUE(pglite.start());
    EXPECT_THAT(states(pglite.connection(), ""), ElementsAre(kPassed, kPassed, kPassed, kPassed, kPassed));
    EXPECT_THAT(m_steps[1].detail, HasSubstr("without TLS, on this machine"));
    EXPECT_THAT(m_steps[3].detail, AllOf(HasSubstr("pgvector 0.8"), HasSubstr("created with the first")));
    EXPECT_EQ(m_steps[4].detail, "0 collections in schema 'qstore'");
    EXPECT_EQ(m_told.size(), 10U) << "each step is told when it begins and when it ends";
    CollectionSpec spec;
    spec.name = "one";
    spec.dimension = 2;
    ASSERT_TRUE(pglite.store()->createCollection(spec, {}));
    states(pglite.connection(), "");
    EXPECT_EQ(m_steps[4].detail, "1 collection in schema 'qstore'");
    StoreConnection encrypted = pglite.connection();
    encrypted.endpoint.replace(encrypted.endpoint.find("disable"), 7, "require");
    EXPECT_THAT(states(encrypted, ""), ElementsAre(kPassed, kFailed, kNotTried, kNotTried, kNotTried));
    EXPECT_THAT(m_steps[1].cure, HasSubstr("sslmode=disable"));
}

TEST_F(PgvectorStepsTest, EachStepFailsInItsPlace) {
    StoreConnection connection = s_server->connection();
    EXPECT_THAT(states(connection, testing::PostgresServer::kPassword),
                ElementsAre(kPassed, kPassed, kPassed, kFailed, kNotTried));
    EXPECT_THAT(m_steps[1].detail, HasSubstr("host name verified"));
    EXPECT_THAT(m_steps[3].cure, HasSubstr("Install pgvector"));
    EXPECT_THAT(states(connection, "wrong-but-secret"),
                ElementsAre(kPassed, kPassed, kFailed, kNotTried, kNotTried));
    EXPECT_THAT(m_steps[2].cure, HasSubstr("key"));
    connection.caFile = s_server->foreignAuthority();
    EXPECT_THAT(states(connection, "secret-not-sent"),
                ElementsAre(kPassed, kFailed, kNotTried, kNotTried, kNotTried));
    connection.endpoint =
        "postgresql://owner@localhost:" + std::to_string(testing::freePort()) + "/postgres";
    EXPECT_THAT(states(connection, "secret-not-sent"),
                ElementsAre(kFailed, kNotTried, kNotTried, kNotTried, kNotTried));
    connection.endpoint = "postgresql://owner:inside-the-url@localhost/postgres";
    EXPECT_THAT(states(connection, "inside-the-url"),
                ElementsAre(kFailed, kNotTried, kNotTried, kNotTried, kNotTried));
}

TEST_F(PgvectorStepsTest, AStopEndsTheTest) {
    std::stop_source stop;
    const auto steps =
        PgvectorDriver().test(s_server->connection(), Secret(testing::PostgresServer::kPassword),
                              {stop.get_token(), {}}, [&stop](const StoreTestStep& step) {
                                  if (step.step == StoreStep::Key) stop.request_stop();
                              });
    ASSERT_EQ(steps.size(), 5U);
    EXPECT_EQ(steps[1].state, kPassed);
    EXPECT_EQ(steps[2].state, StepState::Cancelled);
    EXPECT_EQ(steps[3].state, kNotTried);
    EXPECT_EQ(steps[3].detail, "not tried");
}

}  // namespace
}  // namespace qstore
