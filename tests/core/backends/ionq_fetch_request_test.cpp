// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <numbers>

#include "tests/core/backends/ionq_fixture.h"

namespace qstore {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

// Written by Python's json, gzip and base64, as qiskit-ionq does:
// {"memory_slots":2,"global_phase":0,"n_qubits":2,
// "name":"test_name","creg_sizes":[["left",1],["right",1]],…,"meas_mapped":[1,0]}
constexpr const char* header =
    "H4sIAAAAAAACA12NzQrDIBAGX0U852By7KtIWLTdGmGNvzm0oe9eTUBIjjvfMLtzh86nD2TyJfMHmwbGDXmtCMKiMlYkKlohbtp2Y1"
    "WuLbxgLn"
    "AcFT4TGsj2i82SkhO+S+XjPDDJkzXLec1NpRoDUhrpKouLLA453rqxLtO5bPdM7I3YnzlUGZwKAV9NGpvx+wOyJbU5+QAAAA==";

class IonqFetchRequest : public IonqFixture {
protected:
    JobRequest fetched(const json& reply) {
        give(reply);
        auto request = provider->fetchRequest(reply["id"], control);
        EXPECT_TRUE(request) << (request ? "" : request.error().error.message);
        return request ? *request : JobRequest();
    }
    static std::vector<std::string> names(const Circuit& circuit) {
        std::vector<std::string> all;
        for (const Operation& operation : circuit.operations()) {
            if (operation.kind == OperationKind::Measure) {
                all.push_back("measure " + std::to_string(operation.targets[0]) + ">" +
                              std::to_string(operation.bits[0]));
                continue;
            }
            std::string text(std::get<const GateInfo*>(operation.gate)->name);
            for (const Control& control : operation.controls) text += " c" + std::to_string(control.qubit);
            for (const Qubit qubit : operation.targets) text += " " + std::to_string(qubit);
            all.push_back(text);
        }
        return all;
    }
};

TEST_F(IonqFetchRequest, AJobOfQiskits) {
    auto reply = job("j");
    reply["name"] = "test_name";
    reply["shots"] = 200;
    reply["noise"] = {{"model", "aria-1"}, {"seed", nullptr}};
    reply["metadata"] = {
        {"qiskit_header", header}, {"shots", "200"}, {"sampler_seed", "None"}, {"iteration", "10"}};
    reply["input"] = json::parse(R"({"gateset":"qis","qubits":2,"circuit":[
        {"gate":"x","controls":[1],"targets":[0]}, {"gate":"z","rotation":0.5,"targets":[1],"controls":[0]},
        {"gate":"z","rotation":0,"targets":[0]}, {"gate":"z","targets":[0]}, {"gate":"v","targets":[1]},
        {"gate":"swap","controls":[],"targets":[0,1]}, {"gate":"rx","rotation":1,"targets":[1]}]})");
    const JobRequest request = fetched(reply);
    EXPECT_EQ(request.dialect, JobDialect::Qiskit);
    EXPECT_EQ(request.shots, 200U);
    EXPECT_EQ(request.noiseModel, "aria-1");
    EXPECT_FALSE(request.seed);
    EXPECT_THAT(request.metadata, ElementsAre(Pair("iteration", "10")));
    ASSERT_EQ(request.circuits.size(), 1U);
    const Circuit& circuit = request.circuits[0];
    EXPECT_EQ(circuit.name(), "test_name");
    EXPECT_THAT(names(circuit), ElementsAre("x c1 0", "p c0 1", "p 0", "z 0", "sx 1", "swap 0 1", "rx 1",
                                            "measure 1>0", "measure 0>1"));
    EXPECT_EQ(circuit.operations()[1].angles[0].constant(), 0.5);
    ASSERT_EQ(circuit.parts().bitRegisters.size(), 2U);
    EXPECT_EQ(circuit.parts().bitRegisters[1].name, "right");
}

TEST_F(IonqFetchRequest, ABatchOfCirqs) {
    auto reply = job("j");
    reply["type"] = "ionq.multi-circuit.v1";
    reply["stats"]["qubits"] = 3;
    reply["metadata"] = json::parse(R"({"shots":"1000","qubit_numbers":"[2, 3]",
        "measurements":"[{\"measurement0\": \"a\\u001f0\\u001eb\\u001f1\"}, {\"measurement0\": \"key one\\u001f2,0\"}]"})");
    reply["input"] = json::parse(R"({"gateset":"native","qubits":3,"circuits":[
        {"circuit":[{"gate":"gpi","target":0,"phase":0.1}, {"gate":"ms","targets":[0,1],"phases":[0.4,0.5]}]},
        {"circuit":[{"gate":"zz","targets":[1,2],"phase":0.6}, {"gate":"zz","targets":[1,2],"angle":0.25},
                    {"gate":"nop","target":1}]}]})");
    const JobRequest request = fetched(reply);
    EXPECT_EQ(request.dialect, JobDialect::Cirq);
    EXPECT_TRUE(request.native);
    EXPECT_THAT(request.metadata, IsEmpty());
    ASSERT_EQ(request.circuits.size(), 2U);
    EXPECT_EQ(request.circuits[0].qubits(), 2U);
    EXPECT_THAT(names(request.circuits[0]), ElementsAre("gpi 0", "ms 0 1", "measure 0>0", "measure 1>1"));
    const auto& ms = request.circuits[0].operations()[1];
    EXPECT_DOUBLE_EQ(ms.angles[0].constant().value(), 0.8 * std::numbers::pi) << "0.4 turns";
    EXPECT_DOUBLE_EQ(ms.angles[2].constant().value(), std::numbers::pi / 2)
        << "a quarter turn where nothing is said";
    EXPECT_EQ(request.circuits[0].parts().bitRegisters.at(1).name, "b");
    EXPECT_THAT(names(request.circuits[1]),
                ElementsAre("zz 1 2", "zz 1 2", "id 1", "measure 2>0", "measure 0>1"));
    EXPECT_DOUBLE_EQ(request.circuits[1].operations()[1].angles[0].constant().value(),
                     std::numbers::pi / 2);
    EXPECT_EQ(request.circuits[1].bits(), 2U) << "the key is no name here, its bits are there all the same";
}

