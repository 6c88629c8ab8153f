// SPDX-License-Identifier: Apache-2.0
// The wire forms that cirq-ionq's and qiskit-ionq's own unit tests state (serializer_test.py and
// ionq_client_test.py of cirq-ionq 1.7; test_qiskit_to_ionq.py, test_gate_serialization.py of
// qiskit-ionq 1.1), written out by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <numbers>

#include "core/backends/ionq_job_writer.h"
#include "core/base/gzip.h"

namespace qstore {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

using std::numbers::pi;

struct Measured {
    Qubit qubit;
    ClassicalBit bit;
};

Circuit circuitOf(std::string name, std::size_t qubits, std::vector<Operation> operations,
                  std::vector<Register> bits = {}, const std::vector<Measured>& measured = {}) {
    CircuitParts parts;
    parts.name = std::move(name);
    parts.qubits = qubits;
    parts.bitRegisters = std::move(bits);
    for (const Register& each : parts.bitRegisters) parts.bits += each.size;
    parts.operations = std::move(operations);
    for (const auto& [qubit, bit] : measured) parts.operations.push_back(Operation::measure(qubit, bit));
    return Circuit::of(std::move(parts));
}

JobRequest requestOf(JobDialect dialect, std::vector<Circuit> circuits, std::uint64_t shots = 200) {
    JobRequest request;
    request.device = "simulator";
    request.dialect = dialect;
    request.circuits = std::move(circuits);
    request.shots = shots;
    return request;
}

json dialectBody(const JobRequest& request) {
    const auto body = ionqJobBody(request);
    EXPECT_TRUE(body) << (body ? "" : body.error().message);
    return body ? json::parse(*body) : json();
}

json gatesOf(JobDialect dialect, const Operation& operation, std::size_t qubits) {
    return dialectBody(requestOf(dialect, {circuitOf("", qubits, {operation})}))["input"]["circuit"];
}

// --- Cirq ----------------------------------------------------------------------------------------------

TEST(CirqDialect, GatesHaveItsNames) {
    const auto cirq = [](const Operation& operation, std::size_t qubits = 1) {
        return gatesOf(JobDialect::Cirq, operation, qubits);
    };
    for (const double exponent : {1.1, 0.6})
        for (const char* name : {"rx", "ry", "rz"})
            EXPECT_EQ(cirq(Operation::gateOn(name, {0}, {exponent * pi})),
                      json({{{"gate", name}, {"targets", {0}}, {"rotation", exponent * pi}}}));
    const std::vector<std::pair<std::string, std::string>> fixed{
        {"x", "x"}, {"y", "y"}, {"z", "z"},    {"sx", "v"}, {"sxdg", "vi"},
        {"s", "s"}, {"h", "h"}, {"sdg", "si"}, {"t", "t"},  {"tdg", "ti"}};
    for (const auto& [ours, wire] : fixed)
        EXPECT_EQ(cirq(Operation::gateOn(ours, {0})), json({{{"gate", wire}, {"targets", {0}}}})) << ours;
    for (const auto& [ours, wire] :
         {std::pair("rxx", "xx"), std::pair("ryy", "yy"), std::pair("rzz", "zz")})
        for (const double exponent : {0.5, 1.0, 1.5})
            EXPECT_EQ(cirq(Operation::gateOn(ours, {0, 1}, {exponent * pi}), 2),
                      json({{{"gate", wire}, {"targets", {0, 1}}, {"rotation", exponent * pi}}}));
    EXPECT_EQ(cirq(Operation::gateOn("cx", {0, 1}), 2),
              json::parse(R"([{"gate":"cnot","control":0,"target":1}])"));
    EXPECT_EQ(cirq(Operation::gateOn("swap", {0, 1}), 2),
              json::parse(R"([{"gate":"swap","targets":[0,1]}])"));
}

TEST(CirqDialect, TurnsThatAreNamedGatesAreCalledSo) {
    const auto nameOf = [](const char* rotation, double exponent) {
        return gatesOf(JobDialect::Cirq, Operation::gateOn(rotation, {0}, {exponent * pi}), 1)[0]["gate"];
    };
    EXPECT_EQ(nameOf("rx", 1), "x");
    EXPECT_EQ(nameOf("rx", 0.5), "v");
    EXPECT_EQ(nameOf("rx", -0.5), "vi");
    EXPECT_EQ(nameOf("rx", 1.5), "vi");
    EXPECT_EQ(nameOf("ry", 3), "y");
    EXPECT_EQ(nameOf("rz", -1), "z");
    EXPECT_EQ(nameOf("rz", 0.25), "t");
    EXPECT_EQ(nameOf("rz", -0.25), "ti");
    EXPECT_EQ(nameOf("rz", 1 + 2e-9), "z") << "within the serializer's tolerance of 1e-8";
    EXPECT_EQ(nameOf("rz", 1 + 2e-8), "rz");
}

TEST(CirqDialect, NativeGates) {
    auto request =
        requestOf(JobDialect::Cirq,
                  {circuitOf("", 3,
                             {Operation::gateOn("gpi", {0}, {0.1 * 2 * pi}),
                              Operation::gateOn("gpi2", {1}, {0.2 * 2 * pi}),
                              Operation::gateOn("ms", {1, 2}, {0.4 * 2 * pi, 0.5 * 2 * pi, 0.25 * 2 * pi}),
                              Operation::gateOn("zz", {1, 2}, {0.6 * 2 * pi})})});
    request.native = true;
    EXPECT_EQ(dialectBody(request)["input"], json::parse(R"({"gateset":"native","qubits":3,"circuit":[
        {"gate":"gpi","target":0,"phase":0.1}, {"gate":"gpi2","target":1,"phase":0.2},
        {"gate":"ms","targets":[1,2],"phases":[0.4,0.5],"angle":0.25},
        {"gate":"zz","targets":[1,2],"phase":0.6}]})"));
}

