// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "core/backends/ionq_provider.h"
#include "tests/core/backends/fake_transport.h"

namespace qstore {

constexpr const char* ionqTestKey = "k3y-0123456789abcdef-SECRET";

/// An account at a fake host; `at` makes the place of a request.
class IonqFixture : public ::testing::Test {
protected:
    IonqFixture() {
        IonqOptions options;
        options.endpoint = "https://ionq.test/v0.4";
        options.key = Secret(ionqTestKey);
        provider = makeIonqProvider(std::move(options), transport).value();
    }

    static std::string get(const std::string& path) { return "GET /v0.4" + path; }

    /// A job as GET /jobs/{id} shows it, May 2026.
    static nlohmann::json job(const std::string& id, const std::string& status = "completed") {
        auto reply =
            nlohmann::json::parse(R"({"type":"ionq.circuit.v1","backend":"simulator","dry_run":false,
            "submitter_id":"u","project_id":null,"parent_job_id":null,"child_job_ids":null,"session_id":null,
            "metadata":null,"name":null,"submitted_at":"2025-05-28T20:47:05.440Z","started_at":null,
            "completed_at":null,"predicted_execution_duration_ms":null,"predicted_wait_time_ms":null,
            "execution_duration_ms":null,"shots":1000,"noise":{"model":"ideal"},"failure":null,
            "settings":{"compilation":{}},"stats":{"qubits":2,"circuits":1},"output":{}})");
        reply["id"] = id;
        reply["status"] = status;
        reply["results"] = {{"probabilities", {{"url", "/v0.4/jobs/" + id + "/results/probabilities"}}}};
        return reply;
    }
    void give(const nlohmann::json& reply) {
        transport->reply(get("/jobs/" + reply["id"].get<std::string>()), 200, reply.dump());
    }
    void giveProbabilities(const std::string& id, const std::string& body) {
        transport->reply(get("/jobs/" + id + "/results/probabilities"), 200, body);
    }

    std::shared_ptr<FakeTransport> transport = std::make_shared<FakeTransport>();
    std::shared_ptr<const Provider> provider;
    RunControl control;
};

}  // namespace qstore
