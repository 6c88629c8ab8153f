// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "ibm_fake.h"

namespace qstore {
namespace {

using test::Fixture;

struct IbmResults : ::testing::Test, Fixture {
    static constexpr const char* kPath = "GET /jobs/j1/results";

    Remote<std::vector<CircuitOutcome>> decode(const std::string& body,
                                               const std::vector<Circuit>& circuits, std::uint64_t shots) {
        transport->forget(kPath);
        transport->reply(kPath, 200, body);
        return provider()->results("j1", circuits, shots, {});
    }
    static Circuit twoRegisters() {
        CircuitParts parts;
        parts.qubits = 5;
        parts.bits = 5;
        parts.bitRegisters = {{"low", 0, 3}, {"high", 3, 2}};
        for (std::size_t i = 0; i < 5; ++i) parts.operations.push_back(Operation::measure(i, i));
        return Circuit::of(std::move(parts));
    }
    void isJob(const std::string& state, const std::string& more = "") {
        transport->reply("GET /jobs/j1?exclude_params=true", 200,
                         R"({"id":"j1","status":")" + state + R"(","state":{"status":")" + state + R"(")" +
                             more +
                             R"(},"created":"2026-05-25T10:00:00Z","program":{"id":"sampler"},"cost":1})");
    }
};

constexpr const char* kBell =
    R"({"results": [{"data": {"c": {"samples": ["0x0", "0x3", "0x3", "0x1"], "num_bits": 2}},
        "metadata": {"circuit_metadata": {}}}],
        "metadata": {"execution": {"execution_spans": [["2026-05-25T10:00:00Z", {"0": [[4], 0, 4]}]]},
        "version": 2}})";

TEST_F(IbmResults, countsTheSamples) {
    const auto outcomes = decode(kBell, {test::bellInCz()}, 4);
    ASSERT_TRUE(outcomes) << outcomes.error().error.message;
    ASSERT_EQ(outcomes->size(), 1U);
    EXPECT_EQ(outcomes->front().shots, 4U);
    EXPECT_EQ(outcomes->front().bits, 2U);
    EXPECT_EQ(outcomes->front().counts, (Counts{{0, 1}, {1, 1}, {3, 2}}));
    EXPECT_EQ(outcomes->front().probabilities,
              (std::map<std::uint64_t, double>{{0, 0.25}, {1, 0.25}, {3, 0.5}}));
}

TEST_F(IbmResults, putsTheLastDeclaredRegisterLeftmost) {
    // Whatever the order in the reply: low is bits 0 to 2, high is 3 and 4.
    for (const char* data : {R"({"low":{"samples":["0x5","0x1"],"num_bits":3},
                                 "high":{"samples":["0x2","0x0"],"num_bits":2}})",
                             R"({"high":{"num_bits":2,"samples":["0x2","0x0"]},
                                 "low":{"num_bits":3,"samples":["0x5","0x1"]}})"}) {
        const auto outcomes =
            decode(std::string(R"({"results":[{"data":)") + data + "}]}", {twoRegisters()}, 2);
        ASSERT_TRUE(outcomes) << outcomes.error().error.message;
        EXPECT_EQ(outcomes->front().bits, 5U);
        EXPECT_EQ(outcomes->front().counts, (Counts{{0b10101, 1}, {0b00001, 1}}));
    }
}

TEST_F(IbmResults, keysOfACircuitThatMeasuresNothingAreItsQubits) {
    CircuitParts parts;
    parts.qubits = 3;
    parts.operations = {Operation::gateOn("x", {2})};
    const auto outcomes = decode(R"({"results":[{"data":{"meas":{"samples":["0x4","0x4"]}}}]})",
                                 {Circuit::of(std::move(parts))}, 2);
    ASSERT_TRUE(outcomes) << outcomes.error().error.message;
    EXPECT_EQ(outcomes->front().bits, 3U);
    EXPECT_EQ(outcomes->front().counts, (Counts{{4, 2}}));
}

TEST_F(IbmResults, aRegisterThatNothingIsMeasuredIntoMayBeMissing) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.bits = 3;
    parts.bitRegisters = {{"unused", 0, 2}, {"c", 2, 1}};
    parts.operations = {Operation::measure(0, 2)};
    const auto outcomes = decode(R"({"results":[{"data":{"c":{"samples":["0x1"],"num_bits":1}}}]})",
                                 {Circuit::of(std::move(parts))}, 1);
    ASSERT_TRUE(outcomes) << outcomes.error().error.message;
    EXPECT_EQ(outcomes->front().counts, (Counts{{0b100, 1}}));
}

