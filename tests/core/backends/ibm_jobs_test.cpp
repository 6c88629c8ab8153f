// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "ibm_fake.h"

namespace qstore {
namespace {

using nlohmann::json;
using test::Fixture;

struct IbmJobs : ::testing::Test, Fixture {
    /// A job as the interface describes it; `more` is put into the object.
    static std::string job(const std::string& id, const std::string& state, const std::string& more = "") {
        return R"({"id":")" + id + R"(","backend":"ibm_chain","state":{"status":")" + state +
               R"("},"status":")" + state +
               R"(","created":"2026-05-25T10:00:00.250Z","program":{"id":"sampler"},"cost":600)" + more +
               "}";
    }
    static std::string path(const std::string& id) { return "GET /jobs/" + id + "?exclude_params=true"; }
    static std::string list(std::size_t offset, const std::string& filter = "") {
        return "GET /jobs?limit=200&offset=" + std::to_string(offset) + "&exclude_params=true" + filter;
    }
    static std::string page(const std::vector<std::string>& jobs) {
        std::string text = R"({"limit":200,"offset":0,"jobs":[)";
        for (std::size_t i = 0; i < jobs.size(); ++i) text += (i == 0 ? "" : ",") + jobs[i];
        return text + "]}";
    }
    static constexpr const char* kTokenFilter = "&tags=qstore-token%3Dt-1";
    static constexpr const char* kOurTags =
        R"(,"tags":["qstore-workbench","qstore-token=t-1","qstore-name=first","epoch=3"])";
};

TEST_F(IbmJobs, readsAJob) {
    transport->reply(
        path("j1"), 200,
        job("j1", "Completed",
            std::string(kOurTags) + R"(,"usage":{"qpu_charge_time_seconds":2.5,"status":"complete"})"));
    const auto one = provider()->job("j1", {});
    ASSERT_TRUE(one) << one.error().error.message;
    EXPECT_EQ(one->id, "j1");
    EXPECT_EQ(one->state, RemoteState::Completed);
    EXPECT_EQ(one->device, "ibm_chain");
    EXPECT_EQ(one->token, "t-1");
    EXPECT_EQ(one->name, "first");
    EXPECT_EQ(one->submittedMs, 1'779'703'200'250);  // 2026-05-25T10:00:00.250Z
    EXPECT_EQ(one->executionSeconds, 2.5);
    ASSERT_TRUE(one->costUsd);
    EXPECT_DOUBLE_EQ(*one->costUsd, 4.0);  // 2.5 s at 1.60 USD
}

TEST_F(IbmJobs, aNameThatIsAPathLeadsNowhere) {
    for (const char* id : {"", ".", ".."}) {
        const auto one = provider()->job(id, {});
        ASSERT_FALSE(one) << id;
        EXPECT_EQ(one.error().fault, RemoteFault::Local) << id;
        EXPECT_FALSE(provider()->cancel(id, {})) << id;
        EXPECT_FALSE(provider()->calibrations(id, 1, {})) << id;
    }
    EXPECT_TRUE(transport->asked().empty());
    transport->reply("GET /jobs/a%2F..%2Fb?exclude_params=true", 200, job("j1", "Queued"));
    EXPECT_FALSE(provider()->job("a/../b", {}));
    EXPECT_EQ(transport->asked().back().url,
              std::string(test::kBase) + "/jobs/a%2F..%2Fb?exclude_params=true");
}

TEST_F(IbmJobs, readsEveryState) {
    const std::vector<std::pair<std::string, RemoteState>> states = {{"Queued", RemoteState::Queued},
                                                                     {"Running", RemoteState::Running},
                                                                     {"Completed", RemoteState::Completed},
                                                                     {"Failed", RemoteState::Failed},
                                                                     {"Cancelled", RemoteState::Cancelled}};
    for (const auto& [name, state] : states) {
        transport->forget(path("j1"));
        transport->reply(path("j1"), 200, job("j1", name));
        const auto one = provider()->job("j1", {});
        ASSERT_TRUE(one) << name;
        EXPECT_EQ(one->state, state);
        EXPECT_FALSE(one->costUsd);
    }
}

