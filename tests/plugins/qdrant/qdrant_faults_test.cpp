// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong between us and the service, and what is told of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/plugins/qdrant/qdrant_double.h"

namespace qstore {
namespace {

using testing::directQdrant;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::QdrantDouble;
using testing::qdrantSpec;
using ::testing::SizeIs;

std::vector<Point> somePoints(int from, int to) {
    std::vector<Point> points;
    for (int i = from; i < to; ++i) {
        Point point;
        point.id = "row " + std::to_string(i);
        point.vector = {static_cast<float>(i), 1.0F};
        points.push_back(std::move(point));
    }
    return points;
}

std::vector<std::string> idsOf(const std::vector<Point>& points) {
    std::vector<std::string> ids;
    for (const Point& point : points) ids.push_back(point.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

/// No text of an error may hold the key.
void expectNoKey(const Error& error) {
    for (const std::string& text : {error.message, error.hint})
        EXPECT_THAT(text, Not(HasSubstr(std::string(testing::kQdrantKey).substr(0, 12))));
}

QdrantDouble withFaults(const std::string& json) {
    return QdrantDouble(QdrantDouble::faults(json));
}

TEST(QdrantFaults, KeysThatAreWrongOrMayOnlyRead) {
    const QdrantDouble server;
    ASSERT_TRUE(testing::openQdrant(server)->createCollection(qdrantSpec("plane", 2), {}));
    const auto wrong = testing::openQdrant(server, "another-key-that-is-not-known");
    auto error = wrong->collections({}).error();
    EXPECT_EQ(error.code, ErrorCode::Failed);
    EXPECT_EQ(error.message, "Qdrant answered 401 with Invalid API key or JWT");
    EXPECT_THAT(error.hint, HasSubstr("key is wrong"));
    error = testing::openQdrant(server, "")->collections({}).error();
    EXPECT_THAT(error.message, HasSubstr("401 with Must provide an API key"));
    const auto reader = testing::openQdrant(server, testing::kQdrantReadKey);
    EXPECT_THAT(*reader->collections({}), SizeIs(1));
    error = reader->upsert("plane", somePoints(0, 1), {}).error();
    EXPECT_THAT(error.message, HasSubstr("403 with Forbidden"));
    EXPECT_THAT(error.hint, HasSubstr("may only read"));
    const auto bad = QdrantDriver().open(server.connection(), Secret(std::string_view("two\nlines")));
    ASSERT_FALSE(bad);
    EXPECT_THAT(bad.error().message, Not(HasSubstr("two")));
}

TEST(QdrantFaults, WhatPassesIsTriedAgain) {
    const QdrantDouble server = withFaults(R"([
        {"operation":"upsert","kind":"status","status":503,"times":2},
        {"operation":"query","kind":"close","times":2},
        {"operation":"count","kind":"status","status":429,"headers":{"Retry-After":"3"},"times":1},
        {"operation":"scroll","kind":"status","status":502,"body":"<html>bad gateway</html>","times":3}])");
    const auto store = directQdrant(server);
    ASSERT_TRUE(store->createCollection(qdrantSpec("plane", 2), {}));
    const Status stored = store->upsert("plane", somePoints(0, 5), {});
    ASSERT_TRUE(stored) << stored.error().message;
    EXPECT_EQ(store->collection("plane", {})->count, 5U);
    Query query;
    query.vector = {0, 1};
    EXPECT_THAT(store->query("plane", query, {})->hits, SizeIs(5));
    EXPECT_THAT(testing::allIds(*store, "plane"), SizeIs(5));
}

TEST(QdrantFaults, RetryAfterIsKept) {
    const QdrantDouble server = withFaults(
        R"([{"operation":"list","kind":"status","status":429,"headers":{"Retry-After":"3"},"times":1}])");
    RestService service;
    service.name = "Qdrant";
    service.keyHeader = "api-key";
    service.key = Secret(testing::kQdrantKey);
    service.transport = makeHttpTransport().value();
    const auto clock = std::make_shared<testing::InstantClock>();
    service.clock = clock;
    QdrantStore store({server.url()}, service);
    ASSERT_TRUE(store.collections({}));
    EXPECT_GE(clock->steadyMs(), 3'000);
}

TEST(QdrantFaults, ALostReplyIsNoSecondCollection) {
    const QdrantDouble server = withFaults(R"([{"operation":"create","kind":"applied","times":1},
                                               {"operation":"drop","kind":"applied","times":1},
                                               {"operation":"upsert","kind":"applied","times":1}])");
    const auto store = directQdrant(server);
    const Status made = store->createCollection(qdrantSpec("plane", 2), {});
    EXPECT_TRUE(made) << made.error().message;
    ASSERT_TRUE(store->upsert("plane", somePoints(0, 9), {}));
    EXPECT_EQ(store->collection("plane", {})->count, 9U);
    const Status dropped = store->dropCollection("plane", {});
    EXPECT_TRUE(dropped) << dropped.error().message;
}

/// The service is gone in the middle of a push; the same batches again, and nothing is there twice.
TEST(QdrantFaults, APushThatBrokeOffIsCompletedWithoutDoubles) {
    const QdrantDouble server = withFaults(R"([{"operation":"upsert","kind":"applied","after":3,"times":1},
                                               {"operation":"upsert","kind":"status","status":503,"after":4,"times":3}])");
    QdrantOptions options;
    options.maxPointsPerCall = 10;
    const auto store = directQdrant(server, options, 30'000, 3);
    ASSERT_TRUE(store->createCollection(qdrantSpec("plane", 2), {}));
    const auto points = somePoints(0, 100);
    const Status broken = store->upsert("plane", points, {});
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, ErrorCode::Io);
    EXPECT_THAT(broken.error().message, HasSubstr("(3 attempts)"));
    EXPECT_EQ(store->collection("plane", {})->count, 40U) << "three calls and the one whose reply was lost";
    ASSERT_TRUE(store->upsert("plane", points, {}));
    EXPECT_EQ(testing::allIds(*store, "plane"), idsOf(points));
}

TEST(QdrantFaults, AServiceThatDoesNotAnswerIsLeft) {
    const QdrantDouble server = withFaults(R"([{"operation":"list","kind":"hang"}])");
    const auto store = directQdrant(server, {}, 150, 2);
    const auto answer = store->collections({});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Io);
    expectNoKey(answer.error());
}

TEST(QdrantFaults, CancelEndsACallThatHangs) {
    const QdrantDouble server = withFaults(R"([{"operation":"list","kind":"hang"}])");
    const auto store = directQdrant(server);
    std::stop_source stop;
    RunControl control;
    control.stop = stop.get_token();
    const std::jthread canceller([&] { stop.request_stop(); });
    const auto answer = store->collections(control);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Cancelled);
}