TEST(CirqDialect, MeasurementsOfOneCircuit) {
    const auto metadata = [](const Circuit& circuit) {
        return dialectBody(requestOf(JobDialect::Cirq, {circuit}))["metadata"];
    };
    EXPECT_EQ(metadata(circuitOf("", 1, {}, {{"tomyheart", 0, 1}}, {{0, 0}})), json({{"measurement0",
                                                                                      "tomyheart\x1f"
                                                                                      "0"},
                                                                                     {"shots", "200"}}));
    EXPECT_EQ(metadata(circuitOf("", 3, {}, {{"tomyheart", 0, 2}}, {{2, 0}, {0, 1}})),
              json({{"measurement0",
                     "tomyheart\x1f"
                     "2,0"},
                    {"shots", "200"}}));
    EXPECT_EQ(metadata(circuitOf("", 2, {}, {{"a", 0, 1}, {"b", 1, 1}}, {{0, 0}, {1, 1}})),
              json({{"measurement0",
                     "a\x1f"
                     "0\x1e"
                     "b\x1f"
                     "1"},
                    {"shots", "200"}}));
    const auto pieces = metadata(circuitOf("", 1, {}, {{std::string(60, 'a'), 0, 1}}, {{0, 0}}));
    EXPECT_EQ(pieces["measurement0"], std::string(40, 'a'));
    EXPECT_EQ(pieces["measurement1"], std::string(20, 'a') +
                                          "\x1f"
                                          "0");
}

TEST(CirqDialect, TooLongKeysAreRefusedAtTheSameLength) {
    const auto body = [](std::size_t letters) {
        return ionqJobBody(requestOf(
            JobDialect::Cirq, {circuitOf("", 1, {}, {{std::string(letters, 'x'), 0, 1}}, {{0, 0}})}));
    };
    EXPECT_TRUE(body(40 * 9 - 2));
    const auto refused = body(40 * 9 - 1);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("too long"));
}

TEST(CirqDialect, ABitThatNothingMeasuresHasNoKey) {
    const auto metadata = dialectBody(
        requestOf(JobDialect::Cirq, {circuitOf("", 2, {}, {{"c", 0, 2}}, {{1, 1}})}))["metadata"];
    EXPECT_EQ(metadata["measurement0"],
              "c_1\x1f"
              "1");
}

