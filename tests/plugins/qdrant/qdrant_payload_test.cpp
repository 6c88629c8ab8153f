// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/qdrant/qdrant_payload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace qstore {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

Point samplePoint() {
    Point point;
    point.id = "row 7";
    point.vector = {3.0F, 4.0F, -0.1F};
    point.payload = {{"text", std::string("a \"b\" \n ä")},
                     {"yes", true},
                     {"whole", std::int64_t{1}},
                     {"real", 1.0},
                     {"half", 0.5},
                     {"tiny", std::numeric_limits<double>::denorm_min()},
                     {"huge", 1e300},
                     {"minus", -0.0},
                     {"least", std::numeric_limits<std::int64_t>::min()},
                     {"most", std::numeric_limits<std::int64_t>::max()}};
    return point;
}

json written(const Point& point, Metric metric = Metric::Dot, bool keep = true) {
    std::string text;
    appendQdrantPoint(text, point, metric, keep);
    return json::parse(text);
}

/// A service that keeps numbers as JavaScript does: 1.0 comes back as 1.
json withoutPoints(json value) {
    for (auto& [name, field] : value["payload"].items())
        if (field.is_number_float() && std::abs(field.get<double>()) < 1e15 &&
            std::trunc(field.get<double>()) == field.get<double>())
            field = static_cast<std::int64_t>(field.get<double>());
    return value;
}

TEST(QdrantPayload, ComesBackWithItsTypes) {
    const Point point = samplePoint();
    const auto read = qdrantPoint(written(point), {true, true, 3});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, point);
    EXPECT_TRUE(std::signbit(std::get<double>(read->payload.at("minus"))));
}

TEST(QdrantPayload, KeepsItsTypesWhereTheServiceLosesThem) {
    const auto read = qdrantPoint(withoutPoints(written(samplePoint())), {true, true, 3});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, samplePoint());
}

TEST(QdrantPayload, CosineVectorsAreSentWithLengthOneAndComeBackBitEqual) {
    const Point point = samplePoint();
    const json sent = written(point, Metric::Cosine);
    double sum = 0.0;
    for (const json& x : sent["vector"]) sum += x.get<double>() * x.get<double>();
    EXPECT_NEAR(sum, 1.0, 1e-6);
    EXPECT_EQ(qdrantPoint(sent, {true, true, 3})->vector, point.vector);
    const auto normalised = qdrantPoint(written(point, Metric::Cosine, false), {true, true, 3});
    EXPECT_EQ(normalised->vector, unitVector(point.vector));
    // Too short for Qdrant, which would store it as it is and score by its length.
    EXPECT_EQ(unitVector({3e-12F, 4e-12F}), (std::vector<float>{0.6F, 0.8F}));
}

TEST(QdrantPayload, ReservedNamesAreRefused) {
    for (const char* name : {"_qstore", "_qstore_vector", "_qstore.real"}) {
        Point point;
        point.id = "a";
        point.payload[name] = true;
        const Status status = checkQdrantNames(point);
        ASSERT_FALSE(status) << name;
        EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument);
        EXPECT_THAT(status.error().message, HasSubstr(name));
    }
    EXPECT_TRUE(checkQdrantNames(samplePoint()));
}

TEST(QdrantPayload, ReadsWhatOthersWrote) {
    const auto read =
        qdrantPoint(json::parse(R"({"id":7,"vector":[1,2],"payload":{"none":null,"list":[1,"a"],
        "object":{"a":1},"unsigned":18446744073709551615,"real":2.0,"whole":-3}})"),
                    {true, true, 2});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->id, "7");
    const Payload expected{{"list", std::string(R"([1,"a"])")},
                           {"object", std::string(R"({"a":1})")},
                           {"unsigned", std::string("18446744073709551615")},
                           {"real", 2.0},
                           {"whole", std::int64_t{-3}}};
    EXPECT_EQ(read->payload, expected);
}

TEST(QdrantPayload, RefusesWhatBreaksTheInterface) {
    struct Case {
        const char* record;
        ErrorCode code;
        const char* part;
    };
    for (const Case& one : {
             Case{R"([])", ErrorCode::Parse, "expected an object"},
             Case{R"({"vector":[1,2]})", ErrorCode::Parse, "id is missing"},
             Case{R"({"id":"x","vector":[1,2]})", ErrorCode::Parse, "neither a whole number nor a UUID"},
             Case{R"({"id":7})", ErrorCode::Parse, "vector is missing"},
             Case{R"({"id":7,"vector":[1]})", ErrorCode::Parse, "a list of 1"},
             Case{R"({"id":7,"vector":{"a":[1,2]}})", ErrorCode::Parse, "an object"},
             Case{R"({"id":7,"vector":[1,2],"payload":[]})", ErrorCode::Parse, "payload"},
             Case{R"({"id":7,"vector":[1,2],"payload":{"_qstore":1}})", ErrorCode::Corrupt, "_qstore"},
             Case{R"({"id":7,"vector":[1,2],"payload":{"_qstore":{"real":[1]}}})", ErrorCode::Corrupt,
                  "real"},
             Case{R"({"id":7,"vector":[1,2],"payload":{"_qstore_vector":"AAA"}})", ErrorCode::Corrupt,
                  "_qstore_vector"},
             Case{R"({"id":7,"vector":[1,2],"payload":{"_qstore_vector":"AACAPw=="}})", ErrorCode::Corrupt,
                  "4 bytes"},
         }) {
        const auto read = qdrantPoint(json::parse(one.record), {true, true, 2});
        ASSERT_FALSE(read) << one.record;
        EXPECT_EQ(read.error().code, one.code) << one.record;
        EXPECT_THAT(read.error().message, HasSubstr(one.part));
    }
}

}  // namespace
}  // namespace qstore