TEST_F(IbmResults, readsAllSixtyFourBits) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.bits = 64;
    parts.operations = {Operation::measure(0, 63)};
    const Circuit circuit = Circuit::of(std::move(parts));
    const auto outcomes = decode(
        R"({"results":[{"data":{"c":{"samples":["0xFFFFffffFFFFffff"],"num_bits":64}}}]})", {circuit}, 1);
    ASSERT_TRUE(outcomes) << outcomes.error().error.message;
    EXPECT_EQ(outcomes->front().counts, (Counts{{~std::uint64_t{0}, 1}}));
    EXPECT_FALSE(decode(R"({"results":[{"data":{"c":{"samples":["0x1ffffffffffffffff"],"num_bits":64}}}]})",
                        {circuit}, 1));
}

TEST_F(IbmResults, readsAStrangersJobByWhatItSays) {
    const auto outcomes = decode(
        R"({"results":[{"data":{"zeta":{"samples":["0x1","0x0","0x1"],"num_bits":1},
                                "alpha":{"samples":["0x2","0x2","0x2"],"num_bits":2}}},
                       {"data":{"c":{"samples":["0x0"],"num_bits":4}}}]})",
        {}, 0);
    ASSERT_TRUE(outcomes) << outcomes.error().error.message;
    ASSERT_EQ(outcomes->size(), 2U);
    EXPECT_EQ(outcomes->at(0).bits, 3U);
    EXPECT_EQ(outcomes->at(0).counts, (Counts{{0b101, 2}, {0b100, 1}}));
    EXPECT_EQ(outcomes->at(1).shots, 1U);
    EXPECT_FALSE(decode(R"({"results":[{"data":{"c":{"samples":["0x0"]}}}]})", {}, 0));
    EXPECT_FALSE(decode(R"({"results":[{"data":{"c":{"samples":["0x0"],"num_bits":65}}}]})", {}, 0));
    EXPECT_FALSE(decode(R"({"results":[{"data":{"a":{"samples":["0x0"],"num_bits":40},
                                                "b":{"samples":["0x0"],"num_bits":40}}}]})",
                        {}, 0));
    EXPECT_FALSE(decode(R"({"results":[{"data":{}}]})", {}, 0));
    EXPECT_FALSE(decode(R"({"results":[3]})", {}, 0));
}