TEST_F(IbmJobs, aFailureKeepsItsReasonAndHasACure) {
    transport->reply(path("j1"), 200,
                     R"({"id":"j1","backend":"b","status":"Failed","created":"2026-05-25T10:00:00Z",
                         "state":{"status":"Failed","reason":"Job exceeded its maximum time.",
                                  "reason_code":1305,"reason_solution":"Make it shorter."},
                         "program":{"id":"sampler"},"cost":1})");
    const auto failed = provider()->job("j1", {});
    ASSERT_TRUE(failed) << failed.error().error.message;
    EXPECT_EQ(failed->state, RemoteState::Failed);
    EXPECT_EQ(failed->failureCode, "1305");
    EXPECT_EQ(failed->failureReason, "Job exceeded its maximum time. Make it shorter.");
    EXPECT_NE(ibmCure("1305").find("fewer circuits or shots"), std::string::npos);
    EXPECT_FALSE(ibmCure("7000").empty());
    EXPECT_TRUE(ibmCure("1").empty());
}

TEST_F(IbmJobs, whatRanTooLongFailedAndWasNotCancelledByAnyone) {
    for (const char* body :
         {R"({"id":"j1","status":"Cancelled - Ran too long","state":{"status":"Cancelled"},
              "created":"2026-05-25T10:00:00Z","program":{"id":"sampler"},"cost":1})",
          R"({"id":"j1","status":"Cancelled","state":{"status":"Cancelled","reason_code":1305},
              "created":"2026-05-25T10:00:00Z","program":{"id":"sampler"},"cost":1})"}) {
        transport->forget(path("j1"));
        transport->reply(path("j1"), 200, body);
        const auto one = provider()->job("j1", {});
        ASSERT_TRUE(one) << one.error().error.message;
        EXPECT_EQ(one->state, RemoteState::Failed);
        EXPECT_EQ(one->failureCode, "1305");
        EXPECT_FALSE(one->failureReason.empty());
    }
}

TEST_F(IbmJobs, distrustsJobs) {
    const std::string good = job("j1", "Queued");
    std::vector<std::string> bodies = {"",
                                       "<html></html>",
                                       "[]",
                                       "null",
                                       "{}",
                                       job("j2", "Queued"),
                                       job("j1", "Paused"),
                                       job("../j1", "Queued"),
                                       job("", "Queued")};
    const std::vector<std::pair<std::string, std::string>> changes = {
        {R"("id":"j1")", R"("id":1)"},
        {R"("state":{"status":"Queued"})", R"("state":{})"},
        {R"("state":{"status":"Queued"})", R"("state":{"status":5})"},
        {R"("created":"2026-05-25T10:00:00.250Z")", R"("created":"soon")"},
        {R"("backend":"ibm_chain")", R"("backend":[])"},
        {R"("cost":600)", R"("tags":"t-1")"},
        {R"("cost":600)", R"("tags":[1])"}};
    for (const auto& [from, to] : changes) {
        std::string body = good;
        ASSERT_NE(body.find(from), std::string::npos);
        bodies.push_back(body.replace(body.find(from), from.size(), to));
    }
    bodies.push_back(job("j1", "Completed", R"(,"usage":{"qpu_charge_time_seconds":-1})"));
    bodies.push_back(job("j1", "Completed", R"(,"usage":{"qpu_charge_time_seconds":1e300})"));
    bodies.push_back(job("j1", "Completed", R"(,"usage":{"qpu_charge_time_seconds":"2"})"));
    for (const std::string& body : bodies) {
        transport->forget(path("j1"));
        transport->reply(path("j1"), 200, body);
        const auto refused = provider()->job("j1", {});
        ASSERT_FALSE(refused) << body;
        EXPECT_EQ(refused.error().fault, RemoteFault::Protocol) << body;
    }
}

TEST_F(IbmJobs, everyCutOfAReplyIsRefused) {
    const std::string whole = job("j1", "Completed", std::string(kOurTags));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        transport->forget(path("j1"));
        transport->reply(path("j1"), 200, whole.substr(0, length));
        EXPECT_FALSE(provider()->job("j1", {})) << length;
    }
}

TEST_F(IbmJobs, findsAJobByItsTag) {
    transport->reply(list(0, kTokenFilter), 200,
                     page({job("j9", "Queued"), job("j1", "Running", kOurTags)}));
    const auto found = provider()->findByToken("t-1", {});
    ASSERT_TRUE(found) << found.error().error.message;
    ASSERT_TRUE(*found);
    EXPECT_EQ((*found)->id, "j1");
    EXPECT_EQ((*found)->state, RemoteState::Running);

    transport->forget(list(0, kTokenFilter));
    transport->reply(list(0, kTokenFilter), 200, page({}));
    const auto none = provider()->findByToken("t-1", {});
    ASSERT_TRUE(none);
    EXPECT_FALSE(*none);
}

