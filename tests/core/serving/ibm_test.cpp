// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "core/serving/ibm_pub.h"
#include "tests/core/serving/practice_fixture.h"

namespace qstore {
namespace {

using testing::Json;
using testing::Practice;
using testing::RawReply;

constexpr const char* kForm = "grant_type=urn%3Aibm%3Aparams%3Aoauth%3Agrant-type%3Aapikey&apikey=";
/// H on qubit 1 and CX from 1 to 2 of the 7-qubit chip, in its gates. ECR runs from 2 to 1 there.
constexpr const char* kSuperposition =
    "OPENQASM 3.0; include \"stdgates.inc\"; bit[2] c; rz(pi/2) $1; sx $1; rz(pi/2) $1; x $3; "
    "c[0] = measure $1; c[1] = measure $3;";

struct Ibm : Practice {
    explicit Ibm(PracticeOptions options = {}) : Practice(std::move(options)) { login(); }

    void login() {
        const RawReply reply = client->post("/identity/token", kForm + cloud->key());
        ASSERT_EQ(reply.status, 200) << reply.body;
        client->headers["Authorization"] = "Bearer " + reply.json()["access_token"].get<std::string>();
        client->headers["Service-CRN"] = cloud->crn();
    }
    std::string submit(const std::string& program, const Json& pubs,
                       const std::string& backend = "ibm_practice_7",
                       const Json& tags = Json::array()) const {
        const Json body = {{"program_id", program},
                           {"backend", backend},
                           {"tags", tags},
                           {"params", {{"pubs", pubs}, {"version", 2}}}};
        const RawReply reply = client->post("/api/v1/jobs", body.dump());
        EXPECT_EQ(reply.status, 200) << reply.body;
        return reply.json().value("id", "");
    }
    Json view(const std::string& id) const { return client->get("/api/v1/jobs/" + id).json(); }
    Json results(const std::string& program, const Json& pubs,
                 const std::string& backend = "ibm_practice_7") {
        const std::string id = submit(program, pubs, backend);
        finishJobs();
        EXPECT_EQ(view(id)["state"].value("status", ""), "Completed") << view(id).dump(2);
        return client->get("/api/v1/jobs/" + id + "/results").json();
    }
};

TEST(IbmRoutes, TokensAreGivenForKeysAndEnd) {
    PracticeOptions options;
    options.tokenLifetimeMs = 60'000;
    Ibm ibm(options);
    EXPECT_EQ(ibm.client->get("/api/v1/backends").status, 200);
    ibm.clock->advance(60'000);
    EXPECT_EQ(ibm.client->get("/api/v1/backends").status, 401);
    ibm.login();
    EXPECT_EQ(ibm.client->get("/api/v1/backends").status, 200);
    ibm.cloud->expireTokens();
    EXPECT_EQ(ibm.client->get("/api/v1/backends").status, 401);
    ibm.login();
    ibm.cloud->revokeKey(ibm.cloud->key());
    EXPECT_EQ(ibm.client->get("/api/v1/backends").status, 401) << "a token is as good as its key";
    EXPECT_EQ(ibm.client->post("/identity/token", kForm + ibm.cloud->key()).status, 400);
    EXPECT_EQ(ibm.client->post("/identity/token", "grant_type=x&apikey=y").status, 400);
}

TEST(IbmRoutes, NeedsTheInstance) {
    Ibm ibm;
    ibm.client->headers.erase("Service-CRN");
    EXPECT_EQ(ibm.client->get("/api/v1/backends").status, 400);
    ibm.client->headers["Service-CRN"] = "crn:v1:somebody:else";
    EXPECT_EQ(ibm.client->get("/api/v1/backends").status, 403);
}

TEST(IbmRoutes, TellsOfItsDevices) {
    Ibm ibm;
    const Json devices = ibm.client->get("/api/v1/backends").json()["devices"];
    ASSERT_EQ(devices.size(), 2U);
    for (const Json& device : devices)
        EXPECT_NE(device["name"].get<std::string>().find("practice"), std::string::npos);
    const Json configuration = ibm.client->get("/api/v1/backends/ibm_practice_27/configuration").json();
    EXPECT_EQ(configuration["n_qubits"], 27);
    EXPECT_EQ(configuration["coupling_map"].size(), 2U * 28U) << "28 couplings of the chip, both ways";
    const Json properties = ibm.client->get("/api/v1/backends/ibm_practice_27/properties").json();
    EXPECT_EQ(properties["qubits"].size(), 27U);
    EXPECT_EQ(properties["gates"].size(), 27U * 4U + 56U);
    EXPECT_EQ(ibm.client->get("/api/v1/backends/ibm_practice_27/status").json()["state"], true);
    EXPECT_EQ(ibm.client->get("/api/v1/backends/ibm_none/status").status, 404);
}

TEST(IbmRoutes, SamplesByRegister) {
    Ibm ibm;
    const Json result = ibm.results("sampler", Json::array({Json::array({kSuperposition, nullptr, 2000})}));
    const Json samples = result["results"][0]["data"]["c"]["samples"];
    ASSERT_EQ(samples.size(), 2000U);
    EXPECT_EQ(result["results"][0]["data"]["c"]["num_bits"], 2);
    std::map<std::string, int> counts;
    for (const Json& sample : samples) ++counts[sample.get<std::string>()];
    // Bit 1 is set for sure, bit 0 is a coin; errors of reading are below two per cent.
    EXPECT_NEAR(counts["0x2"], 1000, 5 * 22.4 + 40);
    EXPECT_NEAR(counts["0x3"], 1000, 5 * 22.4 + 40);
}

TEST(IbmRoutes, ParametersMakeAnArray) {
    Ibm ibm;
    const std::string program =
        "OPENQASM 3.0; include \"stdgates.inc\"; input float[64] a; bit[1] m; "
        "sx $0; rz(a) $0; sx $0; m[0] = measure $0;";
    const Json pub = Json::array({program, {{"a", {0.0, 3.141592653589793}}}, 500});
    const Json result = ibm.results("sampler", Json::array({pub}));
    const Json samples = result["results"][0]["data"]["m"]["samples"];
    ASSERT_EQ(samples.size(), 2U);
    ASSERT_EQ(samples[0].size(), 500U);
    // SX·SX = X flips; with Z between them, SX·Z·SX = Z up to a phase, nothing flips.
    EXPECT_GT(std::count(samples[0].begin(), samples[0].end(), "0x1"), 450);
    EXPECT_GT(std::count(samples[1].begin(), samples[1].end(), "0x0"), 450);
}

TEST(IbmRoutes, EstimatesWithErrors) {
    Ibm ibm;
    const std::string program =
        "OPENQASM 3.0; include \"stdgates.inc\"; qubit[7] q; x q[0]; rz(pi/2) q[1]; sx q[1]; rz(pi/2) "
        "q[1];";
    const Json observables = {"IIIIIIZ", {{"IIIIIXI", 2.0}, {"IIIIIII", 0.5}}, "IIIIIZI"};
    const Json result = ibm.results(
        "estimator", Json::array({Json::array({program, observables, nullptr, 0.02})}))["results"][0];
    const Json& values = result["data"]["evs"];
    const Json& errors = result["data"]["stds"];
    ASSERT_EQ(values.size(), 3U);
    // ⟨Z⟩ = −1, 2⟨X⟩ + 1/2 = 5/2, ⟨Z⟩ = 0; device errors take below one per cent.
    EXPECT_NEAR(values[0].get<double>(), -1.0, 0.02);
    EXPECT_NEAR(values[1].get<double>(), 2.5, 0.05);
    EXPECT_NEAR(values[2].get<double>(), 0.0, 5 * 0.02);
    EXPECT_NEAR(errors[2].get<double>(), 0.02, 0.001);
    EXPECT_LT(errors[0].get<double>(), 0.005);
}

TEST(IbmRoutes, CircuitsMustBeTheDevicesOwn) {
    Ibm ibm;
    const auto reason = [&](const std::string& body) {
        const std::string id = ibm.submit(
            "sampler",
            Json::array({Json::array({"OPENQASM 3.0; include \"stdgates.inc\"; bit[1] c; " + body})}));
        ibm.finishJobs();
        ibm.login();  // so much time has passed that the token may be over
        const Json view = ibm.view(id);
        EXPECT_EQ(view["state"].value("status", ""), "Failed") << body;
        return view["state"].value("reason", "");
    };
    EXPECT_NE(reason("h $0; c[0] = measure $0;").find("h on 0"), std::string::npos);
    EXPECT_NE(reason("cx $0, $1; c[0] = measure $0;").find("cx on 0 1"), std::string::npos);
    EXPECT_NE(reason("x $9; c[0] = measure $9;").find("10 qubits"), std::string::npos);
    EXPECT_FALSE(reason("nonsense").empty());
    EXPECT_EQ(ibm.cloud->ledger().circuitsRun(), 0U);
}

TEST(IbmRoutes, CouplingHasADirectionWhereTheGateHas) {
    const std::vector<std::pair<Qubit, Qubit>> coupling = {{0, 1}};
    const std::vector<std::string> gates = {"ecr", "x"};
    const auto circuit = [](Qubit a, Qubit b) {
        CircuitParts parts;
        parts.qubits = 2;
        parts.operations = {Operation::gateOn("ecr", {a, b})};
        return Circuit::of(std::move(parts));
    };
    EXPECT_TRUE(checkIsa(circuit(0, 1), gates, coupling, 2));
    EXPECT_FALSE(checkIsa(circuit(1, 0), gates, coupling, 2));
}

TEST(IbmRoutes, FindsJobsByTagAndCancels) {
    PracticeOptions options;
    options.queueMs = 1000;
    Ibm ibm(options);
    const Json pubs = Json::array({Json::array({kSuperposition, nullptr, 100})});
    const std::string a = ibm.submit("sampler", pubs, "ibm_practice_7", {"qstore", "token-a"});
    const std::string b = ibm.submit("sampler", pubs, "ibm_practice_7", {"qstore", "token-b"});
    const auto found = [&](const std::string& query) {
        std::vector<std::string> ids;
        const Json page = ibm.client->get("/api/v1/jobs?" + query).json();
        for (const Json& job : page["jobs"]) ids.push_back(job["id"].get<std::string>());
        return ids;
    };
    using List = std::vector<std::string>;
    EXPECT_EQ(found("tags=token-a"), (List{a}));
    EXPECT_EQ(found("tags=qstore&limit=1"), (List{b}));
    EXPECT_EQ(found("tags=qstore&limit=1&offset=1"), (List{a}));
    EXPECT_EQ(found("pending=true"), (List{b, a}));
    EXPECT_EQ(ibm.view(a)["state"]["status"], "Queued");
    EXPECT_EQ(ibm.client->get("/api/v1/jobs/" + a + "/results").status, 204);
    EXPECT_EQ(ibm.client->post("/api/v1/jobs/" + a + "/cancel", "").status, 204);
    EXPECT_EQ(ibm.client->post("/api/v1/jobs/" + a + "/cancel", "").status, 409);
    ibm.finishJobs();
    EXPECT_EQ(ibm.view(a)["state"]["status"], "Cancelled");
    EXPECT_EQ(found("pending=false"), (List{b, a}));
    EXPECT_EQ(ibm.cloud->ledger().circuitsRun(), 1U);
    // 100 shots of 250 µs at 1.60 dollars a second.
    EXPECT_NEAR(ibm.cloud->ledger().billedUsd(), 0.04, 1e-12);
    EXPECT_NEAR(
        ibm.client->get("/api/v1/jobs/" + b + "/metrics").json()["usage"]["quantum_seconds"].get<double>(),
        0.025, 1e-12);
    EXPECT_EQ(ibm.client->send("DELETE", "/api/v1/jobs/" + b).status, 204);
    EXPECT_EQ(ibm.client->get("/api/v1/jobs/" + b).status, 404);
}

TEST(IbmRoutes, SameRequestSameSamples) {
    Ibm first, second;
    const Json pubs = Json::array({Json::array({kSuperposition, nullptr, 300})});
    EXPECT_EQ(first.results("sampler", pubs), second.results("sampler", pubs));
}

TEST(IbmRoutes, NoMessOfABodyCrashesIt) {
    Ibm ibm;
    const std::vector<std::string> params = {"1", "{}", R"({"pubs": []})", R"({"pubs": [1]})",
                                             R"({"pubs": [[1]]})"};
    for (const std::string& text : params) {
        const std::string body =
            R"({"program_id": "sampler", "backend": "ibm_practice_7", "params": )" + text + "}";
        EXPECT_EQ(ibm.client->post("/api/v1/jobs", body).status, 400) << body;
    }
    for (const char* body :
         {"", "[]", R"({"program_id": 1})", R"({"program_id": "x"})",
          R"({"program_id": "sampler", "backend": "x"})", R"({"program_id": "sampler", "tags": 1})"})
        EXPECT_EQ(ibm.client->post("/api/v1/jobs", body).status, 400) << body;
}

TEST(IbmPub, BroadcastsAsNumpyDoes) {
    // NumPy's manual, "Broadcasting": 8×1×6×1 with 7×1×5 gives 8×7×6×5.
    EXPECT_EQ(broadcastShape({8, 1, 6, 1}, {7, 1, 5}), (NdShape{8, 7, 6, 5}));
    EXPECT_EQ(broadcastShape({3}, {4}), std::nullopt);
    EXPECT_EQ(broadcastShape({}, {2, 3}), (NdShape{2, 3}));
    // Element (1, 2) of a 2×3 array: row 1 of a 2×1 array, column 2 of one with 3.
    EXPECT_EQ(broadcastIndex(5, {2, 3}, {2, 1}), 1U);
    EXPECT_EQ(broadcastIndex(5, {2, 3}, {3}), 2U);
    EXPECT_EQ(broadcastIndex(5, {2, 3}, {}), 0U);
}

}  // namespace
}  // namespace qstore
