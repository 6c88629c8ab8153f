// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pgvector_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stop_token>

#include "core/base/random.h"
#include "tests/plugins/pgvector/pglite_server.h"
#include "tests/plugins/stores/store_conformance.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// One server for the suite; every test makes collections of its own.
class PgvectorStoreTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!testing::PgliteServer::missing().empty()) return;
        s_server = std::make_unique<testing::PgliteServer>();
        s_running = s_server->start();
    }
    static void TearDownTestSuite() { s_server.reset(); }

    void SetUp() override {
        if (const std::string why = testing::PgliteServer::missing(); !why.empty()) GTEST_SKIP() << why;
        ASSERT_TRUE(s_running) << "PGlite did not come up";
        m_store = s_server->store();
        ASSERT_NE(m_store, nullptr);
    }

    static CollectionSpec spec(const std::string& name, std::size_t dimension,
                               Metric metric = Metric::Euclidean, IndexKind index = IndexKind::Exact) {
        CollectionSpec spec;
        spec.name = name;
        spec.dimension = dimension;
        spec.metric = metric;
        spec.index = index;
        return spec;
    }

    static std::string said(const Status& status) {
        return status ? "fine" : status.error().message + " | " + status.error().hint;
    }

    std::vector<std::string> ids(const std::string& collection, const Query& query) const {
        const auto answer = m_store->query(collection, query, {});
        EXPECT_TRUE(answer) << answer.error().message;
        std::vector<std::string> found;
        if (answer) found.reserve(answer->hits.size());
        if (answer)
            for (const Hit& hit : answer->hits) found.push_back(hit.id);
        return found;
    }

    static std::unique_ptr<testing::PgliteServer> s_server;
    static bool s_running;
    std::shared_ptr<VectorStore> m_store;
};

std::unique_ptr<testing::PgliteServer> PgvectorStoreTest::s_server;
bool PgvectorStoreTest::s_running = false;

Query queryOf(std::vector<float> vector, std::size_t topK) {
    Query query;
    query.vector = std::move(vector);
    query.topK = topK;
    return query;
}

TEST_F(PgvectorStoreTest, FindsTheNearestByHand) {
    ASSERT_EQ(said(m_store->createCollection(spec("plane", 2), {})), "fine");
    ASSERT_EQ(said(m_store->upsert("plane",
                                   {{"origin", {0, 0}, {}},
                                    {"east", {3, 0}, {{"side", std::string("right")}}},
                                    {"north", {0, 4}, {}},
                                    {"far", {30, 40}, {}}},
                                   {})),
              "fine");
    const auto answer = m_store->query("plane", queryOf({0, 0}, 3), {});
    ASSERT_TRUE(answer) << answer.error().message;
    ASSERT_EQ(answer->hits.size(), 3U);
    EXPECT_TRUE(answer->exact);
    EXPECT_EQ(answer->hits[0].id, "origin");
    EXPECT_EQ(answer->hits[1].score, 3.0);
    EXPECT_EQ(answer->hits[2].score, 4.0);
    EXPECT_EQ(std::get<std::string>(answer->hits[1].payload.at("side")), "right");
    EXPECT_THAT(answer->hits[0].vector, IsEmpty());
}

TEST_F(PgvectorStoreTest, EveryMetricHasItsScore) {
    for (const Metric metric : kMetrics) {
        const std::string name = "metric " + std::string(metricName(metric));
        ASSERT_EQ(said(m_store->createCollection(spec(name, 2, metric), {})), "fine");
        ASSERT_TRUE(m_store->upsert(name, {{"a", {1, 0}, {}}, {"b", {6, 8}, {}}}, {}));
        const auto answer = m_store->query(name, queryOf({3, 4}, 2), {});
        ASSERT_TRUE(answer) << answer.error().message;
        std::map<std::string, double> scores;
        for (const Hit& hit : answer->hits) scores[hit.id] = hit.score;
        const bool isDot = metric == Metric::Dot;
        const bool isCosine = metric == Metric::Cosine;
        EXPECT_DOUBLE_EQ(scores["a"], isDot ? 3.0 : isCosine ? 0.6 : std::sqrt(20.0));
        EXPECT_DOUBLE_EQ(scores["b"], isDot ? 50.0 : isCosine ? 1.0 : 5.0);
        EXPECT_EQ(answer->hits[0].id, metric == Metric::Euclidean ? "a" : "b");
    }
}

