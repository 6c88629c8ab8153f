// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/serving/practice_cloud.h"
#include "tests/core/serving/raw_client.h"

namespace qstore::testing {

using Json = nlohmann::json;

/// A clock that moves only when it is told to.
class HandClock final : public Clock {
public:
    std::int64_t unixMs() const override { return 1'780'000'000'000 + steadyMs(); }
    std::int64_t steadyMs() const override {
        const std::lock_guard lock(m_mutex);
        return m_ms;
    }
    bool waitFor(std::int64_t, const std::stop_token&) override { return true; }
    void advance(std::int64_t ms) {
        const std::lock_guard lock(m_mutex);
        m_ms += ms;
    }

private:
    mutable std::mutex m_mutex;
    std::int64_t m_ms = 0;
};

/// A cloud with a client that has its key.
struct Practice {
    std::shared_ptr<HandClock> clock = std::make_shared<HandClock>();
    std::unique_ptr<PracticeCloud> cloud;
    std::unique_ptr<RawClient> client;

    explicit Practice(PracticeOptions options = {}) {
        options.clock = clock;
        auto started = PracticeCloud::start(std::move(options));
        EXPECT_TRUE(started) << (started ? "" : started.error().message);
        if (!started) return;
        cloud = std::move(*started);
        client = std::make_unique<RawClient>(cloud->port());
        client->headers["Authorization"] = "apiKey " + cloud->key();
    }

    /// Makes every job that waits ready to start, and waits until it is over.
    void finishJobs() {
        clock->advance(1'000'000);
        cloud->waitIdle();
    }

    std::string submit(const Json& body) const {
        const RawReply reply = client->post("/v0.4/jobs", body.dump());
        EXPECT_EQ(reply.status, 201) << reply.body;
        return reply.json().value("id", "");
    }
    Json job(const std::string& id) const { return client->get("/v0.4/jobs/" + id).json(); }
    /// Submits, lets it run, and fetches by the May form.
    Json probabilities(const Json& body) {
        const std::string id = submit(body);
        finishJobs();
        const Json view = job(id);
        EXPECT_EQ(view.value("status", ""), "completed") << view.dump(2);
        if (view.value("status", "") != "completed") return Json::object();
        return client->get(view["results"]["probabilities"]["url"].get<std::string>()).json();
    }
};

inline Json oneCircuit(const Json& gates, std::size_t qubits, const std::string& gateset = "qis",
                       const std::string& backend = "simulator") {
    return {{"type", "ionq.circuit.v1"},
            {"backend", backend},
            {"shots", 1000},
            {"input", {{"gateset", gateset}, {"qubits", qubits}, {"circuit", gates}}}};
}

inline Json gate(const std::string& name, const std::vector<int>& targets, Json more = Json::object()) {
    more["gate"] = name;
    more["targets"] = targets;
    return more;
}

}  // namespace qstore::testing
