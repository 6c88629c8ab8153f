// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;

constexpr const char* kPair = R"(OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
h q[0];
cx q[0], q[1];
)";

struct PairTool : Tool {
    PairTool() { write("pair.qasm", kPair); }
};

TEST(Backends, LocalOnesAreListedAndShownOffline) {
    const Tool tool;
    const Json list = tool.json({"backends", "list"});
    ASSERT_EQ(list.size(), 5U);
    EXPECT_EQ(list[0]["name"], "local");
    EXPECT_EQ(list[1]["name"], "local/aria");
    EXPECT_EQ(list[1]["qubits"], 25);
    const Json shown = tool.json({"backends", "show", "local/heavy-hex"});
    EXPECT_EQ(shown["name"], "local/heavy-hex-27");
    EXPECT_EQ(shown["coupling"].size(), 28U);
    EXPECT_EQ(shown["calibration"]["measured"], "2023-09-27");
    EXPECT_GT(shown["calibration"]["ageDays"].get<int>(), 700);
    EXPECT_FALSE(shown["calibration"].contains("oneQubitError")) << "no source tells it";
    EXPECT_THAT(shown["figures"].get<std::string>(), HasSubstr("not a measurement of today"));
    const std::string text = tool.done({"backends", "show", "local/aria"}).out;
    EXPECT_THAT(text, HasSubstr("25 qubits"));
    EXPECT_THAT(text, HasSubstr("gpi, gpi2, ms"));
    EXPECT_THAT(text, HasSubstr("every pair of qubits is coupled"));
    EXPECT_THAT(text, HasSubstr("days ago"));
    EXPECT_THAT(text, HasSubstr("source: Microsoft"));
}

TEST(Backends, ACalibrationFileIsShownAndSimulated) {
    const PairTool tool;
    tool.write("day.json", R"({"backend_name": "ibm_test", "last_update_date": "2025-06-16T00:00:00Z",
      "qubits": [[{"name": "readout_error", "value": 0.2}], [{"name": "readout_error", "value": 0.01}],
                 [{"name": "readout_error", "value": 0.02}]],
      "gates": [{"gate": "cx", "qubits": [0, 1], "parameters": [{"name": "gate_error", "value": 0.001}]},
                {"gate": "cx", "qubits": [1, 2], "parameters": [{"name": "gate_error", "value": 0.003}]}]})");
    const Json shown = tool.json({"backends", "show", "--calibration", "day.json"});
    EXPECT_EQ(shown["qubits"], 3);
    EXPECT_EQ(shown["calibration"]["measured"], "2025-06-16");
    const Json run = tool.json({"circuit", "run", "pair.qasm", "--calibration", "day.json"});
    // Qubit 0 reads too badly: the pair lies on qubits 1 and 2, in some order.
    const auto placement = run["backend"]["placement"].get<std::vector<int>>();
    EXPECT_EQ(std::min(placement[0], placement[1]), 1);
    EXPECT_EQ(std::max(placement[0], placement[1]), 2);
    // r = 0.003 means p = 0.004 to the maximally mixed state, where bits are equal half the time.
    const double kept = 0.996 + 0.5 * 0.004, right = 0.99 * 0.98 + 0.01 * 0.02;
    const double equal =
        run["probabilities"]["00"].get<double>() + run["probabilities"]["11"].get<double>();
    EXPECT_NEAR(equal, kept * right + (1.0 - kept) * (1.0 - right), 1e-9);
}

TEST(Backends, CircuitsRunOnASimulatedMachine) {
    const PairTool tool;
    const Json exact = tool.json({"circuit", "run", "pair.qasm", "--backend", "local"});
    EXPECT_EQ(exact["method"], "state-vector");
    EXPECT_NEAR(exact["probabilities"]["00"].get<double>(), 0.5, 1e-12);
    const Json noisy =
        tool.json({"circuit", "run", "pair.qasm", "--backend", "local/forte", "--observable", "Z0 Z1"});
    EXPECT_EQ(noisy["method"], "density");
    EXPECT_THAT(noisy["backend"]["source"].get<std::string>(), HasSubstr("2308.05071"));
    // Forte: r = 0.00464, so p = 4/3 r is lost from ⟨ZZ⟩; the error of H, 2 · 0.0002, does not show there.
    EXPECT_NEAR(noisy["expectations"][0].get<double>(), 1.0 - 0.00464 * 4.0 / 3.0, 1e-9);
    const std::string text = tool.done({"circuit", "run", "pair.qasm", "--backend", "local/forte"}).out;
    EXPECT_THAT(text, HasSubstr("typical published figures, not a measurement of today"));
    EXPECT_THAT(text, HasSubstr("note: errors of reading are not known"));
}