TEST_F(PgvectorStoreTest, EverythingComesBackBitByBit) {
    const std::string name = "Größe \"1\"; DROP TABLE 'x' -- %s";
    ASSERT_EQ(said(m_store->createCollection(spec(name, 5), {})), "fine");
    Point point;
    point.id = "ein \"Id\" ' \\ {},; 数";
    point.vector = {-0.0F, std::numeric_limits<float>::denorm_min(), 1.0F / 3.0F, 1e18F / 4, -1.5e-30F};
    point.payload = {{"whole", std::int64_t{1}},
                     {"real", 1.0},
                     {"huge", 1e300},
                     {"tiny", std::numeric_limits<double>::denorm_min()},
                     {"large", 4611686018427387904.0},
                     {"minus zero", -0.0},
                     {"least", std::numeric_limits<std::int64_t>::min()},
                     {"most", std::numeric_limits<std::int64_t>::max()},
                     {"flag", true},
                     {"text", std::string("1 \"\\ \n\t\x01 ß")},
                     {"empty", std::string()},
                     {"a 'field' \"", 0.1}};
    ASSERT_EQ(said(m_store->upsert(name, {point}, {})), "fine");
    const auto fetched = m_store->fetch(name, {"missing", point.id, point.id}, {});
    ASSERT_TRUE(fetched) << fetched.error().message;
    ASSERT_EQ(fetched->size(), 2U);
    const Point& back = fetched->front();
    EXPECT_EQ(back.id, point.id);
    EXPECT_EQ(back.payload, point.payload);
    EXPECT_TRUE(std::signbit(std::get<double>(back.payload.at("minus zero"))));
    ASSERT_EQ(back.vector.size(), point.vector.size());
    for (std::size_t i = 0; i < point.vector.size(); ++i)
        EXPECT_EQ(std::bit_cast<std::uint32_t>(back.vector[i]),
                  std::bit_cast<std::uint32_t>(point.vector[i]));
    EXPECT_EQ(m_store->collection(name, {})->spec.name, name);
}

TEST_F(PgvectorStoreTest, UpsertReplacesAndRemoveCounts) {
    ASSERT_TRUE(m_store->createCollection(spec("upsert", 1), {}));
    ASSERT_TRUE(m_store->upsert("upsert", {{"a", {1}, {{"x", true}}}, {"b", {2}, {}}}, {}));
    ASSERT_TRUE(m_store->upsert("upsert", {{"a", {5}, {}}, {"c", {3}, {}}}, {}));
    const auto fetched = m_store->fetch("upsert", {"c", "a"}, {});
    ASSERT_TRUE(fetched);
    EXPECT_EQ(*fetched, (std::vector<Point>{{"c", {3}, {}}, {"a", {5}, {}}}));
    EXPECT_EQ(m_store->collection("upsert", {})->count, 3U);
    EXPECT_EQ(m_store->remove("upsert", {"a", "nobody", "b"}, {}).value(), 2U);
    EXPECT_EQ(m_store->collection("upsert", {})->count, 1U);
}

TEST_F(PgvectorStoreTest, RefusesWhatIsWrongAsAWhole) {
    ASSERT_TRUE(m_store->createCollection(spec("strict", 2), {}));
    const auto refused = [&](std::vector<Point> points) {
        const Status status = m_store->upsert("strict", std::move(points), {});
        EXPECT_FALSE(status);
        EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument);
        return said(status);
    };
    EXPECT_THAT(refused({{"a", {1, 2}, {}}, {"a", {1, 2}, {}}}), HasSubstr("same id 'a'"));
    EXPECT_THAT(refused({{"a", {1, 2}, {}}, {"b", {1, NAN}, {}}}), HasSubstr("NaN"));
    EXPECT_THAT(refused({{"a", {1, 2, 3}, {}}}), HasSubstr("3 components"));
    EXPECT_THAT(refused({{"a", {1, 2}, {}}, {"b", {1, 2}, {{"t", std::string("x\0y", 3)}}}}),
                HasSubstr("point 'b': field 't': the text holds a zero byte"));
    EXPECT_EQ(m_store->collection("strict", {})->count, 0U);
    EXPECT_THAT(said(m_store->createCollection(spec("strict", 3), {})), HasSubstr("dimension 2"));
    EXPECT_EQ(m_store->createCollection(spec("strict", 2), {}).error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(said(m_store->upsert("strikt", {}, {})), HasSubstr("Did you mean 'strict'?"));
    EXPECT_EQ(m_store->query("nowhere at all", queryOf({1}, 1), {}).error().code, ErrorCode::NotFound);
}

