// SPDX-License-Identifier: Apache-2.0
#include "core/gradients/measured_circuit.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "core/simulation/plan.h"
#include "tests/core/gradients/exact_machine.h"

namespace qstore {
namespace {

/// Two columns, three trainable weights of which `w0` is used twice, once times a column and once plus the
/// frozen one, one frozen; a controlled rotation with its four-term rule.
Circuit example() {
    CircuitParts parts;
    parts.qubits = 3;
    parts.parameters = {{"in0", ParameterRole::Column, {}, "x"},  {"in1", ParameterRole::Column, {}, "y"},
                        {"w0", ParameterRole::Trainable, {}, ""}, {"w1", ParameterRole::Trainable, {}, ""},
                        {"held", ParameterRole::Frozen, 0.7, ""}, {"w2", ParameterRole::Trainable, {}, ""}};
    const auto symbol = [](const char* name) { return Angle::symbol(name); };
    parts.operations = {Operation::gateOn("ry", {0}, {symbol("in0")}),
                        Operation::gateOn("ry", {1}, {symbol("in1") * symbol("w0")}),
                        Operation::gateOn("rx", {2}, {symbol("w0") + symbol("held")}),
                        Operation::gateOn("cx", {0, 1}),
                        Operation::gateOn("crx", {1, 2}, {symbol("w1")}),
                        Operation::gateOn("rz", {0}, {symbol("held")}),
                        Operation::gateOn("ry", {0}, {symbol("w2")}),
                        Operation::gateOn("cx", {2, 0})};
    return Circuit::of(std::move(parts));
}

struct Fixture {
    std::vector<PauliSum> observables = {PauliSum::z(0), *PauliSum::parse("Z1 + Z2")};
    std::shared_ptr<const Plan> plan;
    std::shared_ptr<const MeasuredCircuit> measured;
    std::vector<double> weights = {0.4, -1.1, 0.7, 2.3};
    std::vector<double> inputs = {0.2, 1.4, -0.6, 0.9, 1.1, -2.0};
    Bindings bindings{weights, inputs, 3, false};
    Cotangent cotangent = [](std::size_t sample, std::span<const double> values, std::span<double> slope) {
        for (std::size_t k = 0; k < slope.size(); ++k)
            slope[k] = values[k] + 0.3 * static_cast<double>(sample) - 0.5 * static_cast<double>(k);
    };

