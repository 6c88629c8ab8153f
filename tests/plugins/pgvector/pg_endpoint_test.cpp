// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pg_endpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qstore {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string whole(const std::string& url) {
    const auto endpoint = parsePgEndpoint(url);
    return endpoint ? endpoint->text() : endpoint.error().message + " | " + endpoint.error().hint;
}

TEST(PgEndpointTest, FillsInWhatIsLeftOut) {
    EXPECT_EQ(whole("postgres://Ada@DB.Example.org"),
              "postgresql://Ada@db.example.org:5432/Ada?sslmode=verify-full");
    EXPECT_EQ(whole("postgresql://a%40b@[::1]:5433/my%20db?sslmode=require"),
              "postgresql://a%40b@[::1]:5433/my%20db?sslmode=require");
    EXPECT_EQ(whole("postgresql://ada@/q?host=/var/run/postgresql"),
              "postgresql://ada@:5432/q?host=%2Fvar%2Frun%2Fpostgresql");
    for (const char* const url :
         {"postgresql://ada@/q?host=/run", "postgresql://a@[::1]/d?sslmode=disable"})
        EXPECT_EQ(whole(whole(url)), whole(url)) << "its own spelling is read back";
}

TEST(PgEndpointTest, RefusesPasswordsWithoutShowingThem) {
    for (const char* const url :
         {"postgresql://ada:hunter2@host/db", "postgresql://ada@host/db?password=hunter2",
          "postgresql://ada:hun@ter2@host/db", "postgresql://ada:hunter2@h@ost/db"})
        EXPECT_THAT(whole(url), AllOf(HasSubstr("holds a password"), HasSubstr("key"),
                                      Not(HasSubstr("hun")), Not(HasSubstr("ter2"))));
}

TEST(PgEndpointTest, WeakTlsIsForThisMachineAlone) {
    for (const char* const mode : {"disable", "require", "verify-ca"}) {
        const std::string options = std::string("?sslmode=") + mode;
        for (const char* const host : {"localhost", "127.0.0.1", "127.9.9.9", "[::1]", "db.localhost"})
            EXPECT_THAT(whole(std::string("postgresql://a@") + host + "/d" + options), HasSubstr(options));
        for (const char* const host : {"db.example.org", "127.evil.org", "10.0.0.1", "localhost.org"})
            EXPECT_THAT(whole(std::string("postgresql://a@") + host + "/d" + options),
                        AllOf(HasSubstr(mode), HasSubstr(host), HasSubstr("verify-full")));
    }
    EXPECT_THAT(whole("postgresql://a@localhost/d?sslmode=prefer"), HasSubstr("can be relied on"));
}

TEST(PgEndpointTest, NamesWhatIsWrong) {
    EXPECT_THAT(whole("https://host"), HasSubstr("postgresql://"));
    EXPECT_THAT(whole(""), HasSubstr("postgresql://"));
    EXPECT_THAT(whole("postgresql://host/db"), HasSubstr("names no user"));
    EXPECT_THAT(whole("postgresql://a@/db"), HasSubstr("names no host"));
    EXPECT_THAT(whole("postgresql://a@h1,h2/db"), HasSubstr("one host"));
    EXPECT_THAT(whole("postgresql://a@h:0/db"), HasSubstr("port"));
    EXPECT_THAT(whole("postgresql://a@h:65536/db"), HasSubstr("port"));
    EXPECT_THAT(whole("postgresql://a@h/d%0Ab"), HasSubstr("printable"));
    EXPECT_THAT(whole("postgresql://a@h/d%f"), HasSubstr("hexadecimal"));
    EXPECT_THAT(whole("postgresql://a@h/d?options=-c"), HasSubstr("other than sslmode and host"));
    EXPECT_THAT(whole("postgresql://a@h/d?host=/tmp"), HasSubstr("names a host as well"));
    EXPECT_THAT(whole("postgresql://a@/d?host=/tmp,/run"), HasSubstr("folder of sockets"));
}

}  // namespace
}  // namespace qstore
