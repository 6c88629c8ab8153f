// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <complex>
#include <csignal>
#include <numbers>

#include "tests/app/tool.h"

namespace {

using qstore::test::Outcome;
using qstore::test::Tool;
using ::testing::HasSubstr;
using Json = nlohmann::json;

constexpr const char* kBell = R"(OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
bit[2] c;
h q[0];
cx q[0], q[1];
c = measure q;
)";

std::string threeQasm(const std::string& body) {
    return "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + body;
}

TEST(CircuitRun, BellGivesOnlyEqualBits) {
    const Tool tool;
    tool.write("bell.qasm", kBell);
    const Json document = tool.json({"circuit", "run", "bell.qasm", "--shots", "10000", "--seed", "7"});
    const Json& counts = document["counts"];
    ASSERT_EQ(counts.size(), 2U);
    const int zeros = counts["00"], ones = counts["11"];
    EXPECT_EQ(zeros + ones, 10000);
    // Six standard deviations of a fair coin.
    EXPECT_NEAR(zeros, 5000, 300);
    EXPECT_EQ(document["qubits"], 2);
}

TEST(CircuitRun, SameSeedSameCounts) {
    const Tool tool;
    tool.write("bell.qasm", kBell);
    const auto counts = [&](const std::string& seed, const std::string& threads) {
        return tool.json({"circuit", "run", "bell.qasm", "--shots", "10000", "--seed", seed, "--threads",
                          threads})["counts"];
    };
    EXPECT_EQ(counts("11", "1"), counts("11", "1"));
    EXPECT_EQ(counts("11", "1"), counts("11", "2"));
    EXPECT_NE(counts("11", "1"), counts("12", "1"));
}

TEST(CircuitRun, FlippedQubitIsAlwaysOne) {
    const Tool tool;
    tool.write("x.qasm", threeQasm("qubit q;\nx q;\n"));
    EXPECT_EQ(tool.json({"circuit", "run", "x.qasm", "--shots", "1000"})["counts"], (Json{{"1", 1000}}));
    EXPECT_EQ(tool.json({"circuit", "run", "x.qasm"})["probabilities"]["1"], 1.0);
}

TEST(CircuitRun, MeasurementsOnTheWayHaveExactProbabilities) {
    const Tool tool;
    // A coin is thrown; heads turns the second qubit by θ, whose P(1) is then sin²(θ/2).
    tool.write("branch.qasm",
               threeQasm("input float[64] theta;\nqubit[2] q;\nbit[2] c;\nh q[0];\nc[0] = measure q[0];\n"
                         "if (c[0] == 1) ry(theta) q[1];\nc[1] = measure q[1];\n"));
    const Json document = tool.json({"circuit", "run", "branch.qasm", "--set", "theta=0.8"});
    const double one = 0.5 * std::sin(0.4) * std::sin(0.4);
    const Json& probabilities = document["probabilities"];
    ASSERT_EQ(probabilities.size(), 3U);
    EXPECT_NEAR(probabilities["00"].get<double>(), 0.5, 1e-12);
    EXPECT_NEAR(probabilities["01"].get<double>(), 0.5 - one, 1e-12);
    EXPECT_NEAR(probabilities["11"].get<double>(), one, 1e-12);
    EXPECT_EQ(document["branches"], 2);
    const Outcome refused =
        tool.run({"circuit", "run", "branch.qasm", "--set", "theta=0.8", "--observable", "Z1"});
    EXPECT_NE(refused.exitCode, 0);
    EXPECT_THAT(refused.error, HasSubstr("--shots"));
}

TEST(CircuitRun, BitStringsHaveTheFirstQubitLast) {
    const Tool tool;
    tool.write("order.qasm", threeQasm("qubit[3] q;\nx q[0];\n"));
    EXPECT_EQ(tool.json({"circuit", "run", "order.qasm"})["probabilities"], (Json{{"001", 1.0}}));
    tool.write("bits.qasm", threeQasm("qubit[2] q;\nbit[1] a;\nbit[2] b;\nx q[1];\na[0] = measure q[1];\n"
                                      "b[1] = measure q[0];\n"));
    // b is declared last and so stands leftmost: b[1] b[0] a[0].
    EXPECT_EQ(tool.json({"circuit", "run", "bits.qasm"})["probabilities"], (Json{{"001", 1.0}}));
    EXPECT_EQ(tool.json({"circuit", "run", "bits.qasm", "--shots", "50"})["counts"], (Json{{"001", 50}}));
}

