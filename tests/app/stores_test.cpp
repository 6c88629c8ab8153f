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
using ::testing::Not;
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
    /// The points' numbers as they are in the file.
    std::string rawRecipe() const {
        return tool.write("raw.json",
                          R"({"columns": {"side": {"role": "target"}, "name": {"role": "identifier"}},
                              "scaling": "none"})");
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
    for (const char* target : {"sode", "v9"}) {
        const Outcome missing = tool.run({"stores", "pull", "corners", "--name", "no", "--target", target});
        EXPECT_EQ(missing.exitCode, 1);
        EXPECT_THAT(missing.error, HasSubstr("'" + std::string(target) + "'"));
        for (const auto& entry : std::filesystem::directory_iterator(tool.folder()))
            EXPECT_THAT(entry.path().string(), Not(HasSubstr(".part"))) << target;
    }
    EXPECT_THAT(tool.run({"stores", "pull", "corners", "--name", "no", "--target", "sode"}).error,
                HasSubstr("did you mean 'side'?"));
    EXPECT_EQ(tool.json({"stores", "pull", "corners", "--name", "first", "--target", "v1"})["target"],
              "v1");
}

TEST_F(Stores, ARecipeFileTakesTheDatasetsPlace) {
    push("raw", {"--create", "--recipe", rawRecipe(), "--metric", "euclidean"});
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
    EXPECT_THAT(refused({"stores", "query", "three", "--row", "square:99"}), HasSubstr("row 99"));
    EXPECT_THAT(refused({"stores", "query", "three", "--id", "x"}), HasSubstr("'x'"));
    EXPECT_THAT(refused({"stores", "query", "three", "--vector", "1,2,3", "--filter", "side ="}),
                HasSubstr("side"));
    EXPECT_THAT(refused({"stores", "pull", "three", "--name", "empty"}), HasSubstr("no point"));
    EXPECT_EQ(tool.run({"stores", "create", "x", "--dimension", "2", "--metric", "manhattan"}).exitCode, 2);
}

TEST_F(Stores, APushDoesNotTakeThePlaceOfAnother) {
    tool.write(
        "other.csv",
        "name,x,y,side\na,9,9,left\nz,7,8,right\nw,7,9,right\nv,3,1,left\nu,2,2,left\nt,5,5,right\n");
    tool.done({"data", "import", "other.csv", "--name", "other", "--target", "side"});
    push("corners", {"--create", "--metric", "euclidean"});
    const Json before = tool.json({"stores", "show", "corners", "--vectors"})["page"];
    const auto refused = [&](const std::vector<std::string>& more, const std::string& message) {
        std::vector<std::string> words = {"stores", "push", "corners"};
        words.insert(words.end(), more.begin(), more.end());
        const Outcome outcome = tool.run(words);
        EXPECT_EQ(outcome.exitCode, 1);
        EXPECT_THAT(outcome.error, HasSubstr(message));
        EXPECT_THAT(outcome.error, HasSubstr("--replace"));
        EXPECT_EQ(tool.json({"stores", "show", "corners", "--vectors"})["page"], before) << message;
    };
    refused({"--dataset", "other", "--id", "name"}, "dataset: 'square' there, 'other' here");
    refused({"--dataset", "square"}, "ids: the column 'name' there, the rows' numbers here");
    refused({"--dataset", "square", "--id", "name", "--embed", "angle"},
            "embedding: none there, 'angle' here");
    refused({"--dataset", "square", "--id", "name", "--recipe", rawRecipe()}, "recipe: '");
    EXPECT_EQ(push("corners")["written"], 0) << "the same goes on";

    const Json replaced = tool.json(
        {"stores", "push", "corners", "--dataset", "other", "--id", "name", "--replace", "--create"});
    EXPECT_EQ(replaced["written"], 6);
    EXPECT_EQ(tool.json({"stores", "collections"})[0]["points"], 15)
        << "'a' became another, the rest stayed";
    EXPECT_THAT(tool.run({"stores", "push", "corners", "--dataset", "square", "--id", "name"}).error,
                HasSubstr("dataset: 'other' there, 'square' here"));
    tool.done({"stores", "drop", "corners"});
    EXPECT_EQ(push("corners", {"--create", "--metric", "euclidean"})["written"], 10)
        << "what was dropped is forgotten";
}

