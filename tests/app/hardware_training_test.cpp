// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <set>
#include <thread>

#include "core/serving/practice_cloud.h"
#include "tests/app/tool.h"

namespace {

using qstore::Fault;
using qstore::FaultPlan;
using qstore::FaultStage;
using qstore::PracticeCloud;
using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;

/// Two features of iris on two qubits, four trainable weights.
constexpr const char* kCircuit = R"(OPENQASM 3.0;
include "stdgates.inc";
@qstore.role column
@qstore.column petal_length
input float[64] x0;
@qstore.role column
@qstore.column petal_width
input float[64] x1;
input float[64] t0;
input float[64] t1;
input float[64] t2;
input float[64] t3;
qubit[2] q;
ry(x0) q[0];
ry(x1) q[1];
ry(t0) q[0];
ry(t1) q[1];
cx q[0], q[1];
ry(t2) q[0];
ry(t3) q[1];
)";

/// A practice cloud, an account for it, and a workspace with iris.
class HardwareTraining : public ::testing::Test {
protected:
    void SetUp() override {
        auto started = PracticeCloud::start({});
        ASSERT_TRUE(started) << started.error().message;
        cloud = std::move(*started);
        ::setenv("XDG_CONFIG_HOME", (folder.folder() / "config").c_str(), 1);
        ::setenv("QSTORE_KEY_CLOUD", cloud->key().c_str(), 1);
        folder.done({"accounts", "add", "cloud", "--provider", "ionq", "--endpoint", cloud->ionqEndpoint(),
                     "--practice"});
    }
    void TearDown() override { ::unsetenv("QSTORE_KEY_CLOUD"); }

    static void prepare(const Tool& tool) {
        tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
        tool.write("two.qasm", kCircuit);
        // A small training part keeps the number of circuits small.
        tool.write("config.json", R"({"epochs": 1, "batchSize": 30})");
    }
    static std::vector<std::string> training(const std::vector<std::string>& more = {}) {
        std::vector<std::string> words = {
            "train",     "--dataset",         "iris",    "--circuit", "two.qasm", "--config", "config.json",
            "--backend", "cloud/qpu.forte-1", "--shots", "50",        "--seed",   "3"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    static std::string onlyRun(const Tool& tool) {
        const Json runs = tool.json({"runs", "list"});
        EXPECT_EQ(runs.size(), 1U);
        return runs.empty() ? std::string() : runs[0]["run"].get<std::string>();
    }
    /// Until the server has hit so many faults; fails after a minute.
    void waitForFaults(std::uint64_t count) const {
        const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        while (cloud->faultsHit() < count) {
            ASSERT_LT(std::chrono::steady_clock::now(), end) << "the fault was never reached";
            std::this_thread::yield();
        }
    }
    /// What an undisturbed training ends with, on a cloud of its own.
    Json undisturbed(std::uint64_t& circuits) const {
        const Tool tool;
        prepare(tool);
        const auto before = cloud->ledger().circuitsBilled();
        const Json trained = tool.json(training());
        circuits = cloud->ledger().circuitsBilled() - before;
        return trained;
    }
    void expectNothingTwice() const {
        for (const auto& [token, jobs] : cloud->ledger().jobsByToken()) EXPECT_EQ(jobs, 1U) << token;
    }

    std::unique_ptr<PracticeCloud> cloud;
    Tool folder;
};

TEST_F(HardwareTraining, CostsWhatItsPriceSaidBefore) {
    const Tool tool;
    prepare(tool);
    const Json price = tool.json(training({"--price"}));
    EXPECT_TRUE(cloud->ledger().jobs.empty());
    EXPECT_EQ(tool.json({"runs", "list"}).size(), 0U);
    EXPECT_TRUE(price["training"]["exact"].get<bool>());
    EXPECT_EQ(price["training"]["epochs"].size(), 1U);
    EXPECT_THAT(tool.done(training({"--price"})).out, ::testing::HasSubstr("nothing was run"));
    tool.json(training());
    const auto ledger = cloud->ledger();
    EXPECT_EQ(ledger.circuitsBilled(), price["training"]["circuits"].get<std::uint64_t>());
    EXPECT_EQ(ledger.jobsByToken().size(), price["training"]["jobs"].get<std::size_t>());
    EXPECT_NEAR(ledger.billedUsd(), price["training"]["usd"].get<double>(), 1e-9 * ledger.billedUsd());
    const auto here = tool.run({"train", "--dataset", "iris", "--price"});
    EXPECT_EQ(here.exitCode, 1);
    EXPECT_THAT(here.error, ::testing::HasSubstr("costs nothing"));
}

TEST_F(HardwareTraining, FaultsKillsAndAnExpiredKeyChangeNothing) {
    std::uint64_t needed = 0;
    const Json wanted = undisturbed(needed);
    ASSERT_GT(needed, 0U);
    const auto already = cloud->ledger().circuitsBilled();

    const Tool tool;
    prepare(tool);
    FaultPlan noise;
    noise.seed = 5;
    for (const char* name : {"503", "reset", "html", "truncated", "429"}) {
        Fault fault = *qstore::findFault(name);
        fault.stage = FaultStage::Any;
        fault.probability = 0.02;
        noise.faults.push_back(fault);
    }
    // Each moment: the server holds on to a request of that stage, and there the program dies.
    struct Moment {
        FaultStage stage;
        bool processed;
        std::uint64_t skip;
    };
    const Moment moments[] = {{FaultStage::Submit, true, 1},
                              {FaultStage::Submit, false, 1},
                              {FaultStage::Poll, false, 3},
                              {FaultStage::Fetch, false, 1},
                              {FaultStage::Submit, true, 0}};
    std::string run;
    for (const Moment& moment : moments) {
        FaultPlan plan;
        Fault hang = *qstore::findFault("hang");
        hang.stage = moment.stage;
        hang.processed = moment.processed;
        hang.skip = moment.skip;
        plan.faults = {hang};
        cloud->setFaults(plan);
        const std::uint64_t before = cloud->faultsHit();
        std::vector<std::string> words =
            run.empty() ? training() : std::vector<std::string>{"runs", "resume", run};
        words.insert(words.begin(), QSTORE_TOOL);
        const pid_t process = tool.start(words);
        waitForFaults(before + 1);
        ::kill(process, SIGKILL);
        tool.wait(process);
        cloud->setFaults({});
        run = onlyRun(tool);
    }
    // The key runs out on the way: the run pauses, and goes on with a key that works.
    cloud->setFaults(noise);
    cloud->expireKeyAfter(cloud->key(), 4);
    const Outcome paused = tool.run({"runs", "resume", run});
    EXPECT_EQ(paused.exitCode, 1);
    EXPECT_THAT(paused.error, HasSubstr("key"));
    EXPECT_EQ(tool.json({"runs", "list"})[0]["state"], "interrupted");
    cloud->restoreKey(cloud->key());
    const Json finished = tool.json({"runs", "resume", run});

    EXPECT_EQ(finished["weightsSha256"], wanted["weightsSha256"]);
    EXPECT_EQ(finished["test"], wanted["test"]);
    EXPECT_EQ(cloud->ledger().circuitsBilled() - already, needed);
    EXPECT_GT(cloud->faultsHit(), 5U);
    expectNothingTwice();
}

TEST_F(HardwareTraining, TheCapStopsTheRunAndMoreMoneyEndsIt) {
    const Tool tool;
    prepare(tool);
    const Tool whole;
    prepare(whole);
    const Json wanted = whole.json(training());
    const double price = cloud->ledger().billedUsd();
    ASSERT_GT(price, 0.0);
    // Enough for the start, not for everything; what was billed before is the other run's.
    const double cap = 0.5 * price;
    const Outcome stopped = tool.run(training({"--max-cost", std::to_string(cap)}));
    EXPECT_EQ(stopped.exitCode, 1) << stopped.error;
    EXPECT_THAT(stopped.error, HasSubstr("of the cap of"));
    EXPECT_LE(cloud->ledger().billedUsd() - price, cap);
    EXPECT_GT(cloud->ledger().billedUsd() - price, 0.0);
    EXPECT_EQ(tool.json({"runs", "list"})[0]["state"], "interrupted");
    EXPECT_FALSE(tool.json({"jobs", "ledger"}).empty());
    // The same cap stops it again at once; a higher one lets it end as if there had been none.
    const std::string run = onlyRun(tool);
    EXPECT_EQ(tool.run({"runs", "resume", run}).exitCode, 1);
    const Json finished = tool.json({"runs", "resume", run, "--max-cost", std::to_string(2.0 * price)});
    EXPECT_EQ(finished["weightsSha256"], wanted["weightsSha256"]);
    expectNothingTwice();
}

TEST_F(HardwareTraining, TheKeyIsNowhere) {
    const Tool tool;
    prepare(tool);
    const Outcome trained = tool.run(training());
    EXPECT_EQ(trained.exitCode, 0) << trained.error;
    const std::string run = onlyRun(tool);
    tool.done({"jobs", "list"});
    for (const std::filesystem::path& root : {tool.folder(), folder.folder()}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
            if (!entry.is_regular_file()) continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(file), {}};
            EXPECT_EQ(bytes.find(cloud->key()), std::string::npos) << entry.path();
        }
    }
    EXPECT_EQ((trained.out + trained.error).find(cloud->key()), std::string::npos);
}

