// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;

constexpr const char* kNoisyPair = R"(OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
h q[0];
cx q[0], q[1];
)";
constexpr const char* kModel = R"({
  "noise": [{"channel": "two-qubit-depolarizing", "probability": 0.2, "gate": "cx"}],
  "readout": [{"qubits": [0], "oneGivenZero": 0.1, "zeroGivenOne": 0.1}]
})";

/// A folder with a Bell pair and a noise model for it.
struct NoisyPair : Tool {
    NoisyPair() {
        write("pair.qasm", kNoisyPair);
        write("model.json", kModel);
    }
};

TEST(CircuitNoise, DensityIsTheDefaultAndExact) {
    const NoisyPair tool;
    const Json document = tool.json({"circuit", "run", "pair.qasm", "--noise", "model.json", "--observable",
                                     "Z0 Z1", "--observable", "Z0"});
    EXPECT_EQ(document["method"], "density");
    EXPECT_EQ(document["qubits"], 2);
    // A Werner state: ⟨ZZ⟩ = 0.8, equal bits 0.45 each; then one bit in ten is read wrongly.
    EXPECT_NEAR(document["expectations"][0].get<double>(), 0.8, 1e-12);
    EXPECT_NEAR(document["expectations"][1].get<double>(), 0.0, 1e-12);
    EXPECT_NEAR(document["probabilities"]["00"].get<double>(), 0.45 * 0.9 + 0.05 * 0.1, 1e-12);
    EXPECT_NEAR(document["probabilities"]["01"].get<double>(), 0.05 * 0.9 + 0.45 * 0.1, 1e-12);
    EXPECT_NEAR(document["purity"].get<double>(), 0.25 + 0.75 * 0.64, 1e-12);
    const Json shots =
        tool.json({"circuit", "run", "pair.qasm", "--noise", "model.json", "--shots", "10000"});
    const int equal = shots["counts"]["00"].get<int>() + shots["counts"]["11"].get<int>();
    EXPECT_NEAR(equal, 8200, 240);  // six standard deviations
    EXPECT_EQ(shots["shots"], 10000);
}

TEST(CircuitNoise, TrajectoriesSayHowFarTheyMayBeOff) {
    const NoisyPair tool;
    const std::vector<std::string> line = {
        "circuit",        "run",  "pair.qasm", "--noise", "model.json",   "--method", "trajectories",
        "--trajectories", "5000", "--seed",    "3",       "--observable", "Z0 Z1"};
    const Json document = tool.json(line);
    EXPECT_EQ(document["method"], "trajectories");
    EXPECT_EQ(document["trajectories"], 5000);
    const double error = document["standardErrors"][0];
    EXPECT_NEAR(error, std::sqrt((1.0 - 0.64) / 5000.0), 0.002);
    EXPECT_NEAR(document["expectations"][0].get<double>(), 0.8, 4.0 * error);
    int total = 0;
    for (const Json& count : document["counts"]) total += count.get<int>();
    EXPECT_EQ(total, 5000);
    std::vector<std::string> oneThread = line;
    oneThread.insert(oneThread.end(), {"--threads", "1"});
    EXPECT_EQ(tool.json(oneThread), document);
    EXPECT_THAT(tool.done(line).out, HasSubstr(" +- "));
    const Json shots = tool.json({"circuit", "run", "pair.qasm", "--noise", "model.json", "--method",
                                  "trajectories", "--shots", "300"});
    EXPECT_EQ(shots["trajectories"], 300) << "a shot is a trajectory";
}

TEST(CircuitNoise, MethodsAgreeWithoutNoise) {
    const NoisyPair tool;
    for (const std::string method : {"state-vector", "density", "stabilizer"}) {
        const Json document = tool.json(
            {"circuit", "run", "pair.qasm", "--method", method, "--observable", "X0 X1 - 0.5 Y0 Y1"});
        EXPECT_EQ(document["method"], method);
        ASSERT_EQ(document["probabilities"].size(), 2U) << method;
        EXPECT_NEAR(document["probabilities"]["00"].get<double>(), 0.5, 1e-12) << method;
        EXPECT_NEAR(document["probabilities"]["11"].get<double>(), 0.5, 1e-12) << method;
        EXPECT_NEAR(document["expectations"][0].get<double>(), 1.5, 1e-12) << method;
    }
    EXPECT_EQ(tool.json({"circuit", "run", "pair.qasm"})["method"], "state-vector");
}

