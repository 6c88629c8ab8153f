// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/parallel.h"
#include "core/simulation/simd.h"
#include "core/simulation/trajectories.h"
#include "tests/core/simulation/noisy_circuits.h"

namespace qstore {
namespace {

using testing::program;

class TrajectoryLanes : public ::testing::Test {
protected:
    void TearDown() override {
        ASSERT_TRUE(useSimdTarget(simdTargets().front()));
        setThreadCount(0);
    }
};

/// A noisy circuit, observables and a number of trajectories.
struct Case {
    Circuit circuit;
    NoiseModel noise;
    std::vector<PauliSum> observables;
    TrajectoryOptions options;

    TrajectoryResult run(TrajectoryPath path) const {
        TrajectoryOptions asked = options;
        asked.path = path;
        auto made = simulateTrajectories(circuit, noise, observables, asked);
        EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().message);
        return made ? *made : TrajectoryResult{};
    }
};

/// Within rounding of the trajectories that are followed one after the other.
void expectSame(const TrajectoryResult& lanes, const TrajectoryResult& single, const std::string& what) {
    EXPECT_EQ(lanes.trajectories, single.trajectories) << what;
    EXPECT_EQ(lanes.counts, single.counts) << what;
    ASSERT_EQ(lanes.expectations.size(), single.expectations.size()) << what;
    for (std::size_t k = 0; k < single.expectations.size(); ++k) {
        EXPECT_NEAR(lanes.expectations[k], single.expectations[k], 1e-10) << what << ", observable " << k;
        EXPECT_NEAR(lanes.standardErrors[k], single.standardErrors[k], 1e-9)
            << what << ", observable " << k;
    }
}

/// On every instruction set.
void expectLanesAgree(const Case& c, const std::string& what) {
    const TrajectoryResult single = c.run(TrajectoryPath::Single);
    for (const std::string& target : simdTargets()) {
        ASSERT_TRUE(useSimdTarget(target));
        expectSame(c.run(TrajectoryPath::Lanes), single, what + ", " + target);
    }
}

std::vector<PauliSum> someObservables(RandomStream& random, std::size_t qubits) {
    std::vector<PauliSum> sums = {PauliSum::z(qubits - 1), PauliSum{}};
    for (int i = 0; i < 2; ++i) sums.push_back(testing::randomObservable(random, qubits));
    return sums;
}

/// A gate of every kind of loop, now and then under conditions, between measurements and resets.
class RandomProgram {
public:
    RandomProgram(std::uint64_t seed, std::size_t qubits)
        : m_random(seed, "random program"), m_qubits(qubits) {}

    Circuit circuit(std::size_t statements) {
        std::string body = "qubit[" + std::to_string(m_qubits) + "] q; bit[3] c;";
        for (std::size_t q = 0; q < m_qubits; ++q)
            body += "ry(" + angle() + ") q[" + std::to_string(q) + "];";
        for (std::size_t i = 0; i < statements; ++i) body += statement();
        body += "c[" + std::to_string(m_random.below(3)) + "] = measure q[0];";
        return program(body);
    }

private:
    std::string angle() { return std::to_string(3.0 * m_random.uniform()); }
    std::string bit() { return "c[" + std::to_string(m_random.below(3)) + "]"; }
    std::string condition() {
        switch (m_random.below(4)) {
            case 0: return "if (" + bit() + " == 1) ";
            case 1: return "if (" + bit() + " == 0) ";
            default: return "";
        }
    }

    std::string statement() {
        const auto order = m_random.permutation(m_qubits);
        const std::string a = "q[" + std::to_string(order[0]) + "]";
        const std::string b = m_qubits > 1 ? "q[" + std::to_string(order[1]) + "]" : "";
        const std::uint64_t pick = m_random.below(m_qubits > 1 ? 13 : 7);
        switch (pick) {
            case 0: return bit() + " = measure " + a + ";";
            case 1: return condition() + "reset " + a + ";";
            case 2: return condition() + "x " + a + ";";
            case 3: return condition() + "rz(" + angle() + ") " + a + ";";
            case 4: return condition() + "rx(" + angle() + ") " + a + ";";
            case 5: return condition() + "ry(" + angle() + ") " + a + ";";
            case 6: return condition() + "u3(" + angle() + "," + angle() + "," + angle() + ") " + a + ";";
            case 7: return condition() + "cx " + a + "," + b + ";";
            case 8: return condition() + "cz " + a + "," + b + ";";
            case 9: return condition() + "swap " + a + "," + b + ";";
            case 10: return condition() + "iswap " + a + "," + b + ";";
            case 11: return condition() + "rxx(" + angle() + ") " + a + "," + b + ";";
            default: return condition() + "negctrl @ ry(" + angle() + ") " + a + "," + b + ";";
        }
    }

