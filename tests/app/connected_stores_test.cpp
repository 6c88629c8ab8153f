// SPDX-License-Identifier: GPL-3.0-or-later
// Stores elsewhere from the command line: connections, keys, transfers that are stopped, whole files. What
// is elsewhere is a folder (tests/app/folder_store), reached by a plugin as any other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;
namespace fs = std::filesystem;

class ConnectedStores : public ::testing::Test {
protected:
    ConnectedStores() {
        for (const char* name : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"})
            ::unsetenv(name);
        for (const fs::path& folder : {m_home, m_there, m_elsewhere}) fs::create_directory(folder);
        ::setenv("HOME", m_home.c_str(), 1);
        ::setenv("XDG_CONFIG_HOME", (m_home / "config").c_str(), 1);
        ::setenv("XDG_DATA_HOME", (m_home / "data").c_str(), 1);
        ::setenv("XDG_RUNTIME_DIR", m_home.c_str(), 1);
        ::setenv("QSTORE_PLUGIN_PATH", QSTORE_TEST_PLUGINS, 1);
    }
    ~ConnectedStores() override {
        ::unsetenv("QSTORE_PLUGIN_PATH");
        ::unsetenv("QSTORE_KEY_STORE_WORK");
    }
    Json add(const std::string& name, const fs::path& folder,
             const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words = {
            "stores", "add", name, "--kind", "folder", "--endpoint", "folder://" + folder.string()};
        words.insert(words.end(), more.begin(), more.end());
        return tool.json(words);
    }
    void importIris() const { tool.done({"data", "import", "--sample", "iris", "--name", "iris"}); }
    Json push(const std::string& store, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words = {"stores", "push",      "flowers", "--store",
                                          store,    "--dataset", "iris"};
        words.insert(words.end(), more.begin(), more.end());
        return tool.json(words);
    }
    Outcome refused(const std::vector<std::string>& words, const std::string& message) const {
        Outcome outcome = tool.run(words);
        EXPECT_EQ(outcome.exitCode, 1) << outcome.out;
        EXPECT_THAT(outcome.error, HasSubstr(message));
        EXPECT_THAT(outcome.error, HasSubstr("hint: "));
        return outcome;
    }
    /// Sets the call at which the store waits; 0: it never does.
    void hold(const std::string& store, std::size_t call, const std::string& batch) const {
        tool.done({"stores", "change", store, "--set", "hold=" + std::to_string(call), "--set",
                   "batch=" + batch});
    }
    /// Starts, waits until the store says that it waits, and sends the signal.
    Outcome interrupted(const std::vector<std::string>& words, int signal) const {
        const fs::path pipe = m_there / "held";
        fs::remove(pipe);
        EXPECT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
        std::vector<std::string> program = {QSTORE_TOOL};
        program.insert(program.end(), words.begin(), words.end());
        const pid_t process = tool.start(program);
        std::string line;
        std::ifstream(pipe) >> line;
        EXPECT_EQ(line, "held");
        ::kill(process, signal);
        return tool.wait(process);
    }

    const Tool tool;
    const fs::path m_home = tool.folder() / "home", m_there = tool.folder() / "there",
                   m_elsewhere = tool.folder() / "elsewhere";
};

TEST_F(ConnectedStores, AreAddedListedTestedChangedAndRemoved) {
    const Json kinds = tool.json({"stores", "kinds"});
    const auto folder =
        std::find_if(kinds.begin(), kinds.end(), [](const Json& kind) { return kind["kind"] == "folder"; });
    ASSERT_NE(folder, kinds.end());
    EXPECT_EQ((*folder)["key"], "optional");
    const Json added = add("work", m_there, {"--set", "batch=9"});
    EXPECT_EQ(added["place"], "folder://" + m_there.string());
    EXPECT_EQ(added["key"]["place"], "none");
    const Json list = tool.json({"stores", "list"});
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0]["store"], "local");
    EXPECT_EQ(list[1]["store"], "work");
    EXPECT_EQ(list[1]["state"], "ready");
    EXPECT_EQ(list[1]["settings"]["batch"], "9");
    const Json tested = tool.json({"stores", "test", "work"});
    EXPECT_EQ(tested["passed"], true);
    ASSERT_EQ(tested["steps"].size(), 5U);
    for (const Json& step : tested["steps"]) EXPECT_EQ(step["state"], "passed") << step;

    tool.done({"stores", "change", "work", "--endpoint", "folder:///nowhere/at/all"});
    const Outcome failed = tool.run({"stores", "test", "work", "--json"});
    EXPECT_EQ(failed.exitCode, 1);
    const Json steps = failed.json()["steps"];
    EXPECT_EQ(steps[0]["state"], "failed");
    EXPECT_EQ(steps[0]["cure"], "make it");
    for (std::size_t later = 1; later < 5; ++later) EXPECT_EQ(steps[later]["state"], "not-tried");
    EXPECT_THAT(failed.error, HasSubstr("'host'"));
    tool.done({"stores", "remove", "work"});
    EXPECT_EQ(tool.json({"stores", "list"}).size(), 1U);
}

