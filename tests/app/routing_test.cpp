// SPDX-License-Identifier: GPL-3.0-or-later
// Devices of accounts as targets, ranked, failed over, and measured by models: against a practice cloud.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "core/serving/practice_cloud.h"
#include "tests/app/tool.h"

namespace {

using qstore::Fault;
using qstore::FaultStage;
using qstore::PracticeCloud;
using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

constexpr const char* kPair = R"(OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
h q[0];
cx q[0], q[1];
)";

class Routing : public ::testing::Test {
protected:
    void SetUp() override {
        qstore::PracticeOptions options;
        options.queueMs = 1;
        cloud = std::move(*PracticeCloud::start(options));
        ::setenv("XDG_CONFIG_HOME", (tool.folder() / "config").c_str(), 1);
        ::setenv("QSTORE_KEY_CLOUD", cloud->key().c_str(), 1);
        ::setenv("QSTORE_KEY_CHIPS", cloud->key().c_str(), 1);
        tool.done({"accounts", "add", "cloud", "--provider", "ionq", "--endpoint", cloud->ionqEndpoint(),
                   "--practice"});
        tool.done({"accounts", "add", "chips", "--provider", "ibm", "--endpoint", cloud->ibmEndpoint(),
                   "--token-endpoint", cloud->tokenEndpoint(), "--instance", cloud->crn(), "--practice"});
        tool.write("pair.qasm", kPair);
    }
    void TearDown() override {
        ::unsetenv("QSTORE_KEY_CLOUD");
        ::unsetenv("QSTORE_KEY_CHIPS");
    }
    void strike(FaultStage stage, const char* name) const {
        Fault fault = *qstore::findFault(name);
        fault.stage = stage;
        cloud->setFaults({0, {fault}});
    }

    std::unique_ptr<PracticeCloud> cloud;
    const Tool tool;
};

TEST_F(Routing, DevicesOfAccountsAreTranspileTargets) {
    const Json forte =
        tool.json({"circuit", "transpile", "pair.qasm", "forte.qasm", "--target", "cloud/qpu.forte-1"});
    EXPECT_EQ(forte["target"], "cloud/qpu.forte-1");
    EXPECT_THAT(tool.read("forte.qasm"), HasSubstr("gpi2"));
    EXPECT_THAT(tool.read("forte.qasm"), Not(HasSubstr("cx q")));
    const Json chip =
        tool.json({"circuit", "transpile", "pair.qasm", "chip.json", "--target", "chips/ibm_practice_7"});
    EXPECT_EQ(chip["after"]["qubits"], 7);
    EXPECT_THAT(tool.read("chip.json"), HasSubstr("ecr"));
    const Json local =
        tool.json({"circuit", "transpile", "pair.qasm", "aria.qasm", "--target", "local/aria"});
    EXPECT_THAT(local["gateSet"].get<std::string>(), HasSubstr("ms"));

    tool.done({"circuit", "template", "ghz", "--qubits", "8", "--out", "wide.qasm"});
    const std::vector<std::pair<std::vector<std::string>, std::string>> refused = {
        {{"wide.qasm", "x.qasm", "--target", "chips/ibm_practice_7"}, "needs 8 qubits"},
        {{"pair.qasm", "x.qasm", "--target", "cloud/qpu.nowhere"}, "has no device 'qpu.nowhere'"},
        {{"pair.qasm", "x.qasm", "--target", "nobody/qpu"}, "nobody"},
        {{"pair.qasm", "x.qasm", "--target", "cloud/qpu.forte-1", "--qubits", "3"}, "not 3"}};
    for (const auto& [words, text] : refused) {
        std::vector<std::string> line = {"circuit", "transpile"};
        line.insert(line.end(), words.begin(), words.end());
        const Outcome outcome = tool.run(line);
        EXPECT_EQ(outcome.exitCode, 1) << text;
        EXPECT_THAT(outcome.error, HasSubstr(text));
        EXPECT_THAT(outcome.error, HasSubstr("hint: "));
    }
}

