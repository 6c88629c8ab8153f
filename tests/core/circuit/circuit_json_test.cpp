// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/circuit/qasm.h"
#include "qasm_random.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

TEST(CircuitJson, ReadsBackToAnEqualCircuit) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const Circuit circuit = testing_circuits::randomCircuit(seed);
        const auto again = readCircuitJson(writeCircuitJson(circuit, seed % 2 == 0 ? 2 : -1));
        ASSERT_TRUE(again) << again.error().message;
        EXPECT_TRUE(*again == circuit) << writeCircuitJson(circuit);
        EXPECT_EQ(again->contentHash(), circuit.contentHash());
    }
}

TEST(CircuitJson, HasTheDocumentedSchema) {
    CircuitParts parts;
    parts.name = "bell";
    parts.qubits = 2;
    parts.bits = 1;
    parts.parameters = {{"theta", ParameterRole::Frozen, 0.5, ""}};
    Operation flip = Operation::gateOn("cx", {0, 1});
    flip.controls[0].onOne = false;
    flip.conditions = {{{0}, 1, true}};
    parts.operations = {Operation::gateOn("rx", {0}, {Angle::symbol("theta")}),
                        Operation::gateOn("ry", {1}, {0.25}), flip, Operation::measure(1, 0)};
    const auto json = nlohmann::json::parse(writeCircuitJson(Circuit::of(parts)));
    EXPECT_EQ(json, nlohmann::json::parse(R"({
        "format": "qstore-circuit", "version": 1, "name": "bell",
        "qubits": [{"name": "q", "size": 2}], "bits": [{"name": "c", "size": 1}],
        "parameters": [{"name": "theta", "role": "frozen", "value": 0.5}], "definitions": [],
        "operations": [
            {"gate": "rx", "targets": [0], "angles": ["theta"]},
            {"gate": "ry", "targets": [1], "angles": [0.25]},
            {"gate": "x", "targets": [1], "controls": [{"qubit": 0, "on": 0}],
             "conditions": [{"bits": [0], "value": 1, "negated": true}]},
            {"operation": "measure", "targets": [1], "bits": [0]}]})"));
}

TEST(CircuitJson, ErrorsNameThePlace) {
    const auto message = [](const std::string& members) {
        const auto circuit =
            readCircuitJson(R"({"format": "qstore-circuit", "version": 1, )" + members + "}");
        EXPECT_FALSE(circuit) << members;
        return circuit ? std::string() : circuit.error().message;
    };
    EXPECT_THAT(message(R"("operations": [{"gate": "hh", "targets": [0]}])"),
                HasSubstr("operations[0] names the unknown gate \"hh\""));
    EXPECT_THAT(message(R"("qubits": [{"name": "q", "size": -1}])"),
                HasSubstr("qubits[0].size is not a whole number"));
    EXPECT_THAT(message(R"("qubits": [{"name": "q", "size": 1, "x": 1}])"),
                HasSubstr("unknown member \"x\""));
    EXPECT_THAT(message(R"("operations": [{"gate": "rx", "targets": [0], "angles": ["1+"]}])"),
                HasSubstr("operations[0].angles[0]"));
    EXPECT_THAT(message(R"("operations": [{"operation": "dance", "targets": [0]}])"),
                HasSubstr("\"dance\""));
    EXPECT_THAT(message(R"("parameters": [{"name": "a", "role": "wild"}])"), HasSubstr("\"wild\""));
    EXPECT_THAT(message(R"("operations": [{"gate": "h", "targets": [0]}])"), HasSubstr("qubit 0"));
    EXPECT_THAT(message(R"("operations": 3)"), HasSubstr("not a list"));
    EXPECT_EQ(readCircuitJson("{").error().code, ErrorCode::Parse);
    EXPECT_EQ(readCircuitJson("[]").error().code, ErrorCode::Parse);
    EXPECT_EQ(readCircuitJson(R"({"format": "qstore-circuit", "version": 2})").error().code,
              ErrorCode::NewerVersion);
    EXPECT_EQ(readCircuitJson(std::string(100000, '[')).error().code, ErrorCode::Parse);
}

TEST(ReadCircuit, GoesByContent) {
    EXPECT_TRUE(readCircuit(" \n{\"format\": \"qstore-circuit\", \"version\": 1}", "a.qasm"));
    EXPECT_TRUE(readCircuit("qubit q;", "a.json"));
}

}  // namespace
}  // namespace qstore