TEST_F(ConnectedStores, KeysStayOutOfTheFileAndAreBoundToTheirHost) {
    const std::string key = "k0123456789abcdef", password = "correct horse battery";
    tool.write("both", password + "\n" + key + "\n");
    tool.write("password", password + "\n");
    std::ofstream(m_there / "key") << key;
    const std::string place = "folder://" + m_there.string();
    const Outcome added = tool.shell("qstore stores add work --kind folder --endpoint " + place +
                                     " --key-stdin --password-stdin --json < both");
    ASSERT_EQ(added.exitCode, 0) << added.error;
    EXPECT_EQ(added.json()["key"]["place"], "vault");
    EXPECT_THAT(tool.read("home/config/qstore/stores.json"), Not(HasSubstr(key)));
    EXPECT_EQ(tool.shell("qstore stores test work --password-stdin < password").exitCode, 0);
    EXPECT_EQ(tool.shell("qstore stores collections --store work --password-stdin < password").exitCode, 0);
    const Outcome locked = tool.run({"stores", "collections", "--store", "work"});
    EXPECT_EQ(locked.exitCode, 1);
    EXPECT_THAT(locked.error, HasSubstr("the vault is locked"));
    EXPECT_THAT(locked.error, HasSubstr("does not know the key"));

    const Outcome moved =
        tool.done({"stores", "change", "work", "--endpoint", "folder://" + m_elsewhere.string(), "--json"});
    EXPECT_THAT(moved.error, HasSubstr("the key for there is not sent to elsewhere"));
    std::ofstream(m_elsewhere / "key") << key;
    EXPECT_EQ(tool.shell("qstore stores test work --password-stdin < password").exitCode, 1);
    ::setenv("QSTORE_KEY_STORE_WORK", key.c_str(), 1);
    EXPECT_EQ(tool.json({"stores", "test", "work"})["passed"], true);
    EXPECT_EQ(tool.json({"stores", "list"})[1]["key"]["place"], "environment");
    for (const char* words : {"stores list", "stores test work", "stores collections --store work"}) {
        const Outcome outcome = tool.shell("qstore " + std::string(words));
        EXPECT_THAT(outcome.out + outcome.error, Not(HasSubstr(key))) << words;
    }
}

