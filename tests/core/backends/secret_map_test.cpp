// SPDX-License-Identifier: Apache-2.0
#include "core/backends/secret_map.h"

#include <gmock/gmock.h>

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(SecretMap, IsWrittenAsJsonAndReadBack) {
    SecretMap map;
    EXPECT_EQ(map.toText().reveal(), "{}");
    ASSERT_TRUE(map.keep("b", "host", Secret("say\"\\")));
    ASSERT_TRUE(map.keep("a", "x,y", Secret("1")));
    EXPECT_EQ(map.toText().reveal(), R"({"a@x,y":"1","b@host":"say\"\\"})");
    const auto again = SecretMap::fromText(map.toText()).value();
    EXPECT_EQ(again.size(), 2U);
    EXPECT_EQ(again.find("b", "host"), Secret("say\"\\"));
    EXPECT_EQ(again.find("b", "hos"), std::nullopt);
    EXPECT_TRUE(map.forget("b", "host"));
    EXPECT_FALSE(map.forget("b", "host"));
}

TEST(SecretMap, ForeignTextIsRefusedWithoutBeingShown) {
    for (const char* text : {"", "s3cret", "[]", R"({"a@b": 1})", R"({"a@b": ""})", R"({"ab": "s3cret"})",
                             R"({"a@b": "s3cret with spaces"})", R"({"a@b": {"s3cret": "x"}})",
                             R"({"a@b": "s3cret", "a@b": "x"})", R"({"a@b": "s3cret)"}) {
        const auto map = SecretMap::fromText(Secret(text));
        ASSERT_FALSE(map) << text;
        EXPECT_EQ(map.error().code, ErrorCode::Corrupt) << text;
        EXPECT_THAT(map.error().message + map.error().hint, Not(HasSubstr("s3cret")));
    }
}

}  // namespace
}  // namespace qstore
