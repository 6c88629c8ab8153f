// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/rest/rest_endpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qstore {
namespace {

using ::testing::HasSubstr;

std::string completed(const std::string& endpoint) {
    auto result = completedEndpoint(endpoint, "https://host:6333");
    return result ? *result : "error: " + result.error().message;
}

TEST(CompletedEndpoint, HasOneSpelling) {
    EXPECT_EQ(completed("https://Cloud.Example:6333/"), "https://cloud.example:6333");
    EXPECT_EQ(completed("HTTPS://cloud.example:443//"), "https://cloud.example");
    EXPECT_EQ(completed("https://cloud.example/Prefix/"), "https://cloud.example/Prefix");
    EXPECT_EQ(completed("http://127.0.0.1:6333"), "http://127.0.0.1:6333");
    EXPECT_EQ(completed("http://localhost:80"), "http://localhost");
    EXPECT_EQ(completed("http://[::1]:6333/"), "http://[::1]:6333");
}

TEST(CompletedEndpoint, RefusesWhatWouldShowTheKey) {
    EXPECT_THAT(completed(""), HasSubstr("the endpoint is missing"));
    EXPECT_THAT(completed("host:6333"), HasSubstr("neither http:// nor https://"));
    EXPECT_THAT(completed("https://user:password@host"), HasSubstr("user name or password"));
    EXPECT_THAT(completed("https://host/?a=1"), HasSubstr("'?'"));
    for (const char* url : {"http://host:6333", "http://127.evil.example", "http://localhost.example"})
        EXPECT_THAT(completed(url), HasSubstr("without TLS")) << url;
}

TEST(CompleteSettings, FillsInAndRefuses) {
    StoreKind kind;
    kind.title = "Service";
    kind.settings = {{"vectors", "", "", "exact", {"exact", "normalised"}}, {"space", "", "", "", {}}};
    StoreConnection connection;
    ASSERT_TRUE(completeSettings(kind, connection));
    EXPECT_EQ(connection.settings.at("vectors"), "exact");
    EXPECT_EQ(connection.settings.at("space"), "");
    connection.settings = {{"vectors", "normalised"}, {"space", "any"}};
    ASSERT_TRUE(completeSettings(kind, connection));
    EXPECT_EQ(connection.settings.at("vectors"), "normalised");
    connection.settings = {{"vector", "exact"}};
    auto refused = completeSettings(kind, connection);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "Service has no setting 'vector'");
    EXPECT_EQ(refused.error().hint, "Did you mean 'vectors'?");
    connection.settings = {{"vectors", "some"}};
    refused = completeSettings(kind, connection);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "the setting 'vectors' is 'some'");
    EXPECT_EQ(refused.error().hint, "Use one of: exact, normalised.");
}

}  // namespace
}  // namespace qstore
