// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/collection_fields.h"

#include <gmock/gmock.h>

#include "core/exchange/dataset_points.h"
#include "core/stores/local_store.h"
#include "tests/core/stores/memory_point_storage.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CollectionFields : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(make("c", Metric::Dot));
        // The last of many points is the only one with "rare", beyond what a sample sees.
        std::vector<Point> points;
        for (int i = 0; i < 1200; ++i) points.push_back({"p" + std::to_string(1000 + i), {1.0F, 2.0F}, {}});
        for (Point& point : points) point.payload = {{"species", std::string("setosa")}};
        points.back().payload["rare"] = true;
        ASSERT_TRUE(store.upsert("c", points, {}));
    }
    Status make(const std::string& name, Metric metric) {
        return store.createCollection({name, 2, metric, IndexKind::Exact, {}}, {});
    }
    static Filter filter(const std::string& text) { return parseFilter(text).value(); }

    LocalStore store{std::make_shared<MemoryPointStorage>()};
};

TEST_F(CollectionFields, OfAFilterAreNamedOnce) {
    EXPECT_THAT(fieldsOf(filter("a = 1 and (not b in (1, 2) or exists c) and a > 0")),
                ElementsAre("a", "b", "c"));
}

TEST_F(CollectionFields, ThatNoSampledPointHasAreNamedWithTheNearest) {
    const SampledFields sample = sampleFields(store, "c").value();
    EXPECT_THAT(sample.names, ElementsAre("species"));
    EXPECT_EQ(sample.points, 1000U);
    EXPECT_FALSE(sample.all);
    EXPECT_THAT(unknownFields(filter("species = 'x'"), sample), ElementsAre());
    const auto notes = unknownFields(filter("specis = 'x' and zzz = 1"), sample);
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_THAT(notes[0], HasSubstr("none of the first 1000 points has a field 'specis'"));
    EXPECT_THAT(notes[0], HasSubstr("did you mean 'species'?"));
    EXPECT_THAT(notes[1], HasSubstr("'zzz'"));
    EXPECT_FALSE(sampleFields(store, "d"));
}

TEST_F(CollectionFields, ATargetIsAskedForBeforeAnythingIsPulled) {
    EXPECT_TRUE(checkPullTarget(store, "c", {}, "species"));
    EXPECT_TRUE(checkPullTarget(store, "c", {}, "rare")) << "a field of the last point alone";
    EXPECT_TRUE(checkPullTarget(store, "c", {}, "v2")) << "the pull adds it";
    EXPECT_TRUE(checkPullTarget(store, "c", {}, ""));
    const auto wrong = checkPullTarget(store, "c", {}, "specis");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::NotFound);
    EXPECT_THAT(wrong.error().hint, HasSubstr("'species'"));
    const auto filtered =
        checkPullTarget(store, "c", filter("species = 'setosa' and not exists rare"), "rare");
    ASSERT_FALSE(filtered);
    EXPECT_THAT(filtered.error().message, HasSubstr("passes the filter"));
}

TEST_F(CollectionFields, CollectionsOfTwoMetricsAreNotEqual) {
    ASSERT_TRUE(make("d", Metric::Dot));
    ASSERT_TRUE(make("e", Metric::Cosine));
    const std::vector<Point> points = {{"a", {1.0F, 2.0F}, {}}};
    ASSERT_TRUE(store.upsert("d", points, {}));
    ASSERT_TRUE(store.upsert("e", points, {}));
    EXPECT_TRUE(compareCollections(store, "d", store, "d")->equal());
    const CollectionComparison found = compareCollections(store, "d", store, "e").value();
    EXPECT_THAT(found.different, ElementsAre());
    EXPECT_FALSE(found.alike());
    EXPECT_FALSE(found.equal());
    EXPECT_EQ(found.leftSpec.metric, Metric::Dot);
    EXPECT_EQ(found.rightSpec.metric, Metric::Cosine);
}

}  // namespace
}  // namespace qstore