    Fixture() {
        plan = *Plan::compile(example(), observables);
        measured = *MeasuredCircuit::compile(example(), observables, plan->signature());
    }
};

TEST(MeasuredCircuit, ExpectationsAreThePlans) {
    const Fixture fixture;
    const ExactMachine machine;
    const auto found = fixture.measured->expectations(fixture.bindings, machine.asker());
    ASSERT_TRUE(found) << found.error().message;
    const auto wanted = fixture.plan->expectations(fixture.bindings);
    ASSERT_EQ(found->values.size(), wanted->size());
    for (std::size_t i = 0; i < wanted->size(); ++i) EXPECT_NEAR(found->values[i], (*wanted)[i], 1e-12);
    ASSERT_EQ(machine.asked.size(), 1U) << "one batch for all rows";
    EXPECT_EQ(machine.asked[0].circuits, 3U);
}

TEST(MeasuredCircuit, ShiftedGradientsAreTheAdjointsInOneBatch) {
    const Fixture fixture;
    const ExactMachine machine;
    const auto found = fixture.measured->parameterShift(fixture.bindings, fixture.cotangent, {true, true},
                                                        machine.asker());
    ASSERT_TRUE(found) << found.error().message;
    const auto wanted = fixture.plan->forwardBackward(fixture.bindings, fixture.cotangent, {true, true});
    ASSERT_TRUE(wanted);
    for (std::size_t i = 0; i < 4; ++i) {
        // The frozen weight (third) is not shifted: nothing asks for its gradient.
        const double expected = i == 2 ? 0.0 : wanted->weights[i];
        EXPECT_NEAR(found->jacobian.weights[i], expected, 1e-10) << i;
    }
    ASSERT_EQ(found->jacobian.inputs.size(), wanted->inputs.size());
    for (std::size_t i = 0; i < wanted->inputs.size(); ++i)
        EXPECT_NEAR(found->jacobian.inputs[i], wanted->inputs[i], 1e-10) << i;
    ASSERT_EQ(machine.asked.size(), 1U);
    // A row: itself; ry(in0), ry(in1·w0), rx(w0+held), ry(w2) two each, crx(w1) four.
    EXPECT_EQ(machine.asked[0].circuits, 3U * (1 + 4 * 2 + 4));
    EXPECT_EQ(fixture.measured->circuitsOfShift({true, true}), 13U);
    // Without the inputs, ry(in0) is left out.
    EXPECT_EQ(fixture.measured->circuitsOfShift({true, false}), 11U);
}

TEST(MeasuredCircuit, StandardErrorsFollowTheRule) {
    const Fixture fixture;
    ExactMachine machine;
    machine.standardError = 0.01;
    const Bindings one{fixture.weights, std::span(fixture.inputs).first(2), 1, false};
    const Cotangent first = [](std::size_t, std::span<const double>, std::span<double> slope) {
        slope[0] = 3.0;
        slope[1] = 0.0;
    };
    const auto found = fixture.measured->parameterShift(one, first, {true, false}, machine.asker());
    ASSERT_TRUE(found);
    // ry(w2) alone: (f₊ − f₋)/2, so that the error is 3·σ·√2/2.
    EXPECT_NEAR(found->weightErrors[3], 3.0 * 0.01 * std::sqrt(2.0) / 2.0, 1e-12);
    // w0: once times in1 = 1.4, once times 1, both with that error.
    EXPECT_NEAR(found->weightErrors[0], found->weightErrors[3] * std::hypot(1.4, 1.0), 1e-12);
    EXPECT_EQ(found->weightErrors[2], 0.0);
    EXPECT_EQ(found->expectationErrors, (std::vector<double>{0.01, 0.01}));
}

TEST(MeasuredCircuit, SpsaIsTheDirectionalDifference) {
    const Fixture fixture;
    const ExactMachine machine;
    const double step = 1e-4;
    const auto found = fixture.measured->spsa(fixture.bindings, fixture.cotangent, {true, false}, step, 1,
                                              5, machine.asker());
    ASSERT_TRUE(found);
    EXPECT_EQ(machine.asked[0].circuits, 3U * 3U);
    const auto exact = fixture.plan->forwardBackward(fixture.bindings, fixture.cotangent, {true, false});
    // With the direction Δ, every entry is (g·Δ)·Δᵢ; frozen weights do not move.
    std::vector<double> direction;
    for (const double entry : found->jacobian.weights)
        direction.push_back(entry == 0.0 ? 0.0 : std::copysign(1.0, entry));
    EXPECT_EQ(direction[2], 0.0);
    const double slope =
        std::inner_product(direction.begin(), direction.end(), exact->weights.begin(), 0.0);
    for (const std::size_t i : {0U, 1U, 3U})
        EXPECT_NEAR(std::abs(found->jacobian.weights[i]), std::abs(slope), 1e-5);
}

TEST(MeasuredCircuit, BadValuesAreRefusedBeforeAnythingIsAsked) {
    const Fixture fixture;
    const ExactMachine machine;
    std::vector<double> inputs = fixture.inputs;
    inputs[3] = std::numeric_limits<double>::quiet_NaN();
    const auto nan = fixture.measured->expectations({fixture.weights, inputs, 3, false}, machine.asker());
    ASSERT_FALSE(nan);
    EXPECT_NE(nan.error().message.find("nan"), std::string::npos) << nan.error().message;
    const auto few =
        fixture.measured->expectations({fixture.weights, fixture.inputs, 2, false}, machine.asker());
    ASSERT_FALSE(few);
    EXPECT_EQ(few.error().code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(machine.asked.empty());
}

}  // namespace
}  // namespace qstore
