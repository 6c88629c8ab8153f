// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_stages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/states/record_groups.h"
#include "tests/core/states/state_fixture.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::JumpingClock;
using testing::libraryOf;
using testing::newRecord;

class RecordStagesTest : public ::testing::Test {
protected:
    /// Of age 30, 20, 0 and 0 ms; `gone` is archived, `short` has expired, `long` has three numbers.
    RecordStagesTest() {
        add("old", {1.0, 0.0});
        clock->jump(10);
        add("young", {0.0, 1.0});
        add("short", {1.0, 1.0}, RecordTier::Short);
        clock->jump(20);
        add("gone", {1.0, 1.0});
        add("long", {1.0, 1.0, 1.0});
        NewRecord other = newRecord("other", {1.0, 1.0});
        other.contexts["d"] = other.contexts["c"];
        other.contexts.erase("c");
        EXPECT_TRUE(library.add(other));
        EXPECT_TRUE(library.archive("gone"));
        RecordGroup group;
        group.id = "g";
        group.members = {"old", "young", "short"};
        EXPECT_TRUE(groups.add(library, group));
    }
    void add(const std::string& id, std::vector<double> vector, RecordTier tier = RecordTier::Long) {
        EXPECT_TRUE(library.add(newRecord(id, std::move(vector), tier)));
    }
    static std::vector<std::string> counts(const StagedAnswer& staged) {
        std::vector<std::string> lines;
        for (const StepReport& step : staged.steps)
            lines.push_back(std::string(searchStepName(step.step)) + (step.asked ? " " : "- ") +
                            std::to_string(step.given) + ">" + std::to_string(step.left));
        return lines;
    }

    std::shared_ptr<JumpingClock> clock = std::make_shared<JumpingClock>();
    RecordLibrary library = libraryOf(clock);
    RecordGroups groups{clock};
};

TEST_F(RecordStagesTest, EachStepSaysWhatItWasGivenAndWhatItLeft) {
    RecordQuery query;
    query.context = "c";
    query.vector = {1.0, 1.0};
    query.maxAgeMs = 25;
    query.topK = 1;
    const StagedAnswer staged = library.explain(query, std::nullopt).value();
    EXPECT_THAT(counts(staged), ElementsAre("coherent 6>4", "context 4>3", "group- 3>3", "age 3>2",
                                            "score 2>1", "top 1>1"));
    ASSERT_EQ(staged.answer.hits.size(), 1U);
    EXPECT_EQ(staged.answer.hits[0].record, "young");
    EXPECT_EQ(staged.answer.silent, 2U);
    EXPECT_EQ(staged.answer.otherLength, 1U);
    for (const StepReport& step : staged.steps) EXPECT_GE(step.seconds, 0.0);
}

TEST_F(RecordStagesTest, AGroupLimitsItToItsMembersThatAnswer) {
    RecordQuery query;
    query.topK = 1;
    const StagedAnswer staged = library.explain(query, "g").value();
    EXPECT_THAT(counts(staged), ElementsAre("coherent 6>4", "context- 4>4", "group 4>2", "age- 2>2",
                                            "score 2>2", "top 2>1"));
    EXPECT_EQ(staged.answer.hits[0].record, "young") << "less of its time is over";
    EXPECT_THAT(library.explain(query, "nobody").value().answer.hits, IsEmpty());
}

TEST_F(RecordStagesTest, WithoutAGroupTheAnswerIsThatOfTheSearch) {
    for (const char* context : {"c", "d", "e"}) {
        RecordQuery query;
        query.context = context;
        query.vector = {0.5, 1.0};
        query.minAgeMs = 1;
        const RecordAnswer plain = library.search(query).value();
        const RecordAnswer staged = library.explain(query, std::nullopt).value().answer;
        ASSERT_EQ(staged.hits.size(), plain.hits.size());
        for (std::size_t i = 0; i < plain.hits.size(); ++i) {
            EXPECT_EQ(staged.hits[i].record, plain.hits[i].record);
            EXPECT_EQ(staged.hits[i].score, plain.hits[i].score);
        }
        EXPECT_EQ(staged.contextKnown, plain.contextKnown);
        EXPECT_EQ(staged.knownContexts, plain.knownContexts);
        EXPECT_EQ(staged.silent, plain.silent);
    }
    RecordQuery unknown;
    unknown.context = "e";
    const RecordAnswer answer = library.explain(unknown, std::nullopt).value().answer;
    EXPECT_FALSE(answer.contextKnown);
    EXPECT_THAT(answer.knownContexts, ElementsAre("c", "d"));
    EXPECT_THAT(answer.hits, IsEmpty());
}

TEST_F(RecordStagesTest, WhatIsWrongWithTheQueryIsSaid) {
    RecordQuery query;
    query.topK = 0;
    EXPECT_EQ(library.explain(query, std::nullopt).error().code, ErrorCode::InvalidArgument);
    query.topK = 1;
    query.vector = {0.0, 0.0};
    EXPECT_EQ(library.explain(query, "g").error().code, ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace qstore
