// SPDX-License-Identifier: Apache-2.0
#include "core/net/http.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "tests/core/net/fault_server.h"

namespace qstore {
namespace {

using test::always;
using test::FaultServer;
using test::okReply;
using test::Peer;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

std::shared_ptr<const HttpTransport> transport(HttpOptions options = {}) {
    auto made = makeHttpTransport(std::move(options));
    EXPECT_TRUE(made) << made.error().message;
    return *made;
}

HttpRequest get(const std::string& url) {
    HttpRequest request;
    request.url = url;
    return request;
}

HttpRequest post(const std::string& url, std::string body) {
    HttpRequest request = get(url);
    request.method = HttpMethod::Post;
    request.body = std::move(body);
    return request;
}

/// Answers each request with the request itself.
void echo(Peer& peer) {
    while (const auto request = peer.request()) peer.send(okReply(*request));
}

TEST(Http, SendsWhatItIsTold) {
    const FaultServer server(echo);
    HttpRequest request = post(server.url("/v0.4/jobs?limit=1"), R"({"shots":100})");
    request.headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}};
    request.authorizationScheme = "apiKey";
    request.authorization = Secret("key-1234");
    const auto reply = transport()->send(request);
    ASSERT_TRUE(reply) << reply.error().error.message;
    EXPECT_EQ(reply->status, 200);
    EXPECT_THAT(reply->body, ::testing::StartsWith("POST /v0.4/jobs?limit=1 HTTP/1.1\r\n"));
    EXPECT_THAT(reply->body, HasSubstr("\r\nAuthorization: apiKey key-1234\r\n"));
    EXPECT_THAT(reply->body, HasSubstr("\r\nContent-Type: application/json\r\n"));
    EXPECT_THAT(reply->body, HasSubstr("\r\nContent-Length: 13\r\n"));
    EXPECT_THAT(reply->body, HasSubstr("\r\nUser-Agent: qstore-workbench\r\n"));
    EXPECT_THAT(reply->body, HasSubstr("\r\nAccept-Encoding: gzip\r\n"));
    EXPECT_THAT(reply->body, HasSubstr("\r\nX-Empty:\r\n"));
    EXPECT_THAT(reply->body, Not(HasSubstr("Expect")));
    EXPECT_THAT(reply->body, EndsWith("\r\n\r\n{\"shots\":100}"));
}

TEST(Http, TheSecretPartOfABodyFollowsThePublicOne) {
    const FaultServer server(echo);
    HttpRequest request = post(server.url(), "grant_type=apikey&apikey=");
    request.secretBody = Secret("k%2Fey");
    const auto reply = transport()->send(request);
    ASSERT_TRUE(reply);
    EXPECT_THAT(reply->body, HasSubstr("\r\nContent-Length: 31\r\n"));
    EXPECT_THAT(reply->body, EndsWith("\r\n\r\ngrant_type=apikey&apikey=k%2Fey"));
    EXPECT_THAT(reply->body, Not(HasSubstr("Content-Type")));
}

TEST(Http, EveryMethodArrivesAsItself) {
    const FaultServer server(echo);
    const auto carrier = transport();
    for (const HttpMethod method :
         {HttpMethod::Get, HttpMethod::Post, HttpMethod::Put, HttpMethod::Patch, HttpMethod::Delete}) {
        HttpRequest request = get(server.url());
        request.method = method;
        const auto reply = carrier->send(request);
        ASSERT_TRUE(reply);
        EXPECT_THAT(reply->body,
                    ::testing::StartsWith(std::string(httpMethodName(method)) + " / HTTP/1.1"));
        if (method == HttpMethod::Get) continue;
        request.body = "some body";
        const auto second = carrier->send(request);
        ASSERT_TRUE(second);
        EXPECT_THAT(second->body,
                    ::testing::StartsWith(std::string(httpMethodName(method)) + " / HTTP/1.1"));
        EXPECT_THAT(second->body, EndsWith("\r\n\r\nsome body"));
    }
    EXPECT_EQ(server.connections(), 1);
}

TEST(Http, TenMegabytesArriveWhole) {
    const FaultServer server([](Peer& peer) {
        const auto request = peer.request();
        if (request) peer.send(okReply(request->substr(request->find("\r\n\r\n") + 4)));
    });
    std::string body(std::size_t{10} << 20U, 'x');
    for (std::size_t i = 0; i < body.size(); i += 1000) body[i] = static_cast<char>('a' + i / 1000 % 26);
    const auto reply = transport()->send(post(server.url(), body));
    ASSERT_TRUE(reply) << reply.error().error.message;
    EXPECT_TRUE(reply->body == body);
}

TEST(Http, HeadersComeInOrderAndTheirNamesInAnyCase) {
    const FaultServer server(
        always("HTTP/1.1 429 Too Many\r\nX-One: 1\r\nx-two:\t a b \r\nX-One: again\r\n"
               "RETRY-AFTER: 2\r\nContent-Length: 5\r\n\r\nlater"));
    const auto reply = transport()->send(get(server.url()));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 429);
    EXPECT_EQ(reply->body, "later");
    std::vector<std::string> names;
    for (const HttpHeader& header : reply->headers) names.push_back(header.name);
    EXPECT_THAT(names, ElementsAre("X-One", "x-two", "X-One", "RETRY-AFTER", "Content-Length"));
    EXPECT_EQ(reply->header("x-ONE"), "1");
    EXPECT_EQ(reply->header("X-Two"), "a b");
    EXPECT_EQ(reply->header("X-Three"), "");
    EXPECT_EQ(reply->retryAfterMs, 2000);
}

