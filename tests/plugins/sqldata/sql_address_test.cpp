// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/sqldata/sql_source.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const SqlSource source;

TEST(SqlAddress, ComesInOneSpelling) {
    EXPECT_EQ(source.complete("postgres://ada@DB.Example.org/lab").value(),
              "postgresql://ada@db.example.org:5432/lab");
    EXPECT_EQ(source.complete("postgresql://ada@[::1]:5433/lab").value(),
              "postgresql://ada@[::1]:5433/lab");
    EXPECT_EQ(source.complete("postgresql://ada@/lab?host=/run/x").value(),
              "postgresql://ada@:5432/lab?host=/run/x");
    EXPECT_EQ(source.complete("/data/../a.db").value(), "sqlite:/a.db");
    EXPECT_EQ(source.complete("sqlite:/a.db").value(), "sqlite:/a.db");
}

TEST(SqlAddress, IsReadBackFromItsOwnSpelling) {
    for (const char* text : {"postgresql://ada%40x@host/a%20b", "postgresql://ada@/lab?host=/run/x",
                             "/a b.db", "postgresql://ada@host/lab?sslrootcert=/ca%26.pem"}) {
        const std::string once = source.complete(text).value();
        EXPECT_EQ(source.complete(once).value(), once) << text;
    }
}

TEST(SqlAddress, KeysAreShownToItsHost) {
    EXPECT_EQ(source.keyHost("postgresql://ada@DB.Example.org:77/lab"), "db.example.org");
    EXPECT_EQ(source.keyHost("postgresql://ada@/lab?host=/run/x"), "localhost");
    EXPECT_EQ(source.keyHost("/a.db"), "");
}

TEST(SqlAddress, APasswordInsideIsRefusedAndNotRepeated) {
    for (const char* text :
         {"postgresql://ada:hunter2@host/lab", "postgresql://ada@host/lab?password=hunter2",
          "postgresql://ada:hunter2@host:notaport/lab", "postgresql://ada:hunter2@ho st/lab"}) {
        const auto refused = source.complete(text);
        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
        EXPECT_THAT(refused.error().message + refused.error().hint, Not(HasSubstr("hunter2")));
    }
    EXPECT_THAT(source.complete("postgresql://ada:hunter2@host/lab").error().hint,
                HasSubstr("QSTORE_KEY_SQL"));
}

TEST(SqlAddress, WhatIsMissingOrUnknownIsNamed) {
    const auto messageOf = [](const char* text) { return source.complete(text).error().message; };
    EXPECT_THAT(messageOf("postgresql://host/lab"), HasSubstr("no user"));
    EXPECT_THAT(messageOf("postgresql://ada@host"), HasSubstr("no database"));
    EXPECT_THAT(messageOf("postgresql://ada@/lab"), HasSubstr("host"));
    EXPECT_THAT(messageOf("postgresql://ada@host/lab?sslmode=disable"), HasSubstr("'sslmode'"));
    EXPECT_THAT(messageOf("postgresql://ada@host/lab?sslrootcert=/a%20b;sslmode=disable"),
                HasSubstr("';'"));
    EXPECT_THAT(messageOf("mysql://ada@host/lab"), HasSubstr("'mysql'"));
    EXPECT_THAT(messageOf("sqlite:"), HasSubstr("no file"));
}

}  // namespace
}  // namespace qstore