TEST(CircuitRun, FourQubitFourierTransformIsTheDft) {
    const Tool tool;
    tool.done({"circuit", "template", "qft", "--qubits", "4", "--out", "qft.qasm"});
    const std::string qft = tool.read("qft.qasm");
    const std::size_t body = qft.find(';', qft.find("qubit")) + 1;
    for (const unsigned input : {0U, 1U, 5U, 14U}) {
        const std::size_t nameStart = qft.rfind(' ', body - 1) + 1;
        const std::string name = qft.substr(nameStart, body - 1 - nameStart);
        std::string preparation;
        for (unsigned qubit = 0; qubit < 4; ++qubit)
            if (((input >> qubit) & 1U) != 0)
                preparation += "\nx " + name + "[" + std::to_string(qubit) + "];";
        tool.write("input.qasm", qft.substr(0, body) + preparation + qft.substr(body));
        const Json state = tool.json({"circuit", "run", "input.qasm", "--state"})["state"];
        ASSERT_EQ(state.size(), 16U);
        for (unsigned k = 0; k < 16; ++k) {
            const auto expected = std::polar(0.25, 2.0 * std::numbers::pi * input * k / 16.0);
            EXPECT_NEAR(state[k][0].get<double>(), expected.real(), 1e-12) << input << " " << k;
            EXPECT_NEAR(state[k][1].get<double>(), expected.imag(), 1e-12) << input << " " << k;
        }
    }
}

TEST(CircuitRun, GroverFindsItsMarkWithTheTextbookProbability) {
    const Tool tool;
    for (unsigned qubits = 2; qubits <= 6; ++qubits) {
        const double size = std::pow(2.0, qubits);
        const double theta = std::asin(1.0 / std::sqrt(size));
        const double steps = std::floor(std::numbers::pi / (4.0 * theta));
        const double expected = std::pow(std::sin((2.0 * steps + 1.0) * theta), 2.0);
        tool.done({"circuit", "template", "grover", "--qubits", std::to_string(qubits), "--option",
                   "marked=2", "--out", "grover.qasm"});
        const Json probabilities =
            tool.json({"circuit", "run", "grover.qasm", "--top", "1"})["probabilities"];
        std::string mark(qubits, '0');
        mark[qubits - 2] = '1';
        ASSERT_TRUE(probabilities.contains(mark)) << probabilities;
        EXPECT_NEAR(probabilities[mark].get<double>(), expected, 1e-10) << qubits;
    }
}

TEST(CircuitRun, ExpectationsOfABellPair) {
    const Tool tool;
    tool.write("pair.qasm", threeQasm("qubit[2] q;\nh q[0];\ncx q[0], q[1];\n"));
    const Json exact = tool.json({"circuit", "run", "pair.qasm", "--observable", "Z0 Z1", "--observable",
                                  "X0 X1 - 0.5 Y0 Y1", "--observable", "Z0"})["expectations"];
    EXPECT_NEAR(exact[0].get<double>(), 1.0, 1e-12);
    EXPECT_NEAR(exact[1].get<double>(), 1.5, 1e-12);
    EXPECT_NEAR(exact[2].get<double>(), 0.0, 1e-12);
    // Perfectly correlated in all three bases, so shots give the same without any scatter.
    const Json sampled = tool.json({"circuit", "run", "pair.qasm", "--shots", "100", "--observable",
                                    "X0 X1 - 0.5 Y0 Y1"})["expectations"];
    EXPECT_NEAR(sampled[0].get<double>(), 1.5, 1e-12);
}

TEST(CircuitRun, InputsAreSetByName) {
    const Tool tool;
    tool.write("ry.qasm", threeQasm("input float[64] theta;\nqubit q;\nry(theta) q;\n"));
    const Json document =
        tool.json({"circuit", "run", "ry.qasm", "--set", "theta=pi/3", "--observable", "Z0"});
    EXPECT_NEAR(document["expectations"][0].get<double>(), 0.5, 1e-12);

    const Outcome unbound = tool.run({"circuit", "run", "ry.qasm"});
    EXPECT_EQ(unbound.exitCode, 1);
    EXPECT_THAT(unbound.error, HasSubstr("theta"));
    const Outcome unknown = tool.run({"circuit", "run", "ry.qasm", "--set", "phi=1"});
    EXPECT_EQ(unknown.exitCode, 1);
    EXPECT_THAT(unknown.error, HasSubstr("phi"));
}

TEST(CircuitRun, ManyOutcomesNeedTop) {
    const Tool tool;
    tool.write("wide.qasm", threeQasm("qubit[17] q;\nh q;\n"));
    const Outcome refused = tool.run({"circuit", "run", "wide.qasm"});
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_THAT(refused.error, HasSubstr("--top"));
    EXPECT_EQ(tool.json({"circuit", "run", "wide.qasm", "--top", "3"})["probabilities"].size(), 3U);
}

