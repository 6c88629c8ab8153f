// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_store.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "tests/plugins/pinecone/pinecone_double.h"

namespace qstore {
namespace {

using nlohmann::json;
using testing::hnswSpec;
using testing::JumpingClock;
using testing::openAt;
using testing::PineconeDouble;

std::vector<Point> rowsOf(std::size_t count, std::size_t dimension = 3) {
    std::vector<Point> points;
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<float> vector(dimension, 0.1F);
        vector[0] = 1.0F + static_cast<float>(i) / 7.0F;
        points.push_back(
            {"row-" + std::to_string(i), std::move(vector), {{"place", static_cast<std::int64_t>(i)}}});
    }
    return points;
}

/// A double, a store at it and a collection "points" of three dimensions.
class PineconeStoreAt : public ::testing::Test {
protected:
    void open(const std::vector<std::string>& options = {}, Metric metric = Metric::Cosine) {
        m_server = std::make_unique<PineconeDouble>(options);
        m_store = openAt(*m_server, m_clock);
        const Status made = m_store->createCollection(hnswSpec("points", 3, metric), {});
        ASSERT_TRUE(made) << made.error().message;
    }
    std::uint64_t count() {
        const auto info = m_store->collection("points", {});
        EXPECT_TRUE(info) << info.error().message;
        return info ? info->count : 0;
    }
    Status upsert(std::vector<Point> points) { return m_store->upsert("points", std::move(points), {}); }

    std::shared_ptr<JumpingClock> m_clock = std::make_shared<JumpingClock>();
    std::unique_ptr<PineconeDouble> m_server;
    std::shared_ptr<VectorStore> m_store;
};

TEST_F(PineconeStoreAt, SaysWhatItCan) {
    open();
    const Capabilities can = m_store->capabilities();
    EXPECT_EQ(can.kind, "pinecone");
    EXPECT_EQ(can.metrics.size(), 3U);
    EXPECT_EQ(can.indexes, std::vector{IndexKind::Hnsw});
    EXPECT_TRUE(can.filters);
    EXPECT_FALSE(can.exactQueries);
    EXPECT_FALSE(can.ordersPages);
    EXPECT_EQ(can.maxDimension, 20000U);
    EXPECT_EQ(can.maxBatchPoints, 1000U);
    EXPECT_EQ(m_store->bytes(), nullptr);
}

TEST_F(PineconeStoreAt, ListsItsCollectionsByName) {
    open();
    ASSERT_TRUE(m_store->createCollection(hnswSpec("another", 5, Metric::Euclidean), {}));
    ASSERT_TRUE(upsert(rowsOf(7)));
    const auto infos = m_store->collections({});
    ASSERT_TRUE(infos) << infos.error().message;
    ASSERT_EQ(infos->size(), 2U);
    EXPECT_EQ((*infos)[0].spec, hnswSpec("another", 5, Metric::Euclidean));
    EXPECT_EQ((*infos)[0].count, 0U);
    EXPECT_EQ((*infos)[1].spec, hnswSpec("points", 3));
    EXPECT_EQ((*infos)[1].count, 7U);
}

TEST_F(PineconeStoreAt, WaitsUntilANewOneIsReady) {
    open({"--ready-after", "3"});
    EXPECT_EQ(m_server->requests("describeIndex").size(), 4U);
    EXPECT_TRUE(upsert(rowsOf(1)));
}

TEST_F(PineconeStoreAt, SaysInWhatATakenNameDiffers) {
    open();
    const Status other = m_store->createCollection(hnswSpec("points", 4, Metric::Dot), {});
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::AlreadyExists);
    EXPECT_NE(other.error().message.find("dimension 3, cosine, not dimension 4, dot"), std::string::npos)
        << other.error().message;
    const Status same = m_store->createCollection(hnswSpec("points", 3), {});
    ASSERT_FALSE(same);
    EXPECT_NE(same.error().message.find("with the same settings"), std::string::npos);
}

