// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/core/backends/ionq_fixture.h"

namespace qstore {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

// Written by Python's json, gzip and base64, as qiskit-ionq does:
// {"n_qubits":3,"memory_slots":4,"meas_mapped":[2,null,0,1],"creg_sizes":[["c",4]]}
constexpr const char* mappedHeader =
    "H4sIAAAAAAACA6tWyosvLE3KLClWslIw1lFQyk3NzS+qjC/"
    "OyQcLmYCFEovjcxMLClJTgCLRRjoKeaU5OToKBjoKhrFA+eSi1PT44syqVJCG"
    "6GilZCUdBZPY2FoA//IZQVwAAAA=";
// [{…"n_qubits":2,"name":"one","meas_mapped":[1,0]},{…"memory_slots":1,"n_qubits":2,"name":"two","meas_mapped":[1]}]
constexpr const char* batchHeader =
    "H4sIAAAAAAACA3WNQQ5AMBBFr9LMugu1dJVm0hQTkRitlgji7sbKArv//"
    "ls8ewATh7S5PIQ5Q6VKrWB001L3D3ommRBGAsEmUedyv9PtrYVG"
    "zhJRDJPPjn2M1N7KaFXgqdWrYf4b8xq+Giyn+WzgiRfjuKiUxQAAAA==";

class IonqResults : public IonqFixture {
protected:
    Remote<std::vector<CircuitOutcome>> results(const std::vector<Circuit>& circuits = {},
                                                std::uint64_t shots = 0) {
        return provider->results("j", circuits, shots, control);
    }
    std::vector<CircuitOutcome> good(const std::vector<Circuit>& circuits = {}, std::uint64_t shots = 0) {
        auto outcome = results(circuits, shots);
        EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().error.message);
        return outcome ? *outcome : std::vector<CircuitOutcome>();
    }
    RemoteError bad(const std::vector<Circuit>& circuits = {}) {
        auto outcome = results(circuits);
        EXPECT_FALSE(outcome);
        return outcome ? RemoteError() : outcome.error();
    }
    static Circuit measured(std::size_t qubits, std::size_t bits,
                            const std::vector<std::pair<Qubit, ClassicalBit>>& pairs) {
        CircuitParts parts;
        parts.qubits = qubits;
        parts.bits = bits;
        for (const auto& [qubit, bit] : pairs) parts.operations.push_back(Operation::measure(qubit, bit));
        return Circuit::of(std::move(parts));
    }
};

TEST_F(IonqResults, KeysAreDecimalAndQubitZeroIsTheLeastBit) {
    give(job("j"));
    giveProbabilities("j", R"({"0":0.25,"1":0.75})");
    const auto outcomes = good();
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].bits, 2U);
    EXPECT_EQ(outcomes[0].shots, 1000U) << "as the job says";
    EXPECT_THAT(outcomes[0].probabilities, ElementsAre(Pair(0U, 0.25), Pair(1U, 0.75)));
    EXPECT_THAT(outcomes[0].counts, ElementsAre(Pair(0U, 250U), Pair(1U, 750U)));
    EXPECT_EQ(transport->requests().back().url, "https://ionq.test/v0.4/jobs/j/results/probabilities");
    EXPECT_EQ(transport->requests().back().authorizationScheme, "apiKey");
    EXPECT_EQ(transport->requests().back().authorization, Secret(ionqTestKey));
}

TEST_F(IonqResults, ClassicalBitsShowTheirQubits) {
    give(job("j"));
    giveProbabilities("j", R"({"1":0.75,"2":0.25})");  // qubit 0 is one, or qubit 1 is one
    // Bit 0 shows qubit 1, bit 2 shows qubit 0, bit 1 shows nothing.
    const auto outcomes = good({measured(2, 3, {{1, 0}, {0, 2}})}, 8);
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].bits, 3U);
    EXPECT_THAT(outcomes[0].counts, ElementsAre(Pair(1U, 2U), Pair(4U, 6U)));
    // One qubit alone: what differs elsewhere is summed.
    EXPECT_THAT(good({measured(2, 1, {{1, 0}})}, 8)[0].probabilities,
                ElementsAre(Pair(0U, 0.75), Pair(1U, 0.25)));
}

