// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;

/// Two clouds that a straight line separates, from a small linear congruential generator.
std::string twoClouds(int rows) {
    unsigned state = 12345;
    const auto next = [&state] {
        state = 1103515245U * state + 12345U;
        return static_cast<double>((state >> 16U) % 1000U) / 1000.0;
    };
    std::string csv = "width,height,kind\n";
    for (int row = 0; row < rows; ++row) {
        const bool second = row % 2 == 1;
        const double x = next() + (second ? 2.0 : 0.0), y = next() - (second ? 1.5 : 0.0);
        csv += std::to_string(x) + "," + std::to_string(y) + (second ? ",far\n" : ",near\n");
    }
    return csv;
}

Json importClouds(const Tool& tool, int rows = 80) {
    tool.write("clouds.csv", twoClouds(rows));
    return tool.json({"data", "import", "clouds.csv", "--name", "clouds", "--target", "kind"});
}

TEST(Journey, FromATableToPredictions) {
    const Tool tool;
    const Json imported = importClouds(tool);
    EXPECT_EQ(imported["rows"], 80);
    EXPECT_EQ(imported["target"], "kind");

    const Json trained = tool.json(
        {"train", "--dataset", "clouds", "--epochs", "15", "--seed", "4", "--register", "clouds"});
    EXPECT_EQ(trained["epochs"], 15);
    EXPECT_GE(trained["test"]["accuracy"].get<double>(), 0.9);
    EXPECT_GT(trained["gradients"].get<int>(), 0);
    EXPECT_EQ(trained["weightsSha256"].get<std::string>().size(), 64U);
    EXPECT_GE(trained["baselines"].size(), 2U);

    const Json runs = tool.json({"runs", "list"});
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0]["run"], trained["run"]);
    EXPECT_EQ(runs[0]["state"], "finished");
    EXPECT_EQ(runs[0]["weightsSha256"], trained["weightsSha256"]);
    const Json shown = tool.json({"runs", "show", trained["run"]});
    EXPECT_GE(shown["metrics"].size(), 15U);
    // A finished run answers resume with what it has.
    EXPECT_EQ(tool.json({"runs", "resume", trained["run"]})["weightsSha256"], trained["weightsSha256"]);

    tool.json({"models", "alias", "clouds:1", "production"});
    EXPECT_EQ(tool.json({"models", "list"})[0]["aliases"], Json::array({"production"}));
    for (const Json& check : tool.json({"models", "verify", "clouds@production"}))
        EXPECT_TRUE(check["matches"]);
    const Json exported = tool.json({"models", "export", "clouds@production", "clouds.qmodel"});
    EXPECT_GT(exported["rowsCompared"].get<int>(), 0);

    tool.write("new.csv", "width,height\n0.2,0.5\n2.6,-1.0\n");
    const Json fromModel = tool.json({"predict", "clouds", "--data", "new.csv"})["predictions"];
    ASSERT_EQ(fromModel.size(), 2U);
    EXPECT_EQ(fromModel[0]["label"], "near");
    EXPECT_EQ(fromModel[1]["label"], "far");
    EXPECT_EQ(tool.json({"predict", "clouds.qmodel", "--data", "new.csv"})["predictions"], fromModel);
    tool.done({"predict", "clouds", "--data", "new.csv", "--out", "out.csv"});
    EXPECT_THAT(tool.read("out.csv"), HasSubstr("near"));

    tool.done({"models", "delete", "clouds:1"});
    EXPECT_EQ(tool.run({"predict", "clouds", "--data", "new.csv"}).exitCode, 1);
    tool.done({"models", "restore", "clouds:1"});
    EXPECT_EQ(tool.json({"models", "import", "clouds.qmodel", "--name", "again"})["version"], 1);
    EXPECT_EQ(tool.json({"predict", "again", "--data", "new.csv"})["predictions"], fromModel);
    const Json named = tool.json({"models", "import", "clouds.qmodel"});
    EXPECT_EQ(named["name"], "clouds") << "as it was exported";
    EXPECT_EQ(named["version"], 2);
}

TEST(Journey, SameSeedSameWeightsForAnyNumberOfThreads) {
    const Tool tool;
    importClouds(tool);
    const auto hash = [&](const std::string& seed, const std::string& threads) {
        return tool.json({"train", "--dataset", "clouds", "--epochs", "3", "--seed", seed, "--threads",
                          threads})["weightsSha256"];
    };
    const Json first = hash("5", "1");
    EXPECT_EQ(hash("5", "2"), first);
    EXPECT_NE(hash("6", "1"), first);
}

TEST(Journey, TemplatesAndOwnCircuitsTrain) {
    const Tool tool;
    importClouds(tool);
    tool.done({"train", "--dataset", "clouds", "--epochs", "2", "--template", "hardware-efficient"});
    tool.write("own.qasm",
               "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n@qstore.role column\ninput float[64] width;\n"
               "@qstore.role column\ninput float[64] height;\n@qstore.role trainable\ninput float[64] a;\n"
               "qubit[2] q;\nry(width) q[0];\nry(height) q[1];\ncx q[0], q[1];\nry(a) q[1];\n");
    const Json trained =
        tool.json({"train", "--dataset", "clouds", "--epochs", "2", "--circuit", "own.qasm"});
    EXPECT_EQ(trained["epochs"], 2);
}

