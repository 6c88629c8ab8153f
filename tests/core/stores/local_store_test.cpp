// SPDX-License-Identifier: Apache-2.0
#include "core/stores/local_store.h"

#include <algorithm>
#include <cmath>

#include "core/base/parallel.h"
#include "core/simulation/simd.h"
#include "tests/core/stores/store_fixture.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LocalStoreTest : public StoreTest {
protected:
    void TearDown() override {
        setThreadCount(0);
        ASSERT_TRUE(useSimdTarget(simdTargets().front()));
    }
};

/// The whole order by the definition of the scores, in double precision.
std::vector<Hit> bruteForce(const std::vector<Point>& points, Metric metric,
                            const std::vector<float>& query, std::size_t topK) {
    std::vector<Hit> hits;
    for (const Point& point : points) {
        double dot = 0;
        double squares = 0;
        double a = 0;
        double b = 0;
        for (std::size_t i = 0; i < query.size(); ++i) {
            const double x = query[i];
            const double y = point.vector[i];
            dot += x * y;
            squares += (x - y) * (x - y);
            a += x * x;
            b += y * y;
        }
        const double score = metric == Metric::Dot         ? dot
                             : metric == Metric::Euclidean ? std::sqrt(squares)
                                                           : dot / std::sqrt(a * b);
        hits.push_back({point.id, score, {}, {}});
    }
    std::sort(hits.begin(), hits.end(), [metric](const Hit& x, const Hit& y) {
        if (x.score != y.score) return metric == Metric::Euclidean ? x.score < y.score : x.score > y.score;
        return x.id < y.id;
    });
    hits.resize(std::min(topK, hits.size()));
    return hits;
}

TEST_F(LocalStoreTest, FindsTheNearestByHand) {
    ASSERT_TRUE(create(specOf("plane", 2, Metric::Euclidean)));
    ASSERT_TRUE(upsert("plane", {{"origin", {0, 0}, {}},
                                 {"east", {3, 0}, {{"side", std::string("right")}}},
                                 {"north", {0, 4}, {}},
                                 {"far", {30, 40}, {}}}));
    const auto found = hits("plane", queryOf({0, 0}, 3));
    EXPECT_THAT(idsOf(found), ElementsAre("origin", "east", "north"));
    EXPECT_EQ(found[0].score, 0.0);
    EXPECT_EQ(found[1].score, 3.0);
    EXPECT_EQ(found[2].score, 4.0);
    EXPECT_EQ(std::get<std::string>(found[1].payload.at("side")), "right");
    EXPECT_THAT(found[1].vector, IsEmpty());
    Query lean = queryOf({3, 1}, 1);
    lean.withVectors = true;
    lean.withPayload = false;
    const auto one = hits("plane", lean);
    EXPECT_THAT(one[0].vector, ElementsAre(3.0F, 0.0F));
    EXPECT_THAT(one[0].payload, IsEmpty());
}

TEST_F(LocalStoreTest, AgreesWithBruteForceOnEveryInstructionSet) {
    for (const std::size_t dimension : {1U, 2U, 15U, 16U, 17U, 33U, 128U}) {
        const auto points = randomPoints(300, dimension, dimension);
        RandomStream random(99, "queries");
        const std::vector<float> query = randomVector(random, dimension);
        for (const Metric metric : kMetrics) {
            const std::string name = std::string(metricName(metric)) + std::to_string(dimension);
            ASSERT_TRUE(create(specOf(name, dimension, metric)));
            ASSERT_TRUE(upsert(name, points));
            const auto expected = bruteForce(points, metric, query, 20);
            for (const std::string& target : simdTargets()) {
                ASSERT_TRUE(useSimdTarget(target));
                const auto found = hits(name, queryOf(query, 20));
                EXPECT_EQ(found.size(), expected.size());
                // In one dimension all cosines are 1 or -1, give or take a rounding: ids are not compared.
                if (dimension > 1) {
                    EXPECT_EQ(idsOf(found), idsOf(expected)) << name << " " << target;
                }
                for (std::size_t i = 0; i < found.size(); ++i)
                    EXPECT_NEAR(found[i].score, expected[i].score, 1e-12) << name << " " << target;
            }
        }
    }
}