TEST_F(IonqResults, TheTableOfQiskitsOwnTests) {  // test_map_output, with probabilities that sum to one
    auto reply = job("j");
    reply["stats"]["qubits"] = 3;
    reply["metadata"] = {{"qiskit_header", mappedHeader}};
    give(reply);
    giveProbabilities("j", R"({"6":1.0})");  // q1 and q2 are one
    const auto outcomes = good();
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].bits, 4U);
    EXPECT_THAT(outcomes[0].probabilities, ElementsAre(Pair(0b1001U, 1.0)));
}

TEST_F(IonqResults, ArtifactsOfSeptemberPutQubitZeroFirst) {
    auto reply = job("j");
    reply["stats"]["qubits"] = 3;
    reply["metadata"] = {{"qiskit_header", mappedHeader}, {"shots", "10"}};
    reply.erase("shots");
    reply["results"] = json::parse(R"({"ionq.result.probabilities.json.v2":{"id":"art 1",
        "format":"ionq.result.probabilities.json.v2","media_type":"application/json"},
        "ionq.result.histogram.json.v2":{"id":"other","format":"ionq.result.histogram.json.v2"}})");
    give(reply);
    transport->reply(get("/jobs/j/artifacts/art%201"), 200,
                     R"({"probabilities":{"registers":{"output_all":{"011":1.0},"c":{"0":1.0}}}})");
    const auto outcomes = good();
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_THAT(outcomes[0].counts, ElementsAre(Pair(0b1001U, 10U))) << "test_v2_memory_maps_bits";
}

TEST_F(IonqResults, ArtifactsOfTheOldFormAreReadAsWell) {
    auto reply = job("j");
    reply["results"] = json::parse(R"({"ionq.result.probabilities.json.v1":{"id":"a",
        "format":"ionq.result.probabilities.json.v1","media_type":"application/json"}})");
    give(reply);
    transport->reply(get("/jobs/j/artifacts/a"), 200, R"({"2":1})");
    EXPECT_THAT(good()[0].probabilities, ElementsAre(Pair(2U, 1.0)));
}

TEST_F(IonqResults, CirqsKeysBecomeRegisters) {
    auto reply = job("j");
    reply["shots"] = nullptr;
    reply["metadata"] = {{"shots", "1000"},
                         {"measurement0",
                          "a\x1f"
                          "1\x1e"
                          "b\x1f"
                          "0"}};
    give(reply);
    giveProbabilities("j", R"({"0":0.6,"2":0.4})");
    EXPECT_THAT(good()[0].counts, ElementsAre(Pair(0U, 600U), Pair(1U, 400U))) << "bit 0 is a, on qubit 1";
}

TEST_F(IonqResults, RoundsAsCirqsTestSays) {  // test_job_results_rounding_qpu
    auto reply = job("j");
    reply["shots"] = 5000;
    give(reply);
    giveProbabilities("j", R"({"0":0.0006,"2":0.9994})");
    EXPECT_THAT(good()[0].counts, ElementsAre(Pair(0U, 3U), Pair(2U, 4997U)));
}

TEST_F(IonqResults, SeveralCircuitsComeInTheOrderOfTheirIds) {
    auto reply = job("j");
    reply["type"] = "ionq.multi-circuit.v1";
    reply["child_job_ids"] = {"z-first", "a-second"};
    give(reply);
    giveProbabilities("j", R"({"a-second":{"2":1.0},"z-first":{"1":1.0}})");
    const auto outcomes = good();
    ASSERT_EQ(outcomes.size(), 2U);
    EXPECT_THAT(outcomes[0].probabilities, ElementsAre(Pair(1U, 1.0)));
    EXPECT_THAT(outcomes[1].probabilities, ElementsAre(Pair(2U, 1.0)));
    EXPECT_EQ(transport->requests().size(), 2U) << "two exchanges, however many circuits";
}

