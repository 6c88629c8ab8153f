// SPDX-License-Identifier: GPL-3.0-or-later
// The local vector store from the command line; stores elsewhere: connected_stores_test.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;

/// Corners of a square and its middle; the recipe scales by itself, so vectors are checked as they come
/// back.
constexpr const char* kSquare = R"(name,x,y,side
a,0,0,left
b,0,4,left
c,4,0,right
d,4,4,right
e,2,2,right
f,1,1,left
g,3,3,right
h,1,3,left
i,3,1,right
j,2,0,right
)";

class Stores : public ::testing::Test {
protected:
    void SetUp() override {
        tool.write("square.csv", kSquare);
        tool.done({"data", "import", "square.csv", "--name", "square", "--target", "side"});
    }
    Json push(const std::string& name, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words = {"stores", "push", name, "--dataset", "square", "--id", "name"};
        words.insert(words.end(), more.begin(), more.end());
        return tool.json(words);
    }
    static std::vector<std::string> idsOf(const Json& hits) {
        std::vector<std::string> ids;
        for (const Json& hit : hits) ids.push_back(hit["id"]);
        return ids;
    }

    const Tool tool;
};

TEST_F(Stores, ADatasetIsPushedOnceAndFoundByRowPointAndVector) {
    EXPECT_EQ(tool.json({"stores", "collections"}), Json::array());
    EXPECT_EQ(tool.json({"stores", "list"})[0]["store"], "local");
    const Json pushed = push("corners", {"--create", "--metric", "euclidean"});
    EXPECT_EQ(pushed["points"], 10);
    EXPECT_EQ(pushed["written"], 10);
    EXPECT_EQ(pushed["features"], (Json{"x", "y"}));
    EXPECT_EQ(push("corners")["written"], 0) << "nothing twice";

    const Json byId = tool.json({"stores", "query", "corners", "--id", "e", "--top", "3"});
    EXPECT_EQ(byId["metric"], "euclidean");
    EXPECT_EQ(byId["exact"], true);
    ASSERT_EQ(byId["hits"].size(), 3U);
    EXPECT_EQ(byId["hits"][0]["id"], "e");
    EXPECT_EQ(byId["hits"][0]["score"], 0.0);
    EXPECT_EQ(byId["hits"][0]["payload"]["side"], "right");
    EXPECT_GT(byId["hits"][1]["score"].get<double>(), 0.0);
    EXPECT_LE(byId["hits"][1]["score"], byId["hits"][2]["score"]);
    EXPECT_EQ(tool.json({"stores", "query", "corners", "--row", "square:5", "--top", "3"})["hits"],
              byId["hits"]);

    const Json page = tool.json({"stores", "show", "corners", "--vectors", "--limit", "10"});
    ASSERT_EQ(page["page"].size(), 10U);
    const Json& origin = page["page"][0];
    ASSERT_EQ(origin["id"], "a");
    const std::string vector = origin["vector"][0].dump() + "," + origin["vector"][1].dump();
    EXPECT_EQ(tool.json({"stores", "query", "corners", "--vector", vector, "--top", "1"})["hits"][0]["id"],
              "a");
}

TEST_F(Stores, FiltersPagesAndDeletes) {
    push("corners", {"--create", "--index", "hnsw", "--metric", "euclidean"});
    const Json left = tool.json(
        {"stores", "query", "corners", "--id", "d", "--filter", "side = 'left' and y >= 3", "--top", "9"});
    EXPECT_EQ(idsOf(left["hits"]), (std::vector<std::string>{"h", "b"}));
    const Json first = tool.json({"stores", "show", "corners", "--limit", "6"});
    const Json second = tool.json({"stores", "show", "corners", "--limit", "6", "--cursor", first["next"]});
    EXPECT_EQ(first["page"].size(), 6U);
    EXPECT_EQ(second["page"].size(), 4U);
    EXPECT_FALSE(second.contains("next"));
    EXPECT_EQ(tool.json({"stores", "delete", "corners", "--id", "a", "--id", "zz"})["removed"], 1);
    EXPECT_EQ(tool.json({"stores", "collections"})[0]["points"], 9);
    EXPECT_EQ(push("corners")["written"], 1) << "what is missing comes back";
}