TEST(CirqDialect, ABatchOfCircuits) {
    const auto body = dialectBody(requestOf(
        JobDialect::Cirq,
        {circuitOf("", 2, {Operation::gateOn("h", {0})}, {{"a", 0, 1}, {"b", 1, 1}}, {{0, 0}, {1, 1}}),
         circuitOf("", 3, {}, {{"tomyheart", 0, 2}}, {{2, 0}, {0, 1}})}));
    EXPECT_EQ(body["type"], "ionq.multi-circuit.v1");
    EXPECT_EQ(body["input"], json::parse(R"({"gateset":"qis","qubits":3,"circuits":[
        {"circuit":[{"gate":"h","targets":[0]}]}, {"circuit":[]}]})"));
    EXPECT_EQ(body["metadata"]["measurements"],
              R"([{"measurement0": "a\u001f0\u001eb\u001f1"}, {"measurement0": "tomyheart\u001f2,0"}])");
    EXPECT_EQ(body["metadata"]["qubit_numbers"], "[2, 3]");
}

TEST(CirqDialect, TheWholeBody) {
    auto request = requestOf(JobDialect::Cirq, {circuitOf("", 1, {Operation::gateOn("h", {0})})});
    request.device = "qpu.forte-1";
    request.name = "bacon";
    request.shots = 500;
    request.errorMitigation = true;
    EXPECT_EQ(dialectBody(request),
              json::parse(R"({"backend":"qpu.forte-1","type":"ionq.circuit.v1","lang":"json",
        "name":"bacon","metadata":{"shots":"500"},"shots":"500",
        "settings":{"error_mitigation":{"debiasing":true}},
        "input":{"gateset":"qis","qubits":1,"circuit":[{"gate":"h","targets":[0]}]}})"));
}

// --- Qiskit --------------------------------------------------------------------------------------------

std::string base64(const std::string& text) {
    const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned held = 0, bits = 0;
    for (const char letter : text) {
        if (letter == '=') break;
        held = (held << 6U) | static_cast<unsigned>(digits.find(letter));
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>((held >> bits) & 0xFFU);
    }
    return bytes;
}

json headerOf(const json& body) {
    const auto text = gunzip(base64(body["metadata"]["qiskit_header"].get<std::string>()), 1U << 20U);
    EXPECT_TRUE(text);
    return text ? json::parse(*text) : json();
}

TEST(QiskitDialect, GatesHaveItsNames) {
    const auto qiskit = [](const Operation& operation) {
        return gatesOf(JobDialect::Qiskit, operation, 6);
    };
    const auto expect = [&](const Operation& operation, const char* wire) {
        EXPECT_EQ(qiskit(operation), json::parse(wire));
    };
    expect(Operation::gateOn("ccx", {0, 1, 2}), R"([{"gate":"x","targets":[2],"controls":[0,1]}])");
    expect(Operation::gateOn("ch", {0, 1}), R"([{"gate":"h","targets":[1],"controls":[0]}])");
    expect(Operation::gateOn("cx", {0, 1}), R"([{"gate":"x","targets":[1],"controls":[0]}])");
    expect(Operation::gateOn("cp", {0, 1}, {0.5}),
           R"([{"gate":"z","rotation":0.5,"targets":[1],"controls":[0]}])");
    expect(Operation::gateOn("crx", {0, 1}, {0.0}),
           R"([{"gate":"rx","rotation":0,"targets":[1],"controls":[0]}])");
    expect(Operation::gateOn("cry", {0, 1}, {0.5}),
           R"([{"gate":"ry","rotation":0.5,"targets":[1],"controls":[0]}])");
    expect(Operation::gateOn("crz", {0, 1}, {0.5}),
           R"([{"gate":"rz","rotation":0.5,"targets":[1],"controls":[0]}])");
    expect(Operation::gateOn("csx", {0, 1}), R"([{"gate":"v","targets":[1],"controls":[0]}])");
    expect(Operation::gateOn("cy", {0, 1}), R"([{"gate":"y","targets":[1],"controls":[0]}])");
    expect(Operation::gateOn("cz", {0, 1}), R"([{"gate":"z","targets":[1],"controls":[0]}])");
    expect(Operation::gateOn("id", {0}), "[]");
    expect(Operation::gateOn("c4x", {0, 1, 2, 3, 4}),
           R"([{"gate":"x","targets":[4],"controls":[0,1,2,3]}])");
    expect(Operation::gateOn("p", {0}, {0.0}), R"([{"gate":"z","rotation":0,"targets":[0]}])");
    expect(Operation::gateOn("p", {0}, {0.5}), R"([{"gate":"z","rotation":0.5,"targets":[0]}])");
    expect(Operation::gateOn("rxx", {0, 1}, {0.5}), R"([{"gate":"xx","rotation":0.5,"targets":[0,1]}])");
    expect(Operation::gateOn("ryy", {0, 1}, {0.5}), R"([{"gate":"yy","rotation":0.5,"targets":[0,1]}])");
    expect(Operation::gateOn("rzz", {0, 1}, {0.5}), R"([{"gate":"zz","rotation":0.5,"targets":[0,1]}])");
    expect(Operation::gateOn("rz", {0}, {0.5}), R"([{"gate":"rz","rotation":0.5,"targets":[0]}])");
    expect(Operation::gateOn("sdg", {0}), R"([{"gate":"si","targets":[0]}])");
    expect(Operation::gateOn("swap", {0, 1}), R"([{"gate":"swap","targets":[0,1]}])");
    expect(Operation::gateOn("sx", {0}), R"([{"gate":"v","targets":[0]}])");
    expect(Operation::gateOn("sxdg", {0}), R"([{"gate":"vi","targets":[0]}])");
    expect(Operation::gateOn("tdg", {0}), R"([{"gate":"ti","targets":[0]}])");
}