TEST_F(IonqResults, SeveralCircuitsByTheirChildren) {
    auto reply = job("j");
    reply["type"] = "ionq.multi-circuit.v1";
    reply["child_job_ids"] = {"c1", "c2"};
    reply["results"] = nullptr;
    reply["metadata"] = {{"qiskit_header", batchHeader}};
    give(reply);
    auto first = job("c1"), second = job("c2");
    first["results"] = json::parse(
        R"({"ionq.result.probabilities.json.v2":{"id":"x","format":"ionq.result.probabilities.json.v2"}})");
    transport->reply(get("/jobs?limit=2&ids=c1&ids=c2"), 200,
                     json({{"jobs", {second, first}}, {"next", nullptr}}).dump());
    transport->reply(get("/jobs/c1/artifacts/x"), 200,
                     R"({"probabilities":{"registers":{"output_all":{"10":1.0}}}})");
    giveProbabilities("c2", R"({"2":1.0})");
    const auto outcomes = good();
    ASSERT_EQ(outcomes.size(), 2U);
    EXPECT_THAT(outcomes[0].probabilities, ElementsAre(Pair(0b10U, 1.0))) << "q0 is one; bit 1 shows q0";
    EXPECT_THAT(outcomes[1].probabilities, ElementsAre(Pair(1U, 1.0))) << "q1 is one; bit 0 shows q1";
}

TEST_F(IonqResults, SeveralCircuitsAggregated) {
    auto reply = job("j");
    reply["type"] = "ionq.multi-circuit.v1";
    reply["results"] = nullptr;
    reply["metadata"] = json::parse(R"({"shots":"10","measurements":"[{\"measurement0\":\"a\\u001f1\"},{}]",
        "qubit_numbers":"[2, 1]"})");
    give(reply);
    transport->reply(get("/jobs/j/results/probabilities/aggregated"), 200,
                     R"({"u1":{"2":1.0},"u2":{"1":1.0}})");
    const auto outcomes = good({}, 10);
    ASSERT_EQ(outcomes.size(), 2U);
    EXPECT_THAT(outcomes[0].counts, ElementsAre(Pair(1U, 10U)));
    EXPECT_EQ(outcomes[0].bits, 1U);
    EXPECT_THAT(outcomes[1].counts, ElementsAre(Pair(1U, 10U)));
    EXPECT_EQ(outcomes[1].bits, 1U);
}

TEST_F(IonqResults, SeveralCircuitsByTheAggregatesArtifact) {
    auto reply = job("j");
    reply["type"] = "ionq.multi-circuit.v1";
    reply["child_job_ids"] = {"06a2099c-f846", "06a2099c-f845"};
    reply["results"] = json::parse(R"({"ionq.result.probabilities-aggregate.json.v1":{"id":"agg",
        "format":"ionq.result.probabilities-aggregate.json.v1","media_type":"application/json"}})");
    give(reply);
    transport->reply(get("/jobs/j/artifacts/agg"), 200,
                     R"({"06a2099c-f845":{"2":1},"06a2099c-f846":{"0":0.5,"1":0.5}})");
    const auto outcomes = good();
    ASSERT_EQ(outcomes.size(), 2U);
    EXPECT_THAT(outcomes[0].probabilities, ElementsAre(Pair(0U, 0.5), Pair(1U, 0.5)));
    EXPECT_THAT(outcomes[1].probabilities, ElementsAre(Pair(2U, 1.0)));
}

TEST_F(IonqResults, OurOwnJobIsReadWithoutItsCircuits) {
    auto reply = job("j");
    reply["metadata"] = {{"qstore_bits", "2:1,-,0"}};
    give(reply);
    giveProbabilities("j", R"({"1":0.5,"2":0.5})");
    EXPECT_THAT(good()[0].probabilities, ElementsAre(Pair(1U, 0.5), Pair(4U, 0.5)));
}

