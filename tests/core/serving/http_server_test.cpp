// SPDX-License-Identifier: Apache-2.0
#include "core/serving/http_server.h"

#include <gtest/gtest.h>

#include <atomic>

#include "tests/core/serving/raw_client.h"

namespace qstore {
namespace {

using testing::RawClient;
using testing::RawReply;

std::unique_ptr<HttpServer> serve(HttpHandler handler, HttpServerOptions options = {}) {
    auto server = HttpServer::start(std::move(handler), std::move(options));
    EXPECT_TRUE(server) << (server ? "" : server.error().message);
    return server ? std::move(*server) : nullptr;
}

HttpReply echo(const HttpCall& call) {
    HttpReply reply;
    reply.contentType = "text/plain";
    reply.body = call.method + " " + call.path + " " + std::string(call.parameter("a b")) + " " +
                 std::string(call.header("x-MARK")) + " " + call.body;
    return reply;
}

TEST(HttpServer, DecodesPathQueryAndHeaders) {
    const auto server = serve(echo);
    RawClient client(server->port());
    client.headers["X-Mark"] = "here";
    const RawReply reply = client.post("/one%20two?a+b=c%26d", "body");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "POST /one two c&d here body");
    EXPECT_EQ(reply.headers.at("content-type"), "text/plain");
}

TEST(HttpServer, KeepsTheConnection) {
    const auto server = serve(echo);
    RawClient client(server->port());
    for (int turn = 0; turn < 20; ++turn) EXPECT_EQ(client.get("/x").status, 200);
    EXPECT_EQ(client.connections(), 1U);
}

TEST(HttpServer, RefusesWhatItCannotRead) {
    HttpServerOptions options;
    options.maxBodyBytes = 1000;
    options.maxHeaderBytes = 2000;
    const auto server = serve(echo, options);
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
    struct Case {
        std::string bytes;
        int status;
    };
    const std::vector<Case> cases = {
        {head + "Content-Length: 1001\r\n\r\n" + std::string(1001, 'x'), 413},
        {head + "Content-Length: 99999999999\r\n\r\n", 413},
        {head + "X: " + std::string(5000, 'y') + "\r\n\r\n", 431},
        {head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400},
        {head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"this is no request\r\n\r\n", 400},
        {"GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 400},
    };
    for (const Case& one : cases) {
        RawClient client(server->port());
        const RawReply reply = client.sendBytes(one.bytes);
        EXPECT_EQ(reply.status, one.status) << one.bytes.substr(0, 80);
    }
    RawClient client(server->port());
    EXPECT_EQ(client.post("/", std::string(1000, 'x')).status, 200) << "the limit itself is allowed";
}

TEST(HttpServer, AsksForABodyThatWaits) {
    const auto server = serve(echo);
    RawClient client(server->port());
    const RawReply first =
        client.sendBytes("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
    EXPECT_EQ(first.status, 100);
    // The final reply follows on the same connection.
    RawClient second(server->port());
    second.headers["Expect"] = "100-continue";
    EXPECT_EQ(second.post("/", "body").status, 100);
}

TEST(HttpServer, MisbehavesAsAsked) {
    std::atomic<Misbehaviour> asked = Misbehaviour::None;
    const auto server = serve([&](const HttpCall&) {
        HttpReply reply;
        reply.body = std::string(100, 'z');
        reply.misbehaviour = asked;
        return reply;
    });
    const auto ask = [&](Misbehaviour misbehaviour) {
        asked = misbehaviour;
        RawClient client(server->port());
        return client.get("/");
    };
    EXPECT_EQ(ask(Misbehaviour::None).end, RawReply::End::Complete);
    EXPECT_EQ(ask(Misbehaviour::Reset).end, RawReply::End::Reset);
    const RawReply closed = ask(Misbehaviour::Close);
    EXPECT_EQ(closed.end, RawReply::End::Closed);
    EXPECT_TRUE(closed.bytes.empty());
    const RawReply cut = ask(Misbehaviour::Truncated);
    EXPECT_EQ(cut.end, RawReply::End::Closed);
    EXPECT_EQ(cut.status, 200);
    EXPECT_EQ(cut.body, std::string(50, 'z'));
    EXPECT_GT(std::stoul(cut.headers.at("content-length")), 50U);
    EXPECT_EQ(ask(Misbehaviour::ResetMidBody).end, RawReply::End::Reset);
    const RawReply garbage = ask(Misbehaviour::Garbage);
    EXPECT_EQ(garbage.status, 0);
    EXPECT_FALSE(garbage.bytes.empty());
}

TEST(HttpServer, HangsUntilItStops) {
    auto server = serve([](const HttpCall&) {
        HttpReply reply;
        reply.misbehaviour = Misbehaviour::Hang;
        return reply;
    });
    RawClient client(server->port());
    ASSERT_TRUE(client.push("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    server.reset();
    RawClient late(1);
    EXPECT_EQ(late.get("/").end, RawReply::End::NotConnected);
    // The one that hung is let go of, without a byte.
    const RawReply reply = client.send("GET", "/");
    EXPECT_NE(reply.end, RawReply::End::Complete);
    EXPECT_NE(reply.end, RawReply::End::TimedOut);
    EXPECT_TRUE(reply.bytes.empty());
}

TEST(HttpServer, AnswersWhenAHandlerThrows) {
    const auto server = serve([](const HttpCall&) -> HttpReply { throw std::runtime_error("secret"); });
    RawClient client(server->port());
    const RawReply reply = client.get("/");
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.bytes.find("secret"), std::string::npos);
}

TEST(HttpServer, SaysWhenThePortIsTaken) {
    const auto server = serve(echo);
    HttpServerOptions options;
    options.port = server->port();
    const auto second = HttpServer::start(echo, options);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Busy);
    EXPECT_NE(second.error().message.find(std::to_string(server->port())), std::string::npos);
}

TEST(HttpServer, ReadsForms) {
    const auto values = formValues("a=1&b=x%20y+z&&c");
    ASSERT_TRUE(values);
    EXPECT_EQ(*values, (NameValues{{"a", "1"}, {"b", "x y z"}, {"c", ""}}));
    EXPECT_FALSE(formValues("a=%4"));
    EXPECT_FALSE(percentDecoded("%"));
    EXPECT_EQ(*percentDecoded("a+b"), "a+b");
}

}  // namespace
}  // namespace qstore