    RandomStream m_random;
    std::size_t m_qubits;
};

/// Numbers of trajectories around those of the lanes and of a batch.
constexpr std::uint64_t kCounts[] = {2, 3, 7, 8, 13, 31, 32, 33, 45};

std::uint64_t countOf(std::uint64_t seed) {
    return kCounts[seed % std::size(kCounts)];
}

TEST_F(TrajectoryLanes, AgreeWithSingleTrajectoriesOnRandomGates) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const std::size_t qubits = 1 + seed % 5;
        RandomStream random(seed, "observables");
        expectLanesAgree({testing::boundRandomCircuit(seed, qubits, 10),
                          testing::randomNoise(seed, qubits),
                          someObservables(random, qubits),
                          {countOf(seed), seed, true}},
                         "seed " + std::to_string(seed));
    }
}

TEST_F(TrajectoryLanes, AgreeWhereMeasurementsSteerTheLanesApart) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const std::size_t qubits = 1 + seed % 4;
        RandomStream random(seed, "observables");
        NoiseModel noise = testing::randomNoise(seed, qubits);
        const double misread = seed % 2 == 0 ? 0.1 : 0.0;
        ASSERT_TRUE(noise.addReadout(ReadoutError{misread, 2.0 * misread}));
        expectLanesAgree({RandomProgram(seed, qubits).circuit(20),
                          noise,
                          someObservables(random, qubits),
                          {countOf(seed), seed, true}},
                         "seed " + std::to_string(seed));
    }
}

TEST_F(TrajectoryLanes, AgreeWhereDampingOfTwoQubitsIsSeenByOthers) {
    const auto damping = Channel::amplitudeDamping(0.5)->operators();
    std::vector<ComplexMatrix> pairs;
    for (const ComplexMatrix& low : damping)
        for (const ComplexMatrix& high : damping)
            pairs.emplace_back(testing::onQubits(low, {0}, 2) * testing::onQubits(high, {1}, 2));
    NoiseModel noise;
    ASSERT_TRUE(noise.add({Channel::kraus(pairs).value(), nullptr, 2, {}}));
    ASSERT_TRUE(noise.add({Channel::generalizedAmplitudeDamping(0.3, 0.4).value(), nullptr, 1, {}}));
    // Entangled with the two qubits that are damped, the third one is looked at before and after.
    std::string body = "qubit[3] q;";
    for (int i = 0; i < 10; ++i)
        body += "ry(1.2) q[0]; cx q[0], q[2]; ry(0.4) q[2]; cx q[0], q[1]; ry(0.3) q[2]; rz(0.2) q[1];";
    RandomStream random(1, "observables");
    expectLanesAgree({program(body), noise, someObservables(random, 3), {500, 1, true}}, "three qubits");
}

TEST_F(TrajectoryLanes, AgreeForChannelsOfThreeQubits) {
    // A mixture of Toffoli and phases, and damping of two qubits at a time that a third one decides.
    const Circuit circuit = program(
        "qubit[4] q; ry(0.7) q[0]; ry(1.1) q[3]; ccx q[0], q[3], q[1]; h q[2]; ccx q[2], q[1], q[0];");
    const ComplexMatrix toffoli =
        circuitUnitary(program("qubit[3] q; ccx q[0], q[1], q[2]; s q[1]; t q[0];")).value();
    const auto damping = Channel::amplitudeDamping(0.4)->operators();
    const ComplexMatrix turn = circuitUnitary(program("qubit[3] q; h q[0]; cx q[0], q[2]; ry(0.4) q[1];"
                                                      "ccx q[1], q[2], q[0]; rx(0.3) q[2];"))
                                   .value();
    std::vector<ComplexMatrix> damped;
    for (const ComplexMatrix& low : damping)
        for (const ComplexMatrix& high : damping)
            damped.emplace_back(turn * testing::onQubits(low, {0}, 3) * testing::onQubits(high, {2}, 3) *
                                turn.adjoint());
    const std::vector<std::vector<ComplexMatrix>> channels = {
        {std::sqrt(0.3) * toffoli, std::sqrt(0.7) * ComplexMatrix::Identity(8, 8)}, damped};
    for (const auto& operators : channels) {
        NoiseModel noise;
        NoiseRule rule{Channel::kraus(operators).value(), nullptr, 3, {}};
        ASSERT_TRUE(noise.add(rule));
        RandomStream random(3, "observables");
        expectLanesAgree({circuit, noise, someObservables(random, 4), {75, 5, true}},
                         std::to_string(operators.size()) + " operators");
    }
}

TEST_F(TrajectoryLanes, AgreeForLargeStatesToo) {
    RandomStream random(12, "observables");
    NoiseModel noise;
    ASSERT_TRUE(noise.add({Channel::depolarizing(0.02, 2).value(), nullptr, 2, {}}));
    ASSERT_TRUE(noise.add({Channel::amplitudeDamping(0.05).value(), nullptr, 0, {}}));
    const Case c{
        testing::boundRandomCircuit(12, 12, 20), noise, someObservables(random, 12), {13, 2, true}};
    expectLanesAgree(c, "12 qubits");
}