TEST_F(IbmJobs, findsAJobWhereTheFilterIsNotHeeded) {
    std::vector<std::string> others;
    for (int i = 0; i < 200; ++i) others.push_back(job("o" + std::to_string(i), "Completed"));
    transport->reply(list(0, kTokenFilter), 200, page(others));
    transport->reply(list(200, kTokenFilter), 200, page({job("j1", "Queued", kOurTags)}));
    const auto found = provider()->findByToken("t-1", {});
    ASSERT_TRUE(found) << found.error().error.message;
    ASSERT_TRUE(*found);
    EXPECT_EQ((*found)->id, "j1");
}

TEST_F(IbmJobs, aTokenThatCannotBeLookedUpIsNoMissingJob) {
    transport->reply(list(0, kTokenFilter), 503, "");
    EXPECT_FALSE(provider()->findByToken("t-1", {}));
    transport->forget(list(0, kTokenFilter));
    transport->reply(list(0, kTokenFilter), 200, R"({"jobs":{}})");
    const auto refused = provider()->findByToken("t-1", {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, RemoteFault::Protocol);
}

TEST_F(IbmJobs, pollsManyJobsByPagesAndAsksForTheRest) {
    transport->reply(
        list(0), 200,
        page({job("a", "Running"), job("x", "Queued"), job("c", "Completed"), job("d", "Queued")}));
    transport->reply(path("b"), 200, job("b", "Queued"));
    const auto jobs = provider()->jobs({"d", "b", "gone", "a"}, {});
    ASSERT_EQ(jobs.size(), 4U);
    ASSERT_TRUE(jobs[0]);
    EXPECT_EQ(jobs[0]->id, "d");
    ASSERT_TRUE(jobs[1]);
    EXPECT_EQ(jobs[1]->id, "b");
    ASSERT_FALSE(jobs[2]);
    EXPECT_EQ(jobs[2].error().fault, RemoteFault::NotFound);
    ASSERT_TRUE(jobs[3]);
    EXPECT_EQ(jobs[3]->state, RemoteState::Running);
    // One page, and one exchange each for what it did not hold; one for the token.
    EXPECT_EQ(transport->asked().size(), 4U);
}

TEST_F(IbmJobs, aFailedPollIsTheSameFaultForEveryJob) {
    transport->reply(list(0), 502, "");
    const auto jobs = provider()->jobs({"a", "b", "c"}, {});
    ASSERT_EQ(jobs.size(), 3U);
    for (const auto& each : jobs) {
        ASSERT_FALSE(each);
        EXPECT_EQ(each.error().fault, RemoteFault::Transient);
    }
    EXPECT_TRUE(provider()->jobs({}, {}).empty());
}

TEST_F(IbmJobs, cancelsAndTellsWhatBecameOfIt) {
    transport->reply("POST /jobs/j1/cancel", 204, "");
    transport->reply(path("j1"), 200, job("j1", "Cancelled"));
    const auto cancelled = provider()->cancel("j1", {});
    ASSERT_TRUE(cancelled) << cancelled.error().error.message;
    EXPECT_EQ(*cancelled, RemoteState::Cancelled);
    // Over already: it stays what it is.
    transport->reply("POST /jobs/j2/cancel", 409, R"({"errors":[{"code":"3400","message":"final"}]})");
    transport->reply(path("j2"), 200, job("j2", "Completed"));
    const auto completed = provider()->cancel("j2", {});
    ASSERT_TRUE(completed) << completed.error().error.message;
    EXPECT_EQ(*completed, RemoteState::Completed);
    const auto gone = provider()->cancel("j3", {});
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().fault, RemoteFault::NotFound);
}

