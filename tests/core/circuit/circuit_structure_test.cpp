// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/circuit_structure.h"

#include <gtest/gtest.h>

#include <functional>

namespace qstore {
namespace {

CircuitParts someParts() {
    CircuitParts parts;
    parts.name = "one";
    parts.qubits = 2;
    parts.parameters = {{"w", ParameterRole::Trainable, 0.25, ""},
                        {"f", ParameterRole::Frozen, 0.5, ""},
                        {"x0", ParameterRole::Column, {}, "petal length"}};
    parts.operations = {Operation::gateOn("rx", {0}, {Angle::symbol("w")}),
                        Operation::gateOn("ry", {1}, {Angle::symbol("f") * Angle(2.0)}),
                        Operation::gateOn("rz", {1}, {Angle::symbol("x0")}),
                        Operation::gateOn("rx", {1}, {Angle(0.75)}), Operation::gateOn("cx", {0, 1})};
    return parts;
}

std::string hashOf(const std::function<void(CircuitParts&)>& change) {
    CircuitParts parts = someParts();
    change(parts);
    return structureHash(Circuit::of(std::move(parts)));
}

TEST(CircuitStructure, NameAndValuesAreNoPartOfIt) {
    const std::string plain = structureHash(Circuit::of(someParts()));
    EXPECT_EQ(plain.size(), 64U);
    EXPECT_EQ(hashOf([](CircuitParts& parts) { parts.name = "two"; }), plain);
    EXPECT_EQ(hashOf([](CircuitParts& parts) { parts.parameters[0].value = 1.5; }), plain);
    EXPECT_EQ(hashOf([](CircuitParts& parts) { parts.parameters[1].value.reset(); }), plain);
    EXPECT_NE(plain, Circuit::of(someParts()).contentHash());
}

TEST(CircuitStructure, EverythingElseIs) {
    const std::string plain = structureHash(Circuit::of(someParts()));
    const std::vector<std::function<void(CircuitParts&)>> changes{
        [](CircuitParts& parts) { parts.parameters[0].role = ParameterRole::Frozen; },
        [](CircuitParts& parts) { parts.parameters[2].column = "petal width"; },
        [](CircuitParts& parts) { std::swap(parts.parameters[0], parts.parameters[1]); },
        [](CircuitParts& parts) { parts.operations[3].angles[0] = Angle(0.75000001); },
        [](CircuitParts& parts) { parts.operations[1].angles[0] = Angle::symbol("f"); },
        [](CircuitParts& parts) { parts.operations[4].controls[0].onOne = false; },
        [](CircuitParts& parts) {
            parts.operations[4] = Operation::gateOn("cx", {1, 0});
        },
        [](CircuitParts& parts) { parts.qubits = 3; },
        [](CircuitParts& parts) { parts.operations.pop_back(); }};
    for (std::size_t i = 0; i < changes.size(); ++i) EXPECT_NE(hashOf(changes[i]), plain) << "change " << i;
}

TEST(CircuitStructure, WithoutValuesIsTheSameForAllOfOneStructure) {
    CircuitParts other = someParts();
    other.name = "two";
    other.parameters[0].value = -3.0;
    const Circuit a = withoutValues(Circuit::of(someParts()));
    EXPECT_EQ(a.contentHash(), withoutValues(Circuit::of(other)).contentHash());
    for (const Parameter& parameter : a.parameters()) EXPECT_FALSE(parameter.value) << parameter.name;
    EXPECT_EQ(a.operations(), someParts().operations);
}

TEST(CircuitStructure, LiftedNumbersGiveTheCircuitBack) {
    CircuitParts parts = someParts();
    parts.parameters[0].name = "number_0";  // the usual name is taken
    parts.operations[0].angles[0] = Angle::symbol("number_0");
    parts.operations.push_back(Operation::gateOn("u", {0}, {Angle(0.1), Angle::symbol("f"), Angle(0.3)}));
    const Circuit circuit = Circuit::of(parts);
    const LiftedCircuit lifted = liftNumbers(circuit, 100);
    ASSERT_EQ(lifted.numbers.size(), 3U);
    EXPECT_EQ(lifted.numbers[0].second, 0.75);
    EXPECT_EQ(lifted.numbers[1].second, 0.1);
    EXPECT_EQ(lifted.numbers[2].second, 0.3);
    ASSERT_EQ(lifted.circuit.parameters().size(), 6U);
    EXPECT_EQ(lifted.circuit.parameters()[3].role, ParameterRole::Frozen);
    for (const Operation& operation : lifted.circuit.operations())
        for (const Angle& angle : operation.angles) EXPECT_FALSE(angle.constant());
    EXPECT_EQ(lifted.circuit.bound(lifted.numbers).value().operations(), circuit.operations());
}

TEST(CircuitStructure, OtherNumbersSameStructureOnceLifted) {
    CircuitParts other = someParts();
    other.operations[3].angles[0] = Angle(-2.5);
    const Circuit a = Circuit::of(someParts());
    const Circuit b = Circuit::of(other);
    EXPECT_NE(structureHash(a), structureHash(b));
    EXPECT_EQ(structureHash(liftNumbers(a, 100).circuit), structureHash(liftNumbers(b, 100).circuit));
    EXPECT_TRUE(liftNumbers(a, 0).numbers.empty());
    EXPECT_EQ(structureHash(liftNumbers(a, 0).circuit), structureHash(a));
}

}  // namespace
}  // namespace qstore
