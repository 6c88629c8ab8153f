// SPDX-License-Identifier: GPL-3.0-or-later
// The double is held against the service's own JavaScript client, and the traffic of that client and of
// ours against the published specification (OpenAPI 3, by AJV), both ways.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "tests/plugins/qdrant/qdrant_double.h"
#include "tests/plugins/stores/prism_proxy.h"

namespace qstore {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::QdrantDouble;
using testing::qdrantSpec;

/// Where package.json's exact packages were installed; `./dev test` does it.
fs::path modules() {
    const char* named = std::getenv("QSTORE_NPM");
    return named != nullptr ? fs::path(named) : fs::path(QSTORE_SOURCE_DIR) / "build" / "npm";
}

class QdrantContract : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(fs::exists(modules() / "node_modules" / "@qdrant" / "js-client-rest"))
            << "Qdrant's client is not in " << modules()
            << ": run `./dev test`, which installs it, or name another folder in QSTORE_NPM";
        std::string name = (fs::temp_directory_path() / "qstore-contract-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        m_folder = name;
    }
    void TearDown() override {
        std::error_code ignored;
        if (!m_folder.empty()) fs::remove_all(m_folder, ignored);
    }

    /// Exit status, and what it printed.
    std::pair<int, std::string> node(const fs::path& script, const std::string& arguments) const {
        const fs::path out = m_folder / "out.txt";
        const std::string command = "node '" + (fs::path(QSTORE_SOURCE_DIR) / "tests" / script).string() +
                                    "' --modules '" + modules().string() + "' " + arguments + " > '" +
                                    out.string() + "' 2>&1";
        const int code = std::system(command.c_str());  // NOLINT: our own words alone
        std::ifstream file(out);
        return {code, std::string(std::istreambuf_iterator<char>(file), {})};
    }

    std::pair<int, std::string> client(const std::string& url, const std::string& options = {}) const {
        return node("doubles/qdrant/official_client.mjs",
                    "--url " + url + " --key " + std::string(testing::kQdrantKey) + options);
    }

    static fs::path specification() {
        const fs::path file =
            fs::path(std::getenv("QSTORE_TEST_DATA")) / "specs" / "qdrant" / "openapi-1.19.0.json";
        EXPECT_TRUE(fs::exists(file)) << file;
        return file;
    }

    json validate(const fs::path& traffic) const {
        const auto [code, text] =
            node("contract/validate_openapi.mjs",
                 "--spec '" + specification().string() + "' --traffic '" + traffic.string() + "'");
        json result = json::parse(text, nullptr, false);
        EXPECT_FALSE(result.is_discarded()) << "node ended with " << code << ": " << text;
        return result;
    }

    /// As many exchanges as the double had, all of them as the specification has them.
    void expectValid(const QdrantDouble& server, std::size_t least) const {
        if (std::getenv("QSTORE_TEST_DATA") == nullptr)
            GTEST_SKIP() << "QSTORE_TEST_DATA is not set; the specification is there";
        const json result = validate(server.traffic());
        EXPECT_EQ(result["violations"], json::array()) << result["violations"].dump(1);
        EXPECT_GE(result["checked"], least);
    }

    fs::path m_folder;
};

TEST_F(QdrantContract, TheOfficialClientUnderstandsTheDouble) {
    const QdrantDouble server;
    const auto [code, text] = client(server.url());
    EXPECT_EQ(code, 0) << text;
    EXPECT_THAT(text, Not(HasSubstr("FAILED")));
    for (const char* check : {"ok create", "ok duplicate", "ok exists", "ok upsert", "ok bad dimension",
                              "ok query", "ok query with filter", "ok count", "ok scroll", "ok retrieve",
                              "ok info", "ok delete", "ok not found", "ok wrong key"})
        EXPECT_THAT(text, HasSubstr(check));
    expectValid(server, 35);
}

/// Every call that the plugin makes, refused ones too.
void driveThrough(VectorStore& store) {
    for (const Metric metric : kMetrics) {
        const std::string name(metricName(metric));
        const Status made = store.createCollection(qdrantSpec(name, 3, metric, IndexKind::Hnsw), {});
        ASSERT_TRUE(made) << made.error().message;
        ASSERT_FALSE(store.createCollection(qdrantSpec(name, 3, metric), {}));
        std::vector<Point> points(40);
        for (std::size_t i = 0; i < points.size(); ++i) {
            points[i].id = i % 2 == 0 ? std::to_string(i) : "row " + std::to_string(i);
            points[i].vector = {static_cast<float>(i), 1, -0.5F};
            points[i].payload = {{"n", static_cast<std::int64_t>(i)},
                                 {"r", 2.0},
                                 {"t", std::string("ä")},
                                 {"b", i % 3 == 0}};
        }
        ASSERT_TRUE(store.upsert(name, points, {}));
        ASSERT_TRUE(store.prepare(name, {}));
        Query query;
        query.vector = {1, 2, 3};
        query.ef = 50;
        for (const char* text :
             {"n = 3", "n != 3 and t = 'ä'", "not (b = true or r >= 1.5)", "n in (1, 2, 9007199254740993)",
              "exists \"a.b\" or r = 2.0", "t in ('a', 'b')"}) {
            query.filter = parseFilter(text).value();
            query.withVectors = !query.withVectors;
            query.exact = !query.exact;
            ASSERT_TRUE(store.query(name, query, {})) << text;
        }
        query.withPayload = false;
        ASSERT_TRUE(store.query(name, query, {}));
        ASSERT_EQ(testing::allIds(store, name, {}, 7).size(), points.size());
        ASSERT_TRUE(store.fetch(name, {"2", "row 3", "none"}, {}));
        ASSERT_EQ(*store.remove(name, {"2", "row 3", "none"}, {}), 2U);
    }
    ASSERT_EQ(store.collections({})->size(), 3U);
    ASSERT_TRUE(store.dropCollection("dot", {}));
    ASSERT_FALSE(store.collection("dot", {}));
    ASSERT_FALSE(store.dropCollection("dot", {}));
}

