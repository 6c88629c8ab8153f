// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/rest/rest_call.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/plugins/rest/scripted_transport.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ScriptedTransport;
using ::testing::SizeIs;
using testing::WaitLog;

constexpr std::string_view key = "an-api-key-of-thirty-characters";

class RestCallTest : public ::testing::Test {
protected:
    RestCall call() const {
        RestService service;
        service.name = "Service";
        service.keyHeader = "api-key";
        service.headers = {{"X-Version", "7"}};
        service.key = Secret(key);
        service.transport = m_transport;
        service.clock = m_clock;
        service.retries = {100, 1'000, 4, 60'000};
        service.refusalText = [](const nlohmann::json& body) { return body.value("why", std::string()); };
        service.keyHint = "another key";
        return RestCall(service);
    }
    void reply(int status, std::string body) {
        m_transport->replies.push_back(ScriptedTransport::answer(status, std::move(body)));
    }
    void fault(NetFault fault) { m_transport->replies.push_back(ScriptedTransport::broken(fault)); }
    RestResult send(RestRequest request = {}) const {
        if (request.url.empty()) request.url = "https://host/things";
        return call().send(request, m_control);
    }
    static std::string headerOf(const HttpRequest& request, const std::string& name) {
        for (const HttpHeader& header : request.headers)
            if (header.name == name) return header.value;
        return "(none)";
    }

    std::shared_ptr<ScriptedTransport> m_transport = std::make_shared<ScriptedTransport>();
    std::shared_ptr<WaitLog> m_clock = std::make_shared<WaitLog>();
    std::stop_source m_stop;
    RunControl m_control{m_stop.get_token(), {}};
};

TEST_F(RestCallTest, SendsTheKeyInItsHeaderAndReadsJson) {
    reply(200, R"({"a":[1,2]})");
    RestRequest request;
    request.method = HttpMethod::Put;
    request.body = "{}";
    const RestResult result = send(request);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->body, nlohmann::json::parse(R"({"a":[1,2]})"));
    EXPECT_EQ(result->attempts, 1U);
    const HttpRequest& sent = m_transport->requests.at(0);
    EXPECT_EQ(sent.method, HttpMethod::Put);
    EXPECT_EQ(sent.url, "https://host/things");
    EXPECT_EQ(headerOf(sent, "api-key"), key);
    EXPECT_EQ(headerOf(sent, "X-Version"), "7");
    EXPECT_EQ(headerOf(sent, "Content-Type"), "application/json");
}

TEST_F(RestCallTest, LeavesTheKeyOutWhereItIsNotWanted) {
    reply(200, "{}");
    RestRequest request;
    request.withKey = false;
    ASSERT_TRUE(send(request));
    EXPECT_EQ(headerOf(m_transport->requests.at(0), "api-key"), "(none)");
}

TEST_F(RestCallTest, AnEmptyReplyIsNull) {
    reply(202, "");
    const RestResult result = send();
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->body.is_null());
    EXPECT_EQ(result->status, 202);
}

TEST_F(RestCallTest, TriesAgainAfterWhatPasses) {
    fault(NetFault::Reset);
    reply(503, "");
    reply(502, "<html>");
    reply(200, "[]");
    const RestResult result = send();
    ASSERT_TRUE(result);
    EXPECT_EQ(result->attempts, 4U);
    ASSERT_THAT(m_clock->waits, SizeIs(3));
    // Full jitter: each wait is at most the back-off, which doubles.
    EXPECT_LE(m_clock->waits[0], 100);
    EXPECT_LE(m_clock->waits[1], 200);
    EXPECT_LE(m_clock->waits[2], 400);
}

