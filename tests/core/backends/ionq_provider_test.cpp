// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_provider.h"

#include <gmock/gmock.h>

#include "tests/core/backends/ionq_fixture.h"

namespace qstore {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class IonqProvider : public IonqFixture {
protected:
    static JobRequest request() {
        CircuitParts parts;
        parts.qubits = 1;
        parts.operations = {Operation::gateOn("h", {0})};
        JobRequest request;
        request.device = "simulator";
        request.circuits = {Circuit::of(std::move(parts))};
        request.token = "qstore-1748465225440-5f2a";
        return request;
    }
    RemoteError submitError(int status, const std::string& body) {
        transport = std::make_shared<FakeTransport>();
        IonqOptions options;
        options.endpoint = "https://ionq.test/v0.4/";
        options.key = Secret(ionqTestKey);
        provider = makeIonqProvider(options, transport).value();
        transport->reply("POST /v0.4/jobs", status, body);
        const auto id = provider->submit(request(), control);
        EXPECT_FALSE(id);
        return id ? RemoteError() : id.error();
    }
    RemoteFault jobFault(int status) {
        transport->reply(get("/jobs/s" + std::to_string(status)), status, "{}");
        const auto job = provider->job("s" + std::to_string(status), control);
        EXPECT_FALSE(job);
        return job ? RemoteFault::Local : job.error().fault;
    }
};

TEST_F(IonqProvider, SubmitsWhatJobBodyShows) {
    transport->reply("POST /v0.4/jobs", 201, R"({"id":"617a1f8b","status":"ready","session_id":null})");
    EXPECT_EQ(provider->submit(request(), control).value(), "617a1f8b");
    const HttpRequest& sent = transport->requests().at(0);
    EXPECT_EQ(sent.body, provider->jobBody(request()).value());
    EXPECT_EQ(sent.url, "https://ionq.test/v0.4/jobs");
    EXPECT_EQ(sent.authorizationScheme, "apiKey");
    for (const auto& header : sent.headers) EXPECT_THAT(header.value, Not(HasSubstr(ionqTestKey)));
    EXPECT_THAT(sent.body, Not(HasSubstr(ionqTestKey)));
}

TEST_F(IonqProvider, AnAcceptanceThatCannotBeReadMayBeOne) {
    for (const char* body : {"", "<html>", "{}", R"({"id":7})", R"({"id":""})", "[]"}) {
        const auto error = submitError(201, body);
        EXPECT_EQ(error.fault, RemoteFault::Protocol) << body;
        EXPECT_TRUE(error.maybeAccepted) << body;
    }
}

TEST_F(IonqProvider, StatusesMeanWhatTheRetrySetSays) {
    for (const int status : {500, 502, 503, 504, 520, 524, 529}) {
        EXPECT_EQ(jobFault(status), RemoteFault::Transient) << status;
        const auto error = submitError(status, "");
        EXPECT_EQ(error.fault, RemoteFault::Transient) << status;
        EXPECT_TRUE(error.maybeAccepted) << status;
        EXPECT_EQ(error.httpStatus, status);
    }
    EXPECT_EQ(jobFault(409), RemoteFault::Transient) << "of an edge cache";
    EXPECT_EQ(submitError(409, "{}").fault, RemoteFault::Rejected);
    for (const int status : {400, 405, 413, 422, 501, 505})
        EXPECT_EQ(jobFault(status), RemoteFault::Rejected) << status;
    EXPECT_EQ(jobFault(401), RemoteFault::KeyRejected);
    EXPECT_EQ(jobFault(402), RemoteFault::QuotaExceeded);
    EXPECT_EQ(jobFault(403), RemoteFault::Forbidden);
    EXPECT_EQ(jobFault(404), RemoteFault::NotFound);
    EXPECT_EQ(jobFault(429), RemoteFault::RateLimited);
    EXPECT_EQ(jobFault(302), RemoteFault::Protocol);
    EXPECT_FALSE(submitError(429, "").maybeAccepted);
    EXPECT_FALSE(submitError(400, "").maybeAccepted);
}

TEST_F(IonqProvider, RetryAfterIsPassedOn) {
    HttpResponse response;
    response.status = 429;
    response.retryAfterMs = 7000;
    transport->reply(get("/whoami"), response);
    EXPECT_EQ(provider->identity(control).error().retryAfterMs, 7000);
}

TEST_F(IonqProvider, ErrorBodiesInTheirThreeForms) {
    auto error =
        submitError(400, R"({"statusCode":400,"error":"Bad Request","message":"\"shots\" must be a number",
        "validation":{"keys":["shots","name"],"source":"payload"}})");
    EXPECT_THAT(error.error.message, HasSubstr("400: \"shots\" must be a number [shots, name (payload)]"));
    error = submitError(400, R"({"code":"TooManyShots","message":"at most 1000000"})");
    EXPECT_EQ(error.providerCode, "TooManyShots");
    EXPECT_THAT(error.error.message, HasSubstr("at most 1000000"));
    EXPECT_THAT(error.error.hint, HasSubstr("fewer shots"));
    error = submitError(403, R"({"error":{"type":"QuotaExhaustedError","message":"no budget is left"}})");
    EXPECT_EQ(error.fault, RemoteFault::QuotaExceeded);
    EXPECT_EQ(error.providerCode, "QuotaExhaustedError");
    EXPECT_THAT(error.error.message, HasSubstr("no budget is left"));
    error = submitError(401, R"({"statusCode":401,"error":"Unauthorized Error"})");
    EXPECT_THAT(error.error.message, HasSubstr("Unauthorized Error"));
    EXPECT_THAT(error.error.hint, HasSubstr("enter it"));
}

