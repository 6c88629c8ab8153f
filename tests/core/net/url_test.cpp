// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/net/http.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

UrlParts parts(const std::string& url) {
    const auto parsed = parseUrl(url);
    EXPECT_TRUE(parsed) << url << ": " << parsed.error().message;
    return parsed.value_or(UrlParts{});
}

TEST(Url, TakenApart) {
    const UrlParts url = parts("HTTPS://API.IonQ.co/v0.4/jobs?limit=2&next=a%20b");
    EXPECT_EQ(url.scheme, "https");
    EXPECT_EQ(url.host, "api.ionq.co");
    EXPECT_EQ(url.port, 443);
    EXPECT_EQ(url.path, "/v0.4/jobs");
    EXPECT_EQ(url.query, "limit=2&next=a%20b");
    EXPECT_EQ(parts("http://localhost").path, "/");
    EXPECT_EQ(parts("http://localhost").port, 80);
    EXPECT_EQ(parts("http://localhost:8080/x").port, 8080);
    EXPECT_EQ(parts("http://[::1]:8080/x").host, "[::1]");
    EXPECT_EQ(parts("http://a/b/../c").path, "/b/../c");
    EXPECT_EQ(parts("http://a/x@y?mail=a@b").query, "mail=a@b");
}

TEST(Url, WhatIsNoneIsRefused) {
    for (const char* url : {"",
                            "api.ionq.co",
                            "ftp://a/",
                            "file:///etc/passwd",
                            "http://",
                            "http:///path",
                            "https:///",
                            "http://a b/",
                            "http://a/b c",
                            "http://a/\r\nX: 1",
                            "http://a\\@b/",
                            "http://a:0/",
                            "http://a:65536/",
                            "http://a:-1/",
                            "http://a:port/",
                            "http://a/#part",
                            "http://[::1/",
                            "http://ä.example/",
                            "javascript://a",
                            "http://a/\x7f"}) {
        const auto parsed = parseUrl(url);
        ASSERT_FALSE(parsed) << url;
        EXPECT_EQ(parsed.error().code, ErrorCode::InvalidArgument);
        EXPECT_FALSE(parsed.error().hint.empty());
    }
    EXPECT_FALSE(parseUrl("http://a/" + std::string(100'000, 'x')));
    EXPECT_FALSE(parseUrl(std::string("http://a/\0b", 11)));
}

TEST(Url, NamesAndPasswordsAreRefusedAndNotRepeated) {
    for (const char* url : {"https://user:hunter2@a/", "https://hunter2@a/", "https://@a/",
                            "https://:hunter2@a/", "https://a:hunter2@b?c"}) {
        const auto parsed = parseUrl(url);
        ASSERT_FALSE(parsed) << url;
        EXPECT_THAT(parsed.error().message, Not(HasSubstr("hunter2")));
        EXPECT_THAT(parsed.error().message, HasSubstr("user name or password"));
    }
}

TEST(Url, PercentEncoding) {
    // RFC 3986 §2.3: letters, digits, and - . _ ~ stay.
    EXPECT_EQ(percentEncoded("AZaz09-._~"), "AZaz09-._~");
    EXPECT_EQ(percentEncoded(" /?&=+%#\"\n"), "%20%2F%3F%26%3D%2B%25%23%22%0A");
    EXPECT_EQ(percentEncoded("θ"), "%CE%B8");
    EXPECT_EQ(percentEncoded(std::string("\0\xff", 2)), "%00%FF");
    EXPECT_EQ(percentEncoded(""), "");
}

}  // namespace
}  // namespace qstore
