// SPDX-License-Identifier: Apache-2.0
#include <limits>
#include <stop_token>

#include "tests/core/stores/store_fixture.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Every refusal names the value, keeps what was there, and shows the way out.
class StoreRefusal : public StoreTest {
protected:
    void SetUp() override {
        ASSERT_TRUE(create(specOf("iris", 3, Metric::Cosine)));
        ASSERT_TRUE(upsert("iris", {{"kept", {1, 2, 3}, {}}}));
    }
    template <class T>
    static void expectError(const Result<T>& result, ErrorCode code, const std::string& message) {
        ASSERT_FALSE(result) << message;
        EXPECT_EQ(result.error().code, code) << result.error().message;
        EXPECT_THAT(result.error().message, HasSubstr(message));
        if (code != ErrorCode::Cancelled) {
            EXPECT_FALSE(result.error().hint.empty()) << message;
        }
    }
    void expectRefused(std::vector<Point> points, const std::string& message) {
        expectError(upsert("iris", std::move(points)), ErrorCode::InvalidArgument, message);
        EXPECT_EQ(info("iris").count, 1U);
        restart();
        EXPECT_EQ(hits("iris", queryOf({1, 2, 3})).size(), 1U);
    }
    void expectQueryRefused(const Query& query, const std::string& message) {
        expectError(m_store->query("iris", query, {}), ErrorCode::InvalidArgument, message);
    }
};

TEST_F(StoreRefusal, BadVectors) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    const Point good{"good", {1, 1, 1}, {}};
    expectRefused({good, {"short", {1, 2}, {}}},
                  "point 2 ('short') has 2 components, but 'iris' has dimension 3");
    expectRefused({good, {"holes", {1, nan, 2}, {}}},
                  "point 2 ('holes'): component 2 is not a number (NaN)");
    expectRefused({{"endless", {1, 2, -infinity}, {}}}, "point 1 ('endless'): component 3 is infinite");
    expectRefused({{"zero", {0, 0, 0}, {}}}, "point 1 ('zero') is zero, which has no direction");
    expectRefused({{"tiny", {1e-20F, 0, 0}, {}}}, "next to zero");
    expectRefused({{"huge", {1e30F, 0, 0}, {}}}, "1e+18");
}

TEST_F(StoreRefusal, BadIdsAndPayloads) {
    expectRefused({{"", {1, 1, 1}, {}}}, "the id is empty");
    expectRefused({{"a\tb", {1, 1, 1}, {}}}, "the id 'a\\x09b' holds a control character");
    expectRefused({{"a\xc2\x85"
                    "b",
                    {1, 1, 1},
                    {}}},
                  "the id 'a\\xc2\\x85b' holds a control character");
    expectRefused({{"\xff\xfe", {1, 1, 1}, {}}}, "the id '\\xff\\xfe' is not UTF-8");
    expectRefused({{std::string(257, 'x'), {1, 1, 1}, {}}}, "has 257 bytes");
    expectRefused({{"twin", {1, 1, 1}, {}}, {"b", {1, 1, 1}, {}}, {"twin", {2, 2, 2}, {}}},
                  "points 1 and 3 of the batch have the same id 'twin'");
    expectRefused({{"p", {1, 1, 1}, {{"x", std::numeric_limits<double>::quiet_NaN()}}}},
                  "point 1 ('p'): field 'x': the value is not a number");
    EXPECT_TRUE(upsert("iris", {{std::string(256, 'x'), {1, 1, 1}, {}}, {"ключ 鍵 🔑", {1, 1, 1}, {}}}));
}

TEST_F(StoreRefusal, BadQueries) {
    expectQueryRefused(queryOf({1, 2}), "the query has 2 components, but 'iris' has dimension 3");
    expectQueryRefused(queryOf({0, 0, 0}), "the query is zero");
    expectQueryRefused(queryOf({1, 2, std::numeric_limits<float>::quiet_NaN()}), "the query: component 3");
    expectQueryRefused(queryOf({1, 2, 3}, 0), "topK is 0, not between 1 and 10000");
    expectQueryRefused(queryOf({1, 2, 3}, 10001), "topK is 10001");
    Query query = queryOf({1, 2, 3});
    query.metric = Metric::Euclidean;
    expectQueryRefused(query, "asks for the euclidean metric, but 'iris' was made with cosine");
    query.metric = Metric::Cosine;
    EXPECT_EQ(hits("iris", query).size(), 1U);
    query.ef = 5000;
    expectQueryRefused(query, "ef is 5000");
    query.ef = 0;
    query.filter = Filter::in("x", {});
    expectQueryRefused(query, "compares 'x' with nothing");
}

TEST_F(StoreRefusal, BadPagesAndIds) {
    ScrollRequest request;
    request.limit = 0;
    expectError(m_store->scroll("iris", request, {}), ErrorCode::InvalidArgument,
                "the limit of a page is 0");
    request.limit = 10;
    request.cursor = "a\n";
    expectError(m_store->scroll("iris", request, {}), ErrorCode::InvalidArgument, "the cursor");
    expectError(m_store->fetch("iris", {"ok", ""}, {}), ErrorCode::InvalidArgument, "point 2 ('')");
    expectError(m_store->remove("iris", {"a\n"}, {}), ErrorCode::InvalidArgument, "control character");
    expectError(m_store->fetch("iris", std::vector<std::string>(65537, "x"), {}),
                ErrorCode::InvalidArgument, "the batch has 65537 points, at most 65536");
}

