// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/rest/rest_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace qstore {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

json object() {
    return json::parse(R"({"text":"words","whole":7,"real":0.5,"flag":true,"nothing":null,"list":[1],
                           "object":{"a":1},"negative":-1})");
}

TEST(RestFields, ReadsWhatIsThere) {
    const json value = object();
    RestFields fields(value, "it");
    EXPECT_EQ(fields.text("text"), "words");
    EXPECT_EQ(fields.whole("whole"), 7U);
    EXPECT_EQ(fields.number("real"), 0.5);
    EXPECT_EQ(fields.flag("flag"), true);
    EXPECT_EQ(fields.object("object"), json::parse(R"({"a":1})"));
    EXPECT_EQ(fields.list("list"), json::parse("[1]"));
    EXPECT_EQ(fields.text("absent"), std::nullopt);
    EXPECT_EQ(fields.text("nothing"), std::nullopt);
    EXPECT_TRUE(fields.status());
}

TEST(RestFields, NamesTheFieldAndWhatStoodThere) {
    const json value = object();
    const auto said = [&](const auto& read) {
        RestFields fields(value, "it");
        read(fields);
        const Status status = fields.status();
        return status ? std::string("(nothing)") : status.error().message;
    };
    EXPECT_EQ(said([](RestFields& fields) { fields.text("whole"); }),
              "it.whole is the number 7, expected a text");
    EXPECT_EQ(said([](RestFields& fields) { fields.whole("negative"); }),
              "it.negative is the number -1, expected a whole number from 0");
    EXPECT_EQ(said([](RestFields& fields) { fields.requiredNumber("absent"); }),
              "it.absent is missing, expected a number");
    EXPECT_EQ(said([](RestFields& fields) { fields.object("list"); }),
              "it.list is a list, expected an object");
    EXPECT_EQ(said([](RestFields& fields) { fields.flag("object"); }),
              "it.object is an object, expected true or false");
    // A text of the reply may be anything, a key that it echoes included.
    EXPECT_THAT(said([](RestFields& fields) { fields.whole("text"); }), Not(HasSubstr("words")));
    // The first mistake is the one that is told.
    EXPECT_EQ(said([](RestFields& fields) {
                  fields.text("flag");
                  fields.whole("text");
              }),
              "it.flag is true, expected a text");
}

TEST(RestFields, WhatIsNoObjectHasNoFields) {
    const json value = json::parse("[1]");
    RestFields fields(value, "it");
    EXPECT_EQ(fields.text("a"), std::nullopt);
    ASSERT_FALSE(fields.status());
    EXPECT_EQ(fields.status().error().message, "it is a list, expected an object");
    EXPECT_EQ(fields.status().error().code, ErrorCode::Parse);
}

TEST(RestVector, RefusesWhatIsNoVector) {
    EXPECT_EQ(restVector(json::parse("[1, 0.5]"), "v", 2).value(), (std::vector<float>{1.0F, 0.5F}));
    for (const char* text : {"[1]", "[1,2,3]", R"([1,"2"])", "[1,null]", "[1,1e39]", "{}", "null"}) {
        const auto vector = restVector(json::parse(text), "v", 2);
        ASSERT_FALSE(vector) << text;
        EXPECT_EQ(vector.error().code, ErrorCode::Parse);
        EXPECT_THAT(vector.error().message, HasSubstr("v is "));
    }
}

/// Every float comes back with its bits, by way of a float and by way of a double.
TEST(AppendFloat, ReadsBackToTheSameBits) {
    std::uint32_t state = 1;
    std::vector<float> values{0.0F,        -0.0F,         1.0F,     0.1F,
                              16777216.0F, 3.4028235e38F, 1.0e-45F, 1.17549435e-38F};
    while (values.size() < 20'000) {
        state = state * 1664525U + 1013904223U;
        const auto value = std::bit_cast<float>(state);
        if (std::isfinite(value)) values.push_back(value);
    }
    std::string text;
    appendVector(text, values);
    const auto read = restVector(json::parse(text), "v", values.size());
    ASSERT_TRUE(read);
    for (std::size_t i = 0; i < values.size(); ++i)
        ASSERT_EQ(std::bit_cast<std::uint32_t>((*read)[i]), std::bit_cast<std::uint32_t>(values[i])) << i;
    // Some readers parse single precision directly.
    for (const float value : values) {
        std::string digits;
        appendFloat(digits, value);
        ASSERT_EQ(std::strtof(digits.c_str(), nullptr), value) << digits;
    }
}

TEST(AppendText, QuotesAndEscapes) {
    std::string text;
    appendText(text, "a\"b\\\n\x01é");
    EXPECT_EQ(json::parse(text).get<std::string>(), "a\"b\\\n\x01é");
}

}  // namespace
}  // namespace qstore
