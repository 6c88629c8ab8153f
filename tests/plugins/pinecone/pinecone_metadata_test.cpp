// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_metadata.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::int64_t kLargest = 9007199254740992;  // 2^53

TEST(PineconeMetadata, ComesBackWithItsTypes) {
    const Payload payload = {{"name", std::string("Zürich \"1\"")},
                             {"whole", std::int64_t{3}},
                             {"real", 3.0},
                             {"zero", -0.0},
                             {"part", 0.1},
                             {"huge", 1e300},
                             {"most", kLargest},
                             {"least", -kLargest},
                             {"edge", 9007199254740992.0},
                             {"yes", true},
                             {"no", false},
                             {"empty", std::string()}};
    const auto text = pineconeMetadata(payload);
    ASSERT_TRUE(text) << text.error().message;
    // Pinecone keeps doubles alone: what it gives back has lost how the numbers were written.
    json there = json::parse(*text);
    for (auto& value : there)
        if (value.is_number()) value = value.get<double>();
    const auto back = payloadOfPinecone(there, "the point");
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, payload);
}

TEST(PineconeMetadata, NotesNothingWhereTheRuleIsEnough) {
    const auto text = pineconeMetadata({{"a", std::int64_t{1}}, {"b", 0.5}, {"c", 1e300}});
    ASSERT_TRUE(text);
    EXPECT_EQ(json::parse(*text), json::parse(R"({"a":1,"b":0.5,"c":1e300})"));
}

TEST(PineconeMetadata, NumbersOfOthersAreReadByTheRule) {
    const auto payload =
        payloadOfPinecone(json::parse(R"({"a":2019.0,"b":2019,"c":2.5,"d":1e20,"e":null})"), "the point");
    ASSERT_TRUE(payload);
    const Payload wanted = {{"a", std::int64_t{2019}}, {"b", std::int64_t{2019}}, {"c", 2.5}, {"d", 1e20}};
    EXPECT_EQ(*payload, wanted);
}

TEST(PineconeMetadata, RefusesWhatWouldBeRounded) {
    for (const std::int64_t value : {kLargest + 1, -kLargest - 1, INT64_MAX, INT64_MIN}) {
        const auto text = pineconeMetadata({{"count", value}});
        ASSERT_FALSE(text) << value;
        EXPECT_EQ(text.error().code, ErrorCode::InvalidArgument);
        EXPECT_NE(text.error().message.find("'count' is " + std::to_string(value)), std::string::npos);
    }
}

TEST(PineconeMetadata, RefusesMoreThanFortyKilobytes) {
    const auto withText = [](std::size_t size) {
        return pineconeMetadata({{"t", std::string(size, 'x')}});
    };
    constexpr std::size_t around = 8;  // {"t":""}
    EXPECT_TRUE(withText(40960 - around));
    const auto text = withText(40960 - around + 1);
    ASSERT_FALSE(text);
    EXPECT_NE(text.error().message.find("40961"), std::string::npos) << text.error().message;
}

TEST(PineconeMetadata, RefusesNamesThatPineconeKeeps) {
    EXPECT_FALSE(pineconeMetadata({{"$eq", true}}));
    EXPECT_FALSE(pineconeMetadata({{std::string(kPineconeRealField), true}}));
}

TEST(PineconeMetadata, SaysWhatAPayloadCannotHold) {
    const auto payload = payloadOfPinecone(json::parse(R"({"tags":["a","b"]})"), "Pinecone's point 'p'");
    ASSERT_FALSE(payload);
    EXPECT_EQ(payload.error().code, ErrorCode::Unsupported);
    EXPECT_NE(payload.error().message.find("'tags' is a list"), std::string::npos);
    EXPECT_FALSE(payloadOfPinecone(json::parse("7"), "p"));
    EXPECT_TRUE(payloadOfPinecone(json(), "p"));
}

}  // namespace
}  // namespace qstore