TEST(QiskitDialect, TheWholeBody) {  // test_full_circuit
    auto request =
        requestOf(JobDialect::Qiskit,
                  {circuitOf("test_name", 2, {Operation::gateOn("cx", {1, 0}), Operation::gateOn("h", {1})},
                             {{"c", 0, 2}}, {{1, 0}, {0, 1}})});
    auto body = dialectBody(request);
    EXPECT_EQ(headerOf(body),
              json::parse(R"({"memory_slots":2,"global_phase":0,"n_qubits":2,"name":"test_name",
        "creg_sizes":[["c",2]],"clbit_labels":[["c",0],["c",1]],"qreg_sizes":[["q",2]],
        "qubit_labels":[["q",0],["q",1]],"meas_mapped":[1,0]})"));
    body["metadata"].erase("qiskit_header");
    EXPECT_EQ(body, json::parse(R"({"backend":"simulator","shots":200,"name":"test_name",
        "noise":{"model":"ideal","seed":null},"type":"ionq.circuit.v1",
        "metadata":{"shots":"200","sampler_seed":"None"},
        "input":{"gateset":"qis","qubits":2,"circuit":[
            {"gate":"x","controls":[1],"targets":[0]},{"gate":"h","targets":[1]}]}})"));
}

TEST(QiskitDialect,
     SeveralRegistersOfWhichOneIsMeasured) {  // test_metadata_header__with_multiple_registers
    CircuitParts parts;
    parts.name = "test_name";
    parts.qubits = parts.bits = 4;
    parts.qubitRegisters = {{"qr0", 0, 2}, {"qr1", 2, 2}};
    parts.bitRegisters = {{"cr0", 0, 2}, {"cr1", 2, 2}};
    parts.operations = {Operation::measure(2, 2), Operation::measure(3, 3)};
    EXPECT_EQ(headerOf(dialectBody(requestOf(JobDialect::Qiskit, {Circuit::of(parts)}))),
              json::parse(R"({"memory_slots":4,"global_phase":0,"n_qubits":4,"name":"test_name",
        "creg_sizes":[["cr0",2],["cr1",2]],"clbit_labels":[["cr0",0],["cr0",1],["cr1",0],["cr1",1]],
        "qreg_sizes":[["qr0",2],["qr1",2]],"qubit_labels":[["qr0",0],["qr0",1],["qr1",0],["qr1",1]],
        "meas_mapped":[null,null,2,3]})"));
}

