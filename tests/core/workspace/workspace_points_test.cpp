// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/workspace_points.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <set>

#include "core/stores/local_store.h"
#include "core/workspace/point_codec.h"
#include "scratch.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;

CollectionSpec someSpec(const std::string& name) {
    CollectionSpec spec;
    spec.name = name;
    spec.dimension = 2;
    spec.metric = Metric::Euclidean;
    spec.index = IndexKind::Hnsw;
    spec.hnsw = {8, 50};
    return spec;
}

Point pointOf(const std::string& id, float x, float y, Payload payload = {}) {
    Point point;
    point.id = id;
    point.vector = {x, y};
    point.payload = std::move(payload);
    return point;
}

class WorkspacePoints : public ScratchTest {
protected:
    static std::vector<Point> all(PointStorage& storage, const std::string& collection) {
        std::vector<Point> found;
        const auto walked = storage.forEach(collection, [&](std::vector<Point> points) -> Status {
            found.insert(found.end(), std::make_move_iterator(points.begin()),
                         std::make_move_iterator(points.end()));
            return {};
        });
        EXPECT_TRUE(walked) << (walked ? "" : walked.error().message);
        return found;
    }
    /// Of one that is not there, the revision of no collection.
    static PointRevision known(PointStorage& storage, const std::string& collection) {
        return storage.revision(collection).value_or(PointRevision());
    }
    static std::vector<std::string> ids(PointStorage& storage, const std::string& collection) {
        std::vector<std::string> found;
        for (const Point& point : all(storage, collection)) found.push_back(point.id);
        return found;
    }
};

TEST_F(WorkspacePoints, KeepsSpecsVectorsAndPayloadsBitForBit) {
    const Point odd = pointOf("ä", -0.0F, std::numeric_limits<float>::denorm_min(),
                              {{"yes", true},
                               {"whole", std::numeric_limits<std::int64_t>::min()},
                               {"real", 0.1 + 0.2},
                               {"text", std::string("a\0b", 3)}});
    {
        const auto storage = workspacePoints(open());
        QSTORE_ASSERT_OK(storage->createCollection(someSpec("b")));
        QSTORE_ASSERT_OK(storage->createCollection(someSpec("a")));
        QSTORE_ASSERT_OK(storage->putBatch("b", known(*storage, "b"),
                                           std::vector<Point>{odd, pointOf("2", 1.0F, 2.0F)}));
    }
    const auto storage = workspacePoints(open());
    const auto collections = storage->collections().value();
    ASSERT_EQ(collections.size(), 2U);
    EXPECT_EQ(collections[0].spec, someSpec("a"));
    EXPECT_EQ(collections[0].count, 0U);
    EXPECT_EQ(collections[1].count, 2U);
    const std::vector<Point> found = all(*storage, "b");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0], odd);
    EXPECT_TRUE(std::signbit(found[0].vector[0]));
    QSTORE_ASSERT_OK(open()->integrityCheck());
}

TEST_F(WorkspacePoints, ReplacesRemovesAndCounts) {
    const auto storage = workspacePoints(open());
    QSTORE_ASSERT_OK(storage->createCollection(someSpec("c")));
    QSTORE_ASSERT_OK(storage->putBatch(
        "c", known(*storage, "c"),
        std::vector<Point>{pointOf("x", 1.0F, 1.0F), pointOf("y", 2.0F, 2.0F), pointOf("z", 3.0F, 3.0F)}));
    QSTORE_ASSERT_OK(storage->putBatch("c", known(*storage, "c"),
                                       std::vector<Point>{pointOf("y", 9.0F, 9.0F, {{"new", true}})}));
    EXPECT_EQ(storage->collections().value()[0].count, 3U);
    EXPECT_THAT(ids(*storage, "c"), ElementsAre("x", "y", "z"));
    EXPECT_EQ(all(*storage, "c")[1].vector[0], 9.0F);
    QSTORE_ASSERT_OK(storage->removeBatch("c", known(*storage, "c"), std::vector<std::string>{"x", "z"}));
    EXPECT_THAT(ids(*storage, "c"), ElementsAre("y"));
    EXPECT_EQ(storage->collections().value()[0].count, 1U);
    QSTORE_ASSERT_OK(storage->dropCollection("c", known(*storage, "c")));
    EXPECT_TRUE(storage->collections().value().empty());
    expectError(storage->forEach("c", [](std::vector<Point>) -> Status { return {}; }), ErrorCode::NotFound,
                "'c'");
    expectError(storage->dropCollection("c", known(*storage, "c")), ErrorCode::NotFound, "'c'");
    expectError(storage->putBatch("c", known(*storage, "c"), std::vector<Point>{pointOf("x", 1.0F, 1.0F)}),
                ErrorCode::NotFound, "'c'");
}

