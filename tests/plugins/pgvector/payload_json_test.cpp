// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/payload_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "core/base/random.h"

namespace qstore {
namespace {

TEST(PayloadJsonTest, RealNumbersAreDecimalsWithAPoint) {
    EXPECT_EQ(realText(1.0), "1.0");
    EXPECT_EQ(realText(0.1), "0.1");
    EXPECT_EQ(realText(0.0), "0.0");
    EXPECT_EQ(realText(-0.0), "0.00");
    EXPECT_EQ(realText(-1e-7), "-0.0000001");
    // 2^62 and 2^53 + 2, digit by digit: the shortest decimals would be other whole numbers.
    EXPECT_EQ(realText(4611686018427387904.0), "4611686018427387904.0");
    EXPECT_EQ(realText(9007199254740994.0), "9007199254740994.0");
    EXPECT_EQ(realText(1e23), "99999999999999991611392.0");
}

TEST(PayloadJsonTest, EveryNumberComesBackAsItWas) {
    RandomStream random(5, "numbers");
    std::vector<double> reals{0.0,  -0.0, 5e-324, std::numeric_limits<double>::max(), 9007199254740993.0,
                              -1e22};
    while (reals.size() < 5000) {
        const auto real = std::bit_cast<double>(random.nextU64());
        if (std::isfinite(real)) reals.push_back(real);
    }
    for (const double real : reals) {
        const auto back = readPayloadJson(payloadJson({{"x", real}}).value());
        ASSERT_TRUE(back) << real << back.error().message;
        const auto* const value = std::get_if<double>(&back->at("x"));
        ASSERT_NE(value, nullptr) << real;
        EXPECT_EQ(std::bit_cast<std::uint64_t>(*value), std::bit_cast<std::uint64_t>(real));
    }
    for (const std::int64_t whole :
         {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min(),
          std::numeric_limits<std::int64_t>::max()})
        EXPECT_EQ(readPayloadJson(payloadJson({{"x", whole}}).value()).value(), (Payload{{"x", whole}}));
}

TEST(PayloadJsonTest, TextsAndNamesAreEscaped) {
    const Payload payload{
        {"\"a\\", std::string("\"\\/\b\f\n\r\t\x01\x7f ü 数 😀")}, {"b", true}, {"c", false}};
    EXPECT_EQ(readPayloadJson(payloadJson(payload).value()).value(), payload);
    EXPECT_EQ(payloadJson({{"t", std::string("\x01\"")}}).value(), "{\"t\":\"\\u0001\\\"\"}");
    const auto refused = payloadJson({{"t", std::string("a\0b", 3)}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(refused.error().message, ::testing::HasSubstr("field 't'"));
}

TEST(PayloadJsonTest, WhatWasNeverWrittenIsCorrupt) {
    for (const char* const json :
         {"{\"x\":null}", "{\"x\":[1]}", "{\"x\":{\"y\":1}}", "[1]", "7", "{\"x\":1", "",
          "{\"x\":9223372036854775808}", "{\"x\":99999999999999999999999}"}) {
        const auto read = readPayloadJson(json);
        ASSERT_FALSE(read) << json;
        EXPECT_EQ(read.error().code, ErrorCode::Corrupt) << json;
    }
}

}  // namespace
}  // namespace qstore