TEST(CircuitRun, CtrlCStopsEvenTheLongestSampling) {
    const Tool tool;
    const std::string pipe = tool.folder() / "pipe";
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const pid_t process =
        tool.start({"bash", "-c", "exec qstore circuit run - --shots 1000000000000 --json < pipe"});
    const int input = open(pipe.c_str(), O_WRONLY | O_CLOEXEC);
    ASSERT_GE(input, 0);
    // More than a pipe holds: once it is written, the program is reading and listens to signals.
    const std::string text = "// " + std::string(1U << 20U, '.') + "\n" + kBell;
    for (std::size_t at = 0; at < text.size();) {
        const ssize_t count = write(input, text.data() + at, text.size() - at);
        ASSERT_GT(count, 0);
        at += static_cast<std::size_t>(count);
    }
    close(input);
    kill(process, SIGINT);
    const Outcome outcome = tool.wait(process);
    EXPECT_EQ(outcome.exitCode, 3) << outcome.error;
    EXPECT_EQ(outcome.json()["error"]["code"], "cancelled");
}

TEST(CircuitRun, StateIsRefusedForProgramsThatMeasure) {
    const Tool tool;
    tool.write("bell.qasm", kBell);
    const Outcome outcome = tool.run({"circuit", "run", "bell.qasm", "--state"});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_THAT(outcome.error, HasSubstr("--state"));
}

TEST(CircuitRun, UnknownGateIsAnErrorThatNamesIt) {
    const Tool tool;
    tool.write("bad.qasm", threeQasm("qubit[2] q;\nfrobnicate q[0];\n"));
    const Outcome outcome = tool.run({"circuit", "run", "bad.qasm", "--json"});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_THAT(outcome.error, HasSubstr("frobnicate"));
    EXPECT_THAT(outcome.error, HasSubstr("4"));  // the line
    EXPECT_THAT(outcome.json()["error"]["message"].get<std::string>(), HasSubstr("frobnicate"));
}

TEST(CircuitRun, TooLargeForMemoryIsRefused) {
    const Tool tool;
    tool.write("huge.qasm", threeQasm("qubit[60] q;\nh q;\n"));
    const Outcome outcome = tool.run({"circuit", "run", "huge.qasm", "--top", "1", "--json"});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_EQ(outcome.json()["error"]["code"], "resource-exhausted");
}

TEST(CircuitGradient, EveryMethodGivesTheCosine) {
    const Tool tool;
    tool.write("ry.qasm", threeQasm("input float[64] theta;\nqubit q;\nry(2*theta) q;\n"));
    const double theta = 0.4, expected = -2.0 * std::sin(2.0 * theta);
    for (const auto& [method, tolerance] : std::vector<std::pair<std::string, double>>{
             {"adjoint", 1e-12}, {"shift", 1e-10}, {"finite", 1e-6}}) {
        const Json document = tool.json({"circuit", "gradient", "ry.qasm", "--observable", "Z0", "--method",
                                         method, "--set", "theta=0.4"});
        EXPECT_NEAR(document["value"].get<double>(), std::cos(2.0 * theta), 1e-12) << method;
        EXPECT_NEAR(document["gradient"]["theta"].get<double>(), expected, tolerance) << method;
        EXPECT_GE(document["evaluations"].get<int>(), 1);
    }
    const Json spsa = tool.json({"circuit", "gradient", "ry.qasm", "--observable", "Z0", "--method", "spsa",
                                 "--set", "theta=0.4", "--seed", "3"});
    EXPECT_NEAR(spsa["gradient"]["theta"].get<double>(), expected, 1e-2);
    const Json second = tool.json(
        {"circuit", "gradient", "ry.qasm", "--observable", "Z0", "--hessian", "--set", "theta=0.4"});
    EXPECT_NEAR(second["hessian"]["theta"]["theta"].get<double>(), -4.0 * std::cos(2.0 * theta), 1e-12);
}

TEST(CircuitCompare, GlobalPhaseDoesNotCount) {
    const Tool tool;
    tool.write("a.qasm", threeQasm("qubit q;\nh q;\nz q;\nh q;\n"));
    tool.write("b.qasm", threeQasm("qubit q;\nrx(pi) q;\n"));
    tool.write("c.qasm", threeQasm("qubit q;\ny q;\n"));
    const Json same = tool.json({"circuit", "compare", "a.qasm", "b.qasm"});
    EXPECT_TRUE(same["equivalent"].get<bool>());
    EXPECT_NEAR(same["distance"].get<double>(), 0.0, 1e-12);
    const Json different = tool.json({"circuit", "compare", "a.qasm", "c.qasm"});
    EXPECT_FALSE(different["equivalent"].get<bool>());
    EXPECT_NEAR(different["distance"].get<double>(), 1.0, 1e-12);
}

