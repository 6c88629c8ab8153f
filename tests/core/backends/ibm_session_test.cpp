// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <thread>

#include "ibm_fake.h"

namespace qstore {
namespace {

using test::Fixture;

constexpr const char* kJob =
    R"({"id":"j1","backend":"ibm_line","state":{"status":"Queued"},"status":"Queued",
        "created":"2026-05-25T10:00:00.5Z","program":{"id":"sampler"},"cost":600,"tags":[]})";

struct IbmSession : ::testing::Test, Fixture {
    IbmSession() { transport->reply("GET /jobs/j1?exclude_params=true", 200, kJob); }
    std::size_t tokensFetched() const { return transport->asked("/identity/token").size(); }
};

TEST_F(IbmSession, getsATokenByFormAndSendsItWithTheInstance) {
    ASSERT_TRUE(provider()->job("j1", {}));
    const auto asked = transport->asked();
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked[0].method, HttpMethod::Post);
    EXPECT_EQ(asked[0].url, test::kTokenUrl);
    EXPECT_EQ(asked[0].headers.at("Content-Type"), "application/x-www-form-urlencoded");
    EXPECT_EQ(asked[0].body, "grant_type=urn%3Aibm%3Aparams%3Aoauth%3Agrant-type%3Aapikey&apikey=" +
                                 std::string(test::kKey));
    EXPECT_EQ(asked[1].url, "https://ibm.example/api/v1/jobs/j1?exclude_params=true");
    EXPECT_EQ(asked[1].authorization, "Bearer token-one");
    EXPECT_EQ(asked[1].headers.at("Service-CRN"), test::kCrn);
    EXPECT_EQ(asked[1].headers.at("IBM-API-Version"), "2026-04-15");
}

TEST_F(IbmSession, encodesAKeyThatAFormWouldNotCarry) {
    IbmOptions options;
    options.endpoint = test::kBase;
    options.tokenEndpoint = test::kTokenUrl;
    options.key = Secret("a+b&c=d %");
    const auto one = makeIbmProvider(std::move(options), transport, clock).value();
    ASSERT_TRUE(one->job("j1", {}));
    const auto asked = transport->asked();
    EXPECT_EQ(asked[0].body.substr(asked[0].body.find("&apikey=")), "&apikey=a%2Bb%26c%3Dd%20%25");
    EXPECT_EQ(asked[1].headers.count("Service-CRN"), 0U);
}

TEST_F(IbmSession, keepsATokenForFourFifthsOfItsLife) {
    const auto one = provider();
    ASSERT_TRUE(one->job("j1", {}));
    clock->steady += 2'879'000;
    ASSERT_TRUE(one->job("j1", {}));
    EXPECT_EQ(tokensFetched(), 1U);
    transport->forget("TOKEN");
    transport->token("token-two");
    clock->steady += 1'000;
    ASSERT_TRUE(one->job("j1", {}));
    EXPECT_EQ(tokensFetched(), 2U);
    EXPECT_EQ(transport->asked().back().authorization, "Bearer token-two");
}

TEST_F(IbmSession, heedsTheSteadyClockAlone) {
    const auto one = provider();
    ASSERT_TRUE(one->job("j1", {}));
    clock->unix += 365LL * 24 * 3'600'000;
    ASSERT_TRUE(one->job("j1", {}));
    clock->unix -= 20 * 365LL * 24 * 3'600'000;
    ASSERT_TRUE(one->job("j1", {}));
    EXPECT_EQ(tokensFetched(), 1U);
}

TEST_F(IbmSession, tellsWhenTheTokenEnds) {
    transport->reply("GET /instances/usage", 200,
                     R"({"instance_id":"instance1","plan_id":"flex","usage_consumed_seconds":12.5,
                         "usage_limit_seconds":60})");
    const auto identity = provider()->identity({});
    ASSERT_TRUE(identity) << identity.error().error.message;
    EXPECT_EQ(identity->expiresMs, clock->unix + 3'600'000);
    EXPECT_EQ(identity->account, "account1");
    EXPECT_EQ(identity->project, "instance1");
    EXPECT_EQ(identity->rights, (std::vector<std::string>{"plan flex", "used 12 s of 60 s"}));
}

