// SPDX-License-Identifier: Apache-2.0
// Good replies with random damage: nothing crashes, and no number is returned that was not sent.
#include <gmock/gmock.h>

#include <cmath>
#include <random>
#include <set>

#include "tests/core/backends/ionq_fixture.h"

namespace qstore {
namespace {

using nlohmann::json;

std::string damaged(std::string text, std::mt19937& random) {
    const std::string letters = "{}[]\",:.-+eE0123456789nulltrue \\\xff\x1f";
    for (std::size_t changes = 1 + random() % 4; changes > 0 && !text.empty(); --changes) {
        const std::size_t place = random() % text.size();
        const std::size_t length = random() % 9;
        switch (random() % 4) {
            case 0: text[place] = letters[random() % letters.size()]; break;
            case 1: text.erase(place, length); break;
            case 2: text.insert(place, text.substr(random() % text.size(), length)); break;
            default: text.insert(place, 1, letters[random() % letters.size()]);
        }
    }
    return text;
}

void expectTrue(const CircuitOutcome& outcome, const std::string& body) {
    double sum = 0;
    std::uint64_t total = 0;
    for (const auto& [key, probability] : outcome.probabilities) {
        sum += probability;
        EXPECT_TRUE(std::isfinite(probability) && probability >= 0) << body;
        EXPECT_EQ(key & ~((std::uint64_t{1} << outcome.bits) - 1), 0U) << body;
    }
    for (const auto& [key, count] : outcome.counts) {
        total += count;
        EXPECT_EQ(outcome.probabilities.count(key), 1U) << body;
    }
    EXPECT_NEAR(sum, 1, 1.1e-6) << body;
    EXPECT_EQ(total, outcome.shots) << body;
}

class IonqHostile : public IonqFixture {
protected:
    void fresh() {
        transport = std::make_shared<FakeTransport>();
        provider = makeIonqProvider({"https://ionq.test/v0.4", Secret(ionqTestKey)}, transport).value();
    }
    std::mt19937 random{4711};
};

TEST_F(IonqHostile, DamagedProbabilities) {
    std::size_t kept = 0;
    for (int round = 0; round < 3000; ++round) {
        fresh();
        give(job("j"));
        const std::string body = damaged(R"({"0":0.125,"1":0.375,"2":0.25,"3":0.25})", random);
        giveProbabilities("j", body);
        const auto outcomes = provider->results("j", {}, 100, control);
        if (!outcomes) {
            EXPECT_EQ(outcomes.error().fault, RemoteFault::Protocol) << body;
            continue;
        }
        ++kept;
        ASSERT_EQ(outcomes->size(), 1U);
        expectTrue(outcomes->at(0), body);
        // Every number stands in the text: an outcome invents nothing.
        for (const auto& [state, probability] : outcomes->at(0).probabilities) {
            const json sent = json::parse(body);
            ASSERT_TRUE(sent.contains(std::to_string(state))) << body;
            EXPECT_EQ(sent[std::to_string(state)].get<double>(), probability) << body;
        }
    }
    EXPECT_GT(kept, 0U) << "white space may be added";
}

TEST_F(IonqHostile, DamagedBatches) {
    for (int round = 0; round < 2000; ++round) {
        fresh();
        auto reply = job("j");
        reply["type"] = "ionq.multi-circuit.v1";
        reply["child_job_ids"] = {"c1", "c2"};
        give(reply);
        const std::string body = damaged(R"({"c1":{"0":0.5,"3":0.5},"c2":{"1":1.0}})", random);
        giveProbabilities("j", body);
        const auto outcomes = provider->results("j", {}, 10, control);
        if (!outcomes) continue;
        ASSERT_EQ(outcomes->size(), 2U);
        for (const auto& outcome : *outcomes) expectTrue(outcome, body);
    }
}

TEST_F(IonqHostile, DamagedRegisters) {
    for (int round = 0; round < 2000; ++round) {
        fresh();
        auto reply = job("j");
        reply["results"] = json::parse(R"({"ionq.result.probabilities.json.v2":{"id":"a"}})");
        give(reply);
        const std::string body = damaged(
            R"({"probabilities":{"registers":{"output_all":{"00":0.25,"01":0.5,"11":0.25}}}})", random);
        transport->reply(get("/jobs/j/artifacts/a"), 200, body);
        const auto outcomes = provider->results("j", {}, 10, control);
        if (outcomes) expectTrue(outcomes->at(0), body);
    }
}

TEST_F(IonqHostile, DamagedJobs) {
    auto reply = job("j");
    reply["metadata"] = {{"qstore_bits", "2:1,-,0"}, {"qstore_token", "t"}};
    reply["input"] = json::parse(R"({"gateset":"qis","qubits":2,"circuit":[
        {"gate":"h","target":0},{"gate":"cnot","control":0,"target":1},{"gate":"rz","targets":[1],"rotation":0.5}]})");
    const std::string text = reply.dump();
    for (int round = 0; round < 3000; ++round) {
        fresh();
        const std::string body = damaged(text, random);
        transport->reply(get("/jobs/j"), 200, body);
        transport->reply(get("/jobs?limit=100"), 200, R"({"next":null,"jobs":[)" + body + "]}");
        giveProbabilities("j", R"({"0":0.5,"3":0.5})");
        provider->fetchRequest("j", control);
        provider->findByToken("t", control);
        const auto outcomes = provider->results("j", {}, 0, control);
        if (outcomes) expectTrue(outcomes->at(0), body);
    }
}

