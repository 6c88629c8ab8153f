// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/qdrant/qdrant_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/plugins/qdrant/qdrant_double.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::qdrantSpec;
using ::testing::SizeIs;

Point pointOf(const std::string& id, std::vector<float> vector, Payload payload = {}) {
    Point point;
    point.id = id;
    point.vector = std::move(vector);
    point.payload = std::move(payload);
    return point;
}

class QdrantStoreTest : public ::testing::Test {
protected:
    void createPlane(Metric metric = Metric::Euclidean) {
        const Status made = m_store->createCollection(qdrantSpec("plane", 2, metric), {});
        ASSERT_TRUE(made) << made.error().message;
    }
    void put(std::vector<Point> points) {
        const Status stored = m_store->upsert("plane", std::move(points), {});
        ASSERT_TRUE(stored) << stored.error().message;
    }
    std::vector<std::string> nearest(const Query& query) {
        auto answer = m_store->query("plane", query, {});
        EXPECT_TRUE(answer) << answer.error().message;
        std::vector<std::string> ids;
        if (answer)
            for (const Hit& hit : answer->hits) ids.push_back(hit.id);
        return ids;
    }

    testing::QdrantDouble m_server;
    std::shared_ptr<VectorStore> m_store = testing::openQdrant(m_server);
};

TEST_F(QdrantStoreTest, CollectionsComeBackAsTheyWereMade) {
    CollectionSpec graph = qdrantSpec("graph ä", 3, Metric::Cosine, IndexKind::Hnsw);
    graph.hnsw = {8, 77};
    CollectionSpec exact = qdrantSpec("exact", 5, Metric::Dot);
    exact.hnsw = {12, 34};
    for (const CollectionSpec& spec : {graph, exact, qdrantSpec("plane", 2)})
        ASSERT_TRUE(m_store->createCollection(spec, {}));
    const auto infos = m_store->collections({});
    ASSERT_TRUE(infos) << infos.error().message;
    std::vector<CollectionSpec> specs;
    for (const CollectionInfo& info : *infos) specs.push_back(info.spec);
    EXPECT_THAT(specs, ElementsAre(exact, graph, qdrantSpec("plane", 2)));
    EXPECT_EQ(m_store->collection("graph ä", {})->spec, graph);
    EXPECT_EQ(m_store->collection("graph ä", {})->count, 0U);
    ASSERT_TRUE(m_store->dropCollection("graph ä", {}));
    EXPECT_THAT(*m_store->collections({}), SizeIs(2));
}