TEST_F(PineconeStoreAt, RefusesWhatPineconeHasNot) {
    open();
    CollectionSpec exact = hnswSpec("exact", 3);
    exact.index = IndexKind::Exact;
    CollectionSpec tuned = hnswSpec("tuned", 3);
    tuned.hnsw.m = 32;
    for (const auto& [spec, code] :
         {std::pair{exact, ErrorCode::Unsupported}, std::pair{tuned, ErrorCode::Unsupported},
          std::pair{hnswSpec("Not That", 3), ErrorCode::InvalidArgument},
          std::pair{hnswSpec("large", 20001), ErrorCode::InvalidArgument}}) {
        const Status made = m_store->createCollection(spec, {});
        ASSERT_FALSE(made) << spec.name;
        EXPECT_EQ(made.error().code, code) << made.error().message;
        EXPECT_FALSE(made.error().hint.empty());
        if (spec.name == "exact") {
            EXPECT_NE(made.error().hint.find("--index hnsw"), std::string::npos) << made.error().hint;
        }
    }
    EXPECT_EQ(m_server->requests("createIndex").size(), 1U);
}

TEST_F(PineconeStoreAt, NamesTheNearestOfAMissingOne) {
    open();
    const auto info = m_store->collection("point", {});
    ASSERT_FALSE(info);
    EXPECT_EQ(info.error().code, ErrorCode::NotFound);
    EXPECT_EQ(info.error().hint, "Did you mean 'points'?");
    const auto odd = m_store->fetch("../indexes", {"a"}, {});
    ASSERT_FALSE(odd);
    EXPECT_EQ(odd.error().code, ErrorCode::NotFound);
}

TEST_F(PineconeStoreAt, DropsAndWaitsUntilItIsGone) {
    open({"--gone-after", "2"});
    ASSERT_TRUE(upsert(rowsOf(2)));
    const Status gone = m_store->dropCollection("points", {});
    ASSERT_TRUE(gone) << gone.error().message;
    const auto there = m_store->collections({});
    ASSERT_TRUE(there) << there.error().message;
    EXPECT_TRUE(there->empty());
    const Status again = m_store->dropCollection("points", {});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::NotFound);
}

TEST_F(PineconeStoreAt, DropsNothingThatOtherNamespacesUse) {
    open();
    StoreConnection connection = m_server->connection();
    connection.settings["namespace"] = "theirs";
    const PineconeDriver driver(testing::accessWith(m_clock));
    const auto theirs = driver.open(connection, Secret(testing::kDoubleKey));
    ASSERT_TRUE(theirs);
    ASSERT_TRUE((*theirs)->upsert("points", rowsOf(2), {}));
    EXPECT_EQ(count(), 0U);
    EXPECT_EQ((*theirs)->collection("points", {})->count, 2U);
    const Status gone = m_store->dropCollection("points", {});
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, ErrorCode::Unsupported);
    EXPECT_NE(gone.error().message.find("2 points in the namespace 'theirs'"), std::string::npos);
}

TEST_F(PineconeStoreAt, GivesPointsBackAsTheyWere) {
    open();
    const std::vector<Point> points = {
        {"plain", {0.1F, -2.5e-30F, 16777217.0F}, {{"real", 3.0}, {"whole", std::int64_t{3}}}},
        {"with space", {1e18F, 1.0F, 0.3F}, {{"text", std::string("ä\"\\\n")}, {"yes", true}}},
        {"Zürich", {0.0F, 0.0F, 1.17549435e-14F}, {}},
    };
    const Status stored = upsert(points);
    ASSERT_TRUE(stored) << stored.error().message;
    const auto back = m_store->fetch("points", {"Zürich", "nobody", "with space", "plain"}, {});
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, (std::vector<Point>{points[2], points[1], points[0]}));
}

TEST_F(PineconeStoreAt, ReplacesAPointAsAWhole) {
    open();
    ASSERT_TRUE(upsert({{"a", {1, 0, 0}, {{"old", true}}}}));
    ASSERT_TRUE(upsert({{"a", {0, 1, 0}, {{"new", true}}}}));
    const auto back = m_store->fetch("points", {"a"}, {});
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, (std::vector<Point>{{"a", {0, 1, 0}, {{"new", true}}}}));
    EXPECT_EQ(count(), 1U);
}

