// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;

constexpr const char* kGhz = R"(OPENQASM 3.0;
include "stdgates.inc";
qubit[4] q;
bit[4] c;
h q[0];
cx q[0], q[1];
cx q[0], q[2];
cx q[0], q[3];
c = measure q;
)";

TEST(CircuitTranspile, MeasuresTheSameOnEveryTarget) {
    const Tool tool;
    tool.write("ghz.qasm", kGhz);
    for (const std::string target : {"ionq", "ionq-forte", "line", "grid"}) {
        SCOPED_TRACE(target);
        const Json answer = tool.json({"circuit", "transpile", "ghz.qasm", "out.qasm", "--target", target});
        EXPECT_EQ(answer["target"], target);
        EXPECT_EQ(answer["before"]["twoQubitGates"], 3);
        EXPECT_GE(answer["after"]["twoQubitGates"], 3);
        EXPECT_EQ(answer["initialLayout"].size(), 4U);
        const Json run = tool.json({"circuit", "run", "out.qasm"})["probabilities"];
        ASSERT_EQ(run.size(), 2U) << run;
        EXPECT_NEAR(run["0000"].get<double>(), 0.5, 1e-12);
        EXPECT_NEAR(run["1111"].get<double>(), 0.5, 1e-12);
    }
}

TEST(CircuitTranspile, WritesJsonByItsEndingAndTheSizeAskedFor) {
    const Tool tool;
    tool.write("ghz.qasm", kGhz);
    const Json answer = tool.json(
        {"circuit", "transpile", "ghz.qasm", "out.json", "--target", "heavy-hex", "--qubits", "60"});
    EXPECT_EQ(answer["after"]["qubits"], 65);
    EXPECT_EQ(answer["format"], "json");
    EXPECT_EQ(Json::parse(tool.read("out.json"))["qubits"][0]["size"], 65);
    EXPECT_EQ(answer["gateSet"], "IBM (rz, sx, x, cz)");
    const Json again =
        tool.json({"circuit", "transpile", "ghz.qasm", "-", "--target", "heavy-hex", "--seed", "4"});
    EXPECT_EQ(again["seed"], 4);
    EXPECT_THAT(again["text"].get<std::string>(), HasSubstr("OPENQASM 3"));
}

TEST(CircuitTranspile, SaysWhatCannotBe) {
    const Tool tool;
    tool.write("ghz.qasm", kGhz);
    tool.write("reset.qasm", "OPENQASM 3.0;\nqubit q;\nreset q;\n");
    const auto code = [&](const std::vector<std::string>& more, const std::string& file = "ghz.qasm") {
        std::vector<std::string> arguments = {"circuit", "transpile", file, "out.qasm", "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Outcome outcome = tool.run(arguments);
        EXPECT_EQ(outcome.exitCode, 1);
        EXPECT_FALSE(std::filesystem::exists(tool.folder() / "out.qasm"));
        return outcome.json()["error"]["code"].get<std::string>();
    };
    EXPECT_EQ(code({"--target", "torus"}), "not-found");
    EXPECT_EQ(code({"--target", "line", "--qubits", "3"}), "invalid-argument");
    EXPECT_EQ(code({"--target", "ionq"}, "reset.qasm"), "unsupported");
    EXPECT_EQ(tool.run({"circuit", "transpile", "ghz.qasm", "out.qasm"}).exitCode, 2);
    EXPECT_EQ(
        tool.run({"circuit", "transpile", "ghz.qasm", "-", "--target", "line", "--qubits", "-4"}).exitCode,
        2);
}

TEST(CircuitConvert, CirqJsonThereAndBack) {
    const Tool tool;
    tool.write("ghz.qasm", kGhz);
    tool.done({"circuit", "convert", "ghz.qasm", "ghz.json", "--to", "cirq-json"});
    EXPECT_EQ(Json::parse(tool.read("ghz.json"))["cirq_type"], "Circuit");
    EXPECT_EQ(tool.json({"circuit", "info", "ghz.json"})["twoQubitGates"], 3);
    const Json run = tool.json({"circuit", "run", "ghz.json"})["probabilities"];
    ASSERT_EQ(run.size(), 2U);
    EXPECT_NEAR(run["1111"].get<double>(), 0.5, 1e-12);
}

}  // namespace
