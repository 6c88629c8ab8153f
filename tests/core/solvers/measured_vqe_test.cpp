// SPDX-License-Identifier: Apache-2.0
#include "core/solvers/measured_vqe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "core/gradients/gradients.h"
#include "core/simulation/plan.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

/// Exact values with normal noise of a known size on top.
class NoisyMachine {
public:
    explicit NoisyMachine(double noise) : m_noise(noise) {}

    AskMachine asker() {
        return [this](std::span<const Circuit> circuits, const std::vector<PauliSum>& observables,
                      const RunControl&) -> Result<BatchExpectations> {
            BatchExpectations answer;
            answer.circuits = circuits.size();
            answer.observables = observables.size();
            for (const Circuit& circuit : circuits) {
                QSTORE_TRY(const auto exact, exactEstimator(circuit, observables));
                QSTORE_TRY(const std::vector<double> values, exact->expectations(Bindings{}));
                for (const double value : values) {
                    answer.values.push_back(value + m_noise * m_random.normal());
                    answer.standardErrors.push_back(m_noise);
                }
            }
            answer.settings = 1;
            answer.shots = 100 * circuits.size();
            batches.push_back(circuits.size());
            return answer;
        };
    }

    std::vector<std::size_t> batches;

private:
    double m_noise;
    RandomStream m_random{7, "machine"};
};

/// ⟨Z0⟩ + ⟨Z1⟩ of two turned qubits: cos a + cos b, lowest −2 at a = b = π.
struct TwoTurns {
    explicit TwoTurns(ParameterRole second = ParameterRole::Trainable) {
        CircuitParts parts;
        parts.qubits = 2;
        parts.parameters = {{"a", ParameterRole::Trainable, {}, ""}, {"b", second, {}, ""}};
        if (second == ParameterRole::Column) parts.parameters[1].column = "height";
        if (second == ParameterRole::Frozen) parts.parameters[1].value = 0.5;
        parts.operations = {Operation::gateOn("ry", {0}, {Angle::symbol("a")}),
                            Operation::gateOn("ry", {1}, {Angle::symbol("b")})};
        const Circuit circuit = Circuit::of(std::move(parts));
        const std::vector<PauliSum> observables{*PauliSum::parse("Z0 + Z1")};
        plan = *Plan::compile(circuit, observables);
        measured = *MeasuredCircuit::compile(circuit, observables, plan->signature());
    }
    Result<MeasuredVqeResult> minimise(NoisyMachine& machine, const MeasuredVqeOptions& options,
                                       const std::vector<double>& start = {0.5, 0.8},
                                       const RunControl& control = {}) const {
        return minimiseMeasuredEnergy(*measured, plan->signature(), start, options, machine.asker(),
                                      control);
    }

    std::shared_ptr<const Plan> plan;
    std::shared_ptr<const MeasuredCircuit> measured;
};

TEST(MeasuredVqe, BothWaysFindTheBottomThroughNoise) {
    const TwoTurns problem;
    for (const EnergyGradient way : {EnergyGradient::Spsa, EnergyGradient::ParameterShift}) {
        NoisyMachine machine(0.02);
        MeasuredVqeOptions options;
        options.gradient = way;
        const auto found = problem.minimise(machine, options);
        ASSERT_TRUE(found) << found.error().message;
        EXPECT_NEAR(found->start.energy, std::cos(0.5) + std::cos(0.8), 5.0 * 0.02);
        EXPECT_NEAR(found->found.energy, -2.0, 0.1);
        EXPECT_DOUBLE_EQ(found->found.standardError, 0.02);
        // What the weights are worth in truth, not what a lucky shot said.
        EXPECT_LT(std::cos(found->weights[0]) + std::cos(found->weights[1]), -1.95);
        EXPECT_EQ(found->history.size(), 100U);
    }
}