TEST_F(LocalStoreTest, ManyBlocksGiveTheSameOnAnyNumberOfThreads) {
    // A block is 2 MiB: 16 rows of the largest dimension, 512 of these.
    constexpr std::size_t dimension = 1024;
    const auto points = randomPoints(2000, dimension);
    ASSERT_TRUE(create(specOf("c", dimension, Metric::Cosine)));
    ASSERT_TRUE(upsert("c", points));
    Query query = queryOf(points[1234].vector, 50);
    const auto expected = bruteForce(points, Metric::Cosine, query.vector, 50);
    EXPECT_EQ(idsOf(expected).front(), idOf(1234));
    for (const std::size_t threads : {1U, 2U, 5U}) {
        setThreadCount(threads);
        EXPECT_EQ(idsOf(hits("c", query)), idsOf(expected)) << threads;
    }
    query.filter = *parseFilter("even = true and n < 700");
    const auto filtered = hits("c", query);
    std::vector<Point> passing;
    for (std::size_t i = 0; i < 700; i += 2) passing.push_back(points[i]);
    EXPECT_EQ(idsOf(filtered), idsOf(bruteForce(passing, Metric::Cosine, query.vector, 50)));
}

TEST_F(LocalStoreTest, EqualScoresAreOrderedById) {
    ASSERT_TRUE(create(specOf("c", 3, Metric::Dot)));
    std::vector<Point> points;
    for (const char* id : {"m", "c", "z", "a", "B"}) points.push_back({id, {1, 2, 3}, {}});
    for (std::size_t i = 0; i < 100; ++i) points.push_back({"x" + idOf(i), {1, 2, 3}, {}});
    ASSERT_TRUE(upsert("c", points));
    EXPECT_THAT(idsOf(hits("c", queryOf({1, 1, 1}, 4))), ElementsAre("B", "a", "c", "m"));
    EXPECT_THAT(idsOf(hits("c", queryOf({1, 1, 1}, 6))),
                ElementsAre("B", "a", "c", "m", "x" + idOf(0), "x" + idOf(1)));
}

TEST_F(LocalStoreTest, ReplacesAPointAsAWhole) {
    ASSERT_TRUE(create(specOf("c", 2, Metric::Euclidean)));
    ASSERT_TRUE(upsert("c", {{"a", {1, 0}, {{"k", true}, {"only", true}}}, {"b", {2, 0}, {}}}));
    ASSERT_TRUE(upsert("c", {{"a", {9, 0}, {{"k", false}}}}));
    EXPECT_EQ(info("c").count, 2U);
    EXPECT_THAT(idsOf(hits("c", queryOf({0, 0}))), ElementsAre("b", "a"));
    const auto fetched = m_store->fetch("c", {"a"}, {});
    EXPECT_THAT(*fetched, ElementsAre(Point{"a", {9, 0}, {{"k", false}}}));
    // The same vector with another payload.
    ASSERT_TRUE(upsert("c", {{"a", {9, 0}, {{"m", std::int64_t{3}}}}}));
    EXPECT_THAT(*m_store->fetch("c", {"a"}, {}), ElementsAre(Point{"a", {9, 0}, {{"m", std::int64_t{3}}}}));
}

TEST_F(LocalStoreTest, FetchesAndRemovesWhatIsThere) {
    ASSERT_TRUE(create(specOf("c", 4, Metric::Cosine)));
    const auto points = randomPoints(50, 4);
    ASSERT_TRUE(upsert("c", points));
    EXPECT_THAT(*m_store->fetch("c", {idOf(7), "no such id", idOf(3)}, {}),
                ElementsAre(points[7], points[3]));
    EXPECT_EQ(*m_store->remove("c", {idOf(7), "no such id", idOf(7), idOf(3)}, {}), 2U);
    EXPECT_EQ(*m_store->remove("c", {idOf(7)}, {}), 0U);
    EXPECT_EQ(info("c").count, 48U);
    EXPECT_THAT(*m_store->fetch("c", {idOf(7)}, {}), IsEmpty());
    EXPECT_EQ(hits("c", queryOf(points[7].vector, 100)).size(), 48U);
    // The slots are used again.
    ASSERT_TRUE(upsert("c", randomPoints(2, 4, 8, 100)));
    EXPECT_EQ(info("c").count, 50U);
    EXPECT_EQ(hits("c", queryOf(points[7].vector, 100)).size(), 50U);
}