TEST_F(StoreRefusal, BadCollections) {
    const auto expectBad = [this](const CollectionSpec& spec, const std::string& message) {
        expectError(create(spec), ErrorCode::InvalidArgument, message);
    };
    expectBad(specOf("", 3, Metric::Dot), "the name of a collection is empty");
    expectBad(specOf(std::string(65, 'n'), 3, Metric::Dot), "has 65 bytes");
    expectBad(specOf("a\nb", 3, Metric::Dot), "control character");
    expectBad(specOf("new", 0, Metric::Dot), "the dimension is 0, not between 1 and 65536");
    expectBad(specOf("new", 65537, Metric::Dot), "the dimension is 65537");
    CollectionSpec graph = specOf("new", 3, Metric::Dot, IndexKind::Hnsw);
    graph.hnsw.m = 1;
    expectBad(graph, "m of the graph is 1, not between 2 and 128");
    graph.hnsw.m = 32;
    graph.hnsw.efConstruction = 16;
    expectBad(graph, "efConstruction of the graph is 16, not between 32 and 4096");
    expectError(
        create(specOf("iris", 3, Metric::Dot)), ErrorCode::AlreadyExists,
        "there is a collection 'iris' already: dimension 3, cosine, exact, not dimension 3, dot, exact");
    expectError(create(specOf("iris", 3, Metric::Cosine)), ErrorCode::AlreadyExists,
                "with the same settings");
}

TEST_F(StoreRefusal, CollectionsThatAreNotThere) {
    const auto answer = m_store->query("irsi", queryOf({1, 2, 3}), {});
    expectError(answer, ErrorCode::NotFound, "there is no collection 'irsi'");
    EXPECT_EQ(answer.error().hint, "Did you mean 'iris'?");
    expectError(upsert("xyz", {}), ErrorCode::NotFound, "'xyz'");
    expectError(m_store->fetch("xyz", {}, {}), ErrorCode::NotFound, "'xyz'");
    expectError(m_store->remove("xyz", {}, {}), ErrorCode::NotFound, "'xyz'");
    expectError(m_store->scroll("xyz", {}, {}), ErrorCode::NotFound, "'xyz'");
    expectError(m_store->prepare("xyz", {}), ErrorCode::NotFound, "'xyz'");
    expectError(m_store->collection("xyz", {}), ErrorCode::NotFound, "'xyz'");
    expectError(m_store->dropCollection("xyz", {}), ErrorCode::NotFound, "'xyz'");
}

TEST_F(StoreRefusal, AStorageThatFailsChangesNothingInMemory) {
    const Error full{ErrorCode::Io, "the disk is full", "Free some space."};
    m_storage->failNext(full);
    expectError(upsert("iris", {{"lost", {1, 2, 3}, {}}}), ErrorCode::Io, "the disk is full");
    m_storage->failNext(full);
    expectError(m_store->remove("iris", {"kept"}, {}), ErrorCode::Io, "the disk is full");
    m_storage->failNext(full);
    expectError(m_store->dropCollection("iris", {}), ErrorCode::Io, "the disk is full");
    EXPECT_EQ(idsOf(hits("iris", queryOf({1, 2, 3}))), std::vector<std::string>{"kept"});
    restart();
    m_storage->failNext(full);
    expectError(m_store->query("iris", queryOf({1, 2, 3}), {}), ErrorCode::Io, "the disk is full");
    // The next call tries again.
    EXPECT_EQ(hits("iris", queryOf({1, 2, 3})).size(), 1U);
}

TEST_F(StoreRefusal, DamagedPointsAreNotLoaded) {
    m_storage->putUnchecked("iris", "odd", {"odd", {1, 2}, {}});
    restart();
    expectError(m_store->query("iris", queryOf({1, 2, 3}), {}), ErrorCode::Corrupt,
                "('odd') has 2 components");
    m_storage->putUnchecked("iris", "odd", {"kept", {1, 2, 3}, {}});
    expectError(m_store->query("iris", queryOf({1, 2, 3}), {}), ErrorCode::Corrupt, "same id 'kept'");
}

TEST_F(StoreRefusal, MemoryIsRefusedBeforeItIsTaken) {
    restart();
    const std::size_t walks = m_storage->walks();
    m_storage->claimCount(std::uint64_t{1} << 50U);
    expectError(m_store->query("iris", queryOf({1, 2, 3}), {}), ErrorCode::ResourceExhausted,
                "loading the collection 'iris' needs");
    EXPECT_EQ(m_storage->walks(), walks);
}

TEST_F(StoreRefusal, ACancelledCallDoesNothing) {
    std::stop_source stop;
    stop.request_stop();
    const RunControl control{stop.get_token(), {}};
    expectError(m_store->upsert("iris", {{"x", {1, 2, 3}, {}}}, control), ErrorCode::Cancelled, "");
    expectError(m_store->query("iris", queryOf({1, 2, 3}), control), ErrorCode::Cancelled, "");
    expectError(m_store->fetch("iris", {"kept"}, control), ErrorCode::Cancelled, "");
    expectError(m_store->scroll("iris", {}, control), ErrorCode::Cancelled, "");
    expectError(m_store->remove("iris", {"kept"}, control), ErrorCode::Cancelled, "");
    expectError(m_store->dropCollection("iris", control), ErrorCode::Cancelled, "");
    expectError(m_store->createCollection(specOf("n", 2, Metric::Dot), control), ErrorCode::Cancelled, "");
    expectError(m_store->collections(control), ErrorCode::Cancelled, "");
    restart();
    expectError(m_store->query("iris", queryOf({1, 2, 3}), control), ErrorCode::Cancelled, "");
    EXPECT_EQ(info("iris").count, 1U);
}

}  // namespace
}  // namespace qstore