TEST_F(IbmSession, renewsAtOnceAfterARefusalButOnlyOnce) {
    transport->forget("GET /jobs/j1?exclude_params=true");
    transport->reply("GET /jobs/j1?exclude_params=true", 401,
                     R"({"errors":[{"code":"1200","message":"old"}]})");
    transport->reply("GET /jobs/j1?exclude_params=true", 200, kJob);
    transport->token("token-two");
    const auto one = provider();
    ASSERT_TRUE(one->job("j1", {}));
    EXPECT_EQ(transport->asked().back().authorization, "Bearer token-two");
    EXPECT_EQ(tokensFetched(), 2U);

    transport->forget("GET /jobs/j1?exclude_params=true");
    transport->reply("GET /jobs/j1?exclude_params=true", 401,
                     R"({"errors":[{"code":"1201","message":"no"}]})");
    transport->token("token-three");
    const auto refused = one->job("j1", {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, RemoteFault::KeyRejected);
    EXPECT_EQ(refused.error().providerCode, "1201");
    EXPECT_EQ(tokensFetched(), 3U);
}

TEST_F(IbmSession, anUnknownKeyIsRejectedWithACure) {
    transport->forget("TOKEN");
    transport->reply("TOKEN", 400,
                     R"({"errorCode":"BXNIM0415E","errorMessage":"Provided API key could not be found.",
                         "context":{"requestId":"r"}})");
    const auto refused = provider()->job("j1", {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, RemoteFault::KeyRejected);
    EXPECT_EQ(refused.error().providerCode, "BXNIM0415E");
    EXPECT_NE(refused.error().error.message.find("could not be found"), std::string::npos);
    EXPECT_NE(refused.error().error.hint.find("iam/apikeys"), std::string::npos);
    EXPECT_FALSE(refused.error().maybeAccepted);
}

TEST_F(IbmSession, aTokenServiceThatIsDownDoesNotStopAValidToken) {
    const auto one = provider();
    ASSERT_TRUE(one->job("j1", {}));
    transport->forget("TOKEN");
    transport->reply("TOKEN", 503, "");
    clock->steady += 3'000'000;
    ASSERT_TRUE(one->job("j1", {}));
    clock->steady += 600'000;
    const auto ended = one->job("j1", {});
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().fault, RemoteFault::Transient);
    EXPECT_EQ(ended.error().httpStatus, 503);
}

TEST_F(IbmSession, distrustsTheTokenServiceAndNeverShowsWhatItSent) {
    const std::vector<std::string> replies = {
        "<html>login</html>",
        "",
        "[]",
        R"({"access_token": "leaky-token-0123456789)",
        R"({"access_token": "leaky-token-0123456789" "expires_in": 3600})",
        R"({"token_type":"Bearer","expires_in":3600})",
        R"({"access_token":"leaky-token-0123456789"})",
        R"({"access_token":"leaky-token-0123456789","expires_in":0})",
        R"({"access_token":"leaky-token-0123456789","expires_in":-5})",
        R"({"access_token":"leaky-token-0123456789","expires_in":1e300})",
        R"({"access_token":"leaky-token-0123456789","expires_in":99999999999})",
        R"({"access_token":"leaky-token-0123456789\r\nX-Evil: 1","expires_in":3600})",
        R"({"access_token":"","expires_in":3600})"};
    for (const std::string& reply : replies) {
        transport->forget("TOKEN");
        transport->reply("TOKEN", 200, reply);
        const auto refused = provider()->job("j1", {});
        ASSERT_FALSE(refused) << reply;
        EXPECT_EQ(refused.error().fault, RemoteFault::Protocol) << reply;
        EXPECT_EQ(test::allText(refused.error()).find("leaky"), std::string::npos) << reply;
    }
}

TEST_F(IbmSession, strikesOutWhatAServerEchoes) {
    const std::string both = "key " + std::string(test::kKey) + " and Bearer token-one-which-is-long";
    transport->forget("TOKEN");
    transport->token("token-one-which-is-long");
    const std::string path = "GET /jobs/j1?exclude_params=true";
    const std::vector<std::pair<int, std::string>> replies = {
        {400, R"({"errors":[{"code":"1000","message":")" + both + R"("}]})"},
        {400, R"({"error":{"code":1000,"message":")" + std::string(580, '.') + both + R"("}})"},
        {403, R"({"errors":[{"code":")" + both + R"(","message":"m","solution":")" + both + R"("}]})"},
        {200, R"({"id":")" + both + R"("})"},
        {200, R"({"id":"j1","state":{"status":")" + both + R"("}})"},
        {200, both},
        {200, R"({"id":)" + both}};
    for (const auto& [status, body] : replies) {
        transport->forget(path);
        transport->reply(path, status, body);
        const auto refused = provider()->job("j1", {});
        ASSERT_FALSE(refused) << body;
        const std::string text = test::allText(refused.error());
        EXPECT_EQ(text.find("ApiKey"), std::string::npos) << text;
        EXPECT_EQ(text.find("token-one-"), std::string::npos) << text;
    }
}

