// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <future>
#include <random>
#include <stop_token>

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

constexpr const char* plantedKey = "Planted/Key+0123456789==";

HttpRequest keyed(const std::string& url) {
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.url = url;
    request.authorizationScheme = "apiKey";
    request.authorization = Secret(plantedKey);
    request.body = "form=";
    request.secretBody = Secret(plantedKey);
    return request;
}

/// The error of one request; what holds for every error is expected here.
NetError faultOf(const HttpRequest& request, const HttpOptions& options = {},
                 const RunControl& control = {}) {
    const auto made = makeHttpTransport(options);
    EXPECT_TRUE(made);
    const auto reply = (*made)->send(request, control);
    if (reply) {
        ADD_FAILURE() << "got a reply of status " << reply->status;
        return {};
    }
    const NetError& found = reply.error();
    EXPECT_FALSE(found.error.message.empty());
    EXPECT_THAT(found.error.message + found.error.hint, Not(HasSubstr("Planted")));
    EXPECT_THAT(found.error.message + found.error.hint, Not(HasSubstr("0123456789")));
    if (found.fault != NetFault::Cancelled) {
        EXPECT_FALSE(found.error.hint.empty());
    }
    return found;
}

NetError faultOf(const FaultServer::Script& script) {
    const FaultServer server(script);
    const NetError found = faultOf(keyed(server.url()));
    EXPECT_THAT(found.error.message, HasSubstr("127.0.0.1:" + std::to_string(server.port())));
    EXPECT_TRUE(found.maybeReceived);
    return found;
}

TEST(HttpFaults, ANameThatDoesNotExist) {
    // RFC 6761: names under .invalid never resolve.
    const NetError found = faultOf(keyed("http://api.ionq.invalid/v0.4/jobs"));
    EXPECT_EQ(found.fault, NetFault::NameNotFound);
    EXPECT_EQ(found.error.code, ErrorCode::NotFound);
    EXPECT_THAT(found.error.message, HasSubstr("api.ionq.invalid"));
    EXPECT_FALSE(found.maybeReceived);
}

TEST(HttpFaults, NobodyListens) {
    const std::string host = "127.0.0.1:" + std::to_string(closedPort());
    const NetError found = faultOf(keyed("http://" + host + "/"));
    EXPECT_EQ(found.fault, NetFault::Refused);
    EXPECT_THAT(found.error.message, HasSubstr(host));
    EXPECT_THAT(found.error.message, HasSubstr("refused"));
    EXPECT_FALSE(found.maybeReceived);
}

TEST(HttpFaults, ClosedWithoutAReply) {
    EXPECT_EQ(faultOf([](Peer& peer) { peer.request(); }).fault, NetFault::Closed);
}

TEST(HttpFaults, ResetBeforeAndWithinTheReply) {
    const auto before = faultOf([](Peer& peer) {
        peer.request();
        peer.reset();
    });
    EXPECT_EQ(before.fault, NetFault::Reset);
    const auto within = faultOf([](Peer& peer) {
        peer.request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome");
        peer.reset();
    });
    // The kernel may throw away what was sent before a reset, but never turns it into a whole reply.
    EXPECT_EQ(within.fault, NetFault::Reset);
}

