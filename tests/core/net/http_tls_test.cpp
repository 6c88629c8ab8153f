// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/net/http.h"
#include "tests/core/net/fault_server.h"
#include "tests/core/net/tls_server.h"

namespace qstore {
namespace {

using test::Certificates;
using test::FaultServer;
using test::TlsServer;
using ::testing::HasSubstr;
using ::testing::Not;

class HttpTls : public ::testing::Test {
protected:
    static HttpRequest keyed(const std::string& url) {
        HttpRequest request;
        request.url = url;
        request.authorizationScheme = "apiKey";
        request.authorization = Secret("Planted-0123456789");
        return request;
    }
    HttpResult send(const std::string& url) const {
        const auto made = makeHttpTransport(m_options);
        EXPECT_TRUE(made) << made.error().message;
        return (*made)->send(keyed(url));
    }
    void expectFault(NetFault fault, const std::string& url, const std::string& hint) const {
        const auto reply = send(url);
        ASSERT_FALSE(reply);
        const NetError& found = reply.error();
        EXPECT_EQ(found.fault, fault) << found.error.message;
        EXPECT_FALSE(found.maybeReceived);
        EXPECT_THAT(found.error.message, HasSubstr(url.substr(8, url.size() - 9)));
        EXPECT_THAT(found.error.hint, HasSubstr(hint)) << found.error.message;
        EXPECT_THAT(found.error.message + found.error.hint, Not(HasSubstr("Planted")));
    }
    void trustAuthority() { m_options.caFile = m_certificates.authority(); }

    Certificates m_certificates;
    HttpOptions m_options;
};

TEST_F(HttpTls, AnAuthorityOfOnesOwnIsTrustedWhenItIsGiven) {
    m_certificates.make("good", "IP:127.0.0.1,DNS:localhost");
    const TlsServer server(m_certificates, "good");
    expectFault(NetFault::Certificate, server.url(), "CA file");
    trustAuthority();
    const auto reply = send(server.url());
    ASSERT_TRUE(reply) << reply.error().error.message;
    EXPECT_EQ(reply->status, 200);
    EXPECT_THAT(reply->body, HasSubstr("TLS"));
    EXPECT_TRUE(send(server.url("localhost")));
}

TEST_F(HttpTls, SelfSigned) {
    m_certificates.makeSelfSigned("self");
    const TlsServer server(m_certificates, "self");
    expectFault(NetFault::Certificate, server.url(), "CA file");
    trustAuthority();
    expectFault(NetFault::Certificate, server.url(), "CA file");
    m_options.caFile = m_certificates.folder() / "self.pem";
    EXPECT_TRUE(send(server.url()));
}

TEST_F(HttpTls, AnotherHosts) {
    m_certificates.make("other", "DNS:other.example");
    const TlsServer server(m_certificates, "other");
    trustAuthority();
    expectFault(NetFault::Certificate, server.url(), "another host");
    expectFault(NetFault::Certificate, server.url("localhost"), "another host");
}

TEST_F(HttpTls, Expired) {
    m_certificates.makeExpired("old");
    const TlsServer server(m_certificates, "old");
    trustAuthority();
    expectFault(NetFault::Certificate, server.url(), "clock");
}

TEST_F(HttpTls, VersionsThatAreTooOld) {
    m_certificates.make("good", "IP:127.0.0.1");
    trustAuthority();
    for (const char* version : {"-tls1", "-tls1_1"}) {
        const TlsServer server(m_certificates, "good", {version, "-cipher", "ALL:@SECLEVEL=0"});
        expectFault(NetFault::TlsHandshake, server.url(), "1.2");
    }
    const TlsServer good(m_certificates, "good", {"-tls1_2"});
    EXPECT_TRUE(send(good.url()));
}

TEST_F(HttpTls, NoTlsOnThatPort) {
    const FaultServer server([](test::Peer& peer) {
        peer.bytes(5);
        peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        peer.waitForEnd();
    });
    expectFault(NetFault::TlsHandshake, "https://127.0.0.1:" + std::to_string(server.port()) + "/",
                "http://");
}

TEST_F(HttpTls, AnAlertInsteadOfAGreeting) {
    // RFC 8446 §6: a fatal alert (2), handshake_failure (40), in a record of TLS 1.2.
    const FaultServer server([](test::Peer& peer) {
        peer.bytes(5);
        peer.send(std::string("\x15\x03\x03\x00\x02\x02\x28", 7));
        peer.waitForEnd();
    });
    expectFault(NetFault::TlsHandshake, "https://127.0.0.1:" + std::to_string(server.port()) + "/",
                "endpoint");
}

TEST_F(HttpTls, ClosedOrResetWithinTheHandshake) {
    for (const bool reset : {false, true}) {
        const FaultServer server([reset](test::Peer& peer) {
            peer.bytes(5);
            if (reset) peer.reset();
        });
        expectFault(NetFault::TlsHandshake, "https://127.0.0.1:" + std::to_string(server.port()) + "/",
                    "endpoint");
    }
}

TEST_F(HttpTls, SpokenToWithoutIt) {
    m_certificates.make("good", "IP:127.0.0.1");
    const TlsServer server(m_certificates, "good");
    const auto reply = send("http" + server.url().substr(5));
    ASSERT_FALSE(reply);
    EXPECT_THAT((std::vector{NetFault::Closed, NetFault::Reset, NetFault::Malformed}),
                ::testing::Contains(reply.error().fault));
}

TEST_F(HttpTls, WhatIsNoAuthorityIsRefused) {
    const auto refusal = [&](const std::string& name, const std::string& content) {
        std::ofstream(m_certificates.folder() / name) << content;
        m_options.caFile = m_certificates.folder() / name;
        const auto made = makeHttpTransport(m_options);
        EXPECT_FALSE(made);
        EXPECT_THAT(made.error().message, HasSubstr(name));
        return made.error().code;
    };
    EXPECT_EQ(refusal("empty.pem", ""), ErrorCode::Parse);
    EXPECT_EQ(refusal("text.pem", "no certificate"), ErrorCode::Parse);
    EXPECT_EQ(refusal("cut.pem", "-----BEGIN CERTIFICATE-----\nMIIB"), ErrorCode::Parse);
    EXPECT_EQ(refusal("junk.pem", "-----BEGIN CERTIFICATE-----\nnot base 64\n-----END CERTIFICATE-----\n"),
              ErrorCode::Parse);
    // A SEQUENCE that says it is longer than it is.
    EXPECT_EQ(refusal("short.pem", "-----BEGIN CERTIFICATE-----\nMIIBAgME\n-----END CERTIFICATE-----\n"),
              ErrorCode::Parse);
    m_options.caFile = m_certificates.folder() / "absent.pem";
    EXPECT_EQ(makeHttpTransport(m_options).error().code, ErrorCode::NotFound);
    m_options.caFile = m_certificates.folder();
    EXPECT_FALSE(makeHttpTransport(m_options));
}

}  // namespace
}  // namespace qstore