TEST_F(Stores, APullIsADatasetAndCollectionsAreCompared) {
    push("one", {"--create", "--metric", "euclidean"});
    push("two", {"--create", "--metric", "euclidean"});
    EXPECT_EQ(tool.json({"stores", "compare", "one", "two"})["equal"], true);
    tool.done({"stores", "delete", "two", "--id", "c"});
    const Json compared = tool.json({"stores", "compare", "one", "two"});
    EXPECT_EQ(compared["equal"], false);
    EXPECT_EQ(compared["onlyLeft"], (Json{"c"}));
    const Json pulled =
        tool.json({"stores", "pull", "one", "--name", "rights", "--filter", "side = 'right'"});
    EXPECT_EQ(pulled["rows"], 6);
    const Json shown = tool.json({"data", "show", "rights"});
    EXPECT_EQ(shown["rows"], 6);
    const Outcome again = tool.run({"stores", "pull", "one", "--name", "rights"});
    EXPECT_EQ(again.exitCode, 1);
    EXPECT_THAT(again.error, HasSubstr("rights"));
    tool.done({"stores", "drop", "two"});
    EXPECT_EQ(tool.json({"stores", "collections"}).size(), 1U);
}

TEST_F(Stores, APullKnowsTheTargetOfThePush) {
    push("corners", {"--create", "--metric", "euclidean"});
    EXPECT_EQ(tool.json({"stores", "pull", "corners", "--name", "back"})["target"], "side");
    const Json datasets = tool.json({"data", "list"});
    ASSERT_EQ(datasets.size(), 2U);
    EXPECT_EQ(datasets[1]["target"], "side");
    EXPECT_EQ(tool.json({"stores", "pull", "corners", "--name", "named", "--target", "x"})["target"], "x");
    const Outcome missing = tool.run({"stores", "pull", "corners", "--name", "no", "--target", "sode"});
    EXPECT_EQ(missing.exitCode, 1);
    EXPECT_THAT(missing.error, HasSubstr("'sode'"));
}

TEST_F(Stores, ARecipeFileTakesTheDatasetsPlace) {
    tool.write("raw.json", R"({"columns": {"side": {"role": "target"}, "name": {"role": "identifier"}},
                              "scaling": "none"})");
    push("raw", {"--create", "--recipe", "raw.json", "--metric", "euclidean"});
    const Json page = tool.json({"stores", "show", "raw", "--vectors", "--limit", "10"})["page"];
    EXPECT_EQ(page[3]["id"], "d");
    EXPECT_EQ(page[3]["vector"], (Json{4.0, 4.0}));
    EXPECT_EQ(tool.json({"stores", "query", "raw", "--row", "square:4", "--top", "1"})["hits"][0]["score"],
              0.0)
        << "a row is looked for as it was pushed";
    tool.write("bad.json", R"({"scalin": "none"})");
    const Outcome bad =
        tool.run({"stores", "push", "bad", "--create", "--dataset", "square", "--recipe", "bad.json"});
    EXPECT_EQ(bad.exitCode, 1);
    EXPECT_THAT(bad.error, HasSubstr("'bad.json'"));
    EXPECT_EQ(tool.json({"stores", "collections"}).size(), 1U);
}

TEST_F(Stores, AQuantumEmbeddingIsPushed) {
    const Json pushed = push("states", {"--create", "--embed", "angle", "--metric", "euclidean"});
    EXPECT_EQ(pushed["features"], (Json{"Z0", "Z1"}));
    const Json page = tool.json({"stores", "show", "states", "--vectors", "--limit", "10"})["page"];
    for (const Json& point : page)
        for (const Json& component : point["vector"]) EXPECT_LE(std::abs(component.get<double>()), 1.0);
    EXPECT_EQ(tool.json({"stores", "query", "states", "--row", "square:6", "--top", "1"})["hits"][0]["id"],
              "f");
    const Json pair = push("pairs", {"--create", "--embed", "zz", "--observable", "Z0 Z1", "--observable",
                                     "X0", "--observable", "X1"});
    EXPECT_EQ(pair["features"], (Json{"Z0 Z1", "X0", "X1"}));
    const Outcome unknown =
        tool.run({"stores", "push", "no", "--create", "--dataset", "square", "--embed", "angel"});
    EXPECT_EQ(unknown.exitCode, 1);
    EXPECT_THAT(unknown.error, HasSubstr("'angel'"));
    EXPECT_EQ(tool.json({"stores", "collections"}).size(), 2U);
}