TEST(HttpFaults, CutShort) {
    EXPECT_EQ(faultOf(once("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome")).fault,
              NetFault::Truncated);
    EXPECT_EQ(faultOf(once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nsome")).fault,
              NetFault::Truncated);
}

TEST(HttpFaults, NotHttp) {
    for (const char* garbage :
         {"SSH-2.0-OpenSSH_9.2\r\n", "220 mail ESMTP\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "\r\n\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"}) {
        const NetError found = faultOf(once(garbage));
        EXPECT_EQ(found.fault, NetFault::Malformed) << garbage;
        EXPECT_EQ(found.error.code, ErrorCode::Parse);
    }
}

TEST(HttpFaults, HeadersWithoutEnd) {
    // One header beyond what libcurl holds, and many small ones beyond our limit.
    const NetError one = faultOf(
        once("HTTP/1.1 200 OK\r\nX-Big: " + std::string(400'000, 'x') + "\r\nContent-Length: 0\r\n\r\n"));
    EXPECT_EQ(one.fault, NetFault::TooLarge);
    std::string many = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 1000; ++i)
        many += "X-Number-" + std::to_string(i) + ": " + std::string(80, 'x') + "\r\n";
    const NetError other = faultOf(once(many + "Content-Length: 0\r\n\r\n"));
    EXPECT_EQ(other.fault, NetFault::TooLarge);
    EXPECT_THAT(other.error.message, HasSubstr("64 KiB"));
    EXPECT_EQ(other.error.code, ErrorCode::ResourceExhausted);
}

TEST(HttpFaults, ABodyBeyondItsLimit) {
    const std::string body(2000, 'x');
    const std::string chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + body + "\r\n0\r\n\r\n";
    for (const std::string& reply : {okReply(body), chunked}) {
        const FaultServer server(always(reply));
        HttpRequest request = keyed(server.url());
        request.maxResponseBytes = 1999;
        const NetError found = faultOf(request);
        EXPECT_EQ(found.fault, NetFault::TooLarge);
        EXPECT_TRUE(found.maybeReceived);
        request.maxResponseBytes = 2000;
        EXPECT_TRUE((*makeHttpTransport())->send(request));
    }
}

std::string gzip(const std::string& text) {
    z_stream zlib{};
    EXPECT_EQ(deflateInit2(&zlib, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string packed(deflateBound(&zlib, text.size()), '\0');
    zlib.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(text.data()));
    zlib.avail_in = static_cast<unsigned>(text.size());
    zlib.next_out = reinterpret_cast<unsigned char*>(packed.data());
    zlib.avail_out = static_cast<unsigned>(packed.size());
    EXPECT_EQ(deflate(&zlib, Z_FINISH), Z_STREAM_END);
    packed.resize(zlib.total_out);
    deflateEnd(&zlib);
    return packed;
}

constexpr const char* packedHeader = "Content-Encoding: gzip\r\n";

TEST(HttpFaults, PackedBodiesAreUnpackedWithinTheirLimit) {
    const std::string text(std::size_t{1} << 20U, 'a');
    const FaultServer server(always(okReply(gzip(text), packedHeader)));
    HttpRequest request = keyed(server.url());
    request.maxResponseBytes = text.size();
    const auto reply = (*makeHttpTransport())->send(request);
    ASSERT_TRUE(reply) << reply.error().error.message;
    EXPECT_TRUE(reply->body == text);
    request.maxResponseBytes = text.size() - 1;
    EXPECT_EQ(faultOf(request).fault, NetFault::TooLarge);
}

TEST(HttpFaults, PackedBodiesMayBeEmptyOrOfSeveralStreams) {
    const FaultServer none(always(okReply("", packedHeader)));
    EXPECT_EQ((*makeHttpTransport())->send(keyed(none.url())).value().body, "");
    const FaultServer two(always(okReply(gzip("one ") + gzip("two"), packedHeader)));
    EXPECT_EQ((*makeHttpTransport())->send(keyed(two.url())).value().body, "one two");
}

TEST(HttpFaults, BrokenPacking) {
    const std::string whole = gzip("a text that is long enough to be cut");
    std::string damaged = whole;
    damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 0x55);  // in the checksum
    for (const std::string& body : {std::string("not gzip at all"), whole.substr(0, whole.size() - 9),
                                    damaged, whole + "behind its end"}) {
        const NetError found = faultOf(once(okReply(body, packedHeader)));
        EXPECT_EQ(found.fault, NetFault::BadEncoding);
        EXPECT_EQ(found.error.code, ErrorCode::Parse);
    }
    EXPECT_EQ(faultOf(once(okReply("x", "Content-Encoding: br\r\n"))).fault, NetFault::BadEncoding);
}

TEST(HttpFaults, NoReplyInTime) {
    for (const char* part : {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nsome"}) {
        const FaultServer server([part](Peer& peer) {
            if (peer.request()) peer.send(part);
            peer.waitForEnd();
        });
        HttpRequest request = keyed(server.url());
        request.timeoutMs = 100;
        const NetError found = faultOf(request);
        EXPECT_EQ(found.fault, NetFault::Timeout);
        EXPECT_THAT(found.error.message, HasSubstr("0.1 s"));
        EXPECT_TRUE(found.maybeReceived);
    }
}

TEST(HttpFaults, AStopEndsATransferThatHangs) {
    // Without a stop these would end by their time-out, as another fault.
    for (const char* part : {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nsome"}) {
        std::promise<void> asked;
        const FaultServer server([&](Peer& peer) {
            if (peer.request()) peer.send(part);
            asked.set_value();
            peer.waitForEnd();
        });
        std::stop_source source;
        auto found = std::async(std::launch::async, [&] {
            return faultOf(keyed(server.url()), {}, RunControl{source.get_token(), {}});
        });
        asked.get_future().wait();
        source.request_stop();
        const NetError error = found.get();
        EXPECT_EQ(error.fault, NetFault::Cancelled);
        EXPECT_EQ(error.error.code, ErrorCode::Cancelled);
        EXPECT_TRUE(error.maybeReceived);
    }
}

TEST(HttpFaults, WhatWasStoppedBeforeIsNotSent) {
    const FaultServer server(always(okReply("")));
    std::stop_source source;
    source.request_stop();
    const NetError found = faultOf(keyed(server.url()), {}, RunControl{source.get_token(), {}});
    EXPECT_EQ(found.fault, NetFault::Cancelled);
    EXPECT_FALSE(found.maybeReceived);
    EXPECT_EQ(server.connections(), 0);
}

TEST(HttpFaults, ATransportGoesOnAfterAnyFault) {
    std::atomic<int> turn{0};
    const FaultServer server([&](Peer& peer) {
        while (peer.request()) {
            if (turn++ % 2 == 0) return peer.reset();
            peer.send(okReply("good"));
        }
    });
    const auto carrier = *makeHttpTransport();
    for (int i = 0; i < 5; ++i) {
        EXPECT_FALSE(carrier->send(keyed(server.url())));
        const auto reply = carrier->send(keyed(server.url()));
        ASSERT_TRUE(reply) << reply.error().error.message;
        EXPECT_EQ(reply->body, "good");
    }
}

/// Answers the first request of a connection, and closes on the second, having read it.
struct Swallowing {
    std::mutex mutex;
    std::vector<std::string> seen;
    FaultServer server{[this](Peer& peer) {
        for (int i = 0; i < 2; ++i) {
            const auto request = peer.request();
            if (!request) return;
            const std::scoped_lock lock(mutex);
            seen.push_back(request->substr(0, request->find(' ')));
            if (i == 0) peer.send(okReply(""));
        }
    }};
};

TEST(HttpFaults, APostThatAKeptConnectionSwallowedIsNotSentAgain) {
    for (const std::string& body : {std::string("pay once"), std::string()}) {
        Swallowing swallowing;
        const auto carrier = *makeHttpTransport();
        HttpRequest request;
        request.url = swallowing.server.url();
        ASSERT_TRUE(carrier->send(request));
        request.method = HttpMethod::Post;
        request.body = body;
        const auto reply = carrier->send(request);
        ASSERT_FALSE(reply);
        EXPECT_EQ(reply.error().fault, NetFault::Closed);
        EXPECT_TRUE(reply.error().maybeReceived);
        const std::scoped_lock lock(swallowing.mutex);
        EXPECT_THAT(swallowing.seen, ::testing::ElementsAre("GET", "POST"));
    }
}

TEST(HttpFaults, AGetThatAKeptConnectionSwallowedIs) {
    Swallowing swallowing;
    const auto carrier = *makeHttpTransport();
    HttpRequest request;
    request.url = swallowing.server.url();
    ASSERT_TRUE(carrier->send(request));
    EXPECT_TRUE(carrier->send(request));
    const std::scoped_lock lock(swallowing.mutex);
    EXPECT_EQ(swallowing.seen.size(), 3U);
}

TEST(HttpFaults, AServerThatSendsTheKeyBackDoesNotGetItIntoAnError) {
    const std::string key = plantedKey;
    for (const std::string& reply :
         {"HTTP/1.1 " + key + "\r\n\r\n", key + "\r\n\r\n",
          "HTTP/1.1 200 " + key + "\r\nContent-Length: 9\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Encoding: " + key + "\r\nContent-Length: 1\r\n\r\nx",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + key + "\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: " + key + "\r\n\r\n", "HTTP/7.1 200 " + key + "\r\n\r\n"})
        faultOf(once(reply));
    // The body is the caller's to judge.
    const FaultServer server(always(okReply(key)));
    EXPECT_EQ((*makeHttpTransport())->send(keyed(server.url())).value().body, key);
}

TEST(HttpFaults, GarbageEndsAsAReplyOrAFault) {
    std::mt19937 random(20260101);  // NOLINT: the same garbage at each run
    const std::array<std::string, 14> pieces = {"HTTP/1.1 ",
                                                "200 OK\r\n",
                                                "HTTP/1.0 500\r\n",
                                                "Content-Length: 5\r\n",
                                                "Content-Length: 99999999999999999999\r\n",
                                                "Transfer-Encoding: chunked\r\n",
                                                "Content-Encoding: gzip\r\n",
                                                "\r\n",
                                                "5\r\nhello\r\n",
                                                "0\r\n\r\n",
                                                "Retry-After: Mon, 99 Foo\r\n",
                                                ": \r\n",
                                                std::string("\0\xff\x1f\x8b", 4),
                                                " folded\r\n"};
    std::mutex mutex;
    const FaultServer server([&](Peer& peer) {
        if (!peer.request()) return;
        std::string reply;
        bool reset = false;
        {
            const std::scoped_lock lock(mutex);
            reset = random() % 8 == 0;
            const bool startsWell = random() % 4 != 0;
            if (startsWell) reply = "HTTP/1.1 200 OK\r\n";
            for (std::size_t count = random() % 12; count > 0; --count)
                reply += random() % 5 == 0 ? std::string(random() % 40, static_cast<char>(random() % 256))
                                           : pieces.at(random() % pieces.size());
        }
        peer.send(reply);
        if (reset) peer.reset();
    });
    const auto carrier = *makeHttpTransport();
    int replies = 0;
    int faults = 0;
    for (int i = 0; i < 500; ++i) {
        HttpRequest request = keyed(server.url());
        request.maxResponseBytes = 4096;
        const auto reply = carrier->send(request);
        reply ? ++replies : ++faults;
        if (!reply) {
            EXPECT_THAT(reply.error().error.message, Not(HasSubstr("Planted")));
        }
    }
    EXPECT_GT(replies, 0);
    EXPECT_GT(faults, 0);
}

TEST(HttpFaults, RequestsThatCannotBeSentAreRefused) {
    const FaultServer server(always(okReply("")));
    const auto refused = [&](auto change) {
        HttpRequest request = keyed(server.url());
        change(request);
        const NetError found = faultOf(request);
        EXPECT_EQ(found.fault, NetFault::BadRequest) << found.error.message;
        EXPECT_EQ(found.error.code, ErrorCode::InvalidArgument);
        EXPECT_FALSE(found.maybeReceived);
    };
    refused([](HttpRequest& r) { r.url += "\r\nX-Evil: 1"; });
    refused([](HttpRequest& r) { r.url = "file:///etc/passwd"; });
    refused([](HttpRequest& r) { r.url = "http://user:Planted@127.0.0.1/"; });
    refused([](HttpRequest& r) { r.headers = {{"X-Good", "a\r\nX-Evil: 1"}}; });
    refused([](HttpRequest& r) { r.headers = {{"X-Good", std::string("a\0b", 3)}}; });
    refused([](HttpRequest& r) { r.headers = {{"X-Bad\r\nX-Evil", "1"}}; });
    refused([](HttpRequest& r) { r.headers = {{"X Bad", "1"}}; });
    refused([](HttpRequest& r) { r.headers = {{"", "1"}}; });
    refused([](HttpRequest& r) { r.headers = {{"content-length", "7"}}; });
    refused([](HttpRequest& r) { r.headers = {{"Transfer-Encoding", "chunked"}}; });
    refused([](HttpRequest& r) { r.headers = {{"authorization", "apiKey other"}}; });
    refused([](HttpRequest& r) { r.authorization = Secret("Planted-0123456789\n"); });
    refused([](HttpRequest& r) { r.authorization = Secret("Planted\r\nX-Evil: 1"); });
    refused([](HttpRequest& r) { r.authorization = Secret(" Planted"); });
    refused([](HttpRequest& r) { r.authorizationScheme = "api\r\nKey"; });
    refused([](HttpRequest& r) { r.method = HttpMethod::Get; });
    refused([](HttpRequest& r) { r.timeoutMs = 0; });
    EXPECT_EQ(server.connections(), 0);
}

}  // namespace
}  // namespace qstore