TEST_F(IonqProvider, OtherErrorBodiesAreShownShortAndPlain) {
    EXPECT_THAT(submitError(502, "<html>\n<h1>Bad gateway</h1>").error.message, HasSubstr("an HTML page"));
    EXPECT_THAT(submitError(502, "").error.message, HasSubstr("an empty reply"));
    const auto error = submitError(500, "\x1b[31mred\x07 " + std::string(5000, 'x') + "\xff");
    EXPECT_THAT(error.error.message, Not(HasSubstr("\x1b")));
    EXPECT_LT(error.error.message.size(), 400U);
    submitError(400, R"({"message":[1],"error":7,"validation":[]})");
    submitError(400, R"({"validation":{"keys":[{}],"source":1},"message":"m"})");
    submitError(400, "[1]");
}

TEST_F(IonqProvider, TheKeyIsStruckOutOfWhateverComesBack) {
    const std::string key = ionqTestKey;
    const auto check = [&](const RemoteError& error) {
        EXPECT_THAT(error.error.message, Not(HasSubstr(key)));
        EXPECT_THAT(error.error.hint, Not(HasSubstr(key)));
        EXPECT_THAT(error.providerCode, Not(HasSubstr(key)));
    };
    check(submitError(401, R"({"message":"the key )" + key + R"( is unknown"})"));
    check(submitError(401, R"({"code":")" + key + R"(","message":"m"})"));
    check(submitError(500, "trace: apiKey " + key + std::string(400, '.')));
    check(submitError(500, std::string(280, '.') + key));
    check(submitError(201, "apiKey " + key));
    check(submitError(201, R"({"id":[")" + key + R"("]})"));
    auto reply = job("j", "failed");
    reply["failure"] = {{"code", key}, {"message", "key " + key}};
    give(reply);
    provider = makeIonqProvider({"https://ionq.test/v0.4", Secret(key)}, transport).value();
    check(provider->results("j", {}, 0, control).error());
    const auto shown = provider->job("j", control).value();
    EXPECT_THAT(shown.failureReason, Not(HasSubstr(key)));
    EXPECT_THAT(shown.failureCode, Not(HasSubstr(key)));
    reply["status"] = key;
    reply["id"] = "k";
    give(reply);
    check(provider->job("k", control).error());
}