TEST(CircuitNoise, AStabilizerRunIsAsWideAsOneLikes) {
    const Tool tool;
    tool.done({"circuit", "template", "ghz", "--qubits", "300", "--out", "ghz.qasm"});
    const Json document = tool.json({"circuit", "run", "ghz.qasm", "--method", "stabilizer", "--shots",
                                     "1000", "--seed", "5", "--observable", "Z0 Z63"});
    EXPECT_EQ(document["expectations"], Json({1.0}));
    ASSERT_EQ(document["counts"].size(), 2U);
    const int zeros = document["counts"][std::string(300, '0')];
    const int ones = document["counts"][std::string(300, '1')];
    EXPECT_EQ(zeros + ones, 1000);
    EXPECT_NEAR(zeros, 500, 95);  // six standard deviations
    const Json exact = tool.json({"circuit", "run", "ghz.qasm", "--method", "stabilizer"});
    EXPECT_EQ(exact["probabilities"][std::string(300, '1')], 0.5);
}

TEST(CircuitNoise, StabilizerShotsFollowMeasurementsOnTheWay) {
    const Tool tool;
    tool.write("steps.qasm",
               "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nbit[2] c;\nh q[0];\n"
               "c[0] = measure q[0];\nif (c[0] == 1) x q[1];\nc[1] = measure q[1];\n");
    const Json counts =
        tool.json({"circuit", "run", "steps.qasm", "--method", "stabilizer", "--shots", "500"})["counts"];
    EXPECT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts["00"].get<int>() + counts["11"].get<int>(), 500);
    const Outcome exact = tool.run({"circuit", "run", "steps.qasm", "--method", "stabilizer"});
    EXPECT_EQ(exact.exitCode, 1);
    EXPECT_THAT(exact.error, HasSubstr("shots"));
}

TEST(CircuitNoise, WhatCannotBeDoneIsRefusedByName) {
    const NoisyPair tool;
    tool.write("t.qasm", std::string(kNoisyPair) + "rz(0.3) q[1];\n");
    tool.write("typo.json", R"({"noise": [{"channel": "depolarising", "probability": 0.1}]})");
    tool.write("much.json", R"({"noise": [{"channel": "bit-flip", "probability": 1.5}]})");
    tool.write("absent.json", R"({"readout": [{"qubits": [7], "oneGivenZero": 0.1}]})");
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
        {{"t.qasm", "--method", "stabilizer"}, "(rz) with theta = 0.3"},
        {{"pair.qasm", "--method", "stabilizer", "--noise", "model.json"}, "no noise"},
        {{"pair.qasm", "--method", "state-vector", "--noise", "model.json"}, "no noise"},
        {{"pair.qasm", "--noise", "model.json", "--state"}, "--state"},
        {{"pair.qasm", "--noise", "model.json", "--trajectories", "10"}, "--trajectories"},
        {{"pair.qasm", "--method", "trajectories", "--trajectories", "10", "--shots", "11"}, "--shots 11"},
        {{"pair.qasm", "--noise", "missing.json"}, "missing.json"},
        {{"pair.qasm", "--noise", "typo.json"}, "did you mean 'depolarizing'?"},
        {{"pair.qasm", "--noise", "much.json"}, "1.5"},
        {{"pair.qasm", "--noise", "absent.json"}, "qubit 7"}};
    for (const auto& [arguments, text] : cases) {
        std::vector<std::string> line = {"circuit", "run"};
        line.insert(line.end(), arguments.begin(), arguments.end());
        const Outcome outcome = tool.run(line);
        EXPECT_EQ(outcome.exitCode, 1) << text;
        EXPECT_THAT(outcome.error, HasSubstr(text));
    }
    EXPECT_EQ(tool.run({"circuit", "run", "pair.qasm", "--method", "magic"}).exitCode, 2);
    EXPECT_EQ(tool.run({"circuit", "run", "pair.qasm", "--trajectories", "1"}).exitCode, 2);
    EXPECT_THAT(tool.done({"circuit", "run", "--help"}).out, HasSubstr("--noise"));
}

TEST(CircuitNoise, TheModelOfTheManualIsRead) {
    const Tool tool;
    const std::string manual = [] {
        std::ifstream stream(std::filesystem::path(QSTORE_SOURCE_DIR) / "docs" / "manual.md");
        return std::string(std::istreambuf_iterator<char>(stream), {});
    }();
    const std::size_t begin = manual.find("{\"noise\": [");
    ASSERT_NE(begin, std::string::npos);
    tool.write("model.json", manual.substr(begin, manual.find("```", begin) - begin));
    tool.write("pair.qasm", kNoisyPair);
    tool.done({"circuit", "run", "pair.qasm", "--noise", "model.json"});
}

}  // namespace