TEST_F(IbmSession, saysWhatEachStatusMeans) {
    const std::string path = "GET /jobs/j1?exclude_params=true";
    const std::vector<std::pair<int, RemoteFault>> meanings = {
        {400, RemoteFault::Rejected},    {403, RemoteFault::Forbidden}, {404, RemoteFault::NotFound},
        {429, RemoteFault::RateLimited}, {500, RemoteFault::Transient}, {502, RemoteFault::Transient},
        {503, RemoteFault::Transient},   {504, RemoteFault::Transient}, {520, RemoteFault::Transient},
        {524, RemoteFault::Transient},   {302, RemoteFault::Protocol}};
    for (const auto& [status, fault] : meanings) {
        transport->forget(path);
        transport->reply(path, status, R"({"errors":[{"code":"1202","message":"said so"}]})");
        const auto refused = provider()->job("j1", {});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, fault) << status;
        EXPECT_EQ(refused.error().httpStatus, status);
        EXPECT_NE(refused.error().error.message.find("said so"), std::string::npos);
        EXPECT_FALSE(refused.error().error.hint.empty());
    }
}

TEST_F(IbmSession, readsBothFormsOfErrorsAndRetryAfter) {
    const std::string path = "GET /jobs/j1?exclude_params=true";
    for (const char* body : {R"({"error":{"code":1202,"message":"too many"}})",
                             R"({"errors":[{"code":"1202","message":"too many","more_info":"https://x"}],
                                 "trace":"t"})"}) {
        transport->forget(path);
        transport->reply(path, 429, body);
        transport->retryAfter(path, 7'000);
        const auto refused = provider()->job("j1", {});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, RemoteFault::RateLimited);
        EXPECT_EQ(refused.error().providerCode, "1202");
        EXPECT_EQ(refused.error().retryAfterMs, 7'000);
        EXPECT_NE(refused.error().error.message.find("too many"), std::string::npos);
    }
}

TEST_F(IbmSession, showsAServersReasonInOneShortLine) {
    const std::string path = "GET /jobs/j1?exclude_params=true";
    std::string umlauts;
    for (int i = 0; i < 2'000; ++i) umlauts += "ü";
    transport->forget(path);
    transport->reply(path, 400, R"({"errors":[{"code":"1","message":"a\nb\u001bc)" + umlauts + R"("}]})");
    const auto refused = provider()->job("j1", {});
    ASSERT_FALSE(refused);
    const std::string& text = refused.error().error.message;
    EXPECT_NE(text.find("a b cüü"), std::string::npos);
    EXPECT_LT(text.size(), 700U);
    EXPECT_EQ(text.substr(text.size() - 2), "ü");
}

TEST_F(IbmSession, manyThreadsShareOneToken) {
    const auto one = provider();
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 20; ++k) EXPECT_TRUE(one->job("j1", {}));
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(tokensFetched(), 1U);
}

TEST(IbmOptions, refusesWhatCannotWork) {
    const auto transport = std::make_shared<test::IbmFakeTransport>();
    const auto clock = std::make_shared<test::IbmFakeClock>();
    const auto make = [&](auto change) {
        IbmOptions options;
        options.key = Secret("key");
        change(options);
        return makeIbmProvider(std::move(options), transport, clock);
    };
    EXPECT_TRUE(make([](IbmOptions&) {}));
    EXPECT_FALSE(make([](IbmOptions& o) { o.key = Secret(); }));
    EXPECT_FALSE(make([](IbmOptions& o) { o.endpoint = "ftp://x/y"; }));
    EXPECT_FALSE(make([](IbmOptions& o) { o.tokenEndpoint = "no address"; }));
    EXPECT_FALSE(make([](IbmOptions& o) { o.instance = "my-instance"; }));
    EXPECT_FALSE(make([](IbmOptions& o) { o.instance = "crn:v1:a\r\nX-Evil: 1"; }));
    EXPECT_TRUE(make([](IbmOptions& o) { o.instance = test::kCrn; }));
}

}  // namespace
}  // namespace qstore