TEST_F(ConnectedStores, SayWhatIsWrong) {
    refused({"stores", "add", "x", "--kind", "foldr", "--endpoint", "folder:///x"}, "'foldr'");
    refused({"stores", "add", "x", "--kind", "folder", "--endpoint", "http://x"}, "names no folder");
    refused({"stores", "add", "x", "--kind", "folder", "--endpoint", "folder:///x", "--set", "colour=red"},
            "'colour'");
    refused({"stores", "add", "local", "--kind", "folder", "--endpoint", "folder:///x"}, "'local'");
    refused({"stores", "add", "x y", "--kind", "folder", "--endpoint", "folder:///x"},
            "cannot name a store");
    refused({"stores", "add", "x", "--kind", "folder", "--endpoint", "folder:///x", "--ca", "none.pem"},
            "CA file");
    EXPECT_EQ(tool.run({"stores", "add", "x", "--kind", "folder", "--set", "batch"}).exitCode, 2);
    const Outcome twice = tool.run({"stores", "add", "x", "--kind", "folder", "--endpoint", "folder:///x",
                                    "--set", "batch=1", "--set", "batch=2"});
    EXPECT_EQ(twice.exitCode, 2);
    EXPECT_THAT(twice.error, HasSubstr("'batch' is given twice"));
    const Outcome secret = tool.run({"stores", "add", "x", "--kind", "folder", "--key", "k123456789"});
    EXPECT_EQ(secret.exitCode, 2);
    EXPECT_THAT(secret.error, Not(HasSubstr("k123456789")));
    EXPECT_FALSE(fs::exists(m_home / "config/qstore/stores.json"));
    add("work", m_there);
    refused({"stores", "add", "WORK", "--kind", "folder", "--endpoint", "folder:///x"}, "'work'");
    refused({"stores", "collections", "--store", "werk"}, "'werk'");
    EXPECT_THAT(tool.run({"stores", "collections", "--store", "werk"}).error, HasSubstr("'work'"));
    ::setenv("QSTORE_PLUGIN_PATH", m_home.c_str(), 1);
    EXPECT_EQ(tool.json({"stores", "list"})[1]["state"], "unreachable");
    refused({"stores", "collections", "--store", "work"}, "'work'");
    EXPECT_THAT(refused({"stores", "remove", "work"}, "the key of 'work' cannot be forgotten").error,
                HasSubstr("--keep-key"));
    EXPECT_EQ(tool.json({"stores", "list"}).size(), 2U) << "the connection names its key and stays";
    tool.done({"stores", "remove", "work", "--keep-key"});
    EXPECT_EQ(tool.json({"stores", "list"}).size(), 1U);
    refused({"stores", "test", "local"}, "needs no test");
    refused({"stores", "remove", "local"}, "cannot be removed");
    refused({"stores", "change", "local", "--endpoint", "folder:///x"}, "has nothing to change");
    refused({"stores", "key", "local"}, "takes no key");
}

TEST_F(ConnectedStores, EveryVerbReachesAnotherStore) {
    importIris();
    add("work", m_there, {"--set", "batch=40"});
    EXPECT_EQ(push("work", {"--create", "--metric", "euclidean"})["written"], 150);
    EXPECT_EQ(push("work")["written"], 0) << "nothing twice";
    EXPECT_EQ(tool.json({"stores", "collections"}), Json::array()) << "nothing in the local store";
    EXPECT_EQ(tool.json({"stores", "collections", "--store", "work"})[0]["points"], 150);
    const Json hits = tool.json(
        {"stores", "query", "flowers", "--store", "work", "--row", "iris:7", "--top", "2"})["hits"];
    EXPECT_EQ(hits[0]["id"], "7");
    EXPECT_EQ(hits[0]["score"], 0.0);

    EXPECT_EQ(push("local", {"--create", "--metric", "euclidean"})["written"], 150);
    EXPECT_EQ(tool.json({"stores", "compare", "flowers", "work/flowers"})["equal"], true);
    tool.done({"stores", "delete", "flowers", "--store", "work", "--id", "3"});
    EXPECT_EQ(tool.json({"stores", "compare", "work/flowers", "local/flowers"})["onlyRight"], (Json{"3"}));
    EXPECT_EQ(tool.json({"stores", "show", "flowers", "--store", "work"})["points"], 149);
    EXPECT_EQ(tool.json({"stores", "drop", "flowers", "--store", "work"})["points"], 149);
    EXPECT_EQ(tool.json({"stores", "collections"}).size(), 1U);
}

TEST_F(ConnectedStores, TheGraphOfAStoreElsewhereIsPrepared) {
    importIris();
    add("work", m_there);
    push("work", {"--create", "--index", "hnsw"});
    EXPECT_THAT(tool.done({"stores", "collections", "--store", "work"}).out,
                HasSubstr("knows 0 of its 150 points; `qstore stores prepare flowers --store work`"));
    EXPECT_EQ(tool.json({"stores", "prepare", "flowers", "--store", "work"})["indexed"], 150);
    EXPECT_THAT(tool.done({"stores", "prepare", "flowers", "--store", "work"}).out,
                HasSubstr("knows 150 of 150 points"));
}