TEST(QdrantFaults, CancelBetweenTheCallsOfABatch) {
    const QdrantDouble server;
    QdrantOptions options;
    options.maxPointsPerCall = 10;
    const auto store = directQdrant(server, options);
    ASSERT_TRUE(store->createCollection(qdrantSpec("plane", 2), {}));
    std::stop_source stop;
    RunControl control;
    control.stop = stop.get_token();
    control.progress = [&](std::uint64_t done, std::uint64_t) {
        if (done == 20) stop.request_stop();
    };
    EXPECT_EQ(store->upsert("plane", somePoints(0, 50), control).error().code, ErrorCode::Cancelled);
    EXPECT_EQ(store->collection("plane", {})->count, 20U);
}

TEST(QdrantFaults, WhatIsNoAnswerOfQdrantIsNamed) {
    struct Case {
        const char* fault;
        const char* part;
    };
    for (const Case& one : {
             Case{R"("kind":"html")", "an HTML page instead of JSON"},
             Case{R"("kind":"garbage")", "Qdrant: "},
             Case{R"("kind":"body","body":[])", "Qdrant's answer is a list, expected an object"},
             Case{R"("kind":"body","body":{"status":"ok"})", "result is missing"},
             Case{R"("kind":"body","body":{"result":{"collections":[{"name":7}]}})",
                  "name is the number 7, expected a text"},
             Case{R"("kind":"status","status":500)", "500: Service internal error: on purpose"},
             Case{R"("kind":"status","status":307,"headers":{"Location":"http://127.0.0.1:9/"})", "307"},
         }) {
        const QdrantDouble server = withFaults(R"([{"operation":"list",)" + std::string(one.fault) + "}]");
        const auto answer = directQdrant(server)->collections({});
        ASSERT_FALSE(answer) << one.fault;
        EXPECT_THAT(answer.error().message, HasSubstr(one.part)) << one.fault;
        EXPECT_FALSE(answer.error().hint.empty()) << one.fault;
    }
}

/// One operation answers with what its schema does not allow.
std::string brokenAnswer(const std::string& operation, const std::string& result,
                         const std::function<Error(VectorStore&)>& call) {
    const QdrantDouble server =
        withFaults(R"([{"operation":")" + operation + R"(","kind":"body","body":{"status":"ok","result":)" +
                   result + "}}]");
    const auto store = directQdrant(server);
    EXPECT_TRUE(store->createCollection(qdrantSpec("plane", 2), {}));
    const Error error = call(*store);
    EXPECT_EQ(error.code, ErrorCode::Parse) << error.message;
    return error.message;
}

TEST(QdrantFaults, BrokenSchemasNameTheField) {
    const auto ask = [](VectorStore& store) {
        Query query;
        query.vector = {1, 2};
        auto answer = store.query("plane", query, {});
        return answer ? Error{} : answer.error();
    };
    EXPECT_THAT(brokenAnswer("query", R"({"points":[{"id":1,"version":1}]})", ask),
                HasSubstr("score is missing"));
    EXPECT_THAT(brokenAnswer("query", R"({"points":{}})", ask), HasSubstr("points is an object"));
    EXPECT_THAT(brokenAnswer("query", R"({"points":[{"id":"x","version":1,"score":1}]})", ask),
                HasSubstr("neither a whole number nor a UUID"));
    const auto info = [](VectorStore& store) {
        auto answer = store.collection("plane", {});
        return answer ? Error{} : answer.error();
    };
    EXPECT_THAT(brokenAnswer("info", R"({"status":"green"})", info), HasSubstr("config is missing"));
    EXPECT_THAT(brokenAnswer("count", R"({"count":-1})", info), HasSubstr("count is the number -1"));
    const auto upsert = [](VectorStore& store) {
        auto answer = store.upsert("plane", somePoints(0, 1), {});
        return answer ? Error{} : answer.error();
    };
    EXPECT_THAT(brokenAnswer("upsert", R"({"operation_id":1})", upsert), HasSubstr("status is missing"));
}

TEST(QdrantFaults, AWriteThatIsNotCarriedOutYetIsNoSuccess) {
    const QdrantDouble server = withFaults(
        R"([{"operation":"upsert","kind":"body","body":{"status":"ok","result":{"status":"acknowledged"}}}])");
    const auto store = directQdrant(server);
    ASSERT_TRUE(store->createCollection(qdrantSpec("plane", 2), {}));
    const Status stored = store->upsert("plane", somePoints(0, 1), {});
    ASSERT_FALSE(stored);
    EXPECT_THAT(stored.error().message, HasSubstr("has not carried it out yet"));
}

TEST(QdrantFaults, AnEchoedKeyIsStruckOut) {
    const std::string key(testing::kQdrantKey);
    const QdrantDouble server = withFaults(
        R"([{"operation":"list","kind":"status","status":400,"body":"{\"status\":{\"error\":\"bad )" + key +
        R"(\"}}"},{"operation":"info","kind":"body","body":{"result":{"status":")" + key + R"("}}}])");
    const auto store = directQdrant(server);
    const auto list = store->collections({});
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().message, "Qdrant answered 400: bad [secret]");
    const auto info = store->collection("plane", {});
    ASSERT_FALSE(info);
    expectNoKey(info.error());
}

