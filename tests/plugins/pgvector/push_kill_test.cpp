// SPDX-License-Identifier: GPL-3.0-or-later
// Our process dies by SIGKILL while it pushes: nothing is there twice, nothing is lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "core/data/csv.h"
#include "core/exchange/dataset_points.h"
#include "tests/plugins/pgvector/pglite_server.h"

namespace qstore {
namespace {

constexpr std::size_t kRows = 6000;  // six batches of pushDataset()
constexpr const char* kCollection = "pushed";
constexpr const char* kVariable = "QSTORE_TEST_PUSH_TO";

DatasetPoints dataset() {
    std::string text = "a,b,label\n";
    for (std::size_t i = 0; i < kRows; ++i)
        text +=
            std::to_string(i % 97) + ".5," + std::to_string(i) + "," + (i % 2 == 0 ? "even" : "odd") + "\n";
    const Table table = parseCsv(text, {}).value();
    Recipe recipe = suggestRecipe(table, "label").value();
    recipe.scaling = Scaling::None;
    return DatasetPoints::create(table, recipe, "").value();
}

std::shared_ptr<VectorStore> storeAt(const std::string& endpoint) {
    StoreConnection connection;
    connection.name = "pglite";
    connection.kind = "pgvector";
    connection.endpoint = endpoint;
    return PgvectorDriver().open(connection, {}).value();
}

/// What is run in a process of its own, which the test below kills.
TEST(PushKillTest, DISABLED_Push) {
    const char* const endpoint = std::getenv(kVariable);
    ASSERT_NE(endpoint, nullptr);
    const auto store = storeAt(endpoint);
    const DatasetPoints points = dataset();
    CollectionSpec spec;
    spec.name = kCollection;
    spec.dimension = points.dimension();
    spec.metric = Metric::Euclidean;
    const Status made = store->createCollection(spec, {});
    ASSERT_TRUE(made || made.error().code == ErrorCode::AlreadyExists) << made.error().message;
    const RunControl control{{}, [](std::uint64_t done, std::uint64_t /*total*/) {
                                 std::printf("rows %d\n", static_cast<int>(done));
                                 std::fflush(stdout);
                             }};
    const auto report = pushDataset(*store, kCollection, points, control);
    ASSERT_TRUE(report) << report.error().message;
    std::printf("written %d\n", static_cast<int>(report->written));
    std::fflush(stdout);
}

class PushKillRun : public ::testing::Test {
protected:
    void SetUp() override {
        if (const std::string why = testing::PgliteServer::missing(); !why.empty()) GTEST_SKIP() << why;
    }
    /// Pushes in a process of its own; kills it when it tells `row`. The last line that was waited for.
    static std::string push(const testing::PgliteServer& server, const std::string& line, bool kills) {
        testing::ChildProcess child;
        const bool started =
            child.start("/proc/self/exe",
                        {"--gtest_filter=PushKillTest.DISABLED_Push", "--gtest_also_run_disabled_tests"},
                        {}, {{kVariable, server.endpoint()}});
        EXPECT_TRUE(started);
        std::string told = child.waitForLine(line, 120000);
        if (kills) child.send(SIGKILL);
        EXPECT_EQ(child.wait(60000), kills ? -SIGKILL : 0) << child.output();
        return told;
    }
    testing::TemporaryFolder m_folder;
};

TEST_F(PushKillRun, NothingIsTwiceAndNothingIsLost) {
    for (const std::string kill : {"rows 1000", "rows 3000", "rows 4000"}) {
        // Fresh on the same folder: PGlite may hang when a client dies in the middle of a statement.
        testing::PgliteServer server;
        ASSERT_TRUE(server.start(m_folder.path()));
        ASSERT_EQ(push(server, kill, true), kill);
    }
    testing::PgliteServer server;
    ASSERT_TRUE(server.start(m_folder.path()));
    const std::string told = push(server, "written", false);
    // 4000 rows were acknowledged before the last kill, in batches of 1000.
    EXPECT_THAT(told, ::testing::AnyOf("written 2000", "written 1000", "written 0"));
    const auto store = storeAt(server.endpoint());
    EXPECT_EQ(store->collection(kCollection, {})->count, kRows);
    const DatasetPoints points = dataset();
    for (std::size_t from = 0; from < kRows; from += 1000) {
        const std::vector<Point> expected = points.batch(from, 1000);
        std::vector<std::string> ids;
        ids.reserve(expected.size());
        for (const Point& point : expected) ids.push_back(point.id);
        EXPECT_TRUE(store->fetch(kCollection, ids, {}).value() == expected) << "from row " << from;
    }
}

}  // namespace
}  // namespace qstore