TEST_F(IonqHostile, DamagedDevicesAndPrices) {
    const std::string backends = R"([{"backend":"qpu.aria-1","status":"available","qubits":25,
        "average_queue_time":1181215,"last_updated":"2025-06-16T00:00:00Z","supported_native_gates":["gpi","ms"]}])";
    const std::string list =
        R"({"pages":1,"characterizations":[{"id":"a","date":"2025-06-16T00:00:00Z","qubits":25,
        "connectivity":[[0,1],[10,9]],"fidelity":{"spam":{"median":0.9962},"2q":{"median":0.98}},
        "timing":{"readout":0.0003,"reset":0.00002,"t1":10}}]})";
    for (int round = 0; round < 1500; ++round) {
        fresh();
        transport->reply(get("/backends"), 200, damaged(backends, random));
        transport->reply(get("/backends/d/characterizations?limit=1&page=1"), 200, damaged(list, random));
        transport->reply(get("/jobs/j/cost"), 200,
                         damaged(R"({"cost":{"value":3.5,"unit":"usd"}})", random));
        provider->devices(control);
        const auto calibrations = provider->calibrations("d", 1, control);
        if (calibrations && !calibrations->empty() && calibrations->at(0).medianTwoQubitError) {
            EXPECT_GE(*calibrations->at(0).medianTwoQubitError, 0);
            EXPECT_LE(*calibrations->at(0).medianTwoQubitError, 1);
        }
        const auto cost = provider->costUsd("j", control);
        EXPECT_GE(cost && *cost ? **cost : 0.0, 0);
    }
}

TEST_F(IonqHostile, DepthsAndSizesAreBounded) {
    for (const std::string& body :
         {std::string(200'000, '['), std::string(200'000, '{'),
          "{\"0\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}"}) {
        fresh();
        transport->reply(get("/jobs/j"), 200, body);
        transport->reply(get("/whoami"), 400, body);
        EXPECT_EQ(provider->job("j", control).error().fault, RemoteFault::Protocol);
        EXPECT_EQ(provider->identity(control).error().fault, RemoteFault::Rejected);
        fresh();
        give(job("j"));
        giveProbabilities("j", body);
        EXPECT_EQ(provider->results("j", {}, 1, control).error().fault, RemoteFault::Protocol);
    }
}

}  // namespace
}  // namespace qstore
