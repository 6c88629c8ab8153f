// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <future>

#include "core/net/http.h"
#include "tests/core/net/fault_server.h"

namespace qstore {
namespace {

using test::always;
using test::closedPort;
using test::FaultServer;
using test::okReply;
using test::once;
using test::Peer;
using ::testing::HasSubstr;
using ::testing::Not;

HttpRequest withBearer(const std::string& url) {
    HttpRequest request;
    request.url = url;
    request.authorizationScheme = "Bearer";
    request.authorization = Secret("Planted-0123456789");
    return request;
}

HttpOptions through(const std::string& proxy) {
    HttpOptions options;
    options.proxy = proxy;
    return options;
}

std::string local(std::uint16_t port) {
    return "127.0.0.1:" + std::to_string(port);
}

void expectProxyFault(const HttpOptions& options, const std::string& url, const std::string& part = {}) {
    const auto reply = (*makeHttpTransport(options))->send(withBearer(url));
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().fault, NetFault::Proxy) << reply.error().error.message;
    EXPECT_FALSE(reply.error().maybeReceived);
    EXPECT_THAT(reply.error().error.message, HasSubstr("api.example.invalid"));
    EXPECT_THAT(reply.error().error.message, HasSubstr(part));
    EXPECT_THAT(reply.error().error.hint, HasSubstr("proxy"));
    EXPECT_THAT(reply.error().error.message, Not(HasSubstr("Planted")));
}

constexpr const char* plain = "http://api.example.invalid/jobs";
constexpr const char* secure = "https://api.example.invalid/jobs";

TEST(HttpProxy, CarriesPlainRequests) {
    const FaultServer proxy([](Peer& peer) {
        while (const auto request = peer.request()) peer.send(okReply(*request));
    });
    const auto reply =
        (*makeHttpTransport(through("http://" + local(proxy.port()))))->send(withBearer(plain));
    ASSERT_TRUE(reply) << reply.error().error.message;
    EXPECT_THAT(reply->body, ::testing::StartsWith("GET http://api.example.invalid/jobs HTTP/1.1\r\n"));
}

TEST(HttpProxy, DoesNotSeeTheKeyOfASecureRequest) {
    std::promise<std::string> asked;
    const FaultServer proxy([&](Peer& peer) {
        asked.set_value(peer.request().value_or(""));
        peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    });
    expectProxyFault(through("http://" + local(proxy.port())), secure, "status 403");
    const std::string head = asked.get_future().get();
    EXPECT_THAT(head, ::testing::StartsWith("CONNECT api.example.invalid:443 HTTP/1.1\r\n"));
    EXPECT_THAT(head, Not(HasSubstr("Planted")));
}

TEST(HttpProxy, ThatRefusesIsNamed) {
    const std::string proxy = "http://" + local(closedPort());
    expectProxyFault(through(proxy), plain);
    expectProxyFault(through(proxy), secure);
    expectProxyFault(through("socks5h://" + local(closedPort())), plain);
    expectProxyFault(through("http://proxy.invalid:3128"), plain);
    expectProxyFault(through("http://proxy.invalid:3128"), secure);
}

TEST(HttpProxy, ThatWantsAPasswordIsNamed) {
    const FaultServer proxy(always("HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n"));
    expectProxyFault(through("http://" + local(proxy.port())), plain, "password");
    expectProxyFault(through("http://" + local(proxy.port())), secure, "407");
}

TEST(HttpProxy, ThatClosesInsteadOfConnectingIsNamed) {
    const FaultServer proxy([](Peer& peer) { peer.request(); });
    expectProxyFault(through("http://" + local(proxy.port())), secure);
    const FaultServer mumbling(once("what?\r\n\r\n"));
    expectProxyFault(through("http://" + local(mumbling.port())), secure);
}

TEST(HttpProxy, ASocksProxyFindsTheHostItself) {
    // RFC 1928: greeting, then CONNECT with a domain name; granted, then HTTP.
    const FaultServer proxy([](Peer& peer) {
        const std::string greeting = peer.bytes(2);
        if (greeting.size() == 2) peer.bytes(static_cast<unsigned char>(greeting[1]));
        peer.send(std::string("\x05\x00", 2));
        const std::string head = peer.bytes(5);
        const std::string name = peer.bytes(static_cast<unsigned char>(head.back()));
        peer.bytes(2);
        peer.send(std::string("\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00", 10));
        if (peer.request()) peer.send(okReply(name));
    });
    const auto reply =
        (*makeHttpTransport(through("socks5h://" + local(proxy.port()))))->send(withBearer(plain));
    ASSERT_TRUE(reply) << reply.error().error.message;
    EXPECT_EQ(reply->body, "api.example.invalid");
}

TEST(HttpProxy, ASocksProxyThatRefusesIsNamed) {
    const FaultServer proxy([](Peer& peer) {
        peer.bytes(3);
        peer.send(std::string("\x05\xff", 2));
        peer.waitForEnd();
    });
    expectProxyFault(through("socks5h://" + local(proxy.port())), plain);
}

TEST(HttpProxy, IsNotAskedForThisMachine) {
    const FaultServer server(always(okReply("direct")));
    const auto carrier = *makeHttpTransport(through("http://" + local(closedPort())));
    const auto reply = carrier->send(withBearer(server.url()));
    ASSERT_TRUE(reply) << reply.error().error.message;
    EXPECT_EQ(reply->body, "direct");
    const auto named = carrier->send(withBearer("http://localhost:" + std::to_string(server.port())));
    ASSERT_TRUE(named) << named.error().error.message;
}

/// Environment variables that are what they were at the end.
class ProxyVariables : public ::testing::Test {
protected:
    void set(const char* name, const std::string& value) {
        const char* before = std::getenv(name);
        m_before.emplace_back(name, before == nullptr ? std::nullopt : std::optional<std::string>(before));
        ::setenv(name, value.c_str(), 1);
    }
    ~ProxyVariables() override {
        for (const auto& [name, value] : m_before)
            value ? ::setenv(name, value->c_str(), 1) : ::unsetenv(name);
    }
    std::vector<std::pair<const char*, std::optional<std::string>>> m_before;
};

TEST_F(ProxyVariables, AreHonoured) {
    const FaultServer proxy(always(okReply("carried")));
    const FaultServer server(always(okReply("direct")));
    set("no_proxy", "");
    set("http_proxy", "http://" + local(proxy.port()));
    EXPECT_EQ((*makeHttpTransport())->send(withBearer(plain)).value().body, "carried");
    EXPECT_EQ((*makeHttpTransport())->send(withBearer(server.url())).value().body, "direct");
    set("http_proxy", "http://" + local(closedPort()));
    set("https_proxy", "http://" + local(closedPort()));
    expectProxyFault({}, plain);
    expectProxyFault({}, secure);
    EXPECT_EQ((*makeHttpTransport())->send(withBearer(server.url())).value().body, "direct");
    // Hosts that the environment excepts are tried directly.
    set("no_proxy", "example.invalid");
    EXPECT_EQ((*makeHttpTransport())->send(withBearer(plain)).error().fault, NetFault::NameNotFound);
    // What the options say stands above it.
    EXPECT_EQ((*makeHttpTransport(through("http://" + local(proxy.port()))))
                  ->send(withBearer(plain))
                  .value()
                  .body,
              "carried");
}

TEST(HttpProxy, WhatIsNoProxyIsRefused) {
    for (const char* proxy : {"proxy:3128", "ftp://proxy:3128", "http://", "http://proxy:99999",
                              "http://proxy/path", "http://pro xy", "http://proxy?x",
                              "http://user:hunter2@proxy/path", "socks9://proxy", "http://proxy\r\n"}) {
        const auto made = makeHttpTransport(through(proxy));
        ASSERT_FALSE(made) << proxy;
        EXPECT_EQ(made.error().code, ErrorCode::InvalidArgument);
        EXPECT_THAT(made.error().message, Not(HasSubstr("hunter2")));
        EXPECT_FALSE(made.error().hint.empty());
    }
    for (const char* proxy : {"http://proxy:3128", "http://proxy:3128/", "https://proxy",
                              "socks5h://[::1]:1080", "SOCKS5://proxy", "http://user:hunter2@proxy:3128"})
        EXPECT_TRUE(makeHttpTransport(through(proxy))) << proxy;
}

TEST(HttpProxy, OtherImpossibleOptionsAreRefused) {
    HttpOptions options;
    options.userAgent = "qstore\r\nX-Evil: 1";
    EXPECT_FALSE(makeHttpTransport(options));
    options = {};
    options.connectTimeoutMs = 0;
    EXPECT_FALSE(makeHttpTransport(options));
}

}  // namespace
}  // namespace qstore