TEST(Journey, CtrlCStopsCleanlyAndTheRunCanGoOn) {
    const Tool tool;
    importClouds(tool, 400);
    const pid_t training = tool.start(
        {QSTORE_TOOL, "train", "--dataset", "clouds", "--epochs", "1000000", "--workspace", "test.qstore"});
    // The row exists before the first step, so wait for it through the program itself.
    const Tool observer;
    const std::string workspace = tool.folder() / "test.qstore";
    Json runs = Json::array();
    while (runs.empty() || runs[0]["epochs"] == 0) {
        runs = observer.json({"runs", "list", "--workspace", workspace});
        ASSERT_TRUE(runs.empty() || runs[0]["state"] != "failed");
    }
    EXPECT_EQ(runs[0]["state"], "running");
    kill(training, SIGINT);
    const Outcome outcome = tool.wait(training);
    EXPECT_EQ(outcome.exitCode, 3) << outcome.error;
    EXPECT_THAT(outcome.error, HasSubstr("runs resume " + runs[0]["run"].get<std::string>()));
    EXPECT_EQ(tool.json({"runs", "list"})[0]["state"], "cancelled");
}

TEST(Journey, BadTablesAreErrorsThatSayWhere) {
    const Tool tool;
    tool.write("ragged.csv", "a,b,c\n1,2,3\n4,5\n6,7,8\n");
    const Outcome ragged = tool.run({"data", "import", "ragged.csv", "--name", "x"});
    EXPECT_EQ(ragged.exitCode, 1);
    EXPECT_THAT(ragged.error, HasSubstr("3"));  // the line
    tool.write("empty.csv", "");
    EXPECT_EQ(tool.run({"data", "import", "empty.csv", "--name", "x"}).exitCode, 1);
    tool.write("good.csv", twoClouds(20));
    const Outcome target = tool.run({"data", "import", "good.csv", "--name", "x", "--target", "colour"});
    EXPECT_EQ(target.exitCode, 1);
    EXPECT_THAT(target.error, HasSubstr("colour"));
    EXPECT_FALSE(std::filesystem::exists(tool.folder() / "test.qstore")) << "nothing was imported";

    std::string oneClass = "a,b,kind\n";
    for (int row = 0; row < 30; ++row)
        oneClass += std::to_string(row * 7 % 11) + "," + std::to_string(row) + ".5,same\n";
    tool.write("one.csv", oneClass);
    tool.done({"data", "import", "one.csv", "--name", "one", "--target", "kind"});
    const Outcome trained = tool.run({"train", "--dataset", "one"});
    EXPECT_EQ(trained.exitCode, 1);
    EXPECT_THAT(trained.error, HasSubstr("class"));
    EXPECT_EQ(tool.json({"runs", "list"}), Json::array());
}

TEST(Journey, DamagedWorkspacesAreRefused) {
    const Tool tool;
    tool.write("test.qstore",
               "this is not a database, whatever its name says; it is long enough to look like one");
    const Outcome outcome = tool.run({"data", "list", "--json"});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_FALSE(outcome.json()["error"]["hint"].get<std::string>().empty());
    EXPECT_THAT(tool.read("test.qstore"), HasSubstr("not a database")) << "a foreign file stays as it was";
}

TEST(Journey, DatasetsComeBackAsTheyWere) {
    const Tool tool;
    const Json imported = tool.json({"data", "import", "--sample", "iris", "--name", "flowers"});
    tool.done({"data", "export", "flowers", "out.csv"});
    const Json again = tool.json({"data", "import", "out.csv", "--name", "copy", "--target", "target"});
    EXPECT_EQ(again["rows"], imported["rows"]);
    EXPECT_EQ(again["sha256"], imported["sha256"]);
    EXPECT_EQ(tool.json({"data", "list"}).size(), 2U);
    EXPECT_EQ(tool.json({"data", "show", "copy"})["columns"].size(), 5U);
    tool.done({"data", "delete", "copy"});
    EXPECT_EQ(tool.json({"data", "list"}).size(), 1U);
}

TEST(Demo, DoesTheWholeJourney) {
    const Tool tool;
    const Json document = tool.json({"demo"});
    std::vector<std::string> steps;
    for (const Json& step : document["steps"]) steps.push_back(step["step"]);
    for (const char* step : {"import", "circuit", "train", "compare", "register", "export", "predict"})
        EXPECT_THAT(steps, ::testing::Contains(step));
    EXPECT_GE(document["train"]["test"]["accuracy"].get<double>(), 0.8);
    const Outcome table = tool.done({"demo"});
    EXPECT_THAT(table.out, HasSubstr("register"));
    EXPECT_FALSE(std::filesystem::exists(tool.folder() / "test.qstore"))
        << "the demo leaves nothing behind";
}

}  // namespace
