// SPDX-License-Identifier: GPL-3.0-or-later
// Trainings on the points of a collection: the local store's, and one elsewhere (tests/app/folder_store).
#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;
namespace fs = std::filesystem;

class StreamedTrainings : public ::testing::Test {
public:
    ~StreamedTrainings() override { ::unsetenv("QSTORE_PLUGIN_PATH"); }

protected:
    StreamedTrainings() {
        for (const char* name : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"})
            ::unsetenv(name);
        for (const fs::path& folder : {m_home, m_there}) fs::create_directory(folder);
        ::setenv("HOME", m_home.c_str(), 1);
        ::setenv("XDG_CONFIG_HOME", (m_home / "config").c_str(), 1);
        ::setenv("XDG_DATA_HOME", (m_home / "data").c_str(), 1);
        ::setenv("XDG_RUNTIME_DIR", m_home.c_str(), 1);
        ::setenv("QSTORE_PLUGIN_PATH", QSTORE_TEST_PLUGINS, 1);
        tool.write("steps.json", R"({"checkpointSeconds": 0, "batchSize": 10})");
        tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
        tool.done({"stores", "push", "flowers", "--dataset", "iris", "--create", "--metric", "euclidean"});
    }

    static std::vector<std::string> training(const std::string& from, const std::string& epochs = "3") {
        return {"--seed", "5", "train", "--from", from, "--epochs", epochs, "--config", "steps.json"};
    }
    void pushElsewhere() const {
        tool.done({"stores", "add", "work", "--kind", "folder", "--endpoint",
                   "folder://" + m_there.string(), "--set", "batch=20"});
        tool.done({"stores", "push", "flowers", "--store", "work", "--dataset", "iris", "--create",
                   "--metric", "euclidean"});
    }
    /// The page or the fetch at which the store waits; 0: it never does.
    void hold(std::size_t page, std::size_t fetch) const {
        tool.done({"stores", "change", "work", "--set", "hold=" + std::to_string(page), "--set",
                   "holdFetch=" + std::to_string(fetch), "--set", "batch=20"});
    }
    /// Starts, waits until the store says that it waits, and kills.
    void killWhenHeld(const std::vector<std::string>& words) const {
        const fs::path pipe = m_there / "held";
        fs::remove(pipe);
        ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
        std::vector<std::string> program = {QSTORE_TOOL};
        program.insert(program.end(), words.begin(), words.end());
        const pid_t process = tool.start(program);
        std::string line;
        std::ifstream(pipe) >> line;
        EXPECT_EQ(line, "held");
        ::kill(process, SIGKILL);
        EXPECT_EQ(tool.wait(process).exitCode, 128 + SIGKILL);
    }
    /// Starts a training and kills it once it has kept an epoch, while the workspace is locked: it cannot
    /// end in between.
    void killAfterAnEpoch(const std::vector<std::string>& program) const {
        SQLite::Database file(tool.folder() / "test.qstore", SQLite::OPEN_READWRITE, 60000);
        const pid_t process = tool.start(program);
        const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        const std::string begun = "SELECT count(*) FROM runs WHERE state = 'running' AND epochs > 0";
        while (file.execAndGet(begun).getInt() == 0)
            ASSERT_LT(std::chrono::steady_clock::now(), end) << "no epoch was ever kept";
        const SQLite::Transaction lock(file, SQLite::TransactionBehavior::IMMEDIATE);
        EXPECT_EQ(file.execAndGet(begun).getInt(), 1) << "it ended before it could be killed";
        ::kill(process, SIGKILL);
        EXPECT_EQ(tool.wait(process).exitCode, 128 + SIGKILL);
    }
    Outcome refused(const std::vector<std::string>& words, const std::string& message) const {
        Outcome outcome = tool.run(words);
        EXPECT_EQ(outcome.exitCode, 1) << outcome.out;
        EXPECT_THAT(outcome.error, HasSubstr(message));
        EXPECT_THAT(outcome.error, HasSubstr("hint: "));
        return outcome;
    }

    const Tool tool;
    const fs::path m_home = tool.folder() / "home", m_there = tool.folder() / "there";
};

TEST_F(StreamedTrainings, GiveTheWeightsOfThePulledDataset) {
    const Json streamed = tool.json(training("flowers"));
    tool.done({"stores", "pull", "flowers", "--name", "pulled"});
    const Json pulled = tool.json(
        {"--seed", "5", "train", "--dataset", "pulled", "--epochs", "3", "--config", "steps.json"});
    EXPECT_EQ(streamed["weightsSha256"], pulled["weightsSha256"]);
    for (const char* part : {"train", "validation", "test", "baselines"})
        EXPECT_EQ(streamed[part], pulled[part]) << part;
    EXPECT_EQ(streamed["stream"]["store"], "local");
    EXPECT_EQ(streamed["stream"]["collection"], "flowers");
    EXPECT_EQ(streamed["stream"]["points"], 150);

    const Json shown = tool.json({"runs", "show", streamed["run"]});
    EXPECT_EQ(shown["dataset"], "local/flowers");
    EXPECT_EQ(shown["config"]["stream"]["contentSha256"], streamed["stream"]["contentSha256"]);
    EXPECT_EQ(shown["datasetSha256"], streamed["stream"]["contentSha256"]);
    tool.done({"models", "register", "flower-model", "--run", streamed["run"]});
    tool.done({"models", "verify", "flower-model"});
    refused({"runs", "replay", streamed["run"]}, "local/flowers");
}

TEST_F(StreamedTrainings, AreTheSameWhereverThePointsAreAndTakeAFilter) {
    pushElsewhere();
    const Json here = tool.json(training("local/flowers"));
    const Json there = tool.json(training("work/flowers"));
    EXPECT_EQ(there["weightsSha256"], here["weightsSha256"]);
    EXPECT_EQ(there["stream"]["contentSha256"], here["stream"]["contentSha256"]);
    std::vector<std::string> some = training("work/flowers");
    some.insert(some.end(), {"--filter", "target != 'setosa'"});
    const Json filtered = tool.json(some);
    EXPECT_EQ(filtered["stream"]["points"], 100);
    EXPECT_EQ(filtered["train"]["rows"].get<int>() + filtered["validation"]["rows"].get<int>() +
                  filtered["test"]["rows"].get<int>(),
              100);
}

TEST_F(StreamedTrainings, ThatAreKilledGoOnBitEqual) {
    pushElsewhere();
    const Json whole = tool.json(training("work/flowers"));
    // While the ids are read nothing is there to go on with.
    hold(3, 0);
    killWhenHeld(training("work/flowers"));
    EXPECT_EQ(tool.json({"runs", "list"}).size(), 1U);
    // 5 fetches for the ranges, 5 and 2 before the first step; then 9 for steps and 2 at the end of an
    // epoch.
    hold(0, 15);
    killWhenHeld(training("work/flowers"));
    const Json runs = tool.json({"runs", "list"});
    ASSERT_EQ(runs.size(), 2U);
    const std::string run = runs[1]["run"];
    EXPECT_EQ(runs[1]["state"], "interrupted");
    for (const std::size_t call : {4U, 10U}) {
        hold(0, call);
        killWhenHeld({"runs", "resume", run});
    }
    hold(0, 0);
    const Json finished = tool.json({"runs", "resume", run});
    EXPECT_EQ(finished["weightsSha256"], whole["weightsSha256"]);
    EXPECT_EQ(finished["test"], whole["test"]);
}

TEST_F(StreamedTrainings, OnTheLocalStoreGoOnAfterAKillToo) {
    const Json whole = tool.json(training("flowers", "100"));
    std::vector<std::string> program = {QSTORE_TOOL};
    for (const std::string& word : training("flowers", "100")) program.push_back(word);
    killAfterAnEpoch(program);
    const Json runs = tool.json({"runs", "list"});
    EXPECT_EQ(runs[1]["state"], "interrupted");
    EXPECT_GT(runs[1]["epochs"], 0);
    EXPECT_LT(runs[1]["epochs"], 100);
    const Json finished = tool.json({"runs", "resume", runs[1]["run"]});
    EXPECT_EQ(finished["weightsSha256"], whole["weightsSha256"]);
}

TEST_F(StreamedTrainings, DoNotGoOnWithAnotherCollection) {
    pushElsewhere();
    hold(0, 15);
    killWhenHeld(training("work/flowers"));
    hold(0, 0);
    const std::string run = tool.json({"runs", "list"})[0]["run"];
    tool.done({"stores", "delete", "flowers", "--id", "17", "--store", "work"});
    refused({"runs", "resume", run}, "149 points are there instead of 150");
    tool.done({"stores", "push", "flowers", "--store", "work", "--dataset", "iris"});
    tool.done({"runs", "resume", run});
}

TEST_F(StreamedTrainings, SayWhatIsMissing) {
    refused({"train", "--from", "flower"}, "flower");
    std::vector<std::string> other = training("flowers");
    other.insert(other.end(), {"--target", "tarqet"});
    refused(other, "field 'tarqet'");
    EXPECT_EQ(tool.run({"train", "--from", "flowers", "--dataset", "iris"}).exitCode, 2);
    EXPECT_EQ(tool.run({"train", "--from", "flowers", "--price"}).exitCode, 2);
    EXPECT_EQ(tool.run({"train", "--dataset", "iris", "--target", "target"}).exitCode, 2);
    tool.write("cobyla.json", R"({"optimizer": "cobyla"})");
    refused({"train", "--from", "flowers", "--config", "cobyla.json"}, "all training rows in every step");
    tool.write("standard.json", R"({"scaling": "standard"})");
    refused({"train", "--from", "flowers", "--config", "standard.json"}, "'standard'");
    EXPECT_TRUE(tool.json({"runs", "list"}).empty());
}

}  // namespace
