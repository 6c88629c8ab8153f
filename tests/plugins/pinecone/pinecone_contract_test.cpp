// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/plugins/pinecone/pinecone_double.h"
#include "tests/plugins/stores/prism_proxy.h"
#include "tests/plugins/stores/store_conformance.h"

namespace qstore {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::ChildProgram;
using testing::kDoubleKey;
using testing::PineconeDouble;

std::string sourceFile(const std::string& name) {
    return std::string(QSTORE_SOURCE_DIR) + "/" + name;
}

/// Pinecone's published specification, its own client, and AJV.
class PineconeContract : public ::testing::Test {
protected:
    void SetUp() override {
        const char* data = std::getenv("QSTORE_TEST_DATA");
        const char* modules = std::getenv("QSTORE_NPM");
        if (data == nullptr) GTEST_SKIP() << "QSTORE_TEST_DATA is not set; the specifications are there";
        m_specs = fs::path(data) / "specs" / "pinecone";
        m_modules = modules != nullptr ? modules : sourceFile("build/npm");
        ASSERT_TRUE(fs::is_directory(m_specs)) << m_specs;
        ASSERT_TRUE(fs::is_directory(m_modules / "node_modules"))
            << m_modules << ": run `./dev test`, which installs it, or name another folder in QSTORE_NPM";
    }

    /// All exchanges so far with one plane, held against its specification in both directions.
    void expectValid(const PineconeDouble& server, const std::string& plane, std::size_t operations) const {
        ChildProgram validator({"node", sourceFile("tests/contract/validate_openapi.mjs"), "--modules",
                                m_modules.string(), "--spec",
                                (m_specs / ("db_" + plane + "_2026-04.oas.yaml")).string(), "--traffic",
                                server.traffic(plane).string()});
        std::string text;
        for (std::string line = validator.line(); !line.empty(); line = validator.line()) text += line;
        EXPECT_EQ(validator.wait(), 0) << text;
        const json result = json::parse(text, nullptr, false);
        ASSERT_FALSE(result.is_discarded()) << text;
        EXPECT_EQ(result.at("violations"), json::array());
        EXPECT_EQ(result.at("operations").size(), operations) << result.at("operations");
    }

    fs::path m_specs, m_modules;
};

TEST_F(PineconeContract, PineconesOwnClientProvesTheDouble) {
    const PineconeDouble server({"--ready-after", "2"});
    ChildProgram client({"node", sourceFile("tests/doubles/pinecone/official_client.mjs"), "--modules",
                         m_modules.string(), "--url", server.url(), "--key", std::string(kDoubleKey)});
    const std::string said = client.line();
    EXPECT_EQ(client.wait(), 0);
    const json result = json::parse(said, nullptr, false);
    ASSERT_FALSE(result.is_discarded()) << said;
    EXPECT_EQ(result.at("client"), "8.2.0");
    EXPECT_EQ(result.at("done").size(), 15U);
    expectValid(server, "control", 4);
    expectValid(server, "data", 6);
}

/// Every call that the plugin makes, refused ones too.
void driveThrough(VectorStore& store) {
    ASSERT_TRUE(store.createCollection(testing::hnswSpec("said", 3, Metric::Euclidean), {}));
    std::vector<Point> points;
    points.reserve(150);
    for (int i = 0; i < 150; ++i)
        points.push_back(
            {"point " + std::to_string(i),
             {1.0F, 1e-20F, static_cast<float>(i)},
             {{"a", std::int64_t{i}}, {"b", i / 2.0}, {"c", i % 2 == 0}, {"d", std::string("ü")}}});
    ASSERT_TRUE(store.upsert("said", points, {}));
    Query query;
    query.vector = {1.0F, 0.0F, 2.5F};
    query.withVectors = true;
    query.filter = *parseFilter("not (a = 1 or b in (1, 2.5, true)) and a < 100 and exists d and d != 'x'");
    const auto answer = store.query("said", query, {});
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->hits.size(), 10U);
    ScrollRequest request;
    const auto page = store.scroll("said", request, {});
    ASSERT_TRUE(page) << page.error().message;
    request.cursor = page->nextCursor;
    ASSERT_TRUE(store.scroll("said", request, {}));
    ASSERT_EQ(*store.remove("said", {"point 1", "nobody"}, {}), 1U);
    ASSERT_TRUE(store.collections({}));
    ASSERT_TRUE(store.prepare("said", {}));
    EXPECT_FALSE(store.collection("sad", {}));
    ASSERT_TRUE(store.dropCollection("said", {}));
}

TEST_F(PineconeContract, EverythingWeSayAndHearFollowsTheSpecification) {
    const PineconeDouble server({"--ready-after", "1"});
    const auto store = testing::openAt(server, std::make_shared<testing::JumpingClock>());
    driveThrough(*store);
    expectValid(server, "control", 4);
    expectValid(server, "data", 6);
}

TEST_F(PineconeContract, PrismLetsAllOfItThrough) {
    const PineconeDouble server({"--ready-after", "1"});
    const testing::PrismProxy prism(m_modules, m_specs / "db_control_2026-04.oas.yaml", server.url(),
                                    {"--hosts-spec", (m_specs / "db_data_2026-04.oas.yaml").string()});
    ChildProgram client({"node", sourceFile("tests/doubles/pinecone/official_client.mjs"), "--modules",
                         m_modules.string(), "--url", prism.url(), "--key", std::string(kDoubleKey)});
    const json result = json::parse(client.line(), nullptr, false);
    EXPECT_EQ(client.wait(), 0);
    ASSERT_FALSE(result.is_discarded());
    EXPECT_EQ(result.at("done").size(), 15U);
    StoreConnection connection = server.connection();
    connection.endpoint = prism.url();
    driveThrough(*testing::openAt(connection, std::make_shared<testing::JumpingClock>()));
    EXPECT_EQ(prism.violations(), std::vector<std::string>());
}

/// 10,000 vectors, 100 filtered queries: what every store is asked.
class PineconeConformance : public ::testing::TestWithParam<Metric> {};

TEST_P(PineconeConformance, AnswersAsEveryStoreDoes) {
    const PineconeDouble server;
    const auto store = testing::openAt(server, std::make_shared<testing::JumpingClock>());
    const auto data = testing::conformanceData(testing::hnswSpec("conformance", 16, GetParam()));
    const Status filled = testing::fill(*store, data);
    ASSERT_TRUE(filled) << filled.error().message;
    EXPECT_EQ(store->collection("conformance", {})->count, data.points.size());
    const auto result = testing::ask(*store, data, false);
    EXPECT_EQ(result.wrong, std::vector<std::string>());
    EXPECT_GE(result.recall, 0.95);
    EXPECT_EQ(result.exact, 0U) << "Pinecone never promises an exact answer";
}

INSTANTIATE_TEST_SUITE_P(Metrics, PineconeConformance, ::testing::ValuesIn(kMetrics),
                         [](const auto& one) { return std::string(metricName(one.param)); });

}  // namespace
}  // namespace qstore