TEST_F(WorkspacePoints, TheSameNameTwiceIsRefused) {
    const auto storage = workspacePoints(open());
    QSTORE_ASSERT_OK(storage->createCollection(someSpec("c")));
    expectError(storage->createCollection(someSpec("c")), ErrorCode::AlreadyExists, "'c'");
}

TEST_F(WorkspacePoints, WalksInChunksInTheOrderOfArrivalAndStopsWhereToldTo) {
    const auto storage = workspacePoints(open());
    QSTORE_ASSERT_OK(storage->createCollection(someSpec("c")));
    std::vector<Point> points;
    for (int i = 2500; i > 0; --i)
        points.push_back(pointOf(std::to_string(i), static_cast<float>(i), 0.0F));
    QSTORE_ASSERT_OK(storage->putBatch("c", known(*storage, "c"), points));
    std::size_t chunks = 0, seen = 0;
    QSTORE_ASSERT_OK(storage->forEach("c", [&](std::vector<Point> part) -> Status {
        ++chunks;
        for (const Point& point : part) EXPECT_EQ(point.id, points[seen++].id);
        return {};
    }));
    EXPECT_EQ(seen, 2500U);
    EXPECT_GE(chunks, 3U);
    std::size_t before = 0;
    expectError(storage->forEach("c",
                                 [&](std::vector<Point>) -> Status {
                                     ++before;
                                     return fail(ErrorCode::Cancelled, "enough");
                                 }),
                ErrorCode::Cancelled, "enough");
    EXPECT_EQ(before, 1U);
}

TEST_F(WorkspacePoints, DamageIsSaidAndNotGuessed) {
    const std::string bytes = payloadToBytes({{"a", true}, {"b", std::string("text")}, {"c", 1.5}});
    for (std::size_t size = 0; size < bytes.size(); ++size)
        expectError(readPayloadBytes(bytes.substr(0, size)), ErrorCode::Corrupt);
    EXPECT_EQ(readPayloadBytes(bytes).value().size(), 3U);
    std::string newer = bytes;
    newer[0] = 2;
    expectError(readPayloadBytes(newer), ErrorCode::NewerVersion, "format 2");
    expectError(readVectorBytes("1234567", 2), ErrorCode::Corrupt, "7 bytes");
}

/// The store over the workspace: what was upserted is found again by the next program.
TEST_F(WorkspacePoints, ALocalStoreAnswersTheSameAfterARestart) {
    Query query;
    query.vector = {0.9F, 1.2F};
    query.topK = 2;
    std::vector<Hit> before;
    {
        const auto workspace = open();
        LocalStore store(workspacePoints(workspace));
        QSTORE_ASSERT_OK(store.createCollection(someSpec("c"), {}));
        QSTORE_ASSERT_OK(store.upsert(
            "c", {pointOf("far", 9.0F, 9.0F), pointOf("near", 1.0F, 1.0F), pointOf("next", 2.0F, 1.0F)},
            {}));
        before = store.query("c", query, {}).value().hits;
    }
    ASSERT_EQ(before.size(), 2U);
    EXPECT_EQ(before[0].id, "near");
    EXPECT_NEAR(before[0].score, std::sqrt(0.01 + 0.04), 1e-6);
    EXPECT_EQ(before[1].id, "next");
    LocalStore again(workspacePoints(open()));
    EXPECT_EQ(again.query("c", query, {}).value().hits, before);
}