TEST_F(LocalStoreTest, ScrollsById) {
    ASSERT_TRUE(create(specOf("c", 2, Metric::Dot)));
    ASSERT_TRUE(upsert("c", randomPoints(25, 2)));
    ScrollRequest request;
    request.limit = 10;
    std::vector<std::string> seen;
    std::size_t pages = 0;
    do {
        const auto page = m_store->scroll("c", request, {});
        ASSERT_TRUE(page);
        for (const Point& point : page->points) seen.push_back(point.id);
        request.cursor = page->nextCursor;
        ++pages;
    } while (!request.cursor.empty());
    EXPECT_EQ(pages, 3U);
    EXPECT_EQ(seen.size(), 25U);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    // A filter that the last page fills exactly: no empty page follows.
    request.filter = *parseFilter("n >= 15");
    const auto page = m_store->scroll("c", request, {});
    EXPECT_EQ(page->points.size(), 10U);
    EXPECT_EQ(page->nextCursor, "");
    EXPECT_THAT(page->points[0].vector, IsEmpty());
    EXPECT_EQ(page->points[0].payload.size(), 3U);
}

TEST_F(LocalStoreTest, ListsCollectionsWithoutLoadingThem) {
    ASSERT_TRUE(create(specOf("b", 2, Metric::Dot)));
    ASSERT_TRUE(create(specOf("a", 3, Metric::Cosine, IndexKind::Hnsw)));
    ASSERT_TRUE(upsert("b", randomPoints(5, 2)));
    EXPECT_GT(info("b").bytes, 0U);
    restart();
    const std::size_t walks = m_storage->walks();
    const auto all = m_store->collections({});
    ASSERT_EQ(all->size(), 2U);
    EXPECT_EQ((*all)[0].spec, specOf("a", 3, Metric::Cosine, IndexKind::Hnsw));
    EXPECT_EQ((*all)[1].count, 5U);
    EXPECT_EQ((*all)[1].bytes, 0U);
    EXPECT_EQ(m_storage->walks(), walks);
    EXPECT_EQ(m_store->capabilities().kind, "local");
    EXPECT_EQ(m_store->capabilities().metrics.size(), 3U);
}

TEST_F(LocalStoreTest, AnswersTheSameAfterARestart) {
    for (const Metric metric : kMetrics) {
        const std::string name(metricName(metric));
        ASSERT_TRUE(create(specOf(name, 24, metric)));
        ASSERT_TRUE(upsert(name, randomPoints(400, 24)));
        ASSERT_TRUE(m_store->remove(name, {idOf(5), idOf(6), idOf(7)}, {}));
        ASSERT_TRUE(upsert(name, randomPoints(40, 24, 8, 390)));
        RandomStream random(3, "query");
        Query query = queryOf(randomVector(random, 24), 30);
        query.withVectors = true;
        query.filter = *parseFilter("tenth in ('1', '2', '3')");
        const auto before = hits(name, query);
        EXPECT_EQ(before.size(), 30U);
        restart();
        EXPECT_EQ(hits(name, query), before);
        EXPECT_EQ(info(name).count, 427U);
    }
}

TEST_F(LocalStoreTest, DropsACollectionLoadedOrNot) {
    for (const bool isLoaded : {true, false}) {
        ASSERT_TRUE(create(specOf("c", 2, Metric::Dot)));
        ASSERT_TRUE(upsert("c", randomPoints(5, 2)));
        if (!isLoaded) restart();
        ASSERT_TRUE(m_store->dropCollection("c", {}));
        EXPECT_EQ(m_store->query("c", queryOf({1, 1}), {}).error().code, ErrorCode::NotFound);
        EXPECT_THAT(*m_store->collections({}), IsEmpty());
    }
    // The next of that name begins empty, with another dimension.
    ASSERT_TRUE(create(specOf("c", 3, Metric::Dot)));
    EXPECT_THAT(hits("c", queryOf({1, 1, 1})), IsEmpty());
}

TEST_F(LocalStoreTest, AnEmptyCollectionAnswersNothing) {
    for (const IndexKind kind : {IndexKind::Exact, IndexKind::Hnsw}) {
        const std::string name(indexKindName(kind));
        ASSERT_TRUE(create(specOf(name, 2, Metric::Dot, kind)));
        ASSERT_TRUE(upsert(name, {}));
        EXPECT_THAT(hits(name, queryOf({1, 1})), IsEmpty());
        EXPECT_THAT(m_store->scroll(name, {}, {})->points, IsEmpty());
        EXPECT_TRUE(m_store->prepare(name, {}));
        EXPECT_EQ(info(name).count, 0U);
    }
}

}  // namespace
}  // namespace qstore
