// SPDX-License-Identifier: GPL-3.0-or-later
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

double waveAt(int row) {
    return 20.0 + 3.0 * std::sin(0.2 * row);
}

std::string wave(int rows) {
    std::string csv = "x,y\n";
    for (int row = 0; row < rows; ++row)
        csv += std::to_string(0.2 * row) + "," + std::to_string(waveAt(row)) + "\n";
    return csv;
}

/// 1 − Σ(y − ŷ)² / Σ(y − ȳ)², as scikit-learn's r2_score.
double determination(const std::vector<double>& truth, const std::vector<double>& predicted) {
    double mean = 0, squares = 0, spread = 0;
    for (const double y : truth) mean += y / static_cast<double>(truth.size());
    for (std::size_t i = 0; i < truth.size(); ++i) {
        squares += std::pow(truth[i] - predicted[i], 2);
        spread += std::pow(truth[i] - mean, 2);
    }
    return 1.0 - squares / spread;
}

TEST(Train, RegressionIsJudgedByItsOwnMetric) {
    const Tool tool;
    tool.write("wave.csv", wave(40));
    tool.write("all.json", R"({"columns": {"y": {"role": "target"}}, "task": "regression",
                               "split": {"train": 1, "validation": 0, "test": 0}})");
    tool.done({"data", "import", "wave.csv", "--name", "wave", "--recipe", "all.json"});
    const Json trained = tool.json({"train", "--dataset", "wave", "--epochs", "10", "--register", "wave"});
    EXPECT_FALSE(trained["train"].contains("accuracy"));
    EXPECT_FALSE(trained["baselines"]["linear-regression"]["train"].contains("accuracy"));
    EXPECT_EQ(trained["bestEpoch"], 10) << "without validation rows the last epoch stays";

    std::vector<double> truth, predicted;
    const Json predictions = tool.json({"predict", "wave", "--data", "wave.csv"})["predictions"];
    for (const Json& entry : predictions) {
        truth.push_back(std::stod(std::to_string(waveAt(static_cast<int>(truth.size())))));
        predicted.push_back(entry["value"]);
    }
    ASSERT_EQ(truth.size(), 40U);
    EXPECT_NEAR(trained["train"]["r2"].get<double>(), determination(truth, predicted), 1e-9);

    const std::string run = trained["run"];
    const Outcome shown = tool.done({"runs", "show", run});
    EXPECT_THAT(shown.out, HasSubstr("R²"));
    EXPECT_THAT(shown.out, Not(HasSubstr("accuracy")));
    EXPECT_TRUE(tool.json({"runs", "show", run})["metrics"][1]["train"].contains("r2"));
    const Outcome compared = tool.done({"runs", "compare", run, run});
    EXPECT_THAT(compared.out, HasSubstr("train R²"));
    EXPECT_THAT(compared.out, Not(HasSubstr("accuracy")));
    const Outcome text = tool.done({"runs", "resume", run});
    EXPECT_THAT(text.out, HasSubstr("R²"));
    EXPECT_THAT(text.out, Not(HasSubstr("accuracy")));
}

TEST(Train, SaysWhichEpochsWeightsAreKept) {
    const Tool tool;
    tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
    const Json learned = tool.json({"train", "--dataset", "iris", "--epochs", "5"});
    EXPECT_GT(learned["bestEpoch"].get<int>(), 0);
    EXPECT_LE(learned["bestEpoch"].get<int>(), 5);

    tool.write("never.json", R"({"minimumImprovement": 1000, "epochs": 3})");
    const Outcome text =
        tool.done({"train", "--dataset", "iris", "--config", "never.json", "--register", "stuck"});
    EXPECT_THAT(text.out,
                HasSubstr("best epoch 0 of 3: validation loss never improved on the starting weights"));
    const Json runs = tool.json({"runs", "list"});
    const Json shown = tool.json({"runs", "show", runs.back()["run"]});
    EXPECT_EQ(shown["result"]["bestEpoch"], 0);
}

/// The circuit is compiled when the model is chosen, and found again when it is trained.
TEST(Train, CompilesItsCircuitOnce) {
    const Tool tool;
    tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
    const Json cache = tool.json({"train", "--dataset", "iris", "--epochs", "1"})["circuitCache"];
    EXPECT_EQ(cache["requests"], 2);
    EXPECT_EQ(cache["hits"], 1);
    EXPECT_EQ(cache["hitRate"], 0.5);
    EXPECT_EQ(cache["entries"], 1);
    EXPECT_GT(cache["bytes"].get<std::size_t>(), 1000U);
    EXPECT_LE(cache["bytes"].get<std::size_t>(), cache["limitBytes"].get<std::size_t>());
}

