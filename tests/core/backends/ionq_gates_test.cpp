// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "core/backends/ionq_job_writer.h"
#include "tests/core/backends/ionq_wire_machine.h"

namespace qstore {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

JobRequest requestFor(Circuit circuit, JobDialect dialect = JobDialect::Plain, bool native = false) {
    JobRequest request;
    request.device = "simulator";
    request.circuits = {std::move(circuit)};
    request.dialect = dialect;
    request.native = native;
    return request;
}

json gatesOf(const JobRequest& request) {
    const auto body = ionqJobBody(request);
    EXPECT_TRUE(body) << body.error().message;
    return body ? json::parse(*body)["input"]["circuit"] : json();
}

Circuit circuitOf(std::size_t qubits, std::vector<Operation> operations) {
    CircuitParts parts;
    parts.qubits = qubits;
    parts.operations = std::move(operations);
    return Circuit::of(std::move(parts));
}

/// 1 − |Tr(U†V)|/2ⁿ between what we mean and what IonQ's documented matrices make of what we wrote.
double distance(const Circuit& circuit, const json& gates) {
    const ComplexMatrix unitary = circuitUnitary(circuit).value();
    const std::size_t size = std::size_t{1} << circuit.qubits();
    std::complex<double> trace = 0;
    for (std::size_t column = 0; column < size; ++column) {
        const auto written = IonqWireMachine::run(gates, circuit.qubits(), column);
        for (std::size_t row = 0; row < size; ++row)
            trace += std::conj(unitary(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column))) *
                     written[row];
    }
    return 1 - std::abs(trace) / static_cast<double>(size);
}

struct GateShape {
    const char* name;
    std::size_t qubits, angles;
};

/// A random circuit of the gates, some of them under plain or open controls where `controls` says so.
Circuit randomCircuit(std::mt19937& random, const std::vector<GateShape>& shapes, std::size_t controls) {
    constexpr std::size_t qubits = 4;
    std::uniform_real_distribution<double> angle(-7, 7);
    std::vector<Operation> operations;
    for (int i = 0; i < 12; ++i) {
        const GateShape& shape = shapes[random() % shapes.size()];
        std::vector<Qubit> order{0, 1, 2, 3};
        std::shuffle(order.begin(), order.end(), random);
        std::vector<Angle> angles;
        for (std::size_t k = 0; k < shape.angles; ++k) angles.emplace_back(angle(random));
        auto operation = Operation::gateOn(
            shape.name, {order.begin(), order.begin() + static_cast<long>(shape.qubits)}, angles);
        if (shape.qubits == 1 && controls > 0)
            for (std::size_t k = random() % (controls + 1); k > 0; --k)
                operation.controls.push_back({order[k], random() % 3 != 0});
        operations.push_back(std::move(operation));
    }
    return circuitOf(qubits, std::move(operations));
}

const std::vector<GateShape> abstractGates{
    {"h", 1, 0},   {"x", 1, 0},  {"y", 1, 0},    {"z", 1, 0},   {"s", 1, 0},   {"sdg", 1, 0}, {"t", 1, 0},
    {"tdg", 1, 0}, {"sx", 1, 0}, {"sxdg", 1, 0}, {"rx", 1, 1},  {"ry", 1, 1},  {"rz", 1, 1},  {"p", 1, 1},
    {"u", 1, 3},   {"U", 1, 3},  {"u2", 1, 2},   {"u3", 1, 3},  {"u4", 1, 4},  {"id", 1, 0},  {"cx", 2, 0},
    {"cz", 2, 0},  {"cp", 2, 1}, {"swap", 2, 0}, {"rxx", 2, 1}, {"ryy", 2, 1}, {"rzz", 2, 1}};

TEST(IonqGates, WhatIsWrittenIsTheCircuitUpToAGlobalPhase) {
    std::mt19937 random(20260515);
    for (const JobDialect dialect : {JobDialect::Plain, JobDialect::Qiskit, JobDialect::Cirq}) {
        for (int round = 0; round < 60; ++round) {
            const std::size_t controls = dialect == JobDialect::Cirq ? 0 : 3;
            const Circuit circuit = randomCircuit(random, abstractGates, controls);
            EXPECT_LT(distance(circuit, gatesOf(requestFor(circuit, dialect))), 1e-12)
                << "dialect " << static_cast<int>(dialect) << ", round " << round;
        }
    }
}

TEST(IonqGates, NativeGatesAreInTurnsAndEqualTheCircuit) {
    std::mt19937 random(7);
    const std::vector<GateShape> native{{"gpi", 1, 1}, {"gpi2", 1, 1}, {"ms", 2, 3}, {"zz", 2, 1}};
    for (const JobDialect dialect : {JobDialect::Plain, JobDialect::Qiskit, JobDialect::Cirq})
        for (int round = 0; round < 40; ++round) {
            const Circuit circuit = randomCircuit(random, native, 0);
            EXPECT_LT(distance(circuit, gatesOf(requestFor(circuit, dialect, true))), 1e-12);
        }
}

