// SPDX-License-Identifier: Apache-2.0
#include "core/backends/remote_estimator.h"

#include <cmath>

#include "core/backends/measured_batch.h"
#include "core/backends/remote_runner.h"
#include "core/backends/remote_sampler.h"
#include "core/simulation/plan.h"
#include "driver_fixture.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<PauliSum> sums(const std::vector<std::string>& texts) {
    std::vector<PauliSum> list;
    for (const std::string& text : texts) list.push_back(PauliSum::parse(text).value());
    return list;
}

/// RX(a) on qubit 0, RY(w) on qubit 1, and a CX.
Circuit rotations() {
    CircuitParts parts;
    parts.qubits = 2;
    parts.parameters = {{"w", ParameterRole::Trainable, {}, ""}, {"a", ParameterRole::Column, {}, "a"}};
    parts.operations = {Operation::gateOn("rx", {0}, {Angle::symbol("a")}),
                        Operation::gateOn("ry", {1}, {Angle::symbol("w")}),
                        Operation::gateOn("cx", {0, 1})};
    return Circuit::of(parts);
}

const std::vector<double> weights{0.7}, inputs{0.3, 1.1, 2.0};
Bindings threeSamples() {
    return {weights, inputs, 3, false};
}

/// The state is lost with probability p after each gate (Nielsen and Chuang): ⟨Z⟩ shrinks by 1 − p.
NoiseModel depolarising(double p) {
    NoiseModel model;
    EXPECT_TRUE(model.add({Channel::depolarizing(p, 1).value(), nullptr, 0, {}}));
    return model;
}

class RunnersTest : public DriverTest {
protected:
    std::vector<std::pair<std::string, std::shared_ptr<const CircuitRunner>>> runners() const {
        RemoteRunnerOptions device;
        device.device = "simulator";
        device.limits.maxCircuits = 4;
        device.seeded = true;
        return {{"local", makeLocalRunner()},
                {"noisy by density matrix, without noise", makeNoisyRunner({})},
                {"noisy by trajectories, without noise", makeNoisyRunner({}, 0)},
                {"remote", std::make_shared<RemoteRunner>(driver(), device)}};
    }
};

TEST_F(RunnersTest, AllAgreeWithTheExactValuesWithinTheirStandardErrors) {
    const auto observables = sums({"Z0", "Y0 + 0.25", "Z0 Z1 - 0.7 X1", "X0 X1", "2 I"});
    const auto plan = Plan::compile(rotations(), observables).value();
    const auto exact = plan->expectations(threeSamples()).value();
    for (const auto& [name, runner] : runners()) {
        SCOPED_TRACE(name);
        const auto estimator =
            RemoteEstimator::create(rotations(), observables, makeMeasuredBatch(runner, 3), 4000, "test")
                .value();
        EXPECT_EQ(estimator->signature().weights, std::vector<std::string>{"w"});
        EXPECT_EQ(estimator->signature().inputs, std::vector<std::string>{"a"});
        EXPECT_EQ(estimator->signature().observables, 5U);
        const auto batch = estimator->estimate(threeSamples(), "one").value();
        EXPECT_EQ(batch.circuits, 3U);
        EXPECT_EQ(batch.observables, 5U);
        // Z0 with Z0 Z1; Y0 with X1; X0 with X1.
        EXPECT_EQ(batch.settings, 3U);
        EXPECT_EQ(batch.shots, 3U * 3U * 4000U);
        ASSERT_EQ(batch.values.size(), exact.size());
        for (std::size_t index = 0; index < exact.size(); ++index)
            EXPECT_NEAR(batch.values[index], exact[index], 5.0 * batch.standardErrors[index] + 1e-9)
                << index;
        // One string: √((1 − ⟨P⟩²)/shots); the identity needs no shots.
        for (std::size_t sample = 0; sample < 3; ++sample) {
            const double z = exact[5 * sample];
            EXPECT_NEAR(batch.standardErrors[5 * sample], std::sqrt((1 - z * z) / 4000), 0.002);
            EXPECT_EQ(batch.standardErrors[5 * sample + 4], 0.0);
            EXPECT_EQ(batch.values[5 * sample + 4], 2.0);
        }
        EXPECT_EQ(estimator->estimate(threeSamples(), "one")->values, batch.values) << "the same batch";
        EXPECT_NE(estimator->estimate(threeSamples(), "two")->values, batch.values);
    }
}

TEST_F(RunnersTest, StandardErrorsAreThoseOfManyRepetitions) {
    // Strings that share shots are not independent: Z0 + Z1 of (|00⟩ + |11⟩)/√2 is ±2 together.
    CircuitParts parts;
    parts.qubits = 2;
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1})};
    const std::vector<Circuit> bell{Circuit::of(parts)};
    const auto observables = sums({"Z0 + Z1", "Z0 - Z1", "X0 X1 + Z0"});
    const auto batch = makeMeasuredBatch(makeLocalRunner(), 5);
    constexpr int repetitions = 400;
    constexpr std::uint64_t shots = 100;
    std::vector<double> squares(3), told(3);
    for (int round = 0; round < repetitions; ++round) {
        const auto one = batch->expectations(bell, observables, shots, std::to_string(round), {}).value();
        for (std::size_t index = 0; index < 3; ++index) {
            const double truth = index == 2 ? 1.0 : 0.0;
            squares[index] += (one.values[index] - truth) * (one.values[index] - truth) / repetitions;
            told[index] += one.standardErrors[index] * one.standardErrors[index] / repetitions;
        }
    }
    // By hand: variance of one shot 4, 0 and 0 + 1.
    const std::vector<double> expected{4.0 / shots, 0.0, 1.0 / shots};
    for (std::size_t index = 0; index < 3; ++index) {
        const double tolerance = 5.0 * expected[index] * std::sqrt(2.0 / repetitions) + 1e-12;
        EXPECT_NEAR(squares[index], expected[index], tolerance) << index;
        EXPECT_NEAR(told[index], expected[index], tolerance) << index;
    }
}

