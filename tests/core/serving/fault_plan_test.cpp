// SPDX-License-Identifier: Apache-2.0
#include "core/serving/fault_plan.h"

#include <gtest/gtest.h>

#include "tests/core/serving/practice_fixture.h"

namespace qstore {
namespace {

using testing::gate;
using testing::Json;
using testing::oneCircuit;
using testing::Practice;
using testing::RawReply;
using End = RawReply::End;

FaultPlan planOf(const Json& faults) {
    auto plan = readFaultPlan(Json{{"faults", faults}}.dump());
    EXPECT_TRUE(plan) << (plan ? "" : plan.error().message);
    return plan ? *plan : FaultPlan{};
}

FaultPlan planOf(const std::string& stage, const std::string& name, Json more = Json::object()) {
    more["stage"] = stage;
    more["fault"] = name;
    return planOf(Json::array({more}));
}

Json forteCoin() {
    return oneCircuit(Json::array({gate("h", {0})}), 1, "qis", "qpu.forte-1");
}

TEST(FaultPlan, ReadsStrictly) {
    const auto plan = readFaultPlan(
        R"({"seed": 3, "faults": [{"stage": "submit", "fault": "reset", "processed": true, "times": 2, "skip": 1,
            "probability": 0.5}, {"fault": "429", "retryAfterSeconds": 7, "retryAfterForm": "date"}]})");
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_EQ(plan->seed, 3U);
    ASSERT_EQ(plan->faults.size(), 2U);
    EXPECT_EQ(plan->faults[0].stage, FaultStage::Submit);
    EXPECT_TRUE(plan->faults[0].processed);
    EXPECT_EQ(plan->faults[0].times, 2U);
    EXPECT_EQ(plan->faults[0].skip, 1U);
    EXPECT_EQ(plan->faults[1].stage, FaultStage::Any);
    EXPECT_EQ(plan->faults[1].status, 429);
    EXPECT_TRUE(plan->faults[1].retryAfterAsDate);
    for (const char* bad :
         {"{}", R"({"faults": 1})", R"({"faults": [{}]})", R"({"faults": [{"fault": "resett"}]})",
          R"({"faults": [{"fault": "reset", "stage": "lunch"}]})",
          R"({"faults": [{"fault": "reset", "x": 1}]})",
          R"({"faults": [{"fault": "reset", "probability": 1.5}]})",
          R"({"faults": [{"fault": "429", "retryAfterForm": "later"}]})",
          R"({"faults": [{"fault": "slow", "delayMs": 999999999999}]})"}) {
        const auto refused = readFaultPlan(bad);
        EXPECT_FALSE(refused) << bad;
    }
    EXPECT_NE(readFaultPlan(R"({"faults": [{"fault": "resett"}]})").error().hint.find("'reset'"),
              std::string::npos);
}

TEST(FaultPlan, HealsAfterItsTimes) {
    FaultState state(planOf("poll", "500", {{"times", 2}, {"skip", 1}}));
    EXPECT_FALSE(state.next(FaultStage::Submit));
    EXPECT_FALSE(state.next(FaultStage::Poll)) << "skipped";
    EXPECT_TRUE(state.next(FaultStage::Poll));
    EXPECT_TRUE(state.next(FaultStage::Poll));
    EXPECT_FALSE(state.next(FaultStage::Poll)) << "healed";
    EXPECT_EQ(state.hits(), 2U);
}

TEST(FaultPlan, ProbabilityIsSeeded) {
    FaultPlan plan = planOf("any", "500", {{"probability", 0.1}});
    plan.seed = 9;
    FaultState a(plan), b(plan);
    int hits = 0;
    for (int turn = 0; turn < 10'000; ++turn) {
        const bool hit = a.next(FaultStage::Poll).has_value();
        EXPECT_EQ(hit, b.next(FaultStage::Poll).has_value());
        hits += hit ? 1 : 0;
    }
    EXPECT_NEAR(hits, 1000, 5 * 30);  // five standard deviations, √(10000 · 0.1 · 0.9) = 30
}

/// What each fault looks like to a client that polls.
TEST(PracticeFaults, EachKindShowsAsItself) {
    Practice practice;
    const std::string id = practice.submit(forteCoin());
    practice.finishJobs();
    const auto poll = [&](const std::string& name, const Json& more = Json::object()) {
        practice.cloud->setFaults(planOf("poll", name, more));
        return practice.client->get("/v0.4/jobs/" + id);
    };
    EXPECT_EQ(poll("reset").end, End::Reset);
    EXPECT_EQ(poll("close").end, End::Closed);
    EXPECT_EQ(poll("truncated").end, End::Closed);
    EXPECT_EQ(poll("truncated").status, 200);
    EXPECT_EQ(poll("reset-mid-body").end, End::Reset);
    EXPECT_EQ(poll("garbage").status, 0);
    for (const int status : {400, 401, 403, 404, 429, 500, 502, 503, 504, 520}) {
        const RawReply reply = poll(std::to_string(status));
        EXPECT_EQ(reply.status, status);
        EXPECT_EQ(reply.json().value("statusCode", 0), status);
        EXPECT_EQ(reply.headers.count("retry-after"), 0U);
    }
    EXPECT_EQ(poll("429", {{"retryAfterSeconds", 7}}).headers.at("retry-after"), "7");
    const std::string date =
        poll("429", {{"retryAfterSeconds", 7}, {"retryAfterForm", "date"}}).headers.at("retry-after");
    EXPECT_EQ(date.substr(date.size() - 4), " GMT");
    const RawReply page = poll("html");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.headers.at("content-type"), "text/html");
    EXPECT_EQ(page.body.rfind("<!DOCTYPE html>", 0), 0U);
    EXPECT_EQ(poll("bad-gzip").headers.at("content-encoding"), "gzip");
    EXPECT_EQ(poll("wrong-content-type").headers.at("content-type"), "image/png");
    EXPECT_TRUE(poll("unknown-format").json()["results"].contains("ionq.result.hologram.json.v9"));
    EXPECT_NE(poll("clock-skew").headers.at("date"), poll("slow", {{"delayMs", 1}}).headers.at("date"));
    practice.cloud->setFaults({});
    EXPECT_EQ(practice.client->get("/v0.4/jobs/" + id).status, 200);
}

