// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/base/utf8.h"

namespace qstore {
namespace {

std::string problem(std::string_view text) {
    const auto parsed = parseJson(text);
    EXPECT_FALSE(parsed) << text.substr(0, 80);
    if (parsed) return {};
    EXPECT_EQ(parsed.error().code, ErrorCode::Parse);
    return parsed.error().message;
}

TEST(Json, ReadsWhatItShouldInOrderToo) {
    EXPECT_EQ(parseJson(R"({"b": [1, 2.5, "x", null, true], "a": {}})").value()["b"].size(), 5U);
    const auto ordered = parseOrderedJson(R"({"b": 1, "a": 2})").value();
    EXPECT_EQ(ordered.begin().key(), "b");
    EXPECT_TRUE(parseJson(R"([{"a": 1}, {"a": 2, "b": {"a": 3}}])")) << "the same key in other objects";
}

TEST(Json, DepthIsBoundedWithoutRecursion) {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    EXPECT_TRUE(parseJson(nested(maxJsonDepth)));
    EXPECT_NE(problem(nested(maxJsonDepth + 1)).find("more than 64 deep"), std::string::npos);
    EXPECT_TRUE(parseJson(nested(3), 3));
    EXPECT_FALSE(parseJson(nested(4), 3));
    problem(nested(300'000));
    problem(std::string(300'000, '['));
    std::string objects;
    for (int level = 0; level < 300'000; ++level) objects += "{\"a\":";
    problem(objects);
}

TEST(Json, RepeatedKeysBadTextAndBadUtf8AreRefused) {
    EXPECT_NE(problem(R"({"seed": 1, "seed": 2})").find("\"seed\" appears twice"), std::string::npos);
    EXPECT_NE(problem("{\n \"a\": x}").find("line 2"), std::string::npos);
    problem("");
    problem("[1] 2");
    problem("[1e999]");
    problem("[\"\xff\"]");
}

TEST(Utf8, KnowsWellFormedText) {
    // Examples of table 3-7 of the Unicode standard.
    for (const char* good : {"", "abc", "ä", "€", "𝄞", "\xed\x9f\xbf", "\xf4\x8f\xbf\xbf"})
        EXPECT_TRUE(isUtf8(good)) << good;
    for (const char* bad : {"\xff", "\xc0\xaf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
                            "\xf4\x90\x80\x80", "\xc3", "\xe2\x82", "a\x80"})
        EXPECT_FALSE(isUtf8(bad));
}

}  // namespace
}  // namespace qstore
