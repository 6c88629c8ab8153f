// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/plugins/pgvector/postgres_server.h"

namespace qstore::testing {

/// Tests against one PostgreSQL for each suite.
class PostgresTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!PostgresServer::missing().empty()) return;
        s_server = std::make_unique<PostgresServer>();
        s_fault = s_server->create();
    }
    static void TearDownTestSuite() { s_server.reset(); }
    void SetUp() override {
        if (const std::string why = PostgresServer::missing(); !why.empty()) GTEST_SKIP() << why;
        ASSERT_EQ(s_fault, "");
    }

    static std::string said(const Status& status) {
        return status ? "fine" : status.error().message + " | " + status.error().hint;
    }
    static std::unique_ptr<PgConnection> connected(const PgTarget& target) {
        auto connection = PgConnection::open(target, {});
        EXPECT_TRUE(connection) << connection.error().message;
        return connection ? *std::move(connection) : nullptr;
    }
    static std::string number(PgConnection& connection, const std::string& sql) {
        const auto rows = connection.run(sql);
        if (!rows) return rows.error().message;
        const auto number = rows->number(0, 0);
        return number ? std::to_string(*number) : number.error().message;
    }

    static inline std::unique_ptr<PostgresServer> s_server;
    static inline std::string s_fault;
};

}  // namespace qstore::testing