TEST_F(IonqFetchRequest, OurOwnJobComesBackAsItWas) {
    for (const JobDialect dialect : {JobDialect::Plain, JobDialect::Cirq, JobDialect::Qiskit}) {
        CircuitParts parts;
        parts.name = "mine";
        parts.qubits = 3;
        parts.bits = 2;
        parts.operations = {Operation::gateOn("rx", {0}, {0.3}), Operation::gateOn("cx", {0, 2}),
                            Operation::measure(2, 0), Operation::measure(0, 1)};
        JobRequest request;
        request.device = "simulator";
        request.name = "mine";
        request.token = "qstore-1748465225440-5f2a";
        request.circuits = {Circuit::of(parts)};
        request.dialect = dialect;
        request.seed = 5;
        request.metadata["note"] = "x";
        const json body = json::parse(provider->jobBody(request).value());
        auto reply = job("own" + std::to_string(static_cast<int>(dialect)));
        for (const char* key : {"metadata", "input", "noise", "name", "shots"})
            if (body.contains(key) && !(std::string(key) == "shots" && body[key].is_string()))
                reply[key] = body[key];
        reply["stats"]["qubits"] = 3;
        const JobRequest back = fetched(reply);
        EXPECT_EQ(back.dialect, dialect);
        EXPECT_EQ(back.token, request.token);
        EXPECT_EQ(back.metadata, request.metadata);
        EXPECT_EQ(back.seed, 5U);
        EXPECT_EQ(back.name, "mine");
        ASSERT_EQ(back.circuits.size(), 1U);
        EXPECT_EQ(back.circuits[0].operations(), request.circuits[0].operations());
    }
}

TEST_F(IonqFetchRequest, WithoutInputThereAreNoCircuits) {
    EXPECT_THAT(fetched(job("j")).circuits, IsEmpty());
}

TEST_F(IonqFetchRequest, GatesThatAreNone) {
    for (const char* gate :
         {R"({"gate":"warp","target":0})", R"({"gate":"rx","target":0})",
          R"({"gate":"rx","target":2,"rotation":1})", R"({"gate":"rx","target":-1,"rotation":1})",
          R"({"gate":"x","targets":[0,1]})", R"({"gate":"x"})", R"({"gate":"cnot","target":0})",
          R"({"gate":"cnot","target":0,"control":0})", R"({"gate":7})", "7", "{}",
          R"({"gate":"rx","target":0,"rotation":"1"})", R"({"gate":"swap","targets":[0,0]})",
          R"({"gate":"h","target":0,"rotation":1})", R"({"gate":"x","targets":{}})",
          R"({"gate":"gpi","target":0,"phase":0})"}) {
        transport = std::make_shared<FakeTransport>();
        provider = makeIonqProvider({"https://ionq.test/v0.4", Secret("k")}, transport).value();
        auto reply = job("j");
        reply["input"] = {{"gateset", "qis"}, {"qubits", 2}, {"circuit", json::array({json::parse(gate)})}};
        give(reply);
        const auto request = provider->fetchRequest("j", control);
        ASSERT_FALSE(request) << gate;
        EXPECT_EQ(request.error().fault, RemoteFault::Protocol) << gate;
    }
    auto reply = job("p");
    reply["input"] = json::parse(R"({"gateset":"qis","qubits":1,"circuit":[
        {"gate":"pauliexp","targets":[0],"terms":["X"],"coefficients":[1],"time":1}]})");
    give(reply);
    const auto request = provider->fetchRequest("p", control);
    ASSERT_FALSE(request);
    EXPECT_THAT(request.error().error.message, HasSubstr("'pauliexp'"));
}

TEST_F(IonqFetchRequest, MetadataThatIsNone) {
    for (const char* metadata :
         {R"({"qstore_bits":"2"})", R"({"qstore_bits":"2:0,2"})", R"({"qstore_bits":"0:*"})",
          R"({"qstore_bits":"65:*"})", R"({"qstore_bits":"2:x"})", R"({"qstore_bits":"gz:!"})",
          R"({"qstore_bits":"gz:AAAA"})", R"({"qstore_bits":"2:0;2:1;"})", R"({"qiskit_header":"x"})",
          R"({"qiskit_header":"H4sIAAAAAAACAw=="})", R"({"measurement0":"a"})",
          R"({"measurement0":"a\u001f9,9"})", R"({"measurement0":"a\u001f-1"})", R"({"measurements":"{}"})",
          R"({"measurements":"[1]"})", "7"}) {
        transport = std::make_shared<FakeTransport>();
        provider = makeIonqProvider({"https://ionq.test/v0.4", Secret("k")}, transport).value();
        auto reply = job("j");
        reply["metadata"] = json::parse(metadata);
        give(reply);
        giveProbabilities("j", R"({"0":1.0})");
        const auto request = provider->fetchRequest("j", control);
        ASSERT_FALSE(request) << metadata;
        EXPECT_EQ(request.error().fault, RemoteFault::Protocol) << metadata;
        EXPECT_FALSE(provider->results("j", {}, 0, control)) << metadata;
    }
}

}  // namespace
}  // namespace qstore
