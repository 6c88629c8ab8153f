// SPDX-License-Identifier: Apache-2.0
// The practice cloud's traffic, both ways, against IonQ's published specification (OpenAPI 3, by AJV).
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "tests/core/serving/practice_fixture.h"

namespace qstore {
namespace {

namespace fs = std::filesystem;
using testing::gate;
using testing::Json;
using testing::oneCircuit;
using testing::Practice;
using testing::RawClient;

/// Where package.json's exact packages were installed; `./dev test` does it.
fs::path modules() {
    const char* named = std::getenv("QSTORE_NPM");
    return named != nullptr ? fs::path(named) : fs::path(QSTORE_SOURCE_DIR) / "build" / "npm";
}

class IonqContract : public ::testing::Test {
protected:
    void SetUp() override {
        const char* data = std::getenv("QSTORE_TEST_DATA");
        if (data == nullptr) GTEST_SKIP() << "QSTORE_TEST_DATA is not set; the specification is there";
        m_specification = fs::path(data) / "specs" / "ionq" / "openapi-v0.4-2026-05-15.yml";
        ASSERT_TRUE(fs::exists(m_specification)) << m_specification;
        ASSERT_TRUE(fs::exists(modules() / "node_modules" / "ajv"))
            << "AJV is not in " << modules()
            << ": run `./dev test`, which installs it, or name another folder in QSTORE_NPM";
        std::string name = (fs::temp_directory_path() / "qstore-contract-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        m_folder = name;
    }
    void TearDown() override {
        std::error_code ignored;
        if (!m_folder.empty()) fs::remove_all(m_folder, ignored);
    }

    /// What the validator says of the exchanges.
    Json validate(const std::vector<PracticeExchange>& exchanges) const {
        std::ofstream lines(m_folder / "traffic.jsonl");
        for (const PracticeExchange& one : exchanges)
            lines << Json{{"method", one.method},
                          {"path", one.target},
                          {"requestBody", one.requestBody},
                          {"status", one.status},
                          {"responseBody", one.responseBody}}
                         .dump()
                  << '\n';
        lines.close();
        const fs::path script = fs::path(QSTORE_SOURCE_DIR) / "tests" / "contract" / "validate.mjs";
        const fs::path out = m_folder / "out.json", error = m_folder / "error.txt";
        const std::string command = "node '" + script.string() + "' --modules '" + modules().string() +
                                    "' --spec '" + m_specification.string() + "' --traffic '" +
                                    (m_folder / "traffic.jsonl").string() + "' > '" + out.string() +
                                    "' 2> '" + error.string() + "'";
        const int code = std::system(command.c_str());
        Json result = Json::parse(std::ifstream(out), nullptr, false);
        std::ifstream message(error);
        EXPECT_FALSE(result.is_discarded()) << "node ended with " << code << ": "
                                            << std::string(std::istreambuf_iterator<char>(message), {});
        return result;
    }

private:
    fs::path m_specification, m_folder;
};

Json bell() {
    return Json::array({{{"gate", "h"}, {"target", 0}}, {{"gate", "cnot"}, {"control", 0}, {"target", 1}}});
}

Json native() {
    return Json::array({{{"gate", "gpi2"}, {"target", 0}, {"phase", 0.25}},
                        {{"gate", "ms"}, {"targets", {0, 1}}, {"phases", {0, 0.25}}, {"angle", 0.125}},
                        {{"gate", "zz"}, {"targets", {0, 1}}, {"angle", 0.1}},
                        {{"gate", "gpi"}, {"target", 1}, {"phase", 0.5}},
                        {{"gate", "nop"}, {"target", 1}}});
}

/// Every kind of request of the interface, as the specification has it.
void driveThrough(Practice& practice) {
    RawClient& client = *practice.client;
    client.get("/v0.4/whoami");
    client.get("/v0.4/backends");
    client.get("/v0.4/backends/qpu.forte-1");
    const Json page = client.get("/v0.4/backends/qpu.forte-1/characterizations?limit=3&page=1").json();
    client.get("/v0.4/backends/qpu.forte-1/characterizations/" +
               page["characterizations"][0]["id"].get<std::string>());
    client.get(
        "/v0.4/jobs/"
        "estimate?backend=qpu.forte-1&qubits=2&shots=500&1q_gates=10&2q_gates=3&error_mitigation=false");
    Json body = oneCircuit(bell(), 2, "qis", "qpu.forte-1");
    body["name"] = "bell";
    body["metadata"] = {{"qstore_token", "t1"}};
    body["shots"] = 500;
    body["settings"] = {{"error_mitigation", {{"debiasing", true}}},
                        {"compilation", {{"opt", 1}, {"precision", "1E-3"}}}};
    const std::string qpu = practice.submit(body);
    client.get("/v0.4/jobs/" + qpu);
    body = oneCircuit(native(), 2, "native");
    body["noise"] = {{"model", "aria-1"}, {"seed", 7}};
    const std::string noisy = practice.submit(body);
    Json many = {{"type", "ionq.multi-circuit.v1"},
                 {"backend", "simulator"},
                 {"shots", 100},
                 {"input",
                  {{"gateset", "native"},
                   {"qubits", 2},
                   {"circuits",
                    {{{"name", "a"}, {"gateset", "qis"}, {"circuit", bell()}},
                     {{"name", "b"}, {"circuit", native()}}}}}}};
    const std::string parent = practice.submit(many);
    Json tooLarge = oneCircuit(bell(), 2);
    tooLarge["input"]["qubits"] = 90;
    const std::string failed = practice.submit(tooLarge);
    Json dry = oneCircuit(bell(), 2, "qis", "qpu.aria-1");
    dry["dry_run"] = true;
    practice.submit(dry);
    practice.finishJobs();
    for (const std::string& id : {qpu, noisy, parent, failed}) {
        const Json view = client.get("/v0.4/jobs/" + id).json();
        client.get("/v0.4/jobs/" + id + "/cost");
        if (view["results"].is_null()) continue;
        client.get(view["results"]["probabilities"]["url"].get<std::string>());
        if (!view["child_job_ids"].is_array()) continue;
        for (const Json& child : view["child_job_ids"]) {
            client.get("/v0.4/jobs/" + child.get<std::string>());
            client.get("/v0.4/jobs/" + child.get<std::string>() + "/results/probabilities?sharpen=false");
            client.get("/v0.4/jobs/" + child.get<std::string>() + "/circuits/qasm3");
        }
    }
    client.get("/v0.4/jobs?parent_job_id=" + parent);
    client.get("/v0.4/jobs?limit=2&status=completed&target=simulator&ids=" + noisy + "&ids=" + parent);
    practice.cloud->setQueueMs(10'000'000);
    const std::string a = practice.submit(oneCircuit(bell(), 2)),
                      b = practice.submit(oneCircuit(bell(), 2));
    client.send("PUT", "/v0.4/jobs/" + a + "/status/cancel");
    client.send("PUT", "/v0.4/jobs/status/cancel", Json{{"ids", {a, b}}}.dump());
    client.send("DELETE", "/v0.4/jobs/" + a);
    client.send("DELETE", "/v0.4/jobs", Json{{"ids", {b}}}.dump());
    client.get("/v0.4/jobs");
    client.get("/v0.4/sessions");
    // Refusals have bodies of their own.
    client.get("/v0.4/jobs/" + a);
    client.post("/v0.4/jobs", "{}");
    client.get("/v0.4/jobs?limit=x");
    client.headers["Authorization"] = "apiKey wrong";
    client.get("/v0.4/whoami");
}

TEST_F(IonqContract, EveryExchangeFollowsTheSpecification) {
    PracticeOptions options;
    options.record = true;
    Practice practice(options);
    driveThrough(practice);
    const std::vector<PracticeExchange> exchanges = practice.cloud->exchanges();
    const Json result = validate(exchanges);
    EXPECT_EQ(result["violations"], Json::array()) << result["violations"].dump(1);
    EXPECT_EQ(result["outside"], 1) << "the aggregate of a multi-circuit job alone";
    EXPECT_EQ(result["checked"], exchanges.size() - 1);
    EXPECT_GT(exchanges.size(), 40U);
}

TEST_F(IonqContract, WhatBreaksItIsReported) {
    PracticeOptions options;
    options.record = true;
    Practice practice(options);
    practice.submit(oneCircuit(bell(), 2));
    const PracticeExchange good = practice.cloud->exchanges().front();
    ASSERT_EQ(validate({good})["violations"], Json::array());
    const auto broken = [&](const auto& change) {
        PracticeExchange bad = good;
        change(bad);
        return validate({good, bad})["violations"];
    };
    struct Case {
        const char* what;
        std::function<void(PracticeExchange&)> change;
        const char* where;
    };
    const std::vector<Case> cases = {
        {"a field the specification does not know",
         [](PracticeExchange& one) {
             Json body = Json::parse(one.requestBody);
             body["lang"] = "json";
             one.requestBody = body.dump();
         },
         "request"},
        {"shots as text",
         [](PracticeExchange& one) {
             Json body = Json::parse(one.requestBody);
             body["shots"] = "100";
             one.requestBody = body.dump();
         },
         "request"},
        {"a gate that is none",
         [](PracticeExchange& one) {
             Json body = Json::parse(one.requestBody);
             body["input"]["circuit"][0]["gate"] = "warp";
             one.requestBody = body.dump();
         },
         "request"},
        {"a status that is none",
         [](PracticeExchange& one) {
             one.responseBody = R"({"id": "a", "status": "running", "session_id": null})";
         },
         "response"},
        {"a reply that lacks a field", [](PracticeExchange& one) { one.responseBody = R"({"id": "a"})"; },
         "response"},
        {"a reply that is not JSON", [](PracticeExchange& one) { one.responseBody = "<html>"; },
         "response"},
        {"a status code that is not described", [](PracticeExchange& one) { one.status = 202; },
         "response"},
        {"a path that is not there", [](PracticeExchange& one) { one.target = "/v0.4/job"; }, "path"},
        {"a parameter that is not there", [](PracticeExchange& one) { one.target = "/v0.4/jobs?shout=1"; },
         "query shout"},
    };
    for (const Case& one : cases) {
        const Json violations = broken(one.change);
        ASSERT_FALSE(violations.empty()) << one.what;
        for (const Json& violation : violations) EXPECT_EQ(violation["line"], 2) << one.what;
        EXPECT_EQ(violations[0]["where"], one.where) << one.what;
    }
}

}  // namespace
}  // namespace qstore