TEST_F(TrajectoryLanes, KeepStatesOfVanishingNormAlive) {
    // Each operator takes the squared norm to a quarter or less; 600 of them would end below the smallest
    // number.
    std::string body = "qubit[2] q; h q[0]; cx q[0], q[1];";
    for (int i = 0; i < 600; ++i) body += "id q[" + std::to_string(i % 2) + "];";
    const auto damping = Channel::amplitudeDamping(0.3)->operators();
    std::vector<ComplexMatrix> operators;
    for (const char* gate : {"id", "z", "s", "x"}) {
        const ComplexMatrix turn = circuitUnitary(program(std::string("qubit q; ") + gate + " q;")).value();
        for (const ComplexMatrix& op : damping) operators.emplace_back(0.5 * turn * op);
    }
    NoiseModel noise;
    ASSERT_TRUE(noise.add({Channel::kraus(operators).value(), nullptr, 1, {}}));
    expectLanesAgree(
        {program(body), noise, {PauliSum::z(0), PauliSum::parse("X0 X1").value()}, {21, 8, true}},
        "600 channels");
}

TEST_F(TrajectoryLanes, AreWhatSmallStatesTakeByThemselves) {
    RandomStream random(5, "observables");
    for (const std::size_t qubits : {3U, 15U}) {
        const Case c{testing::boundRandomCircuit(5, qubits, 10),
                     testing::randomNoise(4, qubits),
                     someObservables(random, qubits),
                     {5, 3, true}};
        const auto lanes = c.run(TrajectoryPath::Lanes).expectations;
        const auto single = c.run(TrajectoryPath::Single).expectations;
        ASSERT_NE(lanes, single) << "the last digits tell the paths apart";
        EXPECT_EQ(c.run(TrajectoryPath::Automatic).expectations, qubits == 3 ? lanes : single);
    }
}

TEST_F(TrajectoryLanes, GiveTheSameBitsForAnyNumberOfThreads) {
    RandomStream random(9, "observables");
    const Case c{testing::boundRandomCircuit(9, 5, 20),
                 testing::randomNoise(9, 5),
                 someObservables(random, 5),
                 {1001, 4, true}};
    setThreadCount(1);
    const TrajectoryResult one = c.run(TrajectoryPath::Lanes);
    setThreadCount(2);
    const TrajectoryResult two = c.run(TrajectoryPath::Lanes);
    EXPECT_EQ(one.expectations, two.expectations);
    EXPECT_EQ(one.standardErrors, two.standardErrors);
    EXPECT_EQ(one.counts, two.counts);
}

TEST_F(TrajectoryLanes, TrajectoriesDoNotDependOnHowManyFollow) {
    // The first of them are the same whatever lanes stay empty behind them.
    const Case all{testing::boundRandomCircuit(3, 4, 15), testing::randomNoise(3, 4), {}, {40, 6, true}};
    Counts before;
    for (std::uint64_t count = 1; count <= 40; ++count) {
        Case some = all;
        some.options.trajectories = count;
        const Counts counts = some.run(TrajectoryPath::Lanes).counts;
        std::uint64_t added = 0;
        for (const auto& [key, times] : counts) {
            const std::uint64_t had = before.count(key) > 0 ? before.at(key) : 0;
            ASSERT_GE(times, had) << count;
            added += times - had;
        }
        ASSERT_EQ(added, 1U) << count;
        before = counts;
    }
}

TEST_F(TrajectoryLanes, WithoutCountsValuesAreTheSame) {
    Case c{
        testing::boundRandomCircuit(3, 4, 15), testing::randomNoise(3, 4), {PauliSum::z(1)}, {40, 6, true}};
    const double with = c.run(TrajectoryPath::Lanes).expectations[0];
    c.options.counts = false;
    const TrajectoryResult without = c.run(TrajectoryPath::Lanes);
    EXPECT_TRUE(without.counts.empty());
    EXPECT_EQ(without.expectations[0], with);
}

TEST_F(TrajectoryLanes, ACircuitOfNothingHasOneOutcome) {
    EXPECT_EQ((Case{Circuit(), {}, {}, {5, 0, true}}).run(TrajectoryPath::Lanes).counts, (Counts{{0, 5}}));
}

TEST_F(TrajectoryLanes, MoreThanFitsIntoMemoryIsRefused) {
    CircuitParts huge;
    huge.qubits = 50;
    TrajectoryOptions options;
    options.path = TrajectoryPath::Lanes;
    const auto result = simulateTrajectories(Circuit::of(huge), {}, {}, options);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::ResourceExhausted);
}

/// Asked to after the first report, which comes when 8192 trajectories are done.
TEST_F(TrajectoryLanes, StopWhenAsked) {
    std::stop_source source;
    RunControl control;
    control.stop = source.get_token();
    int reports = 0;
    control.progress = [&](std::uint64_t done, std::uint64_t) {
        EXPECT_EQ(done, 8192U);
        ++reports;
        source.request_stop();
    };
    TrajectoryOptions options;
    options.path = TrajectoryPath::Lanes;
    options.trajectories = 20'000;
    const auto result =
        simulateTrajectories(testing::boundRandomCircuit(1, 3, 5), {}, {PauliSum::z(0)}, options, control);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(reports, 1);
}

}  // namespace
}  // namespace qstore
