// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/qdrant/qdrant_ids.h"

#include <gtest/gtest.h>

namespace qstore {
namespace {

constexpr const char* uuid = "5c56c793-69f3-4fbf-87e6-c4bf54c28c26";

TEST(UuidVersion5, IsThatOfTheStandard) {
    // RFC 9562, appendix A.4.
    EXPECT_EQ(uuidVersion5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com"),
              "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

TEST(QdrantIds, WholeNumbersAndUuidsStayWhatTheyAre) {
    for (const char* id : {"0", "7", "9007199254740993", "18446744073709551615"})
        EXPECT_EQ(qdrantIdOf(id), (QdrantId{id, true, false})) << id;
    EXPECT_EQ(qdrantIdOf(uuid), (QdrantId{uuid, false, false}));
    EXPECT_EQ(qdrantIdJson(qdrantIdOf("7")), "7");
    EXPECT_EQ(qdrantIdJson(qdrantIdOf(uuid)), std::string("\"") + uuid + "\"");
}

TEST(QdrantIds, AllOtherTextsBecomeUuidsOfTheirOwn) {
    for (const char* id : {"007", "+7", "-1", "7 ", "7.0", "18446744073709551616", "row-7", "Ä",
                           "5C56C793-69F3-4FBF-87E6-C4BF54C28C26", "5c56c79369f34fbf87e6c4bf54c28c26"}) {
        const QdrantId mapped = qdrantIdOf(id);
        EXPECT_TRUE(mapped.isDerived) << id;
        EXPECT_FALSE(mapped.isNumber) << id;
        EXPECT_EQ(mapped.value.size(), 36U) << id;
        EXPECT_EQ(mapped.value[14], '5') << id;
        EXPECT_EQ(mapped, qdrantIdOf(id)) << "the same each time";
        EXPECT_FALSE(qdrantIdOf(mapped.value).isDerived);
    }
    EXPECT_NE(qdrantIdOf("row-7").value, qdrantIdOf("row-8").value);
    // Not the UUID that others make of it in a name space that they share.
    EXPECT_NE(qdrantIdOf("www.example.com").value, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

TEST(QdrantIds, RepliesAreRead) {
    EXPECT_EQ(qdrantIdText(nlohmann::json::parse("18446744073709551615")).value(), "18446744073709551615");
    EXPECT_EQ(qdrantIdText(nlohmann::json(uuid)).value(), uuid);
    for (const char* bad :
         {"-1", "1.5", "\"row-7\"", "null", "[1]", "\"5C56C793-69F3-4FBF-87E6-C4BF54C28C26\""}) {
        const auto id = qdrantIdText(nlohmann::json::parse(bad));
        ASSERT_FALSE(id) << bad;
        EXPECT_EQ(id.error().code, ErrorCode::Parse);
    }
}

}  // namespace
}  // namespace qstore