TEST(PracticeFaults, HangsUntilTheClientLeaves) {
    Practice practice;
    practice.cloud->setFaults(planOf("poll", "hang", {{"times", 1}}));
    testing::RawClient waiting(practice.cloud->port());
    ASSERT_TRUE(waiting.push("GET /v0.4/jobs HTTP/1.1\r\nHost: a\r\nAuthorization: apiKey x\r\n\r\n"));
    // Until the first has come in, the second may be the one that hangs; the ledger is never faulted.
    while (practice.cloud->faultsHit() == 0) practice.client->get("/practice/ledger");
    EXPECT_EQ(practice.client->get("/v0.4/jobs").status, 200) << "others are served meanwhile";
}

TEST(PracticeFaults, ALostReplyLeavesItsJob) {
    Practice practice;
    practice.cloud->setFaults(planOf("submit", "reset", {{"processed", true}, {"times", 1}}));
    EXPECT_EQ(practice.client->post("/v0.4/jobs", forteCoin().dump()).end, End::Reset);
    EXPECT_EQ(practice.cloud->ledger().jobs.size(), 1U);
    practice.cloud->setFaults(planOf("submit", "reset", {{"times", 1}}));
    EXPECT_EQ(practice.client->post("/v0.4/jobs", forteCoin().dump()).end, End::Reset);
    EXPECT_EQ(practice.cloud->ledger().jobs.size(), 1U) << "this one never came in";
    EXPECT_EQ(practice.client->post("/v0.4/jobs", forteCoin().dump()).status, 201) << "healed";
}

TEST(PracticeFaults, StagesAreToldApart) {
    PracticeOptions options;
    options.queueMs = 1000;
    Practice practice(options);
    const std::string id = practice.submit(forteCoin());
    const auto& client = practice.client;
    const auto only = [&](const std::string& stage) { practice.cloud->setFaults(planOf(stage, "503")); };
    only("cancel");
    EXPECT_EQ(client->get("/v0.4/jobs/" + id).status, 200);
    EXPECT_EQ(client->send("PUT", "/v0.4/jobs/" + id + "/status/cancel").status, 503);
    practice.finishJobs();
    only("fetch");
    EXPECT_EQ(client->get("/v0.4/jobs/" + id).status, 200);
    EXPECT_EQ(client->get("/v0.4/jobs/" + id + "/results/probabilities").status, 503);
    only("submit");
    EXPECT_EQ(client->get("/v0.4/jobs/" + id + "/results/probabilities").status, 200);
    EXPECT_EQ(client->post("/v0.4/jobs", forteCoin().dump()).status, 503);
    only("other");
    EXPECT_EQ(client->get("/v0.4/jobs").status, 200);
    EXPECT_EQ(client->get("/v0.4/whoami").status, 503);
    EXPECT_EQ(client->get("/practice/ledger").status, 200) << "its own pages never fail on purpose";
}

TEST(PracticeFaults, BadNumbersAndDeletedJobs) {
    Practice practice;
    const std::string id = practice.submit(forteCoin());
    practice.finishJobs();
    practice.cloud->setFaults(planOf("fetch", "bad-sum"));
    double sum = 0.0;
    const Json shares = practice.client->get("/v0.4/jobs/" + id + "/results/probabilities").json();
    for (const auto& [key, share] : shares.items()) sum += share.get<double>();
    EXPECT_NEAR(sum, 0.7, 1e-12);
    practice.cloud->setFaults(planOf("fetch", "unknown-format"));
    EXPECT_EQ(
        practice.client->get("/v0.4/jobs/" + id + "/results/probabilities").json().value("format", ""),
        "ionq.result.hologram.json.v9");
    practice.cloud->setFaults(planOf("fetch", "deleted"));
    EXPECT_EQ(practice.client->get("/v0.4/jobs/" + id + "/results/probabilities").status, 404);
    practice.cloud->setFaults({});
    EXPECT_EQ(practice.client->get("/v0.4/jobs/" + id).status, 404);
    EXPECT_EQ(practice.cloud->ledger().circuitsBilled(), 1U);
}

}  // namespace
}  // namespace qstore