TEST(IonqGates, AnglesSurviveToTheLastBit) {
    for (const double angle : {0.1, -1.0 / 3, 1e-300, 123456.789, 0x1.921fb54442d18p+1}) {
        const json gates = gatesOf(requestFor(circuitOf(1, {Operation::gateOn("rx", {0}, {angle})})));
        EXPECT_EQ(gates[0]["rotation"].get<double>(), angle);
    }
    // A turn is what, times 2π, is the same angle again; written as short as a person would.
    std::mt19937 random(3);
    std::uniform_int_distribution<int> thousandths(-1000, 1000);
    for (int i = 0; i < 500; ++i) {
        const double turns = thousandths(random) / 1000.0;
        const auto circuit = circuitOf(1, {Operation::gateOn("gpi", {0}, {turns * 2 * std::numbers::pi})});
        EXPECT_EQ(gatesOf(requestFor(circuit, JobDialect::Plain, true))[0]["phase"].get<double>(), turns);
    }
}

TEST(IonqGates, PlainGatesHaveTheNamesOfTheSpecification) {
    const auto circuit = circuitOf(
        3, {Operation::gateOn("cx", {0, 1}), Operation::gateOn("ccx", {0, 1, 2}),
            Operation::gateOn("sdg", {0}), Operation::gateOn("tdg", {1}), Operation::gateOn("sx", {2}),
            Operation::gateOn("sxdg", {2}), Operation::gateOn("rxx", {0, 2}, {0.5}),
            Operation::gateOn("crz", {2, 0}, {-0.25}), Operation::barrier({0, 1}),
            Operation::gateOn("id", {0}), Operation::gateOn("p", {1}, {0.75})});
    EXPECT_EQ(gatesOf(requestFor(circuit)), json::parse(R"([
        {"gate":"cnot","control":0,"target":1},
        {"gate":"x","controls":[0,1],"target":2},
        {"gate":"si","target":0}, {"gate":"ti","target":1}, {"gate":"v","target":2}, {"gate":"vi","target":2},
        {"gate":"xx","targets":[0,2],"rotation":0.5},
        {"gate":"rz","control":2,"target":0,"rotation":-0.25},
        {"gate":"rz","target":1,"rotation":0.75}])"));
}

TEST(IonqGates, WhatHasNoFormIsRefusedByNameWithTheWayOut) {
    const auto problem = [](const JobRequest& request) {
        const auto body = ionqJobBody(request);
        EXPECT_FALSE(body);
        if (body) return Error{};
        EXPECT_EQ(body.error().code, ErrorCode::Unsupported);
        EXPECT_THAT(body.error().hint, HasSubstr("qstore circuit transpile"));
        return body.error();
    };
    EXPECT_THAT(
        problem(requestFor(circuitOf(2, {Operation::gateOn("h", {0}), Operation::gateOn("iswap", {0, 1})})))
            .message,
        HasSubstr("operation 2 (iswap)"));
    auto controlled = Operation::gateOn("rzz", {0, 1}, {0.5});
    controlled.controls.push_back({2, true});
    EXPECT_THAT(problem(requestFor(circuitOf(3, {controlled}))).message, HasSubstr("(rzz)"));
    EXPECT_THAT(
        problem(requestFor(circuitOf(2, {Operation::gateOn("crx", {0, 1}, {0.5})}), JobDialect::Cirq))
            .message,
        HasSubstr("(rx)"));
    EXPECT_THAT(
        problem(requestFor(circuitOf(1, {Operation::gateOn("h", {0})}), JobDialect::Plain, true)).message,
        HasSubstr("operation 1 (h)"));
    EXPECT_THAT(problem(requestFor(circuitOf(1, {Operation::gateOn("gpi", {0}, {0.5})}))).message,
                HasSubstr("(gpi)"));
}

TEST(IonqGates, SymbolsAreRefusedByName) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"theta", ParameterRole::Trainable, 0.5, {}}};
    parts.operations = {Operation::gateOn("rx", {0}, {Angle::symbol("theta")})};
    const auto body = ionqJobBody(requestFor(Circuit::of(std::move(parts))));
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(body.error().message, HasSubstr("'theta'"));
}

TEST(IonqGates, DefinedGatesAreWrittenOut) {
    auto definition = std::make_shared<GateDefinition>();
    definition->name = "bell";
    definition->qubits = 2;
    definition->body = {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1})};
    CircuitParts parts;
    parts.qubits = 2;
    parts.definitions = {definition};
    Operation use;
    use.gate = std::shared_ptr<const GateDefinition>(definition);
    use.targets = {1, 0};
    parts.operations = {use};
    EXPECT_EQ(gatesOf(requestFor(Circuit::of(std::move(parts)))),
              json::parse(R"([{"gate":"h","target":1},{"gate":"cnot","control":1,"target":0}])"));
}

}  // namespace
}  // namespace qstore
