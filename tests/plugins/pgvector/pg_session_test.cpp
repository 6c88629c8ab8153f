// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pg_session.h"

#include <gmock/gmock.h>

#include <thread>

#include "tests/plugins/pgvector/postgres_test.h"

namespace qstore {
namespace {

class PgSessionTest : public testing::PostgresTest {
protected:
    void SetUp() override {
        PostgresTest::SetUp();
        if (!IsSkipped()) m_session = std::make_unique<PgSession>(s_server->target(), makeSystemClock());
    }
    Status count(PgRepeat repeat) {
        return m_session->run({}, repeat, [&](PgConnection& connection) -> Status {
            ++m_tries;
            QSTORE_CHECK(connection.run("SELECT 1"));
            return {};
        });
    }

    std::unique_ptr<PgSession> m_session;
    int m_tries = 0;
};

TEST_F(PgSessionTest, ConnectsAgainAfterARestart) {
    ASSERT_EQ(said(count(PgRepeat::Yes)), "fine");
    s_server->stop();
    ASSERT_TRUE(s_server->start());
    EXPECT_EQ(said(count(PgRepeat::No)), "fine") << "seen before anything was sent";
    EXPECT_EQ(m_tries, 2);
}

TEST_F(PgSessionTest, RepeatsOnlyWhatMayBeRepeated) {
    for (const PgRepeat repeat : {PgRepeat::Yes, PgRepeat::No}) {
        int tries = 0;
        const Status done = m_session->run({}, repeat, [&](PgConnection& connection) -> Status {
            if (++tries == 1) QSTORE_CHECK(connection.run("SELECT pg_terminate_backend(pg_backend_pid())"));
            QSTORE_CHECK(connection.run("SELECT 1"));
            return {};
        });
        EXPECT_EQ(static_cast<bool>(done), repeat == PgRepeat::Yes) << said(done);
        EXPECT_EQ(tries, repeat == PgRepeat::Yes ? 2 : 1);
    }
}

TEST_F(PgSessionTest, WhoWaitsForATurnCanBeStopped) {
    std::stop_source stop;
    Status waited;
    const Status held = m_session->run({}, PgRepeat::No, [&](PgConnection& /*connection*/) -> Status {
        std::thread waiter([&] {
            waited = m_session->run({stop.get_token(), {}}, PgRepeat::No,
                                    [](PgConnection& /*connection*/) -> Status { return {}; });
        });
        stop.request_stop();
        waiter.join();
        return {};
    });
    EXPECT_TRUE(held);
    ASSERT_FALSE(waited);
    EXPECT_EQ(waited.error().code, ErrorCode::Cancelled);
}

TEST_F(PgSessionTest, AHostThatIsNotThereFailsAtOnce) {
    PgTarget target = s_server->target();
    target.endpoint.port = static_cast<std::uint16_t>(testing::freePort());
    PgSession session(target, makeSystemClock());
    bool worked = false;
    const Status done = session.run({}, PgRepeat::Yes, [&](PgConnection& /*connection*/) -> Status {
        worked = true;
        return {};
    });
    ASSERT_FALSE(done);
    EXPECT_FALSE(worked);
    EXPECT_EQ(done.error().code, ErrorCode::Io);
}

}  // namespace
}  // namespace qstore
