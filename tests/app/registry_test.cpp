// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cmath>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;

/// A workspace with iris under the name `flowers`.
class Registry : public ::testing::Test {
protected:
    Registry() { m_tool.done({"data", "import", "--sample", "iris", "--name", "flowers"}); }

    /// A short training; its document.
    Json train(const std::vector<std::string>& more = {}, const std::string& epochs = "2") const {
        std::vector<std::string> arguments = {"train", "--dataset", "flowers", "--epochs", epochs};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return m_tool.json(arguments);
    }

    Tool m_tool;
};

TEST_F(Registry, ReplayGivesTheSameWeights) {
    const Json trained = train({"--seed", "5"});
    const Json replayed = m_tool.json({"runs", "replay", trained["run"], "--threads", "1"});
    EXPECT_EQ(replayed["matches"], true);
    EXPECT_EQ(replayed["weightsSha256"], trained["weightsSha256"]);
    EXPECT_EQ(replayed["replayedSha256"], trained["weightsSha256"]);
    EXPECT_EQ(replayed["epochs"], 2);
    EXPECT_EQ(m_tool.json({"runs", "list"}).size(), 1U) << "a replay is no new run";
    // The instruction set is part of what is promised, so it is recorded.
    EXPECT_EQ(replayed["simd"], trained["simd"]);
    EXPECT_EQ(replayed["replayedSimd"], trained["simd"]);
    const Outcome plain = m_tool.run({"runs", "replay", trained["run"], "--simd", "plain", "--json"});
    if (plain.exitCode != 0) {
        EXPECT_THAT(plain.error, HasSubstr("--simd " + trained["simd"].get<std::string>()));
    }
    EXPECT_EQ(plain.json()["replayedSimd"], "plain");
}

TEST_F(Registry, AReplayThatDiffersExitsWithOneAndSaysBoth) {
    const Json trained = train({"--seed", "5"});
    sqlite3* file = nullptr;
    ASSERT_EQ(sqlite3_open((m_tool.folder() / "test.qstore").c_str(), &file), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(file, "UPDATE runs SET config = replace(config, '\"seed\":5', '\"seed\":6')",
                           nullptr, nullptr, nullptr),
              SQLITE_OK);
    ASSERT_EQ(sqlite3_changes(file), 1);
    sqlite3_close(file);
    const Outcome outcome = m_tool.run({"runs", "replay", trained["run"], "--json"});
    EXPECT_EQ(outcome.exitCode, 1);
    const Json document = outcome.json();
    EXPECT_EQ(document["matches"], false);
    EXPECT_NE(document["replayedSha256"], document["weightsSha256"]);
    EXPECT_EQ(document["error"]["code"], "failed");
    EXPECT_THAT(outcome.error, HasSubstr("error: "));
    EXPECT_EQ(m_tool.run({"runs", "replay", "r0"}).exitCode, 1);
}

TEST_F(Registry, CompareShowsSettingsResultsAndBaselines) {
    const std::string a = train({"--seed", "1"})["run"], b = train({"--seed", "1"}, "3")["run"];
    const Json document = m_tool.json({"runs", "compare", a, b, a});
    ASSERT_EQ(document["differences"].size(), 1U) << document;
    EXPECT_EQ(document["differences"][0]["field"], "config.epochs");
    EXPECT_EQ(document["differences"][0]["values"], Json::array({2, 3, 2}));
    ASSERT_EQ(document["runs"].size(), 3U);
    EXPECT_EQ(document["runs"][1]["run"], b);
    EXPECT_GT(document["runs"][1]["test"]["accuracy"].get<double>(), 0.0);
    EXPECT_TRUE(document["runs"][0]["baselines"].contains("majority"));
    EXPECT_THAT(m_tool.done({"runs", "compare", a, b}).out, HasSubstr("config.epochs"));
    EXPECT_EQ(m_tool.run({"runs", "compare", a}).exitCode, 2);
    EXPECT_EQ(m_tool.run({"runs", "compare", a, "r0"}).exitCode, 1);
}

TEST_F(Registry, DiffOfModelsNamesWhatDiffers) {
    train({"--register", "m", "--seed", "1"});
    train({"--register", "m", "--seed", "1", "--template", "hardware-efficient", "--layers", "1"});
    const Json document = m_tool.json({"models", "diff", "m:1", "m:2"});
    EXPECT_EQ(document["models"], Json::array({"m:1", "m:2"}));
    EXPECT_EQ(document["dataset"]["equal"], true);
    EXPECT_EQ(document["circuit"]["equal"], false);
    EXPECT_FALSE(document["circuit"]["changes"].empty());
    EXPECT_EQ(document["weights"]["equal"], false);
    EXPECT_FALSE(document["weights"]["onlyInFirst"].empty());
    EXPECT_EQ(document["metrics"][1]["epochs"], 2);
    const Json same = m_tool.json({"models", "diff", "m:1", "m:1"});
    for (const char* what : {"dataset", "circuit", "recipe", "weights"})
        EXPECT_EQ(same[what]["equal"], true);
    EXPECT_TRUE(same["settings"].empty()) << same["settings"];
    EXPECT_EQ(same["weights"]["maxDifference"], 0.0);
    EXPECT_THAT(m_tool.done({"models", "diff", "m:1", "m:2"}).out, HasSubstr("circuit:"));
    EXPECT_EQ(m_tool.run({"models", "diff", "m:1", "m:9"}).exitCode, 1);
}