TEST_F(PgvectorStoreTest, NamesTheLimitsOfPgvector) {
    EXPECT_THAT(said(m_store->createCollection(spec("wide", 16001), {})), HasSubstr("at most 16000"));
    EXPECT_THAT(said(m_store->createCollection(spec("wide", 2001, Metric::Dot, IndexKind::Hnsw), {})),
                HasSubstr("at most 2000"));
    CollectionSpec links = spec("links", 4, Metric::Dot, IndexKind::Hnsw);
    links.hnsw.m = 101;
    links.hnsw.efConstruction = 400;
    EXPECT_THAT(said(m_store->createCollection(links, {})), HasSubstr("2 to 100"));
    links.hnsw.m = 64;
    links.hnsw.efConstruction = 100;
    EXPECT_THAT(said(m_store->createCollection(links, {})), HasSubstr("(128) to 1000"));
    EXPECT_TRUE(m_store->createCollection(spec("2001 exact", 2001), {}));
    const auto plain = s_server->store({{"index", "none"}});
    EXPECT_EQ(plain->createCollection(spec("none", 4, Metric::Dot, IndexKind::Hnsw), {}).error().code,
              ErrorCode::Unsupported);
}

TEST_F(PgvectorStoreTest, EqualScoresGoById) {
    ASSERT_TRUE(m_store->createCollection(spec("ties", 2, Metric::Cosine), {}));
    std::vector<Point> points;
    points.reserve(5);
    for (const char* const id : {"b", "a", "Z", "é", "c"}) points.push_back({id, {1, 1}, {}});
    ASSERT_TRUE(m_store->upsert("ties", points, {}));
    EXPECT_THAT(ids("ties", queryOf({2, 2}, 4)), ElementsAre("Z", "a", "b", "c"));
}

TEST_F(PgvectorStoreTest, ScrollsById) {
    ASSERT_TRUE(m_store->createCollection(spec("pages", 1), {}));
    std::vector<Point> points;
    points.reserve(25);
    for (int i = 0; i < 25; ++i) points.push_back({"p" + std::to_string(i), {1}, {{"even", i % 2 == 0}}});
    ASSERT_TRUE(m_store->upsert("pages", points, {}));
    std::vector<std::string> seen;
    ScrollRequest request;
    request.limit = 10;
    do {
        const auto page = m_store->scroll("pages", request, {});
        ASSERT_TRUE(page) << page.error().message;
        for (const Point& point : page->points) {
            seen.push_back(point.id);
            EXPECT_THAT(point.vector, IsEmpty());
            EXPECT_EQ(point.payload.size(), 1U);
        }
        request.cursor = page->nextCursor;
    } while (!request.cursor.empty());
    std::vector<std::string> expected;
    expected.reserve(points.size());
    for (const Point& point : points) expected.push_back(point.id);
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(seen, expected);
    request.filter = Filter::compare("even", Filter::Comparison::Equal, true);
    request.limit = 13;
    const auto page = m_store->scroll("pages", request, {});
    ASSERT_TRUE(page);
    EXPECT_EQ(page->points.size(), 13U);
    EXPECT_THAT(page->nextCursor, IsEmpty());
}