TEST_F(IonqResults, StatesOfAJobWithoutResults) {
    give(job("j", "started"));
    EXPECT_EQ(bad().fault, RemoteFault::NotReady);
}

TEST_F(IonqResults, AMissingResultIsNotAMissingJob) {
    give(job("j"));
    EXPECT_EQ(bad().fault, RemoteFault::NotReady);
}

TEST_F(IonqResults, AFailureHasItsReasonAndACure) {
    auto reply = job("j", "failed");
    reply["failure"] = {{"code", "TooManyGates"}, {"message", "more than the machine takes"}};
    give(reply);
    const auto error = bad();
    EXPECT_EQ(error.fault, RemoteFault::Rejected);
    EXPECT_EQ(error.providerCode, "TooManyGates");
    EXPECT_THAT(error.error.message, HasSubstr("more than the machine takes"));
    EXPECT_THAT(error.error.hint, HasSubstr("split the job"));
}

TEST_F(IonqResults, TheOlderFormOfAFailure) {
    auto reply = job("j", "failed");
    reply["failure"] = {{"code", "QuotaExhaustedError"}, {"error", "no budget"}};
    give(reply);
    const auto error = bad();
    EXPECT_EQ(error.fault, RemoteFault::QuotaExceeded);
    EXPECT_THAT(error.error.message, HasSubstr("no budget"));
    EXPECT_THAT(error.error.hint, HasSubstr("budget"));
}

TEST_F(IonqResults, EveryFailureCodeOfTheSpecificationHasACure) {
    for (const char* code : {"InvalidInput",         "CompilationError",    "ContractExpiredError",
                             "DebiasingError",       "InternalError",       "NotEnoughQubits",
                             "OptimizationError",    "PreflightError",      "QuantumCircuitComplexityError",
                             "QuantumComputerError", "QuotaExhaustedError", "SimulationError",
                             "SimulationTimeout",    "SystemCancel",        "TooLongPredictedExecutionTime",
                             "TooManyControls",      "TooManyGates",        "TooManyShots",
                             "UnknownBillingError",  "UnsupportedGate"})
        EXPECT_FALSE(ionqCure(code).empty()) << code;
}

TEST_F(IonqResults, UnknownFormatsAloneAreNamed) {
    auto reply = job("j");
    reply["results"] = json::parse(R"({"ionq.result.tensor.v9":{"id":"a"}})");
    give(reply);
    const auto error = bad();
    EXPECT_EQ(error.fault, RemoteFault::Protocol);
    EXPECT_THAT(error.error.message, HasSubstr("ionq.result.tensor.v9"));
}

TEST_F(IonqResults, ResultsElsewhereAreNotFetchedWithTheKey) {
    for (const char* url : {"https://evil.test/v0.4/jobs/j/results", "http://ionq.test/v0.4/jobs/j",
                            "https://ionq.test:8443/v0.4/jobs/j", "ftp://ionq.test/x", "jobs/j"}) {
        transport = std::make_shared<FakeTransport>();
        IonqOptions options;
        options.endpoint = "https://ionq.test/v0.4";
        provider = makeIonqProvider(options, transport).value();
        auto reply = job("j");
        reply["results"]["probabilities"]["url"] = url;
        give(reply);
        EXPECT_EQ(bad().fault, RemoteFault::Protocol) << url;
        EXPECT_EQ(transport->requests().size(), 1U) << url;
    }
}