TEST_F(WorkspacePoints, AWalkSeesOneMomentWhateverIsWrittenMeanwhile) {
    const auto storage = workspacePoints(open());
    const auto other = workspacePoints(open());
    QSTORE_ASSERT_OK(storage->createCollection(someSpec("c")));
    std::vector<Point> points;
    for (int i = 0; i < 2500; ++i) points.push_back(pointOf(std::to_string(i), 1.0F, 0.0F));
    QSTORE_ASSERT_OK(storage->putBatch("c", known(*storage, "c"), points));
    const PointRevision before = known(*storage, "c");
    std::set<std::string> seen;
    std::size_t count = 0;
    const auto walked = storage->forEach("c", [&](std::vector<Point> part) -> Status {
        if (count == 0) {
            // Taken away and put back, it stands at the end from then on.
            QSTORE_CHECK(other->removeBatch("c", known(*other, "c"), std::vector<std::string>{"5"}));
            QSTORE_CHECK(
                other->putBatch("c", known(*other, "c"), std::vector<Point>{pointOf("5", 2.0F, 0.0F)}));
        }
        for (const Point& point : part) {
            seen.insert(point.id);
            EXPECT_EQ(point.vector[0], 1.0F) << point.id;
        }
        count += part.size();
        return {};
    });
    QSTORE_ASSERT_OK(walked);
    EXPECT_EQ(*walked, before);
    EXPECT_EQ(count, 2500U);
    EXPECT_EQ(seen.size(), 2500U);
    EXPECT_EQ(known(*storage, "c").change, before.change + 2);
}

TEST_F(WorkspacePoints, NothingIsWrittenIntoACollectionThatWasMadeAnew) {
    const auto storage = workspacePoints(open());
    QSTORE_ASSERT_OK(storage->createCollection(someSpec("c")));
    const PointRevision old = known(*storage, "c");
    QSTORE_ASSERT_OK(storage->dropCollection("c", old));
    CollectionSpec wider = someSpec("c");
    wider.dimension = 3;
    QSTORE_ASSERT_OK(storage->createCollection(wider));
    expectError(storage->putBatch("c", old, std::vector<Point>{pointOf("x", 1.0F, 1.0F)}), ErrorCode::Busy,
                "anew");
    expectError(storage->removeBatch("c", old, std::vector<std::string>{"x"}), ErrorCode::Busy, "anew");
    expectError(storage->dropCollection("c", old), ErrorCode::Busy, "anew");
    EXPECT_EQ(storage->collections().value().front().spec, wider);
    EXPECT_EQ(storage->collections().value().front().count, 0U);
}

TEST_F(WorkspacePoints, AnotherWorkspaceOnTheFileSeesWhatIsWritten) {
    LocalStore one(workspacePoints(open()));
    LocalStore two(workspacePoints(open()));
    QSTORE_ASSERT_OK(one.createCollection(someSpec("c"), {}));
    QSTORE_ASSERT_OK(one.upsert("c", {pointOf("x", 1.0F, 2.0F)}, {}));
    EXPECT_EQ(two.fetch("c", {"x"}, {})->front().vector, (std::vector<float>{1.0F, 2.0F}));
    QSTORE_ASSERT_OK(one.upsert("c", {pointOf("x", 3.0F, 4.0F), pointOf("y", 0.0F, 1.0F)}, {}));
    EXPECT_EQ(two.fetch("c", {"x"}, {})->front().vector, (std::vector<float>{3.0F, 4.0F}));
    EXPECT_EQ(two.collection("c", {})->count, 2U);
    EXPECT_EQ(two.remove("c", {"y"}, {}).value_or(0), 1U);
    EXPECT_EQ(one.collection("c", {})->count, 1U);
}

}  // namespace
}  // namespace qstore
