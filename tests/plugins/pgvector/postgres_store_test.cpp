// SPDX-License-Identifier: GPL-3.0-or-later
// The store on a PostgreSQL of the system: what PGlite cannot do, and what is missing without pgvector.
#include <gmock/gmock.h>

#include <thread>

#include "plugins/pgvector/pgvector_store.h"
#include "tests/plugins/pgvector/postgres_test.h"

namespace qstore {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// A type that keeps the bytes of vectors as they come, made of PostgreSQL's own parts, in place of the
/// extension: all but searching works with it.
const std::string kStandIn = R"(
CREATE TYPE public.vector;
CREATE FUNCTION public.vector_in(cstring) RETURNS public.vector AS 'byteain' LANGUAGE internal STRICT;
CREATE FUNCTION public.vector_out(public.vector) RETURNS cstring AS 'byteaout' LANGUAGE internal STRICT;
CREATE FUNCTION public.vector_recv(internal) RETURNS public.vector AS 'bytearecv' LANGUAGE internal STRICT;
CREATE FUNCTION public.vector_send(public.vector) RETURNS bytea AS 'byteasend' LANGUAGE internal STRICT;
CREATE FUNCTION public.vector_sizes(cstring[]) RETURNS integer AS 'bpchartypmodin' LANGUAGE internal STRICT;
CREATE TYPE public.vector (INPUT = public.vector_in, OUTPUT = public.vector_out, RECEIVE = public.vector_recv,
    SEND = public.vector_send, TYPMOD_IN = public.vector_sizes, LIKE = bytea);
INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    VALUES (99999, 'vector', 10, 'public'::regnamespace, false, '0.8.0'))";

class PostgresStoreTest : public testing::PostgresTest {
protected:
    static std::shared_ptr<VectorStore> storeOf(
        const StoreConnection& connection, std::string_view password = testing::PostgresServer::kPassword) {
        const auto store = PgvectorDriver().open(connection, Secret(password));
        EXPECT_TRUE(store) << store.error().message;
        return store ? *store : nullptr;
    }
    /// In a database of its own.
    static StoreConnection database(const std::string& name, const std::string& script) {
        const auto owner = connected(s_server->target());
        EXPECT_EQ(said(owner->script("CREATE DATABASE " + name)), "fine");
        PgTarget target = s_server->target();
        target.endpoint.database = name;
        if (!script.empty()) {
            EXPECT_EQ(said(connected(target)->script(script)), "fine");
        }
        StoreConnection connection = s_server->connection();
        connection.endpoint = target.endpoint.text();
        return connection;
    }
    static CollectionSpec spec(const std::string& name, std::size_t dimension) {
        CollectionSpec spec;
        spec.name = name;
        spec.dimension = dimension;
        spec.metric = Metric::Euclidean;
        return spec;
    }
    static std::vector<Point> points(std::size_t from, std::size_t count) {
        std::vector<Point> points;
        points.reserve(count);
        for (std::size_t i = from; i < from + count; ++i)
            points.push_back({"p" + std::to_string(i),
                              {static_cast<float>(i), 0.1F},
                              {{"n", static_cast<std::int64_t>(i)}}});
        return points;
    }
};