TEST_F(IonqProvider, FaultsOfTheNet) {
    struct Case {
        NetFault net;
        bool maybeReceived;
        RemoteFault remote;
    };
    for (const Case& each : {Case{NetFault::NameNotFound, false, RemoteFault::Connection},
                             Case{NetFault::TlsHandshake, false, RemoteFault::Connection},
                             Case{NetFault::Certificate, false, RemoteFault::Connection},
                             Case{NetFault::Proxy, false, RemoteFault::Connection},
                             Case{NetFault::Refused, false, RemoteFault::Transient},
                             Case{NetFault::Timeout, true, RemoteFault::Transient},
                             Case{NetFault::Closed, true, RemoteFault::Transient},
                             Case{NetFault::Reset, true, RemoteFault::Transient},
                             Case{NetFault::Truncated, true, RemoteFault::Transient},
                             Case{NetFault::TooLarge, true, RemoteFault::Protocol},
                             Case{NetFault::Malformed, true, RemoteFault::Protocol},
                             Case{NetFault::BadEncoding, true, RemoteFault::Protocol},
                             Case{NetFault::BadRequest, false, RemoteFault::Local},
                             Case{NetFault::Cancelled, true, RemoteFault::Cancelled}}) {
        transport = std::make_shared<FakeTransport>();
        provider = makeIonqProvider({"https://ionq.test/v0.4", Secret("k")}, transport).value();
        transport->fault("POST /v0.4/jobs", each.net, each.maybeReceived);
        transport->fault(get("/whoami"), each.net, each.maybeReceived);
        const auto submitted = provider->submit(request(), control);
        EXPECT_EQ(submitted.error().fault, each.remote) << netFaultName(each.net);
        EXPECT_EQ(submitted.error().maybeAccepted, each.maybeReceived) << netFaultName(each.net);
        EXPECT_FALSE(provider->identity(control).error().maybeAccepted) << "asking changes nothing";
    }
}

TEST_F(IonqProvider, AJobIsReadWhole) {
    auto reply = job("j", "started");
    reply["name"] = "n";
    reply["metadata"] = {{"qstore_token", "t"}, {"other", "x"}};
    reply["started_at"] = "2025-05-28T20:47:06Z";
    reply["predicted_wait_time_ms"] = 1500;
    reply["execution_duration_ms"] = 250;
    give(reply);
    const auto read = provider->job("j", control).value();
    EXPECT_EQ(read.state, RemoteState::Running);
    EXPECT_EQ(read.token, "t");
    EXPECT_EQ(read.submittedMs, 1748465225440) << "date -d 2025-05-28T20:47:05.440Z +%s%3N";
    EXPECT_EQ(read.startedMs, 1748465226000);
    EXPECT_FALSE(read.finishedMs);
    EXPECT_EQ(read.waitSeconds, 1.5);
    EXPECT_EQ(read.executionSeconds, 0.25);
    const std::vector<std::pair<const char*, RemoteState>> states{{"submitted", RemoteState::Queued},
                                                                  {"ready", RemoteState::Queued},
                                                                  {"completed", RemoteState::Completed},
                                                                  {"failed", RemoteState::Failed},
                                                                  {"canceled", RemoteState::Cancelled}};
    for (const auto& [status, state] : states) {
        give(job(status, status));
        EXPECT_EQ(provider->job(status, control).value().state, state);
    }
    give(job("odd", "paused"));
    EXPECT_THAT(provider->job("odd", control).error().error.message, HasSubstr("'paused'"));
    EXPECT_EQ(provider->job("", control).error().fault, RemoteFault::Local);
}

TEST_F(IonqProvider, AnotherJobThanAskedForIsRefused) {
    transport->reply(get("/jobs/a"), 200, job("b").dump());
    EXPECT_EQ(provider->job("a", control).error().fault, RemoteFault::Protocol);
}