TEST_F(QdrantContract, OurTrafficFollowsTheSpecification) {
    const QdrantDouble server;
    driveThrough(*testing::openQdrant(server));
    ASSERT_FALSE(testing::openQdrant(server, "another-key-that-is-not-known")->collections({}));
    QdrantDriver().test(server.connection(), Secret(testing::kQdrantKey), {}, {});
    expectValid(server, 80);
}

TEST_F(QdrantContract, PrismLetsAllOfItThrough) {
    if (std::getenv("QSTORE_TEST_DATA") == nullptr) GTEST_SKIP() << "QSTORE_TEST_DATA is not set";
    const QdrantDouble server;
    // Formulas and queries before queries hold themselves; nobody here sends them.
    const testing::PrismProxy prism(
        modules(), specification(), server.url(),
        {"--anything", "Expression,Prefetch", "--only",
         R"(^/$|^/collections(/{collection_name}(/(exists|points(/(query|scroll|count|delete))?))?)?$)"});
    // Left out: what is wrong on purpose, and the refusal of a key, which Qdrant sends as plain text.
    const auto [code, text] = client(prism.url(), " --without 'bad distance,bad id,bad limit,wrong key'");
    EXPECT_EQ(code, 0) << text;
    EXPECT_THAT(text, HasSubstr("ok not found"));
    StoreConnection connection = server.connection();
    connection.endpoint = prism.url();
    RestAccess access = systemRestAccess();
    access.clock = std::make_shared<testing::InstantClock>();
    const auto store = QdrantDriver(std::move(access)).open(connection, Secret(testing::kQdrantKey));
    ASSERT_TRUE(store) << store.error().message;
    ASSERT_TRUE((*store)->dropCollection("cosine", {})) << "the official client left it";
    driveThrough(**store);
    EXPECT_THAT(prism.violations(), ElementsAre());

    // It does look: what is wrong on purpose gets no further.
    EXPECT_NE(client(prism.url(), " --without create,duplicate").first, 0);
    EXPECT_THAT(prism.violations(), ::testing::Contains(AllOf(HasSubstr("/collections/d"),
                                                              HasSubstr("vectors.distance must be"))));
}

TEST_F(QdrantContract, WhatBreaksItIsReported) {
    if (std::getenv("QSTORE_TEST_DATA") == nullptr) GTEST_SKIP() << "QSTORE_TEST_DATA is not set";
    const json good = {
        {"method", "PUT"},
        {"path", "/collections/a/points?wait=true"},
        {"requestBody", R"({"points":[{"id":1,"vector":[1,2],"payload":{"a":1}}]})"},
        {"status", 200},
        {"responseBody", R"({"result":{"operation_id":1,"status":"completed"},"status":"ok","time":0.1})"}};
    struct Case {
        const char* key;
        json value;
        const char* where;
    };
    const std::vector<Case> cases{
        {"requestBody", R"({"points":[{"id":"row","vector":[1,2]}]})", "request"},
        {"requestBody", R"({"points":[{"vector":[1,2]}]})", "request"},
        {"requestBody", R"({"points":[{"id":-1,"vector":[1,2]}]})", "request"},
        {"requestBody", R"({"points":[{"id":1,"vector":"1"}]})", "request"},
        {"responseBody", R"({"result":{"status":"done"},"status":"ok","time":0.1})", "response"},
        {"responseBody", R"({"result":{"operation_id":1},"status":"ok","time":0.1})", "response"},
        {"responseBody", "<html>", "response"},
        {"path", "/collections/a/pointes?wait=true", "path"},
        {"path", "/collections/a/points?weight=true", "query weight"},
        {"path", "/collections/a/points?wait=maybe", "query wait"},
        {"method", "PATCH", "path"}};
    const fs::path traffic = m_folder / "traffic.jsonl";
    std::ofstream lines(traffic);
    lines << good.dump() << '\n';
    for (const Case& one : cases) {
        json bad = good;
        bad[one.key] = one.value;
        lines << bad.dump() << '\n';
    }
    lines.close();
    std::map<std::size_t, std::set<std::string>> places;
    const json result = validate(traffic);
    for (const json& violation : result["violations"])
        places[violation["line"].get<std::size_t>()].insert(violation["where"].get<std::string>());
    EXPECT_FALSE(places.contains(1)) << "the first exchange is as it should be";
    for (std::size_t i = 0; i < cases.size(); ++i)
        EXPECT_THAT(places[i + 2], ElementsAre(cases[i].where)) << cases[i].value;
}

}  // namespace
}  // namespace qstore