TEST(CircuitInfo, CountsWhatIsThere) {
    const Tool tool;
    tool.write("bell.qasm", kBell);
    const Json document = tool.json({"circuit", "info", "bell.qasm"});
    EXPECT_EQ(document["qubits"], 2);
    EXPECT_EQ(document["gates"], 2);
    EXPECT_EQ(document["twoQubitGates"], 1);
    EXPECT_EQ(document["parameters"], 0);
    EXPECT_FALSE(document["plan"].is_null());
}

TEST(CircuitInfo, ValuesAreNoPartOfTheStructure) {
    const Tool tool;
    const auto infoOf = [&](const std::string& gate, const std::string& value) {
        tool.write("c.qasm", threeQasm("@qstore.value " + value + "\ninput float[64] w;\nqubit[1] q;\n" +
                                       gate + "(w) q[0];\n"));
        return tool.json({"circuit", "info", "c.qasm"});
    };
    const Json first = infoOf("rx", "0.3");
    const Json moved = infoOf("rx", "1.7");
    EXPECT_EQ(first["structureSha256"].get<std::string>().size(), 64U);
    EXPECT_EQ(moved["structureSha256"], first["structureSha256"]);
    EXPECT_NE(moved["sha256"], first["sha256"]);
    EXPECT_NE(infoOf("ry", "0.3")["structureSha256"], first["structureSha256"]);
    EXPECT_GT(first["planBytes"].get<std::size_t>(), 1000U);
    EXPECT_EQ(moved["planBytes"], first["planBytes"]);
}

TEST(CircuitConvert, EveryLanguageComesBackEquivalent) {
    const Tool tool;
    tool.done({"circuit", "template", "qft", "--qubits", "3", "--out", "qft.qasm"});
    for (const std::string format : {"qasm2", "qasm3", "json"}) {
        const std::string out = "out." + std::string(format == "json" ? "json" : "qasm");
        tool.done({"circuit", "convert", "qft.qasm", out, "--to", format});
        EXPECT_TRUE(tool.json({"circuit", "compare", "qft.qasm", out})["equivalent"].get<bool>()) << format;
    }
    EXPECT_THAT(tool.done({"circuit", "convert", "qft.qasm", "-", "--to", "qasm2"}).out,
                HasSubstr("OPENQASM 2.0"));
}

TEST(CircuitConvert, WritesScriptsAndDrawings) {
    const Tool tool;
    tool.write("bell.qasm", kBell);
    const auto converted = [&](const std::string& format) {
        return tool.json({"circuit", "convert", "bell.qasm", "-", "--to", format})["text"]
            .get<std::string>();
    };
    EXPECT_THAT(converted("qiskit"), HasSubstr("circuit.cx(0, 1)"));
    EXPECT_THAT(converted("pennylane"), HasSubstr("qml.Hadamard(wires=0)"));
    EXPECT_THAT(converted("cirq"), HasSubstr("cirq.X(q[1]).controlled_by(q[0])"));
    EXPECT_THAT(converted("quantikz"), HasSubstr("\\begin{quantikz}"));
    EXPECT_THAT(converted("svg"), HasSubstr("</svg>"));
    tool.done({"circuit", "convert", "bell.qasm", "bell.svg", "--dark"});
    EXPECT_THAT(tool.read("bell.svg"), HasSubstr("#1F2126")) << "the ending names the language";
    for (const std::string format : {"png", "pdf"}) {
        const Outcome refused =
            tool.run({"circuit", "convert", "bell.qasm", "out", "--to", format, "--json"});
        EXPECT_EQ(refused.exitCode, 1) << format;
        EXPECT_EQ(refused.json()["error"]["code"], "unsupported") << format;
        EXPECT_THAT(refused.error, HasSubstr("--to svg"));
        EXPECT_FALSE(std::filesystem::exists(tool.folder() / "out")) << format;
    }
    EXPECT_EQ(tool.run({"circuit", "convert", "bell.qasm", "-", "--dark"}).exitCode, 2);
}

TEST(CircuitTemplate, AllOfThemRunOrTrain) {
    const Tool tool;
    const Json templates = tool.json({"circuit", "template"});
    EXPECT_GE(templates.size(), 9U);
    for (const Json& entry : templates) {
        const std::string name = entry["name"];
        tool.done({"circuit", "template", name, "--qubits", "4", "--out", "t.qasm"});
        EXPECT_GE(tool.json({"circuit", "info", "t.qasm"})["qubits"].get<int>(), 4) << name;
    }
    // Two columns are two amplitudes of one qubit, so "amplitude" needs a single angle.
    const Json encoders = tool.json({"circuit", "encoder"});
    EXPECT_GE(encoders.size(), 6U);
    for (const Json& entry : encoders) {
        tool.done({"circuit", "encoder", entry["name"], "--columns", "a,b", "--out", "e.qasm"});
        EXPECT_GE(tool.json({"circuit", "info", "e.qasm"})["columns"].get<int>(), 1) << entry["name"];
    }
}

}  // namespace