TEST_F(IonqProvider, ManyJobsInFewExchangesAndTheirOrder) {
    std::vector<std::string> ids;
    std::string first = "/jobs?limit=50", second = "/jobs?limit=10";
    json pageA = json::array(), pageB = json::array(), rest = json::array();
    for (int i = 0; i < 60; ++i) {
        ids.push_back("id" + std::to_string(i));
        (i < 50 ? first : second) += "&ids=id" + std::to_string(i);
        if (i == 3) continue;  // the list forgets it
        (i >= 50  ? rest
         : i < 25 ? pageA
                  : pageB)
            .push_back(job(ids.back(), i % 2 == 0 ? "ready" : "completed"));
    }
    transport->reply(get(first), 200, json({{"jobs", pageB}, {"next", "p 2"}}).dump());
    transport->reply(get(first + "&next=p%202"), 200, json({{"jobs", pageA}, {"next", nullptr}}).dump());
    transport->reply(get(second), 200, json({{"jobs", rest}, {"next", nullptr}}).dump());
    const auto jobs = provider->jobs(ids, control);
    ASSERT_EQ(jobs.size(), 60U);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (i == 3) {
            EXPECT_EQ(jobs[i].error().fault, RemoteFault::NotFound) << "asked for by itself, and gone";
            continue;
        }
        ASSERT_TRUE(jobs[i]) << i;
        EXPECT_EQ(jobs[i]->id, ids[i]);
        EXPECT_EQ(jobs[i]->state, i % 2 == 0 ? RemoteState::Queued : RemoteState::Completed);
    }
    EXPECT_THAT(transport->requests(), SizeIs(4));
}

TEST_F(IonqProvider, AFailingListFailsEachOfItsJobs) {
    transport->reply(get("/jobs?limit=2&ids=a&ids=b"), 503, "");
    const auto jobs = provider->jobs({"a", "b"}, control);
    ASSERT_EQ(jobs.size(), 2U);
    for (const auto& each : jobs) EXPECT_EQ(each.error().fault, RemoteFault::Transient);
}

TEST_F(IonqProvider, ATokenIsLookedForFromTheNewestOn) {
    const std::string token = "qstore-1748465225440-5f2a";  // made 2025-05-28T20:47:05.440Z
    const auto at = [](const char* id, const char* time, const char* mark) {
        auto reply = job(id, "ready");
        reply["submitted_at"] = time;
        reply["metadata"] = {{"qstore_token", mark}};
        return reply;
    };
    auto part = at("part", "2025-05-29T00:00:00Z", token.c_str());
    part["parent_job_id"] = "wanted";
    transport->reply(
        get("/jobs?limit=100"), 200,
        json({{"jobs", {at("x", "2025-06-01T00:00:00Z", "other"), part}}, {"next", "n"}}).dump());
    transport->reply(
        get("/jobs?limit=100&next=n"), 200,
        json({{"jobs", {at("wanted", "2025-05-28T20:47:06Z", token.c_str())}}, {"next", "m"}}).dump());
    const auto found = provider->findByToken(token, control);
    ASSERT_TRUE(found);
    ASSERT_TRUE(*found);
    EXPECT_EQ((*found)->id, "wanted") << "not its part";
    EXPECT_THAT(transport->requests(), SizeIs(2));
}

TEST_F(IonqProvider, TheSearchForATokenStopsAtOlderJobs) {
    auto old = job("old", "completed");
    old["submitted_at"] = "2025-05-27T20:47:05Z";  // more than a day before the token
    auto recent = job("recent", "completed");
    recent["submitted_at"] = "2025-05-27T20:47:06Z";
    transport->reply(get("/jobs?limit=100"), 200, json({{"jobs", {recent, old}}, {"next", "n"}}).dump());
    const auto found = provider->findByToken("qstore-1748465225440-5f2a", control);
    ASSERT_TRUE(found);
    EXPECT_FALSE(*found);
    EXPECT_THAT(transport->requests(), SizeIs(1));
}

TEST_F(IonqProvider, AnUnsortedListIsReadToItsEnd) {
    const std::string token = "qstore-1748465225440-5f2a";
    auto old = job("old"), newer = job("newer"), wanted = job("wanted");
    old["submitted_at"] = "2025-06-01T00:00:00Z";
    newer["submitted_at"] = "2025-06-02T00:00:00Z";  // after one that is older
    auto ancient = job("ancient");
    ancient["submitted_at"] = "2020-01-01T00:00:00Z";
    wanted["metadata"] = {{"qstore_token", token}};
    transport->reply(get("/jobs?limit=100"), 200,
                     json({{"jobs", {old, newer, ancient, wanted}}, {"next", nullptr}}).dump());
    EXPECT_EQ(provider->findByToken(token, control).value().value().id, "wanted");
}

