// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "core/circuit/templates.h"
#include "tests/core/circuit/circuit_testing.h"

namespace qstore {
namespace {

Circuit withGate(std::string gateName, Operation body, Parameter parameter) {
    auto definition = std::make_shared<GateDefinition>();
    definition->name = std::move(gateName);
    definition->qubits = 1;
    definition->body = {std::move(body)};
    Operation use;
    use.gate = std::shared_ptr<const GateDefinition>(definition);
    use.targets = {0};
    CircuitParts parts;
    parts.qubits = 1;
    parts.definitions = {definition};
    parts.operations = {use, Operation::gateOn("rx", {0}, {Angle::symbol(parameter.name)})};
    parts.parameters = {std::move(parameter)};
    return Circuit::of(parts);
}

TEST(JoinCircuits, SharesColumnsAndRenamesWeights) {
    const auto encoder = *makeEncoder("angle", {"x0", "x1"});
    const auto ansatz = *makeTemplate("data-reuploading", 3);
    const auto once = joinCircuits(encoder, ansatz);
    ASSERT_TRUE(once);
    EXPECT_EQ(once->qubits(), 3U);
    EXPECT_EQ(once->parameters().size(), ansatz.parameters().size());
    const auto twice = joinCircuits(*once, *makeTemplate("hardware-efficient", 3));
    ASSERT_TRUE(twice);
    EXPECT_NE(twice->findParameter("theta0_2"), nullptr);
    EXPECT_EQ(twice->operations().size(),
              once->operations().size() + makeTemplate("hardware-efficient", 3)->operations().size());
}

TEST(JoinCircuits, KeepsBothMeaningsOfAGateName) {
    const Parameter weight{"w", ParameterRole::Trainable, std::nullopt, ""};
    const auto a = withGate("mine", Operation::gateOn("x", {0}), weight);
    const auto b = withGate("mine", Operation::gateOn("h", {0}), weight);
    const auto joined = joinCircuits(a, b);
    ASSERT_TRUE(joined) << joined.error().message;
    EXPECT_EQ(joined->parts().definitions.size(), 2U);
    testing::Bindings values{{"w", 0.3}, {"w_2", 0.8}};
    const ComplexMatrix expected =
        *circuitUnitary(*b.bound({{"w", 0.8}})) * *circuitUnitary(*a.bound({{"w", 0.3}}));
    EXPECT_LT((*circuitUnitary(*joined->bound(values)) - expected).cwiseAbs().maxCoeff(), 1e-15);
    EXPECT_EQ(joinCircuits(a, a)->parts().definitions.size(), 1U);
}

TEST(JoinCircuits, AvoidsRegisterNames) {
    const auto first = Circuit::of([] {
        CircuitParts parts;
        parts.qubits = 1;
        parts.qubitRegisters = {{"w", 0, 1}};
        return parts;
    }());
    const auto second =
        withGate("mine", Operation::gateOn("x", {0}), {"w", ParameterRole::Trainable, std::nullopt, ""});
    const auto joined = joinCircuits(first, second);
    ASSERT_TRUE(joined) << joined.error().message;
    EXPECT_NE(joined->findParameter("w_2"), nullptr);
}

}  // namespace
}  // namespace qstore