TEST(QiskitDialect, MeasurementsThatRepeatAQubitOrABit) {
    const auto mapped = [](const std::vector<Measured>& measured) {
        return headerOf(dialectBody(requestOf(
            JobDialect::Qiskit, {circuitOf("test_name", 2, {}, {{"c", 0, 2}}, measured)})))["meas_mapped"];
    };
    EXPECT_EQ(mapped({{0, 0}, {0, 1}}), json::parse("[0,0]"));
    EXPECT_EQ(mapped({{0, 0}, {1, 0}}), json::parse("[1,null]"));
}

TEST(QiskitDialect, SeveralCircuits) {  // test_multicircuit_mapping
    auto request = requestOf(
        JobDialect::Qiskit,
        {circuitOf("no_reg_map", 2, {Operation::gateOn("x", {0})}, {{"c", 0, 2}}, {{0, 1}, {1, 0}}),
         circuitOf("no_reg_no_map", 2, {Operation::gateOn("x", {0})}, {{"c", 0, 2}}, {{0, 0}, {1, 1}})},
        1024);
    request.name = "multicircuit_mapping";
    auto body = dialectBody(request);
    const json headers = headerOf(body);
    ASSERT_EQ(headers.size(), 2U);
    EXPECT_EQ(headers[0]["meas_mapped"], json::parse("[1,0]"));
    EXPECT_EQ(headers[1]["name"], "no_reg_no_map");
    body["metadata"].erase("qiskit_header");
    EXPECT_EQ(body, json::parse(R"({"backend":"simulator","shots":1024,"name":"multicircuit_mapping",
        "type":"ionq.multi-circuit.v1","input":{"gateset":"qis","qubits":2,"circuits":[
            {"name":"no_reg_map","circuit":[{"gate":"x","targets":[0]}]},
            {"name":"no_reg_no_map","circuit":[{"gate":"x","targets":[0]}]}]},
        "metadata":{"shots":"1024","sampler_seed":"None"},"noise":{"model":"ideal","seed":null}})"));
    request.name.clear();
    EXPECT_EQ(dialectBody(request)["name"], "2 circuits");
}

TEST(QiskitDialect, NativeCircuitWithNoise) {  // test_full_native_circuit
    auto request =
        requestOf(JobDialect::Qiskit,
                  {circuitOf("blame_test", 3,
                             {Operation::gateOn("gpi", {0}, {0.1 * 2 * pi}),
                              Operation::gateOn("gpi2", {1}, {0.2 * 2 * pi}),
                              Operation::gateOn("ms", {1, 2}, {0.2 * 2 * pi, 0.3 * 2 * pi, 0.25 * 2 * pi}),
                              Operation::gateOn("zz", {0, 2}, {0.4 * 2 * pi})})});
    request.native = true;
    request.noiseModel = "aria-1";
    request.metadata["iteration"] = "10";
    auto body = dialectBody(request);
    body["metadata"].erase("qiskit_header");
    EXPECT_EQ(body, json::parse(R"({"backend":"simulator","name":"blame_test","shots":200,
        "noise":{"model":"aria-1","seed":null},"type":"ionq.circuit.v1",
        "metadata":{"shots":"200","sampler_seed":"None","iteration":"10"},
        "input":{"gateset":"native","qubits":3,"circuit":[
            {"gate":"gpi","target":0,"phase":0.1},{"gate":"gpi2","target":1,"phase":0.2},
            {"gate":"ms","targets":[1,2],"phases":[0.2,0.3],"angle":0.25},
            {"gate":"zz","angle":0.4,"targets":[0,2]}]}})"));
}

TEST(QiskitDialect, WhatMeasuresNothingIsMeasuredWhole) {
    const auto header = headerOf(dialectBody(requestOf(JobDialect::Qiskit, {circuitOf("", 2, {})})));
    EXPECT_EQ(header["meas_mapped"], json::parse("[0,1]"));
    EXPECT_EQ(header["creg_sizes"], json::parse(R"([["meas",2]])"));
}

}  // namespace
}  // namespace qstore