TEST(Backends, WhatCannotRunIsRefusedWithAWayOut) {
    const PairTool tool;
    tool.done({"circuit", "template", "ghz", "--qubits", "26", "--out", "wide.qasm"});
    tool.write("toffoli.qasm",
               "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[3] q;\nccx q[0], q[1], q[2];\n");
    tool.write("model.json", "{}");
    tool.write("broken.json", R"({"qubits": 2, "spamError": 7})");
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
        {{"pair.qasm", "--backend", "local/arai"}, "did you mean 'local/aria'?"},
        {{"wide.qasm", "--backend", "local/aria"}, "needs 26 qubits, has 25"},
        {{"toffoli.qasm", "--backend", "local/aria"}, "touches 3 qubits"},
        {{"pair.qasm", "--backend", "local/aria", "--noise", "model.json"}, "--noise and a backend"},
        {{"pair.qasm", "--backend", "local/aria", "--method", "state-vector"}, "no noise"},
        {{"pair.qasm", "--backend", "local/aria", "--calibration", "broken.json"}, "--calibration"},
        {{"pair.qasm", "--calibration", "broken.json"}, "spamError"},
        {{"pair.qasm", "--calibration", "absent.json"}, "absent.json"}};
    for (const auto& [arguments, text] : cases) {
        std::vector<std::string> line = {"circuit", "run"};
        line.insert(line.end(), arguments.begin(), arguments.end());
        const Outcome outcome = tool.run(line);
        EXPECT_EQ(outcome.exitCode, 1) << text;
        EXPECT_THAT(outcome.error, HasSubstr(text));
        EXPECT_THAT(outcome.error, HasSubstr("hint: "));
    }
    EXPECT_EQ(tool.run({"backends", "show"}).exitCode, 2);
    EXPECT_EQ(tool.run({"backends", "show", "aria"}).exitCode, 1);
    EXPECT_EQ(tool.run({"backends", "estimate", "pair.qasm"}).exitCode, 2);
}

TEST(Backends, AnEstimateEqualsTheHandCalculation) {
    const PairTool tool;
    // 0.000220 · 1 · 100,000 + 0.000975 · 1 · 100,000 = 119.50 USD.
    const Json price = tool.json({"backends", "estimate", "pair.qasm", "--price-list", "ionq", "--backend",
                                  "qpu.aria-1", "--shots", "100000"});
    EXPECT_EQ(price["oneQubitGates"], 1);
    EXPECT_EQ(price["twoQubitGates"], 1);
    EXPECT_NEAR(price["job"]["usd"].get<double>(), 119.50, 1e-9);
    EXPECT_EQ(price["job"]["fromProvider"], false);
    EXPECT_EQ(price["job"]["date"], "2025-02-26");
    EXPECT_THAT(price["job"]["source"].get<std::string>(), HasSubstr("Microsoft"));
    // 2 + 0.00035 · 100,000 = 37 s at 1.60 USD.
    const Json seconds = tool.json({"backends", "estimate", "pair.qasm", "--price-list", "ibm", "--backend",
                                    "ibm_fez", "--shots", "100000"});
    EXPECT_NEAR(seconds["job"]["usd"].get<double>(), 59.20, 1e-9);
    const Json unknown = tool.json(
        {"backends", "estimate", "pair.qasm", "--price-list", "ionq", "--backend", "qpu.tempo-9"});
    EXPECT_FALSE(unknown["job"].contains("usd"));
    EXPECT_THAT(unknown["job"]["reason"].get<std::string>(), HasSubstr("qpu.tempo-9"));
}

TEST(Backends, SeveralAreComparedWithReasons) {
    const PairTool tool;
    const Json document =
        tool.json({"backends", "estimate", "pair.qasm", "--backend", "local/aria", "--backend",
                   "local/forte", "--backend", "local/heavy-hex", "--by", "fidelity"});
    ASSERT_EQ(document["ranking"].size(), 3U);
    for (const Json& device : document["ranking"]) EXPECT_EQ(device["usable"], true);
    EXPECT_EQ(document["backend"], document["ranking"][0]["backend"]);
    // Heavy-hex: its one-qubit error is not known, so its fidelity is not either, and it comes last.
    EXPECT_EQ(document["ranking"][2]["backend"], "local/heavy-hex-27");
    EXPECT_THAT(document["ranking"][2]["reasoning"].get<std::string>(), HasSubstr("fidelity unknown"));
}

TEST(Backends, AWholeTrainingHasAPriceAndACheapestWay) {
    const Tool tool;
    tool.write("model.qasm",
               "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n@qstore.role trainable\n"
               "input float[64] w;\nqubit[1] q;\nrx(w) q[0];\n");
    const std::vector<std::string> line = {
        "backends",   "estimate",       "model.qasm", "--price-list",  "ionq", "--backend",
        "qpu.aria-1", "--shots",        "10000",      "--train-rows",  "5",    "--train-batch",
        "2",          "--train-epochs", "2",          "--train-error", "0.1"};
    const Json document = tool.json(line);
    const Json& training = document["training"];
    EXPECT_EQ(training["steps"], 6);
    EXPECT_EQ(training["circuits"], 18);
    EXPECT_EQ(training["merged"], 12);
    EXPECT_EQ(training["jobs"], 6);
    EXPECT_EQ(training["exact"], true);
    // Two rows of a batch share its circuits, and their shots are paid all the same.
    EXPECT_NEAR(training["usd"].get<double>(), 4 * 13.20 + 2 * 12.4166, 1e-9);
    ASSERT_EQ(training["epochs"].size(), 2U);
    EXPECT_NEAR(training["epochs"][1]["totalUsd"].get<double>(), training["usd"].get<double>(), 1e-9);
    ASSERT_GE(document["gradientOptions"].size(), 3U);
    EXPECT_EQ(document["gradientOptions"][0]["method"], "parameter-shift");
    EXPECT_EQ(document["gradientOptions"][0]["shots"], 50);
    EXPECT_THAT(tool.done(line).out, HasSubstr("$77.63"));
    EXPECT_EQ(tool.run({"backends", "estimate", "model.qasm", "--backend", "local", "--train-epochs", "2"})
                  .exitCode,
              2);
}

}  // namespace