TEST_F(PostgresStoreTest, WithoutTheExtensionItSaysHowToGetIt) {
    const auto store = storeOf(s_server->connection());
    EXPECT_EQ(store->collections({})->size(), 0U);
    const Status made = store->createCollection(spec("c", 2), {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(said(made), AllOf(HasSubstr("Install pgvector"), HasSubstr("CREATE EXTENSION vector")));
}

TEST_F(PostgresStoreTest, WithoutRightsItSaysWhoCanGiveThem) {
    const auto owner = connected(s_server->target());
    ASSERT_EQ(said(owner->script("CREATE ROLE guest LOGIN PASSWORD 'of-the-guest'")), "fine");
    const auto store = storeOf(s_server->connection("guest"), "of-the-guest");
    const auto kept = store->bytes()->keep("a", "dataset", "bytes", {});
    ASSERT_FALSE(kept);
    EXPECT_THAT(kept.error().message + kept.error().hint, AllOf(HasSubstr("right"), HasSubstr("GRANT")));
}

TEST_F(PostgresStoreTest, CopiesLargeBatchesAndInsertsSmallOnes) {
    const auto store = storeOf(database("copying", kStandIn));
    ASSERT_EQ(said(store->createCollection(spec("c", 2), {})), "fine");
    std::uint64_t told = 0;
    const RunControl control{{}, [&](std::uint64_t done, std::uint64_t /*total*/) { told = done; }};
    ASSERT_EQ(said(store->upsert("c", points(0, 5000), control)), "fine");
    EXPECT_EQ(told, 5000U);
    ASSERT_EQ(said(store->upsert("c", points(4990, 20), {})), "fine");
    ASSERT_EQ(said(store->upsert("c", points(4000, 3000), {})), "fine");
    EXPECT_EQ(store->collection("c", {})->count, 7000U);
    const auto found = store->fetch("c", {"p4995", "p0", "p6999"}, {});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(*found, (std::vector<Point>{points(4995, 1)[0], points(0, 1)[0], points(6999, 1)[0]}));
}

TEST_F(PostgresStoreTest, AStoppedBatchIsNotThereAtAll) {
    const auto store = storeOf(database("stopping", kStandIn));
    ASSERT_EQ(said(store->createCollection(spec("c", 2), {})), "fine");
    std::stop_source stop;
    const RunControl control{stop.get_token(), [&](std::uint64_t done, std::uint64_t /*total*/) {
                                 if (done > 5000) stop.request_stop();
                             }};
    const Status stopped = store->upsert("c", points(0, 10000), control);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(store->collection("c", {})->count, 0U);
    EXPECT_EQ(said(store->upsert("c", points(0, 10000), {})), "fine");
}

TEST_F(PostgresStoreTest, TwoProgramsWriteTheSamePoints) {
    const StoreConnection connection = database("sharing", kStandIn);
    ASSERT_EQ(said(storeOf(connection)->createCollection(spec("c", 2), {})), "fine");
    std::vector<std::string> outcomes(2);
    std::vector<std::thread> writers;
    writers.reserve(outcomes.size());
    for (std::string& outcome : outcomes)
        writers.emplace_back([&connection, &outcome, isFirst = &outcome == outcomes.data()] {
            const auto store = storeOf(connection);
            for (int round = 0; round < 5; ++round) {
                std::vector<Point> batch = points(0, 2000);
                if (isFirst) std::reverse(batch.begin(), batch.end());
                if (const Status done = store->upsert("c", std::move(batch), {}); !done)
                    outcome = said(done);
            }
        });
    for (std::thread& writer : writers) writer.join();
    EXPECT_EQ(outcomes, std::vector<std::string>(2));
    EXPECT_EQ(storeOf(connection)->collection("c", {})->count, 2000U);
}

TEST_F(PostgresStoreTest, GoesOnAfterARestart) {
    const auto store = storeOf(database("restarting", kStandIn));
    ASSERT_EQ(said(store->createCollection(spec("c", 2), {})), "fine");
    ASSERT_EQ(said(store->upsert("c", points(0, 1000), {})), "fine");
    s_server->stop();
    ASSERT_TRUE(s_server->start());
    EXPECT_EQ(said(store->upsert("c", points(500, 1000), {})), "fine");
    EXPECT_EQ(store->collection("c", {})->count, 1500U);
}

TEST_F(PostgresStoreTest, KeepsFilesWithoutTheExtension) {
    const auto store = storeOf(database("files", ""));
    ByteStore& files = *store->bytes();
    EXPECT_TRUE(files.files({})->empty());
    EXPECT_EQ(files.restore("a", {}).error().code, ErrorCode::NotFound);
    EXPECT_FALSE(files.forget("a", {}).value());
    std::string bytes;
    for (int i = 0; i < 2621440; ++i) bytes += static_cast<char>(i * 31 + i / 256);
    std::uint64_t told = 0;
    const RunControl control{{}, [&](std::uint64_t done, std::uint64_t /*total*/) { told = done; }};
    ASSERT_TRUE(files.keep("a", "dataset", bytes, control));
    EXPECT_EQ(told, bytes.size());
    ASSERT_TRUE(files.keep("empty", "checkpoint", "", {}));
    EXPECT_TRUE(files.restore("a", {}).value() == bytes);
    EXPECT_EQ(files.restore("empty", {}).value(), "");
    ASSERT_TRUE(files.keep("a", "dataset", "short", {}));
    EXPECT_EQ(files.restore("a", {}).value(), "short");
    const auto list = files.files({});
    ASSERT_EQ(list->size(), 2U);
    EXPECT_EQ(list->at(0).bytes, 5U);
    // printf short | sha256sum
    EXPECT_EQ(list->at(0).sha256, "f9b0078b5df596d2ea19010c001bbd009e651de2c57e8fb7e355f31eb9d3f739");
    EXPECT_EQ(list->at(1).kind, "checkpoint");
    EXPECT_TRUE(files.forget("a", {}).value());
    EXPECT_EQ(files.files({})->size(), 1U);
}

TEST_F(PostgresStoreTest, ADamagedFileIsNotGivenOut) {
    const StoreConnection connection = database("damage", "");
    const auto store = storeOf(connection);
    ASSERT_TRUE(store->bytes()->keep("a", "dataset", std::string(3000000, 'x'), {}));
    PgTarget target = s_server->target();
    target.endpoint.database = "damage";
    const auto owner = connected(target);
    ASSERT_TRUE(owner->script(
        "UPDATE qstore.file_chunks SET data = overlay(data placing 'y' from 7) WHERE part = 1"));
    EXPECT_EQ(store->bytes()->restore("a", {}).error().code, ErrorCode::Corrupt);
    ASSERT_TRUE(owner->script("DELETE FROM qstore.file_chunks WHERE part = 1"));
    EXPECT_EQ(store->bytes()->restore("a", {}).error().code, ErrorCode::Corrupt);
}

TEST_F(PostgresStoreTest, AStoppedFileLeavesTheOldOne) {
    const auto store = storeOf(database("halves", ""));
    ByteStore& files = *store->bytes();
    ASSERT_TRUE(files.keep("a", "dataset", "old", {}));
    std::stop_source stop;
    const RunControl control{stop.get_token(), [&](std::uint64_t done, std::uint64_t /*total*/) {
                                 if (done > 2000000) stop.request_stop();
                             }};
    const auto kept = files.keep("a", "dataset", std::string(5000000, 'n'), control);
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(files.restore("a", {}).value(), "old");
}

}  // namespace
}  // namespace qstore