/// The first iteration of SPSA averages five directions to know how long its step may be.
TEST(MeasuredVqe, EachIterationIsOneBatchAndCounted) {
    const TwoTurns problem;
    NoisyMachine machine(0.01);
    MeasuredVqeOptions options;
    options.iterations = 4;
    std::size_t heard = 0;
    options.onIteration = [&heard](std::size_t iteration, double, double error) {
        EXPECT_EQ(iteration, ++heard);
        EXPECT_DOUBLE_EQ(error, 0.01);
    };
    const auto spsa = problem.minimise(machine, options);
    ASSERT_TRUE(spsa) << spsa.error().message;
    EXPECT_THAT(machine.batches, ::testing::ElementsAre(11, 3, 3, 3, 1));
    EXPECT_EQ(spsa->circuits, 21U);
    EXPECT_EQ(spsa->shots, 2100U);
    EXPECT_EQ(heard, 4U);

    NoisyMachine other(0.01);
    MeasuredVqeOptions shift;
    shift.gradient = EnergyGradient::ParameterShift;
    shift.iterations = 2;
    ASSERT_TRUE(problem.minimise(other, shift));
    EXPECT_THAT(other.batches, ::testing::ElementsAre(5, 5, 1)) << "the value and two shifts of each angle";
}

TEST(MeasuredVqe, TheFirstStepGoesAsFarAsAsked) {
    const TwoTurns problem;
    NoisyMachine machine(0.0);
    MeasuredVqeOptions options;
    options.gradient = EnergyGradient::ParameterShift;
    options.iterations = 1;
    options.firstStep = 0.3;
    const auto found = problem.minimise(machine, options);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_NEAR(std::hypot(found->weights[0] - 0.5, found->weights[1] - 0.8), 0.3, 1e-12);
    // Downhill along −∂(cos a + cos b) = (sin a, sin b).
    EXPECT_NEAR((found->weights[0] - 0.5) / (found->weights[1] - 0.8), std::sin(0.5) / std::sin(0.8), 1e-9);
}

TEST(MeasuredVqe, TheSameSeedGoesTheSameWay) {
    const TwoTurns problem;
    MeasuredVqeOptions options;
    options.iterations = 5;
    const auto weights = [&](std::uint64_t seed) {
        NoisyMachine machine(0.01);
        options.seed = seed;
        return problem.minimise(machine, options)->weights;
    };
    EXPECT_EQ(weights(1), weights(1));
    EXPECT_NE(weights(1), weights(2));
}

TEST(MeasuredVqe, FrozenWeightsStay) {
    const TwoTurns problem(ParameterRole::Frozen);
    NoisyMachine machine(0.01);
    MeasuredVqeOptions options;
    options.iterations = 30;
    const auto found = problem.minimise(machine, options, {0.5, 0.5});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_DOUBLE_EQ(found->weights[1], 0.5);
    EXPECT_GT(found->weights[0], 1.0);
}

TEST(MeasuredVqe, SaysWhatCannotBe) {
    const TwoTurns problem;
    NoisyMachine machine(0.0);
    const auto error = [](const Result<MeasuredVqeResult>& result) {
        return result ? std::string("none") : result.error().message;
    };
    MeasuredVqeOptions shift;
    shift.gradient = EnergyGradient::ParameterShift;
    EXPECT_THAT(error(problem.minimise(machine, shift, {0.0, 0.0})), HasSubstr("no step leads away"));
    EXPECT_THAT(error(problem.minimise(machine, shift, {0.1})), HasSubstr("1 start values for 2 weights"));
    EXPECT_THAT(error(TwoTurns(ParameterRole::Column).minimise(machine, shift, {0.1})),
                HasSubstr("'height'"));
    MeasuredVqeOptions wrong;
    wrong.firstStep = 0.0;
    EXPECT_THAT(error(problem.minimise(machine, wrong)), HasSubstr("first step must be positive, not 0"));
    wrong = {};
    wrong.perturbation = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THAT(error(problem.minimise(machine, wrong)), HasSubstr("perturbation must be positive"));
    wrong = {};
    wrong.iterations = 0;
    EXPECT_THAT(error(problem.minimise(machine, wrong)), HasSubstr("no iterations"));
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = problem.minimise(machine, {}, {0.5, 0.8}, RunControl{stop.get_token(), {}});
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
