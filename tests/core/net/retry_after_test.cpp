// SPDX-License-Identifier: Apache-2.0
#include "core/net/retry_after.h"

#include <gtest/gtest.h>

#include <string>

namespace qstore {
namespace {

// RFC 9110 §5.6.7: one moment in its three forms; 784111777 s after 1970 (RFC 6265's and Python's value,
// too).
constexpr std::int64_t momentMs = 784'111'777'000;

TEST(RetryAfter, TheThreeFormsOfADateAreOneMoment) {
    EXPECT_EQ(parseHttpDateMs("Sun, 06 Nov 1994 08:49:37 GMT"), momentMs);
    EXPECT_EQ(parseHttpDateMs("Sunday, 06-Nov-94 08:49:37 GMT"), momentMs);
    EXPECT_EQ(parseHttpDateMs("Sun Nov  6 08:49:37 1994"), momentMs);
}

TEST(RetryAfter, WhatIsNoDateIsNone) {
    for (const char* text : {"", "06 Nov 1994 08:49:37 GMT", "1994-11-06", "Sun, 99 Nov 1994 08:49:37 GMT",
                             "Sunset", "Mon", "784111777"})
        EXPECT_EQ(parseHttpDateMs(text), std::nullopt) << text;
    EXPECT_EQ(parseHttpDateMs("Sun, " + std::string(1000, '0')), std::nullopt);
}

TEST(RetryAfter, SecondsOrADateAfterNow) {
    EXPECT_EQ(parseRetryAfterMs("120", momentMs), 120'000);
    EXPECT_EQ(parseRetryAfterMs(" 0 ", momentMs), 0);
    EXPECT_EQ(parseRetryAfterMs("Sun, 06 Nov 1994 08:51:37 GMT", momentMs), 120'000);
    EXPECT_EQ(parseRetryAfterMs("Sun, 06 Nov 1994 08:49:38 GMT", momentMs + 250), 750);
    EXPECT_EQ(parseRetryAfterMs("Sun, 06 Nov 1994 08:00:00 GMT", momentMs), 0);
}

TEST(RetryAfter, AnythingElseSaysNothing) {
    for (const char* text :
         {"", " ", "-1", "+3", "1.5", "soon", "3 s", "99999999999", "99999999999999999999"})
        EXPECT_EQ(parseRetryAfterMs(text, momentMs), std::nullopt) << text;
}

}  // namespace
}  // namespace qstore