TEST_F(IonqProvider, AListThatGoesRoundInCirclesIsNoAnswer) {
    transport->reply(get("/jobs?limit=100"), 200, R"({"jobs":[],"next":"n"})");
    transport->reply(get("/jobs?limit=100&next=n"), 200, R"({"jobs":[],"next":"n"})");
    EXPECT_EQ(provider->findByToken("t", control).error().fault, RemoteFault::Protocol);
    transport->reply(get("/jobs?limit=1&ids=a"), 200, R"({"jobs":{}})");
    EXPECT_EQ(provider->jobs({"a"}, control)[0].error().fault, RemoteFault::Protocol);
}

TEST_F(IonqProvider, Cancelling) {
    transport->reply("PUT /v0.4/jobs/a/status/cancel", 200, R"({"id":"a","status":"canceled"})");
    EXPECT_EQ(provider->cancel("a", control).value(), RemoteState::Cancelled);
    transport->reply("PUT /v0.4/jobs/b/status/cancel", 409, R"({"message":"it is over"})");
    give(job("b", "completed"));
    EXPECT_EQ(provider->cancel("b", control).value(), RemoteState::Completed)
        << "a finished job stays what it is";
    transport->reply("PUT /v0.4/jobs/c/status/cancel", 400, R"({"message":"not now"})");
    give(job("c", "started"));
    EXPECT_THAT(provider->cancel("c", control).error().error.message, HasSubstr("not now"));
    EXPECT_EQ(provider->cancel("gone", control).error().fault, RemoteFault::NotFound);
    EXPECT_EQ(provider->cancel("a/../b", control).error().fault, RemoteFault::NotFound);
    EXPECT_THAT(transport->requests().back().url, HasSubstr("a%2F..%2Fb"));
}

TEST_F(IonqProvider, CostOnceItIsOver) {
    transport->reply(get("/jobs/a/cost"), 200,
                     R"({"dry_run":false,"estimated_cost":{"value":24.83,"unit":"usd"}})");
    EXPECT_FALSE(provider->costUsd("a", control).value());
    transport->reply(
        get("/jobs/b/cost"), 200,
        R"({"dry_run":false,"estimated_cost":{"value":1,"unit":"usd"},"cost":{"value":24.83,"unit":"usd"}})");
    EXPECT_EQ(provider->costUsd("b", control).value(), 24.83);
    transport->reply(get("/jobs/c/cost"), 200, R"({"cost":{"value":3,"unit":"credit"}})");
    EXPECT_FALSE(provider->costUsd("c", control).value()) << "credits are no dollars";
    transport->reply(get("/jobs/d/cost"), 200, R"({"cost":{"value":-3,"unit":"usd"}})");
    EXPECT_EQ(provider->costUsd("d", control).error().fault, RemoteFault::Protocol);
}

TEST_F(IonqProvider, EndpointsThatAreNone) {
    for (const char* endpoint :
         {"", "ionq.co", "ftp://ionq.co", "https://user:pw@ionq.co/v0.4", "https://ionq.co/v0.4?x=1"})
        EXPECT_FALSE(makeIonqProvider({endpoint, Secret("k")}, transport)) << endpoint;
}

TEST(IonqToken, SaysWhenItWasMade) {
    EXPECT_EQ(tokenTimeMs("qstore-1748465225440-5f2a"), 1748465225440);
    EXPECT_EQ(tokenTimeMs("1748465225440"), 1748465225440);
    for (const char* none : {"", "-", "qstore-174846522544-5f", "qstore-17484652254401-5f",
                             "qstore-174846522544x-5f", "5f2a7c1748465225440"})
        EXPECT_FALSE(tokenTimeMs(none)) << none;
}

}  // namespace
}  // namespace qstore