TEST_F(Routing, DevicesAreRankedWithReasons) {
    const Json price = tool.json({"backends", "choose", "pair.qasm"});
    EXPECT_EQ(price["goal"], "price");
    EXPECT_EQ(price["unreached"], Json::array());
    // Five here, three of each of the accounts' kinds: IonQ's simulator and two machines, IBM's two.
    ASSERT_EQ(price["ranking"].size(), 5U + 3U + 2U);
    double last = 0.0;
    for (const Json& entry : price["ranking"]) {
        EXPECT_FALSE(entry["reasoning"].get<std::string>().empty());
        if (!entry.contains("usd")) continue;
        EXPECT_GE(entry["usd"].get<double>(), last) << entry;
        last = entry["usd"].get<double>();
    }
    const Json fidelity = tool.json({"backends", "choose", "pair.qasm", "--by", "fidelity"});
    EXPECT_EQ(fidelity["failOver"][0], "local");

    // What cannot run it stands last and is not in the order of failing over.
    tool.done({"circuit", "template", "ghz", "--qubits", "26", "--out", "wide.qasm"});
    const Json wide = tool.json(
        {"backends", "choose", "wide.qasm", "--backend", "local/aria", "--backend", "cloud/qpu.forte-1"});
    EXPECT_EQ(wide["failOver"], Json::array({"cloud/qpu.forte-1"}));
    EXPECT_EQ(wide["ranking"][1]["backend"], "local/aria");
    EXPECT_EQ(wide["ranking"][1]["reasons"][0]["text"], "needs 26 qubits, has 25");
    EXPECT_EQ(tool.run({"backends", "choose", "wide.qasm", "--backend", "local/aria"}).exitCode, 1);

    // An account that does not answer is left out, and said so. IonQ tells its devices to everybody.
    cloud->revokeKey(cloud->key());
    const Json left = tool.json({"backends", "choose", "pair.qasm"});
    ASSERT_EQ(left["unreached"].size(), 1U);
    EXPECT_FALSE(left["unreached"][0]["hint"].get<std::string>().empty());
    EXPECT_EQ(left["ranking"].size(), 5U + 3U);
}

TEST_F(Routing, ARunGoesOnToTheNextBackend) {
    const Json absent =
        tool.json({"circuit", "run", "pair.qasm", "--backend", "cloud/qpu.nowhere,cloud/simulator"});
    EXPECT_EQ(absent["backend"]["name"], "cloud/simulator");
    ASSERT_EQ(absent["failedOver"].size(), 1U);
    EXPECT_EQ(absent["failedOver"][0]["backend"], "cloud/qpu.nowhere");
    EXPECT_EQ(absent["counts"]["00"].get<int>() + absent["counts"]["11"].get<int>(), 1000);

    // Refused for good by the first: nothing ran there.
    strike(FaultStage::Submit, "400");
    const auto before = cloud->ledger().jobs.size();
    const Outcome outcome =
        tool.done({"circuit", "run", "pair.qasm", "--backend", "cloud/qpu.forte-1,local/aria"});
    EXPECT_THAT(outcome.out, HasSubstr("measured on local/aria"));
    EXPECT_THAT(outcome.error, HasSubstr("'cloud/qpu.forte-1' does not run it"));
    EXPECT_EQ(cloud->ledger().jobs.size(), before);

    // It ran and its results cannot be read: another machine would be paid as well.
    strike(FaultStage::Fetch, "unknown-format");
    const Outcome paid = tool.run({"circuit", "run", "pair.qasm", "--backend", "cloud/simulator,local"});
    EXPECT_EQ(paid.exitCode, 1);
    EXPECT_THAT(paid.error, HasSubstr("no other backend is tried"));
    cloud->setFaults({});

    const Outcome twice = tool.run({"circuit", "run", "pair.qasm", "--backend", "local,local"});
    EXPECT_EQ(twice.exitCode, 1);
    EXPECT_THAT(twice.error, HasSubstr("named twice"));
    EXPECT_EQ(tool.run({"circuit", "run", "pair.qasm", "--backend", "local,"}).exitCode, 1);
}

TEST_F(Routing, CalibrationsHaveAHistory) {
    const Json history = tool.json({"backends", "calibration", "cloud/qpu.forte-1", "--history", "3"});
    ASSERT_EQ(history["calibrations"].size(), 3U);
    std::string newest = "9999";
    for (const Json& each : history["calibrations"]) {
        EXPECT_LE(each["measured"].get<std::string>(), newest);
        newest = each["measured"].get<std::string>();
        EXPECT_GT(each["twoQubitError"].get<double>(), 0.0);
    }
    EXPECT_THAT(tool.done({"backends", "calibration", "cloud/qpu.forte-1"}).out, HasSubstr("measured"));
    EXPECT_EQ(tool.json({"backends", "calibration", "local/aria"})["calibrations"].size(), 1U);
    EXPECT_EQ(tool.run({"backends", "calibration", "local"}).exitCode, 1);
    EXPECT_EQ(tool.run({"backends", "calibration", "cloud/"}).exitCode, 1);
    EXPECT_EQ(tool.run({"backends", "calibration", "cloud/qpu.forte-1", "--history", "0"}).exitCode, 2);
}