TEST_F(RestCallTest, NeverComesBackBeforeRetryAfter) {
    HttpResponse busy;
    busy.status = 429;
    busy.retryAfterMs = 7'000;
    m_transport->replies.push_back(busy);
    reply(200, "{}");
    ASSERT_TRUE(send());
    EXPECT_THAT(m_clock->waits, ElementsAre(Ge(7'000)));
}

TEST_F(RestCallTest, GivesUpAtOnceWhenRetryAfterLiesBeyondTheDeadline) {
    HttpResponse busy;
    busy.status = 429;
    busy.retryAfterMs = 3'600'000;
    m_transport->replies.push_back(busy);
    const RestResult result = send();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.code, ErrorCode::Busy);
    EXPECT_THAT(m_clock->waits, SizeIs(0));
}

TEST_F(RestCallTest, GivesUpAfterTheLastAttemptAndSaysHowMany) {
    for (int i = 0; i < 4; ++i) fault(NetFault::Refused);
    const RestResult result = send();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.code, ErrorCode::Io);
    EXPECT_EQ(result.error().net, NetFault::Refused);
    EXPECT_EQ(result.error().error.message, "Service: the connection to host broke (4 attempts)");
}

TEST_F(RestCallTest, DoesNotTryAgainWhatCannotPass) {
    struct Case {
        int status;
        ErrorCode code;
    };
    for (const Case& one :
         {Case{400, ErrorCode::InvalidArgument}, Case{401, ErrorCode::Failed}, Case{403, ErrorCode::Failed},
          Case{404, ErrorCode::NotFound}, Case{409, ErrorCode::AlreadyExists},
          Case{413, ErrorCode::ResourceExhausted}, Case{422, ErrorCode::InvalidArgument},
          Case{500, ErrorCode::Io}, Case{302, ErrorCode::Failed}}) {
        reply(one.status, R"({"why":"because"})");
        const RestResult result = send();
        ASSERT_FALSE(result) << one.status;
        EXPECT_EQ(result.error().status, one.status);
        EXPECT_EQ(result.error().error.code, one.code) << one.status;
        EXPECT_EQ(result.error().error.message,
                  "Service answered " + std::to_string(one.status) + ": because");
    }
    for (const NetFault one : {NetFault::Certificate, NetFault::NameNotFound, NetFault::TlsHandshake}) {
        fault(one);
        EXPECT_FALSE(send());
    }
    EXPECT_THAT(m_clock->waits, SizeIs(0));
}

TEST_F(RestCallTest, NamesAPageInsteadOfJson) {
    reply(200, "<!DOCTYPE html><html>Sign in</html>");
    const RestResult result = send();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.code, ErrorCode::Parse);
    EXPECT_EQ(result.error().error.message, "Service answered with an HTML page instead of JSON");
}

TEST_F(RestCallTest, ShowsPlainTextOfARefusal) {
    reply(401, "Invalid API key or JWT");
    const RestResult result = send();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.message, "Service answered 401 with Invalid API key or JWT");
    EXPECT_EQ(result.error().error.hint, "another key");
}

TEST_F(RestCallTest, NeverShowsTheKeyThatAReplyEchoes) {
    const std::string echo = "you sent " + std::string(key);
    reply(400, nlohmann::json{{"why", echo}}.dump());
    reply(403, echo);
    reply(200, echo);
    // Cut within the key: no half of it may be left.
    reply(403, std::string(290, 'x') + std::string(key));
    for (int i = 0; i < 4; ++i) {
        const RestResult result = send();
        ASSERT_FALSE(result);
        EXPECT_THAT(result.error().error.message, Not(HasSubstr(std::string(key).substr(0, 8)))) << i;
    }
    const Error error = call().struckOut(Error{ErrorCode::Failed, echo, echo});
    EXPECT_EQ(error.message, "you sent [secret]");
    EXPECT_EQ(error.hint, "you sent [secret]");
}

TEST_F(RestCallTest, CancelEndsAWait) {
    reply(503, "");
    m_clock->onWait = [this] { m_stop.request_stop(); };
    const RestResult result = send();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.code, ErrorCode::Cancelled);
    EXPECT_THAT(m_transport->requests, SizeIs(1));
    EXPECT_EQ(send().error().error.code, ErrorCode::Cancelled);
    EXPECT_THAT(m_transport->requests, SizeIs(1)) << "nothing is sent once it is cancelled";
}

}  // namespace
}  // namespace qstore