TEST_F(Registry, TheBinListsAndGivesBack) {
    const std::string run = train({"--register", "m"})["run"];
    m_tool.done({"models", "register", "m", "--run", run});
    EXPECT_EQ(m_tool.json({"models", "list", "--deleted"}), Json::array());
    m_tool.done({"models", "delete", "m:1"});
    const Json binned = m_tool.json({"models", "list", "--deleted"});
    ASSERT_EQ(binned.size(), 1U);
    EXPECT_EQ(binned[0]["version"], 1);
    EXPECT_EQ(binned[0]["deleted"], true);
    EXPECT_EQ(m_tool.json({"models", "restore", "m"})["version"], 1);
    m_tool.done({"models", "delete", "m:1"});
    m_tool.done({"models", "delete", "m:2"});
    const Outcome ambiguous = m_tool.run({"models", "restore", "m"});
    EXPECT_EQ(ambiguous.exitCode, 1);
    EXPECT_THAT(ambiguous.error, HasSubstr("m:1, m:2"));
    EXPECT_EQ(m_tool.json({"models", "restore", "m:2"})["version"], 2);
    EXPECT_EQ(m_tool.run({"models", "restore", "m:2"}).exitCode, 1);
    EXPECT_EQ(m_tool.json({"models", "list"}).size(), 1U);
}

TEST_F(Registry, RenamedDatasetsAndModelsKeepEverythingElse) {
    const std::string run = train({"--register", "m"})["run"];
    m_tool.done({"models", "alias", "m:1", "best"});
    EXPECT_EQ(m_tool.json({"data", "rename", "flowers", "iris"})["dataset"], "iris");
    EXPECT_EQ(m_tool.json({"models", "rename", "m", "n"})["name"], "n");
    EXPECT_EQ(m_tool.json({"models", "show", "n@best"})["run"], run);
    for (const Json& check : m_tool.json({"models", "verify", "n"})) EXPECT_EQ(check["matches"], true);
    EXPECT_EQ(m_tool.json({"data", "list"})[0]["dataset"], "iris");
    EXPECT_EQ(m_tool.json({"runs", "replay", run})["matches"], true);
    EXPECT_EQ(m_tool.run({"data", "rename", "flowers", "x"}).exitCode, 1);
    EXPECT_EQ(m_tool.run({"models", "rename", "n", "a@b"}).exitCode, 1);
}

TEST_F(Registry, PredictionsFromShotsSaySoAndApproachTheExactOnes) {
    train({"--register", "m", "--seed", "2"}, "10");
    m_tool.done({"data", "export", "flowers", "rows.csv"});
    const std::vector<std::string> base = {"predict", "m", "--data", "rows.csv"};
    const auto predict = [&](std::vector<std::string> more) {
        more.insert(more.begin(), base.begin(), base.end());
        return m_tool.json(more);
    };
    const Json exact = predict({});
    EXPECT_EQ(exact["exact"], true);
    EXPECT_FALSE(exact.contains("shots"));
    const Json few = predict({"--shots", "20", "--seed", "3"});
    EXPECT_EQ(few["exact"], false);
    EXPECT_EQ(few["shots"], 20);
    EXPECT_EQ(few["seed"], 3);
    EXPECT_EQ(few["settings"], 1) << "Z on every qubit is one setting";
    EXPECT_EQ(predict({"--shots", "20", "--seed", "3", "--threads", "1"}), few);
    EXPECT_NE(predict({"--shots", "20", "--seed", "4"})["predictions"], few["predictions"]);
    const auto distance = [&](const Json& document) {
        double sum = 0.0;
        for (std::size_t row = 0; row < exact["predictions"].size(); ++row)
            for (const auto& [label, p] : exact["predictions"][row]["probabilities"].items())
                sum += std::abs(p.get<double>() -
                                document["predictions"][row]["probabilities"][label].get<double>());
        return sum / static_cast<double>(exact["predictions"].size());
    };
    const double rough = distance(few), fine = distance(predict({"--shots", "20000", "--seed", "3"}));
    EXPECT_GT(rough, 0.0);
    EXPECT_LT(fine, rough / 10) << "the error falls with the root of the shots: here by 32";
    const Outcome text = m_tool.done({"predict", "m", "--data", "rows.csv", "--shots", "20"});
    EXPECT_THAT(text.error, HasSubstr("20 shots of 1 measurement setting"));
}

}  // namespace
