// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/core/states/state_fixture.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::JumpingClock;
using testing::libraryOf;
using testing::newRecord;

class RecordSearchTest : public ::testing::Test {
protected:
    RecordSearchTest() {
        NewRecord user;
        user.id = "user";
        user.contexts["home"] = RecordContext{{3.0, 4.0}, 0.7};
        user.contexts["work"] = RecordContext{{0.0, 1.0}, 0.3};
        user.tier = RecordTier::Long;
        EXPECT_TRUE(library.add(user));
    }
    std::vector<std::string> found(const RecordQuery& query) {
        std::vector<std::string> ids;
        const RecordAnswer answer = library.search(query).value();
        for (const RecordHit& hit : answer.hits) ids.push_back(hit.record);
        return ids;
    }

    std::shared_ptr<JumpingClock> clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock);
};

TEST_F(RecordSearchTest, EveryFactorOfTheScoreIsInTheHit) {
    clock->jump(250);
    RecordQuery query;
    query.vector = {4.0, 3.0};
    const RecordAnswer answer = library.search(query).value();
    ASSERT_EQ(answer.hits.size(), 1U);
    const RecordHit& hit = answer.hits[0];
    // home: 0.7 · e^(−1/4) · 24/25; work: 0.3 · e^(−1/4) · 3/5.
    EXPECT_EQ(hit.context, "home");
    EXPECT_EQ(hit.weight, 0.7);
    EXPECT_EQ(hit.ageMs, 250);
    EXPECT_NEAR(hit.ageFactor, 0.7788007830714049, 1e-15);
    EXPECT_NEAR(hit.cosine.value(), 0.96, 1e-15);
    EXPECT_NEAR(hit.score, 0.52335412622398, 1e-12);
}

TEST_F(RecordSearchTest, TheContextChangesTheAnswer) {
    ASSERT_TRUE(library.add(newRecord("other", {1.0, 0.0})));
    RecordQuery query;
    query.vector = {0.0, 1.0};
    query.context = "work";
    const RecordAnswer work = library.search(query).value();
    ASSERT_EQ(work.hits.size(), 1U);
    EXPECT_EQ(work.hits[0].context, "work");
    EXPECT_DOUBLE_EQ(work.hits[0].score, 0.3);
    query.context = "home";
    EXPECT_DOUBLE_EQ(library.search(query).value().hits[0].score, 0.7 * 0.8);
}

TEST_F(RecordSearchTest, AnUnknownContextSaysSoAndWhichThereAre) {
    RecordQuery query;
    query.context = "zzz";
    const RecordAnswer answer = library.search(query).value();
    EXPECT_FALSE(answer.contextKnown);
    EXPECT_THAT(answer.hits, IsEmpty());
    EXPECT_THAT(answer.knownContexts, ElementsAre("home", "work"));
}

TEST_F(RecordSearchTest, WithoutAVectorWeightAndAgeRank) {
    clock->jump(100);
    ASSERT_TRUE(library.add(newRecord("new", {1.0}, RecordTier::Long, 0.65)));
    // user: 0.7 · e^(−0.1) = 0.6334.
    const RecordAnswer answer = library.search({}).value();
    ASSERT_EQ(answer.hits.size(), 2U);
    EXPECT_EQ(answer.hits[0].record, "new");
    EXPECT_FALSE(answer.hits[0].cosine);
    EXPECT_NEAR(answer.hits[1].score, 0.7 * std::exp(-0.1), 1e-15);
}

TEST_F(RecordSearchTest, AgesAreLimitsThatIncludeThemselves) {
    clock->jump(100);
    ASSERT_TRUE(library.add(newRecord("new", {1.0, 0.0})));
    clock->jump(7);
    RecordQuery query;
    query.minAgeMs = 107;
    EXPECT_THAT(found(query), ElementsAre("user"));
    query.minAgeMs = 108;
    EXPECT_THAT(found(query), IsEmpty());
    query.minAgeMs.reset();
    query.maxAgeMs = 7;
    EXPECT_THAT(found(query), ElementsAre("new"));
    query.maxAgeMs = 6;
    EXPECT_THAT(found(query), IsEmpty());
    query.minAgeMs = 7;
    EXPECT_EQ(library.search(query).error().code, ErrorCode::InvalidArgument);
}

TEST_F(RecordSearchTest, EqualsComeByIdAndNoMoreThanTopK) {
    for (const char* id : {"z", "m", "a"}) ASSERT_TRUE(library.add(newRecord(id, {1.0, 0.0})));
    RecordQuery query;
    query.vector = {2.0, 0.0};
    query.topK = 2;
    EXPECT_THAT(found(query), ElementsAre("a", "m"));
    query.topK = 0;
    EXPECT_EQ(library.search(query).error().code, ErrorCode::InvalidArgument);
}

TEST_F(RecordSearchTest, SaysWhatCouldNotBeCompared) {
    ASSERT_TRUE(library.add(newRecord("longer", {1.0, 0.0, 0.0})));
    ASSERT_TRUE(library.add(newRecord("zero", {0.0, 0.0})));
    ASSERT_TRUE(library.add(newRecord("gone", {1.0, 0.0}, RecordTier::Short)));
    ASSERT_TRUE(library.add(newRecord("away", {1.0, 0.0})));
    ASSERT_TRUE(library.archive("away"));
    clock->jump(10);
    RecordQuery query;
    query.vector = {1.0, 0.0};
    const RecordAnswer answer = library.search(query).value();
    EXPECT_EQ(answer.hits.size(), 1U);
    EXPECT_EQ(answer.otherLength, 1U);
    EXPECT_EQ(answer.withoutDirection, 1U);
    EXPECT_EQ(answer.silent, 2U);
}

TEST_F(RecordSearchTest, RefusesVectorsThatCannotBeCompared) {
    RecordQuery query;
    query.vector = {0.0, 0.0};
    EXPECT_THAT(library.search(query).error().message, HasSubstr("all zeros"));
    query.vector = {1.0, std::numeric_limits<double>::infinity()};
    EXPECT_THAT(library.search(query).error().message, HasSubstr("inf"));
}

}  // namespace
}  // namespace qstore