TEST_F(IbmJobs, reckonsTheCostFromSettledSeconds) {
    const std::string metrics = "GET /jobs/j1/metrics";
    const auto cost = [&](const std::string& body) {
        transport->forget(metrics);
        transport->reply(metrics, 200, body);
        const auto one = provider()->costUsd("j1", {});
        EXPECT_TRUE(one) << body;
        return one ? *one : std::nullopt;
    };
    const std::string times =
        R"("timestamps":{"created":"2026-05-25T10:00:00Z","finished":"2026-05-25T10:01:00Z"})";
    EXPECT_DOUBLE_EQ(
        cost("{" + times + R"(,"usage":{"qpu_charge_time_seconds":10,"status":"complete"}})").value(),
        16.0);
    EXPECT_FALSE(cost("{" + times + R"(,"usage":{"qpu_charge_time_seconds":10,"status":"pending"}})"));
    EXPECT_FALSE(cost("{" + times + "}"));
    EXPECT_FALSE(cost(R"({"timestamps":{"created":"2026-05-25T10:00:00Z","finished":null},
                          "usage":{"qpu_charge_time_seconds":10}})"));
    // Before 2026-03-15.
    EXPECT_DOUBLE_EQ(cost("{" + times + R"(,"usage":{"quantum_seconds":5,"seconds":7}})").value(), 8.0);
    EXPECT_DOUBLE_EQ(cost("{" + times + R"(,"bss":{"seconds":1}})").value(), 1.6);

    const auto unpaid = provider(std::nullopt)->costUsd("j1", {});
    ASSERT_TRUE(unpaid);
    EXPECT_FALSE(*unpaid);
    transport->forget(metrics);
    transport->reply(metrics, 200, R"({"usage":{"qpu_charge_time_seconds":"ten"}})");
    const auto refused = provider()->costUsd("j1", {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, RemoteFault::Protocol);
}

TEST_F(IbmJobs, readsTheCircuitsOfAnyJobBack) {
    json body = json::parse(job("j1", "Completed", kOurTags));
    body["params"] = json::parse(R"({"version":2,"options":{"dynamical_decoupling":{"enable":false}}})");
    body["params"]["pubs"] = json::array(
        {json::array({"OPENQASM 3;\ninclude \"stdgates.inc\";\nqubit[1] q;\nbit[1] c;\nx q[0];\n"
                      "c[0] = measure q[0];\n",
                      nullptr, 64}),
         json::array({"OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float[64] theta;\nqubit[1] "
                      "q;\nrz(theta) q[0];\n",
                      json::parse(R"({"theta":0.25})"), 64})});
    transport->reply("GET /jobs/j1", 200, body.dump());
    const auto request = provider()->fetchRequest("j1", {});
    ASSERT_TRUE(request) << request.error().error.message;
    EXPECT_EQ(request->device, "ibm_chain");
    EXPECT_EQ(request->token, "t-1");
    EXPECT_EQ(request->name, "first");
    EXPECT_EQ(request->metadata.at("epoch"), "3");
    EXPECT_EQ(request->shots, 64U);
    EXPECT_EQ(request->errorMitigation, false);
    ASSERT_EQ(request->circuits.size(), 2U);
    EXPECT_EQ(request->circuits[0].operations().front(), Operation::gateOn("x", {0}));
    EXPECT_EQ(request->circuits[1].operations().front(), Operation::gateOn("rz", {0}, {0.25}));
}

TEST_F(IbmJobs, saysWhyCircuitsCannotBeReadBack) {
    const auto fault = [&](const std::string& more, const std::string& program = "sampler") {
        std::string body = job("j1", "Completed", more);
        body.replace(body.find("\"sampler\""), 9, "\"" + program + "\"");
        transport->forget("GET /jobs/j1");
        transport->reply("GET /jobs/j1", 200, body);
        const auto request = provider()->fetchRequest("j1", {});
        EXPECT_FALSE(request) << body;
        return request ? RemoteFault::Local : request.error().fault;
    };
    EXPECT_EQ(fault(R"(,"params":{"pubs":[[{"__type__":"QuantumCircuit","__value__":"eJw="},null,10]]})"),
              RemoteFault::Rejected);
    EXPECT_EQ(fault(R"(,"params":{"pubs":[["UUlTS0lUCw==",null,10]]})"), RemoteFault::Rejected);
    EXPECT_EQ(fault(R"(,"params":{"pubs":[]})", "estimator"), RemoteFault::Rejected);
    EXPECT_EQ(fault(""), RemoteFault::Rejected);
    EXPECT_EQ(
        fault(R"(,"params":{"pubs":[["OPENQASM 3; qubit q;",null,10],["OPENQASM 3; qubit q;",null,20]]})"),
        RemoteFault::Rejected);
    EXPECT_EQ(fault(R"(,"params":{"pubs":7})"), RemoteFault::Protocol);
    EXPECT_EQ(fault(R"(,"params":{"pubs":[7]})"), RemoteFault::Protocol);
    EXPECT_EQ(fault(R"(,"params":{"pubs":[["OPENQASM 3; qubit q"]]})"), RemoteFault::Protocol);
}

}  // namespace
}  // namespace qstore