TEST(Train, AScalingOfOnesOwnIsUsed) {
    const Tool tool;
    tool.write("own.json", R"({"columns": {"target": {"role": "target"}},
                               "scaling": "min-max", "lower": 0.5, "upper": 0.75})");
    tool.done({"data", "import", "--sample", "iris", "--name", "own", "--recipe", "own.json"});
    tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
    EXPECT_EQ(tool.json({"data", "show", "iris"})["recipe"]["scaling"], "encoder");
    const auto recipeOf = [&](const std::string& dataset, const std::vector<std::string>& more) {
        std::vector<std::string> line = {"train", "--dataset", dataset, "--epochs", "1"};
        line.insert(line.end(), more.begin(), more.end());
        return tool.json({"runs", "show", tool.json(line)["run"]})["recipe"];
    };
    for (const std::vector<std::string>& model :
         {std::vector<std::string>{},
          {"--template", "hardware-efficient"},
          {"--template", "hardware-efficient", "--encoder", "amplitude"}}) {
        const Json recipe = recipeOf("own", model);
        EXPECT_EQ(recipe["lower"], 0.5);
        EXPECT_EQ(recipe["upper"], 0.75);
    }
    EXPECT_EQ(recipeOf("iris", {})["lower"], -1.2);
    const Outcome said = tool.done({"train", "--dataset", "iris", "--epochs", "1"});
    EXPECT_THAT(said.error,
                HasSubstr("features: min-max onto [-1.2, 1.2], clipped, chosen by the encoder"));
}

TEST(Train, TheConfigurationSetsLayersLossAndScaling) {
    const Tool tool;
    tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
    tool.write("c.json", R"({"epochs": 3, "layersBefore": [{"units": 3, "activation": "tanh"}],
                             "layersAfter": [{"units": 4}], "loss": "mean-squared-error",
                             "optimizer": {"kind": "sgd", "learningRate": 0.1, "momentum": 0.5},
                             "schedule": {"kind": "step", "factor": 0.5, "epochs": 1},
                             "earlyStopping": {"patience": 2}, "batchSize": 30, "seed": 9,
                             "scaling": "standard"})");
    const std::string run =
        tool.json({"train", "--dataset", "iris", "--config", "c.json", "--register", "hybrid"})["run"];
    const Json shown = tool.json({"runs", "show", run});
    EXPECT_EQ(shown["model"]["before"], Json::parse(R"([{"outputs": 3, "activation": "tanh"}])"));
    EXPECT_EQ(shown["model"]["after"][0]["outputs"], 4);
    EXPECT_EQ(shown["model"]["loss"], "mean-squared-error");
    EXPECT_EQ(shown["recipe"]["scaling"], "standard");
    EXPECT_EQ(shown["config"]["optimizer"]["momentum"], 0.5);
    EXPECT_EQ(shown["config"]["patience"], 2);
    EXPECT_EQ(shown["config"]["seed"], 9);
    EXPECT_NEAR(shown["metrics"][2]["learningRate"].get<double>(), 0.05, 1e-12);
    tool.done({"data", "export", "iris", "iris.csv"});
    EXPECT_EQ(tool.json({"predict", "hybrid", "--data", "iris.csv"})["rows"], 150);
}

TEST(Train, ConfigurationsAreRefusedByName) {
    const Tool tool;
    tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
    const auto refused = [&](const std::string& config) {
        tool.write("bad.json", config);
        const Outcome outcome = tool.run({"train", "--dataset", "iris", "--config", "bad.json"});
        EXPECT_EQ(outcome.exitCode, 1) << config;
        EXPECT_THAT(outcome.error, HasSubstr("bad.json"));
        return outcome.error;
    };
    EXPECT_THAT(refused(R"({"epoch": 3})"), HasSubstr("did you mean \"epochs\"?"));
    EXPECT_THAT(refused(R"({"batchSize": 0})"), HasSubstr("hint: leave it out for the default, 16"));
    // What cannot be trained is refused before there is a run.
    tool.write("roto.json", R"({"optimizer": {"kind": "rotosolve"}})");
    EXPECT_EQ(tool.run({"train", "--dataset", "iris", "--config", "roto.json"}).exitCode, 1);
    EXPECT_EQ(tool.json({"runs", "list"}), Json::array());
    const Outcome help = tool.done({"train", "--help"});
    for (const char* entry : {"layersBefore", "layersAfter", "optimizer.damping", "schedule.factor"})
        EXPECT_THAT(help.out, HasSubstr(entry));
}

