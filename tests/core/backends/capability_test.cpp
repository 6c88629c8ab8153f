// SPDX-License-Identifier: Apache-2.0
#include "core/backends/capability.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/circuit/qasm.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

Circuit circuitOf(const std::string& body, std::size_t qubits = 3) {
    const auto circuit = readCircuit("OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[" +
                                         std::to_string(qubits) + "] q;\nbit[3] c;\n" + body,
                                     "test", {});
    EXPECT_TRUE(circuit) << circuit.error().message;
    return circuit.value_or(Circuit());
}

DeviceInfo ionq() {
    DeviceInfo device;
    device.name = "qpu.test";
    device.qubits = 11;
    device.gates = GateSetKind::IonqQis;
    device.minShots = 10;
    device.maxShots = 10'000;
    device.maxCircuits = 2;
    device.maxGatesPerJob = 6;
    return device;
}

std::vector<std::string> reasonsOf(const DeviceInfo& device, const JobNeeds& needs) {
    std::vector<std::string> texts;
    for (const CapabilityReason& reason : whyNot(device, needs)) {
        texts.push_back(reason.text);
        EXPECT_FALSE(reason.cure.empty()) << reason.text;
    }
    return texts;
}

using Texts = std::vector<std::string>;

TEST(Capability, WhatFitsHasNoReasons) {
    const Circuit bell = circuitOf("h q[0];\ncx q[0], q[1];\nc[0] = measure q[0];\n");
    EXPECT_EQ(reasonsOf(ionq(), {{bell, bell}, 100, false, {}}), Texts{});
    EXPECT_TRUE(checkCapability(ionq(), {{bell}, 100, false, {}}, false));
}

TEST(Capability, EveryLimitIsAReason) {
    EXPECT_EQ(reasonsOf(ionq(), {{circuitOf("h q[0];\n", 12)}, 100, false, {}}),
              Texts{"needs 12 qubits, has 11"});
    const Circuit h = circuitOf("h q[0];\n");
    EXPECT_EQ(reasonsOf(ionq(), {{h}, 9, false, {}}), Texts{"9 shots are fewer than its least, 10"});
    EXPECT_EQ(reasonsOf(ionq(), {{h}, 10'001, false, {}}),
              Texts{"10001 shots are more than its most, 10000"});
    EXPECT_EQ(reasonsOf(ionq(), {{h, h, h}, 100, false, {}}),
              Texts{"3 circuits are more than a job of it takes, 2"});
    EXPECT_EQ(
        reasonsOf(ionq(), {{circuitOf("h q[0];\nh q[0];\nh q[0];\nh q[0];\nh q[0];\nh q[0];\nh q[0];\n")},
                           100,
                           false,
                           {}}),
        Texts{"7 gates are more than a job of it takes, 6"});
    EXPECT_EQ(reasonsOf(ionq(), {{h}, 100, false, "harmony"}), Texts{"it has no noise model 'harmony'"});
    DeviceInfo away = ionq();
    away.status = DeviceStatus::Unavailable;
    away.statusReason = "maintenance";
    EXPECT_EQ(reasonsOf(away, {{h}, 100, false, {}}), Texts{"it is not available: maintenance"});
    away.status = DeviceStatus::Retired;
    EXPECT_EQ(reasonsOf(away, {{h}, 100, false, {}}), Texts{"it is retired"});
}

TEST(Capability, ProgramsThatBranchAreForThisMachine) {
    const Circuit early = circuitOf("h q[0];\nc[0] = measure q[0];\nx q[0];\n");
    EXPECT_THAT(reasonsOf(ionq(), {{early}, 100, false, {}}).at(0), HasSubstr("qubit 0 is used after"));
    const Circuit branch = circuitOf("h q[0];\nc[0] = measure q[0];\nif (c[0] == 1) x q[1];\n");
    EXPECT_THAT(reasonsOf(ionq(), {{branch}, 100, false, {}}).at(0), HasSubstr("depend on measured bits"));
    EXPECT_THAT(reasonsOf(ionq(), {{circuitOf("reset q[0];\n")}, 100, false, {}}).at(0),
                HasSubstr("resets"));
    DeviceInfo local = ionq();
    local.gates = GateSetKind::Any;
    EXPECT_EQ(reasonsOf(local, {{early}, 100, false, {}}), Texts{});
}

TEST(Capability, ForeignGatesAndPairsCanBeTranspiled) {
    const Circuit toffoli = circuitOf("ccx q[0], q[1], q[2];\n");
    EXPECT_THAT(reasonsOf(ionq(), {{toffoli}, 100, false, {}}).at(0), HasSubstr("x with 2 controls"));
    EXPECT_TRUE(whyNot(ionq(), {{toffoli}, 100, false, {}}).at(0).byTranspiling);
    EXPECT_FALSE(checkCapability(ionq(), {{toffoli}, 100, false, {}}, false));
    EXPECT_TRUE(checkCapability(ionq(), {{toffoli}, 100, false, {}}, true));
    DeviceInfo line = ionq();
    line.coupling = {{0, 1}, {1, 2}};
    EXPECT_EQ(reasonsOf(line, {{circuitOf("cx q[1], q[0];\n")}, 100, false, {}}), Texts{});
    EXPECT_EQ(reasonsOf(line, {{circuitOf("cx q[0], q[2];\n")}, 100, false, {}}),
              Texts{"qubits 0 and 2 are not coupled"});
    line.gates = GateSetKind::IbmEcr;
    CircuitParts parts;
    parts.qubits = 2;
    parts.operations = {Operation::gateOn("ecr", {1, 0})};
    EXPECT_EQ(reasonsOf(line, {{Circuit::of(parts)}, 100, true, {}}),
              Texts{"qubits 1 and 0 are coupled the other way round"});
    parts.operations = {Operation::gateOn("ecr", {0, 1}), Operation::gateOn("sx", {0})};
    EXPECT_EQ(reasonsOf(line, {{Circuit::of(parts)}, 100, true, {}}), Texts{});
}

TEST(Capability, UnboundInputsAreNamedAndAllReasonsMakeOneSentence) {
    const auto circuit = readCircuit(
        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float[64] theta;\nqubit[12] q;\nrx(theta) q[0];\n",
        "test", {});
    ASSERT_TRUE(circuit);
    const Status status = checkCapability(ionq(), {{*circuit}, 1, false, {}}, true);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(status.error().message, HasSubstr("'qpu.test' cannot run it: 1 shots"));
    EXPECT_THAT(status.error().message, HasSubstr("needs 12 qubits, has 11"));
    EXPECT_THAT(status.error().message, HasSubstr("'theta' has no value"));
}

}  // namespace
}  // namespace qstore