TEST(QdrantFaults, RepliesThatAreTooLargeAreAskedForInParts) {
    const QdrantDouble server;
    ASSERT_TRUE(testing::openQdrant(server)->createCollection(qdrantSpec("plane", 2), {}));
    const auto points = somePoints(0, 64);
    ASSERT_TRUE(testing::openQdrant(server)->upsert("plane", points, {}));
    RestService service;
    service.name = "Qdrant";
    service.keyHeader = "api-key";
    service.key = Secret(testing::kQdrantKey);
    service.transport = makeHttpTransport().value();
    service.clock = std::make_shared<testing::InstantClock>();
    service.maxResponseBytes = 2'500;
    QdrantStore store({server.url()}, service);
    EXPECT_EQ(testing::allIds(store, "plane", {}, 64), idsOf(points));
    const auto found = store.fetch("plane", idsOf(points), {});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_THAT(*found, SizeIs(64));
}

TEST(QdrantFaults, NobodyListens) {
    QdrantDouble server;
    const auto store = directQdrant(server, {}, 30'000, 2);
    server.kill();
    const auto answer = store->collections({});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Io);
    EXPECT_THAT(answer.error().message, HasSubstr("127.0.0.1"));
    EXPECT_FALSE(answer.error().hint.empty());
}

}  // namespace
}  // namespace qstore