TEST(Http, RetryAfterAsADateIsHeldAgainstTheServersOwnClock) {
    // RFC 9110's example date, and two minutes before it.
    const FaultServer server(
        always("HTTP/1.1 503 Busy\r\nDate: Fri, 31 Dec 1999 23:57:59 GMT\r\n"
               "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n"));
    const auto reply = transport()->send(get(server.url()));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->retryAfterMs, 120'000);
}

TEST(Http, StatusesAreReplies) {
    for (const int status : {200, 204, 302, 400, 401, 403, 404, 429, 500, 502, 529}) {
        const FaultServer server(
            always("HTTP/1.1 " + std::to_string(status) +
                   " Word\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"));
        const auto reply = transport()->send(get(server.url()));
        ASSERT_TRUE(reply) << status;
        EXPECT_EQ(reply->status, status);
        EXPECT_EQ(reply->retryAfterMs, std::nullopt);
    }
}

TEST(Http, ARedirectIsNotFollowed) {
    const FaultServer other(echo);
    const FaultServer server(
        always("HTTP/1.1 307 Elsewhere\r\nLocation: " + other.url() + "\r\nContent-Length: 0\r\n\r\n"));
    HttpRequest request = get(server.url());
    request.authorization = Secret("key-1234");
    const auto reply = transport()->send(request);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 307);
    EXPECT_EQ(reply->header("location"), other.url());
    EXPECT_EQ(other.connections(), 0);
}

TEST(Http, WhatStandsBefore100ContinueIsNoPartOfTheReply) {
    const FaultServer server(
        always("HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n" + okReply("body", "X-Late: 2\r\n")));
    const auto reply = transport()->send(post(server.url(), "x"));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->body, "body");
    EXPECT_EQ(reply->header("X-Early"), "");
    EXPECT_EQ(reply->header("X-Late"), "2");
}

TEST(Http, TrailersBehindAChunkedBodyDoNotContradictTheHead) {
    const FaultServer server(
        always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Kind: head\r\n\r\n"
               "4\r\nbody\r\n0\r\nX-Kind: tail\r\n\r\n"));
    const auto reply = transport()->send(get(server.url()));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->body, "body");
    EXPECT_EQ(reply->headers.size(), 2U);
    EXPECT_EQ(reply->header("X-Kind"), "head");
}

TEST(Http, AHundredRequestsUseOneConnection) {
    const FaultServer server(echo);
    const auto carrier = transport();
    for (int i = 0; i < 100; ++i) {
        const auto reply = carrier->send(post(server.url("/" + std::to_string(i)), std::to_string(i)));
        ASSERT_TRUE(reply);
        ASSERT_THAT(reply->body, HasSubstr("POST /" + std::to_string(i) + " "));
    }
    EXPECT_EQ(server.connections(), 1);
}

TEST(Http, TwoServersKeepTheirConnections) {
    const FaultServer a(echo);
    const FaultServer b(echo);
    const auto carrier = transport();
    for (int i = 0; i < 10; ++i) {
        ASSERT_TRUE(carrier->send(get(a.url())));
        ASSERT_TRUE(carrier->send(get(b.url())));
    }
    EXPECT_EQ(a.connections(), 1);
    EXPECT_EQ(b.connections(), 1);
}

TEST(Http, NoConnectionIsKeptWhereNoneShallBe) {
    const FaultServer server(echo);
    HttpOptions options;
    options.maxConnections = 0;
    const auto carrier = transport(options);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(carrier->send(get(server.url())));
    EXPECT_EQ(server.connections(), 3);
}

TEST(Http, ThreadsShareATransport) {
    const FaultServer server(echo);
    HttpOptions options;
    options.maxConnections = 2;
    const auto carrier = transport(options);
    constexpr int threads = 4;
    constexpr int requests = 25;
    std::vector<std::future<int>> good;
    for (int t = 0; t < threads; ++t)
        good.push_back(std::async(std::launch::async, [&, t] {
            int count = 0;
            for (int i = 0; i < requests; ++i) {
                const std::string body = std::to_string(t * 1000 + i);
                const auto reply = carrier->send(post(server.url(), body));
                count += reply && reply->body.ends_with("\r\n\r\n" + body) ? 1 : 0;
            }
            return count;
        }));
    for (auto& count : good) EXPECT_EQ(count.get(), requests);
}

TEST(Http, TwoRequestsAreInFlightAtOnce) {
    // Each reply is held back until both requests have come: one at a time, neither would ever be answered.
    std::promise<void> bothCame;
    const auto both = bothCame.get_future().share();
    std::atomic<int> came{0};
    const FaultServer server([&](Peer& peer) {
        if (!peer.request()) return;
        if (++came == 2) bothCame.set_value();
        both.wait();
        peer.send(okReply("together"));
    });
    const auto carrier = transport();
    auto other = std::async(std::launch::async, [&] { return carrier->send(get(server.url())); });
    const auto mine = carrier->send(get(server.url()));
    const auto theirs = other.get();
    if (came < 2) bothCame.set_value();
    ASSERT_TRUE(mine);
    ASSERT_TRUE(theirs);
    EXPECT_EQ(mine->body, "together");
    EXPECT_EQ(theirs->body, "together");
}

}  // namespace
}  // namespace qstore