TEST_F(QdrantStoreTest, NamesThatAreTakenOrMissing) {
    createPlane();
    auto again = m_store->createCollection(qdrantSpec("plane", 2), {});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(again.error().message, "there is a collection 'plane' already, with the same settings");
    again = m_store->createCollection(qdrantSpec("plane", 3, Metric::Dot), {});
    EXPECT_EQ(again.error().message,
              "there is a collection 'plane' already: dimension 2, euclidean, exact, not dimension 3, dot, "
              "exact");
    const auto missing = m_store->collection("plone", {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    EXPECT_EQ(missing.error().message, "there is no collection 'plone'");
    EXPECT_EQ(missing.error().hint, "Did you mean 'plane'?");
    EXPECT_EQ(m_store->dropCollection("plone", {}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(m_store->upsert("plone", {pointOf("a", {1, 2})}, {}).error().code, ErrorCode::NotFound);
    EXPECT_EQ(m_store->collection("", {}).error().code, ErrorCode::InvalidArgument);
    const Status refused = m_store->createCollection(qdrantSpec("a/b", 2), {});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("holds '/'"));
}

TEST_F(QdrantStoreTest, ADroppedCollectionIsForgotten) {
    createPlane();
    put({pointOf("a", {1, 2})});
    const auto other = testing::openQdrant(m_server);
    ASSERT_TRUE(other->dropCollection("plane", {}));
    EXPECT_EQ(m_store->upsert("plane", {pointOf("a", {1, 2})}, {}).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(other->createCollection(qdrantSpec("plane", 3), {}));
    put({pointOf("a", {1, 2, 3})});
}

TEST_F(QdrantStoreTest, PointsComeBackAsTheyWereStored) {
    createPlane(Metric::Cosine);
    const std::vector<Point> points{
        pointOf("7", {3, 4}, {{"a.b", 1.0}, {"n", std::int64_t{9007199254740993}}}),
        pointOf("007", {0.1F, -0.2F}, {{"text", std::string("Grüße")}}),
        pointOf("5c56c793-69f3-4fbf-87e6-c4bf54c28c26", {1e-12F, 1e-13F}, {{"yes", false}}),
        pointOf("18446744073709551615", {1e17F, 1}), pointOf("row 'x'", {1, 0})};
    put(points);
    const auto found = m_store->fetch("plane",
                                      {"row 'x'", "7", "none", "8", "18446744073709551615",
                                       "5c56c793-69f3-4fbf-87e6-c4bf54c28c26", "007"},
                                      {});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_THAT(*found, ElementsAre(points[4], points[0], points[3], points[2], points[1]));
    // One whose id is there is replaced as a whole.
    put({pointOf("7", {5, 5}, {{"only", true}})});
    EXPECT_THAT(*m_store->fetch("plane", {"7"}, {}), ElementsAre(pointOf("7", {5, 5}, {{"only", true}})));
    EXPECT_EQ(m_store->collection("plane", {})->count, 5U);
}

TEST_F(QdrantStoreTest, NormalisedVectorsAreAChoice) {
    StoreConnection connection;
    connection.settings["vectors"] = "normalised";
    m_store = testing::openQdrant(m_server, testing::kQdrantKey, connection);
    createPlane(Metric::Cosine);
    put({pointOf("a", {3, 4})});
    EXPECT_EQ(m_store->fetch("plane", {"a"}, {})->at(0).vector, (std::vector<float>{0.6F, 0.8F}));
}

TEST_F(QdrantStoreTest, ScoresFollowTheMetric) {
    struct Case {
        Metric metric;
        std::vector<std::string> order;
        std::vector<double> scores;
    };
    // By hand, of (3, 4) to (3, 4), (6, 8) and (-3, 4).
    for (const Case& one : {Case{Metric::Cosine, {"a", "b", "c"}, {1.0, 1.0, 0.28}},
                            Case{Metric::Dot, {"b", "a", "c"}, {50.0, 25.0, 7.0}},
                            Case{Metric::Euclidean, {"a", "b", "c"}, {0.0, 5.0, 6.0}}}) {
        createPlane(one.metric);
        put({pointOf("a", {3, 4}), pointOf("b", {6, 8}), pointOf("c", {-3, 4})});
        Query query;
        query.vector = {3, 4};
        query.withVectors = true;
        const auto answer = m_store->query("plane", query, {});
        ASSERT_TRUE(answer) << answer.error().message;
        ASSERT_THAT(answer->hits, SizeIs(3));
        EXPECT_TRUE(answer->exact);
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_EQ(answer->hits[i].id, one.order[i]) << metricName(one.metric);
            EXPECT_NEAR(answer->hits[i].score, one.scores[i], 1e-6) << metricName(one.metric);
        }
        EXPECT_EQ(answer->hits[2].vector, (std::vector<float>{-3, 4}));
        ASSERT_TRUE(m_store->dropCollection("plane", {}));
    }
}

TEST_F(QdrantStoreTest, EqualScoresAreOrderedById) {
    createPlane();
    std::vector<Point> points;
    for (int i = 40; i > 0; --i) points.push_back(pointOf("p" + std::to_string(100 + i), {1, 1}));
    points.push_back(pointOf("near", {0, 0}));
    put(points);
    Query query;
    query.vector = {0, 0};
    query.topK = 4;
    EXPECT_THAT(nearest(query), ElementsAre("near", "p101", "p102", "p103"));
}

TEST_F(QdrantStoreTest, AskedForIsWhatComes) {
    createPlane(Metric::Cosine);
    put({pointOf("a", {3, 4}, {{"x", std::int64_t{1}}})});
    Query query;
    query.vector = {1, 1};
    query.withPayload = false;
    auto hits = m_store->query("plane", query, {})->hits;
    EXPECT_EQ(hits[0].id, "a") << "the id is kept in the payload, and read all the same";
    EXPECT_THAT(hits[0].payload, IsEmpty());
    EXPECT_THAT(hits[0].vector, IsEmpty());
    query.withPayload = true;
    hits = m_store->query("plane", query, {})->hits;
    EXPECT_EQ(hits[0].payload, (Payload{{"x", std::int64_t{1}}}));
    EXPECT_THAT(m_server.requests("/points/query").back(), HasSubstr("_qstore_vector"));
    query.withPayload = false;
    query.withVectors = true;
    hits = m_store->query("plane", query, {})->hits;
    EXPECT_EQ(hits[0].vector, (std::vector<float>{3, 4}));
}

TEST_F(QdrantStoreTest, ExactAndEfAreSaidToTheService) {
    ASSERT_TRUE(m_store->createCollection(qdrantSpec("graph", 2, Metric::Dot, IndexKind::Hnsw), {}));
    ASSERT_TRUE(m_store->upsert("graph", {pointOf("a", {3, 4})}, {}));
    Query query;
    query.vector = {1, 1};
    query.ef = 99;
    EXPECT_FALSE(m_store->query("graph", query, {})->exact);
    query.ef = 0;
    query.exact = true;
    EXPECT_TRUE(m_store->query("graph", query, {})->exact);
    const auto bodies = m_server.requests("/points/query");
    ASSERT_THAT(bodies, SizeIs(2));
    EXPECT_EQ(nlohmann::json::parse(bodies[0])["params"],
              nlohmann::json::parse(R"({"hnsw_ef":99,"exact":false})"));
    EXPECT_EQ(nlohmann::json::parse(bodies[1])["params"], nlohmann::json::parse(R"({"exact":true})"));
}

TEST_F(QdrantStoreTest, BadInputIsRefusedBeforeItIsSent) {
    createPlane();
    put({pointOf("a", {1, 2})});
    const std::size_t before = m_server.requests("/points?wait=true").size();
    const auto code = [&](std::vector<Point> points) {
        const Status status = m_store->upsert("plane", std::move(points), {});
        return status ? ErrorCode::Failed : status.error().code;
    };
    EXPECT_EQ(code({pointOf("b", {1})}), ErrorCode::InvalidArgument);
    EXPECT_EQ(code({pointOf("b", {1, 2}), pointOf("b", {1, 2})}), ErrorCode::InvalidArgument);
    EXPECT_EQ(code({pointOf("", {1, 2})}), ErrorCode::InvalidArgument);
    EXPECT_EQ(code({pointOf("b", {1, std::nanf("")})}), ErrorCode::InvalidArgument);
    EXPECT_EQ(code({pointOf("b", {1, 2}, {{"_qstore", true}})}), ErrorCode::InvalidArgument);
    EXPECT_EQ(m_server.requests("/points?wait=true").size(), before);
    EXPECT_EQ(m_store->collection("plane", {})->count, 1U);
    Query query;
    query.vector = {1, 2};
    query.metric = Metric::Cosine;
    EXPECT_EQ(m_store->query("plane", query, {}).error().code, ErrorCode::InvalidArgument);
    ScrollRequest scroll;
    scroll.cursor = "row 1";
    EXPECT_EQ(m_store->scroll("plane", scroll, {}).error().code, ErrorCode::InvalidArgument);
}

TEST_F(QdrantStoreTest, PagesShowEachPointOnce) {
    createPlane();
    std::vector<Point> points;
    std::vector<std::string> ids;
    for (int i = 0; i < 57; ++i) {
        ids.push_back(i % 2 == 0 ? std::to_string(i) : "row " + std::to_string(i));
        points.push_back(pointOf(ids.back(), {static_cast<float>(i), 0}, {{"i", std::int64_t{i}}}));
    }
    put(points);
    std::sort(ids.begin(), ids.end());
    for (const std::size_t limit : {1U, 10U, 57U, 100U})
        EXPECT_EQ(testing::allIds(*m_store, "plane", {}, limit), ids) << limit;
    ScrollRequest request;
    request.withVectors = true;
    request.filter = Filter::compare("i", Filter::Comparison::Equal, std::int64_t{31});
    const auto page = m_store->scroll("plane", request, {});
    ASSERT_TRUE(page) << page.error().message;
    EXPECT_THAT(page->points, ElementsAre(points[31]));
    EXPECT_EQ(page->nextCursor, "");
}

TEST_F(QdrantStoreTest, RemoveCountsThoseThatWereThere) {
    createPlane();
    put({pointOf("a", {1, 2}), pointOf("2", {1, 2}), pointOf("c", {1, 2})});
    EXPECT_EQ(*m_store->remove("plane", {"a", "2", "a", "none", "02"}, {}), 2U);
    EXPECT_THAT(testing::allIds(*m_store, "plane"), ElementsAre("c"));
    EXPECT_EQ(*m_store->remove("plane", {"a"}, {}), 0U);
}

TEST_F(QdrantStoreTest, TwoIdsThatAreOneToQdrantAreRefused) {
    createPlane();
    put({pointOf("a", {1, 2})});
    const auto body = nlohmann::json::parse(m_server.requests("/points?wait=true").back());
    const auto uuid = body["points"][0]["id"].get<std::string>();
    const Status status = m_store->upsert("plane", {pointOf("a", {1, 2}), pointOf(uuid, {3, 4})}, {});
    ASSERT_FALSE(status);
    EXPECT_THAT(status.error().message, HasSubstr("the same one to Qdrant"));
    EXPECT_THAT(*m_store->fetch("plane", {uuid}, {}), IsEmpty()) << "that point is called 'a'";
}

TEST_F(QdrantStoreTest, BatchesAreSentInBoundedCalls) {
    QdrantOptions options;
    options.maxPointsPerCall = 10;
    options.maxBodyBytes = 2'000;
    const auto store = testing::directQdrant(m_server, options);
    createPlane();
    std::vector<Point> points;
    for (int i = 0; i < 45; ++i)
        points.push_back(
            pointOf(std::to_string(i), {1, 2}, {{"text", std::string(i < 20 ? 10 : 900, 'x')}}));
    std::vector<std::uint64_t> done;
    RunControl control;
    control.progress = [&](std::uint64_t now, std::uint64_t total) {
        EXPECT_EQ(total, 45U);
        done.push_back(now);
    };
    ASSERT_TRUE(store->upsert("plane", points, control));
    EXPECT_EQ(done.back(), 45U);
    const auto bodies = m_server.requests("/points?wait=true");
    EXPECT_EQ(bodies.size(), done.size());
    EXPECT_GE(bodies.size(), 10U);
    for (const std::string& body : bodies) EXPECT_LT(body.size(), 2'000U + 1'100U);
    EXPECT_EQ(store->collection("plane", {})->count, 45U);
}

TEST_F(QdrantStoreTest, CollectionsOfAnotherKindAreLeftOutAndNamed) {
    createPlane();
    const auto transport = makeHttpTransport().value();
    HttpRequest request;
    request.method = HttpMethod::Put;
    request.url = m_server.url() + "/collections/far";
    request.headers = {{"api-key", std::string(testing::kQdrantKey)}, {"Content-Type", "application/json"}};
    request.body = R"({"vectors":{"size":2,"distance":"Manhattan"}})";
    ASSERT_EQ(transport->send(request)->status, 200);
    EXPECT_THAT(*m_store->collections({}), SizeIs(1));
    const auto far = m_store->collection("far", {});
    ASSERT_FALSE(far);
    EXPECT_EQ(far.error().code, ErrorCode::Unsupported);
    EXPECT_EQ(far.error().message, "the collection 'far' measures by Manhattan");
    EXPECT_EQ(m_store->createCollection(qdrantSpec("far", 2), {}).error().code, ErrorCode::AlreadyExists);
}

TEST(QdrantPrepare, WaitsForTheGraph) {
    const testing::QdrantDouble server({"--index-polls", "4"});
    const auto store = testing::openQdrant(server);
    ASSERT_TRUE(store->createCollection(qdrantSpec("graph", 8, Metric::Dot, IndexKind::Hnsw), {}));
    std::vector<Point> points;
    for (int i = 0; i < 100; ++i) points.push_back(pointOf(std::to_string(i), std::vector<float>(8, 1.0F)));
    ASSERT_TRUE(store->upsert("graph", points, {}));
    EXPECT_EQ(store->collection("graph", {})->indexedCount, 0U) << "too few for Qdrant to begin by itself";
    std::vector<std::uint64_t> done;
    RunControl control;
    control.progress = [&](std::uint64_t now, std::uint64_t) { done.push_back(now); };
    const Status ready = store->prepare("graph", control);
    ASSERT_TRUE(ready) << ready.error().message;
    EXPECT_THAT(done, ElementsAre(0U, 25U, 50U, 75U, 100U));
    EXPECT_EQ(store->collection("graph", {})->indexedCount, 100U);
    std::stop_source stop;
    control.stop = stop.get_token();
    control.progress = [&](std::uint64_t, std::uint64_t) { stop.request_stop(); };
    ASSERT_TRUE(store->upsert("graph", points, {}));
    EXPECT_EQ(store->prepare("graph", control).error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