TEST_F(Routing, ModelsPredictOnBackends) {
    tool.done({"data", "import", "--sample", "iris", "--name", "iris"});
    tool.done({"data", "export", "iris", "rows.csv"});
    tool.done({"train", "--dataset", "iris", "--epochs", "2", "--seed", "1", "--register", "flowers"});
    const Json exact = tool.json({"predict", "flowers", "--data", "rows.csv"});
    const Json measured = tool.json(
        {"predict", "flowers", "--data", "rows.csv", "--backend", "cloud/simulator", "--shots", "2000"});
    EXPECT_EQ(measured["exact"], false);
    EXPECT_EQ(measured["backend"]["name"], "cloud/simulator");
    EXPECT_EQ(measured["backend"]["practice"], true);
    EXPECT_EQ(measured["shots"], 2000);
    ASSERT_EQ(measured["predictions"].size(), exact["predictions"].size());
    double largest = 0.0;
    for (std::size_t row = 0; row < exact["predictions"].size(); ++row)
        for (const auto& [name, wanted] : exact["predictions"][row]["probabilities"].items())
            largest = std::max(largest,
                               std::abs(measured["predictions"][row]["probabilities"][name].get<double>() -
                                        wanted.get<double>()));
    EXPECT_LT(largest, 0.05);
    // Two of the 150 rows are the same, and their circuits are run as one.
    EXPECT_EQ(cloud->ledger().circuitsRun(), 149U);
    EXPECT_THAT(tool.done({"predict", "flowers", "--data", "rows.csv", "--backend", "local/aria", "--shots",
                           "20", "--out", "out.csv"})
                    .out,
                HasSubstr("measured on local/aria with 20 shots"));
    EXPECT_EQ(tool.run({"predict", "flowers", "--data", "rows.csv", "--backend", "aria"}).exitCode, 1);
    EXPECT_EQ(tool.run({"predict", "flowers", "--data", "rows.csv", "--max-cost", "3"}).exitCode, 2);
    const auto before = cloud->ledger().jobs.size();
    const Outcome dear = tool.run({"predict", "flowers", "--data", "rows.csv", "--backend",
                                   "cloud/qpu.forte-1", "--max-cost", "0.5"});
    EXPECT_EQ(dear.exitCode, 1);
    EXPECT_THAT(dear.error, HasSubstr("cap"));
    EXPECT_EQ(cloud->ledger().jobs.size(), before);
}

TEST_F(Routing, GradientsAreMeasuredOnBackends) {
    tool.write("turn.qasm",
               "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float[64] a;\ninput float[64] b;\n"
               "qubit[2] q;\nry(a) q[0];\ncx q[0], q[1];\nrx(b) q[1];\n");
    const std::vector<std::string> words = {"circuit", "gradient", "turn.qasm", "--observable", "Z1",
                                            "--set",   "a=0.7",    "--set",     "b=0.4"};
    const Json exact = tool.json(words);
    std::vector<std::string> there = words;
    there.insert(there.end(), {"--backend", "cloud/simulator", "--shots", "100000"});
    const Json measured = tool.json(there);
    EXPECT_EQ(measured["method"], "shift");
    EXPECT_EQ(measured["evaluations"], 5) << "the value, and two shifts of each angle";
    for (const char* name : {"a", "b"})
        EXPECT_NEAR(measured["gradient"][name].get<double>(), exact["gradient"][name].get<double>(),
                    6.0 * measured["standardErrors"][name].get<double>() + 1e-4);
    EXPECT_GT(measured["standardErrors"]["a"].get<double>(), 0.0);
    EXPECT_GE(cloud->ledger().circuitsRun(), 5U);
    there.insert(there.end(), {"--method", "adjoint"});
    const Outcome refused = tool.run(there);
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_THAT(refused.error, HasSubstr("needs the state"));
    EXPECT_EQ(tool.run({"circuit", "gradient", "turn.qasm", "--observable", "Z1", "--shots", "5"}).exitCode,
              2);
}

TEST_F(Routing, EnergiesAreMeasuredOnBackends) {
    tool.write("field.json", R"({"name": "field", "n_qubits": 1, "paulis": {"Z": 1.0, "X": 0.5}})");
    tool.write("turn.qasm",
               "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput angle a;\nqubit[1] q;\nry(a) q[0];\n");
    const std::vector<std::string> words = {
        "vqe",     "field.json", "--circuit", "turn.qasm",       "--iterations", "3",
        "--shots", "200",        "--backend", "cloud/simulator", "--seed",       "1"};
    const Json found = tool.json(words);
    EXPECT_EQ(found["backend"]["practice"], true);
    EXPECT_EQ(found["circuits"], 2 * 18) << "two settings each";
    // One weight can be moved up or down only: the directions of an iteration ask for the same circuits.
    EXPECT_EQ(cloud->ledger().circuitsRun(), 2U * (3U * 3U + 1U));
    const std::size_t jobs = cloud->ledger().jobs.size();
    std::vector<std::string> dear = words;
    dear[9] = "cloud/qpu.forte-1";
    dear.insert(dear.end(), {"--max-cost", "0.5"});
    const Outcome refused = tool.run(dear);
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_THAT(refused.error, HasSubstr("cap"));
    EXPECT_EQ(cloud->ledger().jobs.size(), jobs);
}

}  // namespace