TEST_F(PgvectorStoreTest, AnotherProgramMayReplaceACollection) {
    ASSERT_TRUE(m_store->createCollection(spec("moving", 2), {}));
    ASSERT_TRUE(m_store->upsert("moving", {{"a", {1, 2}, {}}}, {}));
    const auto other = s_server->store();
    ASSERT_EQ(said(other->dropCollection("moving", {})), "fine");
    EXPECT_EQ(m_store->upsert("moving", {{"a", {1, 2}, {}}}, {}).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(other->createCollection(spec("moving", 3), {}));
    EXPECT_EQ(said(m_store->upsert("moving", {{"a", {1, 2, 3}, {}}}, {})), "fine");
    EXPECT_EQ(m_store->collection("moving", {})->spec.dimension, 3U);
}

TEST_F(PgvectorStoreTest, AnIndexIsBuiltAndNeverHidesPoints) {
    for (const std::string kind : {"hnsw", "ivfflat"}) {
        const auto store = s_server->store({{"index", kind}, {"lists", "20"}, {"probes", "3"}});
        const std::string name = "index " + kind;
        ASSERT_EQ(said(store->createCollection(spec(name, 8, Metric::Cosine, IndexKind::Hnsw), {})),
                  "fine");
        RandomStream random(7, "vectors");
        std::vector<Point> points;
        for (int i = 0; i < 1500; ++i) {
            Point point;
            point.id = std::to_string(i);
            for (int k = 0; k < 8; ++k) point.vector.push_back(static_cast<float>(random.normal()));
            point.payload = {{"rare", i % 300 == 0}};
            points.push_back(std::move(point));
        }
        ASSERT_EQ(said(store->upsert(name, points, {})), "fine");
        EXPECT_EQ(store->collection(name, {})->indexedCount, 0U);
        Query query = queryOf(points[0].vector, 10);
        EXPECT_TRUE(store->query(name, query, {})->exact);
        ASSERT_EQ(said(store->prepare(name, {})), "fine");
        EXPECT_EQ(store->collection(name, {})->indexedCount, 1500U);
        EXPECT_FALSE(store->query(name, query, {})->exact);
        query.exact = true;
        EXPECT_TRUE(store->query(name, query, {})->exact);
        query.exact = false;
        query.topK = 1200;
        const auto many = store->query(name, query, {});
        ASSERT_TRUE(many) << many.error().message;
        EXPECT_EQ(many->hits.size(), 1200U);
        EXPECT_TRUE(many->exact) << "more than an index keeps";
        query.filter = Filter::compare("rare", Filter::Comparison::Equal, true);
        query.topK = 5;
        const auto rare = store->query(name, query, {});
        ASSERT_TRUE(rare) << rare.error().message;
        EXPECT_EQ(rare->hits.size(), 5U) << kind;
        query.topK = 6;
        const auto all = store->query(name, query, {});
        EXPECT_EQ(all->hits.size(), 5U);
        EXPECT_TRUE(all->exact) << "too few, so every vector was looked at";
    }
}

TEST_F(PgvectorStoreTest, ACollectionOfALaterReleaseIsLeftAlone) {
    const auto store = s_server->store({{"schema", "later \"release\"; --"}});
    ASSERT_EQ(said(store->createCollection(spec("c", 2), {})), "fine");
    EXPECT_EQ(store->collections({})->size(), 1U);
    const auto connection = PgConnection::open(s_server->target(), {});
    ASSERT_TRUE(connection);
    ASSERT_TRUE((*connection)->script("UPDATE \"later \"\"release\"\"; --\".collections SET layout = 2"));
    const auto refused = s_server->store({{"schema", "later \"release\"; --"}})->collection("c", {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NewerVersion);
}

TEST_F(PgvectorStoreTest, AStopBetweenTwoStatementsLeavesNothing) {
    ASSERT_TRUE(m_store->createCollection(spec("stopped", 1), {}));
    std::vector<Point> points;
    points.reserve(2000);
    for (int i = 0; i < 2000; ++i) points.push_back({std::to_string(i), {1}, {}});
    std::stop_source stop;
    const RunControl control{stop.get_token(), [&](std::uint64_t done, std::uint64_t /*total*/) {
                                 if (done >= 1000) stop.request_stop();
                             }};
    const Status stopped = m_store->upsert("stopped", points, control);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(m_store->collection("stopped", {})->count, 0U);
}

/// On a server of its own, for that answers nothing afterwards.
TEST(PgliteStopTest, AStoppedStatementClosesTheConnection) {
    if (const std::string why = testing::PgliteServer::missing(); !why.empty()) GTEST_SKIP() << why;
    testing::PgliteServer server;
    ASSERT_TRUE(server.start());
    auto connection = PgConnection::open(server.target(), {});
    ASSERT_TRUE(connection) << connection.error().message;
    EXPECT_TRUE((*connection)->isPglite());
    std::stop_source stop;
    (*connection)->setIdle([&stop] { stop.request_stop(); });
    const auto rows = (*connection)->run("SELECT pg_sleep(20)", {}, {stop.get_token(), {}});
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE((*connection)->isOpen());
}

TEST_F(PgvectorStoreTest, KeepsFiles) {
    std::string bytes;
    RandomStream random(3, "bytes");
    for (int i = 0; i < 2500000; ++i) bytes += static_cast<char>(random.nextU64() & 0xFFU);
    ByteStore& files = *m_store->bytes();
    const auto kept = files.keep("a/model \"1\".zip", "model-bundle", bytes, {});
    ASSERT_TRUE(kept) << kept.error().message;
    EXPECT_EQ(kept->bytes, bytes.size());
    EXPECT_EQ(files.restore("a/model \"1\".zip", {}).value(), bytes);
    EXPECT_EQ(files.files({})->size(), 1U);
}

TEST_F(PgvectorStoreTest, ConformsExactly) {
    for (const Metric metric : kMetrics) {
        const auto data = testing::conformanceData(
            spec("exact " + std::string(metricName(metric)), 16, metric), 10000, 100);
        ASSERT_EQ(said(testing::fill(*m_store, data)), "fine");
        const auto result = testing::ask(*m_store, data, true);
        EXPECT_THAT(result.wrong, IsEmpty());
        EXPECT_EQ(result.recall, 1.0);
        EXPECT_EQ(result.exact, data.queries.size());
    }
}

TEST_F(PgvectorStoreTest, ConformsWithAGraph) {
    const auto data =
        testing::conformanceData(spec("graph", 16, Metric::Cosine, IndexKind::Hnsw), 10000, 100);
    ASSERT_EQ(said(testing::fill(*m_store, data)), "fine");
    ASSERT_EQ(said(m_store->prepare(data.spec.name, {})), "fine");
    const auto result = testing::ask(*m_store, data, false);
    EXPECT_THAT(result.wrong, IsEmpty());
    EXPECT_GE(result.recall, 0.95);
    EXPECT_LT(result.exact, data.queries.size());
}

}  // namespace
}  // namespace qstore
