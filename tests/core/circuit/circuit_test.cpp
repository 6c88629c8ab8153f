// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/circuit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/random.h"

namespace qstore {
namespace {

using std::numbers::pi;
using ::testing::HasSubstr;

CircuitParts parts(std::size_t qubits, std::vector<Operation> operations,
                   std::vector<Parameter> parameters = {}, std::size_t bits = 0) {
    CircuitParts result;
    result.qubits = qubits;
    result.bits = bits;
    result.operations = std::move(operations);
    result.parameters = std::move(parameters);
    return result;
}

std::string refusal(CircuitParts wrong) {
    const auto circuit = Circuit::create(std::move(wrong));
    return circuit ? "accepted" : circuit.error().message;
}

Parameter weight(std::string name) {
    return {std::move(name), ParameterRole::Trainable, std::nullopt, ""};
}

std::shared_ptr<const GateDefinition> bellGate() {
    GateDefinition bell;
    bell.name = "bell";
    bell.qubits = 2;
    bell.angleNames = {"a"};
    bell.body = {Operation::gateOn("ry", {0}, {Angle::symbol("a") * 2.0}), Operation::gateOn("cx", {0, 1}),
                 Operation::gateOn("t", {1})};
    return std::make_shared<const GateDefinition>(bell);
}

Operation use(std::shared_ptr<const GateDefinition> gate, std::vector<Qubit> targets,
              std::vector<Angle> angles) {
    Operation operation;
    operation.gate = std::move(gate);
    operation.targets = std::move(targets);
    operation.angles = std::move(angles);
    return operation;
}

TEST(MakeGate, SplitsControlsFromTargets) {
    const auto operation = makeGate("ccx", {4, 2, 0});
    ASSERT_TRUE(operation);
    EXPECT_EQ(std::get<0>(operation->gate), findGate("x"));
    EXPECT_THAT(operation->targets, ::testing::ElementsAre(0));
    EXPECT_EQ(operation->controls, (std::vector<Control>{{4, true}, {2, true}}));
}

TEST(MakeGate, RefusesWhatDoesNotFit) {
    EXPECT_EQ(makeGate("hadmard", {0}).error().code, ErrorCode::NotFound);
    EXPECT_THAT(makeGate("cxx", {0, 1}).error().hint, HasSubstr("Did you mean 'cx', "));
    EXPECT_THAT(makeGate("cx", {0}).error().message, HasSubstr("2 qubits, not 1"));
    EXPECT_THAT(makeGate("rx", {0}).error().message, HasSubstr("1 angle, not 0"));
}

TEST(Circuit, RefusesBadPartsByName) {
    EXPECT_THAT(
        refusal(parts(2, {Operation::gateOn("h", {2})})),
        ::testing::AllOf(HasSubstr("Operation 1 (h)"), HasSubstr("qubit 2"), HasSubstr("2 qubits")));
    EXPECT_THAT(refusal(parts(2, {Operation::gateOn("cx", {1, 1})})), HasSubstr("qubit 1 twice"));
    EXPECT_THAT(refusal(parts(1, {Operation::gateOn("rx", {0}, {Angle::symbol("t0")})})),
                HasSubstr("'t0'"));
    EXPECT_THAT(refusal(parts(1, {Operation::measure(0, 3)}, {}, 1)), HasSubstr("bit 3"));
    EXPECT_THAT(refusal(parts(1, {}, {weight("a"), weight("a")})), HasSubstr("'a' is used twice"));
    EXPECT_THAT(refusal(parts(1, {}, {weight("2a")})), HasSubstr("not a valid name"));
    EXPECT_THAT(refusal(parts(1, {}, {weight("gate")})), HasSubstr("reserved word"));
    EXPECT_THAT(refusal(parts(1, {}, {weight("rx")})), HasSubstr("name of a gate"));
    EXPECT_THAT(refusal(parts(1, {}, {{"x0", ParameterRole::Column, std::nullopt, ""}})),
                HasSubstr("which column"));
    EXPECT_THAT(
        refusal(parts(1, {Operation::gateOn("rx", {0}, {Angle(std::numeric_limits<double>::infinity())})})),
        HasSubstr("finite"));
    auto controlledName = Operation::gateOn("x", {0});
    controlledName.gate = findGate("cx");
    EXPECT_THAT(refusal(parts(2, {controlledName})), HasSubstr("controlled name 'cx'"));
    EXPECT_THAT(refusal(parts(1, {Operation{}})), HasSubstr("names no gate"));
    auto condition = Operation::gateOn("x", {0});
    condition.conditions = {{{0, 1}, 4, false}};
    EXPECT_THAT(refusal(parts(1, {condition}, {}, 2)), HasSubstr("does not fit"));
    auto gap = parts(3, {});
    gap.qubitRegisters = {{"a", 0, 1}, {"b", 2, 1}};
    EXPECT_THAT(refusal(gap), HasSubstr("'b'"));
}

TEST(Circuit, FillsInDefaultRegisters) {
    const auto circuit = Circuit::of(parts(2, {}, {weight("q")}, 1));
    EXPECT_EQ(circuit.parts().qubitRegisters, (std::vector<Register>{{"q_", 0, 2}}));
    EXPECT_EQ(circuit.parts().bitRegisters, (std::vector<Register>{{"c", 0, 1}}));
}

TEST(Circuit, RefusesRecursionAndUnknownDefinitions) {
    auto undeclared = parts(2, {use(bellGate(), {0, 1}, {1.0})});
    EXPECT_THAT(refusal(undeclared), HasSubstr("'bell', which is not defined before"));

    auto recursive = std::make_shared<GateDefinition>();
    recursive->name = "again";
    recursive->qubits = 1;
    auto loop = use(recursive, {0}, {});
    recursive->body = {loop};
    auto looping = parts(1, {loop});
    looping.definitions = {recursive};
    EXPECT_THAT(refusal(looping), HasSubstr("not defined before"));
    recursive->body.clear();  // breaks the cycle of shared pointers

    auto measuring = std::make_shared<GateDefinition>();
    measuring->name = "look";
    measuring->qubits = 1;
    measuring->body = {Operation::measure(0, 0)};
    auto looking = parts(1, {}, {}, 1);
    looking.definitions = {measuring};
    EXPECT_THAT(refusal(looking), HasSubstr("not allowed inside a gate definition"));
}

TEST(Circuit, RefusesDefinitionsThatExplode) {
    auto bomb = parts(1, {});
    std::shared_ptr<const GateDefinition> previous;
    for (int level = 0; level < 64; ++level) {
        auto gate = std::make_shared<GateDefinition>();
        gate->name = "g" + std::to_string(level);
        gate->qubits = 1;
        const auto step = previous ? use(previous, {0}, {}) : Operation::gateOn("x", {0});
        gate->body = {step, step};
        previous = gate;
        bomb.definitions.push_back(gate);
    }
    bomb.operations = {use(previous, {0}, {})};
    EXPECT_EQ(Circuit::create(bomb).error().code, ErrorCode::ResourceExhausted);
}

TEST(Circuit, RefusesAnglesAndNestingThatExplode) {
    const auto nested = [](int levels, const Angle& inner) {
        auto all = parts(1, {}, {weight("w")});
        std::shared_ptr<const GateDefinition> previous;
        for (int level = 0; level < levels; ++level) {
            auto gate = std::make_shared<GateDefinition>();
            gate->name = "g" + std::to_string(level);
            gate->qubits = 1;
            gate->angleNames = {"a"};
            gate->body = {previous ? use(previous, {0}, {inner}) : Operation::gateOn("rx", {0}, {inner})};
            previous = gate;
            all.definitions.push_back(gate);
        }
        all.operations = {use(previous, {0}, {Angle::symbol("w")})};
        return all;
    };
    const auto a = Angle::symbol("a");
    EXPECT_THAT(refusal(nested(64, a + a)), HasSubstr("one angle names symbols"));
    EXPECT_THAT(refusal(nested(400, a)), HasSubstr("200 levels"));
    const auto fine = Circuit::create(nested(100, a / 2.0));
    ASSERT_TRUE(fine) << fine.error().message;
    EXPECT_EQ(fine->flattened().operations().size(), 1U);
}

TEST(Circuit, FlattensDefinitionsWithControlsAndConditions) {
    auto wanted = use(bellGate(), {2, 0}, {Angle::symbol("w")});
    wanted.controls = {{1, false}};
    wanted.conditions = {{{0}, 1, true}};
    auto all = parts(3, {wanted}, {weight("w")}, 1);
    all.definitions = {std::get<1>(wanted.gate)};
    const auto flat = Circuit::of(all).flattened();
    ASSERT_EQ(flat.operations().size(), 3U);
    EXPECT_TRUE(flat.parts().definitions.empty());
    const auto& cx = flat.operations()[1];
    EXPECT_EQ(cx.controls, (std::vector<Control>{{1, false}, {2, true}}));
    EXPECT_THAT(cx.targets, ::testing::ElementsAre(0));
    EXPECT_EQ(cx.conditions, wanted.conditions);
    EXPECT_EQ(flat.operations()[0].angles[0], Angle::symbol("w") * 2.0);
}

TEST(Circuit, InverseUndoesEveryGateOfTheTable) {
    RandomStream random(11, "inverse");
    for (const auto& gate : gateTable()) {
        std::vector<Qubit> qubits;
        for (std::size_t i = 0; i < gate.qubits; ++i) qubits.push_back(gate.qubits - 1 - i);
        std::vector<Angle> angles;
        for (std::size_t i = 0; i < gate.angleNames.size(); ++i)
            angles.emplace_back(6 * random.uniform() - 3);
        auto operation = Operation::gateOn(gate.name, qubits, angles);
        operation.controls.push_back({gate.qubits, false});
        const auto circuit = Circuit::of(parts(gate.qubits + 1, {operation}));
        const auto inverse = circuit.inverse();
        ASSERT_TRUE(inverse) << gate.name;
        const ComplexMatrix product = *circuitUnitary(*inverse) * *circuitUnitary(circuit);
        EXPECT_LT((product - ComplexMatrix::Identity(product.rows(), product.cols())).cwiseAbs().maxCoeff(),
                  1e-14)
            << gate.name;
    }
}

TEST(Circuit, InverseOfDefinedGatesAndOfMeasurement) {
    const auto bell = bellGate();
    auto all = parts(2, {use(bell, {0, 1}, {0.3}), use(bell, {1, 0}, {Angle::symbol("w")})}, {weight("w")});
    all.definitions = {bell};
    const auto circuit = Circuit::of(all);
    const auto inverse = circuit.inverse();
    ASSERT_TRUE(inverse);
    EXPECT_EQ(inverse->parts().definitions.size(), 2U);
    const ComplexMatrix product =
        *circuitUnitary(*inverse->bound({{"w", 1.1}})) * *circuitUnitary(*circuit.bound({{"w", 1.1}}));
    EXPECT_LT((product - ComplexMatrix::Identity(4, 4)).cwiseAbs().maxCoeff(), 1e-14);
    const auto measured = Circuit::of(parts(1, {Operation::measure(0, 0)}, {}, 1));
    EXPECT_THAT(measured.inverse().error().message, HasSubstr("Operation 1 (measure)"));
}

TEST(Circuit, BindsSomeOrAllSymbols) {
    const auto circuit =
        Circuit::of(parts(1, {Operation::gateOn("rx", {0}, {Angle::symbol("a") + Angle::symbol("b")})},
                          {weight("a"), weight("b")}));
    const auto half = circuit.bound({{"a", 1.0}});
    ASSERT_TRUE(half);
    ASSERT_EQ(half->parameters().size(), 1U);
    EXPECT_EQ(half->operations()[0].angles[0].toText(), "1+b");
    EXPECT_EQ(half->bound({{"b", 2.0}})->operations()[0].angles[0].constant(), 3.0);
    EXPECT_EQ(circuit.bound({{"zeta", 1.0}}).error().code, ErrorCode::NotFound);
    EXPECT_FALSE(circuit.bound({{"a", std::nan("")}}));
}

TEST(Circuit, HashFollowsContentNotName) {
    auto one = parts(2, {Operation::gateOn("cx", {0, 1}), Operation::gateOn("rx", {0}, {pi / 2})});
    auto two = one;
    two.name = "other name";
    EXPECT_EQ(Circuit::of(one).contentHash(), Circuit::of(two).contentHash());
    EXPECT_FALSE(Circuit::of(one) == Circuit::of(two));
    two.operations[1].angles[0] = std::nextafter(pi / 2, 2);
    EXPECT_NE(Circuit::of(one).contentHash(), Circuit::of(two).contentHash());
    auto three = one;
    three.operations[0].controls[0].onOne = false;
    EXPECT_NE(Circuit::of(one).contentHash(), Circuit::of(three).contentHash());
}

TEST(CircuitColumns, PicturesBlockTheWiresBetween) {
    const auto circuit = Circuit::of(parts(
        3, {Operation::gateOn("cx", {0, 2}), Operation::gateOn("h", {1}), Operation::gateOn("h", {0})}));
    EXPECT_THAT(circuitColumns(circuit, true), ::testing::ElementsAre(0, 1, 1));
    EXPECT_THAT(circuitColumns(circuit, false), ::testing::ElementsAre(0, 0, 1));
}

TEST(CircuitColumns, ConditionsComeAfterTheirMeasurement) {
    auto conditional = Operation::gateOn("x", {1});
    conditional.conditions = {{{0}, 1, false}};
    const auto circuit = Circuit::of(parts(2, {Operation::measure(0, 0), conditional}, {}, 1));
    EXPECT_THAT(circuitColumns(circuit, true), ::testing::ElementsAre(0, 1));
    EXPECT_EQ(circuitMetrics(circuit).depth, 2U);
}

TEST(CircuitMetrics, CountsWhatIsThere) {
    auto all = parts(
        3,
        {Operation::gateOn("h", {0}), Operation::barrier({0, 1, 2}), Operation::gateOn("t", {1}),
         Operation::gateOn("ccx", {0, 1, 2}), Operation::gateOn("rzz", {0, 1}, {Angle::symbol("w")}),
         Operation::gateOn("gphase", {}, {0.5}), Operation::measure(0, 0)},
        {weight("w"), {"f", ParameterRole::Frozen, 1.0, ""}, {"x0", ParameterRole::Column, {}, "a b"}}, 1);
    const auto metrics = circuitMetrics(Circuit::of(all));
    EXPECT_EQ(metrics.depth, 5U);  // h | t | ccx | rzz | measure: the barrier holds t back
    EXPECT_EQ(metrics.gates, 5U);
    EXPECT_EQ(metrics.twoQubitGates, 1U);
    EXPECT_EQ(metrics.multiQubitGates, 1U);
    EXPECT_EQ(metrics.measurements, 1U);
    EXPECT_EQ(metrics.tGates, 1U);
    EXPECT_EQ(metrics.trainable, 1U);
    EXPECT_EQ(metrics.frozen, 1U);
    EXPECT_EQ(metrics.columns, 1U);
}

}  // namespace
}  // namespace qstore