TEST(Train, StartsFromTheWeightsOfAnotherRun) {
    const Tool tool;
    tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
    tool.write("none.json", R"({"epochs": 0})");
    const Json first = tool.json({"train", "--dataset", "iris", "--epochs", "1"});
    const std::string run = first["run"].get<std::string>();
    const Json second =
        tool.json({"train", "--dataset", "iris", "--config", "none.json", "--from-run", run});
    EXPECT_EQ(second["weightsSha256"], first["weightsSha256"]);
    const Json shown = tool.json({"runs", "show", second["run"].get<std::string>()});
    EXPECT_EQ(shown["config"]["start"]["run"], run);
    EXPECT_EQ(shown["config"]["start"]["weightsSha256"], first["weightsSha256"]);
    const Outcome other =
        tool.run({"train", "--dataset", "iris", "--template", "strongly-entangling", "--from-run", run});
    EXPECT_EQ(other.exitCode, 1);
    EXPECT_THAT(other.error, HasSubstr("do not fit this model"));
    EXPECT_EQ(tool.run({"train", "--dataset", "iris", "--from-run", "nobody"}).exitCode, 1);
}

TEST(Train, ACircuitWithoutColumnsIsNamedByItsFile) {
    const Tool tool;
    tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
    tool.write("ghz.qasm",
               "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nh q[0];\ncx q[0], q[1];\n");
    const Outcome outcome = tool.run({"train", "--dataset", "iris", "--circuit", "ghz.qasm"});
    EXPECT_THAT(outcome.error, HasSubstr("error: 'ghz.qasm': the circuit reads no column of the table"));
}

TEST(Import, SaysWhatIsLeftOutAndRefusesStrayCells) {
    const Tool tool;
    std::string csv = "id,x,note,y\n";
    std::string stray = "x,y\n";
    for (int row = 0; row < 49; ++row) {
        const std::string number = std::to_string(row * row % 17) + ".5";
        csv += std::to_string(row + 1) + "," + number + ",word" + std::to_string(row % 40) +
               (row % 2 == 0 ? ",a\n" : ",b\n");
        stray += (row == 3 ? "inf" : row == 9 ? "abc" : number) + (row % 2 == 0 ? ",a\n" : ",b\n");
    }
    tool.write("notes.csv", csv);
    const Outcome text = tool.done({"data", "import", "notes.csv", "--name", "n"});
    EXPECT_THAT(text.out,
                HasSubstr("not a feature: 'id', identifier (number: every row has its own value)"));
    EXPECT_THAT(text.out,
                HasSubstr("not a feature: 'note', ignored (text: 'word0' in line 2 is not a number"));
    const Json document = tool.json({"data", "import", "notes.csv", "--name", "m"});
    ASSERT_EQ(document["leftOut"].size(), 2U);
    EXPECT_EQ(document["leftOut"][1]["column"], "note");

    tool.write("stray.csv", stray);
    const Outcome refused = tool.run({"data", "import", "stray.csv", "--name", "s"});
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_THAT(
        refused.error,
        HasSubstr("column 'x', line 5: 'inf' is not a finite number; 2 of 49 values are not numbers"));
    tool.done({"data", "import", "stray.csv", "--name", "s", "--missing", "inf", "--missing", "abc"});
    EXPECT_EQ(tool.json({"data", "show", "s"})["columns"][0]["missing"], 2);
    tool.done({"data", "import", "stray.csv", "--name", "t", "--type", "x=text"});
    EXPECT_EQ(tool.run({"data", "import", "stray.csv", "--name", "u", "--type", "x=word"}).exitCode, 1);

    tool.write("open.csv", "a,b\n1,\"x\n2,y\n3,x\n");
    const Outcome open = tool.run({"data", "import", "open.csv", "--name", "o"});
    EXPECT_EQ(open.exitCode, 1);
    EXPECT_THAT(open.error, HasSubstr("line 2, column 3: the quote opened here is never closed"));
}

TEST(Predict, ReadsAFileAsTheTrainingFileWasWritten) {
    const Tool tool;
    std::string csv = "länge;breite;art\n";
    for (int row = 0; row < 40; ++row)
        csv += std::to_string(row % 7) + "," + std::to_string(row % 10) + ";" + std::to_string(row % 3) +
               ",5;" + (row % 7 > 3 ? "groß\n" : "klein\n");
    tool.write("train.csv", csv);
    tool.done({"data", "import", "train.csv", "--name", "d"});
    tool.done({"train", "--dataset", "d", "--epochs", "2", "--register", "d"});
    tool.write("one.csv", "länge;breite\n1,5;2,5\n");
    EXPECT_EQ(tool.json({"predict", "d", "--data", "one.csv"})["rows"], 1);
    tool.write("bad.csv", "länge;breite\n1,5;2,5\nabc;1,5\n");
    const Outcome bad = tool.run({"predict", "d", "--data", "bad.csv"});
    EXPECT_EQ(bad.exitCode, 1);
    EXPECT_THAT(bad.error, HasSubstr("row 2, line 3, column 'länge': 'abc' is not a number"));
}

}  // namespace
