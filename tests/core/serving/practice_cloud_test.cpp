// SPDX-License-Identifier: Apache-2.0
#include "core/serving/practice_cloud.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/serving/practice_fixture.h"

namespace qstore {
namespace {

using testing::gate;
using testing::Json;
using testing::oneCircuit;
using testing::Practice;
using testing::RawClient;
using testing::RawReply;

Json coin(const std::string& backend = "qpu.forte-1") {
    return oneCircuit(Json::array({gate("h", {0})}), 1, "qis", backend);
}

Json manyCircuits(std::size_t count, const std::string& backend = "qpu.forte-1") {
    Json circuits = Json::array();
    for (std::size_t index = 0; index < count; ++index)
        circuits.push_back(
            {{"name", "c" + std::to_string(index)},
             {"circuit", {gate("rx", {0}, {{"rotation", 0.1 * static_cast<double>(index)}})}}});
    return {{"type", "ionq.multi-circuit.v1"},
            {"backend", backend},
            {"shots", 100},
            {"input", {{"gateset", "qis"}, {"qubits", 1}, {"circuits", circuits}}}};
}

TEST(PracticeCloud, GoesThroughItsStates) {
    PracticeOptions options;
    options.queueMs = 1000;
    Practice practice(options);
    const std::string id = practice.submit(coin());
    EXPECT_EQ(practice.job(id).value("status", ""), "submitted");
    EXPECT_EQ(practice.client->get("/v0.4/jobs/" + id + "/results/probabilities").status, 404);
    practice.clock->advance(500);
    EXPECT_EQ(practice.job(id).value("status", ""), "ready");
    practice.clock->advance(500);
    practice.cloud->waitIdle();
    const Json job = practice.job(id);
    EXPECT_EQ(job.value("status", ""), "completed");
    EXPECT_EQ(job.value("backend", ""), "qpu.forte-1");
    EXPECT_EQ(job["stats"]["gate_counts"], (Json{{"1q", 1}, {"2q", 0}}));
    EXPECT_FALSE(job["started_at"].is_null());
    EXPECT_TRUE(job["failure"].is_null());
}

TEST(PracticeCloud, SameRequestSameCounts) {
    Practice practice;
    Json body = coin();
    const Json first = practice.probabilities(body);
    practice.probabilities(manyCircuits(3));  // whatever happens in between
    body["name"] = "another label";
    body["metadata"] = {{"qstore_token", "t-1"}};
    EXPECT_EQ(practice.probabilities(body), first);
    body["shots"] = 1001;
    EXPECT_NE(practice.probabilities(body), first);
    Practice elsewhere;
    EXPECT_EQ(elsewhere.probabilities(coin()), first);
}

TEST(PracticeCloud, NoiseSeedIsTheSeed) {
    Practice practice;
    Json body = coin("simulator");
    body["noise"] = {{"model", "aria-1"}, {"seed", 11}};
    const Json first = practice.probabilities(body);
    body["noise"]["seed"] = 12;
    EXPECT_NE(practice.probabilities(body), first);
    // Another setting that changes the body but not the seed.
    body["noise"]["seed"] = 11;
    body["settings"] = {{"compilation", {{"opt", 0}}}};
    EXPECT_EQ(practice.probabilities(body), first);
}

TEST(PracticeCloud, MultiCircuitJobsHaveChildren) {
    Practice practice;
    const std::string id = practice.submit(manyCircuits(3, "simulator"));
    practice.finishJobs();
    const Json job = practice.job(id);
    ASSERT_EQ(job["child_job_ids"].size(), 3U);
    const std::string url = job["results"]["probabilities"]["url"];
    EXPECT_EQ(url, "/v0.4/jobs/" + id + "/results/probabilities/aggregated");
    const Json all = practice.client->get(url).json();
    EXPECT_EQ(all.size(), 3U);
    for (std::size_t index = 0; index < 3; ++index) {
        const std::string child = job["child_job_ids"][index];
        const double flipped = std::pow(std::sin(0.05 * static_cast<double>(index)), 2);
        EXPECT_NEAR(all[child].value("1", 0.0), flipped, 1e-12);
        const Json view = practice.job(child);
        EXPECT_EQ(view["parent_job_id"], id);
        EXPECT_EQ(view["name"], "c" + std::to_string(index));
        EXPECT_EQ(practice.client->get(view["results"]["probabilities"]["url"].get<std::string>()).json(),
                  all[child]);
    }
    const Json children = practice.client->get("/v0.4/jobs?parent_job_id=" + id).json();
    EXPECT_EQ(children["jobs"].size(), 3U);
    // A list without a filter has the parents alone.
    EXPECT_EQ(practice.client->get("/v0.4/jobs").json()["jobs"].size(), 1U);
}

TEST(PracticeCloud, SeptemberNamesArtifacts) {
    PracticeOptions options;
    options.resultForm = ResultForm::September2026;
    Practice practice(options);
    const Json bell = {gate("h", {0}), gate("x", {1}, {{"controls", {0}}}), gate("x", {2})};
    const std::string id = practice.submit(oneCircuit(bell, 3));
    const std::string many = practice.submit(manyCircuits(2, "simulator"));
    practice.finishJobs();
    const Json results = practice.job(id)["results"];
    const auto artifact = [&](const std::string& job, const Json& of) {
        return practice.client->get("/v0.4/jobs/" + job + "/artifacts/" + of["id"].get<std::string>())
            .json();
    };
    const Json v1 = artifact(id, results["ionq.result.probabilities.json.v1"]);
    EXPECT_NEAR(v1.value("4", 0.0), 0.5, 1e-12);
    EXPECT_NEAR(v1.value("7", 0.0), 0.5, 1e-12);
    const Json v2 = artifact(
        id, results["ionq.result.probabilities.json.v2"])["probabilities"]["registers"]["output_all"];
    EXPECT_NEAR(v2.value("001", 0.0), 0.5, 1e-12);
    EXPECT_NEAR(v2.value("111", 0.0), 0.5, 1e-12);
    const Json aggregate =
        artifact(many, practice.job(many)["results"]["ionq.result.probabilities-aggregate.json.v1"]);
    EXPECT_EQ(aggregate.size(), 2U);
    // One request may ask for the other form.
    practice.client->headers["X-Practice-Results"] = "may";
    EXPECT_TRUE(practice.job(id)["results"].contains("probabilities"));
}

TEST(PracticeCloud, ListsByFilter) {
    Practice practice;
    const std::string first = practice.submit(coin("simulator"));
    const std::string second = practice.submit(coin("qpu.forte-1"));
    practice.finishJobs();
    practice.cloud->setQueueMs(10'000'000);
    const std::string third = practice.submit(coin("qpu.aria-1"));
    const auto ids = [&](const std::string& query) {
        std::vector<std::string> list;
        const Json page = practice.client->get("/v0.4/jobs" + query).json();
        for (const Json& job : page["jobs"]) list.push_back(job["id"].get<std::string>());
        return list;
    };
    using List = std::vector<std::string>;
    EXPECT_EQ(ids(""), (List{third, second, first}));
    EXPECT_EQ(ids("?status=completed"), (List{second, first}));
    EXPECT_EQ(ids("?status=submitted"), (List{third}));
    EXPECT_EQ(ids("?target=simulator,qpu.aria-1"), (List{third, first}));
    EXPECT_EQ(ids("?ids=" + first + "&ids=" + third), (List{third, first}));
    const Json page = practice.client->get("/v0.4/jobs?limit=2").json();
    EXPECT_EQ(page["jobs"].size(), 2U);
    EXPECT_EQ(ids("?limit=2&next=" + page["next"].get<std::string>()), (List{first}));
    EXPECT_EQ(practice.client->get("/v0.4/jobs?status=running").status, 400);
    EXPECT_EQ(practice.client->get("/v0.4/jobs?limit=x").status, 400);
}

TEST(PracticeCloud, PricesAreThoseOfTheTable) {
    Practice practice;
    // By hand: 3 one-qubit gates and 2 two-qubit gates, 20 000 shots:
    // 20000 · (3 · 0.000220 + 2 · 0.000975) = 52.20, above the minimum of 12.4166.
    Json body = oneCircuit(
        Json::array({gate("h", {0}), gate("h", {1}), gate("x", {2}), gate("x", {1}, {{"controls", {0}}}),
                     gate("zz", {1, 2}, {{"rotation", 1.0}})}),
        3, "qis", "qpu.aria-1");
    body["shots"] = 20'000;
    const std::string id = practice.submit(body);
    const Json before = practice.client->get("/v0.4/jobs/" + id + "/cost").json();
    EXPECT_NEAR(before["estimated_cost"]["value"].get<double>(), 52.20, 1e-9);
    EXPECT_FALSE(before.contains("cost"));
    practice.finishJobs();
    const Json after = practice.client->get("/v0.4/jobs/" + id + "/cost").json();
    EXPECT_NEAR(after["cost"]["value"].get<double>(), 52.20, 1e-9);
    EXPECT_EQ(after["cost"]["unit"], "usd");
    const Json estimate =
        practice.client
            ->get("/v0.4/jobs/estimate?backend=qpu.aria-1&qubits=3&shots=20000&1q_gates=3&2q_gates=2")
            .json();
    EXPECT_NEAR(estimate["estimated_cost"].get<double>(), 52.20, 1e-9);
    EXPECT_EQ(estimate["cost_unit"], "usd");
    EXPECT_NEAR(estimate["rate_information"]["cost_2q_gate"].get<double>(), 0.000975, 1e-15);
    // A small job costs the minimum, with debiasing the larger one; the simulator nothing.
    const auto price = [&](const std::string& more) {
        return practice.client->get("/v0.4/jobs/estimate?shots=1000&" + more)
            .json()["estimated_cost"]
            .get<double>();
    };
    EXPECT_NEAR(price("backend=qpu.forte-1&1q_gates=1"), 12.4166, 1e-12);
    EXPECT_NEAR(price("backend=qpu.forte-1&1q_gates=1&error_mitigation=true"), 97.50, 1e-12);
    EXPECT_EQ(price("backend=simulator&1q_gates=1000000"), 0.0);
    EXPECT_NEAR(practice.cloud->ledger().billedUsd(), 52.20, 1e-9);
}

TEST(PracticeCloud, ThreeQubitsAreSixGates) {
    Practice practice;
    const std::string id = practice.submit(
        oneCircuit(Json::array({gate("x", {2}, {{"controls", {0, 1}}})}), 3, "qis", "qpu.forte-1"));
    // 6 · (3 − 2), the published rule for gates with several controls.
    EXPECT_EQ(practice.job(id)["stats"]["gate_counts"], (Json{{"1q", 0}, {"2q", 6}}));
}

TEST(PracticeCloud, DryRunsCostNothing) {
    Practice practice;
    Json body = coin();
    body["dry_run"] = true;
    const std::string id = practice.submit(body);
    practice.finishJobs();
    const Json job = practice.job(id);
    EXPECT_EQ(job.value("status", ""), "completed");
    EXPECT_TRUE(job["results"].is_null());
    EXPECT_NEAR(
        practice.client->get("/v0.4/jobs/" + id + "/cost").json()["estimated_cost"]["value"].get<double>(),
        12.4166, 1e-12);
    EXPECT_EQ(practice.cloud->ledger().circuitsRun(), 0U);
    EXPECT_EQ(practice.cloud->ledger().billedUsd(), 0.0);
}

TEST(PracticeCloud, LedgerCountsRunsAndTokens) {
    Practice practice;
    Json body = manyCircuits(4);
    body["metadata"] = {{"qstore_token", "token-1"}};
    practice.submit(body);
    practice.finishJobs();
    PracticeLedger ledger = practice.cloud->ledger();
    ASSERT_EQ(ledger.jobs.size(), 1U);
    EXPECT_EQ(ledger.circuitsRun(), 4U);
    EXPECT_EQ(ledger.circuitsBilled(), 4U);
    EXPECT_EQ(ledger.jobsByToken().at("token-1"), 1U);
    practice.submit(body);  // once too often
    practice.finishJobs();
    ledger = practice.cloud->ledger();
    EXPECT_EQ(ledger.jobsByToken().at("token-1"), 2U);
    for (const auto& [hash, runs] : ledger.runsByHash()) EXPECT_EQ(runs, 2U) << hash;
    const Json page = RawClient(practice.cloud->port()).get("/practice/ledger").json();
    EXPECT_EQ(page["circuitsRun"], 8);
    EXPECT_EQ(page["jobs"][1]["token"], "token-1");
}

TEST(PracticeCloud, CancelledInTheQueueIsNotRun) {
    PracticeOptions options;
    options.queueMs = 1000;
    Practice practice(options);
    const std::string id = practice.submit(manyCircuits(4));
    const std::string other = practice.submit(coin());
    const RawReply reply = practice.client->send("PUT", "/v0.4/jobs/" + id + "/status/cancel");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.json(), (Json{{"id", id}, {"status", "canceled"}}));
    // Again, as a client does that lost the reply.
    EXPECT_EQ(practice.client->send("PUT", "/v0.4/jobs/" + id + "/status/cancel").status, 200);
    practice.finishJobs();
    EXPECT_EQ(practice.job(id).value("status", ""), "canceled");
    EXPECT_EQ(practice.client->get("/v0.4/jobs/" + id + "/cost").json()["cost"]["value"], 0.0);
    const PracticeLedger ledger = practice.cloud->ledger();
    EXPECT_EQ(ledger.circuitsRun(), 1U);
    EXPECT_EQ(ledger.jobs[0].billedUsd, 0.0);
    // What is over stays what it is.
    EXPECT_EQ(practice.client->send("PUT", "/v0.4/jobs/" + other + "/status/cancel").status, 400);
    EXPECT_EQ(practice.job(other).value("status", ""), "completed");
}

TEST(PracticeCloud, CancelsAndDeletesMany) {
    PracticeOptions options;
    options.queueMs = 1000;
    Practice practice(options);
    const std::string a = practice.submit(coin()), b = practice.submit(coin());
    const Json ids = {{"ids", {a, b, "nobody"}}};
    const Json cancelled = practice.client->send("PUT", "/v0.4/jobs/status/cancel", ids.dump()).json();
    EXPECT_EQ(cancelled, (Json{{"ids", {a, b}}, {"status", "canceled"}}));
    const Json deleted = practice.client->send("DELETE", "/v0.4/jobs", ids.dump()).json();
    EXPECT_EQ(deleted, (Json{{"ids", {a, b}}, {"status", "deleted"}}));
    EXPECT_EQ(practice.client->get("/v0.4/jobs/" + a).status, 404);
    const std::string c = practice.submit(coin());
    EXPECT_EQ(practice.client->send("DELETE", "/v0.4/jobs/" + c).json(),
              (Json{{"id", c}, {"status", "deleted"}}));
    practice.finishJobs();
    EXPECT_EQ(practice.cloud->ledger().circuitsRun(), 0U);
    EXPECT_EQ(practice.cloud->ledger().jobs.size(), 3U) << "what was deleted stays on the books";
}

TEST(PracticeCloud, KeysAreChecked) {
    Practice practice;
    RawClient& client = *practice.client;
    const auto status = [&](const std::string& authorization) {
        client.headers["Authorization"] = authorization;
        return client.get("/v0.4/whoami").status;
    };
    const std::string key = practice.cloud->key();
    EXPECT_EQ(key.rfind("practice-", 0), 0U);
    EXPECT_EQ(status("apiKey " + key), 200);
    EXPECT_EQ(status("Bearer " + key), 401);
    EXPECT_EQ(status("apiKey " + key + "x"), 401);
    EXPECT_TRUE(practice.cloud->revokeKey(key));
    EXPECT_EQ(status("apiKey " + key), 401);
    EXPECT_EQ(client.get("/v0.4/whoami").json()["statusCode"], 401);
    EXPECT_EQ(client.get("/v0.4/backends").status, 200) << "the list of devices needs no key";
    EXPECT_TRUE(practice.cloud->restoreKey(key));
    EXPECT_EQ(status("apiKey " + key), 200);
    const std::string brief = practice.cloud->addKey(practice.clock->unixMs() + 1000);
    EXPECT_EQ(status("apiKey " + brief), 200);
    practice.clock->advance(1000);
    EXPECT_EQ(status("apiKey " + brief), 401);
    practice.cloud->expireKeyAfter(key, 2);
    EXPECT_EQ(status("apiKey " + key), 200);
    EXPECT_EQ(status("apiKey " + key), 200);
    EXPECT_EQ(status("apiKey " + key), 401);
    const auto reply = client.post("/practice/keys", R"({"action": "add"})");
    EXPECT_TRUE(reply.body.starts_with("{\n  \"key\""))
        << reply.body << ": people read it, who ask with curl";
    EXPECT_TRUE(reply.body.ends_with("}\n"));
    const Json added = reply.json();
    EXPECT_EQ(status("apiKey " + added.value("key", "")), 200);
    EXPECT_EQ(client.post("/practice/keys", R"({"action": "dance"})").status, 400);
}

TEST(PracticeCloud, AnyKeyOfTheAccountSeesItsJobs) {
    Practice practice;
    const std::string id = practice.submit(coin());
    practice.cloud->revokeKey(practice.cloud->key());
    practice.client->headers["Authorization"] = "apiKey " + practice.cloud->addKey();
    practice.finishJobs();
    EXPECT_EQ(practice.job(id).value("status", ""), "completed");
}

TEST(PracticeCloud, TakesWhatCirqAndQiskitWrite) {
    Practice practice;
    // cirq-ionq: shots as text, "lang". qiskit-ionq: a seed that is null.
    Json cirq = oneCircuit(Json::array({gate("x", {0})}), 1);
    cirq["shots"] = "200";
    cirq["lang"] = "json";
    cirq["metadata"] = {{"shots", "200"},
                        {"measurement0",
                         "m\x1f"
                         "0"}};
    EXPECT_EQ(practice.probabilities(cirq), (Json{{"1", 1.0}}));
    Json qiskit = oneCircuit(Json::array({gate("x", {0})}), 1);
    qiskit["noise"] = {{"model", "ideal"}, {"seed", nullptr}};
    qiskit["name"] = "circuit-7";
    EXPECT_EQ(practice.probabilities(qiskit), (Json{{"1", 1.0}}));
}

TEST(PracticeCloud, LimitsAreIonqs) {
    Practice practice;
    const auto status = [&](const Json& body) {
        return practice.client->post("/v0.4/jobs", body.dump()).status;
    };
    Json body = coin();
    for (const Json& shots : {Json(0), Json(1'000'001), Json("many"), Json(-1)}) {
        body["shots"] = shots;
        EXPECT_EQ(status(body), 400) << shots;
    }
    body = coin("qpu.unknown");
    EXPECT_EQ(status(body), 400);
    Json many = manyCircuits(1, "simulator");
    Json& circuits = many["input"]["circuits"];
    const Json empty = {{"circuit", Json::array()}};
    circuits = Json::array();
    for (int index = 0; index < 5001; ++index) circuits.push_back(empty);
    EXPECT_EQ(status(many), 400);
    circuits.erase(0);
    EXPECT_EQ(status(many), 201);
    Json gates = Json::array();
    for (int index = 0; index < 150'001; ++index) gates.push_back({{"gate", "x"}, {"target", 0}});
    EXPECT_EQ(status(oneCircuit(gates, 1)), 400);
    EXPECT_EQ(practice.client->post("/v0.4/jobs", std::string((10U << 20U) + 1, ' ')).status, 413);
    EXPECT_EQ(practice.client->post("/v0.4/jobs", "{").status, 400);
}

TEST(PracticeCloud, NoMessOfABodyCrashesIt) {
    Practice practice;
    const std::vector<std::string> bodies = {
        "[]",
        "null",
        "1",
        R"({"type": 1})",
        R"({"type": "ionq.circuit.v1", "backend": "simulator"})",
        R"({"type": "ionq.circuit.v1", "backend": "simulator", "input": []})",
        R"({"type": "ionq.circuit.v1", "backend": "simulator", "input": {"circuit": {}}})",
        R"({"type": "ionq.circuit.v1", "backend": "simulator", "input": {"qubits": 1e300, "circuit": []}})",
        R"({"type": "ionq.circuit.v1", "backend": "simulator", "input": {"qubits": 1, "circuit": [1]}})",
        R"({"type": "ionq.circuit.v1", "backend": "simulator", "input": {"qubits": 1, "circuit": [{"gate": "x", "targets": [[]]}]}})",
        R"({"type": "ionq.circuit.v1", "backend": "simulator", "metadata": {"a": 1}, "input": {"circuit": []}})",
        R"({"type": "ionq.multi-circuit.v1", "backend": "simulator", "input": {"circuits": [0]}})",
        R"({"type": "ionq.multi-circuit.v1", "backend": "simulator", "input": {"circuits": []}})",
        R"({"type": "ionq.qasm3.v1", "backend": "simulator", "input": {}})",
    };
    for (const std::string& body : bodies)
        EXPECT_EQ(practice.client->post("/v0.4/jobs", body).status, 400) << body;
    EXPECT_EQ(practice.client->get("/v0.4/whoami").status, 200);
}

TEST(PracticeCloud, SaysThatItIsForPractice) {
    Practice practice;
    RawClient stranger(practice.cloud->port());
    const RawReply page = stranger.get("/practice");
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("practice cloud, not a real one"), std::string::npos);
    EXPECT_NE(page.body.find(practice.cloud->ionqEndpoint()), std::string::npos);
    for (const Json& device : stranger.get("/v0.4/backends").json())
        EXPECT_NE(device.value("location", "").find("practice"), std::string::npos) << device.dump();
}

TEST(PracticeCloud, CalibrationsHaveAHistory) {
    Practice practice;
    const Json page = practice.client->get("/v0.4/backends/qpu.aria-1/characterizations?limit=2").json();
    ASSERT_EQ(page["characterizations"].size(), 2U);
    const Json& newest = page["characterizations"][0];
    EXPECT_GT(newest["date"], page["characterizations"][1]["date"]);
    EXPECT_EQ(newest["connectivity"].size(), 25U * 24U / 2U);
    EXPECT_EQ(practice.client->get("/v0.4/backends/qpu.aria-1").json()["characterization_id"],
              newest["id"]);
    const Json one =
        practice.client
            ->get("/v0.4/backends/qpu.aria-1/characterizations/" + newest["id"].get<std::string>())
            .json();
    EXPECT_EQ(one, newest);
    EXPECT_EQ(practice.client->get("/v0.4/backends/qpu.none").status, 404);
    EXPECT_EQ(practice.client->get("/v0.4/backends/qpu.aria-1/characterizations?limit=11").status, 400);
}

}  // namespace
}  // namespace qstore