TEST_F(Stores, WhatACollectionWasMadeWithIsNotIgnored) {
    push("corners", {"--create", "--metric", "euclidean"});
    const auto refused = [this](const std::vector<std::string>& more, const std::string& message) {
        std::vector<std::string> words = {"stores", "push", "corners", "--dataset",
                                          "square", "--id", "name"};
        words.insert(words.end(), more.begin(), more.end());
        const Outcome outcome = tool.run(words);
        EXPECT_EQ(outcome.exitCode, 1);
        EXPECT_THAT(outcome.error, HasSubstr(message));
    };
    refused({"--metric", "dot"}, "--metric dot is asked for, and the collection 'corners' has euclidean");
    refused({"--index", "hnsw"}, "--index hnsw is asked for, and the collection 'corners' has exact");
    refused({"--create", "--metric", "cosine"}, "has euclidean");
    refused({"--m", "32"}, "--m 32 is asked for");
    EXPECT_EQ(push("corners", {"--metric", "euclidean", "--index", "exact"})["written"], 0);
    EXPECT_EQ(push("corners", {"--create"})["written"], 0) << "what is not said may be anything";

    push("graph",
         {"--create", "--metric", "euclidean", "--index", "hnsw", "--m", "8", "--ef-construction", "40"});
    const std::vector<std::string> graph = {"stores", "push", "graph", "--dataset",
                                            "square", "--id", "name"};
    std::vector<std::string> other = graph;
    other.insert(other.end(), {"--ef-construction", "50"});
    EXPECT_THAT(tool.run(other).error, HasSubstr("--ef-construction 50 is asked for, and the collection "
                                                 "'graph' has 40"));
    EXPECT_EQ(push("graph", {"--m", "8"})["written"], 0);
    const Outcome exact = tool.run({"stores", "create", "no", "--dimension", "2", "--m", "32"});
    EXPECT_EQ(exact.exitCode, 1);
    EXPECT_THAT(exact.error, HasSubstr("--index hnsw"));
}

TEST_F(Stores, AnotherMetricIsADifference) {
    push("one", {"--create", "--metric", "euclidean", "--recipe", rawRecipe()});
    push("two", {"--create", "--metric", "dot", "--recipe", rawRecipe()});
    const Json compared = tool.json({"stores", "compare", "one", "two"});
    EXPECT_EQ(compared["equal"], false);
    EXPECT_EQ(compared["different"], Json::array());
    EXPECT_EQ(compared["specs"][0]["metric"], "euclidean");
    EXPECT_EQ(compared["specs"][1]["metric"], "dot");
    EXPECT_THAT(tool.done({"stores", "compare", "one", "two"}).out,
                HasSubstr("the first has 2 dimensions under euclidean, the second 2 dimensions under dot"));
    const Outcome unknown = tool.run({"stores", "compare", "one", "nope/two"});
    EXPECT_EQ(unknown.exitCode, 1);
    EXPECT_THAT(unknown.error, HasSubstr("there is no store 'nope'"));
    EXPECT_THAT(tool.run({"stores", "compare", "one", "locl/two"}).error,
                HasSubstr("did you mean 'local'?"));
    EXPECT_THAT(tool.run({"stores", "compare", "one", "local/tow"}).error, HasSubstr("'tow'"));
}

TEST_F(Stores, AGraphThatIsBehindSaysSo) {
    push("corners", {"--create", "--index", "hnsw", "--metric", "euclidean"});
    const Json listed = tool.json({"stores", "collections"})[0];
    EXPECT_EQ(listed["indexed"], 0);
    EXPECT_EQ(listed["points"], 10);
    EXPECT_THAT(tool.done({"stores", "collections"}).out, HasSubstr("knows 0 of its 10 points"));
    const Json asked = tool.json({"stores", "query", "corners", "--id", "e"});
    EXPECT_EQ(asked["indexed"], 0);
    EXPECT_EQ(asked["points"], 10);
    EXPECT_EQ(asked["exact"], true);
    EXPECT_THAT(asked["notes"][0].get<std::string>(), HasSubstr("knows 0 of its 10 points"));
    const Outcome prepared = tool.done({"stores", "prepare", "corners", "--json"});
    EXPECT_EQ(prepared.json()["indexed"], 10);
    EXPECT_THAT(prepared.error, HasSubstr("ends with this command"));
    EXPECT_EQ(tool.run({"stores", "prepare", "cornrs"}).exitCode, 1);

    push("plain", {"--create", "--metric", "euclidean"});
    EXPECT_EQ(tool.json({"stores", "prepare", "plain"})["indexed"], 10);
    EXPECT_FALSE(tool.json({"stores", "query", "plain", "--id", "e"}).contains("notes"));
    EXPECT_THAT(tool.done({"stores", "recall", "--help"}).out, HasSubstr("builds the collection's graph"));
}

