// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <stop_token>

#include "tests/core/stores/store_fixture.h"

namespace qstore {
namespace {

using ::testing::IsEmpty;

#ifdef __SANITIZE_THREAD__
// Under ThreadSanitizer a graph takes a hundred times as long to build.
constexpr std::size_t kCount = 1600;
constexpr std::size_t kEf = 45;
#else
constexpr std::size_t kCount = 6000;
/// With 16 links, so many points are searched by the graph below an ef of kCount / 32.
constexpr std::size_t kEf = 100;
#endif
constexpr std::size_t kDimension = 16;
constexpr std::size_t kQueries = 50;

class HnswIndexTest : public StoreTest {
protected:
    void fill(Metric metric, std::size_t count = kCount) {
        ASSERT_TRUE(create(specOf("c", kDimension, metric, IndexKind::Hnsw)));
        ASSERT_TRUE(upsert("c", randomPoints(count, kDimension)));
    }
    /// Share of the true nearest ones that the graph finds; every answer is also checked for its order.
    double recall(std::optional<Filter> filter = {}) {
        RandomStream random(77, "queries");
        std::size_t found = 0;
        std::size_t wanted = 0;
        for (std::size_t i = 0; i < kQueries; ++i) {
            Query query = queryOf(randomVector(random, kDimension));
            query.filter = filter;
            query.ef = kEf;
            const auto answer = m_store->query("c", query, {});
            EXPECT_TRUE(answer);
            m_exactAnswers += answer->exact ? 1U : 0U;
            query.exact = true;
            const auto truth = m_store->query("c", query, {});
            EXPECT_TRUE(truth->exact);
            EXPECT_EQ(answer->hits.size(), truth->hits.size());
            const auto ids = idsOf(truth->hits);
            const std::set<std::string> nearest(ids.begin(), ids.end());
            for (const Hit& hit : answer->hits) {
                found += nearest.count(hit.id);
                if (filter) {
                    EXPECT_TRUE(matches(*filter, hit.payload)) << hit.id;
                }
            }
            wanted += nearest.size();
        }
        return static_cast<double>(found) / static_cast<double>(wanted);
    }
    std::size_t m_exactAnswers = 0;
};

TEST_F(HnswIndexTest, FindsNearlyAllOfTheNearest) {
    for (const Metric metric : kMetrics) {
        fill(metric);
        EXPECT_EQ(info("c").indexedCount, kCount);
        EXPECT_GE(recall(), 0.95) << metricName(metric);
        EXPECT_EQ(m_exactAnswers, 0U) << metricName(metric);
        ASSERT_TRUE(m_store->dropCollection("c", {}));
    }
}

TEST_F(HnswIndexTest, TheSameInsertionsGiveTheSameAnswers) {
    std::vector<std::vector<Hit>> answers;
    for (int round = 0; round < 2; ++round) {
        fill(Metric::Euclidean);
        RandomStream random(5, "query");
        Query query = queryOf(randomVector(random, kDimension), 40);
        query.ef = 60;
        answers.push_back(hits("c", query));
        ASSERT_TRUE(m_store->dropCollection("c", {}));
    }
    EXPECT_EQ(answers[0], answers[1]);
}

TEST_F(HnswIndexTest, FiltersTakeMoreCandidatesAndThenAllRows) {
    if (kCount < 6000) GTEST_SKIP() << "so few points are all looked at, whatever the filter";
    fill(Metric::Euclidean);
    // Half of the points pass: the graph alone answers.
    EXPECT_GE(recall(*parseFilter("even = true")), 0.95);
    EXPECT_EQ(m_exactAnswers, 0U);
    // One in six hundred: no graph finds them faster than a look at all of them.
    EXPECT_EQ(recall(*parseFilter("n < 10")), 1.0);
    EXPECT_EQ(m_exactAnswers, kQueries);
    Query none = queryOf(std::vector<float>(kDimension, 1.0F));
    none.filter = *parseFilter("n < 0");
    EXPECT_THAT(hits("c", none), IsEmpty());
}

TEST_F(HnswIndexTest, RemovedAndReplacedPointsAreNotFound) {
    fill(Metric::Cosine);
    const auto points = randomPoints(kCount, kDimension);
    std::vector<std::string> gone;
    for (std::size_t i = 0; i < kCount / 6; ++i) gone.push_back(idOf(3 * i));
    ASSERT_EQ(*m_store->remove("c", gone, {}), gone.size());
    ASSERT_TRUE(upsert("c", randomPoints(kCount / 12, kDimension, 8, kCount / 6 * 5)));
    EXPECT_EQ(info("c").count, kCount - gone.size());
    EXPECT_EQ(info("c").indexedCount, info("c").count);
    for (std::size_t i = 0; i < 20; ++i) {
        Query query = queryOf(points[3 * i].vector, 5);
        query.ef = kEf;
        for (const Hit& hit : hits("c", query))
            EXPECT_EQ(std::count(gone.begin(), gone.end(), hit.id), 0) << hit.id;
    }
    EXPECT_GE(recall(), 0.95);
}

TEST_F(HnswIndexTest, EverythingCanBeRemovedAndComeBack) {
    fill(Metric::Dot, 3000);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < 3000; ++i) ids.push_back(idOf(i));
    ASSERT_EQ(*m_store->remove("c", ids, {}), 3000U);
    EXPECT_EQ(info("c").count, 0U);
    EXPECT_THAT(hits("c", queryOf(std::vector<float>(kDimension, 1.0F))), IsEmpty());
    const std::uint64_t bytes = info("c").bytes;
    ASSERT_TRUE(upsert("c", randomPoints(3000, kDimension, 9)));
    EXPECT_EQ(info("c").count, 3000U);
    EXPECT_EQ(info("c").indexedCount, 3000U);
    // The slots were given back: the vectors take no more than before.
    EXPECT_LT(info("c").bytes, bytes + 3000 * 1000);
    EXPECT_GE(recall(), 0.95);
}

TEST_F(HnswIndexTest, AGraphThatIsMostlyDeadIsLeftUntilPrepared) {
    fill(Metric::Euclidean);
    std::vector<std::string> gone;
    for (std::size_t i = 0; i < kCount / 6 * 5; ++i) gone.push_back(idOf(i));
    ASSERT_TRUE(m_store->remove("c", gone, {}));
    EXPECT_EQ(info("c").indexedCount, 0U);
    EXPECT_EQ(recall(), 1.0);
    EXPECT_EQ(m_exactAnswers, kQueries);
    ASSERT_TRUE(m_store->prepare("c", {}));
    EXPECT_EQ(info("c").indexedCount, kCount - gone.size());
}

TEST_F(HnswIndexTest, ARestartAnswersExactlyUntilPrepared) {
    fill(Metric::Cosine);
    restart();
    EXPECT_EQ(recall(), 1.0);
    EXPECT_EQ(m_exactAnswers, kQueries);
    EXPECT_EQ(info("c").indexedCount, 0U);
    // A single point more does not make anybody wait for the graph.
    ASSERT_TRUE(upsert("c", randomPoints(1, kDimension, 8, kCount)));
    EXPECT_EQ(info("c").indexedCount, 0U);
    std::uint64_t last = 0;
    std::uint64_t whole = 0;
    const RunControl watched{{}, [&](std::uint64_t done, std::uint64_t total) {
                                 EXPECT_GT(done, last);
                                 last = done;
                                 whole = total;
                             }};
    ASSERT_TRUE(m_store->prepare("c", watched));
    EXPECT_EQ(last, kCount + 1);
    EXPECT_EQ(whole, kCount + 1);
    EXPECT_EQ(info("c").indexedCount, kCount + 1);
    m_exactAnswers = 0;
    EXPECT_GE(recall(), 0.95);
    EXPECT_EQ(m_exactAnswers, 0U);
}

TEST_F(HnswIndexTest, CancelledLinkingKeepsEveryPointFindable) {
    ASSERT_TRUE(create(specOf("c", kDimension, Metric::Euclidean, IndexKind::Hnsw)));
    constexpr std::size_t enough = kCount / 12 * 11;
    std::stop_source stop;
    const RunControl stopsSoon{stop.get_token(), [&](std::uint64_t done, std::uint64_t) {
                                   if (done >= enough) stop.request_stop();
                               }};
    // The points are stored before they are linked: the batch is there as a whole.
    ASSERT_TRUE(m_store->upsert("c", randomPoints(kCount, kDimension), stopsSoon));
    EXPECT_EQ(info("c").count, kCount);
    EXPECT_GE(info("c").indexedCount, enough);
    EXPECT_LT(info("c").indexedCount, kCount);
    // Graph and waiting rows together.
    EXPECT_GE(recall(), 0.95);
    EXPECT_EQ(m_exactAnswers, 0U);
    const auto points = randomPoints(kCount, kDimension);
    Query last = queryOf(points.back().vector, 1);
    last.ef = kEf;
    EXPECT_EQ(hits("c", last)[0].id, points.back().id);
    EXPECT_EQ(m_store->prepare("c", stopsSoon).error().code, ErrorCode::Cancelled);
    ASSERT_TRUE(m_store->prepare("c", {}));
    EXPECT_EQ(info("c").indexedCount, kCount);
}

TEST_F(HnswIndexTest, SmallCollectionsAreSearchedExactly) {
    fill(Metric::Cosine, 200);
    const auto answer = m_store->query("c", queryOf(std::vector<float>(kDimension, 1.0F)), {});
    EXPECT_TRUE(answer->exact);
    EXPECT_EQ(answer->hits.size(), 10U);
}

TEST_F(HnswIndexTest, FewestAndMostLinks) {
    for (const std::size_t m : {2U, 128U}) {
        CollectionSpec spec = specOf("c", 4, Metric::Euclidean, IndexKind::Hnsw);
        spec.hnsw.m = m;
        spec.hnsw.efConstruction = m;
        ASSERT_TRUE(create(spec));
        // Among them many equal ones.
        auto points = randomPoints(3000, 4);
        for (std::size_t i = 0; i < 300; ++i) points[i].vector = {1, 2, 3, 4};
        ASSERT_TRUE(upsert("c", points));
        Query query = queryOf({1, 2, 3, 4}, 10);
        query.ef = 10;
        const auto found = hits("c", query);
        ASSERT_EQ(found.size(), 10U);
        for (std::size_t i = 1; i < found.size(); ++i) EXPECT_GE(found[i].score, found[i - 1].score) << m;
        query.exact = true;
        EXPECT_EQ(idsOf(hits("c", query)).front(), idOf(0));
        ASSERT_TRUE(m_store->dropCollection("c", {}));
    }
}

}  // namespace
}  // namespace qstore