TEST_F(ConnectedStores, AdviceIsWhatTheStoreCanDo) {
    importIris();
    add("work", m_there, {"--set", "exact=no"});
    push("work", {"--create"});
    const std::vector<std::string> words = {"stores", "query", "flowers", "--store", "work", "--id", "7"};
    const Outcome without = tool.done(words);
    EXPECT_THAT(without.out, HasSubstr("by the graph, which may miss some"));
    EXPECT_THAT(without.out, Not(HasSubstr("--exact")));
    tool.done({"stores", "change", "work", "--set", "exact=unused"});
    EXPECT_THAT(tool.done(words).out, HasSubstr("--exact looks at every point"));
}

TEST_F(ConnectedStores, APushThatIsStoppedOrKilledGoesOn) {
    importIris();
    add("work", m_there, {"--set", "batch=20"});
    const std::vector<std::string> words = {"stores", "push",      "flowers", "--store",
                                            "work",   "--dataset", "iris",    "--create"};
    hold("work", 1, "20");
    EXPECT_EQ(interrupted(words, SIGINT).exitCode, 3);
    hold("work", 0, "20");
    EXPECT_EQ(tool.json({"stores", "collections", "--store", "work"}), Json::array())
        << "stopped before anything was written: no empty collection stays";
    tool.write("pair.csv", "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n");
    tool.done({"data", "import", "pair.csv", "--name", "pair", "--target", "y"});
    tool.done({"stores", "push", "flowers", "--store", "work", "--dataset", "pair", "--create", "--metric",
               "dot"});
    tool.done({"stores", "drop", "flowers", "--store", "work"});
    std::size_t there = 0;
    for (const std::size_t call : {2U, 3U, 2U}) {
        const int signal = call == 3 ? SIGINT : SIGKILL;
        hold("work", call, "20");
        const Outcome outcome = interrupted(words, signal);
        EXPECT_EQ(outcome.exitCode, signal == SIGINT ? 3 : 128 + SIGKILL);
        EXPECT_THAT(outcome.error, HasSubstr(signal == SIGINT ? "goes on where this one stopped" : ""));
        hold("work", 0, "20");
        there += (call - 1) * 20;
        EXPECT_EQ(tool.json({"stores", "collections", "--store", "work"})[0]["points"], there);
        refused({"stores", "push", "flowers", "--store", "work", "--dataset", "pair"},
                "dataset: 'iris' there, 'pair' here");
    }
    EXPECT_EQ(push("work", {"--create"})["written"], 150 - static_cast<int>(there));
    push("local", {"--create"});
    EXPECT_EQ(tool.json({"stores", "compare", "flowers", "work/flowers"})["equal"], true);
}

TEST_F(ConnectedStores, APullThatIsStoppedOrKilledGoesOnAndLeavesNoHalf) {
    importIris();
    add("work", m_there);
    push("work", {"--create"});
    tool.done({"stores", "pull", "flowers", "--store", "work", "--name", "whole"});
    const std::vector<std::string> words = {"stores", "pull",   "flowers", "--store",
                                            "work",   "--name", "mine"};
    for (const int signal : {SIGKILL, SIGINT}) {
        hold("work", 3, "20");
        const Outcome outcome = interrupted(words, signal);
        EXPECT_EQ(outcome.exitCode, signal == SIGINT ? 3 : 128 + SIGKILL);
        EXPECT_EQ(tool.json({"data", "list"}).size(), 2U) << "iris and whole";
    }
    hold("work", 0, "20");
    std::vector<std::string> last = words;
    const Json pulled = tool.json(last);
    EXPECT_EQ(pulled["resumedAfter"], 80) << "two pages of 20 each time";
    EXPECT_EQ(pulled["rows"], 150);
    EXPECT_EQ(pulled["target"], "target");
    tool.done({"data", "export", "whole", "whole.csv"});
    tool.done({"data", "export", "mine", "mine.csv"});
    EXPECT_EQ(tool.read("mine.csv"), tool.read("whole.csv"));
    for (const auto& entry : fs::directory_iterator(tool.folder()))
        EXPECT_THAT(entry.path().string(), Not(HasSubstr(".part")));
}