TEST_F(PineconeStoreAt, RefusesAWholeBatchForOneBadPoint) {
    open();
    const std::vector<std::pair<Point, std::string>> bad = {
        {{"b", {1, 2}, {}}, "dimension 3"},
        {{"row-0", {1, 0, 0}, {}}, "same id"},
        {{"b", {NAN, 0, 0}, {}}, "NaN"},
        {{"b", {1, 0, 0}, {{"n", INT64_MAX}}}, "2^53"},
        {{"b", {1, 0, 0}, {{"t", std::string(41'000, 'x')}}}, "40960"},
        {{"b", {1, 0, 0}, {{"$x", true}}}, "'$'"},
        {{"", {1, 0, 0}, {}}, "id"},
    };
    for (const auto& [point, word] : bad) {
        std::vector<Point> batch = rowsOf(2);
        batch.push_back(point);
        const Status stored = upsert(batch);
        ASSERT_FALSE(stored) << word;
        EXPECT_EQ(stored.error().code, ErrorCode::InvalidArgument);
        EXPECT_NE(stored.error().message.find(word), std::string::npos) << stored.error().message;
    }
    EXPECT_TRUE(m_server->requests("upsert").empty());
    EXPECT_FALSE(upsert(rowsOf(1001)));
}

TEST_F(PineconeStoreAt, SaysThatZeroVectorsAreNotTaken) {
    open({}, Metric::Euclidean);
    const Status stored = upsert({{"a", {0, 0, 0}, {}}});
    ASSERT_FALSE(stored);
    EXPECT_NE(stored.error().message.find("zero vector"), std::string::npos) << stored.error().message;
}

TEST_F(PineconeStoreAt, KeepsEachRequestBelowTwoMegabytes) {
    open();
    ASSERT_TRUE(m_store->createCollection(hnswSpec("wide", 1000), {}));
    std::vector<Point> points = rowsOf(1000, 1000);
    for (std::size_t i = 0; i < points.size(); ++i)
        for (float& x : points[i].vector) x += static_cast<float>(i) * 1.2345678e-3F;
    std::vector<std::uint64_t> seen;
    RunControl control;
    control.progress = [&](std::uint64_t done, std::uint64_t total) {
        EXPECT_EQ(total, 1000U);
        seen.push_back(done);
    };
    const Status stored = m_store->upsert("wide", points, control);
    ASSERT_TRUE(stored) << stored.error().message;
    EXPECT_EQ(seen.back(), 1000U);
    EXPECT_GT(seen.size(), 3U);
    for (const std::string& body : m_server->requests("upsert")) EXPECT_LE(body.size(), 2'000'000U);
    EXPECT_EQ(m_store->collection("wide", {})->count, 1000U);
}

TEST_F(PineconeStoreAt, RemovesAndCountsThoseThatWereThere) {
    open();
    ASSERT_TRUE(upsert(rowsOf(10)));
    const auto removed = m_store->remove("points", {"row-1", "nobody", "row-2", "row-1"}, {});
    ASSERT_TRUE(removed) << removed.error().message;
    EXPECT_EQ(*removed, 2U);
    EXPECT_EQ(count(), 8U);
    EXPECT_EQ(*m_store->remove("points", {"nobody"}, {}), 0U);
    EXPECT_EQ(m_server->requests("delete").size(), 1U);
}

TEST_F(PineconeStoreAt, FetchesManyIdsWithUrlsOfALengthThatAllTake) {
    open();
    std::vector<Point> points = rowsOf(1000);
    for (Point& point : points) point.id += std::string(100, 'x') + " ü";
    ASSERT_TRUE(upsert(points));
    std::vector<std::string> ids;
    ids.reserve(points.size());
    for (const Point& point : points) ids.push_back(point.id);
    const auto back = m_store->fetch("points", ids, {});
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(*back, points);
    for (const std::string& path : m_server->requests("fetch")) EXPECT_LE(path.size(), 6000U);
}

TEST_F(PineconeStoreAt, ScoresAreThoseOfTheMetric) {
    for (const Metric metric : kMetrics) {
        open({}, metric);
        const std::vector<Point> points = {
            {"a", {3, 4, 0}, {}}, {"b", {0, 1, 0}, {}}, {"c", {-1, 0, 2}, {}}, {"d", {3, 4, 0}, {}}};
        ASSERT_TRUE(upsert(points));
        Query query;
        query.vector = {1, 1, 0};
        query.topK = 3;
        query.withVectors = true;
        const auto answer = m_store->query("points", query, {});
        ASSERT_TRUE(answer) << answer.error().message;
        EXPECT_FALSE(answer->exact);
        std::vector<std::pair<double, std::string>> scored;
        scored.reserve(points.size());
        for (const Point& point : points)
            scored.emplace_back(scoreOf(metric, query.vector, point.vector), point.id);
        std::sort(scored.begin(), scored.end(), [&](const auto& x, const auto& y) {
            return x.first != y.first ? isNearer(metric, x.first, y.first) : x.second < y.second;
        });
        ASSERT_EQ(answer->hits.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_EQ(answer->hits[i].id, scored[i].second) << metricName(metric);
            EXPECT_NEAR(answer->hits[i].score, scored[i].first, 1e-6) << metricName(metric);
            EXPECT_EQ(answer->hits[i].vector.size(), 3U);
        }
    }
}

TEST_F(PineconeStoreAt, AsksForPayloadsAndVectorsOnlyWhereWanted) {
    open();
    ASSERT_TRUE(upsert(rowsOf(3)));
    Query query;
    query.vector = {1, 0, 0};
    query.withPayload = false;
    const auto bare = m_store->query("points", query, {});
    ASSERT_TRUE(bare);
    ASSERT_EQ(bare->hits.size(), 3U);
    EXPECT_TRUE(bare->hits[0].payload.empty());
    EXPECT_TRUE(bare->hits[0].vector.empty());
    const json body = json::parse(m_server->requests("query").back());
    EXPECT_EQ(body.at("includeMetadata"), false);
    EXPECT_EQ(body.at("includeValues"), false);
}

TEST_F(PineconeStoreAt, RefusesExactAndOtherBadQueries) {
    open();
    Query query;
    query.vector = {1, 0, 0};
    query.exact = true;
    EXPECT_EQ(m_store->query("points", query, {}).error().code, ErrorCode::Unsupported);
    query.exact = false;
    query.metric = Metric::Dot;
    EXPECT_EQ(m_store->query("points", query, {}).error().code, ErrorCode::InvalidArgument);
    query.metric.reset();
    query.topK = 10'001;
    EXPECT_EQ(m_store->query("points", query, {}).error().code, ErrorCode::InvalidArgument);
    query.topK = 10;
    query.vector = {1, 0};
    EXPECT_EQ(m_store->query("points", query, {}).error().code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(m_server->requests("query").empty());
}

TEST_F(PineconeStoreAt, ScrollsThroughEveryPointOnce) {
    open();
    const std::vector<Point> points = rowsOf(250);
    ASSERT_TRUE(upsert(points));
    for (const std::size_t limit : {1000U, 250U, 100U, 99U, 30U}) {
        ScrollRequest request;
        request.limit = limit;
        request.withVectors = true;
        std::map<std::string, Point> seen;
        do {
            const auto page = m_store->scroll("points", request, {});
            ASSERT_TRUE(page) << page.error().message;
            EXPECT_LE(page->points.size(), limit);
            EXPECT_FALSE(page->points.empty());
            for (const Point& point : page->points) EXPECT_TRUE(seen.emplace(point.id, point).second);
            request.cursor = page->nextCursor;
        } while (!request.cursor.empty());
        ASSERT_EQ(seen.size(), points.size()) << limit;
        for (const Point& point : points) EXPECT_EQ(seen.at(point.id), point);
    }
}

TEST_F(PineconeStoreAt, ScrollFiltersHereWithEveryFilterThereIs) {
    open();
    ASSERT_TRUE(upsert(rowsOf(250)));
    // Pinecone itself cannot say this one.
    ScrollRequest request;
    request.filter = *parseFilter("not place < 240 or place in (3, 4)");
    request.limit = 5;
    std::set<std::string> seen;
    do {
        const auto page = m_store->scroll("points", request, {});
        ASSERT_TRUE(page) << page.error().message;
        EXPECT_LE(page->points.size(), 5U);
        for (const Point& point : page->points) {
            EXPECT_TRUE(point.vector.empty());
            EXPECT_TRUE(matches(*request.filter, point.payload));
            EXPECT_TRUE(seen.insert(point.id).second);
        }
        request.cursor = page->nextCursor;
    } while (!request.cursor.empty());
    EXPECT_EQ(seen.size(), 12U);
}

TEST_F(PineconeStoreAt, ScrollOfIdsAloneFetchesNothing) {
    open();
    ASSERT_TRUE(upsert(rowsOf(5)));
    ScrollRequest request;
    request.withPayload = false;
    const auto page = m_store->scroll("points", request, {});
    ASSERT_TRUE(page);
    EXPECT_EQ(page->points.size(), 5U);
    EXPECT_TRUE(m_server->requests("fetch").empty());
}

TEST_F(PineconeStoreAt, ReadsSeeWhatItWrote) {
    open({"--lag", "3"});
    ASSERT_TRUE(upsert(rowsOf(4)));
    EXPECT_EQ(m_store->fetch("points", {"row-0", "row-3"}, {})->size(), 2U);
    EXPECT_EQ(m_server->requests("fetch").size(), 4U);
    ASSERT_TRUE(upsert(rowsOf(6)));
    EXPECT_EQ(count(), 6U);
    ASSERT_EQ(*m_store->remove("points", {"row-5"}, {}), 1U);
    Query query;
    query.vector = {1, 0, 0};
    EXPECT_EQ(m_store->query("points", query, {})->hits.size(), 5U);
    ASSERT_TRUE(upsert(rowsOf(6)));
    EXPECT_TRUE(m_store->prepare("points", {}));
}

TEST_F(PineconeStoreAt, SaysSoWhereReadsStayBehind) {
    open({"--lag", "1000000"});
    ASSERT_TRUE(upsert(rowsOf(4)));
    const auto back = m_store->fetch("points", {"row-0"}, {});
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, ErrorCode::Busy);
    EXPECT_NE(back.error().message.find("write 1"), std::string::npos) << back.error().message;
}

TEST_F(PineconeStoreAt, ServesSeveralThreadsAtOnce) {
    open({"--lag", "1"});
    constexpr int threads = 4;
    std::vector<std::jthread> workers;
    workers.reserve(threads);
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([this, t] {
            for (int i = 0; i < 10; ++i) {
                const std::string id = std::to_string(t) + "-" + std::to_string(i);
                const Status stored = upsert({{id, {1.0F, static_cast<float>(t), 0.5F}, {}}});
                EXPECT_TRUE(stored) << stored.error().message;
                const auto back = m_store->fetch("points", {id}, {});
                ASSERT_TRUE(back) << back.error().message;
                EXPECT_EQ(back->size(), 1U) << id;
            }
        });
    workers.clear();
    EXPECT_EQ(count(), 40U);
}

TEST_F(PineconeStoreAt, FindsACollectionThatWasMadeAnew) {
    open();
    ASSERT_TRUE(upsert(rowsOf(4)));
    const auto other = openAt(*m_server, m_clock);
    ASSERT_TRUE(other->dropCollection("points", {}));
    const auto missing = m_store->fetch("points", {"row-0"}, {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound) << missing.error().message;
    ASSERT_TRUE(other->createCollection(hnswSpec("points", 3), {}));
    ASSERT_TRUE(upsert(rowsOf(2)));
    ASSERT_TRUE(other->dropCollection("points", {}));
    ASSERT_TRUE(other->createCollection(hnswSpec("points", 3), {}));
    const Status moved = upsert(rowsOf(3));
    ASSERT_TRUE(moved) << moved.error().message;
    EXPECT_EQ(count(), 3U);
}

}  // namespace
}  // namespace qstore