TEST_F(Stores, WrongUsageExitsWithTwo) {
    push("corners", {"--create", "--metric", "euclidean"});
    const auto wrong = [this](const std::vector<std::string>& more, const std::string& message) {
        std::vector<std::string> words = {"stores", "query", "corners"};
        words.insert(words.end(), more.begin(), more.end());
        const Outcome outcome = tool.run(words);
        EXPECT_EQ(outcome.exitCode, 2) << message;
        EXPECT_THAT(outcome.error, HasSubstr(message));
    };
    wrong({}, "--row DATASET:ROW, --id ID or --vector NUMBERS");
    wrong({"--row", "square"}, "is 'square', which is not DATASET:ROW");
    wrong({"--row", "square:0"}, "DATASET:ROW");
    wrong({"--row", ":1"}, "DATASET:ROW");
    wrong({"--vector", "1,,2"}, "has '' where a number should be");
    wrong({"--vector", "1,zwei"}, "'zwei'");
    wrong({"--id", "a", "--filter", ""}, "--filter: it is empty");
    wrong({"--id", "a", "--filter", "  "}, "--filter: it is empty");
    for (const char* many : {"0", "-1", "none"})
        wrong({"--id", "a", "--top", many}, "--top: must be 1 or more, and is '" + std::string(many) + "'");
    wrong({"--id", "a", "--ef", "0"}, "--ef: must be 1 or more");
    wrong({"--id", "a", "--ef", "5", "--exact"}, "--exact");
    wrong({"--id", "a", "--mode", "balanced", "--pool", "0"}, "--pool: must be 1 or more");
    EXPECT_THAT(tool.run({"stores", "show", "corners", "--limit", "0"}).error,
                HasSubstr("--limit: must be 1 or more, and is '0'"));
}

TEST_F(Stores, NothingThatIsAskedIsIgnored) {
    push("corners", {"--create", "--metric", "euclidean"});
    push("graph", {"--create", "--index", "hnsw", "--metric", "euclidean"});
    const auto refused = [this](const std::vector<std::string>& words, const std::string& message) {
        const Outcome outcome = tool.run(words);
        EXPECT_EQ(outcome.exitCode, 1);
        EXPECT_THAT(outcome.error, HasSubstr(message));
    };
    refused({"stores", "query", "corners", "--id", "e", "--ef", "20"}, "the index of 'corners' is exact");
    refused({"stores", "query", "corners", "--id", "e", "--mode", "balanced", "--pool", "2", "--top", "3"},
            "--pool 2 is less than --top 3");
    refused({"stores", "query", "graph", "--id", "e", "--mode", "precise", "--ef", "20"},
            "the mode precise looks at every point");
    EXPECT_EQ(
        tool.json({"stores", "query", "graph", "--id", "e", "--ef", "20", "--top", "1"})["hits"].size(),
        1U);
    const Json vectors = tool.json(
        {"stores", "query", "corners", "--id", "e", "--top", "2", "--mode", "balanced", "--vectors"});
    const Json stored = tool.json({"stores", "show", "corners", "--vectors", "--filter", "name = 'e'"});
    EXPECT_EQ(vectors["hits"][0]["vector"], stored["page"][0]["vector"]);
    EXPECT_FALSE(
        tool.json({"stores", "query", "corners", "--id", "e", "--mode", "balanced"})["hits"][0].contains(
            "vector"));
}

TEST_F(Stores, AFieldThatNoPointHasIsNamed) {
    push("corners", {"--create", "--metric", "euclidean"});
    const std::string note =
        "no point has a field 'sied', which the filter asks about; did you mean 'side'?";
    const Outcome found = tool.done(
        {"stores", "query", "corners", "--id", "e", "--filter", "sied = 'left' or x > 99", "--json"});
    EXPECT_EQ(found.json()["hits"], Json::array());
    EXPECT_EQ(found.json()["notes"], (Json{note}));
    EXPECT_THAT(found.error, HasSubstr(note));
    EXPECT_EQ(tool.json({"stores", "query", "corners", "--id", "e", "--mode", "balanced", "--filter",
                         "sied = 'left'"})["notes"],
              (Json{note}));
    EXPECT_EQ(tool.json({"stores", "show", "corners", "--filter", "sied = 'left'"})["notes"], (Json{note}));
    EXPECT_FALSE(tool.json({"stores", "show", "corners", "--filter", "side = 'middle'"}).contains("notes"));
    EXPECT_FALSE(tool.json({"stores", "query", "corners", "--id", "e", "--filter", "side = 'middle'"})
                     .contains("notes"));
    EXPECT_FALSE(tool.json({"stores", "query", "corners", "--id", "e", "--filter", "not exists sied"})
                     .contains("notes"))
        << "what was found needs no note";
}

}  // namespace
