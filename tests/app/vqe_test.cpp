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

/// Two spins in a field: −Z0Z1 + X0/2 + X1/2, lowest eigenvalue −√2 (4 × 4 by hand: in the span of |00⟩ +
/// |11⟩ and |01⟩ + |10⟩ it is [[−1, 1], [1, 1]]).
constexpr const char* kSpins = R"({"name": "spins", "n_qubits": 2,
  "paulis": {"ZZ": -1.0, "XI": 0.5, "IX": 0.5}})";
constexpr const char* kAnsatz = R"(OPENQASM 3.0;
include "stdgates.inc";
input angle a;
input angle b;
input angle c;
qubit[2] q;
ry(a) q[0];
ry(b) q[1];
cx q[0], q[1];
ry(c) q[0];
)";

TEST(Vqe, FindsTheLowestEnergyOfTwoSpins) {
    const Tool tool;
    tool.write("spins.json", kSpins);
    tool.write("ansatz.qasm", kAnsatz);
    const Json answer = tool.json({"vqe", "spins.json", "--circuit", "ansatz.qasm"});
    EXPECT_NEAR(answer["energy"].get<double>(), -std::sqrt(2.0), 1e-9);
    EXPECT_EQ(answer["hamiltonian"], "spins");
    EXPECT_EQ(answer["terms"], 3);
    EXPECT_EQ(answer["weights"].size(), 3U);
    EXPECT_TRUE(answer["converged"].get<bool>());
    EXPECT_FALSE(answer.contains("exactEnergy"));
    EXPECT_THAT(tool.done({"vqe", "spins.json", "--circuit", "ansatz.qasm"}).out, HasSubstr("-1.41421"));
}

/// At zero every slope vanishes, and the energy is the highest there is.
TEST(Vqe, DoesNotStayOnTheHilltop) {
    const Tool tool;
    tool.write("field.json", R"({"n_qubits": 2, "paulis": {"ZI": 1.0, "IZ": 1.0}})");
    const std::string body =
        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput angle a;\ninput angle b;\n"
        "qubit[2] q;\nry(a) q[0];\nry(b) q[1];\ncz q[0], q[1];\n";
    tool.write("ry.qasm", body);
    const Json answer = tool.json({"vqe", "field.json", "--circuit", "ry.qasm"});
    EXPECT_NEAR(answer["energy"].get<double>(), -2.0, 1e-9);
    EXPECT_EQ(answer["hamiltonian"], "field.json");
    EXPECT_EQ(tool.json({"vqe", "field.json", "--circuit", "ry.qasm", "--seed", "0"})["weights"],
              answer["weights"]);
}

/// Against the eigenvalue by hand: the variational bound holds for what the weights are worth, so that the
/// measured energy lies above it but for its own error.
TEST(Vqe, MeasuresOnABackend) {
    const Tool tool;
    tool.write("spins.json", kSpins);
    tool.write("ansatz.qasm", kAnsatz);
    const std::vector<std::string> words = {"vqe",       "spins.json", "--circuit", "ansatz.qasm",
                                            "--backend", "local",      "--seed",    "1"};
    const auto with = [&words](std::vector<std::string> more) {
        more.insert(more.begin(), words.begin(), words.end());
        return more;
    };
    const Json answer = tool.json(with({"--shots", "2000", "--iterations", "150"}));
    const double error = answer["standardError"].get<double>();
    EXPECT_GT(error, 0.0);
    EXPECT_LT(error, 0.05);
    EXPECT_NEAR(answer["energy"].get<double>(), -std::sqrt(2.0), 0.1);
    EXPECT_GT(answer["energy"].get<double>(), -std::sqrt(2.0) - 5.0 * error);
    EXPECT_EQ(answer["backend"]["name"], "local");
    EXPECT_EQ(answer["history"].size(), 150U);
    EXPECT_EQ(answer["circuits"], 2 * (11 + 3 * 149 + 1)) << "ZZ needs another setting than XI and IX";
    const Json shift = tool.json(with({"--gradient", "shift", "--iterations", "3", "--shots", "10"}));
    EXPECT_EQ(shift["circuits"], 2 * (3 * 7 + 1))
        << "the value and two shifts of three angles, and the end";
    EXPECT_THAT(tool.done(with({"--iterations", "2"})).out, HasSubstr("measured on local: 2 iterations"));
    EXPECT_EQ(tool.run(with({"--tolerance", "1e-3"})).exitCode, 2);
    EXPECT_EQ(tool.run({"vqe", "spins.json", "--circuit", "ansatz.qasm", "--shots", "5"}).exitCode, 2);
    const Outcome nowhere =
        tool.run({"vqe", "spins.json", "--circuit", "ansatz.qasm", "--backend", "moon/one"});
    EXPECT_EQ(nowhere.exitCode, 1);
    EXPECT_THAT(nowhere.error, HasSubstr("moon"));
}

TEST(Vqe, SaysWhatIsMissing) {
    const Tool tool;
    tool.write("spins.json", kSpins);
    tool.write("bell.qasm", "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[2] q;\nh q[0];\n");
    tool.write("one.qasm",
               "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput angle a;\nqubit[1] q;\nry(a) q[0];\n");
    const auto error = [&tool](const std::vector<std::string>& line) {
        const Outcome outcome = tool.run(line);
        EXPECT_EQ(outcome.exitCode, 1);
        return outcome.error;
    };
    EXPECT_THAT(error({"vqe", "spins.json"}), HasSubstr("hf_occupied_qubits"));
    EXPECT_THAT(error({"vqe", "absent.json"}), HasSubstr("absent.json"));
    EXPECT_THAT(error({"vqe", "bell.qasm"}), HasSubstr("hint:"));
    EXPECT_THAT(error({"vqe", "spins.json", "--circuit", "bell.qasm"}), HasSubstr("no trainable weight"));
    EXPECT_THAT(error({"vqe", "spins.json", "--circuit", "one.qasm"}), HasSubstr("has 1 qubits"));
    EXPECT_EQ(tool.run({"vqe"}).exitCode, 2);
    EXPECT_EQ(tool.run({"vqe", "spins.json", "--tolerance", "-1"}).exitCode, 2);
}

}  // namespace
