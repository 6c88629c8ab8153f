// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_job_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/base/gzip.h"

namespace qstore {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

Circuit bell(std::size_t qubits = 2) {
    CircuitParts parts;
    parts.qubits = qubits;
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1})};
    return Circuit::of(std::move(parts));
}

Circuit measured(std::size_t bits, std::vector<Operation> measurements) {
    CircuitParts parts = bell().parts();
    parts.bits = bits;
    parts.bitRegisters.clear();
    parts.operations.insert(parts.operations.end(), measurements.begin(), measurements.end());
    return Circuit::of(std::move(parts));
}

JobRequest requestOf(std::vector<Circuit> circuits) {
    JobRequest request;
    request.device = "simulator";
    request.circuits = std::move(circuits);
    return request;
}

json bodyOf(const JobRequest& request) {
    const auto body = ionqJobBody(request);
    EXPECT_TRUE(body) << (body ? "" : body.error().message);
    return body ? json::parse(*body) : json();
}

Error problemOf(const JobRequest& request) {
    const auto body = ionqJobBody(request);
    EXPECT_FALSE(body);
    return body ? Error{} : body.error();
}

TEST(IonqJobWriter, OneCircuitWithEverything) {
    auto request = requestOf({bell()});
    request.name = "a \"quoted\" näme";
    request.token = "qstore-1764457200000-ab12";
    request.metadata["fizz"] = "buzz";
    request.noiseModel = "forte-1";
    request.seed = 7;
    request.errorMitigation = false;
    request.dryRun = true;
    request.shots = 500;
    EXPECT_EQ(bodyOf(request), json::parse(R"({"type":"ionq.circuit.v1","backend":"simulator","shots":500,
        "name":"a \"quoted\" näme","metadata":{"fizz":"buzz","qstore_bits":"2:*",
        "qstore_token":"qstore-1764457200000-ab12"},"noise":{"model":"forte-1","seed":7},
        "settings":{"error_mitigation":{"debiasing":false}},"dry_run":true,
        "input":{"gateset":"qis","qubits":2,"circuit":[
            {"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}})"));
}

TEST(IonqJobWriter, SeveralCircuitsOfDifferentSize) {
    CircuitParts named = bell(3).parts();
    named.name = "wide";
    const auto body = bodyOf(requestOf({bell(), Circuit::of(std::move(named))}));
    EXPECT_EQ(body["type"], "ionq.multi-circuit.v1");
    EXPECT_EQ(body["input"]["qubits"], 3);
    EXPECT_EQ(body["input"]["circuits"][0]["qubits"], 2);
    EXPECT_EQ(body["input"]["circuits"][1]["name"], "wide");
    EXPECT_FALSE(body["input"]["circuits"][1].contains("qubits"));
    EXPECT_EQ(body["metadata"]["qstore_bits"], "2:*;3:*");
}

TEST(IonqJobWriter, BitsAreKeptForWhoeverReadsTheJob) {
    const auto crossed = measured(3, {Operation::measure(0, 2), Operation::measure(1, 0)});
    EXPECT_EQ(bodyOf(requestOf({crossed}))["metadata"]["qstore_bits"], "2:1,-,0");
    EXPECT_EQ(bodyOf(requestOf({crossed, crossed}))["metadata"]["qstore_bits"], "2:1,-,0") << "said once";
    std::vector<Circuit> many(200, crossed);
    many.push_back(bell());
    const auto packed = bodyOf(requestOf(many))["metadata"]["qstore_bits"].get<std::string>();
    EXPECT_EQ(packed.substr(0, 3), "gz:");
    EXPECT_LT(packed.size(), 200U);
}

TEST(IonqJobWriter, WhatTheInterfaceWouldRefuseIsRefusedHere) {
    auto request = requestOf({});
    EXPECT_THAT(problemOf(request).message, HasSubstr("no circuit"));
    request = requestOf({bell()});
    request.shots = 1'000'001;
    EXPECT_THAT(problemOf(request).message, HasSubstr("1000001 shots"));
    request.shots = 499;
    request.errorMitigation = true;
    EXPECT_THAT(problemOf(request).message, HasSubstr("at least 500 shots, not 499"));
    request = requestOf({bell()});
    request.noiseModel = "aria-9";
    EXPECT_THAT(problemOf(request).message, HasSubstr("'aria-9'"));
    EXPECT_THAT(problemOf(request).hint, HasSubstr("forte-enterprise-1"));
    request.noiseModel = "ideal";
    request.device = "qpu.forte-1";
    EXPECT_THAT(problemOf(request).message, HasSubstr("'qpu.forte-1'"));
    request = requestOf({bell()});
    request.seed = 2'147'483'648;
    EXPECT_THAT(problemOf(request).message, HasSubstr("2147483648"));
    request = requestOf(std::vector<Circuit>(5'001, bell()));
    EXPECT_THAT(problemOf(request).message, HasSubstr("5001 circuits; IonQ takes at most 5000"));
}

TEST(IonqJobWriter, GatesAreCountedOverAllCircuits) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.operations.assign(30, Operation::gateOn("h", {0}));
    const Circuit thirty = Circuit::of(parts);
    EXPECT_TRUE(ionqJobBody(requestOf(std::vector<Circuit>(5'000, thirty))))
        << "150,000 gates are the limit";
    parts.operations.push_back(Operation::gateOn("h", {0}));
    std::vector<Circuit> more(4'999, thirty);
    more.push_back(Circuit::of(parts));
    const Error error = problemOf(requestOf(more));
    EXPECT_THAT(error.message, HasSubstr("150001 gates"));
    EXPECT_THAT(error.hint, HasSubstr("split"));
}

TEST(IonqJobWriter, MetadataIsBounded) {
    auto request = requestOf({bell()});
    request.metadata["qstore_bits"] = "mine";
    EXPECT_THAT(problemOf(request).message, HasSubstr("'qstore_bits'"));
    request.metadata.clear();
    request.metadata[std::string(41, 'k')] = "v";
    EXPECT_THAT(problemOf(request).message, HasSubstr(std::string(41, 'k')));
    request.metadata.clear();
    for (int i = 0; i < 10; ++i) request.metadata["k" + std::to_string(i)] = "v";
    EXPECT_THAT(problemOf(request).message, HasSubstr("11 metadata entries"));
    request.metadata = {{"k", "\xff"}};
    EXPECT_THAT(problemOf(request).message, HasSubstr("UTF-8"));
}

TEST(IonqJobWriter, WhatHappensInsideACircuitIsRefusedWithItsReason) {
    const auto after = measured(1, {Operation::measure(0, 0), Operation::gateOn("h", {0})});
    Error error = problemOf(requestOf({bell(), after}));
    EXPECT_EQ(error.code, ErrorCode::Unsupported);
    EXPECT_THAT(error.message,
                HasSubstr("circuit 2: operation 4 (h) acts on qubit 0 after its measurement"));
    EXPECT_THAT(error.hint, HasSubstr("at the end"));
    EXPECT_THAT(problemOf(requestOf({measured(1, {Operation::reset(1)})})).message,
                HasSubstr("resets a qubit"));
    auto conditional = Operation::gateOn("x", {1});
    conditional.conditions = {{{0}, 1, false}};
    EXPECT_THAT(problemOf(requestOf({measured(1, {Operation::measure(0, 0), conditional})})).message,
                HasSubstr("depends on a classical bit"));
    EXPECT_THAT(problemOf(requestOf({Circuit()})).message, HasSubstr("0 qubits"));
    const auto other = measured(1, {Operation::measure(0, 0), Operation::gateOn("h", {1})});
    EXPECT_TRUE(ionqJobBody(requestOf({other}))) << "another qubit may go on";
}

}  // namespace
}  // namespace qstore