TEST(LocalNoise, TrainingOnAProfileRepeatsItself) {
    const Tool tool;
    tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
    tool.write("two.qasm", kCircuit);
    const std::vector<std::string> words = {"train",    "--dataset", "iris",      "--circuit",  "two.qasm",
                                            "--epochs", "1",         "--backend", "local/aria", "--shots",
                                            "20",       "--threads", "1"};
    const Json first = tool.json(words);
    std::vector<std::string> again = words;
    again.back() = "2";
    EXPECT_EQ(tool.json(again)["weightsSha256"], first["weightsSha256"]);
    const Json shown = tool.json({"runs", "show", first["run"].get<std::string>()});
    EXPECT_EQ(shown["metrics"].back()["shots"], 20);
    EXPECT_GT(shown["metrics"].back()["gradientError"].get<double>(), 0.0);
}

TEST(LocalNoise, BadBackendsAreRefusedWithWhatThereIs) {
    const Tool tool;
    tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
    const Outcome none = tool.run({"train", "--dataset", "iris", "--backend", "nonsense"});
    EXPECT_EQ(none.exitCode, 1);
    EXPECT_THAT(none.error, HasSubstr("'nonsense' names no backend"));
    const Outcome local =
        tool.run({"train", "--dataset", "iris", "--backend", "local/arya", "--epochs", "1"});
    EXPECT_EQ(local.exitCode, 1);
    EXPECT_THAT(local.error, HasSubstr("aria"));
    const Outcome account =
        tool.run({"train", "--dataset", "iris", "--backend", "nobody/qpu", "--epochs", "1"});
    EXPECT_EQ(account.exitCode, 1);
    EXPECT_THAT(account.error, HasSubstr("nobody"));
}

}  // namespace