TEST_F(Stores, RetrievalExplainsItsStagesAndIsMeasured) {
    push("corners", {"--create", "--metric", "euclidean"});
    const Json found =
        tool.json({"stores", "query", "corners", "--id", "e", "--top", "3", "--mode", "precise"});
    EXPECT_EQ(found["mode"]["name"], "precise");
    EXPECT_EQ(found["encoding"], "angle");
    EXPECT_EQ(found["qubits"], 2);
    EXPECT_EQ(found["candidatesExact"], true);
    ASSERT_EQ(found["stages"].size(), 3U);
    EXPECT_EQ(found["stages"][0]["stage"], "candidates");
    EXPECT_EQ(found["stages"][0]["out"], 10);
    EXPECT_EQ(found["stages"][1]["in"], 11) << "the candidates and the query";
    EXPECT_EQ(found["stages"][2]["out"], 3);
    EXPECT_EQ(found["hits"][0]["id"], "e");
    EXPECT_NEAR(found["hits"][0]["fidelity"].get<double>(), 1.0, 1e-9);
    for (std::size_t i = 1; i < 3; ++i)
        EXPECT_LE(found["hits"][i]["fidelity"], found["hits"][i - 1]["fidelity"]);
    const Json narrow = tool.json({"stores", "query", "corners", "--id", "e", "--top", "2", "--mode",
                                   "balanced", "--pool", "4", "--diversity", "0.3", "--encoding", "zz"});
    EXPECT_EQ(narrow["stages"][0]["out"], 4);
    EXPECT_EQ(narrow["mode"]["diversity"], 0.3);

    const Json measured = tool.json({"stores", "recall", "corners", "--top", "3", "--queries", "5"});
    ASSERT_EQ(measured["modes"].size(), 3U);
    EXPECT_EQ(measured["modes"][0]["mode"], "precise");
    EXPECT_EQ(measured["modes"][0]["recall"], 1.0) << "its pool holds every point";
    EXPECT_EQ(measured["modes"][0]["candidateRecall"], 1.0);
    EXPECT_GT(measured["modes"][2]["meanSeconds"], 0.0);
    EXPECT_EQ(measured["queries"], 5);
    EXPECT_EQ(tool.run({"stores", "query", "corners", "--id", "e", "--encoding", "zz"}).exitCode, 2);
    EXPECT_EQ(tool.run({"stores", "query", "corners", "--id", "e", "--mode", "quick"}).exitCode, 2);
}

TEST_F(Stores, SayWhatIsWrong) {
    tool.done({"stores", "create", "three", "--dimension", "3"});
    const auto refused = [this](const std::vector<std::string>& words) {
        const Outcome outcome = tool.run(words);
        EXPECT_EQ(outcome.exitCode, 1);
        EXPECT_THAT(outcome.error, HasSubstr("hint:"));
        return outcome.error;
    };
    EXPECT_THAT(refused({"stores", "push", "three", "--dataset", "square"}),
                HasSubstr("vectors of 3 numbers"));
    EXPECT_THAT(refused({"stores", "push", "nowhere", "--dataset", "square"}), HasSubstr("'nowhere'"));
    EXPECT_THAT(refused({"stores", "push", "three", "--dataset", "square", "--id", "side"}),
                HasSubstr("have the same 'side'"));
    EXPECT_THAT(refused({"stores", "create", "three", "--dimension", "2"}), HasSubstr("three"));
    EXPECT_THAT(refused({"stores", "create", "none", "--dimension", "0"}), HasSubstr("0"));
    EXPECT_THAT(refused({"stores", "query", "three", "--vector", "1,2"}), HasSubstr("2"));
    EXPECT_THAT(refused({"stores", "query", "three", "--vector", "1,zwei,3"}), HasSubstr("'zwei'"));
    EXPECT_THAT(refused({"stores", "query", "three"}), HasSubstr("nothing to look for"));
    EXPECT_THAT(refused({"stores", "query", "three", "--row", "square"}), HasSubstr("DATASET:ROW"));
    EXPECT_THAT(refused({"stores", "query", "three", "--row", "square:99"}), HasSubstr("row 99"));
    EXPECT_THAT(refused({"stores", "query", "three", "--id", "x"}), HasSubstr("'x'"));
    EXPECT_THAT(refused({"stores", "query", "three", "--vector", "1,2,3", "--filter", "side ="}),
                HasSubstr("side"));
    EXPECT_THAT(refused({"stores", "pull", "three", "--name", "empty"}), HasSubstr("no point"));
    EXPECT_EQ(tool.run({"stores", "create", "x", "--dimension", "2", "--metric", "manhattan"}).exitCode, 2);
}

}  // namespace
