// SPDX-License-Identifier: Apache-2.0
// What IonQ's gates mean, against matrices that this file writes down by itself.
#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <numbers>

#include "tests/core/serving/practice_fixture.h"

namespace qstore {
namespace {

using testing::gate;
using testing::Json;
using testing::oneCircuit;
using testing::Practice;

using Complex = std::complex<double>;
using Vector = std::vector<Complex>;
using Matrix = std::vector<Vector>;

constexpr double kPi = std::numbers::pi;

Complex turns(double phase) {
    return std::polar(1.0, 2.0 * kPi * phase);
}

/// `m` on the listed qubits; bit j of a row of `m` is qubits[j], bit q of an index of the state is qubit q.
Vector apply(const Matrix& m, const std::vector<std::size_t>& qubits, const Vector& state) {
    Vector result(state.size(), 0.0);
    for (std::size_t index = 0; index < state.size(); ++index) {
        std::size_t column = 0;
        for (std::size_t j = 0; j < qubits.size(); ++j) column |= ((index >> qubits[j]) & 1U) << j;
        for (std::size_t row = 0; row < m.size(); ++row) {
            std::size_t target = index;
            for (std::size_t j = 0; j < qubits.size(); ++j) {
                target &= ~(std::size_t{1} << qubits[j]);
                target |= ((row >> j) & 1U) << qubits[j];
            }
            result[target] += m[row][column] * state[index];
        }
    }
    return result;
}

// IonQ's documentation, "native gates": all in turns.
Matrix gpi(double phase) {
    return {{0, turns(-phase)}, {turns(phase), 0}};
}
Matrix gpi2(double phase) {
    const double r = 1.0 / std::numbers::sqrt2;
    const Complex i(0, 1);
    return {{r, -i * turns(-phase) * r}, {-i * turns(phase) * r, r}};
}
/// cos(πθ) on the diagonal, −i·sin(πθ)·e^{∓i2π(φ0±φ1)} off it; the first qubit is the low bit here.
Matrix ms(double phase0, double phase1, double angle) {
    const Complex c = std::cos(kPi * angle), s = Complex(0, -1) * std::sin(kPi * angle);
    return {{c, 0, 0, s * turns(-(phase0 + phase1))},
            {0, c, s * turns(phase0 - phase1), 0},
            {0, s * turns(-(phase0 - phase1)), c, 0},
            {s * turns(phase0 + phase1), 0, 0, c}};
}
Matrix zz(double angle) {
    const Complex a = std::polar(1.0, -kPi * angle), b = std::polar(1.0, kPi * angle);
    return {{a, 0, 0, 0}, {0, b, 0, 0}, {0, 0, b, 0}, {0, 0, 0, a}};
}

Vector zero(std::size_t qubits) {
    Vector state(std::size_t{1} << qubits, 0.0);
    state[0] = 1.0;
    return state;
}

void expectProbabilities(const Json& seen, const Vector& state) {
    double sum = 0.0;
    for (std::size_t index = 0; index < state.size(); ++index) {
        const double wanted = std::norm(state[index]);
        EXPECT_NEAR(seen.value(std::to_string(index), 0.0), wanted, 1e-12)
            << index << " in " << seen.dump();
        sum += seen.value(std::to_string(index), 0.0);
    }
    EXPECT_NEAR(sum, 1.0, 1e-12);
}

TEST(IonqCircuits, KeysAreDecimalAndLittleEndian) {
    Practice practice;
    // X on qubit 0 of three is 1, on qubit 2 it is 4.
    EXPECT_EQ(practice.probabilities(oneCircuit(Json::array({gate("x", {0})}), 3)), (Json{{"1", 1.0}}));
    EXPECT_EQ(practice.probabilities(oneCircuit(Json::array({gate("x", {2})}), 3)), (Json{{"4", 1.0}}));
}

TEST(IonqCircuits, NativeGatesAreInTurns) {
    Practice practice;
    const Json gates = {
        {{"gate", "gpi2"}, {"target", 0}, {"phase", 0.1}},
        {{"gate", "gpi2"}, {"target", 1}, {"phase", 0.35}},
        {{"gate", "ms"}, {"targets", {0, 1}}, {"phases", {0.15, 0.4}}, {"angle", 0.2}},
        {{"gate", "gpi"}, {"target", 1}, {"phase", 0.23}},
        {{"gate", "nop"}, {"target", 1}},
        {{"gate", "gpi2"}, {"target", 0}, {"phase", 0.77}},
        {{"gate", "zz"}, {"targets", {1, 0}}, {"angle", 0.13}},
        {{"gate", "gpi2"}, {"target", 0}, {"phase", 0.05}},
        {{"gate", "gpi2"}, {"target", 1}, {"phase", 0.62}},
    };
    Vector state = zero(2);
    state = apply(gpi2(0.1), {0}, state);
    state = apply(gpi2(0.35), {1}, state);
    state = apply(ms(0.15, 0.4, 0.2), {0, 1}, state);
    state = apply(gpi(0.23), {1}, state);
    state = apply(gpi2(0.77), {0}, state);
    state = apply(zz(0.13), {1, 0}, state);
    state = apply(gpi2(0.05), {0}, state);
    state = apply(gpi2(0.62), {1}, state);
    expectProbabilities(practice.probabilities(oneCircuit(gates, 2, "native")), state);
}

TEST(IonqCircuits, MsHasAQuarterTurnByItselfAndZzSaysPhaseOrAngle) {
    Practice practice;
    const Json gates = {{{"gate", "gpi2"}, {"target", 0}, {"phase", 0.3}},
                        {{"gate", "ms"}, {"targets", {0, 1}}, {"phases", {0.0, 0.125}}},
                        {{"gate", "zz"}, {"targets", {0, 1}}, {"phase", 0.17}},
                        {{"gate", "gpi2"}, {"target", 0}, {"phase", 0.0}},
                        {{"gate", "gpi2"}, {"target", 1}, {"phase", 0.4}}};
    Vector state = zero(2);
    state = apply(gpi2(0.3), {0}, state);
    state = apply(ms(0.0, 0.125, 0.25), {0, 1}, state);
    state = apply(zz(0.17), {0, 1}, state);
    state = apply(gpi2(0.0), {0}, state);
    state = apply(gpi2(0.4), {1}, state);
    expectProbabilities(practice.probabilities(oneCircuit(gates, 2, "native")), state);
}

TEST(IonqCircuits, QisRotationsAreInRadians) {
    Practice practice;
    const double theta = 0.7;
    const auto one = [&](const Json& gates) {
        return practice.probabilities(oneCircuit(gates, 1)).value("1", 0.0);
    };
    const double flipped = std::pow(std::sin(theta / 2), 2);
    EXPECT_NEAR(one(Json::array({gate("rx", {0}, {{"rotation", theta}})})), flipped, 1e-12);
    EXPECT_NEAR(one(Json::array({gate("ry", {0}, {{"rotation", theta}})})), flipped, 1e-12);
    EXPECT_NEAR(one(Json::array({gate("h", {0}), gate("rz", {0}, {{"rotation", theta}}), gate("h", {0})})),
                flipped, 1e-12);
    // z with a rotation is a phase (Qiskit's p).
    EXPECT_NEAR(one(Json::array({gate("h", {0}), gate("z", {0}, {{"rotation", theta}}), gate("h", {0})})),
                flipped, 1e-12);
    EXPECT_NEAR(one(Json::array({gate("v", {0})})), 0.5, 1e-12);
    EXPECT_NEAR(one(Json::array({gate("v", {0}), gate("v", {0})})), 1.0, 1e-12);
    EXPECT_NEAR(one(Json::array({gate("v", {0}), gate("vi", {0})})), 0.0, 1e-12);
    EXPECT_NEAR(one(Json::array({gate("h", {0}), gate("s", {0}), gate("si", {0}), gate("h", {0})})), 0.0,
                1e-12);
    // S² = Z, T⁴ = Z
    EXPECT_NEAR(one(Json::array({gate("h", {0}), gate("s", {0}), gate("s", {0}), gate("h", {0})})), 1.0,
                1e-12);
    EXPECT_NEAR(
        one(Json::array({gate("h", {0}), gate("t", {0}), gate("t", {0}), gate("s", {0}), gate("h", {0})})),
        1.0, 1e-12);
    EXPECT_NEAR(one(Json::array({gate("h", {0}), gate("t", {0}), gate("ti", {0}), gate("h", {0})})), 0.0,
                1e-12);
}

TEST(IonqCircuits, IsingGatesTurnByHalfTheAngle) {
    Practice practice;
    // exp(−iθ/2 XX)|00⟩ = cos(θ/2)|00⟩ − i sin(θ/2)|11⟩
    for (const char* name : {"xx", "yy"}) {
        const Json seen =
            practice.probabilities(oneCircuit(Json::array({gate(name, {0, 1}, {{"rotation", 0.9}})}), 2));
        EXPECT_NEAR(seen.value("3", 0.0), std::pow(std::sin(0.45), 2), 1e-12) << name;
        EXPECT_NEAR(seen.value("0", 0.0), std::pow(std::cos(0.45), 2), 1e-12) << name;
    }
    // exp(−iθ/2 ZZ) between Hadamards on qubit 0: qubit 1 is 0, so it is RZ(θ).
    const Json seen = practice.probabilities(oneCircuit(
        Json::array({gate("h", {0}), gate("zz", {0, 1}, {{"rotation", 0.9}}), gate("h", {0})}), 2));
    EXPECT_NEAR(seen.value("1", 0.0), std::pow(std::sin(0.45), 2), 1e-12);
}

TEST(IonqCircuits, ControlsInBothSpellings) {
    Practice practice;
    // Cirq's and Qiskit's CNOT.
    const Json cirq = {{{"gate", "x"}, {"targets", {0}}},
                       {{"gate", "cnot"}, {"control", 0}, {"target", 1}}};
    const Json qiskit = {{{"gate", "x"}, {"targets", {0}}},
                         {{"gate", "x"}, {"controls", {0}}, {"targets", {1}}}};
    EXPECT_EQ(practice.probabilities(oneCircuit(cirq, 2)), (Json{{"3", 1.0}}));
    EXPECT_EQ(practice.probabilities(oneCircuit(qiskit, 2)), (Json{{"3", 1.0}}));
    const Json toffoli = {{{"gate", "x"}, {"targets", {0, 2}}},
                          {{"gate", "not"}, {"controls", {0, 2}}, {"target", 1}},
                          {{"gate", "swap"}, {"targets", {2, 3}}}};
    EXPECT_EQ(practice.probabilities(oneCircuit(toffoli, 4)), (Json{{"11", 1.0}}));
}

TEST(IonqCircuits, PauliExponentials) {
    Practice practice;
    // exp(−i t c XY): the last letter is the first target's. On |00⟩: cos(tc)|00⟩ + …|11⟩.
    const Json one = {{{"gate", "pauliexp"},
                       {"targets", {0, 1}},
                       {"terms", {"XY"}},
                       {"coefficients", {0.5}},
                       {"time", 0.8}}};
    const Json seen = practice.probabilities(oneCircuit(one, 2));
    EXPECT_NEAR(seen.value("3", 0.0), std::pow(std::sin(0.4), 2), 1e-12);
    // "IX" flips the first target alone.
    const Json first = {{{"gate", "pauliexp"},
                         {"targets", {0, 1}},
                         {"terms", {"IX"}},
                         {"coefficients", {1.0}},
                         {"time", kPi / 2}}};
    EXPECT_NEAR(practice.probabilities(oneCircuit(first, 2)).value("1", 0.0), 1.0, 1e-12);
    // XX, YY and ZZ commute: (XX + YY)/2 exchanges |01⟩ and |10⟩ after π/2.
    const Json exchange = {{{"gate", "x"}, {"targets", {0}}},
                           {{"gate", "pauliexp"},
                            {"targets", {0, 1}},
                            {"terms", {"XX", "YY", "ZZ"}},
                            {"coefficients", {0.5, 0.5, 0.3}},
                            {"time", kPi / 2}}};
    EXPECT_NEAR(practice.probabilities(oneCircuit(exchange, 2)).value("2", 0.0), 1.0, 1e-12);
}

TEST(IonqCircuits, NoisyResultsAreSharesOfShots) {
    Practice practice;
    Json body = oneCircuit(Json::array({gate("h", {0}), gate("x", {1}, {{"controls", {0}}})}), 2, "qis",
                           "qpu.forte-1");
    body["shots"] = 1024;
    const Json seen = practice.probabilities(body);
    double sum = 0.0;
    for (const auto& [key, share] : seen.items()) {
        const double shots = share.get<double>() * 1024;
        EXPECT_NEAR(shots, std::round(shots), 1e-9);
        sum += shots;
    }
    EXPECT_DOUBLE_EQ(sum, 1024);
    // Five standard errors of a fair coin, and what the device's errors add.
    EXPECT_NEAR(seen.value("0", 0.0), 0.5, 5 * 0.5 / std::sqrt(1024.0) + 0.02);
    EXPECT_NEAR(seen.value("3", 0.0), 0.5, 5 * 0.5 / std::sqrt(1024.0) + 0.02);
}

TEST(IonqCircuits, NoiseGrowsWithTheModelsError) {
    Practice practice;
    // 60 CNOTs that cancel: what is not 0 is noise. For depolarizing errors with the infidelity e of a
    // gate, p = 4e/3, and (1 − p)^60 of the state is untouched.
    Json gates = Json::array();
    for (int turn = 0; turn < 60; ++turn) gates.push_back(gate("x", {1}, {{"controls", {0}}}));
    Json body = oneCircuit(gates, 2);
    body["shots"] = 100'000;
    body["noise"] = {{"model", "aria-1"}, {"seed", 5}};
    const double seen = practice.probabilities(body).value("0", 0.0);
    const double untouched = std::pow(1.0 - 4.0 * 0.013 / 3.0, 60);
    // Both qubits are read rightly with (1 − 0.005)²; from the mixed part a quarter is 00, reading mixes a
    // little.
    const double wanted = untouched * 0.995 * 0.995 + (1.0 - untouched) * 0.25 * std::pow(0.995 + 0.008, 2);
    EXPECT_NEAR(seen, wanted, 5 * 0.5 / std::sqrt(100'000.0));
}

TEST(IonqCircuits, IdleQubitsOfALargeDeviceCostNothing) {
    Practice practice;
    // 36 qubits have no state vector here; two are used.
    Json body = oneCircuit(Json::array({gate("x", {35}), gate("x", {3})}), 36, "qis", "qpu.forte-1");
    body["shots"] = 1000;
    const Json seen = practice.probabilities(body);
    const std::string key = std::to_string((std::uint64_t{1} << 35U) + 8);
    EXPECT_GT(seen.value(key, 0.0), 0.95) << seen.dump();
}

TEST(IonqCircuits, WhatIsWrongIsNamed) {
    Practice practice;
    const auto refused = [&](const Json& gates, std::size_t qubits, const std::string& set,
                             const std::string& words) {
        const auto reply = practice.client->post("/v0.4/jobs", oneCircuit(gates, qubits, set).dump());
        EXPECT_EQ(reply.status, 400) << reply.body;
        EXPECT_NE(reply.json().value("message", "").find(words), std::string::npos) << reply.body;
    };
    refused(Json::array({gate("warp", {0})}), 1, "qis", "'warp'");
    refused(Json::array({gate("x", {1})}), 1, "qis", "1 is not one of the 1 qubits");
    refused(Json::array({gate("x", {-1})}), 1, "qis", "-1 is not");
    refused(Json::array({gate("rx", {0})}), 1, "qis", "rotation is required");
    refused(Json::array({gate("swap", {0, 0})}), 2, "qis", "twice");
    refused(Json::array({gate("h", {0})}), 1, "native", "'h' is not a native gate");
    refused(Json::array({{{"gate", "gpi"}, {"target", 0}}}), 1, "native", "phase is required");
    refused(Json::array({{{"gate", "ms"}, {"targets", {0, 1}}}}), 2, "native", "phases");
}

TEST(IonqCircuits, SomeJobsFailBeforeTheyRun) {
    Practice practice;
    const auto failure = [&](const Json& body) {
        const std::string id = practice.submit(body);
        practice.finishJobs();
        const Json job = practice.job(id);
        EXPECT_EQ(job.value("status", ""), "failed");
        return job["failure"].value("code", "");
    };
    EXPECT_EQ(failure(oneCircuit(Json::array({gate("x", {0})}), 99)), "NotEnoughQubits");
    EXPECT_EQ(failure(oneCircuit(Json::array({{{"gate", "zz"}, {"targets", {0, 1}}, {"angle", 0.25}}}), 2,
                                 "native", "qpu.aria-1")),
              "UnsupportedGate");
    Json mitigated = oneCircuit(Json::array({gate("x", {0})}), 1, "qis", "qpu.forte-1");
    mitigated["shots"] = 499;
    mitigated["settings"] = {{"error_mitigation", {{"debiasing", true}}}};
    EXPECT_EQ(failure(mitigated), "DebiasingError");
    const Json mixed = {{{"gate", "pauliexp"},
                         {"targets", {0}},
                         {"terms", {"X", "Z"}},
                         {"coefficients", {1, 1}},
                         {"time", 1.0}}};
    EXPECT_EQ(failure(oneCircuit(mixed, 1)), "CompilationError");
    Json program = {
        {"type", "ionq.qasm3.v1"}, {"backend", "simulator"}, {"input", {{"data", "OPENQASM 3.0; wrong"}}}};
    EXPECT_EQ(failure(program), "PreflightError");
    EXPECT_EQ(practice.cloud->ledger().circuitsRun(), 0U);
    EXPECT_EQ(practice.cloud->ledger().billedUsd(), 0.0);
}

}  // namespace
}  // namespace qstore