TEST_F(ConnectedStores, AnInterruptedPullIsNotMixedWithAnother) {
    importIris();
    add("work", m_there);
    push("work", {"--create"});
    const std::vector<std::string> words = {"stores", "pull",   "flowers", "--store",
                                            "work",   "--name", "mine"};
    hold("work", 2, "20");
    EXPECT_EQ(interrupted(words, SIGKILL).exitCode, 128 + SIGKILL);
    hold("work", 0, "20");
    std::vector<std::string> other = words;
    other.insert(other.end(), {"--filter", "target = 'setosa'"});
    EXPECT_THAT(refused(other, "something else").error, HasSubstr("--restart"));
    other.emplace_back("--restart");
    const Json pulled = tool.json(other);
    EXPECT_EQ(pulled["rows"], 50);
    EXPECT_EQ(pulled["resumedAfter"], 0);
    refused(words, "'mine'");
}

TEST_F(ConnectedStores, FilesAreKeptRestoredAndForgotten) {
    importIris();
    add("work", m_there);
    const Json kept = tool.json({"stores", "keep", "work", "--dataset", "iris"});
    EXPECT_EQ(kept["file"], "iris.dataset");
    const std::string hash = tool.json({"data", "list"})[0]["sha256"];
    EXPECT_EQ(tool.json({"stores", "keep", "work", "--dataset", "iris"})["sha256"], kept["sha256"])
        << "the same bytes take nobody's place";
    const Json run = tool.json({"train", "--dataset", "iris", "--epochs", "1", "--register", "m"});
    EXPECT_EQ(tool.json({"stores", "keep", "work", "--model", "m"})["file"], "m-1.qmodel");
    const Json files = tool.json({"stores", "files", "work"});
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[1]["kind"], "model-bundle");
    tool.done({"data", "delete", "iris"});
    EXPECT_EQ(tool.json({"stores", "restore", "work", "iris.dataset", "--as", "again"})["name"], "again");
    EXPECT_EQ(tool.json({"data", "list"})[0]["sha256"], hash);
    EXPECT_EQ(tool.json({"stores", "restore", "work", "m-1.qmodel", "--as", "n"})["name"], "n:1");
    EXPECT_EQ(tool.json({"stores", "forget", "work", "m-1.qmodel"})["removed"], true);
    EXPECT_EQ(tool.json({"stores", "files", "work"}).size(), 1U);

    tool.write("other.csv", "x,y\n1,a\n2,b\n");
    tool.done({"data", "import", "other.csv", "--name", "iris", "--target", "y"});
    EXPECT_THAT(refused({"stores", "keep", "work", "--dataset", "iris"}, "another 'iris.dataset'").error,
                HasSubstr("--replace"));
    EXPECT_EQ(tool.json({"stores", "files", "work"})[0]["sha256"], kept["sha256"]);
    const Json other = tool.json({"stores", "keep", "work", "--dataset", "iris", "--replace"});
    EXPECT_EQ(tool.json({"stores", "files", "work"})[0]["sha256"], other["sha256"]);
    EXPECT_NE(other["sha256"], kept["sha256"]);

    refused({"stores", "restore", "work", "m-1.qmodel"}, "'m-1.qmodel'");
    refused({"stores", "keep", "work", "--checkpoint", "r0"}, "r0");
    refused({"stores", "keep", "local", "--dataset", "again"}, "keeps vectors only");
    EXPECT_EQ(tool.run({"stores", "keep", "work"}).exitCode, 2);
    tool.done({"stores", "change", "work", "--set", "files=no"});
    EXPECT_THAT(refused({"stores", "files", "work"}, "(folder) keeps vectors only").error,
                HasSubstr("pgvector"));
}

}  // namespace