TEST_F(RunnersTest, ManyQuestionsAreOneBatchOfFewJobs) {
    RemoteRunnerOptions device;
    device.device = "simulator";
    device.limits.maxCircuits = 10;
    device.run = "r1";
    const auto batch = makeMeasuredBatch(std::make_shared<RemoteRunner>(driver(), device), 1);
    std::vector<Circuit> questions;
    for (int index = 0; index < 8; ++index) questions.push_back(showing(static_cast<std::uint64_t>(index)));
    const auto answer =
        batch->expectations(questions, sums({"Z0", "Z1", "Z2", "X0"}), 50, "step 1", {}).value();
    EXPECT_EQ(cloud->accepted.size(), 2U) << "8 circuits in 2 settings are 16, at most 10 in a job";
    for (std::size_t index = 0; index < 8; ++index)
        for (std::size_t bit = 0; bit < 3; ++bit)
            EXPECT_EQ(answer.values[index * 4 + bit], ((index >> bit) & 1U) != 0 ? -1.0 : 1.0);
}

TEST_F(RunnersTest, NoiseShrinksWhatItShould) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.operations = {Operation::gateOn("x", {0})};
    const std::vector<Circuit> flipped{Circuit::of(parts)};
    for (const std::size_t densityQubits : {8U, 0U}) {
        const auto batch = makeMeasuredBatch(makeNoisyRunner(depolarising(0.3), densityQubits), 2);
        const auto answer = batch->expectations(flipped, sums({"Z0"}), 20'000, "", {}).value();
        EXPECT_NEAR(answer.values[0], -0.7, 5.0 * answer.standardErrors[0]);
        EXPECT_NEAR(answer.standardErrors[0], std::sqrt((1 - 0.49) / 20'000), 1e-4);
    }
}

TEST_F(RunnersTest, SamplesAreKeyedLikeThePlans) {
    CircuitParts parts = rotations().parts();
    parts.bits = 2;
    // The bits are crossed: bit 1 is qubit 0.
    parts.operations.push_back(Operation::measure(0, 1));
    parts.operations.push_back(Operation::measure(1, 0));
    const Circuit measured = Circuit::of(parts);
    for (const auto& [name, runner] : runners()) {
        SCOPED_TRACE(name);
        const RemoteSampler sampler(measured, runner, "shots");
        EXPECT_EQ(sampler.signature().columns, std::vector<std::string>{"a"});
        const std::vector<double> still{0.0}, turned{M_PI, 0.0};
        const auto counts = sampler.sample({still, turned, 2, false}, 30, 4).value();
        // RX(π) sets qubit 0, the CX then qubit 1.
        EXPECT_THAT(counts, ElementsAre(Counts{{3, 30}}, Counts{{0, 30}}));
        EXPECT_EQ(sampler.sample(threeSamples(), 100, 4).value(),
                  sampler.sample(threeSamples(), 100, 4).value());
    }
}

TEST_F(RunnersTest, QuestionsThatCannotBeAskedAreRefused) {
    const auto batch = makeMeasuredBatch(makeLocalRunner(), 1);
    const auto refused = [&](const Circuit& circuit, const std::string& observable, std::uint64_t shots) {
        return RemoteEstimator::create(circuit, sums({observable}), batch, shots, "").error();
    };
    EXPECT_THAT(refused(rotations(), "Z0", 0).message, HasSubstr("0 shots"));
    EXPECT_THAT(refused(rotations(), "Z2", 10).message, HasSubstr("needs 3 qubits"));
    CircuitParts parts = rotations().parts();
    parts.operations.push_back(Operation::reset(0));
    EXPECT_EQ(refused(Circuit::of(parts), "Z0", 10).code, ErrorCode::Unsupported);
    const auto unbound = batch->expectations(std::vector<Circuit>{rotations()}, sums({"Z0"}), 10, "", {});
    ASSERT_FALSE(unbound.has_value());
    EXPECT_THAT(unbound.error().message, HasSubstr("'w' has no value"));
    const auto estimator = RemoteEstimator::create(rotations(), sums({"Z0"}), batch, 10, "").value();
    const auto few = estimator->expectations({weights, {}, 3, false});
    ASSERT_FALSE(few.has_value());
    EXPECT_EQ(few.error().code, ErrorCode::InvalidArgument);
    const std::vector<double> infinite{HUGE_VAL};
    EXPECT_FALSE(estimator->expectations({infinite, inputs, 3, false}).has_value());
    EXPECT_FALSE(makeLocalRunner()->run({showing(1)}, 0, 1, "", {}).has_value());
}

}  // namespace
}  // namespace qstore