TEST_F(IbmResults, distrustsWhatComes) {
    const auto withSamples = [](const std::string& samples, const std::string& rest = R"(,"num_bits":2)") {
        return R"({"results":[{"data":{"c":{"samples":)" + samples + rest + "}}}]}";
    };
    const std::vector<std::string> bodies = {
        "<html><body>503</body></html>",
        "null",
        "[]",
        "7",
        "\"text\"",
        "{}",
        R"({"results":{}})",
        R"({"results":[]})",
        R"({"results":[[]]})",
        R"({"results":[null]})",
        R"({"results":[{}]})",
        R"({"results":[{"data":{}}]})",
        R"({"results":[{"data":[]}]})",
        R"({"results":[{"data":{"c":[]}}]})",
        R"({"results":[{"data":{"c":{}}}]})",
        withSamples("[]"),
        withSamples(R"(["0x0","0x3","0x3"])"),
        withSamples(R"(["0x0","0x3","0x3","0x0","0x0"])"),
        withSamples(R"(["0x0","0x3","0x3","0x4"])"),
        withSamples(R"(["0x0","0x3","0x3","-0x1"])"),
        withSamples(R"(["0x0","0x3","0x3","0x"])"),
        withSamples(R"(["0x0","0x3","0x3","3"])"),
        withSamples(R"(["0x0","0x3","0x3","0xg"])"),
        withSamples(R"(["0x0","0x3","0x3","0x00000000000000001"])"),
        withSamples(R"(["0x0","0x3","0x3",3])"),
        withSamples(R"(["0x0","0x3","0x3",null])"),
        withSamples(R"(["0x0","0x3","0x3",["0x1"]])"),
        withSamples(R"(["0x0","0x3","0x3",{"a":"0x1"}])"),
        withSamples(R"({"0":"0x0"})"),
        withSamples(R"(["0x0","0x3","0x3","0x1"])", R"(,"num_bits":3)"),
        withSamples(R"(["0x0","0x3","0x3","0x1"])", R"(,"num_bits":-2)"),
        withSamples(R"(["0x0","0x3","0x3","0x1"])", R"(,"num_bits":"2")"),
        withSamples(R"(["0x0","0x3","0x3","0x1"])", R"(,"num_bits":[2])"),
        withSamples(R"(["0x0","0x3","0x3","0x1"])", R"(,"samples":["0x0","0x3","0x3","0x1"])"),
        R"({"results":[{"data":{"d":{"samples":["0x0","0x3","0x3","0x1"],"num_bits":2}}}]})",
        R"({"results":[{"data":{"c":{"samples":["0x0","0x3","0x3","0x1"]},
                                "d":{"samples":["0x0","0x3","0x3","0x1"]}}}]})",
        R"({"results":[{"data":{"c":{"samples":["0x0","0x3","0x3","0x1"]},
                                "c":{"samples":["0x0","0x3","0x3","0x1"]}}}]})",
        R"({"results":[{"data":{"c":{"samples":["0x0","0x3","0x3","0x1"]}}},
                       {"data":{"c":{"samples":["0x0","0x3","0x3","0x1"]}}}]})",
        std::string(kBell).insert(1, R"("results":[],)"),
        std::string(kBell) + "x",
        R"({"results":)" + std::string(100'000, '['),
        R"({"metadata":)" + std::string(100'000, '{')};
    for (const std::string& body : bodies) {
        const auto refused = decode(body, {test::bellInCz()}, 4);
        ASSERT_FALSE(refused) << body.substr(0, 200);
        EXPECT_EQ(refused.error().fault, RemoteFault::Protocol) << body.substr(0, 200);
        EXPECT_FALSE(refused.error().error.hint.empty());
    }
}

TEST_F(IbmResults, everyCutOfAReplyIsRefused) {
    const std::string whole = kBell;
    for (std::size_t length = 1; length < whole.size(); ++length) {
        const auto refused = decode(whole.substr(0, length), {test::bellInCz()}, 4);
        ASSERT_FALSE(refused) << length;
        EXPECT_EQ(refused.error().fault, RemoteFault::Protocol) << length;
    }
}

TEST_F(IbmResults, everyChangedByteIsRefusedOrGivesAllShots) {
    const std::string whole = kBell;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const char to : {'0', '"', '}', ']', ',', '\\', '\xff'}) {
            std::string body = whole;
            body[at] = to;
            const auto outcomes = decode(body, {test::bellInCz()}, 4);
            if (!outcomes) continue;
            std::uint64_t sum = 0;
            for (const auto& [key, count] : outcomes->front().counts) sum += count;
            EXPECT_EQ(sum, 4U) << body;
        }
    }
}

TEST_F(IbmResults, refusesQiskitsOwnEncodingWithAReason) {
    const auto refused = decode(R"({"__type__":"PrimitiveResult","__value__":{"pub_results":[]}})", {}, 0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, RemoteFault::Rejected);
    EXPECT_NE(refused.error().error.message.find("Qiskit"), std::string::npos);
}

TEST_F(IbmResults, asksTheJobWhyThereAreNone) {
    transport->reply(kPath, 204, "");
    isJob("Running");
    const auto early = provider()->results("j1", {test::bellInCz()}, 4, {});
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().fault, RemoteFault::NotReady);

    transport->forget(kPath);
    transport->reply(kPath, 404, R"({"errors":[{"code":"1291","message":"Job not found"}]})");
    transport->forget("GET /jobs/j1?exclude_params=true");
    isJob("Failed", R"(,"reason":"Gate not understood","reason_code":7000)");
    const auto failed = provider()->results("j1", {test::bellInCz()}, 4, {});
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().fault, RemoteFault::Rejected);
    EXPECT_EQ(failed.error().providerCode, "7000");
    EXPECT_NE(failed.error().error.message.find("Gate not understood"), std::string::npos);
    EXPECT_NE(failed.error().error.hint.find("transpile"), std::string::npos);

    transport->forget("GET /jobs/j1?exclude_params=true");
    const auto gone = provider()->results("j1", {test::bellInCz()}, 4, {});
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().fault, RemoteFault::NotFound);

    transport->forget(kPath);
    transport->reply(kPath, 200, "");
    isJob("Completed");
    const auto lost = provider()->results("j1", {test::bellInCz()}, 4, {});
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().fault, RemoteFault::Protocol);
}

TEST_F(IbmResults, boundsTheReplyByWhatTheJobCanGive) {
    ASSERT_TRUE(decode(kBell, {test::bellInCz()}, 4));
    const std::size_t small = transport->asked("/results").back().maxResponseBytes;
    EXPECT_LT(small, std::size_t{20} << 20U);
    EXPECT_FALSE(decode(kBell, {test::bellInCz()}, 1'000'000));
    // A sample of two bits is `"0x3", `: 7 bytes.
    EXPECT_GT(transport->asked("/results").back().maxResponseBytes, 7'000'000U);
    EXPECT_FALSE(decode(kBell, {test::bellInCz()}, ~std::uint64_t{0}));
    EXPECT_EQ(transport->asked("/results").back().maxResponseBytes, std::size_t{1} << 30U);
}

}  // namespace
}  // namespace qstore