TEST_F(IonqResults, WhatIsNoDistributionIsRefusedWithWhatCame) {
    const std::vector<std::pair<const char*, const char*>> replies{
        {R"({"0":0.5,"3":0.4})", "sum to 0.9"},
        {R"({"0":1.5,"3":-0.5})", "-0.5"},
        {R"({"4":1.0})", "the state 4, which 2 qubits do not have"},
        {R"({"-1":1.0})", "-1"},
        {R"({"18446744073709551616":1.0})", "18446744073709551616"},
        {R"({"00":1.0})", "00"},
        {R"({"0":0.5,"0":0.5})", "twice"},
        {R"({"x":1.0})", "'x'"},
        {R"({"0":"1.0"})", "a text"},
        {R"({"0":null})", "null"},
        {R"({"0":[1.0]})", "a list"},
        {R"({"a":{"0":{"0":1}}})", "an object"},
        {R"({"0":0.5,"a":{"0":1}})", "an object"},
        {R"({})", "empty"},
        {"[]", "a list"},
        {"1.0", "a number"},
        {"", "an empty reply"},
        {"{\"0\":1.0", "no JSON"},
        {"<html><body>Sign in</body></html>", "an HTML page"},
        {R"({"0":1e400})", "no JSON"},
        {R"({"u":{"0":1.0},"v":{"0":1.0}})", "results of 2"}};
    for (const auto& [body, expected] : replies) {
        transport = std::make_shared<FakeTransport>();
        IonqOptions options;
        options.endpoint = "https://ionq.test/v0.4";
        provider = makeIonqProvider(options, transport).value();
        give(job("j"));
        giveProbabilities("j", body);
        const auto error = bad();
        EXPECT_EQ(error.fault, RemoteFault::Protocol) << body;
        EXPECT_THAT(error.error.message, HasSubstr(expected)) << body;
    }
}

TEST_F(IonqResults, AMillionthIsToleratedAndNoMore) {
    give(job("j"));
    transport->reply(get("/jobs/j/results/probabilities"), 200, R"({"0":0.5,"2":0.499999})");
    transport->reply(get("/jobs/j/results/probabilities"), 200, R"({"0":0.5,"2":0.499998})");
    EXPECT_TRUE(results());
    EXPECT_FALSE(results());
}

TEST_F(IonqResults, RegistersThatAreNoneAreRefused) {
    for (const char* body : {R"({"probabilities":{"registers":{"output_all":{"0x":1.0}}}})",
                             R"({"probabilities":{"registers":{"output_all":{"00":0.5,"1":0.5}}}})",
                             R"({"probabilities":{"registers":{"output_all":{"000":1.0}}}})",
                             R"({"probabilities":{"registers":{"output_all":{}}}})",
                             R"({"probabilities":{"registers":{"a":{"00":1},"b":{"00":1}}}})",
                             R"({"probabilities":{"registers":{"output_all":{"00":"1"}}}})",
                             R"({"registers":{}})", R"({"probabilities":[]})", "[]"}) {
        transport = std::make_shared<FakeTransport>();
        IonqOptions options;
        options.endpoint = "https://ionq.test/v0.4";
        provider = makeIonqProvider(options, transport).value();
        auto reply = job("j");
        reply["results"] = json::parse(R"({"ionq.result.probabilities.json.v2":{"id":"a"}})");
        give(reply);
        transport->reply(get("/jobs/j/artifacts/a"), 200, body);
        EXPECT_EQ(bad().fault, RemoteFault::Protocol) << body;
    }
}

TEST_F(IonqResults, CountsOfCircuitsMustMatch) {
    auto reply = job("j");
    reply["type"] = "ionq.multi-circuit.v1";
    reply["child_job_ids"] = {"c1", "c2"};
    give(reply);
    giveProbabilities("j", R"({"c1":{"0":1.0},"c2":{"0":1.0}})");
    const Circuit one = measured(2, 0, {});
    EXPECT_THAT(bad({one, one, one}).error.message, HasSubstr("3 circuits, but results of 2"));
}

TEST_F(IonqResults, AChildWithoutResultsIsNamed) {
    auto reply = job("j");
    reply["type"] = "ionq.multi-circuit.v1";
    reply["child_job_ids"] = {"c1", "c2"};
    give(reply);
    giveProbabilities("j", R"({"c1":{"0":1.0},"c3":{"0":1.0}})");
    EXPECT_THAT(bad().error.message, HasSubstr("lack those of its part c2"));
}

}  // namespace
}  // namespace qstore
